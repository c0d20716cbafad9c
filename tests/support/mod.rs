//! What the tests share: a backend in this process, and consoles that join it as people would.
#![allow(dead_code)]

use std::path::Path;
use switchboard::connect::{Caller, Connector, Source, Wanted};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::desk::{AnyDesk, Desk, Station, Writing};
use switchboard::domain::id::{ConversationKey, TenantId};
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
        caller: Caller::Screen,
        operator: Some(operator.to_owned()),
        readonly,
        control_table: DEFAULT_NAME.to_owned(),
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

/// All conversations of a tenant, whole.
pub async fn rows(
    desk: &Desk<Writing>,
    tenant: &str,
) -> Vec<switchboard::domain::conversation::ConversationRow> {
    let tenant = TenantId::from(tenant);
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
