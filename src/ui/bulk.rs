//! What comes of an action on many: how far it is, and a line for each, the latest first.

use ratatui::layout::Rect;

use super::line::Line;
use super::overlay::place_of;
use super::panel::{foot, panel};
use super::pen::{Pen, below};
use crate::app::bulk::{Fate, Item};
use crate::app::state::State;
use crate::domain::text;
use crate::locale::triage as say;
use crate::theme::Token;

/// Columns of the name.
const NAME: usize = 40;

/// Draws the outcomes from line `scroll` on.
pub fn draw(pen: &mut Pen<'_>, area: Rect, state: &State, scroll: usize) {
    let Some(run) = &state.bulk.run else { return };
    let count = run.count();
    let all = count.done + count.taken + count.gone + count.failed + count.left;
    let title = say::title(run.ending, all);
    let inner = panel(pen, area, &title, Token::Accent);
    pen.line(inner, &Line::of(say::count(&count), Token::Strong));
    let room = below(inner, 2);
    let height = usize::from(room.height);
    let first = scroll.min(run.items.len().saturating_sub(height));
    let lines: Vec<Line<'_>> = run.items.iter().rev().skip(first).map(line).collect();
    pen.lines(room, &lines);
    place_of(pen, area, first, height, run.items.len());
    let way = say::way_out(run.is_running(), run.stopped);
    if run.items.len() <= height {
        foot(pen, area, &Line::of(way, Token::Muted));
    }
}

fn line(item: &Item) -> Line<'static> {
    let (mark, token) = match &item.fate {
        Fate::Working => ("·", Token::Muted),
        Fate::Done => ("✓", Token::Ok),
        Fate::NotWaiting => ("·", Token::Text),
        Fate::Unfinished | Fate::Taken(_) | Fate::Ours => ("!", Token::Warn),
        Fate::Unknown | Fate::Failed(_) | Fate::Kept(_) => ("✗", Token::Urgent),
    };
    let name = say::subject(&item.subject);
    let name = text::truncate(&name, NAME).into_owned();
    let pad = NAME.saturating_sub(text::width(&name)) + 2;
    Line::of(format!("{mark} "), token)
        .and(name, Token::Text)
        .then(pad, say::fate(&item.fate), token)
}
