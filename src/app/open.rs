//! The conversation on screen: its messages, where a person is in them, and the place to type.

pub mod compose;
pub mod find;
pub mod unanswered;
pub mod visit;

use super::feed::Source;
use super::field::Field;
use super::guard::Unread;
use super::transcript::Line;
use crate::domain::briefing::Kept;
use crate::domain::conversation::{Conversation, Message};
use crate::domain::handoff::Claim;
use crate::domain::id::{ConversationKey, MessageId};
use crate::domain::link::{Link, links};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// What is typed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Reply,
    /// A private note of the staff.
    Note,
}

/// How far a reply or note got that this console sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent {
    Sending,
    /// In the table: the row itself, until a read brings it.
    Recorded(Box<Message>),
    /// Nobody can tell.
    Unknown,
    Failed(Problem),
    /// Refused: the claim was no longer ours.
    NotOurs,
}

/// A reply or note that this console sent, until a read brings its row.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    pub local: MessageId,
    pub kind: Kind,
    /// As it shows.
    pub text: Text,
    /// As it was typed.
    pub typed: String,
    pub at: Timestamp,
    pub sent: Sent,
}

/// Where a person is in a transcript.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scroll {
    /// At the end, wherever that is.
    #[default]
    Follow,
    /// The first line on screen.
    Top(usize),
}

/// The place to type.
#[derive(Clone, Debug)]
pub struct Composer {
    pub kind: Kind,
    pub field: Field,
    /// The last change has not been handed to the journal yet, and when it is to be.
    pub save_at: Option<Timestamp>,
    /// Reply and note were exchanged while something was typed: sending asks once whether it is meant.
    pub exchanged: bool,
}

/// The conversation on screen.
#[derive(Clone, Debug)]
pub struct OpenConversation {
    pub key: ConversationKey,
    /// It only follows the selection of the list; nobody went into it.
    pub preview: bool,
    pub source: Source,
    /// A preview is read only when the selection has rested until then.
    pub read_after: Timestamp,
    /// `None`: not read yet.
    pub conversation: Option<Conversation>,
    /// The claim as the last read of the conversation had it.
    pub claim: Option<Claim>,
    /// The newest of what the system told of it.
    pub briefing: Option<Kept>,
    /// How words reach the customer; `None`: not read, or nobody could tell.
    pub line: Option<crate::domain::reply::Line>,
    /// The last read found no such conversation.
    pub missing: bool,
    /// The messages shown: those read, and ours that no read has brought yet.
    pub messages: Vec<Message>,
    /// Bodies that a person asked for, by message.
    pub bodies: BTreeMap<MessageId, Text>,
    /// `messages` laid out for the width of the terminal.
    pub lines: Vec<Line>,
    pub scroll: Scroll,
    /// Messages that came while the end was not on screen.
    pub new_below: usize,
    /// Newest message of the customer when a person came in; what is later is new to them.
    pub seen_on_entry: Option<Timestamp>,
    /// `None` until a person asked to type.
    pub composer: Option<Composer>,
    /// What is looked for in the transcript.
    pub search: Option<find::Search>,
    /// It was ours and is no longer; `Some(None)`: nobody holds it.
    pub lost: Option<Option<Claim>>,
    /// What of it has been before the person's eyes.
    pub unread: Unread,
}

impl OpenConversation {
    /// The lines on a screen of `height` rows.
    pub fn visible(&self, height: usize) -> &[Line] {
        let start = self.top(height);
        let end = (start + height).min(self.lines.len());
        self.lines.get(start..end).unwrap_or_default()
    }

    /// The first line on a screen of `height` rows.
    pub fn top(&self, height: usize) -> usize {
        let last = self.lines.len().saturating_sub(height);
        match self.scroll {
            Scroll::Follow => last,
            Scroll::Top(line) => line.min(last),
        }
    }

    /// The newest link of the transcript.
    pub fn newest_link(&self) -> Option<Link> {
        let messages = self.messages.iter().rev();
        messages
            .filter_map(|message| links(&message.text).pop())
            .next()
    }

    /// Whether the end is on screen and stays there.
    pub fn follows(&self) -> bool {
        self.scroll == Scroll::Follow
    }
}
