//! Which tenant's words go which way; plain values, whoever states them.

use super::http::Limits;
use super::token::{META_TOKEN, TokenFrom};
use crate::domain::id::TenantId;
use crate::domain::reply::Route;
use crate::domain::template::Template;
use std::collections::BTreeMap;

/// Where Meta's API is.
pub const META: &str = "https://graph.facebook.com";
/// The version of Meta's API unless a configuration names one.
pub const META_VERSION: &str = "23.0";
/// Where Whapi is (backend facts 1.4).
pub const WHAPI: &str = "https://gate.whapi.cloud";

/// The way to the customers of a tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Way {
    Meta {
        base: String,
        /// Without its `v`.
        version: String,
        /// `None`: that of the tenant's own integration.
        phone_number_id: Option<String>,
        token: TokenFrom,
    },
    Whapi {
        base: String,
        token: TokenFrom,
    },
    Topic {
        arn: String,
    },
    /// Meta where the tenant's own integration has a number to send from, else none.
    Derive,
    #[default]
    None,
}

impl Way {
    /// Meta's API by the integration that a tenant's item has.
    pub fn derived(phone_number_id: String) -> Self {
        Self::Meta {
            base: META.to_owned(),
            version: META_VERSION.to_owned(),
            phone_number_id: Some(phone_number_id),
            token: TokenFrom::Item(META_TOKEN.to_owned()),
        }
    }

    /// Its word.
    pub fn route(&self) -> Route {
        match self {
            Self::Meta { .. } => Route::Meta,
            Self::Whapi { .. } => Route::Whapi,
            Self::Topic { .. } => Route::Topic,
            Self::Derive | Self::None => Route::None,
        }
    }
}

/// The ways of all tenants of a system.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// That of tenants which are not named.
    pub usual: Way,
    pub tenants: BTreeMap<String, Way>,
    /// The queue to which reports are forwarded.
    pub reports_queue: Option<String>,
    pub templates: Vec<Template>,
    pub limits: Limits,
}

impl Settings {
    /// The way of a tenant.
    pub fn of(&self, tenant: &TenantId) -> &Way {
        self.tenants.get(tenant.as_str()).unwrap_or(&self.usual)
    }
}
