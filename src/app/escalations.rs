//! The pane of escalations: who waits for a human, in the order in which they should be taken. One's own
//! come first, those that somebody else holds after all that wait.

use super::conversations::ConversationEntry;
use super::list::{Column, List, Row};
use super::walk::Walk;
use crate::domain::conversation::ConversationRow;
use crate::domain::escalation::{Escalation, Priority, WaitingWord};
use crate::domain::handoff::Claim;
use crate::domain::id::{ConversationKey, TenantKey};
use crate::domain::text::Text;
use jiff::Timestamp;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A line of the pane.
#[derive(Clone, Debug, PartialEq)]
pub struct EscalationEntry {
    pub escalation: Escalation,
    pub tenant_name: Text,
    /// Who holds it now; `None`: it waits.
    pub holder: Option<Arc<Claim>>,
    /// It is held by this console.
    pub mine: bool,
    /// An unsent reply is kept for it.
    pub draft: bool,
    /// Until then the row is marked as news.
    pub new_until: Option<Timestamp>,
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

    /// One's own first: they need their owner most, and a claim leaves the selection near the top.
    fn rank(&self) -> u8 {
        match (self.mine, &self.holder) {
            (true, _) => 0,
            (false, None) => 1,
            (false, Some(_)) => 2,
        }
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
    waiting_of: BTreeMap<TenantKey, u32>,
}

impl Escalations {
    /// Brings one row up to date with the conversation it belongs to; whether it is one more that waits.
    pub(super) fn follow(
        &mut self,
        key: &ConversationKey,
        conversation: Option<&ConversationEntry>,
        mine: bool,
        mark_until: Option<Timestamp>,
    ) -> bool {
        let escalation = conversation.and_then(|entry| {
            entry
                .row
                .escalation()
                .or_else(|| mine.then(|| held(&entry.row)))
        });
        let (Some(entry), Some(escalation)) = (conversation, escalation) else {
            if let Some(old) = self.list.remove(key)
                && old.holder.is_none()
            {
                self.count(&old, false);
            }
            return false;
        };
        let old = self
            .list
            .get(key)
            .map(|old| (old.holder.is_none(), old.new_until));
        let new = EscalationEntry {
            escalation,
            tenant_name: entry.tenant_name.clone(),
            holder: entry.holder.clone(),
            mine,
            draft: entry.draft,
            new_until: old.map_or(mark_until, |(_, new_until)| new_until),
        };
        let waits = new.holder.is_none();
        if old.map(|(waited, _)| waited) != Some(waits) {
            let is_new = old.is_none();
            if waits || !is_new {
                self.count(&new, waits);
            }
        }
        if old.is_none() {
            self.list.put(new);
            return waits && mark_until.is_some();
        }
        self.list.change(key, |old| {
            let changed = *old != new;
            *old = new;
            changed
        });
        false
    }

    /// Counts a row among those that wait, or no more.
    fn count(&mut self, entry: &EscalationEntry, waits: bool) {
        let tenant = entry.escalation.key.owner();
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
    ) -> Option<ConversationKey> {
        let skip = match self.list.position() {
            Some(position) if after_selected => position + 1,
            _ => 0,
        };
        let fits = |entry: &&EscalationEntry| {
            entry.holder.is_none() && Some(&entry.escalation.key) != except
        };
        let shown = || self.list.shown();
        shown()
            .skip(skip)
            .find(fits)
            .or_else(|| shown().find(fits))
            .map(|entry| entry.escalation.key.clone())
    }
}

/// A conversation of ours whose item does not say (yet, or any more) that it waits.
fn held(row: &ConversationRow) -> Escalation {
    let record = row.record.as_ref();
    Escalation {
        key: row.key.clone(),
        status: row.status().clone(),
        priority: record.map_or(Priority::Unstated, |record| record.priority.clone()),
        since: record
            .and_then(|record| record.since)
            .or_else(|| row.last_activity()),
        reason: record.and_then(|record| record.reason.clone()),
        customer: row.customer().cloned(),
        last: row.talk.as_ref().and_then(|talk| talk.last.clone()),
    }
}
