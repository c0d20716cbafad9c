//! Why the service would refuse a request that the engine takes: aliases, reserved words, empty keys,
//! parentheses, numbers.

use crate::support::proxy::Seen;
use serde_json::Value;
use std::collections::BTreeSet;

/// The parts of a request that stand for one call each: itself, or the items of its transaction.
pub fn calls(seen: &Seen) -> Vec<(String, Value)> {
    let Some(items) = seen.body["TransactItems"].as_array() else {
        return vec![(seen.operation.clone(), seen.body.clone())];
    };
    let one = |item: &Value| {
        let (kind, body) = item.as_object().unwrap().iter().next().unwrap();
        (format!("Transact{kind}"), body.clone())
    };
    items.iter().map(one).collect()
}

fn expressions(call: &Value) -> String {
    let names = [
        "ConditionExpression",
        "UpdateExpression",
        "KeyConditionExpression",
        "FilterExpression",
        "ProjectionExpression",
    ];
    let all: Vec<_> = names
        .iter()
        .filter_map(|name| call[*name].as_str())
        .collect();
    all.join(" ; ")
}

/// The words of an expression: aliases, functions, signs left out.
fn words(expression: &str) -> BTreeSet<String> {
    let cut = |c: char| !(c.is_alphanumeric() || "#:_".contains(c));
    let words = expression.split(cut).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Why the service would refuse a call that the engine takes.
pub fn refusals(call: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let expression = expressions(call);
    let used = words(&expression);
    let mut defined = BTreeSet::new();
    for map in ["ExpressionAttributeNames", "ExpressionAttributeValues"] {
        let Some(map) = call[map].as_object() else {
            continue;
        };
        if map.is_empty() {
            found.push("an empty map of aliases".to_owned());
        }
        defined.extend(map.keys().cloned());
    }
    let aliases: BTreeSet<String> = used
        .iter()
        .filter(|word| word.starts_with(['#', ':']))
        .cloned()
        .collect();
    if aliases != defined {
        found.push(format!("aliases {aliases:?} but defined {defined:?}"));
    }
    const KNOWN: [&str; 10] = [
        "SET",
        "REMOVE",
        "AND",
        "OR",
        "attribute_exists",
        "attribute_not_exists",
        "begins_with",
        "list_append",
        "if_not_exists",
        "NOT",
    ];
    let bare = used.difference(&aliases);
    let bare: Vec<_> = bare
        .filter(|word| !KNOWN.contains(&word.as_str()))
        .collect();
    if !bare.is_empty() {
        found.push(format!("names that may be reserved: {bare:?}"));
    }
    if has_redundant_parentheses(&expression) {
        found.push(format!("redundant parentheses: {expression}"));
    }
    for part in ["Key", "Item", "ExclusiveStartKey"] {
        for (name, value) in call[part].as_object().into_iter().flatten() {
            let is_key = part != "Item" || KEYS.contains(&name.as_str());
            if is_key && value["S"] == "" {
                found.push(format!("an empty key: {name}"));
            }
        }
    }
    numbers(call, &mut found);
    if call.to_string().len() > 400 * 1024 {
        found.push("an item too large".to_owned());
    }
    found
}

/// Attributes that are part of a key, of a table or an index.
const KEYS: [&str; 17] = [
    "pk",
    "sk",
    "listPk",
    "listSk",
    "tenantId",
    "conversationId",
    "tenant_id",
    "agent_id",
    "id",
    "customerId",
    "status",
    "escalationTime",
    "whatsappNumber",
    "phoneNumber",
    "month",
    "period",
    "lastInteraction",
];

/// `((a))`: the service refuses it.
fn has_redundant_parentheses(expression: &str) -> bool {
    let mut open: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    for (at, c) in expression.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => pairs.push((open.pop().unwrap(), at)),
            _ => {}
        }
    }
    pairs
        .iter()
        .any(|(from, to)| pairs.contains(&(from + 1, to.saturating_sub(1))))
}

/// Every number is a plain decimal of at most 38 digits.
fn numbers(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            if let (1, Some(Value::String(number))) = (map.len(), map.get("N")) {
                let digits = number.trim_start_matches('-');
                let plain = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
                if digits.is_empty() || digits.len() > 38 || !plain {
                    found.push(format!("a number {number}"));
                }
            }
            map.values().for_each(|value| numbers(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| numbers(value, found)),
        _ => {}
    }
}

#[test]
fn the_checker_of_requests_finds_what_the_service_refuses() {
    use serde_json::json;
    for call in [
        json!({"ConditionExpression": "#a = :b", "ExpressionAttributeNames": {"#a": "x"}}),
        json!({"ExpressionAttributeNames": {"#a": "x"}}),
        json!({"ExpressionAttributeNames": {}}),
        json!({"ConditionExpression": "attribute_exists(status)"}),
        json!({"ConditionExpression": "((attribute_exists(#a)))", "ExpressionAttributeNames": {"#a": "x"}}),
        json!({"Key": {"pk": {"S": ""}}}),
        json!({"Item": {"fence": {"N": "1e400"}}}),
    ] {
        assert_eq!(refusals(&call).len(), 1, "{call}: {:?}", refusals(&call));
    }
}

/// Table and key of the item that an action is on.
pub fn place(call: &Value) -> String {
    let item = if call["Key"].is_object() {
        &call["Key"]
    } else {
        &call["Item"]
    };
    let keys = KEYS
        .iter()
        .filter(|name| !["status", "customerId"].contains(name));
    let key: Vec<_> = keys
        .map(|name| item[*name]["S"].as_str().unwrap_or(""))
        .collect();
    format!("{}{key:?}", call["TableName"])
}
