//! Stealing: one winner, the former owner's late writes refused, the reason where he reads it.

use crate::scene::{Two, reason};
use crate::support::{claim_of, console, writing};
use switchboard::domain::handoff::{Claimed, Ending, Fence, LEASE, Owned, Pause, Released};
use switchboard::domain::problem::Trouble;
use switchboard::domain::text::Text;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_steal_moves_the_fence_pauses_the_bot_and_says_why() {
    let two = Two::new().await;
    let held = two.held_by_ana().await;
    let stolen = two
        .eva
        .steal(&two.key, Some(held.fence), &reason(), LEASE)
        .await
        .unwrap();
    let Claimed::Won { claim, pause } = stolen else {
        panic!("{stolen:?}");
    };
    assert_eq!(pause, Pause::Verified);
    assert_eq!(claim.fence, Fence(2));
    let found = claim_of(&two.ana, &two.key).await.unwrap();
    let taken = found.taken.unwrap();
    assert_eq!(taken.reason, reason());
    assert_eq!(taken.from.as_str(), "ana");
    let rows = two.audited("steal").await;
    let [row] = rows.as_slice() else {
        panic!("{rows:?}");
    };
    assert_eq!(row.before.as_deref(), Some("demo:ana"));
    assert_eq!(row.after.as_deref(), Some("demo:eva"));
    assert_eq!(row.reason, Some(reason()));
    assert_eq!(row.fence, Some(Fence(2)));
    assert_eq!(two.status().await, "PASSED_TO_HUMAN");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_late_write_of_the_former_owner_is_refused_and_names_the_new_one() {
    let two = Two::new().await;
    let held = two.held_by_ana().await;
    let stolen = two.stolen_by_eva(&held).await;
    for said in [
        two.ana.reply(&held, "Voy.").await.unwrap(),
        two.ana.note(&held, "Voy.").await.unwrap(),
    ] {
        let Owned::Lost(Some(holder)) = said else {
            panic!("{said:?}");
        };
        assert_eq!(holder.fence, stolen.fence);
    }
    let renewed = two.ana.renew(&held, LEASE).await.unwrap();
    assert_eq!(renewed.unwrap_err().unwrap().owner, "demo:eva");
    for ending in [Ending::HandedBack, Ending::Resolved, Ending::Idle] {
        let released = two.ana.hand_back(&held, ending).await.unwrap();
        assert!(matches!(released, Released::Lost(Some(_))), "{released:?}");
    }
    assert!(two.ana.reassert(&held).await.is_err());
    let opened = two.eva.conversation(&two.key).await.unwrap().value.unwrap();
    let said = opened.conversation.messages.iter();
    assert_eq!(said.filter(|one| one.text.as_str() == "Voy.").count(), 0);
    assert_eq!(two.status().await, "PASSED_TO_HUMAN");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_steal_at_once_one_wins_and_the_other_is_told_who() {
    let two = Two::new().await;
    let held = two.held_by_ana().await;
    let luis = console(
        &two.backend.endpoint(),
        "luis",
        &two.state.path().join("luis"),
    )
    .await;
    let luis = writing(&luis);
    let why = reason();
    let (by_eva, by_luis) = tokio::join!(
        two.eva.steal(&two.key, Some(held.fence), &why, LEASE),
        luis.steal(&two.key, Some(held.fence), &why, LEASE),
    );
    let outcomes = [by_eva.unwrap(), by_luis.unwrap()];
    let winners: Vec<_> = outcomes
        .iter()
        .filter_map(|outcome| match outcome {
            Claimed::Won { claim, .. } => Some(claim),
            _ => None,
        })
        .collect();
    let [winner] = winners.as_slice() else {
        panic!("{outcomes:?}");
    };
    assert_eq!(winner.fence, Fence(2));
    assert!(outcomes.iter().any(
        |outcome| matches!(outcome, Claimed::Lost { holder } if holder.owner == winner.owner)
    ));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_steal_and_a_heartbeat_at_once_leave_one_owner_for_each_fence() {
    let two = Two::new().await;
    let held = two.held_by_ana().await;
    let why = reason();
    let (renewed, stolen) = tokio::join!(
        two.ana.renew(&held, LEASE),
        two.eva.steal(&two.key, Some(held.fence), &why, LEASE),
    );
    assert!(matches!(stolen.unwrap(), Claimed::Won { .. }));
    if let Ok(renewed) = renewed.unwrap() {
        assert_eq!(renewed.fence, held.fence);
    }
    assert_eq!(
        claim_of(&two.eva, &two.key).await.unwrap().owner,
        "demo:eva"
    );
    assert!(two.ana.renew(&held, LEASE).await.unwrap().is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_steal_and_a_reply_at_once_either_record_it_before_or_refuse_it() {
    let two = Two::new().await;
    let held = two.held_by_ana().await;
    let why = reason();
    let (said, stolen) = tokio::join!(
        two.ana.reply(&held, "Voy."),
        two.eva.steal(&two.key, Some(held.fence), &why, LEASE),
    );
    let recorded = matches!(said.as_ref(), Ok(Owned::Done(_)));
    let taken = matches!(stolen.as_ref(), Ok(Claimed::Won { .. }));
    assert!(recorded || taken, "{said:?} {stolen:?}");
    let opened = two.eva.conversation(&two.key).await.unwrap().value.unwrap();
    let said = opened.conversation.messages.iter();
    let found = said.filter(|one| one.text.as_str() == "Voy.").count();
    assert_eq!(found, usize::from(recorded));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_another_fence_than_was_seen_nothing_is_taken() {
    let two = Two::new().await;
    let held = two.held_by_ana().await;
    let other = Some(Fence(held.fence.0 + 6));
    let stolen = two.eva.steal(&two.key, other, &reason(), LEASE).await;
    assert!(matches!(stolen.unwrap(), Claimed::Lost { holder } if holder.owner == "demo:ana"));
    let short = Text::from_untrusted("corto");
    let refused = two.eva.steal(&two.key, Some(held.fence), &short, LEASE);
    assert_eq!(refused.await.unwrap_err().trouble, Trouble::Invalid);
    assert!(two.audited("steal").await.is_empty());
    assert_eq!(
        claim_of(&two.eva, &two.key).await.unwrap().fence,
        held.fence
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_given_back_meanwhile_is_claimed() {
    let two = Two::new().await;
    let held = two.held_by_ana().await;
    two.ana.hand_back(&held, Ending::Resolved).await.unwrap();
    let taken = two
        .eva
        .steal(&two.key, Some(held.fence), &reason(), LEASE)
        .await
        .unwrap();
    let Claimed::Won { claim, .. } = taken else {
        panic!("{taken:?}");
    };
    assert!(claim.taken.is_none(), "from nobody");
    assert!(two.audited("steal").await.is_empty());
}
