//! Alarms and lines of history as CloudWatch writes them: total, an odd one becomes one without data.

use super::moment;
use crate::domain::alarm::{
    Actions, Alarm, AlarmState, Comparison, Happened, Happening, Missing, Rule, Watch, Window,
};
use crate::domain::text::Text;
use aws_sdk_cloudwatch::types::{
    AlarmHistoryItem, ComparisonOperator, CompositeAlarm, Dimension, HistoryItemType, MetricAlarm,
    StandardUnit, StateValue,
};
use serde_json::Value;

pub(super) fn of_metric(alarm: &MetricAlarm) -> Alarm {
    Alarm {
        name: text(alarm.alarm_name()),
        state: state(alarm.state_value()),
        since: moment(alarm.state_transitioned_timestamp())
            .or_else(|| moment(alarm.state_updated_timestamp())),
        reason: text(alarm.state_reason()),
        watch: Watch::Metric(Box::new(rule(alarm))),
        actions: Actions {
            // What nobody turned off is on.
            enabled: alarm.actions_enabled().unwrap_or(true),
            on_alarm: alarm.alarm_actions().len(),
            on_ok: alarm.ok_actions().len(),
            on_no_data: alarm.insufficient_data_actions().len(),
            suppressed: None,
        },
    }
}

pub(super) fn of_composite(alarm: &CompositeAlarm) -> Alarm {
    let suppressed = alarm.actions_suppressed_by().map(|by| {
        let suppressor = alarm.actions_suppressor().unwrap_or(by.as_str());
        Text::from_untrusted(suppressor)
    });
    Alarm {
        name: text(alarm.alarm_name()),
        state: state(alarm.state_value()),
        since: moment(alarm.state_transitioned_timestamp())
            .or_else(|| moment(alarm.state_updated_timestamp())),
        reason: text(alarm.state_reason()),
        watch: Watch::Composite(text(alarm.alarm_rule())),
        actions: Actions {
            enabled: alarm.actions_enabled().unwrap_or(true),
            on_alarm: alarm.alarm_actions().len(),
            on_ok: alarm.ok_actions().len(),
            on_no_data: alarm.insufficient_data_actions().len(),
            suppressed,
        },
    }
}

fn rule(alarm: &MetricAlarm) -> Rule {
    // Of an expression over several metrics the one whose value is returned is compared.
    let returned = alarm
        .metrics()
        .iter()
        .find(|one| one.return_data() != Some(false));
    let stat = returned.and_then(|one| one.metric_stat());
    let metric = stat.and_then(|stat| stat.metric());
    let label = returned.and_then(|one| one.label().or_else(|| one.expression()));
    let statistic = alarm.extended_statistic();
    let statistic = statistic.or_else(|| alarm.statistic().map(|one| one.as_str()));
    let dimensions = match metric {
        Some(metric) => metric.dimensions(),
        None => alarm.dimensions(),
    };
    let period = alarm.period().or_else(|| stat.and_then(|one| one.period()));
    let period = period.or_else(|| returned.and_then(|one| one.period()));
    let periods = alarm.evaluation_periods().unwrap_or(1);
    Rule {
        namespace: text(
            alarm
                .namespace()
                .or_else(|| metric.and_then(|one| one.namespace())),
        ),
        measure: text(
            alarm
                .metric_name()
                .or_else(|| metric.and_then(|one| one.metric_name()))
                .or(label),
        ),
        statistic: text(statistic.or_else(|| stat.and_then(|one| one.stat()))),
        dimensions: dimensions.iter().map(dimension).collect(),
        comparison: comparison(alarm.comparison_operator()),
        threshold: alarm.threshold(),
        unit: Text::from(alarm.unit().map_or("", unit)),
        window: period.map(|period| Window {
            period: whole(period),
            periods: whole(periods),
            breaching: whole(alarm.datapoints_to_alarm().unwrap_or(periods)),
        }),
        missing: Some(Missing::of_word(alarm.treat_missing_data())),
    }
}

fn dimension(one: &Dimension) -> (Text, Text) {
    (text(one.name()), text(one.value()))
}

fn whole(number: i32) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

fn comparison(operator: Option<&ComparisonOperator>) -> Comparison {
    match operator {
        Some(ComparisonOperator::GreaterThanOrEqualToThreshold) => Comparison::AtLeast,
        Some(ComparisonOperator::GreaterThanThreshold) => Comparison::Above,
        Some(ComparisonOperator::LessThanThreshold) => Comparison::Below,
        Some(ComparisonOperator::LessThanOrEqualToThreshold) => Comparison::AtMost,
        _ => Comparison::OutsideBand,
    }
}

fn unit(unit: &StandardUnit) -> &str {
    match unit {
        StandardUnit::Percent => "%",
        StandardUnit::Milliseconds => "ms",
        StandardUnit::Seconds => "s",
        StandardUnit::Count | StandardUnit::None => "",
        other => other.as_str(),
    }
}

fn state(value: Option<&StateValue>) -> AlarmState {
    value.map_or(AlarmState::NoData, |value| {
        AlarmState::of_word(value.as_str())
    })
}

/// A line of history; `None` without a time.
pub(super) fn happening(item: &AlarmHistoryItem) -> Option<Happening> {
    let data = item.history_data().unwrap_or_default();
    let data: Value = serde_json::from_str(data).unwrap_or_default();
    let of = |which: &str, what: &str| data.get(which)?.get(what)?.as_str().map(str::to_owned);
    let reason = of("newState", "stateReason");
    let summary = item.history_summary().unwrap_or_default();
    let what = match item.history_item_type() {
        Some(HistoryItemType::StateUpdate) => {
            let to = of("newState", "stateValue").or_else(|| last_word(summary));
            Happened::Turned {
                from: of("oldState", "stateValue").map(|word| AlarmState::of_word(&word)),
                to: AlarmState::of_word(&to.unwrap_or_default()),
            }
        }
        Some(HistoryItemType::Action) => Happened::Acted,
        _ => Happened::Configured,
    };
    Some(Happening {
        at: moment(item.timestamp())?,
        what,
        summary: Text::from_untrusted(reason.as_deref().unwrap_or(summary)),
    })
}

/// `Alarm updated from OK to ALARM`: where the data is not there, its summary names the state last.
fn last_word(summary: &str) -> Option<String> {
    summary.split_whitespace().last().map(str::to_owned)
}

fn text(raw: Option<&str>) -> Text {
    Text::from_untrusted(raw.unwrap_or_default())
}
