//! Desks over the tables of a stage, with a clock that can be put forward.

use crate::stage::{Stage, actor};
use jiff::SignedDuration;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::control::{ByPlatform, Reader, Writer};
use switchboard::desk::{Desk, Parts, Permit, Writing};
use switchboard::domain::handoff::Actor;
use switchboard::domain::id::ConsoleId;
use switchboard::domain::text::Text;
use switchboard::journal::Journals;
use switchboard::platform::{Platform, PlatformWriter};

pub struct Office {
    control: Reader,
    ahead: Arc<AtomicI64>,
    state: tempfile::TempDir,
}

impl Office {
    /// With a control table of its own on the stage.
    pub async fn on(stage: &Stage) -> Self {
        let control = Reader::new(stage.dynamo.clone(), DEFAULT_NAME);
        assert!(Writer::new(control.clone()).init("test").await.unwrap());
        Self {
            control,
            ahead: Arc::default(),
            state: tempfile::tempdir().unwrap(),
        }
    }

    /// A desk of a person over one system.
    pub fn desk(
        &self,
        name: &str,
        stage: &Stage,
        (reader, writer): (Platform, PlatformWriter),
    ) -> Desk<Writing> {
        let console = ConsoleId::from(format!("console-{name}"));
        let journals = Journals::open(self.state.path(), "test").unwrap();
        let (clock, ahead) = (stage.dynamo.clock().clone(), self.ahead.clone());
        let later = move || SignedDuration::from_secs(ahead.load(Ordering::SeqCst));
        let meter = stage.dynamo.meter().clone();
        let parts = Parts {
            actor: Actor {
                identity: format!("demo:{name}"),
                name: Text::from(name),
                console: console.clone(),
                ..actor()
            },
            clock: Box::new(move || clock.now() + later()),
            meter: Box::new(move || meter.total()),
            platforms: vec![reader],
            control: Some(ByPlatform::same(self.control.clone())),
            health: Vec::new(),
            permit: Permit::all(),
        };
        let control = ByPlatform::same(Writer::new(self.control.clone()));
        let journal = journals.fresh(name, &console).unwrap();
        Desk::writing(parts, control, vec![writer], journal)
    }

    /// Time passes for all desks.
    pub fn wait(&self, seconds: i64) {
        self.ahead.fetch_add(seconds, Ordering::SeqCst);
    }
}
