//! Pausing and resuming a source: committed in a transaction, read back raw.

use super::*;
use switchboard::aws::dynamo::Transacted;
use switchboard::aws::transaction::Transaction;
use switchboard::domain::agent::{Activation, SeenSwitch, Switch, Toggle, Turn};
use switchboard::platform::PreparedToggle;
use switchboard::platform::notification::writer;

fn switch(id: &str) -> SwitchKey {
    SwitchKey {
        platform: PlatformId::Notification,
        tenant: TenantId::from(USER),
        agent: AgentId::from(id),
    }
}

async fn read(platform: &Platform, id: &str) -> Option<Activation> {
    let port = platform.switches.as_ref().unwrap();
    port.read(&switch(id)).await.unwrap().value
}

fn prepare(
    tables: &Tables,
    seen: &Activation,
    turn: Turn,
    now: &str,
) -> Result<PreparedToggle, Trouble> {
    let toggle = Toggle {
        key: seen.key.clone(),
        turn,
        reason: Text::from("vacaciones hasta el lunes"),
        seen: seen.seen.clone(),
    };
    let switching = writer(tables).switching.unwrap();
    switching
        .prepare(&toggle, None, &actor(), &IntentId::from("i"), instant(now))
        .map_err(|why| why.trouble)
}

async fn commit(stage: &Stage, prepared: PreparedToggle, intent: &str) -> Transacted {
    let transaction = prepared
        .items
        .into_iter()
        .fold(Transaction::new(IntentId::from(intent)), Transaction::quiet);
    stage.dynamo.transact(&transaction).await.unwrap()
}

const DONE: Transacted = Transacted::Done { repeated: false };

#[tokio::test]
async fn a_source_is_paused_and_read_again() {
    let (stage, tables, platform) = stage().await;
    stage
        .put(&tables.data_sources, &source("s1", "active"))
        .await;
    let raw = || {
        let key = item([("user_id", s(USER)), ("source_id", s("s1"))]);
        stage.get(&tables.data_sources, key)
    };
    let before = raw().await.unwrap();
    let on = read(&platform, "s1").await.unwrap();
    let invalid = prepare(&tables, &on, Turn::On, "2026-11-21T14:00:00Z").err();
    assert_eq!(invalid, Some(Trouble::Invalid));

    let pause = || prepare(&tables, &on, Turn::Off, "2026-11-21T14:00:00.25Z").unwrap();
    let prepared = pause();
    assert_eq!(
        (prepared.before.as_str(), prepared.after.as_str()),
        ("active", "paused")
    );
    assert_eq!(prepared.version, "2026-11-21T14:00:00.250000Z");
    assert_eq!(commit(&stage, prepared, "i1").await, DONE);
    let late = commit(&stage, pause(), "i2").await;
    assert!(
        matches!(late, Transacted::Refused(_)),
        "somebody was faster"
    );

    let mut expected = before;
    expected.insert("status".into(), s("paused"));
    expected.insert("updated_at".into(), s("2026-11-21T14:00:00.250000Z"));
    assert_eq!(raw().await.unwrap(), expected, "two attributes, no other");

    let off = read(&platform, "s1").await.unwrap();
    assert_eq!(off.switch, Switch::Off);
    // This machine's clock is behind the last change.
    let resume = prepare(&tables, &off, Turn::On, "2026-11-21T13:00:00Z").unwrap();
    assert_eq!(resume.version, "2026-11-21T14:00:00.250001Z");
    assert_eq!(commit(&stage, resume, "i3").await, DONE);
    let on = read(&platform, "s1").await.unwrap();
    assert_eq!(on.switch, Switch::On);
    let port = platform.switches.as_ref().unwrap();
    assert!(port.catalogue().await.unwrap().items.is_empty());
    let listed = port.of_tenant(&TenantId::from(USER), &[]).await.unwrap();
    assert_eq!(listed.items, [on]);
}

#[tokio::test]
async fn a_deleted_source_is_not_made_again() {
    let (stage, tables, platform) = stage().await;
    // Nothing but its key is there to compare.
    let mut bare = source("s1", "active");
    bare.retain(|name, _| name.ends_with("_id"));
    stage.put(&tables.data_sources, &bare).await;
    let seen = read(&platform, "s1").await.unwrap();
    let pause = prepare(&tables, &seen, Turn::Off, "2026-11-21T14:00:00Z").unwrap();
    let key = item([("user_id", s(USER)), ("source_id", s("s1"))]);
    stage
        .dynamo
        .raw()
        .delete_item()
        .table_name(&tables.data_sources)
        .set_key(Some(key.clone()))
        .send()
        .await
        .unwrap();
    let refused = commit(&stage, pause, "i1").await;
    assert!(matches!(refused, Transacted::Refused(_)));
    assert_eq!(read(&platform, "s1").await, None);
    assert_eq!(stage.get(&tables.data_sources, key).await, None);
    let mut absent = seen;
    absent.seen = SeenSwitch::Absent;
    let nothing = prepare(&tables, &absent, Turn::On, "2026-11-21T14:00:00Z").err();
    assert_eq!(nothing, Some(Trouble::Invalid));
}
