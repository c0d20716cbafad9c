//! What this console may do, and why not where it may not.

/// Why a verb that writes is not available.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// The console was started with `--readonly`.
    ReadOnly,
    /// There is no control table: `switchboard init` makes one.
    NoControlTable,
    /// The control table is of a newer version than this console may write.
    NewerControlTable,
}

/// Whether this console can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Full,
    ReadsOnly(Barred),
}

impl Access {
    /// The reason why writing is barred, if it is.
    pub fn barred(self) -> Option<Barred> {
        match self {
            Self::Full => None,
            Self::ReadsOnly(why) => Some(why),
        }
    }
}
