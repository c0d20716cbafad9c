//! What a check of the backend says: findings with what to do about each, plans with their price.

use crate::domain::checkup::{Drift, Finding, How, ListOf, Owner, PlanCheck, Role, Severity, What};
use crate::domain::problem::Problem;
use crate::locale::health::functions;
use crate::locale::number::counted;
use crate::locale::problem;

/// Hours after which DynamoDB has counted the items of a table anew.
pub const COUNTED_EVERY_HOURS: u32 = 6;

/// Titles of the columns of tables.
pub const TABLE: [&str; 10] = [
    "TABLE", "KEYS", "DESIGN", "INDEXES", "ITEMS", "KB", "RECOVERY", "TTL", "KEY OF", "STREAM",
];
/// Titles of the columns of plans.
pub const PLAN: [&str; 4] = ["LIST", "PLAN", "READ UNITS", "OVER"];
/// Titles of the columns of findings.
pub const FINDING: [&str; 3] = ["SEVERITY", "WHERE", "WHAT, AND WHAT TO DO"];

pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Broken => "broken",
        Severity::Degraded => "degraded",
        Severity::WorthKnowing => "worth knowing",
    }
}

pub fn missing() -> &'static str {
    "missing"
}

pub fn not_known() -> &'static str {
    "not known"
}

pub fn on(is_on: bool) -> &'static str {
    match is_on {
        true => "on",
        false => "off",
    }
}

/// Keys that no source of the system has.
pub fn foreign() -> &'static str {
    "foreign"
}

/// Indexes that lists could use: those there of all of them.
pub fn indexes(there: usize, all: usize) -> String {
    match all {
        0 => "-".to_owned(),
        all => format!("{there} of {all}"),
    }
}

pub fn all_well() -> &'static str {
    "nothing found"
}

/// How a list is read.
pub fn plan(how: How) -> &'static str {
    match how {
        How::Index => "by index",
        How::Sweep => "sweep of partitions",
        How::Scan => "whole table",
        How::Items => "item by item",
    }
}

/// The price of one refresh of a list.
pub fn price(plan: &PlanCheck) -> String {
    match plan.at_most {
        true => format!("≤ {:.1}", plan.units),
        false => format!("≈ {:.1}", plan.units),
    }
}

/// What stands under plans.
pub fn estimate() -> String {
    format!(
        "Read units for one whole refresh, estimated from counts that may be {COUNTED_EVERY_HOURS} hours old."
    )
}

/// Tables that are not there and that this console does not use.
pub fn beside(missing: usize) -> String {
    format!(
        "{} of the system that this console does not use {} there.",
        counted(missing as u64, "table", "tables"),
        if missing == 1 { "is not" } else { "are not" }
    )
}

/// The last line.
pub fn summary(broken: usize, degraded: usize, known: usize, units: f64) -> String {
    format!("{broken} broken · {degraded} degraded · {known} worth knowing · {units:.1} read units")
}

/// What was found, in one sentence.
pub fn what(finding: &Finding) -> String {
    match &finding.what {
        What::NotDeployed => "None of its tables is here.".to_owned(),
        What::TableMissing(_) => "The table is missing.".to_owned(),
        What::NotDescribed(why) => {
            format!("It is not known what the table is: {}.", because(why))
        }
        What::ForeignKeys { partition, sort } => format!(
            "Its keys are {partition} and {}, which no source of the system has.",
            sort.as_deref().unwrap_or("none")
        ),
        What::IndexMissing {
            partition,
            sort,
            list,
        } => {
            let sort = sort.map(|sort| format!(" and {sort}")).unwrap_or_default();
            let loss = loss(*list);
            format!("No index over {partition}{sort}: {loss}.")
        }
        What::NoRecovery(tables) => {
            format!("Point-in-time recovery is off for {}.", of_tables(*tables))
        }
        What::RecoveryUnknown(tables, why) => format!(
            "Point-in-time recovery is not known of {}: {}.",
            of_tables(*tables),
            because(why)
        ),
        What::NoTtl(attribute) => format!("TTL does not read {attribute}: nothing expires."),
        What::TtlUnknown(why) => format!("TTL is not known: {}.", because(why)),
        What::TtlUnwritten(attribute) => {
            format!("TTL reads {attribute}, and no item looked at has it: nothing expires.")
        }
        What::NoControlTable => "There is no control table: consoles can only read.".to_owned(),
        What::ControlNotSetUp => {
            "The control table has no first row: consoles can only read.".to_owned()
        }
        What::NewerControlTable => {
            "The control table is of a newer version: this console can only read.".to_owned()
        }
        What::NoFeed => "There is no such queue: an escalation is seen at the next sweep, and why, how sure and by whom to be taken is not known.".to_owned(),
        What::FeedUnknown(why) => {
            format!("It is not known whether escalations can be heard: {}.", because(why))
        }
        What::UnreadBodies(count) => format!(
            "{} about escalations could not be read.",
            counted(u64::from(*count), "message", "messages")
        ),
        What::FunctionMissing => functions::missing().to_owned(),
        What::FunctionsUnknown(why) => functions::unknown(&because(why)),
        What::FunctionsCut => functions::cut().to_owned(),
        What::Unread(why) => format!("A page of it could not be read: {}.", because(why)),
        What::ColumnsMissing(names) => format!("It lacks columns that are needed: {names}."),
        What::NotUnique(columns) => {
            format!("No unique constraint over {columns}: two writers at once could both insert.")
        }
        What::LimitOff(name) => format!("The server does not keep {name} for our sessions."),
        What::Drift(drift, count) => drifted(*drift, *count),
    }
}

/// What the items of a page show.
fn drifted(drift: Drift, count: usize) -> String {
    let counted = |one, many| counted(count as u64, one, many);
    let rows = || counted("row", "rows");
    let sources = || counted("active source", "active sources");
    match drift {
        Drift::UnknownWord => {
            format!("{} whose status or priority is no known word.", rows())
        }
        Drift::WrongType => format!("{} with a value of a wrong type or form.", rows()),
        Drift::Stub => format!("{} with a key and nothing else.", rows()),
        Drift::Orphan(Owner::Tenant) => format!("{} of tenants that do not exist.", rows()),
        Drift::Orphan(Owner::User) => format!("{} of users who do not exist.", rows()),
        Drift::Orphan(Owner::Agent) => {
            format!("{} of agents that are in no catalogue.", rows())
        }
        Drift::Orphan(Owner::Nobody) => format!("{} without an owner.", rows()),
        Drift::TwoDesigns => format!(
            "{} whose two designs give the tenant different states.",
            rows()
        ),
        Drift::UsageDiffers => format!(
            "{} that the two usage tables count differently.",
            counted("month", "months")
        ),
        Drift::ActivationsDiffer => format!(
            "{} differently here and in the activations.",
            counted("switch stands", "switches stand")
        ),
        Drift::CommandStuck => format!(
            "{} pending for more than five minutes.",
            counted("command", "commands")
        ),
        Drift::ApproversUnreadable => format!(
            "{} of which it cannot be read who was asked: nobody can decide.",
            counted("request", "requests")
        ),
        Drift::SourceFails => format!("{} whose last read failed.", sources()),
        Drift::SourceNeverRead => format!("{} of which no read is known.", sources()),
        Drift::SyncWithoutSource => format!("{} about sources that do not exist.", rows()),
    }
}

/// What to do about it, in one sentence.
pub fn remedy(finding: &Finding) -> &'static str {
    match &finding.what {
        What::NotDeployed => {
            "If the system should be here, check --region and --profile: it may be in another region."
        }
        What::TableMissing(Role::Needed) => {
            "Create it from the system's own stack, or name the account and region that have it."
        }
        What::TableMissing(_) => {
            "Create it from the system's own stack if that part is wanted; the rest works without it."
        }
        What::NotDescribed(why)
        | What::RecoveryUnknown(_, why)
        | What::TtlUnknown(why)
        | What::FeedUnknown(why)
        | What::FunctionsUnknown(why)
        | What::Unread(why) => unanswered(why),
        What::FunctionMissing => functions::remedy(),
        What::FunctionsCut => functions::cut_remedy(),
        What::ForeignKeys { .. } => {
            "Compare it with the system's stack: another table probably has this name."
        }
        What::IndexMissing { list, .. } => index(*list),
        What::NoRecovery(_) => {
            "Turn point-in-time recovery on (dynamodb:UpdateContinuousBackups), or rows lost are lost."
        }
        What::NoTtl(_) => {
            "Turn TTL on for this attribute (dynamodb:UpdateTimeToLive), or the table only grows."
        }
        What::TtlUnwritten(_) => {
            "Let the system's writer set the attribute, or delete old rows by other means."
        }
        What::NoControlTable | What::ControlNotSetUp => "Run: switchboard init.",
        What::NoFeed => "Run: switchboard init --feed.",
        What::UnreadBodies(_) => {
            "Read them in the control table under INTAKE#UNREAD; they expire after 90 days."
        }
        What::NewerControlTable => "Install the newer switchboard.",
        What::ColumnsMissing(_) => {
            "Run the system's migrations there, or name the database that has them."
        }
        What::NotUnique(_) => {
            "Add the constraint as the system's migrations have it, once no row is there twice."
        }
        What::LimitOff(_) => {
            "Allow the console's user to set it, or use PostgreSQL 14 or later: a statement could hang."
        }
        What::Drift(drift, _) => of_drift(*drift),
    }
}

fn of_drift(drift: Drift) -> &'static str {
    match drift {
        Drift::UnknownWord => {
            "Find the writer of that word; the row is shown as it is and never acted on by it."
        }
        Drift::WrongType => {
            "Correct the rows, or their writer; what cannot be read is shown as absent."
        }
        Drift::Stub => "Delete them with the system's own tools, once it is clear who wrote them.",
        Drift::Orphan(Owner::Tenant) => {
            "Restore the tenants, or remove these rows: no list by tenant shows them."
        }
        Drift::Orphan(Owner::User) => {
            "Give them to their real users: the system cannot deliver to a user who does not exist."
        }
        Drift::Orphan(Owner::Agent) => "Put the agent back into the catalogue, or switch it off.",
        Drift::Orphan(Owner::Nobody) => {
            "Have their writer set the owner: no list by tenant shows them."
        }
        Drift::TwoDesigns => "Settle which state is meant; this console goes by the platform's.",
        Drift::UsageDiffers => {
            "Settle which handler counts; until then lists show how far the tables differ."
        }
        Drift::ActivationsDiffer => {
            "Settle which is meant: the system's own screens read one table and its API the other."
        }
        Drift::CommandStuck => {
            "Look at the processor's log: it may have run them and failed to say so."
        }
        Drift::ApproversUnreadable => {
            "Correct the column: a JSON array of users' ids, or an empty one for anybody."
        }
        Drift::SourceFails => {
            "Look at the source's error in the work list, then repair or pause it."
        }
        Drift::SourceNeverRead => "Check that the scheduled read runs and finds this source.",
        Drift::SyncWithoutSource => "Remove them if the sources were deleted on purpose.",
    }
}

/// What a list does without its index.
fn loss(list: ListOf) -> &'static str {
    match list {
        ListOf::Queue => "the queue is found by reading all conversations",
        ListOf::Customers => "lists show numbers instead of customers' names",
        ListOf::Switches => "what belongs to a tenant is not listed with the switches",
        ListOf::Usage => "usage is not counted",
        ListOf::Work => "runs that wait for a person are not found",
        ListOf::Open => "claims and unsent replies are not found",
        ListOf::Conversations => "a tenant's conversations are found by reading the whole table",
        ListOf::Products => "a tenant's products are found by reading the whole table",
        ListOf::Tenants => "the list stays empty",
    }
}

fn index(list: ListOf) -> &'static str {
    match list {
        ListOf::Queue => {
            "Add such an index to the table if the sweep costs too much; it is used from the next start."
        }
        ListOf::Open => "Add the index again, with all attributes, as switchboard init makes it.",
        _ => "Add the index as the system's own stack has it; it is used from the next start.",
    }
}

fn unanswered(why: &Problem) -> &'static str {
    use crate::domain::problem::Trouble;
    match why.trouble {
        Trouble::Denied => "Ask whoever manages access for the right to this call.",
        Trouble::Throttled | Trouble::TimedOut | Trouble::Unreachable => "Try again in a minute.",
        _ => "Look at the table in the AWS console; a demo backend cannot answer everything.",
    }
}

/// The words of whoever refused; the sentence names the table already.
fn because(why: &Problem) -> String {
    let said = why.detail.one_line();
    match said.is_empty() {
        true => problem::short(why.trouble).to_owned(),
        false => said.trim_end_matches('.').to_owned(),
    }
}

fn of_tables(tables: usize) -> String {
    counted(tables as u64, "table", "tables")
}
