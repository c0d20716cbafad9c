//! What is remarked on a sheet: facts with their values, put into words by `locale::remark` when they are shown,
//! so that they are said in the language of whoever reads.

use super::sheet::Tone;
use super::text::Text;

/// Something that the system's own check found, or that must be known to read the sheet rightly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub tone: Tone,
    pub what: What,
}

impl Remark {
    /// A remark on products, mailboxes, a flow, …
    pub fn new(tone: Tone, what: impl Into<What>) -> Self {
        let what = what.into();
        Self { tone, what }
    }
}

/// What may be remarked, by what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// So many entries were left out: the table has them under this tenant, and they state another.
    LeftOut(u64),
    Shop(Shop),
    Mailboxes(Mailboxes),
    Operations(Operations),
    Bench(Bench),
    Flow(Flow),
}

/// Of the Marketplace's products and customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shop {
    /// Everything else of a product is changed in the system's own dashboard.
    OwnDashboard,
    /// The table of products has no index over tenants: pages of all of it are read.
    WholeTable,
    /// So many rows hold values of another kind than the system writes.
    OddRows(u64),
    /// So many products have no status, and so no list by status has them.
    WithoutStatus(u64),
    /// `totalConversations` counts messages (backend facts 1.2).
    CountsMessages,
    /// Read by an index that only customers with a last interaction are in.
    OnlyWithLast,
}

/// Of the Notification Agent's users and their mailboxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mailboxes {
    /// Sources name a user that the table of users does not.
    UnknownUser,
    /// What their health follows from (backend facts 4.2).
    HowJudged,
}

/// Of AlquimistaAI's commands and sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operations {
    /// The sums are estimates of the active tenants, no invoices.
    Estimates,
    /// So many of these state no estimate.
    WithoutEstimate(u64),
    /// There are more tenants than were added up.
    MoreTenants,
    /// A command has been pending for more than five minutes (backend facts 2.2).
    Stuck,
    /// `REPROCESS_QUEUE` does nothing, whatever it answers (backend facts 2.2).
    Pretended,
}

/// Of Diatonic's templates, models, executions and runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bench {
    /// The index of statuses spans all tenants.
    ByStatus,
    /// Only entries with this status are shown, as none was asked for.
    OnlyStatus(Text),
    /// Only public templates, of all tenants; a rating is one person's word.
    Public,
    /// Of all tenants, in the table's own order.
    Scanned,
    /// No index has a tenant's runs.
    LookedThrough,
    /// Log lines state when they expire, which nothing enforces to the minute.
    LinesExpire,
    /// The agent is a model, which has neither flow nor executions.
    ModelOnly,
    /// The template is gone or another tenant's.
    ForeignTemplate,
}

/// What the validation finds in a flow of Diatonic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flow {
    NoTrigger,
    NoOutput,
    /// Nodes that stand in the same place.
    SamePosition {
        position: i64,
        nodes: Vec<Text>,
    },
    /// An attribute of a node that should hold JSON and does not.
    NoJson {
        node: Text,
        attribute: Text,
    },
    /// There are more nodes than were read.
    MoreNodes,
    /// Nothing is wrong with it.
    CouldRun,
}

impl From<Shop> for What {
    fn from(what: Shop) -> Self {
        Self::Shop(what)
    }
}

impl From<Mailboxes> for What {
    fn from(what: Mailboxes) -> Self {
        Self::Mailboxes(what)
    }
}

impl From<Operations> for What {
    fn from(what: Operations) -> Self {
        Self::Operations(what)
    }
}

impl From<Bench> for What {
    fn from(what: Bench) -> Self {
        Self::Bench(what)
    }
}

impl From<Flow> for What {
    fn from(what: Flow) -> Self {
        Self::Flow(what)
    }
}
