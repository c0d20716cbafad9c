//! Questions in the middle of the screen: their object in the title, what follows in plain words, and the
//! answers, of which "no" is the one at the start.

mod arrange;
mod bulk;
mod conflict;
mod decision;
mod deed;
mod doubt;
mod guard;
mod incident;
mod kill;
mod operation;
mod operations;
mod template;

use ratatui::layout::{Position, Rect};
use std::borrow::Cow;

use super::hidden::body;
use super::keys::Keys;
use super::line::Line;
use super::panel::{middle, panel, paragraph};
use super::pen::{Pen, above, below, indent};
use super::{agents, composer};
use crate::app::dialog::unheard::Unheard;
use crate::app::dialog::{Dialog, Release, Step, Takeover, ToggleDialog};
use crate::app::field::Field;
use crate::app::health::ack::AckDialog;
use crate::domain::agent::{Switch, Turn};
use crate::domain::text;
use crate::locale::dialog as say;
use crate::locale::health::ack;
use crate::locale::{composing, handoff, notice, privacy, word};
use crate::theme::Token;

/// Answers that have a digit of their own; the others are reached with Tab.
const DIGITS: usize = 3;
/// The widest that a question is.
const WIDTH: u16 = 74;

/// What a dialog consists of, from top to bottom.
struct Shape<'a> {
    title: String,
    frame: Token,
    lines: Vec<Line<'a>>,
    /// A field to type into with its label, and what is said below it.
    field: Option<(&'static str, &'a Field, Line<'a>)>,
    /// The answers, and the place of the one that is highlighted.
    answers: Option<(Vec<Cow<'a, str>>, usize)>,
}

/// Draws a question; where the cursor is if it has a field.
pub fn draw(pen: &mut Pen<'_>, area: Rect, dialog: &Dialog, keys: Keys<'_>) -> Option<Position> {
    let width = WIDTH.min(area.width.saturating_sub(4));
    let inner = width.saturating_sub(6);
    let shape = match dialog {
        Dialog::Kill(asked) => return kill::draw(pen, area, asked, keys),
        Dialog::Conflict(asked) => return conflict::draw(pen, area, asked, keys),
        Dialog::Operation(asked) => operation::shape(asked, keys, (inner, area.height)),
        Dialog::Operations { chosen } => operations::shape(*chosen, keys, inner),
        Dialog::Takeover(takeover) => of_takeover(takeover, inner),
        Dialog::Number(asks) => Shape {
            title: privacy::number_title(&notice::name(&asks.subject)),
            lines: owned(&privacy::number_text(), inner, Token::Text),
            ..of_takeover(asks, inner)
        },
        Dialog::Release(release) if keys.state.private => Shape {
            lines: owned(privacy::draft_hidden(), inner, Token::Text),
            ..of_release(release, inner)
        },
        Dialog::Unheard(unheard) => of_unheard(unheard, inner),
        Dialog::Steal(steal) => guard::of_steal(steal, keys.state.clock, inner),
        Dialog::Leave(leave) => guard::of_leave(leave, inner),
        Dialog::Speaks(speaks) => guard::of_speaks(speaks, inner),
        Dialog::Toggle(toggle) => of_toggle(toggle, keys, inner),
        Dialog::Acknowledge(ack) => of_ack(ack, inner),
        Dialog::Decide(decide) => decision::shape(decide, keys.state.private, inner),
        Dialog::Act(deed) => deed::shape(deed, inner),
        Dialog::Doubt(doubt) => doubt::of_doubt(doubt, keys.state.private, inner),
        Dialog::Template(asked) => template::shape(asked, keys.state.private, (inner, area.height)),
        Dialog::Snooze(snooze) => arrange::of_snooze(snooze, keys.state.clock, inner),
        Dialog::Incident(asks) => incident::shape(asks, inner),
        Dialog::Assign(assign) => arrange::of_assign(assign, inner),
        Dialog::Bulk(asked) => bulk::shape(asked, inner),
        Dialog::Release(release) => of_release(release, inner),
        Dialog::CopyLink { link, yes } => Shape {
            title: composing::link_title(&link.host),
            frame: Token::Warn,
            lines: {
                let url = body(keys.state.private, link.url.as_str());
                let mut lines = owned(&url, inner, Token::Strong);
                lines.push(Line::new());
                lines.extend(owned(composing::link_text(), inner, Token::Muted));
                lines
            },
            field: None,
            answers: no_yes(*yes),
        },
        Dialog::Quit { mine, yes } => Shape {
            title: say::quit_title().to_owned(),
            frame: Token::Accent,
            lines: owned(&say::quit_text(mine.len()), inner, Token::Text),
            field: None,
            answers: no_yes(*yes),
        },
    };
    // A summary and the values of a template tell of the customer; a reason is about the work.
    let telling = matches!(dialog, Dialog::Leave(_) | Dialog::Template(_));
    let veiled = keys.state.private && telling;
    let numbered = dialog.choices().is_some();
    paint(pen, area, width, &shape, (veiled, numbered))
}

fn paint(
    pen: &mut Pen<'_>,
    area: Rect,
    width: u16,
    shape: &Shape<'_>,
    (veiled, numbered): (bool, bool),
) -> Option<Position> {
    let rows = shape.lines.len()
        + if shape.field.is_some() { 3 } else { 0 }
        + if shape.answers.is_some() { 2 } else { 0 };
    let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(4);
    let outer = middle(area, width, height);
    let inner = below(panel(pen, outer, &shape.title, shape.frame), 1);
    let used = pen.lines(inner, &shape.lines);
    let mut rest = below(inner, used);
    let mut cursor = None;
    if let Some((label, field, hint)) = &shape.field {
        rest = below(rest, 1);
        cursor = typed(pen, rest, label, field, hint);
        if veiled {
            let after = u16::try_from(text::width(label)).unwrap_or(0) + 2;
            pen.veil(above(indent(rest, after), rest.height.saturating_sub(1)));
        }
        rest = below(rest, 2);
    }
    if let Some((words, chosen)) = &shape.answers {
        answers(pen, below(rest, 1), words, (*chosen, numbered));
    }
    cursor
}

fn typed(
    pen: &mut Pen<'_>,
    area: Rect,
    name: &str,
    field: &Field,
    hint: &Line<'_>,
) -> Option<Position> {
    if area.height == 0 {
        return None;
    }
    let label = u16::try_from(text::width(name)).unwrap_or(0) + 2;
    pen.line(area, &Line::of(name, Token::Muted));
    let room = Rect {
        height: 1,
        ..indent(area, label)
    };
    let cursor = composer::field(pen, room, field, Token::Strong);
    pen.line(indent(below(area, 1), label), hint);
    cursor
}

/// The answers of a question that begins with "no".
fn no_yes(yes: bool) -> Option<(Vec<Cow<'static, str>>, usize)> {
    Some((vec![say::no().into(), say::yes().into()], usize::from(yes)))
}

/// All answers, the highlighted one with a mark and a background.
fn answers(
    pen: &mut Pen<'_>,
    area: Rect,
    words: &[Cow<'_, str>],
    (highlighted, numbered): (usize, bool),
) {
    let (mut x, mut y) = (area.x, area.y);
    for (at, word) in words.iter().enumerate() {
        let chosen = at == highlighted;
        let mark = if chosen { "▸" } else { " " };
        let label = match numbered {
            false => format!(" {mark} {word}  "),
            true if at < DIGITS => format!(" {mark} {} {word}  ", at + 1),
            true => format!(" {mark} {word}  "),
        };
        let token = if chosen {
            Token::HeadingFocused
        } else {
            Token::Muted
        };
        // What does not fit goes below: a dialog has one blank row there.
        let wide = u16::try_from(text::width(&label)).unwrap_or(u16::MAX);
        if x > area.x && x.saturating_add(wide) > area.right() && y + 1 < area.bottom() {
            (x, y) = (area.x, y + 1);
        }
        let width = pen.text(x, y, area.right().saturating_sub(x), &label, token);
        if chosen && area.height > 0 {
            let button = Rect {
                x,
                y,
                width,
                height: 1,
            };
            pen.under(button, Token::Selection);
        }
        x = x.saturating_add(width + 2);
    }
}

fn of_takeover<'a>(takeover: &'a Takeover, width: u16) -> Shape<'a> {
    let name = notice::name(&takeover.subject);
    Shape {
        title: say::takeover_title(&name),
        frame: Token::Accent,
        lines: paragraph(say::takeover_text(), width, Token::Text),
        field: Some((
            say::reason(),
            &takeover.reason,
            hint(&takeover.reason, takeover.too_short),
        )),
        answers: None,
    }
}

fn of_ack(asked: &AckDialog, width: u16) -> Shape<'_> {
    Shape {
        title: ack::title(&asked.key.1.one_line()),
        frame: Token::Accent,
        lines: owned(ack::text(), width, Token::Text),
        field: Some((
            ack::word(),
            &asked.word,
            Line::of(ack::hint(), Token::Muted),
        )),
        answers: None,
    }
}

fn of_unheard(unheard: &Unheard, width: u16) -> Shape<'_> {
    let [claim, suspend] = say::unheard_text(&unheard.choices);
    let mut lines = paragraph(claim, width, Token::Warn);
    lines.push(Line::new());
    lines.extend(paragraph(suspend, width, Token::Text));
    let words = unheard.choices.iter().copied();
    let words = words.map(|choice| Cow::Borrowed(say::unheard_choice(choice)));
    Shape {
        title: say::unheard_title(&notice::name(&unheard.subject)),
        frame: Token::Warn,
        lines,
        field: None,
        answers: Some((words.collect(), unheard.chosen)),
    }
}

fn hint(field: &Field, too_short: bool) -> Line<'static> {
    let token = if too_short {
        Token::Urgent
    } else {
        Token::Muted
    };
    Line::of(say::reason_hint(field.chars()), token)
}

fn of_toggle<'a>(toggle: &'a ToggleDialog, keys: Keys<'_>, width: u16) -> Shape<'a> {
    let activation = &toggle.activation;
    let state = keys.state;
    let now = say::toggle_now(activation, state.clock, &state.zone);
    let then = match toggle.turn {
        Turn::On => Switch::On,
        Turn::Off => Switch::Off,
    };
    let label = |words: &'static str| Line::of(format!("{words:<6}"), Token::Muted);
    let mut lines = vec![
        label(say::now()).and(now, agents::switch(&activation.switch)),
        label(say::then()).and(word::switch(&then).into_owned(), agents::switch(&then)),
        Line::new(),
    ];
    let token = match toggle.turn {
        Turn::Off => Token::Warn,
        Turn::On => Token::Text,
    };
    lines.extend(paragraph(
        say::consequence(toggle.consequence),
        width,
        token,
    ));
    if let Some(words) = say::unconsumed(activation.key.platform) {
        lines.extend(paragraph(words, width, Token::Muted));
    }
    let (field, answers) = match toggle.step {
        Step::Reason => (
            Some((
                say::reason(),
                &toggle.reason,
                hint(&toggle.reason, toggle.too_short),
            )),
            None,
        ),
        Step::Confirm { yes } => {
            let question = say::toggle_question(activation, toggle.turn);
            lines.extend(confirmation(&toggle.reason, &question, width));
            (None, no_yes(yes))
        }
    };
    Shape {
        title: say::toggle_title(activation, toggle.turn),
        frame: match toggle.turn {
            Turn::Off => Token::Urgent,
            Turn::On => Token::Accent,
        },
        lines,
        field,
        answers,
    }
}

/// The reason as it was typed, and the question that ends it.
fn confirmation(reason: &Field, question: &str, width: u16) -> Vec<Line<'static>> {
    let mut lines = vec![Line::new()];
    let typed = reason.text();
    lines.extend(
        text::wrap(&typed, usize::from(width).saturating_sub(8))
            .into_iter()
            .zip(std::iter::once(say::reason()).chain(std::iter::repeat("")))
            .map(|(words, label)| {
                Line::of(format!("{label:<8}"), Token::Muted).and(words.to_owned(), Token::Strong)
            }),
    );
    lines.push(Line::new());
    lines.extend(owned(question, width, Token::Strong));
    lines
}

fn of_release<'a>(release: &'a Release, width: u16) -> Shape<'a> {
    let name = notice::name(&release.subject);
    let mut lines = paragraph(say::release_text(), width, Token::Text);
    lines.push(Line::new());
    let wrapped = text::wrap(&release.draft, usize::from(width).saturating_sub(2));
    let more = wrapped.len().saturating_sub(4);
    lines.extend(
        wrapped
            .into_iter()
            .take(4)
            .map(|words| Line::of("┃ ", Token::Human).and(words, Token::Muted)),
    );
    if more > 0 {
        lines.push(Line::of(handoff::folded(more), Token::System));
    }
    Shape {
        title: say::release_title(release.ending, &name),
        frame: Token::Warn,
        lines,
        field: None,
        answers: no_yes(release.yes),
    }
}

/// A paragraph of words that were made for it.
pub(super) fn owned(words: &str, width: u16, token: Token) -> Vec<Line<'static>> {
    text::wrap(words, usize::from(width))
        .into_iter()
        .map(|line| Line::of(line.to_owned(), token))
        .collect()
}
