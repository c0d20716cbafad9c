//! The lines of a transcript: days, messages wrapped to the width at hand, and runs of the bot's waiting
//! line folded into one. Pure: the same messages and width give the same lines.

use crate::domain::conversation::{Message, MessageKind};
use crate::domain::text::wrap;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// One line on screen. `message` counts from 0 in the messages shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// The day of the messages that follow.
    Day(Date),
    /// A part of a message; its time and speaker belong before the first part.
    Words {
        message: usize,
        first: bool,
        words: String,
    },
    /// So many lines of a very long message are left out here.
    Folded { message: usize, lines: usize },
    /// What is said under a message: what became of a reply, what came with the words.
    Below { message: usize },
    /// The bot told the customer `count` times in a row that a person will answer.
    Waiting { message: usize, count: usize },
}

/// A message of more lines than this is folded.
const FOLD_AT: usize = 40;

/// Lays the messages out for words of `columns` cells.
pub fn lay_out(messages: &[Message], columns: usize, zone: &TimeZone) -> Vec<Line> {
    let mut lines = Vec::with_capacity(messages.len() * 2);
    let mut day = None;
    let mut at = 0;
    while let Some(message) = messages.get(at) {
        let date = message.at.map(|at| at.to_zoned(zone.clone()).date());
        if date.is_some() && date != day {
            lines.extend(date.map(Line::Day));
            day = date;
        }
        if message.kind == MessageKind::WaitingLine {
            let count = waiting_run(messages.get(at..).unwrap_or_default(), date, zone);
            lines.push(Line::Waiting { message: at, count });
            at += count;
            continue;
        }
        let mut first = true;
        let wrapped = wrap(&message.text, columns);
        for words in wrapped.iter().take(FOLD_AT) {
            lines.push(Line::Words {
                message: at,
                first,
                words: (*words).to_owned(),
            });
            first = false;
        }
        if let Some(hidden) = wrapped.len().checked_sub(FOLD_AT).filter(|n| *n > 0) {
            lines.push(Line::Folded {
                message: at,
                lines: hidden,
            });
        }
        if first {
            lines.push(Line::Words {
                message: at,
                first,
                words: String::new(),
            });
        }
        if message.state.is_some()
            || (message.kind != MessageKind::Text && !message.text.is_empty())
        {
            lines.push(Line::Below { message: at });
        }
        at += 1;
    }
    lines
}

/// How many waiting lines of the same day stand in a row at the beginning; at least one.
fn waiting_run(messages: &[Message], date: Option<Date>, zone: &TimeZone) -> usize {
    messages
        .iter()
        .take_while(|message| {
            message.kind == MessageKind::WaitingLine
                && message
                    .at
                    .is_none_or(|at| Some(at.to_zoned(zone.clone()).date()) == date)
        })
        .count()
        .max(1)
}
