//! Reports on what went out: asked of the provider where it answers, and taken from a queue to which the
//! tenant's webhook forwards them. They come late, twice and out of order; a reply is only ever raised.

use super::doubt::is_echo;
use super::{Desk, Writing};
use crate::delivery::{Echo, Report, Subject, read_reports};
use crate::domain::id::{ConversationKey, MessageId, PlatformId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::reply::{OpenReply, ReplyState, Reports};
use std::collections::BTreeSet;
use std::time::Duration;

impl Desk<Writing> {
    /// Asks the providers what became of replies; those of which more is known now.
    ///
    /// # Errors
    /// A failure of the last kind met, where nothing could be asked.
    pub async fn ask_reports(
        &self,
        replies: &[(ConversationKey, MessageId)],
    ) -> Result<Vec<OpenReply>, Problem> {
        let mut risen = Vec::new();
        let mut trouble = None;
        for (key, id) in replies {
            match self.ask_report(key, id).await {
                Ok(Some(reply)) => risen.push(reply),
                Ok(None) => {}
                Err(problem) => trouble = Some(problem),
            }
        }
        match trouble {
            Some(problem) if risen.is_empty() => Err(problem),
            _ => Ok(risen),
        }
    }

    async fn ask_report(
        &self,
        key: &ConversationKey,
        id: &MessageId,
    ) -> Result<Option<OpenReply>, Problem> {
        self.sees(key.platform, &key.tenant)?;
        let row = self.control(key.platform).reader().reply(key, id).await?;
        let Some(row) = row.filter(|row| row.reply.state.may_rise()) else {
            return Ok(None);
        };
        let asked = row.reply.fate.reports == Reports::Asked;
        let Some(provider) = row.reply.fate.provider.clone().filter(|_| asked) else {
            return Ok(None);
        };
        let Some(channels) = self.mode.channels.get(&key.platform) else {
            return Ok(None);
        };
        let Some(channel) = channels.channel(key).await? else {
            return Ok(None);
        };
        let Some(told) = channel.ask(&provider).await? else {
            return Ok(None);
        };
        let before = row.reply.state;
        let reply = self.promote(row, None, &told).await?;
        Ok((reply.state > before).then_some(reply))
    }

    /// Takes what waits in the queue of reports, waiting at most `wait` for the first: each is (1) kept in the
    /// reply's row, (2) discarded. Conversations of which more is known now.
    ///
    /// # Errors
    /// When nothing could be received, or nothing of it kept.
    pub async fn drain_reports(
        &self,
        wait: Duration,
    ) -> Result<BTreeSet<ConversationKey>, Problem> {
        let mut changed = BTreeSet::new();
        let Some(queue) = &self.mode.reports else {
            return Ok(changed);
        };
        let mut trouble = None;
        for letter in queue.receive(wait).await? {
            // What nobody can read is no report: it leaves the queue, for it would come again for ever.
            let reports = read_reports(&letter.body).unwrap_or_default();
            let mut kept = true;
            for report in reports {
                match self.take_report(&report).await {
                    Ok(Some(key)) => {
                        changed.insert(key);
                    }
                    Ok(None) => {}
                    Err(problem) => {
                        kept = false;
                        trouble = Some(problem);
                    }
                }
            }
            if kept {
                // If this fails it comes again, and changes nothing.
                let _ = queue.discard(&letter.receipt).await;
            }
        }
        match trouble {
            Some(problem) if changed.is_empty() => Err(problem),
            _ => Ok(changed),
        }
    }

    /// Keeps one report; the conversation, where it said something new.
    async fn take_report(&self, report: &Report) -> Result<Option<ConversationKey>, Problem> {
        let reader = self.control(PlatformId::Marketplace).reader();
        let (found, provider) = match &report.subject {
            Subject::Reply { key, id } => (Some((key.clone(), id.clone())), None),
            Subject::Provider { route, id } => (reader.reply_sent_as(*route, id).await?, None),
            Subject::Echo { to, text, id, at } => {
                let echo = Echo {
                    id: id.clone(),
                    text: text.clone(),
                    at: *at,
                    told: report.told.clone(),
                };
                (self.reply_of_echo(to, &echo).await?, Some(id.clone()))
            }
        };
        let Some((key, id)) = found else {
            return Ok(None);
        };
        let row = self.control(key.platform).reader().reply(&key, &id).await?;
        let Some(row) = row else { return Ok(None) };
        let before = row.reply.state;
        let reply = self.promote(row, provider, &report.told).await?;
        Ok((reply.state > before).then_some(key))
    }

    /// The unknown reply that an echo is.
    async fn reply_of_echo(
        &self,
        to: &crate::delivery::Recipient,
        echo: &Echo,
    ) -> Result<Option<(ConversationKey, MessageId)>, Problem> {
        let reader = self.control(PlatformId::Marketplace).reader();
        for reply in reader.open_replies().await? {
            if reply.state != ReplyState::Unknown || !is_echo(&reply, echo) {
                continue;
            }
            let Some(channels) = self.mode.channels.get(&reply.key.platform) else {
                continue;
            };
            let same = channels.recipient(&reply.key).await?.as_ref() == Some(to);
            if same && self.is_free(&reply, &echo.id).await? {
                return Ok(Some((reply.key, reply.id)));
            }
        }
        Ok(None)
    }

    /// Whether a conversation has replies of which nobody can tell, or that are not sent yet, as the table has
    /// them now.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn has_unconfirmed(&self, of: &ConversationKey) -> Result<bool, Problem> {
        let reader = self
            .ours(of.platform)
            .ok_or_else(|| Problem::new(Trouble::NoControlTable, "replies", ""))?;
        let thread = reader.thread(of).await?.value;
        Ok(thread.messages.iter().any(|message| {
            let open = message.state.is_some_and(ReplyState::is_open);
            let fate = message.fate.as_ref();
            open && fate.is_some_and(|fate| fate.settled.is_none())
        }))
    }
}
