//! A tenant of an operation that somebody changed meanwhile: what it is now and by whom is read, what was meant is
//! asked again only on exactly that, and the way back leads to the state that it had just before.

use crate::kill::{all, named, order, tenants, turn, whole, words};
use crate::support::trail;
use crate::{Scene, scene};
use switchboard::desk::{Desk, Writing};
use switchboard::domain::agent::{Switch, Turn};
use switchboard::domain::conflict::{Conflict, Who};
use switchboard::domain::id::{AgentId, OpId, PlatformId, SwitchKey, TenantId};
use switchboard::domain::operation::{Operate, Phase, Progress, RowState, Stepped};
use switchboard::domain::problem::Trouble;

fn key(at: usize) -> SwitchKey {
    SwitchKey {
        platform: PlatformId::Marketplace,
        tenant: named(at),
        agent: AgentId::bot(),
    }
}

fn state(progress: &Progress, at: usize) -> RowState {
    let mut rows = progress.rows.iter();
    rows.find(|row| row.tenant == named(at)).unwrap().state
}

/// Done for all but the first, which somebody switched off and on again before its turn.
async fn half_theirs(scene: &Scene) -> OpId {
    tenants(scene, 4).await;
    let [ana, luis] = &scene.consoles[..] else {
        panic!("two")
    };
    let order = order(ana, all(4)).await;
    turn(luis, &named(0), Turn::Off).await;
    turn(luis, &named(0), Turn::On).await;
    let done = whole(ana, Operate::Plan(Box::new(order))).await;
    assert_eq!(state(&done, 0), RowState::Changed);
    assert_eq!(state(&done, 1), RowState::Done);
    done.operation.id
}

async fn again(desk: &Desk<Writing>, id: &OpId, at: usize) -> Operate {
    let seen = desk.theirs(&key(at)).await.unwrap().now.unwrap();
    Operate::Again {
        id: id.clone(),
        tenant: named(at),
        seen: Box::new(seen),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_it_is_now_and_by_whom_is_told_and_mine_is_asked_again_on_that() {
    let scene = scene(0, 2).await;
    let id = half_theirs(&scene).await;
    let ana = &scene.consoles[0];
    let known = ana.operation(&id).await.unwrap().unwrap();
    let row = known
        .rows
        .iter()
        .find(|row| row.tenant == named(0))
        .unwrap();
    let conflict = Conflict::of_row(&known.operation, row).unwrap();
    let theirs = ana.theirs(&key(0)).await.unwrap();
    assert_eq!(theirs.now.as_ref().unwrap().switch, Switch::On);
    assert_eq!(theirs.word.as_str(), "bot");
    let Some(Who::Known { by, .. }) = theirs.who(conflict.base.as_ref()) else {
        panic!("{theirs:?}")
    };
    assert_eq!(by.as_str(), "op1");

    let done = whole(ana, again(ana, &id, 0).await).await;
    assert_eq!(done.operation.phase, Phase::Done);
    assert_eq!(state(&done, 0), RowState::Done);
    assert_eq!(words(&scene, 4).await[&named(0)], "suspended");
    // Joined to the operation in the trail, and taken back with it to the state just before.
    let rows = trail(ana, PlatformId::Marketplace, &named(0)).await;
    assert_eq!(rows[0].bulk.as_deref(), Some(id.as_str()));
    let back = whole(ana, Operate::RollBack { id }).await;
    assert_eq!(state(&back, 0), RowState::Restored);
    assert_eq!(words(&scene, 4).await[&named(0)], "active");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_faster_once_more_is_left_alone_once_more() {
    let scene = scene(0, 2).await;
    let id = half_theirs(&scene).await;
    let [ana, luis] = &scene.consoles[..] else {
        panic!("two")
    };
    let mine = again(ana, &id, 0).await;
    turn(luis, &named(0), Turn::Off).await;
    turn(luis, &named(0), Turn::On).await;
    let before = trail(ana, PlatformId::Marketplace, &named(0)).await.len();
    let ended = whole(ana, mine).await;
    assert_eq!(ended.operation.phase, Phase::Done);
    assert_eq!(state(&ended, 0), RowState::Changed);
    assert_eq!(words(&scene, 4).await[&named(0)], "active");
    let after = trail(ana, PlatformId::Marketplace, &named(0)).await.len();
    assert_eq!(after, before, "nothing was written of it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_off_already_and_was_switched_on_meanwhile_is_told_of() {
    let scene = scene(0, 2).await;
    tenants(&scene, 4).await;
    let [ana, luis] = &scene.consoles[..] else {
        panic!("two")
    };
    let order = order(ana, all(4)).await;
    turn(luis, &named(2), Turn::On).await;
    let done = whole(ana, Operate::Plan(Box::new(order))).await;
    assert_eq!(done.operation.phase, Phase::Done);
    assert_eq!(state(&done, 2), RowState::Changed, "not: it was so already");
    let changed = done.rows.iter().find(|row| row.tenant == named(2)).unwrap();
    assert_eq!(changed.note.as_deref(), Some("op1"));
    assert_eq!(words(&scene, 4).await[&named(2)], "active");
    let id = done.operation.id;
    let ended = whole(ana, again(ana, &id, 2).await).await;
    assert_eq!(state(&ended, 2), RowState::Done);
    assert_eq!(words(&scene, 4).await[&named(2)], "suspended");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_who_ask_again_at_once_turn_it_once() {
    let scene = scene(0, 2).await;
    let id = half_theirs(&scene).await;
    let [ana, luis] = &scene.consoles[..] else {
        panic!("two")
    };
    let (one, other) = (again(ana, &id, 0).await, again(luis, &id, 0).await);
    let before = trail(ana, PlatformId::Marketplace, &named(0)).await.len();
    let (one, other) = tokio::join!(ana.operate(&one), luis.operate(&other));
    for came in [one.unwrap(), other.unwrap()] {
        assert!(
            matches!(
                came,
                Stepped::Ended(_) | Stepped::Elsewhere(_) | Stepped::NotNow(_)
            ),
            "{came:?}"
        );
    }
    assert_eq!(words(&scene, 4).await[&named(0)], "suspended");
    let after = trail(ana, PlatformId::Marketplace, &named(0)).await.len();
    assert_eq!(after, before + 1);
    let known = ana.operation(&id).await.unwrap().unwrap();
    assert_eq!(state(&known, 0), RowState::Done);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_not_taken_back_can_be_taken_back_after_a_look() {
    let scene = scene(0, 2).await;
    tenants(&scene, 4).await;
    let [ana, luis] = &scene.consoles[..] else {
        panic!("two")
    };
    let before = words(&scene, 4).await;
    let order = order(ana, all(4)).await;
    let done = whole(ana, Operate::Plan(Box::new(order))).await;
    let id = done.operation.id;
    turn(luis, &named(1), Turn::On).await;
    turn(luis, &named(1), Turn::Off).await;
    let back = whole(ana, Operate::RollBack { id: id.clone() }).await;
    assert_eq!(state(&back, 1), RowState::Kept);
    assert_eq!(words(&scene, 4).await[&named(1)], "suspended");
    let ended = whole(ana, again(ana, &id, 1).await).await;
    assert_eq!(ended.operation.phase, Phase::RolledBack);
    assert_eq!(state(&ended, 1), RowState::Restored);
    assert_eq!(words(&scene, 4).await, before, "trial, not only on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_else_changed_or_is_so_already_is_not_asked_again() {
    let scene = scene(0, 2).await;
    let id = half_theirs(&scene).await;
    let [ana, luis] = &scene.consoles[..] else {
        panic!("two")
    };
    let done = again(ana, &id, 1).await;
    let came = ana.operate(&done).await.unwrap();
    assert!(matches!(came, Stepped::NotNow(_)), "{came:?}");
    turn(luis, &named(0), Turn::Off).await;
    let so = again(ana, &id, 0).await;
    let refused = ana.operate(&so).await.unwrap_err();
    assert_eq!(refused.trouble, Trouble::Invalid);
    let nobody = Operate::Again {
        id: OpId::from("01JZZ"),
        tenant: TenantId::from("x"),
        seen: Box::new(ana.switch(&key(0)).await.unwrap().unwrap()),
    };
    let came = ana.operate(&nobody).await.unwrap();
    assert!(matches!(came, Stepped::NotFound));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_are_switched_on_again_and_nothing_is_left_to_remind_of() {
    let scene = scene(0, 2).await;
    tenants(&scene, 4).await;
    let [ana, luis] = &scene.consoles[..] else {
        panic!("two")
    };
    let off = order(ana, all(4)).await;
    whole(ana, Operate::Plan(Box::new(off))).await;
    let suspended = words(&scene, 4).await;
    assert_eq!(ana.still_off().await.unwrap().len(), 1);
    let mut on = order(luis, all(4)).await;
    on.turn = Turn::On;
    let done = whole(luis, Operate::Plan(Box::new(on))).await;
    assert_eq!(done.operation.phase, Phase::Done);
    // Two were on before, one was suspended before: all of them are on now.
    assert_eq!(state(&done, 2), RowState::Done);
    let now = words(&scene, 4).await;
    assert_eq!((&*now[&named(0)], &*now[&named(1)]), ("active", "trial"));
    assert_eq!(ana.still_off().await.unwrap(), [], "nothing is off by it");
    // Its own former state is the way back.
    let id = done.operation.id;
    whole(luis, Operate::RollBack { id }).await;
    assert_eq!(words(&scene, 4).await, suspended);
}
