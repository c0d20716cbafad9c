//! The command line: flags and verbs as clap reads them, and what they ask for. Global flags stand before or
//! after the verb. The English of `--help` lives here, beside the flags that it explains; the other languages
//! are in `locale::command_line`.

mod alarms;
mod asked;
mod attention;
mod demo;
mod kill;
mod language;
mod logs;
mod metrics;
mod misread;
mod queue;
mod shift;
mod spoken;
mod usage;
mod value;
mod verb;

pub use alarms::Alarms;
pub use asked::{Asked, Misuse};
pub use kill::{Agent, Op};
pub use language::of_start as language_of_start;
pub use logs::{Logs, Trace};
pub use metrics::Metrics;
pub use misread::misread;
pub use shift::Incident;
pub use spoken::{below, command};
pub use usage::Usage;
pub use verb::*;

use crate::control::schema::DEFAULT_NAME;
use crate::domain::language::Language;
use crate::domain::role::Role;
use crate::theme::Choice;
use clap::{Args, Parser, Subcommand};
#[cfg(feature = "embedded")]
use std::net::SocketAddr;
use std::path::PathBuf;

/// A console for the people who stand behind AI agents.
///
/// Without a verb it opens the screen: over the profile of your configuration file, over the backend that
/// --endpoint names, over an AWS account (--region, --aws-profile), or, where nothing is configured, over a
/// demo backend in this process. Every other verb works without a screen and needs one of the first three.
#[derive(Clone, Debug, Parser)]
#[command(name = "switchboard", version, after_help = AFTER)]
pub struct Cli {
    #[command(flatten)]
    pub flags: Flags,
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

const AFTER: &str = "\
Exit codes: 0 done or already so · 1 anything else · 2 usage · 3 lost to another · 4 denied · 5 throttled ·
6 outcome unknown · 7 credentials · 8 changed while you looked · 9 not found · 10 partly done

Try it without an account:
  switchboard demo --headless --listen 127.0.0.1:8123 &
  switchboard --endpoint http://127.0.0.1:8123 escalations list";

/// Flags of every verb.
#[derive(Clone, Debug, Args)]
pub struct Flags {
    /// Backend to join; a loopback address is a demo and needs no credentials
    #[arg(long, global = true, value_name = "URL")]
    pub endpoint: Option<String>,
    /// Name shown to others; the login name unless given
    #[arg(long, global = true, value_name = "NAME")]
    pub operator: Option<String>,
    /// Change nothing: any verb that writes is refused with exit 4
    #[arg(long, global = true)]
    pub readonly: bool,
    /// Answer in JSON on stdout
    #[arg(long, global = true)]
    pub json: bool,
    /// Profile of the configuration file; SWITCHBOARD_PROFILE or its default unless given
    #[arg(long, global = true, value_name = "NAME")]
    pub profile: Option<String>,
    /// Configuration file; SWITCHBOARD_CONFIG or switchboard/config.toml in the XDG folder unless given
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// No more than this role: viewer, support, operator or admin
    #[arg(long, global = true, value_name = "ROLE", value_parser = value::role)]
    pub role: Option<Role>,
    /// Region of an AWS account, without a profile of ours
    #[arg(long, global = true, value_name = "REGION")]
    pub region: Option<String>,
    /// Profile of the AWS configuration files, without a profile of ours
    #[arg(long, global = true, value_name = "NAME")]
    pub aws_profile: Option<String>,
    /// Table that holds claims, replies and the audit trail, where a profile names none
    #[arg(long, global = true, value_name = "NAME", default_value = DEFAULT_NAME)]
    pub control_table: String,
    /// AlquimistaAI's PostgreSQL: postgres://USER@HOST[:PORT]/DATABASE, or a socket's folder as HOST
    #[arg(long, global = true, value_name = "URL", value_parser = value::database)]
    pub alquimista_db: Option<value::Location>,
    /// Authority that signed its certificate (PEM); needed for any other machine than this
    #[arg(long, global = true, value_name = "FILE", requires = "alquimista_db")]
    pub alquimista_ca: Option<PathBuf>,
    /// File with its password; else the variable ALQUIMISTA_DB_PASSWORD, if it is set
    #[arg(long, global = true, value_name = "FILE", requires = "alquimista_db")]
    pub alquimista_password_file: Option<PathBuf>,
    /// EventBridge bus on which its switches are told, such as fibonacci-bus-prod
    #[arg(long, global = true, value_name = "BUS", requires = "alquimista_db")]
    pub event_bus: Option<String>,
    /// Colours of the screen: auto, dark, light or mono
    #[arg(long, global = true, value_name = "THEME", value_parser = value::theme)]
    pub theme: Option<Choice>,
    /// Language: en, es or pt; that of the configuration file, LC_ALL, LC_MESSAGES or LANG unless given
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = value::language)]
    pub lang: Option<Language>,
    /// Bad day of the demo: error-storm, queue-backlog, quota-breach, throttling or bad-deploy
    #[cfg(feature = "embedded")]
    #[arg(long, global = true, value_name = "NAME", value_parser = value::scenario)]
    pub scenario: Option<crate::embedded::Scenario>,
}

#[derive(Clone, Debug, Subcommand)]
pub enum Verb {
    /// Open or serve a demo backend with a living world
    #[cfg(feature = "embedded")]
    Demo(Demo),
    /// Tenants
    #[command(subcommand)]
    Tenants(Only<Part>),
    /// Conversations
    #[command(subcommand)]
    Conversations(Conversations),
    /// Conversations that wait for a person
    #[command(subcommand)]
    Escalations(Escalations),
    /// How soon customers are to be answered
    #[command(subcommand)]
    Sla(Sla),
    /// What waits for a person in all systems and is no conversation
    #[command(subcommand)]
    Work(Work),
    /// One of the small tables of a system, a tenant, an agent or an entry
    Sheet(Sheet),
    /// Products of a tenant
    #[command(subcommand)]
    Products(Products),
    /// Operational commands of a system
    #[command(subcommand)]
    Commands(Commands),
    /// Agents and their switches
    #[command(subcommand)]
    Agents(Agents),
    /// The kill switch: one agent off or on, for a tenant or for all, counted first
    #[command(subcommand)]
    Agent(Agent),
    /// Operations over many tenants
    #[command(subcommand)]
    Op(Op),
    /// Switch on what is due; for cron, where no console is open
    Tick,
    /// Usage per tenant and month, and when it breaks its limit
    #[command(subcommand)]
    Usage(Usage),
    /// Canned replies of the team
    #[command(subcommand)]
    Canned(Canned),
    /// What was done, by whom and why
    #[command(subcommand)]
    Audit(Only<Audit>),
    /// Incidents: what broke, and what is known of it
    #[command(subcommand)]
    Incident(Incident),
    /// Say what the next shift must know
    Handover {
        /// A new file, readable by you only, without numbers or messages of customers
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Say in JSON how everything was at a moment
    Past {
        /// 2026-11-21T03:02:00Z
        #[arg(long, value_name = "TIME")]
        at: jiff::Timestamp,
    },
    /// Alarms of all systems
    #[command(subcommand)]
    Alarms(Alarms),
    /// Metrics of all systems
    #[command(subcommand)]
    Metrics(Metrics),
    /// Logs of a system: search them, or see lines as they come
    #[command(subcommand)]
    Logs(Logs),
    /// Traces of a system
    #[command(subcommand)]
    Trace(Trace),
    /// Say what the backend is like, and what is wrong with it
    Doctor,
    /// What the configuration file says, and what it may say
    #[command(subcommand)]
    Config(ConfigVerb),
    /// Print the least AWS policy with which a role can work on the profile's tables
    Iam {
        #[arg(value_parser = value::role)]
        role: Role,
    },
    /// Describe and create the control tables, or what else is ours to offer
    Init {
        /// Add the sparse index that finds the queue by one query per status
        #[arg(long, conflicts_with = "feed")]
        index: bool,
        /// Make the queue that escalations are heard through
        #[arg(long)]
        feed: bool,
        /// Create it without a question
        #[arg(long)]
        yes: bool,
    },
}

/// The options of a demo backend.
#[cfg(feature = "embedded")]
#[derive(Clone, Debug, Args)]
pub struct Demo {
    /// Data to begin with: plaza or hostile
    #[arg(long, value_name = "SEED", default_value = "plaza", value_parser = value::seed)]
    pub seed: crate::embedded::Seed,
    /// Generated conversations beside those of the seed
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub conversations: usize,
    /// Simulated seconds in a second; 0 freezes the world
    #[arg(long, value_name = "N", default_value_t = 1.0, value_parser = value::speed)]
    pub speed: f64,
    /// Makes the world repeatable
    #[arg(long, value_name = "SEED", default_value_t = 7)]
    pub rng: u64,
    /// Give conversations the index that finds the queue by one query per status
    #[arg(long)]
    pub index: bool,
    /// Serve further consoles on this address of this machine (no authentication, demo data only)
    #[arg(long, value_name = "127.0.0.1:PORT", value_parser = value::loopback)]
    pub listen: Option<SocketAddr>,
    /// Folder that keeps its tables: a later start goes on where this one ended
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Serve without a screen until SIGTERM or Ctrl-C
    #[arg(long, requires = "listen")]
    pub headless: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Subcommand)]
pub enum ConfigVerb {
    /// Read the file and say what each profile comes to
    Check,
    /// Print its JSON schema
    Schema,
}

/// A subject that can only be listed.
#[derive(Clone, Debug, Subcommand)]
pub enum Only<L: Args> {
    /// List them
    List(L),
}

/// The part of a list that is wanted.
#[derive(Clone, Debug, Args)]
pub struct Part {
    /// At most so many rows
    #[arg(long, value_name = "N", default_value = "50", value_parser = value::limit)]
    pub limit: usize,
    /// Go on behind an earlier answer: its `next`
    #[arg(long, value_name = "CURSOR")]
    pub after: Option<String>,
}

/// The part of a list that can be narrowed to a tenant.
#[derive(Clone, Debug, Args)]
pub struct PartOf {
    #[command(flatten)]
    pub part: Part,
    /// Only of this tenant
    #[arg(long, value_name = "TENANT")]
    pub tenant: Option<String>,
}

/// A conversation, by its key as lists show it under `id`.
#[derive(Clone, Debug, Args)]
pub struct Of {
    pub tenant: String,
    pub conversation: String,
}

/// The claim that a verb goes on with.
#[derive(Clone, Debug, Args)]
pub struct Under {
    /// Only if the claim still has this fence
    #[arg(long, value_name = "N")]
    pub fence: Option<u64>,
}
