//! A secret on its way from where it is kept to where it is used. It cannot be printed, written or copied.

/// A secret. There is no way to show it, and one to use it up.
pub struct Hidden(String);

impl Hidden {
    /// Wraps a secret.
    pub fn new(secret: String) -> Self {
        Self(secret)
    }

    /// Hands it on, once: only to the call that needs it.
    pub fn into_inner(self) -> String {
        self.0
    }
}
