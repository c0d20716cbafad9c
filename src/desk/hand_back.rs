//! Hand back and resolve: (1) claim held → releasing with stretch and audit, (2) the system's item back to
//! its bot, (3) claim released. Whoever finds step 2 or 3 missing for ten seconds takes the claim over and
//! finishes it, so a console that dies in between loses nothing.

use super::{Deed, Desk, Writing, new_intent};
use crate::control::{Committed, Transaction};
use crate::domain::audit::{Action, AuditEntry};
use crate::domain::conversation::{Message, MessageKind, Origin, Speaker};
use crate::domain::handoff::{Claim, ClaimState, Ending, Released};
use crate::domain::id::{IntentId, MessageId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Right;
use crate::domain::text::Text;
use crate::journal::Entry;
use crate::platform::Write;

/// How often the item is written again because the bot changed it meanwhile.
const RESUME_TRIES: u32 = 6;

/// Why a release of a bulk action is made, and the id that joins its rows.
#[derive(Clone, Copy)]
pub(super) struct Because<'a> {
    pub reason: &'a Text,
    pub bulk: &'a str,
}

impl Desk<Writing> {
    /// Gives a conversation back to its bot, or resolves it: the system's item is the same, the outcome
    /// kept in claim and stretch differs.
    ///
    /// # Errors
    /// Failures after which it is certain that it is still ours.
    pub async fn hand_back(&self, claim: &Claim, ending: Ending) -> Result<Released, Problem> {
        self.hand_back_with(claim, ending, None).await
    }

    /// The same with what the bot should know: kept with the stretch and as a note, and appended to the item
    /// the way replies are, before the bot answers again.
    ///
    /// # Errors
    /// As [`Self::hand_back`].
    pub async fn hand_back_with(
        &self,
        claim: &Claim,
        ending: Ending,
        summary: Option<&Text>,
    ) -> Result<Released, Problem> {
        self.release(claim, ending, summary, None).await
    }

    /// The same as part of a bulk action, whose reason and id the audit row keeps.
    pub(super) async fn hand_back_because(
        &self,
        claim: &Claim,
        ending: Ending,
        because: Because<'_>,
    ) -> Result<Released, Problem> {
        self.release(claim, ending, None, Some(because)).await
    }

    async fn release(
        &self,
        claim: &Claim,
        ending: Ending,
        summary: Option<&Text>,
        because: Option<Because<'_>>,
    ) -> Result<Released, Problem> {
        self.may(Right::Converse, claim.key.platform, &claim.key.tenant)?;
        let intent = new_intent(self.now());
        if ending == Ending::Idle {
            return self.return_idle(claim, &intent).await;
        }
        let summary = summary.map(|summary| self.summary_of(claim, summary, &intent));
        let started = self.start_release(claim, ending, &intent, summary.as_ref(), because);
        let releasing = match started.await? {
            Ok(releasing) => releasing,
            Err(outcome) => return Ok(outcome),
        };
        if let Some(summary) = &summary {
            // A courtesy to the bot's context, as with replies.
            let handoffs = self.handoffs(claim.key.platform)?;
            let _ = handoffs.append_reply(&claim.key, summary).await;
        }
        let fence = releasing.fence;
        Ok(match self.finish_release(&releasing).await {
            Ok(()) => Released::Done { fence },
            Err(problem) => Released::Unfinished { fence, problem },
        })
    }

    /// Step 1. The inner error is an outcome that ends the verb.
    async fn start_release(
        &self,
        claim: &Claim,
        ending: Ending,
        intent: &IntentId,
        summary: Option<&Message>,
        because: Option<Because<'_>>,
    ) -> Result<Result<Claim, Released>, Problem> {
        let now = self.now();
        let action = match ending {
            Ending::HandedBack => Action::HandBack,
            Ending::Resolved => Action::Resolve,
            Ending::Idle => Action::Returned,
        };
        let deed = Deed {
            platform: claim.key.platform,
            tenant: &claim.key.tenant,
            target: claim.key.conversation.as_str(),
            before: None,
            after: Some("ACTIVE"),
            reason: because.map(|because| because.reason),
            intent,
            fence: Some(claim.fence),
        };
        let entry = AuditEntry {
            bulk: because.map(|because| because.bulk.to_owned()),
            ..self.entry(action, &deed, now)
        };
        let control = self.control(claim.key.platform);
        let words = summary.map(|summary| &summary.text);
        let mut transaction = Transaction::new(intent.clone())
            .own(control.releasing(claim, ending, intent, now)?)
            .own(control.stretch(claim, ending, intent, words, now)?)
            .own(control.audited(&entry)?);
        if let Some(summary) = summary {
            transaction = transaction.own(control.spoken(claim, summary)?);
        }
        let found = match self
            .control(claim.key.platform)
            .commit(&transaction)
            .await?
        {
            Committed::Done { .. } => {
                return Ok(Ok(Claim {
                    state: ClaimState::Releasing,
                    ending: Some(ending),
                    intent: intent.clone(),
                    lease_until: now,
                    ..claim.clone()
                }));
            }
            Committed::Refused(found) => found,
            Committed::Unknown(_) => match self
                .control(claim.key.platform)
                .reader()
                .claim(&claim.key)
                .await
            {
                Ok(Some(found)) if found.is_of(self.actor()) => return Ok(Err(Released::Unknown)),
                Ok(found) => found,
                Err(_) => return Ok(Err(Released::Unknown)),
            },
        };
        Ok(match found {
            Some(found) if found.intent == *intent => Ok(found),
            // An earlier run began this and did not come to the end.
            Some(found) if self.is_left_by_us(&found) && found.fence == claim.fence => Ok(found),
            Some(found) if found.fence == claim.fence && found.state != ClaimState::Held => {
                Err(Released::Already)
            }
            found => Err(Released::Lost(found)),
        })
    }

    fn summary_of(&self, claim: &Claim, words: &Text, intent: &IntentId) -> Message {
        Message {
            id: MessageId::from(intent.as_str()),
            at: Some(self.now()),
            from: Speaker::Note,
            by: Some(claim.operator.clone()),
            text: Text::from_untrusted(words.trim()),
            kind: MessageKind::Text,
            origin: Origin::Ours,
            state: None,
            fate: None,
        }
    }

    /// Back to the queue in one step: the bot stays paused, so the system's item is not touched and nobody
    /// has to finish anything.
    async fn return_idle(&self, claim: &Claim, intent: &IntentId) -> Result<Released, Problem> {
        let (now, ending, control) = (self.now(), Ending::Idle, self.control(claim.key.platform));
        let deed = Deed {
            platform: claim.key.platform,
            tenant: &claim.key.tenant,
            target: claim.key.conversation.as_str(),
            before: Some(&claim.owner),
            after: None,
            reason: None,
            intent,
            fence: Some(claim.fence),
        };
        let entry = self.entry(Action::Returned, &deed, now);
        let transaction = Transaction::new(intent.clone())
            .own(control.returned(claim, intent, now)?)
            .own(control.stretch(claim, ending, intent, None, now)?)
            .own(control.audited(&entry)?);
        let found = match control.commit(&transaction).await? {
            Committed::Done { .. } => None,
            Committed::Refused(found) => Some(found),
            Committed::Unknown(_) => match control.reader().claim(&claim.key).await {
                Ok(found) if found.as_ref().is_some_and(|one| one.is_of(self.actor())) => {
                    return Ok(Released::Unknown);
                }
                Ok(found) => Some(found),
                Err(_) => return Ok(Released::Unknown),
            },
        };
        self.journal().keep(&Entry::LetGo {
            key: claim.key.clone(),
        })?;
        Ok(match found {
            None => Released::Done { fence: claim.fence },
            Some(Some(found)) if found.intent == *intent => Released::Done { fence: claim.fence },
            Some(found) => Released::Lost(found),
        })
    }

    /// Finishes a hand back of this desk's own that stopped half way.
    pub async fn finish_own(&self, claim: &Claim) -> Released {
        let fence = claim.fence;
        match self.finish_release(claim).await {
            Ok(()) => Released::Done { fence },
            Err(problem) => Released::Unfinished { fence, problem },
        }
    }

    /// Whether it is this console's own and half given back.
    pub(super) fn is_left_by_us(&self, claim: &Claim) -> bool {
        claim.owner == self.actor().identity
            && claim.console == self.actor().console
            && claim.state == ClaimState::Releasing
    }

    /// Steps 2 and 3, on a releasing claim whose fence is ours.
    pub(super) async fn finish_release(&self, claim: &Claim) -> Result<(), Problem> {
        self.give_item_back(claim).await?;
        // The inner error means that somebody adopted it since: then it is theirs to finish.
        let _ = self.control(claim.key.platform).released(claim).await?;
        self.journal().keep(&Entry::LetGo {
            key: claim.key.clone(),
        })
    }

    async fn give_item_back(&self, claim: &Claim) -> Result<(), Problem> {
        let handoffs = self.handoffs(claim.key.platform)?;
        for _ in 0..RESUME_TRIES {
            // First the item, then the claim: whoever takes the claim after that moves the item's
            // `updatedAt` past what was read here, and our write is refused.
            let port = self.conversations(claim.key.platform)?;
            let stored = port.read_bare(&claim.key).await?;
            let found = self
                .control(claim.key.platform)
                .reader()
                .claim(&claim.key)
                .await?;
            let ours = found.is_some_and(|found| {
                found.fence == claim.fence && found.state == ClaimState::Releasing
            });
            let record = stored.value.and_then(|stored| stored.row.record);
            // Without a record nothing pauses the bot; without the fence it is another's to do.
            let (true, Some(record)) = (ours, record) else {
                return Ok(());
            };
            let now = self.now();
            let written = handoffs
                .resume(&claim.key, &record, &claim.operator, now)
                .await?;
            if let Write::Done(_) = written {
                return Ok(());
            }
        }
        Err(Problem::new(
            Trouble::TimedOut,
            "hand back",
            "the item keeps changing",
        ))
    }

    /// Finishes what consoles left half given back: takes each over (fence + 1, own intent) and ends it.
    /// Answers how many were finished.
    ///
    /// # Errors
    /// The first failure; what remains is found again.
    pub async fn finish_left(&self, claims: &[Claim]) -> Result<usize, Problem> {
        let now = self.now();
        let left = claims
            .iter()
            .filter(|claim| claim.state == ClaimState::Releasing && claim.is_free(now));
        let mut finished = 0;
        for claim in left {
            let intent = new_intent(now);
            let adopted = self
                .control(claim.key.platform)
                .adopt(claim, self.actor(), &intent, self.now())
                .await?;
            let adopted = match adopted {
                Ok(adopted) => adopted,
                // Refused by our own change, whose answer got lost.
                Err(Some(found)) if found.intent == intent => found,
                Err(_) => continue,
            };
            self.finish_release(&adopted).await?;
            finished += 1;
        }
        Ok(finished)
    }
}
