//! What a switch says now, for a person whose change met somebody else's: the row read consistently, who turned it
//! by the row or by our audit trail, and the word that confirms another change.

use super::{Desk, Mode};
use crate::domain::audit::{Action, AuditEntry};
use crate::domain::conflict::Theirs;
use crate::domain::id::SwitchKey;
use crate::domain::problem::Problem;
use crate::domain::time;
use jiff::SignedDuration;

/// Rows of the tenant's trail that are looked through in a month, newest first.
const ROWS: u32 = 100;
/// A turn at the end of a month is looked for in the month before, too.
const BACK: SignedDuration = SignedDuration::from_hours(24);

impl<M: Mode> Desk<M> {
    /// A switch as it is now, and who made it so.
    ///
    /// # Errors
    /// `OutOfScope`, or a failure of reading the switch itself; a trail that cannot be read is said in the answer.
    pub async fn theirs(&self, key: &SwitchKey) -> Result<Theirs, Problem> {
        let now = self.switch(key).await?;
        let (_, word) = self.called(key.platform, &key.agent).await;
        Ok(Theirs {
            now,
            word,
            trail: self.last_turn(key).await,
            at: self.now(),
        })
    }

    /// Our newest audit row of a turn of this switch.
    async fn last_turn(&self, key: &SwitchKey) -> Result<Option<AuditEntry>, Problem> {
        let now = self.now();
        let mut months = vec![
            time::month(now),
            time::month(now.checked_sub(BACK).unwrap_or(now)),
        ];
        months.dedup();
        let control = self.reader(key.platform)?;
        for month in &months {
            let page = control
                .audit(key.platform, &key.tenant, month, ROWS, None)
                .await?;
            let turned = page.items.into_iter().find(|entry| {
                let action = Action::from_word(entry.action.as_str());
                matches!(action, Some(Action::AgentOn | Action::AgentOff))
                    && entry.target == key.agent.as_str()
            });
            if turned.is_some() {
                return Ok(turned);
            }
        }
        Ok(None)
    }
}
