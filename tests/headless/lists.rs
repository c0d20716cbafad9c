//! Shapes of lists, their order, and their pages.

use crate::process::Demo;
use crate::{TENANT, waiting};
use serde_json::Value;
use std::collections::BTreeSet;

const LISTS: [&[&str]; 6] = [
    &["tenants", "list"],
    &["conversations", "list"],
    &["escalations", "list"],
    &["agents", "list"],
    &["usage", "list"],
    &["audit", "list", "--tenant", TENANT],
];

fn names(value: &Value) -> BTreeSet<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

fn key(item: &Value) -> (String, String, String) {
    let of = |name: &str| item[name].as_str().unwrap().to_owned();
    (of("platform"), of("tenant"), of("id"))
}

/// All items of a list, page by page.
fn walk(demo: &Demo, list: &[&str], limit: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let mut args = [list, &["--limit", limit]].concat();
        if let Some(after) = &after {
            args.extend(["--after", after]);
        }
        let page = demo.json("ana", &args).ending(0);
        let found = page["items"].as_array().unwrap();
        assert!(found.len() <= limit.parse().unwrap());
        items.extend(found.iter().cloned());
        match page["next"].as_str() {
            Some(next) => after = Some(next.to_owned()),
            None => return items,
        }
    }
}

#[test]
fn every_list_has_the_same_frame_and_the_columns_of_its_pane() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    demo.by("ana", &["escalations", "claim", TENANT, &id]);
    let columns: [&[&str]; 6] = [
        &[
            "name",
            "status",
            "plan",
            "bot",
            "open",
            "waiting",
            "used",
            "limit",
            "last_activity",
        ],
        &[
            "customer",
            "phone",
            "state",
            "status",
            "last_message",
            "last_activity",
            "holder",
        ],
        &["kind", "priority", "since", "reason", "status", "holder"],
        &["agent", "switch", "since", "by", "reason"],
        &["month", "messages", "limit", "used_percent", "days"],
        &[
            "at", "action", "target", "actor", "before", "after", "reason", "fence",
        ],
    ];
    for (list, columns) in LISTS.into_iter().zip(columns) {
        let page = demo
            .json("ana", &[list, &["--limit", "3"]].concat())
            .ending(0);
        let frame = BTreeSet::from(["items", "as_of", "consumed_read_units", "next"]);
        assert_eq!(names(&page), frame, "{list:?}");
        assert!(
            page["consumed_read_units"].as_f64().unwrap() > 0.0,
            "{list:?}"
        );
        let as_of = page["as_of"].as_str().unwrap();
        assert!(as_of.parse::<jiff::Timestamp>().is_ok(), "{as_of}");
        let items = page["items"].as_array().unwrap();
        assert!(!items.is_empty(), "{list:?}");
        for item in items {
            let names = names(item);
            for column in ["platform", "tenant", "id"].iter().chain(columns) {
                assert!(names.contains(column), "{list:?} lacks {column}");
            }
        }
    }
}

#[test]
fn pages_yield_every_item_once_in_the_order_of_the_whole() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    demo.by("ana", &["escalations", "claim", TENANT, &id]);
    for list in LISTS {
        let whole: Vec<_> = walk(&demo, list, "1000").iter().map(key).collect();
        let unique: BTreeSet<_> = whole.iter().cloned().collect();
        assert_eq!(unique.len(), whole.len(), "{list:?} repeats an item");
        let limit = if whole.len() < 20 { "2" } else { "9" };
        let paged: Vec<_> = walk(&demo, list, limit).iter().map(key).collect();
        assert_eq!(paged, whole, "{list:?} in pages of {limit}");
    }
}

#[test]
fn odd_conversations_come_once_however_small_the_page() {
    let demo = Demo::to_read(&["--seed", "hostile"]);
    let list = ["conversations", "list"];
    let whole: Vec<_> = walk(&demo, &list, "1000").iter().map(key).collect();
    let unique: BTreeSet<_> = whole.iter().cloned().collect();
    assert_eq!(unique.len(), whole.len());
    for limit in ["2", "5"] {
        let paged: Vec<_> = walk(&demo, &list, limit).iter().map(key).collect();
        assert_eq!(paged, whole, "in pages of {limit}");
    }
}

#[test]
fn the_queue_has_all_who_wait_in_the_order_of_taking_and_the_held_at_its_end() {
    let demo = Demo::start(&[]);
    let all = walk(&demo, &["escalations", "list"], "50");
    assert_eq!(all.len(), 41);
    let rank = |item: &Value| {
        let order = ["urgent", "high", "medium", "low"];
        let place = order.iter().position(|word| item["priority"] == *word);
        (
            place.unwrap_or(9),
            item["since"].as_str().unwrap_or("~").to_owned(),
        )
    };
    assert!(all.is_sorted_by_key(rank));
    assert!(all.iter().all(|item| item["kind"] == "human_handoff"));
    let first = all[0].clone();
    let (tenant, id) = (
        first["tenant"].as_str().unwrap(),
        first["id"].as_str().unwrap(),
    );
    demo.by("ana", &["escalations", "claim", tenant, id]);

    let after = walk(&demo, &["escalations", "list"], "50");
    assert_eq!(after.len(), 41);
    let last = after.last().unwrap();
    assert_eq!(key(last), key(&first));
    assert_eq!(
        BTreeSet::from(["operator", "console", "fence", "since"]),
        names(&last["holder"])
    );
    assert_eq!(last["holder"]["operator"], "ana");
    assert_eq!(last["holder"]["fence"], 1);
    assert!(after[..40].iter().all(|item| item["holder"].is_null()));
}

#[test]
fn with_the_index_the_queue_costs_less_and_a_sweep_finds_the_rest() {
    let demo = Demo::start(&["--index"]);
    let indexed = demo.json("ana", &["escalations", "list"]).ending(0);
    let swept = demo
        .json("ana", &["escalations", "list", "--sweep"])
        .ending(0);
    assert_eq!(swept["items"].as_array().unwrap().len(), 41);
    let indexed_items = indexed["items"].as_array().unwrap();
    assert_eq!(indexed_items.len(), 38, "three are marked in lower case");
    assert!(
        indexed_items
            .iter()
            .all(|item| item["status"] != "escalated")
    );
    let told = demo.by("ana", &["escalations", "list"]);
    assert!(told.err.contains("--sweep"), "{told:?}");
}

#[test]
fn a_conversation_of_two_items_is_listed_once_and_whole() {
    let demo = Demo::to_read(&[]);
    let list = walk(&demo, &["conversations", "list"], "20");
    let escalated = list
        .iter()
        .filter(|item| item["state"] == "waiting" && item["last_message"].is_string());
    assert!(escalated.count() > 20, "the halves come together");
    let count = |name: &str| list.iter().filter(|item| item["storage"] == name).count();
    assert!(count("last_message_only") >= 12);
    assert!(count("no_transcript") >= 8);
}

#[test]
fn a_list_can_be_narrowed_to_a_tenant() {
    let demo = Demo::to_read(&[]);
    for list in [&LISTS[1], &LISTS[2], &LISTS[3], &LISTS[4]] {
        let items = walk(&demo, &[list, &["--tenant", TENANT][..]].concat(), "50");
        assert!(!items.is_empty());
        assert!(
            items.iter().all(|item| item["tenant"] == TENANT),
            "{list:?}"
        );
    }
}

#[test]
fn a_cursor_of_another_list_is_refused_as_usage() {
    let demo = Demo::to_read(&[]);
    let page = demo
        .json("ana", &["tenants", "list", "--limit", "1"])
        .ending(0);
    let next = page["next"].as_str().unwrap();
    for args in [
        ["agents", "list", "--after", next],
        ["tenants", "list", "--after", "nonsense"],
        ["audit", "list", "--after", next],
    ] {
        let args = match args[0] {
            "audit" => [&args[..], &["--tenant", TENANT]].concat(),
            _ => args.to_vec(),
        };
        let said = demo.json("ana", &args);
        assert_eq!(said.ending(2)["outcome"], "invalid");
        assert!(said.err.contains("next"), "{said:?}");
    }
}
