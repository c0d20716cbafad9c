//! An item as a list of attributes for the detail view: maps, lists and JSON in strings flattened, secrets
//! left out, numbers of people masked.

use super::value::{is_secret, is_secret_value, scalar};
use crate::aws::dynamo::Item;
use crate::domain::mask;
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use aws_sdk_dynamodb::types::AttributeValue;

/// Nesting that DynamoDB allows.
const DEPTH: usize = 32;

/// Every attribute but those that have a place of their own and the secrets, in the order of names; numbers
/// of people masked.
pub fn attributes(item: &Item, placed: &[&str]) -> Vec<Attribute> {
    let mut flat = Vec::new();
    let mut names: Vec<&String> = item.keys().collect();
    names.sort();
    for name in names {
        let Some(value) = item.get(name) else {
            continue;
        };
        if placed.contains(&name.as_str()) || is_secret(name) {
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
