//! The background thread of the demo backend: tables, then seed, then generated conversations,
//! then the world until it is told to stop.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{oneshot, watch};

use super::DemoOptions;
use super::engine::Loader;
use super::error::EmbeddedError;
use super::feed::Queue;
use super::keep::Keep;
use super::meter::Meter;
use super::provider::Inbox;
use super::raw::{self, Item};
use super::scenario::Scenario;
use super::seed::generate::Generator;
use super::seed::{self, Loaded, Row, Section, Seed, Start};
use super::systems::Systems;
use super::tables::{self, Tables};
use super::voices::Voices;
use super::world::{Dates, World, limits, tellings};

/// Speeds beyond these are taken as these: a step a week, and as fast as the engine answers.
const SLOWEST: f64 = 1e-5;
const FASTEST: f64 = 10_000.0;

/// How far the world may lag behind before it lets the time go.
const MOST_LATE: Duration = Duration::from_secs(1);

/// Generated items that are loaded at once; requests wait for one batch at most.
const BATCH: usize = 250;

/// What the thread needs.
pub struct Life {
    pub endpoint: String,
    pub loader: Loader,
    pub options: DemoOptions,
    /// Where the tables are kept; `None`: in memory.
    pub keep: Option<Arc<Keep>>,
    pub feed: Queue,
    /// Where the provider listens, if there is one.
    pub provider: Option<String>,
    /// What the provider accepted.
    pub inbox: Inbox,
    pub stopped: watch::Receiver<bool>,
}

type Report = watch::Sender<Option<Result<Loaded, EmbeddedError>>>;

impl Life {
    /// Runs until the backend stops. `made` hears once the tables stand, `report` once they are full.
    pub fn run(mut self, made: oneshot::Sender<Result<(), EmbeddedError>>, report: &Report) {
        let runtime = match tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
        {
            Ok(runtime) => runtime,
            Err(error) => {
                let _ = made.send(Err(EmbeddedError::Engine(error.to_string())));
                return;
            }
        };
        let mut stopped = self.stopped.clone();
        runtime.block_on(async {
            tokio::select! {
                () = self.live(made, report) => {}
                _ = stopped.wait_for(|stop| *stop) => {}
            }
        });
    }

    async fn live(&mut self, made: oneshot::Sender<Result<(), EmbeddedError>>, report: &Report) {
        let client = tables::client(&self.endpoint);
        let tables = Tables::default();
        let is_filled = self.keep.as_ref().is_some_and(|keep| keep.is_filled());
        let created = match is_filled {
            true => Ok(()),
            false => tables::create(&client, &tables, self.options.queue_index).await,
        };
        let created = match created {
            Ok(()) => self.introduce(&client, &tables.control).await,
            failed => failed,
        };
        let failed = created.is_err();
        // Nobody listens any more when the backend was dropped while it started.
        let _ = made.send(created);
        if failed {
            return;
        }
        let filled = match is_filled {
            true => Voices::compiled_in()
                .map(|voices| (Loaded::default(), voices))
                .map_err(EmbeddedError::from),
            false => self.fill(&client, &tables).await,
        };
        let meter = Meter::default();
        let begun = match filled {
            Ok((loaded, voices)) => {
                let systems = self.systems(&client, &tables, &meter, is_filled).await;
                systems.map(|systems| (loaded, voices, systems))
            }
            Err(error) => Err(error),
        };
        let (voices, systems) = match begun {
            Ok((loaded, voices, systems)) => {
                report.send_replace(Some(Ok(loaded)));
                (voices, systems)
            }
            Err(error) => {
                report.send_replace(Some(Err(error)));
                return;
            }
        };
        // Not a number is no speed either.
        if self.options.speed > 0.0 {
            let speed = self.options.speed.clamp(SLOWEST, FASTEST);
            let dates = Dates::Wall;
            let world = World::begin(client, tables, voices, self.options.rng, dates).await;
            let world = world.telling(self.feed.clone()).on_a(self.options.scenario);
            let world = world.metered(meter);
            pace(world.receiving(self.inbox.clone()), systems, speed).await;
        }
    }

    /// The other systems, with a past where the tables were just filled. A demo that stands still on a calm day
    /// is its seed and nothing else.
    async fn systems(
        &self,
        client: &aws_sdk_dynamodb::Client,
        tables: &Tables,
        meter: &Meter,
        is_filled: bool,
    ) -> Result<Option<Systems>, EmbeddedError> {
        let DemoOptions {
            scenario,
            speed,
            rng,
            ..
        } = self.options;
        // Not a number is no speed either.
        let moves = speed > 0.0;
        if self.options.seed == Seed::Hostile || !moves && scenario.is_none() {
            return Ok(None);
        }
        let meter = meter.clone();
        let (own, names) = (client.clone(), tables.clone());
        let systems = Systems::begin(own, names, rng, Dates::Wall, scenario, meter).await;
        if is_filled {
            return Ok(Some(systems));
        }
        let now = jiff::Timestamp::now();
        let systems = systems.remember(now, &self.loader).await?;
        if scenario == Some(Scenario::QuotaBreach) {
            limits::use_up(client, tables, now).await;
        }
        Ok(Some(systems))
    }

    /// What consoles that join must know of this demo.
    async fn introduce(
        &self,
        client: &aws_sdk_dynamodb::Client,
        control: &str,
    ) -> Result<(), EmbeddedError> {
        tables::write_provider(client, control, self.provider.as_deref()).await?;
        tables::write_scenario(client, control, self.options.scenario).await
    }

    /// Stores the seed and what is generated.
    async fn fill(
        &self,
        client: &aws_sdk_dynamodb::Client,
        tables: &Tables,
    ) -> Result<(Loaded, Voices), EmbeddedError> {
        self.loader.hurry(true)?;
        let start = Start(jiff::Timestamp::now());
        let voices = Voices::compiled_in()?;
        let rows = self.options.seed.rows(start)?;
        let tenants = tenants(&rows);
        let told = tellings::of_seed(&rows);
        let mut loaded = seed::store(client, tables, rows).await?;
        let options = &self.options;
        let generator =
            Generator::new(options.conversations, &tenants, &voices, start, options.rng);
        loaded.stored += self
            .load(generator, &tables.marketplace.conversations)
            .await?;
        for body in told {
            self.feed.send(body);
        }
        self.loader.hurry(false)?;
        if let Some(keep) = &self.keep {
            keep.filled(self.options.seed)?;
        }
        Ok((loaded, voices))
    }

    async fn load(&self, generator: Generator<'_>, table: &str) -> Result<usize, EmbeddedError> {
        let mut stored = 0;
        let mut batch: Vec<Item> = Vec::with_capacity(BATCH + 2);
        for items in generator {
            batch.extend(items);
            if batch.len() >= BATCH {
                stored += batch.len();
                self.loader.load(table, std::mem::take(&mut batch))?;
                // Lets a stop be seen between batches.
                tokio::task::yield_now().await;
            }
        }
        stored += batch.len();
        self.loader.load(table, batch)?;
        Ok(stored)
    }
}

/// Keeps the world and the other systems to the wall clock, `speed` simulated seconds in a second, without end.
async fn pace(mut world: World, mut systems: Option<Systems>, speed: f64) {
    let mut origin = tokio::time::Instant::now();
    loop {
        let others = systems.as_ref().map(Systems::due);
        let is_theirs = others.is_some_and(|due| due < world.due());
        let next = others.filter(|_| is_theirs).unwrap_or_else(|| world.due());
        let due = origin + Duration::from_secs_f64(next.as_secs_f64() / speed);
        let now = tokio::time::Instant::now();
        // A machine that slept must not see hours of simulated life at once.
        if let Some(late) = now.checked_duration_since(due)
            && late > MOST_LATE
        {
            origin += late;
        }
        tokio::time::sleep_until(due).await;
        match &mut systems {
            Some(systems) if is_theirs => {
                systems.step().await;
            }
            _ => {
                world.step().await;
            }
        }
    }
}

fn tenants(rows: &[Row]) -> Vec<String> {
    rows.iter()
        .filter(|row| row.section == Section::Tenants)
        .filter_map(|row| raw::text(&row.item, "tenantId"))
        .map(str::to_owned)
        .collect()
}
