//! The seeds, which are written without our codecs, come out whole.

use super::work::all_work;
use super::*;
use switchboard::aws::session::{Session, Target};
use switchboard::embedded::{Backend, DemoOptions, Seed};

async fn demo(seed: Seed) -> (Backend, Dynamo, Platform) {
    let backend = Backend::start(DemoOptions {
        seed,
        speed: 0.0,
        ..DemoOptions::default()
    })
    .await
    .unwrap();
    assert_eq!(backend.seeded().await.unwrap().refused, 0);
    let session = Session::open(&Target::of_endpoint(&backend.endpoint())).await;
    let platform = open(&session.dynamo, &Tables::default()).await;
    (backend, session.dynamo.clone(), platform)
}

#[tokio::test]
async fn the_plaza_has_users_mail_and_work() {
    let (_backend, _, platform) = demo(Seed::Plaza).await;
    let tenants = all_tenants(&platform).await;
    let names: BTreeSet<&str> = tenants.iter().map(|tenant| tenant.id.as_str()).collect();
    assert_eq!(
        names,
        BTreeSet::from([
            "ana@example.com",
            "luis@example.com",
            "nuevo@example.com",
            "sofia@example.com",
            USER
        ])
    );
    let mut conversations = 0;
    for tenant in &tenants {
        assert_eq!(tenant.oddities, 0, "{tenant:?}");
        let rows = all_rows(&platform, &tenant.id, 3).await;
        assert!(rows.iter().all(|row| row.oddities == 0), "{rows:?}");
        conversations += rows.len();
    }
    assert_eq!(conversations, 8, "seven sources and a deleted one");
    let mut waiting: Vec<String> = all_work(&platform)
        .await
        .iter()
        .map(|work| format!("{} {} {}", work.key.kind.word(), work.subject, work.state))
        .collect();
    waiting.sort();
    assert_eq!(
        waiting,
        [
            "notification_stuck (sin asunto) fetched",
            "notification_stuck Acta de la reunión del consorcio summary failed",
            "notification_stuck Cambio en tu reserva summarised",
            "source_failing s•••@example.com active",
            "source_failing s•••@example.com active",
            "source_quiet f•••@example.com active",
        ]
    );
}

#[tokio::test]
async fn the_hostile_seed_is_read_whole_and_harmless() {
    let (_backend, _, platform) = demo(Seed::Hostile).await;
    let tenants = all_tenants(&platform).await;
    assert_eq!(tenants.len(), 3, "two users and one of whom a source tells");
    let mut shown = format!("{tenants:?}");
    let mut messages = 0;
    for tenant in &tenants {
        let switches = platform.switches.as_ref().unwrap();
        shown += &format!("{:?}", switches.of_tenant(&tenant.id, &[]).await.unwrap());
        let usage = platform.usage.as_ref().unwrap();
        shown += &format!("{:?}", usage.months(&tenant.id, 3).await.unwrap());
        let port = platform.conversations.as_ref().unwrap();
        for row in all_rows(&platform, &tenant.id, 1).await {
            assert!(row.escalation().is_none());
            let stored = port.read(&row.key).await.unwrap().value.unwrap();
            messages += stored.messages.len();
            shown += &format!("{stored:?}");
            for message in &stored.messages {
                let bodies = platform.bodies.as_ref().unwrap();
                let body = bodies.body(&row.key, &message.id).await.unwrap().value;
                shown += body.as_ref().map_or("", |body| body.as_str());
            }
        }
    }
    assert_eq!(messages, 3, "none is dropped");
    let work = all_work(&platform).await;
    assert!(
        work.iter()
            .any(|work| work.key.kind == WorkKind::SourceFailing)
    );
    shown += &format!("{work:?}");
    assert!(!shown.contains("DUMMY"), "{shown}");
    assert!(
        !shown.chars().any(|c| c.is_control() || c == '\u{202E}'),
        "{shown}"
    );
}
