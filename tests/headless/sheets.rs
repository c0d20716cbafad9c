//! Sheets without a screen: their frame, their pages, what belongs to an entry, and deeds that are asked first.

use crate::process::Demo;
use serde_json::Value;
use std::collections::BTreeSet;

const OF_TENANT: [&str; 5] = ["sheet", "diatonic", "executions", "--tenant", "dev-tenant"];

fn page(demo: &Demo, args: &[&str]) -> Value {
    demo.json("ana", args).ending(0)
}

fn items(page: &Value) -> &Vec<Value> {
    page["items"].as_array().unwrap()
}

#[test]
fn a_sheet_has_the_frame_of_lists_and_cells_under_their_headings() {
    let demo = Demo::to_read(&[]);
    let all = page(&demo, &OF_TENANT);
    assert!(all["consumed_read_units"].as_f64().unwrap() > 0.0);
    assert!(items(&all).len() > 5);
    for item in items(&all) {
        assert_eq!(item["platform"], "diatonic");
        assert_eq!(item["tenant"], "dev-tenant");
        assert!(item["id"].is_string() && item["tone"].is_string());
        assert!(item["cells"]["status"].is_string(), "{item}");
        assert!(item["attributes"].is_object());
        assert!(item["deeds"].as_array().unwrap().is_empty());
    }
    let shown = demo.by("ana", &OF_TENANT).out;
    assert!(
        shown.contains("EXECUTION") && shown.contains("STATUS"),
        "{shown}"
    );
}

#[test]
fn people_read_a_sheet_in_their_language_and_scripts_in_its_own() {
    let demo = Demo::to_read(&[]);
    let templates = ["sheet", "diatonic", "templates", "--lang", "es"];
    let shown = demo.by("ana", &templates);
    for word in ["PLANTILLA", "CATEGORÍA", "  sí  "] {
        assert!(shown.out.contains(word), "{word}: {}", shown.out);
    }
    assert!(!shown.out.contains("  yes  "), "{}", shown.out);
    let all = page(&demo, &templates);
    assert_eq!(items(&all)[0]["cells"]["public"], "yes");
    let said = all["remarks"][0]["text"].as_str().unwrap();
    assert!(said.starts_with("Solo plantillas públicas"), "{said}");
    let commands = ["sheet", "alquimista", "commands", "--lang", "pt"];
    let shown = demo.by("ana", &commands);
    assert!(shown.out.contains("  travado  "), "{}", shown.out);
    let all = page(&demo, &commands);
    let stuck = |item: &Value| item["cells"]["status"] == "stuck";
    assert!(items(&all).iter().any(stuck), "{all}");
}

#[test]
fn its_pages_follow_each_other_within_and_behind_those_of_the_system() {
    let demo = Demo::to_read(&[]);
    let all = page(&demo, &OF_TENANT);
    let mut found = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let mut args = [&OF_TENANT[..], &["--limit", "3"]].concat();
        if let Some(after) = &after {
            args.extend(["--after", after]);
        }
        let part = page(&demo, &args);
        assert!(items(&part).len() <= 3);
        found.extend(items(&part).iter().map(|item| item["id"].clone()));
        match part["next"].as_str() {
            Some(next) => after = Some(next.to_owned()),
            None => break,
        }
    }
    let ids: Vec<Value> = items(&all).iter().map(|item| item["id"].clone()).collect();
    assert_eq!(found, ids);
    let first = page(&demo, &[&OF_TENANT[..], &["--limit", "1"]].concat());
    let next = first["next"].as_str().unwrap();
    let of_all = ["sheet", "diatonic", "executions", "--after", next];
    demo.json("ana", &of_all).ending(2);
}

#[test]
fn a_condition_is_asked_of_the_table_and_an_odd_one_is_refused() {
    let demo = Demo::to_read(&[]);
    let system = ["sheet", "diatonic", "executions"];
    let failed = page(
        &demo,
        &[&system[..], &["--where", "status=failed"]].concat(),
    );
    let words: BTreeSet<&str> = items(&failed)
        .iter()
        .map(|item| item["cells"]["status"].as_str().unwrap())
        .collect();
    assert_eq!(words, BTreeSet::from(["failed"]));
    assert!(!failed["remarks"].as_array().unwrap().is_empty());
    for odd in [
        &["sheet", "diatonic", "executions", "--where", "color=red"][..],
        &["sheet", "diatonic", "products"],
        &["sheet", "marketplace", "nodes"],
        &["sheet", "diatonic", "executions", "--where", "nothing"],
        &["sheet", "diatonic", "nodes", "--agent", "template/T1"],
        &["sheet", "diatonic", "nothing"],
    ] {
        demo.json("ana", odd).ending(2);
    }
}

#[test]
fn an_agents_sheet_and_an_entrys_sheet_are_named_by_their_keys() {
    let demo = Demo::to_read(&[]);
    let runs = ["sheet", "diatonic", "runs", "--tenant", "dev-tenant"];
    let runs = page(&demo, &runs);
    let with_logs = items(&runs)
        .iter()
        .find(|item| item["sheets"][0] == "logs")
        .unwrap();
    let of = format!("runs:{}", with_logs["id"].as_str().unwrap());
    let logs = [
        "sheet",
        "diatonic",
        "logs",
        "--tenant",
        "dev-tenant",
        "--of",
        &of,
    ];
    page(&demo, &logs);
    let templates = ["sheet", "diatonic", "templates", "--tenant", "dev-tenant"];
    let templates = page(&demo, &templates);
    let agent = format!("template/{}", items(&templates)[0]["id"].as_str().unwrap());
    let nodes = [
        "sheet",
        "diatonic",
        "nodes",
        "--tenant",
        "dev-tenant",
        "--agent",
        &agent,
    ];
    assert!(
        !page(&demo, &nodes)["remarks"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_command_is_not_issued_where_nobody_can_be_asked() {
    let demo = Demo::start(&[]);
    let issue = [
        "commands",
        "issue",
        "HEALTH_CHECK",
        "--reason",
        "revisión del día",
    ];
    let answer = demo.json("ana", &issue).ending(2);
    assert_eq!(answer["changed"], false);
    let readonly = [&issue[..], &["--yes", "--readonly"]].concat();
    demo.json("ana", &readonly).ending(4);
    let odd = [
        "commands",
        "issue",
        "DROP_TABLES",
        "--reason",
        "revisión del día",
    ];
    demo.json("ana", &odd).ending(2);
}

#[test]
fn a_product_of_nobody_is_not_there() {
    let demo = Demo::to_read(&[]);
    let sold = [
        "products",
        "sold",
        "tenant-of-nobody",
        "p1",
        "--reason",
        "vendido en la tienda",
    ];
    let answer = demo.json("ana", &sold).ending(9);
    assert_eq!(answer["changed"], false);
}
