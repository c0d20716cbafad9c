//! Why a conversation escalated, all that is known: what the system told, and where it told nothing, what the
//! items themselves show. Every part says on what it rests; what is not there is left out.

use ratatui::layout::Rect;

use super::of_now;
use crate::app::open::OpenConversation;
use crate::app::state::State;
use crate::domain::briefing::Trigger;
use crate::domain::conversation::{ConversationRow, MessageKind, Speaker, Storage};
use crate::domain::id::ConversationKey;
use crate::domain::mood::{self, Mood};
use crate::domain::text::Text;
use crate::domain::time::since;
use crate::domain::trigger::{self, Sighting};
use crate::locale::why::{self as say, label};
use crate::locale::{briefing as words, handoff, number, time};
use crate::theme::Token;
use crate::ui::card;
use crate::ui::customer::unnamed;
use crate::ui::detail::{self, Part};
use crate::ui::hidden::{body, value};
use crate::ui::line::Line;
use crate::ui::panel::panel;
use crate::ui::pen::Pen;
use crate::ui::spark::bar;

/// Messages of the customer in which a mood is looked for.
const MOODS: usize = 8;
/// Columns of the bar of a confidence.
const BAR: usize = 10;
/// Other conversations of the customer that are listed.
const OTHERS: usize = 5;
/// From very angry to very glad.
const STEPS: [&str; 5] = ["▁", "▂", "▄", "▆", "█"];
/// The end of a conversation's id that is a phone has at least so many digits.
const SHORTEST_PHONE: usize = 8;

/// Draws the briefing from line `scroll` on.
pub fn draw(pen: &mut Pen<'_>, area: Rect, state: &State, scroll: usize) {
    let inner = panel(pen, area, label::title(), Token::Accent);
    let open = state.open.as_ref();
    let parts = open.and_then(|open| Some(parts(state, open, card::known(state, open)?)));
    match parts {
        Some(parts) => {
            detail::draw(pen, inner, &parts, scroll, false);
        }
        None => {
            let [what, _] = handoff::opening();
            pen.line(inner, &Line::of(what, Token::Muted));
        }
    }
}

fn parts<'a>(
    state: &'a State,
    open: &'a OpenConversation,
    row: &'a ConversationRow,
) -> Vec<Part<'a>> {
    let customer = row.customer();
    let customer = customer.and_then(|known| known.name.as_ref().or(known.phone.as_ref()));
    let name = customer.map_or_else(|| unnamed(&open.key), |name| name.one_line().into_owned());
    let tenant = state.tenant_name(&open.key.owner()).one_line().into_owned();
    let mut parts = vec![Part::Title(
        Line::of(name, Token::Strong),
        Line::of(tenant, Token::Muted),
    )];
    let private = state.private;
    let told = of_now(open, row).map(|kept| &kept.briefing);
    let stored = row
        .record
        .as_ref()
        .and_then(|record| record.reason.as_ref());
    let reason = told.and_then(|told| told.reason.as_ref()).or(stored);
    field(&mut parts, label::why(), reason, private);
    let intent = told
        .and_then(|told| told.last_intent.as_ref())
        .or_else(|| row.talk.as_ref().and_then(|talk| talk.last_intent.as_ref()));
    field(&mut parts, label::intent(), intent, private);
    wanted(&mut parts, row, private);
    if !private {
        // It is guessed from words that are not there now.
        moods(&mut parts, open);
    }
    attempts(&mut parts, open, row);
    if let Some(told) = told {
        let team = told.suggested.as_ref();
        let team = team.map(|team| Text::from_untrusted(&team.replace('_', " ")));
        field(&mut parts, label::team(), team.as_ref(), false);
        if let Some(minutes) = words::estimate(told) {
            parts.push(Part::Field(
                label::estimate(),
                Line::of(minutes, Token::Text),
            ));
        }
        if let Some(summary) = &told.summary {
            field(&mut parts, label::summary(), Some(summary), private);
            parts.push(Part::Says(say::unverified().to_owned(), Token::Warn));
        }
        if !told.triggers.is_empty() {
            parts.push(Part::Group(label::triggers().to_owned()));
            let triggers = told.triggers.iter();
            parts.extend(triggers.map(|one| Part::Plain(of_trigger(one, private))));
        }
    } else if row.status().waits_for_human() {
        parts.push(Part::Says(say::table_only().to_owned(), Token::Muted));
    }
    let sightings = sightings(open, row);
    if !sightings.is_empty() && !private {
        parts.push(Part::Group(label::words().to_owned()));
        parts.extend(sightings.iter().map(|one| {
            let token = if one.is_inside() {
                Token::Warn
            } else {
                Token::Text
            };
            Part::Plain(Line::of(say::sighting(one), token))
        }));
    }
    others(&mut parts, state, &open.key);
    parts
}

fn field(parts: &mut Vec<Part<'_>>, label: &'static str, words: Option<&Text>, private: bool) {
    if let Some(words) = words {
        let words = value(private, words.one_line()).into_owned();
        parts.push(Part::Field(label, Line::of(words, Token::Text)));
    }
}

/// What the customer wanted before, and asked about.
fn wanted(parts: &mut Vec<Part<'_>>, row: &ConversationRow, private: bool) {
    let joined = |words: &[Text]| {
        let words: Vec<_> = words.iter().map(|word| word.one_line()).collect();
        (!words.is_empty()).then(|| Text::from_untrusted(&words.join(", ")))
    };
    let standing = row.customer().and_then(|known| known.standing.as_ref());
    let intents = standing.and_then(|standing| joined(&standing.intents));
    field(parts, label::wanted(), intents.as_ref(), private);
    let products = row.talk.as_ref().and_then(|talk| joined(&talk.products));
    field(parts, label::products(), products.as_ref(), private);
}

/// How the customer's last messages sound, the newest on the right.
fn moods(parts: &mut Vec<Part<'_>>, open: &OpenConversation) {
    let mut heard: Vec<Mood> = said(open).take(MOODS).map(Mood::of).collect();
    heard.reverse();
    if heard.is_empty() {
        return;
    }
    let steps = heard
        .iter()
        .filter_map(|mood| STEPS.get(mood.step()).copied());
    let bars: String = steps.collect();
    let course = say::course(mood::course(&heard));
    parts.push(Part::Field(
        label::mood(),
        Line::of(bars, Token::Customer)
            .then(2, course, Token::Text)
            .then(1, say::guessed(), Token::Muted),
    ));
}

/// What the customer said, the newest first.
fn said(open: &OpenConversation) -> impl Iterator<Item = &str> {
    let of_customer = open.messages.iter().rev();
    of_customer
        .filter(|message| message.from == Speaker::Customer)
        .map(|message| message.text.as_str())
}

/// How often the bot had answered when it gave up.
fn attempts(parts: &mut Vec<Part<'_>>, open: &OpenConversation, row: &ConversationRow) {
    let Some(since) = row.record.as_ref().and_then(|record| record.since) else {
        return;
    };
    let answers = open.messages.iter().filter(|message| {
        let before = message.at.is_some_and(|at| at <= since);
        before && message.from == Speaker::Bot && message.kind != MessageKind::WaitingLine
    });
    // Of a transcript that is overwritten nobody can count.
    if open.conversation.is_some() && row.storage() == Storage::Embedded {
        let words = say::attempts(answers.count());
        parts.push(Part::Field(label::bot(), Line::of(words, Token::Text)));
    }
}

/// `complaint ████████░░ 0.80 «malo»`.
fn of_trigger(trigger: &Trigger, private: bool) -> Line<'_> {
    let kind = trigger.kind.as_ref().or(trigger.reason.as_ref());
    let kind = kind.map(|kind| value(private, kind.as_str()).replace('_', " "));
    let kind = kind.unwrap_or_default();
    let mut line = Line::of(format!("{kind:<18}"), Token::Strong);
    if let Some(sure) = trigger.confidence {
        let (full, rest) = bar(sure * 100.0, BAR);
        line = line
            .then(1, full, Token::Text)
            .and(rest, Token::Muted)
            .then(1, number::places(sure, 2), Token::Text);
    }
    match &trigger.keyword {
        Some(word) => line.then(
            2,
            format!("«{}»", body(private, word.one_line())),
            Token::Muted,
        ),
        None => line,
    }
}

/// The words that fired and how they stand in what the customer said.
pub fn sightings(open: &OpenConversation, row: &ConversationRow) -> Vec<Sighting> {
    let told = of_now(open, row).map(|kept| &kept.briefing);
    let last = row.talk.as_ref().and_then(|talk| talk.last.as_ref());
    let last = last.filter(|last| last.from == Speaker::Customer);
    let last = last.map(|last| last.text.as_str());
    let message = told.and_then(|told| told.message.as_deref());
    let reason = row
        .record
        .as_ref()
        .and_then(|record| record.reason.as_deref());
    let triggers = told
        .map(|told| told.triggers.as_slice())
        .unwrap_or_default();
    let mut keywords: Vec<String> = triggers
        .iter()
        .filter_map(|trigger| trigger.keyword.as_ref())
        .map(|word| word.one_line().into_owned())
        .collect();
    if keywords.is_empty() {
        let known = trigger::keywords(reason, message.or(last));
        keywords.extend(known.into_iter().map(str::to_owned));
    }
    let mut seen = Vec::new();
    keywords.retain(|word| {
        let new = !seen.contains(word);
        seen.push(word.clone());
        new
    });
    let texts = || message.into_iter().chain(said(open)).chain(last);
    let sight = |word: &String| trigger::sight(word, texts());
    keywords.iter().map(sight).collect()
}

/// The customer's other conversations at the same business, the latest first.
fn others(parts: &mut Vec<Part<'_>>, state: &State, key: &ConversationKey) {
    let Some(phone) = phone(key) else { return };
    parts.push(Part::Group(label::others().to_owned()));
    let tenant = key.owner();
    let rows = state.conversations.of_tenant(&tenant);
    let mut rows: Vec<&ConversationRow> = rows
        .map(|entry| &entry.row)
        .filter(|row| row.key != *key && self::phone(&row.key).as_ref() == Some(&phone))
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.last_activity()));
    if rows.is_empty() {
        parts.push(Part::Plain(Line::of(say::no_other(), Token::Muted)));
    }
    for row in rows.into_iter().take(OTHERS) {
        let ago = row.last_activity();
        let ago = ago.map(|at| time::age(since(state.clock, at)));
        let reason = row
            .record
            .as_ref()
            .and_then(|record| record.reason.as_ref());
        let reason = reason.map(|reason| Text::from_untrusted(&value(state.private, &**reason)));
        let words = say::earlier(row.status().word(), ago, reason.as_ref());
        parts.push(Part::Plain(Line::of(words, Token::Text)));
    }
}

/// The digits of the phone that a conversation's id ends with (backend facts 1.2); never shown.
fn phone(key: &ConversationKey) -> Option<String> {
    let end = key.conversation.as_str().rsplit(['_', '#']).next()?;
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-');
    let digits: String = end.chars().filter(char::is_ascii_digit).collect();
    (end.chars().all(plain) && digits.len() >= SHORTEST_PHONE).then_some(digits)
}
