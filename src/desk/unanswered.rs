//! Replies whose recording had no answer. (1) Their place in the table is taken, unless the row is there: what may
//! still be on its way never becomes one; (2) the words are the person's draft again, in the journal; (3) the journal
//! forgets the reply. Dead between two of them, all is done again. Of one that was to be sent again (1) is all: its
//! words are in the reply that is still in doubt. Nothing is recorded or sent by the machine.

use super::{Desk, Writing};
use crate::domain::id::{ConversationKey, MessageId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::reply::Unanswered;
use crate::journal::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A reply as the journal has it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Begun {
    pub id: MessageId,
    pub key: ConversationKey,
    pub text: String,
    /// The reply in doubt that it is to send again; `None`: it is new, and in the journal.
    pub again: Option<MessageId>,
}

/// Replies of this desk of which nobody can tell whether they are recorded; never one that is being recorded.
/// Clones are the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Waiting(Arc<Mutex<Vec<Begun>>>);

impl Waiting {
    pub(super) fn note(&self, begun: Begun) {
        self.lock().push(begun);
    }

    fn all(&self) -> Vec<Begun> {
        self.lock().clone()
    }

    fn forget(&self, id: &MessageId) {
        self.lock().retain(|one| one.id != *id);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Begun>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk<Writing> {
    /// Finds out what became of the replies whose recording had no answer. What cannot be found out now is
    /// left for the next time.
    pub async fn settle_unanswered(&self) -> Vec<Unanswered> {
        let mut settled = Vec::new();
        for begun in self.mode.unanswered.all() {
            let Ok((_, mut memory)) = self.journal().recall() else {
                break;
            };
            if let Ok(given_back) = self.give_back(&begun, &mut memory.drafts).await {
                self.mode.unanswered.forget(&begun.id);
                settled.push(Unanswered {
                    key: begun.key,
                    text: begun.text,
                    recorded: !given_back,
                    again: begun.again,
                });
            }
        }
        settled
    }

    /// The same of one, at once; whether it is recorded. `false`: nobody can tell yet.
    ///
    /// # Errors
    /// It surely was not recorded.
    pub(super) async fn settle_at_once(&self, begun: Begun) -> Result<bool, Problem> {
        let control = self.control(begun.key.platform);
        let withdrawn = control.withdraw(&begun.key, &begun.id, self.now()).await;
        let Ok(withdrawn) = withdrawn else {
            self.mode.unanswered.note(begun);
            return Ok(false);
        };
        // A draft is in the journal still: it goes only when the reply is recorded.
        self.forget(&begun)?;
        match withdrawn {
            true => Err(Problem::new(
                Trouble::TimedOut,
                "reply",
                "it was not recorded",
            )),
            false => Ok(true),
        }
    }

    /// What became of it is known.
    fn forget(&self, begun: &Begun) -> Result<(), Problem> {
        match begun.again {
            Some(_) => Ok(()),
            None => self.journal().keep(&Entry::Settled {
                id: begun.id.clone(),
            }),
        }
    }

    /// Gives a reply back to its writer unless it is in the table; whether it did. `drafts`: those of the
    /// journal.
    pub(super) async fn give_back(
        &self,
        begun: &Begun,
        drafts: &mut Vec<(ConversationKey, String)>,
    ) -> Result<bool, Problem> {
        let Begun {
            id,
            key,
            text,
            again,
        } = begun;
        let control = self.control(key.platform);
        let withdrawn = control.withdraw(key, id, self.now()).await?;
        if withdrawn && again.is_none() {
            let draft = match drafts.iter().position(|(known, _)| known == key) {
                Some(at) => {
                    let (_, later) = drafts.remove(at);
                    format!("{text}\n{later}")
                }
                None => text.clone(),
            };
            self.journal().keep(&Entry::Draft {
                key: key.clone(),
                text: draft.clone(),
            })?;
            drafts.push((key.clone(), draft));
        }
        self.forget(begun)?;
        Ok(withdrawn)
    }
}
