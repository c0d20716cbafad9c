//! What the details say of a tenant, an agent and a month.

use super::agents::switch;
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
use crate::domain::tenant::Attribute;
use crate::domain::time::since;
use crate::domain::usage::{TrackerUsage, UsageMonth};
use crate::locale::{detail, notice, number, time, word};
use crate::theme::Token;

/// A tenant: what it is, its limits, and all that its item holds.
pub fn tenant<'a>(row: &'a TenantRow, state: &'a State) -> Vec<Part<'a>> {
    let tenant = &row.tenant;
    let bot = tenant.status.bot();
    let mut parts = vec![
        Part::Title(
            Line::of(tenant.name.one_line(), Token::Strong),
            Line::of(word::tenant_status(&tenant.status), status(&tenant.status)),
        ),
        Part::Plain(Line::of(
            mask::identifiers(tenant.id.as_str()),
            Token::Muted,
        )),
        Part::Group(detail::NOW.to_owned()),
        Part::Field(
            detail::BOT,
            Line::of(word::switch(&bot).to_owned(), switch(&bot)),
        ),
        Part::Field(
            detail::CONVERSATIONS,
            Line::of(
                detail::open_and_waiting(row.tally.open, row.tally.waiting),
                Token::Text,
            ),
        ),
    ];
    if let Some(at) = row.tally.last_activity {
        let words = time::ago(since(state.clock, at));
        parts.push(Part::Field(detail::LAST, Line::of(words, Token::Text)));
    }
    let plan = tenant.plan.as_deref().unwrap_or(detail::NONE);
    parts.push(Part::Field(detail::PLAN, Line::of(plan, Token::Text)));
    let mut used = Line::of(
        detail::used_of(row.used, &word::quota(row.quota())),
        Token::Text,
    );
    used.push("  ", Token::Text);
    used.append(share(row.used, row.quota()));
    parts.push(Part::Field(detail::MESSAGES, used));
    if let Some(owner) = &tenant.owner {
        parts.push(Part::Field(
            detail::OWNER,
            Line::of(owner.one_line(), Token::Text),
        ));
    }
    if tenant.oddities > 0 {
        parts.push(Part::Says(detail::odd(tenant.oddities), Token::Warn));
    }
    attributes(&mut parts, &tenant.attributes);
    parts
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
        parts.push(Part::Group(detail::OTHER.to_owned()));
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
        Part::Group(detail::SWITCH.to_owned()),
    ];
    match activation.since {
        Some(at) => {
            let words = format!(
                "{} · {}",
                time::moment(at, state.clock, &state.zone),
                time::ago(since(state.clock, at))
            );
            parts.push(Part::Field(detail::SINCE, Line::of(words, Token::Text)));
        }
        None => parts.push(Part::Says(
            detail::never(&activation.switch).to_owned(),
            Token::Muted,
        )),
    }
    if let Some(by) = &activation.by {
        parts.push(Part::Field(
            detail::BY,
            Line::of(by.one_line(), Token::Human),
        ));
    }
    if let Some(reason) = &activation.reason {
        parts.push(Part::Field(
            detail::REASON,
            Line::of(reason.one_line(), Token::Text),
        ));
    }
    if let Some(agent) = catalogue {
        parts.push(Part::Group(detail::CATALOGUE.to_owned()));
        parts.push(Part::Field(
            detail::NAME,
            Line::of(agent.slug.one_line(), Token::Text),
        ));
        for (label, value) in [
            (detail::CATEGORY, agent.category.as_ref()),
            (detail::VERSION, agent.version.as_ref()),
            (detail::STATUS, Some(&agent.status)),
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
        return Line::of(detail::BUSY, Token::Accent);
    }
    if let Some(why) = keys.why_not(Command::Toggle) {
        return Line::of(crate::locale::refusal::reason(&why), Token::Muted);
    }
    let words = match (row.turn(), &row.activation.switch) {
        (Turn::Off, _) => detail::TURN_OFF,
        (Turn::On, Switch::Absent) => detail::TURN_ON_FIRST,
        (Turn::On, _) => detail::TURN_ON,
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
        Part::Group(detail::AGAINST_LIMIT.to_owned()),
    ];
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
    tables(&mut parts, month, state);
    if let Some(tracker) = month.tracker() {
        days(&mut parts, tracker);
    }
    if month.oddities > 0 {
        parts.push(Part::Says(detail::odd(month.oddities), Token::Warn));
    }
    parts
}

/// What each of the two tables says, and how far they are apart.
fn tables<'a>(parts: &mut Vec<Part<'a>>, month: &UsageMonth, state: &State) {
    let read = |at: Option<jiff::Timestamp>| match at {
        Some(at) => detail::written(&time::ago(since(state.clock, at))),
        None => String::new(),
    };
    parts.push(Part::Group(detail::TABLES.to_owned()));
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
            Line::of(detail::NO_ROW, Token::Warn),
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
            Line::of(detail::NO_ROW, Token::Warn),
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

fn days<'a>(parts: &mut Vec<Part<'a>>, tracker: &'a TrackerUsage) {
    parts.push(Part::Field(
        detail::TOKENS,
        Line::of(number::count(tracker.tokens), Token::Text),
    ));
    parts.push(Part::Field(
        detail::STORAGE,
        Line::of(detail::gigabytes(tracker.storage_gb), Token::Text),
    ));
    let (Some(first), Some(last)) = (tracker.days.first(), tracker.days.last()) else {
        return;
    };
    let messages: Vec<u64> = tracker.days.iter().map(|day| day.messages).collect();
    let most = messages.iter().copied().max().unwrap_or(0);
    parts.push(Part::Group(detail::DAYS.to_owned()));
    parts.push(Part::Plain(Line::of(spark(&messages, 62), Token::Chart)));
    parts.push(Part::Plain(Line::of(
        detail::days(first_line(&first.date), first_line(&last.date), most),
        Token::Muted,
    )));
}
