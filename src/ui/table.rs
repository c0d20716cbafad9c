//! Columns that line up. A column that is empty for all rows goes away; when it is narrow, columns go away
//! in a stated order; numbers and ages stand on the right of theirs; one column takes the rest.

use ratatui::layout::Rect;

use super::line::Line;
use super::pen::Pen;
use crate::theme::Token;

/// Columns between two columns.
const GAP: u16 = 2;
/// Columns before the first one: the selection's bar, a mark, a blank.
pub const GUTTER: u16 = 3;

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    Fixed(u16),
    /// Grows from `min` to `max` as long as there is room.
    Flexible {
        min: u16,
        max: u16,
    },
    /// Takes what is left, at least `min`.
    Rest {
        min: u16,
    },
}

impl Width {
    fn min(self) -> u16 {
        match self {
            Self::Fixed(n) | Self::Flexible { min: n, .. } | Self::Rest { min: n } => n,
        }
    }
}

/// What stands over a column.
#[derive(Clone, Copy, Debug)]
pub enum Title {
    /// Asked for at each drawing, as the language may have changed.
    Said(fn() -> &'static str),
    /// Words that were chosen for this drawing.
    Words(&'static str),
}

/// A column: what it is (`C` is the pane's own enum), and how it behaves.
#[derive(Clone, Copy, Debug)]
pub struct Column<C> {
    pub id: C,
    pub title: Title,
    pub width: Width,
    /// Numbers and ages.
    pub right: bool,
    /// The highest goes away first when it is narrow; 0 never does.
    pub rank: u8,
}

impl<C> Column<C> {
    pub const fn left(id: C, title: fn() -> &'static str, width: Width, rank: u8) -> Self {
        Self {
            id,
            title: Title::Said(title),
            width,
            right: false,
            rank,
        }
    }

    pub const fn right(id: C, title: fn() -> &'static str, width: u16, rank: u8) -> Self {
        Self {
            id,
            title: Title::Said(title),
            width: Width::Fixed(width),
            right: true,
            rank,
        }
    }

    /// The same under these words.
    #[must_use]
    pub fn titled(self, words: &'static str) -> Self {
        Self {
            title: Title::Words(words),
            ..self
        }
    }
}

/// A column with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot<C> {
    pub id: C,
    pub title: &'static str,
    pub right: bool,
    pub x: u16,
    pub width: u16,
}

/// The columns that fit into `width`, with their places counted from the left edge.
pub fn fit<C: Copy>(columns: &[Column<C>], width: u16, has: impl Fn(C) -> bool) -> Vec<Slot<C>> {
    let mut kept: Vec<Column<C>> = columns.iter().copied().filter(|c| has(c.id)).collect();
    let room = width.saturating_sub(GUTTER);
    let needed = |kept: &[Column<C>]| {
        let gaps = u16::try_from(kept.len().saturating_sub(1)).unwrap_or(u16::MAX);
        kept.iter().fold(gaps.saturating_mul(GAP), |sum, c| {
            sum.saturating_add(c.width.min())
        })
    };
    while needed(&kept) > room {
        let Some(at) = kept
            .iter()
            .enumerate()
            .filter(|(_, c)| c.rank > 0)
            .max_by_key(|(_, c)| c.rank)
            .map(|(at, _)| at)
        else {
            break;
        };
        kept.remove(at);
    }
    let spare = room.saturating_sub(needed(&kept));
    place(&kept, spare, room)
}

/// Shares the spare room out column by column: a flexible one up to its ideal, what takes the rest twice.
fn place<C: Copy>(kept: &[Column<C>], mut spare: u16, room: u16) -> Vec<Slot<C>> {
    let mut widths: Vec<u16> = kept.iter().map(|c| c.width.min()).collect();
    let mut grew = true;
    while spare > 0 && grew {
        grew = false;
        for (width, column) in widths.iter_mut().zip(kept) {
            let more = match column.width {
                Width::Flexible { max, .. } => u16::from(*width < max),
                Width::Rest { .. } => 2,
                Width::Fixed(_) => 0,
            }
            .min(spare);
            *width += more;
            spare -= more;
            grew |= more > 0;
        }
    }
    let mut x = GUTTER;
    let end = GUTTER + room;
    let mut slots = Vec::with_capacity(kept.len());
    for (column, width) in kept.iter().zip(widths) {
        slots.push(Slot {
            id: column.id,
            title: match column.title {
                Title::Said(title) => title(),
                Title::Words(words) => words,
            },
            right: column.right,
            x,
            width: width.min(end.saturating_sub(x)),
        });
        x = x.saturating_add(width).saturating_add(GAP);
    }
    slots
}

/// The heading of a table.
pub struct Heading<C> {
    pub focused: bool,
    /// The column that the rows are ordered by, and whether its greatest is at the top.
    pub order: Option<(C, bool)>,
}

/// Draws the titles on the first row of `area`.
pub fn heading<C: Copy + PartialEq>(
    pen: &mut Pen<'_>,
    area: Rect,
    slots: &[Slot<C>],
    heading: &Heading<C>,
) {
    let token = if heading.focused {
        Token::HeadingFocused
    } else {
        Token::Heading
    };
    for slot in slots {
        let mark = match heading.order {
            Some((id, descends)) if id == slot.id => {
                if descends {
                    " ↓"
                } else {
                    " ↑"
                }
            }
            _ => "",
        };
        let line = Line::of(slot.title, token).and(mark, Token::Accent);
        cell(pen, area, slot, &line);
    }
}

/// Draws one row: its cells, and under them the selection if its bar is given.
pub fn row<'a, C: Copy>(
    pen: &mut Pen<'_>,
    area: Rect,
    slots: &[Slot<C>],
    selected: Option<Token>,
    mark: &Line<'_>,
    content: impl Fn(&Slot<C>) -> Line<'a>,
) {
    for slot in slots {
        cell(pen, area, slot, &content(slot));
    }
    let gutter = Rect {
        x: area.x + 1,
        width: 1.min(area.width.saturating_sub(1)),
        ..area
    };
    pen.line(gutter, mark);
    if let Some(bar) = selected {
        pen.text(area.x, area.y, 1, "▌", bar);
        pen.under(area, Token::Selection);
    }
}

fn cell<C>(pen: &mut Pen<'_>, area: Rect, slot: &Slot<C>, line: &Line<'_>) {
    let place = Rect {
        x: area.x + slot.x,
        width: slot.width.min(area.width.saturating_sub(slot.x)),
        ..area
    };
    if slot.right {
        pen.line_right(place, line);
    } else {
        pen.line(place, line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column<char>; 4] = [
        Column::right('w', || "wait", 6, 0),
        Column::left('t', || "tenant", Width::Flexible { min: 10, max: 20 }, 2),
        Column::left('r', || "reason", Width::Rest { min: 8 }, 1),
        Column::left('h', || "held", Width::Fixed(6), 3),
    ];

    fn ids(width: u16) -> String {
        fit(&COLUMNS, width, |_| true)
            .iter()
            .map(|slot| slot.id)
            .collect()
    }

    #[test]
    fn columns_go_away_in_the_stated_order() {
        assert_eq!(ids(80), "wtrh");
        assert_eq!(ids(38), "wtr");
        assert_eq!(ids(20), "wr");
        assert_eq!(ids(10), "w");
        assert_eq!(ids(0), "w");
    }

    #[test]
    fn a_column_without_content_leaves_its_room_to_the_others() {
        let slots = fit(&COLUMNS, 60, |id| id != 't');
        assert_eq!(slots.iter().map(|slot| slot.id).collect::<String>(), "wrh");
        assert_eq!(
            slots.iter().map(|slot| slot.width).sum::<u16>(),
            60 - GUTTER - 2 * GAP
        );
    }

    #[test]
    fn no_slot_passes_the_edge() {
        for width in 0..100 {
            for slot in fit(&COLUMNS, width, |_| true) {
                assert!(
                    slot.width == 0 || slot.x + slot.width <= width.max(GUTTER),
                    "{width}"
                );
            }
        }
    }
}
