//! The handoff on the embedded backend: who wins, what is written, and what is found after an accident.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "handoff/acks.rs"]
mod acks;
#[path = "handoff/arranging.rs"]
mod arranging;
#[path = "handoff/guard.rs"]
mod guard;
#[path = "handoff/round_trips.rs"]
mod round_trips;
#[path = "handoff/scene.rs"]
mod scene;
#[path = "handoff/steal.rs"]
mod steal;
mod support;

use support::{backend, console, rows, writing};
use switchboard::domain::conversation::{Speaker, Status};
use switchboard::domain::handoff::{Claimed, Ending, LEASE, Owned, Pause, Released};
use switchboard::domain::id::ConversationKey;
use switchboard::domain::reply::ReplyState;
use switchboard::embedded::Seed;

const TENANT: &str = "tenant-ecommerce-solutions";

/// A conversation with a whole transcript that waits for a person.
async fn waiting(desk: &switchboard::desk::Desk<switchboard::desk::Writing>) -> ConversationKey {
    rows(desk, TENANT)
        .await
        .into_iter()
        .find(|row| {
            row.status().waits_for_human()
                && row
                    .record
                    .as_ref()
                    .is_some_and(|record| record.has_messages)
        })
        .unwrap()
        .key
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_claims_replies_and_hands_back_while_a_second_console_looks_on() {
    let state = tempfile::tempdir().unwrap();
    let backend = backend(Seed::Plaza).await;
    let ana = console(&backend.endpoint(), "ana", state.path()).await;
    let ana = writing(&ana);
    let eva = writing(&console(&backend.endpoint(), "eva", state.path()).await);
    let key = waiting(&ana).await;

    let Claimed::Won { claim, pause } = ana.claim(&key, None, LEASE).await.unwrap() else {
        panic!("won");
    };
    assert_eq!(pause, Pause::Verified);
    assert_eq!(claim.fence.0, 1);
    let Claimed::Lost { holder } = eva.claim(&key, None, LEASE).await.unwrap() else {
        panic!("lost");
    };
    assert_eq!(holder.operator.as_str(), "ana");

    let Owned::Done(reply) = ana.reply(&claim, "Hola, soy Ana.").await.unwrap() else {
        panic!("recorded");
    };
    assert_eq!(reply.state, Some(ReplyState::Recorded));
    let seen = eva.conversation(&key).await.unwrap().value.unwrap();
    let ours: Vec<_> = seen
        .conversation
        .messages
        .iter()
        .filter(|message| {
            message.from == Speaker::Human && message.text.as_str() == "Hola, soy Ana."
        })
        .collect();
    assert_eq!(ours.len(), 1, "the copy in the item is not shown twice");
    assert_eq!(seen.claim.unwrap().operator.as_str(), "ana");
    assert_eq!(seen.conversation.row.status(), &Status::PassedToHuman);

    let released = ana.hand_back(&claim, Ending::HandedBack).await.unwrap();
    assert_eq!(released, Released::Done { fence: claim.fence });
    let seen = eva.conversation(&key).await.unwrap().value.unwrap();
    assert_eq!(seen.conversation.row.status(), &Status::Active);
    let Owned::Lost(_) = ana.reply(&claim, "¿Sigues ahí?").await.unwrap() else {
        panic!("not ours any more");
    };
}
