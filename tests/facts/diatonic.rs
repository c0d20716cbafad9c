//! Diatonic AI / AI Nexus Workbench: the fourteen facts.

#[path = "../platforms/diatonic/lab.rs"]
#[allow(dead_code, reason = "other suites need more of it")]
mod lab;

use crate::office::Office;
use crate::profile::connector;
use crate::stage::*;
use aws_sdk_dynamodb::types::AttributeValue;
use lab::*;
use switchboard::domain::id::{AgentId, PlatformId, SwitchKey, TenantId, WorkId};
use switchboard::domain::role::Role;
use switchboard::domain::sheet::{
    Cell, Entry, Narrowing, SheetKey, SheetKind, SheetOf, SheetPage, Tone,
};
use switchboard::domain::text::Text;
use switchboard::domain::time::month;
use switchboard::domain::work::{Decided, Decision, WorkKey, WorkKind};
use switchboard::locale;
use switchboard::platform::diatonic::item::entry::{self, entry as read_entry};
use switchboard::platform::diatonic::item::execution::execution;
use switchboard::platform::diatonic::item::lifecycle::Phase;
use switchboard::platform::diatonic::item::template::template;
use switchboard::platform::diatonic::schema::{Design, Part};

const LONG_AGO: &str = "2026-11-21T09:00:00.000Z";
const LATELY: &str = "2026-11-21T13:55:00.000Z";

fn ours() -> TenantId {
    TenantId::from(OURS)
}

async fn sheet(lab: &Lab, of: SheetOf, kind: SheetKind, narrowing: &str) -> SheetPage {
    let key = SheetKey {
        platform: PlatformId::Diatonic,
        of,
        kind,
        narrowing: Narrowing::read(narrowing),
    };
    let port = lab.platform().await.sheets.unwrap();
    port.page(&key, None, instant(NOW)).await.unwrap()
}

async fn executions(lab: &Lab, narrowing: &str) -> SheetPage {
    let of = SheetOf::Tenant(ours());
    sheet(lab, of, SheetKind::Executions, narrowing).await
}

fn ids(page: &SheetPage) -> Vec<&str> {
    page.entries.iter().map(|entry| entry.id.as_str()).collect()
}

fn cell<'a>(page: &'a SheetPage, entry: &'a Entry, name: &str) -> &'a Cell {
    let mut headings = page.headings.iter();
    &entry.cells[headings.position(|one| one.name == name).unwrap()]
}

fn attribute<'a>(entry: &'a Entry, group: &str) -> Option<&'a str> {
    let mut found = entry.attributes.iter();
    Some(found.find(|one| one.group == *group)?.value.as_str())
}

/// An execution with more attributes than the lab gives it.
async fn with<const K: usize>(lab: &Lab, id: &str, more: [(&str, AttributeValue); K]) -> Item {
    let mut raw = lab.execution(id, OURS, "completed", LONG_AGO).await;
    raw.extend(item(more));
    lab.stage.put(&lab.tables.executions, &raw).await;
    raw
}

#[tokio::test]
async fn f01_keys_and_indexes_are_discovered_and_an_index_is_known_by_its_keys() {
    for design in DESIGNS {
        let lab = Lab::new(design).await;
        let plan = lab.plan().await;
        let found = plan.of(Part::Executions).unwrap();
        let nodes = plan.of(Part::Nodes).unwrap();
        let name = Some("tenant-flows-index");
        let flows = ["flow_id", "created_at"].map(|sort| nodes.index("tenant_id", sort));
        let (keys, expected) = match design {
            Design::Live => (("agent_id", Some("run_id")), [name, None]),
            Design::Seed => (("execution_id", None), [None, name]),
        };
        assert_eq!(
            (found.design, (found.partition, found.sort)),
            (design, keys)
        );
        assert_eq!(flows, expected, "one name, two sort keys");
        lab.execution("E1", OURS, "completed", LONG_AGO).await;
        assert_eq!(ids(&executions(&lab, "").await), ["E1"], "{design:?}");
    }
}

#[tokio::test]
async fn f02_prefix_and_region_are_the_profiles_whatever_the_other_systems_have() {
    let state = tempfile::tempdir().unwrap();
    let file = include_str!("../headless/config/four-systems.toml");
    let policy = connector(file, state.path()).policy(Role::Viewer).await;
    let policy = policy.unwrap().to_string();
    for name in ["agent-templates", "experiment-runs"] {
        let table = format!(":us-east-2:*:table/aws-devops-prod-{name}\"");
        assert!(policy.contains(&table), "{table} in {policy}");
    }
    assert!(policy.contains(":us-east-1:*:table/ai-marketplace-tenants-platform\""));
    assert!(!policy.contains("us-east-1:*:table/aws-devops"));
    assert!(!policy.contains("aws-devops-dev-"), "no prefix of our own");
}

#[tokio::test]
async fn f03_is_public_is_a_string_and_counts_are_numbers_in_the_keys_of_indexes() {
    let raw = |public, used| {
        item([
            ("template_id", s("T1")),
            ("tenant_id", s(OURS)),
            ("is_public", public),
            ("usage_count", used),
            ("rating", AttributeValue::N("4.5".to_owned())),
            ("category", s("builder")),
            ("created_at", s(LONG_AGO)),
        ])
    };
    let right = raw(s("true"), n(120));
    let read = template(&right);
    let told = (read.public, read.usage_count, read.rating);
    assert_eq!(told, (Some(true), Some(120), Some(4.5)));
    assert_eq!(read.oddities, 0);
    let odd = template(&raw(AttributeValue::Bool(true), s("120")));
    assert_eq!((odd.public, odd.usage_count), (Some(true), Some(120)));
    assert!(odd.oddities > 0, "a real truth value is odd");
    for design in DESIGNS {
        let lab = Lab::new(design).await;
        lab.stage.put(&lab.tables.templates, &right).await;
        let popular = lab.bench().await.popular_templates(None).await;
        assert_eq!(popular.unwrap().items.len(), 1, "found by the string");
        for wrong in [
            raw(AttributeValue::Bool(true), n(1)),
            raw(s("true"), s("1")),
        ] {
            let put = lab.stage.dynamo.raw().put_item();
            let put = put.table_name(&lab.tables.templates);
            assert!(put.set_item(Some(wrong)).send().await.is_err());
        }
    }
}

#[tokio::test]
async fn f04_json_in_strings_is_opened_broken_json_and_maps_too_and_stays_a_string() {
    let lab = Lab::new(Design::Live).await;
    let map = item([("tokensConsumed", n(120))]);
    for (metrics, tokens) in [
        (s(r#"{"tokensConsumed":120}"#), Some(120)),
        (AttributeValue::M(map), Some(120)),
        (s("{broken"), None),
    ] {
        let raw = with(&lab, "E1", [("execution_metrics", metrics)]).await;
        let read = execution(&raw);
        assert_eq!(read.metrics.tokens, tokens);
        assert_eq!(read.lifecycle.bad_json.is_empty(), tokens.is_some());
        let page = executions(&lab, "").await;
        let shown = page.entries[0].attributes.iter();
        let shown: Vec<&str> = shown.map(|one| one.value.as_str()).collect();
        let value = if tokens.is_some() { "120" } else { "{broken" };
        assert!(shown.contains(&value), "{shown:?}");
    }
    let json = s(r#"{"batch_size": 8}"#);
    let mut raw = lab.execution("E2", OURS, "running", LONG_AGO).await;
    raw.insert("input_data".to_owned(), json.clone());
    lab.stage.put(&lab.tables.executions, &raw).await;
    let seen = lab.one(WorkKind::RunOverdue).await;
    assert_eq!(lab.cancel(&seen).await, Decided::Done);
    assert_eq!(lab.raw_execution("E2").await.unwrap()["input_data"], json);
}

#[tokio::test]
async fn f05_an_item_of_the_run_logs_is_a_run_or_a_line_by_its_attributes() {
    let run = item([
        ("run_id", s("R1")),
        ("experiment_id", s("EXP1")),
        ("model_id", s("M1")),
        ("status", s("completed")),
    ]);
    let line = item([
        ("run_id", s("R1")),
        ("experiment_id", s("EXP1")),
        ("log_timestamp", s(LONG_AGO)),
        ("log_level", s("ERROR")),
        ("component_type", s("trainer")),
        ("message", s("out of memory")),
    ]);
    let entry::Entry::Run(read) = read_entry(&run) else {
        panic!("a run");
    };
    assert_eq!(
        (&*read.id, read.lifecycle.status.phase),
        ("R1", Phase::Completed)
    );
    let entry::Entry::Line(read) = read_entry(&line) else {
        panic!("a line");
    };
    assert_eq!((&*read.level, &*read.message), ("ERROR", "out of memory"));
    // A line that stands where runs are kept is not listed as one.
    let lab = Lab::new(Design::Seed).await;
    lab.stage.put(&lab.tables.run_logs, &run).await;
    let stray = item([("run_id", s("R2")), ("log_level", s("INFO"))]);
    lab.stage.put(&lab.tables.run_logs, &stray).await;
    let runs = sheet(&lab, SheetOf::System, SheetKind::Runs, "").await;
    assert_eq!(ids(&runs), ["R1"]);
}

#[tokio::test]
async fn f06_every_status_word_is_known_and_one_that_is_not_is_shown() {
    for (word, phase) in [
        ("queued", Phase::Queued),
        ("pending", Phase::Queued),
        ("running", Phase::Running),
        ("completed", Phase::Completed),
        ("failed", Phase::Failed),
        ("cancelled", Phase::Cancelled),
        ("hibernating", Phase::Other),
        ("draft", Phase::Other),
    ] {
        assert_eq!(Phase::of(word), phase, "{word}");
    }
    for design in DESIGNS {
        let lab = Lab::new(design).await;
        lab.execution("E1", OURS, "hibernating", LONG_AGO).await;
        lab.execution("E2", OURS, "running", LONG_AGO).await;
        let page = executions(&lab, "").await;
        let shown: Vec<&Cell> = page.entries.iter().map(|one| &one.cells[1]).collect();
        assert!(shown.contains(&&Cell::Text(Text::from("hibernating"))));
        let by_index = "status=hibernating";
        let page = sheet(&lab, SheetOf::System, SheetKind::Executions, by_index).await;
        assert_eq!(ids(&page), ["E1"], "{design:?}");
    }
}

#[tokio::test]
async fn f07_only_an_open_run_that_is_there_is_cancelled_as_it_was_seen() {
    for design in DESIGNS {
        let lab = Lab::new(design).await;
        lab.execution("E1", OURS, "running", LONG_AGO).await;
        let seen = lab.one(WorkKind::RunOverdue).await;
        let ended = lab.execution("E1", OURS, "completed", LONG_AGO).await;
        let already = Decided::Already(Text::from("completed"));
        assert_eq!(lab.cancel(&seen).await, already);
        assert_eq!(lab.raw_execution("E1").await, Some(ended), "{design:?}");
        let mut gone = seen;
        gone.key.id = WorkId::from(match design {
            Design::Live => "execution/AGT7/gone",
            Design::Seed => "execution/gone",
        });
        assert_eq!(lab.cancel(&gone).await, Decided::NotFound);
        assert_eq!(lab.raw_execution("gone").await, None, "no stub");
        lab.execution("E2", OURS, "queued", LONG_AGO).await;
        let queued = lab.one(WorkKind::RunUnstarted).await;
        assert_eq!(lab.cancel(&queued).await, Decided::Done);
    }
}

#[tokio::test]
async fn f08_runs_that_run_too_long_or_never_start_wait_for_a_person_since_creation() {
    for design in DESIGNS {
        let lab = Lab::new(design).await;
        lab.execution("E1", OURS, "running", LONG_AGO).await;
        lab.execution("E2", OURS, "running", LATELY).await;
        lab.run("R1", OURS, "queued", LONG_AGO).await;
        lab.run("R2", OURS, "queued", LATELY).await;
        let (waiting, _) = lab.waiting().await;
        let told: Vec<_> = waiting
            .iter()
            .map(|one| (one.key.kind, one.since))
            .collect();
        let since = Some(instant(LONG_AGO));
        assert_eq!(
            told,
            [
                (WorkKind::RunOverdue, since),
                (WorkKind::RunUnstarted, since)
            ],
            "{design:?}: started_at is set at creation"
        );
    }
}

#[tokio::test]
async fn f09_a_missing_duration_is_not_zero_and_is_reckoned_from_its_ends() {
    let lab = Lab::new(Design::Live).await;
    let seconds = |value| Cell::Number { value, decimals: 1 };
    let end = ("completed_at", s("2026-11-21T09:00:12.500Z"));
    with(&lab, "E1", [end.clone()]).await;
    with(&lab, "E2", []).await;
    with(&lab, "E3", [end, ("duration_seconds", n(0))]).await;
    let page = executions(&lab, "").await;
    for (id, took) in [
        ("E1", seconds(12.5)),
        ("E2", Cell::Nothing),
        ("E3", seconds(0.0)),
    ] {
        let entry = page.entries.iter().find(|one| one.id == id).unwrap();
        assert_eq!(*cell(&page, entry, "took s"), took, "{id}");
        let note = attribute(entry, "duration_seconds").unwrap_or_default();
        assert_eq!(note.contains("= completed_at − started_at"), id == "E1");
    }
}

#[tokio::test]
async fn f10_an_expiry_is_shown_and_not_promised() {
    let lab = Lab::new(Design::Live).await;
    with(&lab, "E1", [("expires_at", n(1_800_000_000))]).await;
    let page = executions(&lab, "").await;
    assert_eq!(
        attribute(&page.entries[0], "expires_at"),
        Some("1800000000")
    );
    let line = item([
        ("experiment_id", s("EXP1")),
        ("log_timestamp", s(LONG_AGO)),
        ("run_id", s("R1")),
        ("tenant_id", s(OURS)),
        ("log_level", s("INFO")),
        ("expires_at", n(1_800_000_000)),
    ]);
    lab.stage.put(&lab.tables.run_logs, &line).await;
    let of = SheetOf::Entry {
        tenant: ours(),
        kind: SheetKind::Runs,
        id: "R1".to_owned(),
    };
    let page = sheet(&lab, of, SheetKind::Logs, "").await;
    let said = &*locale::remark(&page.remarks[0].what);
    assert!(said.contains("nothing promises that they go"), "{said}");
    let days = |text: &str| ["30", "90", "180"].iter().any(|days| text.contains(days));
    assert!(!days(said), "the sources disagree");
}

#[tokio::test]
async fn f11_a_tenants_lists_are_queries_and_what_is_read_by_its_id_must_be_the_tenants() {
    for design in DESIGNS {
        let lab = Lab::new(design).await;
        for at in 0..120 {
            let id = format!("X{at}");
            lab.execution(&id, OTHERS, "completed", LONG_AGO).await;
        }
        lab.execution("E1", OURS, "running", LONG_AGO).await;
        let page = executions(&lab, "").await;
        assert_eq!(ids(&page), ["E1"]);
        assert_eq!(page.next, None, "one page");
        assert!(page.cost.read_units <= 0.5, "only our own is read");

        let model = item([
            ("tenant_id", s(OTHERS)),
            ("model_id", s("M1")),
            ("model_name", s("M1")),
        ]);
        lab.stage.put(&lab.tables.models, &model).await;
        let platform = lab.platform().await;
        let key = SwitchKey {
            platform: PlatformId::Diatonic,
            tenant: ours(),
            agent: AgentId::from("model/M1"),
        };
        let stolen = platform.switches.unwrap().read(&key).await.unwrap();
        assert_eq!(stolen.value, None, "{design:?}");
        let mine = lab.one(WorkKind::RunOverdue).await.key;
        let stolen = WorkKey {
            tenant: TenantId::from(OTHERS),
            ..mine
        };
        let read = platform.work.unwrap().read(&stolen, instant(NOW)).await;
        assert_eq!(read.unwrap().value, None, "{design:?}");
    }
}

#[tokio::test]
async fn f12_the_index_of_statuses_is_an_operators_view_and_never_a_tenants() {
    for design in DESIGNS {
        let lab = Lab::new(design).await;
        lab.execution("E1", OURS, "failed", LONG_AGO).await;
        lab.execution("E2", OTHERS, "failed", LATELY).await;
        let all = sheet(&lab, SheetOf::System, SheetKind::Executions, "").await;
        assert_eq!(ids(&all), ["E2", "E1"], "{design:?}");
        assert_eq!(all.remarks[0].tone, Tone::Plain);
        let said = locale::remark(&all.remarks[0].what);
        assert!(said.contains("operator's view, not for a tenant"), "{said}");
        let own = executions(&lab, "status=failed").await;
        assert_eq!(ids(&own), ["E1"], "{design:?}");
    }
}

#[tokio::test]
async fn f13_cancelling_says_before_and_after_that_no_worker_is_stopped() {
    let before = locale::work::consequence(Decision::Cancel);
    assert!(before.contains("No worker reads it"), "{before}");
    let after = locale::work::decided("llm", Decision::Cancel, &Decided::Done);
    assert!(after.contains("no worker was stopped"), "{after}");
    for kind in [WorkKind::RunOverdue, WorkKind::RunUnstarted] {
        assert!(locale::work::advice(kind).contains("changes the record only"));
    }
    // And the record is all that changes.
    let lab = Lab::new(Design::Live).await;
    let before = lab.execution("E1", OURS, "running", LONG_AGO).await;
    let seen = lab.one(WorkKind::RunOverdue).await;
    assert_eq!(lab.cancel(&seen).await, Decided::Done);
    let after = lab.raw_execution("E1").await.unwrap();
    let changed = |name: &&String| after.get(*name) != before.get(*name);
    let mut changed: Vec<&String> = after.keys().filter(changed).collect();
    changed.sort();
    assert_eq!(changed, ["completed_at", "status", "updated_at"]);
}

#[tokio::test]
async fn f14_the_console_keeps_the_audit_that_the_system_does_not() {
    let lab = Lab::new(Design::Live).await;
    lab.execution("E1", OURS, "running", LONG_AGO).await;
    let seen = lab.one(WorkKind::RunOverdue).await;
    let office = Office::on(&lab.stage).await;
    let ports = (lab.platform().await, lab.writer().await);
    let desk = office.desk("ana", &lab.stage, ports);
    let why = Text::from("colgada desde ayer");
    let done = desk.decide(&seen, Decision::Cancel, &why).await;
    assert_eq!(done, Ok(Decided::Done));
    let month = month(desk.now());
    let tenant = ours();
    let page = desk.trail(PlatformId::Diatonic, &tenant, &month, 10, None);
    let trail = page.await.unwrap().items;
    let told: Vec<&str> = trail.iter().map(|row| row.action.as_str()).collect();
    assert_eq!(told, ["work.cancelled", "work.asked"], "newest first");
    for row in &trail {
        assert_eq!(
            (row.actor.as_str(), &row.reason),
            ("demo:ana", &Some(why.clone()))
        );
        assert_eq!(row.intent, trail[0].intent);
    }
}
