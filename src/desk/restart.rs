//! After a restart: what the journal says was begun is compared with the tables, finished or given back
//! to the person. Nothing is sent or claimed again by the machine.

use super::unanswered::Begun;
use super::{Desk, Writing};
use crate::domain::handoff::{Claim, LEASE, Recovered};
use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use crate::domain::reply::ReplyState;
use crate::journal::{Entry, Memory};

/// What a console goes on with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resumed {
    /// Claims that are still ours, at the fence they had.
    pub claims: Vec<Claim>,
    pub drafts: Vec<(ConversationKey, String)>,
    /// How far conversations were seen.
    pub looked: Vec<(ConversationKey, jiff::Timestamp)>,
    pub found: Vec<Recovered>,
}

impl Desk<Writing> {
    /// Goes on with what an earlier run of this console left.
    ///
    /// # Errors
    /// Any failure of a call; the journal still has everything.
    pub async fn resume(&self, memory: Memory) -> Result<Resumed, Problem> {
        let mut resumed = Resumed {
            drafts: memory.drafts,
            looked: memory.looked,
            ..Resumed::default()
        };
        for key in memory.claims {
            self.resume_claim(key, &mut resumed).await?;
        }
        for key in memory.leaving {
            self.journal().keep(&Entry::Stayed { key: key.clone() })?;
            // Where it is not ours any more, that is said already.
            if resumed.claims.iter().any(|claim| claim.key == key) {
                resumed.found.push(Recovered::NotLeft { key });
            }
        }
        for (id, key, text) in memory.unsettled {
            let again = None;
            let begun = Begun {
                id,
                key,
                text,
                again,
            };
            if self.give_back(&begun, &mut resumed.drafts).await? {
                let key = begun.key;
                resumed.found.push(Recovered::ReplyNotRecorded { key });
            }
        }
        self.look_after_outbox().await;
        // What cannot be looked after now is found again by the first look of the screen. Verbs share one
        // console and have no screen to ask on.
        let open = match self.actor().console.is_headless() {
            true => Vec::new(),
            false => self.look_after_replies(true).await.unwrap_or_default(),
        };
        for reply in open {
            if reply.owner == self.actor().identity && reply.state == ReplyState::Unknown {
                resumed
                    .found
                    .push(Recovered::ReplyUnconfirmed { key: reply.key });
            }
        }
        Ok(resumed)
    }

    async fn resume_claim(
        &self,
        key: ConversationKey,
        resumed: &mut Resumed,
    ) -> Result<(), Problem> {
        let mut claim = self.control(key.platform).reader().claim(&key).await?;
        if let Some(seen) = claim.take_if(|claim| claim.is_of(self.actor())) {
            match self.renew(&seen, LEASE).await? {
                Ok(held) => {
                    let stored = self.conversations(key.platform)?.read(&key).await?.value;
                    let record = stored.and_then(|stored| stored.row.record);
                    self.pause_if_needed(&held, record, None).await;
                    resumed.claims.push(held);
                    return Ok(());
                }
                Err(found) => claim = found,
            }
        } else if let Some(left) = claim.as_ref().filter(|claim| self.is_left_by_us(claim)) {
            self.finish_release(left).await?;
            resumed.found.push(Recovered::HandBackFinished { key });
            return Ok(());
        }
        self.journal().keep(&Entry::LetGo { key: key.clone() })?;
        let now = self.now();
        let was_ours = claim.is_some();
        if was_ours {
            resumed.found.push(Recovered::LeaseEnded {
                key,
                holder: claim.filter(|claim| claim.is_live(now)),
            });
        }
        Ok(())
    }
}
