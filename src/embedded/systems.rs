//! The other systems of the demo at work: AlquimistaAI's agents run and its commands are done, mail is fetched and
//! delivered, Diatonic's agents run. They write as the real ones do, on a simulated clock like [`super::world`],
//! and on a bad day one of them fails. What they wrote is kept for three hours, 3 000 rows at most.

mod agents;
mod commands;
mod kept;
mod lab;
mod mail;
mod past;
mod storm;

use super::meter::Meter;
use super::raw::{Item, s};
use super::scenario::Scenario;
use super::tables::Tables;
use super::world::Dates;
use super::world::agenda::Agenda;
use super::world::store::Store;
use agents::Pair;
use aws_sdk_dynamodb::Client;
use jiff::{SignedDuration, Timestamp};
use kept::Kept;
use mail::Mail;
pub use mail::READER;
pub use past::PAST;
use std::time::Duration;
pub use storm::RUNNER;
use storm::Storm;

/// An agent of some tenant runs.
const RUN: Duration = Duration::from_secs(12);
/// Somebody issues a command.
const COMMAND: Duration = Duration::from_secs(90);
/// The dashboard of the people behind AlquimistaAI shows itself anew: somebody always has it open.
const DASHBOARD: Duration = Duration::from_secs(30);
/// Mailboxes are read: every quarter of an hour in the real system, more often here so that there is life.
const ROUND: Duration = Duration::from_secs(60);
/// An agent of Diatonic begins to run.
const LAB: Duration = Duration::from_secs(45);
/// What was counted is saved, what is too old is deleted.
const TICK: Duration = Duration::from_secs(5);

/// What will happen.
enum Event {
    Run,
    /// A run of one of those that the storm is about.
    Storm(usize),
    Command,
    Dashboard,
    /// A command goes on: the row as it is, and its next state.
    CommandGoes(Box<Item>),
    Round,
    /// Mail goes on to its summary, then to its reader.
    LetterGoes(Box<Item>),
    Flood,
    Drain,
    Lab,
    LabEnds(Box<Item>),
    Tick,
}

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// An agent ran, well or not.
    Ran { failed: bool },
    /// Its activation said that it may not.
    HeldBack,
    /// Anything else.
    Other,
}

/// The systems.
pub struct Systems {
    store: Store,
    client: Client,
    rng: fastrand::Rng,
    dates: Dates,
    elapsed: Duration,
    /// How much of the agenda was made up as the past.
    behind: Duration,
    agenda: Agenda<Event>,
    pairs: Vec<Pair>,
    mail: Mail,
    storm: Option<Storm>,
    kept: Kept,
    /// Rows of the past that are not stored yet; `None`: what is written is written.
    draft: Option<past::Draft>,
}

impl Systems {
    /// Reads who is there. `seed` makes every later decision repeatable.
    pub async fn begin(
        client: Client,
        tables: Tables,
        seed: u64,
        dates: Dates,
        scenario: Option<Scenario>,
        meter: Meter,
    ) -> Self {
        let mut store = Store::new(client.clone(), tables).metered(meter);
        let pairs = agents::pairs(&mut store).await;
        let mail = Mail::read(&mut store).await;
        let kept = Kept::read(&mut store).await;
        Self {
            store,
            client,
            rng: fastrand::Rng::with_seed(seed ^ 0x57_5e_e5),
            dates,
            elapsed: Duration::ZERO,
            behind: Duration::ZERO,
            agenda: Agenda::default(),
            storm: Storm::of(scenario, &pairs),
            pairs,
            mail,
            kept,
            draft: None,
        }
        .awake(Duration::ZERO)
    }

    /// Everything begins; the storm after `calm`.
    fn awake(mut self, calm: Duration) -> Self {
        self.agenda = Agenda::default();
        self.after(Duration::from_secs(2), Event::Run);
        self.after(Duration::from_secs(7), Event::Command);
        self.after(Duration::from_secs(4), Event::Dashboard);
        self.after(Duration::from_secs(5), Event::Round);
        self.after(Duration::from_secs(9), Event::Lab);
        self.after(TICK, Event::Tick);
        let Some(storm) = &self.storm else {
            return self;
        };
        let at = self.elapsed + calm;
        if storm.is_of_mail() {
            self.agenda.add(at, Event::Flood);
            self.agenda.add(at + mail::DRAIN, Event::Drain);
        }
        for which in 0..storm.pairs.len() {
            let apart = Duration::from_millis(900 * u64::try_from(which).unwrap_or_default());
            self.agenda.add(at + apart, Event::Storm(which));
        }
        self
    }

    /// The simulated time of the next event.
    pub fn due(&self) -> Duration {
        let due = self.agenda.due().unwrap_or(self.elapsed);
        due.saturating_sub(self.behind)
    }

    /// Performs the next event, whenever it was due.
    pub async fn step(&mut self) -> Deed {
        let Some((due, event)) = self.agenda.take() else {
            return Deed::Other;
        };
        self.elapsed = due;
        let now = self.now();
        self.store.meter.set(now);
        match event {
            Event::Run => {
                self.again(RUN, Event::Run);
                self.some_run().await
            }
            Event::Storm(which) => self.storm_run(which).await,
            event => {
                self.other(event).await;
                Deed::Other
            }
        }
    }

    async fn other(&mut self, event: Event) {
        match event {
            Event::Command => {
                self.again(COMMAND, Event::Command);
                self.command().await;
            }
            Event::Dashboard => {
                self.after(DASHBOARD, Event::Dashboard);
                self.dashboard();
            }
            Event::CommandGoes(item) => self.command_goes(*item).await,
            Event::Round => {
                self.after(ROUND, Event::Round);
                self.round().await;
            }
            Event::LetterGoes(item) => self.letter_goes(*item).await,
            Event::Flood => {
                self.after(mail::FLOOD, Event::Flood);
                self.flood().await;
            }
            Event::Drain => {
                self.after(mail::DRAIN, Event::Drain);
                self.drain().await;
            }
            Event::Lab => {
                self.again(LAB, Event::Lab);
                self.lab().await;
            }
            Event::LabEnds(item) => self.lab_ends(*item).await,
            Event::Tick => {
                self.after(TICK, Event::Tick);
                self.tick().await;
            }
            Event::Run | Event::Storm(_) => {}
        }
    }

    async fn tick(&mut self) {
        if self.draft.is_some() {
            return;
        }
        let now = self.now();
        for (table, key) in self.kept.outdated(now) {
            self.store.delete(&table, key).await;
        }
        let meter = self.store.meter.clone();
        meter.save(&self.client, &self.store.tables).await;
    }

    /// Stores a whole item, now or with the rest of the past. `keys` are the names of its key.
    async fn put(&mut self, table: &str, keys: [&str; 2], item: Item) {
        let key: Item = keys
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), item.get(*name)?.clone())))
            .collect();
        self.kept.add(self.now(), table, &key);
        match &mut self.draft {
            Some(draft) => {
                self.store.meter.took(table, 0.0, 1.0);
                draft.put(table, &key, item);
            }
            None => self.store.put(table, item).await,
        }
    }

    /// The date of what is written now.
    fn now(&self) -> Timestamp {
        let after = |base: Timestamp, by: Duration| {
            let by = SignedDuration::try_from(by).unwrap_or_default();
            base.checked_add(by).unwrap_or(base)
        };
        match (&self.draft, self.dates) {
            (Some(draft), _) => after(draft.from, self.elapsed),
            (None, Dates::Wall) => Timestamp::now(),
            (None, Dates::Simulated(base)) => after(base, self.elapsed.saturating_sub(self.behind)),
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

    /// An identifier in the form of a UUID; its end tells that it is the demo's.
    fn uuid(&mut self) -> String {
        let (a, b) = (self.rng.u64(..), self.rng.u64(..));
        format!(
            "{:08x}-{:04x}-4{:03x}-8{:03x}-{}{:08x}",
            a >> 32,
            (a >> 16) & 0xffff,
            a & 0xfff,
            b >> 52,
            kept::MARK,
            b & 0xffff_ffff
        )
    }
}

/// A key of two strings.
fn key(partition: (&str, &str), sort: (&str, &str)) -> Item {
    super::raw::item([(partition.0, s(partition.1)), (sort.0, s(sort.1))])
}
