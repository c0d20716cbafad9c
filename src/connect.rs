//! From what was asked on the command line to a desk: starts the embedded backend or opens sessions,
//! discovers the tables, finds the journal, and decides once who may do what, and whether there is a writer.

mod delivery;
mod deployment;
mod doctor;
pub mod feed;
mod health;
mod index;
mod person;
mod policy;
mod sessions;
mod set_up;
mod systems;

pub use set_up::Prospect;
pub use systems::Database;

use crate::config::Profile;
use crate::control::{self, ByPlatform};
use crate::desk::{AnyDesk, Desk, Parts, Permit, Resumed, Station};
use crate::domain::canned::Canned;
use crate::domain::handoff::Actor;
use crate::domain::id::PlatformId;
use crate::domain::place::Place;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::{Access, Barred, Role};
#[cfg(feature = "embedded")]
use crate::embedded::{Backend, DemoOptions};
use crate::journal::Journal;
use deployment::Deployment;
use jiff::Timestamp;
use sessions::Sessions;
use std::path::PathBuf;
use std::sync::PoisonError;
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
    /// A profile of the configuration file.
    Profile(Box<NamedProfile>),
}

/// A profile with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedProfile {
    pub name: String,
    pub profile: Profile,
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
    /// What is opened first.
    pub source: Source,
    /// What can be opened instead, from the screen.
    pub profiles: Vec<NamedProfile>,
    pub caller: Caller,
    /// Name shown; the login name unless given.
    pub operator: Option<String>,
    pub readonly: bool,
    /// No more than this role, whatever the profile says.
    pub role: Option<Role>,
    pub control_table: String,
    /// AlquimistaAI's own database, in place of a projection of its tables.
    pub database: Option<Database>,
    /// What carries the marketplace's escalations, where a profile names nothing else.
    pub feed: feed::Settings,
    /// Canned replies of the person's own file.
    pub canned: Vec<Canned>,
    /// Folder of the journals; the XDG state folder unless given.
    pub state: Option<PathBuf>,
}

/// Makes stations, and keeps the embedded backend alive between them.
pub struct Connector {
    wanted: Wanted,
    /// What is open now.
    source: std::sync::Mutex<Source>,
    #[cfg(feature = "embedded")]
    backend: Mutex<Option<Backend>>,
    /// With the backend that it belongs to.
    journal: Mutex<Option<(String, Journal)>>,
}

impl Connector {
    /// Nothing is started yet.
    pub fn new(wanted: Wanted) -> Self {
        Self {
            source: std::sync::Mutex::new(wanted.source.clone()),
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
        let (deployment, local) = self.deployment().await?;
        let sessions = Sessions::open(&deployment).await?;
        let mut actor = self.actor(sessions.first().and_then(|open| open.identity.clone()));
        let permit = Permit {
            role: self.role(&deployment, &sessions, &actor),
            scope: deployment.scope.clone(),
        };
        let set_up = control_tables(&sessions).await?;
        let access = self.access(&deployment, permit.role, &set_up);
        let (readers, writers) = systems::connect(&deployment, &sessions).await?;
        let health = self.watched(&deployment, &sessions).await;
        let controls = sessions.controls(&deployment);
        let clock = sessions
            .first()
            .map(|open| open.session.dynamo.clock().clone());
        let station = |desk, resumed| Station {
            desk,
            place: sessions.place(local.clone()),
            access,
            role: permit.role,
            profile: self.profile_name(),
            profiles: self
                .wanted
                .profiles
                .iter()
                .map(|one| one.name.clone())
                .collect(),
            production: deployment.is_production(),
            canned: self.wanted.canned.clone(),
            resumed,
        };
        let parts = |actor: Actor| Parts {
            actor,
            clock: Box::new(move || {
                clock
                    .as_ref()
                    .map_or_else(Timestamp::now, |clock| clock.now())
            }),
            meter: Box::new(sessions.meter()),
            platforms: readers,
            control: controls.clone().filter(|_| set_up.is_complete),
            permit: permit.clone(),
            health: health.clone(),
        };
        let (Access::Full, Some(controls)) = (access, &controls) else {
            let desk = Desk::reading(parts(actor))
                .foreseeing_second_person(deployment.wants_second_person());
            let desk = AnyDesk::Reading(desk);
            return Ok(station(desk, Resumed::default()));
        };
        let (journal, console, memory) = self.journal(&set_up.backend, &actor).await?;
        actor.console = console;
        let control: ByPlatform<control::Writer> =
            controls.map(|reader| control::Writer::new(reader.clone()));
        let feed = match self.wanted.caller {
            // A profile for some tenants leaves the others' messages to consoles that may read them.
            Caller::Screen if permit.scope.of(PlatformId::Marketplace).is_none() => {
                self.feed(&deployment, &sessions).await
            }
            // A verb ends before it could hear anything.
            Caller::Screen | Caller::Headless => None,
        };
        let mut desk = Desk::writing(parts(actor), control, writers, journal)
            .with_second_person(deployment.wants_second_person());
        if let Some(feed) = feed {
            desk = desk.hearing(PlatformId::Marketplace, &feed);
        }
        let delivery = self.delivery(&deployment, &sessions).await?;
        desk = desk.delivering(delivery.channels);
        if let Some(reports) = delivery.reports {
            desk = desk.reported_to(reports);
        }
        let resumed = desk.resume(memory).await?;
        Ok(station(AnyDesk::Writing(desk), resumed))
    }

    /// Whether writers may be made, and if not, why.
    fn access(&self, deployment: &Deployment, role: Role, set_up: &SetUp) -> Access {
        match set_up.barred {
            _ if self.wanted.readonly => Access::ReadsOnly(Barred::ReadOnly),
            _ if deployment.read_only => Access::ReadsOnly(Barred::ReadOnlyProfile),
            _ if role == Role::Viewer => Access::ReadsOnly(Barred::Viewer),
            Some(barred) => Access::ReadsOnly(barred),
            None => Access::Full,
        }
    }

    fn role(&self, deployment: &Deployment, sessions: &Sessions, actor: &Actor) -> Role {
        let identities: Vec<_> = sessions.iter().map(|open| open.identity.clone()).collect();
        let role = deployment.role(&identities, &actor.identity);
        self.wanted.role.map_or(role, |most| role.min(most))
    }

    /// The profile of the configuration file that is open.
    fn profile_name(&self) -> Option<String> {
        match self.source() {
            Source::Profile(named) => Some(named.name),
            _ => None,
        }
    }

    fn source(&self) -> Source {
        let source = self.source.lock();
        source.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Lets the next connection open another profile of the configuration file.
    pub fn choose(&self, profile: &str) {
        let named = self.wanted.profiles.iter().find(|one| one.name == profile);
        if let Some(named) = named {
            let source = self.source.lock();
            *source.unwrap_or_else(PoisonError::into_inner) =
                Source::Profile(Box::new(named.clone()));
        }
    }

    /// Whether no writer may be made.
    pub fn reads_only(&self) -> bool {
        self.wanted.readonly
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
        self.embedded().await?;
        let backend = self.backend.lock().await;
        let Some(backend) = backend.as_ref() else {
            return Err(failed(&"another backend was asked for"));
        };
        backend.seeded().await.map_err(|error| failed(&error))?;
        Ok(backend.endpoint())
    }

    /// Ends what was started here. A demo that ends leaves nothing behind but what it was told to keep.
    pub async fn end(self) {
        #[cfg(feature = "embedded")]
        if let Some(backend) = self.backend.into_inner() {
            let is_kept =
                matches!(&self.wanted.source, Source::Embedded(options) if options.data.is_some());
            if let Some((_, journal)) = self.journal.into_inner().filter(|_| !is_kept) {
                journal.forget_backend();
            }
            backend.stop();
        }
    }

    /// What is to be connected, and what a backend on this machine is called.
    async fn deployment(&self) -> Result<(Deployment, Place), Problem> {
        let embedded = self.embedded().await?;
        let source = self.source();
        let place = match (&source, &embedded) {
            (_, Some(_)) => Place::Demo,
            (Source::Endpoint(endpoint), None) => joined(endpoint),
            (Source::Profile(named), None) => {
                joined(named.profile.at.endpoint.as_deref().unwrap_or_default())
            }
            _ => Place::Demo,
        };
        Ok((Deployment::of(&source, &self.wanted, embedded)?, place))
    }

    /// Starts the backend in this process where one is wanted, and answers where it listens.
    async fn embedded(&self) -> Result<Option<String>, Problem> {
        #[cfg(feature = "embedded")]
        if let Source::Embedded(options) = self.source() {
            let mut backend = self.backend.lock().await;
            if backend.is_none() {
                let failed = |error: crate::embedded::EmbeddedError| {
                    Problem::new(Trouble::Internal, "demo", error.to_string())
                };
                let started = Backend::start(options).await.map_err(failed)?;
                started.seeded().await.map_err(failed)?;
                *backend = Some(started);
            }
            return Ok(backend.as_ref().map(Backend::endpoint));
        }
        Ok(None)
    }
}

/// The control tables in use, taken together.
struct SetUp {
    /// Each is there.
    is_complete: bool,
    /// Why they may not be written.
    barred: Option<Barred>,
    /// Identity of the first one's content.
    backend: String,
}

async fn control_tables(sessions: &Sessions) -> Result<SetUp, Problem> {
    let metas = sessions.iter().map(|open| open.control.meta());
    let metas = futures::future::try_join_all(metas).await?;
    let there: Vec<_> = metas.iter().flatten().collect();
    let is_complete = there.len() == metas.len();
    let barred = match is_complete {
        true => there.iter().find_map(|meta| meta.access.barred()),
        false => Some(Barred::NoControlTable),
    };
    Ok(SetUp {
        is_complete,
        barred,
        backend: there
            .first()
            .map(|meta| meta.backend.clone())
            .unwrap_or_default(),
    })
}

fn joined(endpoint: &str) -> Place {
    Place::Joined {
        endpoint: endpoint.to_owned(),
    }
}
