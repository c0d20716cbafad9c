//! One look at the whole backend: the known drift of the seeds is found, a missing table or a call that is not
//! allowed is said in its place, and nothing private stands in the answer.

use crate::process::{Act, Demo, Said, proxy, run};
use serde_json::Value;

const CONVERSATIONS: &str = "ai-marketplace-conversations-platform";

fn system<'a>(report: &'a Value, platform: &str) -> &'a Value {
    let mut systems = report["systems"].as_array().unwrap().iter();
    systems.find(|one| one["platform"] == platform).unwrap()
}

fn list<'a>(of: &'a Value, part: &str) -> &'a [Value] {
    of[part].as_array().unwrap()
}

/// The finding about `subject` whose sentence has `words`.
fn finding<'a>(report: &'a Value, platform: &str, subject: &str, words: &str) -> &'a Value {
    let findings = list(system(report, platform), "findings");
    let is_it = |one: &&Value| {
        one["subject"] == subject
            && one["what"]
                .as_str()
                .is_some_and(|what| what.contains(words))
    };
    let found = findings.iter().find(is_it);
    found.unwrap_or_else(|| panic!("{subject}: {words}: {findings:#?}"))
}

/// A way to the demo on which every request about `table` fails so.
fn without(demo: &Demo, table: &'static str, code: &'static str) -> Said {
    let broken = proxy(&demo.endpoint, move |seen| {
        match seen.body.contains(&format!("\"{table}\"")) {
            true => Act::Fail(code),
            false => Act::Forward,
        }
    });
    demo.through(&broken, "ana", &["doctor", "--json"])
}

#[test]
fn all_systems_are_looked_at_and_nothing_of_the_demo_is_broken() {
    let demo = Demo::to_read(&[]);
    let report = demo.json("ana", &["doctor", "--readonly"]).ending(0);
    assert!(report["as_of"].as_str().unwrap().ends_with('Z'));
    assert!(report["consumed_read_units"].as_f64().unwrap() > 0.0);
    for (platform, used) in [
        ("marketplace", 6),
        ("alquimista", 12),
        ("diatonic", 6),
        ("notification", 4),
        ("control", 1),
    ] {
        let system = system(&report, platform);
        let tables = list(system, "tables");
        let there = tables.iter().filter(|one| one["state"] == "present");
        assert_eq!(there.clone().count(), used, "{platform}");
        for table in there {
            assert!(table["design"].is_string(), "{table}");
            assert!(table["items"].is_u64() && table["bytes"].is_u64());
            // The engine keeps no backups and says so; that is not known, and no failure.
            assert!(table["point_in_time_recovery"].is_null());
            assert!(table["unknown"]["point_in_time_recovery"].is_string());
        }
        assert!(!list(system, "plans").is_empty(), "{platform}");
        for one in list(system, "findings") {
            assert_ne!(one["severity"], "broken", "{one}");
            assert!(one["remedy"].as_str().unwrap().ends_with('.'), "{one}");
            assert!(list(one, "examples").len() <= 3);
        }
    }
    assert_eq!(system(&report, "control")["version"], 1);
    assert_eq!(system(&report, "control")["tables"][0]["ttl"], "expiresAt");
}

#[test]
fn the_drift_that_the_seeds_know_is_found() {
    let demo = Demo::to_read(&[]);
    let report = demo.json("ana", &["doctor"]).ending(0);
    let usage = "ai-marketplace-usage-metrics";
    finding(&report, "marketplace", usage, "count differently");
    let differing = finding(&report, "alquimista", "tenants", "two designs");
    assert_eq!(
        differing["examples"],
        serde_json::json!(["tenant-ecommerce-solutions"])
    );
    let history = "aws-devops-dev-agent-execution-history";
    let word = finding(&report, "diatonic", history, "no known word");
    assert!(word["examples"][0].as_str().unwrap().contains("UNKNOWN"));
    let logs = "aws-devops-dev-experiment-run-logs";
    finding(&report, "diatonic", logs, "nothing expires");
    let sources = "notification-agent-data-sources-prod";
    let strangers = finding(
        &report,
        "notification",
        sources,
        "5 rows of users who do not",
    );
    assert_eq!(strangers["examples"], serde_json::json!(["temp_user"]));
    assert_eq!(strangers["severity"], "degraded");
    let failing = "2 active sources whose last read failed";
    finding(&report, "notification", sources, failing);
    finding(&report, "notification", sources, "of which no read");
    let state = "notification-agent-sync-state-prod";
    let left = "1 row about sources that do not exist";
    finding(&report, "notification", state, left);
}

#[test]
fn the_plan_of_the_queue_follows_the_index() {
    for (options, plan, over) in [
        (&[][..], "sweep", CONVERSATIONS),
        (&["--index"][..], "index", "status-escalationTime-index"),
    ] {
        let demo = Demo::start(options);
        let report = demo.json("ana", &["doctor"]).ending(0);
        let market = system(&report, "marketplace");
        let plans = list(market, "plans");
        let queue = plans.iter().find(|one| one["list"] == "queue").unwrap();
        assert_eq!(queue["plan"], plan);
        assert!(queue["over"].as_str().unwrap().contains(over), "{queue}");
        assert!(queue["read_units"].as_f64().unwrap() > 0.0);
        assert_eq!(queue["counted_hours_ago"], 6);
        let findings = list(market, "findings").iter();
        let missing = findings.filter(|one| one["what"].as_str().unwrap().starts_with("No index"));
        assert_eq!(missing.count(), usize::from(plan == "sweep"));
    }
}

#[test]
fn a_missing_table_is_broken_only_where_nothing_works_without_it() {
    let demo = Demo::to_read(&[]);
    let gone = "ResourceNotFoundException";
    let report = without(&demo, CONVERSATIONS, gone).ending(1);
    let found = finding(&report, "marketplace", CONVERSATIONS, "missing");
    assert_eq!(found["severity"], "broken");
    let first = &list(system(&report, "marketplace"), "findings")[0];
    assert_eq!(first, found, "the worst comes first");
    let plans = list(system(&report, "marketplace"), "plans").iter();
    let lists: Vec<_> = plans.map(|plan| plan["list"].as_str().unwrap()).collect();
    assert_eq!(
        lists,
        ["tenants", "products", "customers", "switches", "usage"],
        "no table, no plan"
    );
    let useful = "ai-marketplace-usage-metrics";
    let report = without(&demo, useful, gone).ending(0);
    let found = finding(&report, "marketplace", useful, "missing");
    assert_eq!(found["severity"], "degraded");
    // A desk cannot be made without the table; the check says why.
    let broken = proxy(&demo.endpoint, |seen| {
        match seen.body.contains(CONVERSATIONS) {
            true => Act::Fail("ResourceNotFoundException"),
            false => Act::Forward,
        }
    });
    let text = demo.through(&broken, "ana", &["doctor"]);
    assert_eq!(text.code, 1);
    assert!(text.out.contains("The table is missing."), "{text:?}");
    assert_eq!(
        demo.through(&broken, "ana", &["tenants", "list"]).code,
        1,
        "no list works"
    );
}

#[test]
fn what_the_rights_do_not_allow_is_not_known_and_the_rest_is_said() {
    let demo = Demo::to_read(&[]);
    let barred = proxy(&demo.endpoint, |seen| match seen.operation {
        "DescribeContinuousBackups" | "DescribeTimeToLive" | "Scan" => {
            Act::Fail("AccessDeniedException")
        }
        _ => Act::Forward,
    });
    let said = demo.through(&barred, "ana", &["doctor", "--json"]);
    let report = said.ending(0);
    let unread = finding(&report, "marketplace", CONVERSATIONS, "could not be read");
    assert!(unread["remedy"].as_str().unwrap().contains("access"));
    let tables = list(system(&report, "diatonic"), "tables");
    assert!(tables[0]["unknown"]["ttl"].is_string(), "{}", tables[0]);
    assert_eq!(tables[0]["design"], "live");
    let report = without(&demo, "agents", "AccessDeniedException").ending(1);
    let found = finding(&report, "alquimista", "agents", "not known what");
    assert_eq!(found["severity"], "broken");
}

#[test]
fn no_control_table_is_needed() {
    let demo = Demo::start(&[]);
    let args = ["doctor", "--control-table", "nowhere"];
    let report = demo.json("ana", &args).ending(0);
    let found = finding(&report, "control", "nowhere", "no control table");
    assert_eq!(found["severity"], "degraded");
    assert_eq!(found["remedy"], "Run: switchboard init.");
}

#[test]
fn a_backend_that_does_not_answer_is_a_failure_of_the_whole() {
    let state = tempfile::tempdir().unwrap();
    let args = ["--endpoint", "http://127.0.0.1:9", "doctor", "--json"];
    let said = run(state.path(), &args, "");
    assert_eq!(said.ending(1)["problem"]["trouble"], "unreachable");
}

/// Characters that a terminal acts on or that mislead a reader.
fn acts(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[test]
fn nothing_private_and_nothing_that_acts_is_in_the_answer() {
    for seed in ["plaza", "hostile"] {
        let demo = Demo::start(&["--seed", seed]);
        for form in [&["doctor"][..], &["doctor", "--json"]] {
            let said = demo.by("ana\u{1b}[31m", form);
            assert_eq!(said.code, 0, "{said:?}");
            assert!(!said.out.chars().any(acts), "{form:?}: {:?}", said.out);
            assert!(!said.err.chars().any(acts), "{form:?}: {:?}", said.err);
            for secret in [
                "DUMMY-TOKEN",
                "secretsmanager",
                "arn:aws",
                "$2b$",
                "3005557",
            ] {
                assert!(!said.out.contains(secret), "{secret}: {}", said.out);
            }
            for (at, _) in said.out.match_indices('@') {
                assert!(said.out[..at].ends_with('•'), "{}", &said.out[..=at]);
            }
            // The last part of a UUID has twelve; a phone stands behind no hyphen.
            let words = said.out.split(|c: char| !(c.is_alphanumeric() || c == '-'));
            let phone = |word: &&str| word.len() > 8 && word.chars().all(|c| c.is_ascii_digit());
            assert_eq!(words.clone().find(phone), None, "{}", said.out);
        }
    }
}

#[test]
fn lines_for_people_are_grouped_aligned_and_summed_up() {
    let demo = Demo::to_read(&[]);
    let said = demo.by("ana", &["doctor"]);
    let lines: Vec<&str> = said.out.lines().collect();
    for system in [
        "marketplace",
        "alquimista",
        "diatonic",
        "notification",
        "control",
    ] {
        assert!(lines.contains(&system), "{system}");
    }
    let heads = lines.iter().filter(|line| line.starts_with("  SEVERITY"));
    assert_eq!(heads.count(), 5);
    let last = lines.last().unwrap();
    assert!(
        last.starts_with("0 broken · ") && last.ends_with("read units"),
        "{last}"
    );
    assert!(said.err.is_empty(), "{said:?}");
}
