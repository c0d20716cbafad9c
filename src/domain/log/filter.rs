//! What is looked for in logs, as a person types it: `tenant=acme agent=x level=warn last=1h "timed out" -health`.
//! The words are looked for by the provider, each case as written; the level is looked at here. Pure.

use super::LogLine;
use super::facts::LogLevel;
use jiff::{SignedDuration, Timestamp};

/// How far back is read where nobody says it.
pub const BACK: SignedDuration = SignedDuration::from_mins(15);
/// The furthest that is read back.
const FURTHEST: SignedDuration = SignedDuration::from_hours(24 * 90);

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Only groups with this in their name.
    pub group: Option<String>,
    pub tenant: Option<String>,
    pub agent: Option<String>,
    pub trace: Option<String>,
    /// At least as bad as this; a line that does not say how bad it is does not count.
    pub level: Option<LogLevel>,
    /// All of these.
    pub words: Vec<String>,
    /// None of these.
    pub without: Vec<String>,
    pub when: When,
}

/// Of which time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// The last so many seconds, and what comes.
    Last(i64),
    /// From a moment on, and what comes.
    Since(Timestamp),
    /// From one moment up to another.
    Between(Timestamp, Timestamp),
}

impl Default for When {
    fn default() -> Self {
        Self::Last(BACK.as_secs())
    }
}

impl When {
    /// Whether what comes is part of it.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Between(..))
    }

    /// Where it begins, seen from `now`.
    pub fn from(self, now: Timestamp) -> Timestamp {
        match self {
            Self::Last(seconds) => earlier(now, SignedDuration::from_secs(seconds)),
            Self::Since(at) | Self::Between(at, _) => at,
        }
    }

    /// The same with a beginning that lies four times as far back.
    #[must_use]
    pub fn wider(self, now: Timestamp) -> Self {
        let furthest = FURTHEST.as_secs();
        let back = |from: Timestamp, to: Timestamp| {
            let seconds = to.duration_since(from).as_secs().clamp(60, furthest);
            let from = earlier(to, SignedDuration::from_secs((seconds * 4).min(furthest)));
            // Nobody types parts of a second.
            Timestamp::from_second(from.as_second()).unwrap_or(from)
        };
        match self {
            Self::Last(seconds) => Self::Last(seconds.saturating_mul(4).clamp(60, furthest)),
            Self::Since(at) => Self::Since(back(at, now)),
            Self::Between(at, to) => Self::Between(back(at, to), to),
        }
    }
}

fn earlier(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_sub(by).unwrap_or(Timestamp::MIN)
}

/// What cannot be understood: the part of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl Filter {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The part that makes no sense.
    pub fn read(typed: &str) -> Result<Self, Unreadable> {
        let mut filter = Self::default();
        let (mut from, mut to) = (None, None);
        for part in parts(typed) {
            let bad = || Unreadable(part.text.clone());
            let named = part.text.split_once('=').filter(|_| !part.quoted);
            let value = |value: &str| Some(value.to_owned()).filter(|one| !one.is_empty());
            match named {
                Some(("group", of)) => filter.group = Some(value(of).ok_or_else(bad)?),
                Some(("tenant", of)) => filter.tenant = Some(value(of).ok_or_else(bad)?),
                Some(("agent", of)) => filter.agent = Some(value(of).ok_or_else(bad)?),
                Some(("trace", of)) => filter.trace = Some(value(of).ok_or_else(bad)?),
                Some(("level", of)) => {
                    filter.level = Some(LogLevel::of_word(of).ok_or_else(bad)?);
                }
                Some(("last", of)) => filter.when = When::Last(span(of).ok_or_else(bad)?),
                Some(("from", of)) => from = Some(of.parse().map_err(|_| bad())?),
                Some(("to", of)) => to = Some(of.parse().map_err(|_| bad())?),
                _ => match part.text.strip_prefix('-').filter(|_| !part.quoted) {
                    Some(word) if !word.is_empty() => filter.without.push(word.to_owned()),
                    _ => filter.words.push(part.text),
                },
            }
        }
        match (from, to) {
            (Some(from), Some(to)) if from < to => filter.when = When::Between(from, to),
            (Some(from), None) => filter.when = When::Since(from),
            (None, None) => {}
            _ => return Err(Unreadable("to".to_owned())),
        }
        Ok(filter)
    }

    /// How it would be typed; read again it is the same.
    pub fn written(&self) -> String {
        let named = [
            ("group", &self.group),
            ("tenant", &self.tenant),
            ("agent", &self.agent),
            ("trace", &self.trace),
        ];
        let named = named.into_iter();
        let mut parts: Vec<String> = named
            .filter_map(|(name, value)| Some(format!("{name}={}", value.as_ref()?)))
            .collect();
        parts.extend(self.level.map(|level| format!("level={}", level.word())));
        match self.when {
            when if when == When::default() => {}
            When::Last(seconds) => parts.push(format!("last={}", spelled(seconds))),
            When::Since(at) => parts.push(format!("from={at}")),
            When::Between(at, to) => parts.push(format!("from={at} to={to}")),
        }
        parts.extend(self.words.iter().map(|word| quoted(word)));
        parts.extend(self.without.iter().map(|word| format!("-{word}")));
        parts.join(" ")
    }

    /// All that a line must hold, whatever else it holds.
    pub fn terms(&self) -> Terms {
        let named = [&self.tenant, &self.agent, &self.trace];
        let named = named.into_iter().flatten();
        Terms {
            with: named.chain(&self.words).cloned().collect(),
            without: self.without.clone(),
        }
    }

    /// Whether a line that the provider found is bad enough.
    pub fn accepts(&self, line: &LogLine) -> bool {
        self.level
            .is_none_or(|least| line.facts.level.is_some_and(|level| level >= least))
    }

    /// The groups that are meant, of all that there are.
    pub fn groups<'a>(&self, all: &'a [String]) -> Vec<&'a String> {
        let wanted = |name: &&String| {
            let part = self.group.as_deref();
            part.is_none_or(|part| name.as_str() == part || name.contains(part))
        };
        let exact = all.iter().filter(|name| {
            let part = self.group.as_deref();
            part.is_some_and(|part| super::short(name) == part || name.as_str() == part)
        });
        let exact: Vec<&String> = exact.collect();
        match exact.is_empty() {
            true => all.iter().filter(wanted).collect(),
            false => exact,
        }
    }
}

/// Words that a line must and must not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    pub with: Vec<String>,
    pub without: Vec<String>,
}

impl Terms {
    /// As CloudWatch takes it: terms in quotation marks, which hold for lines of any shape.
    pub fn pattern(&self) -> String {
        let quote =
            |term: &String| format!("\"{}\"", term.replace('\\', "\\\\").replace('"', "\\\""));
        let with = self.with.iter().map(quote);
        let without = self.without.iter().map(|term| format!("-{}", quote(term)));
        with.chain(without).collect::<Vec<_>>().join(" ")
    }

    /// Whether a line is found by it.
    pub fn find(&self, raw: &str) -> bool {
        self.with.iter().all(|term| raw.contains(term.as_str()))
            && !self.without.iter().any(|term| raw.contains(term.as_str()))
    }
}

struct Part {
    text: String,
    quoted: bool,
}

/// Words apart by blanks; what stands in quotation marks is one. A mark that is not closed goes to the end.
fn parts(typed: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let (text, quoted, after) = match rest.strip_prefix('"') {
            Some(inner) => {
                let (text, after) = inner.split_once('"').unwrap_or((inner, ""));
                (text, true, after)
            }
            None => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let (text, after) = rest.split_at(end);
                (text, false, after)
            }
        };
        if !text.is_empty() {
            let text = text.to_owned();
            parts.push(Part { text, quoted });
        }
        rest = after.trim_start();
    }
    parts
}

/// A word as it must be typed to be one.
fn quoted(word: &str) -> String {
    let odd = word.contains(char::is_whitespace) || word.contains('=') || word.starts_with('-');
    match odd {
        true => format!("\"{word}\""),
        false => word.to_owned(),
    }
}

/// `90s`, `15m`, `2h`, `7d` in seconds; at least one, at most [`FURTHEST`].
fn span(written: &str) -> Option<i64> {
    let at = written.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = written.split_at(at);
    let unit = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return None,
    };
    let seconds = number.parse::<i64>().ok()?.checked_mul(unit)?;
    (1..=FURTHEST.as_secs())
        .contains(&seconds)
        .then_some(seconds)
}

/// Seconds in the largest unit that holds them whole.
pub fn spelled(seconds: i64) -> String {
    for (unit, of) in [("d", 86_400), ("h", 3600), ("m", 60)] {
        if seconds >= of && seconds % of == 0 {
            return format!("{}{unit}", seconds / of);
        }
    }
    format!("{seconds}s")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_typed_is_understood_and_written_again() {
        let typed = "group=deliver tenant=t-1 level=warn last=2h \"timed out\" x -health";
        let filter = Filter::read(typed).unwrap();
        assert_eq!(filter.group.as_deref(), Some("deliver"));
        assert_eq!(filter.level, Some(LogLevel::Warn));
        assert_eq!(filter.when, When::Last(7200));
        assert_eq!(filter.words, ["timed out", "x"]);
        assert_eq!(filter.without, ["health"]);
        assert_eq!(filter.written(), typed);
        let between = Filter::read("from=2026-11-21T02:00:00Z to=2026-11-21T02:30:00Z").unwrap();
        assert!(!between.when.is_open());
    }

    #[test]
    fn what_makes_no_sense_is_named() {
        for bad in [
            "level=loud",
            "last=soon",
            "last=0s",
            "last=9999d",
            "from=then",
            "tenant=",
        ] {
            assert_eq!(Filter::read(bad), Err(Unreadable(bad.to_owned())), "{bad}");
        }
        let to = Err(Unreadable("to".to_owned()));
        assert_eq!(Filter::read("to=2026-11-21T02:30:00Z"), to);
    }

    #[test]
    fn terms_are_quoted_for_the_provider_and_hold_here_alike() {
        let filter = Filter::read("tenant=t-1 \"a b\" -c").unwrap();
        let terms = filter.terms();
        assert_eq!(terms.pattern(), "\"t-1\" \"a b\" -\"c\"");
        assert!(terms.find("x t-1 a b"));
        assert!(!terms.find("x t-1 a b c"));
        assert!(!terms.find("x T-1 a b"), "each case as written");
        let hostile = Terms {
            with: vec!["a\" -\"b\\".to_owned()],
            without: Vec::new(),
        };
        assert_eq!(hostile.pattern(), "\"a\\\" -\\\"b\\\\\"");
    }

    #[test]
    fn a_group_is_meant_by_its_whole_name_before_a_part_of_it() {
        let all = [
            "/aws/lambda/a-deliver".to_owned(),
            "/aws/lambda/a-deliver-two".to_owned(),
        ];
        let named = |group: &str| Filter {
            group: Some(group.to_owned()),
            ..Filter::default()
        };
        assert_eq!(named("a-deliver").groups(&all), [&all[0]]);
        assert_eq!(named("deliver").groups(&all).len(), 2);
        assert_eq!(Filter::default().groups(&all).len(), 2);
        assert!(named("nothing").groups(&all).is_empty());
    }

    #[test]
    fn a_wider_span_ends_where_the_other_did() {
        let now: Timestamp = "2026-11-21T03:00:00Z".parse().unwrap();
        assert_eq!(When::Last(900).wider(now), When::Last(3600));
        let at = now - SignedDuration::from_mins(10);
        let to = now - SignedDuration::from_mins(5);
        let When::Between(from, same) = When::Between(at, to).wider(now) else {
            panic!()
        };
        assert_eq!(
            (same, to.duration_since(from)),
            (to, SignedDuration::from_mins(20))
        );
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_understood_or_named_and_comes_back_the_same(typed in "\\PC{0,60}|([a-z]{1,6}=?[a-z0-9\" -]{0,6} ?){0,6}") {
            if let Ok(filter) = Filter::read(&typed) {
                let again = Filter::read(&filter.written());
                prop_assume!(!filter.words.iter().chain(&filter.without).any(|word| word.contains('"')));
                let odd = |value: &Option<String>| value.as_ref().is_some_and(|one| one.contains('"'));
                prop_assume!(![&filter.group, &filter.tenant, &filter.agent, &filter.trace].into_iter().any(odd));
                prop_assert_eq!(again, Ok(filter));
            }
        }
    }
}
