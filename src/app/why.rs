//! Why a command cannot be used now.

use crate::domain::handoff::Claim;
use crate::domain::role::{Barred, Right, Role};
use jiff::SignedDuration;

/// Why a command cannot be used now.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// The backend does not answer (yet).
    NotConnected,
    /// This console may not write.
    Barred(Barred),
    /// The role of this console may not do it.
    Role(Role, Right),
    NothingSelected,
    /// There is no conversation to do it with here.
    NoConversation,
    /// There is no switch to do it with here.
    NoSwitch,
    /// The system has agents, but nothing that switches them.
    NoSwitching,
    /// The system's conversations cannot be taken over.
    NoHandoffs,
    /// The transcript leaves nothing out.
    NothingHidden,
    /// No message on screen holds a link.
    NoLink,
    /// Nothing is looked for in the transcript.
    NothingSought,
    /// Nothing that waits here can be decided so.
    NothingToDecide,
    /// There is no sheet behind what is selected.
    NoSheets,
    /// The system's logs cannot be read here, or nothing says where the selected one logs.
    NoLogs,
    /// No lines are on screen to do it with.
    NoLines,
    /// The system sends none.
    NoTraces,
    /// Neither the line nor its request names a trace.
    NoTrace,
    /// Nothing of the sort can be done here.
    NoDeed,
    /// The alarm is well, for so long as far as it is told.
    Recovered(Option<SignedDuration>),
    /// There is no such alarm, so it cannot ring.
    NothingRings,
    /// No agent is known to fail around the alarm.
    NoSuspect,
    /// Everything has been read.
    NothingMore,
    /// The conversation is not ours; `None`: nobody holds it, so it can be claimed.
    NotMine(Option<Box<Claim>>),
    /// Replies of which nobody can tell whether they went out.
    Unconfirmed,
    /// It is ours: there is nobody to take it from.
    Ours,
    /// Nobody holds it: there is nobody to take it from.
    NobodyToRob,
    /// Nothing waits to be written.
    NothingToUndo,
    /// Nobody waits in the conversation.
    NobodyWaits,
    /// Only what was resolved is taken again.
    NotResolved,
    /// It has been released by this console already.
    Releasing,
    /// The lease is about to end and could not be renewed.
    LeaseEnding,
    /// A write of ours on it is under way.
    Busy,
    /// No reply is in doubt here.
    NoDoubt,
    /// The channel of this tenant has no templates.
    NoTemplates,
    /// No number is known of the customer.
    NoNumber,
    /// So many numbers were shown that the next has to wait so long.
    EnoughNumbers(SignedDuration),
    /// Privacy is on: the screen is being shown to others.
    Private,
    /// The past is on screen, and nobody changes it.
    Past,
    /// It means nothing in this place.
    NotHere,
}
