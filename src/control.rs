//! What is ours: the control table that holds claims, replies, notes, switches and the audit trail.
//! [`Reader`] reads it, [`Writer`] makes the pieces of transactions and performs them. The order of
//! durable steps is not decided here but in `desk`.

pub mod ack;
mod arrange;
pub mod audit;
pub mod briefing;
mod by_platform;
pub mod canned;
pub mod checkup;
pub mod claim;
pub mod incident;
pub mod meta;
pub mod operation;
pub mod outbox;
pub mod past;
mod presence;
pub mod reply;
mod row;
pub mod schedule;
pub mod schema;
pub mod shift;
pub mod sla;
pub mod switch;
mod takeover;
mod template;
pub mod thread;
pub mod usage;

use crate::aws::dynamo::{Dynamo, Refusal, Transacted};
pub use crate::aws::transaction::{OwnItem, Transaction};
use crate::domain::handoff::Claim;
use crate::domain::problem::Problem;
pub use by_platform::ByPlatform;

/// What a transaction came to.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "one comes of each write, and it is moved once"
)]
pub enum Committed {
    /// All of it happened. `repeated`: only after an earlier attempt whose answer never came.
    Done { repeated: bool },
    /// Nothing happened, because a condition failed; if it was the claim's, the claim as it is.
    Refused(Option<Claim>),
    /// Nobody can tell.
    Unknown(Problem),
}

/// Reads the control table of one account and region.
#[derive(Clone, Debug)]
pub struct Reader {
    dynamo: Dynamo,
    table: String,
}

impl Reader {
    /// A reader of `table`.
    pub fn new(dynamo: Dynamo, table: impl Into<String>) -> Self {
        Self {
            dynamo,
            table: table.into(),
        }
    }

    /// The table's name, as messages name it.
    pub fn table(&self) -> &str {
        &self.table
    }
}

/// Writes the control table. A console that may only read has none.
#[derive(Clone, Debug)]
pub struct Writer {
    reader: Reader,
}

impl Writer {
    /// Makes the writer that belongs to `reader`.
    pub fn new(reader: Reader) -> Self {
        Self { reader }
    }

    /// The same table, for reading.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Performs a transaction: all of it or nothing.
    ///
    /// # Errors
    /// Failures after which it is certain that nothing was written.
    pub async fn commit(&self, transaction: &Transaction) -> Result<Committed, Problem> {
        Ok(match self.reader.dynamo.transact(transaction).await? {
            Transacted::Done { repeated } => Committed::Done { repeated },
            Transacted::Unknown(why) => Committed::Unknown(why),
            Transacted::Refused(refusals) => {
                let claim = refusals.iter().find_map(|refusal| match refusal {
                    Refusal::Condition(Some(item)) => claim::decode(item),
                    _ => None,
                });
                Committed::Refused(claim)
            }
        })
    }
}
