//! The keys of a question that is more than yes and no: its answers by digit or letter, what else can be looked at,
//! and the way out.

use crate::app::command::Command;
use crate::app::dialog::{Dialog, conflict, operation};
use crate::app::overlay::Overlay;
use crate::app::state::{Layer, State};
use crate::domain::id::OpId;
use crate::domain::reply::Doubt;
use crate::locale::dialog::footer as say;
use crate::locale::pane::column;
use crate::theme::Token;
use crate::ui::keys::Keys;
use crate::ui::line::Line;

/// Hints, each with its rank; `None`: no such question stands.
pub(super) fn keys(state: &State, keys: Keys<'_>) -> Option<Vec<(u8, Line<'static>)>> {
    let Some(Overlay::Dialog(dialog)) = &state.overlay else {
        return None;
    };
    if state.layer() != Layer::Dialog {
        return None;
    }
    let hints = match dialog {
        Dialog::Operations { .. } => vec![
            named(keys, Command::Enter, say::open()),
            rows(keys, say::another()),
            out(keys, say::close()),
        ],
        Dialog::Operation(asked) => of_operation(state, &asked.id, keys),
        Dialog::Conflict(asked) => vec![
            other(keys, conflict::choices(state, asked).len()),
            named(keys, Command::Enter, say::highlighted()),
            out(keys, say::close()),
        ],
        Dialog::Doubt(doubt) => {
            let letters = doubt.choices.iter().copied().map(letter);
            numbered(keys, letters.collect())
        }
        dialog => {
            let digits = [
                Command::FirstAnswer,
                Command::SecondAnswer,
                Command::ThirdAnswer,
            ];
            numbered(keys, digits.into_iter().take(dialog.choices()?).collect())
        }
    };
    let ranked = (0_u8..).zip(hints);
    Some(
        ranked
            .filter_map(|(rank, hint)| Some((rank, hint?)))
            .collect(),
    )
}

type Hint = Option<Line<'static>>;

fn hint(key: String, words: &'static str) -> Line<'static> {
    Line::of(key, Token::Key).then(1, words, Token::Muted)
}

fn named(keys: Keys<'_>, command: Command, words: &'static str) -> Hint {
    Some(hint(keys.named(command, Layer::Dialog)?, words))
}

/// `↑↓` with what they move through.
fn rows(keys: Keys<'_>, words: &'static str) -> Hint {
    let up = keys.named(Command::Up, Layer::Dialog)?;
    let down = keys.named(Command::Down, Layer::Dialog)?;
    Some(hint(format!("{up}{down}"), words))
}

fn other(keys: Keys<'_>, answers: usize) -> Hint {
    named(keys, Command::NextField, say::other()).filter(|_| answers > 1)
}

/// The way out; `n` says no, which is none of these answers.
fn out(keys: Keys<'_>, words: &'static str) -> Hint {
    let mut all = keys.all(Command::Cancel, Layer::Dialog).into_iter();
    let key = all.find(|key| key.chars().count() > 1)?;
    Some(hint(key, words))
}

/// Answers that stand behind a digit or a letter.
fn numbered(keys: Keys<'_>, commands: Vec<Command>) -> Vec<Hint> {
    let names = commands.into_iter();
    let names: Vec<String> = names
        .filter_map(|one| keys.named(one, Layer::Dialog))
        .collect();
    vec![
        Some(hint(names.join(" "), say::answers())),
        named(keys, Command::NextField, say::other()),
        named(keys, Command::Enter, say::highlighted()),
        out(keys, say::cancel()),
    ]
}

fn of_operation(state: &State, id: &OpId, keys: Keys<'_>) -> Vec<Hint> {
    let known = state.kill.operation(id);
    let compares = known.is_some_and(|one| one.tally().theirs() > 0);
    let has_rows = known.is_some_and(|one| one.rows.len() > 1);
    vec![
        other(keys, operation::choices(state, id).len()),
        named(keys, Command::Enter, say::highlighted()),
        named(keys, Command::DropReply, say::compare()).filter(|_| compares),
        rows(keys, column::tenant()).filter(|_| has_rows),
        out(keys, say::close()),
    ]
}

/// The command of an answer that has a letter of its own.
fn letter(doubt: Doubt) -> Command {
    match doubt {
        Doubt::Ask => Command::AskAgain,
        Doubt::Resend => Command::Resend,
        Doubt::Drop => Command::DropReply,
    }
}
