//! The demo's own provider: words travel to the simulated customer, and what becomes of them comes back.

use crate::support::{console, marketplace, rows, writing};
use std::time::Duration;
use switchboard::desk::{Desk, Writing};
use switchboard::domain::handoff::{Claimed, LEASE, Owned};
use switchboard::domain::reply::{ReplyState, Reports, Route};
use switchboard::embedded::{Backend, DemoOptions};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_console_that_joins_finds_the_channels_of_the_demo() {
    let backend = Backend::start(DemoOptions {
        speed: 0.0,
        provider: true,
        ..DemoOptions::default()
    });
    let backend = backend.await.unwrap();
    backend.seeded().await.unwrap();
    let state = tempfile::tempdir().unwrap();
    let ana = writing(&console(&backend.endpoint(), "ana", state.path()).await);
    for (tenant, route, reports) in [
        // Its reports go to the console in the demo's own process.
        ("tenant-ecommerce-solutions", Route::Meta, Reports::Nowhere),
        ("demo-tenant-001", Route::Whapi, Reports::Asked),
        ("tenant-ai-tech-solutions", Route::None, Reports::Nowhere),
    ] {
        let key = rows(&ana, tenant).await[0].key.clone();
        let line = ana.line(&key).await.unwrap();
        assert_eq!((line.route, line.reports), (route, reports), "{tenant}");
        assert_eq!(key.owner(), marketplace(tenant));
    }
    every_template_is_approved(&ana).await;
    let waiting = rows(&ana, "demo-tenant-001").await;
    let key = waiting
        .into_iter()
        .find(|row| row.status().waits_for_human());
    let key = key.unwrap().key;
    let Claimed::Won { claim, .. } = ana.claim(&key, None, LEASE).await.unwrap() else {
        panic!("won");
    };
    let Owned::Done(message) = ana.reply(&claim, "Hola, soy Ana.").await.unwrap() else {
        panic!("recorded");
    };
    let Owned::Done(reply) = ana.deliver(&claim, &message.id).await.unwrap() else {
        panic!("sent");
    };
    assert_eq!(reply.state, ReplyState::Accepted);
    let ask = [(key, reply.id)];
    let read = async {
        loop {
            let risen = ana.ask_reports(&ask).await.unwrap();
            if risen.iter().any(|one| one.state == ReplyState::Read) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), read)
        .await
        .unwrap();
}

/// The demo's templates are those that its provider approved, with as many places.
async fn every_template_is_approved(ana: &Desk<Writing>) {
    let waiting = rows(ana, "tenant-ecommerce-solutions").await.into_iter();
    let mut waiting = waiting.filter(|row| row.status().waits_for_human());
    let key = waiting.next().unwrap().key;
    let Claimed::Won { claim, .. } = ana.claim(&key, None, LEASE).await.unwrap() else {
        panic!("won");
    };
    let templates = ana.line(&key).await.unwrap().templates;
    assert_eq!(templates.len(), 3);
    for template in templates {
        let values: Vec<String> = template.places().iter().map(|_| "x".to_owned()).collect();
        let recorded = ana.reply_by_template(&claim, &template, &values).await;
        let Owned::Done(message) = recorded.unwrap() else {
            panic!("recorded");
        };
        let Owned::Done(reply) = ana.deliver(&claim, &message.id).await.unwrap() else {
            panic!("sent");
        };
        assert_eq!(reply.state, ReplyState::Accepted, "{}", template.name);
    }
}
