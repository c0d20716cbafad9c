//! The bot spoke although a person had taken over: what can be done about it.

use super::answer::toggle;
use super::unheard::bot_of;
use super::{Consequence, Dialog};
use crate::app::effect::Effect;
use crate::app::enabled;
use crate::app::guard::bot;
use crate::app::incident;
use crate::app::notice::Subject;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::agent::{Switch, Turn};
use crate::domain::id::ConversationKey;
use crate::domain::role::Right;
use crate::domain::system::Port;

/// What a person may do then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    Leave,
    /// Write the pause again.
    PauseAgain,
    /// Suspend the bot for all conversations of the tenant.
    Suspend,
    /// Open an incident about it.
    Incident,
}

/// The question.
#[derive(Clone, Debug)]
pub struct Speaks {
    pub subject: Subject,
    /// How often it spoke, and how often its pause was written again.
    pub overruns: usize,
    pub reasserted: usize,
    /// Leaving comes first.
    pub remedies: Vec<Remedy>,
    /// The place of the one that is highlighted.
    pub chosen: usize,
}

impl Speaks {
    /// What is highlighted.
    pub fn remedy(&self) -> Remedy {
        let chosen = self.remedies.get(self.chosen);
        chosen.copied().unwrap_or(Remedy::Leave)
    }

    pub(super) fn step(&mut self, forward: bool) {
        let all = self.remedies.len().max(1);
        let by = if forward { 1 } else { all - 1 };
        self.chosen = (self.chosen + by) % all;
    }
}

/// Asks.
pub fn ask(state: &mut State, key: ConversationKey) {
    let mut remedies = vec![Remedy::Leave, Remedy::PauseAgain];
    let speaks = bot_of(state, &key.owner()).is_some_and(|bot| bot.switch != Switch::Off);
    let may = enabled::may(state, Right::Switch).is_ok();
    if speaks && may && state.has_port(key.platform, Port::Switching) {
        remedies.push(Remedy::Suspend);
    }
    remedies.push(Remedy::Incident);
    let watched = state.guard.watched.get(&key);
    state.overlay = Some(Overlay::Dialog(Dialog::Speaks(Speaks {
        overruns: watched.map_or(0, |watched| watched.bot.overruns()),
        reasserted: watched.map_or(0, |watched| watched.bot.reasserted()),
        subject: state.subject(&key),
        remedies,
        chosen: 0,
    })));
}

/// Does what is highlighted.
pub(super) fn go_on(state: &mut State, speaks: Speaks) -> Vec<Effect> {
    let key = speaks.subject.key.clone();
    match speaks.remedy() {
        Remedy::Leave => Vec::new(),
        Remedy::PauseAgain => bot::pause_again(state, key),
        Remedy::Incident => {
            let origin = incident::of_conversation(state, key);
            incident::open(state, origin);
            Vec::new()
        }
        Remedy::Suspend => {
            if let Some(bot) = bot_of(state, &key.owner()) {
                let question = toggle(bot, Turn::Off, Consequence::BotOff);
                state.overlay = Some(Overlay::Dialog(question));
            }
            Vec::new()
        }
    }
}
