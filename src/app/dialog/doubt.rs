//! The question about a reply of which nobody can tell whether it went out, or that surely did not.

use super::Dialog;
use crate::app::command::Command;
use crate::app::effect::{Effect, Verb};
use crate::app::notice::Subject;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::id::MessageId;
use crate::domain::reply::{Doubt, ReplyState, Reports};
use crate::domain::text::Text;

/// The question.
#[derive(Clone, Debug)]
pub struct DoubtDialog {
    pub subject: Subject,
    pub reply: MessageId,
    pub text: Text,
    /// It surely did not go out, so that sending it again makes no second one.
    pub certain: bool,
    pub choices: Vec<Doubt>,
    /// The place of the one that is highlighted.
    pub chosen: usize,
}

/// Asks about the newest reply that is in doubt.
pub fn ask(state: &mut State) {
    let Some((key, reply, text, certain, asked)) = state.doubtful().and_then(|message| {
        let key = state.open.as_ref()?.key.clone();
        let certain = message.state != Some(ReplyState::Unknown);
        let asked = message.fate.as_ref()?.reports == Reports::Asked;
        Some((
            key,
            message.id.clone(),
            message.text.clone(),
            certain,
            asked,
        ))
    }) else {
        return;
    };
    let mut choices = vec![Doubt::Resend, Doubt::Drop];
    if asked && !certain {
        choices.insert(0, Doubt::Ask);
    }
    // What a customer could get twice is never the answer that stands there.
    let chosen = if certain || asked { 0 } else { 1 };
    state.overlay = Some(Overlay::Dialog(Dialog::Doubt(Box::new(DoubtDialog {
        subject: state.subject(&key),
        reply,
        text,
        certain,
        choices,
        chosen,
    }))));
}

impl DoubtDialog {
    /// Highlights the next answer.
    pub(super) fn next(&mut self) {
        self.chosen = (self.chosen + 1) % self.choices.len().max(1);
    }

    /// Takes an answer by its own key; `false`: it is none here.
    pub(super) fn choose(&mut self, command: Command) -> bool {
        let wanted = match command {
            Command::AskAgain => Doubt::Ask,
            Command::Resend => Doubt::Resend,
            Command::DropReply => Doubt::Drop,
            _ => return false,
        };
        let at = self.choices.iter().position(|one| *one == wanted);
        self.chosen = at.unwrap_or(self.chosen);
        at.is_some()
    }
}

/// Does what is highlighted.
pub(super) fn go_on(dialog: DoubtDialog) -> Vec<Effect> {
    let Some(doubt) = dialog.choices.get(dialog.chosen).copied() else {
        return Vec::new();
    };
    vec![Effect::Do(Verb::SettleDoubt {
        key: dialog.subject.key,
        reply: dialog.reply,
        doubt,
    })]
}
