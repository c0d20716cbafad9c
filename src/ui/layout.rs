//! Where things go: a pure function of the frame's size, with the numbers that paging uses too.
//!
//! Contract: below the smallest size there is no layout, only one line; the parts never overlap and lie
//! within the frame.

use ratatui::layout::Rect;

use crate::app::geometry::{FOOTER_ROWS, HEADER_ROWS, Size};

/// The screen's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    pub header: Rect,
    pub tabs: Rect,
    pub rule: Rect,
    pub body: Body,
    /// The line where the console says something.
    pub notice: Rect,
    pub footer: Rect,
}

/// The part that a pane draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// One thing at a time.
    One(Rect),
    Two {
        list: Rect,
        rule: Rect,
        detail: Rect,
    },
}

impl Body {
    /// List and detail together.
    pub fn whole(self) -> Rect {
        match self {
            Self::One(area) => area,
            Self::Two { list, detail, .. } => Rect {
                width: detail.right().saturating_sub(list.x),
                ..list
            },
        }
    }
}

/// The parts at this size; `None` when it is too small to work in.
pub fn screen(area: Rect) -> Option<Screen> {
    let size = Size {
        columns: area.width,
        rows: area.height,
    };
    if size.is_too_small() {
        return None;
    }
    let row = |y: u16| Rect {
        y: area.y + y,
        height: 1,
        ..area
    };
    let body = Rect {
        y: area.y + HEADER_ROWS,
        height: area.height - HEADER_ROWS - FOOTER_ROWS,
        ..area
    };
    Some(Screen {
        header: row(0),
        tabs: row(1),
        rule: row(2),
        body: split(body, size),
        notice: row(area.height - 2),
        footer: row(area.height - 1),
    })
}

fn split(body: Rect, size: Size) -> Body {
    if !size.is_wide() {
        return Body::One(body);
    }
    let list = size.list_columns();
    Body::Two {
        list: Rect {
            width: list,
            ..body
        },
        rule: Rect {
            x: body.x + list,
            width: 1,
            ..body
        },
        detail: Rect {
            x: body.x + list + 1,
            width: size.detail_columns(),
            ..body
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_breakpoints_are_where_they_are_said_to_be() {
        assert_eq!(screen(Rect::new(0, 0, 59, 20)), None);
        assert_eq!(screen(Rect::new(0, 0, 60, 19)), None);
        let body = |w, h| screen(Rect::new(0, 0, w, h)).map(|screen| screen.body);
        assert!(matches!(body(60, 20), Some(Body::One(_))));
        assert!(matches!(body(119, 50), Some(Body::One(_))));
        assert!(matches!(body(120, 36), Some(Body::Two { .. })));
    }

    #[test]
    fn the_parts_cover_the_frame_without_overlap() {
        for (w, h) in [
            (60, 20),
            (80, 24),
            (120, 36),
            (199, 60),
            (200, 50),
            (1000, 20),
        ] {
            let Some(screen) = screen(Rect::new(0, 0, w, h)) else {
                continue;
            };
            let body = match screen.body {
                Body::One(area) => area,
                Body::Two { list, rule, detail } => {
                    assert_eq!((list.right(), rule.right()), (rule.x, detail.x));
                    assert_eq!(detail.right(), w);
                    list
                }
            };
            assert_eq!(screen.rule.bottom(), body.y);
            assert_eq!(body.bottom(), screen.notice.y);
            assert_eq!(screen.footer.bottom(), h);
        }
    }
}
