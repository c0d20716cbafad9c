//! What a look at a backend shows: its tables as they are, the plan of each list with its price, and what is
//! wrong. What could not be asked is not known, with the reason; it is never a failure of the whole. Pure.

mod channel;

pub use channel::{ChannelCheck, Flaw, Part};

use super::id::PlatformId;
use super::problem::Problem;
use super::text::Text;

/// How bad it is, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A list or a verb does not work.
    Broken,
    /// It works, but less of it, or at a higher price.
    Degraded,
    /// Nothing fails; a person should know it.
    WorthKnowing,
}

impl Severity {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Degraded => "degraded",
            Self::WorthKnowing => "worth_knowing",
        }
    }
}

/// What depends on a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Without it the system cannot be used here.
    Needed,
    /// Without it a part is missing.
    Useful,
    /// The system has it, and this console does not use it.
    Beside,
}

impl Role {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Needed => "needed",
            Self::Useful => "useful",
            Self::Beside => "beside",
        }
    }
}

/// A table that a system should have.
#[derive(Clone, Debug, PartialEq)]
pub struct TableCheck {
    pub name: Text,
    pub role: Role,
    pub presence: Presence,
}

impl TableCheck {
    /// What it is, where it is there.
    pub fn facts(&self) -> Option<&TableFacts> {
        match &self.presence {
            Presence::Present(facts) => Some(facts),
            Presence::Missing | Presence::Unknown(_) => None,
        }
    }
}

/// Whether a table is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    Present(Box<TableFacts>),
    Missing,
    Unknown(Problem),
}

/// A table as it is described.
#[derive(Clone, Debug, PartialEq)]
pub struct TableFacts {
    pub partition: Text,
    pub sort: Option<Text>,
    /// The known design that has these keys; `None`: no source of the system has them.
    pub design: Option<&'static str>,
    /// Those that a list could use.
    pub indexes: Vec<IndexCheck>,
    /// As of some hours ago: DynamoDB counts about every six hours.
    pub items: u64,
    pub bytes: u64,
    /// Point-in-time recovery.
    pub recovery: Result<bool, Problem>,
    /// The attribute that TTL reads.
    pub ttl: Result<Option<Text>, Problem>,
    /// The attribute that TTL should read.
    pub wanted_ttl: Option<&'static str>,
    /// Whose key encrypts it: `KMS`, or `DynamoDB` where DescribeTable names no other.
    pub encryption: Text,
    /// What its stream carries, where it has one.
    pub stream: Option<Text>,
}

/// An index that a list could use.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexCheck {
    /// Its name as found; `None`: there is none over these keys.
    pub name: Option<Text>,
    pub partition: &'static str,
    /// `None`: whatever it sorts by.
    pub sort: Option<&'static str>,
    pub list: ListOf,
    pub bytes: u64,
    /// The system's own design has it.
    pub of_system: bool,
}

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListOf {
    Tenants,
    Conversations,
    Queue,
    Customers,
    Products,
    Switches,
    Usage,
    Work,
    /// What is ours and open: claims, unsent replies.
    Open,
}

impl ListOf {
    /// The word in JSON and for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tenants => "tenants",
            Self::Conversations => "conversations",
            Self::Queue => "queue",
            Self::Customers => "customers",
            Self::Products => "products",
            Self::Switches => "switches",
            Self::Usage => "usage",
            Self::Work => "work",
            Self::Open => "open",
        }
    }
}

/// How a list is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Queries of an index.
    Index,
    /// One query for each tenant, over all of them.
    Sweep,
    /// Pages of the whole table.
    Scan,
    /// One item for each tenant.
    Items,
}

impl How {
    /// The word in JSON and for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Sweep => "sweep",
            Self::Scan => "scan",
            Self::Items => "items",
        }
    }
}

/// The plan of a list, with its price.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanCheck {
    pub list: ListOf,
    pub how: How,
    /// The index, or the tables.
    pub over: Text,
    /// Read units of one whole refresh, estimated from counts of some hours ago.
    pub units: f64,
    /// It costs as much at most.
    pub at_most: bool,
}

/// Read units, eventually consistent, of reading so many bytes in large pages: half a unit for every 4 KB.
#[allow(clippy::cast_precision_loss)]
pub fn units_of(bytes: u64) -> f64 {
    (bytes.div_ceil(4096).max(1)) as f64 / 2.0
}

/// Something that a person should know.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub severity: Severity,
    /// The table, or the system.
    pub subject: Text,
    pub what: What,
    /// Up to three, masked.
    pub examples: Vec<Text>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// No table of the system is there.
    NotDeployed,
    TableMissing(Role),
    NotDescribed(Problem),
    ForeignKeys {
        partition: Text,
        sort: Option<Text>,
    },
    IndexMissing {
        partition: &'static str,
        sort: Option<&'static str>,
        list: ListOf,
    },
    /// Tables without point-in-time recovery.
    NoRecovery(usize),
    /// Tables of which it is not known, and why.
    RecoveryUnknown(usize, Problem),
    /// TTL does not read the attribute that it should.
    NoTtl(&'static str),
    TtlUnknown(Problem),
    /// TTL reads an attribute that no item of the page has.
    TtlUnwritten(&'static str),
    NoControlTable,
    /// The table is there, and its first row is not.
    ControlNotSetUp,
    NewerControlTable,
    /// There is no queue through which escalations could be heard.
    NoFeed,
    FeedUnknown(Problem),
    /// So many messages about escalations could not be read.
    UnreadBodies(u32),
    /// A function that the system's sources name is not there.
    FunctionMissing,
    /// It is not known which functions there are.
    FunctionsUnknown(Problem),
    /// There are more functions than are read.
    FunctionsCut,
    /// The channels of so many tenants have a flaw.
    Channels(Flaw, usize),
    /// It is not known which channels there are.
    ChannelsUnknown(Problem),
    /// A page could not be read.
    Unread(Problem),
    /// A table of a database lacks columns without which it cannot be used.
    ColumnsMissing(Text),
    /// No unique constraint over these columns: two writers at once could both insert.
    NotUnique(&'static str),
    /// A limit that a console sets on its sessions, and that the server did not take.
    LimitOff(Text),
    /// So many items of a page are so.
    Drift(Drift, usize),
}

/// What items of a page show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drift {
    /// A status or priority that no writer is known to use, or none where there must be one.
    UnknownWord,
    WrongType,
    /// A key and nothing else.
    Stub,
    Orphan(Owner),
    /// Two designs of a tenant in one row say different things.
    TwoDesigns,
    /// Both usage tables count, and differ.
    UsageDiffers,
    /// `agent_activations` and `tenant_agents` say different things of the same switch.
    ActivationsDiffer,
    /// A command is pending for more than five minutes: nobody runs it, or nobody could say so.
    CommandStuck,
    /// It cannot be read who was asked to decide: nobody can.
    ApproversUnreadable,
    /// A source is active, and its last read failed.
    SourceFails,
    /// A source is active, and there is no trace of a read.
    SourceNeverRead,
    /// The last reads of a source that is not there.
    SyncWithoutSource,
}

impl Drift {
    /// How bad it is: degraded where customers or users get less of the system.
    pub fn severity(self) -> Severity {
        match self {
            Self::SourceFails | Self::ApproversUnreadable | Self::Orphan(Owner::User) => {
                Severity::Degraded
            }
            Self::UnknownWord
            | Self::WrongType
            | Self::Stub
            | Self::Orphan(Owner::Tenant | Owner::Agent | Owner::Nobody)
            | Self::TwoDesigns
            | Self::UsageDiffers
            | Self::ActivationsDiffer
            | Self::CommandStuck
            | Self::SourceNeverRead
            | Self::SyncWithoutSource => Severity::WorthKnowing,
        }
    }
}

/// Whom a row names that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Tenant,
    User,
    Agent,
    /// The row names nobody.
    Nobody,
}

/// A function that a system's sources name, and whether it is there.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionCheck {
    pub name: Text,
    /// `None`: not known.
    pub is_there: Option<bool>,
}

impl FunctionCheck {
    /// The word in JSON.
    pub fn word(&self) -> &'static str {
        match self.is_there {
            Some(true) => "present",
            Some(false) => "missing",
            None => "unknown",
        }
    }
}

/// What one system looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct SystemCheck {
    /// `None`: the control table.
    pub platform: Option<PlatformId>,
    pub tables: Vec<TableCheck>,
    pub functions: Vec<FunctionCheck>,
    /// The channels to the customers of its tenants.
    pub channels: Vec<ChannelCheck>,
    pub plans: Vec<PlanCheck>,
    /// The worst first.
    pub findings: Vec<Finding>,
}

impl SystemCheck {
    /// The word in JSON and for people.
    pub fn word(&self) -> &'static str {
        self.platform.map_or("control", PlatformId::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_costs_half_a_unit_for_every_4_kb_and_never_nothing() {
        for (bytes, units) in [(0, 0.5), (1, 0.5), (4096, 0.5), (4097, 1.0), (81_920, 10.0)] {
            assert!((units_of(bytes) - units).abs() < f64::EPSILON, "{bytes}");
        }
    }

    #[test]
    fn the_worst_comes_first() {
        assert!(Severity::Broken < Severity::Degraded);
        assert!(Severity::Degraded < Severity::WorthKnowing);
    }
}
