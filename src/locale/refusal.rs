//! Why a command cannot be used now, and what can be done instead.

use super::access;
use super::command::label;
use crate::app::command::Command;
use crate::app::state::Why;

/// A command that was refused: `Not claimed: …` reads worse than the reason alone, so only that is said.
pub fn refused(command: Command, why: &Why) -> String {
    format!("{}: {}", label(command), reason(why))
}

/// The reason, a sentence with the next step.
pub fn reason(why: &Why) -> String {
    match why {
        Why::NotConnected => "not connected yet; it goes on by itself.".to_owned(),
        Why::Barred(barred) => access::barred(*barred).to_owned(),
        Why::Role(has, right) => access::role(*has, *right),
        Why::NothingSelected => "select a row first.".to_owned(),
        Why::NoConversation => "there is no conversation here; 2 or 3 shows them.".to_owned(),
        Why::NoSwitch => "there is no agent here; 4 shows them.".to_owned(),
        Why::NoSwitching => {
            "this system has no switch for an agent; it is shown to be read.".to_owned()
        }
        Why::NoHandoffs => "this system has no bot that a person could take over from.".to_owned(),
        Why::NothingHidden => "the transcript leaves nothing out here.".to_owned(),
        Why::NoLink => super::composing::no_link().to_owned(),
        Why::NothingSought => said!(
            "look for something first: /",
            "busca algo primero: /",
            "busque algo primeiro: /"
        )
        .to_owned(),
        Why::NothingToDecide => {
            "there is nothing to decide here; an approval or an open run is.".to_owned()
        }
        Why::NoSheets => "there are no sheets of it.".to_owned(),
        Why::NoDeed => "nothing of the sort can be done here.".to_owned(),
        Why::NothingMore => "everything has been read; ctrl-r reads it anew.".to_owned(),
        Why::NotMine(Some(claim)) => format!("{} has it; v watches.", claim.operator),
        Why::NotMine(None) => "it is not yours; c claims it.".to_owned(),
        Why::Releasing => "you are giving it back already.".to_owned(),
        Why::LeaseEnding => {
            "your hold is about to end and cannot be renewed; your text is kept.".to_owned()
        }
        Why::Busy => "wait for the answer that is under way.".to_owned(),
        Why::NotHere => "does nothing here.".to_owned(),
    }
}

/// The reason in one or two words, beside a dim key.
pub fn short(why: &Why) -> String {
    match why {
        Why::NotConnected => "not connected".to_owned(),
        Why::Barred(barred) => access::badge(*barred).to_lowercase(),
        Why::Role(_, right) => right.least().word().to_owned(),
        Why::NothingSelected => "nothing selected".to_owned(),
        Why::NoConversation => "no conversation here".to_owned(),
        Why::NoSwitch => "no agent here".to_owned(),
        Why::NoSwitching => "no switch".to_owned(),
        Why::NoHandoffs => "read only".to_owned(),
        Why::NothingHidden => "nothing hidden".to_owned(),
        Why::NoLink => said!("no link", "sin enlace", "sem link").to_owned(),
        Why::NothingSought => said!("nothing sought", "nada buscado", "nada buscado").to_owned(),
        Why::NothingToDecide => "nothing to decide".to_owned(),
        Why::NoSheets => "no sheets".to_owned(),
        Why::NoDeed => "not here".to_owned(),
        Why::NothingMore => "all read".to_owned(),
        Why::NotMine(Some(claim)) => format!("held by {}", claim.operator),
        Why::NotMine(None) => "not yours".to_owned(),
        Why::Releasing => "being given back".to_owned(),
        Why::LeaseEnding => "hold is ending".to_owned(),
        Why::Busy => "under way".to_owned(),
        Why::NotHere => "not here".to_owned(),
    }
}
