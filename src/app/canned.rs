//! The picker of canned replies: what is typed, what it finds, and how the chosen one comes into the reply.

use super::effect::{Effect, Load};
use super::field::Field;
use super::open::{Kind, compose};
use super::overlay::Overlay;
use super::state::State;
use crate::app::command::Command;
use crate::domain::canned::{Canned, Keeper, Values, fill};
use crate::domain::language::Language;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui_textarea::{Input, Key};

/// All canned replies that are known.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Of the person's own file.
    pub mine: Vec<Canned>,
    /// Of the team, as last read.
    pub team: Vec<Canned>,
}

/// The picker.
#[derive(Clone, Debug)]
pub struct Picker {
    pub field: Field,
    /// What is found, the best first.
    pub found: Vec<Canned>,
    pub chosen: usize,
}

/// Whether a key in the place to type opens the picker: a slash on a line without anything.
pub fn is_asked_for(state: &State, input: &Input) -> bool {
    let Some(composer) = state.composer() else {
        return false;
    };
    let area = composer.field.area();
    let line = area.lines().get(area.cursor().0);
    let plain = input.key == Key::Char('/') && !input.ctrl && !input.alt;
    plain && composer.kind == Kind::Reply && line.is_some_and(|line| line.is_empty())
}

/// Opens the picker with what is known, and asks for what the team has now.
pub fn open(state: &mut State) -> Vec<Effect> {
    let found = find(state, "");
    state.overlay = Some(Overlay::Canned(Picker {
        field: Field::line(""),
        found,
        chosen: 0,
    }));
    let platform = state.open.as_ref().map(|open| open.key.platform);
    let ask = |platform| Effect::Load(Load::Canned { platform });
    platform.map(ask).into_iter().collect()
}

/// Takes in what the team has.
pub fn landed(state: &mut State, team: Vec<Canned>) {
    state.canned.team = team;
    typed(state);
}

/// Finds again after the words have changed. A second slash is a slash.
pub fn typed(state: &mut State) {
    let Some(Overlay::Canned(picker)) = &state.overlay else {
        return;
    };
    let words = picker.field.text();
    if words == "/" {
        state.overlay = None;
        compose::type_into(state, |field| field.paste("/"));
        return;
    }
    let found = find(state, &words);
    if let Some(Overlay::Canned(picker)) = &mut state.overlay {
        picker.found = found;
        picker.chosen = 0;
    }
}

/// A command while the picker stands.
pub fn command(state: &mut State, command: Command) {
    let Some(Overlay::Canned(picker)) = &mut state.overlay else {
        return;
    };
    let last = picker.found.len().saturating_sub(1);
    match command {
        Command::Down | Command::NextField => picker.chosen = (picker.chosen + 1).min(last),
        Command::Up => picker.chosen = picker.chosen.saturating_sub(1),
        Command::Back | Command::Cancel => state.overlay = None,
        Command::Enter | Command::Confirm => take(state),
        _ => {}
    }
}

fn take(state: &mut State) {
    let Some(Overlay::Canned(picker)) = &state.overlay else {
        return;
    };
    let Some(text) = picker
        .found
        .get(picker.chosen)
        .and_then(|one| preview(state, one))
    else {
        return;
    };
    state.overlay = None;
    compose::type_into(state, |field| field.paste(&text));
}

/// What a canned reply would put in: in the customer's language, with every value that is known.
pub fn preview(state: &State, canned: &Canned) -> Option<String> {
    let (_, text) = canned.text(language(state))?;
    Some(fill(text, &values(state)))
}

/// The customer's language as their table says it.
fn language(state: &State) -> Option<Language> {
    let open = state.open.as_ref()?;
    let row = &open.conversation.as_ref()?.row;
    let standing = row.customer()?.standing.as_ref()?;
    Language::from_name(standing.language.as_ref()?)
}

fn values(state: &State) -> Values {
    let Some(open) = &state.open else {
        return Values::default();
    };
    let subject = state.subject(&open.key);
    let name = subject.customer.name.as_ref();
    let first = name.and_then(|name| name.split_whitespace().next());
    let link = state.connection.link();
    Values {
        customer: first.map(str::to_owned),
        agent: link.map(|link| link.actor.name.one_line().into_owned()),
        tenant: Some(subject.tenant.one_line().into_owned()),
    }
}

/// What words find in names and texts; one's own go before the team's of the same name.
fn find(state: &State, words: &str) -> Vec<Canned> {
    let mine = &state.canned.mine;
    let hidden = |one: &&Canned| !mine.iter().any(|own| own.name == one.name);
    let all = mine.iter().chain(state.canned.team.iter().filter(hidden));
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(words.trim(), CaseMatching::Ignore, Normalization::Smart);
    let mut found: Vec<(u32, &Canned)> = all
        .filter_map(|one| {
            let mut buffer = Vec::new();
            let text = one.text(language(state)).map_or("", |(_, text)| text);
            let whole = format!("{} {text}", one.name);
            let score = pattern.score(Utf32Str::new(&whole, &mut buffer), &mut matcher)?;
            let exact = one.name == words.trim();
            Some((if exact { u32::MAX } else { score }, one))
        })
        .collect();
    found.sort_by(|(a, left), (b, right)| b.cmp(a).then(left.name.cmp(&right.name)));
    found.into_iter().map(|(_, one)| one.clone()).collect()
}

/// Whether one's own stands before the team's.
pub fn is_mine(canned: &Canned) -> bool {
    canned.keeper == Keeper::Mine
}
