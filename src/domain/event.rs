//! Events that tell other systems what was done here.

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
