//! The pane of escalations: who waits for a human, in the order in which they should be taken. One's own
//! come first, those that somebody else holds after all that wait.

mod entry;
mod follow;
mod key;
pub mod work;

pub use entry::{EscalationColumn, EscalationEntry, Waiting};
pub(super) use follow::{News, queue_row};
pub use key::QueueKey;

use super::list::List;
use super::walk::Walk;
use crate::domain::escalation::WaitingWord;
use crate::domain::id::{ConversationKey, PlatformId, TenantKey};
use crate::domain::text::Text;
use crate::domain::work::{Work, WorkKey};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

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
