//! Answers that never come, come late, or say no for a while: what the verb says is what the table says, and
//! the trail has one row for one intent.

use crate::scene::Scene;
use crate::support::let_lease_end;
use crate::support::proxy::{Caught, Fault};
use switchboard::domain::conversation::Status;
use switchboard::domain::handoff::{ClaimState, Claimed, Ending, LEASE, Owned, Pause, Released};
use switchboard::domain::problem::Trouble;
use switchboard::domain::reply::Unanswered;

const TX: &str = "TransactWriteItems";

/// Everything that may happen to a transaction and still lets it end well.
fn survivable() -> Vec<(&'static str, usize, Fault)> {
    vec![
        ("the answer never comes", 1, Fault::Withhold),
        ("cut before it arrived", 1, Fault::CutBefore),
        ("cut before it arrived, thrice", 3, Fault::CutBefore),
        ("cut when it was done", 1, Fault::CutAfter),
        ("cut when it was done, thrice", 3, Fault::CutAfter),
        ("others hold the items", 3, Fault::conflict(3)),
        (
            "too many requests",
            3,
            Fault::error(400, "ThrottlingException"),
        ),
        (
            "an error of the service",
            3,
            Fault::error(500, "InternalServerError"),
        ),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_survives_what_can_be_survived() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    for ((what, times, fault), key) in survivable().into_iter().zip(scene.keys().await) {
        let trap = scene.proxy.next(times, TX, fault);
        let claimed = ana.desk.claim(&key, None, LEASE).await.unwrap();
        let Claimed::Won { claim, pause } = claimed else {
            panic!("{what}: {claimed:?}");
        };
        assert_eq!(trap.count(), times, "{what}");
        assert_eq!(pause, Pause::Verified, "{what}");
        let stands = scene.claim(&key).await.unwrap();
        assert_eq!(
            (stands.fence.0, &stands.intent),
            (1, &claim.intent),
            "{what}"
        );
        assert_eq!(scene.audited(&key, "claim").await, 1, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_survives_what_can_be_survived() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    for ((what, times, fault), key) in survivable().into_iter().zip(scene.keys().await) {
        let claim = ana.wins(&key).await;
        let trap = scene.proxy.next(times, TX, fault);
        let owned = ana.desk.reply(&claim, "Ya lo reviso.").await.unwrap();
        assert!(matches!(owned, Owned::Done(_)), "{what}: {owned:?}");
        assert_eq!(trap.count(), times, "{what}");
        assert_eq!(scene.said(&key, "Ya lo reviso.").await.len(), 1, "{what}");
        assert_eq!(scene.audited(&key, "reply").await, 1, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hand_back_survives_what_can_be_survived() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    for ((what, times, fault), key) in survivable().into_iter().zip(scene.keys().await) {
        let claim = ana.wins(&key).await;
        let trap = scene.proxy.next(times, TX, fault);
        let released = ana
            .desk
            .hand_back(&claim, Ending::HandedBack)
            .await
            .unwrap();
        assert_eq!(released, Released::Done { fence: claim.fence }, "{what}");
        assert_eq!(trap.count(), times, "{what}");
        assert_eq!(scene.status(&key).await, Status::Active, "{what}");
        assert_eq!(scene.audited(&key, "handback").await, 1, "{what}");
    }
}

/// Plain updates: the pause, its end, the heartbeat, the end of a claim.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plain_updates_survive_a_lost_answer_and_a_transaction_in_the_way() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let faults = [
        ("cut when it was done", 1, Fault::CutAfter),
        ("cut before it arrived", 2, Fault::CutBefore),
        (
            "a transaction holds it",
            3,
            Fault::error(400, "TransactionConflictException"),
        ),
        (
            "too many requests",
            2,
            Fault::error(400, "ThrottlingException"),
        ),
    ];
    for ((what, times, fault), key) in faults.into_iter().zip(scene.keys().await) {
        let caught = |trap: Caught| assert_eq!(trap.count(), times, "{what}");
        let update = || scene.proxy.next(times, "UpdateItem", fault.clone());

        let trap = update();
        let claimed = ana.desk.claim(&key, None, LEASE).await.unwrap();
        let Claimed::Won { claim, pause } = claimed else {
            panic!("{what}: {claimed:?}");
        };
        assert_eq!(pause, Pause::Verified, "{what}");
        caught(trap);

        let trap = update();
        let renewed = ana.desk.renew(&claim, LEASE).await.unwrap().unwrap();
        assert_eq!(renewed.fence, claim.fence, "{what}");
        caught(trap);

        let trap = update();
        let released = ana.desk.hand_back(&claim, Ending::Resolved).await.unwrap();
        assert_eq!(released, Released::Done { fence: claim.fence }, "{what}");
        caught(trap);
        assert_eq!(
            scene.claim(&key).await.unwrap().state,
            ClaimState::Released,
            "{what}"
        );
        assert_eq!(scene.audited(&key, "pause.verified").await, 1, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_is_copied_for_the_bot_once_even_when_the_answer_gets_lost() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let key = scene.key().await;
    let claim = ana.wins(&key).await;
    let trap = scene.proxy.next(1, "UpdateItem", Fault::CutAfter);
    let owned = ana.desk.reply(&claim, "Una sola vez.").await.unwrap();
    assert!(matches!(owned, Owned::Done(_)));
    assert_eq!(trap.count(), 1);
    let item = scene.item(&key).await.unwrap();
    let copies = item["messages"].as_l().unwrap().iter().filter(|message| {
        message.as_m().unwrap().get("content") == Some(&crate::scene::s("Una sola vez."))
    });
    assert_eq!(copies.count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_adoption_whose_answer_got_lost_is_finished_all_the_same() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let key = scene.key().await;
    let claim = ana.wins(&key).await;
    let denied = scene
        .proxy
        .next(1, "UpdateItem", Fault::error(400, "AccessDeniedException"));
    let released = ana
        .desk
        .hand_back(&claim, Ending::HandedBack)
        .await
        .unwrap();
    assert!(
        matches!(released, Released::Unfinished { .. }),
        "{released:?}"
    );
    assert_eq!(denied.count(), 1);
    let_lease_end(&scene.raw, &key).await;
    let left = scene.claim(&key).await.unwrap();
    let trap = scene.proxy.next(1, "UpdateItem", Fault::CutAfter);
    assert_eq!(ana.desk.finish_left(&[left]).await.unwrap(), 1);
    assert_eq!(trap.count(), 1);
    let claim = scene.claim(&key).await.unwrap();
    assert_eq!((claim.fence.0, claim.state), (2, ClaimState::Released));
    assert_eq!(scene.status(&key).await, Status::Active);
}

/// What no repetition helps against: it is said as it is, and what it says is true.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failure_that_is_certain_is_told_and_nothing_was_written() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let faults = [
        (Fault::conflict(2), Trouble::Throttled),
        (Fault::error(400, "ThrottlingException"), Trouble::Throttled),
        (Fault::error(400, "AccessDeniedException"), Trouble::Denied),
        (
            Fault::error(400, "ExpiredTokenException"),
            Trouble::Credentials,
        ),
    ];
    for ((fault, trouble), key) in faults.into_iter().zip(scene.keys().await) {
        let trap = scene.proxy.next(usize::MAX, TX, fault.clone());
        let problem = ana.desk.claim(&key, None, LEASE).await.unwrap_err();
        assert_eq!(problem.trouble, trouble);
        assert!(trap.count() > 0);
        scene.proxy.clear();
        assert_eq!(scene.claim(&key).await, None);
        let claim = ana.wins(&key).await;

        scene.proxy.next(usize::MAX, TX, fault.clone());
        let problem = ana.desk.reply(&claim, "Hola").await.unwrap_err();
        assert_eq!(problem.trouble, trouble);
        let problem = ana.desk.hand_back(&claim, Ending::HandedBack).await;
        assert_eq!(problem.unwrap_err().trouble, trouble);
        scene.proxy.clear();
        assert_eq!(scene.said(&key, "Hola").await, Vec::new());
        let stands = scene.claim(&key).await.unwrap();
        assert_eq!(
            (stands.intent, stands.state),
            (claim.intent, ClaimState::Held)
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_kept_out_by_the_winner_is_told_the_winner() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let key = scene.key().await;
    // While ana's transaction meets conflict after conflict, the other one claims.
    let mut held = scene.proxy.next(1, TX, Fault::Hold);
    let claiming = ana.desk.claim(&key, None, LEASE);
    let other = async {
        held.arrived().await;
        scene.eva.claim(&key, None, LEASE).await.unwrap();
        scene.proxy.next(usize::MAX, TX, Fault::conflict(2));
        held.let_go();
    };
    let (claimed, ()) = tokio::join!(claiming, other);
    let Claimed::Lost { holder } = claimed.unwrap() else {
        panic!("lost");
    };
    assert_eq!(holder.operator.as_str(), "eva");

    let key = scene.keys().await.remove(1);
    scene.proxy.clear();
    let mut first = scene.proxy.next(1, TX, Fault::conflict(2));
    scene.proxy.next(usize::MAX, TX, Fault::conflict(2));
    let claiming = ana.desk.claim(&key, None, LEASE);
    let other = async {
        first.arrived().await;
        scene.eva.claim(&key, None, LEASE).await.unwrap();
    };
    let (claimed, ()) = tokio::join!(claiming, other);
    let Claimed::Lost { holder } = claimed.unwrap() else {
        panic!("lost");
    };
    assert_eq!(holder.operator.as_str(), "eva");
}

/// All answers get lost and nothing can be read either: nobody can tell, and that is what is said.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unknown_outcome_is_called_unknown_and_found_out_after_a_restart() {
    let scene = Scene::new().await;
    let key = scene.key().await;
    let ana = scene.ana().await;
    let claim = ana.wins(&key).await;
    let mut trap = scene.proxy.next(usize::MAX, TX, Fault::CutAfter);
    let replying = ana.desk.reply(&claim, "¿Llegó?");
    let cut = async {
        trap.arrived().await;
        scene.proxy.next(usize::MAX, "GetItem", Fault::CutBefore);
    };
    let (owned, ()) = tokio::join!(replying, cut);
    assert_eq!(owned.unwrap(), Owned::Unknown);
    scene.proxy.clear();
    drop(ana);
    let ana = scene.ana().await;
    assert_eq!(ana.resumed.drafts, Vec::new());
    assert_eq!(ana.resumed.found, Vec::new());
    assert_eq!(scene.said(&key, "¿Llegó?").await.len(), 1);
    assert_eq!(scene.audited(&key, "reply").await, 1);
}

/// The same in one run: nothing reaches the table, and it is settled as soon as it can be read again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unanswered_reply_is_settled_without_a_restart() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    for (key, fault) in scene
        .keys()
        .await
        .into_iter()
        .zip([Fault::CutBefore, Fault::CutAfter])
    {
        let recorded = matches!(fault, Fault::CutAfter);
        let claim = ana.wins(&key).await;
        let mut trap = scene.proxy.next(usize::MAX, TX, fault);
        let replying = ana.desk.reply(&claim, "¿Quedó?");
        let cut = async {
            trap.arrived().await;
            // Neither read nor taken back.
            for operation in ["GetItem", "PutItem"] {
                scene.proxy.next(usize::MAX, operation, Fault::CutBefore);
            }
        };
        let (owned, ()) = tokio::join!(replying, cut);
        assert_eq!(owned.unwrap(), Owned::Unknown);
        assert_eq!(ana.desk.settle_unanswered().await, Vec::new(), "not yet");
        scene.proxy.clear();
        let settled = Unanswered {
            key: key.clone(),
            text: "¿Quedó?".to_owned(),
            recorded,
            again: None,
        };
        assert_eq!(ana.desk.settle_unanswered().await, [settled]);
        assert_eq!(ana.desk.settle_unanswered().await, Vec::new(), "once");
        let (_, memory) = ana.desk.journal().recall().unwrap();
        let drafts: Vec<_> = memory.drafts.into_iter().map(|(of, _)| of).collect();
        assert_eq!(
            drafts.contains(&key),
            !recorded,
            "crash after this: it is a draft"
        );
        assert!(memory.unsettled.is_empty());
        assert_eq!(
            scene.said(&key, "¿Quedó?").await.len(),
            usize::from(recorded)
        );
        assert!(!ana.desk.has_unconfirmed(&key).await.unwrap());
    }
}

/// What surely is not there, because its place was taken, is said at once, and never comes later.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_that_is_late_is_not_recorded_behind_its_writers_back() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let key = scene.key().await;
    let claim = ana.wins(&key).await;
    // The first attempt is on its way all the time; the others are cut, so nobody knows.
    let mut late = scene.proxy.next(1, TX, Fault::Hold);
    scene.proxy.next(usize::MAX, TX, Fault::CutBefore);
    let problem = ana.desk.reply(&claim, "¿Sigue?").await.unwrap_err();
    assert_eq!(problem.trouble, Trouble::TimedOut);
    scene.proxy.clear();
    late.let_go();
    late.done().await;
    assert_eq!(scene.said(&key, "¿Sigue?").await.len(), 0);
    assert_eq!(scene.audited(&key, "reply").await, 0);
    let said = ana.desk.reply(&claim, "¿Sigue?").await.unwrap();
    assert!(matches!(said, Owned::Done(_)), "{said:?}");
    assert_eq!(scene.said(&key, "¿Sigue?").await.len(), 1);
}
