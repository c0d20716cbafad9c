//! Metrics without a screen: every gauge of the systems with its points, what fails first, page by page.

use crate::process::Demo;
use serde_json::Value;

fn of<'a>(items: &'a [Value], subject: &str, metric: &str) -> &'a Value {
    let is_it = |one: &&Value| one["subject"] == subject && one["metric"] == metric;
    items.iter().find(is_it).unwrap()
}

#[test]
fn what_the_tables_tell_has_points_and_what_nobody_does_has_none() {
    let demo = Demo::start(&[]);
    let args = [
        "metrics",
        "list",
        "--platform",
        "notification",
        "--range",
        "24h",
    ];
    let args = [args.as_slice(), &["--limit", "500"]].concat();
    let list = demo.json("ana", &args).ending(0);
    let items = list["items"].as_array().unwrap();
    let queue = "notification-agent-delivery-queue-prod";
    let depth = of(items, queue, "ApproximateNumberOfMessagesVisible");
    assert_eq!(depth["period_seconds"], 900);
    assert!(depth["value"].as_f64().unwrap() > 0.0, "{depth}");
    assert!(
        depth["age_seconds"].as_i64().unwrap() >= 900,
        "its period is over"
    );
    assert_eq!(depth["points"].as_array().unwrap().len(), 97);
    // No API runs in the demo: that is not zero.
    let api = of(items, "notification-agent-api-prod", "5XXError");
    assert!(api["value"].is_null() && api["points"].as_array().unwrap().is_empty());
    // What has data stands before what has none.
    let has = |one: &Value| !one["points"].as_array().unwrap().is_empty();
    assert!(items.is_sorted_by_key(|one| !has(one)));
}

#[test]
fn a_page_goes_on_where_the_last_one_ended_and_an_unknown_range_is_refused() {
    let demo = Demo::start(&[]);
    let all = [
        "metrics",
        "list",
        "--platform",
        "alquimista",
        "--limit",
        "9",
    ];
    let all = demo.json("ana", &all).ending(0);
    let first = [
        "metrics",
        "list",
        "--platform",
        "alquimista",
        "--limit",
        "4",
    ];
    let first = demo.json("ana", &first).ending(0);
    let after = first["next"].as_str().unwrap();
    let second = [
        "metrics",
        "list",
        "--platform",
        "alquimista",
        "--limit",
        "5",
    ];
    let second = [second.as_slice(), &["--after", after]].concat();
    let second = demo.json("ana", &second).ending(0);
    assert_eq!(second["items"][0]["subject"], all["items"][4]["subject"]);
    assert_eq!(second["items"][0]["metric"], all["items"][4]["metric"]);
    let odd = demo.by("ana", &["metrics", "list", "--range", "2h"]);
    assert_eq!(odd.code, 2, "{odd:?}");
    assert!(odd.err.contains("15m"), "{odd:?}");
}
