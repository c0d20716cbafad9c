//! The kill switch before it is turned: which switches are meant, whom they touch, and how sure each figure is.
//! A figure without a source says so; none is ever shown as 0 because it could not be read.

use super::agent::{Activation, SeenSwitch, Switch, Turn};
use super::id::{AgentId, PlatformId, TenantId};
use super::problem::Problem;
use super::text::Text;
use jiff::{SignedDuration, Timestamp};

/// The Marketplace keeps what it read of a tenant for so long (backend facts 1.3): until then a bot that was
/// switched off may still answer.
const CACHED: SignedDuration = SignedDuration::from_mins(5);
/// What counts as the traffic of now.
pub const RECENT: SignedDuration = SignedDuration::from_mins(15);
/// A figure that is older is shown as old (handoff features, 2b).
pub const FRESH: SignedDuration = SignedDuration::from_secs(60);

/// The tenants that are meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Whom {
    These(Vec<TenantId>),
    /// All tenants of the system that this console may look at.
    All,
}

/// An agent of a system, for some of its tenants.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    pub platform: PlatformId,
    pub agent: AgentId,
    pub whom: Whom,
}

impl Target {
    /// Whether it may touch more than one tenant.
    pub fn is_many(&self) -> bool {
        match &self.whom {
            Whom::These(tenants) => tenants.len() > 1,
            Whom::All => true,
        }
    }
}

/// How long after the change the system may still go by what it was before; `None`: it keeps nothing.
pub fn delay(platform: PlatformId) -> Option<SignedDuration> {
    (platform == PlatformId::Marketplace).then_some(CACHED)
}

/// What turning it would do for a tenant.
#[derive(Clone, Debug, PartialEq)]
pub enum Stands {
    Turns,
    /// It is so already.
    Already,
    /// It is neither on nor off: suspended by hand, never activated, or in a state of its own.
    Left,
    /// The system's own rules or the profile keep these people from it.
    Barred(Problem),
}

impl Stands {
    /// What a turn would do to a switch that stands like this.
    pub fn of(switch: &Switch, turn: Turn) -> Self {
        match (switch, turn) {
            (Switch::On, Turn::Off) | (Switch::Off, Turn::On) => Self::Turns,
            (Switch::Off, Turn::Off) | (Switch::On, Turn::On) => Self::Already,
            _ => Self::Left,
        }
    }
}

/// One tenant that is meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Touched {
    /// As it was seen: the change is made only on this.
    pub activation: Activation,
    pub stands: Stands,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gauge {
    /// Conversations that the bot answers.
    WithBot,
    /// Conversations that a person has, or that wait for one.
    WithPeople,
    /// Conversations with a message in the last [`RECENT`].
    Traffic,
    /// Customers' 24 hours that lose the one who answers.
    Windows,
    /// Runs of the agent in the last [`RECENT`], by the system's own audit trail.
    Runs,
    /// Requests of the last day that the system has counted, over all agents of the tenants.
    Requests,
    /// Log lines of the agent.
    Logs,
}

impl Gauge {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::WithBot => "conversations_with_bot",
            Self::WithPeople => "conversations_with_people",
            Self::Traffic => "conversations_last_15_minutes",
            Self::Windows => "windows_losing_an_answerer",
            Self::Runs => "runs_last_15_minutes",
            Self::Requests => "requests_last_counted_day",
            Self::Logs => "log_lines",
        }
    }
}

/// What is known of a figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    /// `at_least`: the read ended at its bound before everything was counted.
    Count {
        count: u64,
        at_least: bool,
    },
    /// Nothing behind this connection tells it.
    NoSource,
    Failed(Problem),
}

/// One figure, where it is from and when it was read (server time).
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub gauge: Gauge,
    pub known: Known,
    /// What it was counted from (`conversations`, `audit_logs`), and for which day where it is of one.
    pub source: Text,
    pub at: Timestamp,
}

/// Whom a turn touches.
#[derive(Clone, Debug, PartialEq)]
pub struct Blast {
    pub target: Target,
    pub turn: Turn,
    /// The agent's name; the bot's is empty.
    pub name: Text,
    /// What a person types to confirm it: the short name, else the identity.
    pub word: Text,
    pub touched: Vec<Touched>,
    /// The list of tenants ended at its bound: there are more.
    pub cut: bool,
    pub figures: Vec<Figure>,
    /// A second person must agree.
    pub second_person: bool,
    pub at: Timestamp,
}

/// What is typed behind the word where figures are missing, in any of the languages.
pub const NO_DATA: (&str, &str, &str) = ("NO DATA", "SIN DATOS", "SEM DADOS");

/// How many tenants stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standings {
    pub turns: usize,
    pub already: usize,
    pub left: usize,
    pub barred: usize,
}

impl Blast {
    /// Whether each figure that has a source could be read.
    pub fn is_whole(&self) -> bool {
        let failed = |figure: &Figure| matches!(figure.known, Known::Failed(_));
        !self.cut && !self.figures.iter().any(failed)
    }

    /// Whether what was typed confirms it: the word, and longer where figures are missing.
    pub fn takes(&self, typed: &str) -> bool {
        let Some(rest) = typed.trim().strip_prefix(self.word.as_str()) else {
            return false;
        };
        match self.is_whole() {
            true => rest.is_empty(),
            false => {
                let rest = rest.trim();
                rest == NO_DATA.0 || rest == NO_DATA.1 || rest == NO_DATA.2
            }
        }
    }

    /// How many tenants stand how.
    pub fn standings(&self) -> Standings {
        let mut all = Standings::default();
        for one in &self.touched {
            let count = match one.stands {
                Stands::Turns => &mut all.turns,
                Stands::Already => &mut all.already,
                Stands::Left => &mut all.left,
                Stands::Barred(_) => &mut all.barred,
            };
            *count += 1;
        }
        all
    }
}

/// Whether something was seen of an agent after it was switched off.
#[derive(Clone, Debug, PartialEq)]
pub struct Sighted {
    /// Since when it is looked for.
    pub since: Timestamp,
    /// Bot messages or runs since then.
    pub known: Known,
    /// The newest of them.
    pub last: Option<Timestamp>,
    pub at: Timestamp,
}

/// How long after the delay of the system the verdict is spoken: room for clocks and for what was under way.
pub const SETTLING: SignedDuration = SignedDuration::from_secs(60);

/// What is known of a switch taking effect.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It may still go by what it was before.
    Watching,
    /// Nothing was seen since then.
    Silent { since: Timestamp },
    /// The agent goes on: so many were seen after the system must have known.
    NoEffect { count: u64, last: Timestamp },
    /// Nothing tells.
    Unseen,
}

/// The verdict on a switch that was turned off at `turned`.
pub fn verdict(platform: PlatformId, turned: Timestamp, sighted: &Sighted) -> Verdict {
    let count = match sighted.known {
        Known::Count { count, .. } => count,
        Known::NoSource | Known::Failed(_) => return Verdict::Unseen,
    };
    let heeded = after(turned, delay(platform).unwrap_or_default());
    match sighted.last {
        Some(last) if last > after(heeded, SETTLING / 2) => Verdict::NoEffect { count, last },
        _ if sighted.at < after(heeded, SETTLING) => Verdict::Watching,
        last => Verdict::Silent {
            since: last.unwrap_or(turned),
        },
    }
}

fn after(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.checked_add(span).unwrap_or(at)
}

/// Whether two looks at a switch saw the same row.
pub fn same_row(seen: &SeenSwitch, version: &str) -> bool {
    matches!(seen, SeenSwitch::Row { updated_at: Some(at), .. } if at == version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap_or_default()
    }

    fn sighted(count: u64, last: Option<i64>, looked: i64) -> Sighted {
        Sighted {
            since: at(0),
            known: Known::Count {
                count,
                at_least: false,
            },
            last: last.map(at),
            at: at(looked),
        }
    }

    #[test]
    fn a_bot_is_judged_only_when_the_cache_must_be_over() {
        let of = |count, last, looked| {
            verdict(
                PlatformId::Marketplace,
                at(0),
                &sighted(count, last, looked),
            )
        };
        assert_eq!(of(3, Some(200), 250), Verdict::Watching);
        assert_eq!(of(3, Some(200), 361), Verdict::Silent { since: at(200) });
        assert_eq!(of(0, None, 361), Verdict::Silent { since: at(0) });
        let goes_on = Verdict::NoEffect {
            count: 9,
            last: at(340),
        };
        assert_eq!(of(9, Some(340), 345), goes_on);
    }

    #[test]
    fn an_agent_without_a_cache_is_judged_after_a_minute() {
        let of = |last, looked| verdict(PlatformId::Alquimista, at(0), &sighted(1, last, looked));
        assert_eq!(of(Some(10), 20), Verdict::Watching);
        assert_eq!(of(Some(10), 61), Verdict::Silent { since: at(10) });
        assert!(matches!(of(Some(45), 61), Verdict::NoEffect { .. }));
    }

    #[test]
    fn what_nothing_tells_is_not_silence() {
        let unseen = Sighted {
            known: Known::NoSource,
            ..sighted(0, None, 900)
        };
        assert_eq!(
            verdict(PlatformId::Notification, at(0), &unseen),
            Verdict::Unseen
        );
    }

    #[test]
    fn only_on_and_off_are_turned() {
        assert_eq!(Stands::of(&Switch::On, Turn::Off), Stands::Turns);
        assert_eq!(Stands::of(&Switch::Off, Turn::Off), Stands::Already);
        for odd in [Switch::Suspended, Switch::Absent] {
            assert_eq!(Stands::of(&odd, Turn::Off), Stands::Left);
            assert_eq!(Stands::of(&odd, Turn::On), Stands::Left);
        }
    }
}
