//! The detail of what waits and is no conversation: what it is, since when, why, what can be decided, and all
//! that the system keeps of it.

use super::about::attributes;
use super::detail::Part;
use super::escalations::weight;
use super::hidden::value;
use super::keys::Keys;
use super::line::Line;
use crate::app::command::Command;
use crate::app::escalations::EscalationEntry;
use crate::app::state::State;
use crate::domain::time::since;
use crate::domain::work::{Decision, Work};
use crate::locale::derived::derived;
use crate::locale::work as words;
use crate::locale::{detail, time, word};
use crate::theme::Token;

/// The parts of the detail.
pub fn about<'a>(
    row: &'a EscalationEntry,
    work: &'a Work,
    state: &'a State,
    keys: Keys<'_>,
) -> Vec<Part<'a>> {
    let mut parts = vec![
        Part::Title(
            Line::of(value(state.private, work.subject.one_line()), Token::Strong),
            Line::of(
                word::priority(&work.priority),
                weight(&work.priority, false),
            ),
        ),
        Part::Plain(
            Line::of(words::kind(work.key.kind), Token::System)
                .then(3, words::platform_name(work.key.platform), Token::Muted)
                .then(3, row.tenant_name.one_line(), Token::Muted),
        ),
        Part::Group(detail::now().to_owned()),
    ];
    if let Some(at) = work.since {
        let moment = time::moment(at, state.clock, &state.zone);
        let ago = time::ago(since(state.clock, at));
        let line = Line::of(format!("{moment} · {ago}"), Token::Text);
        parts.push(Part::Field(detail::since(), line));
    }
    if !work.state.is_empty() {
        let line = Line::of(derived(&work.state.one_line()).into_owned(), Token::Text);
        parts.push(Part::Field(detail::status(), line));
    }
    if let Some(reason) = &work.reason {
        parts.push(Part::Field(
            detail::why(),
            Line::of(value(state.private, reason.one_line()), Token::Text),
        ));
    }
    parts.push(Part::Says(
        words::advice(work.key.kind).to_owned(),
        Token::Muted,
    ));
    hints(&mut parts, work.key.kind.decisions(), keys);
    attributes(&mut parts, &work.attributes, state.private);
    parts
}

/// What can be decided with which key; what cannot says why, once.
fn hints(parts: &mut Vec<Part<'_>>, decisions: &[Decision], keys: Keys<'_>) {
    let mut said: Option<String> = None;
    for decision in decisions {
        let command = match decision {
            Decision::Approve => Command::Approve,
            Decision::Reject => Command::Reject,
            Decision::Cancel => Command::CancelRun,
        };
        match (keys.why_not(command), keys.of(command)) {
            (Some(why), _) => {
                let reason = crate::locale::refusal::reason(&why);
                if said.as_ref() != Some(&reason) {
                    parts.push(Part::Says(reason.clone(), Token::Muted));
                    said = Some(reason);
                }
            }
            (None, Some(key)) => {
                let sentence = crate::locale::command::command(command);
                let line = Line::of(key, Token::Key).then(1, sentence, Token::Muted);
                parts.push(Part::Plain(line));
            }
            (None, None) => {}
        }
    }
}
