//! One conversation of a bulk action: taken meanwhile, throttled, waiting no more, and what the trail keeps.

use crate::scene::{Scene, text};
use crate::support::proxy::{Fault, Seen};
use crate::support::trail;
use switchboard::domain::bulk::{Triage, Triaged};
use switchboard::domain::conversation::Status;
use switchboard::domain::handoff::{ClaimState, Claimed, Ending, LEASE};
use switchboard::domain::id::ConversationKey;
use switchboard::domain::problem::Trouble;
use switchboard::domain::text::Text;

fn asked(key: &ConversationKey) -> Triage {
    Triage {
        key: key.clone(),
        ending: Ending::HandedBack,
        reason: Text::from_untrusted("false positive: word «ya»"),
        bulk: "bulk-test-1".to_owned(),
    }
}

/// Whether nobody holds it, and anybody may take it.
async fn is_free(scene: &Scene, key: &ConversationKey) -> bool {
    let claim = scene.claim(key).await;
    claim.is_none_or(|claim| claim.state == ClaimState::Released)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_is_claimed_and_given_back_and_the_trail_joins_them() {
    let scene = Scene::new().await;
    let keys: Vec<ConversationKey> = scene.keys().await.into_iter().take(2).collect();
    for key in &keys {
        let triaged = scene.eva.triage(&asked(key)).await.unwrap();
        assert!(matches!(triaged, Triaged::Done { .. }), "{triaged:?}");
        let item = scene.item(key).await.unwrap();
        assert_eq!(text(&item, "status"), "ACTIVE");
        assert!(is_free(&scene, key).await);
    }
    for key in &keys {
        let trail = trail(&scene.eva, key.platform, &key.tenant).await;
        let mut rows = trail.into_iter();
        let row = rows.find(|row| {
            row.action.as_str() == "handback" && row.target == key.conversation.as_str()
        });
        let row = row.unwrap();
        assert_eq!(row.bulk.as_deref(), Some("bulk-test-1"));
        assert_eq!(row.reason.unwrap().as_str(), "false positive: word «ya»");
    }
    // The same again finds nobody waiting, and writes nothing.
    let again = scene.eva.triage(&asked(&keys[0])).await.unwrap();
    assert_eq!(again, Triaged::NotWaiting);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_another_took_meanwhile_is_left_alone_and_named() {
    let scene = Scene::new().await;
    let key = scene.key().await;
    let ana = scene.ana().await;
    let Claimed::Won { claim, .. } = scene.eva.claim(&key, None, LEASE).await.unwrap() else {
        panic!("won");
    };
    let Triaged::Taken { holder } = ana.desk.triage(&asked(&key)).await.unwrap() else {
        panic!("taken");
    };
    assert_eq!(holder.operator.as_str(), "eva");
    assert_eq!(scene.claim(&key).await.unwrap().fence, claim.fence);
    assert_eq!(scene.status(&key).await, Status::PassedToHuman);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_is_throttled_is_not_done_and_is_done_when_tried_again() {
    let scene = Scene::new().await;
    let key = scene.key().await;
    let ana = scene.ana().await;
    let slow = Fault::error(400, "ThrottlingException");
    scene.proxy.next(100, "TransactWriteItems", slow);
    let problem = ana.desk.triage(&asked(&key)).await.unwrap_err();
    assert_eq!(problem.trouble, Trouble::Throttled);
    assert_eq!(scene.status(&key).await, Status::PassedToHuman);
    assert!(scene.claim(&key).await.is_none());
    scene.proxy.clear();
    let again = ana.desk.triage(&asked(&key)).await.unwrap();
    assert!(matches!(again, Triaged::Done { .. }), "{again:?}");
    assert_eq!(scene.status(&key).await, Status::Active);
}

/// A transaction that ends a claim so that the bot goes on.
fn hands_back(seen: &Seen) -> bool {
    seen.operation == "TransactWriteItems" && seen.body.to_string().contains("\"releasing\"")
}

/// All transactions after the first, which is the claim.
fn after_the_claim() -> impl Fn(&Seen) -> bool + Send + Sync {
    let counted = std::sync::atomic::AtomicUsize::new(0);
    move |seen| {
        seen.operation == "TransactWriteItems"
            && counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst) > 0
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_release_that_fails_leaves_it_free_for_others_at_once() {
    let scene = Scene::new().await;
    let key = scene.key().await;
    let ana = scene.ana().await;
    let slow = Fault::error(400, "ThrottlingException");
    let trap = scene.proxy.trap(usize::MAX, slow, hands_back);
    let problem = ana.desk.triage(&asked(&key)).await.unwrap_err();
    assert_eq!(problem.trouble, Trouble::Throttled);
    assert!(trap.count() > 0);
    assert!(is_free(&scene, &key).await);
    assert_eq!(scene.status(&key).await, Status::PassedToHuman, "it waits");
    assert_eq!(scene.audited(&key, "handback").await, 0);
    let won = scene.eva.claim(&key, None, LEASE).await.unwrap();
    assert!(matches!(won, Claimed::Won { .. }), "{won:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_release_without_an_answer_is_found_out_and_never_leaves_a_claim() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    // The answers to the first get lost: the second try finds it. None ever arrives: it is put back.
    for (key, fault) in scene
        .keys()
        .await
        .into_iter()
        .zip([Fault::CutAfter, Fault::CutBefore])
    {
        let came_through = matches!(fault, Fault::CutAfter);
        let trap = scene.proxy.trap(usize::MAX, fault, hands_back);
        let triaged = ana.desk.triage(&asked(&key)).await;
        assert!(trap.count() > 1);
        scene.proxy.clear();
        assert!(is_free(&scene, &key).await, "{triaged:?}");
        let (status, rows) = match came_through {
            true => (Status::Active, 1),
            false => (Status::PassedToHuman, 0),
        };
        assert_eq!(triaged.is_ok(), came_through, "{triaged:?}");
        assert_eq!(scene.status(&key).await, status);
        assert_eq!(scene.audited(&key, "handback").await, rows);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_that_cannot_be_put_back_either_is_named_and_used_by_the_next_try() {
    let scene = Scene::new().await;
    let key = scene.key().await;
    let ana = scene.ana().await;
    let slow = Fault::error(400, "ThrottlingException");
    scene.proxy.trap(usize::MAX, slow, after_the_claim());
    let kept = ana.desk.triage(&asked(&key)).await.unwrap();
    let Triaged::Kept { problem } = kept else {
        panic!("{kept:?}");
    };
    assert_eq!(problem.trouble, Trouble::Throttled);
    assert_eq!(scene.claim(&key).await.unwrap().operator.as_str(), "ana");
    scene.proxy.clear();
    let again = ana.desk.triage(&asked(&key)).await.unwrap();
    assert!(matches!(again, Triaged::Done { .. }), "{again:?}");
    assert!(is_free(&scene, &key).await);
    assert_eq!(scene.status(&key).await, Status::Active);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_that_a_person_had_before_stays_theirs_when_the_release_fails() {
    let scene = Scene::new().await;
    let key = scene.key().await;
    let ana = scene.ana().await;
    let claim = ana.wins(&key).await;
    let slow = Fault::error(400, "ThrottlingException");
    scene.proxy.next(usize::MAX, "TransactWriteItems", slow);
    let problem = ana.desk.triage(&asked(&key)).await.unwrap_err();
    assert_eq!(problem.trouble, Trouble::Throttled);
    scene.proxy.clear();
    let stands = scene.claim(&key).await.unwrap();
    assert_eq!(
        (stands.state, stands.fence),
        (ClaimState::Held, claim.fence)
    );
}
