//! Conversations: shapes, ids, status words, times and versions.

use crate::*;
use aws_sdk_dynamodb::types::AttributeValue::{Bool, L, M, Null};
use jiff::Timestamp;
use std::collections::HashSet;
use switchboard::domain::conversation::{ConversationRow, Status, Storage};
use switchboard::domain::escalation::Priority;
use switchboard::domain::id::{ConversationKey, TenantId};
use switchboard::platform::Stored;
use switchboard::platform::marketplace::item::conversation;

pub fn said(from: &str, id: &str, time: &str, content: &str) -> AttributeValue {
    M(item([
        ("id", s(id)),
        ("from", s(from)),
        ("timestamp", s(time)),
        ("type", s("text")),
        ("content", s(content)),
    ]))
}

pub fn escalation(id: &str) -> Item {
    item([
        ("tenantId", s(TENANT)),
        ("conversationId", s(id)),
        ("status", s("PASSED_TO_HUMAN")),
        ("escalationTime", s("2026-11-21T13:58:12.000Z")),
        ("escalationReason", s("Pide hablar con una persona")),
        ("priority", s("high")),
        ("updatedAt", s("2026-11-21T13:58:12.000Z")),
    ])
}

pub fn embedded(id: &str) -> Item {
    item([
        ("tenantId", s(TENANT)),
        ("conversationId", s(id)),
        ("customerId", s("+573005554217")),
        ("status", s("escalated")),
        ("lastUpdate", s("2026-11-21T13:59:00.000Z")),
        (
            "messages",
            L(vec![
                said(
                    "customer",
                    "wamid.A1",
                    "2026-11-21T13:58:00.000Z",
                    "El pedido 8841 llegó roto",
                ),
                said(
                    "bot",
                    "resp_1",
                    "2026-11-21T13:58:05.000Z",
                    "Lamento lo ocurrido.",
                ),
                said(
                    "bot",
                    "resp_2",
                    "2026-11-21T13:59:00.000Z",
                    "Tu conversación está siendo atendida por un asesor. Te responderá pronto.",
                ),
            ]),
        ),
    ])
}

pub fn only(rows: Vec<ConversationRow>) -> ConversationRow {
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows.into_iter().next().unwrap()
}

pub fn row(item: &Item) -> ConversationRow {
    only(conversation::rows([item], None))
}

pub fn open(items: &[Item], id: &str) -> Stored {
    let key = ConversationKey::marketplace(&TenantId::from(TENANT), id);
    conversation::stored(items, &key).unwrap()
}

#[test]
fn both_items_of_a_conversation_are_one_row_in_either_order() {
    let record = escalation("conv_tenant-plaza_573005554217");
    let talk = embedded("tenant-plaza#conv_tenant-plaza_573005554217");
    for items in [[&record, &talk], [&talk, &record]] {
        let row = only(conversation::rows(items, None));
        assert_eq!(
            row.key.conversation.as_str(),
            "conv_tenant-plaza_573005554217"
        );
        assert_eq!(row.status(), &Status::PassedToHuman);
        assert_eq!(row.storage(), Storage::Embedded);
        assert_eq!(row.oddities, 0);
        let record = row.record.clone().unwrap();
        assert_eq!(record.priority, Priority::High);
        assert_eq!(record.version.as_deref(), Some("2026-11-21T13:58:12.000Z"));
        assert!(!record.has_messages);
        let talk = row.talk.unwrap();
        assert_eq!(talk.messages, 3);
        assert_eq!(talk.customer.phone.unwrap(), "+57 ••• ••42 17");
        assert_eq!(
            talk.last.unwrap().text,
            "Lamento lo ocurrido.",
            "a waiting line is no news"
        );
    }
}

#[test]
fn all_four_forms_of_an_id_give_the_phone_and_the_bare_id() {
    for (id, bare, phone) in [
        (
            "conv_tenant-plaza_573005554217",
            "conv_tenant-plaza_573005554217",
            Some("••• ••42 17"),
        ),
        (
            "conv_+573005554217",
            "conv_+573005554217",
            Some("+57 ••• ••42 17"),
        ),
        (
            "tenant-plaza#conv_573005554217",
            "conv_573005554217",
            Some("••• ••42 17"),
        ),
        (
            "tenant-plaza#conv_tenant-plaza_573005554217",
            "conv_tenant-plaza_573005554217",
            Some("••• ••42 17"),
        ),
        ("conv-123", "conv-123", None),
        ("tenant-plaza#", "tenant-plaza#", None),
        (
            "otro#conv_573005554217",
            "otro#conv_573005554217",
            Some("••• ••42 17"),
        ),
    ] {
        let row = row(&escalation(id));
        assert_eq!(row.key.conversation.as_str(), bare);
        assert_eq!(row.customer().unwrap().phone.as_deref(), phone, "{id}");
        assert_eq!(row.record.is_some(), id == bare, "{id}");
    }
}

#[test]
fn the_stated_customer_counts_unless_it_is_no_phone() {
    for (customer, phone) in [
        (s("+573005550199"), Some("+57 ••• ••01 99")),
        (s("tenant-007#573005550199"), Some("••• ••01 99")),
        (n(573_005_550_199_i64), Some("••• ••01 99")),
        (s("unknown"), Some("••• ••42 17")),
        (s("8841"), Some("••• ••42 17")),
        (L(vec![]), Some("••• ••42 17")),
    ] {
        let mut raw = escalation("conv_573005554217");
        raw.insert("customerId".into(), customer.clone());
        assert_eq!(
            row(&raw).customer().unwrap().phone.as_deref(),
            phone,
            "{customer:?}"
        );
    }
}

#[test]
fn the_three_vocabularies_of_status_are_told_apart() {
    for (word, status, waits, pauses) in [
        ("ACTIVE", Status::Active, false, false),
        ("active", Status::Active, false, false),
        ("PASSED_TO_HUMAN", Status::PassedToHuman, true, true),
        ("ESCALATED", Status::Escalated, true, true),
        ("escalated", Status::EscalatedUnheard, true, false),
        ("closed", Status::Closed, false, false),
        ("RESOLVED", Status::Resolved, false, false),
        (
            "in_progress",
            Status::Other("in_progress".into()),
            false,
            false,
        ),
    ] {
        let mut raw = escalation("conv_1");
        raw.insert("status".into(), s(word));
        let row = row(&raw);
        assert_eq!(row.status(), &status);
        assert_eq!(
            (row.status().waits_for_human(), row.status().pauses_bot()),
            (waits, pauses)
        );
        assert_eq!(row.oddities, u16::from(matches!(status, Status::Other(_))));
    }
    let mut raw = escalation("conv_1");
    raw.remove("status");
    assert_eq!(row(&raw).status(), &Status::Active);
}

#[test]
fn a_row_per_message_item_keeps_only_the_last_and_says_so() {
    let mut raw = item([
        ("tenantId", s(TENANT)),
        ("conversationId", s("tenant-plaza#conv_573005554217")),
        ("timestamp", n(1_763_733_480_000_i64)),
        ("messageId", s("wamid.B2")),
        ("from", s("customer")),
        ("content", s("¿Sigue disponible?")),
        ("type", s("text")),
    ]);
    let last = row(&raw);
    assert_eq!(last.storage(), Storage::LastMessageOnly);
    assert!(last.record.is_none());
    assert_eq!(
        last.last_activity(),
        Timestamp::from_second(1_763_733_480).ok()
    );
    let stored = open(&[raw.clone()], "conv_573005554217");
    assert_eq!(stored.messages.len(), 1);
    assert_eq!(stored.messages[0].id.as_str(), "wamid.B2");

    raw.remove("messageId");
    let one = open(&[raw.clone()], "conv_573005554217");
    raw.insert("content".into(), s("¿Hola?"));
    let other = open(&[raw.clone()], "conv_573005554217");
    assert_ne!(one.messages[0].id, other.messages[0].id);

    for name in ["from", "content"] {
        raw.remove(name);
    }
    raw.insert("timestamp".into(), n(0));
    let metadata = row(&raw);
    assert_eq!(metadata.storage(), Storage::LastMessageOnly);
    assert_eq!(metadata.last_activity(), None, "0 is no time");
    assert!(open(&[raw], "conv_573005554217").messages.is_empty());
}

#[test]
fn times_come_in_every_form_and_as_numbers_in_strings() {
    for (value, expected) in [
        (s("2026-11-21T13:58:12.000Z"), at("2026-11-21T13:58:12Z")),
        (s("2026-11-21 13:58:12"), at("2026-11-21T13:58:12Z")),
        (s("2026-11-21T08:58:12-05:00"), at("2026-11-21T13:58:12Z")),
        (n(1_795_269_492_i64), at("2026-11-21T13:58:12Z")),
        (n(1_795_269_492_000_i64), at("2026-11-21T13:58:12Z")),
        (s("1795269492000"), at("2026-11-21T13:58:12Z")),
        (n("1795269492000.5"), at("2026-11-21T13:58:12Z")),
        (n("1.795269492E12"), at("2026-11-21T13:58:12Z")),
        (n(0), None),
        (s(""), None),
        (Null(true), None),
    ] {
        let mut raw = escalation("conv_1");
        raw.insert("escalationTime".into(), value.clone());
        let row = row(&raw);
        assert_eq!(row.record.unwrap().since, expected, "{value:?}");
        assert_eq!(row.oddities, 0, "{value:?}");
    }
    for odd in [s("ayer"), Bool(true), L(vec![]), n("1e300"), s("NaN")] {
        let mut raw = escalation("conv_1");
        raw.insert("escalationTime".into(), odd.clone());
        let row = row(&raw);
        assert_eq!(
            (row.record.unwrap().since, row.oddities),
            (None, 1),
            "{odd:?}"
        );
    }
}

#[test]
fn a_version_is_compared_as_it_was_stored() {
    let mut raw = escalation("conv_1");
    raw.remove("updatedAt");
    assert_eq!(row(&raw).record.unwrap().version, None);
    let mut versions = HashSet::new();
    for value in [s("x"), n(5), Bool(true), Null(true), L(vec![])] {
        raw.insert("updatedAt".into(), value);
        assert!(versions.insert(row(&raw).record.unwrap().version));
    }
    assert_eq!(versions.len(), 5);
}
