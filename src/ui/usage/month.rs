//! The detail of a month: when its limit is reached, the rule that its bot applies, both tables beside each other,
//! and the days.

use crate::app::state::State;
use crate::app::usage::UsageRow;
use crate::domain::mask;
use crate::domain::time::since;
use crate::domain::usage::{Activity, Figures, UsageMonth};
use crate::locale::work::unit;
use crate::locale::{allowance, detail, number, time, word};
use crate::theme::Token;
use crate::ui::allowance::rule;
use crate::ui::customer::first_line;
use crate::ui::detail::Part;
use crate::ui::keys::Keys;
use crate::ui::line::Line;
use crate::ui::spark::{bar, spark};
use crate::ui::usage::DISAGREE;

use super::super::tenants::nearness;
use super::forecast;

/// Columns of the bar that shows the share of the limit.
const BAR: usize = 30;

/// A month, in `width` columns.
pub fn month<'a>(row: &'a UsageRow, state: &'a State, keys: Keys<'_>, width: u16) -> Vec<Part<'a>> {
    let month = &row.month;
    let mut parts = vec![
        Part::Title(
            Line::of(row.tenant_name.one_line(), Token::Strong),
            Line::of(month.month.one_line(), Token::Muted),
        ),
        Part::Plain(Line::of(
            mask::identifiers(month.tenant.as_str()),
            Token::Muted,
        )),
    ];
    match month.activity() {
        Some(activity) => activity_of(&mut parts, month, activity),
        None => {
            forecast::brief(&mut parts, row, state, width);
            messages(&mut parts, row, state);
            forecast::customers(&mut parts, row, state, keys);
            forecast::alerts(&mut parts, row, state);
        }
    }
    // With a forecast its own days stand under it.
    if row.gauge().is_none_or(|gauge| gauge.days.is_empty()) {
        days(&mut parts, month);
    }
    if month.oddities > 0 {
        parts.push(Part::Says(detail::odd(month.oddities), Token::Warn));
    }
    parts
}

/// What agents did in the month.
fn activity_of<'a>(parts: &mut Vec<Part<'a>>, month: &UsageMonth, activity: &Activity) {
    parts.push(Part::Group(detail::capital(unit(month.platform))));
    let mut field = |label: &'static str, value: String, token: Token| {
        parts.push(Part::Field(label, Line::of(value, token)));
    };
    field(detail::count(), number::count(activity.count), Token::Text);
    let failed = if activity.failed == 0 {
        Token::Muted
    } else {
        Token::Warn
    };
    field(detail::failed(), number::count(activity.failed), failed);
    if let Some(tokens) = activity.tokens {
        field(detail::tokens(), number::count(tokens), Token::Text);
    }
    if let Some(cost) = activity.cost_usd {
        field(detail::cost(), detail::dollars(cost), Token::Text);
    }
}

/// Messages of the month against the limit of the plan, and both tables.
fn messages<'a>(parts: &mut Vec<Part<'a>>, row: &'a UsageRow, state: &'a State) {
    let month = &row.month;
    parts.push(Part::Group(detail::against_limit().to_owned()));
    if let Some(percent) = row.share() {
        let (full, rest) = bar(percent, BAR);
        let line = Line::of(full, nearness(percent))
            .and(rest, Token::Rule)
            .then(1, number::percent(percent), nearness(percent));
        parts.push(Part::Plain(line.then(
            1,
            word::nearness(percent),
            nearness(percent),
        )));
    }
    if let Some(gauge) = row.gauge() {
        let measure = &gauge.measure;
        let words = allowance::measure(measure.used, measure.bound);
        let what = allowance::counted(measure.counted);
        let line = Line::of(words, Token::Text).then(1, what, Token::Text);
        parts.push(Part::Plain(line.then(2, gauge.table, Token::Muted)));
    }
    parts.push(Part::Plain(Line::of(
        detail::used_of(Some(month.count()), &word::quota(row.quota())),
        Token::Text,
    )));
    parts.push(Part::Says(
        detail::limit_of_plan(row.plan.as_deref()),
        Token::Muted,
    ));
    parts.extend(rule(month, row.plan.as_deref(), state));
    tables(parts, month, state);
    if let Some(tracker) = month.tracker() {
        parts.push(Part::Field(
            detail::tokens(),
            Line::of(number::count(tracker.tokens), Token::Text),
        ));
        parts.push(Part::Field(
            detail::storage(),
            Line::of(detail::gigabytes(tracker.storage_gb), Token::Text),
        ));
    }
}

/// What each of the two tables says, and how far they are apart.
fn tables<'a>(parts: &mut Vec<Part<'a>>, month: &UsageMonth, state: &State) {
    let read = |at: Option<jiff::Timestamp>| match at {
        Some(at) => detail::written(&time::ago(since(state.clock, at))),
        None => String::new(),
    };
    parts.push(Part::Group(detail::tables().to_owned()));
    match month.metrics() {
        Some(metrics) => parts.push(Part::Field(
            detail::METRICS,
            Line::of(
                detail::counts(metrics.messages, metrics.conversations),
                Token::Text,
            )
            .then(2, read(metrics.updated_at), Token::Muted),
        )),
        None => parts.push(Part::Field(
            detail::METRICS,
            Line::of(detail::no_row(), Token::Warn),
        )),
    }
    match month.tracker() {
        Some(tracker) => parts.push(Part::Field(
            detail::TRACKER,
            Line::of(
                detail::counts(tracker.messages, tracker.conversations),
                Token::Text,
            )
            .then(2, read(tracker.updated_at), Token::Muted),
        )),
        None => parts.push(Part::Field(
            detail::TRACKER,
            Line::of(detail::no_row(), Token::Warn),
        )),
    }
    match month.disagreement() {
        Some(percent) if percent >= DISAGREE => parts.push(Part::Says(
            detail::disagree(&number::difference(percent)),
            Token::Warn,
        )),
        Some(percent) => parts.push(Part::Says(
            detail::agree(&number::difference(percent)),
            Token::Muted,
        )),
        None => {}
    }
}

fn days<'a>(parts: &mut Vec<Part<'a>>, month: &'a UsageMonth) {
    let dates = match &month.figures {
        Figures::Messages { tracker, .. } => tracker
            .as_ref()
            .and_then(|tracker| Some((&tracker.days.first()?.date, &tracker.days.last()?.date))),
        Figures::Activity(activity) => activity
            .days
            .first()
            .zip(activity.days.last())
            .map(|(first, last)| (&first.date, &last.date)),
    };
    let Some((first, last)) = dates else {
        return;
    };
    let counts = month.days();
    let most = counts.iter().copied().max().unwrap_or(0);
    parts.push(Part::Group(detail::by_day().to_owned()));
    parts.push(Part::Plain(Line::of(spark(&counts, 62), Token::Chart)));
    parts.push(Part::Plain(Line::of(
        detail::days(
            first_line(first),
            first_line(last),
            most,
            unit(month.platform),
        ),
        Token::Muted,
    )));
}
