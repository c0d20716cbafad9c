//! Incidents between two consoles: opened once, gathered by whoever looks, closed once, noted on afterwards.

use crate::support::{backend, console, switches, writing};
use switchboard::desk::{Desk, Station, Writing};
use switchboard::domain::agent::{Switch, Toggle, Turn};
use switchboard::domain::id::{IncidentId, PlatformId};
use switchboard::domain::incident::{Incident, Kind, Opening, Origin, Settling};
use switchboard::domain::problem::Trouble;
use switchboard::domain::text::Text;
use switchboard::embedded::{Backend, Seed};

const TENANT: &str = "tenant-ecommerce-solutions";

struct Two {
    ana: Desk<Writing>,
    eva: Desk<Writing>,
    _backend: Backend,
    _stations: [Station; 2],
    _state: tempfile::TempDir,
}

async fn two() -> Two {
    let state = tempfile::tempdir().unwrap();
    let backend = backend(Seed::Plaza).await;
    let ana = console(&backend.endpoint(), "ana", &state.path().join("ana")).await;
    let eva = console(&backend.endpoint(), "eva", &state.path().join("eva")).await;
    Two {
        ana: writing(&ana),
        eva: writing(&eva),
        _backend: backend,
        _stations: [ana, eva],
        _state: state,
    }
}

fn alarm(desk: &Desk<Writing>) -> Origin {
    Origin::Alarm {
        platform: PlatformId::Alquimista,
        name: Text::from("fibonacci-high-error-rate-prod"),
        since: Some(desk.now() - jiff::SignedDuration::from_mins(9)),
    }
}

fn title() -> Text {
    Text::from("agents fail")
}

async fn opened(desk: &Desk<Writing>, origin: &Origin) -> Incident {
    match desk.open_incident(origin, &title(), None).await.unwrap() {
        Opening::Done(incident) => incident,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_consoles_that_open_the_same_alarm_at_once_open_one_incident() {
    let two = two().await;
    let origin = alarm(&two.ana);
    let title = title();
    let (a, b) = tokio::join!(
        two.ana.open_incident(&origin, &title, None),
        two.eva.open_incident(&origin, &title, None),
    );
    let both = [a.unwrap(), b.unwrap()];
    let done = both.iter().filter(|one| matches!(one, Opening::Done(_)));
    assert_eq!(done.count(), 1, "{both:#?}");
    assert!(both.iter().any(|one| matches!(one, Opening::Already(_))));
    let listed = two.eva.incidents().await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(two.ana.incidents().await.unwrap(), listed);
    assert_eq!(listed[0].origin.subject(), "fibonacci-high-error-rate-prod");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_console_did_not_come_to_gather_another_gathers_and_nobody_twice() {
    let two = two().await;
    let agent = switches(&two.ana, TENANT)
        .await
        .into_iter()
        .find(|one| one.switch == Switch::On && !one.key.agent.is_bot())
        .unwrap();
    let toggle = Toggle {
        key: agent.key.clone(),
        turn: Turn::Off,
        reason: Text::from("answers with old prices"),
        seen: agent.seen,
    };
    two.ana.toggle(&toggle).await.unwrap();
    // Ana's process ends behind the head of the incident, before any line.
    let incident = opened(&two.ana, &alarm(&two.ana)).await;
    let before = two.eva.incident(&incident.id).await.unwrap().unwrap();
    assert!(before.lines.is_empty());

    let (a, b) = tokio::join!(two.eva.gather(&incident.id), two.ana.gather(&incident.id));
    assert!(a.unwrap() + b.unwrap() > 0);
    let story = two.ana.incident(&incident.id).await.unwrap().unwrap();
    let changes: Vec<_> = story
        .lines
        .iter()
        .filter(|line| line.kind == Kind::Change && line.agent.as_ref() == Some(&agent.key.agent))
        .collect();
    assert_eq!(changes.len(), 1, "{:#?}", story.lines);
    assert_eq!(changes[0].who.as_ref().unwrap().as_str(), "ana");
    assert!(story.lines.windows(2).all(|pair| pair[0].at <= pair[1].at));
    assert_eq!(
        two.eva.gather(&incident.id).await.unwrap(),
        0,
        "again nothing is new"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_closes_it_the_other_is_told_and_a_late_note_still_lands() {
    let two = two().await;
    let origin = alarm(&two.ana);
    let incident = opened(&two.ana, &origin).await;
    let id = &incident.id;
    let short = two
        .ana
        .close_incident(id, &Text::from("ok"))
        .await
        .unwrap_err();
    assert_eq!(short.trouble, Trouble::Invalid);
    let reason = Text::from("switched off, errors are gone");
    let (a, b) = tokio::join!(
        two.ana.close_incident(id, &reason),
        two.eva.close_incident(id, &reason),
    );
    let both = [a.unwrap(), b.unwrap()];
    let done = both.iter().filter(|one| matches!(one, Settling::Done(_)));
    assert_eq!(done.count(), 1, "{both:#?}");
    assert!(both.iter().any(|one| matches!(one, Settling::Already(_))));
    assert!(two.eva.incidents().await.unwrap().is_empty());
    assert_eq!(
        two.eva.gather(id).await.unwrap(),
        0,
        "a closed one gathers nothing"
    );

    let note = Text::from("the supplier confirmed the cause");
    let noted = two.eva.note_incident(id, &note).await.unwrap();
    assert!(matches!(noted, Settling::Done(_)));
    let story = two.ana.incident(id).await.unwrap().unwrap();
    assert!(!story.incident.is_open());
    let last = story.lines.last().unwrap();
    assert_eq!(last.text.as_ref().unwrap(), &note);
    assert_eq!(last.by.as_str(), "eva");

    // The same alarm, told of again, is another incident.
    let again = opened(&two.eva, &origin).await;
    assert_ne!(again.id, *id);
    let nobody = IncidentId::from("01J00000000000000000000000");
    let lost = two.eva.note_incident(&nobody, &note).await.unwrap();
    assert_eq!(lost, Settling::NotFound);
}
