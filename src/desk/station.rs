//! A desk made ready: which of the two modes it has, where its data is, and what an earlier run left.

use super::{Desk, Reading, Resumed, Writing};
use crate::domain::canned::Canned;
use crate::domain::place::Place;
use crate::domain::role::{Access, Role};

/// A desk of either mode.
#[derive(Clone)]
pub enum AnyDesk {
    Reading(Desk<Reading>),
    Writing(Desk<Writing>),
}

/// A desk with all that its caller must know.
#[derive(Clone)]
pub struct Station {
    pub desk: AnyDesk,
    pub place: Place,
    pub access: Access,
    pub role: Role,
    /// The profile of the configuration file, if it was one.
    pub profile: Option<String>,
    /// The profiles that could be opened instead.
    pub profiles: Vec<String>,
    /// Customers feel what is done here.
    pub production: bool,
    pub resumed: Resumed,
    /// Canned replies of the person's own file.
    pub canned: Vec<Canned>,
}

/// Runs an expression on the desk of whichever mode, for verbs that both have.
#[macro_export]
macro_rules! on_desk {
    ($any:expr, $desk:ident => $body:expr) => {
        match $any {
            $crate::desk::AnyDesk::Reading($desk) => $body,
            $crate::desk::AnyDesk::Writing($desk) => $body,
        }
    };
}
