//! A message as a queue hands it over: raw, from anybody, and to be given back or discarded.

use jiff::Timestamp;
use std::fmt;

/// A message of a queue.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The same however often it is handed over.
    pub id: String,
    /// By which this handing over is discarded.
    pub receipt: String,
    /// As it was sent: hostile, and with the customer's number in it.
    pub body: String,
    /// When it was sent, where the queue knows.
    pub sent: Option<Timestamp>,
}

impl fmt::Debug for Letter {
    /// Without the body.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letter")
            .field("id", &self.id)
            .field("bytes", &self.body.len())
            .field("sent", &self.sent)
            .finish_non_exhaustive()
    }
}
