//! Profiles of the configuration file on demo backends: roles, tenants, several places, and what is refused.

use crate::process::{Act, Demo, Said, proxy, run};
use crate::{TENANT, waiting};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const REASON: [&str; 2] = ["--reason", "mantenimiento nocturno"];

/// A configuration file beside a demo.
struct Configured<'a> {
    demo: &'a Demo,
    file: PathBuf,
}

impl<'a> Configured<'a> {
    fn with(demo: &'a Demo, text: &str) -> Self {
        let file = demo.state().join("config.toml");
        std::fs::write(&file, text).unwrap();
        Self { demo, file }
    }

    fn by(&self, args: &[&str]) -> Said {
        let file = self.file.to_str().unwrap();
        let all = [&["--config", file, "--operator", "ana"][..], args].concat();
        run(self.demo.state(), &all, "")
    }

    fn json(&self, args: &[&str]) -> Said {
        self.by(&[args, &["--json"]].concat())
    }
}

/// A profile of the marketplace at an endpoint, with more lines.
fn marketplace(endpoint: &str, profile: &str, system: &str) -> String {
    format!(
        "[profiles.one]\n{profile}\nat = {{ endpoint = \"{endpoint}\" }}\n\n[profiles.one.marketplace]\n{system}\n"
    )
}

fn agents(turn: &str) -> Vec<&str> {
    [&["agents", turn, "bot", "--tenant", TENANT][..], &REASON].concat()
}

#[test]
fn a_profile_names_its_systems_and_no_others_are_read() {
    let demo = Demo::to_read(&[]);
    let configured = Configured::with(&demo, &marketplace(&demo.endpoint, "", ""));
    let tenants = configured.json(&["tenants", "list"]).ending(0);
    let items = tenants["items"].as_array().unwrap();
    assert!(items.len() > 3);
    assert!(items.iter().all(|item| item["platform"] == "marketplace"));
    let doctor = configured.json(&["doctor"]).value();
    let systems: Vec<_> = doctor["systems"].as_array().unwrap().iter().collect();
    assert_eq!(systems.len(), 2, "the marketplace and the control table");
}

#[test]
fn a_named_system_whose_tables_are_not_there_is_an_error_that_names_it() {
    let demo = Demo::start(&[]);
    let text = marketplace(
        &demo.endpoint,
        "",
        "tables = { conversations = \"elsewhere\" }",
    );
    let said = Configured::with(&demo, &text).by(&["tenants", "list"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("elsewhere"), "{said:?}");
    let text = marketplace(&demo.endpoint, "", "tables = { chats = \"x\" }");
    let said = Configured::with(&demo, &text).by(&["tenants", "list"]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(
        said.err.contains("chats") && said.err.contains("conversations"),
        "{said:?}"
    );
}

#[test]
fn what_a_role_may_not_do_ends_with_4_and_changes_nothing() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    let claim = ["escalations", "claim", TENANT, &id];
    let role = |role: &str| {
        let line = format!("role = \"{role}\"");
        let text = marketplace(&demo.endpoint, &line, "");
        Configured::with(&demo, &text)
    };
    let said = role("viewer").by(&claim);
    assert_eq!(said.code, 4, "{said:?}");
    assert!(said.err.contains("viewer"), "{said:?}");
    role("viewer").json(&["tenants", "list"]).ending(0);
    role("support").json(&claim).ending(0);
    let said = role("support").by(&agents("disable"));
    assert_eq!(said.code, 4, "{said:?}");
    assert!(said.err.contains("operator"), "{said:?}");
    role("operator").json(&agents("disable")).ending(0);
    let said = role("operator").by(&["init", "--yes"]);
    assert_eq!(said.code, 4, "{said:?}");
    // A flag can only take away.
    let said = role("operator").by(&[&agents("enable")[..], &["--role", "support"]].concat());
    assert_eq!(said.code, 4, "{said:?}");
    let said = role("support").by(&[&agents("enable")[..], &["--role", "admin"]].concat());
    assert_eq!(said.code, 4, "{said:?}");
}

#[test]
fn an_approval_takes_an_admin() {
    let demo = Demo::start(&[]);
    let list = demo
        .json("ana", &["work", "list", "--kind", "approval"])
        .ending(0);
    let one = &list["items"][0];
    let word = |name: &str| one[name].as_str().unwrap().to_owned();
    let (tenant, id) = (word("tenant"), word("id"));
    let approve = ["work", "approve", "alquimista", "approval", &tenant, &id];
    let approve = [&approve[..], &REASON, &["--role", "operator"]].concat();
    let said = demo.by("ana", &approve);
    assert_eq!(said.code, 4, "{said:?}");
    assert!(said.err.contains("admin"), "{said:?}");
}

#[test]
fn tenants_that_a_profile_is_not_for_are_refused_before_they_are_asked_for() {
    let demo = Demo::start(&[]);
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = asked.clone();
    let endpoint = proxy(&demo.endpoint, move |seen| {
        if seen.body.contains("demo-tenant-001") {
            counted.fetch_add(1, Ordering::SeqCst);
        }
        Act::Forward
    });
    let system = format!("tenants = [\"{TENANT}\", \"demo-tenant-002\"]");
    let configured = Configured::with(&demo, &marketplace(&endpoint, "", &system));
    let listed = configured.json(&["tenants", "list"]).ending(0);
    let ids: Vec<_> = listed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["id"])
        .collect();
    assert_eq!(ids.len(), 2, "{ids:?}");
    for list in ["conversations", "escalations", "agents", "usage"] {
        let all = configured.json(&[list, "list", "--limit", "500"]).ending(0);
        for item in all["items"].as_array().unwrap() {
            assert!(ids.contains(&&item["tenant"]), "{list}: {item}");
        }
        let said = configured.by(&[list, "list", "--tenant", "demo-tenant-001"]);
        assert_eq!(said.code, 4, "{list}: {said:?}");
    }
    let verbs = [
        &["audit", "list", "--tenant", "demo-tenant-001"][..],
        &["conversations", "show", "demo-tenant-001", "conv_1"],
        &["escalations", "claim", "demo-tenant-001", "conv_1"],
        &[
            "agents",
            "disable",
            "bot",
            "--tenant",
            "demo-tenant-001",
            "--reason",
            "de noche no",
        ],
    ];
    for verb in verbs {
        let said = configured.by(verb);
        assert_eq!(said.code, 4, "{verb:?}: {said:?}");
        assert!(said.err.contains("profile"), "{verb:?}: {said:?}");
    }
    assert_eq!(
        asked.load(Ordering::SeqCst),
        0,
        "nothing was asked of that tenant"
    );
}

#[test]
fn a_read_only_profile_changes_nothing() {
    let demo = Demo::start(&[]);
    let text = marketplace(&demo.endpoint, "read-only = true", "");
    let configured = Configured::with(&demo, &text);
    for verb in [&agents("disable")[..], &["init", "--yes"]] {
        let said = configured.by(verb);
        assert_eq!(said.code, 4, "{said:?}");
        assert!(said.err.contains("read-only"), "{said:?}");
    }
}

#[test]
fn systems_in_two_places_keep_what_is_ours_beside_them_and_the_trail_joins() {
    let (here, there) = (Demo::start(&[]), Demo::start(&[]));
    let text = format!(
        "[profiles.two]\nat = {{ endpoint = \"{}\" }}\n[profiles.two.marketplace]\n[profiles.two.diatonic]\nat = {{ endpoint = \"{}\" }}\n",
        here.endpoint, there.endpoint
    );
    let configured = Configured::with(&here, &text);
    configured.json(&agents("disable")).ending(0);
    let open = configured
        .json(&["work", "list", "--kind", "run_overdue"])
        .ending(0);
    let run = &open["items"][0];
    let word = |name: &str| run[name].as_str().unwrap().to_owned();
    let (tenant, id) = (word("tenant"), word("id"));
    let cancel = ["work", "cancel", "diatonic", "run_overdue", &tenant, &id];
    configured.json(&[&cancel[..], &REASON].concat()).ending(0);
    let trail = |demo: &Demo, tenant: &str| -> Vec<Value> {
        let list = demo.json("eva", &["audit", "list", "--tenant", tenant]);
        match list.code {
            0 => list.value()["items"].as_array().unwrap().clone(),
            _ => Vec::new(),
        }
    };
    assert_eq!(
        trail(&here, TENANT).len(),
        1,
        "the switch lies beside the marketplace"
    );
    assert!(trail(&there, TENANT).is_empty());
    assert_eq!(
        trail(&there, &tenant).len(),
        2,
        "asked and done, beside the runs"
    );
    assert!(trail(&here, &tenant).is_empty());
    for (tenant, entries) in [(TENANT, 1), (&tenant, 2)] {
        let joined = configured
            .json(&["audit", "list", "--tenant", tenant])
            .ending(0);
        assert_eq!(
            joined["items"].as_array().unwrap().len(),
            entries,
            "{tenant}"
        );
    }
}

#[test]
fn which_profile_is_meant_is_never_guessed() {
    let demo = Demo::to_read(&[]);
    let one = marketplace(&demo.endpoint, "", "");
    let text = format!("{one}\n{}", one.replace("profiles.one", "profiles.other"));
    let configured = Configured::with(&demo, &text);
    let said = configured.by(&["tenants", "list"]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("one|other"), "{said:?}");
    configured
        .json(&["--profile", "other", "tenants", "list"])
        .ending(0);
    let said = configured.by(&["--profile", "third", "tenants", "list"]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(
        said.err.contains("third") && said.err.contains("other"),
        "{said:?}"
    );
    let said = configured.by(&["--endpoint", &demo.endpoint, "tenants", "list"]);
    assert_eq!(said.code, 2, "{said:?}");
}

#[test]
fn the_policy_of_a_role_allows_what_it_may_and_the_audit_trail_only_to_be_put() {
    let demo = Demo::start(&[]);
    let policy = |role: &str| demo.by("ana", &["iam", role]).ending(0);
    let statement = |policy: &Value, sid: &str| -> Option<Value> {
        let all = policy["Statement"].as_array().unwrap();
        all.iter().find(|one| one["Sid"] == sid).cloned()
    };
    let (viewer, support, admin) = (policy("viewer"), policy("support"), policy("admin"));
    for writes in [
        "OwnRows",
        "AuditPutOnly",
        "Handoff",
        "BotSwitch",
        "Approvals",
    ] {
        assert!(statement(&viewer, writes).is_none(), "{writes}");
        assert!(statement(&admin, writes).is_some(), "{writes}");
    }
    assert!(statement(&support, "Handoff").is_some());
    assert!(statement(&support, "BotSwitch").is_none());
    let audit = statement(&admin, "AuditPutOnly").unwrap();
    assert_eq!(audit["Action"], serde_json::json!(["dynamodb:PutItem"]));
    let on_it = statement(&policy("operator"), "Acknowledge").unwrap();
    assert!(on_it.to_string().contains("ALARM#*"), "{on_it}");
    assert!(statement(&support, "Acknowledge").is_none());
    let keys = &statement(&admin, "OwnRows").unwrap()["Condition"];
    assert!(!keys.to_string().contains("AUDIT"), "{keys}");
    for policy in [viewer, support, admin] {
        let health = statement(&policy, "Health").unwrap()["Action"].to_string();
        for call in [
            "DescribeAlarms",
            "DescribeAlarmHistory",
            "GetMetricData",
            "ListFunctions",
            "FilterLogEvents",
            "BatchGetTraces",
        ] {
            assert!(health.contains(call), "{call}");
        }
        let text = policy.to_string();
        assert!(
            !text.contains("\"dynamodb:*\"") && !text.contains("DeleteItem"),
            "{text}"
        );
    }
}
