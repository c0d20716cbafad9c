//! Finds and reads the file, and the profile that is meant.

use super::error::{ConfigError, Fault, Senseless};
use super::file::{Config, Profile};
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
    let text = std::fs::read_to_string(path).map_err(|error| ConfigError {
        path: path.to_owned(),
        fault: Fault::Unreadable(error.to_string()),
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
    toml::from_str(text).map_err(|error: toml::de::Error| ConfigError {
        path: path.to_owned(),
        fault: Fault::Syntax(error.to_string().trim_end().to_owned()),
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
            _ => Err(self.at_fault(Fault::WhichProfile {
                known: self.names(),
            })),
        }
    }

    fn named(&self, name: &str) -> Result<(&str, &Profile), ConfigError> {
        let found = self.config.profiles.get_key_value(name);
        found
            .map(|(name, profile)| (name.as_str(), profile))
            .ok_or_else(|| {
                self.at_fault(Fault::NoProfile {
                    wanted: name.to_owned(),
                    known: self.names(),
                })
            })
    }

    fn names(&self) -> Vec<String> {
        self.config.profiles.keys().cloned().collect()
    }

    fn at_fault(&self, fault: Fault) -> ConfigError {
        ConfigError {
            path: self.path.clone(),
            fault,
        }
    }

    /// What the types cannot say.
    fn check(&self, name: &str, profile: &Profile) -> Result<(), ConfigError> {
        let senseless = |why| {
            Err(self.at_fault(Fault::Senseless {
                profile: name.to_owned(),
                why,
            }))
        };
        if profile.systems().is_empty() {
            return senseless(Senseless::NoSystem);
        }
        let budget = profile.monthly_budget_usd;
        if budget.is_some_and(|budget| !budget.is_finite() || budget <= 0.0) {
            return senseless(Senseless::NoBudget);
        }
        let everybody = profile.roles.iter().any(|named| {
            let fixed = named.identity.trim_end_matches('*');
            fixed.trim().is_empty()
        });
        if everybody {
            return senseless(Senseless::Everybody);
        }
        let delivery = profile.marketplace.as_ref();
        let delivery = delivery.and_then(|of| of.delivery.as_ref());
        let mut templates = delivery.into_iter().flat_map(|of| &of.templates);
        if templates.any(|one| !one.known().is_sound()) {
            return senseless(Senseless::Template);
        }
        Ok(())
    }
}
