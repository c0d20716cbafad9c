//! Where a person is: the pane, the part of the screen that takes the keys, and the set of keys that applies.

/// The panes, in the order of their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pane {
    Tenants,
    Conversations,
    #[default]
    Escalations,
    Agents,
    Usage,
    Health,
}

impl Pane {
    pub const ALL: [Self; 6] = [
        Self::Tenants,
        Self::Conversations,
        Self::Escalations,
        Self::Agents,
        Self::Usage,
        Self::Health,
    ];

    /// Whether its detail is a conversation.
    pub fn has_conversations(self) -> bool {
        matches!(self, Self::Conversations | Self::Escalations)
    }
}

/// Which part of the screen the keys go to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    #[default]
    List,
    /// The detail; of a conversation, its transcript.
    Detail,
    /// The place to type under a transcript.
    Composer,
}

/// Which set of keys applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layer {
    List,
    /// The detail of a tenant, an agent, a month.
    Detail,
    /// A transcript.
    Conversation,
    Composer,
    /// The filter's line.
    Prompt,
    CommandLine,
    /// A question that is answered with yes or no.
    Dialog,
    /// A question with a text field.
    Form,
    Help,
    /// Something to read: inspector, notices.
    Reader,
    /// Incidents, one of them, the handover.
    Shift,
    /// A sheet over the panes.
    Sheet,
    /// An entry of a sheet.
    Entry,
    /// Lines of logs over the panes.
    Logs,
    /// A trace over the panes.
    Trace,
    /// A list of traces over the panes.
    Traces,
}
