//! The Notification Agent's items: habits of its writers, wrong types, and any item at all. No secret and no
//! body comes out.

mod arbitrary;

use crate::*;
use aws_sdk_dynamodb::types::AttributeValue::{Bool, L, M, Null};
use switchboard::domain::agent::{SeenSwitch, Switch};
use switchboard::domain::conversation::{MessageKind, Speaker, Status};
use switchboard::domain::id::TenantId;
use switchboard::domain::tenant::TenantStatus;
use switchboard::platform::notification::health::{self, Health};
use switchboard::platform::notification::item::mail::{self, Notification, Stage};
use switchboard::platform::notification::item::source::{self, Source};
use switchboard::platform::notification::item::sync;
use switchboard::platform::notification::item::{clean, conversation, usage, user, work};

const NOW: &str = "2026-11-21T14:00:00Z";

fn now() -> jiff::Timestamp {
    NOW.parse().unwrap()
}

/// A notification of a quarter of an hour ago, as the system puts it.
fn fetched() -> Item {
    item([
        ("user_id", s("temp_user")),
        ("notification_id", s("<CAB7@mail.example.com>")),
        ("source_type", s("email")),
        ("source_id", s("src-1")),
        ("subject", s("Tu pedido \u{1b}[31mva en camino")),
        ("from", s("Tienda <envios@aurora.example>")),
        ("content", s(CANARY)),
        ("created_at", s("2026-11-21T08:45:00.123456-05:00")),
        ("delivered_at", Null(true)),
        ("delivery_method", Null(true)),
    ])
}

fn of(changes: &[(&str, AttributeValue)]) -> Notification {
    let mut raw = fetched();
    for (name, value) in changes {
        raw.insert((*name).to_owned(), value.clone());
    }
    mail::notification(&raw, 0)
}

fn a_source(changes: &[(&str, AttributeValue)]) -> Source {
    let mut raw = item([
        ("user_id", s("temp_user")),
        ("source_id", s("src-1")),
        ("source_type", s("email")),
        ("email", s("ana@example.com")),
        ("host", s("imap.gmail.com")),
        ("port", n(993)),
        ("use_ssl", Bool(true)),
        ("credentials_secret_arn", s(CANARY)),
        ("status", s("active")),
        ("created_at", s("2026-11-01T10:00:00.000001Z")),
        ("updated_at", s("2026-11-02T10:00:00.000001")),
        ("last_sync_at", Null(true)),
    ]);
    for (name, value) in changes {
        raw.insert((*name).to_owned(), value.clone());
    }
    source::source(&raw, 0)
}

#[test]
fn a_notification_is_as_far_as_its_attributes_say() {
    for (changes, stage) in [
        (vec![], Stage::Fetched),
        (vec![("summary", s(" "))], Stage::Fetched),
        (vec![("summary", s("Llega mañana."))], Stage::Summarised),
        (
            vec![("summary", s("Unable to generate summary."))],
            Stage::SummaryFailed,
        ),
        (
            vec![("delivered_at", s("2026-11-21T13:50:00.1Z"))],
            Stage::Delivered,
        ),
        (vec![("delivered_at", s(""))], Stage::Fetched),
        (vec![("delivered_at", n(1_733_930_000))], Stage::Fetched),
    ] {
        assert_eq!(of(&changes).stage, stage, "{changes:?}");
    }
    assert_eq!(of(&[]).oddities, 0, "NULL is absent");
    assert_eq!(of(&[("delivered_at", Bool(true))]).oddities, 1);
}

#[test]
fn it_is_stuck_after_two_periods_by_its_own_date_in_any_form() {
    for (created, state) in [
        ("2026-11-21T08:45:00.123456-05:00", "fetched"),
        ("2026-11-21T13:31:00", "fetched"),
        ("2026-11-21T13:29:00", "fetched · stuck"),
        ("2026-11-21T13:29:00.5Z", "fetched · stuck"),
        ("2026-11-21T15:29:00+02:00", "fetched · stuck"),
        ("2026-11-22T00:00:00Z", "fetched"),
        ("Tue, 10 Dec 2024 10:00:00 +0000", "fetched · stuck"),
    ] {
        assert_eq!(of(&[("created_at", s(created))]).state(now()), state);
    }
    let old = ("created_at", s("2026-11-20T00:00:00Z"));
    let done = ("delivered_at", s("2026-11-20T00:20:00Z"));
    assert_eq!(of(&[old.clone(), done]).state(now()), "delivered");
    let summarised = of(&[old, ("summary", s("x"))]);
    assert_eq!(summarised.state(now()), "summarised · stuck");
}

#[test]
fn a_message_says_subject_and_sender_and_no_more() {
    let message = of(&[("summary", s(CANARY))]).message(now());
    assert_eq!(
        message.text,
        "Tu pedido ␛[CSI]va en camino\nTienda <e•••@aurora.example>"
    );
    assert_eq!(message.from, Speaker::System);
    assert_eq!(message.kind, MessageKind::Other("summarised".into()));
    assert_eq!(message.id.as_str(), "<CAB7@mail.example.com>");
    assert_eq!(message.at, at("2026-11-21T13:45:00.123456Z"));
    assert!(!format!("{message:?}").contains(CANARY));
    let raw = fetched();
    assert_eq!(mail::body(&raw, "src-1").unwrap(), CANARY, "asked for");
    assert_eq!(mail::body(&raw, "src-2"), None, "of another source");
}

#[test]
fn the_newest_message_is_so_by_time_and_not_by_key() {
    let one = |id: &str, created: &str| {
        of(&[
            ("notification_id", s(id)),
            ("created_at", s(created)),
            ("subject", s(id)),
        ])
    };
    let mail = [
        one("<z@x>", "2026-11-21T09:00:00Z"),
        one("<a@x>", "2026-11-21T08:00:00-05:00"),
        one("src-1_1733930000.123", "2026-11-21T12:30:00"),
        one("<zz@x>", "no date"),
    ];
    let mail: Vec<&Notification> = mail.iter().collect();
    let row = conversation::row(
        &TenantId::from("temp_user"),
        "src-1",
        Some(&a_source(&[])),
        &mail,
    );
    let talk = row.talk.clone().unwrap();
    assert_eq!(talk.last.unwrap().text, "<a@x>");
    assert_eq!((talk.messages, row.oddities), (4, 1));
    assert_eq!(talk.customer.name.unwrap(), "a•••@example.com");
    assert!(row.record.is_none());
}

#[test]
fn no_word_of_a_source_puts_it_into_the_queue() {
    for word in ["PASSED_TO_HUMAN", "ESCALATED", "escalated", "paused"] {
        let source = a_source(&[("status", s(word))]);
        let row = conversation::row(&TenantId::from("u"), "src-1", Some(&source), &[]);
        assert_eq!(row.status(), &Status::Other(word.into()));
        assert!(row.escalation().is_none(), "{word}");
    }
}

#[test]
fn lists_do_not_even_fetch_what_is_private() {
    let fetched = [
        &user::FIELDS[..],
        &source::FIELDS,
        &sync::FIELDS,
        &mail::FIELDS,
    ]
    .concat();
    for private in ["password_hash", "credentials_secret_arn", "content"] {
        assert!(!fetched.contains(&private), "{private}");
    }
}

#[test]
fn a_source_is_a_switch() {
    let on = a_source(&[]).activation();
    assert_eq!(on.switch, Switch::On);
    assert_eq!(
        (on.agent.as_str(), on.tenant_name.as_str()),
        ("a•••@example.com", "temp_user")
    );
    assert_eq!(on.since, at("2026-11-02T10:00:00.000001Z"));
    assert_eq!(
        on.seen,
        SeenSwitch::Row {
            status: Some("active".into()),
            updated_at: Some("2026-11-02T10:00:00.000001".into())
        }
    );
    let switch = |value| a_source(&[("status", value)]).switch();
    assert_eq!(switch(s("paused")), Switch::Off);
    assert_eq!(switch(s("error")), Switch::Other("error".into()));
    assert_eq!(switch(Null(true)), Switch::Other("".into()));
    assert!(!format!("{:?}", a_source(&[])).contains(CANARY));
}

#[test]
fn a_user_is_a_tenant_without_a_status() {
    let tenant = user::tenant(
        &item([
            ("user_id", s("ana@example.com")),
            ("email", s("ana@example.com")),
            ("password_hash", s(CANARY)),
            ("phone", s("+573005550142")),
            ("subscription_tier", s("pro")),
            ("notification_method", s("both")),
            ("notification_email", s("alertas@example.com")),
            ("summary_frequency", n(30)),
            ("created_at", s("2026-11-01T10:00:00.123456Z")),
            ("updated_at", L(vec![])),
        ]),
        0,
    );
    assert_eq!(tenant.name, "a•••@example.com");
    assert_eq!(tenant.id.as_str(), "ana@example.com", "verbs need the key");
    assert_eq!(
        (&tenant.status, tenant.plan.as_deref()),
        (&TenantStatus::Missing, Some("pro"))
    );
    let flat: Vec<String> = tenant
        .attributes
        .iter()
        .map(|a| format!("{}={}", a.group, a.value))
        .collect();
    assert_eq!(
        flat,
        [
            "email=a•••@example.com",
            "phone=+57 ••• ••01 42",
            "notification_method=both",
            "notification_email=a•••@example.com",
            "summary_frequency=30",
            "created_at=2026-11-01T10:00:00.123456Z",
        ]
    );
    assert!(tenant.oddities > 0 && !format!("{tenant:?}").contains(CANARY));
    let orphan = user::orphan("temp_user");
    assert_eq!(orphan.name, "temp_user");
    assert_eq!(orphan.status, TenantStatus::Other("orphan".into()));
}

#[test]
fn an_error_names_no_secret() {
    for (raw, shown) in [
        (
            "denied on resource: arn:aws:secretsmanager:us-east-1:0:secret:x/ana@example.com, twice",
            "denied on resource: arn:•••, twice",
        ),
        (
            "login failed (ana@example.com)",
            "login failed (a•••@example.com)",
        ),
        ("[AUTHENTICATIONFAILED]", "[AUTHENTICATIONFAILED]"),
        ("Bearer abc", "•••"),
    ] {
        assert_eq!(clean(raw), shown);
    }
}

#[test]
fn the_last_reads_and_the_word_make_the_health() {
    let reads = |last: AttributeValue, errors: AttributeValue, error: AttributeValue| {
        let raw = item([
            ("user_id", s("temp_user")),
            ("source_id", s("src-1")),
            ("last_sync_timestamp", last),
            ("error_count", errors),
            ("last_error", error),
        ]);
        sync::sync(&raw, 0)
    };
    let fresh = || s("2026-11-21T13:50:00.000001Z");
    let well = reads(fresh(), n(0), Null(true));
    let failed = reads(s("2026-11-21T03:00:00Z"), n(4), s("timed out"));
    let stale = reads(s("2026-11-21T03:00:00Z"), n(0), Null(true));
    let odd = reads(n("1e99"), s("tres"), M(Item::new()));
    assert_eq!(odd.oddities, 3);
    let active = a_source(&[]);
    assert_eq!(health::of(&active, Some(&well), now()), Health::Unproven);
    assert_eq!(health::of(&active, Some(&failed), now()), Health::Failing);
    assert_eq!(health::of(&active, Some(&stale), now()), Health::Well);
    assert_eq!(health::of(&active, None, now()), Health::Well);
    let paused = a_source(&[("status", s("paused"))]);
    assert_eq!(health::of(&paused, Some(&failed), now()), Health::Well);
    let error = a_source(&[("status", s("error"))]);
    assert_eq!(health::of(&error, None, now()), Health::Failing);
    let new = a_source(&[("created_at", s("2026-11-21T10:00:00Z"))]);
    assert_eq!(health::of(&new, Some(&well), now()), Health::Well);

    let found = work::failing(&active, Some(&failed));
    assert_eq!(found.reason.as_deref(), Some("timed out"));
    assert_eq!(found.since, at("2026-11-21T03:00:00Z"), "last read well");
    assert_eq!(
        (found.subject.as_str(), found.state.as_str()),
        ("a•••@example.com", "active")
    );
}

#[test]
fn months_count_by_date_and_say_what_failed() {
    let mail = [
        of(&[]),
        of(&[("created_at", s("2026-11-20T23:30:00-05:00"))]),
        of(&[
            ("created_at", s("2026-11-20T10:00:00")),
            ("delivered_at", s("2026-11-20T10:20:00Z")),
        ]),
        of(&[
            ("created_at", s("2026-10-31T10:00:00Z")),
            ("delivered_at", s("2026-10-31T10:20:00Z")),
            ("summary", s("Unable to generate summary.")),
        ]),
        of(&[("created_at", Null(true))]),
    ];
    let months = usage::months(&TenantId::from("temp_user"), &mail, now());
    let flat: Vec<_> = months
        .iter()
        .map(|month| {
            let activity = month.activity().unwrap();
            (
                month.month.to_string(),
                activity.count,
                activity.failed,
                month.oddities,
            )
        })
        .collect();
    assert_eq!(
        flat,
        [("2026-11".into(), 3, 1, 1), ("2026-10".into(), 1, 1, 0)]
    );
    let days: Vec<&str> = months[0]
        .activity()
        .unwrap()
        .days
        .iter()
        .map(|day| day.date.as_str())
        .collect();
    assert_eq!(days, ["2026-11-20", "2026-11-21"], "oldest first, in UTC");
}
