//! Putting a conversation off and meaning it for a person: one transaction of the claim's row and its audit row.
//! Decided on the row as read here; whoever was faster is named, and nothing is repeated by the machine.

use super::{Deed, Desk, Writing, new_intent};
use crate::control::{Committed, Transaction};
use crate::domain::arranged::{
    Arrange, Arranged, Arranging, Assigned, LONGEST_NAME, Snooze, same_name,
};
use crate::domain::audit::Action;
use crate::domain::handoff::{Claim, ClaimState, Fence};
use crate::domain::id::{ConsoleId, ConversationKey, IntentId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Right;
use crate::domain::text::Text;
use crate::domain::time;
use crate::journal::Entry;
use jiff::Timestamp;

impl Desk<Writing> {
    /// Arranges something about a conversation that waits, or that this desk's actor holds. A held one that is
    /// put off is given up without being given to its bot, and is this person's when its time comes.
    ///
    /// # Errors
    /// `Invalid` for a time that is over, an empty or too long name, or a conversation that nobody waits in;
    /// failures after which it is certain that nothing was written.
    pub async fn arrange(
        &self,
        key: &ConversationKey,
        what: &Arrange,
    ) -> Result<Arranging, Problem> {
        self.may(Right::Converse, key.platform, &key.tenant)?;
        self.handoffs(key.platform)?;
        let now = self.now();
        let what = &sensible(what, now)?;
        let (seen, stored) = futures::future::try_join(
            self.control(key.platform).reader().claim(key),
            self.conversations(key.platform)?.read(key),
        )
        .await?;
        let Some(stored) = stored.value else {
            return Ok(Arranging::NotFound);
        };
        let held = seen.as_ref().is_some_and(|claim| claim.is_of(self.actor()));
        if let Some(claim) = &seen
            && !held
            && (!claim.is_free(now) || claim.state == ClaimState::Releasing)
        {
            return Ok(Arranging::Lost(claim.clone()));
        }
        let waits = held || stored.row.status().waits_for_human();
        if !waits && adds(what) {
            return Err(Problem::new(
                Trouble::Invalid,
                "conversation",
                "it does not wait for a person",
            ));
        }
        let intent = new_intent(now);
        let new = self.arranged_as(key, seen.as_ref(), held, what, &intent, now);
        if let Some(claim) = &seen
            && is_same(&claim.arranged, &new.arranged)
        {
            return Ok(Arranging::Already(claim.clone()));
        }
        if seen.is_none() && !adds(what) {
            return Ok(Arranging::Already(new));
        }
        let outcome = self
            .write_arranged(seen.as_ref(), &new, held, what, now)
            .await?;
        if held
            && let Arranging::Done(claim) = &outcome
            && claim.state == ClaimState::Released
        {
            // The row says so already: a restart that still thinks it ours is told by it.
            let _ = self.journal().keep(&Entry::LetGo { key: key.clone() });
        }
        Ok(outcome)
    }

    /// Takes away the snoozes among `claims` whose time is over; what cannot be written now is found again.
    /// Nothing depends on it: whether a snooze counts is computed.
    pub async fn wake(&self, claims: &[Claim]) {
        let now = self.now();
        let over = claims.iter().filter(|claim| {
            claim.state == ClaimState::Released
                && claim
                    .arranged
                    .snooze
                    .as_ref()
                    .is_some_and(|snooze| snooze.until <= now)
        });
        for claim in over {
            let _ = self.control(claim.key.platform).woken(claim).await;
        }
    }

    /// The row as it is to be.
    fn arranged_as(
        &self,
        key: &ConversationKey,
        seen: Option<&Claim>,
        held: bool,
        what: &Arrange,
        intent: &IntentId,
        now: Timestamp,
    ) -> Claim {
        let by = self.actor().name.clone();
        let mut new = seen.cloned().unwrap_or_else(|| unclaimed(key));
        let assigned = |to: &Text| Assigned {
            to: to.clone(),
            by: by.clone(),
            at: now,
        };
        match what {
            Arrange::Snooze(Some(until)) => {
                new.arranged.snooze = Some(Snooze {
                    at: now,
                    until: *until,
                    by: by.clone(),
                });
                if held && new.arranged.assigned.is_none() {
                    new.arranged.assigned = Some(assigned(&by));
                }
            }
            Arrange::Snooze(None) => new.arranged.snooze = None,
            Arrange::Assign(to) => new.arranged.assigned = to.as_ref().map(assigned),
        }
        new.arranged.intent = Some(intent.clone());
        let given_up = matches!(what, Arrange::Snooze(Some(_)));
        if !held || given_up {
            new.state = ClaimState::Released;
        }
        new
    }

    async fn write_arranged(
        &self,
        seen: Option<&Claim>,
        new: &Claim,
        held: bool,
        what: &Arrange,
        now: Timestamp,
    ) -> Result<Arranging, Problem> {
        let key = &new.key;
        let intent = new
            .arranged
            .intent
            .clone()
            .unwrap_or_else(|| new_intent(now));
        let (action, before, after) = told(seen.map(|claim| &claim.arranged), what);
        let deed = Deed {
            platform: key.platform,
            tenant: &key.tenant,
            target: key.conversation.as_str(),
            before: before.as_deref(),
            after: after.as_deref(),
            reason: None,
            intent: &intent,
            fence: Some(new.fence),
        };
        let entry = self.entry(action, &deed, now);
        let control = self.control(key.platform);
        let transaction = Transaction::new(intent.clone())
            .own(control.arranged(seen, new, held, now)?)
            .own(control.audited(&entry)?);
        let found = match control.commit(&transaction).await? {
            Committed::Done { repeated: false } => return Ok(Arranging::Done(new.clone())),
            Committed::Refused(found) => found,
            Committed::Done { repeated: true } | Committed::Unknown(_) => {
                match control.reader().claim(key).await {
                    Ok(Some(found)) => Some(found),
                    Ok(None) | Err(_) => return Ok(Arranging::Unknown),
                }
            }
        };
        Ok(match found {
            Some(found) if found.arranged.intent.as_ref() == Some(&intent) => {
                Arranging::Done(found)
            }
            Some(found) => Arranging::Lost(found),
            None => Arranging::Unknown,
        })
    }
}

/// Refuses what makes no sense; a name is taken without what stands around it.
fn sensible(what: &Arrange, now: Timestamp) -> Result<Arrange, Problem> {
    match what {
        Arrange::Snooze(Some(until)) if *until <= now => {
            Err(Problem::new(Trouble::Invalid, "until", "that time is over"))
        }
        Arrange::Assign(Some(name)) => {
            let name = name.one_line();
            let name = name.trim();
            match name.chars().count() {
                0 => Err(Problem::new(Trouble::Invalid, "name", "empty")),
                1..=LONGEST_NAME => Ok(Arrange::Assign(Some(Text::from_untrusted(name)))),
                long => Err(Problem::new(
                    Trouble::Invalid,
                    "name",
                    format!("{long} characters, {LONGEST_NAME} at most"),
                )),
            }
        }
        _ => Ok(what.clone()),
    }
}

fn adds(what: &Arrange) -> bool {
    matches!(what, Arrange::Snooze(Some(_)) | Arrange::Assign(Some(_)))
}

/// Whether nothing of it would change but times and who did it.
fn is_same(old: &Arranged, new: &Arranged) -> bool {
    let until = |of: &Arranged| of.snooze.as_ref().map(|snooze| snooze.until);
    let same_person = match (&old.assigned, &new.assigned) {
        (Some(old), Some(new)) => same_name(&old.to, &new.to),
        (None, None) => true,
        _ => false,
    };
    until(old) == until(new) && same_person
}

/// A row for a conversation that was never claimed.
fn unclaimed(key: &ConversationKey) -> Claim {
    Claim {
        key: key.clone(),
        owner: String::new(),
        operator: Text::default(),
        console: ConsoleId::from(""),
        host: Text::default(),
        intent: IntentId::from(""),
        fence: Fence::default(),
        beat: 0,
        state: ClaimState::Released,
        ending: None,
        since: Timestamp::default(),
        lease_until: Timestamp::default(),
        taken: None,
        arranged: Arranged::default(),
    }
}

/// What the audit row says.
fn told(before: Option<&Arranged>, what: &Arrange) -> (Action, Option<String>, Option<String>) {
    match what {
        Arrange::Snooze(until) => (
            Action::Snooze,
            before
                .and_then(|one| one.snooze.as_ref())
                .map(|snooze| time::iso(snooze.until)),
            until.map(time::iso),
        ),
        Arrange::Assign(to) => (
            Action::Assign,
            before
                .and_then(|one| one.assigned.as_ref())
                .map(|assigned| assigned.to.as_str().to_owned()),
            to.as_ref().map(|name| name.as_str().to_owned()),
        ),
    }
}
