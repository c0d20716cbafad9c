//! The console dies, or loses the conversation, between any two steps.

use crate::scene::{META, Scene, WHAPI};
use crate::stub::{Act, accepted};
use crate::support::{audited, writing};
use std::time::Duration;
use switchboard::domain::handoff::{Owned, Recovered};
use switchboard::domain::reply::{Doubt, ReplyState, Settled};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dead_after_the_record_it_was_surely_not_sent_and_a_person_decides() {
    let mut scene = Scene::new(META).await;
    let message = scene.record("sin salir").await;
    let luis = writing(&scene.console("luis").await);
    scene.ana = luis;
    let station = scene.console("ana").await;
    let ana = writing(&station);
    let claim = &station.resumed.claims[0];
    assert_eq!(scene.state(&message.id).await, "queued");
    assert!(scene.stub.posts().is_empty());
    assert!(ana.has_unconfirmed(&scene.key).await.unwrap());
    scene.stub.will([accepted("wamid.9")]);
    let Owned::Done(new) = ana
        .settle_doubt(claim, &message.id, Doubt::Resend)
        .await
        .unwrap()
    else {
        panic!("resent");
    };
    assert_ne!(new.id, message.id);
    ana.deliver(claim, &new.id).await.unwrap();
    assert_eq!(scene.state(&new.id).await, "accepted");
    assert_eq!(scene.state(&message.id).await, "failed");
    ana.deliver(claim, &message.id).await.unwrap();
    assert_eq!(scene.stub.posts().len(), 1, "the old one never goes out");
    assert_eq!(audited(&ana, &scene.key, "reply.resent").await, 1);
    assert!(!ana.has_unconfirmed(&scene.key).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dead_before_the_call_nobody_can_tell_and_nothing_is_sent_by_itself() {
    let mut scene = Scene::new(META).await;
    let message = scene.record("a medias").await;
    scene.set(&message.id, "state", "sending").await;
    scene
        .set(&message.id, "sender", "01J00000000000000000000000")
        .await;
    let luis = writing(&scene.console("luis").await);
    scene.ana = luis;
    // To others it is being sent, until it takes longer than any call.
    scene.ana.look_after_replies(false).await.unwrap();
    assert_eq!(scene.state(&message.id).await, "sending");
    let station = scene.console("ana").await;
    let asked = |found: &Recovered| matches!(found, Recovered::ReplyUnconfirmed { .. });
    assert!(station.resumed.found.iter().any(asked));
    assert_eq!(scene.state(&message.id).await, "unknown");
    assert!(scene.stub.posts().is_empty());
    // The question stands after another restart too.
    drop(station);
    let station = scene.console("ana").await;
    assert!(station.resumed.found.iter().any(asked));
    let ana = writing(&station);
    let claim = &station.resumed.claims[0];
    let Owned::Done(left) = ana
        .settle_doubt(claim, &message.id, Doubt::Drop)
        .await
        .unwrap()
    else {
        panic!("dropped");
    };
    assert_eq!(left.fate.settled, Some(Settled::Dropped));
    let seen = scene.seen(&message.id).await;
    assert_eq!(seen.state, Some(ReplyState::Unknown), "it stays what it is");
    assert_eq!(audited(&ana, &scene.key, "reply.dropped").await, 1);
    drop((ana, station));
    assert!(!scene.console("ana").await.resumed.found.iter().any(asked));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dead_during_the_call_it_is_asked_about_and_was_sent_once() {
    let mut scene = Scene::new(META).await;
    scene.stub.will([Act::Hang]);
    let message = scene.record("en camino").await;
    let (ana, claim, id) = (scene.ana.clone(), scene.claim.clone(), message.id.clone());
    let sending = tokio::spawn(async move { ana.deliver(&claim, &id).await });
    scene.stub.posted(1).await;
    assert_eq!(scene.state(&message.id).await, "sending");
    sending.abort();
    assert!(sending.await.is_err());
    let luis = writing(&scene.console("luis").await);
    scene.ana = luis;
    let station = scene.console("ana").await;
    assert_eq!(scene.state(&message.id).await, "unknown");
    assert!(writing(&station).has_unconfirmed(&scene.key).await.unwrap());
    assert_eq!(scene.stub.posts().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn left_by_a_console_that_never_came_back_it_becomes_unknown_to_others() {
    let scene = Scene::new(META).await;
    let message = scene.record("abandonado").await;
    scene.set(&message.id, "state", "sending").await;
    scene
        .set(&message.id, "stateAt", "2026-01-01T00:00:00.000Z")
        .await;
    let luis = writing(&scene.console("luis").await);
    let open = luis.look_after_replies(false).await.unwrap();
    assert!(
        open.iter()
            .any(|one| one.id == message.id && one.state == ReplyState::Unknown)
    );
    assert_eq!(scene.state(&message.id).await, "unknown");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_conversation_sends_nothing_more() {
    let scene = Scene::new(META).await;
    let message = scene.record("demasiado tarde").await;
    scene.lose().await;
    let owned = scene.ana.deliver(&scene.claim, &message.id).await.unwrap();
    assert!(matches!(owned, Owned::Lost(Some(_))), "{owned:?}");
    assert_eq!(scene.state(&message.id).await, "queued");
    assert!(scene.stub.posts().is_empty());
    let settled = scene
        .ana
        .settle_doubt(&scene.claim, &message.id, Doubt::Drop)
        .await;
    assert!(matches!(settled.unwrap(), Owned::Lost(Some(_))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lost_during_the_call_what_happened_is_recorded_and_audited() {
    let scene = Scene::new(META).await;
    scene.stub.will([Act::Hold]);
    let message = scene.record("justo antes").await;
    let (ana, claim, id) = (scene.ana.clone(), scene.claim.clone(), message.id.clone());
    let sending = tokio::spawn(async move { ana.deliver(&claim, &id).await });
    scene.stub.posted(1).await;
    scene.lose().await;
    scene.stub.let_go();
    let Owned::Done(reply) = sending.await.unwrap().unwrap() else {
        panic!("recorded");
    };
    assert_eq!(reply.state, ReplyState::Accepted);
    assert_eq!(scene.state(&message.id).await, "accepted");
    let eva = writing(&scene.console("eva").await);
    assert_eq!(audited(&eva, &scene.key, "reply.sent_after_loss").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_consoles_of_one_claim_send_it_once() {
    let scene = Scene::new(WHAPI).await;
    scene.stub.will([accepted("w-1"), accepted("w-2")]);
    let message = scene.record("una vez").await;
    let both = (0..4).map(|_| scene.ana.deliver(&scene.claim, &message.id));
    let all = tokio::time::timeout(Duration::from_secs(30), futures::future::join_all(both));
    all.await.unwrap();
    assert_eq!(scene.state(&message.id).await, "accepted");
    assert_eq!(scene.stub.posts().len(), 1);
}
