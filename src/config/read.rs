//! Finds and reads the file, and the profile that is meant.

use super::file::{Config, ConfigError, Profile};
use etcetera::base_strategy::{BaseStrategy, choose_base_strategy};
use std::path::{Path, PathBuf};

/// A file with the place where it was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub path: PathBuf,
    pub config: Config,
}

/// Where the file is looked for: `switchboard/config.toml` in the XDG configuration folder.
pub fn default_path() -> Option<PathBuf> {
    let strategy = choose_base_strategy().ok()?;
    Some(
        strategy
            .config_dir()
            .join("switchboard")
            .join("config.toml"),
    )
}

/// Reads the file that was named, which must be there, or else the one in its usual place, if there is one.
///
/// # Errors
/// The place and the words of what is wrong with it.
pub fn read(named: Option<&Path>) -> Result<Option<Found>, ConfigError> {
    let usual = default_path();
    let path = match (named, &usual) {
        (Some(path), _) => path,
        (None, Some(path)) if path.exists() => path,
        (None, _) => return Ok(None),
    };
    let text = std::fs::read_to_string(path).map_err(|error| ConfigError::Unreadable {
        path: path.to_owned(),
        why: error.to_string(),
    })?;
    let found = Found {
        path: path.to_owned(),
        config: parse(&text, path)?,
    };
    for (name, profile) in &found.config.profiles {
        found.check(name, profile)?;
    }
    if let Some(name) = &found.config.default_profile {
        found.named(name)?;
    }
    Ok(Some(found))
}

fn parse(text: &str, path: &Path) -> Result<Config, ConfigError> {
    toml::from_str(text).map_err(|error| ConfigError::Syntax {
        path: path.to_owned(),
        words: error.to_string().trim_end().to_owned(),
    })
}

impl Found {
    /// The profile that is meant: the one named, the default, or the only one. `None`: there is none at all.
    ///
    /// # Errors
    /// No such profile; several and none is the default.
    pub fn profile(&self, named: Option<&str>) -> Result<Option<(&str, &Profile)>, ConfigError> {
        let profiles = &self.config.profiles;
        if let Some(name) = named.or(self.config.default_profile.as_deref()) {
            return self.named(name).map(Some);
        }
        match profiles.len() {
            0 | 1 => Ok(profiles
                .first_key_value()
                .map(|(name, profile)| (name.as_str(), profile))),
            _ => Err(ConfigError::WhichProfile {
                path: self.path.clone(),
                known: self.names("|"),
            }),
        }
    }

    fn named(&self, name: &str) -> Result<(&str, &Profile), ConfigError> {
        let found = self.config.profiles.get_key_value(name);
        found
            .map(|(name, profile)| (name.as_str(), profile))
            .ok_or_else(|| ConfigError::NoProfile {
                path: self.path.clone(),
                wanted: name.to_owned(),
                known: self.names(", "),
            })
    }

    fn names(&self, between: &str) -> String {
        let names: Vec<_> = self.config.profiles.keys().map(String::as_str).collect();
        names.join(between)
    }

    /// What the types cannot say.
    fn check(&self, name: &str, profile: &Profile) -> Result<(), ConfigError> {
        let senseless = |what: String| ConfigError::Senseless {
            path: self.path.clone(),
            profile: name.to_owned(),
            what,
        };
        if profile.systems().is_empty() {
            return Err(senseless(
                "it names no system: marketplace, alquimista, diatonic or notification".to_owned(),
            ));
        }
        let budget = profile.monthly_budget_usd;
        if budget.is_some_and(|budget| !budget.is_finite() || budget <= 0.0) {
            return Err(senseless(
                "monthly-budget-usd must be more than 0".to_owned(),
            ));
        }
        let nobody = profile.roles.iter().find(|named| {
            let fixed = named.identity.trim_end_matches('*');
            fixed.trim().is_empty()
        });
        if nobody.is_some() {
            return Err(senseless(
                "an identity under `roles` fits everybody; say `role` instead".to_owned(),
            ));
        }
        Ok(())
    }
}
