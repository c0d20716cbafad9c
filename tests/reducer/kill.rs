//! The kill switch on screen: counted first, confirmed by the word, gone on with, and watched.

use crate::driver::{Console, problem};
use crate::world::{activation, actor, at};
use switchboard::app::dialog::Dialog;
use switchboard::app::dialog::operation::{Choice, choices};
use switchboard::app::effect::{Effect, Load, Verb};
use switchboard::app::kill::{self, Look, Odd, Place};
use switchboard::app::msg::{Loaded, Msg, Outcome};
use switchboard::app::notice::Notice;
use switchboard::app::operations::Told;
use switchboard::app::overlay::Overlay;
use switchboard::domain::agent::{Switch, Toggled, Turn};
use switchboard::domain::id::{AgentId, OpId, PlatformId, TenantId};
use switchboard::domain::kill::{
    Blast, Figure, Gauge, Known, Sighted, Stands, Target, Touched, Verdict, Whom,
};
use switchboard::domain::operation::{
    OpRow, Operate, Operation, Overview, Phase, Progress, RowState, Runner, Stepped, Switched,
};
use switchboard::domain::problem::Trouble;
use switchboard::domain::text::Text;

pub fn some_blast(target: &Target) -> Blast {
    let seen = activation("acme", AgentId::bot(), "", Switch::On);
    Blast {
        target: target.clone(),
        turn: Turn::Off,
        name: Text::default(),
        word: Text::from("bot"),
        touched: vec![Touched {
            activation: seen,
            stands: Stands::Turns,
        }],
        cut: false,
        figures: vec![Figure {
            gauge: Gauge::WithBot,
            known: Known::Count {
                count: 38,
                at_least: false,
            },
            source: Text::from("conversations"),
            at: at(0),
        }],
        second_person: false,
        at: at(0),
    }
}

fn phase(how: u8) -> Phase {
    Phase::ALL[usize::from(how) % Phase::ALL.len()]
}

pub fn operation(id: &OpId, phase: Phase) -> Operation {
    Operation {
        id: id.clone(),
        platform: PlatformId::Marketplace,
        agent: AgentId::bot(),
        name: Text::default(),
        turn: Turn::Off,
        reason: Text::from("answers old prices"),
        until: None,
        by: actor(),
        at: at(0),
        total: 3,
        phase,
        needs_second: phase == Phase::Waiting,
        approved_by: None,
        break_glass: None,
        runner: None,
    }
}

pub fn progress(phase: Phase, states: &[RowState]) -> Progress {
    let rows = states.iter().enumerate().map(|(at, state)| OpRow {
        tenant: TenantId::from(format!("t{at}")),
        tenant_name: Text::from(format!("Tenant {at}")),
        before: Switch::On,
        seen: switchboard::domain::agent::SeenSwitch::Absent,
        state: *state,
        version: None,
        intent: None,
        note: None,
    });
    Progress {
        operation: operation(&OpId::from("01JAAA"), phase),
        rows: rows.collect(),
    }
}

pub fn some_overview(seeds: &[u8]) -> Overview {
    let all = seeds.iter().take(2).map(|how| {
        let mut one = progress(phase(*how), &[RowState::Done, RowState::Planned]);
        one.operation.id = OpId::from(format!("01JAA{}", how % 3));
        one.operation.break_glass = how.is_multiple_of(7).then(|| Text::from("at night"));
        one
    });
    Overview {
        operations: all.collect(),
        ..Overview::default()
    }
}

pub fn some_sight(since: jiff::Timestamp, seeds: &[u8]) -> Sighted {
    let how = seeds.first().copied().unwrap_or(0);
    Sighted {
        since,
        known: match how % 3 {
            0 => Known::NoSource,
            1 => Known::Failed(problem(Trouble::Denied)),
            _ => Known::Count {
                count: u64::from(how),
                at_least: false,
            },
        },
        last: how.is_multiple_of(2).then_some(since),
        at: since,
    }
}

pub fn some_step(what: &Operate, seeds: &[u8]) -> Stepped {
    let how = seeds.first().copied().unwrap_or(0);
    let one = Box::new(progress(phase(how), &[RowState::Done, RowState::Failed]));
    match how % 6 {
        // Only a step of the same goes on, or it would never end.
        0 if !matches!(what, Operate::Step { .. }) => Stepped::More {
            progress: one,
            streak: 0,
        },
        1 => Stepped::Elsewhere(one),
        2 => Stepped::SamePerson(one),
        3 => Stepped::NotFound,
        4 => Stepped::Unknown,
        _ => Stepped::Ended(one),
    }
}

/// The pane of agents with acme's bot, which is on.
pub fn agents() -> Console {
    let mut console = Console::up();
    console.keys("4");
    let row = activation("acme", AgentId::bot(), "", Switch::On);
    let tenant = row.key.owner();
    console.wait(10).answer(
        |load| matches!(load, Load::Switches { tenant: t } if *t == tenant),
        Ok(Loaded::Switches(vec![row])),
    );
    console
}

pub fn counted(console: &mut Console, change: impl FnOnce(&mut Blast)) {
    let load = console
        .effects
        .iter()
        .find_map(|effect| match effect {
            Effect::Load(load @ Load::Blast { .. }) => Some(load.clone()),
            _ => None,
        })
        .expect("it is counted");
    let Load::Blast { target, .. } = &load else {
        panic!("a blast")
    };
    let mut blast = some_blast(target);
    change(&mut blast);
    let epoch = console.state.epoch;
    console.send(Msg::Loaded {
        epoch,
        load,
        outcome: Ok(Loaded::Blast(Box::new(blast))),
    });
}

pub fn dialog(console: &Console) -> &kill::KillDialog {
    match &console.state.overlay {
        Some(Overlay::Dialog(Dialog::Kill(dialog))) => dialog,
        other => panic!("{other:?}"),
    }
}

pub fn done(console: &mut Console, verb: Verb, outcome: Outcome) {
    let epoch = console.state.epoch;
    console.take();
    console.send(Msg::Done {
        epoch,
        verb,
        outcome: Ok(outcome),
    });
}

#[test]
fn only_the_word_switches_it_off_and_the_time_goes_with_it() {
    let mut console = agents();
    console.keys("t");
    counted(&mut console, |_| {});
    assert!(matches!(dialog(&console).look, Look::Read(_)));
    console.keys("'no' enter");
    assert_eq!(dialog(&console).odd, Some(Odd::ReasonShort));
    console.keys("' responde bien' enter");
    assert_eq!(dialog(&console).at, Place::Until);
    console.keys("'never' enter");
    assert_eq!(dialog(&console).odd, Some(Odd::NoTime));
    console.keys("backspace backspace backspace backspace backspace '2h' enter");
    assert_eq!(dialog(&console).at, Place::Confirm);
    console.keys("enter");
    assert_eq!(dialog(&console).odd, Some(Odd::OtherWord));
    console.keys("'Bot' enter");
    assert!(console.take_verbs().is_empty(), "the word, not another");
    console.keys("backspace backspace backspace 'bot' ctrl-s");
    let verbs = console.take_verbs();
    let [
        Verb::SwitchOff {
            toggle,
            base,
            until,
        },
    ] = verbs.as_slice()
    else {
        panic!("{verbs:?}")
    };
    assert_eq!(toggle.reason.as_str(), "no responde bien");
    assert_eq!(toggle.seen, base.seen);
    let soon = console.state.clock + jiff::SignedDuration::from_hours(2);
    assert_eq!(*until, Some(soon));
    assert!(console.state.overlay.is_none());
}

#[test]
fn escape_leaves_everything_as_it_is() {
    let mut console = agents();
    console.keys("K");
    counted(&mut console, |_| {});
    console.keys("'ocho letras' enter enter 'bot' esc");
    assert!(console.take_verbs().is_empty());
    assert!(console.state.overlay.is_none());
}

#[test]
fn before_it_is_counted_nothing_is_switched() {
    let mut console = agents();
    console.keys("t 'ocho letras' enter enter 'bot' enter");
    assert_eq!(dialog(&console).odd, Some(Odd::StillReading));
    assert!(console.take_verbs().is_empty());
    counted(&mut console, |_| {});
    console.keys("enter");
    assert_eq!(console.take_verbs().len(), 1);
}

#[test]
fn where_a_figure_could_not_be_read_the_word_is_longer() {
    let mut console = agents();
    console.keys("t");
    counted(&mut console, |blast| {
        blast.figures[0].known = Known::Failed(problem(Trouble::Denied));
    });
    console.keys("'ocho letras' enter enter 'bot' enter");
    assert_eq!(dialog(&console).odd, Some(Odd::OtherWord));
    console.keys("' SIN DATOS' enter");
    assert_eq!(console.take_verbs().len(), 1);
}

#[test]
fn what_is_off_already_is_not_switched_off() {
    let mut console = agents();
    console.keys("K");
    counted(&mut console, |blast| {
        blast.touched[0].stands = Stands::Already;
    });
    console.keys("'ocho letras' enter enter 'bot' enter");
    assert_eq!(dialog(&console).odd, Some(Odd::NothingToTurn));
    assert!(console.take_verbs().is_empty());
}

#[test]
fn somebody_was_faster_mine_theirs_and_base_are_told() {
    let mut console = agents();
    console.keys("t");
    counted(&mut console, |_| {});
    console.keys("'ocho letras' enter enter 'bot' enter");
    let verb = console.take_verbs().remove(0);
    let mut now = activation("acme", AgentId::bot(), "", Switch::Off);
    now.by = Some(Text::from("Luis"));
    now.seen = switchboard::domain::agent::SeenSwitch::Row {
        status: Some("suspended".to_owned()),
        updated_at: Some("2026-11-21T14:30:59.000Z".to_owned()),
    };
    let toggled = Toggled::Changed { now };
    done(
        &mut console,
        verb,
        Outcome::SwitchedOff(Switched {
            toggled,
            until: None,
        }),
    );
    let Some(Notice::Kill(Told::Conflict { mine, now })) = console.notice() else {
        panic!("{:?}", console.notice())
    };
    let base = mine.base.as_ref().map(|base| &base.switch);
    assert_eq!((mine.toggle.turn, base), (Turn::Off, Some(&Switch::On)));
    assert_eq!(now.by.as_deref(), Some("Luis"));
    assert!(console.state.kill.watches.is_empty(), "nothing was written");
}

#[test]
fn all_tenants_go_step_by_step_and_the_dialog_shows_how_far() {
    let mut console = agents();
    console.keys("K");
    counted(&mut console, |_| {});
    console.keys("'ocho letras' enter enter 'bot' enter");
    let verb = console.take_verbs().remove(0);
    let Verb::Operate(Operate::Plan(order)) = &verb else {
        panic!("{verb:?}")
    };
    assert_eq!(order.target.whom, Whom::All);
    let half = progress(Phase::Running, &[RowState::Done, RowState::Planned]);
    done(
        &mut console,
        verb,
        Outcome::Stepped(Stepped::More {
            progress: Box::new(half),
            streak: 0,
        }),
    );
    assert!(matches!(
        console.state.overlay,
        Some(Overlay::Dialog(Dialog::Operation(_)))
    ));
    let id = OpId::from("01JAAA");
    assert_eq!(choices(&console.state, &id), [Choice::Leave], "it is ours");
    let step = console.take_verbs().remove(0);
    assert!(matches!(
        &step,
        Verb::Operate(Operate::Step { streak: 0, .. })
    ));
    let whole = progress(Phase::Done, &[RowState::Done, RowState::Done]);
    done(
        &mut console,
        step,
        Outcome::Stepped(Stepped::Ended(Box::new(whole))),
    );
    assert!(console.take_verbs().is_empty());
    assert_eq!(console.state.kill.watches.len(), 1);
    assert!(console.state.kill.working.is_none());
}

pub fn looked(console: &mut Console, overview: Overview) {
    console.wait(61_000).answer(
        |load| matches!(load, Load::Operations),
        Ok(Loaded::Operations(Box::new(overview))),
    );
}

pub fn left(phase: Phase) -> Overview {
    let rows = [RowState::Done, RowState::Done, RowState::Planned];
    Overview {
        operations: vec![progress(phase, &rows)],
        ..Overview::default()
    }
}

#[test]
fn what_was_left_half_done_is_offered_at_the_start() {
    let mut console = Console::up();
    looked(&mut console, left(Phase::Running));
    assert!(matches!(
        console.state.overlay,
        Some(Overlay::Dialog(Dialog::Operation(_)))
    ));
    console.keys("r");
    let verbs = console.take_verbs();
    assert!(
        matches!(verbs.as_slice(), [Verb::Operate(Operate::Resume { .. })]),
        "{verbs:?}"
    );
    // Only at the start.
    let mut console = Console::up();
    looked(&mut console, Overview::default());
    looked(&mut console, left(Phase::Running));
    assert!(console.state.overlay.is_none());
    console.keys(": 'op' enter");
    console.keys("z");
    let verbs = console.take_verbs();
    assert!(
        matches!(verbs.as_slice(), [Verb::Operate(Operate::RollBack { .. })]),
        "{verbs:?}"
    );
}

#[test]
fn what_another_console_works_on_is_left_to_it() {
    let mut console = Console::up();
    let mut overview = left(Phase::Running);
    overview.operations[0].operation.runner = Some(Runner {
        console: switchboard::domain::id::ConsoleId::from("another"),
        name: Text::from("Luis"),
        until: console.state.clock + jiff::SignedDuration::from_mins(5),
    });
    looked(&mut console, overview);
    assert!(console.state.overlay.is_none());
    assert_eq!(
        choices(&console.state, &OpId::from("01JAAA")),
        [Choice::Leave]
    );
}

#[test]
fn a_glass_that_was_broken_is_told_once_and_stays_in_the_header() {
    let mut console = Console::up();
    let mut overview = left(Phase::Done);
    overview.operations[0].operation.break_glass = Some(Text::from("nobody answers"));
    looked(&mut console, overview.clone());
    assert!(matches!(
        console.notice(),
        Some(Notice::Kill(Told::Glass(_)))
    ));
    let told = console.state.notices.history().len();
    looked(&mut console, overview);
    assert_eq!(console.state.notices.history().len(), told);
    assert!(console.state.kill.glass(console.state.clock).is_some());
}

#[test]
fn the_effect_is_watched_until_it_is_known() {
    let mut console = agents();
    console.keys("t");
    counted(&mut console, |_| {});
    console.keys("'ocho letras' enter enter 'bot' enter");
    let verb = console.take_verbs().remove(0);
    let now = activation("acme", AgentId::bot(), "", Switch::Off);
    done(
        &mut console,
        verb,
        Outcome::SwitchedOff(Switched {
            toggled: Toggled::Done { now },
            until: None,
        }),
    );
    let turned = console.state.kill.watches[0].turned;
    let mut sight = |seconds: i64, last: Option<i64>| {
        console.wait(16_000);
        let after = |seconds: i64| turned + jiff::SignedDuration::from_secs(seconds);
        console.answer(
            |load| matches!(load, Load::Sight { .. }),
            Ok(Loaded::Sighted(Sighted {
                since: turned,
                known: Known::Count {
                    count: u64::from(last.is_some()),
                    at_least: false,
                },
                last: last.map(after),
                at: after(seconds),
            })),
        );
        console.state.kill.watches[0].verdict()
    };
    assert_eq!(sight(20, Some(15)), Verdict::Watching);
    assert!(matches!(sight(400, Some(380)), Verdict::NoEffect { .. }));
    assert!(matches!(
        console.notice(),
        Some(Notice::Kill(Told::Sighted(_)))
    ));
    console.wait(60_000);
    assert!(!console.asks(|load| matches!(load, Load::Sight { .. })));
}

#[test]
fn another_room_opens_it_with_its_reason() {
    let mut console = Console::up();
    let target = Target {
        platform: PlatformId::Alquimista,
        agent: AgentId::from("a-1"),
        whom: Whom::All,
    };
    let effects = kill::open(&mut console.state, target, Turn::Off, "alarm X, trace Y");
    assert!(matches!(
        effects.as_slice(),
        [Effect::Load(Load::Blast { .. })]
    ));
    assert_eq!(dialog(&console).reason.text(), "alarm X, trace Y");
    assert_eq!(dialog(&console).at, Place::Reason);
}
