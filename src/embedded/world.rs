//! The simulated world: customers, the marketplace bot and its counters, writing to the tables as
//! the real system does, through raw items and no code of the console.
//!
//! It moves in steps on a simulated clock, so that a test can drive it; `run` keeps it to the
//! wall clock. Given the same seed number and the same answers it takes the same decisions.

pub(super) mod agenda;
mod bot;
mod claims;
mod customers;
pub(super) mod limits;
mod roster;
pub(super) mod store;
pub mod tellings;
mod usage;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use agenda::Agenda;
use bot::Pending;
use claims::Seen;
use roster::Roster;
pub use roster::{Person, Shape, Who};
use store::Store;
pub use store::Tally;

use super::feed::Queue;
use super::meter::Meter;
use super::provider::Inbox;
use super::raw;
use super::scenario::Scenario;
use super::tables::Tables;
use super::voices::Voices;

/// A customer of the bot writes.
const CHATTER: Duration = Duration::from_millis(4_000);
/// Somebody writes what goes to a person.
const ESCALATION: Duration = Duration::from_secs(45);
/// Somebody who waits asks again.
const IMPATIENCE: Duration = Duration::from_secs(9);
/// The world looks at claims and replies.
const GLANCE: Duration = Duration::from_secs(1);
/// Somebody of the platform does something that is told.
const OFFICE: Duration = Duration::from_secs(140);
/// How long a tenant is remembered before it is read again (backend facts 1.3).
const TENANT_CACHE: Duration = Duration::from_secs(300);

/// What will happen.
enum Event {
    Chatter,
    Escalation,
    Impatience,
    Glance,
    Office,
    BotAnswers(Pending),
    CustomerReplies { who: Who, text: String },
    AsksAfterwards(Who),
}

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// Nothing that leaves a trace.
    Quiet,
    /// A customer wrote and the bot is thinking.
    Wrote(Who),
    /// The bot answered.
    Answered(Who),
    /// A message took the conversation to a person.
    Escalated(Who),
    /// The paused bot logged a message and sent its waiting line.
    Ignored(Who),
    /// The tenant is suspended: nothing was recorded.
    Unresolved(Who),
    /// A person's words arrived; the customer will answer them.
    HeardHuman(Who),
    /// Its month is used up: the customer got the limit's text, and nothing was recorded.
    Refused(Who),
    /// The platform's own people put the conversation back to the bot.
    Reset(Who),
}

/// Which clock dates what the world writes.
#[derive(Clone, Copy, Debug)]
pub enum Dates {
    /// The wall clock: what a console beside it shows as now.
    Wall,
    /// The simulated clock, counted from here.
    Simulated(Timestamp),
}

/// Tenants as the bot remembers them.
#[derive(Default)]
struct Resolver {
    speaking: BTreeSet<String>,
    names: BTreeMap<String, String>,
    /// Messages that a tenant's item allows.
    limits: BTreeMap<String, i64>,
    read_at: Option<Duration>,
}

impl Resolver {
    fn resolves(&self, tenant: &str) -> bool {
        self.speaking.contains(tenant)
    }
}

/// The world.
pub struct World {
    store: Store,
    voices: Voices,
    rng: fastrand::Rng,
    dates: Dates,
    elapsed: Duration,
    agenda: Agenda<Event>,
    roster: Roster,
    resolver: Resolver,
    seen: Seen,
    arrivals: u32,
    /// Where it is told what happens to escalations.
    feed: Queue,
    /// Words that a provider has for customers.
    inbox: Inbox,
    /// Decides what the platform's people do, apart from what customers do.
    office: fastrand::Rng,
    /// How often they did something.
    deeds: u32,
    /// The bot refuses where a month is used up.
    refuses: bool,
}

impl World {
    /// Reads who is there. `seed` makes every later decision repeatable.
    pub async fn begin(
        client: aws_sdk_dynamodb::Client,
        tables: Tables,
        voices: Voices,
        seed: u64,
        dates: Dates,
    ) -> Self {
        let mut world = Self {
            store: Store::new(client, tables),
            voices,
            rng: fastrand::Rng::with_seed(seed),
            dates,
            elapsed: Duration::ZERO,
            agenda: Agenda::default(),
            roster: Roster::default(),
            resolver: Resolver::default(),
            seen: Seen::default(),
            arrivals: 0,
            feed: Queue::default(),
            inbox: Inbox::default(),
            deeds: 0,
            refuses: false,
            office: fastrand::Rng::with_seed(seed ^ 0x0ff1ce),
        };
        let tenants = world.resolve().await;
        world.roster = Roster::read(&mut world.store, &tenants).await;
        world.after(Duration::from_millis(1_500), Event::Chatter);
        world.after(Duration::from_secs(12), Event::Escalation);
        world.after(Duration::from_secs(5), Event::Impatience);
        world.after(GLANCE, Event::Glance);
        world.after(OFFICE, Event::Office);
        world
    }

    /// Tells this queue from now on.
    #[must_use]
    pub fn telling(mut self, feed: Queue) -> Self {
        self.feed = feed;
        self
    }

    /// Customers get what is in this inbox from now on.
    #[must_use]
    pub fn receiving(mut self, inbox: Inbox) -> Self {
        self.inbox = inbox;
        self
    }

    /// What it does is counted here from now on.
    #[must_use]
    pub fn metered(mut self, meter: Meter) -> Self {
        self.store = self.store.metered(meter);
        self
    }

    /// A bad day, as far as it is one of the Marketplace.
    #[must_use]
    pub fn on_a(mut self, scenario: Option<Scenario>) -> Self {
        self.refuses = scenario == Some(Scenario::QuotaBreach);
        self
    }

    /// The simulated time of the next event.
    pub fn due(&self) -> Duration {
        self.agenda.due().unwrap_or(self.elapsed)
    }

    /// Performs the next event, whenever it was due.
    pub async fn step(&mut self) -> Happening {
        let Some((due, event)) = self.agenda.take() else {
            return Happening::Quiet;
        };
        self.elapsed = due;
        self.store.meter.set(self.now());
        if self
            .resolver
            .read_at
            .is_none_or(|at| due >= at + TENANT_CACHE)
        {
            self.resolve().await;
        }
        match event {
            Event::Chatter => {
                self.again(CHATTER, Event::Chatter);
                self.chatter().await
            }
            Event::Escalation => {
                self.again(ESCALATION, Event::Escalation);
                self.new_escalation().await
            }
            Event::Impatience => {
                self.again(IMPATIENCE, Event::Impatience);
                self.ask_again().await
            }
            Event::Glance => {
                self.after(GLANCE, Event::Glance);
                self.glance().await
            }
            Event::Office => {
                self.after(OFFICE, Event::Office);
                self.office().await
            }
            Event::BotAnswers(pending) => self.answer(pending).await,
            Event::CustomerReplies { who, text } => self.reply(who, &text).await,
            Event::AsksAfterwards(who) => self.ask_afterwards(who).await,
        }
    }

    /// Somebody the world knows.
    pub fn person(&self, who: Who) -> Option<&Person> {
        self.roster.get(who)
    }

    /// Calls so far, and those that failed.
    pub fn tally(&self) -> Tally {
        self.store.tally
    }

    /// How many wait for a person and have none, as far as the world has seen.
    pub fn waiting(&self) -> usize {
        self.roster.waiting()
    }

    /// The date of what is written now.
    fn now(&self) -> Timestamp {
        match self.dates {
            Dates::Wall => Timestamp::now(),
            Dates::Simulated(base) => SignedDuration::try_from(self.elapsed)
                .ok()
                .and_then(|elapsed| base.checked_add(elapsed).ok())
                .unwrap_or(base),
        }
    }

    fn after(&mut self, wait: Duration, event: Event) {
        self.agenda.add(self.elapsed + wait, event);
    }

    /// The same again after about `period`, 30 % more or less.
    fn again(&mut self, period: Duration, event: Event) {
        let factor = 0.7 + 0.6 * self.rng.f64();
        self.after(period.mul_f64(factor), event);
    }

    /// Reads all tenants, as the bot's resolver does; gives every id, and keeps those that speak.
    async fn resolve(&mut self) -> Vec<String> {
        let table = self.store.tables.marketplace.tenants.clone();
        let items = self.store.scan(&table).await;
        let mut ids = BTreeSet::new();
        let mut speaking = BTreeSet::new();
        let (mut names, mut limits) = (BTreeMap::new(), BTreeMap::new());
        for item in &items {
            let Some(id) = raw::text(item, "tenantId") else {
                continue;
            };
            ids.insert(id.to_owned());
            let name = raw::text(item, "businessName").unwrap_or(id);
            names.insert(id.to_owned(), name.to_owned());
            limits.extend(limits::limit(item).map(|limit| (id.to_owned(), limit)));
            if matches!(raw::text(item, "status"), Some("active" | "trial")) {
                speaking.insert(id.to_owned());
            }
        }
        self.resolver = Resolver {
            speaking,
            names,
            limits,
            read_at: Some(self.elapsed),
        };
        ids.into_iter().collect()
    }
}
