//! What is on the screen: pure functions of the state, one file per pane and per shared part. Draws at most
//! what is visible; asks no clock, holds no sentence and knows no colour but through a token.

mod about;
mod agents;
mod allowance;
mod arranged;
mod ascii;
mod briefing;
mod bulk;
mod burn;
mod canned;
mod card;
mod channel;
mod chart;
mod composer;
mod conversation;
mod conversations;
mod customer;
mod detail;
mod dialog;
mod effect;
mod escalations;
mod feed;
mod footer;
mod guard;
mod header;
mod health;
mod help;
mod hidden;
mod inspector;
mod keys;
mod layout;
mod line;
mod list;
mod logs;
mod messages;
mod overlay;
mod palette;
mod pane;
mod panel;
mod pen;
mod sheet;
mod shift;
mod spark;
mod table;
mod tenants;
mod trace;
mod transcript;
mod triggers;
mod usage;
mod wide;
mod work;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};

use crate::app::geometry::SMALLEST;
use crate::app::state::{Focus, State};
use crate::keymap::Keymap;
use crate::locale;
use crate::theme::{Theme, Token};
use keys::Keys;
use layout::{Body, Screen};
use pen::Pen;

/// Draws the state. The cursor is shown only while a person is typing.
pub fn view(state: &State, theme: &Theme, keymap: &Keymap, frame: &mut Frame<'_>) {
    let keys = Keys {
        keymap,
        state,
        ascii: theme.ascii(),
    };
    let area = frame.area();
    let mut pen = Pen::new(frame.buffer_mut(), theme);
    pen.under(area, Token::Screen);
    let cursor = match layout::screen(area) {
        Some(screen) => {
            let typing = whole(&mut pen, &screen, state, keys);
            let typing = sheet::draw(&mut pen, area, &screen, keys).or(typing);
            let typing = logs::draw(&mut pen, area, &screen, keys).or(typing);
            overlay::draw(&mut pen, area, &screen, keys).or(typing)
        }
        None => {
            too_small(&mut pen, area);
            None
        }
    };
    wide::settle(frame.buffer_mut());
    if theme.ascii() {
        ascii::flatten(frame.buffer_mut());
    }
    if let Some(position) = cursor {
        frame.set_cursor_position(position);
    }
}

fn whole(pen: &mut Pen<'_>, screen: &Screen, state: &State, keys: Keys<'_>) -> Option<Position> {
    header::draw(pen, screen, state, keys);
    footer::tell(pen, screen.notice, state);
    footer::keys(pen, screen.footer, state, keys);
    if let Some(visit) = &state.shift.past {
        shift::past::draw(pen, screen.body.whole(), state, visit);
        return None;
    }
    match screen.body {
        Body::One(area) if state.focus == Focus::List => pane::list(pen, area, state),
        Body::One(area) => pane::detail(pen, area, state, keys),
        Body::Two { list, detail, .. } => {
            let filter = pane::list(pen, list, state);
            let typing = pane::detail(pen, detail, state, keys);
            filter.or(typing)
        }
    }
}

fn too_small(pen: &mut Pen<'_>, area: Rect) {
    let words = locale::pane::too_small(area.width, area.height, (SMALLEST.columns, SMALLEST.rows));
    pen.text(area.x, area.y, area.width, &words, Token::Warn);
}
