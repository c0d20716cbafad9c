//! Switches that many turn at once, both ways: one change, one row in each trail.

use crate::support::{marketplace, switches, trail};
use crate::{Scene, TENANTS, scene, together};
use aws_sdk_dynamodb::types::AttributeValue;
use switchboard::domain::agent::{Activation, Switch, Toggle, Toggled, Turn};
use switchboard::domain::id::{PlatformId, TenantId};
use switchboard::domain::text::Text;
use switchboard::embedded::client;

/// Both directions of a switch at once, from what everybody saw.
async fn turn_both_ways(scene: &Scene, seen: &Activation) -> Vec<(Turn, Toggled)> {
    let at = std::sync::atomic::AtomicUsize::new(0);
    together(&scene.consoles, 12, |desk| {
        let odd = at.fetch_add(1, std::sync::atomic::Ordering::Relaxed) % 4 < 2;
        let turn = if odd { Turn::On } else { Turn::Off };
        let toggle = Toggle {
            key: seen.key.clone(),
            turn,
            reason: Text::from_untrusted("a campaign begins"),
            seen: seen.seen.clone(),
        };
        async move { (turn, desk.toggle(&toggle).await.unwrap()) }
    })
    .await
}

fn changed_once(answers: Vec<(Turn, Toggled)>) -> Turn {
    let done: Vec<_> = answers
        .iter()
        .filter(|(_, answer)| matches!(answer, Toggled::Done { .. }))
        .collect();
    assert_eq!(done.len(), 1, "{answers:#?}");
    let turned = done[0].0;
    for (turn, answer) in &answers {
        let now = match answer {
            Toggled::Done { now } => now,
            Toggled::Already { now } => {
                assert_eq!(*turn, turned);
                now
            }
            Toggled::Changed { now } => {
                assert_ne!(*turn, turned);
                now
            }
            Toggled::Unknown | Toggled::NotFound => panic!("{answer:?}"),
        };
        assert_eq!(now.switch == Switch::On, turned == Turn::On);
        assert_eq!(now.reason.as_ref().unwrap().as_str(), "a campaign begins");
        assert!(now.by.as_ref().unwrap().as_str().starts_with("op"));
    }
    turned
}

async fn count_system_rows(scene: &Scene, tenant: &str) -> i32 {
    let raw = client(&scene.backend.endpoint());
    let answer = raw
        .query()
        .table_name("audit_logs")
        .key_condition_expression("tenant_id = :t")
        .expression_attribute_values(":t", AttributeValue::S(tenant.to_owned()))
        .send()
        .await
        .unwrap();
    answer.count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_switch_turned_both_ways_at_once_changes_once() {
    let scene = scene(0, 2).await;
    let desk = &scene.consoles[0];
    let raw = client(&scene.backend.endpoint());
    for tenant in TENANTS {
        let found = switches(desk, tenant).await;
        let agent = found
            .iter()
            .find(|one| one.switch == Switch::On && !one.key.agent.is_bot())
            .unwrap();
        // Suspended by hand: it may be turned either way.
        raw.update_item()
            .table_name("agent_activations")
            .key("tenant_id", AttributeValue::S(tenant.to_owned()))
            .key(
                "agent_id",
                AttributeValue::S(agent.key.agent.as_str().to_owned()),
            )
            .update_expression("SET #s = :s")
            .expression_attribute_names("#s", "status")
            .expression_attribute_values(":s", AttributeValue::S("suspended".into()))
            .send()
            .await
            .unwrap();
        let seen = switches(desk, tenant).await;
        let seen = seen.iter().find(|one| one.key == agent.key).unwrap();
        let before = count_system_rows(&scene, tenant).await;

        let turned = changed_once(turn_both_ways(&scene, seen).await);

        assert_eq!(count_system_rows(&scene, tenant).await, before + 1);
        let word = match turned {
            Turn::On => "agent.on",
            Turn::Off => "agent.off",
        };
        let rows = trail(desk, PlatformId::Alquimista, &TenantId::from(tenant)).await;
        let rows: Vec<_> = rows
            .iter()
            .filter(|row| row.target == agent.key.agent.as_str() && row.intent.as_str().len() == 26)
            .collect();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].action.as_str(), word);
        assert_eq!(rows[0].before.as_ref().unwrap().as_str(), "suspended");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bot_switched_off_by_many_is_switched_off_once_and_comes_back_as_it_was() {
    let scene = scene(0, 2).await;
    let desk = &scene.consoles[0];
    for tenant in TENANTS {
        let id = TenantId::from(tenant);
        let bot = |all: Vec<Activation>| all.into_iter().find(|one| one.key.agent.is_bot());
        for (turn, action) in [(Turn::Off, "agent.off"), (Turn::On, "agent.on")] {
            let seen = bot(switches(desk, tenant).await).unwrap();
            let before = desk.tenant(&marketplace(tenant)).await.unwrap().unwrap();
            let answers = together(&scene.consoles, 12, |desk| {
                let toggle = Toggle {
                    key: seen.key.clone(),
                    turn,
                    reason: Text::from_untrusted("a campaign begins"),
                    seen: seen.seen.clone(),
                };
                async move { (turn, desk.toggle(&toggle).await.unwrap()) }
            });
            assert_eq!(changed_once(answers.await), turn);
            let rows = trail(desk, PlatformId::Marketplace, &id).await;
            let rows = rows.iter().filter(|row| {
                row.action.as_str() == action
                    && row
                        .reason
                        .as_ref()
                        .is_some_and(|r| r.as_str() == "a campaign begins")
            });
            assert_eq!(rows.count(), 1);
            assert_ne!(
                desk.tenant(&marketplace(tenant))
                    .await
                    .unwrap()
                    .unwrap()
                    .status,
                before.status
            );
        }
    }
}
