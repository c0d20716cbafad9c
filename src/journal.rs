//! What this machine must remember: who this console is, replies that no table has confirmed yet, drafts,
//! and claims it holds. Append, checksum, fsync; a torn last line is ignored. One file per console, mode
//! 0600, locked while the console lives, so that a restart finds the one it may go on with.

mod line;
mod store;

pub use store::{Found, Journal, Journals};

use crate::domain::id::{ConversationKey, MessageId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One thing remembered. What a later line says of the same thing wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Entry {
    /// The console that writes this file.
    Console { console: String, operator: String },
    /// A reply was accepted from the person; the table may not have it yet.
    Reply {
        id: MessageId,
        key: ConversationKey,
        text: String,
    },
    /// What became of it is known: it is in the table, or it surely is not and was given back as a draft.
    Settled { id: MessageId },
    /// Text typed but not sent; empty: no draft any more.
    Draft { key: ConversationKey, text: String },
    /// A claim was asked for: it may be ours.
    Claiming { key: ConversationKey },
    /// It is not ours (any more).
    LetGo { key: ConversationKey },
    /// A hand back or resolve waits to be written.
    Leaving { key: ConversationKey },
    /// It was taken back, or is being written.
    Stayed { key: ConversationKey },
    /// What the customer wrote up to then was before the person's eyes.
    Looked { key: ConversationKey, at: Timestamp },
}

/// Conversations of which it is remembered how far they were seen.
const LOOKED: usize = 500;

/// What the entries of a journal come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Replies that may not be in the table, oldest first.
    pub unsettled: Vec<(MessageId, ConversationKey, String)>,
    pub drafts: Vec<(ConversationKey, String)>,
    /// Conversations that may be ours.
    pub claims: Vec<ConversationKey>,
    /// Those of which a hand back or resolve waited to be written.
    pub leaving: Vec<ConversationKey>,
    /// How far conversations were seen, the latest last.
    pub looked: Vec<(ConversationKey, Timestamp)>,
}

impl Memory {
    /// Takes in one more entry.
    pub fn learn(&mut self, entry: Entry) {
        match entry {
            Entry::Console { .. } => {}
            Entry::Reply { id, key, text } => self.unsettled.push((id, key, text)),
            Entry::Settled { id } => self.unsettled.retain(|(known, _, _)| *known != id),
            Entry::Draft { key, text } => {
                self.drafts.retain(|(known, _)| *known != key);
                if !text.is_empty() {
                    self.drafts.push((key, text));
                }
            }
            Entry::Claiming { key } => {
                if !self.claims.contains(&key) {
                    self.claims.push(key);
                }
            }
            Entry::LetGo { key } => {
                self.claims.retain(|known| *known != key);
                self.leaving.retain(|known| *known != key);
            }
            Entry::Leaving { key } => {
                if !self.leaving.contains(&key) {
                    self.leaving.push(key);
                }
            }
            Entry::Stayed { key } => self.leaving.retain(|known| *known != key),
            Entry::Looked { key, at } => self.look(key, at),
        }
    }

    fn look(&mut self, key: ConversationKey, at: Timestamp) {
        let mut at = at;
        // Another console of the same person may have seen more.
        self.looked.retain(|(known, seen)| {
            let other = *known != key;
            if !other {
                at = at.max(*seen);
            }
            other
        });
        self.looked.push((key, at));
        let over = self.looked.len().saturating_sub(LOOKED);
        self.looked.drain(..over);
    }

    /// The entries that say just this, for a file that begins anew.
    pub fn entries(&self) -> Vec<Entry> {
        let replies = self.unsettled.iter().cloned();
        let drafts = self.drafts.iter().cloned();
        let claims = self.claims.iter().cloned();
        let leaving = self.leaving.iter().cloned();
        let looked = self.looked.iter().cloned();
        replies
            .map(|(id, key, text)| Entry::Reply { id, key, text })
            .chain(drafts.map(|(key, text)| Entry::Draft { key, text }))
            .chain(claims.map(|key| Entry::Claiming { key }))
            .chain(leaving.map(|key| Entry::Leaving { key }))
            .chain(looked.map(|(key, at)| Entry::Looked { key, at }))
            .collect()
    }

    /// Whether there is nothing to remember.
    pub fn is_empty(&self) -> bool {
        self.unsettled.is_empty()
            && self.drafts.is_empty()
            && self.claims.is_empty()
            && self.leaving.is_empty()
            && self.looked.is_empty()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::id::TenantId;

    #[test]
    fn how_far_was_seen_never_goes_back_and_the_oldest_is_forgotten() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let key = |n: usize| ConversationKey::marketplace(&TenantId::from("a"), &format!("c{n}"));
        let mut memory = Memory::default();
        for second in [5, 9, 7] {
            let entry = Entry::Looked {
                key: key(0),
                at: at(second),
            };
            memory.learn(entry);
        }
        assert_eq!(memory.looked, [(key(0), at(9))]);
        let mut again = Memory::default();
        memory
            .entries()
            .into_iter()
            .for_each(|entry| again.learn(entry));
        assert_eq!(again, memory);
        for n in 1..=LOOKED {
            let entry = Entry::Looked {
                key: key(n),
                at: at(1),
            };
            memory.learn(entry);
        }
        assert_eq!(memory.looked.len(), LOOKED);
        assert_eq!(memory.looked.first().map(|(key, _)| key), Some(&key(1)));
    }
}
