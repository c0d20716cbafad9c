//! Rows of AlquimistaAI: columns that drifted, states by their own words, wrong types, and any item at all. No
//! secret comes out.

mod arbitrary;

use crate::*;
use aws_sdk_dynamodb::types::AttributeValue::{Bool, L, M, Null};
use switchboard::domain::id::{TenantId, WorkId};
use switchboard::domain::work::WorkKind;
use switchboard::platform::alquimista::item::approval::{self, Approval};
use switchboard::platform::alquimista::item::command::{
    self, Command, CommandId, CommandStatus, Output,
};
use switchboard::platform::alquimista::item::{audit, event, integration, tenant_agent, usage};

const NOW: &str = "2026-11-21T14:00:00Z";

fn now() -> jiff::Timestamp {
    NOW.parse().unwrap()
}

#[test]
fn the_audit_trail_is_read_under_both_names_of_its_columns() {
    let code = item([
        ("id", s("e-1")),
        ("tenant_id", s("t1")),
        ("trace_id", s("trace-1")),
        ("user_id", s("ana@example.com")),
        ("agent_id", s("a-1")),
        ("action_type", s("agent.deactivated")),
        ("result", s("success")),
        (
            "context",
            M(item([("reason", s("fim")), ("accessToken", s(CANARY))])),
        ),
        ("created_at", s("2026-11-21 10:00:00")),
    ]);
    let seed = item([
        ("id", s("e-2")),
        ("tenant_id", s("t1")),
        ("user_id", s("u-1")),
        ("action", s("agent.activated")),
        ("resource_type", s("agent")),
        ("resource_id", s("a-1")),
        (
            "details",
            s(&format!(
                "{{\"reason\":\"início\",\"apiKey\":\"{CANARY}\"}}"
            )),
        ),
        ("created_at", s("2026-11-21T10:00:00.000Z")),
    ]);
    let (one, other) = (audit::entry(&code, 0), audit::entry(&seed, 1));
    assert_eq!(
        (one.action.as_str(), one.target.as_deref()),
        ("agent.deactivated", Some("a-1"))
    );
    assert_eq!(
        (one.result.as_deref(), one.trace.as_deref()),
        (Some("success"), Some("trace-1"))
    );
    assert_eq!(one.user.as_deref(), Some("a•••@example.com"));
    assert_eq!(
        (
            other.action.as_str(),
            other.target.as_deref(),
            other.result.as_deref()
        ),
        ("agent.activated", Some("agent a-1"), None)
    );
    assert_eq!(
        (one.at, other.at),
        (at("2026-11-21T10:00:00Z"), one.at),
        "without a zone it is UTC"
    );
    let fact = |entry: &audit::SystemEntry, group: &str| {
        let found = entry
            .attributes
            .iter()
            .find(|a| a.group == group && a.label == "reason");
        found.map(|a| a.value.as_str().to_owned())
    };
    assert_eq!(fact(&one, "context").as_deref(), Some("fim"));
    assert_eq!(fact(&other, "details").as_deref(), Some("início"));
    assert!(!format!("{one:?}{other:?}").contains(CANARY));

    let both = item([
        ("action_type", s("user.login")),
        ("action", s("other")),
        ("result", n(1)),
        ("agent_id", Null(true)),
    ]);
    let both = audit::entry(&both, 4);
    assert_eq!(
        (both.action.as_str(), both.id.as_str()),
        ("user.login", "?4")
    );
    assert_eq!((both.result.as_deref(), both.target), (Some("1"), None));
    assert_eq!(both.oddities, 2, "no id, and a result that is a number");
}

fn an_approval(changes: &[(&str, AttributeValue)]) -> Approval {
    let mut raw = item([
        ("id", s("approval-1")),
        ("tenant_id", s("t1")),
        ("action_type", s("data.export")),
        ("resource_type", s("tenant")),
        ("approvers", s("[\"u-1\",\"u-2\"]")),
        ("required_approvals", n(2)),
        ("status", s("pending")),
        ("expires_at", s("2026-11-21 15:00:00")),
        ("updated_at", s("2026-11-21T10:00:00.000Z")),
    ]);
    for (name, value) in changes {
        raw.insert((*name).to_owned(), value.clone());
    }
    approval::approval(&raw, 0)
}

#[test]
fn an_approval_is_over_when_its_time_is() {
    for (changes, state, required) in [
        (vec![], "pending", 2),
        (vec![("expires_at", s("2026-11-21 14:00:00"))], "expired", 2),
        (
            vec![("expires_at", s("2026-11-21T11:00:00-03:00"))],
            "expired",
            2,
        ),
        (vec![("expires_at", s("amanhã"))], "pending", 2),
        (
            vec![("expires_at", Null(true)), ("required_approvals", n(0))],
            "pending",
            1,
        ),
        (vec![("required_approvals", Bool(true))], "pending", 1),
        (vec![("required_approvals", s("3"))], "pending", 3),
        (vec![("status", s("Pending"))], "Pending", 2),
    ] {
        let approval = an_approval(&changes);
        let work = approval.work(&[], now());
        assert_eq!(
            (work.state.as_str(), approval.required),
            (state, required),
            "{changes:?}"
        );
    }
    assert!(
        !an_approval(&[("status", s("Pending"))]).is_pending(),
        "words are exact"
    );
    let list = an_approval(&[("approvers", L(vec![s("u-1"), s("u-2")]))]);
    let text = an_approval(&[]);
    for approval in [list, text] {
        let shown = approval
            .attributes
            .iter()
            .filter(|a| a.group == "approvers");
        let shown: Vec<&str> = shown.map(|a| a.value.as_str()).collect();
        assert_eq!(shown.join(", "), "u-1, u-2");
    }
}

fn a_command(changes: &[(&str, AttributeValue)]) -> Command {
    let mut raw = item([
        ("command_id", s("c-1")),
        ("created_at", s("2026-11-21T13:50:00.000Z")),
        ("command_type", s("HEALTH_CHECK")),
        ("status", s("PENDING")),
        (
            "parameters",
            s(&format!("{{\"token\":\"{CANARY}\",\"tenant_id\":\"t1\"}}")),
        ),
        ("ttl", n(1_771_682_400)),
    ]);
    for (name, value) in changes {
        raw.insert((*name).to_owned(), value.clone());
    }
    command::command(&raw, 0)
}

#[test]
fn a_command_is_what_its_status_says_and_never_more() {
    let status = |word: &str| ("status", s(word));
    for (changes, kind) in [
        (vec![], Some(WorkKind::CommandStuck)),
        (vec![("created_at", s("2026-11-21T13:55:00.000Z"))], None),
        (
            vec![("created_at", s("ontem"))],
            Some(WorkKind::CommandStuck),
        ),
        (vec![status("RUNNING")], None),
        (vec![status("SUCCESS")], None),
        (vec![status("ERROR")], Some(WorkKind::CommandFailed)),
        (vec![status("pending")], None),
        (vec![("status", n(1))], None),
        (
            vec![("tenant_id", Null(true))],
            Some(WorkKind::CommandStuck),
        ),
    ] {
        let command = a_command(&changes);
        let work = command.work(now());
        assert_eq!(work.as_ref().map(|work| work.key.kind), kind, "{changes:?}");
        assert!(work.is_none_or(|work| work.state != "RUNNING"));
        assert!(!format!("{command:?}").contains(CANARY));
    }
    assert_eq!(a_command(&[("tenant_id", Null(true))]).tenant, None);
    assert_eq!(
        a_command(&[status("STRANGE")]).status,
        CommandStatus::Other("STRANGE".into())
    );
    assert!(a_command(&[("command_type", s("REPROCESS_QUEUE")), status("SUCCESS")]).is_simulated());
    let told = a_command(&[("output", s("  [ {\"secret\": \"x\", \"ok\": true} ]"))]);
    let Some(Output::Parsed(facts)) = told.output else {
        panic!("it is JSON")
    };
    assert_eq!((facts.len(), facts[0].label.as_str()), (1, "1 · ok"));
}

#[test]
fn the_word_of_a_command_leads_back_to_its_key() {
    let id = CommandId {
        command_id: "c#1".into(),
        created_at: "2026-11-21T13:50:00.000Z".into(),
    };
    assert_eq!(CommandId::from_word(&id.word()), Some(id));
    for word in ["", "#", "x", "x#", "#x"] {
        assert_eq!(CommandId::from_word(&WorkId::from(word)), None, "{word}");
    }
}

#[test]
fn days_without_a_date_are_an_oddity_and_none_is_dropped() {
    let tenant = TenantId::from("t1");
    let row = |pairs: [(&str, AttributeValue); 2]| item(pairs);
    let dated = [
        row([("sk", s("2026-11-20#a")), ("total_requests", n(4))]),
        row([
            ("date", s("2026-11-19T00:00:00Z")),
            ("total_requests", s("3")),
        ]),
        row([("date", n(5)), ("sk", s("sem-data#a"))]),
    ];
    let months = usage::months(&tenant, &dated);
    assert_eq!(
        (months.len(), months[0].count(), months[0].oddities),
        (1, 7, 1)
    );
    let alone = usage::months(&tenant, &dated[2..]);
    assert_eq!((alone[0].month.as_str(), alone[0].oddities), ("", 1));
    assert!(usage::months(&tenant, &[]).is_empty());
}
