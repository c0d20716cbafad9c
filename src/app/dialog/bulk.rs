//! The question before one action on many: the reason, then the number typed where it is a great one.

use super::Dialog;
use crate::app::bulk;
use crate::app::field::Field;
use crate::app::notice::Notice;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::agent::MIN_REASON_CHARS;
use crate::domain::bulk::TYPE_THE_COUNT;
use crate::domain::handoff::Ending;
use crate::domain::id::ConversationKey;
use crate::domain::text::Text;

/// Where a person is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Reason,
    /// The number is to be typed.
    Count,
    /// `yes` is the answer that is highlighted.
    Confirm {
        yes: bool,
    },
}

/// One action on all that are marked.
#[derive(Clone, Debug)]
pub struct BulkDialog {
    pub ending: Ending,
    /// Those on which it is done.
    pub keys: Vec<ConversationKey>,
    /// Who holds those that are left out, one name each.
    pub held: Vec<Text>,
    /// Held by this console, and left out too.
    pub ours: usize,
    /// They wait no more.
    pub gone: usize,
    pub reason: Field,
    pub too_short: bool,
    pub count: Field,
    /// Another number was typed.
    pub wrong: bool,
    pub step: Step,
}

impl BulkDialog {
    /// The field that has the focus.
    pub fn field(&self) -> Option<&Field> {
        match self.step {
            Step::Reason => Some(&self.reason),
            Step::Count => Some(&self.count),
            Step::Confirm { .. } => None,
        }
    }

    pub(super) fn field_mut(&mut self) -> Option<&mut Field> {
        match self.step {
            Step::Reason => Some(&mut self.reason),
            Step::Count => Some(&mut self.count),
            Step::Confirm { .. } => None,
        }
    }

    pub(super) fn answer(&mut self) -> Option<&mut bool> {
        match &mut self.step {
            Step::Confirm { yes } => Some(yes),
            Step::Reason | Step::Count => None,
        }
    }

    /// Back to the reason; whether it was further.
    pub(super) fn back(&mut self) -> bool {
        let further = self.step != Step::Reason;
        self.step = Step::Reason;
        self.wrong = false;
        further
    }
}

/// A step that is finished.
pub(super) fn go_on(state: &mut State, mut dialog: Box<BulkDialog>) {
    match dialog.step {
        Step::Reason => {
            let chars = dialog.reason.chars();
            dialog.too_short = chars < MIN_REASON_CHARS;
            if dialog.too_short {
                state.tell(Notice::ReasonTooShort { chars });
            } else if dialog.keys.len() > TYPE_THE_COUNT {
                dialog.step = Step::Count;
            } else {
                dialog.step = Step::Confirm { yes: false };
            }
        }
        Step::Count if dialog.count.text().trim() != dialog.keys.len().to_string() => {
            dialog.wrong = true;
        }
        Step::Count | Step::Confirm { .. } => {
            let reason = Text::from_untrusted(dialog.reason.text().trim());
            bulk::begin(state, dialog.keys, dialog.ending, reason);
            return;
        }
    }
    state.overlay = Some(Overlay::Dialog(Dialog::Bulk(dialog)));
}
