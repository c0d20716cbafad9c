//! Rows of conversations as reads bring them, and as they disappear.

use super::{ConversationEntry, Conversations, Passes, Release};
use crate::app::alerts;
use crate::app::feed::later;
use crate::app::open::Kind;
use crate::app::schedule::NEWS;
use crate::app::state::State;
use crate::app::tally::Tally;
use crate::domain::arranged::Arranged;
use crate::domain::conversation::{ConversationRow, Status};
use crate::domain::escalation::WaitingWord;
use crate::domain::handoff::{Claim, ClaimState, Ending, Fence};
use crate::domain::id::{ConversationId, ConversationKey, TenantKey};
use crate::domain::text::Text;
use crate::domain::waits::Waits;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How far an index may lag behind the item that this console has just changed.
const LAG: SignedDuration = SignedDuration::from_secs(2);
/// How long a release is remembered.
const RELEASE_KEPT: SignedDuration = SignedDuration::from_secs(60);

/// Which read brought a row, and when it was asked.
#[derive(Clone, Copy, Debug)]
pub struct Read {
    pub asked: Timestamp,
    /// The pass of the queue index, if it came from there.
    pub queue_pass: Option<u64>,
}

/// Takes rows in that a read brought.
pub fn take_rows(state: &mut State, rows: Vec<ConversationRow>, read: Read) {
    for row in rows {
        take_row(state, row, read);
    }
}

fn take_row(state: &mut State, mut row: ConversationRow, read: Read) {
    if state.conversations.is_outdated(&row, read.asked) {
        row.record = None;
        if row.talk.is_none() {
            return;
        }
    }
    let key = row.key.clone();
    let facts = Facts::of(state, &key);
    let pass = state.conversations.walk.pass;
    let found = Passes {
        record: if row.record.is_some() { pass } else { 0 },
        talk: if row.talk.is_some() { pass } else { 0 },
        queue: read.queue_pass.unwrap_or(0),
    };
    let inbound = row.last_inbound();
    if state.conversations.list.get(&key).is_none() {
        let entry = facts.entry(row, inbound, found);
        state.conversations.put(entry);
        return;
    }
    let mine = state.mine.contains_key(&key);
    let mut rings = false;
    state.conversations.edit(&key, |entry| {
        entry.passes.record = entry.passes.record.max(found.record);
        entry.passes.talk = entry.passes.talk.max(found.talk);
        entry.passes.queue = entry.passes.queue.max(found.queue);
        let before = entry.row.clone();
        entry.row.absorb(row);
        let news = inbound > entry.last_inbound;
        entry.last_inbound = entry.last_inbound.max(inbound);
        let unread = entry.unread;
        entry.heard(inbound, facts.looked);
        entry.follow_turns(facts.arranged.last_reply);
        let put_off = facts.put_off(entry.last_inbound);
        let changed = before != entry.row || unread != entry.unread || put_off != entry.put_off;
        entry.put_off = put_off;
        if news {
            entry.new_until = facts.new_until;
            rings = mine && entry.unread > 0;
        }
        changed
    });
    if rings {
        alerts::raise(state, alerts::Kind::Wrote, &key);
    }
}

/// What the state knows of a conversation besides its row.
struct Facts {
    tenant_name: Text,
    holder: Option<Arc<Claim>>,
    returned: Option<Arc<Claim>>,
    arranged: Arranged,
    now: Timestamp,
    looked: Timestamp,
    draft: bool,
    /// Only once everything has been read: in the first pass all rows would be news.
    new_until: Option<Timestamp>,
}

impl Facts {
    fn of(state: &State, key: &ConversationKey) -> Self {
        Self {
            tenant_name: state.tenant_name(&key.owner()),
            holder: holder(state, key),
            returned: returned(state, key),
            arranged: arranged(state, key),
            now: state.clock,
            looked: state.looked_at(key),
            draft: state.drafts.contains_key(&(key.clone(), Kind::Reply)),
            new_until: (state.conversations.walk.pass > 1).then(|| later(state.clock, NEWS)),
        }
    }

    fn entry(
        self,
        row: ConversationRow,
        inbound: Option<Timestamp>,
        passes: Passes,
    ) -> ConversationEntry {
        let mut entry = ConversationEntry {
            waits: Waits::default(),
            inbound: BTreeSet::new(),
            unread: 0,
            put_off: self.put_off(inbound),
            tenant_name: self.tenant_name,
            holder: self.holder,
            returned: self.returned,
            assigned: self.arranged.assigned,
            replied: None,
            asked: None,
            last_inbound: inbound,
            draft: self.draft,
            new_until: self.new_until,
            passes,
            row,
        };
        entry.heard(inbound, self.looked);
        entry.follow_turns(self.arranged.last_reply);
        entry
    }

    /// Until when it is put off, as it counts now.
    fn put_off(&self, inbound: Option<Timestamp>) -> Option<Timestamp> {
        let snooze = self.arranged.snoozed(self.now, inbound)?;
        Some(snooze.until)
    }
}

impl Conversations {
    /// Whether the row shows a conversation waiting that this console released after the read was asked.
    fn is_outdated(&self, row: &ConversationRow, asked: Timestamp) -> bool {
        let Some(release) = self.released.get(&row.key) else {
            return false;
        };
        let escalated_later = row
            .record
            .as_ref()
            .and_then(|record| record.since)
            .is_some_and(|since| since > release.at);
        row.status().waits_for_human() && !escalated_later && asked <= later(release.at, LAG)
    }

    /// Whether a claim is one that this console has given back.
    pub fn was_released(&self, key: &ConversationKey, fence: Fence) -> bool {
        self.released
            .get(key)
            .is_some_and(|release| release.fence.is_some_and(|released| fence <= released))
    }

    /// Puts a new row in.
    fn put(&mut self, entry: ConversationEntry) {
        let key = entry.row.key.clone();
        let tally = self.tallies.entry(key.owner()).or_default();
        add(tally, &entry, 1);
        if entry.holder.is_some()
            || entry.returned.is_some()
            || entry.put_off.is_some()
            || entry.assigned.is_some()
        {
            self.held.insert(key.clone());
        }
        self.touched.insert(key);
        self.list.put(entry);
    }

    /// Changes a row; `change` says whether anything that shows became different.
    pub fn edit(
        &mut self,
        key: &ConversationKey,
        change: impl FnOnce(&mut ConversationEntry) -> bool,
    ) {
        let tally = self.tallies.entry(key.owner()).or_default();
        let changed = self.list.change(key, |entry| {
            add(tally, entry, -1);
            let changed = change(entry);
            add(tally, entry, 1);
            changed
        });
        if changed {
            self.touched.insert(key.clone());
        }
    }

    fn drop_row(&mut self, key: &ConversationKey) {
        if let Some(entry) = self.list.remove(key) {
            let tally = self.tallies.entry(key.owner()).or_default();
            add(tally, &entry, -1);
            self.touched.insert(key.clone());
            self.held.remove(key);
        }
    }

    /// What the rows of a tenant come to.
    pub fn tally(&self, tenant: &TenantKey) -> Tally {
        self.tallies.get(tenant).copied().unwrap_or_default()
    }

    /// The rows of a tenant, by key.
    pub fn of_tenant<'a>(
        &'a self,
        tenant: &'a TenantKey,
    ) -> impl Iterator<Item = &'a ConversationEntry> {
        let from = ConversationKey {
            platform: tenant.platform,
            tenant: tenant.tenant.clone(),
            conversation: ConversationId::from(""),
        };
        self.list.range(from..).take_while(move |entry| {
            entry.row.key.platform == tenant.platform && entry.row.key.tenant == tenant.tenant
        })
    }

    /// Has every row looked at anew.
    pub fn touch_all(&mut self) {
        let keys = self.list.all().map(|entry| entry.row.key.clone());
        self.touched.extend(keys.collect::<Vec<_>>());
    }

    /// The rows that changed since the last call.
    pub fn take_touched(&mut self) -> BTreeSet<ConversationKey> {
        std::mem::take(&mut self.touched)
    }

    /// A whole pass over a tenant has ended: what it did not find is gone.
    pub fn forget_unseen(&mut self, tenant: &TenantKey, pass: u64) {
        let unseen: Vec<ConversationKey> = self
            .of_tenant(tenant)
            .filter(|entry| {
                (entry.row.record.is_some() && entry.passes.record < pass)
                    || (entry.row.talk.is_some() && entry.passes.talk < pass)
            })
            .map(|entry| entry.row.key.clone())
            .collect();
        for key in unseen {
            self.edit(&key, |entry| {
                if entry.passes.record < pass {
                    entry.row.record = None;
                }
                if entry.passes.talk < pass {
                    entry.row.talk = None;
                }
                true
            });
            self.drop_if_empty(&key);
        }
    }

    /// A whole pass over a word of the queue index has ended: what it did not find waits no more.
    pub fn forget_unqueued(&mut self, word: WaitingWord, pass: u64, queued: &[ConversationKey]) {
        let status = Status::from_raw(word.word());
        for key in queued {
            let gone = self.list.get(key).is_some_and(|entry| {
                *entry.row.status() == status && entry.passes.queue > 0 && entry.passes.queue < pass
            });
            if gone {
                self.edit(key, |entry| {
                    entry.row.record = None;
                    entry.passes.queue = 0;
                    true
                });
                self.drop_if_empty(key);
            }
        }
    }

    fn drop_if_empty(&mut self, key: &ConversationKey) {
        let empty = self
            .list
            .get(key)
            .is_some_and(|entry| entry.row.record.is_none() && entry.row.talk.is_none());
        if empty {
            self.drop_row(key);
        }
    }

    /// This console gave it back: it waits no more, whatever an older read says.
    pub fn note_release(&mut self, key: &ConversationKey, now: Timestamp, fence: Option<Fence>) {
        self.released
            .retain(|_, release| later(release.at, RELEASE_KEPT) > now);
        self.released
            .insert(key.clone(), Release { at: now, fence });
        self.edit(key, |entry| match &mut entry.row.record {
            Some(record) => {
                record.status = Status::Active;
                true
            }
            None => false,
        });
    }
}

fn holder(state: &State, key: &ConversationKey) -> Option<Arc<Claim>> {
    let live = state.claims.live(key, state.clock);
    live.map(|claim| Arc::new(claim.clone()))
}

fn returned(state: &State, key: &ConversationKey) -> Option<Arc<Claim>> {
    let claim = state.claims.by_key.get(key)?;
    let idle = claim.state == ClaimState::Released && claim.ending == Some(Ending::Idle);
    idle.then(|| Arc::new(claim.clone()))
}

/// What is arranged about a conversation, as far as known.
fn arranged(state: &State, key: &ConversationKey) -> Arranged {
    let claim = state.claims.by_key.get(key);
    claim
        .map(|claim| claim.arranged.clone())
        .unwrap_or_default()
}

/// Brings the holders that rows show, and what is arranged about them, up to date with the claims and the time.
pub fn refresh_holders(state: &mut State) {
    let mut keys = state.conversations.held.clone();
    keys.extend(state.claims.by_key.keys().cloned());
    for key in keys {
        let holder = holder(state, &key);
        let returned = returned(state, &key);
        let arranged = arranged(state, &key);
        if holder.is_some()
            || returned.is_some()
            || arranged.snooze.is_some()
            || arranged.assigned.is_some()
        {
            state.conversations.held.insert(key.clone());
        } else {
            state.conversations.held.remove(&key);
        }
        let now = state.clock;
        state.conversations.edit(&key, |entry| {
            let turns = (entry.replied, entry.asked);
            entry.follow_turns(arranged.last_reply);
            let snooze = arranged.snoozed(now, entry.last_inbound);
            let put_off = snooze.map(|snooze| snooze.until);
            let changed = entry.holder != holder
                || entry.returned != returned
                || entry.put_off != put_off
                || entry.assigned != arranged.assigned
                || turns != (entry.replied, entry.asked);
            entry.holder = holder;
            entry.returned = returned;
            entry.put_off = put_off;
            entry.assigned = arranged.assigned;
            changed
        });
    }
}

/// Marks whether an unsent reply is kept.
pub fn note_draft(state: &mut State, key: &ConversationKey) {
    let draft = state.drafts.contains_key(&(key.clone(), Kind::Reply));
    state.conversations.edit(key, |entry| {
        let changed = draft != entry.draft;
        entry.draft = draft;
        changed
    });
}

/// Adds a row to a tally, or takes it off.
fn add(tally: &mut Tally, entry: &ConversationEntry, sign: i32) {
    if entry.is_open() {
        tally.open = tally.open.saturating_add_signed(sign);
    }
    tally.last_activity = tally.last_activity.max(entry.row.last_activity());
}
