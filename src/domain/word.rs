//! Words of ours in the cells of sheets, where a row's own words do not say how it stands. Each has a name that
//! is the same in every language, for JSON and for filters; what people read comes from `locale::remark`.

/// A word of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Yes,
    No,
    /// A command that nobody runs (AlquimistaAI).
    Stuck,
    /// A mailbox is not read, on purpose (Notification Agent, as the six that follow).
    Paused,
    Failing,
    Well,
    /// It is read without an error, and brought nothing.
    ReadWithoutMail,
    /// So much mail came that nobody can tell whether any was of this mailbox.
    Unproven,
    /// Nothing states when it was read.
    ReadsUnknown,
    NotReadLately,
    /// It was read, and not for long enough to be judged.
    New,
}

impl Word {
    pub const ALL: [Self; 11] = [
        Self::Yes,
        Self::No,
        Self::Stuck,
        Self::Paused,
        Self::Failing,
        Self::Well,
        Self::ReadWithoutMail,
        Self::Unproven,
        Self::ReadsUnknown,
        Self::NotReadLately,
        Self::New,
    ];

    /// Its name in JSON, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Stuck => "stuck",
            Self::Paused => "paused",
            Self::Failing => "failing",
            Self::Well => "well",
            Self::ReadWithoutMail => "read lately, no mail",
            Self::Unproven => "not proven: too much mail",
            Self::ReadsUnknown => "reads unknown",
            Self::NotReadLately => "not read lately",
            Self::New => "new",
        }
    }
}
