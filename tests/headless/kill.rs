//! The kill switch without a screen: counted, confirmed by the word, taken back, and brought back at its time.

use crate::TENANT;
use crate::process::{Act, Demo, proxy};
use serde_json::Value;

const REASON: [&str; 2] = ["--reason", "responde precios viejos"];

fn off(demo: &Demo, operator: &str, more: &[&str]) -> crate::process::Said {
    let args = [&["agent", "off", "bot"], &REASON[..], more].concat();
    demo.json(operator, &args)
}

fn words(demo: &Demo) -> Vec<(String, String)> {
    let list = demo
        .json("eva", &["tenants", "list", "--limit", "50"])
        .ending(0);
    let items = list["items"].as_array().unwrap().iter();
    let of = items.filter(|item| item["platform"] == "marketplace");
    of.map(|item| {
        let text = |name: &str| item[name].as_str().unwrap().to_owned();
        (text("id"), text("status"))
    })
    .collect()
}

fn is_on(word: &str) -> bool {
    matches!(word, "active" | "trial")
}

#[test]
fn without_the_word_it_only_says_whom_it_touches() {
    let demo = Demo::start(&[]);
    let before = words(&demo);
    let said = off(&demo, "ana", &["--tenant", TENANT]);
    let value = said.ending(2);
    assert_eq!(value["outcome"], "invalid");
    assert_eq!(value["changed"], false);
    let preview = &value["preview"];
    assert_eq!(preview["confirm"], "bot");
    assert_eq!(preview["tenants"][0]["stands"], "turns");
    let figures = preview["figures"].as_array().unwrap();
    assert_eq!(figures.len(), 4);
    for figure in figures {
        assert!(
            figure["count"].is_u64() && figure["at"].is_string(),
            "{figure}"
        );
        assert_eq!(figure["source"], "conversations");
    }
    assert!(said.err.contains("--confirm 'bot'"), "{said:?}");
    let other = off(&demo, "ana", &["--tenant", TENANT, "--confirm", "Bot"]);
    assert_eq!(other.ending(2)["changed"], false);
    assert_eq!(words(&demo), before);
}

#[test]
fn one_tenant_goes_off_until_its_time_and_the_second_time_nothing_changes() {
    let demo = Demo::start(&[]);
    let args = ["--tenant", TENANT, "--until", "2h", "--confirm", "bot"];
    let done = off(&demo, "ana", &args).ending(0);
    assert_eq!(
        (&done["outcome"], &done["changed"]),
        (&"done".into(), &true.into())
    );
    assert!(done["until"].is_string() && done["effective_by"].is_string());
    let again = off(&demo, "eva", &args).ending(0);
    assert_eq!(again["outcome"], "already");
    assert_eq!(again["changed"], false);
    assert_eq!(again["switch"]["by"], "ana");
    let list = demo.json("eva", &["op", "list"]).ending(0);
    assert_eq!(list["still_off"].as_array().unwrap().len(), 1, "{list}");
    assert_eq!(list["still_off"][0]["due"], done["until"]);
    // Nothing is due yet.
    let tick = demo.json("eva", &["tick"]).ending(0);
    assert_eq!(tick.get("ticked"), None, "{tick}");
    let odd = ["--tenant", TENANT, "--until", "never", "--confirm", "bot"];
    assert_eq!(off(&demo, "ana", &odd).ending(2)["outcome"], "invalid");
}

#[test]
fn all_tenants_go_off_and_each_comes_back_with_its_own_word() {
    let demo = Demo::start(&[]);
    let before = words(&demo);
    let done = off(&demo, "ana", &["--all-tenants", "--confirm", "bot"]).ending(0);
    assert_eq!(done["operation"]["phase"], "done", "{done}");
    let on = before.iter().filter(|(_, word)| is_on(word)).count();
    assert_eq!(done["operation"]["done"], on);
    assert!(words(&demo).iter().all(|(_, word)| !is_on(word)));
    let id = done["operation"]["id"].as_str().unwrap();
    let shown = demo.json("eva", &["op", "show", id]).ending(0);
    assert_eq!(shown["rows"].as_array().unwrap().len(), before.len());
    let named = format!("OP-{id}");
    let back = demo.json("eva", &["op", "rollback", &named]).ending(0);
    assert_eq!(back["operation"]["phase"], "rolled_back");
    assert_eq!(words(&demo), before);
    let list = demo.json("eva", &["op", "list"]).ending(0);
    assert_eq!(list["still_off"].as_array().unwrap().len(), 0, "{list}");
    let again = demo.json("eva", &["op", "resume", id]);
    assert_eq!(again.ending(8)["outcome"], "changed");
    assert_eq!(
        demo.json("eva", &["op", "show", "OP-NONE"]).ending(9)["outcome"],
        "not_found"
    );
}

#[test]
fn a_figure_that_cannot_be_read_makes_the_word_longer() {
    let demo = Demo::start(&[]);
    let before = words(&demo);
    let endpoint = proxy(&demo.endpoint, |seen| {
        let talks = seen.body.contains("ai-marketplace-conversations-platform");
        match seen.operation == "Query" && talks {
            true => Act::Fail("AccessDeniedException"),
            false => Act::Forward,
        }
    });
    let args = ["agent", "off", "bot", "--tenant", TENANT, "--json"];
    let short = [&args[..], &REASON, &["--confirm", "bot"]].concat();
    let said = demo.through(&endpoint, "ana", &short);
    let value: Value = said.ending(2);
    assert_eq!(value["preview"]["figures"][0]["count"], Value::Null);
    assert_eq!(value["preview"]["confirm"], "bot NO DATA");
    assert!(said.err.contains("could not be read"), "{said:?}");
    assert_eq!(words(&demo), before);
    let whole = [&args[..], &REASON, &["--confirm", "bot SIN DATOS"]].concat();
    assert_eq!(
        demo.through(&endpoint, "ana", &whole).ending(0)["changed"],
        true
    );
}

#[test]
fn roles_and_reasons_bar_it_before_anything_is_written() {
    let demo = Demo::start(&[]);
    let before = words(&demo);
    let all = ["agent", "off", "bot", "--all-tenants", "--confirm", "bot"];
    let operator = [&["--role", "operator"], &all[..], &REASON].concat();
    assert_eq!(demo.json("ana", &operator).ending(4)["outcome"], "denied");
    let support = [
        "--role",
        "support",
        "agent",
        "off",
        "bot",
        "--tenant",
        TENANT,
        "--confirm",
        "bot",
    ];
    assert_eq!(
        demo.json("ana", &[&support[..], &REASON].concat())
            .ending(4)["outcome"],
        "denied"
    );
    let short = [&all[..], &["--reason", "corto"]].concat();
    assert_eq!(demo.json("ana", &short).ending(2)["outcome"], "invalid");
    let nobody = [
        "agent",
        "off",
        "nadie",
        "--all-tenants",
        "--confirm",
        "nadie",
    ];
    assert_eq!(
        demo.json("ana", &[&nobody[..], &REASON].concat()).ending(9)["outcome"],
        "not_found"
    );
    assert_eq!(words(&demo), before);
}
