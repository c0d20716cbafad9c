//! Choosing a template of the channel, a value for each of its places in their order, and a last look at the text as
//! the customer will read it. Esc goes one step back, and what was typed stays.

use super::Dialog;
use crate::app::effect::{Effect, Verb};
use crate::app::field::Field;
use crate::app::notice::Subject;
use crate::app::open::{Kind, Pending, Sent, visit};
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::id::{ConversationKey, MessageId};
use crate::domain::template::{Fault, Template};
use crate::domain::text::Text;

/// The templates that can go out in place of a text.
#[derive(Clone, Debug)]
pub struct TemplateDialog {
    pub subject: Subject,
    pub templates: Vec<Template>,
    /// The place of the one that is highlighted, and then filled.
    pub chosen: usize,
    pub step: Step,
}

/// Answers to the finished text.
const ANSWERS: usize = 2;

/// Where a person is.
#[derive(Clone, Debug)]
pub enum Step {
    Choice,
    Value(Values),
    /// The finished text; the answer that is highlighted: 0 changes it, 1 sends it.
    Whole {
        values: Values,
        chosen: usize,
    },
}

/// The values, one of which is being typed.
#[derive(Clone, Debug)]
pub struct Values {
    /// As many as there are places; of the one that is typed, what it was before.
    given: Vec<String>,
    /// The place that is typed now, from 0.
    pub at: usize,
    pub field: Field,
    /// It made no sense when a person tried to go on.
    pub tried: bool,
}

impl Values {
    fn new(places: usize) -> Self {
        Self {
            given: vec![String::new(); places],
            at: 0,
            field: Field::line(""),
            tried: false,
        }
    }

    /// What is typed so far, the field's included.
    pub fn all(&self) -> Vec<String> {
        let mut given = self.given.clone();
        if let Some(one) = given.get_mut(self.at) {
            *one = self.field.text().trim().to_owned();
        }
        given
    }

    /// Goes to another place, with what stands there.
    fn go(&mut self, at: usize) {
        self.given = self.all();
        self.at = at;
        self.field = Field::line(self.given.get(at).map_or("", String::as_str));
        self.tried = false;
    }
}

impl TemplateDialog {
    /// The template that is highlighted; `None`: there is none.
    pub fn template(&self) -> Option<&Template> {
        self.templates.get(self.chosen)
    }

    /// What is wrong with the value that is typed.
    pub fn fault(&self, values: &Values) -> Option<Fault> {
        let all = values.all();
        let before = all.get(..values.at).unwrap_or_default();
        self.template()?.fault(before, &values.field.text())
    }

    /// How many numbered answers there are; `None` while a value is typed.
    pub(super) fn choices(&self) -> Option<usize> {
        match self.step {
            Step::Choice => Some(self.templates.len()),
            Step::Value(_) => None,
            Step::Whole { .. } => Some(ANSWERS),
        }
    }

    /// The highlighted answer, and how many there are.
    pub(super) fn answer(&mut self) -> (&mut usize, usize) {
        match &mut self.step {
            Step::Whole { chosen, .. } => (chosen, ANSWERS),
            Step::Value(_) => (&mut self.chosen, 0),
            Step::Choice => (&mut self.chosen, self.templates.len()),
        }
    }

    /// The value that is typed.
    pub fn field(&self) -> Option<&Field> {
        match &self.step {
            Step::Value(values) => Some(&values.field),
            Step::Choice | Step::Whole { .. } => None,
        }
    }

    pub(super) fn field_mut(&mut self) -> Option<&mut Field> {
        match &mut self.step {
            Step::Value(values) => Some(&mut values.field),
            Step::Choice | Step::Whole { .. } => None,
        }
    }

    /// Highlights the next answer, or the one before.
    pub(super) fn step(&mut self, forward: bool) {
        let (chosen, all) = self.answer();
        let by = if forward { 1 } else { all.saturating_sub(1) };
        if all > 0 {
            *chosen = (*chosen + by) % all;
        }
    }

    /// One step back; `false`: this was the first.
    fn back(&mut self) -> bool {
        self.step = match std::mem::replace(&mut self.step, Step::Choice) {
            Step::Choice => return false,
            // With one template there was nothing to choose.
            Step::Value(values) if values.at == 0 => return self.templates.len() > 1,
            Step::Value(mut values) => {
                values.go(values.at - 1);
                Step::Value(values)
            }
            Step::Whole { values, .. } => Step::Value(values),
        };
        true
    }
}

/// Opens the templates of the channel.
pub fn ask(state: &mut State) {
    let Some(open) = &state.open else { return };
    let templates = open.line.as_ref().map(|line| line.templates.clone());
    let key = open.key.clone();
    state.overlay = Some(Overlay::Dialog(Dialog::Template(Box::new(
        TemplateDialog {
            subject: state.subject(&key),
            templates: templates.unwrap_or_default(),
            chosen: 0,
            step: Step::Choice,
        },
    ))));
}

/// Goes one step back, where the question about templates has one.
pub(super) fn cancelled(state: &mut State) -> bool {
    match &mut state.overlay {
        Some(Overlay::Dialog(Dialog::Template(dialog))) => dialog.back(),
        _ => false,
    }
}

/// Takes what is highlighted or typed; after the last step it goes out.
pub(super) fn go_on(state: &mut State, mut dialog: Box<TemplateDialog>) -> Vec<Effect> {
    let Some(template) = dialog.template() else {
        return Vec::new();
    };
    let places = template.places().len();
    let all = match &mut dialog.step {
        Step::Choice if places == 0 => Vec::new(),
        Step::Choice => {
            dialog.step = Step::Value(Values::new(places));
            return keep(state, dialog);
        }
        Step::Value(_) => {
            next_value(&mut dialog, places);
            return keep(state, dialog);
        }
        Step::Whole { chosen: 0, .. } => {
            dialog.back();
            return keep(state, dialog);
        }
        Step::Whole { values, .. } => values.all(),
    };
    send(state, &dialog, all)
}

fn keep(state: &mut State, dialog: Box<TemplateDialog>) -> Vec<Effect> {
    state.overlay = Some(Overlay::Dialog(Dialog::Template(dialog)));
    Vec::new()
}

/// The next place, or after the last one the whole text; a value that would be refused stays.
fn next_value(dialog: &mut TemplateDialog, places: usize) {
    let Step::Value(values) = &dialog.step else {
        return;
    };
    let odd = dialog.fault(values).is_some();
    let Step::Value(mut values) = std::mem::replace(&mut dialog.step, Step::Choice) else {
        return;
    };
    dialog.step = if odd {
        values.tried = true;
        Step::Value(values)
    } else if values.at + 1 < places {
        values.go(values.at + 1);
        Step::Value(values)
    } else {
        // It was typed and is read here: Enter sends, as in the composer.
        Step::Whole { values, chosen: 1 }
    };
}

fn send(state: &mut State, dialog: &TemplateDialog, values: Vec<String>) -> Vec<Effect> {
    let Some(template) = dialog.template().cloned() else {
        return Vec::new();
    };
    let Ok((_, words)) = template.fill(&values) else {
        return Vec::new();
    };
    let key = dialog.subject.key.clone();
    let local = show(state, &key, &words);
    vec![Effect::Do(Verb::Template {
        key,
        local,
        template,
        values,
    })]
}

/// Shows a template on its way until a read brings its row.
fn show(state: &mut State, key: &ConversationKey, words: &str) -> MessageId {
    let local = state.next_local();
    let pending = Pending {
        local: local.clone(),
        kind: Kind::Reply,
        text: Text::from_untrusted(words),
        // It was not typed in the composer, and never becomes a draft.
        typed: String::new(),
        at: state.clock,
        sent: Sent::Sending,
    };
    state.pending.entry(key.clone()).or_default().push(pending);
    visit::show_messages(state);
    local
}
