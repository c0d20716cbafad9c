//! Every key that means something here, by subject; what cannot be used now is dim and says why.

use ratatui::layout::{Position, Rect};

use super::composer;
use super::keys::Keys;
use super::line::Line;
use super::overlay::place_of;
use super::panel::{middle, panel};
use super::pen::{Pen, below, indent};
use crate::app::command::Command;
use crate::app::field::Field;
use crate::domain::text;
use crate::keymap::registry::{Group, applies, group};
use crate::locale::{self, help as say, refusal};
use crate::theme::Token;

/// Columns of the keys.
const KEYS: usize = 16;
/// The widest that help is.
const WIDTH: u16 = 96;

/// Draws the help; where the cursor of its filter is.
pub fn draw(
    pen: &mut Pen<'_>,
    area: Rect,
    filter: &Field,
    scroll: usize,
    keys: Keys<'_>,
) -> Option<Position> {
    let outer = middle(
        area,
        WIDTH.min(area.width.saturating_sub(4)),
        area.height.saturating_sub(2),
    );
    let inner = panel(pen, outer, say::HELP, Token::Accent);
    let typed = filter.text();
    pen.line(inner, &Line::of("/ ", Token::Key));
    if typed.is_empty() {
        pen.line(
            indent(inner, 3),
            &Line::of(say::TYPE_TO_FILTER, Token::Muted),
        );
    }
    let cursor = composer::line(pen, indent(inner, 2), filter, Token::Text);
    let body = below(inner, 2);
    let lines = lines(keys, &typed, usize::from(body.width));
    if lines.is_empty() {
        pen.line(body, &Line::of(say::nothing_found(&typed), Token::Muted));
        return cursor;
    }
    let height = usize::from(body.height);
    let first = scroll.min(lines.len().saturating_sub(height));
    let visible = lines.get(first..).unwrap_or_default();
    pen.lines(body, visible);
    place_of(pen, outer, first, height, lines.len());
    cursor
}

/// The lines of the help that hold all words that were typed.
fn lines(keys: Keys<'_>, typed: &str, width: usize) -> Vec<Line<'static>> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let mut lines = Vec::new();
    for subject in Group::ALL {
        let entries: Vec<Line<'static>> = Command::ALL
            .into_iter()
            .filter(|command| group(*command) == subject)
            .filter_map(|command| entry(keys, command, &words, width))
            .collect();
        if entries.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(Line::new());
        }
        lines.push(Line::of(
            locale::command::group(subject),
            Token::HeadingFocused,
        ));
        lines.extend(entries);
    }
    lines
}

fn entry(
    keys: Keys<'_>,
    command: Command,
    words: &[String],
    width: usize,
) -> Option<Line<'static>> {
    let state = keys.state;
    let layer = state.layer_below();
    if !applies(command, layer, state.pane) {
        return None;
    }
    let bound = keys.keymap.keys_of(command, layer);
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
    let names = bound.join("  ");
    let names = text::truncate(&names, KEYS);
    let pad = " ".repeat(KEYS - text::width(&names) + 2);
    let mut line = Line::of(names.into_owned(), key_token)
        .and(pad, Token::Text)
        .and(sentence, token);
    if let Some(why) = why {
        let short = refusal::short(&why);
        if line.width() + text::width(&short) + 3 <= width {
            line.push(" · ", Token::KeyOff);
            line.push(short, Token::Warn);
        }
    }
    Some(line)
}
