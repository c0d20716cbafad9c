//! A tenant of an operation that somebody changed meanwhile, asked again where the rows are in the database: once,
//! whoever asks, and wherever the line breaks the operation's row tells what the database holds.

use crate::cut::{Cut, Line};
use crate::desk::{Office, office, other_way, read, toggle, trail};
use crate::switches::{RECEBIMENTO, TENANT, key};
use switchboard::desk::{Desk, Writing};
use switchboard::domain::agent::{Switch, Toggled, Turn};
use switchboard::domain::id::{AgentId, OpId, PlatformId, TenantId};
use switchboard::domain::kill::{Target, Whom};
use switchboard::domain::operation::{Operate, Order, Phase, Progress, RowState, Stepped};
use switchboard::domain::text::Text;

/// Longer than a console has an operation to itself and than the database may still turn a row for it.
const SETTLED: i64 = 60;

async fn by_hand(desk: &Desk<Writing>) {
    let seen = read(desk, RECEBIMENTO).await;
    let toggled = desk.toggle(&toggle(&seen, other_way(&seen))).await.unwrap();
    assert!(matches!(toggled, Toggled::Done { .. }), "{toggled:?}");
}

async fn is_on(desk: &Desk<Writing>) -> bool {
    read(desk, RECEBIMENTO).await.switch == Switch::On
}

fn of_tenant(progress: &Progress) -> RowState {
    let mut rows = progress.rows.iter();
    rows.find(|row| row.tenant.as_str() == TENANT)
        .unwrap()
        .state
}

async fn known(desk: &Desk<Writing>, id: &OpId) -> Progress {
    desk.operation(id).await.unwrap().unwrap()
}

/// An operation that left the tenant alone, because somebody switched its agent off and on before its turn.
async fn left_alone(ana: &Desk<Writing>, luis: &Desk<Writing>) -> OpId {
    if !is_on(luis).await {
        by_hand(luis).await;
    }
    let target = Target {
        platform: PlatformId::Alquimista,
        agent: AgentId::from(RECEBIMENTO),
        whom: Whom::These(vec![TenantId::from(TENANT)]),
    };
    let blast = ana.blast(&target, Turn::Off).await.unwrap();
    let seen = blast.touched.into_iter().map(|one| one.activation);
    let order = Order {
        target,
        turn: Turn::Off,
        name: blast.name,
        reason: Text::from("responde com preços antigos"),
        until: None,
        seen: seen.collect(),
        break_glass: None,
    };
    by_hand(luis).await;
    by_hand(luis).await;
    let plan = Operate::Plan(Box::new(order));
    match ana.operate_whole(&plan, |_| {}).await.unwrap() {
        Stepped::Ended(progress) => {
            assert_eq!(of_tenant(&progress), RowState::Changed);
            progress.operation.id
        }
        other => panic!("{other:?}"),
    }
}

/// The same asked again, on what the switch says now.
async fn again(desk: &Desk<Writing>, id: &OpId) -> Operate {
    let theirs = desk.theirs(&key(TENANT, RECEBIMENTO)).await.unwrap();
    Operate::Again {
        id: id.clone(),
        tenant: TenantId::from(TENANT),
        seen: Box::new(theirs.now.unwrap()),
    }
}

/// Rows of the system's audit and of ours.
async fn told(office: &Office, desk: &Desk<Writing>) -> (i64, usize) {
    (office.scene.audited().await, trail(desk).await.len())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn consoles_that_ask_again_at_once_turn_it_once() {
    let Some(office) = office().await else { return };
    let desks = [office.here("ana").await, office.here("luis").await];
    for _ in 0..4 {
        let id = left_alone(&desks[0], &desks[1]).await;
        let before = told(&office, &desks[0]).await;
        let mut running = tokio::task::JoinSet::new();
        for racer in 0..6 {
            let desk = desks[racer % 2].clone();
            let mine = again(&desk, &id).await;
            running.spawn(async move { desk.operate(&mine).await });
        }
        for came in running.join_all().await {
            assert!(
                matches!(
                    came,
                    Ok(Stepped::Ended(_) | Stepped::Elsewhere(_) | Stepped::NotNow(_))
                ),
                "{came:?}"
            );
        }
        assert!(!is_on(&desks[0]).await);
        let after = told(&office, &desks[0]).await;
        assert_eq!(after, (before.0 + 1, before.1 + 1), "once in each trail");
        let known = known(&desks[0], &id).await;
        assert_eq!(of_tenant(&known), RowState::Done);
        assert_eq!(known.operation.phase, Phase::Done);
        for desk in &desks {
            desk.relay().await.unwrap();
        }
        assert_eq!(office.open().await, 0);
        assert_eq!(office.events().len(), told(&office, &desks[0]).await.1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_faster_once_more_is_left_alone_once_more() {
    let Some(office) = office().await else { return };
    let (ana, luis) = (office.here("ana").await, office.here("luis").await);
    let id = left_alone(&ana, &luis).await;
    let mine = again(&ana, &id).await;
    by_hand(&luis).await;
    by_hand(&luis).await;
    let before = told(&office, &ana).await;
    let came = ana.operate(&mine).await.unwrap();
    assert!(matches!(came, Stepped::Ended(_)), "{came:?}");
    let known = known(&ana, &id).await;
    assert_eq!(of_tenant(&known), RowState::Changed);
    assert!(is_on(&ana).await);
    assert_eq!(told(&office, &ana).await, before, "nothing was written");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wherever_the_line_breaks_the_row_tells_what_the_database_holds() {
    for how in [Cut::Before, Cut::After] {
        let Some(office) = office().await else { return };
        let (here, luis) = (office.here("ana").await, office.here("luis").await);
        let line = Line::to(office.scene.server.port, how).await;
        let mut step = 0;
        loop {
            let id = left_alone(&here, &luis).await;
            let there = office.behind(&line).await;
            let mine = again(&there, &id).await;
            let before = told(&office, &here).await;
            line.cut_at(step);
            let _ = there.operate(&mine).await;
            let was_cut = !line.is_whole();
            line.cut_at(usize::MAX);
            // Whoever looks at it later finds out, or asks for what is left.
            office.wait(SETTLED);
            here.relay().await.unwrap();
            let late = known(&here, &id).await;
            if late.operation.phase.is_open() {
                let resume = Operate::Resume { id: id.clone() };
                here.operate_whole(&resume, |_| {}).await.unwrap();
            }
            let now = known(&here, &id).await;
            assert_eq!(now.operation.phase, Phase::Done, "step {step} {how:?}");
            let turned = !is_on(&here).await;
            let expected = if turned {
                RowState::Done
            } else {
                RowState::Changed
            };
            assert_eq!(of_tenant(&now), expected, "step {step} {how:?}");
            here.relay().await.unwrap();
            let after = told(&office, &here).await;
            let many = usize::from(turned);
            let written = (before.0 + i64::from(turned), before.1 + many);
            assert_eq!(after, written, "step {step} {how:?}");
            assert_eq!(office.open().await, 0, "nothing is left at step {step}");
            if !was_cut {
                assert!(turned);
                break;
            }
            step += 1;
        }
        assert!(step >= 8, "{step} steps were cut");
    }
}
