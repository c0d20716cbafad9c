//! What the systems tell of escalations: a feed that is listened to without a pause, and the conversations that
//! something was told of, which are read at once.

use super::conversations::intake::{Read, take_rows};
use super::effect::Load;
use super::feed::Source;
use super::notice::{Doing, Notice};
use super::state::State;
use crate::domain::briefing::Drained;
use crate::domain::conversation::ConversationRow;
use crate::domain::id::{ConversationKey, PlatformId};
use crate::domain::problem::Problem;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

/// Not asked again sooner, although each ask waits for something to come: a feed that will not wait must not be
/// asked without end.
const REST: SignedDuration = SignedDuration::from_secs(1);
/// Conversations that are read in one go.
const AT_ONCE: usize = 25;

/// State of the intake.
#[derive(Clone, Debug, Default)]
pub struct Hearing {
    /// The ask that waits for something to come.
    feed: Source,
    /// The read of what something was told of.
    rows: Source,
    /// Conversations that something was told of and that have not been read since.
    heard: BTreeSet<ConversationKey>,
    /// Messages that nobody could read, as far as this console has received them.
    pub unread: u32,
}

impl Hearing {
    /// When the feed is to be asked next.
    pub fn feed_due(&self) -> Option<Timestamp> {
        self.feed.due(REST)
    }

    /// When conversations are to be read; none while nothing was told.
    pub fn rows_due(&self) -> Option<Timestamp> {
        let due = self.rows.due(SignedDuration::ZERO);
        due.filter(|_| !self.heard.is_empty())
    }

    /// Asks the feed now.
    pub fn ask_feed(&mut self, now: Timestamp, platform: PlatformId) -> Load {
        self.feed.ask(now);
        Load::Feed { platform }
    }

    /// Asks for conversations now.
    pub fn ask_rows(&mut self, now: Timestamp) -> Load {
        self.rows.ask(now);
        let keys: Vec<ConversationKey> = self.heard.iter().take(AT_ONCE).cloned().collect();
        for key in &keys {
            self.heard.remove(key);
        }
        Load::Heard { keys }
    }

    /// Forgets what is under way: its answer will be dropped.
    pub fn reset(&mut self) {
        self.feed.reset();
        self.rows.reset();
    }
}

/// Takes in what came.
pub fn drained(state: &mut State, drained: Drained) {
    let hearing = &mut state.hearing;
    hearing.feed.landed(state.clock);
    let came = !drained.changed.is_empty() || !drained.summaries.is_empty() || drained.unread > 0;
    if came {
        // More may wait behind it.
        hearing.feed.hurry();
    }
    let first_unread = hearing.unread == 0 && drained.unread > 0;
    hearing.unread = hearing.unread.saturating_add(drained.unread);
    for key in drained.changed {
        if let Some(open) = state.open.as_mut().filter(|open| open.key == key) {
            open.source.hurry();
        }
        state.hearing.heard.insert(key);
    }
    if first_unread {
        state.tell(Notice::Unreadable {
            count: drained.unread,
        });
    }
    for summary in drained.summaries {
        state.tell(Notice::DaySummary(summary));
    }
}

/// Takes in the rows of what something was told of. Those of a tenant that is not listed are left out: no other
/// read would ever bring them up to date.
pub fn read(state: &mut State, mut rows: Vec<ConversationRow>) {
    rows.retain(|row| state.tenants.list.get(&row.key.owner()).is_some());
    let asked = state.hearing.rows.asked();
    state.hearing.rows.landed(state.clock);
    let read = Read {
        asked,
        queue_pass: None,
    };
    take_rows(state, rows, read);
}

/// Notes that the feed does not answer; it is said once until it does again.
pub fn feed_failed(state: &mut State, problem: Problem) {
    let first = state.hearing.feed.setback.is_none();
    state.hearing.feed.failed(state.clock, problem.clone());
    if first {
        let doing = Doing::Hearing;
        state.tell(Notice::Failed { doing, problem });
    }
}

/// Notes that conversations could not be read: they will be asked for again.
pub fn rows_failed(state: &mut State, keys: &[ConversationKey], problem: Problem) {
    state.hearing.heard.extend(keys.iter().cloned());
    state.hearing.rows.failed(state.clock, problem);
}
