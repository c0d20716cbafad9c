//! What is around an alarm: who fails, what was changed, its runbook; each with its age, or the words that there is
//! no source.

use crate::app::feed::{Feed, Source};
use crate::app::health::VitalRow;
use crate::app::state::State;
use crate::domain::alarm::AlarmState;
use crate::domain::change::{self, About};
use crate::domain::suspect::Suspects;
use crate::locale;
use crate::locale::shift::{around as say, incident};
use crate::locale::time;
use crate::theme::Token;
use crate::ui::detail::Part;
use crate::ui::line::Line;
use jiff::SignedDuration;

/// Those that fail most, by name; the rest is one number.
const FIRST: usize = 5;
/// The nearest changes.
const NEAREST: usize = 8;

/// The parts of the detail of an alarm.
pub fn about(parts: &mut Vec<Part<'_>>, row: &VitalRow, state: &State) {
    if row.vital.state() == Some(AlarmState::Alarm) {
        broken(parts, row, state);
    }
    let book = state.shift.runbook.as_ref();
    let Some(book) = book.filter(|book| book.alarm == row.vital.name) else {
        return;
    };
    parts.push(Part::Group(say::runbook().to_owned()));
    match (&book.text, trouble(&book.source, state)) {
        (Some(text), _) => parts.push(Part::Says(text.as_str().to_owned(), Token::Text)),
        (None, Some(words)) => parts.push(words),
        (None, None) => {
            let words = say::no_runbook(&book.alarm.one_line());
            parts.push(Part::Says(words, Token::Muted));
        }
    }
}

/// What stands where nothing was read.
fn trouble<'a>(source: &Source, state: &State) -> Option<Part<'a>> {
    match source.feed(state.clock, SignedDuration::MAX) {
        Feed::Loading => Some(Part::Says(say::reading().to_owned(), Token::Muted)),
        Feed::Failed { problem, .. } | Feed::Denied { problem, .. } => {
            let words = locale::problem(&problem);
            let words = format!("{} {}", words.what, words.remedy);
            Some(Part::Says(words, Token::Urgent))
        }
        Feed::Throttled { .. } => {
            let words = locale::feed::throttled().to_owned();
            Some(Part::Says(words, Token::Warn))
        }
        Feed::Fresh { .. } | Feed::Stale { .. } => None,
    }
}

fn broken(parts: &mut Vec<Part<'_>>, row: &VitalRow, state: &State) {
    let around = state.shift.around.as_ref();
    let Some(around) = around.filter(|one| one.platform == row.key.0 && one.alarm == row.key.1)
    else {
        return;
    };
    parts.push(Part::Group(say::errors().to_owned()));
    let Some(told) = &around.told else {
        parts.extend(trouble(&around.source, state));
        return;
    };
    match &told.suspects {
        Ok(found) => suspects(parts, found, state),
        Err(problem) => {
            let words = locale::problem(problem);
            let words = format!("{} {}", words.what, words.remedy);
            parts.push(Part::Says(words, Token::Urgent));
        }
    }
    parts.push(Part::Group(say::changes().to_owned()));
    let suspects = told.suspects.as_ref().map(|found| found.rows.as_slice());
    let suspects = suspects.unwrap_or_default();
    let about = About {
        agents: suspects.iter().map(|one| one.agent.clone()).collect(),
        tenants: suspects.iter().map(|one| one.tenant.clone()).collect(),
        at: around.since,
    };
    let ranked = change::ranked(&told.changes.changes, &about);
    if ranked.is_empty() {
        parts.push(Part::Says(say::no_change().to_owned(), Token::Muted));
    }
    for (near, one) in ranked.iter().take(NEAREST) {
        let at = time::moment(one.at, state.clock, &state.zone);
        let line = Line::of(at, Token::Muted)
            .then(2, say::change(one), Token::Text)
            .then(1, incident::nearness(Some(*near)), Token::Warn);
        parts.push(Part::Plain(line));
    }
    for gap in &told.changes.gaps {
        parts.push(Part::Says(say::gap(gap), Token::Muted));
    }
    let read = say::read(told.changes.as_of, state.clock);
    parts.push(Part::Says(read, Token::Muted));
}

fn suspects(parts: &mut Vec<Part<'_>>, found: &Suspects, state: &State) {
    if found.rows.is_empty() {
        parts.push(Part::Says(say::nobody(found).to_owned(), Token::Muted));
    }
    for one in found.rows.iter().take(FIRST) {
        // The count first: a name that is too long is cut at its end.
        let line =
            Line::of(say::count(one), Token::Urgent).then(2, say::suspect(one), Token::Strong);
        parts.push(Part::Plain(line));
    }
    let others: u64 = found.rows.iter().skip(FIRST).map(|one| one.errors).sum();
    if others > 0 {
        parts.push(Part::Plain(Line::of(say::others(others), Token::Muted)));
    }
    let rests = say::rests_on(found, state.clock);
    if !rests.is_empty() {
        parts.push(Part::Says(rests, Token::Muted));
    }
}
