//! The value of a cell in words: in a table as short as can be, in the detail with the whole moment.

use crate::app::state::State;
use crate::domain::sheet::Cell;
use crate::domain::text::Text;
use crate::domain::time::since;
use crate::locale::{number, remark, sheet as say, time};
use crate::ui::hidden::value;
use jiff::Timestamp;
use std::borrow::Cow;

/// Characters of a text that can ever be on one line of a screen.
const MOST: usize = 400;

/// In a table, on one line.
pub fn short<'a>(cell: &'a Cell, state: &State) -> Cow<'a, str> {
    match cell {
        Cell::Text(text) => value(state.private, beginning(text)),
        Cell::Word(word) => Cow::Borrowed(remark::word(*word)),
        Cell::Moment(at) => Cow::Owned(age(*at, state.clock)),
        Cell::Count(count) => Cow::Owned(number::count(*count)),
        Cell::Number { value, decimals } => Cow::Owned(number::decimal(*value, *decimals)),
        Cell::Nothing => Cow::Borrowed(""),
    }
}

/// As much of a text as one line can show: a text may be as long as a whole item.
fn beginning(text: &Text) -> Cow<'_, str> {
    let end = text.char_indices().nth(MOST).map(|(end, _)| end);
    let Some(part) = end.and_then(|end| text.get(..end)) else {
        return text.one_line();
    };
    let part = Text::from_untrusted(&format!("{part}…"));
    Cow::Owned(part.one_line().into_owned())
}

/// In the detail: a moment as it is, and how long ago.
pub fn whole<'a>(cell: &'a Cell, state: &State) -> Cow<'a, str> {
    match cell {
        Cell::Moment(at) => {
            let moment = time::moment(*at, state.clock, &state.zone);
            Cow::Owned(format!("{moment} · {}", age_in_words(*at, state.clock)))
        }
        other => short(other, state),
    }
}

/// A moment that is still to come has no age but a time that is left.
fn age(at: Timestamp, now: Timestamp) -> String {
    match at > now {
        true => say::in_future(&time::age(at.duration_since(now))),
        false => time::age(since(now, at)),
    }
}

fn age_in_words(at: Timestamp, now: Timestamp) -> String {
    match at > now {
        true => age(at, now),
        false => time::ago(since(now, at)),
    }
}
