//! Events that tell other systems what was done here.

use super::text::Text;

/// An event as a bus takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// `alquimista.platform`.
    pub source: String,
    /// `agent.activated`, `agent.deactivated`.
    pub detail_type: String,
    /// A JSON object.
    pub detail: String,
}

/// What became of one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    Accepted,
    /// The bus did not take this one, in its own words.
    Refused(Text),
}

/// What one run of the relay did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Relayed {
    /// Changes that another run left, and that had happened.
    pub finished: usize,
    /// Changes that never happened.
    pub discarded: usize,
    pub sent: usize,
    /// What is still to be done, by this console or another.
    pub waiting: usize,
}
