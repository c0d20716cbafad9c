//! Where things go: a pure function of the size.
//!
//! Contract: below 60 × 20 nothing but one line; below 120 columns list or detail; from 120 side by side;
//! from 200 the detail is the wider half. The parts never overlap and lie within the frame.

use ratatui::layout::Rect;

/// The smallest size to work in.
pub const SMALLEST: (u16, u16) = (60, 20);
/// From this width on list and detail stand side by side.
pub const TWO_PARTS: u16 = 120;
/// From this width on the detail is the wider half.
pub const WIDE: u16 = 200;

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

/// The parts at this size; `None` when it is too small to work in.
pub fn screen(area: Rect) -> Option<Screen> {
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        return None;
    }
    let row = |y: u16| Rect {
        y: area.y + y,
        height: 1,
        ..area
    };
    let body = Rect {
        y: area.y + 3,
        height: area.height - 5,
        ..area
    };
    Some(Screen {
        header: row(0),
        tabs: row(1),
        rule: row(2),
        body: split(body),
        notice: row(area.height - 2),
        footer: row(area.height - 1),
    })
}

fn split(body: Rect) -> Body {
    if body.width < TWO_PARTS {
        return Body::One(body);
    }
    let list = if body.width < WIDE {
        (body.width * 54 / 100).max(64)
    } else {
        (u32::from(body.width) * 46 / 100).try_into().unwrap_or(92)
    };
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
            width: body.width - list - 1,
            ..body
        },
    }
}

/// A box of at most `width` × `height` in the middle of `area`.
pub fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(area.width);
    let height = height.min(area.height);
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
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
        assert!(matches!(body(120, 36), Some(Body::Two { list, detail, .. }) if list.width > detail.width));
        assert!(matches!(body(200, 50), Some(Body::Two { list, detail, .. }) if list.width < detail.width));
    }

    #[test]
    fn the_parts_cover_the_frame_without_overlap() {
        for (w, h) in [(60, 20), (80, 24), (120, 36), (199, 60), (200, 50), (1000, 20)] {
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
