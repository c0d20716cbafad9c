//! Tenants: the item as a row, and every attribute of it flattened for the detail view, without secrets.

use crate::aws::dynamo::Item;
use crate::domain::agent::SeenSwitch;
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::mask;
use crate::domain::tenant::{Attribute, Limits, Tenant, TenantStatus};
use crate::domain::text::Text;
use crate::platform::value::{Reader, is_secret, is_secret_value, scalar};
use aws_sdk_dynamodb::types::AttributeValue;

/// Attributes that have a place of their own in a [`Tenant`].
const PLACED: [&str; 5] = ["tenantId", "businessName", "ownerName", "status", "plan"];
/// Nesting that DynamoDB allows.
const DEPTH: usize = 32;

/// The tenant of an item. `at` names it where it has no id.
pub fn tenant(item: &Item, at: usize) -> Tenant {
    let mut read = Reader::new(item);
    let id = match read.raw("tenantId") {
        Some(id) => TenantId::from(id),
        None => {
            read.odd();
            TenantId::from(format!("?{at}"))
        }
    };
    let status = status(&mut read);
    if matches!(status, TenantStatus::Other(_)) {
        read.odd();
    }
    Tenant {
        platform: PlatformId::Marketplace,
        name: read
            .text("businessName")
            .unwrap_or_else(|| Text::from_untrusted(&mask::identifiers(id.as_str()))),
        owner: read.text("ownerName"),
        status,
        plan: read.text("plan"),
        limits: limits(&mut read),
        updated_at: read.time("updatedAt"),
        version: read.version("updatedAt"),
        attributes: attributes(item),
        oddities: read.oddities(),
        id,
    }
}

fn status(read: &mut Reader<'_>) -> TenantStatus {
    match read.raw("status") {
        None | Some("") => TenantStatus::Missing,
        Some(word) => TenantStatus::from_raw(word),
    }
}

/// What was seen of the attributes that a toggle of the tenant's bot depends on.
pub fn seen(item: &Item) -> SeenSwitch {
    let read = Reader::new(item);
    SeenSwitch::Row {
        status: read.version("status"),
        updated_at: read.version("updatedAt"),
    }
}

fn limits(read: &mut Reader<'_>) -> Limits {
    let Some(map) = read.map("limits") else {
        return Limits::default();
    };
    let mut inner = Reader::new(map);
    let limits = Limits {
        conversations_per_month: inner.integer("maxConversationsPerMonth"),
        messages_per_day: inner.integer("maxMessagesPerDay"),
        products: inner.integer("maxProductsCount"),
        storage_gb: inner.integer("maxStorageGB"),
    };
    (0..inner.oddities()).for_each(|_| read.odd());
    limits
}

/// Every attribute but the placed ones and the secrets, in the order of names; numbers of people masked.
pub fn attributes(item: &Item) -> Vec<Attribute> {
    let mut flat = Vec::new();
    let mut names: Vec<&String> = item.keys().collect();
    names.sort();
    for name in names {
        let Some(value) = item.get(name) else {
            continue;
        };
        if PLACED.contains(&name.as_str()) || is_secret(name) {
            continue;
        }
        flatten(
            &Text::from_untrusted(name),
            &mut Vec::new(),
            value,
            &mut flat,
        );
    }
    flat
}

fn flatten(
    group: &Text,
    path: &mut Vec<String>,
    value: &AttributeValue,
    flat: &mut Vec<Attribute>,
) {
    if path.len() > DEPTH {
        return;
    }
    match value {
        AttributeValue::M(map) => {
            let mut names: Vec<&String> = map.keys().filter(|name| !is_secret(name)).collect();
            names.sort();
            for name in names {
                if let Some(inner) = map.get(name) {
                    path.push(name.clone());
                    flatten(group, path, inner, flat);
                    path.pop();
                }
            }
        }
        AttributeValue::L(list) if list.iter().all(|inner| scalar(inner).is_some()) => {
            let words: Vec<String> = list.iter().filter_map(shown).collect();
            push(group, path, words.join(", "), flat);
        }
        AttributeValue::L(list) => {
            for (at, inner) in list.iter().enumerate() {
                path.push((at + 1).to_string());
                flatten(group, path, inner, flat);
                path.pop();
            }
        }
        AttributeValue::Ss(words) | AttributeValue::Ns(words) => {
            let words: Vec<String> = words
                .iter()
                .filter(|w| !is_secret_value(w))
                .cloned()
                .collect();
            push(group, path, mask::identifiers(&words.join(", ")), flat);
        }
        AttributeValue::S(json) if json.trim_start().starts_with(['{', '[']) => {
            match serde_json::from_str::<serde_json::Value>(json) {
                Ok(parsed) => flatten_json(group, path, &parsed, flat),
                Err(_) => push(group, path, "{…}".to_owned(), flat),
            }
        }
        other => push(group, path, shown(other).unwrap_or_default(), flat),
    }
}

/// JSON kept in a string hides secrets as well as a map does.
fn flatten_json(
    group: &Text,
    path: &mut Vec<String>,
    value: &serde_json::Value,
    flat: &mut Vec<Attribute>,
) {
    match value {
        serde_json::Value::Object(map) => {
            for (name, inner) in map.iter().filter(|(name, _)| !is_secret(name)) {
                path.push(name.clone());
                flatten_json(group, path, inner, flat);
                path.pop();
            }
        }
        serde_json::Value::Array(list) => {
            for (at, inner) in list.iter().enumerate() {
                path.push((at + 1).to_string());
                flatten_json(group, path, inner, flat);
                path.pop();
            }
        }
        serde_json::Value::String(text) => {
            let text = shown(&AttributeValue::S(text.clone())).unwrap_or_default();
            push(group, path, text, flat);
        }
        other => push(group, path, other.to_string(), flat),
    }
}

/// A scalar as shown: no secret, no number of a person.
fn shown(value: &AttributeValue) -> Option<String> {
    match value {
        AttributeValue::S(text) if is_secret_value(text) => None,
        AttributeValue::S(text) => Some(mask::identifiers(text)),
        other => scalar(other).map(str::to_owned),
    }
}

fn push(group: &Text, path: &[String], value: String, flat: &mut Vec<Attribute>) {
    flat.push(Attribute {
        group: group.clone(),
        label: Text::from_untrusted(&path.join(" · ")),
        value: Text::from_untrusted(&value),
    });
}
