//! Steal: a conversation that another holds, with a reason he is shown. One transaction on the fence that the
//! person saw, then the pause as after a claim: it moves the item past whatever the former owner still writes.

use super::{Deed, Desk, Writing, after, new_intent};
use crate::control::claim::next;
use crate::control::{Committed, Transaction};
use crate::domain::agent::MIN_REASON_CHARS;
use crate::domain::audit::Action;
use crate::domain::handoff::{Claim, ClaimState, Claimed, Fence, Taken};
use crate::domain::id::ConversationKey;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Right;
use crate::domain::text::Text;
use crate::journal::Entry;
use jiff::SignedDuration;

impl Desk<Writing> {
    /// Takes a conversation from the one who holds it at the fence `seen`. Where it is free by now it is
    /// claimed; where yet another has it, nothing is written and he is named.
    ///
    /// # Errors
    /// `Invalid` for a reason that is too short; failures after which it is certain that nothing was taken.
    pub async fn steal(
        &self,
        key: &ConversationKey,
        seen: Option<Fence>,
        reason: &Text,
        lease: SignedDuration,
    ) -> Result<Claimed, Problem> {
        self.may(Right::Converse, key.platform, &key.tenant)?;
        self.handoffs(key.platform)?;
        let length = reason.trim().chars().count();
        if length < MIN_REASON_CHARS {
            return Err(Problem::new(
                Trouble::Invalid,
                "reason",
                format!("{length} characters, {MIN_REASON_CHARS} at least"),
            ));
        }
        let (held, stored) = futures::future::try_join(
            self.control(key.platform).reader().claim(key),
            self.conversations(key.platform)?.read_bare(key),
        )
        .await?;
        let Some(stored) = stored.value else {
            return Ok(Claimed::NotFound);
        };
        let held = held.filter(|claim| !claim.is_free(self.now()));
        let Some(held) = held.filter(|claim| !claim.is_of(self.actor())) else {
            return self.claim(key, Some(reason), lease).await;
        };
        // Half given back: whoever finishes that makes it free.
        if seen.is_some_and(|seen| seen != held.fence) || held.state != ClaimState::Held {
            return Ok(Claimed::Lost { holder: held });
        }
        self.journal().keep(&Entry::Claiming { key: key.clone() })?;
        match self.take_from(&held, reason, lease).await {
            Ok(Claimed::Won { claim, .. }) => {
                let pause = self.pause(&claim, stored.row.record, Some(reason)).await;
                Ok(Claimed::Won { claim, pause })
            }
            Ok(Claimed::Unknown) => Ok(Claimed::Unknown),
            other => {
                self.journal().keep(&Entry::LetGo { key: key.clone() })?;
                other
            }
        }
    }

    async fn take_from(
        &self,
        held: &Claim,
        reason: &Text,
        lease: SignedDuration,
    ) -> Result<Claimed, Problem> {
        let (key, now) = (&held.key, self.now());
        let intent = new_intent(now);
        let until = after(now, lease);
        let mut claim = next(key, held.fence, self.actor(), &intent, now, until);
        claim.taken = Some(Box::new(Taken {
            from: held.operator.clone(),
            reason: Text::from_untrusted(reason.trim()),
        }));
        let deed = Deed {
            platform: key.platform,
            tenant: &key.tenant,
            target: key.conversation.as_str(),
            before: Some(&held.owner),
            after: Some(&claim.owner),
            reason: Some(reason),
            intent: &intent,
            fence: Some(claim.fence),
        };
        let entry = self.entry(Action::Steal, &deed, now);
        let control = self.control(key.platform);
        let transaction = Transaction::new(intent)
            .own(control.steal(held, &claim)?)
            .own(control.audited(&entry)?);
        let found = match control.commit(&transaction).await? {
            Committed::Done { repeated: false } => return Ok(super::claim::won(claim)),
            Committed::Refused(Some(found)) => Some(found),
            // Nobody can tell from the answer: the claim itself says whose it is.
            Committed::Done { repeated: true }
            | Committed::Refused(None)
            | Committed::Unknown(_) => match control.reader().claim(key).await {
                Ok(found) => found,
                Err(_) => return Ok(Claimed::Unknown),
            },
        };
        Ok(match found {
            Some(found) if found.intent == claim.intent => super::claim::won(found),
            // The request may still be on its way: it stays unknown until the lease or the fence moves.
            Some(found) if found.fence == held.fence && found.state == ClaimState::Held => {
                Claimed::Unknown
            }
            Some(found) => Claimed::Lost { holder: found },
            None => Claimed::Unknown,
        })
    }
}
