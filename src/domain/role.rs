//! What this console may do, and why not where it may not. Roles guard against slips: whoever must be kept out
//! is kept out by the account's own permissions.

use super::id::{PlatformId, TenantId};
use super::problem::{Problem, Trouble};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a person does at this console. Each may do what the one before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads.
    Viewer,
    /// Handles conversations.
    Support,
    /// Switches agents and tenants, cancels runs, issues commands, marks products as sold.
    Operator,
    /// Decides approvals, sets up tables, works on all tenants at once.
    Admin,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Viewer, Self::Support, Self::Operator, Self::Admin];

    /// The word in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Support => "support",
            Self::Operator => "operator",
            Self::Admin => "admin",
        }
    }

    /// Reads the word back.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether this role may do it.
    pub fn may(self, right: Right) -> bool {
        self >= right.least()
    }

    /// Refuses what this role may not do.
    ///
    /// # Errors
    /// `RoleForbids`, with the role that it takes.
    pub fn needs(self, right: Right) -> Result<(), Problem> {
        if self.may(right) {
            return Ok(());
        }
        Err(Problem::new(
            Trouble::RoleForbids,
            format!("role {}", self.word()),
            format!("it takes the role {}", right.least().word()),
        ))
    }
}

/// What needs more than reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// Take conversations over, speak in them, give them back.
    Converse,
    /// Turn switches, cancel runs, issue commands, change entries of sheets.
    Switch,
    /// Turn switches of all tenants at once.
    SwitchAll,
    /// Say that one is on an alarm.
    Acknowledge,
    /// Approve and refuse what a system asks for.
    Decide,
    /// Create tables, indexes and queues.
    SetUp,
}

impl Right {
    /// The first role that has it.
    pub fn least(self) -> Role {
        match self {
            Self::Converse => Role::Support,
            Self::Switch | Self::Acknowledge => Role::Operator,
            Self::SwitchAll | Self::Decide | Self::SetUp => Role::Admin,
        }
    }
}

/// Why a verb that writes is not available.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// The console was started with `--readonly`.
    ReadOnly,
    /// The profile is read-only.
    ReadOnlyProfile,
    /// The role reads only.
    Viewer,
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

/// The tenants that a profile is for: by system, those that it is limited to. A system that is not named is
/// not limited; one that is limited to nobody is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope(BTreeMap<PlatformId, BTreeSet<TenantId>>);

impl Scope {
    /// Limits a system to some tenants.
    #[must_use]
    pub fn limited(
        mut self,
        platform: PlatformId,
        tenants: impl IntoIterator<Item = TenantId>,
    ) -> Self {
        self.0.entry(platform).or_default().extend(tenants);
        self
    }

    /// Whether a tenant may be looked at.
    pub fn has(&self, platform: PlatformId, tenant: &TenantId) -> bool {
        self.of(platform).is_none_or(|only| only.contains(tenant))
    }

    /// The tenants of a system, where they are limited.
    pub fn of(&self, platform: PlatformId) -> Option<&BTreeSet<TenantId>> {
        self.0.get(&platform)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_what_the_one_before_it_may() {
        assert!(!Role::Viewer.may(Right::Converse));
        assert!(Role::Support.may(Right::Converse));
        assert!(!Role::Support.may(Right::Switch));
        assert!(Role::Operator.may(Right::Converse));
        assert!(Role::Operator.may(Right::Switch));
        assert!(!Role::Operator.may(Right::Decide));
        assert!(Role::Admin.may(Right::SetUp));
    }

    #[test]
    fn a_limited_system_shows_its_tenants_and_no_others() {
        let (a, b) = (TenantId::from("a"), TenantId::from("b"));
        let scope = Scope::default().limited(PlatformId::Marketplace, [a.clone()]);
        assert!(scope.has(PlatformId::Marketplace, &a));
        assert!(!scope.has(PlatformId::Marketplace, &b));
        assert!(scope.has(PlatformId::Diatonic, &b));
        assert_eq!(scope.of(PlatformId::Marketplace), Some(&[a].into()));
        assert_eq!(scope.of(PlatformId::Diatonic), None);
        // A system limited to nobody is closed, not open.
        let closed = Scope::default().limited(PlatformId::Diatonic, []);
        assert!(!closed.has(PlatformId::Diatonic, &b));
    }
}
