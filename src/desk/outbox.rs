//! Relaying the outbox: what a toggle in another store left prepared is finished or set aside, and what is
//! ready is published. Any console may do it at any time, several at once too. An event may go out twice
//! (its `traceId` is then the same), never not at all.

use super::toggle::told;
use super::{Desk, Writing, after, new_intent};
use crate::control::outbox::{Entry, Matter, State};
use crate::control::{Committed, Transaction};
use crate::domain::agent::Toggle;
use crate::domain::event::Relayed;
use crate::domain::id::PlatformId;
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::platform::{Event, Published, Publisher, TurnedRow};
use jiff::SignedDuration;

/// How long after it was prepared a toggle may still happen.
pub(super) const TURN_WITHIN: SignedDuration = SignedDuration::from_secs(15);
/// How old a prepared entry must be before another console looks after it: longer than its toggle may take,
/// with room for clocks that differ.
const LEFT: SignedDuration = SignedDuration::from_secs(30);
/// Events that a bus takes in one call.
const BATCH: usize = 10;

impl Desk<Writing> {
    /// Looks after the outbox once.
    ///
    /// # Errors
    /// A failure of listing it. What fails of one entry is left for the next run.
    pub async fn relay(&self) -> Result<Relayed, Problem> {
        let mut relayed = Relayed::default();
        let (mut entries, mut ready) = (Vec::new(), Vec::new());
        for id in PlatformId::ALL {
            if self.turning(id).is_some() {
                entries.extend(self.control(id).reader().outbox().await?.value);
            }
        }
        for entry in entries {
            let control = self.control(entry.matter.platform());
            match entry.state {
                State::Ready => ready.push(entry),
                State::Prepared => match self.look_after(&entry).await {
                    Ok(Some(true)) => {
                        relayed.finished += 1;
                        // Its event may have turned out otherwise than was foreseen.
                        match control.reader().outbox_one(&entry.intent).await {
                            Ok(Some(now)) => ready.push(now),
                            Ok(None) | Err(_) => relayed.waiting += 1,
                        }
                    }
                    Ok(Some(false)) => relayed.discarded += 1,
                    Ok(None) | Err(_) => relayed.waiting += 1,
                },
                State::Sent | State::Discarded => {}
            }
        }
        for id in PlatformId::ALL {
            let (own, others): (Vec<Entry>, Vec<Entry>) = ready
                .into_iter()
                .partition(|entry| entry.matter.platform() == id);
            ready = others;
            let sent = match self.publisher(id) {
                Some(bus) => self.publish(bus.as_ref(), &own).await,
                None => 0,
            };
            relayed.sent += sent;
            relayed.waiting += own.len() - sent;
        }
        Ok(relayed)
    }

    /// Looks after the outbox where a system turns its own switches; elsewhere there is none. What cannot be
    /// done now stays in it for the next look.
    pub async fn look_after_outbox(&self) {
        if self.turns_elsewhere() {
            let _ = self.relay().await;
        }
    }

    fn turns_elsewhere(&self) -> bool {
        PlatformId::ALL
            .into_iter()
            .any(|id| self.turning(id).is_some())
    }

    /// A prepared entry that is old enough: `true`: it had happened and is finished; `false`: set aside.
    async fn look_after(&self, entry: &Entry) -> Result<Option<bool>, Problem> {
        let now = self.now();
        if after(entry.at, LEFT) > now {
            return Ok(None);
        }
        let finished = match &entry.matter {
            Matter::Toggle(toggle) => {
                let Some(store) = self.turning(toggle.key.platform) else {
                    return Ok(None);
                };
                match store.settle(&entry.intent).await? {
                    Some(row) => Some(self.finish(entry, toggle, &row).await?),
                    None => None,
                }
            }
            Matter::Decision { key, .. } => {
                let port = self.deciding(key.platform)?;
                match port.settle(&entry.intent).await? {
                    Some(state) => Some(self.finish_decision(entry, &state).await?),
                    None => None,
                }
            }
        };
        Ok(match finished {
            Some(by_us) => by_us.then_some(true),
            None => {
                let control = self.control(entry.matter.platform());
                let set_aside = control.discard(&entry.intent, now).await?;
                set_aside.then_some(false)
            }
        })
    }

    /// Writes what follows from a toggle that happened. `false`: somebody else did, or nobody can tell yet.
    pub(super) async fn finish(
        &self,
        entry: &Entry,
        toggle: &Toggle,
        row: &TurnedRow,
    ) -> Result<bool, Problem> {
        let actor = &entry.actor;
        let control = self.control(toggle.key.platform);
        let known = control.reader().turned_one(&toggle.key).await?;
        let (action, deed) = told(toggle, (&row.before, &row.after), &entry.intent);
        let mut audit = self.entry(action, &deed, entry.at);
        audit.actor.clone_from(&actor.identity);
        audit.name.clone_from(&actor.name);
        let mut transaction = Transaction::new(new_intent(self.now()))
            .own(control.readied(&entry.intent)?)
            .own(control.audited(&audit)?);
        // A later toggle of the same switch may have been written down before this one.
        if known.is_none_or(|known| known.at <= entry.at) {
            transaction = transaction.own(control.turning(
                toggle,
                actor,
                &entry.intent,
                entry.at,
                &row.before,
                &row.version,
            )?);
        }
        let committed = control.commit(&transaction).await?;
        Ok(matches!(committed, Committed::Done { .. }))
    }

    /// Sends what nobody else is sending. Answers how many the bus accepted.
    async fn publish(&self, bus: &dyn Publisher, ready: &[Entry]) -> usize {
        let mut sent = 0;
        for batch in ready.chunks(BATCH) {
            let mut leased = Vec::new();
            for entry in batch {
                let control = self.control(entry.matter.platform());
                if let Ok(true) = control.lease(&entry.intent, self.now()).await {
                    leased.push(entry);
                }
            }
            let events: Vec<Event> = leased.iter().map(|entry| entry.event.clone()).collect();
            if events.is_empty() {
                continue;
            }
            let Ok(answers) = bus.publish(&events).await else {
                continue;
            };
            for (at, entry) in leased.iter().enumerate() {
                sent += usize::from(self.answered(entry, answers.get(at)).await);
            }
        }
        sent
    }

    /// Keeps what the bus said of one event.
    async fn answered(&self, entry: &Entry, answer: Option<&Published>) -> bool {
        let control = self.control(entry.matter.platform());
        let unanswered = Text::from_untrusted("no answer for this event");
        let why = match answer {
            Some(Published::Accepted) => {
                let _ = control.sent(&entry.intent, self.now()).await;
                return true;
            }
            Some(Published::Refused(why)) => why,
            None => &unanswered,
        };
        let _ = control.refused(&entry.intent, why).await;
        false
    }
}
