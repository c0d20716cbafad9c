//! One conversation: the system's messages and our rows, merged by time. Where the system keeps only the
//! last message, each one seen is kept by us.

use super::{Desk, Mode, unsupported};
use crate::control::thread::Thread;
use crate::domain::conversation::{Conversation, ConversationRow, History, Storage};
use crate::domain::cost::{Cost, Read};
use crate::domain::handoff::Opened;
use crate::domain::id::{ConversationKey, MessageId};
use crate::domain::problem::Problem;
use crate::domain::reply::Line;
use crate::domain::text::Text;
use crate::domain::transcript::merge;
use crate::platform::Stored;
use futures::{StreamExt, TryStreamExt};

/// Bodies that are fetched side by side.
const ABREAST: usize = 8;

impl<M: Mode> Desk<M> {
    /// The bodies of some messages, which transcripts leave out; `None`: it is not there any more.
    ///
    /// # Errors
    /// `Invalid` where the system has none apart; any failure of a call.
    pub async fn bodies(
        &self,
        of: &ConversationKey,
        messages: &[MessageId],
    ) -> Result<Vec<(MessageId, Option<Text>)>, Problem> {
        self.sees(of.platform, &of.tenant)?;
        let port = self
            .platform(of.platform)
            .and_then(|platform| platform.bodies.as_ref())
            .ok_or_else(|| unsupported(of.platform, "bodies"))?;
        let reads = messages.iter().cloned().map(|id| {
            let (port, of) = (port.clone(), of.clone());
            async move {
                let body = port.body(&of, &id).await?.value;
                Ok::<_, Problem>((id, body))
            }
        });
        futures::stream::iter(reads)
            .buffered(ABREAST)
            .try_collect()
            .await
    }

    /// Reads a conversation with who holds it; `None`: there is no item of it.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn conversation(
        &self,
        key: &ConversationKey,
    ) -> Result<Read<Option<Opened>>, Problem> {
        self.sees(key.platform, &key.tenant)?;
        let stored = self.conversations(key.platform)?.read(key);
        let (stored, claim, thread) = match self.ours(key.platform) {
            Some(control) => {
                futures::future::try_join3(stored, control.claim(key), control.thread(key)).await?
            }
            None => {
                let nothing = Read {
                    value: Thread::default(),
                    cost: Cost::default(),
                };
                (stored.await?, None, nothing)
            }
        };
        let cost = stored.cost + thread.cost;
        let Some(stored) = stored.value else {
            return Ok(Read { value: None, cost });
        };
        let mut thread = thread.value;
        let briefing = thread.briefing.take();
        self.keep_last(key, &stored, &thread).await?;
        let line = self.line_of(key).await;
        let history = match stored.row.storage() {
            Storage::Embedded => History::Complete,
            Storage::LastMessageOnly => History::SeenSince(thread.seen_since),
            Storage::NoTranscript => History::None,
        };
        let conversation = Conversation {
            messages: merge(stored.messages, thread.messages),
            row: stored.row,
            history,
        };
        Ok(Read {
            value: Some(Opened {
                conversation,
                claim,
                briefing,
                line,
            }),
            cost,
        })
    }

    /// What the system's items say of one conversation, without its messages; `None`: there is no item
    /// of it.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn conversation_row(
        &self,
        key: &ConversationKey,
    ) -> Result<Option<ConversationRow>, Problem> {
        self.sees(key.platform, &key.tenant)?;
        let stored = self.conversations(key.platform)?.read(key).await?;
        Ok(stored.value.map(|stored| stored.row))
    }

    /// How words reach the customer; `None`: nobody could tell, or nobody here writes to any.
    async fn line_of(&self, key: &ConversationKey) -> Option<Line> {
        match self.mode.channels()?.get(&key.platform) {
            Some(channels) => channels.line(key).await.ok(),
            None => Some(Line::default()),
        }
    }

    async fn keep_last(
        &self,
        key: &ConversationKey,
        stored: &Stored,
        thread: &Thread,
    ) -> Result<(), Problem> {
        let Some(writer) = self.mode.writer(key.platform) else {
            return Ok(());
        };
        if stored.row.storage() != Storage::LastMessageOnly {
            return Ok(());
        }
        for message in &stored.messages {
            let kept = thread.messages.iter().any(|known| known.id == message.id);
            if !kept {
                writer.keep_seen(key, message, self.now()).await?;
            }
        }
        Ok(())
    }
}
