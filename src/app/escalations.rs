//! The pane of escalations: who waits for a human, in the order in which they should be taken. Those that
//! somebody holds come after all that wait.

use super::list::{Column, List, Row};
use super::walk::Walk;
use crate::domain::escalation::{Escalation, WaitingWord};
use crate::domain::handoff::Claim;
use crate::domain::id::ConversationKey;
use crate::domain::text::Text;
use jiff::Timestamp;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A line of the pane.
#[derive(Clone, Debug, PartialEq)]
pub struct EscalationEntry {
    pub escalation: Escalation,
    pub tenant_name: Text,
    /// Who holds it now; `None`: it waits.
    pub holder: Option<Claim>,
    /// It is held by this console.
    pub mine: bool,
    /// An unsent reply is kept for it.
    pub draft: bool,
    /// Until then the row is marked as news.
    pub new_until: Option<Timestamp>,
    /// The pass of the queue index that last found it; 0: only the sweep has.
    pub pass: u64,
}

/// Orders of the pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EscalationColumn {
    /// Priority, then the longest wait.
    #[default]
    Taking,
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
    ];

    fn descends(self) -> bool {
        false
    }
}

impl EscalationEntry {
    fn name(&self) -> Option<&Text> {
        let customer = self.escalation.customer.as_ref()?;
        customer.name.as_ref().or(customer.phone.as_ref())
    }
}

impl Row for EscalationEntry {
    type Key = ConversationKey;
    type Column = EscalationColumn;

    fn key(&self) -> &ConversationKey {
        &self.escalation.key
    }

    fn rank(&self) -> u8 {
        u8::from(self.holder.is_some())
    }

    fn compare(&self, other: &Self, column: EscalationColumn) -> Ordering {
        let (a, b) = (&self.escalation, &other.escalation);
        match column {
            EscalationColumn::Taking => a.order(b),
            // The longest wait first; one without a time last.
            EscalationColumn::Wait => {
                (a.since.is_none(), a.since).cmp(&(b.since.is_none(), b.since))
            }
            EscalationColumn::Tenant => self.tenant_name.cmp(&other.tenant_name),
            EscalationColumn::Customer => {
                (self.name().is_none(), self.name()).cmp(&(other.name().is_none(), other.name()))
            }
            EscalationColumn::Reason => a.reason.cmp(&b.reason),
            EscalationColumn::Holder => {
                let holder =
                    |entry: &Self| entry.holder.as_ref().map(|claim| claim.operator.clone());
                holder(self).cmp(&holder(other))
            }
        }
    }

    fn haystack(&self, into: &mut String) {
        let escalation = &self.escalation;
        let customer = escalation.customer.as_ref();
        for part in [
            self.tenant_name.as_str(),
            escalation.key.tenant.as_str(),
            customer
                .and_then(|customer| customer.name.as_deref())
                .unwrap_or_default(),
            customer
                .and_then(|customer| customer.phone.as_deref())
                .unwrap_or_default(),
            escalation.reason.as_deref().unwrap_or_default(),
            escalation.priority.word(),
            escalation.status.word(),
            escalation
                .last
                .as_ref()
                .map_or("", |last| last.text.as_str()),
            self.holder
                .as_ref()
                .map_or("", |claim| claim.operator.as_str()),
        ] {
            into.push_str(part);
            into.push(' ');
        }
    }
}

/// State of the pane.
#[derive(Clone, Debug, Default)]
pub struct Escalations {
    pub list: List<EscalationEntry>,
    /// The read over the queue index, where there is one.
    pub walk: Walk<WaitingWord>,
    /// Those that wait and that nobody holds.
    pub waiting: usize,
    /// When somebody was last found waiting; for an empty queue.
    pub last_waited: Option<Timestamp>,
    /// What we released, with the reads begun before then still to be mistrusted: no row of it returns
    /// until a read that was asked later shows it waiting.
    pub(super) released: BTreeMap<ConversationKey, Timestamp>,
}
