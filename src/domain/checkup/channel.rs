//! The ways to the customers of tenants, as far as it can be seen without sending: which each has, and whether
//! what it needs is there. No number and no token is ever kept here.

use super::Severity;
use crate::domain::problem::Problem;
use crate::domain::reply::{Reports, Route};
use crate::domain::text::Text;

/// Whether something that a channel needs is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// The channel needs none.
    Unneeded,
    There,
    Missing,
    Unknown(Problem),
}

impl Part {
    /// The word in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unneeded => "unneeded",
            Self::There => "present",
            Self::Missing => "missing",
            Self::Unknown(_) => "unknown",
        }
    }
}

/// The channel of one tenant.
#[derive(Clone, Debug, PartialEq)]
pub struct ChannelCheck {
    /// Its key, masked.
    pub tenant: Text,
    pub route: Route,
    /// No configuration names it: it was found in the tenant's own integration.
    pub derived: bool,
    pub reports: Reports,
    /// The number that it sends from.
    pub number: Part,
    pub token: Part,
}

/// What is wrong with a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// Nothing can be sent: there is no token.
    NoToken,
    /// Nothing can be sent: no number to send from is named.
    NoNumber,
    /// There is no way at all: replies are recorded only.
    NoChannel,
    /// What becomes of a reply after it was accepted is not heard.
    NoReports,
    /// Something could not be asked.
    NotKnown,
}

impl Flaw {
    pub const ALL: [Self; 5] = [
        Self::NoToken,
        Self::NoNumber,
        Self::NoChannel,
        Self::NoReports,
        Self::NotKnown,
    ];

    /// How bad it is: a channel that is meant to be there and cannot send is worse than none.
    pub fn severity(self) -> Severity {
        match self {
            Self::NoToken | Self::NoNumber => Severity::Degraded,
            Self::NoChannel | Self::NoReports | Self::NotKnown => Severity::WorthKnowing,
        }
    }
}

impl ChannelCheck {
    /// Whether it has this flaw.
    pub fn has(&self, flaw: Flaw) -> bool {
        match flaw {
            Flaw::NoToken => self.token == Part::Missing,
            Flaw::NoNumber => self.number == Part::Missing,
            Flaw::NoChannel => self.route == Route::None && self.why().is_none(),
            Flaw::NoReports => self.route != Route::None && self.reports == Reports::Nowhere,
            Flaw::NotKnown => self.why().is_some(),
        }
    }

    /// Why something of it is not known, if so.
    pub fn why(&self) -> Option<&Problem> {
        [&self.number, &self.token]
            .into_iter()
            .find_map(|part| match part {
                Part::Unknown(why) => Some(why),
                _ => None,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::problem::Trouble;

    fn check(route: Route, number: Part, token: Part) -> ChannelCheck {
        ChannelCheck {
            tenant: Text::from("plaza"),
            route,
            derived: false,
            reports: Reports::Told,
            number,
            token,
        }
    }

    fn flaws(check: &ChannelCheck) -> Vec<Flaw> {
        let all = Flaw::ALL.into_iter();
        all.filter(|flaw| check.has(*flaw)).collect()
    }

    #[test]
    fn a_channel_has_the_flaws_of_its_parts() {
        let why = || Part::Unknown(Problem::new(Trouble::Denied, "secret", "no"));
        assert!(flaws(&check(Route::Meta, Part::There, Part::There)).is_empty());
        let bare = check(Route::Meta, Part::Missing, Part::Missing);
        assert_eq!(flaws(&bare), [Flaw::NoToken, Flaw::NoNumber]);
        let none = check(Route::None, Part::Unneeded, Part::Unneeded);
        assert_eq!(flaws(&none), [Flaw::NoChannel]);
        // What could not be asked is not said to be missing.
        let unasked = check(Route::None, why(), Part::Unneeded);
        assert_eq!(flaws(&unasked), [Flaw::NotKnown]);
        let deaf = ChannelCheck {
            reports: Reports::Nowhere,
            ..check(Route::Whapi, Part::Unneeded, why())
        };
        assert_eq!(flaws(&deaf), [Flaw::NoReports, Flaw::NotKnown]);
    }
}
