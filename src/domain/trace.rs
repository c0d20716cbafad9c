//! Traces: what one request passed through, piece by piece, and how long each took. Pieces may lack their
//! parent or their end; the tree is drawn of what there is, each piece once. Pure.

use super::id::PlatformId;
use super::text::Text;
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// One trace.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// `1-5759e988-bd862e3fe1be46a994272793`.
    pub id: Text,
    /// The pieces, in whatever order.
    pub pieces: Vec<Piece>,
    /// X-Ray kept only a part of it.
    pub cut: bool,
}

/// A segment or subsegment.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub id: Text,
    /// `None`: it is where the trace began.
    pub parent: Option<Text>,
    pub name: Text,
    /// `AWS::Lambda::Function`, `aws`, `remote`; empty where nothing says it.
    pub kind: Text,
    pub began: Timestamp,
    /// `None`: still under way when it was told, or its end was lost.
    pub ended: Option<Timestamp>,
    pub fate: Fate,
    /// HTTP status of its answer.
    pub status: Option<u16>,
    /// What its writer says of the failure.
    pub cause: Text,
    /// Where it logs.
    pub group: Option<Text>,
    /// Names and values by which it can be found (`tenantId`, `agentId`).
    pub notes: Vec<(Text, Text)>,
}

/// What came of a piece, the worst last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    #[default]
    Well,
    Throttled,
    /// The caller's error (4xx).
    Error,
    /// Its own (5xx).
    Fault,
}

impl Fate {
    /// The word in JSON, that of X-Ray.
    pub fn word(self) -> &'static str {
        match self {
            Self::Well => "ok",
            Self::Throttled => "throttle",
            Self::Error => "error",
            Self::Fault => "fault",
        }
    }
}

/// A piece where it stands in the tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed<'a> {
    pub piece: &'a Piece,
    /// How many stand above it.
    pub depth: usize,
    /// Since the trace began.
    pub offset: SignedDuration,
    /// `None`: it has no end.
    pub took: Option<SignedDuration>,
}

/// What a list of traces knows of one.
#[derive(Clone, Debug, PartialEq)]
pub struct TraceSummary {
    pub id: Text,
    pub began: Option<Timestamp>,
    pub took: Option<SignedDuration>,
    pub fate: Fate,
    /// What was called.
    pub entry: Text,
}

/// Whether a system is set up to send traces. The Notification Agent is not; the Marketplace's older template,
/// AlquimistaAI and Diatonic's API are (backend facts 1.8, 2.6, 3.5, 4.4).
pub fn sends(platform: PlatformId) -> bool {
    platform != PlatformId::Notification
}

/// Which traces of a system are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TraceFilter {
    /// Only those in which something failed.
    pub failed: bool,
    /// Only those that passed through this function; `None`: through any of the system's.
    pub function: Option<String>,
}

/// Characters of an expression beyond which it is not narrowed: X-Ray takes no longer ones.
const LONGEST: usize = 1_800;

impl TraceFilter {
    /// The same in the language of X-Ray, which knows accounts and no systems: these are the system's functions.
    pub fn expression(&self, functions: &[String]) -> String {
        let one = self.function.as_slice();
        let names = if one.is_empty() { functions } else { one };
        let names = names.iter().filter(|name| !name.contains(['"', '\\']));
        let services: Vec<String> = names.map(|name| format!("service(\"{name}\")")).collect();
        let services = services.join(" OR ");
        let failed = "fault = true OR error = true OR throttle = true";
        match (self.failed, services.len()) {
            (false, 1..=LONGEST) => services,
            (true, 1..=LONGEST) => format!("({failed}) AND ({services})"),
            (false, _) => String::new(),
            (true, _) => failed.to_owned(),
        }
    }
}

impl Trace {
    /// When its first piece began.
    pub fn began(&self) -> Option<Timestamp> {
        self.pieces.iter().map(|piece| piece.began).min()
    }

    /// From its first beginning to its last end, or the last beginning of a piece without one.
    pub fn took(&self) -> SignedDuration {
        let ends = self.pieces.iter();
        let end = ends.map(|piece| piece.ended.unwrap_or(piece.began)).max();
        match (self.began(), end) {
            (Some(began), Some(end)) => end.duration_since(began).max(SignedDuration::ZERO),
            _ => SignedDuration::ZERO,
        }
    }

    /// The pieces in the order of a waterfall: each under its parent, by time. One whose parent is not there, or
    /// is below it, stands at the left.
    pub fn placed(&self) -> Vec<Placed<'_>> {
        let known: BTreeSet<&Text> = self.pieces.iter().map(|piece| &piece.id).collect();
        let mut children: BTreeMap<Option<&Text>, Vec<&Piece>> = BTreeMap::new();
        for piece in &self.pieces {
            let parent = piece.parent.as_ref();
            let parent = parent.filter(|id| known.contains(id) && **id != piece.id);
            children.entry(parent).or_default().push(piece);
        }
        for of in children.values_mut() {
            of.sort_by(|a, b| (a.began, &a.id).cmp(&(b.began, &b.id)));
        }
        let mut placed = Vec::with_capacity(self.pieces.len());
        let roots = children.remove(&None).unwrap_or_default();
        self.walk(roots, &mut children, &mut placed);
        // What is left holds only itself: a ring of parents.
        while let Some((_, ring)) = children.pop_first() {
            self.walk(ring, &mut children, &mut placed);
        }
        placed
    }

    fn walk<'a>(
        &'a self,
        roots: Vec<&'a Piece>,
        children: &mut BTreeMap<Option<&'a Text>, Vec<&'a Piece>>,
        placed: &mut Vec<Placed<'a>>,
    ) {
        let began = self.began().unwrap_or(Timestamp::UNIX_EPOCH);
        let mut open: Vec<(usize, &Piece)> = roots.into_iter().rev().map(|one| (0, one)).collect();
        while let Some((depth, piece)) = open.pop() {
            placed.push(Placed {
                piece,
                depth,
                offset: piece.began.duration_since(began),
                took: piece.ended.map(|end| end.duration_since(piece.began)),
            });
            let below = children.remove(&Some(&piece.id)).unwrap_or_default();
            open.extend(below.into_iter().rev().map(|one| (depth + 1, one)));
        }
    }

    /// The piece to look at first: the deepest of the worst, which is where a failure began.
    pub fn suspect(&self) -> Option<usize> {
        let placed = self.placed();
        let bad = placed.iter().enumerate();
        let bad = bad.filter(|(_, one)| one.piece.fate != Fate::Well);
        bad.max_by_key(|(at, one)| (one.piece.fate, one.depth, std::cmp::Reverse(*at)))
            .map(|(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn piece(id: &str, parent: Option<&str>, began: i64, took: Option<i64>, fate: Fate) -> Piece {
        let at = |ms: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_millis(ms);
        Piece {
            id: Text::from(id),
            parent: parent.map(Text::from),
            name: Text::from(id),
            kind: Text::default(),
            began: at(began),
            ended: took.map(|took| at(began + took)),
            fate,
            status: None,
            cause: Text::default(),
            group: None,
            notes: Vec::new(),
        }
    }

    fn trace(pieces: Vec<Piece>) -> Trace {
        Trace {
            id: Text::from("1-5759e988-bd862e3fe1be46a994272793"),
            pieces,
            cut: false,
        }
    }

    #[test]
    fn each_stands_under_its_parent_in_order_of_time() {
        let trace = trace(vec![
            piece("db", Some("fn"), 30, Some(5), Fate::Fault),
            piece("model", Some("fn"), 10, Some(20), Fate::Well),
            piece("fn", Some("api"), 5, Some(40), Fate::Fault),
            piece("api", None, 0, Some(50), Fate::Fault),
        ]);
        let placed = trace.placed();
        let shown: Vec<_> = placed
            .iter()
            .map(|one| (&*one.piece.name, one.depth))
            .collect();
        assert_eq!(shown, [("api", 0), ("fn", 1), ("model", 2), ("db", 2)]);
        assert_eq!(trace.took(), SignedDuration::from_millis(50));
        assert_eq!(trace.suspect(), Some(3), "the failure began in the deepest");
    }

    #[test]
    fn a_piece_without_parent_or_end_is_shown_all_the_same() {
        let trace = trace(vec![
            piece("lost", Some("gone"), 3, None, Fate::Well),
            piece("self", Some("self"), 1, Some(1), Fate::Well),
            piece("a", Some("b"), 4, Some(1), Fate::Well),
            piece("b", Some("a"), 4, Some(1), Fate::Well),
        ]);
        assert_eq!(trace.placed().len(), 4);
        assert_eq!(trace.suspect(), None);
    }

    proptest! {
        #[test]
        fn every_piece_is_placed_once(parents in prop::collection::vec(prop::option::of(0_usize..12), 0..12)) {
            let pieces: Vec<Piece> = parents
                .iter()
                .enumerate()
                .map(|(at, parent)| {
                    let parent = parent.map(|parent| parent.to_string());
                    piece(&at.to_string(), parent.as_deref(), 0, Some(1), Fate::Well)
                })
                .collect();
            let trace = trace(pieces);
            let mut seen: Vec<String> = trace.placed().iter().map(|one| one.piece.id.to_string()).collect();
            seen.sort();
            seen.dedup();
            prop_assert_eq!(seen.len(), trace.pieces.len());
            prop_assert_eq!(trace.placed().len(), trace.pieces.len());
        }
    }

    #[test]
    fn what_is_looked_for_is_of_the_system_and_never_too_long() {
        let functions = |count: usize| vec!["a-function".to_owned(); count];
        let of = |failed, function: Option<&str>, count| {
            let function = function.map(str::to_owned);
            TraceFilter { failed, function }.expression(&functions(count))
        };
        assert_eq!(of(false, Some("f"), 2), "service(\"f\")");
        let both = of(true, None, 2);
        assert!(both.starts_with("(fault = true OR"), "{both}");
        assert!(both.ends_with("AND (service(\"a-function\") OR service(\"a-function\"))"));
        assert_eq!(of(false, None, 500), "", "an account's is better than none");
        assert_eq!(
            of(false, Some("a\" OR \"b"), 0),
            "",
            "nothing is slipped in"
        );
    }
}
