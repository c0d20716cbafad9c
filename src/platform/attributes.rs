//! An item flattened for the detail view: one line for each value, JSON kept in strings opened, secrets
//! dropped, numbers of people masked. Total: what cannot be read is shown as far as it is harmless.

use super::value::{is_secret, is_secret_value, scalar};
use crate::aws::dynamo::Item;
use crate::domain::mask;
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::Value;

/// Nesting that DynamoDB allows.
const DEPTH: usize = 32;
/// JSON that cannot be read and might hide a secret.
const UNREADABLE: &str = "{…}";

/// Every attribute but the `placed` ones, which have a place of their own, in the order of names.
pub fn attributes(item: &Item, placed: &[&str]) -> Vec<Attribute> {
    let mut flat = Vec::new();
    let mut names: Vec<&String> = item.keys().collect();
    names.sort();
    for name in names {
        if placed.contains(&name.as_str()) || is_secret(name) {
            continue;
        }
        if let Some(value) = item.get(name) {
            flatten(
                &Text::from_untrusted(name),
                &mut Vec::new(),
                value,
                &mut flat,
            );
        }
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
            match serde_json::from_str::<Value>(json) {
                Ok(parsed) => flatten_json(group, path, &parsed, flat),
                Err(_) => push(group, path, unreadable(json), flat),
            }
        }
        other => push(group, path, shown(other).unwrap_or_default(), flat),
    }
}

/// JSON kept in a string hides secrets as well as a map does.
fn flatten_json(group: &Text, path: &mut Vec<String>, value: &Value, flat: &mut Vec<Attribute>) {
    match value {
        Value::Object(map) => {
            for (name, inner) in map.iter().filter(|(name, _)| !is_secret(name)) {
                path.push(name.clone());
                flatten_json(group, path, inner, flat);
                path.pop();
            }
        }
        Value::Array(list) if list.iter().all(|one| !one.is_object() && !one.is_array()) => {
            let words: Vec<String> = list.iter().map(shown_json).collect();
            push(group, path, words.join(", "), flat);
        }
        Value::Array(list) => {
            for (at, inner) in list.iter().enumerate() {
                path.push((at + 1).to_string());
                flatten_json(group, path, inner, flat);
                path.pop();
            }
        }
        scalar => push(group, path, shown_json(scalar), flat),
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

fn shown_json(value: &Value) -> String {
    match value {
        Value::String(text) if is_secret_value(text) => String::new(),
        Value::String(text) => mask::identifiers(text),
        other => other.to_string(),
    }
}

/// Broken JSON as it stands, unless any part of it could be a secret, whose name cannot be told from its value.
fn unreadable(json: &str) -> String {
    let suspicious = is_secret(json)
        || is_secret_value(json)
        || json.to_ascii_lowercase().contains("token")
        || json.to_ascii_lowercase().contains("bearer");
    match suspicious {
        true => UNREADABLE.to_owned(),
        false => mask::identifiers(json),
    }
}

fn push(group: &Text, path: &[String], value: String, flat: &mut Vec<Attribute>) {
    flat.push(Attribute {
        group: group.clone(),
        label: Text::from_untrusted(&path.join(" · ")),
        value: Text::from_untrusted(&value),
    });
}

/// Words of the system as people see them: addresses and numbers masked, no name of a secret.
pub fn clean(raw: &str) -> Text {
    let named = without_resources(raw);
    if is_secret_value(&named) {
        return Text::from_untrusted("•••");
    }
    Text::from_untrusted(&mask::emails(&mask::identifiers(&named)))
}

/// Errors of AWS name the resource that was refused, a secret among others.
fn without_resources(raw: &str) -> String {
    let apart = |c: char| c.is_whitespace() || "\"'`,;()<>[]{}".contains(c);
    raw.split_inclusive(apart)
        .map(|piece| match piece.find("arn:") {
            Some(at) => {
                let (before, arn) = piece.split_at(at);
                let (_, end) = arn.split_at(arn.trim_end_matches(apart).len());
                format!("{before}arn:•••{end}")
            }
            None => piece.to_owned(),
        })
        .collect()
}
