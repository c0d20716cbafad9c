//! Claim, reply, hand back, toggle and a race on a DynamoDB that is not the demo's engine.

use crate::server::server;
use crate::support::{audited, console, rows, switches, writing};
use switchboard::desk::{Desk, Writing};
use switchboard::domain::agent::{Switch, Toggle, Toggled, Turn};
use switchboard::domain::conversation::{Speaker, Status};
use switchboard::domain::handoff::{Claimed, Ending, LEASE, Owned, Pause, Released};
use switchboard::domain::id::ConversationKey;
use switchboard::domain::text::Text;

const TENANT: &str = "tenant-ai-tech-solutions";

async fn waiting(desk: &Desk<Writing>) -> Vec<ConversationKey> {
    let rows = rows(desk, TENANT).await.into_iter();
    let waits = rows.filter(|row| {
        let record = row.record.as_ref();
        row.status().waits_for_human() && record.is_some_and(|record| record.has_messages)
    });
    waits.map(|row| row.key).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_handoff_and_a_race_of_two() {
    let Some(server) = server().await else { return };
    let state = tempfile::tempdir().unwrap();
    let ana = writing(&console(&server.endpoint, "ana", &state.path().join("ana")).await);
    let eva = writing(&console(&server.endpoint, "eva", &state.path().join("eva")).await);
    let key = waiting(&ana).await.remove(0);
    let reason = Text::from("otra vez espera");
    for round in 1..=5 {
        let (a, b) = tokio::join!(
            ana.claim(&key, Some(&reason), LEASE),
            eva.claim(&key, Some(&reason), LEASE)
        );
        let (winner, claim, pause) = match (a.unwrap(), b.unwrap()) {
            (Claimed::Won { claim, pause }, Claimed::Lost { .. }) => (&ana, claim, pause),
            (Claimed::Lost { .. }, Claimed::Won { claim, pause }) => (&eva, claim, pause),
            other => panic!("{other:?}"),
        };
        assert_eq!((claim.fence.0, pause), (round, Pause::Verified));
        let said = winner
            .reply(&claim, &format!("Hola {round}"))
            .await
            .unwrap();
        assert!(matches!(said, Owned::Done(_)), "{said:?}");
        let released = winner.hand_back(&claim, Ending::HandedBack).await.unwrap();
        assert!(matches!(released, Released::Done { .. }), "{released:?}");
        let opened = eva.conversation(&key).await.unwrap().value.unwrap();
        assert_eq!(*opened.conversation.row.status(), Status::Active);
    }
    let opened = eva.conversation(&key).await.unwrap().value.unwrap();
    let human = opened.conversation.messages.iter();
    let human = human.filter(|message| message.from == Speaker::Human);
    assert!(human.count() >= 5);
    for action in ["claim", "reply", "handback"] {
        assert_eq!(audited(&eva, &key, action).await, 5, "{action}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_consoles_turn_one_switch_and_one_of_them_does() {
    let Some(server) = server().await else { return };
    let state = tempfile::tempdir().unwrap();
    let ana = writing(&console(&server.endpoint, "ana", &state.path().join("ana")).await);
    let eva = writing(&console(&server.endpoint, "eva", &state.path().join("eva")).await);
    let all = switches(&ana, TENANT).await;
    let on = all
        .into_iter()
        .find(|one| one.switch == Switch::On)
        .unwrap();
    let toggle = Toggle {
        key: on.key.clone(),
        turn: Turn::Off,
        reason: Text::from("responde con precios viejos"),
        seen: on.seen.clone(),
    };
    let (a, b) = tokio::join!(ana.toggle(&toggle), eva.toggle(&toggle));
    let answers = [a.unwrap(), b.unwrap()];
    let done = answers
        .iter()
        .filter(|one| matches!(one, Toggled::Done { .. }));
    assert_eq!(done.count(), 1, "{answers:?}");
}
