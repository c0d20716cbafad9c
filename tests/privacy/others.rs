//! The same canaries in the tables of the other three systems: every text that any item of the demo has gets a
//! number, an address and, where JSON stands in it, a secret; every verb and every sheet is then read.

use super::process::Demo;
use super::{PHONE, SECRET, call, put};
use serde_json::{Value, json};
use std::collections::HashSet;

/// An address that no seed has.
pub const NAME: &str = "canaria.secreta";
const DOMAIN: &str = "canario.test";
/// Tables of the three, as the demo names them.
fn tables(endpoint: &str) -> Vec<String> {
    let listed = call(endpoint, "ListTables", &json!({}));
    let names = listed["TableNames"].as_array().unwrap();
    names
        .iter()
        .filter_map(Value::as_str)
        .filter(|name| !name.starts_with("ai-marketplace") && !name.starts_with("switchboard"))
        .map(str::to_owned)
        .collect()
}

/// Attributes by which a table or an index finds an item.
fn keys(endpoint: &str, table: &str) -> HashSet<String> {
    let described = call(endpoint, "DescribeTable", &json!({"TableName": table}));
    let attributes = &described["Table"]["AttributeDefinitions"];
    let names = attributes.as_array().unwrap().iter();
    names
        .filter_map(|one| one["AttributeName"].as_str())
        .map(str::to_owned)
        .collect()
}

/// Attributes whose word decides what an item is: with anything behind it they would be another item. And
/// versions, in which digits are no number of a person.
fn decides(name: &str) -> bool {
    let names = [
        "id",
        "sk",
        "date",
        "status",
        "subscription_status",
        "event_category",
        "command_type",
        "node_type",
        "source_type",
        "run_status",
        "log_level",
        "action_type",
        "resource_type",
        "version",
        "model_version",
    ];
    let joins = [
        "tenant",
        "agent",
        "template",
        "model",
        "run",
        "execution",
        "flow",
        "node",
        "source",
        "approval",
    ];
    let is_join = name
        .strip_suffix("_id")
        .is_some_and(|of| joins.contains(&of));
    names.contains(&name) || is_join || name.ends_with("_at") || name.ends_with("_timestamp")
}

fn canary(_: &str, words: &str) -> String {
    format!("{words} +{PHONE} {NAME}@{DOMAIN}")
}

/// What the text of an attribute of this name becomes.
type Spoil<'a> = &'a dyn Fn(&str, &str) -> String;

/// Puts canaries behind every text of a value, and a secret beside it.
fn taint(name: &str, value: &mut Value, canary: Spoil<'_>) {
    match value {
        Value::Object(typed) if typed.len() == 1 => {
            if let Some(Value::String(text)) = typed.get_mut("S") {
                *text = match serde_json::from_str::<Value>(text) {
                    Ok(mut inner @ (Value::Object(_) | Value::Array(_))) => {
                        taint_json(name, &mut inner, canary);
                        inner.to_string()
                    }
                    _ => canary(name, text),
                };
            } else if let Some(Value::Object(map)) = typed.get_mut("M") {
                map.iter_mut()
                    .filter(|(name, _)| !decides(name))
                    .for_each(|(name, value)| taint(name, value, canary));
                map.insert("apiKey".to_owned(), json!({"S": SECRET}));
            } else if let Some(Value::Array(list)) = typed.get_mut("L") {
                list.iter_mut().for_each(|value| taint(name, value, canary));
            } else if let Some(Value::Array(list)) = typed.get_mut("SS") {
                list.push(json!(canary(name, "más")));
            }
        }
        _ => {}
    }
}

/// The same in JSON that is kept in a string.
fn taint_json(name: &str, value: &mut Value, canary: Spoil<'_>) {
    match value {
        Value::String(text) => *text = canary(name, text),
        Value::Array(list) => list
            .iter_mut()
            .for_each(|value| taint_json(name, value, canary)),
        Value::Object(map) => {
            map.iter_mut()
                .filter(|(name, _)| !decides(name))
                .for_each(|(name, value)| taint_json(name, value, canary));
            map.insert("clientSecret".to_owned(), json!(SECRET));
        }
        _ => {}
    }
}

/// Taints every item of every table of the three; how many.
pub fn taint_all(endpoint: &str) -> usize {
    taint_with(endpoint, &canary)
}

/// The same with other words than the canaries.
pub fn taint_with(endpoint: &str, canary: Spoil<'_>) -> usize {
    let mut count = 0;
    for table in tables(endpoint) {
        let keys = keys(endpoint, &table);
        let read = call(endpoint, "Scan", &json!({"TableName": table}));
        for item in read["Items"].as_array().unwrap() {
            let mut item = item.clone();
            for (name, value) in item.as_object_mut().unwrap() {
                if !keys.contains(name) && !decides(name) {
                    taint(name, value, canary);
                }
            }
            item["access_token"] = json!({"S": SECRET});
            item["password_hash"] = json!({"S": SECRET});
            item["credentials_encrypted"] = json!({"S": SECRET});
            item["nota_canaria"] = json!({"S": canary("nota_canaria", "nota")});
            put(endpoint, &table, &item);
            count += 1;
        }
    }
    count
}

/// Everything but the keys, which verbs take.
fn without_keys(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !matches!(name.as_str(), "id" | "next" | "key"));
            fields.values_mut().for_each(without_keys);
        }
        Value::Array(items) => items.iter_mut().for_each(without_keys),
        _ => {}
    }
}

/// What is in `text` of the canaries, with the words around it.
fn found(what: &str, text: &str, into: &mut Vec<String>) {
    for one in [PHONE, SECRET, NAME] {
        for (at, _) in text.match_indices(one).take(3) {
            let begin = text.floor_char_boundary(at.saturating_sub(120));
            let end = text.floor_char_boundary((at + 60).min(text.len()));
            into.push(format!("{what}: …{}…", &text[begin..end]));
        }
    }
}

/// The sheets of the three, with a tenant or an entry of each that has any.
fn sheets(demo: &Demo) -> Vec<String> {
    let mut verbs: Vec<String> = [
        "alquimista commands",
        "alquimista billing",
        "diatonic templates",
        "diatonic executions",
        "diatonic models",
        "diatonic runs",
    ]
    .map(str::to_owned)
    .into();
    for kind in [
        "users",
        "integrations",
        "events",
        "commands",
        "approvals",
        "trail",
    ] {
        for tenant in ["tenant-ecommerce-solutions", "demo-tenant-001"] {
            verbs.push(format!("alquimista {kind} --tenant {tenant}"));
        }
    }
    for tenant in ["ana@example.com", "luis@example.com", "temp_user"] {
        verbs.push(format!("notification users --tenant {tenant}"));
        verbs.push(format!("notification integrations --tenant {tenant}"));
    }
    for (sheet, below) in [("templates", "nodes"), ("runs", "logs")] {
        let list = demo.json("ana", &["sheet", "diatonic", sheet]).ending(0);
        for entry in list["items"].as_array().unwrap() {
            let id = entry["id"].as_str().unwrap();
            verbs.push(format!(
                "diatonic {below} --tenant dev-tenant --of {sheet}:{id}"
            ));
        }
    }
    let whole = |verb: String| format!("sheet {verb} --limit 200");
    verbs.into_iter().map(whole).collect()
}

#[test]
fn no_verb_tells_a_canary_of_any_system() {
    let demo = Demo::start(&[]);
    assert!(taint_all(&demo.endpoint) > 100);
    let mut verbs: Vec<String> = [
        "tenants list --limit 200",
        "agents list --limit 200",
        "usage list --limit 200",
        "work list --limit 200",
        "conversations list --limit 200",
        "escalations list --limit 200",
        "escalations triggers --csv",
        "alarms list",
        "canned list",
        "sla list",
    ]
    .map(str::to_owned)
    .into();
    verbs.extend(sheets(&demo));
    let (mut bad, mut read) = (Vec::new(), 0);
    for name in verbs {
        let args: Vec<&str> = name.split(' ').collect();
        let said = match args.contains(&"--csv") {
            true => demo.by("ana", &args),
            false => demo.json("ana", &args),
        };
        assert_eq!(said.code, 0, "{name}: {said:?}");
        found(&name, &said.err, &mut bad);
        // The masked number is the proof that a canary was there to be told.
        read += said.out.matches("7788").count() + said.out.matches(DOMAIN).count();
        let mut value: Value = serde_json::from_str(&said.out).unwrap_or(json!(said.out));
        without_keys(&mut value);
        found(&name, &value.to_string(), &mut bad);
    }
    assert!(bad.is_empty(), "{} places:\n{}", bad.len(), bad.join("\n"));
    assert!(read > 100, "the canaries were read: {read}");
}
