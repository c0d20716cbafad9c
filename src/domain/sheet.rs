//! Sheets: small tables of a system that belong to a tenant, an agent, an entry of another sheet or the system
//! as a whole (products, users, executions, logs, …). A person opens them from a row, one page at a time.

use super::cost::Cost;
use super::id::{AgentId, PlatformId, TenantId};
use super::page::Cursor;
use super::remark::Remark;
use super::tenant::Attribute;
use super::text::Text;
use super::word::Word;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The kinds of sheets. A word of each is on the command line and in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetKind {
    /// Products that a tenant sells (Marketplace).
    Products,
    /// Customers with their lead score and history (Marketplace).
    Customers,
    /// People of a tenant (AlquimistaAI), or the account that a tenant is (Notification Agent).
    Users,
    /// Connections to other services, with their last sync (AlquimistaAI); mailboxes (Notification Agent).
    Integrations,
    /// Operational events (AlquimistaAI).
    Events,
    /// Operational commands, newest first (AlquimistaAI).
    Commands,
    /// Requests for approval, open and decided (AlquimistaAI).
    Approvals,
    /// The system's own audit trail (AlquimistaAI).
    Trail,
    /// What tenants pay, as the system reckons (AlquimistaAI, for `INTERNAL_ADMIN`).
    Billing,
    /// Agent templates: public, popular, of a category (Diatonic).
    Templates,
    /// Nodes of a template's flow, with what the validation finds (Diatonic).
    Nodes,
    /// Executions of agents (Diatonic).
    Executions,
    /// Models that runs may use (Diatonic).
    Models,
    /// Experiment runs (Diatonic).
    Runs,
    /// Log lines of a run (Diatonic).
    Logs,
}

impl SheetKind {
    pub const ALL: [Self; 15] = [
        Self::Products,
        Self::Customers,
        Self::Users,
        Self::Integrations,
        Self::Events,
        Self::Commands,
        Self::Approvals,
        Self::Trail,
        Self::Billing,
        Self::Templates,
        Self::Nodes,
        Self::Executions,
        Self::Models,
        Self::Runs,
        Self::Logs,
    ];

    /// The word on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Products => "products",
            Self::Customers => "customers",
            Self::Users => "users",
            Self::Integrations => "integrations",
            Self::Events => "events",
            Self::Commands => "commands",
            Self::Approvals => "approvals",
            Self::Trail => "trail",
            Self::Billing => "billing",
            Self::Templates => "templates",
            Self::Nodes => "nodes",
            Self::Executions => "executions",
            Self::Models => "models",
            Self::Runs => "runs",
            Self::Logs => "logs",
        }
    }

    /// Reads the word back.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What a sheet belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SheetOf {
    System,
    Tenant(TenantId),
    Agent {
        tenant: TenantId,
        agent: AgentId,
    },
    /// An entry of another sheet, by its id there.
    Entry {
        tenant: TenantId,
        kind: SheetKind,
        id: String,
    },
}

/// A condition that is asked of the table (`status=failed`), other than a filter over what has been read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Narrowing {
    /// One of the names that the sheet takes, see [`SheetPage::narrowings`].
    pub name: String,
    pub value: String,
}

impl Narrowing {
    /// Reads `name=value`; `None` where it is no such thing.
    pub fn read(raw: &str) -> Option<Self> {
        let (name, value) = raw.split_once('=')?;
        let (name, value) = (name.trim(), value.trim());
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
        (is_name && !value.is_empty()).then(|| Self {
            name: name.to_owned(),
            value: value.to_owned(),
        })
    }
}

/// One sheet among all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SheetKey {
    pub platform: PlatformId,
    pub of: SheetOf,
    pub kind: SheetKind,
    pub narrowing: Option<Narrowing>,
}

/// A heading over a column of cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    pub name: &'static str,
    /// Numbers and ages stand on the right.
    pub right: bool,
}

/// One value of an entry.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(Text),
    /// A word of ours, shown in the reader's language.
    Word(Word),
    /// Shown as an age or a local time.
    Moment(Timestamp),
    Count(u64),
    /// A number with this many decimals.
    Number {
        value: f64,
        decimals: u8,
    },
    /// The row has no such value.
    Nothing,
}

/// How an entry stands: said by colour and by a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    #[default]
    Plain,
    Good,
    Warn,
    Bad,
    /// Over, hidden, of no importance now.
    Quiet,
}

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its key within the sheet, exactly as stored.
    pub id: String,
    /// The tenant that the row states, where the sheet is not of one tenant.
    pub tenant: Option<TenantId>,
    /// One for each heading.
    pub cells: Vec<Cell>,
    pub tone: Tone,
    /// All that is known of it, for the detail; secrets never get here.
    pub attributes: Vec<Attribute>,
    /// What a conditional change compares, exactly as stored.
    pub version: Option<String>,
    /// Sheets that belong to it in turn.
    pub sheets: &'static [SheetKind],
    /// What a person may do with it.
    pub deeds: &'static [DeedKind],
}

/// One page of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetPage {
    pub headings: &'static [Heading],
    pub entries: Vec<Entry>,
    pub remarks: Vec<Remark>,
    /// Names that a [`Narrowing`] of this sheet may have (`status`, `category`, …).
    pub narrowings: &'static [&'static str],
    /// What may be done that needs no entry.
    pub deeds: &'static [DeedKind],
    pub next: Option<Cursor>,
    pub cost: Cost,
}

/// The kinds of sheets that a system has, by what they belong to, in the order shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheeted {
    pub system: Vec<SheetKind>,
    pub tenant: Vec<SheetKind>,
    pub agent: Vec<SheetKind>,
}

/// What can be done in a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeedKind {
    /// Mark a product as sold (Marketplace).
    MarkSold,
    /// Issue an operational command (AlquimistaAI): the insert runs it.
    Issue,
}

/// The operational commands of AlquimistaAI (backend facts 2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CommandKind {
    ReprocessQueue,
    ResetToken,
    RestartAgent,
    HealthCheck,
}

impl CommandKind {
    pub const ALL: [Self; 4] = [
        Self::ReprocessQueue,
        Self::ResetToken,
        Self::RestartAgent,
        Self::HealthCheck,
    ];

    /// The system's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::ReprocessQueue => "REPROCESS_QUEUE",
            Self::ResetToken => "RESET_TOKEN",
            Self::RestartAgent => "RESTART_AGENT",
            Self::HealthCheck => "HEALTH_CHECK",
        }
    }

    /// Reads the word back, in any case.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.word().eq_ignore_ascii_case(word))
    }
}

/// Something to do, decided and confirmed by a person.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Mark a product as sold, as it was seen.
    MarkSold {
        platform: PlatformId,
        tenant: TenantId,
        product: Box<Entry>,
    },
    /// Issue a command. `parameters`: names and values, of which the adapter makes what the system wants.
    Issue {
        platform: PlatformId,
        /// `None`: a command for no tenant.
        tenant: Option<TenantId>,
        command: CommandKind,
        parameters: Vec<(String, String)>,
    },
}

impl Deed {
    /// Its kind.
    pub fn kind(&self) -> DeedKind {
        match self {
            Self::MarkSold { .. } => DeedKind::MarkSold,
            Self::Issue { .. } => DeedKind::Issue,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_word() {
        for kind in SheetKind::ALL {
            assert_eq!(SheetKind::from_word(kind.word()), Some(kind));
        }
        for kind in CommandKind::ALL {
            assert_eq!(CommandKind::from_word(kind.word()), Some(kind));
        }
    }

    #[test]
    fn a_narrowing_is_a_name_and_a_value() {
        let read = Narrowing::read(" status = failed ").unwrap();
        assert_eq!(
            (read.name.as_str(), read.value.as_str()),
            ("status", "failed")
        );
        for other in ["", "status", "status=", "=failed", "a b=c", "Status=x"] {
            assert_eq!(Narrowing::read(other), None, "{other}");
        }
    }
}
