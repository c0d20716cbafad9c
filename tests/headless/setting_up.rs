//! `init`: what it says before it creates anything, and what it creates.

use crate::process::Demo;

/// How the queue is read, as `doctor` says.
fn queue_plan(demo: &Demo) -> String {
    let doctor = demo.json("ana", &["doctor"]).value();
    let systems = doctor["systems"].as_array().unwrap();
    let marketplace = systems.iter().find(|one| one["platform"] == "marketplace");
    let plans = marketplace.unwrap()["plans"].as_array().unwrap();
    let queue = plans.iter().find(|plan| plan["list"] == "queue");
    queue.unwrap().to_string()
}

#[test]
fn the_index_is_described_with_its_cost_before_it_is_added_and_used_after() {
    let demo = Demo::start(&[]);
    let before = queue_plan(&demo);
    let asked = demo.by("ana", &["init", "--index"]);
    assert_eq!(asked.code, 2, "{asked:?}");
    for word in [
        "status-escalationTime-index",
        "dollars",
        "looked at",
        "refuses",
        "lower case",
    ] {
        assert!(asked.err.contains(word), "{word}: {asked:?}");
    }
    assert_eq!(queue_plan(&demo), before, "nothing was added");
    let added = demo.json("ana", &["init", "--index", "--yes"]).ending(0);
    assert_eq!(
        (&added["outcome"], &added["changed"]),
        (&"done".into(), &true.into())
    );
    assert_ne!(queue_plan(&demo), before);
    let again = demo.json("ana", &["init", "--index", "--yes"]).ending(0);
    assert_eq!(again["outcome"], "already");
    let list = demo
        .json("ana", &["escalations", "list", "--limit", "500"])
        .ending(0);
    assert!(list["items"].as_array().unwrap().len() > 30);
}

#[test]
fn items_that_the_table_would_refuse_are_counted_and_named() {
    let demo = Demo::start(&["--seed", "hostile"]);
    let asked = demo.by("ana", &["init", "--index"]);
    assert!(asked.err.contains("REFUSED"), "{asked:?}");
    let read_only = demo.by("ana", &["init", "--index", "--yes", "--readonly"]);
    assert_eq!(read_only.code, 4, "{read_only:?}");
}
