//! Putting off, assigning, transferring, reopening and targets on the embedded backend, races and lost answers.

use super::support::proxy::{Fault, Proxy};
use super::support::{audited, backend, claim_of, console, writing};
use super::waiting;
use jiff::{SignedDuration, Timestamp};
use switchboard::desk::{Desk, TargetsSet, Writing};
use switchboard::domain::arranged::{Arrange, Arranging};
use switchboard::domain::conversation::Status;
use switchboard::domain::handoff::{Claim, ClaimState, Claimed, Ending, LEASE, Owned, Released};
use switchboard::domain::id::{ConversationKey, PlatformId, TenantId};
use switchboard::domain::sla::Words;
use switchboard::domain::text::Text;
use switchboard::embedded::{Backend, Seed};
use tempfile::TempDir;

struct Scene {
    backend: Backend,
    ana: Desk<Writing>,
    eva: Desk<Writing>,
    key: ConversationKey,
    state: TempDir,
}

async fn scene() -> Scene {
    let state = tempfile::tempdir().unwrap();
    let backend = backend(Seed::Plaza).await;
    let ana = writing(&console(&backend.endpoint(), "ana", state.path()).await);
    let eva = writing(&console(&backend.endpoint(), "eva", state.path()).await);
    let key = waiting(&ana).await;
    Scene {
        backend,
        ana,
        eva,
        key,
        state,
    }
}

impl Scene {
    async fn wins(&self, desk: &Desk<Writing>) -> Claim {
        match desk.claim(&self.key, None, LEASE).await.unwrap() {
            Claimed::Won { claim, .. } => claim,
            other => panic!("{other:?}"),
        }
    }

    async fn listed(&self) -> Option<Claim> {
        let claims = self.eva.claims().await.unwrap();
        claims.into_iter().find(|claim| claim.key == self.key)
    }

    async fn status(&self) -> Status {
        let row = self.eva.conversation_row(&self.key).await.unwrap().unwrap();
        row.status().clone()
    }
}

fn hour(desk: &Desk<Writing>) -> Timestamp {
    desk.now() + SignedDuration::from_hours(1)
}

fn assign(name: &str) -> Arrange {
    Arrange::Assign(Some(Text::from(name)))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_waiting_one_is_put_off_listed_and_taken_all_the_same() {
    let scene = scene().await;
    let until = hour(&scene.ana);
    let done = scene
        .ana
        .arrange(&scene.key, &Arrange::Snooze(Some(until)))
        .await
        .unwrap();
    let Arranging::Done(row) = done else {
        panic!("{done:?}");
    };
    assert_eq!((row.state, row.fence.0), (ClaimState::Released, 0));
    let listed = scene.listed().await.unwrap();
    let snooze = listed.arranged.snooze.as_ref().unwrap();
    assert_eq!(snooze.until.as_millisecond(), until.as_millisecond());
    assert_eq!(snooze.by.as_str(), "ana");
    assert_eq!(audited(&scene.ana, &scene.key, "snooze").await, 1);
    let again = scene
        .ana
        .arrange(
            &scene.key,
            &Arrange::Snooze(listed.arranged.snooze.map(|one| one.until)),
        )
        .await
        .unwrap();
    assert!(matches!(again, Arranging::Already(_)), "{again:?}");

    let claim = scene.wins(&scene.eva).await;
    assert_eq!(claim.fence.0, 1);
    let found = claim_of(&scene.ana, &scene.key).await.unwrap();
    assert_eq!(
        found.arranged.snooze, None,
        "whoever takes it ends the snooze"
    );
    scene
        .eva
        .hand_back(&claim, Ending::HandedBack)
        .await
        .unwrap();
    assert_eq!(scene.listed().await, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ones_own_is_given_up_without_its_bot_and_waits_for_its_person() {
    let scene = scene().await;
    let claim = scene.wins(&scene.ana).await;
    let done = scene
        .ana
        .arrange(&scene.key, &Arrange::Snooze(Some(hour(&scene.ana))))
        .await
        .unwrap();
    assert!(matches!(done, Arranging::Done(ref row) if row.state == ClaimState::Released));
    assert_eq!(
        scene.status().await,
        Status::PassedToHuman,
        "the bot stays paused"
    );
    let listed = scene.listed().await.unwrap();
    assert_eq!(listed.arranged.assigned.unwrap().to.as_str(), "ana");
    assert_eq!(listed.fence, claim.fence);
    let lost = scene.ana.renew(&claim, LEASE).await.unwrap();
    assert!(lost.is_err(), "a beat that comes late finds it given up");
    assert!(matches!(
        scene.ana.reply(&claim, "Hola").await.unwrap(),
        Owned::Lost(_)
    ));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transfer_passes_the_claim_while_its_lease_runs() {
    let scene = scene().await;
    let claim = scene.wins(&scene.ana).await;
    assert!(matches!(
        scene.eva.claim(&scene.key, None, LEASE).await.unwrap(),
        Claimed::Lost { .. }
    ));
    let offered = scene
        .ana
        .arrange(&scene.key, &assign("Eva "))
        .await
        .unwrap();
    assert!(
        matches!(offered, Arranging::Done(ref row) if row.state == ClaimState::Held),
        "{offered:?}"
    );
    let Ok(claim) = scene.ana.renew(&claim, LEASE).await.unwrap() else {
        panic!("it stays hers");
    };
    let taken = scene.wins(&scene.eva).await;
    assert_eq!(taken.fence.0, claim.fence.0 + 1);
    assert!(matches!(
        scene.ana.reply(&claim, "Hola").await.unwrap(),
        Owned::Lost(Some(_))
    ));
    assert_eq!(
        claim_of(&scene.ana, &scene.key)
            .await
            .unwrap()
            .arranged
            .assigned,
        None
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_arranges_what_another_holds() {
    let scene = scene().await;
    scene.wins(&scene.ana).await;
    for what in [
        assign("luis"),
        Arrange::Snooze(Some(hour(&scene.eva))),
        Arrange::Assign(None),
    ] {
        let lost = scene.eva.arrange(&scene.key, &what).await.unwrap();
        assert!(
            matches!(lost, Arranging::Lost(ref by) if by.operator.as_str() == "ana"),
            "{lost:?}"
        );
    }
    assert_eq!(audited(&scene.eva, &scene.key, "assign").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_makes_no_sense_is_refused_before_anything_is_written() {
    let scene = scene().await;
    let past = scene.ana.now() - SignedDuration::from_secs(1);
    let long = "x".repeat(61);
    for what in [Arrange::Snooze(Some(past)), assign("  "), assign(&long)] {
        assert!(
            scene.ana.arrange(&scene.key, &what).await.is_err(),
            "{what:?}"
        );
    }
    assert_eq!(claim_of(&scene.ana, &scene.key).await, None);
}

/// Both are decided on the same row: whichever is written second sees the first.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_snooze_and_a_claim_at_once_end_with_one_owner_or_none() {
    let scene = scene().await;
    let until = hour(&scene.ana);
    let what = Arrange::Snooze(Some(until));
    let (snoozed, claimed) = tokio::join!(
        scene.ana.arrange(&scene.key, &what),
        scene.eva.claim(&scene.key, None, LEASE)
    );
    let found = claim_of(&scene.ana, &scene.key).await.unwrap();
    assert!(
        matches!(claimed.unwrap(), Claimed::Won { .. }),
        "a snooze keeps nobody out"
    );
    assert_eq!(found.state, ClaimState::Held);
    assert_eq!(found.arranged.snooze, None);
    assert!(matches!(
        snoozed.unwrap(),
        Arranging::Done(_) | Arranging::Lost(_)
    ));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_assignment_and_a_release_at_once_leave_nothing_half_done() {
    let scene = scene().await;
    let claim = scene.wins(&scene.ana).await;
    let what = assign("eva");
    let (assigned, released) = tokio::join!(
        scene.ana.arrange(&scene.key, &what),
        scene.ana.hand_back(&claim, Ending::HandedBack)
    );
    assert!(matches!(released.unwrap(), Released::Done { .. }));
    assert!(assigned.is_ok_and(|one| matches!(one, Arranging::Done(_) | Arranging::Lost(_))));
    assert_eq!(scene.listed().await, None, "it is its bot's");
    assert_eq!(scene.status().await, Status::Active);
}

/// The answer is cut after the table has it: one row, one audit row, and the truth is told.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_is_read_back() {
    let scene = scene().await;
    let proxy = Proxy::start(&scene.backend.endpoint()).await;
    let luis = writing(&console(&proxy.endpoint(), "luis", scene.state.path()).await);
    proxy.next(1, "TransactWriteItems", Fault::CutAfter);
    let done = luis.arrange(&scene.key, &assign("eva")).await.unwrap();
    assert!(
        matches!(done, Arranging::Done(ref row) if row.arranged.is_for(&Text::from("EVA"))),
        "{done:?}"
    );
    assert_eq!(audited(&scene.eva, &scene.key, "assign").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_was_resolved_is_reopened() {
    let scene = scene().await;
    assert!(
        scene.eva.reopen(&scene.key, LEASE).await.is_err(),
        "it waits"
    );
    let claim = scene.wins(&scene.ana).await;
    assert!(matches!(
        scene.eva.reopen(&scene.key, LEASE).await.unwrap(),
        Claimed::Lost { .. }
    ));
    scene.ana.hand_back(&claim, Ending::Resolved).await.unwrap();
    assert_eq!(scene.status().await, Status::Active);
    let reopened = scene.eva.reopen(&scene.key, LEASE).await.unwrap();
    assert!(
        matches!(reopened, Claimed::Won { ref claim, .. } if claim.fence.0 == 2),
        "{reopened:?}"
    );
    assert_eq!(scene.status().await, Status::PassedToHuman);
    assert_eq!(audited(&scene.eva, &scene.key, "reopen").await, 1);
    assert_eq!(
        audited(&scene.eva, &scene.key, "claim").await,
        1,
        "the first one alone"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_notes_when_and_a_new_owner_still_knows() {
    let scene = scene().await;
    let claim = scene.wins(&scene.ana).await;
    assert!(matches!(
        scene.ana.note(&claim, "nota").await.unwrap(),
        Owned::Done(_)
    ));
    assert_eq!(
        claim_of(&scene.ana, &scene.key)
            .await
            .unwrap()
            .arranged
            .last_reply,
        None
    );
    let Owned::Done(reply) = scene.ana.reply(&claim, "Hola").await.unwrap() else {
        panic!("recorded");
    };
    let noted = claim_of(&scene.ana, &scene.key)
        .await
        .unwrap()
        .arranged
        .last_reply
        .unwrap();
    assert_eq!(noted.as_millisecond(), reply.at.unwrap().as_millisecond());
    scene.ana.arrange(&scene.key, &assign("eva")).await.unwrap();
    let taken = scene.wins(&scene.eva).await;
    assert_eq!(taken.arranged.last_reply, Some(noted));
    assert_eq!(
        claim_of(&scene.ana, &scene.key)
            .await
            .unwrap()
            .arranged
            .last_reply,
        Some(noted)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn targets_are_set_once_and_read_by_everybody() {
    let scene = scene().await;
    let tenant = TenantId::from("*");
    let words = |urgent: &str| Words::from([("urgent".to_owned(), urgent.to_owned())]);
    let set = |words: Words| {
        let (desk, tenant) = (scene.ana.clone(), tenant.clone());
        async move {
            desk.set_targets(PlatformId::Marketplace, &tenant, &words)
                .await
        }
    };
    assert_eq!(set(words("5m/10m/4h")).await, Ok(TargetsSet::Done));
    assert_eq!(set(words("5m/10m/4h")).await, Ok(TargetsSet::Already));
    assert!(set(words("soon")).await.is_err());
    let read = scene.eva.targets(PlatformId::Marketplace).await.unwrap();
    // Beside those that the seed sets.
    let mut ours = read.iter().filter(|(of, _)| of.tenant == tenant);
    let (Some((_, policy)), None) = (ours.next(), ours.next()) else {
        panic!("{read:?}");
    };
    assert_eq!(
        policy.words().get("urgent").map(String::as_str),
        Some("5m/10m/4h")
    );
}
