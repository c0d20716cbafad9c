//! Claim: exactly one winner, and the loser is told who in the same round trip. Four round trips:
//! read claim and conversation; transaction of claim and audit; pause of the bot; audit of the pause.

use super::{Deed, Desk, Writing, after, new_intent};
use crate::control::claim::next;
use crate::control::{Committed, Transaction};
use crate::domain::audit::Action;
use crate::domain::conversation::{ConversationRow, Record};
use crate::domain::handoff::{Claim, ClaimState, Claimed, Ending, Fence, Pause};
use crate::domain::id::ConversationKey;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Right;
use crate::domain::text::Text;
use crate::journal::Entry;
use crate::platform::Write;
use jiff::SignedDuration;

/// How often a claim begins anew because it is free but its fence moved on.
const STARTS: u32 = 2;
/// How often the pause is written again because the bot changed the item meanwhile.
const PAUSE_TRIES: u32 = 6;
/// The word that pauses the bot.
const PAUSED: &str = "PASSED_TO_HUMAN";

impl Desk<Writing> {
    /// Takes a conversation for this desk's actor, for as long as `lease` without a heartbeat.
    /// `takeover`: why a conversation that nobody escalated is taken from its bot.
    ///
    /// # Errors
    /// Failures after which it is certain that nothing was claimed; `Invalid` when a reason is needed.
    pub async fn claim(
        &self,
        key: &ConversationKey,
        takeover: Option<&Text>,
        lease: SignedDuration,
    ) -> Result<Claimed, Problem> {
        self.claim_as(Action::Claim, key, takeover, lease).await
    }

    /// Takes a conversation again that a person resolved; its bot is paused as by a claim.
    ///
    /// # Errors
    /// As [`Self::claim`]; `Invalid` when nobody resolved it, or somebody took it since.
    pub async fn reopen(
        &self,
        key: &ConversationKey,
        lease: SignedDuration,
    ) -> Result<Claimed, Problem> {
        self.may(Right::Converse, key.platform, &key.tenant)?;
        let seen = self.control(key.platform).reader().claim(key).await?;
        match seen {
            Some(claim) if claim.is_live(self.now()) && !claim.is_of(self.actor()) => {
                return Ok(Claimed::Lost { holder: claim });
            }
            Some(claim) if claim.is_of(self.actor()) => {}
            Some(claim)
                if claim.state == ClaimState::Released
                    && claim.ending == Some(Ending::Resolved) => {}
            _ => {
                return Err(Problem::new(
                    Trouble::Invalid,
                    "reopen",
                    "it is not resolved",
                ));
            }
        }
        let reason = Text::from_untrusted("reopened");
        self.claim_as(Action::Reopen, key, Some(&reason), lease)
            .await
    }

    async fn claim_as(
        &self,
        action: Action,
        key: &ConversationKey,
        takeover: Option<&Text>,
        lease: SignedDuration,
    ) -> Result<Claimed, Problem> {
        self.may(Right::Converse, key.platform, &key.tenant)?;
        // Where no bot can be paused, nothing is claimed: the lock would promise what no write can keep.
        self.handoffs(key.platform)?;
        let (seen, stored) = futures::future::try_join(
            self.control(key.platform).reader().claim(key),
            self.conversations(key.platform)?.read_bare(key),
        )
        .await?;
        let Some(stored) = stored.value else {
            return Ok(Claimed::NotFound);
        };
        let mut seen = seen;
        if let Some(claim) = seen.take_if(|claim| claim.is_of(self.actor())) {
            match self.renew(&claim, lease).await? {
                Ok(claim) => {
                    self.pause_if_needed(&claim, stored.row.record, takeover)
                        .await;
                    return Ok(Claimed::Already { claim });
                }
                Err(found) => seen = found,
            }
        }
        if let Some(claim) = &seen
            && !self.is_open_to_us(claim)
        {
            return Ok(Claimed::Lost {
                holder: claim.clone(),
            });
        }
        if !stored.row.status().waits_for_human() && takeover.is_none() {
            return Err(Problem::new(
                Trouble::Invalid,
                "takeover",
                "nobody escalated it",
            ));
        }
        self.journal().keep(&Entry::Claiming { key: key.clone() })?;
        let taken = self
            .take(action, key, seen, &stored.row, takeover, lease)
            .await;
        match taken {
            Ok(Claimed::Won { claim, .. }) => {
                let pause = self.pause(&claim, stored.row.record, takeover).await;
                Ok(Claimed::Won { claim, pause })
            }
            Ok(Claimed::Unknown) => Ok(Claimed::Unknown),
            other => {
                self.journal().keep(&Entry::LetGo { key: key.clone() })?;
                other
            }
        }
    }

    /// Whether this desk may take it now: nobody has it, or who has it means it for this person.
    fn is_open_to_us(&self, claim: &Claim) -> bool {
        claim.is_free(self.now()) || claim.is_handed_to(self.actor())
    }

    async fn take(
        &self,
        action: Action,
        key: &ConversationKey,
        mut seen: Option<Claim>,
        row: &ConversationRow,
        takeover: Option<&Text>,
        lease: SignedDuration,
    ) -> Result<Claimed, Problem> {
        for _ in 0..STARTS {
            let now = self.now();
            let intent = new_intent(now);
            let fence = seen.as_ref().map_or(Fence::default(), |claim| claim.fence);
            let mut claim = next(key, fence, self.actor(), &intent, now, after(now, lease));
            claim.arranged.last_reply = seen.as_ref().and_then(|seen| seen.arranged.last_reply);
            let handed = seen
                .as_ref()
                .filter(|seen| seen.is_handed_to(self.actor()))
                .and_then(|seen| seen.arranged.assigned.as_ref());
            let deed = Deed {
                platform: key.platform,
                tenant: &key.tenant,
                target: key.conversation.as_str(),
                before: Some(row.status().word()),
                after: Some(PAUSED),
                reason: takeover,
                intent: &intent,
                fence: Some(claim.fence),
            };
            let entry = self.entry(action, &deed, now);
            let transaction = Transaction::new(intent)
                .own(self.control(key.platform).take(
                    fence,
                    &claim,
                    handed.map(|assigned| &assigned.to),
                    now,
                )?)
                .own(self.control(key.platform).audited(&entry)?);
            let found = match self.control(key.platform).commit(&transaction).await {
                Ok(Committed::Done { repeated: false }) => return Ok(won(claim)),
                Ok(Committed::Done { repeated: true } | Committed::Unknown(_)) => {
                    match self.control(key.platform).reader().claim(key).await {
                        Ok(found) => found,
                        Err(_) => return Ok(Claimed::Unknown),
                    }
                }
                Ok(Committed::Refused(found)) => found,
                // Kept out by others: perhaps by one who has it now.
                Err(busy) if busy.trouble == Trouble::Throttled => {
                    match self.control(key.platform).reader().claim(key).await {
                        Ok(Some(found)) if !self.is_open_to_us(&found) => Some(found),
                        _ => return Err(busy),
                    }
                }
                Err(problem) => return Err(problem),
            };
            match found {
                Some(found) if found.intent == claim.intent => return Ok(won(found)),
                Some(found) if found.is_of(self.actor()) => {
                    return Ok(Claimed::Already { claim: found });
                }
                Some(found) if self.is_open_to_us(&found) => seen = Some(found),
                Some(found) => return Ok(Claimed::Lost { holder: found }),
                None => return Ok(Claimed::Unknown),
            }
        }
        Ok(Claimed::Unknown)
    }

    /// Writes the bot's pause under a claim that is ours, reads it back from the write itself and audits it.
    /// `record` is the item as seen. Goes on only while the claim is ours.
    pub async fn pause(
        &self,
        claim: &Claim,
        record: Option<Record>,
        takeover: Option<&Text>,
    ) -> Pause {
        match self.try_pause(claim, record, takeover).await {
            Ok(()) => Pause::Verified,
            Err(problem) => Pause::Pending(problem),
        }
    }

    /// Tries again to pause the bot of a held conversation, from what its item says now.
    pub async fn pause_again(&self, claim: &Claim, takeover: Option<&Text>) -> Pause {
        match self.record_while_ours(claim).await {
            Ok(record) => self.pause(claim, record, takeover).await,
            Err(problem) => Pause::Pending(problem),
        }
    }

    /// Pauses the bot under a claim that a console goes on with, unless that was surely done: the run that
    /// claimed may have ended right after the claim.
    pub(super) async fn pause_if_needed(
        &self,
        claim: &Claim,
        record: Option<Record>,
        takeover: Option<&Text>,
    ) {
        let paused = record
            .as_ref()
            .is_some_and(|record| record.status.pauses_bot());
        if !paused {
            // Whoever holds the claim watches the bot, and says so while it is not silent.
            let _ = self.pause_again(claim, takeover).await;
        }
    }

    async fn try_pause(
        &self,
        claim: &Claim,
        mut record: Option<Record>,
        takeover: Option<&Text>,
    ) -> Result<(), Problem> {
        let handoffs = self.handoffs(claim.key.platform)?;
        let unstated = Text::from_untrusted("");
        for _ in 0..PAUSE_TRIES {
            let now = self.now();
            let written = match &record {
                Some(seen) => {
                    handoffs
                        .pause(&claim.key, seen, &claim.operator, now)
                        .await?
                }
                None => {
                    let reason = takeover.unwrap_or(&unstated);
                    handoffs
                        .open_record(&claim.key, reason, &claim.operator, now)
                        .await?
                }
            };
            if let Write::Done(after) = written {
                return self.audit_pause(claim, record.as_ref(), &after).await;
            }
            record = self.record_while_ours(claim).await?;
        }
        Err(Problem::new(
            Trouble::TimedOut,
            "pause",
            "the item keeps changing",
        ))
    }

    async fn audit_pause(
        &self,
        claim: &Claim,
        before: Option<&Record>,
        after: &Record,
    ) -> Result<(), Problem> {
        let action = match before {
            Some(_) => Action::PauseVerified,
            None => Action::TakeoverRecord,
        };
        let deed = Deed {
            platform: claim.key.platform,
            tenant: &claim.key.tenant,
            target: claim.key.conversation.as_str(),
            before: before.map(|record| record.status.word()),
            after: Some(after.status.word()),
            reason: None,
            intent: &claim.intent,
            fence: Some(claim.fence),
        };
        let entry = self.entry(action, &deed, self.now());
        self.control(claim.key.platform).audit_now(&entry).await
    }

    /// The conversation's item, provided that the claim is still ours at its fence. First the item, then the
    /// claim: whoever takes the claim after that moves the item's `updatedAt` past what was read here.
    pub(super) async fn record_while_ours(&self, claim: &Claim) -> Result<Option<Record>, Problem> {
        let port = self.conversations(claim.key.platform)?;
        let stored = port.read_bare(&claim.key).await?.value;
        let now = self
            .control(claim.key.platform)
            .reader()
            .claim(&claim.key)
            .await?;
        let ours = now.is_some_and(|now| {
            now.fence == claim.fence && now.state == ClaimState::Held && now.intent == claim.intent
        });
        if !ours {
            return Err(Problem::new(
                Trouble::Refused,
                "pause",
                "the conversation is not ours any more",
            ));
        }
        match stored {
            Some(stored) => Ok(stored.row.record),
            // Without any item of it, a record would be a conversation that never was.
            None => Err(Problem::new(
                Trouble::NotFound,
                "pause",
                "the conversation is gone",
            )),
        }
    }
}

pub(super) fn won(claim: Claim) -> Claimed {
    Claimed::Won {
        claim,
        pause: Pause::Verified,
    }
}
