//! Alarms as rules over measurements, with what became of them: those that exist, those that ought to, and
//! conditions that are computed because nobody watches them. No data is a state of its own, never OK. Pure.

use super::id::PlatformId;
use super::problem::Problem;
use super::text::Text;
use jiff::{SignedDuration, Timestamp};

/// What an alarm says, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AlarmState {
    Alarm,
    /// `INSUFFICIENT_DATA`, or a word that nobody knows: nothing can be said.
    NoData,
    Ok,
}

impl AlarmState {
    /// The word in JSON, that of CloudWatch.
    pub fn word(self) -> &'static str {
        match self {
            Self::Alarm => "ALARM",
            Self::NoData => "INSUFFICIENT_DATA",
            Self::Ok => "OK",
        }
    }

    /// The state of CloudWatch's word; an unknown one says nothing.
    pub fn of_word(word: &str) -> Self {
        match word {
            "ALARM" => Self::Alarm,
            "OK" => Self::Ok,
            _ => Self::NoData,
        }
    }
}

/// How a value is compared with the threshold to break it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    AtLeast,
    Above,
    Below,
    AtMost,
    /// Outside of a band that CloudWatch learns; there is no threshold.
    OutsideBand,
}

/// What is assumed of a period without a point (`TreatMissingData`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nothing: without enough points there is no data. The default of CloudWatch.
    NoData,
    /// The state stays as it was.
    Ignored,
    /// As bad as a value beyond the threshold.
    Breaching,
    /// As good as a value on this side of it.
    NotBreaching,
}

impl Missing {
    /// The word in JSON, that of CloudWatch.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoData => "missing",
            Self::Ignored => "ignore",
            Self::Breaching => "breaching",
            Self::NotBreaching => "notBreaching",
        }
    }

    /// CloudWatch's word; unknown and none are its default.
    pub fn of_word(word: Option<&str>) -> Self {
        match word {
            Some("ignore") => Self::Ignored,
            Some("breaching") => Self::Breaching,
            Some("notBreaching") => Self::NotBreaching,
            _ => Self::NoData,
        }
    }
}

/// Over how long values are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Seconds of one value.
    pub period: u32,
    /// Values that are looked at.
    pub periods: u32,
    /// Values of those that must break the threshold.
    pub breaching: u32,
}

impl Window {
    /// The whole of it.
    pub fn span(self) -> SignedDuration {
        SignedDuration::from_secs(i64::from(self.period) * i64::from(self.periods))
    }
}

/// A rule over one measurement.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// `AWS/Lambda`; empty for an expression over several.
    pub namespace: Text,
    /// The metric's name, or the expression's label.
    pub measure: Text,
    /// `Sum`, `p95`; empty where there is none.
    pub statistic: Text,
    pub dimensions: Vec<(Text, Text)>,
    pub comparison: Comparison,
    pub threshold: Option<f64>,
    /// `%`, `ms`, `s`, as it is written behind a number; empty: a count.
    pub unit: Text,
    /// `None`: no source says it.
    pub window: Option<Window>,
    /// `None`: no source says it.
    pub missing: Option<Missing>,
}

/// What an alarm looks at.
#[derive(Clone, Debug, PartialEq)]
pub enum Watch {
    Metric(Box<Rule>),
    /// Other alarms, by an expression such as `ALARM(a) OR ALARM(b)`.
    Composite(Text),
}

/// What an alarm does when it turns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actions {
    pub enabled: bool,
    /// How many there are for each turn.
    pub on_alarm: usize,
    pub on_ok: usize,
    pub on_no_data: usize,
    /// By what they are held back now, for a composite alarm.
    pub suppressed: Option<Text>,
}

/// An alarm that exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Alarm {
    pub name: Text,
    pub state: AlarmState,
    /// Since when it is in this state; `None`: not told.
    pub since: Option<Timestamp>,
    pub reason: Text,
    pub watch: Watch,
    pub actions: Actions,
}

/// One of the conditions that are planned for the Notification Agent (backend facts 4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Condition {
    ErrorRate,
    QueueDepth,
    ServerErrors,
    Throttling,
}

impl Condition {
    pub const ALL: [Self; 4] = [
        Self::ErrorRate,
        Self::QueueDepth,
        Self::ServerErrors,
        Self::Throttling,
    ];

    /// The word in JSON, and what stands for a name where no alarm has one.
    pub fn word(self) -> &'static str {
        match self {
            Self::ErrorRate => "lambda-error-rate",
            Self::QueueDepth => "queue-depth",
            Self::ServerErrors => "api-5xx",
            Self::Throttling => "dynamodb-throttling",
        }
    }
}

/// What a condition comes to when it is computed from metrics.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    pub condition: Condition,
    pub rule: Rule,
    /// What was measured; `None`: there is no data.
    pub value: Option<f64>,
    /// The newest point that went into it.
    pub newest: Option<Timestamp>,
    /// Why the metrics could not be read.
    pub trouble: Option<Problem>,
}

impl Measured {
    /// What the value says; without one nothing can be said.
    pub fn state(&self) -> AlarmState {
        match self.value {
            Some(value) if self.rule.is_broken_by(value) => AlarmState::Alarm,
            Some(_) => AlarmState::Ok,
            None => AlarmState::NoData,
        }
    }
}

impl Rule {
    /// Whether a value is beyond the threshold.
    pub fn is_broken_by(&self, value: f64) -> bool {
        let Some(threshold) = self.threshold else {
            return false;
        };
        match self.comparison {
            Comparison::AtLeast => value >= threshold,
            Comparison::Above => value > threshold,
            Comparison::Below => value < threshold,
            Comparison::AtMost => value <= threshold,
            Comparison::OutsideBand => false,
        }
    }
}

/// Where a line about health comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    Existing(Box<Alarm>),
    /// The system's sources name it, and it is not there.
    Missing(Box<Rule>),
    /// No alarm watches it: computed here.
    Computed(Box<Measured>),
}

/// A line about health.
#[derive(Clone, Debug, PartialEq)]
pub struct Vital {
    pub platform: PlatformId,
    pub name: Text,
    pub found: Found,
}

impl Vital {
    /// What it says; `None`: the alarm is missing.
    pub fn state(&self) -> Option<AlarmState> {
        match &self.found {
            Found::Existing(alarm) => Some(alarm.state),
            Found::Computed(measured) => Some(measured.state()),
            Found::Missing(_) => None,
        }
    }

    /// Since when it is so, or of when the newest measurement is.
    pub fn since(&self) -> Option<Timestamp> {
        match &self.found {
            Found::Existing(alarm) => alarm.since,
            Found::Computed(measured) => measured.newest,
            Found::Missing(_) => None,
        }
    }

    /// Its rule; `None`: it looks at other alarms.
    pub fn rule(&self) -> Option<&Rule> {
        match &self.found {
            Found::Existing(alarm) => match &alarm.watch {
                Watch::Metric(rule) => Some(rule),
                Watch::Composite(_) => None,
            },
            Found::Computed(measured) => Some(&measured.rule),
            Found::Missing(rule) => Some(rule),
        }
    }

    /// In which order a person should look at it, the first first: what is broken, what is blind, what is missing.
    pub fn rank(&self) -> u8 {
        match self.state() {
            Some(AlarmState::Alarm) => 0,
            Some(AlarmState::NoData) => 1,
            None => 2,
            Some(AlarmState::Ok) => 3,
        }
    }
}

/// What is known of the health of a system.
#[derive(Clone, Debug, PartialEq)]
pub struct Health {
    pub vitals: Vec<Vital>,
    /// There are more alarms in the account than are read.
    pub more: bool,
    pub as_of: Timestamp,
}

/// What happened to an alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// From one state to another; `from` may be unknown.
    Turned {
        from: Option<AlarmState>,
        to: AlarmState,
    },
    Configured,
    Acted,
}

/// A line of an alarm's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    pub at: Timestamp,
    pub what: Happened,
    /// In the words of whoever wrote it.
    pub summary: Text,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn rule(comparison: Comparison) -> Rule {
        Rule {
            namespace: Text::from("AWS/SQS"),
            measure: Text::from("depth"),
            statistic: Text::from("Maximum"),
            dimensions: Vec::new(),
            comparison,
            threshold: Some(5.0),
            unit: Text::default(),
            window: None,
            missing: None,
        }
    }

    #[test]
    fn a_threshold_breaks_on_its_own_side_only() {
        let broken = |comparison| [4.0, 5.0, 6.0].map(|value| rule(comparison).is_broken_by(value));
        assert_eq!(broken(Comparison::AtLeast), [false, true, true]);
        assert_eq!(broken(Comparison::Above), [false, false, true]);
        assert_eq!(broken(Comparison::Below), [true, false, false]);
        assert_eq!(broken(Comparison::AtMost), [true, true, false]);
    }

    #[test]
    fn no_data_is_not_ok() {
        let measured = |value| Measured {
            condition: Condition::QueueDepth,
            rule: rule(Comparison::Above),
            value,
            newest: None,
            trouble: None,
        };
        assert_eq!(measured(None).state(), AlarmState::NoData);
        assert_eq!(measured(Some(0.0)).state(), AlarmState::Ok);
        assert_eq!(measured(Some(9.0)).state(), AlarmState::Alarm);
        assert_eq!(AlarmState::of_word("new word"), AlarmState::NoData);
    }
}
