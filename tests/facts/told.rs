//! A store of AlquimistaAI's own that turns what it is told, and the bus behind it.

use async_trait::async_trait;
use jiff::Timestamp;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use switchboard::domain::agent::Toggle;
use switchboard::domain::handoff::Actor;
use switchboard::domain::id::{IntentId, PlatformId};
use switchboard::domain::problem::Problem;
use switchboard::domain::text::Text;
use switchboard::platform::alquimista::telling;
use switchboard::platform::{
    Event, Platform, PlatformWriter, Published, Publisher, Turned, TurnedRow, Turning,
};

#[derive(Default)]
pub struct Told {
    refusing: AtomicBool,
    events: Mutex<Vec<Event>>,
}

impl Told {
    /// Behind a reader of the same system.
    pub fn behind(self: &Arc<Self>, reader: Platform) -> (Platform, PlatformWriter) {
        let writer = PlatformWriter {
            id: PlatformId::Alquimista,
            handoffs: None,
            switching: None,
            turning: Some(self.clone()),
            publisher: Some(self.clone()),
            deciding: None,
            acting: None,
            feed: None,
        };
        (reader, writer)
    }

    pub fn refuse(&self, refusing: bool) {
        self.refusing.store(refusing, Ordering::SeqCst);
    }

    pub fn events(&self) -> Vec<Event> {
        self.events.lock().unwrap().clone()
    }
}

#[async_trait]
impl Turning for Told {
    async fn turn(
        &self,
        _: &Toggle,
        _: &Actor,
        _: &IntentId,
        _: Timestamp,
        _: Timestamp,
    ) -> Result<Turned, Problem> {
        Ok(Turned::Done(TurnedRow {
            version: "2026-11-21T14:00:00.000Z".to_owned(),
            before: "active".to_owned(),
            after: "inactive".to_owned(),
        }))
    }

    async fn settle(&self, _: &IntentId) -> Result<Option<TurnedRow>, Problem> {
        Ok(None)
    }

    fn event(&self, toggle: &Toggle, actor: &Actor, intent: &IntentId, now: Timestamp) -> Event {
        telling::toggled(toggle, actor, intent, now)
    }
}

#[async_trait]
impl Publisher for Told {
    async fn publish(&self, events: &[Event]) -> Result<Vec<Published>, Problem> {
        let one = |event: &Event| match self.refusing.load(Ordering::SeqCst) {
            true => Published::Refused(Text::from("InternalFailure")),
            false => {
                self.events.lock().unwrap().push(event.clone());
                Published::Accepted
            }
        };
        Ok(events.iter().map(one).collect())
    }
}
