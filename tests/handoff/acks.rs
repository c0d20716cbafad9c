//! "I am on it" on the embedded backend: the first stands, a recovery is not touched, answers get lost, time passes.

use crate::support::proxy::{Fault, Proxy};
use crate::support::{backend, console, trail, writing};
use aws_sdk_dynamodb::types::AttributeValue;
use switchboard::connect::{Caller, Connector, Source, Wanted};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::desk::{AnyDesk, Desk, Writing};
use switchboard::domain::ack::{Ack, Acked, KEPT, rings};
use switchboard::domain::alarm::{AlarmState, Found, Vital};
use switchboard::domain::audit::AuditEntry;
use switchboard::domain::id::{PlatformId, TenantId};
use switchboard::domain::problem::Trouble;
use switchboard::domain::text::Text;
use switchboard::embedded::{Backend, Seed, client};
use tempfile::TempDir;

const OF: PlatformId = PlatformId::Alquimista;
/// It rings in the plaza: a command waits for longer than five minutes.
const OLD: &str = "fibonacci-old-messages-prod";

struct Scene {
    backend: Backend,
    ana: Desk<Writing>,
    eva: Desk<Writing>,
    state: TempDir,
}

async fn scene() -> Scene {
    let state = tempfile::tempdir().unwrap();
    let backend = backend(Seed::Plaza).await;
    let ana = writing(&console(&backend.endpoint(), "ana", state.path()).await);
    let eva = writing(&console(&backend.endpoint(), "eva", state.path()).await);
    Scene {
        backend,
        ana,
        eva,
        state,
    }
}

impl Scene {
    async fn vital(&self, fits: impl Fn(&Vital) -> bool) -> Vital {
        let health = self.ana.health(OF).await.unwrap();
        health.vitals.into_iter().find(fits).unwrap()
    }

    async fn audited(&self) -> Vec<AuditEntry> {
        let rows = trail(&self.eva, OF, &TenantId::from("*")).await;
        let about = rows.into_iter();
        about
            .filter(|row| row.action.as_str() == "alarm.acknowledged")
            .collect()
    }
}

fn done(acked: Acked) -> Ack {
    match acked {
        Acked::Done(ack) => ack,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_stands_is_seen_by_others_and_is_audited_once() {
    let scene = scene().await;
    let vital = scene.vital(|one| one.name == *OLD).await;
    assert!(rings(&vital), "{vital:?}");
    let word = Text::from("restarting the worker");
    let ack = done(scene.ana.acknowledge(OF, OLD, Some(&word)).await.unwrap());
    assert_eq!(ack.until.duration_since(ack.at), KEPT);
    assert!(ack.holds(&vital, scene.ana.now()));

    let seen = scene.eva.acks().await.unwrap();
    let [found] = seen.as_slice() else {
        panic!("{seen:?}");
    };
    assert_eq!(
        (found.by.as_str(), found.word.as_ref()),
        ("ana", Some(&word))
    );

    let second = scene.eva.acknowledge(OF, OLD, None).await.unwrap();
    let Acked::Already(first) = second else {
        panic!("{second:?}");
    };
    assert_eq!(first.by.as_str(), "ana");
    let rows = scene.audited().await;
    let [row] = rows.as_slice() else {
        panic!("{rows:?}");
    };
    assert_eq!(row.target, OLD);
    assert_eq!(row.before.as_deref(), Some("ALARM"));
    assert_eq!(row.reason.as_ref(), Some(&word));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_at_once_end_with_one() {
    let scene = scene().await;
    let (ana, eva) = tokio::join!(
        scene.ana.acknowledge(OF, OLD, None),
        scene.eva.acknowledge(OF, OLD, None)
    );
    let both = [ana.unwrap(), eva.unwrap()];
    let won = both.iter().filter(|one| matches!(one, Acked::Done(_)));
    assert_eq!(won.count(), 1, "{both:?}");
    assert!(
        both.iter().any(|one| matches!(one, Acked::Already(_))),
        "{both:?}"
    );
    assert_eq!(scene.eva.acks().await.unwrap().len(), 1);
    assert_eq!(scene.audited().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_well_missing_or_unknown_is_not_written() {
    let scene = scene().await;
    let well = scene.vital(|one| one.state() == Some(AlarmState::Ok)).await;
    let said = scene.ana.acknowledge(OF, &well.name, None).await.unwrap();
    assert_eq!(said, Acked::Well(well.since()));
    let missing = scene
        .vital(|one| matches!(one.found, Found::Missing(_)))
        .await;
    let said = scene
        .ana
        .acknowledge(OF, &missing.name, None)
        .await
        .unwrap();
    assert_eq!(said, Acked::Missing);
    let said = scene.ana.acknowledge(OF, "no-such-alarm", None).await;
    assert_eq!(said.unwrap(), Acked::NoSuch);
    let long = Text::from_untrusted(&"x".repeat(201));
    assert!(scene.ana.acknowledge(OF, OLD, Some(&long)).await.is_err());
    assert!(scene.eva.acks().await.unwrap().is_empty());
    assert!(scene.audited().await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_is_read_back_and_written_once() {
    let scene = scene().await;
    let proxy = Proxy::start(&scene.backend.endpoint()).await;
    let far = writing(&console(&proxy.endpoint(), "eva", &scene.state.path().join("far")).await);
    proxy.next(1, "TransactWriteItems", Fault::CutAfter);
    done(far.acknowledge(OF, OLD, None).await.unwrap());
    assert_eq!(scene.ana.acks().await.unwrap().len(), 1);
    assert_eq!(scene.audited().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_ends_by_itself_and_then_another_may() {
    let scene = scene().await;
    done(scene.ana.acknowledge(OF, OLD, None).await.unwrap());
    let proxy = Proxy::start(&scene.backend.endpoint()).await;
    let later = writing(&console(&proxy.endpoint(), "eva", &scene.state.path().join("far")).await);
    proxy.let_pass(KEPT.as_secs() + 5);
    // An answer carries the server's time.
    later.acks().await.unwrap();
    assert!(later.acks().await.unwrap().is_empty(), "its time is over");
    let ack = done(later.acknowledge(OF, OLD, None).await.unwrap());
    assert_eq!(ack.by.as_str(), "eva");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_person_may_say_it_again_for_as_long_again() {
    let scene = scene().await;
    let first = done(scene.ana.acknowledge(OF, OLD, None).await.unwrap());
    let again = done(scene.ana.acknowledge(OF, OLD, None).await.unwrap());
    assert!(again.until >= first.until);
    assert_eq!(scene.eva.acks().await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_only_supports_or_reads_may_not() {
    use switchboard::domain::role::Role;
    let scene = scene().await;
    let of = |role| {
        Connector::new(Wanted {
            source: Source::Endpoint(scene.backend.endpoint()),
            profiles: Vec::new(),
            role: Some(role),
            caller: Caller::Screen,
            operator: Some("tom".to_owned()),
            readonly: false,
            control_table: DEFAULT_NAME.to_owned(),
            database: None,
            feed: Default::default(),
            canned: Vec::new(),
            state: Some(scene.state.path().join("other")),
        })
    };
    let support = of(Role::Support).connect().await.unwrap();
    let refused = writing(&support).acknowledge(OF, OLD, None).await;
    assert_eq!(refused.unwrap_err().trouble, Trouble::RoleForbids);
    let operator = of(Role::Operator).connect().await.unwrap();
    done(writing(&operator).acknowledge(OF, OLD, None).await.unwrap());
    let viewer = of(Role::Viewer).connect().await.unwrap();
    assert!(matches!(viewer.desk, AnyDesk::Reading(_)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_odd_row_is_nobody_and_keeps_nobody_out() {
    let scene = scene().await;
    let dynamo = client(&scene.backend.endpoint());
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let odd = dynamo
        .put_item()
        .table_name("switchboard-control")
        .item("pk", text("ALARM#alquimista"))
        .item("sk", text(OLD))
        .item("until", text("soon"))
        .item("at", AttributeValue::N("1".to_owned()));
    odd.send().await.unwrap();
    assert!(scene.ana.acks().await.unwrap().is_empty());
    done(scene.ana.acknowledge(OF, OLD, None).await.unwrap());
}
