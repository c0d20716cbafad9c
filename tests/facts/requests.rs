//! What went over the wire: expressions that name an attribute by itself, without an alias.

use crate::support::proxy::Seen;
use serde_json::Value;

/// The words of expressions that are no attributes.
const WORDS: [&str; 10] = [
    "SET",
    "REMOVE",
    "AND",
    "OR",
    "BETWEEN",
    "attribute_exists",
    "attribute_not_exists",
    "attribute_type",
    "begins_with",
    "list_append",
];

/// Attributes that the expressions of these requests name bare, and how many expressions there were.
pub fn bare(seen: &[Seen]) -> (Vec<String>, usize) {
    let mut expressions = Vec::new();
    for one in seen {
        gather(&one.body, &mut expressions);
    }
    let words = expressions.iter().flat_map(|expression| {
        expression
            .split(|c: char| !(c.is_alphanumeric() || "#:_".contains(c)))
            .filter(|word| !word.is_empty() && !word.starts_with(['#', ':']))
            .filter(|word| !WORDS.contains(word))
    });
    (words.map(str::to_owned).collect(), expressions.len())
}

/// The aliased names of these requests.
pub fn aliased(seen: &[Seen]) -> Vec<String> {
    let names = |one: &Seen| one.body["ExpressionAttributeNames"].as_object().cloned();
    let maps = seen.iter().filter_map(names);
    maps.flat_map(|map| {
        map.into_iter()
            .filter_map(|(_, name)| name.as_str().map(str::to_owned))
    })
    .collect()
}

fn gather(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (name, inner) in map {
                match inner.as_str() {
                    Some(text) if name.ends_with("Expression") => found.push(text.to_owned()),
                    _ => gather(inner, found),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|inner| gather(inner, found)),
        _ => {}
    }
}
