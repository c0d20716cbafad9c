//! Consoles that want the same thing at the same time: one of them gets it, all others are told who has it,
//! and the audit trail tells of exactly one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "race/conflict.rs"]
mod conflict;
#[path = "race/histories.rs"]
mod histories;
#[path = "race/kill.rs"]
mod kill;
#[path = "race/processes.rs"]
mod processes;
mod support;
#[path = "race/switches.rs"]
mod switches;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::SignedDuration;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use support::{audited, claim_of, console, let_lease_end, lock, rows, trail, writing};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::desk::{Desk, Writing};
use switchboard::domain::conversation::Status;
use switchboard::domain::handoff::{Claim, ClaimState, Claimed, Ending, LEASE, Owned};
use switchboard::domain::id::{ConversationKey, PlatformId, TenantId};
use switchboard::domain::text::Text;
use switchboard::embedded::{Backend, DemoOptions, Seed, client};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

const TENANTS: [&str; 2] = ["tenant-ecommerce-solutions", "tenant-ai-tech-solutions"];
/// A lease that ended long enough ago for anybody to take the claim.
const ENDED: SignedDuration = SignedDuration::from_secs(-60);

struct Scene {
    backend: Backend,
    consoles: Vec<Desk<Writing>>,
    state: tempfile::TempDir,
}

/// A frozen backend with so many conversations, and so many consoles of as many people.
async fn scene(conversations: usize, consoles: usize) -> Scene {
    let state = tempfile::tempdir().unwrap();
    let backend = Backend::start(DemoOptions {
        seed: Seed::Plaza,
        speed: 0.0,
        conversations,
        ..DemoOptions::default()
    })
    .await
    .unwrap();
    backend.seeded().await.unwrap();
    let mut desks = Vec::new();
    for at in 0..consoles {
        let station = console(&backend.endpoint(), &format!("op{at}"), state.path()).await;
        desks.push(writing(&station));
    }
    Scene {
        backend,
        consoles: desks,
        state,
    }
}

impl Scene {
    /// Where its consoles keep their journals.
    fn folder(&self) -> &Path {
        self.state.path()
    }

    async fn keys(&self, how_many: usize) -> Vec<ConversationKey> {
        let mut keys = Vec::new();
        for tenant in TENANTS {
            let found = rows(&self.consoles[0], tenant).await;
            keys.extend(found.into_iter().map(|row| row.key));
        }
        assert!(keys.len() >= how_many, "{} conversations", keys.len());
        keys.truncate(how_many);
        keys
    }
}

/// `racers` claims of one conversation that start together, spread over the consoles.
async fn race(consoles: &[Desk<Writing>], key: &ConversationKey, racers: usize) -> Vec<Claimed> {
    together(consoles, racers, |desk| {
        let key = key.clone();
        async move {
            let reason = Text::from_untrusted("to help the customer");
            desk.claim(&key, Some(&reason), LEASE).await.unwrap()
        }
    })
    .await
}

/// Runs one deed so many times at once, spread over the consoles.
async fn together<F, T>(
    consoles: &[Desk<Writing>],
    times: usize,
    deed: impl Fn(Desk<Writing>) -> F,
) -> Vec<T>
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let start = Arc::new(Barrier::new(times));
    let mut running = JoinSet::new();
    for at in 0..times {
        let start = start.clone();
        let work = deed(consoles[at % consoles.len()].clone());
        running.spawn(async move {
            start.wait().await;
            work.await
        });
    }
    running.join_all().await
}

/// The one who won; every other answer must name just that claim.
fn only_winner(answers: &[Claimed]) -> Claim {
    let winners: Vec<&Claim> = answers
        .iter()
        .filter_map(|answer| match answer {
            Claimed::Won { claim, .. } => Some(claim),
            _ => None,
        })
        .collect();
    assert_eq!(winners.len(), 1, "{answers:#?}");
    let winner = winners[0].clone();
    for answer in answers {
        let named = match answer {
            Claimed::Won { claim, .. } | Claimed::Already { claim } => claim,
            Claimed::Lost { holder } => {
                assert_ne!(holder.operator.as_str(), "");
                holder
            }
            Claimed::Unknown | Claimed::NotFound => panic!("{answer:?}"),
        };
        assert_eq!(named.intent, winner.intent, "names the true winner");
        assert_eq!((&named.owner, named.fence), (&winner.owner, winner.fence));
    }
    winner
}

async fn fifty_on_each_of(how_many: usize) {
    let scene = scene(how_many * 3, 2).await;
    let keys = scene.keys(how_many).await;
    for key in &keys {
        let answers = race(&scene.consoles, key, 50).await;
        assert_eq!(only_winner(&answers).fence.0, 1);
    }
    let mut claims: HashMap<String, usize> = HashMap::new();
    for tenant in TENANTS {
        let tenant = TenantId::from(tenant);
        for row in trail(&scene.consoles[0], PlatformId::Marketplace, &tenant).await {
            if row.action.as_str() == "claim" && row.fence.is_some() && row.target.len() > 1 {
                *claims.entry(row.target).or_default() += 1;
            }
        }
    }
    for key in &keys {
        assert_eq!(claims.get(key.conversation.as_str()), Some(&1), "{key:?}");
        let held = claim_of(&scene.consoles[0], key).await.unwrap();
        assert_eq!((held.fence.0, held.state), (1, ClaimState::Held));
    }
    scene.backend.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_claims_on_each_of_thirty_conversations_have_one_winner_each() {
    fifty_on_each_of(30).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "soak: ten thousand claims take more than a minute"]
async fn fifty_claims_on_each_of_two_hundred_conversations_have_one_winner_each() {
    fifty_on_each_of(200).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_people_at_fifty_consoles_have_one_winner() {
    let scene = scene(0, 50).await;
    for key in scene.keys(5).await {
        let answers = race(&scene.consoles, &key, 50).await;
        let winner = only_winner(&answers);
        assert_eq!(winner.fence.0, 1);
        let lost = answers
            .iter()
            .filter(|answer| matches!(answer, Claimed::Lost { .. }));
        assert_eq!(lost.count(), 49);
        assert_eq!(audited(&scene.consoles[0], &key, "claim").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_ended_lease_is_stolen_once() {
    let scene = scene(0, 3).await;
    let reason = Text::from_untrusted("to help the customer");
    for key in scene.keys(10).await {
        let gone = &scene.consoles[0];
        let Claimed::Won { claim, .. } = gone.claim(&key, Some(&reason), ENDED).await.unwrap()
        else {
            panic!("won");
        };
        let winner = only_winner(&race(&scene.consoles[1..], &key, 10).await);
        assert_eq!(winner.fence.0, 2);
        assert_eq!(audited(gone, &key, "claim").await, 2);
        let lost = gone.reply(&claim, "¿Sigues ahí?").await.unwrap();
        assert_eq!(lost, Owned::Lost(claim_of(gone, &key).await));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_late_heartbeat_and_thieves_agree_on_one_owner() {
    let scene = scene(0, 3).await;
    let reason = Text::from_untrusted("to help the customer");
    for key in scene.keys(10).await {
        let slow = scene.consoles[0].clone();
        let Claimed::Won { claim, .. } = slow.claim(&key, Some(&reason), ENDED).await.unwrap()
        else {
            panic!("won");
        };
        let beat = async {
            let renewed = slow.renew(&claim, LEASE).await.unwrap();
            renewed.map_err(|holder| holder.map(|holder| holder.intent))
        };
        let (renewed, answers) = tokio::join!(beat, race(&scene.consoles[1..], &key, 6));
        let owner = claim_of(&slow, &key).await.unwrap();
        match renewed {
            Ok(renewed) => {
                assert_eq!((owner.fence.0, &owner.intent), (1, &renewed.intent));
                for answer in answers {
                    let Claimed::Lost { holder } = answer else {
                        panic!("{answer:?}");
                    };
                    assert_eq!(holder.intent, owner.intent);
                }
            }
            Err(holder) => {
                assert_eq!(only_winner(&answers).intent, owner.intent);
                assert_eq!((owner.fence.0, Some(owner.intent)), (2, holder));
            }
        }
    }
}

/// Leaves a claim half given back, as a console does that died after the first step long ago.
async fn leave_releasing(scene: &Scene, key: &ConversationKey) {
    let reason = Text::from_untrusted("to help the customer");
    let won = scene.consoles[0].claim(key, Some(&reason), LEASE).await;
    assert!(matches!(won.unwrap(), Claimed::Won { .. }));
    let raw = client(&scene.backend.endpoint());
    raw.update_item()
        .table_name(DEFAULT_NAME)
        .set_key(Some(lock(key)))
        .update_expression("SET #s = :r, outcome = :o")
        .expression_attribute_names("#s", "state")
        .expression_attribute_values(":r", AttributeValue::S("releasing".into()))
        .expression_attribute_values(":o", AttributeValue::S("handed_back".into()))
        .send()
        .await
        .unwrap();
    let_lease_end(&raw, key).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_half_given_back_conversation_is_finished_once() {
    let scene = scene(0, 3).await;
    for key in scene.keys(10).await {
        leave_releasing(&scene, &key).await;
        let left = claim_of(&scene.consoles[0], &key).await.unwrap();
        let finished = together(&scene.consoles[1..], 8, |desk| {
            let left = left.clone();
            async move { desk.finish_left(&[left]).await.unwrap() }
        });
        assert_eq!(finished.await.into_iter().sum::<usize>(), 1);
        let opened = scene.consoles[0].conversation(&key).await.unwrap();
        let opened = opened.value.unwrap();
        let claim = opened.claim.unwrap();
        assert_eq!((claim.fence.0, claim.state), (2, ClaimState::Released));
        assert_eq!(claim.ending, Some(Ending::HandedBack));
        assert_eq!(opened.conversation.row.status(), &Status::Active);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn finishing_and_claiming_a_half_given_back_conversation_agree() {
    let scene = scene(0, 3).await;
    for key in scene.keys(10).await {
        leave_releasing(&scene, &key).await;
        let left = claim_of(&scene.consoles[0], &key).await.unwrap();
        let finish = together(&scene.consoles[1..], 4, |desk| {
            let left = left.clone();
            async move { desk.finish_left(&[left]).await.unwrap() }
        });
        let claim = race(&scene.consoles[1..], &key, 4);
        let (finished, answers) = tokio::join!(finish, claim);
        assert!(finished.into_iter().sum::<usize>() <= 1);
        let opened = scene.consoles[0].conversation(&key).await.unwrap();
        let opened = opened.value.unwrap();
        let owner = opened.claim.unwrap();
        let won = answers.iter().find_map(|answer| match answer {
            Claimed::Won { claim, .. } => Some(claim),
            _ => None,
        });
        match won {
            Some(won) => {
                assert_eq!(
                    (&owner.intent, owner.state),
                    (&won.intent, ClaimState::Held)
                );
                assert_eq!(opened.conversation.row.status(), &Status::PassedToHuman);
            }
            None => {
                assert_eq!((owner.fence.0, owner.state), (2, ClaimState::Released));
                assert_eq!(opened.conversation.row.status(), &Status::Active);
            }
        }
    }
}
