//! Putting off, assigning, reopening and targets without a screen.

use crate::process::Demo;
use crate::{TENANT, waiting};
use serde_json::{Value, json};

fn listed(demo: &Demo, id: &str) -> Value {
    let list = ["escalations", "list", "--tenant", TENANT, "--limit", "1000"];
    let list = demo.json("eva", &list).ending(0);
    let items = list["items"].as_array().unwrap();
    items.iter().find(|item| item["id"] == id).unwrap().clone()
}

#[test]
fn a_conversation_is_put_off_assigned_and_taken() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    let of = |verb: &[&str], rest: &[&str]| -> Vec<String> {
        let all = [verb, &[TENANT, id.as_str()], rest].concat();
        all.into_iter().map(str::to_owned).collect()
    };
    let call = |who: &str, args: Vec<String>, code: i32| {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        demo.json(who, &args).ending(code)
    };
    let snooze = ["conversations", "snooze"];
    let done = call("ana", of(&snooze, &["--until", "2h"]), 0);
    assert_eq!(
        (&done["outcome"], &done["changed"]),
        (&json!("done"), &json!(true))
    );
    assert!(listed(&demo, &id)["snoozed_until"].is_string());
    let refused = call("ana", of(&snooze, &["--until", "soon"]), 2);
    assert_eq!(refused["outcome"], "invalid");
    call("eva", of(&snooze, &["--until", "off"]), 0);
    assert!(listed(&demo, &id).get("snoozed_until").is_none());

    let assign = ["conversations", "assign"];
    call("ana", of(&assign, &["--to", "eva"]), 0);
    assert_eq!(listed(&demo, &id)["assigned_to"], "eva");
    let again = call("ana", of(&assign, &["--to", "Eva"]), 0);
    assert_eq!(again["outcome"], "already");

    call("ana", of(&["escalations", "claim"], &[]), 0);
    let held = call("eva", of(&snooze, &["--until", "1h"]), 3);
    assert_eq!(held["holder"]["operator"], "ana");
    call("ana", of(&assign, &["--to", "eva"]), 0);
    let passed = call("eva", of(&["escalations", "claim"], &[]), 0);
    assert_eq!(
        (&passed["outcome"], &passed["fence"]),
        (&json!("won"), &json!(2))
    );

    call("eva", of(&["conversations", "reopen"], &[]), 0);
    call("eva", of(&["escalations", "resolve"], &[]), 0);
    let reopened = call("ana", of(&["conversations", "reopen"], &[]), 0);
    assert_eq!(
        (&reopened["outcome"], &reopened["fence"]),
        (&json!("won"), &json!(3))
    );
}

#[test]
fn targets_are_set_listed_and_refused() {
    let demo = Demo::start(&[]);
    let set = [
        "sla",
        "set",
        "*",
        "urgent=5m/10m/4h",
        "any=30m/1h/1d",
        "--hours",
        "mon-fri 09:00-18:00",
    ];
    assert_eq!(demo.json("ana", &set).ending(0)["outcome"], "done");
    assert_eq!(demo.json("ana", &set).ending(0)["outcome"], "already");
    let wrong = ["sla", "set", "*", "urgent=soon"];
    assert_eq!(demo.json("ana", &wrong).ending(2)["outcome"], "invalid");
    let list = demo.json("eva", &["sla", "list"]).ending(0);
    let targets = &list["items"][0]["targets"];
    assert_eq!(targets["urgent"], "5m/10m/4h");
    assert_eq!(targets["hours"], "mon,tue,wed,thu,fri 09:00-18:00");
}
