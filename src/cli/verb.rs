//! The subjects' own verbs with their arguments, as clap reads them.

use super::{Of, Part, PartOf, Under, value};
use crate::domain::id::PlatformId;
use crate::domain::sheet::{CommandKind, Narrowing, SheetKind};
use crate::domain::work::WorkKind;
use clap::{Args, Subcommand};
use jiff::SignedDuration;

#[derive(Clone, Debug, Subcommand)]
pub enum Conversations {
    /// List them, tenant by tenant
    List(PartOf),
    /// Show one with its transcript
    Show(Of),
    /// Take one from the person who holds it; they are shown the reason
    Steal {
        #[command(flatten)]
        of: Of,
        /// Why, in at least 8 characters
        #[arg(long, value_name = "REASON")]
        reason: String,
        /// How long it stays yours without another verb
        #[arg(long = "for", value_name = "SPAN", default_value = "15m", value_parser = value::span)]
        lease: SignedDuration,
        #[command(flatten)]
        under: Under,
    },
    /// Put one off that waits or is yours: it leaves the queue until then, or until the customer writes
    Snooze {
        #[command(flatten)]
        of: Of,
        /// 30m, 2h, 1d, 18:00, tomorrow, "tomorrow 10:30" (on the tenant's clock), or `off` to end it
        #[arg(long, value_name = "TIME")]
        until: String,
    },
    /// Mean one that waits or is yours for a person; yours stays yours until they claim it
    Assign {
        #[command(flatten)]
        of: Of,
        /// The name under which they work
        #[arg(long, value_name = "NAME", required_unless_present = "nobody")]
        to: Option<String>,
        /// Take the name off again
        #[arg(long, conflicts_with = "to")]
        nobody: bool,
    },
    /// Take one again that was resolved
    Reopen {
        #[command(flatten)]
        of: Of,
        /// How long it stays yours without another verb
        #[arg(long = "for", value_name = "SPAN", default_value = "15m", value_parser = value::span)]
        lease: SignedDuration,
    },
}

#[derive(Clone, Debug, Subcommand)]
pub enum Escalations {
    /// List them in the order of taking, then those whom a person has already
    List {
        #[command(flatten)]
        part: PartOf,
        /// Read all conversations even where an index finds those who wait
        #[arg(long)]
        sweep: bool,
    },
    /// Take one: its bot falls silent, and nobody else can take it meanwhile
    Claim {
        #[command(flatten)]
        of: Of,
        /// How long it stays yours without another verb
        #[arg(long = "for", value_name = "SPAN", default_value = "15m", value_parser = value::span)]
        lease: SignedDuration,
        /// Why a conversation that nobody escalated is taken from its bot
        #[arg(long, value_name = "REASON")]
        takeover: Option<String>,
    },
    /// Say something to the customer; TEXT - reads it from stdin
    Reply {
        #[command(flatten)]
        of: Of,
        #[arg(required_unless_present = "template", conflicts_with = "template")]
        text: Option<String>,
        /// Send an approved template in place of a text, also after 24 hours
        #[arg(long, value_name = "NAME")]
        template: Option<String>,
        /// Its language, where there is one of this name in several: es, pt_BR
        #[arg(long, value_name = "CODE", requires = "template")]
        template_language: Option<String>,
        /// A value for its next place; PLACE=VALUE where places have names
        #[arg(long = "param", value_name = "VALUE", requires = "template")]
        params: Vec<String>,
        #[command(flatten)]
        under: Under,
    },
    /// Leave a private note; TEXT - reads it from stdin
    Note {
        #[command(flatten)]
        of: Of,
        text: String,
        #[command(flatten)]
        under: Under,
    },
    /// Give it back to its bot
    Release {
        #[command(flatten)]
        of: Of,
        /// What the bot should know; kept for the staff too, never sent to the customer
        #[arg(long, value_name = "TEXT")]
        summary: Option<String>,
        #[command(flatten)]
        under: Under,
    },
    /// Give back, one by one, all that wait because a word of the bot fired
    HandBack {
        /// The word, as the bot's list has it: ya, bot, no funciona
        #[arg(long, value_name = "WORD")]
        keyword: String,
        /// Only of this tenant
        #[arg(long, value_name = "TENANT")]
        tenant: Option<String>,
        /// Only where the word is a part of a longer one in the customer's last message
        #[arg(long)]
        inside: bool,
        /// Mark them as resolved
        #[arg(long)]
        resolve: bool,
        /// Why, in at least 8 characters; that the word fired by mistake unless given
        #[arg(long, value_name = "REASON")]
        reason: Option<String>,
        /// How many you expect; without it they are only counted
        #[arg(long, value_name = "N")]
        confirm: Option<usize>,
    },
    /// Say how often each word of the bot fired, and how often by mistake
    Triggers {
        /// Only of this tenant
        #[arg(long, value_name = "TENANT")]
        tenant: Option<String>,
        /// Write a table for spreadsheets, without numbers or messages
        #[arg(long)]
        csv: bool,
    },
    /// Give it back and mark it as resolved
    Resolve {
        #[command(flatten)]
        of: Of,
        #[command(flatten)]
        under: Under,
    },
}

#[derive(Clone, Debug, Subcommand)]
pub enum Sla {
    /// List the targets of all tenants
    List,
    /// Set the targets of TENANT, or of * for all without their own; what is not named is promised no more
    Set {
        tenant: String,
        /// Targets of a priority: urgent=FIRST/NEXT/RESOLUTION, as in urgent=5m/10m/4h; any= for the rest, - for none
        #[arg(required = true, value_name = "PRIORITY=SPANS", value_parser = value::parameter)]
        targets: Vec<(String, String)>,
        /// Business hours, as in "mon-fri 09:00-18:00"; round the clock unless given
        #[arg(long, value_name = "HOURS")]
        hours: Option<String>,
        /// Time zone of the hours; the tenant's own unless given
        #[arg(long, value_name = "ZONE")]
        zone: Option<String>,
    },
}

#[derive(Clone, Debug, Subcommand)]
pub enum Canned {
    /// List them
    List,
    /// Keep one; {{nombre}}, {{agente}} and {{tenant}} are filled in
    Set {
        name: String,
        #[arg(long, value_name = "TEXT", required_unless_present_any = ["es", "pt"])]
        en: Option<String>,
        #[arg(long, value_name = "TEXT")]
        es: Option<String>,
        #[arg(long, value_name = "TEXT")]
        pt: Option<String>,
    },
    /// Take one away
    Remove { name: String },
}

#[derive(Clone, Debug, Subcommand)]
pub enum Work {
    /// List it in the order of taking
    List {
        #[command(flatten)]
        part: PartOf,
        /// Only of this kind: approval, run_failed, source_quiet, …
        #[arg(long, value_name = "KIND", value_parser = value::kind)]
        kind: Option<WorkKind>,
    },
    /// Approve a request
    Approve(Decide),
    /// Refuse a request
    Reject(Decide),
    /// Mark an open run as cancelled; no worker is stopped by it
    Cancel(Decide),
}

/// What is decided, by its key as the list shows it, and why.
#[derive(Clone, Debug, Args)]
pub struct Decide {
    #[arg(value_parser = value::platform)]
    pub platform: PlatformId,
    #[arg(value_parser = value::kind)]
    pub kind: WorkKind,
    pub tenant: String,
    pub id: String,
    /// Why, in at least 8 characters
    #[arg(long, value_name = "REASON")]
    pub reason: String,
}

/// The sheet that is wanted, and the part of it.
#[derive(Clone, Debug, Args)]
pub struct Sheet {
    #[arg(value_parser = value::platform)]
    pub system: PlatformId,
    /// products, customers, users, executions, logs, …
    #[arg(value_parser = value::sheet)]
    pub kind: SheetKind,
    #[command(flatten)]
    pub part: PartOf,
    /// Of this agent of the tenant
    #[arg(long, value_name = "AGENT", requires = "tenant", conflicts_with = "of")]
    pub agent: Option<String>,
    /// Of an entry of another sheet: runs:EXPA1B2
    #[arg(long, value_name = "KIND:ID", requires = "tenant", value_parser = value::entry)]
    pub of: Option<(SheetKind, String)>,
    /// Only what the table finds under this condition
    #[arg(long = "where", value_name = "NAME=VALUE", value_parser = value::narrowing)]
    pub narrowing: Option<Narrowing>,
}

#[derive(Clone, Debug, Subcommand)]
pub enum Products {
    /// Mark one as sold
    Sold {
        tenant: String,
        product: String,
        /// Why, in at least 8 characters
        #[arg(long, value_name = "REASON")]
        reason: String,
    },
}

#[derive(Clone, Debug, Subcommand)]
pub enum Commands {
    /// Issue one: REPROCESS_QUEUE, RESET_TOKEN, RESTART_AGENT or HEALTH_CHECK. The insert runs it
    Issue {
        #[arg(value_parser = value::command)]
        kind: CommandKind,
        /// For this tenant
        #[arg(long, value_name = "TENANT")]
        tenant: Option<String>,
        /// A parameter; may be repeated
        #[arg(long = "with", value_name = "NAME=VALUE", value_parser = value::parameter)]
        parameters: Vec<(String, String)>,
        /// Why, in at least 8 characters
        #[arg(long, value_name = "REASON")]
        reason: String,
        /// Issue it without a question
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Clone, Debug, Subcommand)]
pub enum Agents {
    /// List the switches, tenant by tenant
    List(PartOf),
    /// Switch one on
    Enable(Switch),
    /// Switch one off
    Disable(Switch),
}

/// A switch and why it is turned.
#[derive(Clone, Debug, Args)]
pub struct Switch {
    /// Identity or short name of the agent, or `bot`
    pub agent: String,
    #[arg(long, value_name = "TENANT")]
    pub tenant: String,
    /// Why, in at least 8 characters
    #[arg(long, value_name = "REASON")]
    pub reason: String,
}

/// The part of a tenant's audit trail that is wanted.
#[derive(Clone, Debug, Args)]
pub struct Audit {
    #[command(flatten)]
    pub part: Part,
    #[arg(long, value_name = "TENANT")]
    pub tenant: String,
    /// Month that is listed; this month unless given
    #[arg(long, value_name = "YYYY-MM", value_parser = value::month)]
    pub month: Option<String>,
}
