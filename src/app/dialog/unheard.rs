//! Claiming where the bot does not read the pause: that is said first, and what silences the bot is offered,
//! with its own question because the whole tenant feels it.

use super::answer::toggle;
use super::{Consequence, Dialog};
use crate::app::claims::Hold;
use crate::app::effect::Effect;
use crate::app::handoff;
use crate::app::notice::Subject;
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::domain::agent::{Activation, SeenSwitch, Switch, Turn};
use crate::domain::id::{AgentId, ConversationKey, SwitchKey, TenantKey};
use crate::domain::system::Port;

/// What a person may do then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Leave,
    /// Claim all the same: the bot goes on answering.
    Claim,
    /// Suspend the bot for all conversations of the tenant.
    Suspend,
}

/// The question.
#[derive(Clone, Debug)]
pub struct Unheard {
    pub subject: Subject,
    /// What can be done here; leaving comes first.
    pub choices: Vec<Choice>,
    /// The place of the one that is highlighted.
    pub chosen: usize,
}

impl Unheard {
    /// What is highlighted.
    pub fn choice(&self) -> Choice {
        let chosen = self.choices.get(self.chosen);
        chosen.copied().unwrap_or(Choice::Leave)
    }

    /// Highlights the next one, or the one before.
    pub(super) fn step(&mut self, forward: bool) {
        let all = self.choices.len().max(1);
        let by = if forward { 1 } else { all - 1 };
        self.chosen = (self.chosen + by) % all;
    }

    /// Highlights what was asked for in the first place.
    pub(super) fn insist(&mut self) {
        let wanted = self.choices.iter().position(|one| *one == Choice::Claim);
        self.chosen = wanted.unwrap_or(self.chosen);
    }
}

/// Asks, where the bot reads no pause and is not silent anyway. `false`: there is nothing to ask.
pub fn ask(state: &mut State, key: &ConversationKey) -> bool {
    let has = |port| state.has_port(key.platform, port);
    let held = matches!(state.hold(key), Hold::Other(_));
    if state.bot_reads_pause(key.platform) != Some(false) || held {
        return false;
    }
    let bot = bot_of(state, &key.owner());
    let speaks = bot.as_ref().is_none_or(|bot| bot.switch == Switch::On);
    if !speaks && has(Port::Handoffs) {
        return false;
    }
    let mut choices = vec![Choice::Leave];
    if has(Port::Handoffs) {
        choices.push(Choice::Claim);
    }
    if speaks && bot.is_some() && has(Port::Switching) {
        choices.push(Choice::Suspend);
    }
    state.overlay = Some(Overlay::Dialog(Dialog::Unheard(Unheard {
        subject: state.subject(key),
        choices,
        chosen: 0,
    })));
    true
}

/// Does what is highlighted.
pub(super) fn go_on(state: &mut State, unheard: Unheard) -> Vec<Effect> {
    let key = unheard.subject.key.clone();
    match unheard.choice() {
        Choice::Leave => Vec::new(),
        Choice::Claim => handoff::begin_claim(state, key),
        Choice::Suspend => {
            if let Some(bot) = bot_of(state, &key.owner()) {
                let question = toggle(bot, Turn::Off, Consequence::BotOff);
                state.overlay = Some(Overlay::Dialog(question));
            }
            Vec::new()
        }
    }
}

/// The switch of a tenant's bot, as its list has it, else as the tenant's own row says.
pub(super) fn bot_of(state: &State, owner: &TenantKey) -> Option<Activation> {
    let key = SwitchKey {
        platform: owner.platform,
        tenant: owner.tenant.clone(),
        agent: AgentId::bot(),
    };
    if let Some(row) = state.agents.list.get(&key) {
        return Some(row.activation.clone());
    }
    let tenant = &state.tenants.list.get(owner)?.tenant;
    let word = tenant.status.word();
    Some(Activation {
        key,
        agent: Default::default(),
        tenant_name: tenant.name.clone(),
        category: None,
        switch: tenant.status.bot(),
        since: None,
        by: None,
        reason: None,
        disagrees: None,
        seen: SeenSwitch::Row {
            status: (!word.is_empty()).then(|| word.to_owned()),
            updated_at: tenant.version.clone(),
        },
    })
}
