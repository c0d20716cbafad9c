//! The default backend, in this process: a DynamoDB engine on a loopback port, the real tables,
//! a seed, and a simulated world that writes to them as the real systems do.
//!
//! A console reaches it through the AWS SDK like any account; only the endpoint differs.

mod canned;
mod engine;
mod error;
pub mod feed;
pub mod health;
mod keep;
mod life;
pub mod meter;
pub mod provider;
mod raw;
pub mod scenario;
pub mod seed;
pub mod systems;
mod tables;
mod targets;
mod team;
mod triggers;
mod voices;
pub mod world;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::sync::{oneshot, watch};

pub use engine::Engine;
pub use error::EmbeddedError;
use keep::Keep;
use provider::{Inbox, Provider};
pub use scenario::Scenario;
pub use seed::{Loaded, Seed};
pub use tables::{Tables, client, create};
pub use voices::Voices;

/// What the demo backend holds and how its world behaves.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoOptions {
    pub seed: Seed,
    /// What goes wrong; `None`: a calm day.
    pub scenario: Option<Scenario>,
    /// Generated conversations beside those of the seed.
    pub conversations: usize,
    /// Simulated seconds in a second; 0 freezes the world.
    pub speed: f64,
    /// Makes the world and the generated conversations repeatable.
    pub rng: u64,
    /// Conversations have the sparse `status-escalationTime-index`.
    pub queue_index: bool,
    /// Where to listen instead of an ephemeral port; loopback only.
    pub listen: Option<SocketAddr>,
    /// Folder that keeps the tables from one start to the next; in memory without one.
    pub data: Option<PathBuf>,
    /// Some of its tenants have a channel: a provider of WhatsApp in this process.
    pub provider: bool,
}

impl Default for DemoOptions {
    fn default() -> Self {
        Self {
            seed: Seed::Plaza,
            scenario: None,
            conversations: 0,
            speed: 1.0,
            rng: 7,
            queue_index: false,
            listen: None,
            data: None,
            provider: false,
        }
    }
}

impl DemoOptions {
    /// What a person is shown who asked for nothing else: some tenants have a channel.
    pub fn shown() -> Self {
        Self {
            provider: true,
            ..Self::default()
        }
    }
}

/// A running demo backend. Dropping it stops the world, then the engine.
pub struct Backend {
    engine: Engine,
    seeded: watch::Receiver<Option<Result<Loaded, EmbeddedError>>>,
    stop: watch::Sender<bool>,
    life: Option<JoinHandle<()>>,
    /// The folder is ours as long as the engine runs, also in a world that stands still.
    _keep: Option<Arc<Keep>>,
    feed: feed::Queue,
    reports: feed::Queue,
    _provider: Option<Provider>,
}

impl Backend {
    /// Starts the engine and makes the tables; seeding and the world go on in the background.
    ///
    /// # Errors
    /// When the address is refused or taken, or a table cannot be made.
    pub async fn start(options: DemoOptions) -> Result<Self, EmbeddedError> {
        let keep = match &options.data {
            Some(folder) => Some(Arc::new(Keep::open(folder, options.seed)?)),
            None => None,
        };
        let tables = keep.as_ref().map(|keep| keep.tables());
        let engine = Engine::start(options.listen, tables.as_deref())?;
        let (stop, stopped) = watch::channel(false);
        let (report, seeded) = watch::channel(None);
        let (made, tables_made) = oneshot::channel();
        let feed = feed::Queue::default();
        let (reports, inbox) = (feed::Queue::default(), Inbox::default());
        let provider = match options.provider {
            true => Some(Provider::start(inbox.clone(), reports.clone())?),
            false => None,
        };
        let life = life::Life {
            endpoint: engine.endpoint(),
            loader: engine.loader(),
            options,
            keep: keep.clone(),
            feed: feed.clone(),
            provider: provider.as_ref().map(Provider::endpoint),
            inbox,
            stopped,
        };
        let thread = std::thread::Builder::new()
            .name("embedded-world".into())
            .spawn(move || life.run(made, &report))
            .map_err(|e| EmbeddedError::Engine(e.to_string()))?;
        let backend = Self {
            engine,
            seeded,
            stop,
            life: Some(thread),
            _keep: keep,
            feed,
            reports,
            _provider: provider,
        };
        tables_made.await.map_err(|_| EmbeddedError::Stopped)??;
        Ok(backend)
    }

    /// Where consoles connect: `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> String {
        self.engine.endpoint()
    }

    /// Where the world tells of escalations.
    pub fn feed(&self) -> feed::Queue {
        self.feed.clone()
    }

    /// Where the provider's reports are forwarded to.
    pub fn reports(&self) -> feed::Queue {
        self.reports.clone()
    }

    /// Waits until seed and generated conversations are stored.
    ///
    /// # Errors
    /// What stopped the seeding.
    pub async fn seeded(&self) -> Result<Loaded, EmbeddedError> {
        let mut seeded = self.seeded.clone();
        let report = seeded
            .wait_for(Option::is_some)
            .await
            .map_err(|_| EmbeddedError::Stopped)?;
        report.clone().unwrap_or(Err(EmbeddedError::Stopped))
    }

    /// Stops the world and the engine and waits for both threads.
    pub fn stop(mut self) {
        self.halt();
    }

    fn halt(&mut self) {
        self.stop.send_replace(true);
        if let Some(life) = self.life.take() {
            let _ = life.join();
        }
        self.engine.stop();
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        self.halt();
    }
}
