//! What the tests share: a backend in this process, and consoles that join it as people would.
#![allow(dead_code)]

pub mod proxy;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::SignedDuration;
use std::collections::HashMap;
use std::path::Path;
use switchboard::connect::{Caller, Connector, Source, Wanted};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::desk::{AnyDesk, Desk, Mode, Station, Writing};
use switchboard::domain::agent::Activation;
use switchboard::domain::audit::AuditEntry;
use switchboard::domain::handoff::Claim;
use switchboard::domain::id::{ConversationKey, PlatformId, TenantId, TenantKey};
use switchboard::domain::time::month;
use switchboard::embedded::{Backend, DemoOptions, Seed};

/// A frozen demo backend that has all its rows.
pub async fn backend(seed: Seed) -> Backend {
    let backend = Backend::start(DemoOptions {
        seed,
        speed: 0.0,
        ..DemoOptions::default()
    })
    .await
    .unwrap();
    backend.seeded().await.unwrap();
    backend
}

/// A console of `operator` on `endpoint` that keeps its journal under `state`.
pub async fn console(endpoint: &str, operator: &str, state: &Path) -> Station {
    wanted(endpoint, operator, state, false)
        .connect()
        .await
        .unwrap()
}

/// What such a console would be made from.
pub fn wanted(endpoint: &str, operator: &str, state: &Path, readonly: bool) -> Connector {
    Connector::new(Wanted {
        source: Source::Endpoint(endpoint.to_owned()),
        profiles: Vec::new(),
        role: None,
        caller: Caller::Screen,
        operator: Some(operator.to_owned()),
        readonly,
        control_table: DEFAULT_NAME.to_owned(),
        database: None,
        feed: Default::default(),
        canned: Vec::new(),
        state: Some(state.to_owned()),
    })
}

/// The desk of a console that may write.
pub fn writing(station: &Station) -> Desk<Writing> {
    match &station.desk {
        AnyDesk::Writing(desk) => desk.clone(),
        AnyDesk::Reading(_) => panic!("a desk that may write"),
    }
}

/// A tenant of the Marketplace.
pub fn marketplace(tenant: &str) -> TenantKey {
    TenantKey::new(PlatformId::Marketplace, tenant)
}

/// The switches of a tenant in all systems.
pub async fn switches<M: Mode>(desk: &Desk<M>, tenant: &str) -> Vec<Activation> {
    let catalogue = desk.catalogue().await.unwrap();
    let mut all = Vec::new();
    for system in desk.systems() {
        let key = TenantKey::new(system.platform, tenant);
        all.extend(desk.switches_of(&key, &catalogue).await.unwrap().value);
    }
    all
}

/// All conversations of a tenant, whole.
pub async fn rows(
    desk: &Desk<Writing>,
    tenant: &str,
) -> Vec<switchboard::domain::conversation::ConversationRow> {
    let tenant = marketplace(tenant);
    let mut rows: std::collections::BTreeMap<ConversationKey, _> = Default::default();
    let mut after = None;
    loop {
        let page = desk.sweep(&tenant, after).await.unwrap();
        for row in page.items {
            match rows.entry(row.key.clone()) {
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert(row);
                }
                std::collections::btree_map::Entry::Occupied(mut entry) => {
                    entry.get_mut().absorb(row);
                }
            }
        }
        after = page.next;
        if after.is_none() {
            return rows.into_values().collect();
        }
    }
}

/// The whole audit trail of a tenant in one system, this month and the one before, newest first.
pub async fn trail(
    desk: &Desk<Writing>,
    platform: PlatformId,
    tenant: &TenantId,
) -> Vec<AuditEntry> {
    let now = desk.now();
    let before = now - SignedDuration::from_hours(24);
    let mut months = vec![month(now), month(before)];
    months.dedup();
    let mut all = Vec::new();
    for month in months {
        let mut after = None;
        loop {
            let page = desk
                .trail(platform, tenant, &month, 1000, after)
                .await
                .unwrap();
            all.extend(page.items);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    all
}

/// How many audit rows of a conversation's tenant tell of this action on it.
pub async fn audited(desk: &Desk<Writing>, key: &ConversationKey, action: &str) -> usize {
    let rows = trail(desk, key.platform, &key.tenant).await;
    rows.iter()
        .filter(|row| row.target == key.conversation.as_str() && row.action.as_str() == action)
        .count()
}

/// The claim's row as it is in the table.
pub fn lock(key: &ConversationKey) -> HashMap<String, AttributeValue> {
    let pk = format!(
        "CLAIM#{}#{}#{}",
        key.platform.as_str(),
        key.tenant.as_str(),
        key.conversation.as_str()
    );
    HashMap::from([
        ("pk".to_owned(), AttributeValue::S(pk)),
        ("sk".to_owned(), AttributeValue::S("LOCK".to_owned())),
    ])
}

/// Makes a claim's lease end so long ago that others may take it, as if that time had passed.
pub async fn let_lease_end(raw: &Client, key: &ConversationKey) {
    let ended = jiff::Timestamp::now().as_millisecond() - 60_000;
    raw.update_item()
        .table_name(DEFAULT_NAME)
        .set_key(Some(lock(key)))
        .update_expression("SET leaseUntil = :ended")
        .condition_expression("attribute_exists(pk)")
        .expression_attribute_values(":ended", AttributeValue::N(ended.to_string()))
        .send()
        .await
        .unwrap();
}

/// The claim as the table has it.
pub async fn claim_of(desk: &Desk<Writing>, key: &ConversationKey) -> Option<Claim> {
    desk.conversation(key).await.unwrap().value.unwrap().claim
}
