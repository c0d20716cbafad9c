//! What people arranged about a conversation, in its claim's row (`LOCK`): `snoozeUntil`, `snoozedAt`, `snoozedBy`,
//! `assignee`, `assignedBy`, `assignedAt`, `arrangeId`, and `lastReplyAt` (times in epoch milliseconds).
//! The row is listed while it is not released, or snoozed, or assigned.

use super::Writer;
use super::claim::{list_pk, list_sk, lock_key, owned};
use super::row::{millis, of_millis, safe, text};
use crate::aws::dynamo::{Item, Updated};
use crate::aws::expression::{Assign, Condition, n, s};
use crate::aws::transaction::OwnItem;
use crate::aws::write::Change;
use crate::domain::arranged::{Arranged, Assigned, Snooze};
use crate::domain::handoff::{Claim, ClaimState, Fence, MARGIN};
use crate::domain::id::IntentId;
use crate::domain::problem::Problem;
use jiff::Timestamp;

impl Writer {
    /// The item that makes `new` what is arranged, if the row is still as `seen` (`None`: there is none) and
    /// nobody but this owner holds it. A held one that is put off is released with it, its fence unchanged.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn arranged(
        &self,
        seen: Option<&Claim>,
        new: &Claim,
        held: bool,
        now: Timestamp,
    ) -> Result<OwnItem, Problem> {
        let known = seen.and_then(|claim| claim.arranged.intent.as_ref());
        let condition = match seen {
            None => Condition::Absent("pk"),
            Some(claim) if held => owned(claim, ClaimState::Held),
            Some(claim) => free(claim.fence, now),
        };
        Change {
            table: self.reader.table.clone(),
            key: lock_key(&new.key),
            assigns: assigns(new),
            condition: Condition::All(vec![
                condition,
                Condition::as_seen("arrangeId", known.map(IntentId::as_str)),
            ]),
        }
        .own()
    }

    /// The item that notes a reply of the owner, if the claim is still held by him at its fence.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn answering(&self, claim: &Claim, at: Timestamp) -> Result<OwnItem, Problem> {
        Change {
            table: self.reader.table.clone(),
            key: lock_key(&claim.key),
            assigns: vec![("lastReplyAt", Assign::Set(of_millis(at)))],
            condition: owned(claim, ClaimState::Held),
        }
        .own()
    }

    /// Takes a snooze away whose time is over; `false`: somebody changed the row meanwhile.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn woken(&self, seen: &Claim) -> Result<bool, Problem> {
        let mut new = seen.clone();
        new.arranged.snooze = None;
        let known = seen.arranged.intent.as_ref();
        let change = Change {
            table: self.reader.table.clone(),
            key: lock_key(&new.key),
            assigns: assigns(&new),
            condition: Condition::All(vec![
                Condition::Equals("fence", n(seen.fence.0)),
                Condition::Equals("state", s("released")),
                Condition::as_seen("arrangeId", known.map(IntentId::as_str)),
            ]),
        };
        let updated = self.reader.dynamo.update(change).await?;
        Ok(matches!(updated, Updated::Done(_)))
    }
}

/// Whether nobody holds it at that fence any more.
fn free(fence: Fence, now: Timestamp) -> Condition {
    let ended = of_millis(now.checked_sub(MARGIN).unwrap_or(now));
    Condition::All(vec![
        Condition::Equals("fence", n(fence.0)),
        Condition::Any(vec![
            Condition::Equals("state", s("released")),
            Condition::All(vec![
                Condition::Equals("state", s("held")),
                Condition::Less("leaseUntil", ended),
            ]),
        ]),
    ])
}

fn assigns(new: &Claim) -> Vec<(&'static str, Assign)> {
    let word = |text: &str| Assign::Set(s(text));
    let mut assigns = vec![
        ("platform", word(new.key.platform.as_str())),
        ("tenant", word(new.key.tenant.as_str())),
        ("conversation", word(new.key.conversation.as_str())),
        ("fence", Assign::Set(n(new.fence.0))),
    ];
    // A row that nobody gave back keeps its state: `releasing` must be finished.
    if new.state == ClaimState::Released {
        assigns.push(("state", word("released")));
    }
    match &new.arranged.snooze {
        Some(snooze) => assigns.extend([
            ("snoozeUntil", Assign::Set(of_millis(snooze.until))),
            ("snoozedAt", Assign::Set(of_millis(snooze.at))),
            ("snoozedBy", word(snooze.by.as_str())),
        ]),
        None => assigns.extend(NO_SNOOZE.map(|name| (name, Assign::Remove))),
    }
    match &new.arranged.assigned {
        Some(assigned) => assigns.extend([
            ("assignee", word(assigned.to.as_str())),
            ("assignedBy", word(assigned.by.as_str())),
            ("assignedAt", Assign::Set(of_millis(assigned.at))),
        ]),
        None => assigns.extend(NO_ASSIGNEE.map(|name| (name, Assign::Remove))),
    }
    if let Some(intent) = &new.arranged.intent {
        assigns.push(("arrangeId", word(intent.as_str())));
    }
    assigns.extend(match new.is_listed() {
        true => [
            ("listPk", word(&list_pk(new.key.platform))),
            ("listSk", word(&list_sk(&new.key))),
        ],
        false => [("listPk", Assign::Remove), ("listSk", Assign::Remove)],
    });
    assigns
}

const NO_SNOOZE: [&str; 3] = ["snoozeUntil", "snoozedAt", "snoozedBy"];
const NO_ASSIGNEE: [&str; 3] = ["assignee", "assignedBy", "assignedAt"];

/// What takes all arrangements away; when a person last replied stays.
pub(super) fn settled() -> impl Iterator<Item = (&'static str, Assign)> {
    let names = NO_SNOOZE.into_iter().chain(NO_ASSIGNEE);
    names.map(|name| (name, Assign::Remove))
}

/// What is arranged in a row; half an arrangement is none.
pub(super) fn decode(item: &Item) -> Arranged {
    let snooze = || {
        Some(Snooze {
            until: millis(item, "snoozeUntil")?,
            at: millis(item, "snoozedAt")?,
            by: safe(item, "snoozedBy").unwrap_or_default(),
        })
    };
    let assigned = || {
        Some(Assigned {
            to: safe(item, "assignee").filter(|name| !name.as_str().trim().is_empty())?,
            by: safe(item, "assignedBy").unwrap_or_default(),
            at: millis(item, "assignedAt").unwrap_or_default(),
        })
    };
    Arranged {
        snooze: snooze(),
        assigned: assigned(),
        last_reply: millis(item, "lastReplyAt"),
        intent: text(item, "arrangeId").map(IntentId::from),
    }
}
