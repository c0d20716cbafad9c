//! What a profile says of AlquimistaAI beside its tables: who we are there, and its own database.

use crate::config;
use crate::connect::systems::Database;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::standing::Standing;
use crate::platform::alquimista::postgres::{Limits, PasswordFrom, Settings, Tls};

/// The roles that AlquimistaAI gives people (backend facts 2.5).
const STANDINGS: &str =
    "there are: admin, manager, operator, viewer, INTERNAL_ADMIN and INTERNAL_SUPPORT";

/// The role that the system gives us, where a profile names one. On an account, none named is none: what needs
/// one is refused.
pub(super) fn standing(word: Option<&str>) -> Result<Option<Standing>, Problem> {
    let Some(word) = word else {
        return Ok(None);
    };
    let odd = || Problem::new(Trouble::Invalid, format!("standing {word}"), STANDINGS);
    Standing::from_word(word).map(Some).ok_or_else(odd)
}

pub(super) fn database(at: &config::Database, bus: Option<String>) -> Database {
    let password = match &at.password {
        None => PasswordFrom::Nowhere,
        Some(config::Password::Variable(name)) => PasswordFrom::Variable(name.clone()),
        Some(config::Password::File(path)) => PasswordFrom::File(path.clone()),
        Some(config::Password::Secret(arn)) => PasswordFrom::Secret {
            region: arn.split(':').nth(3).map(str::to_owned),
            arn: arn.clone(),
        },
        Some(config::Password::RdsIam(region)) => PasswordFrom::RdsToken {
            region: Some(region.clone()),
        },
    };
    Database {
        settings: Settings {
            host: at.host.clone(),
            port: at.port,
            database: at.name.clone(),
            user: at.user.clone(),
            password,
            tls: match &at.ca {
                Some(ca) => Tls::VerifyFull { ca: ca.clone() },
                None => Tls::SameMachine,
            },
            limits: Limits::default(),
        },
        bus,
    }
}
