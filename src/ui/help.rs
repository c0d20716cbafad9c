//! Every key that means something here, by subject; what cannot be used now is dim and says why.

use ratatui::layout::{Position, Rect};

use super::composer;
use super::keys::Keys;
use super::line::Line;
use super::overlay::place_of;
use super::panel::panel;
use super::pen::{Pen, below, indent, rows};
use crate::app::command::Command;
use crate::app::field::Field;
use crate::domain::text;
use crate::keymap::registry::{Group, applies, group};
use crate::locale::{self, help as say, refusal};
use crate::theme::Token;

/// Columns of the keys.
const KEYS: usize = 12;

/// A line of the help, and why it cannot be used now.
type Entry = (Line<'static>, Line<'static>);

/// Draws the help; where the cursor of its filter is.
pub fn draw(
    pen: &mut Pen<'_>,
    area: Rect,
    filter: &Field,
    scroll: usize,
    keys: Keys<'_>,
) -> Option<Position> {
    let inner = panel(pen, area, say::help(), Token::Accent);
    let typed = filter.text();
    pen.line(inner, &Line::of("/ ", Token::Key));
    if typed.is_empty() {
        pen.line(
            indent(inner, 3),
            &Line::of(say::type_to_filter(), Token::Muted),
        );
    }
    let cursor = composer::line(pen, indent(inner, 2), filter, Token::Text);
    let body = below(inner, 2);
    let lines = lines(keys, &typed);
    if lines.is_empty() {
        pen.line(body, &Line::of(say::nothing_found(&typed), Token::Muted));
        return cursor;
    }
    let height = usize::from(body.height);
    let first = scroll.min(lines.len().saturating_sub(height));
    for (place, (left, right)) in rows(body).zip(lines.iter().skip(first)) {
        let used = pen.line(place, left);
        pen.line_right(indent(place, used + 2), right);
    }
    place_of(pen, area, first, height, lines.len());
    cursor
}

/// The lines of the help that hold all words that were typed.
fn lines(keys: Keys<'_>, typed: &str) -> Vec<Entry> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let mut lines = Vec::new();
    for subject in Group::ALL {
        let entries: Vec<Entry> = Command::ALL
            .into_iter()
            .filter(|command| group(*command) == subject)
            .filter_map(|command| entry(keys, command, &words))
            .collect();
        if entries.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(Entry::default());
        }
        let title = title(subject);
        lines.push((Line::of(title, Token::HeadingFocused), Line::new()));
        lines.extend(entries);
    }
    lines
}

/// The heading of a subject.
fn title(group: Group) -> &'static str {
    use locale::command::subject;
    match group {
        Group::Conversation => subject::conversation(),
        Group::Work => subject::work(),
        Group::Sheets => subject::sheets(),
        Group::Agents => subject::agents(),
        Group::Health => crate::locale::health::tab(),
        Group::Logs => locale::logs::subject(),
        Group::OnCall => crate::locale::shift::subject(),
        Group::Lists => subject::lists(),
        Group::Moving => subject::moving(),
        Group::Panes => subject::panes(),
        Group::Answers => subject::answers(),
        Group::Program => subject::program(),
    }
}

fn entry(keys: Keys<'_>, command: Command, words: &[String]) -> Option<Entry> {
    let state = keys.state;
    let layer = state.layer_below();
    if !applies(command, layer, state.pane) {
        return None;
    }
    let bound = keys.all(command, layer);
    if bound.is_empty() {
        return None;
    }
    let sentence = locale::command(command);
    let found = format!("{} {} {sentence}", bound.join(" "), command.name()).to_lowercase();
    if !words.iter().all(|word| found.contains(word.as_str())) {
        return None;
    }
    let why = keys.why_not(command);
    let (key_token, token) = match why {
        Some(_) => (Token::KeyOff, Token::KeyOff),
        None => (Token::Key, Token::Text),
    };
    let names = bound.iter().take(2).cloned().collect::<Vec<_>>().join("  ");
    let names = text::truncate(&names, KEYS);
    let pad = " ".repeat(KEYS - text::width(&names) + 2);
    let line = Line::of(names.into_owned(), key_token)
        .and(pad, Token::Text)
        .and(sentence, token);
    let why = why.map(|why| Line::of(refusal::short(&why), Token::Warn));
    Some((line, why.unwrap_or_default()))
}
