//! What the details say of a tenant, an agent and a month.

use super::agents::switch;
use super::allowance::rule;
use super::customer::first_line;
use super::detail::Part;
use super::keys::Keys;
use super::line::Line;
use super::spark::{bar, spark};
use super::tenants::{nearness, share, status};
use super::usage::DISAGREE;
use crate::app::agents::AgentRow;
use crate::app::command::Command;
use crate::app::state::State;
use crate::app::tenants::TenantRow;
use crate::app::usage::UsageRow;
use crate::domain::agent::{Switch, Turn};
use crate::domain::mask;
use crate::domain::tenant::{Attribute, TenantStatus};
use crate::domain::time::since;
use crate::domain::usage::{Activity, Figures, UsageMonth};
use crate::locale::work::{platform_name, unit};
use crate::locale::{detail, notice, number, time, word};
use crate::theme::Token;

/// A tenant: what it is, its limits, and all that its item holds.
pub fn tenant<'a>(row: &'a TenantRow, state: &'a State) -> Vec<Part<'a>> {
    let tenant = &row.tenant;
    let mut parts = vec![
        Part::Title(
            Line::of(tenant.name.one_line(), Token::Strong),
            match (&tenant.status, row.quota()) {
                (TenantStatus::Missing, None) => Line::new(),
                (known, _) => Line::of(word::tenant_status(known), status(known)),
            },
        ),
        Part::Plain(Line::of(
            mask::identifiers(tenant.id.as_str()),
            Token::Muted,
        )),
    ];
    match row.quota() {
        Some(_) => bot_and_messages(&mut parts, row, state),
        None => plain_facts(&mut parts, row),
    }
    if let Some(owner) = &tenant.owner {
        parts.push(Part::Field(
            detail::owner(),
            Line::of(owner.one_line(), Token::Text),
        ));
    }
    if tenant.oddities > 0 {
        parts.push(Part::Says(detail::odd(tenant.oddities), Token::Warn));
    }
    attributes(&mut parts, &tenant.attributes);
    parts
}

/// What a tenant of a system without bots is.
fn plain_facts<'a>(parts: &mut Vec<Part<'a>>, row: &'a TenantRow) {
    let tenant = &row.tenant;
    parts.push(Part::Group(platform_name(row.key.platform).to_owned()));
    if row.tally.open > 0 {
        let words = number::count(u64::from(row.tally.open));
        parts.push(Part::Field(
            detail::conversations(),
            Line::of(words, Token::Text),
        ));
    }
    if let Some(plan) = tenant.plan.as_deref() {
        parts.push(Part::Field(detail::plan(), Line::of(plan, Token::Text)));
    }
    if let Some(used) = row.used {
        let words = format!("{} {}", number::count(used), unit(row.key.platform));
        parts.push(Part::Field(
            detail::this_month(),
            Line::of(words, Token::Text),
        ));
    }
}

/// The bot of a Marketplace tenant, its conversations, and its messages against the limit.
fn bot_and_messages<'a>(parts: &mut Vec<Part<'a>>, row: &'a TenantRow, state: &State) {
    let tenant = &row.tenant;
    let bot = tenant.status.bot();
    parts.extend([
        Part::Group(detail::now().to_owned()),
        Part::Field(
            detail::bot(),
            Line::of(word::switch(&bot).to_owned(), switch(&bot)),
        ),
        Part::Field(
            detail::conversations(),
            Line::of(
                detail::open_and_waiting(row.tally.open, row.tally.waiting),
                Token::Text,
            ),
        ),
    ]);
    if let Some(at) = row.tally.last_activity {
        let words = time::ago(since(state.clock, at));
        parts.push(Part::Field(detail::last(), Line::of(words, Token::Text)));
    }
    let plan = tenant.plan.as_deref().unwrap_or(detail::none());
    parts.push(Part::Field(detail::plan(), Line::of(plan, Token::Text)));
    let mut used = Line::of(
        detail::used_of(row.used, &word::quota(row.quota())),
        Token::Text,
    );
    used.push("  ", Token::Text);
    used.append(share(row.used, row.quota()));
    parts.push(Part::Field(detail::messages(), used));
}

/// All that the system keeps, in groups; plain values last.
pub(super) fn attributes<'a>(parts: &mut Vec<Part<'a>>, all: &'a [Attribute]) {
    let mut group = None;
    for attribute in all {
        if attribute.label.is_empty() {
            continue;
        }
        if group != Some(&attribute.group) {
            group = Some(&attribute.group);
            parts.push(Part::Group(detail::group(&attribute.group)));
        }
        parts.push(Part::Field(
            first_line(&attribute.label),
            Line::of(attribute.value.one_line(), Token::Text),
        ));
    }
    let plain: Vec<_> = all
        .iter()
        .filter(|attribute| attribute.label.is_empty())
        .collect();
    if !plain.is_empty() {
        parts.push(Part::Group(detail::other().to_owned()));
    }
    for attribute in plain {
        parts.push(Part::Field(
            first_line(&attribute.group),
            Line::of(attribute.value.one_line(), Token::Text),
        ));
    }
}

/// A switch: what it is now, by whose hand, and what a toggle would do.
pub fn agent<'a>(row: &'a AgentRow, state: &'a State, keys: Keys<'_>) -> Vec<Part<'a>> {
    let activation = &row.activation;
    let catalogue = state.agents.catalogue.get(&activation.key.agent);
    let mut parts = vec![
        Part::Title(
            Line::of(
                notice::agent_name(first_line(&activation.agent)),
                Token::Strong,
            ),
            Line::of(word::switch(&activation.switch), switch(&activation.switch)),
        ),
        Part::Plain(
            Line::of(activation.tenant_name.one_line(), Token::Text).then(
                2,
                mask::identifiers(activation.key.tenant.as_str()),
                Token::Muted,
            ),
        ),
        Part::Group(detail::switch().to_owned()),
    ];
    match activation.since {
        Some(at) => {
            let words = format!(
                "{} · {}",
                time::moment(at, state.clock, &state.zone),
                time::ago(since(state.clock, at))
            );
            parts.push(Part::Field(detail::since(), Line::of(words, Token::Text)));
        }
        None => parts.push(Part::Says(
            detail::never(&activation.switch).to_owned(),
            Token::Muted,
        )),
    }
    if let Some(by) = &activation.by {
        parts.push(Part::Field(
            detail::by(),
            Line::of(by.one_line(), Token::Human),
        ));
    }
    if let Some(reason) = &activation.reason {
        parts.push(Part::Field(
            detail::reason(),
            Line::of(reason.one_line(), Token::Text),
        ));
    }
    if let Some(other) = &activation.disagrees {
        parts.push(Part::Says(detail::disagrees(other), Token::Warn));
    }
    parts.extend(super::effect::of(row, state));
    if let Some(agent) = catalogue {
        parts.push(Part::Group(detail::catalogue().to_owned()));
        parts.push(Part::Field(
            detail::name(),
            Line::of(agent.slug.one_line(), Token::Text),
        ));
        for (label, value) in [
            (detail::category(), agent.category.as_ref()),
            (detail::version(), agent.version.as_ref()),
            (detail::status(), Some(&agent.status)),
        ] {
            if let Some(value) = value {
                parts.push(Part::Field(label, Line::of(value.one_line(), Token::Text)));
            }
        }
    }
    parts.push(Part::Group(String::new()));
    parts.push(Part::Plain(toggle(row, keys)));
    parts
}

fn toggle(row: &AgentRow, keys: Keys<'_>) -> Line<'static> {
    if row.busy {
        return Line::of(detail::busy(), Token::Accent);
    }
    if let Some(why) = keys.why_not(Command::Toggle) {
        return Line::of(crate::locale::refusal::reason(&why), Token::Muted);
    }
    let words = match (row.turn(), &row.activation.switch) {
        (Turn::Off, _) => detail::turn_off(),
        (Turn::On, Switch::Absent) => detail::turn_on_first(),
        (Turn::On, _) => detail::turn_on(),
    };
    match keys.of(Command::Toggle) {
        Some(key) => Line::of(key, Token::Key).then(1, words, Token::Muted),
        None => Line::new(),
    }
}

/// Columns of the bar that shows the share of the limit.
const BAR: usize = 30;

/// A month: the share of the limit, both tables beside each other, and the days.
pub fn usage<'a>(row: &'a UsageRow, state: &'a State) -> Vec<Part<'a>> {
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
        None => messages(&mut parts, row, state),
    }
    days(&mut parts, month);
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
    if let Some(percent) = row.percent() {
        let (full, rest) = bar(percent, BAR);
        let line = Line::of(full, nearness(percent))
            .and(rest, Token::Rule)
            .and(" ", Token::Text);
        let mut line = line;
        line.append(share(Some(month.count()), row.quota()));
        parts.push(Part::Plain(line));
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
