//! Items of the workbench: words and attributes that drift, JSON in strings and not, and any item at all.

use crate::arbitrary::{harmless, value};
use crate::*;
use aws_sdk_dynamodb::types::AttributeValue::{Bool, L, M};
use jiff::SignedDuration;
use proptest::prelude::*;
use switchboard::domain::tenant::Attribute;
use switchboard::platform::diatonic::item::entry::{Entry, entry};
use switchboard::platform::diatonic::item::execution::{Execution, execution};
use switchboard::platform::diatonic::item::lifecycle::Phase;
use switchboard::platform::diatonic::item::model::model;
use switchboard::platform::diatonic::item::node::node;
use switchboard::platform::diatonic::item::run::run;
use switchboard::platform::diatonic::item::template::template;
use switchboard::platform::diatonic::schema::Part;
use switchboard::platform::diatonic::validation::{Finding, validate};

fn shown(attributes: &[Attribute], group: &str, label: &str) -> Option<String> {
    attributes
        .iter()
        .find(|one| one.group == *group && one.label == *label)
        .map(|one| one.value.to_string())
}

/// Attributes beside the usual ones.
type Extra<'a> = &'a [(&'a str, AttributeValue)];

fn started(extra: Extra) -> Execution {
    let mut raw = item([
        ("agent_id", s("AGT7")),
        ("run_id", s("RUN1")),
        ("tenant_id", s("dev-tenant")),
        ("status", s("completed")),
        ("started_at", s("2026-11-21T13:00:00.000Z")),
    ]);
    for (name, value) in extra {
        raw.insert((*name).to_owned(), value.clone());
    }
    execution(&raw)
}

#[test]
fn a_duration_that_is_missing_is_counted_from_the_times_and_is_not_zero() {
    let end = ("completed_at", s("2026-11-21T13:00:00.000Z"));
    let cases: [(Extra, Option<i64>); 6] = [
        (&[], None),
        (std::slice::from_ref(&end), Some(0)),
        (&[("completed_at", s("2026-11-21T13:02:00Z"))], Some(120)),
        (&[("completed_at", s("2026-11-21T12:59:00Z"))], None),
        (&[end.clone(), ("duration_seconds", s("42"))], Some(42)),
        (&[end.clone(), ("duration_seconds", n(-3))], Some(0)),
    ];
    for (extra, seconds) in cases {
        let found = started(extra).lifecycle.duration;
        assert_eq!(found, seconds.map(SignedDuration::from_secs), "{extra:?}");
    }
}

#[test]
fn json_is_opened_whether_it_is_a_string_or_a_map_and_broken_json_is_named() {
    let text = started(&[(
        "execution_metrics",
        s(r#"{"tokensConsumed":120,"costUsd":0.5,"steps":[1,2],"apiKey":"DUMMY-SECRET-9f8e7d"}"#),
    )]);
    let map = started(&[(
        "execution_metrics",
        M(item([
            ("tokensConsumed", s("120")),
            ("costUsd", n("0.5")),
            ("steps", L(vec![n(1), n(2)])),
        ])),
    )]);
    for one in [&text, &map] {
        assert_eq!(
            (one.metrics.tokens, one.metrics.cost_usd),
            (Some(120), Some(0.5))
        );
        assert_eq!(
            shown(&one.attributes, "execution_metrics", "steps").as_deref(),
            Some("1, 2")
        );
        assert_eq!((one.oddities, one.lifecycle.bad_json.len()), (0, 0));
    }
    assert!(!format!("{text:?}").contains(CANARY));
    let broken = started(&[("execution_metrics", s("{\"steps\": 3"))]);
    assert_eq!(broken.lifecycle.bad_json, ["execution_metrics"]);
    assert_eq!((broken.metrics.tokens, broken.oddities), (None, 1));
    assert_eq!(
        shown(&broken.attributes, "execution_metrics", "").as_deref(),
        Some("{\"steps\": 3")
    );
    let hiding = started(&[("input_data", s("{\"apiKey\": \"DUMMY-SECRET-9f8e7d"))]);
    assert!(!format!("{hiding:?}").contains(CANARY));
}

#[test]
fn every_status_word_is_shown_wherever_it_stands() {
    for (word, phase) in [
        ("queued", Phase::Queued),
        ("pending", Phase::Queued),
        ("running", Phase::Running),
        ("completed", Phase::Completed),
        ("failed", Phase::Failed),
        ("cancelled", Phase::Cancelled),
        ("draft", Phase::Other),
        ("hibernating", Phase::Other),
    ] {
        let status = started(&[("status", s(word))]).lifecycle.status;
        assert_eq!((status.word.as_str(), status.phase), (word, phase));
    }
    let both = item([("run_status", s("queued")), ("status", s("failed"))]);
    let live = run(&both, Part::Runs).lifecycle.status;
    assert_eq!((live.phase, live.attribute), (Phase::Queued, "run_status"));
    let seed = run(&both, Part::RunLogs).lifecycle.status;
    assert_eq!((seed.phase, seed.attribute), (Phase::Failed, "status"));
    let number = started(&[("status", n(3))]);
    assert_eq!(number.lifecycle.status.version.as_deref(), Some("N:3"));
    assert_eq!(
        (number.lifecycle.status.word.as_str(), number.oddities),
        ("3", 1)
    );
}

#[test]
fn the_reason_is_the_message_that_an_error_has() {
    for (error, reason) in [
        (s("Timeout"), Some("Timeout")),
        (s(r#"{"code":"X","message":"Too slow"}"#), Some("Too slow")),
        (s(r#"{"code":"X"}"#), Some("code X")),
        (M(item([("message", s("Too slow"))])), Some("Too slow")),
        (s(" "), None),
        (s("\u{1b}[31mrojo"), Some("␛[CSI]rojo")),
    ] {
        let one = started(&[("error_details", error.clone())]);
        assert_eq!(one.error.as_deref(), reason, "{error:?}");
    }
}

#[test]
fn an_item_of_the_logs_is_a_run_or_a_line_by_its_attributes() {
    let run = item([
        ("run_id", s("R")),
        ("experiment_id", s("E")),
        ("model_id", s("M")),
        ("status", s("queued")),
        ("log_level", s("INFO")),
    ]);
    assert!(matches!(entry(&run), Entry::Run(_)));
    let bare = item([("run_id", s("R")), ("status", s("queued"))]);
    assert!(matches!(entry(&bare), Entry::Run(_)));
    let line = item([
        ("run_id", s("R")),
        ("experiment_id", s("E")),
        ("log_timestamp", s("2026-11-21T13:00:00Z")),
        ("log_level", s("ERROR")),
        ("status", s("sent")),
        ("message", s("out of memory")),
    ]);
    let Entry::Line(line) = entry(&line) else {
        panic!("a line")
    };
    assert_eq!(
        (line.level.as_str(), line.message.as_str()),
        ("ERROR", "out of memory")
    );
    assert_eq!(line.at, at("2026-11-21T13:00:00Z"));
    let Entry::Line(nothing) = entry(&Item::new()) else {
        panic!("a line")
    };
    assert!(nothing.message.is_empty());
}

#[test]
fn templates_and_models_take_numbers_and_truths_in_any_type() {
    let raw = item([
        ("template_id", s("T1")),
        ("tenant_id", s("dev-tenant")),
        ("template_name", s("Builder")),
        ("is_public", Bool(true)),
        ("usage_count", s("120")),
        ("rating", s("4.5")),
        ("tags", L(vec![s("a"), n(1)])),
        ("configuration", s("{model: gpt}")),
    ]);
    let one = template(&raw);
    assert_eq!(
        (one.public, one.usage_count, one.rating),
        (Some(true), Some(120), Some(4.5))
    );
    assert_eq!(
        (one.tags.len(), one.bad_json.as_slice()),
        (1, &["configuration"][..])
    );
    assert_eq!(
        one.oddities, 3,
        "a real truth, a number among tags, broken JSON"
    );
    let never = template(&item([("template_id", s("T2"))]));
    assert_eq!((never.usage_count, never.rating), (None, None), "not zero");
    let model = model(&item([
        ("model_id", s("M1")),
        ("tenant_id", s("dev-tenant")),
        ("pricing_info", s(r#"{"input_per_million":0.15}"#)),
        ("is_public", s("yes")),
    ]));
    assert_eq!(
        (model.name.as_str(), model.public, model.oddities),
        ("M1", None, 1)
    );
    assert_eq!(
        shown(&model.attributes, "pricing_info", "input_per_million").as_deref(),
        Some("0.15")
    );
}

#[test]
fn a_flow_of_raw_items_is_checked_as_the_builder_does() {
    let nodes = [
        item([
            ("node_id", s("A")),
            ("node_type", s("llm")),
            ("position", s("1")),
            ("node_configuration", s("{")),
        ]),
        item([
            ("node_id", s("B")),
            ("node_type", s("output")),
            ("position", n(1)),
            ("node_configuration", M(Item::new())),
            ("connections", L(vec![])),
        ]),
    ];
    let nodes: Vec<_> = nodes.iter().map(node).collect();
    let findings = validate(&nodes);
    assert_eq!(findings.len(), 3, "{findings:?}");
    assert_eq!(findings[0], Finding::NoTrigger);
    assert!(
        matches!(&findings[1], Finding::SamePosition { position: 1, nodes } if nodes.len() == 2)
    );
    assert!(matches!(
        &findings[2],
        Finding::BadJson {
            attribute: "node_configuration",
            ..
        }
    ));
}

const NAMES: &[&str] = &[
    "tenant_id",
    "template_id",
    "template_name",
    "is_public",
    "usage_count",
    "rating",
    "tags",
    "configuration",
    "node_id",
    "node_type",
    "position",
    "node_configuration",
    "agent_id",
    "run_id",
    "execution_id",
    "status",
    "run_status",
    "started_at",
    "completed_at",
    "duration_seconds",
    "execution_metrics",
    "error_details",
    "error_message",
    "input_data",
    "expires_at",
    "model_id",
    "model_name",
    "capabilities",
    "parameters",
    "results",
    "experiment_id",
    "experiment_name",
    "log_level",
    "log_timestamp",
    "message",
    "created_at",
    "created_by",
    "apiKey",
];

fn any_item() -> impl Strategy<Value = Item> {
    let name = prop::sample::select(NAMES).prop_map(str::to_owned);
    prop::collection::hash_map(name, value(), 0..14).prop_map(|mut raw| {
        if raw.contains_key("apiKey") {
            raw.insert("apiKey".to_owned(), s(CANARY));
        }
        raw
    })
}

/// What a person sees of an item, each text by itself: Debug would hide what is wrong with it.
fn texts(raw: &Item) -> Vec<String> {
    let (template, model, node) = (template(raw), model(raw), node(raw));
    let (execution, run) = (execution(raw), run(raw, Part::Runs));
    let mut all: Vec<String> = [
        &template.name,
        &model.name,
        &node.kind,
        &execution.id,
        &run.id,
    ]
    .into_iter()
    .chain(&template.tags)
    .chain(&execution.error)
    .chain(&run.error)
    .chain([&execution.lifecycle.status.word, &run.lifecycle.status.word])
    .map(ToString::to_string)
    .collect();
    let lists = [
        &template.attributes,
        &model.attributes,
        &node.attributes,
        &execution.attributes,
        &run.attributes,
    ];
    for one in lists.into_iter().flatten() {
        all.extend([&one.group, &one.label, &one.value].map(ToString::to_string));
    }
    if let Entry::Line(line) = entry(raw) {
        all.extend([&line.stamp, &line.level, &line.message].map(ToString::to_string));
    }
    all
}

proptest! {
    #[test]
    fn any_item_is_read_as_whatever_it_should_be(raw in any_item()) {
        for text in texts(&raw) {
            prop_assert!(harmless(&text) && !text.contains(CANARY), "{text:?}");
        }
    }

    #[test]
    fn any_nodes_are_checked(raws in prop::collection::vec(any_item(), 0..5)) {
        let nodes: Vec<_> = raws.iter().map(node).collect();
        prop_assert_eq!(nodes.len(), raws.len());
        prop_assert!(validate(&nodes).len() <= 2 + 3 * nodes.len());
    }
}
