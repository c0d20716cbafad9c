//! The templates of a channel: choosing one, its values with the text as it will read, and the whole text.

use super::{DIGITS, Shape, owned};
use crate::app::dialog::template::{Step, TemplateDialog, Values};
use crate::domain::template::Template;
use crate::domain::text;
use crate::locale::{notice, template as say};
use crate::theme::Token;
use crate::ui::hidden::body;
use crate::ui::line::Line;

/// Lines of a text that are shown while one is chosen or filled.
const SHOWN: usize = 4;
/// Rows of the last look that are not the text: frame, sentence, answers, and a blank one between them.
const AROUND: u16 = 9;
/// Templates that are listed at once, and the columns of the longest name.
const LISTED: usize = 6;
const COLUMN: usize = 40;
/// Characters on each side of a value by which it is known.
const BESIDE: usize = 24;

/// The question at the step where a person is.
pub(super) fn shape(
    dialog: &TemplateDialog,
    private: bool,
    (width, height): (u16, u16),
) -> Shape<'_> {
    let shape = Shape {
        title: say::title(&notice::name(&dialog.subject)),
        frame: Token::Accent,
        lines: Vec::new(),
        field: None,
        answers: None,
    };
    let Some(template) = dialog.template() else {
        return shape;
    };
    match &dialog.step {
        Step::Choice => Shape {
            lines: choosing(dialog, template, width),
            ..shape
        },
        Step::Value(values) => {
            let (hint, token) = match dialog.fault(values).filter(|_| values.tried) {
                Some(fault) => (say::fault(fault), Token::Urgent),
                None => {
                    let last = values.at + 1 == template.places().len();
                    (say::value_hint(last).to_owned(), Token::Muted)
                }
            };
            Shape {
                lines: filling(template, values, private, width),
                field: Some((say::value(), &values.field, Line::of(hint, token))),
                ..shape
            }
        }
        Step::Whole { values, chosen } => {
            let mut lines = owned(say::reads(), width, Token::Text);
            lines.push(Line::new());
            let room = usize::from(height.saturating_sub(AROUND)).max(SHOWN);
            lines.extend(reading(template, values, (private, room), width));
            Shape {
                lines,
                answers: Some((say::answers().map(Into::into).into(), *chosen)),
                ..shape
            }
        }
    }
}

/// The templates, one of them highlighted, and what it says. The room is the same whichever is highlighted.
fn choosing(dialog: &TemplateDialog, template: &Template, width: u16) -> Vec<Line<'static>> {
    let mut lines = owned(say::about(), width, Token::Text);
    lines.push(Line::new());
    let called = |one: &Template| format!("{} {}", one.name, one.language);
    let columns = dialog.templates.iter().map(|one| text::width(&called(one)));
    let column = columns.max().unwrap_or_default().min(COLUMN);
    let first = (dialog.chosen + 1).saturating_sub(LISTED);
    let listed = dialog.templates.iter().enumerate().skip(first).take(LISTED);
    lines.extend(listed.map(|(at, one)| {
        let (mark, token) = match at == dialog.chosen {
            true => ("▸", Token::HeadingFocused),
            false => (" ", Token::Muted),
        };
        let digit = match at < DIGITS {
            true => (at + 1).to_string(),
            false => " ".to_owned(),
        };
        let called = text::truncate(&called(one), column).into_owned();
        let gap = column.saturating_sub(text::width(&called)) + 3;
        let asks = say::asks(one.places().len()).unwrap_or_default();
        Line::of(format!("{mark} {digit} {called}"), token).then(gap, asks, Token::Muted)
    }));
    let more = dialog.templates.len().saturating_sub(first + LISTED);
    if more > 0 {
        lines.push(Line::of(say::more(more), Token::Muted));
    }
    lines.push(Line::new());
    let tallest = dialog.templates.iter().map(|one| says(one, width).len());
    let tallest = tallest.max().unwrap_or_default();
    let mut words = says(template, width);
    words.resize_with(tallest, Line::new);
    lines.extend(words);
    lines
}

/// What a template says.
fn says(template: &Template, width: u16) -> Vec<Line<'static>> {
    match &template.body {
        Some(words) => quoted(words, SHOWN, width),
        None => owned(say::no_body(), width, Token::Muted),
    }
}

/// Which value it is, by number and by the words beside it, and the text so far.
fn filling(template: &Template, values: &Values, private: bool, width: u16) -> Vec<Line<'static>> {
    let places = template.places();
    let place = places.get(values.at).copied().unwrap_or_default();
    let (before, after) = template.around(place, BESIDE);
    let named = match place.chars().all(|c| c.is_ascii_digit()) {
        true => String::new(),
        false => format!(" · {place}"),
    };
    let which = say::which(values.at + 1, places.len());
    let beside = Line::of(before, Token::Text)
        .and("____", Token::Accent)
        .and(after, Token::Text);
    let which = Line::of(format!("{which}{named}"), Token::Muted);
    let mut lines = vec![which, beside, Line::new()];
    lines.extend(reading(template, values, (private, SHOWN), width));
    lines
}

/// The text as it will read: what has no value yet stands as its place. `shown`: whether words are hidden, and
/// the most lines.
fn reading(
    template: &Template,
    values: &Values,
    (private, most): (bool, usize),
    width: u16,
) -> Vec<Line<'static>> {
    let places = template.places();
    let all = values.all();
    let text = template.text(|place| {
        let at = places.iter().position(|one| *one == place);
        let value = at.and_then(|at| all.get(at)).filter(|one| !one.is_empty());
        match value {
            Some(value) => body(private, value.as_str()).into_owned(),
            None => format!("{{{{{place}}}}}"),
        }
    });
    quoted(&text, most, width)
}

fn quoted(words: &str, most: usize, width: u16) -> Vec<Line<'static>> {
    let room = usize::from(width).saturating_sub(2);
    let wrapped = text::wrap(words, room);
    let more = wrapped.len() > most;
    let lines = wrapped.into_iter().take(most).enumerate();
    let lines = lines.map(|(at, words)| {
        let cut = if more && at + 1 == most { " …" } else { "" };
        Line::of("┃ ", Token::Human).and(format!("{words}{cut}"), Token::Strong)
    });
    lines.collect()
}
