//! What lies over the panes: one at a time, drawn last.

use ratatui::layout::{Position, Rect};

use super::keys::Keys;
use super::layout::Screen;
use super::line::Line;
use super::pen::Pen;
use super::{
    briefing, bulk, canned, dialog, help, inspector, logs, messages, palette, shift, triggers,
    usage,
};
use crate::app::overlay::Overlay;
use crate::theme::Token;

/// Draws the overlay that stands, if one does; where its cursor is.
pub fn draw(pen: &mut Pen<'_>, area: Rect, screen: &Screen, keys: Keys<'_>) -> Option<Position> {
    let state = keys.state;
    // Header and footer stay: where one is, and what can be pressed.
    let body = Rect {
        y: screen.rule.y,
        height: screen.notice.y.saturating_sub(screen.rule.y),
        ..area
    };
    match state.overlay.as_ref()? {
        Overlay::Filter { .. } | Overlay::Find { .. } | Overlay::Typing(_) => None,
        Overlay::Insights { scroll } => {
            logs::found::insights(pen, body, state, *scroll);
            None
        }
        Overlay::Piped { scroll } => {
            logs::found::piped(pen, body, state, *scroll);
            None
        }
        Overlay::Dialog(asked) => {
            pen.under(body, Token::KeyOff);
            dialog::draw(pen, body, asked, keys)
        }
        Overlay::Help { filter, scroll } => help::draw(pen, body, filter, *scroll, keys),
        Overlay::CommandLine(line) => {
            pen.under(body, Token::KeyOff);
            palette::draw(pen, body, line, keys)
        }
        Overlay::Canned(picker) => {
            pen.under(body, Token::KeyOff);
            canned::draw(pen, body, state, picker)
        }
        Overlay::Inspector { scroll } => {
            inspector::draw(pen, body, state, *scroll);
            None
        }
        Overlay::Briefing { scroll } => {
            briefing::whole::draw(pen, body, state, *scroll);
            None
        }
        Overlay::Triggers { scroll, ended } => {
            triggers::draw(pen, body, state, *scroll, ended.as_deref());
            None
        }
        Overlay::Forecast { scroll } => {
            usage::draw_forecast(pen, body, state, *scroll);
            None
        }
        Overlay::CutOff { scroll } => {
            usage::draw_cut_off(pen, body, state, *scroll, keys);
            None
        }
        Overlay::Shift(view) => {
            shift::draw(pen, body, state, view);
            None
        }
        Overlay::Bulk { scroll } => {
            bulk::draw(pen, body, state, *scroll);
            None
        }
        Overlay::Messages { scroll } => {
            messages::draw(pen, body, state, *scroll);
            None
        }
    }
}

/// Writes a place in something longer than its room into the lower border of a panel.
pub fn place_of(pen: &mut Pen<'_>, panel: Rect, first: usize, height: usize, of: usize) {
    if of > height {
        let last = (first + height).min(of);
        let words = crate::locale::help::place(first + 1, last, of);
        super::panel::foot(pen, panel, &Line::of(words, Token::Muted));
    }
}
