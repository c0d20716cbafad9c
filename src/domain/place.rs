//! Where the data is, as the header always says.

use serde::Serialize;

/// The backend that a console works on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum Place {
    /// The embedded backend in this process.
    Demo,
    /// A demo backend of another process on this machine.
    Joined { endpoint: String },
    Account {
        account: String,
        region: String,
        /// How many further accounts or regions are in use.
        others: usize,
    },
}
