//! Switches of both systems: made ready as quiet items, committed in a transaction, read back raw.

use crate::stage::*;
use switchboard::aws::dynamo::Transacted;
use switchboard::aws::transaction::Transaction;
use switchboard::domain::agent::{Activation, SeenSwitch, Switch, Toggle, Turn};
use switchboard::domain::id::{AgentId, IntentId, PlatformId, SwitchKey, TenantId};
use switchboard::domain::problem::Trouble;
use switchboard::domain::text::Text;
use switchboard::platform::{Platform, PlatformWriter, PreparedToggle};

const NOW: &str = "2026-11-21T14:00:00.000Z";
const AGENT: &str = "10000000-0000-0000-0000-000000000003";

fn toggle(seen: &Activation, turn: Turn) -> Toggle {
    Toggle {
        key: seen.key.clone(),
        turn,
        reason: Text::from("campaña terminada"),
        seen: seen.seen.clone(),
    }
}

fn prepare(
    writer: &PlatformWriter,
    toggle: &Toggle,
    previous: Option<&str>,
    intent: &str,
) -> Result<PreparedToggle, Trouble> {
    let switching = writer.switching.as_ref().unwrap();
    let intent = IntentId::from(intent);
    switching
        .prepare(toggle, previous, &actor(), &intent, instant(NOW))
        .map_err(|why| why.trouble)
}

async fn commit(stage: &Stage, prepared: PreparedToggle, intent: &str) -> Transacted {
    let transaction = prepared
        .items
        .into_iter()
        .fold(Transaction::new(IntentId::from(intent)), Transaction::quiet);
    stage.dynamo.transact(&transaction).await.unwrap()
}

async fn read(platform: &Platform, key: &SwitchKey) -> Option<Activation> {
    platform
        .switches
        .as_ref()
        .unwrap()
        .read(key)
        .await
        .unwrap()
        .value
}

const DONE: Transacted = Transacted::Done { repeated: false };

#[tokio::test]
async fn the_bot_of_a_trial_tenant_comes_back_as_trial() {
    let stage = Stage::plain().await;
    let tenant = item([
        ("tenantId", s(TENANT)),
        ("businessName", s("Plaza")),
        ("status", s("trial")),
        ("updatedAt", s("2026-11-01T00:00:00.000Z")),
        ("unknownToUs", s("stays")),
    ]);
    stage.put("ai-marketplace-tenants-platform", &tenant).await;
    let (reader, writer) = (stage.market().await, stage.market_writer().await);
    let key = SwitchKey {
        platform: PlatformId::Marketplace,
        tenant: TenantId::from(TENANT),
        agent: AgentId::bot(),
    };
    let on = read(&reader, &key).await.unwrap();
    assert_eq!(
        (&on.switch, on.tenant_name.as_str()),
        (&Switch::On, "Plaza")
    );
    assert!(prepare(&writer, &toggle(&on, Turn::Off), None, "i1").is_ok());

    let off = prepare(&writer, &toggle(&on, Turn::Off), None, "i1").unwrap();
    assert_eq!(
        (
            off.before.as_str(),
            off.after.as_str(),
            off.version.as_str()
        ),
        ("trial", "suspended", NOW)
    );
    let late = prepare(&writer, &toggle(&on, Turn::Off), None, "i2").unwrap();
    assert_eq!(commit(&stage, off, "i1").await, DONE);
    assert!(matches!(
        commit(&stage, late, "i2").await,
        Transacted::Refused(_)
    ));

    let seen = read(&reader, &key).await.unwrap();
    assert_eq!(seen.switch, Switch::Off);
    assert_eq!(
        prepare(&writer, &toggle(&seen, Turn::Off), None, "i3").err(),
        Some(Trouble::Invalid)
    );
    let back = prepare(&writer, &toggle(&seen, Turn::On), Some("trial"), "i3").unwrap();
    assert!(
        back.version.as_str() > NOW,
        "every change has a later version"
    );
    assert_eq!(commit(&stage, back, "i3").await, DONE);
    let raw = stage
        .get(
            "ai-marketplace-tenants-platform",
            item([("tenantId", s(TENANT))]),
        )
        .await
        .unwrap();
    assert_eq!(
        (&raw["status"], &raw["unknownToUs"]),
        (&s("trial"), &s("stays"))
    );
    let unknown = SwitchKey {
        tenant: TenantId::from("other"),
        ..key
    };
    assert!(read(&reader, &unknown).await.is_none());
}

#[tokio::test]
async fn an_agent_is_activated_for_the_first_time_and_off_and_on() {
    let stage = Stage::plain().await;
    for (id, slug) in [
        (AGENT, "nigredo-disparo"),
        (
            "10000000-0000-0000-0000-000000000001",
            "nigredo-recebimento",
        ),
    ] {
        let agent = item([
            ("id", s(id)),
            ("name", s(slug)),
            ("display_name", s("Agente de Disparo")),
            ("status", s("active")),
        ]);
        stage.put("agents", &agent).await;
    }
    let (reader, writer) = stage.alquimista().await;
    let key = SwitchKey {
        platform: PlatformId::Alquimista,
        tenant: TenantId::from("t1"),
        agent: AgentId::from(AGENT),
    };
    let never = read(&reader, &key).await.unwrap();
    assert_eq!(
        (&never.switch, &never.seen),
        (&Switch::Absent, &SeenSwitch::Absent)
    );
    assert_eq!(
        prepare(&writer, &toggle(&never, Turn::Off), None, "i0").err(),
        Some(Trouble::Invalid)
    );

    let first = prepare(&writer, &toggle(&never, Turn::On), None, "i1").unwrap();
    let rival = prepare(&writer, &toggle(&never, Turn::On), None, "i2").unwrap();
    assert_eq!(commit(&stage, first, "i1").await, DONE);
    assert!(matches!(
        commit(&stage, rival, "i2").await,
        Transacted::Refused(_)
    ));
    let on = read(&reader, &key).await.unwrap();
    assert_eq!(
        (&on.switch, on.by.as_deref(), on.since),
        (&Switch::On, Some("Ana"), Some(instant(NOW)))
    );

    let off = prepare(&writer, &toggle(&on, Turn::Off), None, "i3").unwrap();
    let version = off.version.clone();
    assert_eq!(commit(&stage, off, "i3").await, DONE);
    let now_off = read(&reader, &key).await.unwrap();
    assert_eq!(
        (&now_off.switch, now_off.reason.as_deref()),
        (&Switch::Off, Some("campaña terminada"))
    );
    assert_eq!(
        now_off.seen,
        SeenSwitch::Row {
            status: Some("inactive".into()),
            updated_at: Some(version)
        }
    );
    let again = prepare(&writer, &toggle(&now_off, Turn::On), None, "i4").unwrap();
    assert_eq!(commit(&stage, again, "i4").await, DONE);
    assert_eq!(read(&reader, &key).await.unwrap().switch, Switch::On);

    let switches = reader.switches.as_ref().unwrap();
    let catalogue = switches.catalogue().await.unwrap().items;
    let rows = switches
        .of_tenant(&TenantId::from("t1"), &catalogue)
        .await
        .unwrap()
        .items;
    let states: Vec<&Switch> = rows.iter().map(|row| &row.switch).collect();
    assert_eq!(
        states,
        [&Switch::On, &Switch::Absent],
        "in the catalogue's order"
    );
    audited(&stage).await;
}

/// Three toggles left three rows of the system's own audit trail, with its columns.
async fn audited(stage: &Stage) {
    let query = switchboard::aws::dynamo::Query::partition("audit_logs", "tenant_id", "t1");
    let rows = stage.dynamo.query(query).await.unwrap().items;
    let actions: Vec<&str> = rows
        .iter()
        .map(|row| row["action_type"].as_s().unwrap().as_str())
        .collect();
    assert_eq!(
        actions,
        ["agent.activated", "agent.deactivated", "agent.activated"]
    );
    for row in &rows {
        let mut names: Vec<&str> = row.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(
            names,
            [
                "action_type",
                "agent_id",
                "context",
                "created_at",
                "id",
                "result",
                "sk",
                "tenant_id",
                "trace_id",
                "user_id"
            ]
        );
        let (id, at) = (row["id"].as_s().unwrap(), row["created_at"].as_s().unwrap());
        assert_eq!(row["sk"].as_s().unwrap(), &format!("{at}#{id}"));
        assert_eq!((id.len(), id.matches('-').count()), (36, 4));
        assert_ne!(row["trace_id"], row["id"]);
        assert_eq!(
            row["context"].as_m().unwrap()["reason"],
            s("campaña terminada")
        );
    }
}

#[tokio::test]
async fn a_row_changed_without_a_new_time_is_still_noticed() {
    let stage = Stage::plain().await;
    let mut row = item([
        ("tenant_id", s("t1")),
        ("agent_id", s(AGENT)),
        ("status", s("active")),
        ("updated_at", s("2026-11-01T00:00:00.000Z")),
    ]);
    stage.put("agent_activations", &row).await;
    let key = SwitchKey {
        platform: PlatformId::Alquimista,
        tenant: TenantId::from("t1"),
        agent: AgentId::from(AGENT),
    };
    let (reader, writer) = stage.alquimista().await;
    let seen = read(&reader, &key).await.unwrap();
    row.insert("status".into(), s("suspended"));
    stage.put("agent_activations", &row).await;
    let off = prepare(&writer, &toggle(&seen, Turn::Off), None, "i1").unwrap();
    assert!(matches!(
        commit(&stage, off, "i1").await,
        Transacted::Refused(_)
    ));
    let query = switchboard::aws::dynamo::Query::partition("audit_logs", "tenant_id", "t1");
    assert!(
        stage.dynamo.query(query).await.unwrap().items.is_empty(),
        "nothing happened, nothing is told"
    );
}
