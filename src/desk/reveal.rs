//! A customer's whole number for a person who says why. The audit row stands before the number is read: no
//! row, no number. Two round trips.

use super::{Deed, Desk, Writing, new_intent};
use crate::domain::agent::MIN_REASON_CHARS;
use crate::domain::audit::Action;
use crate::domain::id::ConversationKey;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::revealed::Revealed;
use crate::domain::role::Right;
use crate::domain::text::Text;

impl Desk<Writing> {
    /// The number in full; `None`: the conversation is not there, or its system stores no number.
    ///
    /// # Errors
    /// `Invalid` for a reason that is too short; any failure of a call, after which no number was read.
    pub async fn reveal(
        &self,
        key: &ConversationKey,
        reason: &Text,
    ) -> Result<Option<Revealed>, Problem> {
        self.may(Right::Converse, key.platform, &key.tenant)?;
        let length = reason.trim().chars().count();
        if length < MIN_REASON_CHARS {
            return Err(Problem::new(
                Trouble::Invalid,
                "reason",
                format!("{length} characters, {MIN_REASON_CHARS} at least"),
            ));
        }
        let port = self.conversations(key.platform)?;
        let now = self.now();
        let row = Deed {
            platform: key.platform,
            tenant: &key.tenant,
            target: key.conversation.as_str(),
            before: None,
            after: None,
            reason: Some(reason),
            intent: &new_intent(now),
            fence: None,
        };
        let entry = self.entry(Action::Reveal, &row, now);
        self.control(key.platform).audit_now(&entry).await?;
        port.number(key).await
    }
}
