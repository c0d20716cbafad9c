//! The file's upper half: what holds for all profiles, and what a profile says about all of its systems.

use super::attention::Alerts;
use super::platforms::{Alquimista, Diatonic, Marketplace, Notification};
use crate::domain::canned::{self, Canned, Keeper};
use crate::domain::id::PlatformId;
use crate::domain::language::Language;
use crate::domain::role::Role;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The whole file.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[schemars(title = "switchboard configuration")]
pub struct Config {
    /// Profile that is opened without --profile.
    pub default_profile: Option<String>,
    /// Name shown to others; the login name unless given.
    pub operator: Option<String>,
    /// Colours of the screen.
    pub theme: Option<Theme>,
    /// Language of the screen and of every sentence; that of LC_ALL, LC_MESSAGES or LANG unless given.
    #[schemars(schema_with = "language_schema")]
    pub language: Option<Language>,
    /// Conversations that a person holds before a further claim is warned of; 5 unless given.
    pub cap: Option<usize>,
    /// Folder with a text for each alarm, `<alarm>.md`: shown with the alarm, never run.
    pub runbooks: Option<String>,
    /// How a person is alerted.
    pub alerts: Alerts,
    /// Targets where the team shares none: `hours`, `zone`, and by priority (`urgent`, `high`, `medium`, `low`, `any`)
    /// `FIRST/NEXT/RESOLUTION`, as in `urgent = "5m/10m/4h"`.
    pub sla: BTreeMap<String, String>,
    pub profiles: BTreeMap<String, Profile>,
    /// Canned replies by name: lower case letters, digits, `-` and `_`.
    pub canned: BTreeMap<String, CannedTexts>,
}

/// A canned reply in each of the languages it is written in; `{{nombre}}`, `{{agente}}` and `{{tenant}}` are
/// filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CannedTexts {
    pub en: Option<String>,
    pub es: Option<String>,
    pub pt: Option<String>,
}

impl Config {
    /// The canned replies of the file; those with a name that cannot be typed or without a text are left out.
    pub fn canned(&self) -> Vec<Canned> {
        let of = |(name, texts): (&String, &CannedTexts)| {
            let all = [("en", &texts.en), ("es", &texts.es), ("pt", &texts.pt)];
            let texts: BTreeMap<&'static str, String> = all
                .into_iter()
                .filter_map(|(code, text)| Some((code, text.clone()?)))
                .collect();
            (canned::is_name(name) && !texts.is_empty()).then(|| Canned {
                name: name.clone(),
                keeper: Keeper::Mine,
                texts,
            })
        };
        self.canned.iter().filter_map(of).collect()
    }
}

/// Colours of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    Auto,
    Dark,
    Light,
    Mono,
}

/// One set of systems to work on.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Profile {
    /// Account and region of all its systems; each may name others.
    pub at: At,
    /// Customers feel what is done here: PROD stands in the header, in the colour of danger.
    pub production: bool,
    /// Nothing can be changed under this profile.
    pub read_only: bool,
    /// US dollars that the account may be charged in a month; shown beside what AWS estimates, which it does only
    /// where billing alerts are on.
    #[schemars(range(min = 0))]
    pub monthly_budget_usd: Option<f64>,
    /// Switching an agent for many tenants waits for a second person: another identity than the one who asked.
    pub second_person: bool,
    /// What everybody may do who is not named under `roles`; `viewer` unless given.
    #[schemars(schema_with = "role_schema")]
    pub role: Option<Role>,
    /// What single identities may do; the first that fits counts.
    pub roles: Vec<NamedRole>,
    pub marketplace: Option<Marketplace>,
    pub alquimista: Option<Alquimista>,
    pub diatonic: Option<Diatonic>,
    pub notification: Option<Notification>,
}

/// What an identity may do.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NamedRole {
    /// ARN as STS tells it; a `*` at its end stands for any rest.
    pub identity: String,
    #[schemars(schema_with = "role_schema")]
    pub role: Role,
}

/// An account and region.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct At {
    pub region: Option<String>,
    /// Profile of the AWS configuration files.
    pub aws_profile: Option<String>,
    /// Endpoint in place of the region's own; one of this machine needs no credentials.
    pub endpoint: Option<String>,
    /// Table for claims, replies and the audit trail; one for each account and region in use.
    pub control_table: Option<String>,
}

impl At {
    /// The same with what is missing taken from `other`.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let either = |own: &Option<String>, of: &Option<String>| own.clone().or_else(|| of.clone());
        Self {
            region: either(&self.region, &other.region),
            aws_profile: either(&self.aws_profile, &other.aws_profile),
            endpoint: either(&self.endpoint, &other.endpoint),
            control_table: either(&self.control_table, &other.control_table),
        }
    }
}

impl NamedRole {
    /// Whether it speaks of an identity.
    pub fn fits(&self, identity: &str) -> bool {
        match self.identity.strip_suffix('*') {
            Some(beginning) => identity.starts_with(beginning),
            None => identity == self.identity,
        }
    }
}

impl Profile {
    /// What an identity may do.
    pub fn role_of(&self, identity: &str) -> Role {
        let named = self.roles.iter().find(|named| named.fits(identity));
        named
            .map(|named| named.role)
            .or(self.role)
            .unwrap_or(Role::Viewer)
    }

    /// The systems that it names.
    pub fn systems(&self) -> Vec<PlatformId> {
        let named = [
            (PlatformId::Marketplace, self.marketplace.is_some()),
            (PlatformId::Alquimista, self.alquimista.is_some()),
            (PlatformId::Diatonic, self.diatonic.is_some()),
            (PlatformId::Notification, self.notification.is_some()),
        ];
        let there = named.into_iter().filter(|(_, there)| *there);
        there.map(|(platform, _)| platform).collect()
    }
}

fn language_schema(_: &mut SchemaGenerator) -> Schema {
    let codes: Vec<_> = Language::ALL.map(Language::code).to_vec();
    json_schema!({ "type": "string", "enum": codes })
}

fn role_schema(_: &mut SchemaGenerator) -> Schema {
    let words: Vec<_> = Role::ALL.map(Role::word).to_vec();
    json_schema!({ "type": "string", "enum": words })
}
