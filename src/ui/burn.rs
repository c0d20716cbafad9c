//! The burn-down of a month as a chart: what was counted, the expected and the pessimistic course, and the limit. It
//! is drawn beside the screen and handed over as lines, so that it scrolls with the words around it.

use jiff::Timestamp;
use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::symbols::Marker;
use ratatui::widgets::{Axis, Chart, Dataset, GraphType, Widget};

use super::line::Line;
use super::spark::spark;
use crate::domain::burn::Gauge;
use crate::domain::course::{Points, points};
use crate::locale::usage::{self as say, legend};
use crate::locale::{number, time};
use crate::theme::Token;

/// Columns of the days' bars: the window of a forecast.
const BARS: usize = 28;
/// A limit more than so many times above the course is not drawn to scale.
const FAR: f64 = 3.0;

/// Meanings travel through the off-screen buffer as colours of the palette.
const MARKS: [Token; 5] = [
    Token::Muted,
    Token::Chart,
    Token::Accent,
    Token::Warn,
    Token::Urgent,
];

fn style(token: Token) -> Style {
    let at = MARKS.iter().position(|mark| *mark == token).unwrap_or(0);
    Style::new().fg(Color::Indexed(u8::try_from(at).unwrap_or(0)))
}

fn token(style: Style) -> Token {
    match style.fg {
        Some(Color::Indexed(at)) => MARKS.get(usize::from(at)).copied().unwrap_or(Token::Muted),
        _ => Token::Muted,
    }
}

/// The height of the chart, and whether the limit is within it.
fn top(points: &Points) -> (f64, bool) {
    let all = [&points.counted, &points.expected, &points.pessimistic];
    let most = all
        .into_iter()
        .flatten()
        .map(|(_, y)| *y)
        .fold(1.0, f64::max);
    match points.limit {
        Some(limit) if limit <= most * FAR => (round_up(most.max(limit)), true),
        _ => (round_up(most), false),
    }
}

/// The next value that is good to read on an axis.
fn round_up(value: f64) -> f64 {
    let step = 10_f64.powf(value.max(1.0).log10().floor()) / 2.0;
    let step = step.max(1.0);
    // A little air above what is drawn.
    (value * 1.04 / step).ceil() * step
}

/// The chart in `width` columns and `height` lines, with what its marks mean below.
pub fn chart(gauge: &Gauge, now: Timestamp, width: u16, height: u16) -> Vec<Line<'static>> {
    let points = points(gauge, now);
    let (top, has_limit) = top(&points);
    let last = f64::from(points.last_day);
    let limit = points.limit.filter(|_| has_limit);
    let rule = limit.map_or_else(Vec::new, |limit| vec![(0.0, limit), (last, limit)]);
    let line = |data, marker, meaning| {
        Dataset::default()
            .data(data)
            .marker(marker)
            .graph_type(GraphType::Line)
            .style(style(meaning))
    };
    let data = vec![
        line(&rule, Marker::Custom('╌'), Token::Urgent),
        line(&points.pessimistic, Marker::Custom('·'), Token::Warn),
        line(&points.expected, Marker::Dot, Token::Accent),
        line(&points.counted, Marker::HalfBlock, Token::Chart),
    ];
    let days = [0_i8, points.last_day / 2, points.last_day];
    let area = Rect::new(0, 0, width.max(20), height.max(4));
    let mut buffer = Buffer::empty(area);
    Chart::new(data)
        .x_axis(
            Axis::default()
                .bounds([0.0, last])
                .labels(days.map(|day| day.max(1).to_string()))
                .style(style(Token::Muted)),
        )
        .y_axis(
            Axis::default()
                .bounds([0.0, top])
                .labels([0.0, top / 2.0, top].map(rounded))
                .style(style(Token::Muted)),
        )
        .legend_position(None)
        .render(area, &mut buffer);
    let mut lines: Vec<Line<'static>> = (0..area.height)
        .map(|y| row(&buffer, y, area.width))
        .collect();
    lines.extend(key_of(&points, has_limit, usize::from(area.width)));
    if let (Some(limit), false) = (gauge.limit(), has_limit) {
        lines.push(Line::of(say::limit_above(limit), Token::Muted));
    }
    lines
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn rounded(value: f64) -> String {
    number::count(value.max(0.0).round() as u64)
}

/// One line of the buffer.
fn row(buffer: &Buffer, y: u16, width: u16) -> Line<'static> {
    let mut line = Line::new();
    let (mut run, mut meaning) = (String::new(), Token::Muted);
    for x in 0..width {
        let Some(cell) = buffer.cell((x, y)) else {
            continue;
        };
        let of = token(cell.style());
        if of != meaning {
            line.push(std::mem::take(&mut run), meaning);
            meaning = of;
        }
        run.push_str(cell.symbol());
    }
    line.push(run.trim_end().to_owned(), meaning);
    line
}

/// What the marks mean, on one line or, where that is too long, on two.
fn key_of(points: &Points, has_limit: bool, width: usize) -> Vec<Line<'static>> {
    let mut known = Line::of("▄ ", Token::Chart).and(legend::counted(), Token::Muted);
    if has_limit {
        known = known
            .then(2, "╌ ", Token::Urgent)
            .and(legend::limit(), Token::Muted);
    }
    if points.expected.is_empty() {
        return vec![known];
    }
    let foretold = Line::of("• ", Token::Accent)
        .and(legend::expected(), Token::Muted)
        .then(2, "· ", Token::Warn)
        .and(legend::pessimistic(), Token::Muted);
    if known.width() + 2 + foretold.width() > width {
        return vec![known, foretold];
    }
    let mut one = known.and("  ", Token::Text);
    one.append(foretold);
    vec![one]
}

/// The last days as bars over the letters of their weekdays, and what days they are.
pub fn bars(gauge: &Gauge, today: Date) -> Vec<Line<'static>> {
    let from = gauge.days.len().saturating_sub(BARS);
    let days = gauge.days.get(from..).unwrap_or_default();
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Vec::new();
    };
    let counts: Vec<u64> = days.iter().map(|day| day.count).collect();
    let letters: String = days
        .iter()
        .map(|day| say::weekday_letter(day.date.weekday()))
        .collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    let span = format!(
        "{} – {}",
        time::date(first.date, today),
        time::date(last.date, today)
    );
    vec![
        Line::of(spark(&counts, BARS), Token::Chart).then(
            2,
            format!("≤ {}", number::count(most)),
            Token::Muted,
        ),
        Line::of(letters, Token::Muted).then(2, span, Token::Muted),
    ]
}
