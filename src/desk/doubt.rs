//! Replies of which nobody can tell whether they went out: looked for at the provider for a minute, then asked
//! of a person, who asks again, sends again, or leaves it. The machine never sends one again.

use super::deliver::stepped;
use super::reply::travels;
use super::unanswered::Begun;
use super::{Deed, Desk, Writing, new_intent};
use crate::control::reply::{ReplyRow, Step};
use crate::control::{Committed, Transaction};
use crate::delivery::{Echo, Told};
use crate::domain::audit::Action;
use crate::domain::conversation::{Message, Speaker};
use crate::domain::handoff::{Claim, Owned};
use crate::domain::id::{ConversationKey, IntentId, MessageId, PlatformId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::reply::{
    Doubt, ECHO_FOR, ECHO_WITHIN, OpenReply, ReplyState, Reports, SENDING_FOR, Settled,
};
use crate::domain::role::Right;

impl Desk<Writing> {
    /// Looks after the replies that are open, of all consoles: one that nobody sends any more becomes unknown,
    /// and an unknown one is looked for where the provider can be asked. `fresh`: this console has just begun,
    /// so it sends none itself.
    ///
    /// # Errors
    /// A failure of listing them. What fails of one is left for the next time.
    pub async fn look_after_replies(&self, fresh: bool) -> Result<Vec<OpenReply>, Problem> {
        let mut open = Vec::new();
        // Conversations are taken over in the Marketplace only: the others have no replies.
        let reader = self.control(PlatformId::Marketplace).reader();
        for listed in reader.open_replies().await? {
            if self.sees(listed.key.platform, &listed.key.tenant).is_err() {
                continue;
            }
            let reply = match self.look_after_reply(&listed, fresh).await {
                Ok(Some(reply)) => reply,
                Ok(None) => continue,
                Err(_) => listed,
            };
            if reply.state.is_open() {
                open.push(reply);
            }
        }
        Ok(open)
    }

    async fn look_after_reply(
        &self,
        listed: &OpenReply,
        fresh: bool,
    ) -> Result<Option<OpenReply>, Problem> {
        let now = self.now();
        let since = listed.fate.since.unwrap_or(listed.at);
        let age = now.duration_since(since);
        let own = listed.owner == self.actor().identity
            && listed.console == self.actor().console.as_str();
        let left = listed.state == ReplyState::Sending && (age > SENDING_FOR || (fresh && own));
        let sought = listed.state == ReplyState::Unknown
            && listed.fate.reports == Reports::Asked
            && age <= ECHO_FOR;
        if !left && !sought {
            return Ok(Some(listed.clone()));
        }
        let control = self.control(listed.key.platform);
        let Some(row) = control.reader().reply(&listed.key, &listed.id).await? else {
            return Ok(None);
        };
        if row.reply.fate.settled.is_some() {
            return Ok(None);
        }
        match row.reply.state {
            ReplyState::Sending if left => {
                let step = Step::to(ReplyState::Unknown);
                let made = control.make_step(&row, &step, now).await?;
                Ok(made.map_or_else(|row| row.map(|row| row.reply), |row| Some(row.reply)))
            }
            ReplyState::Unknown if sought => Ok(Some(self.seek(row).await?)),
            _ => Ok(Some(row.reply)),
        }
    }

    /// Looks for an unknown reply at its provider; the reply as it stands after.
    async fn seek(&self, row: ReplyRow) -> Result<OpenReply, Problem> {
        let key = &row.reply.key;
        let channels = self.mode.channels.get(&key.platform);
        let Some(channels) = channels.filter(|_| row.reply.fate.reports == Reports::Asked) else {
            return Ok(row.reply);
        };
        let Some(channel) = channels.channel(key).await? else {
            return Ok(row.reply);
        };
        if let Some(id) = &row.reply.fate.provider {
            let told = channel.ask(id).await?;
            return match told {
                Some(told) => self.promote(row, None, &told).await,
                None => Ok(row.reply),
            };
        }
        let Some(to) = channels.recipient(key).await? else {
            return Ok(row.reply);
        };
        for echo in channel.recent(&to).await? {
            if is_echo(&row.reply, &echo) && self.is_free(&row.reply, &echo.id).await? {
                return self.promote(row, Some(echo.id), &echo.told).await;
            }
        }
        Ok(row.reply)
    }

    /// Whether no other reply is known under this id of the provider.
    pub(super) async fn is_free(&self, reply: &OpenReply, id: &str) -> Result<bool, Problem> {
        let reader = self.control(reply.key.platform).reader();
        let known = reader.reply_sent_as(reply.fate.route, id).await?;
        Ok(known.is_none_or(|(key, known)| key == reply.key && known == reply.id))
    }

    /// Raises a reply to what was told of it; never lowers it. The reply as it stands after.
    pub(super) async fn promote(
        &self,
        mut row: ReplyRow,
        provider: Option<String>,
        told: &Told,
    ) -> Result<OpenReply, Problem> {
        let control = self.control(row.reply.key.platform);
        for _ in 0..TRIES {
            let state = row.reply.state.after(told.state);
            // Recorded only, or not sent yet: nothing can be told of it.
            let sent = row.reply.state >= ReplyState::Sending;
            if state == row.reply.state || !sent {
                return Ok(row.reply);
            }
            let now = self.now();
            let step = Step {
                provider: provider.clone(),
                failure: told.failure.clone().filter(|_| state == ReplyState::Failed),
                ..Step::to(state)
            };
            let mut transaction =
                Transaction::new(new_intent(now)).own(control.stepped(&row, &step, now)?);
            if let Some(id) = &provider {
                transaction = transaction.own(control.sent_as(&row.reply, id, now)?);
            }
            if let Committed::Done { .. } = control.commit(&transaction).await? {
                return Ok(stepped(row.reply, step, now));
            }
            let found = control
                .reader()
                .reply(&row.reply.key, &row.reply.id)
                .await?;
            match found {
                Some(found) => row = found,
                None => return Ok(row.reply),
            }
        }
        Ok(row.reply)
    }

    /// What a person decides about a reply that is unknown, failed, or queued by nobody. The reply as it stands
    /// after; for [`Doubt::Resend`] the new one, queued.
    ///
    /// # Errors
    /// `NotFound` for no reply; any failure after which it is certain that nothing was written.
    pub async fn settle_doubt(
        &self,
        claim: &Claim,
        id: &MessageId,
        doubt: Doubt,
    ) -> Result<Owned<OpenReply>, Problem> {
        self.may(Right::Converse, claim.key.platform, &claim.key.tenant)?;
        let reader = self.control(claim.key.platform).reader();
        let gone = || Problem::new(Trouble::NotFound, "a reply", "it is not there");
        let row = reader.reply(&claim.key, id).await?.ok_or_else(gone)?;
        let open = matches!(
            row.reply.state,
            ReplyState::Unknown | ReplyState::Failed | ReplyState::Queued
        );
        if !open || row.reply.fate.settled.is_some() {
            return Ok(Owned::Done(row.reply));
        }
        match doubt {
            Doubt::Ask => Ok(Owned::Done(self.seek(row).await?)),
            Doubt::Drop => self.drop_reply(claim, row).await,
            Doubt::Resend => self.resend(claim, row).await,
        }
    }

    async fn drop_reply(&self, claim: &Claim, row: ReplyRow) -> Result<Owned<OpenReply>, Problem> {
        let now = self.now();
        let intent = new_intent(now);
        let control = self.control(claim.key.platform);
        let transaction = Transaction::new(intent.clone())
            .own(control.still_held(claim)?)
            .own(control.settled_as(&row, Settled::Dropped, now)?)
            .own(self.told_of(claim, &row.reply, Action::ReplyDropped, &intent)?);
        Ok(match control.commit(&transaction).await? {
            Committed::Done { .. } => {
                let mut reply = row.reply;
                reply.fate.settled = Some(Settled::Dropped);
                Owned::Done(reply)
            }
            other => self.instead(&claim.key, &row.reply.id, other).await,
        })
    }

    /// The old row and the new one in one transaction. The journal needs no word of it: the words are in the old
    /// row, which stays in doubt where this was not written. Without an answer the new row's place is taken, so
    /// that what is late never becomes one.
    async fn resend(&self, claim: &Claim, row: ReplyRow) -> Result<Owned<OpenReply>, Problem> {
        let line = self.line(&claim.key).await?;
        let mut message = self.message(claim, Speaker::Human, row.reply.text.as_str())?;
        travels(&mut message, &line, row.reply.fate.template.as_ref());
        let intent = IntentId::from(message.id.as_str());
        let control = self.control(claim.key.platform);
        let now = self.now();
        let transaction = Transaction::new(intent.clone())
            .own(control.still_held(claim)?)
            .own(control.settled_as(&row, Settled::Resent, now)?)
            .own(control.spoken(claim, &message)?)
            .own(self.told_of(claim, &row.reply, Action::ReplyResent, &intent)?);
        let committed = control.commit(&transaction).await?;
        if matches!(committed, Committed::Done { .. }) {
            return Ok(Owned::Done(begun(claim, message)));
        }
        let found = control.reader().reply(&claim.key, &message.id).await;
        if let Ok(Some(found)) = found {
            return Ok(Owned::Done(found.reply));
        }
        if matches!(committed, Committed::Refused(_)) && found.is_ok() {
            return Ok(self.instead(&claim.key, &row.reply.id, committed).await);
        }
        let unanswered = Begun {
            id: message.id.clone(),
            key: claim.key.clone(),
            text: message.text.as_str().to_owned(),
            again: Some(row.reply.id),
        };
        Ok(match self.settle_at_once(unanswered).await? {
            true => Owned::Done(begun(claim, message)),
            false => Owned::Unknown,
        })
    }

    /// After a transaction that did not simply happen: who has the claim, or how the reply stands.
    async fn instead(
        &self,
        of: &ConversationKey,
        id: &MessageId,
        committed: Committed,
    ) -> Owned<OpenReply> {
        match committed {
            Committed::Refused(Some(holder)) => Owned::Lost(Some(holder)),
            Committed::Refused(None) => {
                match self.control(of.platform).reader().reply(of, id).await {
                    Ok(Some(found)) => Owned::Done(found.reply),
                    Ok(None) => Owned::Lost(None),
                    Err(_) => Owned::Unknown,
                }
            }
            Committed::Done { .. } | Committed::Unknown(_) => Owned::Unknown,
        }
    }

    fn told_of(
        &self,
        claim: &Claim,
        reply: &OpenReply,
        action: Action,
        intent: &IntentId,
    ) -> Result<crate::control::OwnItem, Problem> {
        let deed = Deed {
            platform: claim.key.platform,
            tenant: &claim.key.tenant,
            target: claim.key.conversation.as_str(),
            before: Some(reply.id.as_str()),
            after: None,
            reason: None,
            intent,
            fence: Some(claim.fence),
        };
        let entry = self.entry(action, &deed, self.now());
        self.control(claim.key.platform).audited(&entry)
    }
}

/// How often a row that others change is read again.
const TRIES: u32 = 5;

/// A reply as its new row has it.
fn begun(claim: &Claim, message: Message) -> OpenReply {
    OpenReply {
        key: claim.key.clone(),
        id: message.id,
        text: message.text,
        at: message.at.unwrap_or_default(),
        owner: claim.owner.clone(),
        console: claim.console.as_str().to_owned(),
        state: message.state.unwrap_or(ReplyState::Recorded),
        fate: message.fate.map(|fate| *fate).unwrap_or_default(),
    }
}

/// Whether a message at the provider is this reply: the same words at about the same time.
pub(super) fn is_echo(reply: &OpenReply, echo: &Echo) -> bool {
    let since = reply.fate.since.unwrap_or(reply.at);
    let near = echo.at.is_some_and(|at| {
        let (from, to) = (reply.at.min(since), reply.at.max(since));
        at.duration_since(from) >= -ECHO_WITHIN && at.duration_since(to) <= ECHO_WITHIN
    });
    near && echo.text.trim() == reply.text.as_str().trim()
}
