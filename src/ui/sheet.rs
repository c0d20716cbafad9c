//! Sheets over the panes: a heading with the kinds, remarks, a table that is drawn as far as it is on screen,
//! and a line that says how much has been read; or one entry with all its attributes.

mod cell;
mod entry;
mod table;

use ratatui::layout::{Position, Rect};

use super::hidden::value;
use super::keys::Keys;
use super::layout::Screen;
use super::line::Line;
use super::pen::{Pen, below, indent};
use crate::app::command::Command;
use crate::app::sheet::Level;
use crate::app::state::{Layer, State};
use crate::domain::sheet::{SheetKind, Tone};
use crate::domain::text;
use crate::locale::{sheet as say, work};
use crate::theme::Token;

/// Columns of a name where it is narrow.
const NAME: usize = 28;

/// Draws the sheet that is open, if one is; where the cursor is while its filter is being typed.
pub fn draw(pen: &mut Pen<'_>, area: Rect, screen: &Screen, keys: Keys<'_>) -> Option<Position> {
    let level = keys.state.sheets.top()?;
    let body = Rect {
        y: screen.rule.y + 1,
        height: screen.notice.y.saturating_sub(screen.rule.y + 1),
        ..area
    };
    pen.clear(body);
    // The rule between list and detail does not reach into a sheet.
    pen.rule(screen.rule);
    heading(pen, margin(body), level, keys.state);
    let rest = below(body, 2);
    match &level.opened {
        Some(opened) => {
            entry::draw(pen, rest, opened, keys);
            None
        }
        None => table::draw(pen, rest, level, keys),
    }
}

/// Where one is: what the sheets are of, the kinds with the one on screen, the opened entry; and how old it is.
fn heading(pen: &mut Pen<'_>, area: Rect, level: &Level, state: &State) {
    let age = age(state);
    let used = u16::try_from(age.width()).unwrap_or(u16::MAX);
    pen.line_right(area, &age);
    let area = Rect {
        width: area.width.saturating_sub(used.saturating_add(2)),
        ..area
    };
    let whole = path(level, false, state.private);
    let line = match whole.width() > usize::from(area.width) {
        true => path(level, true, state.private),
        false => whole,
    };
    pen.line(area, &line);
}

/// The way to what is on screen; where it is narrow only its end, and of the kinds only the one on screen.
fn path(level: &Level, narrow: bool, private: bool) -> Line<'_> {
    let mut line = Line::new();
    if level.path.is_empty() {
        line.push(work::platform_name(level.platform), Token::Strong);
    }
    let skipped = match narrow {
        true => level.path.len().saturating_sub(1),
        false => 0,
    };
    for (at, name) in level.path.iter().skip(skipped).enumerate() {
        if at > 0 {
            line.push(say::INTO, Token::Muted);
        }
        // The first is the tenant.
        let name = value(private && at + skipped > 0, name.one_line());
        let name = match narrow {
            true => text::truncate(&name, NAME).into_owned(),
            false => name.into_owned(),
        };
        line.push(name, Token::Strong);
    }
    line.push(say::INTO, Token::Muted);
    match &level.opened {
        Some(opened) => {
            if let Some(kind) = level.kind() {
                line.push(say::kind(kind), Token::Muted);
                line.push(say::INTO, Token::Muted);
            }
            let name = crate::app::sheet::go::name(&opened.entry);
            let name = value(private, name.one_line()).into_owned();
            line.push(name, Token::HeadingFocused);
        }
        None if narrow => one_kind(&mut line, level),
        None => kinds(&mut line, &level.kinds, level.kind()),
    }
    line
}

/// The kind on screen, and which of how many it is.
fn one_kind(line: &mut Line<'_>, level: &Level) {
    let Some(kind) = level.kind() else { return };
    let at = level.kinds.iter().position(|one| *one == kind);
    line.push(say::kind(kind), Token::HeadingFocused);
    let place = say::one_of(at.unwrap_or(0) + 1, level.kinds.len());
    line.push(place, Token::Muted);
}

/// Kinds beside each other, the one on screen accented.
fn kinds(line: &mut Line<'_>, kinds: &[SheetKind], here: Option<SheetKind>) {
    for (at, kind) in kinds.iter().enumerate() {
        if at > 0 {
            line.push(say::BESIDE, Token::Muted);
        }
        let token = match Some(*kind) == here {
            true => Token::HeadingFocused,
            false => Token::Muted,
        };
        line.push(say::kind(*kind), token);
    }
}

fn age(state: &State) -> Line<'static> {
    let Some(reading) = state.sheets.reading() else {
        return Line::new();
    };
    match reading.at {
        _ if reading.is_under_way() && state.connection.link().is_some() => {
            Line::of(say::reading(), Token::Accent)
        }
        Some(at) => {
            let token = match say::is_old(at, state.clock) {
                true => Token::Warn,
                false => Token::Muted,
            };
            Line::of(say::read(at, state.clock), token)
        }
        None => Line::new(),
    }
}

/// The area without a column on each side.
fn margin(area: Rect) -> Rect {
    Rect {
        width: area.width.saturating_sub(2),
        ..indent(area, 1)
    }
}

/// The name of a key in sheets.
fn key(keys: Keys<'_>, command: Command, layer: Layer) -> Option<String> {
    keys.named(command, layer)
}

/// The mark of a tone, and its meaning.
fn mark(tone: Tone) -> Line<'static> {
    match tone {
        Tone::Plain => Line::new(),
        Tone::Good => Line::of("✓", Token::Ok),
        Tone::Warn => Line::of("!", Token::Warn),
        Tone::Bad => Line::of("✗", Token::Urgent),
        Tone::Quiet => Line::of("·", Token::Muted),
    }
}

/// How words of a tone are written.
fn words(tone: Tone) -> Token {
    match tone {
        Tone::Plain | Tone::Good => Token::Text,
        Tone::Warn => Token::Warn,
        Tone::Bad => Token::Urgent,
        Tone::Quiet => Token::Muted,
    }
}
