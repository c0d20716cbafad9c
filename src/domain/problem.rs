//! What went wrong, in a form that every caller can act on and `locale` can put into words.

use super::text::Text;
use serde::Serialize;

/// The kinds of failure that need different remedies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// Nobody answers at the endpoint.
    Unreachable,
    /// An answer did not come in time; for a write the outcome is unknown.
    TimedOut,
    /// The backend asked to slow down.
    Throttled,
    /// The identity may not do this.
    Denied,
    /// Credentials are missing, expired or not accepted.
    Credentials,
    /// The clock of this machine is too far from the server's.
    ClockSkew,
    /// A table or index does not exist.
    MissingTable,
    /// There is no control table (or none that this version may write).
    NoControlTable,
    /// The item is not there.
    NotFound,
    /// The console was started with `--readonly`.
    ReadOnly,
    /// The role of this console may not do it.
    RoleForbids,
    /// The profile is not for this tenant.
    OutOfScope,
    /// The system's own rules do not let this person do it: the role that is mapped, or who was asked.
    NotPermitted,
    /// What was asked makes no sense (a reason too short, an empty reply).
    Invalid,
    /// This machine could not keep its journal.
    Journal,
    /// The backend refused the request itself.
    Refused,
    /// Anything else.
    Internal,
}

/// A failure: its kind, what was being done to what, and the words of whoever refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{trouble:?} while {subject}: {detail}")]
pub struct Problem {
    pub trouble: Trouble,
    /// The call and its object (`dynamodb:Query ai-marketplace-…`), or the field that is wrong.
    pub subject: Text,
    /// The words of the backend or of the operating system; may be empty.
    pub detail: Text,
}

impl Problem {
    /// A failure of `trouble` while doing `subject`.
    pub fn new(trouble: Trouble, subject: impl AsRef<str>, detail: impl AsRef<str>) -> Self {
        Self {
            trouble,
            subject: Text::from_untrusted(subject.as_ref()),
            detail: Text::from_untrusted(detail.as_ref()),
        }
    }

    /// Whether the same read may simply be tried again later.
    pub fn passes(&self) -> bool {
        matches!(
            self.trouble,
            Trouble::Unreachable | Trouble::TimedOut | Trouble::Throttled | Trouble::Credentials
        )
    }
}
