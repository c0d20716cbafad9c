//! A person sends a reply in doubt again, and no answer comes: within seconds it is known whether it is queued, it
//! never is twice, and nothing is sent by the machine.

use crate::scene::{META, Scene, TENANT, console};
use crate::support::proxy::{Fault, Proxy};
use crate::support::{audited, rows, writing};
use switchboard::desk::{Desk, Writing};
use switchboard::domain::handoff::{Claim, Claimed, LEASE, Owned};
use switchboard::domain::id::MessageId;
use switchboard::domain::problem::Trouble;
use switchboard::domain::reply::{Doubt, OpenReply, ReplyState, Settled, Unanswered};

const TX: &str = "TransactWriteItems";

/// A console behind a proxy, with a reply that is recorded and not sent.
async fn scene() -> (Scene, Proxy, Desk<Writing>, Claim, MessageId) {
    let scene = Scene::new(META).await;
    let proxy = Proxy::start(&scene.backend.endpoint()).await;
    let state = scene.state.path().join("behind");
    let ana = writing(&console(&proxy.endpoint(), &scene.channel, "ana", &state).await);
    let free = rows(&ana, TENANT)
        .await
        .into_iter()
        .find(|row| row.status().waits_for_human() && row.key != scene.key);
    let claimed = ana.claim(&free.unwrap().key, None, LEASE).await.unwrap();
    let Claimed::Won { claim, .. } = claimed else {
        panic!("{claimed:?}");
    };
    let Owned::Done(message) = ana.reply(&claim, "¿Llegó?").await.unwrap() else {
        panic!("recorded");
    };
    (scene, proxy, ana, claim, message.id)
}

/// All of our replies to the conversation that are open.
async fn open(ana: &Desk<Writing>, claim: &Claim) -> Vec<OpenReply> {
    let open = ana.look_after_replies(false).await.unwrap();
    open.into_iter()
        .filter(|one| one.key == claim.key)
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_an_answer_it_is_settled_soon_and_queued_once_or_not_at_all() {
    for fault in [Fault::CutBefore, Fault::CutAfter] {
        let recorded = matches!(fault, Fault::CutAfter);
        let (scene, proxy, ana, claim, old) = scene().await;
        let mut trap = proxy.next(usize::MAX, TX, fault);
        let resending = ana.settle_doubt(&claim, &old, Doubt::Resend);
        let cut = async {
            trap.arrived().await;
            // Neither read nor taken back.
            for operation in ["GetItem", "PutItem"] {
                proxy.next(usize::MAX, operation, Fault::CutBefore);
            }
        };
        let (owned, ()) = tokio::join!(resending, cut);
        assert_eq!(owned.unwrap(), Owned::Unknown);
        assert_eq!(ana.settle_unanswered().await, Vec::new(), "not yet");
        proxy.clear();
        let settled = Unanswered {
            key: claim.key.clone(),
            text: "¿Llegó?".to_owned(),
            recorded,
            again: Some(old.clone()),
        };
        assert_eq!(ana.settle_unanswered().await, [settled]);
        assert_eq!(ana.settle_unanswered().await, Vec::new(), "once");
        let (_, memory) = ana.journal().recall().unwrap();
        assert!(
            memory.drafts.is_empty(),
            "the words are in the reply in doubt"
        );
        assert!(memory.unsettled.is_empty());
        let open = open(&ana, &claim).await;
        assert_eq!(open.len(), 1, "{open:?}");
        assert_eq!(
            (open[0].id != old, open[0].state),
            (recorded, ReplyState::Queued)
        );
        let told = audited(&ana, &claim.key, "reply.resent").await;
        assert_eq!(told, usize::from(recorded));
        assert!(scene.stub.posts().is_empty(), "nothing by the machine");
        // Asked again, there is still one.
        let again = ana.settle_doubt(&claim, &old, Doubt::Resend).await.unwrap();
        match (recorded, again) {
            (true, Owned::Done(reply)) => assert_eq!(reply.fate.settled, Some(Settled::Resent)),
            (false, Owned::Done(reply)) => assert_eq!(reply.state, ReplyState::Queued),
            (_, other) => panic!("{other:?}"),
        }
        assert_eq!(self::open(&ana, &claim).await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_the_table_can_still_be_read_it_is_known_at_once() {
    let (_scene, proxy, ana, claim, old) = scene().await;
    // It was written, and only the answer got lost.
    proxy.next(usize::MAX, TX, Fault::CutAfter);
    let owned = ana.settle_doubt(&claim, &old, Doubt::Resend).await.unwrap();
    proxy.clear();
    let Owned::Done(new) = owned else {
        panic!("{owned:?}");
    };
    assert_ne!(new.id, old);
    // It never arrived: its place is taken, so that it never can.
    proxy.next(usize::MAX, TX, Fault::CutBefore);
    let problem = ana.settle_doubt(&claim, &new.id, Doubt::Resend).await;
    proxy.clear();
    assert_eq!(problem.unwrap_err().trouble, Trouble::TimedOut);
    let open = open(&ana, &claim).await;
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].id, new.id, "in doubt as it was");
}
