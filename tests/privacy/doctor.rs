//! What the check of the backend says of the channels to customers: what is there, and never its value.

use super::process::Demo;
use super::{TENANT, call};
use serde_json::{Value, json};

/// As in the demo's seeds: dummies.
const TOKEN: &str = "DUMMY-TOKEN";
const NUMBER: &str = "100000000000001";
/// The tenant of the demo that is on Whapi.
const WHAPI: &str = "demo-tenant-001";

fn market(demo: &Demo) -> Value {
    let said = demo.json("ana", &["doctor"]);
    for value in [TOKEN, NUMBER] {
        assert!(!said.out.contains(value), "{}", said.out);
        assert!(!said.err.contains(value), "{}", said.err);
    }
    let report = said.ending(0);
    let systems = report["systems"].as_array().unwrap();
    let found = systems.iter().find(|one| one["platform"] == "marketplace");
    found.unwrap().clone()
}

fn channel(market: &Value, tenant: &str) -> Value {
    let all = market["channels"].as_array().unwrap();
    let found = all.iter().find(|one| one["tenant"] == tenant);
    found.unwrap_or_else(|| panic!("{market}")).clone()
}

fn finding<'a>(market: &'a Value, words: &str) -> Option<&'a Value> {
    let mut all = market["findings"].as_array().unwrap().iter();
    all.find(|one| one["what"].as_str().unwrap().contains(words))
}

fn without(demo: &Demo, tenant: &str, path: &str) {
    let names: Vec<String> = path.split('.').map(|name| format!("#{name}")).collect();
    let aliases: Value = path
        .split('.')
        .map(|name| (format!("#{name}"), json!(name)))
        .collect::<serde_json::Map<_, _>>()
        .into();
    call(
        &demo.endpoint,
        "UpdateItem",
        &json!({
            "TableName": "ai-marketplace-tenants-platform",
            "Key": {"tenantId": {"S": tenant}},
            "UpdateExpression": format!("REMOVE {}", names.join(".")),
            "ExpressionAttributeNames": aliases,
        }),
    );
}

#[test]
fn it_says_what_a_channel_has_and_what_it_lacks_but_no_value() {
    let demo = Demo::start(&[]);
    let before = market(&demo);
    let meta = channel(&before, TENANT);
    assert_eq!(
        (&meta["route"], &meta["number"], &meta["token"]),
        (&json!("meta"), &json!("present"), &json!("present"))
    );
    let whapi = channel(&before, WHAPI);
    assert_eq!(
        (&whapi["route"], &whapi["number"], &whapi["reports"]),
        (&json!("whapi"), &json!("unneeded"), &json!("asked"))
    );
    // The others have none, and it is said with what to do.
    let none = finding(&before, "without a channel").unwrap();
    assert!(
        none["remedy"]
            .as_str()
            .unwrap()
            .contains("delivery.tenants")
    );
    assert!(finding(&before, "without an access token").is_none());
    without(&demo, WHAPI, "whatsappToken");
    without(
        &demo,
        TENANT,
        "integrations.whatsappBusinessAPI.phoneNumberId",
    );
    let after = market(&demo);
    assert_eq!(channel(&after, WHAPI)["token"], "missing");
    assert_eq!(channel(&after, TENANT)["number"], "missing");
    let token = finding(&after, "1 tenant without an access token").unwrap();
    assert_eq!(token["severity"], "degraded");
    assert_eq!(token["examples"], json!([WHAPI]));
    let number = finding(&after, "1 tenant without a number").unwrap();
    assert_eq!(number["examples"], json!([TENANT]));
}
