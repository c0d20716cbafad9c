//! Charts out of points: a line of blocks for a list, and a chart with axes, an alarm's line and the marks of
//! changes for a detail. A stretch without points stays empty; the period that has not ended looks different.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::symbols::Marker;
use ratatui::text::Span as Words;
use ratatui::widgets::{Axis, Chart, Dataset, GraphType, Widget};

use super::line::Line;
use crate::domain::gauge::Reading;
use crate::domain::metric::{Point, Span, Statistic};
use crate::locale::health as say;
use crate::locale::time;
use crate::theme::Token;

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Rows of a chart with its axis in a detail of so many rows: about half of it.
pub fn rows(of: u16) -> u16 {
    (of / 2).clamp(7, 16)
}

/// The points of a span as one line of blocks of at most `width` columns, the greatest full, zero a dot, and a
/// blank where nothing is known.
pub fn spark(points: &[Point], span: Span, period: u32, width: usize) -> String {
    let length = (span.to.as_second() - span.from.as_second()).max(1);
    let period = i64::from(period.max(1));
    let periods = (length + period - 1) / period;
    let columns = usize::try_from(periods).unwrap_or(width).min(width);
    let wide = i64::try_from(columns).unwrap_or(1).max(1);
    let mut values: Vec<Option<f64>> = vec![None; columns];
    for point in points {
        let at = (point.at.as_second() - span.from.as_second()) * wide / length;
        let slot = usize::try_from(at).ok().and_then(|at| values.get_mut(at));
        if let Some(slot) = slot {
            *slot = Some(slot.map_or(point.value, |value| value.max(point.value)));
        }
    }
    let most = values.iter().flatten().copied().fold(0.0, f64::max);
    values.iter().map(|value| block(*value, most)).collect()
}

fn block(value: Option<f64>, most: f64) -> char {
    let Some(value) = value else { return ' ' };
    if value <= 0.0 || most <= 0.0 {
        return '·';
    }
    let share = (value / most * 8.0).ceil();
    let step = (1_u8..=8).find(|step| share <= f64::from(*step));
    let at = usize::from(step.unwrap_or(8).saturating_sub(1));
    BLOCKS.get(at).copied().unwrap_or('█')
}

/// What a chart shows.
pub struct Plot<'a> {
    pub reading: &'a Reading,
    pub span: Span,
    /// How far a period must have ended to be whole.
    pub as_of: Timestamp,
    /// What an alarm compares with, or a budget.
    pub limit: Option<f64>,
    pub unit: &'a str,
    /// When something was changed.
    pub marks: Vec<Timestamp>,
    pub zone: &'a TimeZone,
}

/// A little room above what is highest.
const ROOM: f64 = 1.05;
/// No value is drawn higher than this.
const HIGHEST: f64 = 1e300;

/// Points that hang together.
type Run = Vec<(f64, f64)>;

impl Plot<'_> {
    /// The chart in so many columns and rows, and a line that says what is in it.
    pub fn lines(&self, (width, rows): (u16, u16), ascii: bool) -> Vec<Line<'static>> {
        let area = Rect::new(0, 0, width.max(20), rows.max(3));
        let (whole, partial) = self.runs();
        let top = self.top();
        let most = top * ROOM;
        let limit = self.limit.map(|limit| self.level(limit));
        let marks: Vec<Run> = self
            .marks
            .iter()
            .map(|at| vec![(seconds(*at), 0.0), (seconds(*at), most)])
            .collect();
        let graph = match self.reading.gauge.query.statistic {
            // What is counted stands for itself; what is measured goes on from point to point.
            Statistic::Sum => GraphType::Bar,
            _ => GraphType::Line,
        };
        let marker = if ascii { Marker::Dot } else { Marker::Braille };
        let set = |run, token, graph| {
            Dataset::default()
                .marker(marker)
                .graph_type(graph)
                .style(coded(token))
                .data(run)
        };
        let marks = marks
            .iter()
            .map(|run| set(run, Token::Warn, GraphType::Line));
        let limit = limit
            .iter()
            .map(|run| set(run, Token::Urgent, GraphType::Line));
        let whole = whole.iter().map(|run| set(run, Token::Chart, graph));
        let partial = partial.iter().map(|run| set(run, Token::Muted, graph));
        let sets = marks.chain(limit).chain(whole).chain(partial).collect();
        let chart = Chart::new(sets)
            .x_axis(self.times())
            .y_axis(self.values(top))
            .legend_position(None);
        let mut buffer = Buffer::empty(area);
        chart.render(area, &mut buffer);
        let mut lines = decoded(&buffer);
        lines.push(self.legend());
        lines
    }

    /// Runs of whole points without a gap between them, and the one of the period that has not ended.
    fn runs(&self) -> (Vec<Run>, Option<Run>) {
        let partial = self.reading.partial(self.as_of);
        let period = SignedDuration::from_secs(i64::from(self.reading.gauge.query.period));
        let mut runs: Vec<Run> = Vec::new();
        let mut before: Option<Timestamp> = None;
        for point in &self.reading.series.points {
            if Some(*point) == partial || !point.value.is_finite() {
                continue;
            }
            let goes_on = before.is_some_and(|at| point.at.duration_since(at) <= period);
            let here = (seconds(point.at), point.value.clamp(0.0, HIGHEST));
            match runs.last_mut().filter(|_| goes_on) {
                Some(run) => run.push(here),
                None => runs.push(vec![here]),
            }
            before = Some(point.at);
        }
        // A line of one point would not be seen.
        for run in &mut runs {
            if let [only] = run.as_slice() {
                let only = *only;
                run.push(only);
            }
        }
        let partial = partial.map(|point| {
            let here = (seconds(point.at), point.value);
            let last = runs.last().and_then(|run| run.last()).copied();
            vec![last.unwrap_or(here), here]
        });
        (runs, partial)
    }

    fn level(&self, limit: f64) -> Run {
        vec![
            (seconds(self.span.from), limit),
            (seconds(self.span.to), limit),
        ]
    }

    /// What is highest, an alarm's line included; 1 where all is zero.
    fn top(&self) -> f64 {
        let values = self.reading.series.points.iter().map(|point| point.value);
        let finite = values.chain(self.limit).filter(|value| value.is_finite());
        let most = finite.fold(0.0, f64::max).min(HIGHEST);
        if most > 0.0 { most } else { 1.0 }
    }

    fn times(&self) -> Axis<'static> {
        let (from, to) = (self.span.from, self.span.to);
        let half = to.duration_since(from) / 2;
        let middle = from.checked_add(half).unwrap_or(from);
        let is_long = to.duration_since(from) > SignedDuration::from_hours(24);
        let words = |at: Timestamp| match is_long {
            true => time::moment(at, self.as_of, self.zone),
            false => time::clock(at, self.zone),
        };
        let labels = [from, middle, to].map(|at| Words::styled(words(at), coded(Token::Muted)));
        Axis::default()
            .style(coded(Token::Rule))
            .bounds([seconds(from), seconds(to)])
            .labels(labels)
    }

    fn values(&self, top: f64) -> Axis<'static> {
        let label = |value: f64| {
            let words = say::metrics::value(value, self.unit);
            Words::styled(words, coded(Token::Muted))
        };
        let labels = match top > 1.0 || !self.unit.is_empty() {
            true => vec![label(0.0), label(top / 2.0), label(top)],
            false => vec![label(0.0), label(top)],
        };
        Axis::default()
            .style(coded(Token::Rule))
            .bounds([0.0, top * ROOM])
            .labels(labels)
    }

    /// What the colours stand for, each in words.
    fn legend(&self) -> Line<'static> {
        let mut line = Line::new();
        if let Some(limit) = self.limit {
            let limit = say::metrics::value(limit, self.unit);
            let words = match self.reading.gauge.is_bill() {
                true => say::metrics::budget_line(&limit),
                false => say::metrics::alarm_line(&limit),
            };
            line = line.then(0, format!("─ {words}"), Token::Urgent);
        }
        if !self.marks.is_empty() {
            let words = say::metrics::changes(self.marks.len());
            line = line.then(3, format!("│ {words}"), Token::Warn);
        }
        if self.reading.partial(self.as_of).is_some() {
            let words = say::metrics::not_ended();
            line = line.then(3, format!("· {words}"), Token::Muted);
        }
        line
    }
}

#[allow(clippy::cast_precision_loss, reason = "seconds of our time are small")]
fn seconds(at: Timestamp) -> f64 {
    at.as_second() as f64
}

/// A token as a colour, so that it can be told again from what the widget drew.
fn coded(token: Token) -> Style {
    let at = Token::ALL.iter().position(|one| *one == token);
    let at = at.and_then(|at| u8::try_from(at).ok()).unwrap_or_default();
    Style::new().fg(Color::Indexed(at))
}

fn token(colour: Color) -> Token {
    let at = match colour {
        Color::Indexed(at) => Token::ALL.get(usize::from(at)).copied(),
        _ => None,
    };
    at.unwrap_or(Token::Text)
}

/// What the widget drew, in lines of our own.
fn decoded(buffer: &Buffer) -> Vec<Line<'static>> {
    let width = usize::from(buffer.area.width).max(1);
    let rows = buffer.content.chunks(width);
    rows.map(|cells| {
        let mut line: Vec<(String, Token)> = Vec::new();
        for cell in cells {
            let token = token(cell.fg);
            match line.last_mut().filter(|(_, last)| *last == token) {
                Some((words, _)) => words.push_str(cell.symbol()),
                None => line.push((cell.symbol().to_owned(), token)),
            }
        }
        let pieces = line.into_iter();
        pieces.fold(Line::new(), |line, (words, token)| line.and(words, token))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn span(seconds: i64) -> Span {
        Span {
            from: at(0),
            to: at(seconds),
        }
    }

    fn points(values: &[(i64, f64)]) -> Vec<Point> {
        let points = values.iter();
        points
            .map(|(second, value)| Point {
                at: at(*second),
                value: *value,
            })
            .collect()
    }

    #[test]
    fn what_is_not_known_is_blank_and_zero_is_a_dot() {
        let points = points(&[(0, 0.0), (120, 1.0), (180, 8.0)]);
        assert_eq!(spark(&points, span(300), 60, 10), "· ▁█ ");
        assert_eq!(spark(&[], span(300), 60, 10), "     ");
    }

    #[test]
    fn more_points_than_columns_show_the_greatest_of_each() {
        let points = points(&[(0, 1.0), (60, 8.0), (120, 4.0), (180, 0.0)]);
        assert_eq!(spark(&points, span(240), 60, 2), "█▄");
    }

    #[test]
    fn an_odd_value_draws_all_the_same() {
        for value in [f64::NAN, f64::INFINITY, -1.0, f64::MAX] {
            let line = spark(&points(&[(0, value), (60, 1.0)]), span(120), 60, 4);
            assert_eq!(line.chars().count(), 2, "{value}");
        }
    }
}
