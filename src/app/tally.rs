//! What the conversations of a tenant come to: counted where they are read, shown where tenants are.

use jiff::Timestamp;

/// What is known of the conversations of a tenant, as far as they have been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Conversations that are neither closed nor resolved.
    pub open: u32,
    /// Those that wait for a human and that nobody holds.
    pub waiting: u32,
    pub last_activity: Option<Timestamp>,
}
