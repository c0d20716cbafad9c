//! Agents on and off.

use crate::TENANT;
use crate::process::{Act, Demo, proxy, run};
use serde_json::Value;

const REASON: [&str; 2] = ["--reason", "mantenimiento nocturno"];

fn turn(demo: &Demo, operator: &str, how: &str, agent: &str) -> crate::process::Said {
    let args = ["agents", how, agent, "--tenant", TENANT];
    demo.json(operator, &[&args[..], &REASON].concat())
}

fn status(demo: &Demo, tenant: &str) -> Value {
    let list = demo
        .json("eva", &["tenants", "list", "--limit", "50"])
        .ending(0);
    let items = list["items"].as_array().unwrap();
    let found = items.iter().find(|item| item["id"] == tenant).unwrap();
    found["status"].clone()
}

#[test]
fn the_bot_of_a_tenant_goes_off_and_comes_back_with_its_word() {
    let demo = Demo::start(&[]);
    let trial = "demo-tenant-002";
    assert_eq!(status(&demo, trial), "trial");
    let off = ["agents", "disable", "bot", "--tenant", trial];
    let off = demo.json("ana", &[&off[..], &REASON].concat()).ending(0);
    assert_eq!(off["outcome"], "done");
    assert_eq!(off["changed"], true);
    assert_eq!(off["switch"]["switch"], "off");
    assert_eq!(off["switch"]["by"], "ana");
    assert_eq!(off["switch"]["reason"], REASON[1]);
    assert_eq!(status(&demo, trial), "suspended");
    let on = ["agents", "enable", "bot", "--tenant", trial];
    demo.json("ana", &[&on[..], &REASON].concat()).ending(0);
    assert_eq!(status(&demo, trial), "trial");
    let trail = demo
        .json("eva", &["audit", "list", "--tenant", trial])
        .ending(0);
    let (on, off) = (&trail["items"][0], &trail["items"][1]);
    assert_eq!(
        (&on["action"], &on["after"]),
        (&"agent.on".into(), &"trial".into())
    );
    assert_eq!(
        (&off["action"], &off["before"]),
        (&"agent.off".into(), &"trial".into())
    );
    assert_eq!(off["reason"], REASON[1]);
    assert_eq!(off["actor"], "demo:ana");
}

#[test]
fn already_so_is_told_with_since_and_by_whom_and_is_no_error() {
    let demo = Demo::start(&[]);
    turn(&demo, "ana", "disable", "bot").ending(0);
    let already = turn(&demo, "eva", "disable", "bot").ending(0);
    assert_eq!(already["outcome"], "already");
    assert_eq!(already["changed"], false);
    assert_eq!(already["switch"]["by"], "ana");
    let args = ["agents", "disable", "bot", "--tenant", TENANT];
    let told = demo.by("eva", &[&args[..], &REASON].concat());
    assert!(
        told.out.contains("already off") && told.out.contains("by ana"),
        "{told:?}"
    );
}

#[test]
fn an_agent_of_the_catalogue_is_found_by_identity_and_by_short_name() {
    let demo = Demo::start(&[]);
    let list = demo
        .json("ana", &["agents", "list", "--tenant", TENANT])
        .ending(0);
    let items = list["items"].as_array().unwrap();
    let found = items
        .iter()
        .find(|item| item["platform"] == "alquimista" && item["switch"] == "on")
        .unwrap();
    let id = found["id"].as_str().unwrap();
    let off = turn(&demo, "ana", "disable", id).ending(0);
    assert_eq!(off["switch"]["switch"], "off");
    assert_eq!(off["switch"]["id"], id);
    let seed = include_str!("../../seeds/plaza-agents.toml");
    let agents: toml::Table = seed.parse().unwrap();
    let agents = agents["agents"].as_array().unwrap();
    let agent = agents
        .iter()
        .find(|agent| agent["id"].as_str() == Some(id))
        .unwrap();
    let slug = ["slug", "name"]
        .iter()
        .find_map(|name| agent.get(name).and_then(toml::Value::as_str))
        .unwrap();
    let on = turn(&demo, "ana", "enable", slug).ending(0);
    assert_eq!(on["switch"]["switch"], "on");
}

#[test]
fn a_short_reason_and_unknown_names_are_refused() {
    let demo = Demo::start(&[]);
    let short = [
        "agents", "disable", "bot", "--tenant", TENANT, "--reason", "corto",
    ];
    let said = demo.json("ana", &short);
    assert_eq!(said.ending(2)["outcome"], "invalid");
    assert!(said.err.contains("8 characters"), "{said:?}");
    assert_eq!(
        turn(&demo, "ana", "disable", "nadie").ending(9)["outcome"],
        "not_found"
    );
    let nobody = ["agents", "disable", "bot", "--tenant", "nadie"];
    let said = demo.json("ana", &[&nobody[..], &REASON].concat());
    assert_eq!(said.ending(9)["outcome"], "not_found");
    let without = ["agents", "disable", "bot", "--tenant", TENANT];
    assert_eq!(demo.json("ana", &without).ending(2)["outcome"], "invalid");
}

#[test]
fn a_switch_that_somebody_turned_meanwhile_is_left_alone() {
    let demo = Demo::start(&[]);
    let (direct, home) = (demo.endpoint.clone(), demo.state().to_owned());
    let mut reads = 0;
    // The verb looks at the tenant, then at its switch, then at the switch again before it writes.
    let between = proxy(&demo.endpoint, move |seen| {
        let of_tenant = seen.body.contains("ai-marketplace-tenants-platform");
        if seen.operation == "GetItem" && of_tenant {
            reads += 1;
            if reads == 3 {
                for how in ["disable", "enable"] {
                    let args = [
                        "--endpoint",
                        &direct,
                        "--operator",
                        "eva",
                        "agents",
                        how,
                        "bot",
                    ];
                    let args = [&args[..], &["--tenant", TENANT], &REASON].concat();
                    assert_eq!(run(&home, &args, "").code, 0);
                }
            }
        }
        Act::Forward
    });
    let args = ["agents", "disable", "bot", "--tenant", TENANT, "--json"];
    let said = demo.through(&between, "ana", &[&args[..], &REASON].concat());
    let changed = said.ending(8);
    assert_eq!(changed["outcome"], "changed");
    assert_eq!(changed["switch"]["switch"], "on");
    assert!(said.err.contains("Nothing was written"), "{said:?}");
    assert_eq!(status(&demo, TENANT), "active");
}
