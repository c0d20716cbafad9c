//! Keeps the claims of this console: one task for each, which lives as long as the claim and not as long
//! as the screen draws, so that a blocked terminal cannot lose a lease.

use super::News;
use crate::app::msg::{Epoch, Lease, Msg};
use crate::desk::{Desk, Writing};
use crate::domain::handoff::{Claim, HEARTBEAT, LEASE, Pause};
use crate::domain::id::ConversationKey;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;

/// How soon a beat or a pause that did not get through is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// The claims that are kept.
#[derive(Clone, Default)]
pub struct Keeper(Arc<Mutex<HashMap<ConversationKey, Kept>>>);

struct Kept {
    claim: Claim,
    hurry: Arc<Notify>,
    task: JoinHandle<()>,
}

impl Keeper {
    /// Begins to keep a claim. `paused`: whether the bot's pause has been verified.
    pub fn keep(
        &self,
        desk: &Desk<Writing>,
        claim: Claim,
        paused: bool,
        epoch: Epoch,
        news: &mpsc::Sender<News>,
    ) {
        let hurry = Arc::new(Notify::new());
        let watch = Watch {
            keeper: self.clone(),
            desk: desk.clone(),
            key: claim.key.clone(),
            epoch,
            news: news.clone(),
            hurry: hurry.clone(),
            paused,
        };
        let key = claim.key.clone();
        let mut kept = self.lock();
        let task = tokio::spawn(watch.run());
        if let Some(earlier) = kept.insert(key, Kept { claim, hurry, task }) {
            earlier.task.abort();
        }
    }

    /// The claim that is kept for a conversation.
    pub fn claim(&self, key: &ConversationKey) -> Option<Claim> {
        self.lock().get(key).map(|kept| kept.claim.clone())
    }

    /// Stops to keep a claim, which then ends with its lease.
    pub fn let_go(&self, key: &ConversationKey) {
        if let Some(kept) = self.lock().remove(key) {
            kept.task.abort();
        }
    }

    /// Renews every claim now: after a suspension nobody knows which are still ours.
    pub fn hurry(&self) {
        for kept in self.lock().values() {
            kept.hurry.notify_one();
        }
    }

    /// Stops to keep anything.
    pub fn clear(&self) {
        for (_, kept) in self.lock().drain() {
            kept.task.abort();
        }
    }

    fn renewed(&self, claim: &Claim) {
        if let Some(kept) = self.lock().get_mut(&claim.key) {
            kept.claim = claim.clone();
        }
    }

    fn forget(&self, key: &ConversationKey) {
        self.lock().remove(key);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<ConversationKey, Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Watch {
    keeper: Keeper,
    desk: Desk<Writing>,
    key: ConversationKey,
    epoch: Epoch,
    news: mpsc::Sender<News>,
    hurry: Arc<Notify>,
    paused: bool,
}

impl Watch {
    async fn run(mut self) {
        let beat = Duration::from_secs(HEARTBEAT.as_secs().unsigned_abs());
        let mut pause = if self.paused { beat } else { AGAIN };
        loop {
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = self.hurry.notified() => {}
            }
            let Some(claim) = self.keeper.claim(&self.key) else {
                return;
            };
            pause = match self.desk.renew(&claim, LEASE).await {
                Ok(Ok(claim)) => {
                    self.keeper.renewed(&claim);
                    self.tell(Lease::Renewed(claim.clone())).await;
                    if self.try_pause(&claim).await {
                        beat
                    } else {
                        AGAIN
                    }
                }
                Ok(Err(holder)) => {
                    self.keeper.forget(&self.key);
                    self.tell(Lease::Lost(holder)).await;
                    return;
                }
                Err(problem) => {
                    self.tell(Lease::Trouble(problem)).await;
                    AGAIN
                }
            };
        }
    }

    async fn try_pause(&mut self, claim: &Claim) -> bool {
        if !self.paused && self.desk.pause_again(claim, None).await == Pause::Verified {
            self.paused = true;
            self.tell(Lease::PauseVerified).await;
        }
        self.paused
    }

    async fn tell(&self, news: Lease) {
        let message = Msg::Lease {
            epoch: self.epoch,
            key: self.key.clone(),
            news,
        };
        // Nobody listens any more only when the console ends.
        let _ = self.news.send(News::Msg(message)).await;
    }
}
