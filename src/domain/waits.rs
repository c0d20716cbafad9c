//! When a person had answered and the customer was waited for: what a resolution's target does not count. Pure;
//! what is told twice, late or in another order comes to the same.

use super::conversation::{Message, Speaker};
use super::reply::ReplyState;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Waits by the customer's message that ended each: the last reply before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits(BTreeMap<Timestamp, Timestamp>);

impl Waits {
    /// A person replied at `replied`, and the customer's next message came at `wrote`.
    pub fn note(&mut self, replied: Timestamp, wrote: Timestamp) {
        if wrote > replied {
            let begun = self.0.entry(wrote).or_insert(replied);
            *begun = (*begun).max(replied);
        }
    }

    /// The waits of a transcript, in whatever order its messages stand.
    pub fn of(messages: &[Message]) -> Self {
        let mut said: Vec<(Timestamp, bool)> = messages
            .iter()
            .filter_map(|message| {
                let by_person = match message.from {
                    Speaker::Customer => false,
                    // What surely did not reach them answers nothing.
                    Speaker::Human if message.state != Some(ReplyState::Failed) => true,
                    _ => return None,
                };
                Some((message.at?, by_person))
            })
            .collect();
        said.sort();
        let (mut waits, mut replied) = (Self::default(), None);
        for (at, by_person) in said {
            match (by_person, replied) {
                (true, _) => replied = Some(at),
                (false, Some(begun)) => {
                    waits.note(begun, at);
                    replied = None;
                }
                (false, None) => {}
            }
        }
        waits
    }

    /// Takes in what else is known.
    pub fn absorb(&mut self, other: &Self) {
        for (wrote, replied) in &other.0 {
            self.note(*replied, *wrote);
        }
    }

    /// From when to when the customer was waited for, from `since` on; none overlaps another.
    pub fn from(&self, since: Timestamp) -> impl Iterator<Item = (Timestamp, Timestamp)> + '_ {
        let mut ended = since;
        self.0.iter().filter_map(move |(wrote, replied)| {
            if *replied < since || *wrote <= ended {
                return None;
            }
            let begun = (*replied).max(ended);
            ended = *wrote;
            Some((begun, ended))
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn waited(waits: &Waits, since: i64) -> Vec<(i64, i64)> {
        let second = |at: Timestamp| at.as_second() - 1_800_000_000;
        let all = waits.from(at(since));
        all.map(|(from, to)| (second(from), second(to))).collect()
    }

    #[test]
    fn every_wait_of_a_stretch_counts_and_none_from_before_it() {
        let mut waits = Waits::default();
        for (replied, wrote) in [(10, 20), (30, 50), (60, 60), (5, 20)] {
            waits.note(at(replied), at(wrote));
        }
        assert_eq!(waited(&waits, 0), [(10, 20), (30, 50)]);
        assert_eq!(waited(&waits, 25), [(30, 50)]);
        assert_eq!(waited(&waits, 40), []);
    }

    proptest! {
        #[test]
        fn waits_never_overlap_and_their_order_does_not_matter(
            told in proptest::collection::vec((0..200_i64, 0..200_i64), 0..20),
            since in 0..200_i64, seed in any::<u64>(),
        ) {
            let of = |told: &[(i64, i64)]| {
                let mut waits = Waits::default();
                told.iter().for_each(|(replied, wrote)| waits.note(at(*replied), at(*wrote)));
                waits
            };
            let mut other = [told.clone(), told.clone()].concat();
            fastrand::Rng::with_seed(seed).shuffle(&mut other);
            prop_assert_eq!(of(&told), of(&other));
            let mut ended = since;
            for (from, to) in waited(&of(&told), since) {
                prop_assert!(from >= ended && to > from);
                ended = to;
            }
        }
    }
}
