//! The kill switch over many tenants: killed in the middle, gone on with, taken back, and every tenant ends in the
//! state that was its own; a schedule that two consoles look at; a second person who is none.

use crate::support::{console, marketplace, trail, writing};
use crate::{Scene, scene};
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::SignedDuration;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use switchboard::desk::{Desk, Writing};
use switchboard::domain::agent::{Toggle, Toggled, Turn};
use switchboard::domain::id::{AgentId, OpId, PlatformId, SwitchKey, TenantId};
use switchboard::domain::kill::{Target, Whom};
use switchboard::domain::operation::{
    Came, Operate, Order, Phase, Progress, RowState, Stepped, Tally,
};
use switchboard::domain::problem::Trouble;
use switchboard::domain::text::Text;
use switchboard::embedded::client;

/// Says to a child process where it works, as whom, and on how many tenants.
const CHILD: &str = "SWITCHBOARD_KILL_CHILD";
const TABLE: &str = "ai-marketplace-tenants-platform";
/// The words that tenants have, over and over: two of them are on.
const WORDS: [&str; 4] = ["active", "trial", "suspended", "pending"];
const REASON: &str = "answers old prices";

pub fn named(at: usize) -> TenantId {
    TenantId::from(format!("kill-{at:03}"))
}

pub fn all(count: usize) -> Whom {
    Whom::These((0..count).map(named).collect())
}

/// So many tenants, as the system writes them.
pub async fn tenants(scene: &Scene, count: usize) {
    let raw = client(&scene.backend.endpoint());
    for at in 0..count {
        let s = |text: &str| AttributeValue::S(text.to_owned());
        raw.put_item()
            .table_name(TABLE)
            .item("tenantId", s(named(at).as_str()))
            .item("businessName", s(&format!("Tienda {at}")))
            .item("status", s(WORDS[at % WORDS.len()]))
            .item("updatedAt", s("2026-11-01T00:00:00.000Z"))
            .send()
            .await
            .unwrap();
    }
}

/// What each tenant's item says.
pub async fn words(scene: &Scene, count: usize) -> BTreeMap<TenantId, String> {
    let raw = client(&scene.backend.endpoint());
    let mut found = BTreeMap::new();
    for at in 0..count {
        let key = AttributeValue::S(named(at).as_str().to_owned());
        let get = raw.get_item().table_name(TABLE).key("tenantId", key);
        let item = get.consistent_read(true).send().await.unwrap();
        let word = item.item.unwrap()["status"].as_s().unwrap().clone();
        found.insert(named(at), word);
    }
    found
}

pub async fn order(desk: &Desk<Writing>, whom: Whom) -> Order {
    let target = Target {
        platform: PlatformId::Marketplace,
        agent: AgentId::bot(),
        whom,
    };
    let blast = desk.blast(&target, Turn::Off).await.unwrap();
    let seen = blast.touched.into_iter().map(|one| one.activation);
    Order {
        target,
        turn: Turn::Off,
        name: blast.name,
        reason: Text::from(REASON),
        until: None,
        seen: seen.collect(),
        break_glass: None,
    }
}

async fn plan(desk: &Desk<Writing>, whom: Whom) -> Stepped {
    let order = Box::new(order(desk, whom).await);
    desk.operate(&Operate::Plan(order)).await.unwrap()
}

pub async fn whole(desk: &Desk<Writing>, what: Operate) -> Progress {
    match desk.operate_whole(&what, |_| {}).await.unwrap() {
        Stepped::Ended(progress) => *progress,
        other => panic!("{other:?}"),
    }
}

/// Not a test of its own: the console that is killed below. Elsewhere it has nothing to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn as_a_child_process() {
    let Ok(told) = std::env::var(CHILD) else {
        return;
    };
    let [endpoint, state, count] = told.split('|').collect::<Vec<_>>()[..] else {
        panic!("{told}");
    };
    let station = console(endpoint, "luis", Path::new(state)).await;
    let desk = writing(&station);
    let order = order(&desk, all(count.parse().unwrap())).await;
    let _ = desk
        .operate_whole(&Operate::Plan(Box::new(order)), |_| {})
        .await;
}

fn child(scene: &Scene, count: usize) -> Child {
    let state = scene.folder().join("luis");
    let told = format!("{}|{}|{count}", scene.backend.endpoint(), state.display());
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kill::as_a_child_process"])
        .env(CHILD, told)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Waits until the tables say that so many are done.
async fn until_done(desk: &Desk<Writing>, done: usize) -> OpId {
    let mut looks = tokio::time::interval(Duration::from_millis(30));
    for _ in 0..4_000 {
        looks.tick().await;
        let open = desk.operations().await.unwrap();
        if let Some(one) = open.first()
            && one.tally().done >= done
        {
            return one.operation.id.clone();
        }
    }
    panic!("it never came to {done}");
}

/// Goes on with it as soon as its console is known to be gone.
async fn resume(desk: &Desk<Writing>, id: &OpId) -> Progress {
    let mut looks = tokio::time::interval(Duration::from_millis(200));
    for _ in 0..200 {
        looks.tick().await;
        let what = Operate::Resume { id: id.clone() };
        match desk.operate_whole(&what, |_| {}).await.unwrap() {
            Stepped::Ended(progress) => return *progress,
            Stepped::Elsewhere(_) => {}
            other => panic!("{other:?}"),
        }
    }
    panic!("nobody let it go");
}

pub async fn turn(desk: &Desk<Writing>, tenant: &TenantId, to: Turn) {
    let key = SwitchKey {
        platform: PlatformId::Marketplace,
        tenant: tenant.clone(),
        agent: AgentId::bot(),
    };
    let seen = desk.switch(&key).await.unwrap().unwrap().seen;
    let toggle = Toggle {
        key,
        turn: to,
        reason: Text::from("by hand meanwhile"),
        seen,
    };
    let toggled = desk.toggle(&toggle).await.unwrap();
    assert!(matches!(toggled, Toggled::Done { .. }), "{toggled:?}");
}

/// Planned by a process that is killed in the middle; another console goes on, one tenant is changed by somebody,
/// and all of it is taken back.
async fn killed_resumed_and_taken_back(count: usize, killed_at: usize) {
    let scene = scene(0, 2).await;
    tenants(&scene, count).await;
    let before = words(&scene, count).await;
    let eva = &scene.consoles[0];

    let mut process = child(&scene, count);
    let id = until_done(eva, killed_at).await;
    process.kill().unwrap();
    assert!(!process.wait().unwrap().success());
    let half = eva.operation(&id).await.unwrap().unwrap();
    assert_eq!(half.operation.phase, Phase::Running);
    let tally = half.tally();
    assert!(tally.open > 0 && tally.done >= killed_at, "{tally:?}");

    let done = resume(eva, &id).await;
    assert_eq!(done.operation.phase, Phase::Done);
    let on = |word: &String| matches!(word.as_str(), "active" | "trial");
    let meant = before.values().filter(|word| on(word)).count();
    let expected = Tally {
        done: meant,
        skipped: count - meant,
        ..Tally::default()
    };
    assert_eq!(done.tally(), expected);
    for (tenant, now) in words(&scene, count).await {
        let was = &before[&tenant];
        let expected = if on(was) { "suspended" } else { was.as_str() };
        assert_eq!(now, expected, "{tenant:?}");
    }

    // Somebody switches one on by hand, and off again: it is not ours any more.
    turn(eva, &named(0), Turn::On).await;
    turn(eva, &named(0), Turn::Off).await;
    let back = whole(eva, Operate::RollBack { id: id.clone() }).await;
    assert_eq!(back.operation.phase, Phase::RolledBack);
    assert_eq!((back.tally().restored, back.tally().kept), (meant - 1, 1));
    let kept = back.rows.iter().find(|row| row.state == RowState::Kept);
    let kept = kept.unwrap();
    assert_eq!(kept.tenant, named(0));
    assert_eq!(kept.note.as_deref(), Some("op0"));
    for (tenant, now) in words(&scene, count).await {
        let expected = match tenant == named(0) {
            true => "suspended",
            false => before[&tenant].as_str(),
        };
        assert_eq!(now, expected, "{tenant:?}");
    }
    // One row off and one on, whatever was repeated.
    for at in [1, 4, 5] {
        let rows = trail(eva, PlatformId::Marketplace, &named(at)).await;
        let told: Vec<_> = rows.iter().map(|row| row.action.as_str()).collect();
        assert_eq!(told, ["agent.on", "agent.off"], "{at}");
        assert!(
            rows.iter()
                .all(|row| row.bulk.as_deref() == Some(id.as_str()))
        );
    }
    assert_eq!(eva.operations().await.unwrap(), []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixteen_tenants_killed_in_the_middle_end_in_their_own_former_state() {
    killed_resumed_and_taken_back(16, 3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "soak: two hundred tenants at five a second, there and back"]
async fn two_hundred_tenants_killed_in_the_middle_end_in_their_own_former_state() {
    killed_resumed_and_taken_back(200, 40).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_consoles_that_look_at_once_switch_it_on_once() {
    let scene = scene(0, 2).await;
    tenants(&scene, 2).await;
    let [ana, luis] = &scene.consoles[..] else {
        panic!("two")
    };
    let key = SwitchKey {
        platform: PlatformId::Marketplace,
        tenant: named(1),
        agent: AgentId::bot(),
    };
    let seen = ana.switch(&key).await.unwrap().unwrap().seen;
    let toggle = Toggle {
        key: key.clone(),
        turn: Turn::Off,
        reason: Text::from(REASON),
        seen,
    };
    let due = ana.now() - SignedDuration::from_mins(7);
    ana.switch_off(&toggle, Some(due)).await.unwrap();
    assert_eq!(words(&scene, 2).await[&named(1)], "suspended");
    assert_eq!(luis.still_off().await.unwrap().len(), 1);

    let (one, other) = tokio::join!(ana.tick(), luis.tick());
    let came: Vec<_> = [one.unwrap().ticked, other.unwrap().ticked].concat();
    assert_eq!(came.len(), 1, "{came:?}");
    assert_eq!(came[0].came, Came::On { late: true });
    // The word that it had, not only "on".
    assert_eq!(words(&scene, 2).await[&named(1)], "trial");
    let rows = trail(ana, PlatformId::Marketplace, &named(1)).await;
    let told: Vec<_> = rows.iter().map(|row| row.action.as_str()).collect();
    assert_eq!(told, ["agent.on", "agent.off"]);
    assert_eq!(ana.still_off().await.unwrap(), []);
    assert_eq!(luis.tick().await.unwrap().ticked, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_switch_that_somebody_turned_meanwhile_is_not_brought_back() {
    let scene = scene(0, 2).await;
    tenants(&scene, 1).await;
    let desk = &scene.consoles[0];
    let key = SwitchKey {
        platform: PlatformId::Marketplace,
        tenant: named(0),
        agent: AgentId::bot(),
    };
    let seen = desk.switch(&key).await.unwrap().unwrap().seen;
    let toggle = Toggle {
        key,
        turn: Turn::Off,
        reason: Text::from(REASON),
        seen,
    };
    let soon = desk.now() + SignedDuration::from_hours(1);
    desk.switch_off(&toggle, Some(soon)).await.unwrap();
    // Nothing is due yet.
    assert_eq!(desk.tick().await.unwrap().ticked, []);
    assert_eq!(desk.still_off().await.unwrap().len(), 1);
    turn(&scene.consoles[1], &named(0), Turn::On).await;
    turn(&scene.consoles[1], &named(0), Turn::Off).await;
    desk.tick().await.unwrap();
    assert_eq!(desk.still_off().await.unwrap(), [], "it is another's now");
    assert_eq!(words(&scene, 1).await[&named(0)], "suspended");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_second_person_is_another_identity_and_not_another_console() {
    let scene = scene(0, 2).await;
    tenants(&scene, 6).await;
    let before = words(&scene, 6).await;
    let ana = scene.consoles[0].clone().with_second_person(true);
    let Stepped::Ended(waiting) = plan(&ana, all(6)).await else {
        panic!("it waits")
    };
    assert_eq!(waiting.operation.phase, Phase::Waiting);
    let id = waiting.operation.id;
    let approve = Operate::Approve { id: id.clone() };
    let again = ana.operate(&Operate::Resume { id: id.clone() }).await;
    assert!(matches!(again.unwrap(), Stepped::NotNow(_)));

    // The same person at another console, under a journal of its own.
    let folder = scene.folder().join("another");
    let station = console(&scene.backend.endpoint(), "op0", &folder).await;
    let another = writing(&station);
    assert_ne!(another.actor().console, ana.actor().console);
    let refused = another.operate(&approve).await.unwrap();
    assert!(matches!(refused, Stepped::SamePerson(_)), "{refused:?}");
    assert_eq!(words(&scene, 6).await, before);

    let luis = &scene.consoles[1];
    let done = whole(luis, approve.clone()).await;
    assert_eq!(done.operation.phase, Phase::Done);
    assert_eq!(done.operation.approved_by.as_deref(), Some("op1"));
    assert_ne!(words(&scene, 6).await, before);
    let late = luis.operate(&approve).await.unwrap();
    assert!(matches!(late, Stepped::NotNow(_)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broken_glass_is_audited_and_everybody_is_told() {
    let scene = scene(0, 2).await;
    tenants(&scene, 4).await;
    let ana = scene.consoles[0].clone().with_second_person(true);
    let Stepped::Ended(waiting) = plan(&ana, all(4)).await else {
        panic!("it waits")
    };
    let id = waiting.operation.id;
    let short = Operate::BreakGlass {
        id: id.clone(),
        reason: Text::from("now"),
    };
    let refused = ana.operate(&short).await.unwrap_err();
    assert_eq!(refused.trouble, Trouble::Invalid);
    let reason = Text::from("nobody answers at night");
    let done = whole(
        &ana,
        Operate::BreakGlass {
            id: id.clone(),
            reason: reason.clone(),
        },
    )
    .await;
    assert_eq!(done.operation.phase, Phase::Done);
    let told = scene.consoles[1].operations().await.unwrap();
    assert_eq!(told.len(), 1, "it is done, and still told of");
    assert_eq!(told[0].operation.break_glass, Some(reason.clone()));
    let rows = trail(&ana, PlatformId::Marketplace, &TenantId::from("*")).await;
    let broken = rows
        .iter()
        .find(|row| row.action.as_str() == "op.break_glass");
    assert_eq!(broken.unwrap().reason, Some(reason));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_changed_between_the_look_and_the_turn_is_left_alone() {
    let scene = scene(0, 2).await;
    tenants(&scene, 6).await;
    let desk = &scene.consoles[0];
    let order = order(desk, all(6)).await;
    // Off by somebody else before its turn; the other is on, but not as it was seen.
    turn(&scene.consoles[1], &named(0), Turn::Off).await;
    turn(&scene.consoles[1], &named(1), Turn::Off).await;
    turn(&scene.consoles[1], &named(1), Turn::On).await;
    let done = whole(desk, Operate::Plan(Box::new(order))).await;
    assert_eq!(done.operation.phase, Phase::Done);
    let state = |at: usize| {
        let row = done
            .rows
            .iter()
            .find(|row| row.tenant == named(at))
            .unwrap();
        (
            row.state,
            row.note.as_ref().map(|note| note.as_str().to_owned()),
        )
    };
    assert_eq!(state(0), (RowState::Changed, Some("op1".to_owned())));
    assert_eq!(state(1), (RowState::Changed, Some("op1".to_owned())));
    assert_eq!(state(4), (RowState::Done, None));
    assert_eq!(words(&scene, 6).await[&named(1)], "trial");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operation_with_a_time_goes_back_by_itself() {
    let scene = scene(0, 2).await;
    tenants(&scene, 6).await;
    let before = words(&scene, 6).await;
    let desk = &scene.consoles[0];
    let mut order = order(desk, all(6)).await;
    order.until = Some(desk.now() - SignedDuration::from_secs(1));
    whole(desk, Operate::Plan(Box::new(order))).await;
    let came = scene.consoles[1].tick().await.unwrap();
    assert_eq!(came.ticked.len(), 1);
    assert_eq!(came.ticked[0].came, Came::On { late: false });
    assert_eq!(words(&scene, 6).await, before);
    assert_eq!((came.operations, came.off), (Vec::new(), Vec::new()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_absent_tenant_is_told_apart_from_one_that_may_not_be_seen() {
    let scene = scene(0, 1).await;
    let desk = &scene.consoles[0];
    let target = Target {
        platform: PlatformId::Marketplace,
        agent: AgentId::bot(),
        whom: Whom::These(vec![
            TenantId::from("nobody"),
            marketplace(crate::TENANTS[0]).tenant,
        ]),
    };
    let blast = desk.blast(&target, Turn::Off).await.unwrap();
    assert_eq!(blast.touched.len(), 1, "there is no such tenant");
    assert!(blast.is_whole());
    assert_eq!(blast.figures.len(), 4);
}
