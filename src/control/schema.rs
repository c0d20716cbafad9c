//! The control table: the only table that is ours. Keys and the one index stand from the first day;
//! rows are added by the features that need them.

use crate::aws::table::{IndexSpec, KeyKind::S, TableSpec};

/// Name of the control table unless a profile says otherwise.
pub const DEFAULT_NAME: &str = "switchboard-control";

/// Index that lists what is open: only an open item carries `listPk`.
pub const LIST_INDEX: &str = "list-index";

/// `expiresAt` is in epoch seconds.
pub const CONTROL: TableSpec = TableSpec {
    partition: ("pk", S),
    sort: Some(("sk", S)),
    indexes: &[IndexSpec::all(
        LIST_INDEX,
        ("listPk", S),
        Some(("listSk", S)),
    )],
    ttl: Some("expiresAt"),
    point_in_time_recovery: true,
};
