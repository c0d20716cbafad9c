//! Hand back in three ways: silently, with a summary for the bot, or closed. Where the bot is off nobody would
//! answer, so only closing is left, and switching it on.

use super::answer::toggle;
use super::unheard::bot_of;
use super::{Consequence, Dialog};
use crate::app::effect::Effect;
use crate::app::enabled;
use crate::app::field::Field;
use crate::app::handoff;
use crate::app::notice::Subject;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::agent::{Switch, Turn};
use crate::domain::handoff::Ending;
use crate::domain::id::ConversationKey;
use crate::domain::role::Right;
use crate::domain::system::Port;
use crate::domain::text::Text;

/// A way to leave a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Silently,
    /// With a summary for the bot.
    Summary,
    /// Resolved, until the customer writes again.
    Close,
    /// Not yet: the bot is switched on first.
    SwitchOn,
}

/// The question.
#[derive(Clone, Debug)]
pub struct Leave {
    pub subject: Subject,
    pub ways: Vec<Way>,
    /// The place of the one that is highlighted.
    pub chosen: usize,
    /// The bot would not answer.
    pub bot_off: bool,
    /// The summary, once that way was chosen.
    pub summary: Option<Field>,
}

impl Leave {
    /// What is highlighted.
    pub fn way(&self) -> Option<Way> {
        self.ways.get(self.chosen).copied()
    }

    pub(super) fn step(&mut self, forward: bool) {
        let all = self.ways.len().max(1);
        let by = if forward { 1 } else { all - 1 };
        self.chosen = (self.chosen + by) % all;
    }
}

/// Whether the tenant's bot is off, as far as is known.
pub fn bot_is_off(state: &State, key: &ConversationKey) -> bool {
    let bot = bot_of(state, &key.owner());
    bot.is_some_and(|bot| bot.switch == Switch::Off)
}

/// Asks how.
pub fn ask(state: &mut State, key: &ConversationKey) {
    let bot_off = bot_is_off(state, key);
    let may_switch =
        enabled::may(state, Right::Switch).is_ok() && state.has_port(key.platform, Port::Switching);
    let ways = match bot_off {
        false => vec![Way::Silently, Way::Summary, Way::Close],
        true if may_switch => vec![Way::Close, Way::SwitchOn],
        true => vec![Way::Close],
    };
    state.overlay = Some(Overlay::Dialog(Dialog::Leave(Leave {
        subject: state.subject(key),
        ways,
        chosen: 0,
        bot_off,
        summary: None,
    })));
}

/// Does what is highlighted, or asks for the summary first.
pub(super) fn go_on(state: &mut State, mut leave: Leave) -> Vec<Effect> {
    let key = leave.subject.key.clone();
    if let Some(field) = &leave.summary {
        let words = field.text();
        if words.trim().is_empty() {
            state.overlay = Some(Overlay::Dialog(Dialog::Leave(leave)));
            return Vec::new();
        }
        let summary = Text::from_untrusted(words.trim());
        return handoff::ask_release(state, key, Ending::HandedBack, Some(summary));
    }
    match leave.way() {
        Some(Way::Silently) => handoff::ask_release(state, key, Ending::HandedBack, None),
        Some(Way::Close) => handoff::ask_release(state, key, Ending::Resolved, None),
        Some(Way::Summary) => {
            leave.summary = Some(Field::line(""));
            state.overlay = Some(Overlay::Dialog(Dialog::Leave(leave)));
            Vec::new()
        }
        Some(Way::SwitchOn) => {
            if let Some(bot) = bot_of(state, &key.owner()) {
                let question = toggle(bot, Turn::On, Consequence::BotOn);
                state.overlay = Some(Overlay::Dialog(question));
            }
            Vec::new()
        }
        None => Vec::new(),
    }
}
