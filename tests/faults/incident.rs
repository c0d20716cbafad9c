//! Incidents whose writes get no answer: opened, noted and closed once whatever was lost, told as unknown where nobody
//! can tell, and the same again when a person asks again.

use crate::scene::Scene;
use crate::support::proxy::Fault;
use crate::support::trail;
use aws_sdk_dynamodb::types::AttributeValue;
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::desk::{Desk, Writing};
use switchboard::domain::id::{IncidentId, PlatformId, TenantId};
use switchboard::domain::incident::{Incident, Kind, Opening, Origin, Settling};
use switchboard::domain::problem::Trouble;
use switchboard::domain::text::Text;

const TX: &str = "TransactWriteItems";
const MARKET: PlatformId = PlatformId::Marketplace;

/// What may happen to a transaction that ends well all the same.
fn survivable() -> [(&'static str, usize, Fault); 5] {
    let error = Fault::error(500, "InternalServerError");
    [
        ("the answer never comes", 1, Fault::Withhold),
        ("cut before it arrived", 2, Fault::CutBefore),
        ("cut when it was done", 1, Fault::CutAfter),
        ("cut when it was done, thrice", 3, Fault::CutAfter),
        ("an error of the service", 2, error),
    ]
}

fn origins(scene_key: &switchboard::domain::id::ConversationKey) -> [Origin; 3] {
    [
        Origin::Person(MARKET),
        Origin::Conversation(scene_key.clone()),
        Origin::Alarm {
            platform: MARKET,
            name: Text::from("escalations-high"),
            since: Some("2026-11-21T03:01:00Z".parse().unwrap()),
        },
    ]
}

/// Heads in the table, open or closed.
async fn heads(scene: &Scene) -> usize {
    rows(scene, "HEAD", "sk = :w").await
}

/// Lines that people wrote in the table, of all incidents.
async fn notes(scene: &Scene) -> usize {
    rows(scene, "note", "kind = :w").await
}

async fn rows(scene: &Scene, word: &str, is_it: &str) -> usize {
    let scan = scene.raw.scan().table_name(DEFAULT_NAME);
    let scan = scan
        .filter_expression(format!("begins_with(pk, :i) AND {is_it}"))
        .expression_attribute_values(":i", AttributeValue::S("INCIDENT#".to_owned()))
        .expression_attribute_values(":w", AttributeValue::S(word.to_owned()));
    let answer = scan.send().await.unwrap();
    assert!(answer.last_evaluated_key.is_none());
    usize::try_from(answer.count).unwrap()
}

/// Audit rows of an action, over the tenants that incidents are of.
async fn told(scene: &Scene, action: &str) -> usize {
    let mut found = 0;
    for tenant in ["-", crate::scene::TENANT] {
        let rows = trail(&scene.eva, MARKET, &TenantId::from(tenant)).await;
        found += rows
            .iter()
            .filter(|row| row.action.as_str() == action)
            .count();
    }
    found
}

async fn open(desk: &Desk<Writing>, origin: &Origin, title: &str) -> Opening {
    let opening = desk.open_incident(origin, &Text::from(title), None).await;
    opening.unwrap()
}

async fn opened(desk: &Desk<Writing>, title: &str) -> Incident {
    match open(desk, &Origin::Person(MARKET), title).await {
        Opening::Done(incident) => incident,
        other => panic!("{other:?}"),
    }
}

async fn note(desk: &Desk<Writing>, id: &IncidentId, words: &str) -> Settling {
    desk.note_incident(id, &Text::from(words)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_gets_lost_on_the_way_is_written_once_and_told_as_done() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    for (at, (what, times, fault)) in survivable().into_iter().enumerate() {
        let trap = scene.proxy.next(times, TX, fault.clone());
        let incident = opened(&ana.desk, &format!("agents fail {at}")).await;
        assert_eq!(
            (incident.by.as_str(), trap.count()),
            ("ana", times),
            "{what}"
        );
        scene.proxy.next(times, TX, fault.clone());
        let noted = note(&ana.desk, &incident.id, "the supplier was called").await;
        assert!(matches!(noted, Settling::Done(_)), "{what}: {noted:?}");
        scene.proxy.next(times, TX, fault);
        let reason = Text::from("errors are gone since the switch");
        let closed = ana
            .desk
            .close_incident(&incident.id, &reason)
            .await
            .unwrap();
        let Settling::Done(closed) = closed else {
            panic!("{what}: {closed:?}");
        };
        assert_eq!(closed.closed.unwrap().reason, reason);
        scene.proxy.clear();
        let done = at + 1;
        assert_eq!(
            (heads(&scene).await, notes(&scene).await),
            (done, done),
            "{what}"
        );
        for action in ["incident.opened", "incident.note", "incident.closed"] {
            assert_eq!(told(&scene, action).await, done, "{what}: {action}");
        }
    }
}

/// Neither the answer nor a look at the table: it is called unknown, and who asks again gets what there is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_can_tell_and_whoever_asks_again_writes_nothing_twice() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let key = scene.key().await;
    for (at, origin) in origins(&key).into_iter().enumerate() {
        // Cut when it was done, and nothing can be read either.
        let mut trap = scene.proxy.next(usize::MAX, TX, Fault::CutAfter);
        let opening = open(&ana.desk, &origin, "agents fail");
        let blind = async {
            trap.arrived().await;
            scene.proxy.next(usize::MAX, "GetItem", Fault::CutBefore);
        };
        let (opening, ()) = tokio::join!(opening, blind);
        assert_eq!(opening, Opening::Unknown, "{origin:?}");
        scene.proxy.clear();
        let again = open(&ana.desk, &origin, "agents fail").await;
        let Opening::Already(incident) = again else {
            panic!("{again:?}");
        };
        assert_eq!(incident.by.as_str(), "ana");
        assert_eq!(heads(&scene).await, at + 1, "{origin:?}");

        let mut trap = scene.proxy.next(usize::MAX, TX, Fault::CutAfter);
        let noting = note(&ana.desk, &incident.id, "still failing");
        let blind = async {
            trap.arrived().await;
            scene.proxy.next(usize::MAX, "Query", Fault::CutBefore);
        };
        let (noted, ()) = tokio::join!(noting, blind);
        assert_eq!(noted, Settling::Unknown, "{origin:?}");
        scene.proxy.clear();
        let again = note(&ana.desk, &incident.id, "still failing").await;
        assert!(matches!(again, Settling::Done(_)), "{again:?}");
        assert_eq!(notes(&scene).await, 2 * at + 1, "once");
        // Another person who says the same says it too.
        let too = note(&scene.eva, &incident.id, "still failing").await;
        assert!(matches!(too, Settling::Done(_)));
        assert_eq!(notes(&scene).await, 2 * at + 2);
    }
    assert_eq!(told(&scene, "incident.opened").await, 3);
    assert_eq!(told(&scene, "incident.note").await, 6);
}

/// Seconds in which the same is asked for once, counted from the full minute of every other one.
const AGAIN: i64 = 120;

/// Lets these seconds pass, and tells the console.
async fn let_pass(scene: &Scene, desk: &Desk<Writing>, seconds: i64) {
    scene.proxy.let_pass(seconds);
    desk.incidents().await.unwrap();
}

/// The first attempt is on its way all the time, while the person asks again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_arrives_late_finds_that_it_was_asked_again() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    late_and_again(&scene, &ana.desk, 0).await;
}

/// The same, where a new time of asking once begins between the two.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_arrives_late_finds_that_it_was_asked_again_a_minute_after() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let second = jiff::Timestamp::now().as_second();
    // Half a minute is left whenever a first attempt sets out. So far ahead that the clock counts as ahead at all.
    let left = (2 * AGAIN - 30 - second.rem_euclid(AGAIN)).rem_euclid(AGAIN);
    let_pass(&scene, &ana.desk, left + AGAIN).await;
    late_and_again(&scene, &ana.desk, AGAIN / 2).await;
}

/// `between`: seconds that pass between the two attempts.
async fn late_and_again(scene: &Scene, desk: &Desk<Writing>, between: i64) {
    for origin in [
        Origin::Person(MARKET),
        Origin::Conversation(scene.key().await),
    ] {
        let before = heads(scene).await;
        let mut late = scene.proxy.next(1, TX, Fault::Hold);
        scene.proxy.next(usize::MAX, TX, Fault::CutBefore);
        let title = Text::from("agents fail");
        let lost = desk.open_incident(&origin, &title, None).await;
        assert!(!matches!(lost, Ok(Opening::Done(_))), "{lost:?}");
        scene.proxy.clear();
        let_pass(scene, desk, between).await;
        let again = open(desk, &origin, "agents fail").await;
        let Opening::Done(incident) = again else {
            panic!("{again:?}");
        };
        late.let_go();
        late.done().await;
        assert_eq!(heads(scene).await, before + 1, "{origin:?}");

        // As far before the next such time as at first.
        let_pass(scene, desk, between).await;
        let written = notes(scene).await;
        let mut late = scene.proxy.next(1, TX, Fault::Hold);
        scene.proxy.next(usize::MAX, TX, Fault::CutBefore);
        let words = Text::from("the supplier was called");
        let noted = desk.note_incident(&incident.id, &words).await;
        assert!(!matches!(noted, Ok(Settling::Done(_))), "{noted:?}");
        scene.proxy.clear();
        let_pass(scene, desk, between).await;
        let again = note(desk, &incident.id, words.as_str()).await;
        assert!(matches!(again, Settling::Done(_)), "{again:?}");
        late.let_go();
        late.done().await;
        assert_eq!(notes(scene).await, written + 1, "{origin:?}");
        let story = scene.eva.incident(&incident.id).await.unwrap().unwrap();
        let said = story.lines.iter().filter(|line| line.kind == Kind::Note);
        assert_eq!(said.count(), 1);
        let_pass(scene, desk, between).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_close_that_nobody_can_tell_is_found_closed_by_who_asks_again() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let incident = opened(&ana.desk, "agents fail").await;
    let reason = Text::from("errors are gone since the switch");
    let mut trap = scene.proxy.next(usize::MAX, TX, Fault::CutAfter);
    let closing = ana.desk.close_incident(&incident.id, &reason);
    let blind = async {
        trap.arrived().await;
        scene.proxy.next(usize::MAX, "GetItem", Fault::CutBefore);
    };
    let (closed, ()) = tokio::join!(closing, blind);
    assert_eq!(closed.unwrap(), Settling::Unknown);
    scene.proxy.clear();
    let again = ana
        .desk
        .close_incident(&incident.id, &reason)
        .await
        .unwrap();
    let Settling::Already(found) = again else {
        panic!("{again:?}");
    };
    assert_eq!(found.closed.unwrap().by.as_str(), "ana");
    assert_eq!(told(&scene, "incident.closed").await, 1);
}

/// What no repetition helps against: it is said as it is, and nothing was written.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_is_told_and_nothing_was_written() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let incident = opened(&ana.desk, "agents fail").await;
    let denied = || Fault::error(400, "AccessDeniedException");
    scene.proxy.next(usize::MAX, TX, denied());
    let title = Text::from("others fail");
    let origin = Origin::Person(MARKET);
    let problem = ana.desk.open_incident(&origin, &title, None).await;
    assert_eq!(problem.unwrap_err().trouble, Trouble::Denied);
    let words = Text::from("the supplier was called");
    let problem = ana.desk.note_incident(&incident.id, &words).await;
    assert_eq!(problem.unwrap_err().trouble, Trouble::Denied);
    let problem = ana.desk.close_incident(&incident.id, &words).await;
    assert_eq!(problem.unwrap_err().trouble, Trouble::Denied);
    scene.proxy.clear();
    assert_eq!((heads(&scene).await, notes(&scene).await), (1, 0));
    let found = scene.eva.incident(&incident.id).await.unwrap().unwrap();
    assert!(found.incident.is_open());
}

/// Two that are opened by hand at once with other words are two, with the same words one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn by_hand_the_title_tells_one_from_another() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let first = opened(&ana.desk, "agents fail").await;
    let second = opened(&ana.desk, "mail waits").await;
    assert_ne!(first.id, second.id);
    let origin = Origin::Person(MARKET);
    let (a, b) = tokio::join!(
        open(&ana.desk, &origin, "no answers"),
        open(&scene.eva, &origin, "no answers"),
    );
    let both = [a, b];
    let done = both.iter().filter(|one| matches!(one, Opening::Done(_)));
    assert_eq!(done.count(), 1, "{both:#?}");
    assert_eq!(heads(&scene).await, 3);
    // Closed, and told of again: that is another.
    let reason = Text::from("they answer again");
    ana.desk.close_incident(&first.id, &reason).await.unwrap();
    let again = opened(&ana.desk, "agents fail").await;
    assert_ne!(again.id, first.id);
}
