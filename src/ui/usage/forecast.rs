//! The forecast in words and as a chart, in the detail and over the pane; who was told; the alerts that were given.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use ratatui::layout::Rect;

use crate::app::command::Command;
use crate::app::cut_off::{Told, told_today};
use crate::app::state::State;
use crate::app::usage::UsageRow;
use crate::domain::allowance::Handler;
use crate::domain::burn::{Gauge, levels};
use crate::domain::forecast::Outlook;
use crate::domain::mask;
use crate::domain::text;
use crate::domain::time::since;
use crate::locale::usage::{self as say};
use crate::locale::{detail, time};
use crate::theme::Token;
use crate::ui::burn::{bars, chart};
use crate::ui::customer;
use crate::ui::detail::Part;
use crate::ui::keys::Keys;
use crate::ui::line::Line;
use crate::ui::overlay::place_of;
use crate::ui::panel::panel;
use crate::ui::pen::Pen;

/// Lines of the chart in a detail; wider than this it only gets thinner.
const CHART: u16 = 10;
const WIDEST: u16 = 76;

pub fn today(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::UTC).date()
}

/// How an outlook is coloured.
pub fn meaning(outlook: Option<&Outlook>) -> Token {
    match outlook {
        Some(Outlook::Over { .. }) => Token::Urgent,
        Some(Outlook::Breaks { .. }) => Token::Warn,
        Some(Outlook::Holds { .. }) => Token::Ok,
        Some(Outlook::TooFew { .. }) | None => Token::Muted,
    }
}

/// The answer first, what it rests on, and the chart.
pub fn brief<'a>(parts: &mut Vec<Part<'a>>, row: &'a UsageRow, state: &State, width: u16) {
    let Some(gauge) = row.gauge() else { return };
    let Some(outlook) = &gauge.outlook else {
        return;
    };
    parts.push(Part::Group(say::heading().to_owned()));
    let words = say::sentence(gauge, outlook, today(state.clock));
    parts.push(Part::Says(words, meaning(Some(outlook))));
    rests_on(parts, row, gauge, outlook, state);
    let width = width.saturating_sub(4).min(WIDEST);
    let lines = chart(gauge, state.clock, width, CHART);
    parts.extend(lines.into_iter().map(Part::Plain));
    let bars = bars(gauge, today(state.clock));
    if !bars.is_empty() {
        parts.push(Part::Group(say::last_days(gauge.days.len().min(28))));
        parts.extend(bars.into_iter().map(Part::Plain));
    }
}

fn rests_on(
    parts: &mut Vec<Part<'_>>,
    row: &UsageRow,
    gauge: &Gauge,
    outlook: &Outlook,
    state: &State,
) {
    let ago = |at: Timestamp| time::ago(since(state.clock, at));
    if let Some(basis) = outlook.basis() {
        let words = say::basis(basis, gauge.source, today(state.clock));
        parts.push(Part::Says(words, Token::Muted));
        parts.push(Part::Says(say::shape(basis), Token::Muted));
    }
    let written = gauge.written.map(ago);
    let words = say::last_reading(gauge.table, written.as_deref(), &ago(row.read_at));
    parts.push(Part::Says(words, Token::Muted));
}

/// Who hears of the limit, and who was told today.
pub fn customers<'a>(
    parts: &mut Vec<Part<'a>>,
    row: &'a UsageRow,
    state: &'a State,
    keys: Keys<'_>,
) {
    let (Some(_), Some(handler)) = (row.gauge(), handler(row, state)) else {
        return;
    };
    parts.push(Part::Group(detail::capital(say::command::cut_off_label())));
    parts.push(Part::Says(say::who_is_told().to_owned(), Token::Warn));
    let told = told_today(state, &row.key.0);
    let token = match told.customers.is_empty() {
        true => Token::Muted,
        false => Token::Urgent,
    };
    let words = counted(&told, state, keys);
    parts.push(Part::Says(words, token));
    parts.push(Part::Says(say::untold(handler).to_owned(), Token::Muted));
}

fn counted(told: &Told<'_>, state: &State, keys: Keys<'_>) -> String {
    let read = told.read_at.map(|at| time::ago(since(state.clock, at)));
    let key = keys.of(Command::CutOff).unwrap_or_default();
    say::told_today(
        told.customers.len(),
        told.looked,
        read.as_deref(),
        key.as_ref(),
    )
}

fn handler(row: &UsageRow, state: &State) -> Option<Handler> {
    Some(match state.bot_reads_pause(row.month.platform)? {
        true => Handler::Enhanced,
        false => Handler::Deployed,
    })
}

/// From which shares on the tenant alerts, and what was told this month.
pub fn alerts(parts: &mut Vec<Part<'_>>, row: &UsageRow, state: &State) {
    let Some(current) = &row.current else { return };
    parts.push(Part::Group(say::alerts().to_owned()));
    let own = current.threshold.as_ref();
    let levels = levels(own.map(|one| one.percent));
    let levels: Vec<String> = levels.iter().map(|level| format!("{level} %")).collect();
    parts.push(Part::Says(
        say::alerts_at(
            &levels.join(", "),
            own.map(|one| one.by.one_line()).as_deref(),
        ),
        Token::Muted,
    ));
    let mut given: Vec<_> = current
        .given
        .iter()
        .filter(|one| one.period == row.month.month.as_str())
        .collect();
    given.sort_by_key(|one| std::cmp::Reverse(one.at));
    for one in given {
        let at = time::moment(one.at, state.clock, &state.zone);
        parts.push(Part::Plain(
            Line::of(say::title_of_level(one.level), Token::Warn)
                .then(2, at, Token::Muted)
                .then(2, one.by.one_line().into_owned(), Token::Human),
        ));
    }
}

/// The forecast over the pane: the chart as large as there is room, and all that it rests on.
pub fn draw(pen: &mut Pen<'_>, area: Rect, state: &State, scroll: usize) {
    let inner = panel(pen, area, say::heading(), Token::Accent);
    let mut parts = Vec::new();
    match state.usage.list.selected() {
        Some(row) => whole(&mut parts, row, state, inner),
        None => parts.push(Part::Says(say::no_forecast().to_owned(), Token::Muted)),
    }
    crate::ui::detail::draw(pen, inner, &parts, scroll, false);
}

fn whole<'a>(parts: &mut Vec<Part<'a>>, row: &'a UsageRow, state: &State, inner: Rect) {
    parts.push(Part::Title(
        Line::of(
            mask::identifiers(&row.tenant_name.one_line()),
            Token::Strong,
        ),
        Line::of(row.month.month.one_line(), Token::Muted),
    ));
    let gauges = row
        .current
        .as_ref()
        .map(|current| current.gauges.as_slice());
    let limited = gauges.unwrap_or_default().iter();
    let limited: Vec<(&Gauge, &Outlook)> = limited
        .filter_map(|gauge| Some((gauge, gauge.outlook.as_ref()?)))
        .collect();
    if limited.is_empty() {
        parts.push(Part::Says(say::no_forecast().to_owned(), Token::Muted));
        return;
    }
    let now = state.clock;
    for (at, (gauge, outlook)) in limited.into_iter().enumerate() {
        let words = say::sentence(gauge, outlook, today(now));
        parts.push(Part::Says(words, meaning(Some(outlook))));
        rests_on(parts, row, gauge, outlook, state);
        // The one that breaks first has the room.
        let height = match at {
            0 => inner.height.saturating_sub(11).clamp(6, 24),
            _ => 6,
        };
        let width = inner.width.saturating_sub(4);
        let lines = chart(gauge, now, width, height);
        parts.extend(lines.into_iter().map(Part::Plain));
        let bars = bars(gauge, today(now));
        if !bars.is_empty() {
            parts.push(Part::Group(String::new()));
            parts.extend(bars.into_iter().map(Part::Plain));
        }
        parts.push(Part::Group(String::new()));
    }
    parts.push(Part::Says(say::method().to_owned(), Token::Muted));
}

/// The customers who were told, masked, the newest first.
pub fn draw_cut_off(pen: &mut Pen<'_>, area: Rect, state: &State, scroll: usize, keys: Keys<'_>) {
    let inner = panel(pen, area, say::cut_off(), Token::Accent);
    let Some(row) = state.usage.list.selected() else {
        return;
    };
    let told = told_today(state, &row.key.0);
    let width = usize::from(inner.width);
    let mut lines = Vec::new();
    let mut says = |words: &str, token: Token| {
        for line in text::wrap(words, width) {
            lines.push(Line::of(line.to_owned(), token));
        }
    };
    says(
        &mask::identifiers(&row.tenant_name.one_line()),
        Token::Strong,
    );
    says(&counted(&told, state, keys), Token::Text);
    if let Some(handler) = handler(row, state) {
        says(say::untold(handler), Token::Muted);
    }
    lines.push(Line::new());
    for (at, entry) in &told.customers {
        let moment = time::moment(*at, state.clock, &state.zone);
        let customer = entry.row.customer();
        let mut line = Line::of(moment, Token::Muted).then(2, " ", Token::Text);
        line.append(customer::cell(
            customer,
            &entry.row.key,
            40,
            Token::Customer,
        ));
        lines.push(line);
    }
    let height = usize::from(inner.height);
    let first = scroll.min(lines.len().saturating_sub(height));
    let shown: Vec<Line<'_>> = lines.iter().skip(first).take(height).cloned().collect();
    pen.lines(inner, &shown);
    place_of(pen, area, first, height, lines.len());
}
