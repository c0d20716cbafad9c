//! Opening an incident from wherever a person is, and the questions about one: its title, a note, why it is closed.

use super::command::Command;
use super::dialog::{Dialog, speaks};
use super::effect::{Effect, Verb};
use super::field::Field;
use super::notice::Notice;
use super::overlay::Overlay;
use super::shift::{Deed, News, View};
use super::state::{Pane, State};
use crate::domain::agent::MIN_REASON_CHARS;
use crate::domain::id::{ConversationKey, IncidentId, PlatformId};
use crate::domain::incident::{MAX_NOTE, MAX_TITLE, Origin};
use crate::domain::text::Text;

/// What is asked about an incident.
#[derive(Clone, Debug)]
pub enum About {
    /// What is it?
    Open(Origin),
    Note(IncidentId),
    /// Why is it over?
    Close(IncidentId),
}

/// The question.
#[derive(Clone, Debug)]
pub struct IncidentDialog {
    pub about: About,
    /// The incident's title, where there is one.
    pub title: Text,
    pub field: Field,
    pub too_short: bool,
}

/// Asks for the title of an incident that is opened from here.
pub fn open(state: &mut State, origin: Origin) {
    let title = match &origin {
        Origin::Alarm { name, .. } => name.one_line().into_owned(),
        Origin::Conversation(key) | Origin::Overrun { key, .. } => {
            state.tenant_name(&key.owner()).one_line().into_owned()
        }
        Origin::Trace { id, .. } => id.one_line().into_owned(),
        Origin::Person(_) => String::new(),
    };
    let title: String = title.chars().take(MAX_TITLE).collect();
    put(state, About::Open(origin), Text::default(), &title);
}

/// Begins from where a person is: of a conversation in which the bot spoke it is asked first what to do, and an
/// incident is among the answers.
pub fn begin(state: &mut State) {
    match state.current_conversation().cloned() {
        Some(key) if has_spoken(state, &key) => speaks::ask(state, key),
        _ => open_here(state),
    }
}

/// The same from what is selected: a conversation, an alarm, else the system on screen.
fn open_here(state: &mut State) {
    let origin = match state.current_conversation().cloned() {
        Some(key) => of_conversation(state, key),
        None => match state.health.list.selected() {
            Some(row) if state.pane == Pane::Health => Origin::Alarm {
                platform: row.key.0,
                name: row.vital.name.clone(),
                since: row.vital.since(),
            },
            _ => Origin::Person(system(state)),
        },
    };
    open(state, origin);
}

/// Of a conversation that is ours and in which the bot spoke, the overrun; else the conversation.
pub fn of_conversation(state: &State, key: ConversationKey) -> Origin {
    let spoke = has_spoken(state, &key);
    match state.mine.get(&key).filter(|_| spoke) {
        Some(mine) => Origin::Overrun {
            since: mine.claim.since,
            key,
        },
        None => Origin::Conversation(key),
    }
}

/// Whether the bot spoke in a conversation although it is ours.
pub fn has_spoken(state: &State, key: &ConversationKey) -> bool {
    let watched = state.guard.watched.get(key);
    watched.is_some_and(|watched| watched.bot.spoke.is_some())
}

fn system(state: &State) -> PlatformId {
    let row = match state.pane {
        Pane::Agents => state.agents.list.selected_key().map(|key| key.platform),
        Pane::Tenants => state.tenants.list.selected_key().map(|key| key.platform),
        _ => None,
    };
    let first = || {
        let systems = &state.connection.link()?.systems;
        systems.first().map(|system| system.platform)
    };
    row.or(state.only)
        .or_else(first)
        .unwrap_or(PlatformId::Marketplace)
}

/// Asks for a note on an incident, or why it is closed.
pub fn ask(state: &mut State, id: IncidentId, command: Command) {
    let story = state.shift.story.as_ref();
    let title = story.map(|story| story.incident.title.clone());
    let about = match command {
        Command::Note => About::Note(id),
        _ => About::Close(id),
    };
    put(state, about, title.unwrap_or_default(), "");
}

fn put(state: &mut State, about: About, title: Text, typed: &str) {
    state.overlay = Some(Overlay::Dialog(Dialog::Incident(Box::new(
        IncidentDialog {
            about,
            title,
            field: Field::line(typed),
            too_short: false,
        },
    ))));
}

/// A person goes on with what is typed.
pub fn go_on(state: &mut State, mut dialog: Box<IncidentDialog>) -> Vec<Effect> {
    let (least, most) = match dialog.about {
        About::Open(_) => (1, MAX_TITLE),
        About::Note(_) => (1, MAX_NOTE),
        About::Close(_) => (MIN_REASON_CHARS, MAX_NOTE),
    };
    let chars = dialog.field.chars();
    if chars < least || chars > most {
        dialog.too_short = chars < least;
        state.overlay = Some(Overlay::Dialog(Dialog::Incident(dialog)));
        state.tell(match chars > most {
            true => Notice::Shift(News::TooLong { chars, most }),
            false => Notice::ReasonTooShort { chars },
        });
        return Vec::new();
    }
    let typed = Text::from_untrusted(dialog.field.text().trim());
    let (deed, back) = match dialog.about {
        About::Open(origin) => {
            let began = origin.since();
            let title = typed;
            let deed = Deed::Open {
                origin,
                title,
                began,
            };
            (deed, None)
        }
        About::Note(id) => (
            Deed::Note {
                id: id.clone(),
                note: typed,
            },
            Some(id),
        ),
        About::Close(id) => (
            Deed::Close {
                id: id.clone(),
                reason: typed,
            },
            Some(id),
        ),
    };
    state.overlay = back.map(|id| Overlay::Shift(View::Incident { id, scroll: 0 }));
    vec![Effect::Do(Verb::Incident(deed))]
}

/// Out of a question about an incident is back to its page; whether it was one.
pub fn cancelled(state: &mut State) -> bool {
    let Some(Overlay::Dialog(Dialog::Incident(asks))) = &state.overlay else {
        return false;
    };
    let (About::Note(id) | About::Close(id)) = &asks.about else {
        return false;
    };
    let id = id.clone();
    state.overlay = Some(Overlay::Shift(View::Incident { id, scroll: 0 }));
    true
}
