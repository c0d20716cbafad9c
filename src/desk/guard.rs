//! What an owner does so that the bot stays silent and people see each other: a pause written again where the
//! bot overwrote it, a line for every word that the bot said all the same, and signs of presence.

use super::{Deed, Desk, Mode, Writing, new_intent};
use crate::domain::audit::Action;
use crate::domain::conversation::{Message, MessageKind, Speaker};
use crate::domain::cost::{Cost, Read};
use crate::domain::guard::{Activity, Present};
use crate::domain::handoff::{Claim, Pause};
use crate::domain::id::{ConversationKey, MessageId};
use crate::domain::problem::Problem;
use crate::domain::role::Right;
use crate::journal::Entry;
use jiff::Timestamp;

impl<M: Mode> Desk<M> {
    /// Who else is in a conversation; nobody where there is no control table.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn present(&self, key: &ConversationKey) -> Result<Read<Vec<Present>>, Problem> {
        self.sees(key.platform, &key.tenant)?;
        let Some(control) = self.ours(key.platform) else {
            return Ok(Read {
                value: Vec::new(),
                cost: Cost::default(),
            });
        };
        let mut read = control.present(key, self.now()).await?;
        let ours = &self.actor().console;
        read.value.retain(|sign| sign.console != *ours);
        Ok(read)
    }
}

impl Desk<Writing> {
    /// Says that this desk's actor is in a conversation.
    ///
    /// # Errors
    /// Any failure of the call; the next sign follows soon.
    pub async fn appear(&self, key: &ConversationKey, doing: Activity) -> Result<(), Problem> {
        self.may(Right::Converse, key.platform, &key.tenant)?;
        let control = self.control(key.platform);
        control.appear(key, self.actor(), doing, self.now()).await
    }

    /// Writes the pause of a held conversation again, where its item does not say so any more, and audits it.
    /// `Ok(None)`: the bot is paused as it should be.
    ///
    /// # Errors
    /// Any failure of a call; `Refused` when the claim is not ours any more.
    pub async fn reassert(&self, claim: &Claim) -> Result<Option<Pause>, Problem> {
        let record = self.record_while_ours(claim).await?;
        if record
            .as_ref()
            .is_some_and(|record| record.status.pauses_bot())
        {
            return Ok(None);
        }
        let before = record
            .as_ref()
            .map(|record| record.status.word().to_owned());
        let pause = self.pause(claim, record, None).await;
        if pause == Pause::Verified {
            let intent = new_intent(self.now());
            let deed = Deed {
                before: before.as_deref(),
                after: Some("PASSED_TO_HUMAN"),
                intent: &intent,
                ..of_claim(claim)
            };
            let entry = self.entry(Action::PauseReasserted, &deed, self.now());
            self.control(claim.key.platform).audit_now(&entry).await?;
        }
        Ok(Some(pause))
    }

    /// Audits that the bot spoke under a claim of ours: one row for a message, however often it is told.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn overrun(
        &self,
        claim: &Claim,
        message: &MessageId,
        at: Timestamp,
    ) -> Result<(), Problem> {
        let deed = Deed {
            after: Some(message.as_str()),
            ..of_claim(claim)
        };
        let mut entry = self.entry(Action::BotOverrun, &deed, at);
        entry.id = id_of(&claim.key, message, at);
        self.control(claim.key.platform).audit_now(&entry).await
    }

    /// Remembers that a hand back or resolve waits to be written, or waits no more.
    ///
    /// # Errors
    /// `Journal` when it cannot be kept.
    pub fn keep_leaving(&self, key: ConversationKey, leaving: bool) -> Result<(), Problem> {
        self.journal().keep(&match leaving {
            true => Entry::Leaving { key },
            false => Entry::Stayed { key },
        })
    }

    /// The newest message of the customer or the bot that came after `seen`, as the system has it now: at most
    /// one read. What cannot be read holds nobody up.
    pub(super) async fn came_after(
        &self,
        key: &ConversationKey,
        seen: Timestamp,
    ) -> Option<Message> {
        let stored = self
            .conversations(key.platform)
            .ok()?
            .read(key)
            .await
            .ok()?;
        let mut messages = stored.value?.messages.into_iter().rev();
        messages.find(|message| speaks_up(message) && message.at.is_some_and(|at| at > seen))
    }
}

/// Whether a person must have read it before answering.
fn speaks_up(message: &Message) -> bool {
    match message.from {
        Speaker::Customer => true,
        Speaker::Bot => message.kind != MessageKind::WaitingLine,
        _ => false,
    }
}

fn of_claim(claim: &Claim) -> Deed<'_> {
    Deed {
        platform: claim.key.platform,
        tenant: &claim.key.tenant,
        target: claim.key.conversation.as_str(),
        before: None,
        after: None,
        reason: None,
        intent: &claim.intent,
        fence: Some(claim.fence),
    }
}

/// The id of the row about a message: of its time, and the same whoever tells of it and whenever (FNV-1a over
/// conversation and message, of which a ULID keeps 80 bits).
fn id_of(key: &ConversationKey, message: &MessageId, at: Timestamp) -> String {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let parts = [key.conversation.as_str(), "#", message.as_str()];
    let bytes = parts.iter().flat_map(|part| part.bytes());
    let hash = bytes.fold(BASIS, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(PRIME)
    });
    let millis = at.as_millisecond().try_into().unwrap_or(0);
    ulid::Ulid::from_parts(millis, hash).to_string()
}
