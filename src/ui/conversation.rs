//! One conversation: a card of what is known, its transcript, and the place to type.

use ratatui::layout::{Position, Rect};

use super::composer;
use super::keys::Keys;
use super::line::{Line, prune};
use super::list::says;
use super::pen::{Pen, above, below, bottom, indent};
use super::{card, transcript};
use crate::app::claims::Hold;
use crate::app::command::Command;
use crate::app::geometry::{CARD_ROWS, COMPOSER_ROWS, PROMPT_ROWS};
use crate::app::open::{Kind, OpenConversation, find};
use crate::app::overlay::Overlay;
use crate::app::state::{Focus, State};
use crate::domain::reply::Route;
use crate::domain::text;
use crate::domain::whatsapp::Window;
use crate::locale::{composing, delivery, empty, handoff};
use crate::theme::Token;
use jiff::SignedDuration;

/// Draws the conversation that is open; where the cursor is, if a person is typing.
pub fn draw(pen: &mut Pen<'_>, area: Rect, state: &State, keys: Keys<'_>) -> Option<Position> {
    let Some(open) = &state.open else {
        let area = indent(below(area, 1), 2);
        pen.line(area, &Line::of(empty::nothing_selected(), Token::Muted));
        return None;
    };
    if open.missing {
        says(pen, area, &handoff::gone());
        return None;
    }
    card::draw(
        pen,
        Rect {
            height: CARD_ROWS.min(area.height),
            ..area
        },
        state,
        open,
    );
    let composing = open.composer.is_some();
    let prompt = PROMPT_ROWS + if composing { COMPOSER_ROWS } else { 0 };
    let middle = above(below(area, CARD_ROWS), prompt);
    if open.conversation.is_none() {
        says(pen, middle, &handoff::opening());
    } else if open.messages.is_empty() {
        says(pen, middle, &empty::transcript());
    } else {
        transcript::draw(pen, middle, state, open);
    }
    let foot = bottom(area, prompt);
    rule(pen, foot, state, open, keys);
    let cursor = sought(pen, foot, state, open);
    composer::draw(pen, below(foot, PROMPT_ROWS), state, open).or(cursor)
}

/// What is looked for in the transcript, over the rule; where its cursor is while it is typed.
fn sought(
    pen: &mut Pen<'_>,
    area: Rect,
    state: &State,
    open: &OpenConversation,
) -> Option<Position> {
    let typing = match &state.overlay {
        Some(Overlay::Find { field }) => Some(field),
        _ => None,
    };
    let search = open.search.as_ref();
    if typing.is_none() && search.is_none() {
        return None;
    }
    let row = Rect {
        width: area.width.saturating_sub(6),
        height: area.height.min(1),
        ..indent(area, 3)
    };
    let words = search
        .map(|search| search.words.as_str())
        .unwrap_or_default();
    let (at, of) = find::place(open);
    let mut line = Line::of(" / ", Token::Key).and(words, Token::Strong);
    if !words.trim().is_empty() {
        line = line.then(3, composing::found(at, of), Token::Muted);
    }
    // Over whatever else the rule says.
    pen.rule(row);
    pen.line(row, &line.and(" ", Token::Text));
    let field = typing?;
    let before: String = words.chars().take(field.area().cursor().1).collect();
    let x = u16::try_from(text::width(&before))
        .unwrap_or(0)
        .saturating_add(3);
    (row.height > 0).then_some(Position {
        x: row.x + x.min(row.width),
        y: row.y,
    })
}

/// Columns of that line which are neither the words at its left nor those at its right.
const BESIDE: usize = 10;

/// The line between transcript and composer: what can be typed here, or how to come to type.
fn rule(pen: &mut Pen<'_>, area: Rect, state: &State, open: &OpenConversation, keys: Keys<'_>) {
    let area = Rect {
        width: area.width.saturating_sub(2),
        height: area.height.min(1),
        ..indent(area, 1)
    };
    pen.rule(area);
    let left = match &open.composer {
        Some(composer) => {
            let focused = state.focus == Focus::Composer;
            let token = match (composer.kind, focused) {
                (Kind::Note, _) => Token::Note,
                (Kind::Reply, true) => Token::HeadingFocused,
                (Kind::Reply, false) => Token::Heading,
            };
            Line::of(handoff::composer(composer.kind), token)
        }
        None => invitation(state, open, keys),
    };
    label(pen, indent(area, 2), &left);
    let room = usize::from(area.width).saturating_sub(left.width() + BESIDE);
    let mut groups = Vec::new();
    if open.new_below > 0 {
        let new = handoff::new_below(open.new_below);
        groups.push((1, Line::of(new, Token::Fresh)));
    }
    if let Some(composer) = &open.composer {
        let length = super::composer::length(composer);
        groups.push((2, Line::of(length, Token::Muted)));
        if composer.kind == Kind::Reply {
            // Where it goes, or that it does not go, is said however narrow it is.
            groups.push((0, way(state, open, room)));
        }
    }
    let right = prune(groups, room, 3);
    let width = u16::try_from(right.width()).unwrap_or(u16::MAX);
    if !right.is_empty() && width + 8 < area.width {
        let x = area.right() - width - 4;
        label(
            pen,
            Rect {
                x,
                width: width + 4,
                ..area
            },
            &right,
        );
    }
}

/// Where a reply goes, and what the customer's 24 hours and the pace mean for it.
fn way(state: &State, open: &OpenConversation, room: usize) -> Line<'static> {
    let line = open.line.as_ref();
    let route = line.map_or(Route::None, |line| line.route);
    let inbound = open
        .conversation
        .as_ref()
        .and_then(|conversation| conversation.last_inbound());
    let window = delivery::window(Window::at(inbound, state.clock), route);
    let pace = state.pace();
    if !window.is_empty() {
        return Line::of(window, Token::Warn);
    }
    if pace > SignedDuration::ZERO {
        return Line::of(delivery::pace(pace), Token::Warn);
    }
    let goes = delivery::goes(line.map(|line| (line.route, line.derived)));
    let goes = match text::width(&goes) > room {
        true => delivery::goes(line.map(|line| (line.route, false))),
        false => goes,
    };
    Line::of(goes, Token::Muted)
}

/// A line laid on a rule with a blank on each side.
fn label(pen: &mut Pen<'_>, area: Rect, line: &Line<'_>) {
    if line.is_empty() {
        return;
    }
    let mut out = Line::of(" ", Token::Text);
    out.append(line.clone());
    out.push(" ", Token::Text);
    pen.line(area, &out);
}

/// How to come to type here.
fn invitation(state: &State, open: &OpenConversation, keys: Keys<'_>) -> Line<'static> {
    if state.claiming.contains(&open.key) {
        return Line::of(handoff::claiming(), Token::Accent);
    }
    let (command, words) = match state.hold(&open.key) {
        Hold::Mine(_) => (Command::Reply, handoff::to_reply()),
        Hold::Other(claim) => {
            return Line::of(handoff::watching(claim), Token::Human);
        }
        Hold::Nobody => (Command::Claim, handoff::to_claim()),
    };
    match (keys.of(command), keys.why_not(command)) {
        (_, Some(why)) => Line::of(handoff::cannot(&why), Token::Muted),
        (Some(key), None) => Line::of(key, Token::Key).then(1, words, Token::Muted),
        (None, None) => Line::new(),
    }
}
