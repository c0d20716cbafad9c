//! The two halves of every pane: its list and its detail.

use ratatui::layout::{Position, Rect};

use super::detail::Part;
use super::keys::Keys;
use super::line::prune;
use super::list::{self, Around, Shape};
use super::pen::{Pen, bottom, indent};
use super::{
    about, agents, channel, conversation, conversations, detail, escalations, health, tenants,
    usage, work,
};
use crate::app::connection::Connection;
use crate::app::feed::Feed;
use crate::app::list::{List, Row};
use crate::app::overlay::Overlay;
use crate::app::state::{Focus, Pane, State};
use crate::app::tenants::TenantRow;
use crate::domain::id::PlatformId;
use crate::domain::system::Port;
use crate::domain::text;
use crate::domain::time::since;
use crate::locale;
use crate::theme::Token;

/// Draws the pane's list; where the cursor is while its filter is being typed.
pub fn list(pen: &mut Pen<'_>, area: Rect, state: &State) -> Option<Position> {
    match state.pane {
        Pane::Tenants => rows(
            pen,
            area,
            state,
            &state.tenants.list,
            &tenants::Rows { now: state.clock },
        ),
        Pane::Conversations => rows(
            pen,
            area,
            state,
            &state.conversations.list,
            &conversations::Rows(state),
        ),
        Pane::Escalations => rows(
            pen,
            area,
            state,
            &state.escalations.list,
            &escalations::Rows::new(state, area.width),
        ),
        Pane::Agents => {
            let shape = agents::Rows { now: state.clock };
            rows(pen, area, state, &state.agents.list, &shape)
        }
        Pane::Usage => {
            let shape = usage::Rows { now: state.clock };
            rows(pen, area, state, &state.usage.list, &shape)
        }
        Pane::Health => {
            let cursor = match state.health.gauges.shown {
                true => {
                    let shape = health::metric::Rows { now: state.clock };
                    rows(pen, area, state, &state.health.gauges.list, &shape)
                }
                false => rows(pen, area, state, &state.health.list, &health::Rows(state)),
            };
            let stands_alone = state.health.cut.is_empty() && !has_filter(state);
            if cursor.is_none() && stands_alone {
                beside_count(pen, area, state);
            }
            cursor
        }
    }
}

fn has_filter(state: &State) -> bool {
    match state.health.gauges.shown {
        true => !state.health.gauges.list.filter().is_empty(),
        false => !state.health.list.filter().is_empty(),
    }
}

/// What stands on the right of the line below the list of health.
fn beside_count(pen: &mut Pen<'_>, area: Rect, state: &State) {
    let room = indent(bottom(area, 1), COUNT);
    let room = Rect {
        width: room.width.saturating_sub(1),
        ..room
    };
    let line = prune(health::metric::aside(state), usize::from(room.width), 3);
    pen.line_right(room, &line);
}

/// Columns that are left for the count itself.
const COUNT: u16 = 22;

fn rows<R: Row, S: Shape<R>>(
    pen: &mut Pen<'_>,
    area: Rect,
    state: &State,
    list: &List<R>,
    shape: &S,
) -> Option<Position> {
    let field = match &state.overlay {
        Some(Overlay::Filter { field, .. }) => Some(field),
        _ => None,
    };
    let typed = field.map(crate::app::field::Field::text);
    let typing = typed.as_deref().zip(field).map(|(typed, field)| {
        let at = field.area().cursor().1;
        let before: String = typed.chars().take(at).collect();
        (
            typed,
            u16::try_from(text::width(&before)).unwrap_or(u16::MAX),
        )
    });
    let around = Around {
        focused: state.focus == Focus::List,
        empty: empty(state, list),
        more: more(state),
        remark: remark(state),
        marked: match state.pane {
            Pane::Escalations => state.bulk.marks.len(),
            _ => 0,
        },
        typing,
    };
    list::draw(pen, area, list, shape, &around).map(Position::from)
}

/// Whether rows exist that have not been read.
fn more(state: &State) -> bool {
    super::feed::progress(state).is_some() || state.feed(state.pane) == Feed::Loading
}

/// Whether the pane's rows are picked out of all rows of a table, which costs more than it shows.
fn remark(state: &State) -> Option<&'static str> {
    let alarms = state.pane == Pane::Health && !state.health.gauges.shown;
    if alarms && !state.health.cut.is_empty() {
        return Some(locale::health::cut());
    }
    let talks = matches!(state.pane, Pane::Conversations | Pane::Escalations);
    let mut scanned = state.connection.link()?.having(Port::WholeTable);
    (talks && scanned.next().is_some()).then(locale::pane::whole_table)
}

/// What an empty list says: the connection first, then the filter, then the data.
fn empty<R: Row>(state: &State, list: &List<R>) -> [String; 2] {
    let now = state.clock;
    match &state.connection {
        Connection::Connecting { tries } => return locale::feed::connecting(*tries),
        Connection::Down {
            problem, retry_at, ..
        } => {
            let words = locale::problem(problem);
            let next = format!("{} {}", words.remedy, locale::feed::again(now, *retry_at));
            return [words.what, next];
        }
        Connection::Up(_) => {}
    }
    if let Some(only) = state.only
        && list.filter().is_empty()
        && (list.total() > 0 || !has_such(state, only))
    {
        let things = super::header::name(state.pane).to_lowercase();
        return locale::empty::only(only.as_str(), &things, has_such(state, only));
    }
    if list.total() > 0 {
        return locale::empty::no_match(list.filter(), list.total());
    }
    match &state.feed(state.pane) {
        Feed::Denied { problem, .. } | Feed::Failed { problem, .. } => {
            let words = locale::problem(problem);
            return [format!("{} {}", words.what, words.why), words.remedy];
        }
        Feed::Throttled { retry_at, .. } => {
            return [
                locale::feed::throttled().to_owned(),
                locale::feed::again(now, *retry_at),
            ];
        }
        Feed::Loading if state.pane == Pane::Escalations => {
            if let Some(progress) = super::feed::progress(state) {
                return locale::empty::still_looking(progress.done, progress.of);
            }
            return locale::feed::loading();
        }
        Feed::Loading => return locale::feed::loading(),
        Feed::Fresh { .. } | Feed::Stale { .. } => {}
    }
    match state.pane {
        Pane::Tenants => locale::empty::tenants(),
        Pane::Conversations => locale::empty::conversations(),
        Pane::Escalations => {
            let last = state.escalations.last_waited.map(|at| since(now, at));
            locale::empty::escalations(last)
        }
        Pane::Agents => locale::empty::agents(),
        Pane::Usage => locale::empty::usage(),
        Pane::Health if state.health.gauges.shown => locale::health::metrics::none(),
        Pane::Health => locale::health::none(),
    }
}

/// Whether a system has what the pane shows.
fn has_such(state: &State, platform: PlatformId) -> bool {
    let ports: &[Port] = match state.pane {
        Pane::Tenants => &[Port::Tenants],
        Pane::Conversations => &[Port::Conversations],
        Pane::Escalations => &[Port::Conversations, Port::Work],
        Pane::Agents => &[Port::Switches],
        Pane::Usage => &[Port::Usage],
        Pane::Health => &[Port::Health],
    };
    ports.iter().any(|port| state.has_port(platform, *port))
}

/// Draws the detail of the selected row; where the cursor is while a person is typing.
pub fn detail(pen: &mut Pen<'_>, area: Rect, state: &State, keys: Keys<'_>) -> Option<Position> {
    let focused = state.focus != Focus::List;
    let (parts, scroll) = match state.pane {
        _ if state.detail_is_conversation() => {
            return conversation::draw(pen, area, state, keys);
        }
        Pane::Conversations => return None,
        Pane::Escalations => (
            state.escalations.list.selected().and_then(|row| {
                let work = row.work()?;
                Some(work::about(row, work, state, keys))
            }),
            state.escalations.scroll,
        ),
        Pane::Tenants => (
            state.tenants.list.selected().map(|row| tenant(row, state)),
            state.tenants.scroll,
        ),
        Pane::Agents => (
            state
                .agents
                .list
                .selected()
                .map(|row| about::agent(row, state, keys)),
            state.agents.scroll,
        ),
        Pane::Usage => (
            state
                .usage
                .list
                .selected()
                .map(|row| usage::about(row, state, keys, area.width)),
            state.usage.scroll,
        ),
        Pane::Health if state.health.gauges.shown => (
            state
                .health
                .gauges
                .list
                .selected()
                .map(|row| health::metric::about(row, state)),
            state.health.scroll,
        ),
        Pane::Health => (
            state
                .health
                .list
                .selected()
                .map(|row| health::about(row, state)),
            state.health.scroll,
        ),
    };
    detail::draw(pen, area, &parts.unwrap_or_default(), scroll, focused);
    None
}

/// A tenant, and that its channel refuses.
fn tenant<'a>(row: &'a TenantRow, state: &'a State) -> Vec<Part<'a>> {
    let mut parts = about::tenant(row, state);
    if let (Some(refusing), Some(words)) =
        (state.refusing(&row.key), channel::words(state, &row.key))
    {
        let remedy = crate::locale::channel::remedy(refusing.ill).to_owned();
        let said = [
            Part::Says(words, Token::Urgent),
            Part::Says(remedy, Token::Muted),
        ];
        parts.splice(1..1, said);
    }
    parts
}
