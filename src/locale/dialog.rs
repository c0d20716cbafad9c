//! Questions. Each names its object; the answer that customers would feel is never the default.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::notice::{agent_name, history};
use super::{number, word};
use crate::app::dialog::Consequence;
use crate::app::dialog::unheard::Choice;
use crate::domain::agent::{Activation, MIN_REASON_CHARS, Turn};
use crate::domain::handoff::Ending;
use crate::domain::id::PlatformId;

pub const REASON: &str = "reason";
pub const YES: &str = "yes";
pub const NO: &str = "no";

/// `Switch off WhatsApp bot for E-commerce Solutions`.
pub fn toggle_title(activation: &Activation, turn: Turn) -> String {
    format!(
        "Switch {} {} for {}",
        word::turn(turn),
        agent_name(&activation.agent),
        activation.tenant_name
    )
}

/// `now on since 19 Nov 14:02, by Luis`.
pub fn toggle_now(activation: &Activation, now: Timestamp, zone: &TimeZone) -> String {
    format!(
        "{}{}",
        word::switch(&activation.switch),
        history(activation, now, zone)
    )
}

pub const NOW: &str = "now";
pub const THEN: &str = "then";
pub const EFFECT: &str = "effect";

/// Who feels it, and when.
pub fn consequence(consequence: Consequence) -> &'static str {
    match consequence {
        Consequence::BotOff => {
            "The tenant is suspended for all its conversations: the system finds no tenant for a message, so nobody answers and what customers write is not recorded either. It takes up to 5 minutes."
        }
        Consequence::BotOn => {
            "The tenant's former status comes back and the bot answers again. It takes up to 5 minutes. What customers wrote meanwhile was not recorded."
        }
        Consequence::AgentOff => "Its activation for this tenant goes off. Others keep theirs.",
        Consequence::AgentOn => {
            "Its activation for this tenant comes back. Other tenants are not touched."
        }
        Consequence::SourceOff => {
            "The mailbox is not read until somebody resumes it. Mail stays where it is."
        }
        Consequence::SourceOn => "The mailbox is read again at the system's next run.",
    }
}

/// Where a switch is not felt at once although its row says so (backend facts 2.4). `None`: nothing to add.
pub fn unconsumed(platform: PlatformId) -> Option<&'static str> {
    (platform == PlatformId::Alquimista)
        .then_some("No rule on its bus consumes the event: what runs now is not told.")
}

/// The question that ends a toggle.
pub fn toggle_question(activation: &Activation, turn: Turn) -> String {
    format!(
        "Switch {} {} for {}?",
        agent_name(&activation.agent),
        word::turn(turn),
        activation.tenant_name
    )
}

/// How long a reason must be.
pub fn reason_hint(chars: usize) -> String {
    if chars >= MIN_REASON_CHARS {
        "kept in the audit trail".to_owned()
    } else {
        format!("{chars} of at least {MIN_REASON_CHARS} characters; kept in the audit trail")
    }
}

pub fn takeover_title(name: &str) -> String {
    format!("Take over {name} from the bot")
}

pub fn takeover_text() -> &'static str {
    "Nobody asked for a person here. The bot is paused and the conversation is yours until you give it back."
}

pub fn unheard_title(name: &str) -> String {
    format!("Claim {name}?")
}

/// What a claim cannot do here, and what can be done instead.
pub fn unheard_text(choices: &[Choice]) -> [&'static str; 2] {
    let claim = match choices.contains(&Choice::Claim) {
        true => {
            "The bot of this deployment does not read the pause that a claim writes: it goes on answering beside you."
        }
        false => {
            "This deployment keeps no item from which a bot could read a pause: a conversation cannot be taken from it."
        }
    };
    let suspend = match choices.contains(&Choice::Suspend) {
        true => {
            "Instead the tenant's bot can be suspended. That stops the intake of customers' messages for the whole tenant: nobody answers, and what customers write is not recorded."
        }
        false => "The tenant's bot cannot be suspended from here, or is suspended already.",
    };
    [claim, suspend]
}

/// An answer to it.
pub fn unheard_choice(choice: Choice) -> &'static str {
    match choice {
        Choice::Leave => "leave it",
        Choice::Claim => "claim all the same",
        Choice::Suspend => "suspend the bot",
    }
}

pub fn release_title(ending: Ending, name: &str) -> String {
    match ending {
        Ending::HandedBack | Ending::Idle => format!("Hand {name} back to the bot?"),
        Ending::Resolved => format!("Resolve {name}?"),
    }
}

pub fn release_text() -> &'static str {
    "You have written something that was not sent. It stays here as a draft:"
}

pub fn quit_title() -> &'static str {
    "Quit switchboard?"
}

/// What happens to the conversations that are still ours.
pub fn quit_text(mine: usize) -> String {
    let (what, returns) = match mine {
        1 => ("1 conversation is yours".to_owned(), "it returns"),
        n => (
            format!("{} conversations are yours", number::count(n as u64)),
            "they return",
        ),
    };
    format!(
        "{what}. After quitting the bot stays paused and {returns} to the queue after 90 s, unless you come back. Hand back or resolve first if you are done."
    )
}
