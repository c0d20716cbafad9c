//! Users: the tenants of this system, which knows no organisations (backend facts 4.1).

use super::{attributes, identity, person};
use crate::aws::dynamo::Item;
use crate::aws::expression;
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::tenant::{Limits, Tenant, TenantStatus};
use crate::domain::text::Text;
use crate::platform::value::Reader;

/// What is fetched of a user: all that is known of one but the password's hash.
pub const FIELDS: [&str; 10] = [
    "user_id",
    "email",
    "phone",
    "subscription_tier",
    "notification_method",
    "notification_email",
    "notification_phone",
    "summary_frequency",
    "created_at",
    "updated_at",
];

/// The status of a user whom sources name and the users' table does not.
pub const ORPHAN: &str = "orphan";

/// Attributes of the detail view.
const SHOWN: [&str; 8] = [
    "email",
    "phone",
    "notification_method",
    "notification_email",
    "notification_phone",
    "summary_frequency",
    "created_at",
    "updated_at",
];

/// The key of a user's item.
pub fn key(id: &str) -> Item {
    expression::key(("user_id", id), None)
}

/// The user that an item or a key names.
pub fn id(item: &Item) -> Option<&str> {
    item.get("user_id")?.as_s().ok().map(String::as_str)
}

/// The tenant of a user's item. `at` names it where it has no id.
pub fn tenant(item: &Item, at: usize) -> Tenant {
    let mut read = Reader::new(item);
    let id = identity(&mut read, "user_id", at);
    let shown = attributes(&mut read, &SHOWN);
    Tenant {
        platform: PlatformId::Notification,
        name: person(&id),
        id: TenantId::from(id),
        owner: None,
        status: TenantStatus::Missing,
        plan: read.masked("subscription_tier"),
        limits: Limits::default(),
        updated_at: read.time("updated_at"),
        version: read.version("updated_at"),
        attributes: shown,
        oddities: read.oddities(),
    }
}

/// The tenant of a user of whom only sources tell (`temp_user`, backend facts 4.2).
pub fn orphan(user: &str) -> Tenant {
    Tenant {
        platform: PlatformId::Notification,
        id: TenantId::from(user),
        name: person(user),
        owner: None,
        status: TenantStatus::Other(Text::from_untrusted(ORPHAN)),
        plan: None,
        limits: Limits::default(),
        updated_at: None,
        version: None,
        attributes: Vec::new(),
        oddities: 0,
    }
}
