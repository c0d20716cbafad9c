//! From what was asked on the command line to a desk: starts the embedded backend or opens a session,
//! discovers the tables, finds the journal, and decides once whether there is a writer at all.

mod doctor;
pub mod feed;
mod systems;

pub use systems::Database;

use crate::aws::session::{Session, Target};
use crate::control;
use crate::desk::{AnyDesk, Desk, Parts, Resumed, Station};
use crate::domain::handoff::Actor;
use crate::domain::id::{ConsoleId, PlatformId};
use crate::domain::place::Place;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::{Access, Barred};
use crate::domain::text::Text;
#[cfg(feature = "embedded")]
use crate::embedded::{Backend, DemoOptions};
use crate::journal::{Journal, Journals, Memory};
use etcetera::base_strategy::{BaseStrategy, choose_base_strategy};
use std::path::PathBuf;
use tokio::sync::Mutex;

/// Which backend.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    #[cfg(feature = "embedded")]
    Embedded(DemoOptions),
    Endpoint(String),
    Account {
        region: Option<String>,
        profile: Option<String>,
    },
}

/// Whether a screen or a headless verb asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    Screen,
    Headless,
}

/// What was asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub source: Source,
    pub caller: Caller,
    /// Name shown; the login name unless given.
    pub operator: Option<String>,
    pub readonly: bool,
    pub control_table: String,
    /// AlquimistaAI's own database, in place of a projection of its tables.
    pub database: Option<Database>,
    /// What carries the marketplace's escalations.
    pub feed: feed::Settings,
    /// Folder of the journals; the XDG state folder unless given.
    pub state: Option<PathBuf>,
}

/// What setting up the control table would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prospect {
    pub place: Place,
    pub region: String,
    pub table: String,
    /// The table is there and set up.
    pub is_there: bool,
}

/// Makes stations, and keeps the embedded backend alive between them.
pub struct Connector {
    wanted: Wanted,
    #[cfg(feature = "embedded")]
    backend: Mutex<Option<Backend>>,
    journal: Mutex<Option<Journal>>,
}

impl Connector {
    /// Nothing is started yet.
    pub fn new(wanted: Wanted) -> Self {
        Self {
            wanted,
            #[cfg(feature = "embedded")]
            backend: Mutex::new(None),
            journal: Mutex::new(None),
        }
    }

    /// Connects, for the first time or again.
    ///
    /// # Errors
    /// Why there is no desk: nobody answers, credentials, missing tables, no place for a journal.
    pub async fn connect(&self) -> Result<Station, Problem> {
        let (session, place, identity) = self.open().await?;
        let control = control::Reader::new(session.dynamo.clone(), &self.wanted.control_table);
        let meta = control.meta().await?;
        let access = match &meta {
            _ if self.wanted.readonly => Access::ReadsOnly(Barred::ReadOnly),
            None => Access::ReadsOnly(Barred::NoControlTable),
            Some(meta) => meta.access,
        };
        let mut actor = self.actor(identity);
        let (readers, writers) = systems::connect(&session, self.wanted.database.as_ref()).await?;
        let clock = session.dynamo.clock().clone();
        let meter = session.dynamo.meter().clone();
        let parts = |actor: Actor| Parts {
            actor,
            clock: Box::new(move || clock.now()),
            meter: Box::new(move || meter.total()),
            platforms: readers,
            control: meta.is_some().then(|| control.clone()),
        };
        let (Access::Full, Some(meta)) = (access, &meta) else {
            return Ok(Station {
                desk: AnyDesk::Reading(Desk::reading(parts(actor))),
                place,
                access,
                resumed: Resumed::default(),
            });
        };
        let (journal, console, memory) = self.journal(&meta.backend, &actor).await?;
        let feed = match self.wanted.caller {
            Caller::Screen => self.feed(&session).await,
            // A verb ends before it could hear anything.
            Caller::Headless => None,
        };
        actor.console = console;
        let writer = control::Writer::new(control.clone());
        let mut desk = Desk::writing(parts(actor), writer, writers, journal);
        if let Some(feed) = feed {
            desk = desk.hearing(PlatformId::Marketplace, &feed);
        }
        let resumed = desk.resume(memory).await?;
        Ok(Station {
            desk: AnyDesk::Writing(desk),
            place,
            access,
            resumed,
        })
    }

    /// Whether no writer may be made.
    pub fn reads_only(&self) -> bool {
        self.wanted.readonly
    }

    /// Reads what [`Self::init`] would do, and changes nothing.
    ///
    /// # Errors
    /// As [`Self::connect`], but for the tables.
    pub async fn prospect(&self) -> Result<Prospect, Problem> {
        let (session, place, _) = self.open().await?;
        let control = control::Reader::new(session.dynamo.clone(), &self.wanted.control_table);
        Ok(Prospect {
            place,
            region: session.region.clone(),
            table: self.wanted.control_table.clone(),
            is_there: control.meta().await?.is_some(),
        })
    }

    /// Creates and sets up the control table where there is none. Answers whether anything was changed.
    ///
    /// # Errors
    /// `ReadOnly`; any failure of a call. What was done until then is found done the next time.
    pub async fn init(&self) -> Result<bool, Problem> {
        if self.wanted.readonly {
            return Err(Problem::new(
                Trouble::ReadOnly,
                &self.wanted.control_table,
                "",
            ));
        }
        let (session, _, _) = self.open().await?;
        let control = control::Reader::new(session.dynamo.clone(), &self.wanted.control_table);
        let backend = ulid::Ulid::new().to_string();
        control::Writer::new(control).init(&backend).await
    }

    /// Starts the embedded backend and waits until it is filled. Answers where it listens.
    ///
    /// # Errors
    /// When it cannot be started or filled, or another source was asked for.
    #[cfg(feature = "embedded")]
    pub async fn serve(&self) -> Result<String, Problem> {
        let failed = |error: &dyn std::fmt::Display| {
            Problem::new(Trouble::Internal, "demo", error.to_string())
        };
        self.target().await?;
        let backend = self.backend.lock().await;
        let Some(backend) = backend.as_ref() else {
            return Err(failed(&"another backend was asked for"));
        };
        backend.seeded().await.map_err(|error| failed(&error))?;
        Ok(backend.endpoint())
    }

    /// Ends what was started here. A demo that ends leaves nothing behind.
    pub async fn end(self) {
        #[cfg(feature = "embedded")]
        if let Some(backend) = self.backend.into_inner() {
            if let Some(journal) = self.journal.into_inner() {
                journal.forget_backend();
            }
            backend.stop();
        }
    }

    /// A session, where it leads, and the identity that an account knows us by.
    async fn open(&self) -> Result<(Session, Place, Option<String>), Problem> {
        let (target, place) = self.target().await?;
        let session = Session::open(&target).await;
        Ok(match &target {
            Target::Loopback { .. } => (session, place, None),
            Target::Account { .. } => {
                let caller = session.caller().await?;
                let place = Place::Account {
                    account: caller.account,
                    region: session.region.clone(),
                };
                (session, place, Some(caller.arn))
            }
        })
    }

    async fn target(&self) -> Result<(Target, Place), Problem> {
        Ok(match &self.wanted.source {
            #[cfg(feature = "embedded")]
            Source::Embedded(options) => {
                let mut backend = self.backend.lock().await;
                if backend.is_none() {
                    let failed = |error: crate::embedded::EmbeddedError| {
                        Problem::new(Trouble::Internal, "demo", error.to_string())
                    };
                    let started = Backend::start(options.clone()).await.map_err(failed)?;
                    started.seeded().await.map_err(failed)?;
                    *backend = Some(started);
                }
                let endpoint = backend.as_ref().map(Backend::endpoint).unwrap_or_default();
                (Target::Loopback { endpoint }, Place::Demo)
            }
            Source::Endpoint(endpoint) => {
                let place = Place::Joined {
                    endpoint: endpoint.clone(),
                };
                (Target::of_endpoint(endpoint), place)
            }
            Source::Account { region, profile } => {
                let target = Target::Account {
                    endpoint: None,
                    region: region.clone(),
                    profile: profile.clone(),
                };
                (target, Place::Demo)
            }
        })
    }

    fn actor(&self, identity: Option<String>) -> Actor {
        let login = || std::env::var("USER").ok().filter(|name| !name.is_empty());
        let name = self
            .wanted
            .operator
            .clone()
            .or_else(login)
            .unwrap_or_else(|| "operator".to_owned());
        let host = rustix::system::uname()
            .nodename()
            .to_string_lossy()
            .into_owned();
        let console = match self.wanted.caller {
            Caller::Headless => ConsoleId::headless(&host),
            Caller::Screen => ConsoleId::from(ulid::Ulid::new().to_string()),
        };
        Actor {
            identity: identity.unwrap_or_else(|| format!("demo:{name}")),
            name: Text::from_untrusted(&name),
            console,
            host: Text::from_untrusted(&host),
        }
    }

    /// The journal of this console, kept open over reconnects.
    async fn journal(
        &self,
        backend: &str,
        actor: &Actor,
    ) -> Result<(Journal, ConsoleId, Memory), Problem> {
        let mut kept = self.journal.lock().await;
        if let Some(journal) = kept.as_ref() {
            let (console, memory) = journal.recall()?;
            return Ok((journal.clone(), console, memory));
        }
        let state = match &self.wanted.state {
            Some(state) => state.clone(),
            None => state_folder()?,
        };
        let journals = Journals::open(&state, backend)?;
        let operator = &actor.identity;
        let (journal, console, memory) = match self.wanted.caller {
            Caller::Screen => {
                let found = journals.resume(operator, &actor.console)?;
                (found.journal, found.console, found.memory)
            }
            Caller::Headless => {
                let journal = journals.fresh(operator, &actor.console)?;
                (journal, actor.console.clone(), Memory::default())
            }
        };
        *kept = Some(journal.clone());
        Ok((journal, console, memory))
    }
}

fn state_folder() -> Result<PathBuf, Problem> {
    let nowhere = |why: String| Problem::new(Trouble::Journal, "XDG_STATE_HOME", why);
    let strategy = choose_base_strategy().map_err(|error| nowhere(error.to_string()))?;
    strategy
        .state_dir()
        .map(|state| state.join("switchboard"))
        .ok_or_else(|| nowhere("no state folder on this system".to_owned()))
}
