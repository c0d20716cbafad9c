//! Who the people of a console are to AlquimistaAI: the role that its own users have (backend facts 2.5).
//! Its `operator` is not ours. What a named role is not known to allow, it refuses.

use super::problem::{Problem, Trouble};
use serde::{Deserialize, Serialize};

/// A role of AlquimistaAI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Standing {
    #[serde(rename = "admin")]
    Admin,
    #[serde(rename = "manager")]
    Manager,
    #[serde(rename = "operator")]
    Operator,
    #[serde(rename = "viewer")]
    Viewer,
    /// The company's own people, over all tenants.
    #[serde(rename = "INTERNAL_ADMIN")]
    InternalAdmin,
    /// As before, but for billing.
    #[serde(rename = "INTERNAL_SUPPORT")]
    InternalSupport,
}

impl Standing {
    pub const ALL: [Self; 6] = [
        Self::Admin,
        Self::Manager,
        Self::Operator,
        Self::Viewer,
        Self::InternalAdmin,
        Self::InternalSupport,
    ];

    /// The system's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Manager => "manager",
            Self::Operator => "operator",
            Self::Viewer => "viewer",
            Self::InternalAdmin => "INTERNAL_ADMIN",
            Self::InternalSupport => "INTERNAL_SUPPORT",
        }
    }

    /// Reads the system's word, exactly as the system writes it.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether it may switch agents and decide approvals.
    pub fn manages(self) -> bool {
        matches!(self, Self::Admin | Self::Manager | Self::InternalAdmin)
    }

    /// Whether it may issue operational commands: the system lets its own people alone do that.
    pub fn operates(self) -> bool {
        matches!(self, Self::InternalAdmin | Self::InternalSupport)
    }
}

/// To switch an agent or decide an approval. No role named (the embedded backend): allowed.
///
/// # Errors
/// `NotPermitted` for a role that is not known to allow it.
pub fn may_manage(standing: Option<Standing>) -> Result<(), Problem> {
    allowed(standing, standing.is_none_or(Standing::manages))
}

/// To issue an operational command. No role named: allowed.
///
/// # Errors
/// As [`may_manage`].
pub fn may_operate(standing: Option<Standing>) -> Result<(), Problem> {
    allowed(standing, standing.is_none_or(Standing::operates))
}

/// To see what tenants pay: only the role that is named and is `INTERNAL_ADMIN`.
///
/// # Errors
/// As [`may_manage`], also where no role is named.
pub fn may_see_billing(standing: Option<Standing>) -> Result<(), Problem> {
    allowed(standing, standing == Some(Standing::InternalAdmin))
}

fn allowed(standing: Option<Standing>, allowed: bool) -> Result<(), Problem> {
    match allowed {
        true => Ok(()),
        false => {
            let word = standing.map_or("", Standing::word);
            Err(Problem::new(Trouble::NotPermitted, "AlquimistaAI", word))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_that_is_named_allows_only_what_it_is_known_to_allow() {
        for role in Standing::ALL {
            assert_eq!(Standing::from_word(role.word()), Some(role));
            let json = serde_json::to_string(&role).unwrap_or_default();
            assert_eq!(json, format!("\"{}\"", role.word()));
        }
        let who = |may: fn(Option<Standing>) -> Result<(), Problem>| {
            let all = Standing::ALL.into_iter().map(Some).chain([None]);
            all.filter(|role| may(*role).is_ok()).collect::<Vec<_>>()
        };
        use Standing::{Admin, InternalAdmin, InternalSupport, Manager};
        assert_eq!(
            who(may_manage),
            [Some(Admin), Some(Manager), Some(InternalAdmin), None]
        );
        assert_eq!(
            who(may_operate),
            [Some(InternalAdmin), Some(InternalSupport), None]
        );
        assert_eq!(who(may_see_billing), [Some(InternalAdmin)]);
        let why = may_manage(Some(Standing::Operator)).err();
        assert_eq!(
            why.map(|why| (why.trouble, why.detail.to_string())),
            Some((Trouble::NotPermitted, "operator".to_owned()))
        );
        for word in ["", "ADMIN", "Operator", "root"] {
            assert_eq!(Standing::from_word(word), None, "{word}");
        }
    }
}
