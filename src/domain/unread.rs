//! What is unread: the one place that decides it, for rows, counts and titles.

use jiff::Timestamp;

/// Whether the customer wrote after somebody here last looked.
/// `looked`: time of the newest message of the customer that was on screen, or the start of the console.
pub fn is_unread(looked: Timestamp, last_inbound: Option<Timestamp>) -> bool {
    last_inbound.is_some_and(|at| at > looked)
}
