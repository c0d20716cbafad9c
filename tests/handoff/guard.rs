//! The pause that is written again, the bot's words that are audited once, summaries, returns, presence, and
//! a message that came before a reply.

use crate::scene::Two;
use crate::support::{claim_of, console};
use jiff::SignedDuration;
use switchboard::domain::conversation::Speaker;
use switchboard::domain::guard::Activity;
use switchboard::domain::handoff::{
    ClaimState, Claimed, Ending, LEASE, Owned, Pause, Recovered, Released,
};
use switchboard::domain::id::MessageId;
use switchboard::domain::text::Text;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pause_that_the_bot_overwrote_is_written_again_and_audited() {
    let two = Two::new().await;
    let held = two.held_by_ana().await;
    assert_eq!(two.ana.reassert(&held).await.unwrap(), None, "it stands");
    two.clobber().await;
    assert_eq!(two.status().await, "ACTIVE");
    let again = two.ana.reassert(&held).await.unwrap();
    assert_eq!(again, Some(Pause::Verified));
    assert_eq!(two.status().await, "PASSED_TO_HUMAN");
    assert_eq!(two.audited("pause.reasserted").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pause_is_not_written_again_after_a_hand_back() {
    let two = Two::new().await;
    let held = two.held_by_ana().await;
    two.clobber().await;
    let (released, again) = tokio::join!(
        two.ana.hand_back(&held, Ending::HandedBack),
        two.ana.reassert(&held),
    );
    assert!(matches!(released.unwrap(), Released::Done { .. }));
    drop(again);
    assert_eq!(two.status().await, "ACTIVE", "whoever came first");
    assert!(two.ana.reassert(&held).await.is_err());
    assert_eq!(two.status().await, "ACTIVE");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_of_the_bot_leaves_one_row_however_often_it_is_told() {
    let two = Two::new().await;
    let held = two.held_by_ana().await;
    let now = two.ana.now();
    let one = MessageId::from("bot-1");
    for _ in 0..3 {
        two.ana.overrun(&held, &one, now).await.unwrap();
    }
    let other = MessageId::from("bot-2");
    two.ana.overrun(&held, &other, now).await.unwrap();
    assert_eq!(two.audited("bot.overrun").await.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_summary_is_a_note_to_the_staff_and_reaches_the_bots_list() {
    let two = Two::new().await;
    let held = two.held_by_ana().await;
    let words = Text::from_untrusted("Cambio aprobado; falta la dirección.");
    let released = two
        .ana
        .hand_back_with(&held, Ending::HandedBack, Some(&words))
        .await
        .unwrap();
    assert!(matches!(released, Released::Done { .. }));
    let opened = two.eva.conversation(&two.key).await.unwrap().value.unwrap();
    let said: Vec<_> = opened
        .conversation
        .messages
        .iter()
        .filter(|one| one.text == words)
        .collect();
    let [note] = said.as_slice() else {
        panic!("once, not as words to the customer: {said:?}");
    };
    assert_eq!(note.from, Speaker::Note);
    assert!(two.in_item(words.as_str()).await, "the bot has it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_return_leaves_the_bot_paused_and_the_reason_in_the_list() {
    let two = Two::new().await;
    let held = two.held_by_ana().await;
    let released = two.ana.hand_back(&held, Ending::Idle).await.unwrap();
    assert_eq!(released, Released::Done { fence: held.fence });
    assert_eq!(two.status().await, "PASSED_TO_HUMAN");
    let listed = two.eva.claims().await.unwrap();
    let listed = listed.iter().find(|claim| claim.key == two.key).unwrap();
    assert_eq!(listed.state, ClaimState::Released);
    assert_eq!(listed.ending, Some(Ending::Idle));
    assert_eq!(two.audited("returned").await.len(), 1);
    assert!(matches!(
        two.ana.reply(&held, "Voy.").await.unwrap(),
        Owned::Lost(_)
    ));
    assert_eq!(
        two.eva
            .finish_left(std::slice::from_ref(listed))
            .await
            .unwrap(),
        0
    );
    let taken = two.eva.claim(&two.key, None, LEASE).await.unwrap();
    let Claimed::Won { claim, .. } = taken else {
        panic!("{taken:?}");
    };
    two.eva.hand_back(&claim, Ending::Resolved).await.unwrap();
    let listed = two.eva.claims().await.unwrap();
    assert!(listed.iter().all(|claim| claim.key != two.key));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_waits_for_a_message_that_was_not_seen() {
    let two = Two::new().await;
    let held = two.held_by_ana().await;
    let seen = two.ana.now();
    let later = seen.checked_add(SignedDuration::from_secs(1)).unwrap();
    let said = two
        .ana
        .reply_after(&held, "Voy.", Some(seen))
        .await
        .unwrap();
    assert!(matches!(said, Owned::Done(_)), "{said:?}");
    two.customer_writes("espera", later).await;
    let said = two
        .ana
        .reply_after(&held, "Listo.", Some(seen))
        .await
        .unwrap();
    let Owned::Unread(message) = said else {
        panic!("{said:?}");
    };
    assert_eq!(message.text.as_str(), "espera");
    let said = two
        .ana
        .reply_after(&held, "Listo.", Some(later))
        .await
        .unwrap();
    assert!(matches!(said, Owned::Done(_)), "{said:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn others_see_who_is_there_and_nobody_sees_themselves() {
    let two = Two::new().await;
    two.ana.appear(&two.key, Activity::Looking).await.unwrap();
    two.ana.appear(&two.key, Activity::Typing).await.unwrap();
    assert!(two.ana.present(&two.key).await.unwrap().value.is_empty());
    let seen = two.eva.present(&two.key).await.unwrap().value;
    let [ana] = seen.as_slice() else {
        panic!("{seen:?}");
    };
    assert_eq!(ana.operator.as_str(), "ana");
    assert_eq!(ana.activity, Activity::Typing);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_before_an_ending_is_written_leaves_it_ours_and_says_so() {
    let two = Two::new().await;
    let path = two.state.path().join("luis");
    let first = console(&two.backend.endpoint(), "luis", &path).await;
    let luis = crate::support::writing(&first);
    let Claimed::Won { claim, .. } = luis.claim(&two.key, None, LEASE).await.unwrap() else {
        panic!("won");
    };
    luis.keep_leaving(two.key.clone(), true).unwrap();
    drop((first, luis));
    let again = console(&two.backend.endpoint(), "luis", &path).await;
    assert_eq!(
        again.resumed.found,
        [Recovered::NotLeft {
            key: two.key.clone()
        }]
    );
    assert_eq!(again.resumed.claims.len(), 1);
    let found = claim_of(&two.eva, &two.key).await.unwrap();
    assert_eq!((found.fence, found.state), (claim.fence, ClaimState::Held));
    assert_eq!(two.status().await, "PASSED_TO_HUMAN");
    // Taken back before the crash: nothing is said.
    let desk = crate::support::writing(&again);
    desk.keep_leaving(two.key.clone(), true).unwrap();
    desk.keep_leaving(two.key.clone(), false).unwrap();
    drop((again, desk));
    let third = console(&two.backend.endpoint(), "luis", &path).await;
    assert!(third.resumed.found.is_empty());
}
