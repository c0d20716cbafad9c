//! The pane of escalations: who waits for a human, in the order in which they should be taken. One's own
//! come first, those that somebody else holds after all that wait.

mod follow;
mod key;
pub mod work;

pub(super) use follow::{News, queue_row};
pub use key::QueueKey;

use super::list::{Column, List, Row};
use super::walk::Walk;
use crate::domain::arranged::Assigned;
use crate::domain::escalation::{Escalation, Priority, WaitingWord};
use crate::domain::handoff::Claim;
use crate::domain::id::{ConversationKey, PlatformId, TenantKey};
use crate::domain::sla::{Due, Standing};
use crate::domain::text::Text;
use crate::domain::work::{Work, WorkKey};
use jiff::Timestamp;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What waits for a person.
#[derive(Clone, Debug, PartialEq)]
pub enum Waiting {
    /// A customer whose conversation was escalated.
    Conversation(Escalation),
    /// Anything else: an approval, a run that failed, a source that is silent.
    Work(Work),
}

/// A line of the pane.
#[derive(Clone, Debug, PartialEq)]
pub struct EscalationEntry {
    pub key: QueueKey,
    pub waiting: Waiting,
    pub tenant_name: Text,
    /// Who holds it now; `None`: it waits.
    pub holder: Option<Arc<Claim>>,
    /// The claim of the one who returned it by saying nothing.
    pub returned: Option<Arc<Claim>>,
    /// It is held by this console.
    pub mine: bool,
    /// Until then it is put off; `None`: it is not, or no more.
    pub put_off: Option<Timestamp>,
    /// Whom it is meant for.
    pub assigned: Option<Assigned>,
    /// It is meant for the person at this console.
    pub for_me: bool,
    /// How it stands towards its tenant's targets.
    pub standing: Option<Standing>,
    /// An unsent reply is kept for it.
    pub draft: bool,
    /// Until then the row is marked as news.
    pub new_until: Option<Timestamp>,
}

/// Orders of the pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EscalationColumn {
    /// Priority, then the target that is broken next, then the longest wait.
    #[default]
    Taking,
    Due,
    Wait,
    Tenant,
    Customer,
    Reason,
    Holder,
}

impl Column for EscalationColumn {
    const ALL: &'static [Self] = &[
        Self::Taking,
        Self::Wait,
        Self::Tenant,
        Self::Customer,
        Self::Reason,
        Self::Holder,
        Self::Due,
    ];

    fn descends(self) -> bool {
        false
    }
}

impl EscalationEntry {
    /// The escalated conversation, if it is one.
    pub fn escalation(&self) -> Option<&Escalation> {
        match &self.waiting {
            Waiting::Conversation(escalation) => Some(escalation),
            Waiting::Work(_) => None,
        }
    }

    /// What waits, if it is no conversation.
    pub fn work(&self) -> Option<&Work> {
        match &self.waiting {
            Waiting::Conversation(_) => None,
            Waiting::Work(work) => Some(work),
        }
    }

    pub fn priority(&self) -> &Priority {
        match &self.waiting {
            Waiting::Conversation(escalation) => &escalation.priority,
            Waiting::Work(work) => &work.priority,
        }
    }

    pub fn since(&self) -> Option<Timestamp> {
        match &self.waiting {
            Waiting::Conversation(escalation) => escalation.since,
            Waiting::Work(work) => work.since,
        }
    }

    pub fn reason(&self) -> Option<&Text> {
        match &self.waiting {
            Waiting::Conversation(escalation) => escalation.reason.as_ref(),
            Waiting::Work(work) => work.reason.as_ref(),
        }
    }

    /// The kind in keys and JSON; a conversation is one too.
    pub fn kind(&self) -> &'static str {
        self.work()
            .map_or("conversation", |work| work.key.kind.word())
    }

    fn name(&self) -> Option<&Text> {
        match &self.waiting {
            Waiting::Conversation(escalation) => {
                let customer = escalation.customer.as_ref()?;
                customer.name.as_ref().or(customer.phone.as_ref())
            }
            Waiting::Work(work) => Some(&work.subject),
        }
    }

    /// The target that is broken next, while one runs.
    pub fn due(&self) -> Option<Due> {
        match self.standing {
            Some(Standing::Running(due)) => Some(due),
            Some(Standing::Paused) | None => None,
        }
    }

    /// Nobody holds it and it is not put off.
    pub fn waits(&self) -> bool {
        self.holder.is_none() && self.put_off.is_none()
    }

    /// It is meant for somebody else.
    pub fn is_for_other(&self) -> bool {
        self.assigned.is_some() && !self.for_me
    }

    fn breach(&self) -> (bool, Option<Timestamp>) {
        let at = self.due().map(|due| due.at);
        (at.is_none(), at)
    }

    #[allow(clippy::type_complexity, reason = "a key to sort by, used once")]
    fn taking(
        &self,
    ) -> (
        &Priority,
        (bool, Option<Timestamp>),
        bool,
        Option<Timestamp>,
        &QueueKey,
    ) {
        let since = self.since();
        (
            self.priority(),
            self.breach(),
            since.is_none(),
            since,
            &self.key,
        )
    }
}

impl Row for EscalationEntry {
    type Key = QueueKey;
    type Column = EscalationColumn;

    fn key(&self) -> &QueueKey {
        &self.key
    }

    fn platform(&self) -> PlatformId {
        self.key.platform()
    }

    /// One's own first: they need their owner most, and a claim leaves the selection near the top. Then what
    /// is meant for this person, what is for anybody, for others, held by others, and put off.
    fn rank(&self) -> u8 {
        match &self.holder {
            _ if self.mine => 0,
            _ if self.for_me && self.put_off.is_none() => 1,
            None if self.put_off.is_some() => 5,
            None if self.is_for_other() => 3,
            None => 2,
            Some(_) => 4,
        }
    }

    fn compare(&self, other: &Self, column: EscalationColumn) -> Ordering {
        match column {
            EscalationColumn::Taking => self.taking().cmp(&other.taking()),
            EscalationColumn::Due => self.breach().cmp(&other.breach()),
            // The longest wait first; one without a time last.
            EscalationColumn::Wait => {
                let wait = |entry: &Self| (entry.since().is_none(), entry.since());
                wait(self).cmp(&wait(other))
            }
            EscalationColumn::Tenant => self.tenant_name.cmp(&other.tenant_name),
            EscalationColumn::Customer => {
                (self.name().is_none(), self.name()).cmp(&(other.name().is_none(), other.name()))
            }
            EscalationColumn::Reason => self.reason().cmp(&other.reason()),
            EscalationColumn::Holder => {
                let holder =
                    |entry: &Self| entry.holder.as_ref().map(|claim| claim.operator.clone());
                holder(self).cmp(&holder(other))
            }
        }
    }

    fn haystack(&self, into: &mut String) {
        let owner = self.key.owner();
        let mut push = |part: &str| {
            into.push_str(part);
            into.push(' ');
        };
        push(&self.tenant_name);
        push(owner.tenant.as_str());
        push(owner.platform.as_str());
        push(self.kind());
        push(self.reason().map_or("", Text::as_str));
        push(self.priority().word());
        match &self.waiting {
            Waiting::Conversation(escalation) => {
                let customer = escalation.customer.as_ref();
                push(
                    customer
                        .and_then(|known| known.name.as_deref())
                        .unwrap_or_default(),
                );
                push(
                    customer
                        .and_then(|known| known.phone.as_deref())
                        .unwrap_or_default(),
                );
                push(escalation.status.word());
                push(
                    escalation
                        .last
                        .as_ref()
                        .map_or("", |last| last.text.as_str()),
                );
            }
            Waiting::Work(work) => {
                push(&work.subject);
                push(&work.state);
            }
        }
        push(
            self.holder
                .as_ref()
                .map_or("", |claim| claim.operator.as_str()),
        );
        push(
            self.assigned
                .as_ref()
                .map_or("", |assigned| assigned.to.as_str()),
        );
    }
}

/// State of the pane.
#[derive(Clone, Debug, Default)]
pub struct Escalations {
    pub list: List<EscalationEntry>,
    /// The read over the queue index, where there is one.
    pub walk: Walk<WaitingWord>,
    /// The read over what waits and is no conversation, system by system.
    pub work: Walk<PlatformId>,
    /// The pass that last found each of those.
    seen: BTreeMap<WorkKey, u64>,
    /// Those on which a decision of ours is under way.
    pub deciding: BTreeSet<WorkKey>,
    /// First line of the detail of what is no conversation.
    pub scroll: usize,
    /// Those that wait and that nobody holds.
    pub waiting: usize,
    /// Those that wait or are ours and whose next target is near or broken.
    pub near: usize,
    /// When somebody was last found waiting; for an empty queue.
    pub last_waited: Option<Timestamp>,
    waiting_of: BTreeMap<TenantKey, u32>,
}

impl Escalations {
    /// Counts a row among those that wait, or no more.
    fn count(&mut self, entry: &EscalationEntry, waits: bool) {
        let tenant = entry.key.owner();
        let of_tenant = self.waiting_of.entry(tenant).or_insert(0);
        if waits {
            self.waiting += 1;
            *of_tenant += 1;
        } else {
            self.waiting = self.waiting.saturating_sub(1);
            *of_tenant = of_tenant.saturating_sub(1);
        }
    }

    /// Notes that somebody waits at `now`, if so.
    pub(super) fn note_time(&mut self, now: Timestamp) {
        if self.waiting > 0 {
            self.last_waited = Some(now);
        }
    }

    /// Those of a tenant that wait and that nobody holds.
    pub fn waiting_of(&self, tenant: &TenantKey) -> u32 {
        self.waiting_of.get(tenant).copied().unwrap_or(0)
    }

    /// The first one that waits in the order shown, `except` left out; with `after_selected` one that
    /// comes after the selected row goes before.
    pub(super) fn next_waiting(
        &self,
        except: Option<&ConversationKey>,
        after_selected: bool,
    ) -> Option<QueueKey> {
        let skip = match self.list.position() {
            Some(position) if after_selected => position + 1,
            _ => 0,
        };
        let fits = |entry: &&EscalationEntry| {
            let here = entry.escalation().map(|escalation| &escalation.key);
            entry.waits() && !entry.is_for_other() && (here.is_none() || here != except)
        };
        let shown = || self.list.shown();
        shown()
            .skip(skip)
            .find(fits)
            .or_else(|| shown().find(fits))
            .map(|entry| entry.key.clone())
    }

    /// Gives what waits in a tenant its name; conversations bring theirs along.
    pub(super) fn rename(&mut self, tenant: &TenantKey, name: &Text) {
        let of_it = |key: &&WorkKey| key.owner() == *tenant;
        let keys: Vec<WorkKey> = self.seen.keys().filter(of_it).cloned().collect();
        for key in keys {
            self.list.change(&QueueKey::Work(key), |entry| {
                let changed = entry.tenant_name != *name;
                entry.tenant_name = name.clone();
                changed
            });
        }
    }

    /// The conversation of the selected row, if it is one.
    pub fn selected_conversation(&self) -> Option<&ConversationKey> {
        match self.list.selected_key()? {
            QueueKey::Conversation(key) => Some(key),
            QueueKey::Work(_) => None,
        }
    }

    /// What the selected row is, if it is no conversation.
    pub fn selected_work(&self) -> Option<&Work> {
        self.list.selected().and_then(EscalationEntry::work)
    }
}
