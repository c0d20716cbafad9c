//! What is known of the last reads of a source (backend facts 4.1, `sync_state`): the only place where its
//! health shows, for `last_sync_at` of the source is never written.

use super::{attributes, clean, identity};
use crate::aws::dynamo::Item;
use crate::domain::id::{AgentId, TenantId};
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::platform::value::Reader;
use jiff::Timestamp;

/// What is fetched.
pub const FIELDS: [&str; 6] = [
    "user_id",
    "source_id",
    "last_sync_timestamp",
    "last_processed_item_id",
    "error_count",
    "last_error",
];

const SHOWN: [&str; 2] = ["last_sync_timestamp", "error_count"];

/// The last reads of one source.
#[derive(Clone, Debug, PartialEq)]
pub struct Sync {
    pub user: TenantId,
    pub source: AgentId,
    /// The last read without an error: one with an error leaves it as it was.
    pub last: Option<Timestamp>,
    /// Reads that failed since.
    pub errors: u64,
    /// The error of the last read, without names of secrets.
    pub error: Option<Text>,
    pub attributes: Vec<Attribute>,
    pub oddities: u16,
}

/// The last reads as an item says. `at` names the source where it has no id.
pub fn sync(item: &Item, at: usize) -> Sync {
    let mut read = Reader::new(item);
    let user = identity(&mut read, "user_id", at);
    let source = identity(&mut read, "source_id", at);
    Sync {
        user: TenantId::from(user),
        source: AgentId::from(source),
        last: read.time("last_sync_timestamp"),
        errors: read.count("error_count"),
        error: read
            .raw("last_error")
            .filter(|words| !words.trim().is_empty())
            .map(clean),
        attributes: attributes(&mut read, &SHOWN),
        oddities: read.oddities(),
    }
}

impl Sync {
    /// Whether the last read failed.
    pub fn failed(&self) -> bool {
        self.errors > 0 || self.error.is_some()
    }
}
