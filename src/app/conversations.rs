//! The pane of conversations: all of them, the liveliest first, with what is unread. Its rows are the one
//! place where conversations are known; the queue and the tenants' figures follow from them.

pub mod intake;
pub mod turns;

use super::list::{Column, List, Row};
use super::tally::Tally;
use super::walk::Walk;
use crate::domain::arranged::Assigned;
use crate::domain::conversation::{ConversationRow, Status};
use crate::domain::handoff::{Claim, Fence};
use crate::domain::id::{ConversationKey, PlatformId, TenantKey};
use crate::domain::text::Text;
use crate::domain::waits::Waits;
use jiff::Timestamp;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A line of the pane.
#[derive(Clone, Debug, PartialEq)]
pub struct ConversationEntry {
    pub row: ConversationRow,
    pub tenant_name: Text,
    /// Who holds it now.
    pub holder: Option<Arc<Claim>>,
    /// The claim of the one who returned it by saying nothing, until somebody takes it.
    pub returned: Option<Arc<Claim>>,
    /// Until then it is put off; `None`: it is not, or no more.
    pub put_off: Option<Timestamp>,
    /// Whom it is meant for.
    pub assigned: Option<Assigned>,
    /// When a person last replied, through a console or not.
    pub replied: Option<Timestamp>,
    /// The customer's first message after that reply that has been seen in any read.
    pub asked: Option<Timestamp>,
    /// Time of the customer's newest message that has been seen in any read.
    pub last_inbound: Option<Timestamp>,
    /// When the customer was waited for.
    pub waits: Waits,
    /// Times at which the customer wrote after a person here last looked, as far as reads told.
    pub(super) inbound: BTreeSet<Timestamp>,
    /// How many those are.
    pub unread: usize,
    /// An unsent reply is kept for it.
    pub draft: bool,
    /// Until then the row is marked as news.
    pub new_until: Option<Timestamp>,
    pub passes: Passes,
}

/// When the parts of a conversation were last found. All but `queue` are passes of the sweep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passes {
    /// The pass in which the pause item was last found, by whatever read.
    pub record: u64,
    /// The pass in which the transcript was last found.
    pub talk: u64,
    /// The pass of the queue index that last found it; 0: none has.
    pub queue: u64,
}

/// What this console released, so that an older read does not bring it back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Release {
    pub at: Timestamp,
    pub fence: Option<Fence>,
}

/// Orders of the pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConversationColumn {
    #[default]
    LastActivity,
    Tenant,
    Customer,
    State,
    Unread,
}

impl Column for ConversationColumn {
    const ALL: &'static [Self] = &[
        Self::LastActivity,
        Self::Tenant,
        Self::Customer,
        Self::State,
        Self::Unread,
    ];

    fn descends(self) -> bool {
        matches!(self, Self::LastActivity | Self::Unread)
    }
}

impl ConversationEntry {
    /// The customer's name as far as known.
    pub fn name(&self) -> Option<&Text> {
        self.row
            .customer()
            .and_then(|customer| customer.name.as_ref().or(customer.phone.as_ref()))
    }

    /// Whether it counts as open: neither closed nor resolved.
    pub(super) fn is_open(&self) -> bool {
        !matches!(self.row.status(), Status::Closed | Status::Resolved)
    }
}

impl Row for ConversationEntry {
    type Key = ConversationKey;
    type Column = ConversationColumn;

    fn key(&self) -> &ConversationKey {
        &self.row.key
    }

    fn platform(&self) -> PlatformId {
        self.row.key.platform
    }

    fn compare(&self, other: &Self, column: ConversationColumn) -> Ordering {
        match column {
            ConversationColumn::LastActivity => {
                self.row.last_activity().cmp(&other.row.last_activity())
            }
            ConversationColumn::Tenant => self.tenant_name.cmp(&other.tenant_name),
            // Those without a name come last.
            ConversationColumn::Customer => {
                (self.name().is_none(), self.name()).cmp(&(other.name().is_none(), other.name()))
            }
            ConversationColumn::State => place(self).cmp(&place(other)),
            ConversationColumn::Unread => {
                (self.unread, self.last_inbound).cmp(&(other.unread, other.last_inbound))
            }
        }
    }

    fn haystack(&self, into: &mut String) {
        let customer = self.row.customer();
        let phone = customer.and_then(|customer| customer.phone.as_deref());
        let last = self.row.talk.as_ref().and_then(|talk| talk.last.as_ref());
        for part in [
            self.tenant_name.as_str(),
            self.row.key.tenant.as_str(),
            self.row.key.platform.as_str(),
            customer
                .and_then(|customer| customer.name.as_deref())
                .unwrap_or_default(),
            phone.unwrap_or_default(),
            self.row.status().word(),
            last.map_or("", |last| last.text.as_str()),
            self.holder
                .as_ref()
                .map_or("", |claim| claim.operator.as_str()),
        ] {
            into.push_str(part);
            into.push(' ');
        }
    }
}

fn place(entry: &ConversationEntry) -> u8 {
    match (entry.row.status(), &entry.holder) {
        (_, Some(_)) => 1,
        (Status::PassedToHuman | Status::Escalated | Status::EscalatedUnheard, None) => 0,
        (Status::Active, None) => 2,
        (Status::Other(_), None) => 3,
        (Status::Resolved, None) => 4,
        (Status::Closed, None) => 5,
    }
}

/// State of the pane.
#[derive(Clone, Debug, Default)]
pub struct Conversations {
    pub list: List<ConversationEntry>,
    /// The read over the partitions of all tenants.
    pub walk: Walk<TenantKey>,
    /// Passes in a row that ended since anything was different or a person did anything.
    pub calm: u32,
    /// What the rows come to, per tenant.
    tallies: BTreeMap<TenantKey, Tally>,
    /// Rows that changed since the other panes were brought up to date.
    touched: BTreeSet<ConversationKey>,
    /// Rows that are held by somebody or about which something is arranged, and that this console released.
    held: BTreeSet<ConversationKey>,
    released: BTreeMap<ConversationKey, Release>,
}
