//! A pane's list: titles, the rows that are on screen, and a line that says how many there are.

use ratatui::layout::Rect;

use super::line::Line;
use super::pen::{Pen, above, bottom, indent};
use super::table::{self, Heading, Slot};
use crate::app::list::{Column as Order, List, Row};
use crate::domain::text;
use crate::locale::{pane, triage};
use crate::theme::Token;

/// How a pane shows its rows.
pub trait Shape<R: Row> {
    /// The pane's columns.
    type Id: Copy + PartialEq + 'static;

    /// In the order from left to right.
    fn columns(&self) -> &'static [table::Column<Self::Id>];
    /// The order that a column stands for.
    fn order(&self, id: Self::Id) -> Option<R::Column>;
    /// Whether the greatest stands at the top when a column is not turned around.
    fn descends(&self, column: R::Column) -> bool {
        column.descends()
    }
    /// Whether a row has anything in a column; one without content in all rows goes away.
    fn has(&self, row: &R, id: Self::Id) -> bool;

    /// Whether a column stands over a list without rows.
    fn stands_empty(&self, _id: Self::Id) -> bool {
        true
    }
    /// The content of a cell of `width` columns.
    fn cell<'r>(&self, row: &'r R, id: Self::Id, width: u16) -> Line<'r>;
    /// A mark of one column before the row.
    fn mark(&self, row: &R) -> Line<'static>;
}

/// What stands around the rows.
pub struct Around<'a> {
    pub focused: bool,
    /// What the list says when it shows nothing.
    pub empty: [String; 2],
    /// More rows exist than were read.
    pub more: bool,
    /// What must be known of how it is read.
    pub remark: Option<&'static str>,
    /// How many rows are marked.
    pub marked: usize,
    /// What is being typed into the filter, and the column of the cursor in it.
    pub typing: Option<(&'a str, u16)>,
}

/// How many rows tell whether a column has content: enough to be steady while one scrolls.
const SAMPLE: usize = 200;

/// Draws the list; the place of the cursor if the filter is being typed.
pub fn draw<R: Row, S: Shape<R>>(
    pen: &mut Pen<'_>,
    area: Rect,
    list: &List<R>,
    shape: &S,
    around: &Around<'_>,
) -> Option<(u16, u16)> {
    let slots = table::fit(
        shape.columns(),
        area.width.saturating_sub(1),
        |id| match list.is_empty() {
            true => shape.stands_empty(id),
            false => list.shown().take(SAMPLE).any(|row| shape.has(row, id)),
        },
    );
    let order = list.order();
    let descends = shape.descends(order.column) != order.reversed;
    let ordered = shape
        .columns()
        .iter()
        .find(|column| shape.order(column.id) == Some(order.column))
        .map(|column| (column.id, descends));
    table::heading(
        pen,
        area,
        &slots,
        &Heading {
            focused: around.focused,
            order: ordered,
        },
    );
    let body = above(super::pen::below(area, 1), 1);
    if list.is_empty() {
        says(pen, body, &around.empty);
    } else {
        for (place, (row, selected)) in
            super::pen::rows(body).zip(list.window(usize::from(body.height)))
        {
            one(pen, place, &slots, shape, row, (selected, around.focused));
        }
    }
    foot(pen, bottom(area, 1), list, around)
}

fn one<R: Row, S: Shape<R>>(
    pen: &mut Pen<'_>,
    place: Rect,
    slots: &[Slot<S::Id>],
    shape: &S,
    row: &R,
    (selected, focused): (bool, bool),
) {
    let selection = selected.then_some(if focused { Token::Bar } else { Token::Muted });
    table::row(pen, place, slots, selection, &shape.mark(row), |slot| {
        shape.cell(row, slot.id, slot.width)
    });
}

/// Two sentences where rows would be: what is, and the next step.
pub fn says(pen: &mut Pen<'_>, area: Rect, sentences: &[String; 2]) {
    let area = indent(super::pen::below(area, 1), table::GUTTER);
    let width = usize::from(area.width.saturating_sub(2));
    let [what, next] = sentences;
    let mut lines: Vec<Line<'_>> = text::wrap(what, width)
        .into_iter()
        .map(|line| Line::of(line, Token::Text))
        .collect();
    if !next.is_empty() {
        lines.extend(
            text::wrap(next, width)
                .into_iter()
                .map(|line| Line::of(line, Token::Muted)),
        );
    }
    pen.lines(area, &lines);
}

/// The last line: the filter while it is typed, else how many rows there are and of how many.
fn foot<R: Row>(
    pen: &mut Pen<'_>,
    area: Rect,
    list: &List<R>,
    around: &Around<'_>,
) -> Option<(u16, u16)> {
    let area = Rect {
        width: area.width.saturating_sub(table::GUTTER + 1),
        ..indent(area, table::GUTTER)
    };
    let count = pane::shown(list.len(), list.total(), around.more);
    if let Some((typed, column)) = around.typing {
        let line = Line::of("/ ", Token::Key).and(typed, Token::Text);
        let used = pen.line(area, &line);
        pen.line_right(
            indent(area, used.saturating_add(2)),
            &Line::of(count, Token::Muted),
        );
        return Some((area.x + (2 + column).min(area.width), area.y));
    }
    let mut line = Line::new();
    if list.total() > 0 {
        line = line.then(0, count, Token::Muted);
    }
    if around.marked > 0 {
        line = line.then(3, triage::marked(around.marked), Token::Accent);
    }
    if !list.filter().is_empty() {
        line = line.then(3, pane::filter(list.filter()), Token::Accent);
    }
    if let Some(remark) = around.remark {
        line = line.then(3, remark, Token::Warn);
    }
    pen.line(area, &line);
    None
}
