//! A line of the pane of escalations: what it is, its orders, and what a filter looks through.

use super::QueueKey;
use crate::app::list::{Column, Row, tag};
use crate::domain::arranged::Assigned;
use crate::domain::escalation::{Escalation, Priority};
use crate::domain::handoff::Claim;
use crate::domain::id::PlatformId;
use crate::domain::sla::{Due, Standing};
use crate::domain::text::Text;
use crate::domain::work::Work;
use jiff::Timestamp;
use std::cmp::Ordering;
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
    /// The published words for which the bot gave it away, in the order of their families.
    pub keywords: Vec<&'static str>,
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
    /// The word that fired; those without one last.
    Keyword,
    Holder,
}

impl Column for EscalationColumn {
    const ALL: &'static [Self] = &[
        Self::Taking,
        Self::Wait,
        Self::Tenant,
        Self::Customer,
        Self::Reason,
        Self::Keyword,
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
            EscalationColumn::Keyword => {
                let word =
                    |entry: &Self| (entry.keywords.is_empty(), entry.keywords.first().copied());
                word(self)
                    .cmp(&word(other))
                    .then_with(|| self.taking().cmp(&other.taking()))
            }
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
        let known = [owner.tenant.as_str(), self.tenant_name.as_str()];
        for name in known {
            tag::push("tenant", name, &mut push);
        }
        tag::push("prio", self.priority().word(), &mut push);
        for word in &self.keywords {
            tag::push("kw", word, &mut push);
        }
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
