//! Alarms and what happened to them. Contract: `state` is a word of CloudWatch, or `MISSING`; `source` says
//! whether the alarm exists, is missing, or is computed here; `null` means not known or none.

use super::{At, Masked};
use crate::domain::ack::Ack;
use crate::domain::alarm::{Actions, Found, Happened, Happening, Vital, Watch, Window};
use crate::domain::id::PlatformId;
use crate::domain::time::since;
use crate::locale::health as words;
use jiff::Timestamp;
use serde::Serialize;

/// A line about health.
#[derive(Clone, Debug, Serialize)]
pub struct AlarmItem {
    platform: PlatformId,
    name: Masked,
    state: &'static str,
    /// `existing`, `missing` or `computed`.
    source: &'static str,
    since: Option<At>,
    age_seconds: Option<i64>,
    /// The rule in words.
    rule: Masked,
    metric: Option<Masked>,
    namespace: Option<Masked>,
    statistic: Option<Masked>,
    threshold: Option<f64>,
    unit: Option<Masked>,
    period_seconds: Option<u32>,
    periods: Option<u32>,
    periods_to_alarm: Option<u32>,
    missing_data: Option<&'static str>,
    /// What was measured, of a computed condition.
    value: Option<f64>,
    reason: Option<Masked>,
    actions: Option<ActionsItem>,
    /// Why nothing could be measured.
    trouble: Option<Masked>,
    /// Who is on it.
    on_it: Option<AckItem>,
}

/// Who is on an alarm.
#[derive(Clone, Debug, Serialize)]
struct AckItem {
    by: Masked,
    word: Option<Masked>,
    at: At,
    until: At,
}

/// What an alarm does when it turns.
#[derive(Clone, Debug, Serialize)]
struct ActionsItem {
    enabled: bool,
    on_alarm: usize,
    on_ok: usize,
    on_no_data: usize,
    suppressed_by: Option<Masked>,
}

impl AlarmItem {
    /// A line about health. `acks`: what people said; those that hold no more are left out.
    pub fn of(vital: &Vital, acks: &[Ack], now: Timestamp) -> Self {
        let on_it = acks.iter().find(|ack| ack.holds(vital, now));
        let rule = vital.rule();
        let window = rule.and_then(|rule| rule.window);
        let of_window = |part: fn(Window) -> u32| window.map(part);
        let (source, value, reason, actions, trouble) = match &vital.found {
            Found::Existing(alarm) => {
                let reason = Some(Masked::new(&alarm.reason));
                (
                    "existing",
                    None,
                    reason,
                    Some(actions(&alarm.actions)),
                    None,
                )
            }
            Found::Missing(_) => ("missing", None, None, None, None),
            Found::Computed(measured) => {
                let trouble = measured.value.is_none().then(|| {
                    let words = words::no_data(measured.trouble.as_ref());
                    Masked::new(words)
                });
                ("computed", measured.value, None, None, trouble)
            }
        };
        let filled = |text: &str| (!text.is_empty()).then(|| Masked::new(text));
        let composite = match &vital.found {
            Found::Existing(alarm) => matches!(alarm.watch, Watch::Composite(_)),
            _ => false,
        };
        Self {
            platform: vital.platform,
            name: Masked::new(&vital.name),
            state: vital.state().map_or("MISSING", |state| state.word()),
            source,
            since: vital.since().map(At),
            age_seconds: vital.since().map(|at| since(now, at).as_secs()),
            rule: Masked::new(words::rule_of(vital)),
            metric: rule
                .filter(|_| !composite)
                .and_then(|rule| filled(&rule.measure)),
            namespace: rule.and_then(|rule| filled(&rule.namespace)),
            statistic: rule.and_then(|rule| filled(&rule.statistic)),
            threshold: rule.and_then(|rule| rule.threshold),
            unit: rule.and_then(|rule| filled(&rule.unit)),
            period_seconds: of_window(|of| of.period),
            periods: of_window(|of| of.periods),
            periods_to_alarm: of_window(|of| of.breaching),
            missing_data: rule.and_then(|rule| rule.missing).map(|of| of.word()),
            value,
            reason,
            actions,
            trouble,
            on_it: on_it.map(|ack| AckItem {
                by: Masked::new(&ack.by),
                word: Masked::some(ack.word.as_ref()),
                at: At(ack.at),
                until: At(ack.until),
            }),
        }
    }
}

fn actions(of: &Actions) -> ActionsItem {
    ActionsItem {
        enabled: of.enabled,
        on_alarm: of.on_alarm,
        on_ok: of.on_ok,
        on_no_data: of.on_no_data,
        suppressed_by: Masked::some(of.suppressed.as_ref()),
    }
}

/// A line of an alarm's history.
#[derive(Clone, Debug, Serialize)]
pub struct HappeningItem {
    at: At,
    /// `turned`, `configured` or `acted`.
    what: &'static str,
    from: Option<&'static str>,
    to: Option<&'static str>,
    summary: Masked,
}

impl HappeningItem {
    pub fn of(line: &Happening) -> Self {
        let (what, from, to) = match line.what {
            Happened::Turned { from, to } => {
                ("turned", from.map(|one| one.word()), Some(to.word()))
            }
            Happened::Configured => ("configured", None, None),
            Happened::Acted => ("acted", None, None),
        };
        Self {
            at: At(line.at),
            what,
            from,
            to,
            summary: Masked::new(&line.summary),
        }
    }
}
