//! Intake: what the systems tell of escalations is received, kept in the control table, and only then
//! discarded. Consoles drain one feed together: whatever is received twice is kept once, and what a console
//! that died had received comes again.

use super::{Desk, Mode, Writing, new_intent, unsupported};
use crate::control::{Committed, Transaction, briefing::Around};
use crate::domain::briefing::{Briefing, Drained, Kept, Resolution, Told, Whose};
use crate::domain::conversation::ConversationRow;
use crate::domain::id::{ConversationKey, IntentId, PlatformId};
use crate::domain::problem::{Problem, Trouble};
use crate::platform::{Feed, Heard};
use futures::{StreamExt, TryStreamExt};
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// How often a conversation is looked at again because another console kept something of it meanwhile.
const TRIES: u32 = 8;
/// Conversations that are read side by side.
const ABREAST: usize = 8;

/// What one message was about.
enum About {
    Conversation(ConversationKey),
    Day(crate::domain::briefing::DaySummary),
    Nobody,
}

impl Desk<Writing> {
    /// Waits at most `wait` for messages, and keeps what comes: each (1) in the control table, (2) discarded.
    /// Dead between the two, it comes again and is found kept.
    ///
    /// # Errors
    /// When nothing could be received, or nothing of what was received could be kept.
    pub async fn drain(&self, id: PlatformId, wait: Duration) -> Result<Drained, Problem> {
        let feed = self.feed(id)?;
        let mut drained = Drained::default();
        let mut trouble = None;
        for heard in feed.receive(wait).await? {
            match self.keep(id, &heard).await {
                Ok(about) => {
                    // If this fails it comes again, and changes nothing.
                    let _ = feed.discard(&heard.receipt).await;
                    note(&mut drained, about);
                }
                Err(problem) => {
                    drained.left += 1;
                    trouble = Some(problem);
                }
            }
        }
        let nothing = drained.changed.is_empty() && drained.summaries.is_empty();
        match trouble {
            Some(problem) if nothing && drained.unread == 0 => Err(problem),
            _ => Ok(drained),
        }
    }

    fn feed(&self, id: PlatformId) -> Result<&Arc<dyn Feed>, Problem> {
        let changes = self.mode.changes(id);
        changes
            .and_then(|writer| writer.feed.as_ref())
            .ok_or_else(|| unsupported(id, "feed"))
    }

    async fn keep(&self, id: PlatformId, heard: &Heard) -> Result<About, Problem> {
        match &heard.told {
            Ok(Told::Escalated(whose, briefing)) => {
                let key = self.whose(id, whose).await?;
                self.keep_briefing(&key, briefing).await?;
                Ok(About::Conversation(key))
            }
            Ok(Told::Resolved(key, resolution)) => {
                self.keep_resolution(key, resolution).await?;
                Ok(About::Conversation(key.clone()))
            }
            Ok(Told::Summary(summary)) => {
                let control = self.control(id);
                control.keep_day(&heard.id, summary, self.now()).await?;
                Ok(About::Day(summary.clone()))
            }
            Err(unread) => {
                let control = self.control(id);
                control.keep_unread(&heard.id, unread, self.now()).await?;
                Ok(About::Nobody)
            }
        }
    }

    /// The conversation of a telling. Where it names a customer only, the conversation that exists; where
    /// none does, the one that the system would make.
    async fn whose(&self, id: PlatformId, whose: &Whose) -> Result<ConversationKey, Problem> {
        let (tenant, phone) = match whose {
            Whose::Conversation(key) => return Ok(key.clone()),
            Whose::Customer { tenant, phone } => (tenant, phone),
        };
        let ids = self.feed(id)?.conversations_of(tenant, phone);
        for key in &ids {
            if self.conversation_row(key).await?.is_some() {
                return Ok(key.clone());
            }
        }
        let none = || Problem::new(Trouble::Internal, "a telling", "no conversation");
        ids.into_iter().next().ok_or_else(none)
    }

    async fn keep_briefing(&self, of: &ConversationKey, told: &Briefing) -> Result<(), Problem> {
        self.agree(of, told.at, |seen, id, now| {
            self.control(of.platform).briefed(of, seen, told, id, now)
        })
        .await
    }

    async fn keep_resolution(
        &self,
        of: &ConversationKey,
        resolution: &Resolution,
    ) -> Result<(), Problem> {
        self.agree(of, resolution.at, |seen, id, now| {
            self.control(of.platform)
                .settled(of, seen, resolution, id, now)
        })
        .await
    }

    /// Reads what is kept and changes it on the condition that it is still so, until it was, or until there
    /// is nothing to change. An answer that never came is settled by reading again: what happened adds
    /// nothing the second time.
    async fn agree(
        &self,
        of: &ConversationKey,
        at: Timestamp,
        make: impl Fn(&Around, u128, Timestamp) -> Result<Option<Transaction>, Problem>,
    ) -> Result<(), Problem> {
        let control = self.control(of.platform);
        let reader = control.reader();
        for _ in 0..TRIES {
            let seen = reader.briefings_around(of, at).await?;
            let now = self.now();
            let Some(transaction) = make(&seen, random(&new_intent(now)), now)? else {
                return Ok(());
            };
            match control.commit(&transaction).await? {
                Committed::Done { .. } => return Ok(()),
                Committed::Refused(_) | Committed::Unknown(_) => {}
            }
        }
        let why = "others keep on changing it";
        Err(Problem::new(Trouble::Throttled, "a briefing", why))
    }
}

impl<M: Mode> Desk<M> {
    /// The newest that was told of a conversation; `None`: nothing was, or there is no control table.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn newest_briefing(&self, of: &ConversationKey) -> Result<Option<Kept>, Problem> {
        self.sees(of.platform, &of.tenant)?;
        match self.ours(of.platform) {
            Some(control) => control.newest_briefing(of).await,
            None => Ok(None),
        }
    }

    /// The newest that was told of each of some conversations; those of which nothing was are left out.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn newest_briefings(
        &self,
        keys: &[ConversationKey],
    ) -> Result<HashMap<ConversationKey, Kept>, Problem> {
        let reads = keys.iter().cloned().map(|key| {
            let desk = self.clone();
            async move {
                let kept = desk.newest_briefing(&key).await?;
                Ok::<_, Problem>(kept.map(|kept| (key, kept)))
            }
        });
        let found: Vec<_> = futures::stream::iter(reads)
            .buffered(ABREAST)
            .try_collect()
            .await?;
        Ok(found.into_iter().flatten().collect())
    }

    /// How many messages are kept that nobody could read.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn unread(&self) -> Result<u32, Problem> {
        match self.ours(PlatformId::Marketplace) {
            Some(control) => control.unread().await,
            None => Ok(0),
        }
    }

    /// The rows of conversations that something was told of; those that are not there are left out.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn rows_of(&self, keys: &[ConversationKey]) -> Result<Vec<ConversationRow>, Problem> {
        let reads = keys.iter().cloned().map(|key| {
            let desk = self.clone();
            async move { desk.conversation_row(&key).await }
        });
        let rows: Vec<Option<ConversationRow>> = futures::stream::iter(reads)
            .buffered(ABREAST)
            .try_collect()
            .await?;
        Ok(rows.into_iter().flatten().collect())
    }
}

fn note(drained: &mut Drained, about: About) {
    match about {
        About::Conversation(key) if drained.changed.contains(&key) => {}
        About::Conversation(key) => drained.changed.push(key),
        About::Day(summary) => drained.summaries.push(summary),
        About::Nobody => drained.unread += 1,
    }
}

/// The random part of an id.
fn random(id: &IntentId) -> u128 {
    ulid::Ulid::from_string(id.as_str()).map_or(0, |ulid| ulid.random())
}
