//! How soon a customer is to be answered: targets for each priority, counted in the tenant's business hours, and
//! when the next of them is broken. Pure. Only a person's reply counts: a bot's line answers nothing, nor does
//! its acknowledgement while a person is waited for.

use super::escalation::Priority;
use super::hours::{Hours, zone};
use super::tenant::Tenant;
use super::text::Text;
use super::waits::Waits;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// The part of a target in whose last stretch it is said to be near: a fifth.
const NEAR: i32 = 5;
/// The longest target.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 366);

/// What is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Goal {
    /// A person's first reply after the escalation.
    FirstResponse,
    /// A person's reply to what the customer wrote after the last one.
    NextResponse,
    /// The conversation is given back or resolved.
    Resolution,
}

/// Spans of business hours; `None`: nothing is promised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    pub first: Option<SignedDuration>,
    pub next: Option<SignedDuration>,
    pub resolution: Option<SignedDuration>,
}

/// The words of a policy as files, rows and flags state them: `hours`, `zone`, and targets by priority
/// (`urgent`, `high`, `medium`, `low`, `any`) as `FIRST/NEXT/RESOLUTION`, `-` for none: `5m/10m/4h`.
pub type Words = BTreeMap<String, String>;

/// The names that [`Words`] may have.
pub const NAMES: [&str; 7] = ["hours", "zone", "urgent", "high", "medium", "low", "any"];

/// The targets of a tenant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    pub hours: Hours,
    /// As named; `None`: the tenant's own, else UTC.
    pub zone: Option<Text>,
    targets: BTreeMap<String, Targets>,
}

/// What is known of a conversation, for its targets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Facts<'a> {
    pub priority: &'a Priority,
    /// When it escalated.
    pub since: Timestamp,
    /// A person's last reply.
    pub replied: Option<Timestamp>,
    /// The customer's first message after that reply, or the last of all as far as known.
    pub wrote: Option<Timestamp>,
    /// When the customer was waited for, as far as known.
    pub waits: &'a Waits,
}

/// How a conversation stands towards its targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Running(Due),
    /// The customer has been answered: nothing runs until they write.
    Paused,
}

/// The target that is broken next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The instant from which on it is broken.
    pub at: Timestamp,
    pub goal: Goal,
    /// The span that was promised.
    pub target: SignedDuration,
}

impl Due {
    /// What is left at `now`; negative once it is broken.
    pub fn left(&self, now: Timestamp) -> SignedDuration {
        self.at.duration_since(now)
    }

    pub fn is_broken(&self, now: Timestamp) -> bool {
        self.at <= now
    }

    /// Whether it is broken, or only the last fifth of it is left.
    pub fn is_near(&self, now: Timestamp) -> bool {
        self.left(now) <= self.target / NEAR
    }

    /// From when on it is near.
    pub fn near_from(&self) -> Timestamp {
        self.at.checked_sub(self.target / NEAR).unwrap_or(self.at)
    }
}

impl Policy {
    /// Reads the words of a policy.
    ///
    /// # Errors
    /// The name whose value makes no sense, or that is none of [`NAMES`].
    pub fn read(words: &Words) -> Result<Self, String> {
        let mut policy = Self::default();
        for (name, value) in words {
            policy.set(name, value).ok_or_else(|| name.clone())?;
        }
        Ok(policy)
    }

    /// The same from a row that anybody may have written: what makes no sense is left out.
    pub fn read_any(words: &Words) -> Self {
        let mut policy = Self::default();
        for (name, value) in words {
            let _ = policy.set(name, value);
        }
        policy
    }

    fn set(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "hours" => self.hours = Hours::parse(value)?,
            "zone" => {
                let name = Text::from_untrusted(value.trim());
                zone(&name)?;
                self.zone = Some(name);
            }
            "urgent" | "high" | "medium" | "low" | "any" => {
                self.targets.insert(name.to_owned(), targets(value)?);
            }
            _ => return None,
        }
        Some(())
    }

    /// The words that [`Self::read`] reads.
    pub fn words(&self) -> Words {
        let targets = self.targets.iter();
        let mut words: Words = targets
            .map(|(name, targets)| (name.clone(), targets.word()))
            .collect();
        words.insert("hours".to_owned(), self.hours.word());
        if let Some(zone) = &self.zone {
            words.insert("zone".to_owned(), zone.as_str().to_owned());
        }
        words
    }

    /// What is promised for a priority: its own targets, else those of `any`.
    pub fn targets(&self, priority: &Priority) -> Targets {
        let own = self.targets.get(priority.word());
        own.or_else(|| self.targets.get("any"))
            .copied()
            .unwrap_or_default()
    }

    /// How a conversation stands; `None`: nothing is promised for it, or nothing that is still open.
    pub fn standing(&self, facts: Facts<'_>, zone: &TimeZone) -> Option<Standing> {
        let targets = self.targets(facts.priority);
        if targets == Targets::default() {
            return None;
        }
        let due = |goal, from, target: Option<SignedDuration>, more: SignedDuration| {
            let target = target?;
            let at = self.hours.after(from, target.checked_add(more)?, zone)?;
            Some(Due { at, goal, target })
        };
        let answered = facts.replied.filter(|at| *at >= facts.since);
        let none = SignedDuration::ZERO;
        let (response, waited) = match (answered, facts.wrote) {
            (None, _) => (
                due(Goal::FirstResponse, facts.since, targets.first, none),
                none,
            ),
            (Some(replied), Some(wrote)) if wrote > replied => {
                let mut waits = facts.waits.clone();
                waits.note(replied, wrote);
                let all = waits.from(facts.since);
                let all = all.map(|(from, to)| self.hours.between(from, to, zone));
                let waited = all.fold(none, SignedDuration::saturating_add);
                (due(Goal::NextResponse, wrote, targets.next, none), waited)
            }
            (Some(_), _) => return Some(Standing::Paused),
        };
        let resolution = due(Goal::Resolution, facts.since, targets.resolution, waited);
        let next = response.into_iter().chain(resolution).min()?;
        Some(Standing::Running(next))
    }
}

impl Targets {
    fn word(&self) -> String {
        let parts = [self.first, self.next, self.resolution].map(|span| match span {
            Some(span) => spell(span),
            None => "-".to_owned(),
        });
        parts.join("/")
    }
}

/// The zone in which a tenant's hours count, with its name: the policy's own, else the one its item states
/// (`configuration` / `timezone`, backend facts 1.1), else UTC.
pub fn zone_of(policy: Option<&Policy>, tenant: Option<&Tenant>) -> (Text, TimeZone) {
    let stated = tenant.and_then(|tenant| {
        let mut attributes = tenant.attributes.iter();
        let named = attributes.find(|one| one.label.as_str().eq_ignore_ascii_case("timezone"))?;
        Some(named.value.clone())
    });
    let named = policy.and_then(|policy| policy.zone.clone());
    [named, stated]
        .into_iter()
        .flatten()
        .find_map(|name| Some((name.clone(), zone(&name)?)))
        .unwrap_or_else(|| (Text::from_untrusted("UTC"), TimeZone::UTC))
}

fn targets(value: &str) -> Option<Targets> {
    let mut parts = value.split('/').map(|part| match part.trim() {
        "-" => Some(None),
        part => span(part).map(Some),
    });
    let read = Targets {
        first: parts.next()??,
        next: parts.next().unwrap_or(Some(None))?,
        resolution: parts.next().unwrap_or(Some(None))?,
    };
    parts.next().is_none().then_some(read)
}

/// `90s`, `5m`, `4h`, `2d` (a day is 24 hours of the business).
fn span(text: &str) -> Option<SignedDuration> {
    let unit = text.chars().next_back()?;
    let size = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return None,
    };
    let number = text.strip_suffix(unit)?;
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = number.parse().ok()?;
    let span = SignedDuration::from_secs(number.checked_mul(size)?);
    (span > SignedDuration::ZERO && span <= LONGEST).then_some(span)
}

fn spell(span: SignedDuration) -> String {
    let seconds = span.as_secs();
    for (unit, size) in [('d', 86_400), ('h', 3_600), ('m', 60)] {
        if seconds % size == 0 {
            return format!("{}{unit}", seconds / size);
        }
    }
    format!("{seconds}s")
}
