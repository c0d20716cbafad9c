//! What waits in the systems without conversations, and what is decided about it.

use crate::process::Demo;
use serde_json::Value;

const REASON: [&str; 2] = ["--reason", "nadie lo atiende ya"];

fn list(demo: &Demo, args: &[&str]) -> Vec<Value> {
    let all = [&["work", "list", "--limit", "100"][..], args].concat();
    let list = demo.json("ana", &all).ending(0);
    list["items"].as_array().unwrap().clone()
}

fn text<'a>(item: &'a Value, name: &str) -> &'a str {
    item[name].as_str().unwrap()
}

#[test]
fn what_waits_is_listed_over_all_systems_in_the_order_of_taking() {
    let demo = Demo::to_read(&[]);
    let items = list(&demo, &[]);
    for system in ["diatonic", "notification"] {
        assert!(
            items.iter().any(|item| item["platform"] == system),
            "{system}"
        );
    }
    let places = ["urgent", "high", "medium", "low"];
    let order: Vec<_> = items
        .iter()
        .map(|item| {
            let priority = item["priority"].as_str().unwrap_or_default();
            places
                .iter()
                .position(|place| *place == priority)
                .unwrap_or(9)
        })
        .collect();
    assert!(order.is_sorted(), "{order:?}");
    for item in &items {
        let shown = item
            .as_object()
            .unwrap()
            .iter()
            .filter(|(name, _)| *name != "id");
        for (name, value) in shown {
            let plain = value.to_string();
            let address = plain
                .split('"')
                .any(|word| word.contains('@') && !word.contains('•'));
            assert!(!address, "{name}: {plain}");
        }
    }
}

#[test]
fn a_list_of_one_kind_goes_on_behind_its_last_row() {
    let demo = Demo::to_read(&[]);
    let all = list(&demo, &["--kind", "run_failed"]);
    assert!(all.len() > 1 && all.iter().all(|item| item["kind"] == "run_failed"));
    let one = ["work", "list", "--kind", "run_failed", "--limit", "1"];
    let first = demo.json("ana", &one).ending(0);
    let next = first["next"].as_str().unwrap();
    let second = demo
        .json("ana", &[&one[..], &["--after", next]].concat())
        .ending(0);
    assert_eq!(first["items"][0]["id"], all[0]["id"]);
    assert_eq!(second["items"][0]["id"], all[1]["id"]);
}

#[test]
fn an_open_run_is_cancelled_once_and_the_trail_says_so() {
    let demo = Demo::start(&[]);
    let items = list(&demo, &[]);
    let run = items
        .iter()
        .find(|item| {
            item["decisions"]
                .as_array()
                .unwrap()
                .contains(&"cancel".into())
        })
        .unwrap();
    let key = ["platform", "kind", "tenant", "id"].map(|name| text(run, name));
    let cancel = [&["work", "cancel"][..], &key, &REASON].concat();
    let done = demo.json("ana", &cancel).ending(0);
    assert_eq!(
        (&done["outcome"], &done["changed"]),
        (&"done".into(), &true.into())
    );
    let again = demo.json("eva", &cancel).ending(0);
    assert_eq!(
        (&again["outcome"], &again["changed"]),
        (&"already".into(), &false.into())
    );
    assert!(list(&demo, &[]).iter().all(|item| item["id"] != run["id"]));
    let trail = demo
        .json("eva", &["audit", "list", "--tenant", text(run, "tenant")])
        .ending(0);
    let actions: Vec<_> = (0..3)
        .map(|at| text(&trail["items"][at], "action"))
        .collect();
    assert_eq!(
        actions,
        ["work.asked", "work.cancelled", "work.asked"],
        "the second one asked too, and changed nothing"
    );
    assert_eq!(trail["items"][1]["reason"], REASON[1]);
}

#[test]
fn what_makes_no_sense_changes_nothing() {
    let demo = Demo::start(&[]);
    let items = list(&demo, &["--kind", "run_failed"]);
    let key = ["platform", "kind", "tenant", "id"].map(|name| text(&items[0], name));
    let cancel = [&["work", "cancel"][..], &key, &REASON].concat();
    demo.json("ana", &cancel).ending(2);
    let nothing = [
        "work",
        "cancel",
        "diatonic",
        "run_overdue",
        "nobody",
        "no#ne",
    ];
    demo.json("ana", &[&nothing[..], &REASON].concat())
        .ending(9);
    let readonly = [&["--readonly"][..], &cancel].concat();
    demo.json("ana", &readonly).ending(4);
    let odd = [&["work", "cancel", "mainframe"][..], &key[1..], &REASON].concat();
    demo.json("ana", &odd).ending(2);
}
