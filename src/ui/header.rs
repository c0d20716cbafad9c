//! The two lines at the top: where this is, what waits, what is mine, who I am; panes and how fresh they are.

use ratatui::layout::Rect;

use super::keys::Keys;
use super::layout::{Body, Screen};
use super::line::{Line, prune};
use super::pen::{Pen, indent};
use crate::app::command::Command;
use crate::app::connection::Connection;
use crate::app::feed::Feed;
use crate::app::msg::Place;
use crate::app::state::{Layer, Pane, State};
use crate::domain::problem::Trouble;
use crate::domain::role::Role;
use crate::domain::text::{self, Text};
use crate::locale::{access, arranging, feed, operation, pane, privacy, shift, time};
use crate::theme::Token;

/// Draws both lines and the rule below them.
pub fn draw(pen: &mut Pen<'_>, screen: &Screen, state: &State, keys: Keys<'_>) {
    let right = prune(
        who(state),
        usize::from(screen.header.width).saturating_sub(40),
        3,
    );
    let used = pen.line_right(margin(screen.header), &right);
    let room = usize::from(screen.header.width.saturating_sub(used + 4));
    pen.line(margin(screen.header), &prune(here(state), room, 3));
    tabs(pen, screen.tabs, state, keys);
    pen.rule(screen.rule);
    if let (Body::Two { rule, .. }, None) = (screen.body, &state.shift.past) {
        pen.upright(rule);
        pen.text(rule.x, screen.rule.y, 1, "┬", Token::Rule);
    }
}

/// One blank on each side.
fn margin(area: Rect) -> Rect {
    Rect {
        width: area.width.saturating_sub(2),
        ..indent(area, 1)
    }
}

/// Program, place, and what is out of the ordinary.
fn here(state: &State) -> Vec<(u8, Line<'_>)> {
    let mut groups = vec![(4, Line::of(pane::PROGRAM, Token::Accent))];
    if let Some(visit) = &state.shift.past {
        let at = time::moment(visit.at, state.clock, &state.zone);
        groups.push((0, Line::of(shift::past::badge(&at), Token::Danger)));
    }
    match &state.connection {
        Connection::Up(link) => {
            if link.production {
                groups.push((0, Line::of(pane::PRODUCTION, Token::Danger)));
            }
            if let Some(profile) = &link.profile {
                groups.push((0, Line::of(clean(profile), Token::Strong)));
            }
            groups.push((u8::from(link.profile.is_some()), place(&link.place)));
            if let Place::Joined { endpoint } = &link.place {
                groups.push((3, Line::of(endpoint.as_str(), Token::Muted)));
            }
            if state.private {
                groups.push((0, Line::of(privacy::badge(), Token::Warn)));
            }
            if let Some(only) = state.only {
                groups.push((0, Line::of(pane::only(only.as_str()), Token::Accent)));
            }
            if let Some(barred) = link.access.barred() {
                groups.push((0, Line::of(access::badge(barred), Token::Warn)));
            }
        }
        Connection::Connecting { .. } => {
            groups.push((0, Line::of(feed::connecting_short(), Token::Muted)));
        }
        Connection::Down {
            problem, retry_at, ..
        } => {
            let words = match problem.trouble {
                Trouble::Credentials => feed::credentials(state.clock, *retry_at),
                _ => feed::down(state.clock, *retry_at),
            };
            groups.push((0, Line::of(format!(" {words} "), Token::Danger)));
        }
    }
    groups.extend(switched(state));
    let unknown =
        state.connection.link().is_none() || state.feed(Pane::Escalations) == Feed::Loading;
    if !unknown || state.escalations.waiting > 0 {
        groups.push((1, counts(state)));
    }
    groups
}

/// What is out of the ordinary about switches: a broken glass, what is half done, off, or not told yet.
fn switched(state: &State) -> Vec<(u8, Line<'static>)> {
    let mut groups = Vec::new();
    if state.kill.glass(state.clock).is_some() {
        let words = format!(" {} ", operation::glass_badge());
        groups.push((0, Line::of(words, Token::Danger)));
    }
    let open = state.kill.open().count();
    if open > 0 {
        groups.push((1, Line::of(operation::open(open), Token::Warn)));
    }
    let late = state.kill.off.iter().find(|one| one.is_late(state.clock));
    if let Some(late) = late {
        let words = operation::off(late, state.clock, &state.zone);
        groups.push((1, Line::of(words, Token::Urgent)));
    } else if !state.kill.off.is_empty() {
        let words = operation::still_off(state.kill.off.len());
        groups.push((2, Line::of(words, Token::Warn)));
    }
    if state.outbox.waiting > 0 {
        let words = operation::unsent(state.outbox.waiting);
        groups.push((2, Line::of(words, Token::Warn)));
    }
    groups
}

fn place(place: &Place) -> Line<'_> {
    match place {
        Place::Demo | Place::Joined { .. } => Line::of(pane::DEMO, Token::Strong),
        Place::Account {
            account,
            region,
            others,
        } => {
            let line = Line::of(account.as_str(), Token::Strong);
            let line = line.then(1, region.as_str(), Token::Strong);
            match others {
                0 => line,
                more => line.then(1, pane::further(*more), Token::Muted),
            }
        }
    }
}

/// A name out of a file.
fn clean(name: &str) -> String {
    Text::from_untrusted(name).one_line().into_owned()
}

/// What waits and what is mine.
fn counts(state: &State) -> Line<'static> {
    let waiting = state.escalations.waiting;
    let token = if waiting == 0 {
        Token::Muted
    } else {
        Token::Warn
    };
    let mut line = Line::of(pane::waiting(waiting), token);
    if !state.mine.is_empty() {
        line = line
            .and(" · ", Token::Muted)
            .and(pane::mine(state.mine.len()), Token::Mine);
    }
    if state.escalations.near > 0 {
        line = line
            .and(" · ", Token::Muted)
            .and(arranging::near(state.escalations.near), Token::Urgent);
    }
    line
}

/// Who works here, and the time.
fn who(state: &State) -> Vec<(u8, Line<'_>)> {
    let mut groups = Vec::new();
    if let Some(link) = state.connection.link() {
        groups.push((1, Line::of(link.actor.name.one_line(), Token::Human)));
        if link.role != Role::Admin {
            groups.push((2, Line::of(link.role.word(), Token::Muted)));
        }
    }
    groups.push((
        0,
        Line::of(time::clock(state.clock, &state.zone), Token::Text),
    ));
    groups
}

/// The name of a pane.
pub fn name(pane: Pane) -> &'static str {
    match pane {
        Pane::Tenants => pane::tenants(),
        Pane::Conversations => pane::conversations(),
        Pane::Escalations => pane::escalations(),
        Pane::Agents => pane::agents(),
        Pane::Usage => pane::usage(),
        Pane::Health => crate::locale::health::tab(),
    }
}

fn command(pane: Pane) -> Command {
    match pane {
        Pane::Tenants => Command::Tenants,
        Pane::Conversations => Command::Conversations,
        Pane::Escalations => Command::Escalations,
        Pane::Agents => Command::Agents,
        Pane::Usage => Command::Usage,
        Pane::Health => Command::Health,
    }
}

/// From this width on tabs stand apart.
const ROOMY: u16 = 96;
/// Columns of the name of another pane where what is to be said beside the tabs needs the room.
const SHORT: usize = 7;

fn tabs(pen: &mut Pen<'_>, area: Rect, state: &State, keys: Keys<'_>) {
    let area = margin(area);
    let room = usize::from(area.width);
    let whole = tab_line(state, keys, area.width, None);
    let needs = text::width(&feed::brief(&state.feed(state.pane), state.clock));
    let line = match whole.width() + 1 + needs > room {
        true => tab_line(state, keys, area.width, Some(SHORT)),
        false => whole,
    };
    let used = pen.line(area, &line);
    let room = indent(area, used + 1);
    let right = prune(
        freshness(state, usize::from(room.width)),
        usize::from(room.width),
        3,
    );
    pen.line_right(room, &right);
}

/// The panes, the names of those that are not shown cut to so many columns.
fn tab_line<'a>(state: &State, keys: Keys<'a>, width: u16, cut: Option<usize>) -> Line<'a> {
    let mut line = Line::new();
    for pane in Pane::ALL {
        let here = pane == state.pane;
        let of = |other| match here {
            true => Token::HeadingFocused,
            false => other,
        };
        let tab = match cut {
            Some(columns) if !here => text::truncate(name(pane), columns),
            _ => name(pane).into(),
        };
        let key = keys.named(command(pane), Layer::List).unwrap_or_default();
        if !line.is_empty() {
            line.push(if width < ROOMY { "  " } else { "   " }, Token::Text);
        }
        line = line.and(key, of(Token::Key)).then(1, tab, of(Token::Muted));
    }
    line
}

/// How fresh the pane is and what reading costs.
fn freshness(state: &State, width: usize) -> Vec<(u8, Line<'static>)> {
    if state.connection.link().is_none() {
        return Vec::new();
    }
    let data = state.feed(state.pane);
    let token = match data {
        Feed::Fresh { .. } => Token::Ok,
        Feed::Loading => Token::Muted,
        Feed::Stale { .. } | Feed::Throttled { .. } => Token::Warn,
        Feed::Failed { .. } | Feed::Denied { .. } => Token::Urgent,
    };
    let mut groups = Vec::new();
    if let Some(progress) = super::feed::progress(state) {
        groups.push((
            2,
            Line::of(
                feed::progress(progress.done, progress.of, progress.units),
                Token::Muted,
            ),
        ));
    }
    let words = feed::short(&data, state.clock);
    let words = if text::width(&words) > width {
        feed::brief(&data, state.clock)
    } else {
        words
    };
    groups.push((0, Line::of(words, token)));
    let rate = state.meter.rate(state.clock);
    groups.push((1, Line::of(pane::read_units(rate), Token::Muted)));
    groups
}
