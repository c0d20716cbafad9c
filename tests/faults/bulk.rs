//! One conversation of a bulk action: taken meanwhile, throttled, waiting no more, and what the trail keeps.

use crate::scene::{Scene, text};
use crate::support::proxy::Fault;
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_release_that_fails_leaves_a_claim_with_which_it_is_done_later() {
    let scene = Scene::new().await;
    let key = scene.key().await;
    let ana = scene.ana().await;
    // The first transaction is the claim; the ones after it are the release.
    scene.proxy.mark();
    let slow = Fault::error(400, "ThrottlingException");
    let counted = std::sync::atomic::AtomicUsize::new(0);
    scene.proxy.trap(100, slow, move |seen| {
        seen.operation == "TransactWriteItems"
            && counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst) > 0
    });
    let problem = ana.desk.triage(&asked(&key)).await.unwrap_err();
    assert_eq!(problem.trouble, Trouble::Throttled);
    assert_eq!(scene.claim(&key).await.unwrap().operator.as_str(), "ana");
    scene.proxy.clear();
    let again = ana.desk.triage(&asked(&key)).await.unwrap();
    assert!(matches!(again, Triaged::Done { .. }), "{again:?}");
    assert!(is_free(&scene, &key).await);
    assert_eq!(scene.status(&key).await, Status::Active);
}
