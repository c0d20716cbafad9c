//! A transaction of ours: built once, re-sent byte for byte under its token.
//! It takes only [`OwnItem`] (the control table) and [`QuietItem`] (rows that no bot or worker writes):
//! an item that a bot writes must never be held by a transaction, and the compiler keeps that rule.

use crate::domain::id::IntentId;
use aws_sdk_dynamodb::types::TransactWriteItem;

/// A write or check on the control table.
#[derive(Clone, Debug)]
pub struct OwnItem(pub(crate) TransactWriteItem);

/// A write on a row of a system that none of its bots or workers writes:
/// tenant status, agent activations, approvals and their decisions, `audit_logs`.
#[derive(Clone, Debug)]
pub struct QuietItem(pub(crate) TransactWriteItem);

/// An ordered set of writes that happen together or not at all.
#[derive(Clone, Debug)]
pub struct Transaction {
    pub(crate) token: IntentId,
    pub(crate) items: Vec<TransactWriteItem>,
}

impl Transaction {
    /// An empty transaction; `token` makes repeats of it one and the same for ten minutes.
    pub fn new(token: IntentId) -> Self {
        Self {
            token,
            items: Vec::new(),
        }
    }

    /// Adds an item of the control table.
    #[must_use]
    pub fn own(mut self, item: OwnItem) -> Self {
        self.items.push(item.0);
        self
    }

    /// Adds a quiet item of a system.
    #[must_use]
    pub fn quiet(mut self, item: QuietItem) -> Self {
        self.items.push(item.0);
        self
    }
}
