//! What the details say of a tenant, an agent and a month.

use super::agents::switch;
use super::customer::first_line;
use super::detail::Part;
use super::hidden::value;
use super::keys::Keys;
use super::line::Line;
use super::tenants::{share, status};
use crate::app::agents::AgentRow;
use crate::app::command::Command;
use crate::app::state::State;
use crate::app::tenants::TenantRow;
use crate::domain::agent::{Switch, Turn};
use crate::domain::mask;
use crate::domain::tenant::{Attribute, TenantStatus};
use crate::domain::time::since;
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
    attributes(&mut parts, &tenant.attributes, state.private);
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
            Line::of(word::switch(&bot).into_owned(), switch(&bot)),
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
pub(super) fn attributes<'a>(parts: &mut Vec<Part<'a>>, all: &'a [Attribute], private: bool) {
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
            Line::of(value(private, attribute.value.one_line()), Token::Text),
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
            Line::of(value(private, attribute.value.one_line()), Token::Text),
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
