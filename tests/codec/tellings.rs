//! The six bodies that tell of escalations, raw and in the envelope of a topic.

use crate::arbitrary::{harmless, text};
use proptest::prelude::*;
use serde_json::{Value, json};
use switchboard::domain::briefing::{Briefing, DaySummary, Told, Trigger, Whose};
use switchboard::domain::escalation::Priority;
use switchboard::domain::id::{ConversationKey, TenantId};
use switchboard::domain::letter::Letter;
use switchboard::platform::marketplace::item::telling;

const SENT: &str = "2026-11-21T14:03:20Z";
const TOLD: &str = "2026-11-21T14:00:00.250Z";

fn letter(body: impl Into<String>) -> Letter {
    Letter {
        id: "5f2c".to_owned(),
        receipt: "receipt".to_owned(),
        body: body.into(),
        sent: Some(SENT.parse().unwrap()),
    }
}

fn enveloped(body: &str) -> Letter {
    let envelope = json!({
        "Type": "Notification",
        "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        "TopicArn": "arn:aws:sns:us-east-1:000000000000:ai-marketplace-escalations",
        "Subject": "🔴 Escalación HIGH - Plaza",
        "Message": body,
        "Timestamp": SENT,
    });
    letter(serde_json::to_string_pretty(&envelope).unwrap())
}

fn read(letter: &Letter) -> Told {
    telling::told(letter, "2026-12-01T00:00:00Z".parse().unwrap()).unwrap()
}

/// Both ways in which a body may come, which must read the same.
fn both(body: &str) -> Told {
    let raw = read(&letter(body));
    assert_eq!(raw, read(&enveloped(body)));
    raw
}

fn first() -> Value {
    json!({
        "tenantId": "tenant-plaza",
        "businessName": "Plaza",
        "conversationId": "conv_tenant-plaza_573005554217",
        "escalationReason": "Suena a queja: \"malo\"",
        "priority": "high",
        "suggestedAgent": "customer_service_supervisor",
        "estimatedResolutionTime": 10,
        "triggers": [{"type": "complaint", "reason": "Suena a queja: \"malo\"", "confidence": 0.8}],
        "timestamp": TOLD,
        "escalationContacts": {"email": "ana@example.com", "whatsapp": "+573005550000"},
    })
}

fn second() -> Value {
    let mut body = first();
    body["type"] = json!("escalation_notification");
    body["customerPhone"] = json!("+573005554217");
    body["conversationSummary"] = json!("El cliente +573005554217 dice que el pedido llegó roto");
    body["formattedMessage"] = json!("🔴 Escalación");
    body
}

fn escalated(told: Told) -> (Whose, Briefing) {
    match told {
        Told::Escalated(whose, briefing) => (whose, *briefing),
        other => panic!("{other:?}"),
    }
}

fn plaza(id: &str) -> Whose {
    Whose::Conversation(ConversationKey::marketplace(
        &TenantId::from("tenant-plaza"),
        id,
    ))
}

#[test]
fn the_first_body_has_no_type_and_says_why() {
    let (whose, briefing) = escalated(both(&serde_json::to_string_pretty(&first()).unwrap()));
    assert_eq!(whose, plaza("conv_tenant-plaza_573005554217"));
    assert_eq!(briefing.at, TOLD.parse().unwrap());
    assert_eq!(briefing.priority, Priority::High);
    assert_eq!(briefing.suggested.unwrap(), "customer_service_supervisor");
    assert_eq!(briefing.estimate, Some(10));
    let trigger = &briefing.triggers[0];
    assert_eq!(trigger.kind.as_ref().unwrap(), "complaint");
    assert_eq!(trigger.confidence, Some(0.8));
    assert_eq!(trigger.keyword.as_ref().unwrap(), "malo");
    assert_eq!(briefing.summary, None);
}

#[test]
fn the_second_body_brings_summary_and_number_and_hides_the_number() {
    let (whose, briefing) = escalated(both(&second().to_string()));
    assert_eq!(whose, plaza("conv_tenant-plaza_573005554217"));
    assert_eq!(briefing.phone.clone().unwrap(), "+57 ••• ••42 17");
    assert_eq!(
        briefing.summary.clone().unwrap(),
        "El cliente +57 ••• ••42 17 dice que el pedido llegó roto"
    );
    assert!(!format!("{briefing:?}").contains("3005554217"));
}

#[test]
fn the_urgent_alert_has_no_triggers_and_no_number() {
    let mut body = second();
    body["customerPhone"] = json!("unknown");
    body["priority"] = json!("urgent");
    body["triggers"] = json!([]);
    let (_, briefing) = escalated(both(&body.to_string()));
    assert_eq!(briefing.priority, Priority::Urgent);
    assert_eq!(briefing.phone, None);
    assert!(briefing.triggers.is_empty());
}

#[test]
fn a_reset_names_who_resolved_it() {
    let body = json!({
        "type": "escalation_resolved", "tenantId": "tenant-plaza", "businessName": "Plaza",
        "conversationId": "tenant-plaza#conv_573005554217", "resolvedBy": "admin-1",
        "resolutionTime": 0, "timestamp": TOLD,
    });
    let Told::Resolved(key, resolution) = both(&body.to_string()) else {
        panic!("no resolution");
    };
    assert_eq!(key.conversation.as_str(), "conv_573005554217");
    assert_eq!(resolution.by.unwrap(), "admin-1");
    assert_eq!(resolution.at, TOLD.parse().unwrap());
}

#[test]
fn a_daily_summary_belongs_to_no_conversation() {
    let body = json!({
        "type": "daily_summary", "date": "2026-11-20",
        "summary": {"totalEscalations": 12, "byPriority": {"high": 7}, "avgResolutionTime": 8.5, "unresolved": 3},
    });
    assert_eq!(
        both(&body.to_string()),
        Told::Summary(DaySummary {
            date: "2026-11-20".into(),
            escalations: Some(12),
            unresolved: Some(3),
        })
    );
}

#[test]
fn the_plain_text_names_a_customer_and_no_conversation() {
    let body = "Escalation Alert\n\nCustomer: +57 300 555 4217\nTenant: tenant-plaza\nReason: Error técnico\n\
                Last Intent: compra\nMessage: Quiero dos\ny una persona";
    let (whose, briefing) = escalated(both(body));
    let tenant = TenantId::from("tenant-plaza");
    let phone = "+573005554217".to_owned();
    assert_eq!(
        whose,
        Whose::Customer {
            tenant: tenant.clone(),
            phone: phone.clone()
        }
    );
    assert_eq!(briefing.at, SENT.parse().unwrap());
    assert_eq!(briefing.last_intent.unwrap(), "compra");
    assert_eq!(briefing.message.unwrap(), "Quiero dos\ny una persona");
    let ids: Vec<String> = telling::ids_of(&tenant, &phone)
        .iter()
        .map(|key| key.conversation.as_str().to_owned())
        .collect();
    assert_eq!(
        ids,
        [
            "conv_tenant-plaza_573005554217",
            "conv_tenant-plaza_+573005554217",
            "conv_573005554217",
            "conv_+573005554217",
        ]
    );
}

#[test]
fn ids_in_every_form_are_joined_as_in_the_table() {
    for (id, bare) in [
        ("conv_573005554217", "conv_573005554217"),
        ("tenant-plaza#conv_573005554217", "conv_573005554217"),
        (
            "tenant-plaza#conv_tenant-plaza_573005554217",
            "conv_tenant-plaza_573005554217",
        ),
        ("conv-123", "conv-123"),
    ] {
        let mut body = first();
        body["conversationId"] = json!(id);
        assert_eq!(escalated(read(&letter(body.to_string()))).0, plaza(bare));
        if id.contains('#') {
            body.as_object_mut().unwrap().remove("tenantId");
            assert_eq!(
                escalated(read(&letter(body.to_string()))).0,
                plaza(bare),
                "by its prefix"
            );
        }
    }
}

#[test]
fn an_envelope_has_its_own_identity_and_a_letter_its_own() {
    assert_eq!(telling::identity(&letter("{}")), "5f2c");
    assert_eq!(
        telling::identity(&enveloped("{}")),
        "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324"
    );
}

#[test]
fn what_is_none_of_the_six_comes_back_short_and_without_numbers() {
    let long = "x".repeat(100_000);
    for body in [
        "".to_owned(),
        "[]".to_owned(),
        "null".to_owned(),
        "{}".to_owned(),
        "Customer: 573005554217".to_owned(),
        json!({"type": "refund", "tenantId": "t", "conversationId": "c", "phone": "+573005554217"})
            .to_string(),
        json!({"type": "daily_summary"}).to_string(),
        json!({"tenantId": "t", "conversationId": long, "priority": "high"}).to_string(),
        json!({"tenantId": "t".repeat(1_200), "conversationId": "c"}).to_string(),
        json!({"Type": "SubscriptionConfirmation", "Token": "DUMMY"}).to_string(),
    ] {
        let told = telling::told(&letter(body.clone()), SENT.parse().unwrap());
        match told {
            Err(unread) => {
                assert!(!unread.body.contains("3005554217"), "{unread:?}");
                assert!(unread.body.chars().count() <= 1_100);
            }
            // A key is cut where it is too long for a table; the rest was understood.
            Ok(told) => panic!("{body:.80}: {told:?}"),
        }
    }
}

fn fragment() -> impl Strategy<Value = Briefing> {
    let trigger = (
        "[ab]",
        prop::option::of(0.0..1.0f64),
        prop::option::of("[a-d]{1,4}"),
    )
        .prop_map(|(kind, confidence, keyword)| Trigger {
            kind: Some(kind.into()),
            confidence,
            reason: None,
            keyword: keyword.map(Into::into),
        });
    (
        prop::option::of("[a-z]{0,6}"),
        prop::sample::select(&["", "low", "medium", "urgent", "odd"][..]),
        prop::option::of(0..200u32),
        prop::collection::vec(trigger, 0..4),
    )
        .prop_map(|(reason, priority, estimate, triggers)| {
            let mut briefing = Briefing::new(SENT.parse().unwrap());
            briefing.summary = reason.clone().map(Into::into);
            briefing.reason = reason.map(Into::into);
            briefing.priority = Priority::from_raw(priority);
            briefing.estimate = estimate;
            briefing.triggers = triggers;
            briefing.settle();
            briefing
        })
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        text().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((text(), inner), 0..4)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

const FIELDS: &[&str] = &[
    "type",
    "tenantId",
    "conversationId",
    "escalationReason",
    "priority",
    "suggestedAgent",
    "estimatedResolutionTime",
    "triggers",
    "timestamp",
    "customerPhone",
    "conversationSummary",
    "resolvedBy",
    "date",
    "summary",
    "Type",
    "Message",
    "Timestamp",
    "MessageId",
];

proptest! {
    #[test]
    fn any_body_is_read_or_comes_back(body in text(), value in json_value()) {
        for letter in [letter(body.clone()), enveloped(&body), letter(value.to_string())] {
            let told = telling::told(&letter, SENT.parse().unwrap());
            let _ = telling::identity(&letter);
            let shown = format!("{told:?}");
            prop_assert!(harmless(&shown), "{}", shown);
        }
    }

    #[test]
    fn any_value_under_any_name_is_read_or_comes_back(
        odd in prop::collection::vec((prop::sample::select(FIELDS), json_value()), 1..5),
    ) {
        for mut body in [first(), second()] {
            for (name, value) in &odd {
                body[*name] = value.clone();
            }
            let told = telling::told(&letter(body.to_string()), SENT.parse().unwrap());
            let shown = format!("{told:?}");
            prop_assert!(harmless(&shown), "{}", shown);
        }
    }

    #[test]
    fn two_tellings_make_one_whichever_comes_first(a in fragment(), b in fragment(), c in fragment()) {
        let merge = |parts: [&Briefing; 3]| {
            let mut merged = parts[0].clone();
            merged.absorb(parts[1].clone());
            merged.absorb(parts[2].clone());
            merged
        };
        let merged = merge([&a, &b, &c]);
        prop_assert_eq!(&merged, &merge([&c, &a, &b]));
        prop_assert_eq!(&merged, &merge([&b, &c, &a]));
        let mut again = merged.clone();
        again.absorb(a);
        prop_assert_eq!(again, merged);
    }
}
