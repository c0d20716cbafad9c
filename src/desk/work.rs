//! What waits for a person and is no conversation: listed, read again, decided. A decision is one conditional
//! write of the system's row between two rows of our audit trail: what is about to be decided, what came of it.

use super::{Deed, Desk, Mode, Writing, new_intent, unsupported};
use crate::control::{Committed, Transaction, outbox};
use crate::domain::agent::MIN_REASON_CHARS;
use crate::domain::audit::Action;
use crate::domain::escalation::Priority;
use crate::domain::id::{IntentId, PlatformId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Right;
use crate::domain::text::Text;
use crate::domain::work::{Decided, Decision, Work, WorkKey};
use crate::platform::{Deciding, Event, Ruled, WorkList};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

impl<M: Mode> Desk<M> {
    /// One page of what waits in a system.
    ///
    /// # Errors
    /// `Invalid` where nothing can wait in it; any failure of the call.
    pub async fn work(
        &self,
        platform: PlatformId,
        after: Option<Cursor>,
    ) -> Result<Page<Work>, Problem> {
        let mut page = self.work_list(platform)?.open(self.now(), after).await?;
        // What waits is found over all tenants at once; others are not for this profile.
        page.items
            .retain(|work| self.sees(platform, &work.key.tenant).is_ok());
        page.items.iter_mut().for_each(placed);
        Ok(page)
    }

    /// One thing as it is now; `None`: it is not there, or waits no more.
    ///
    /// # Errors
    /// As [`Self::work`].
    pub async fn work_item(&self, key: &WorkKey) -> Result<Option<Work>, Problem> {
        self.sees(key.platform, &key.tenant)?;
        let list = self.work_list(key.platform)?;
        let mut found = list.read(key, self.now()).await?.value;
        found.iter_mut().for_each(placed);
        Ok(found)
    }

    fn work_list(&self, platform: PlatformId) -> Result<&Arc<dyn WorkList>, Problem> {
        self.platform(platform)
            .and_then(|platform| platform.work.as_ref())
            .ok_or_else(|| unsupported(platform, "work"))
    }
}

/// The state of what nobody has decided yet.
const PENDING: &str = "pending";

/// What our audit row says of a decision, and of the state after it.
fn told(decision: Decision) -> (Action, &'static str) {
    match decision {
        Decision::Approve => (Action::WorkApproved, "approved"),
        Decision::Reject => (Action::WorkRejected, "rejected"),
        Decision::Cancel => (Action::WorkCancelled, "cancelled"),
    }
}

/// Most systems state no priority of what waits in them.
fn placed(work: &mut Work) {
    if work.priority == Priority::Unstated {
        work.priority = work.key.kind.usual_priority();
    }
}

impl Desk<Writing> {
    /// Decides what a person has confirmed.
    ///
    /// # Errors
    /// `Invalid` for a reason that is too short or a decision that the kind does not know; any failure
    /// after which it is certain that nothing changed.
    pub async fn decide(
        &self,
        seen: &Work,
        decision: Decision,
        comment: &Text,
    ) -> Result<Decided, Problem> {
        let right = match decision {
            Decision::Approve | Decision::Reject => Right::Decide,
            Decision::Cancel => Right::Switch,
        };
        self.may(right, seen.key.platform, &seen.key.tenant)?;
        let length = comment.trim().chars().count();
        if length < MIN_REASON_CHARS {
            return Err(Problem::new(
                Trouble::Invalid,
                "reason",
                format!("{length} characters, {MIN_REASON_CHARS} at least"),
            ));
        }
        let key = &seen.key;
        if !key.kind.decisions().contains(&decision) {
            return Err(unsupported(key.platform, "such decision"));
        }
        let port = self.deciding(key.platform)?;
        port.permitted()?;
        let asked = self.now();
        let intent = new_intent(asked);
        // Whatever happens from here on, the trail says that somebody was about to decide.
        self.note_decision(seen, Action::WorkAsked, None, comment, &intent, asked)
            .await?;
        let ruled = Ruled {
            key,
            decision,
            comment,
            actor: self.actor(),
            intent: &intent,
            // Rows are in the order of their milliseconds; a decision can take less than one.
            at: self
                .now()
                .max(super::after(asked, SignedDuration::from_millis(1))),
        };
        if let Some(event) = port.event(&ruled, PENDING) {
            return self.decide_there(port.as_ref(), seen, &ruled, event).await;
        }
        let decided = port
            .decide(seen, decision, comment, self.actor(), &intent, self.now())
            .await?;
        if decided == Decided::Done {
            let (action, state) = told(decision);
            let done = self.now().max(ruled.at);
            self.note_decision(seen, action, Some(state), comment, &intent, done)
                .await?;
        }
        Ok(decided)
    }

    /// In a store of its own whose decisions are told to others: (1) the outbox row, prepared; (2) the decision;
    /// (3) the outbox row ready with the event as it turned out, and our audit row, in one transaction. Whatever
    /// is left undone behind (1), a relay finishes or discards.
    async fn decide_there(
        &self,
        port: &dyn Deciding,
        seen: &Work,
        ruled: &Ruled<'_>,
        event: Event,
    ) -> Result<Decided, Problem> {
        let entry = outbox::Entry {
            intent: ruled.intent.clone(),
            matter: outbox::Matter::Decision {
                key: ruled.key.clone(),
                decision: ruled.decision,
                comment: ruled.comment.clone(),
            },
            actor: ruled.actor.clone(),
            at: ruled.at,
            event,
            state: outbox::State::Prepared,
            lease_until: None,
            tries: 0,
        };
        self.control(ruled.key.platform).prepare(&entry).await?;
        let Ruled {
            decision,
            comment,
            actor,
            intent,
            at,
            ..
        } = *ruled;
        let decided = port
            .decide(seen, decision, comment, actor, intent, at)
            .await;
        match &decided {
            Ok(Decided::Done) => {
                // The decision stands. What fails from here on is left to a relay.
                if let Ok(Some(state)) = port.settle(intent).await {
                    let _ = self.finish_decision(&entry, &state).await;
                }
            }
            Ok(Decided::Unknown) => {}
            Ok(_) | Err(_) => self.set_aside(ruled.key.platform, intent).await,
        }
        decided
    }

    /// Writes what follows from a decision that was made. `false`: somebody else did, or nobody can tell yet.
    pub(super) async fn finish_decision(
        &self,
        entry: &outbox::Entry,
        state: &Text,
    ) -> Result<bool, Problem> {
        let outbox::Matter::Decision {
            key,
            decision,
            comment,
        } = &entry.matter
        else {
            return Ok(false);
        };
        let ruled = Ruled {
            key,
            decision: *decision,
            comment,
            actor: &entry.actor,
            intent: &entry.intent,
            at: entry.at,
        };
        let port = self.deciding(key.platform)?;
        let event = port.event(&ruled, state).unwrap_or(entry.event.clone());
        let target = format!("{} {}", key.kind.word(), key.id.as_str());
        let deed = Deed {
            platform: key.platform,
            tenant: &key.tenant,
            target: &target,
            before: Some(PENDING),
            after: Some(told(*decision).1),
            reason: Some(comment),
            intent: &entry.intent,
            fence: None,
        };
        let mut audit = self.entry(told(*decision).0, &deed, entry.at);
        audit.actor.clone_from(&entry.actor.identity);
        audit.name.clone_from(&entry.actor.name);
        let control = self.control(key.platform);
        let transaction = Transaction::new(new_intent(self.now()))
            .own(control.readied_as(&entry.intent, &event)?)
            .own(control.audited(&audit)?);
        let committed = control.commit(&transaction).await?;
        Ok(matches!(committed, Committed::Done { .. }))
    }

    async fn note_decision(
        &self,
        seen: &Work,
        action: Action,
        after: Option<&str>,
        comment: &Text,
        intent: &IntentId,
        at: Timestamp,
    ) -> Result<(), Problem> {
        let key = &seen.key;
        let target = format!("{} {}", key.kind.word(), key.id.as_str());
        let deed = Deed {
            platform: key.platform,
            tenant: &key.tenant,
            target: &target,
            before: Some(seen.state.as_str()),
            after,
            reason: Some(comment),
            intent,
            fence: None,
        };
        let entry = self.entry(action, &deed, at);
        self.control(key.platform).audit_now(&entry).await
    }

    pub(super) fn deciding(&self, platform: PlatformId) -> Result<&Arc<dyn Deciding>, Problem> {
        self.mode
            .changes(platform)
            .and_then(|changes| changes.deciding.as_ref())
            .ok_or_else(|| unsupported(platform, "decisions"))
    }
}
