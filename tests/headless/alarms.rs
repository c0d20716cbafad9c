//! Alarms without a screen: what exists, what is missing, what is computed; and the history of one.

use crate::process::{Act, Demo, proxy};
use serde_json::Value;

fn of<'a>(list: &'a Value, name: &str) -> &'a Value {
    let mut items = list["items"].as_array().unwrap().iter();
    items.find(|one| one["name"] == name).unwrap()
}

#[test]
fn alarms_of_all_systems_are_listed_what_is_broken_first() {
    let demo = Demo::to_read(&[]);
    let list = demo
        .json("ana", &["alarms", "list", "--limit", "200"])
        .ending(0);
    let items = list["items"].as_array().unwrap();
    assert_eq!(items[0]["state"], "ALARM");
    let old = of(&list, "fibonacci-old-messages-prod");
    assert_eq!(old["source"], "existing");
    assert_eq!(old["threshold"], 300.0);
    assert_eq!(old["missing_data"], "notBreaching");
    assert!(old["age_seconds"].as_i64().unwrap() > 0);
    let missing = of(&list, "fibonacci-iam-changes-prod");
    assert_eq!(
        (&missing["state"], &missing["source"]),
        (&"MISSING".into(), &"missing".into())
    );
    let depth = of(&list, "queue-depth");
    assert_eq!(
        (&depth["state"], &depth["source"]),
        (&"OK".into(), &"computed".into())
    );
    assert!(depth["value"].as_f64().unwrap() > 0.0);
    // No API runs in the demo.
    let api = of(&list, "api-5xx");
    assert_eq!(api["state"], "INSUFFICIENT_DATA");
    assert!(api["trouble"].as_str().unwrap().contains("not OK"));

    // Page by page the same.
    let first = demo
        .json("ana", &["alarms", "list", "--limit", "3"])
        .ending(0);
    let after = first["next"].as_str().unwrap();
    let second = ["alarms", "list", "--limit", "2", "--after", after];
    let second = demo.json("ana", &second).ending(0);
    assert_eq!(second["items"][0]["name"], items[3]["name"]);
    let only = ["alarms", "list", "--platform", "notification"];
    let only = demo.json("ana", &only).ending(0);
    assert_eq!(only["items"].as_array().unwrap().len(), 4);
}

#[test]
fn the_history_of_an_alarm_names_its_turns() {
    let demo = Demo::to_read(&[]);
    let args = ["alarms", "history", "fibonacci-old-messages-prod"];
    let turns = demo.json("ana", &args).ending(0);
    let turns = turns["items"].as_array().unwrap();
    assert_eq!(turns[0]["what"], "turned");
    assert_eq!(
        (&turns[0]["from"], &turns[0]["to"]),
        (&"OK".into(), &"ALARM".into())
    );
    let none = demo.by("ana", &["alarms", "history", "no-such"]);
    assert_eq!(none.code, 0, "{none:?}");
    assert!(none.err.contains("alarms list"), "{none:?}");
}

#[test]
fn the_functions_that_the_sources_name_are_present_or_missing() {
    let demo = Demo::to_read(&[]);
    let report = demo.json("ana", &["doctor"]).ending(0);
    let mut systems = report["systems"].as_array().unwrap().iter();
    let market = systems
        .find(|one| one["platform"] == "marketplace")
        .unwrap();
    let functions = market["functions"].as_array().unwrap();
    assert_eq!(functions.len(), 11);
    let state = |name: &str| &functions.iter().find(|one| one["name"] == name).unwrap()["state"];
    assert_eq!(state("ai-marketplace-platform-message-handler"), "present");
    assert_eq!(state("ai-marketplace-admin-gui"), "missing");
    let findings = market["findings"].as_array().unwrap();
    let about = |one: &&Value| one["subject"] == "ai-marketplace-admin-gui";
    let finding = findings.iter().find(about).unwrap();
    assert!(finding["remedy"].as_str().unwrap().contains("stack"));
}

#[test]
fn tables_that_do_not_answer_are_a_failure_with_its_reason() {
    let demo = Demo::to_read(&[]);
    let broken = proxy(&demo.endpoint, |seen| {
        match seen.body.contains("\"audit_logs\"") && seen.operation.contains("Scan") {
            true => Act::Fail("AccessDeniedException"),
            false => Act::Forward,
        }
    });
    let said = demo.through(&broken, "ana", &["alarms", "list", "--json"]);
    assert_ne!(said.code, 0, "{said:?}");
    assert!(!said.err.is_empty(), "{said:?}");
}

#[test]
fn a_person_is_on_an_alarm_and_the_next_one_hears_of_it() {
    let demo = Demo::start(&[]);
    let name = "fibonacci-old-messages-prod";
    let ack = ["alarms", "ack", name, "--reason", "on my way"];
    let first = demo.json("ana", &ack).ending(0);
    assert_eq!(
        (&first["outcome"], &first["changed"]),
        (&"done".into(), &true.into())
    );
    let second = demo.by("eva", &["alarms", "ack", name, "--json"]);
    assert_eq!(second.code, 3, "{second:?}");
    assert!(second.err.contains("ana"), "{second:?}");
    let list = demo
        .json("eva", &["alarms", "list", "--limit", "200"])
        .ending(0);
    let on_it = &of(&list, name)["on_it"];
    assert_eq!(
        (&on_it["by"], &on_it["word"]),
        (&"ana".into(), &"on my way".into())
    );
    let well = demo.by("ana", &["alarms", "ack", "fibonacci-lambda-throttles-prod"]);
    assert_eq!(well.code, 0, "{well:?}");
    assert!(well.err.contains("nothing to acknowledge"), "{well:?}");
    let none = demo.by("ana", &["alarms", "ack", "no-such"]);
    assert_eq!(none.code, 9, "{none:?}");
}
