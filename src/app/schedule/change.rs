//! When what is on screen changes by itself: a notice leaves, a mark fades, an age grows.

use crate::app::claims::Mine;
use crate::app::feed::Feed;
use crate::app::guard;
use crate::app::state::{Pane, State};
use jiff::{SignedDuration, Timestamp};

impl State {
    /// When something on screen changes without a message: a notice leaves, a mark fades, an age grows.
    pub(super) fn next_change(&self) -> Option<Timestamp> {
        let saves = self.composer().and_then(|composer| composer.save_at);
        let marks = self
            .visible_marks()
            .filter(|until| *until > self.clock)
            .min();
        let ages = self.focused.then(|| self.next_age()).flatten();
        let locks = self
            .mine
            .values()
            .map(Mine::locks_at)
            .filter(|at| *at > self.clock)
            .min();
        [
            saves,
            self.notices.next_expiry(self.clock),
            marks,
            ages,
            locks,
            guard::next_change(self),
            self.bulk.due(self.clock),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    fn visible_marks(&self) -> Box<dyn Iterator<Item = Timestamp> + '_> {
        let rows = self.size.list_rows();
        match self.pane {
            Pane::Conversations => Box::new(
                self.conversations
                    .list
                    .window(rows)
                    .filter_map(|(row, _)| row.new_until),
            ),
            Pane::Escalations => Box::new(
                self.escalations
                    .list
                    .window(rows)
                    .filter_map(|(row, _)| row.new_until),
            ),
            Pane::Tenants | Pane::Agents | Pane::Usage | Pane::Health => {
                Box::new(std::iter::empty())
            }
        }
    }

    /// When an age on screen next reads differently: seconds while one is under a minute, else minutes.
    fn next_age(&self) -> Option<Timestamp> {
        let minute = SignedDuration::from_mins(1);
        let young = self
            .visible_times()
            .any(|at| self.clock.duration_since(at) < minute);
        let step = if young { 1_000 } else { 60_000 };
        let now = self.clock.as_millisecond();
        Timestamp::from_millisecond(now - now.rem_euclid(step) + step).ok()
    }

    fn visible_times(&self) -> impl Iterator<Item = Timestamp> + '_ {
        let rows = self.size.list_rows();
        let of_rows: Box<dyn Iterator<Item = Timestamp> + '_> = match self.pane {
            Pane::Conversations => Box::new(
                self.conversations
                    .list
                    .window(rows)
                    .filter_map(|(row, _)| row.row.last_activity()),
            ),
            Pane::Escalations => Box::new(
                self.escalations
                    .list
                    .window(rows)
                    .filter_map(|(row, _)| row.since()),
            ),
            Pane::Tenants => Box::new(
                self.tenants
                    .list
                    .window(rows)
                    .filter_map(|(row, _)| row.tally.last_activity),
            ),
            Pane::Health if self.health.gauges.shown => Box::new(
                self.health
                    .gauges
                    .list
                    .window(rows)
                    .filter_map(|(row, _)| Some(row.reading.newest(row.as_of)?.at)),
            ),
            Pane::Health => Box::new(
                self.health
                    .list
                    .window(rows)
                    .filter_map(|(row, _)| row.vital.since()),
            ),
            Pane::Agents | Pane::Usage => Box::new(std::iter::empty()),
        };
        let data = match self.feed(self.pane) {
            Feed::Fresh { at } | Feed::Stale { at } => Some(at),
            _ => None,
        };
        let leases = self.mine.values().map(|mine| mine.claim.since);
        let sheet = self.sheets.read_at();
        let countdown = self.replies.next_due();
        of_rows
            .chain(data)
            .chain(leases)
            .chain(sheet)
            .chain(countdown)
    }
}
