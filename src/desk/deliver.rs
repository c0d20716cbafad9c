//! Deliver: a queued reply goes out. (1) One transaction checks the claim and moves it to `sending`; (2) the
//! provider is called, once; (3) one transaction writes what came of it. Dead between two of them, the row says
//! how far it got. Only (2) is outside of any fence: what happened there after a loss is recorded and audited.

use super::{Deed, Desk, Writing, after, new_intent};
use crate::control::reply::{ReplyRow, Step};
use crate::control::{Committed, Transaction};
use crate::delivery::{Outgoing, Sent, Words};
use crate::domain::audit::Action;
use crate::domain::conversation::{Message, MessageKind, Origin, Speaker};
use crate::domain::handoff::{Claim, Owned};
use crate::domain::id::MessageId;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::reply::{MOST_ATTEMPTS, OpenReply, Refusal, ReplyState, wait_after};
use crate::domain::role::Right;
use crate::domain::text::Text;
use std::time::Duration;

/// How often what came of a call is written, before the row is left as it is: "sending", then "unknown".
const TRIES: u32 = 5;
/// The pause before the second of them; it doubles.
const PAUSE: Duration = Duration::from_millis(200);

impl Desk<Writing> {
    /// Sends a reply that is queued and due; one that is not is answered as it is. The reply as it then stands:
    /// queued again where the provider refused it for a while.
    ///
    /// # Errors
    /// `NotFound` for no reply; any failure before anything was sent: it is still queued then.
    pub async fn deliver(
        &self,
        claim: &Claim,
        id: &MessageId,
    ) -> Result<Owned<OpenReply>, Problem> {
        self.may(Right::Converse, claim.key.platform, &claim.key.tenant)?;
        let control = self.control(claim.key.platform);
        let found = control.reader().reply(&claim.key, id).await?;
        let gone = || Problem::new(Trouble::NotFound, "a reply", "it is not there");
        let row = found.ok_or_else(gone)?;
        let early = row.reply.fate.due.is_some_and(|due| due > self.now());
        if row.reply.state != ReplyState::Queued || row.reply.fate.settled.is_some() || early {
            return Ok(Owned::Done(row.reply));
        }
        let channels = self.mode.channels.get(&claim.key.platform);
        let (channel, to) = match channels {
            Some(channels) => {
                let key = &claim.key;
                futures::future::try_join(channels.channel(key), channels.recipient(key)).await?
            }
            None => (None, None),
        };
        let (Some(channel), Some(to)) = (channel, to) else {
            let words = match channels {
                Some(_) => "no channel, or no number of the customer",
                None => "no channel is configured any more",
            };
            return self.written(claim, row, certain(words)).await;
        };
        let row = match self.begin(claim, row).await? {
            Ok(row) => row,
            Err(owned) => return Ok(owned),
        };
        let sent = channel
            .send(&Outgoing {
                key: &claim.key,
                reply: id,
                operator: claim.operator.as_str(),
                to: &to,
                words: match &row.reply.fate.template {
                    Some(template) => Words::Template(template),
                    None => Words::Text(row.reply.text.as_str()),
                },
            })
            .await;
        let owned = self.written(claim, row, sent).await?;
        if let Owned::Done(reply) = &owned
            && reply.state == ReplyState::Accepted
        {
            self.tell_bot(claim, &message(claim, reply)).await;
        }
        Ok(owned)
    }

    /// Moves it to `sending` while the claim is ours. `Err`: nobody may send it now.
    async fn begin(
        &self,
        claim: &Claim,
        row: ReplyRow,
    ) -> Result<Result<ReplyRow, Owned<OpenReply>>, Problem> {
        let control = self.control(claim.key.platform);
        let now = self.now();
        let sender = new_intent(now);
        let transaction = Transaction::new(sender.clone())
            .own(control.still_held(claim)?)
            .own(control.sending(&row, &sender, now)?);
        let committed = control.commit(&transaction).await?;
        if let Committed::Refused(Some(holder)) = committed {
            return Ok(Err(Owned::Lost(Some(holder))));
        }
        if matches!(committed, Committed::Done { repeated: false }) {
            let mut row = row;
            row.reply.state = ReplyState::Sending;
            row.reply.fate.since = Some(now);
            row.reply.fate.due = None;
            row.sender = Some(sender);
            return Ok(Ok(row));
        }
        let refused = matches!(committed, Committed::Refused(_));
        // No answer at first, or none at all: the row knows who began.
        match control.reader().reply(&claim.key, &row.reply.id).await {
            Ok(Some(found)) if found.sender.as_ref() == Some(&sender) => Ok(Ok(found)),
            Ok(Some(found)) if found.reply.state != ReplyState::Queued || refused => {
                Ok(Err(Owned::Done(found.reply)))
            }
            Ok(None) if refused => Ok(Err(Owned::Lost(None))),
            Ok(_) | Err(_) => Ok(Err(Owned::Unknown)),
        }
    }

    /// Writes what came of sending, whoever holds the claim by now.
    async fn written(
        &self,
        claim: &Claim,
        mut row: ReplyRow,
        sent: Sent,
    ) -> Result<Owned<OpenReply>, Problem> {
        let mut ours = true;
        let mut pause = PAUSE;
        let mut step = self.step(&row.reply, &sent);
        for _ in 0..TRIES {
            match self.try_write(claim, &row, &step, ours).await {
                Ok(Committed::Done { .. }) => {
                    return Ok(Owned::Done(stepped(row.reply, step, self.now())));
                }
                Ok(Committed::Refused(Some(_))) if ours => {
                    ours = false;
                    continue;
                }
                Ok(Committed::Refused(_) | Committed::Unknown(_)) | Err(_) => {}
            }
            let reader = self.control(claim.key.platform).reader();
            if let Ok(Some(found)) = reader.reply(&claim.key, &row.reply.id).await {
                let done = found.reply.state == step.state && found.reply.fate.due == step.due;
                if done || found.reply.state.after(step.state) == found.reply.state {
                    return Ok(Owned::Done(found.reply));
                }
                if step.state == ReplyState::Queued && found.reply.state != row.reply.state {
                    // Others take it for unknown by now, and it surely was refused.
                    step.state = ReplyState::Failed;
                    step.due = None;
                }
                row = found;
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        Ok(Owned::Unknown)
    }

    async fn try_write(
        &self,
        claim: &Claim,
        row: &ReplyRow,
        step: &Step,
        ours: bool,
    ) -> Result<Committed, Problem> {
        let control = self.control(claim.key.platform);
        let now = self.now();
        let intent = new_intent(now);
        let mut transaction =
            Transaction::new(intent.clone()).own(control.stepped(row, step, now)?);
        if ours {
            transaction = transaction.own(control.still_held(claim)?);
        } else {
            let deed = Deed {
                platform: claim.key.platform,
                tenant: &claim.key.tenant,
                target: claim.key.conversation.as_str(),
                before: None,
                after: Some(row.reply.id.as_str()),
                reason: None,
                intent: &intent,
                fence: Some(claim.fence),
            };
            let entry = self.entry(Action::SentAfterLoss, &deed, now);
            transaction = transaction.own(control.audited(&entry)?);
        }
        if let Some(provider) = &step.provider {
            transaction = transaction.own(control.sent_as(&row.reply, provider, now)?);
        }
        control.commit(&transaction).await
    }

    /// The step that follows from what came of sending.
    fn step(&self, reply: &OpenReply, sent: &Sent) -> Step {
        match sent {
            Sent::Accepted { id } => Step {
                provider: id.clone().filter(|id| !id.is_empty()),
                ..Step::to(ReplyState::Accepted)
            },
            Sent::Refused { refusal, again } => {
                let attempt = reply.fate.attempt + 1;
                let wait = again
                    .filter(|_| attempt <= MOST_ATTEMPTS)
                    .map(|told| wait_after(attempt, told));
                let state = match wait {
                    Some(_) => ReplyState::Queued,
                    None => ReplyState::Failed,
                };
                Step {
                    failure: Some(refusal.clone()),
                    due: wait.map(|wait| after(self.now(), wait)),
                    ..Step::to(state)
                }
            }
            Sent::Unknown { why } => Step {
                failure: Some(Refusal {
                    code: None,
                    words: why.clone(),
                }),
                ..Step::to(ReplyState::Unknown)
            },
        }
    }
}

/// It surely was not sent.
fn certain(words: &str) -> Sent {
    Sent::Refused {
        refusal: Refusal {
            code: None,
            words: Text::from_untrusted(words),
        },
        again: None,
    }
}

/// The reply after a step.
pub(super) fn stepped(mut reply: OpenReply, step: Step, now: jiff::Timestamp) -> OpenReply {
    reply.state = step.state;
    reply.fate.since = Some(now);
    reply.fate.attempt += u32::from(step.due.is_some());
    reply.fate.due = step.due;
    reply.fate.provider = step.provider.or(reply.fate.provider);
    reply.fate.failure = step.failure.or(reply.fate.failure);
    reply
}

/// A reply as a transcript has it.
fn message(claim: &Claim, reply: &OpenReply) -> Message {
    Message {
        id: reply.id.clone(),
        at: Some(reply.at),
        from: Speaker::Human,
        by: Some(claim.operator.clone()),
        text: reply.text.clone(),
        kind: MessageKind::Text,
        origin: Origin::Ours,
        state: Some(reply.state),
        fate: Some(Box::new(reply.fate.clone())),
    }
}
