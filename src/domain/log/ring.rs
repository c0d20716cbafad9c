//! The newest lines of a log, in order of time, as many as fit under a cap in bytes; how many had to go is
//! counted. Lines are numbered from the first that was ever taken in, so that a number keeps its line when
//! older ones go.

use super::LogLine;
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

/// Bytes that the lines on one screen may take.
pub const CAP: usize = 8 * 1024 * 1024;

/// Lines kept, the oldest first.
#[derive(Clone, Debug)]
pub struct Ring {
    lines: VecDeque<LogLine>,
    bytes: usize,
    cap: usize,
    dropped: usize,
}

/// What taking lines in changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Lines that were not there.
    pub new: usize,
    /// New lines that stand before the one that was asked about.
    pub before: usize,
}

impl Default for Ring {
    fn default() -> Self {
        Self::of(CAP)
    }
}

impl Ring {
    /// An empty one of so many bytes.
    pub fn of(cap: usize) -> Self {
        Self {
            lines: VecDeque::new(),
            bytes: 0,
            cap,
            dropped: 0,
        }
    }

    /// The number of the first line that is kept: lines that had to go.
    pub fn dropped(&self) -> usize {
        self.dropped
    }

    /// The number behind the last line.
    pub fn end(&self) -> usize {
        self.dropped + self.lines.len()
    }

    pub fn len(&self) -> usize {
        self.lines.len()
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Bytes that the lines take, about.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The line of a number.
    pub fn get(&self, number: usize) -> Option<&LogLine> {
        self.lines.get(number.checked_sub(self.dropped)?)
    }

    /// Lines from a number on.
    pub fn from(&self, number: usize) -> impl Iterator<Item = (usize, &LogLine)> {
        let skip = number.saturating_sub(self.dropped);
        let first = self.dropped + skip.min(self.lines.len());
        (first..).zip(self.lines.range(skip.min(self.lines.len())..))
    }

    pub fn newest(&self) -> Option<&LogLine> {
        self.lines.back()
    }

    /// Takes lines in; those that are there already are left out. `at` is the number of a line whose place is
    /// followed.
    pub fn take(&mut self, mut new: Vec<LogLine>, at: usize) -> Taken {
        new.sort_by(|a, b| a.place().cmp(&b.place()));
        new.dedup_by(|a, b| a.place() == b.place() && a.group == b.group);
        let Some(first) = new.first() else {
            return Taken::default();
        };
        // Only what is as new as the oldest of the new ones can be mixed with them.
        let apart = self.lines.partition_point(|line| line.at < first.at);
        let rest = self.lines.split_off(apart);
        let known: BTreeSet<(Arc<str>, Arc<str>)> = rest
            .iter()
            .map(|line| (line.group.clone(), line.id.clone()))
            .collect();
        new.retain(|line| !known.contains(&(line.group.clone(), line.id.clone())));
        let followed = at.checked_sub(self.dropped + apart);
        let before = followed.and_then(|at| rest.get(at)).map(|line| {
            let place = line.place();
            new.iter().filter(|one| one.place() < place).count()
        });
        let taken = Taken {
            new: new.len(),
            before: match followed {
                None => 0,
                Some(_) => before.unwrap_or(new.len()),
            },
        };
        self.bytes += new.iter().map(LogLine::bytes).sum::<usize>();
        self.mix(rest, new);
        while self.bytes > self.cap
            && self.lines.len() > 1
            && let Some(oldest) = self.lines.pop_front()
        {
            self.bytes = self.bytes.saturating_sub(oldest.bytes());
            self.dropped += 1;
        }
        taken
    }

    /// Appends two rows of lines in order of time.
    fn mix(&mut self, rest: VecDeque<LogLine>, new: Vec<LogLine>) {
        let (mut rest, mut new) = (rest.into_iter().peekable(), new.into_iter().peekable());
        loop {
            let old_first = match (rest.peek(), new.peek()) {
                (Some(old), Some(new)) => old.place() <= new.place(),
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (None, None) => return,
            };
            let next = if old_first { rest.next() } else { new.next() };
            self.lines.extend(next);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::{SignedDuration, Timestamp};

    fn line(second: i64, id: &str) -> LogLine {
        let at = Timestamp::UNIX_EPOCH + SignedDuration::from_secs(second);
        LogLine::read(
            at,
            &Arc::from("/g"),
            &Arc::from("s"),
            id,
            &format!("line {id}"),
        )
    }

    fn ids(ring: &Ring) -> Vec<String> {
        ring.from(0).map(|(_, line)| line.id.to_string()).collect()
    }

    #[test]
    fn late_and_repeated_lines_find_their_place_once() {
        let mut ring = Ring::default();
        ring.take(vec![line(1, "a"), line(3, "c")], 0);
        let taken = ring.take(vec![line(2, "b"), line(3, "c"), line(4, "d")], 1);
        assert_eq!(taken, Taken { new: 2, before: 1 });
        assert_eq!(ids(&ring), ["a", "b", "c", "d"]);
        assert_eq!(ring.take(vec![line(2, "b")], 0), Taken::default());
    }

    #[test]
    fn the_oldest_go_and_a_number_keeps_its_line() {
        let size = line(0, "aa").bytes();
        let mut ring = Ring::of(size * 3);
        ring.take((0..3).map(|n| line(n, &format!("a{n}"))).collect(), 0);
        let second = ring.get(1).unwrap().id.clone();
        ring.take(vec![line(9, "z9")], 0);
        assert_eq!((ring.dropped(), ring.len(), ring.end()), (1, 3, 4));
        assert_eq!(ring.get(0), None);
        assert_eq!(ring.get(1).unwrap().id, second);
        assert!(ring.bytes() <= size * 3);
    }

    #[test]
    fn one_line_is_kept_however_long() {
        let mut ring = Ring::of(1);
        ring.take(vec![line(1, "a"), line(2, "b")], 0);
        assert_eq!(ids(&ring), ["b"]);
    }
}
