//! What is unread: the one place that decides it, for rows, counts and titles.

use jiff::Timestamp;
use std::collections::BTreeSet;

/// How many messages of the customer came after somebody here last looked, of those at the times `inbound`.
/// `looked`: time of the newest message of the customer that was on screen, or the start of the console.
pub fn unread(looked: Timestamp, inbound: &BTreeSet<Timestamp>) -> usize {
    inbound.iter().rev().take_while(|at| **at > looked).count()
}

/// The same of one message.
pub fn is_unread(looked: Timestamp, last_inbound: Option<Timestamp>) -> bool {
    last_inbound.is_some_and(|at| at > looked)
}
