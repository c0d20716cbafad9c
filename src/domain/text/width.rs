//! How many terminal columns text takes, and cutting it to fit.
//!
//! Contract: columns are counted grapheme by grapheme, as the terminal cells are filled; text is never cut
//! inside a grapheme. Control characters (a `Text` has only `\n`) take no column.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns of one grapheme. The halfwidth Japanese sound marks take a cell each, whatever the tables say.
fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        return 0;
    }
    let sound_marks = grapheme
        .chars()
        .filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}'))
        .count();
    grapheme.width() + sound_marks
}

/// Whether a byte is a printable character of ASCII.
fn is_plain(byte: u8) -> bool {
    (0x20..0x7f).contains(&byte)
}

/// The graphemes of a text, where each begins and how many columns it takes. Nearly all text is ASCII, in which two
/// signs side by side are never one: only the rest needs the tables.
fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let next = bytes.get(at + 1).copied();
        let alone = is_plain(*bytes.get(at)?) && next.is_none_or(is_plain);
        let (grapheme, wide) = if alone {
            (text.get(at..=at)?, 1)
        } else {
            let grapheme = text.get(at..)?.graphemes(true).next()?;
            (grapheme, grapheme_width(grapheme))
        };
        let begin = at;
        at += grapheme.len();
        Some((begin, grapheme, wide))
    })
}

/// Columns that `text` takes on one line.
pub fn width(text: &str) -> usize {
    if text.bytes().all(is_plain) {
        return text.len();
    }
    graphemes(text).map(|(_, _, wide)| wide).sum()
}

/// The text if it fits into `cols` columns, else its beginning with a closing `…`, never wider than `cols`.
pub fn truncate(text: &str, cols: usize) -> Cow<'_, str> {
    if width(text) <= cols {
        return Cow::Borrowed(text);
    }
    let Some(room) = cols.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let mut used = 0;
    let mut end = 0;
    for (at, grapheme, wide) in graphemes(text) {
        if used + wide > room {
            break;
        }
        used += wide;
        end = at + grapheme.len();
    }
    Cow::Owned(format!("{}…", part(text, 0, end)))
}

/// The part of a text that begins behind `skip` columns and is at most one grapheme wider than `cols`, so that what
/// is cut to `cols` shows that it goes on. A grapheme across the left edge is left out; what lies behind the right one
/// is not looked at.
pub fn columns(text: &str, skip: usize, cols: usize) -> &str {
    let mut used = 0;
    let mut start = text.len();
    for (at, _, wide) in graphemes(text) {
        if used >= skip {
            start = start.min(at);
        }
        if used > skip + cols {
            return part(text, start, at);
        }
        used += wide;
    }
    part(text, start, text.len())
}

/// The lines of `text` in `cols` columns (at least one): broken between words, a word longer than a line
/// between graphemes. Only a single grapheme wider than `cols` makes a line wider than `cols`.
pub fn wrap(text: &str, cols: usize) -> Vec<&str> {
    first_lines(text, cols, usize::MAX)
}

/// The first `most` lines of what [`wrap`] makes of a text; what lies behind them is not looked at.
pub fn first_lines(text: &str, cols: usize, most: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        if lines.len() >= most {
            break;
        }
        wrap_paragraph(paragraph, cols.max(1), most, &mut lines);
    }
    lines.truncate(most);
    lines
}

/// Wraps one line of the source until there are `most`; the blanks at a break belong to no line.
fn wrap_paragraph<'a>(text: &'a str, cols: usize, most: usize, lines: &mut Vec<&'a str>) {
    let mut start = 0;
    let mut used = 0;
    let mut continued = false;
    // Where the last blank begins and ends: the place to break a line at.
    let mut blank: Option<(usize, usize)> = None;
    for (at, grapheme, wide) in graphemes(text) {
        if lines.len() >= most {
            return;
        }
        let next = at + grapheme.len();
        if grapheme == " " {
            if continued && at == start {
                start = next;
                continue;
            }
            if used + wide > cols {
                lines.push(part(text, start, at).trim_end_matches(' '));
                (start, used, continued, blank) = (next, 0, true, None);
                continue;
            }
            blank = Some((at, next));
        } else if used + wide > cols && at > start {
            if let Some((end, after)) = blank.take() {
                let line = part(text, start, end).trim_end_matches(' ');
                if !line.is_empty() {
                    lines.push(line);
                    (start, used, continued) = (after, width(part(text, after, at)), true);
                }
            }
            if used + wide > cols && at > start {
                lines.push(part(text, start, at));
                (start, used, continued) = (at, 0, true);
            }
        }
        used += wide;
    }
    if start < text.len() || !continued {
        lines.push(part(text, start, text.len()));
    }
}

/// A slice at known grapheme boundaries.
fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}
