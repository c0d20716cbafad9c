//! Any item at all: arbitrary trees of attribute values under the names that the codecs read.

use crate::conversations::open;
use crate::*;
use aws_sdk_dynamodb::types::AttributeValue::{Bool, L, M, Null};
use proptest::prelude::*;
use std::collections::HashSet;
use switchboard::domain::agent::Agent;
use switchboard::domain::conversation::MessageKind;
use switchboard::domain::id::{ConversationKey, TenantId};
use switchboard::domain::tenant::Tenant;
use switchboard::platform::Stored;
use switchboard::platform::alquimista::item as alquimista;
use switchboard::platform::marketplace::item::{
    conversation, customer, legacy, product, tenant, usage,
};

/// Attribute names of all systems, so that arbitrary values meet code that reads them.
const NAMES: &[&str] = &[
    "tenantId",
    "conversationId",
    "status",
    "messages",
    "timestamp",
    "content",
    "from",
    "id",
    "messageId",
    "type",
    "customerId",
    "lastUpdate",
    "updatedAt",
    "createdAt",
    "escalationTime",
    "escalationReason",
    "priority",
    "limits",
    "maxMessagesPerDay",
    "businessName",
    "ownerName",
    "plan",
    "integrations",
    "month",
    "period",
    "dailyStats",
    "date",
    "messagesCount",
    "messageCount",
    "storageUsedGB",
    "agent_id",
    "name",
    "display_name",
    "activated_at",
    "updated_at",
    "activated_by",
    "customerName",
    "productId",
    "price",
    "stock",
    "category",
    "condition",
    "currency",
    "phoneNumber",
    "leadScore",
    "totalConversations",
    "inquiryHistory",
    "lastInteraction",
    "preferredLanguage",
];
const SECRETS: &[&str] = &[
    "accessToken",
    "verifyToken",
    "whatsappToken",
    "password_hash",
    "credentials_encrypted",
    "apiKey",
    "access_token",
    "clientSecret",
];

pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\\x00-\\x1f\\x7f-\\u{9f}\\[\\]a;0-9]{0,12}",
        prop::sample::select(
            &[
                "",
                "0",
                "escalated",
                "conv_573005554217",
                "t#conv_573005554217",
                "t",
                "customer",
                "2026-11-21T13:58:12Z",
                "-1",
                "NaN",
                "\u{1b}]52;c;eA==\u{7}",
                "\u{202E}x",
                "{\"a\":[1]}"
            ][..]
        )
        .prop_map(str::to_owned),
    ]
}

pub fn value() -> impl Strategy<Value = AttributeValue> {
    let leaf = prop_oneof![
        text().prop_map(S),
        prop_oneof![
            any::<i64>().prop_map(|n| n.to_string()),
            any::<f64>().prop_map(|n| n.to_string()),
            text()
        ]
        .prop_map(N),
        any::<bool>().prop_map(Bool),
        Just(Null(true)),
        prop::collection::vec(text(), 0..3).prop_map(AttributeValue::Ss),
        prop::collection::vec(any::<u8>(), 0..4).prop_map(|bytes| AttributeValue::B(bytes.into())),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(L),
            map(inner).prop_map(M),
        ]
    })
}

fn map(inner: impl Strategy<Value = AttributeValue>) -> impl Strategy<Value = Item> {
    let name = prop_oneof![4 => prop::sample::select(NAMES).prop_map(str::to_owned), 1 => text()];
    (
        prop::collection::hash_map(name, inner, 0..10),
        prop::option::of(prop::sample::select(SECRETS)),
    )
        .prop_map(|(mut map, secret)| {
            if let Some(secret) = secret {
                map.insert(secret.to_owned(), s(CANARY));
            }
            map
        })
}

fn any_item() -> impl Strategy<Value = Item> {
    map(value())
}

/// All strings of a value that people see, which JSON writes as they are.
pub fn harmless(text: &str) -> bool {
    !text.chars().any(|c| {
        (c < ' ' && c != '\n')
            || ('\u{7f}'..='\u{9f}').contains(&c)
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}' | '\u{FEFF}')
    })
}

fn strings_of(stored: &Stored) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(record) = &stored.row.record {
        all.push(record.status.word().to_owned());
        all.push(record.priority.word().to_owned());
        all.extend(record.reason.iter().map(ToString::to_string));
    }
    if let Some(talk) = &stored.row.talk {
        all.push(talk.status.word().to_owned());
        all.extend(
            talk.customer
                .name
                .iter()
                .chain(&talk.customer.phone)
                .map(ToString::to_string),
        );
        all.extend(talk.last.iter().map(|last| last.text.to_string()));
    }
    for message in &stored.messages {
        all.push(message.text.to_string());
        all.push(message.id.as_str().to_owned());
        all.extend(message.by.iter().map(ToString::to_string));
        if let MessageKind::Other(word) = &message.kind {
            all.push(word.to_string());
        }
    }
    all
}

fn strings_of_tenant(tenant: &Tenant) -> Vec<String> {
    let mut all = vec![tenant.name.to_string(), tenant.status.word().to_owned()];
    all.extend(
        tenant
            .owner
            .iter()
            .chain(&tenant.plan)
            .map(ToString::to_string),
    );
    for attribute in &tenant.attributes {
        all.extend([&attribute.group, &attribute.label, &attribute.value].map(ToString::to_string));
    }
    all
}

proptest! {
    #[test]
    fn any_conversation_item_becomes_a_row(items in prop::collection::vec(any_item(), 1..6)) {
        let tenant = TenantId::from("t");
        let rows = conversation::rows(&items, Some(&tenant));
        let keys: HashSet<ConversationKey> = items
            .iter()
            .enumerate()
            .map(|(at, item)| conversation::row(item, Some(&tenant), at).key)
            .collect();
        prop_assert_eq!(rows.len(), keys.len());
        let debug = format!("{rows:?}");
        prop_assert!(!debug.contains(CANARY) && harmless(&debug), "{}", debug);
    }

    #[test]
    fn any_items_open_as_a_conversation(items in prop::collection::vec(any_item(), 1..3)) {
        let stored = open(&items, "conv_573005554217");
        for text in strings_of(&stored) {
            prop_assert!(harmless(&text), "{text:?}");
        }
        if let (1, Some(L(list))) = (items.len(), items[0].get("messages")) {
            prop_assert_eq!(stored.messages.len(), list.len());
        }
        let debug = format!("{stored:?}");
        prop_assert!(!debug.contains(CANARY));
    }

    #[test]
    fn any_tenant_item_becomes_a_tenant(raw in any_item()) {
        let tenant = tenant::tenant(&raw, 3);
        for text in strings_of_tenant(&tenant) {
            prop_assert!(harmless(&text), "{text:?}");
        }
        let debug = format!("{tenant:?}");
        prop_assert!(!debug.contains(CANARY));
    }

    #[test]
    fn any_usage_and_agent_row_is_read(raws in prop::collection::vec(any_item(), 0..4)) {
        let tenant = TenantId::from("t");
        let months = usage::months(&tenant, &raws, &raws);
        prop_assert!(months.len() >= raws.len());
        let agents: Vec<Agent> = raws.iter().enumerate().map(|(at, raw)| alquimista::agent(raw, at)).collect();
        let rows: Vec<_> = raws.iter().map(|raw| alquimista::activation(raw, &tenant, &agents)).collect();
        let debug = format!("{months:?}{agents:?}{rows:?}");
        prop_assert!(!debug.contains(CANARY) && harmless(&debug), "{}", debug);
    }

    #[test]
    fn any_product_and_customer_is_read(raw in any_item()) {
        let (one, who) = (product::product(&raw), customer::customer(&raw));
        prop_assert!(one.price.is_none_or(f64::is_finite));
        // The keys stay as stored: a change is addressed by them, and nobody is shown them.
        let debug = format!("{one:?}{who:?}").replace(&format!("{:?}", one.key), "").replace(&format!("{:?}", who.key), "");
        prop_assert!(!debug.contains(CANARY) && harmless(&debug), "{}", debug);
    }

    #[test]
    fn any_legacy_rows_become_entries_of_their_tenant(raws in prop::collection::vec(any_item(), 0..6)) {
        let tenant = TenantId::from("t");
        let rows = legacy::rows(&raws, &tenant);
        prop_assert!(rows.iter().all(|row| row.key.tenant == tenant));
        for row in &rows {
            let stored = legacy::stored(&raws, &row.key);
            for text in stored.iter().flat_map(strings_of) {
                prop_assert!(harmless(&text), "{text:?}");
            }
        }
        let debug = format!("{rows:?}");
        prop_assert!(!debug.contains(CANARY) && harmless(&debug), "{}", debug);
    }
}
