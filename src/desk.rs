//! The use cases, each written once, one file per verb: the screen and the headless commands are two
//! callers of them. The order of durable steps is decided here and nowhere else.
//! `Desk<Reading>` has no writer at all; `Desk<Writing>` has.

mod ack;
mod arrange;
mod blast;
mod bulk;
mod canned;
mod catalogue;
mod changes;
mod claim;
mod compare;
mod conversation;
mod deliver;
mod doctor;
mod doubt;
mod due;
mod feed;
mod guard;
mod hand_back;
mod handover;
mod health;
mod incident;
mod intake;
mod lease;
mod logs;
mod metrics;
mod operate;
mod outbox;
pub mod paper;
mod past;
mod permit;
mod ports;
mod queue;
mod reply;
mod reports;
mod restart;
mod reveal;
mod runbook;
mod sheet;
mod sla;
mod station;
mod steal;
mod suspects;
mod toggle;
mod trail;
mod triggers;
mod unanswered;
mod usage;
mod work;

pub use crate::domain::event::Relayed;
pub use doctor::{Checked, Doctor, FeedCheck, Lines, Looked};
pub use permit::Permit;
pub use restart::Resumed;
pub use runbook::runbook;
pub use sla::{ALL as ALL_TENANTS, Set as TargetsSet};
pub use station::{AnyDesk, Station};

use crate::control;
use crate::delivery;
use crate::domain::audit::{Action, AuditEntry};
use crate::domain::cost::Cost;
use crate::domain::handoff::{Actor, Fence};
use crate::domain::id::{IntentId, PlatformId, TenantId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::system::{Port, System};
use crate::domain::text::Text;
use crate::health::Watched;
use crate::journal::Journal;
use crate::platform::marketplace::feed::Queue;
use crate::platform::{
    Conversations, Feed, Handoffs, Platform, PlatformWriter, Publisher, Switches, Switching,
    Turning,
};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// What every desk has: who acts, the time, and what can be read.
pub struct Parts {
    pub actor: Actor,
    /// Server time.
    pub clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    /// Capacity consumed since the start.
    pub meter: Box<dyn Fn() -> Cost + Send + Sync>,
    pub platforms: Vec<Platform>,
    /// `None`: this backend has no control table.
    pub control: Option<control::ByPlatform<control::Reader>>,
    pub permit: Permit,
    /// The systems whose health can be read.
    pub health: Vec<Watched>,
}

/// A desk that can only read; what it shows beforehand knows what a change would wait for.
#[derive(Clone, Debug)]
pub struct Reading {
    second_person: bool,
}

/// A desk that can write.
#[derive(Clone)]
pub struct Writing {
    control: control::ByPlatform<control::Writer>,
    platforms: Arc<[PlatformWriter]>,
    journal: Journal,
    channels: Arc<delivery::ByPlatform>,
    /// Where reports on what went out are forwarded to.
    reports: Option<Arc<dyn Queue>>,
    unanswered: unanswered::Waiting,
    second_person: bool,
}

/// Whether a desk can write. Sealed: there are just the two modes.
pub trait Mode: Clone + Send + Sync + 'static + sealed::Sealed {
    /// The writer of the control table that belongs to a system, if there is one.
    fn writer(&self, of: PlatformId) -> Option<&control::Writer>;
    /// What can be changed in a system, if anything.
    fn changes(&self, id: PlatformId) -> Option<&PlatformWriter>;
    /// The ways to customers, if words can be sent at all.
    fn channels(&self) -> Option<&delivery::ByPlatform>;
    /// Whether switching for many tenants waits for a second person.
    fn wants_second_person(&self) -> bool;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Reading {}
    impl Sealed for super::Writing {}
}

impl Mode for Reading {
    fn writer(&self, _: PlatformId) -> Option<&control::Writer> {
        None
    }

    fn changes(&self, _: PlatformId) -> Option<&PlatformWriter> {
        None
    }

    fn channels(&self) -> Option<&delivery::ByPlatform> {
        None
    }

    fn wants_second_person(&self) -> bool {
        self.second_person
    }
}

impl Mode for Writing {
    fn writer(&self, of: PlatformId) -> Option<&control::Writer> {
        Some(self.control.of(of))
    }

    fn changes(&self, id: PlatformId) -> Option<&PlatformWriter> {
        self.platforms.iter().find(|writer| writer.id == id)
    }

    fn channels(&self) -> Option<&delivery::ByPlatform> {
        Some(&self.channels)
    }

    fn wants_second_person(&self) -> bool {
        self.second_person
    }
}

/// The use cases over the ports of all platforms.
#[derive(Clone)]
pub struct Desk<M> {
    parts: Arc<Parts>,
    mode: M,
}

impl Desk<Reading> {
    /// A desk without any writer.
    pub fn reading(parts: Parts) -> Self {
        Self {
            parts: Arc::new(parts),
            mode: Reading {
                second_person: false,
            },
        }
    }

    /// The same desk, where switching for many tenants would wait for a second person.
    #[must_use]
    pub fn foreseeing_second_person(mut self, wanted: bool) -> Self {
        self.mode.second_person = wanted;
        self
    }
}

impl Desk<Writing> {
    /// A desk that can write.
    pub fn writing(
        parts: Parts,
        control: control::ByPlatform<control::Writer>,
        platforms: Vec<PlatformWriter>,
        journal: Journal,
    ) -> Self {
        Self {
            parts: Arc::new(parts),
            mode: Writing {
                control,
                platforms: platforms.into(),
                journal,
                channels: Arc::default(),
                reports: None,
                unanswered: Default::default(),
                second_person: false,
            },
        }
    }

    /// The same desk, which also hears what a system tells.
    #[must_use]
    pub fn hearing(mut self, id: PlatformId, feed: &Arc<dyn Feed>) -> Self {
        let platforms = self.mode.platforms.iter().cloned();
        let told = |mut writer: PlatformWriter| {
            if writer.id == id {
                writer.feed = Some(feed.clone());
            }
            writer
        };
        self.mode.platforms = platforms.map(told).collect();
        self
    }

    /// The same desk, whose replies go out by these channels.
    #[must_use]
    pub fn delivering(mut self, channels: delivery::ByPlatform) -> Self {
        self.mode.channels = Arc::new(channels);
        self
    }

    /// The same desk, which also hears what becomes of replies.
    #[must_use]
    pub fn reported_to(mut self, queue: Arc<dyn Queue>) -> Self {
        self.mode.reports = Some(queue);
        self
    }

    /// What this machine must remember for this console.
    pub fn journal(&self) -> &Journal {
        &self.mode.journal
    }

    fn control(&self, of: PlatformId) -> &control::Writer {
        self.mode.control.of(of)
    }

    fn handoffs(&self, id: PlatformId) -> Result<&Arc<dyn Handoffs>, Problem> {
        self.mode
            .changes(id)
            .and_then(|writer| writer.handoffs.as_ref())
            .ok_or_else(|| unsupported(id, "item on which a bot would read its pause"))
    }

    fn turning(&self, id: PlatformId) -> Option<&Arc<dyn Turning>> {
        self.mode.changes(id)?.turning.as_ref()
    }

    fn publisher(&self, id: PlatformId) -> Option<&Arc<dyn Publisher>> {
        self.mode.changes(id)?.publisher.as_ref()
    }

    fn switching(&self, id: PlatformId) -> Result<&Arc<dyn Switching>, Problem> {
        self.mode
            .changes(id)
            .and_then(|writer| writer.switching.as_ref())
            .ok_or_else(|| unsupported(id, "switches"))
    }
}

impl<M: Mode> Desk<M> {
    /// Who acts at this desk.
    pub fn actor(&self) -> &Actor {
        &self.parts.actor
    }

    /// Server time.
    pub fn now(&self) -> Timestamp {
        (self.parts.clock)()
    }

    /// Capacity consumed since the start.
    pub fn consumed(&self) -> Cost {
        (self.parts.meter)()
    }

    /// The systems that are connected, and what each has.
    pub fn systems(&self) -> Vec<System> {
        let platforms = self.parts.platforms.iter();
        platforms
            .map(|platform| System {
                platform: platform.id,
                ports: self.ports(platform),
                sheets: platform
                    .sheets
                    .as_ref()
                    .map(|sheets| sheets.kinds())
                    .unwrap_or_default(),
            })
            .collect()
    }

    fn ports(&self, platform: &Platform) -> Vec<Port> {
        let mut ports = ports::of(platform, self.mode.changes(platform.id));
        let mut watched = self.parts.health.iter();
        let is_watched = watched.any(|one| one.scheme.platform == platform.id);
        ports.extend(is_watched.then_some(Port::Health));
        ports
    }

    fn platform(&self, id: PlatformId) -> Option<&Platform> {
        let mut platforms = self.parts.platforms.iter();
        platforms.find(|platform| platform.id == id)
    }

    /// What is ours about a system; `None` where there is no control table.
    fn ours(&self, of: PlatformId) -> Option<&control::Reader> {
        Some(self.parts.control.as_ref()?.of(of))
    }

    fn reader(&self, of: PlatformId) -> Result<&control::Reader, Problem> {
        self.ours(of)
            .ok_or_else(|| Problem::new(Trouble::NoControlTable, control::schema::DEFAULT_NAME, ""))
    }

    fn conversations(&self, id: PlatformId) -> Result<&Arc<dyn Conversations>, Problem> {
        self.platform(id)
            .and_then(|platform| platform.conversations.as_ref())
            .ok_or_else(|| unsupported(id, "conversations"))
    }

    fn switches(&self, id: PlatformId) -> Result<&Arc<dyn Switches>, Problem> {
        self.platform(id)
            .and_then(|platform| platform.switches.as_ref())
            .ok_or_else(|| unsupported(id, "switches"))
    }

    fn entry(&self, action: Action, on: &Deed<'_>, now: Timestamp) -> AuditEntry {
        AuditEntry {
            id: new_id(now),
            at: now,
            platform: on.platform,
            tenant: on.tenant.clone(),
            actor: self.actor().identity.clone(),
            name: self.actor().name.clone(),
            action: Text::from_untrusted(action.word()),
            target: on.target.to_owned(),
            before: on.before.map(Text::from_untrusted),
            after: on.after.map(Text::from_untrusted),
            reason: on.reason.cloned(),
            intent: on.intent.clone(),
            fence: on.fence,
            bulk: None,
        }
    }
}

/// What an audit row says beside who and when.
struct Deed<'a> {
    platform: PlatformId,
    tenant: &'a TenantId,
    target: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
    reason: Option<&'a Text>,
    intent: &'a IntentId,
    fence: Option<Fence>,
}

/// A new id that sorts by server time.
fn new_id(now: Timestamp) -> String {
    let millis = now.as_millisecond().try_into().unwrap_or(0);
    ulid::Ulid::from_parts(millis, ulid::Ulid::new().random()).to_string()
}

fn new_intent(now: Timestamp) -> IntentId {
    IntentId::from(new_id(now))
}

fn after(now: Timestamp, span: SignedDuration) -> Timestamp {
    now.checked_add(span).unwrap_or(now)
}

fn unsupported(id: PlatformId, what: &str) -> Problem {
    Problem::new(
        Trouble::Invalid,
        id.as_str(),
        format!("this system has no {what}"),
    )
}
