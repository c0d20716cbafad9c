//! What the tables hold of the selected row, word for word; numbers of people are masked in keys too.

use ratatui::layout::Rect;

use super::detail::{self, Part};
use super::hidden::value;
use super::line::Line;
use super::panel::panel;
use super::pen::Pen;
use crate::app::state::{Focus, Pane, State};
use crate::domain::agent::{Activation, SeenSwitch};
use crate::domain::conversation::ConversationRow;
use crate::domain::handoff::Claim;
use crate::domain::id::ConversationKey;
use crate::domain::mask;
use crate::domain::text::Text;
use crate::domain::time::iso;
use crate::locale::help::{self as say, field, group};
use crate::locale::word;
use crate::theme::Token;
use jiff::Timestamp;

/// Draws the inspector from line `scroll` on.
pub fn draw(pen: &mut Pen<'_>, area: Rect, state: &State, scroll: usize) {
    let inner = panel(pen, area, say::inspector(), Token::Accent);
    let parts = match state.pane {
        Pane::Conversations | Pane::Escalations => conversation(state),
        Pane::Tenants => tenant(state),
        Pane::Agents => agent(state),
        Pane::Usage => usage(state),
        Pane::Health if state.health.gauges.shown => super::health::metric::raw(state),
        Pane::Health => super::health::raw(state),
    };
    if parts.is_empty() {
        pen.line(inner, &Line::of(say::nothing(), Token::Muted));
        return;
    }
    detail::draw(pen, inner, &parts, scroll, false);
}

fn plain<'a>(label: &'static str, value: impl Into<std::borrow::Cow<'a, str>>) -> Part<'a> {
    Part::Field(label, Line::of(value, Token::Text))
}

/// A value that may be absent, and then says so.
fn maybe(label: &'static str, value: Option<&Text>) -> Part<'static> {
    match value {
        Some(value) => plain(label, value.one_line().into_owned()),
        None => Part::Field(label, Line::of(say::absent(), Token::Muted)),
    }
}

fn moment(label: &'static str, at: Option<Timestamp>) -> Part<'static> {
    match at {
        Some(at) => plain(label, iso(at)),
        None => Part::Field(label, Line::of(say::absent(), Token::Muted)),
    }
}

fn conversation(state: &State) -> Vec<Part<'_>> {
    let open = state.open.as_ref().filter(|open| {
        state.focus != Focus::List || Some(&open.key) == state.current_conversation()
    });
    let key = match (open, state.current_conversation()) {
        (Some(open), _) => &open.key,
        (None, Some(key)) => key,
        (None, None) => return Vec::new(),
    };
    let row = open
        .and_then(|open| open.conversation.as_ref())
        .map(|conversation| &conversation.row)
        .or_else(|| state.conversations.list.get(key).map(|entry| &entry.row));
    let mut parts = identity(key);
    if let Some(row) = row {
        record(&mut parts, row, state.private);
        talk(&mut parts, row);
        if row.oddities > 0 {
            parts.push(Part::Field(
                field::oddities(),
                Line::of(say::oddities(row.oddities), Token::Warn),
            ));
        }
    }
    let claim = state
        .mine
        .get(key)
        .map(|mine| &mine.claim)
        .or_else(|| state.claims.by_key.get(key));
    parts.push(Part::Group(group::claim().to_owned()));
    match claim {
        Some(claim) => held(&mut parts, claim),
        None => parts.push(Part::Plain(Line::of(say::absent(), Token::Muted))),
    }
    parts
}

fn identity(key: &ConversationKey) -> Vec<Part<'_>> {
    vec![
        Part::Plain(Line::of(group::identity(), Token::Heading)),
        plain(field::platform(), key.platform.as_str()),
        plain(field::tenant(), mask::identifiers(key.tenant.as_str())),
        plain(
            field::conversation(),
            mask::identifiers(key.conversation.as_str()),
        ),
    ]
}

fn record<'a>(parts: &mut Vec<Part<'a>>, row: &'a ConversationRow, private: bool) {
    parts.push(Part::Group(group::record().to_owned()));
    let Some(record) = &row.record else {
        parts.push(Part::Plain(Line::of(say::absent(), Token::Muted)));
        return;
    };
    let (bot, token) = if record.status.pauses_bot() {
        (say::bot_silent(), Token::Ok)
    } else {
        (say::bot_talks(), Token::Warn)
    };
    parts.extend([
        plain(field::status(), record.status.word()),
        plain(field::means(), word::status(&record.status)),
        Part::Field(field::bot(), Line::of(bot, token)),
        plain(field::priority(), record.priority.word()),
        match &record.reason {
            Some(reason) => plain(field::reason(), value(private, reason.one_line())),
            None => maybe(field::reason(), None),
        },
        moment(field::since(), record.since),
        plain(
            field::VERSION,
            record
                .version
                .as_deref()
                .map_or(say::absent().into(), clean),
        ),
    ]);
}

fn talk<'a>(parts: &mut Vec<Part<'a>>, row: &'a ConversationRow) {
    parts.push(Part::Group(group::talk().to_owned()));
    let Some(talk) = &row.talk else {
        parts.push(Part::Plain(Line::of(say::absent(), Token::Muted)));
        return;
    };
    parts.extend([
        plain(field::status(), talk.status.word()),
        maybe(field::customer(), talk.customer.name.as_ref()),
        maybe(field::phone(), talk.customer.phone.as_ref()),
        plain(field::storage(), word::storage(talk.storage)),
        plain(field::messages(), talk.messages.to_string()),
        moment(field::last(), talk.updated_at),
    ]);
}

fn held<'a>(parts: &mut Vec<Part<'a>>, claim: &'a Claim) {
    parts.extend([
        plain(field::holder(), claim.operator.one_line()),
        plain(field::owner(), clean(&claim.owner)),
        plain(field::console(), clean(claim.console.as_str())),
        plain(field::fence(), claim.fence.0.to_string()),
        plain(field::since(), iso(claim.since)),
        plain(field::lease(), iso(claim.lease_until)),
        plain(field::intent(), clean(claim.intent.as_str())),
    ]);
}

/// Words of a table that were kept as they are.
fn clean(raw: &str) -> String {
    Text::from_untrusted(raw).one_line().into_owned()
}

fn tenant(state: &State) -> Vec<Part<'_>> {
    let Some(row) = state.tenants.list.selected() else {
        return Vec::new();
    };
    let tenant = &row.tenant;
    let mut parts = vec![
        Part::Plain(Line::of(group::tenant(), Token::Heading)),
        plain(field::platform(), tenant.platform.as_str()),
        plain(field::tenant(), mask::identifiers(tenant.id.as_str())),
        plain(field::name(), tenant.name.one_line()),
        maybe(field::owner_name(), tenant.owner.as_ref()),
        plain(field::status(), word::tenant_status(&tenant.status)),
        maybe(field::plan(), tenant.plan.as_ref()),
        plain(
            field::VERSION,
            tenant
                .version
                .as_deref()
                .map_or(say::absent().into(), clean),
        ),
    ];
    let mut last: Option<&Text> = None;
    for attribute in &tenant.attributes {
        if last != Some(&attribute.group) {
            parts.push(Part::Group(attribute.group.one_line().into_owned()));
            last = Some(&attribute.group);
        }
        parts.push(Part::Field(
            super::customer::first_line(&attribute.label),
            Line::of(
                value(state.private, attribute.value.one_line()),
                Token::Text,
            ),
        ));
    }
    parts
}

fn agent(state: &State) -> Vec<Part<'_>> {
    let Some(row) = state.agents.list.selected() else {
        return Vec::new();
    };
    let activation: &Activation = &row.activation;
    let mut parts = vec![
        Part::Plain(Line::of(group::switch(), Token::Heading)),
        plain(field::platform(), activation.key.platform.as_str()),
        plain(
            field::tenant(),
            mask::identifiers(activation.key.tenant.as_str()),
        ),
        plain(
            field::agent(),
            mask::identifiers(activation.key.agent.as_str()),
        ),
        plain(field::status(), word::switch(&activation.switch)),
        moment(field::since(), activation.since),
        maybe(field::by(), activation.by.as_ref()),
        maybe(field::reason(), activation.reason.as_ref()),
    ];
    match &activation.seen {
        SeenSwitch::Absent => parts.push(plain(field::version_seen(), say::absent())),
        SeenSwitch::Row { status, updated_at } => parts.push(plain(
            field::version_seen(),
            format!(
                "{} · {}",
                clean(status.as_deref().unwrap_or(say::absent())),
                clean(updated_at.as_deref().unwrap_or(say::absent()))
            ),
        )),
    }
    parts
}

fn usage(state: &State) -> Vec<Part<'_>> {
    let Some(row) = state.usage.list.selected() else {
        return Vec::new();
    };
    let month = &row.month;
    let mut parts = vec![
        Part::Plain(Line::of(group::usage(), Token::Heading)),
        plain(field::platform(), month.platform.as_str()),
        plain(field::tenant(), mask::identifiers(month.tenant.as_str())),
        plain(field::month(), month.month.one_line()),
        maybe(field::plan(), row.plan.as_ref()),
    ];
    if let Some(tracker) = month.tracker() {
        for day in &tracker.days {
            parts.push(Part::Field(
                super::customer::first_line(&day.date),
                Line::of(
                    crate::locale::detail::counts(day.messages, day.conversations),
                    Token::Text,
                ),
            ));
        }
    }
    parts
}
