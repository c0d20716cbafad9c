//! Somebody was faster: mine, theirs and base are compared, theirs stays unless the word is typed, and mine is
//! asked again on exactly what was seen.

use crate::driver::{Console, problem};
use crate::kill::{agents, counted, done, left, looked, progress};
use crate::world::activation;
use switchboard::app::dialog::Dialog;
use switchboard::app::dialog::conflict::{Choice, ConflictDialog, choices};
use switchboard::app::effect::{Load, Verb};
use switchboard::app::kill::Place;
use switchboard::app::msg::{Loaded, Outcome};
use switchboard::app::notice::Notice;
use switchboard::app::operations::Told;
use switchboard::app::overlay::Overlay;
use switchboard::domain::agent::{Activation, SeenSwitch, Switch, Toggled, Turn};
use switchboard::domain::conflict::{Moot, Theirs};
use switchboard::domain::id::{AgentId, OpId, TenantId};
use switchboard::domain::kill::Stands;
use switchboard::domain::operation::{Operate, Overview, Phase, RowState, Stepped, Switched};
use switchboard::domain::problem::Trouble;
use switchboard::domain::text::Text;

fn theirs_is(switch: Switch) -> Activation {
    let mut now = activation("acme", AgentId::bot(), "", switch);
    now.by = Some(Text::from("Luis"));
    now.seen = SeenSwitch::Row {
        status: Some("active".to_owned()),
        updated_at: Some("2026-11-21T14:30:59.000Z".to_owned()),
    };
    now
}

fn read(now: Option<Activation>) -> Theirs {
    Theirs {
        now,
        word: Text::from("bot"),
        trail: Ok(None),
        at: crate::world::at(0),
    }
}

pub fn some_theirs(how: u8) -> Theirs {
    match how % 4 {
        0 => read(None),
        1 => read(Some(theirs_is(Switch::Off))),
        2 => read(Some(theirs_is(Switch::Suspended))),
        _ => read(Some(theirs_is(Switch::On))),
    }
}

fn answered(console: &mut Console, theirs: Theirs) {
    console.answer(
        |load| matches!(load, Load::Theirs { .. }),
        Ok(Loaded::Theirs(Box::new(theirs))),
    );
}

fn compared(console: &Console) -> &ConflictDialog {
    match &console.state.overlay {
        Some(Overlay::Dialog(Dialog::Conflict(dialog))) => dialog,
        other => panic!("{other:?}"),
    }
}

/// A switch off that met somebody who switched it off and on meanwhile.
fn beaten() -> Console {
    let mut console = agents();
    console.keys("t");
    counted(&mut console, |_| {});
    console.keys("'ocho letras' enter '2h' enter 'bot' enter");
    let verb = console.take_verbs().remove(0);
    let toggled = Toggled::Changed {
        now: theirs_is(Switch::On),
    };
    done(
        &mut console,
        verb,
        Outcome::SwitchedOff(Switched {
            toggled,
            until: None,
        }),
    );
    console
}

#[test]
fn the_key_compares_and_mine_goes_again_only_by_the_word_and_on_theirs() {
    let mut console = beaten();
    console.keys("d");
    // Before it is known what theirs is there is nothing to choose.
    assert_eq!(
        choices(&console.state, compared(&console)),
        [Choice::KeepTheirs]
    );
    answered(&mut console, read(Some(theirs_is(Switch::On))));
    let base = compared(&console).conflict.base.clone().unwrap();
    assert_eq!(base.switch, Switch::On);
    console.keys("a 'Bot' enter");
    assert!(compared(&console).odd && console.take_verbs().is_empty());
    console.keys("backspace backspace backspace 'bot' enter");
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
    let theirs = theirs_is(Switch::On);
    assert_eq!((&toggle.seen, &**base), (&theirs.seen, &theirs));
    assert_eq!(toggle.reason.as_str(), "ocho letras");
    assert!(until.is_some(), "its time goes with it");
    assert!(console.state.overlay.is_none());
}

#[test]
fn theirs_is_kept_by_enter_and_escape_only_puts_it_off() {
    let mut console = beaten();
    console.keys("d");
    answered(&mut console, read(Some(theirs_is(Switch::On))));
    console.keys("a esc");
    assert!(compared(&console).confirm.is_none(), "back to the choice");
    console.keys("esc");
    assert!(console.state.overlay.is_none());
    assert_eq!(console.state.kill.conflicts.len(), 1);
    // The message is gone from the screen; the row still has it.
    console.wait(60_000).keys("d");
    answered(&mut console, read(Some(theirs_is(Switch::On))));
    console.keys("enter");
    assert!(console.state.overlay.is_none());
    assert_eq!(console.state.kill.conflicts, []);
    assert!(console.take_verbs().is_empty(), "nothing is written");
    console.keys("d");
    assert!(matches!(
        console.state.overlay,
        Some(Overlay::Inspector { .. })
    ));
}

#[test]
fn what_is_so_already_gone_or_unreadable_offers_nothing_to_apply() {
    for (theirs, why) in [
        (Some(theirs_is(Switch::Off)), Moot::Already),
        (None, Moot::Gone),
    ] {
        let mut console = beaten();
        console.keys("d");
        answered(&mut console, read(theirs));
        assert_eq!(compared(&console).moot(), Some(why));
        console.keys("a tab enter");
        assert!(console.take_verbs().is_empty());
    }
    let mut console = beaten();
    console.keys("d");
    console.answer(
        |load| matches!(load, Load::Theirs { .. }),
        Err(problem(Trouble::Denied)),
    );
    console.keys("a enter");
    assert!(console.take_verbs().is_empty());
    assert_eq!(console.state.kill.conflicts.len(), 1, "it is not settled");
}

#[test]
fn it_is_opened_from_the_messages_too() {
    let mut console = beaten();
    console.wait(60_000).keys("1 g m d");
    assert!(console.asks(|load| matches!(load, Load::Theirs { .. })));
    assert_eq!(compared(&console).conflict.toggle.turn, Turn::Off);
}

/// An operation of which somebody changed the second tenant before its turn.
fn operation(phase: Phase, theirs: RowState) -> Console {
    let mut console = Console::up();
    looked(&mut console, Overview::default());
    let mut one = progress(phase, &[RowState::Done, theirs]);
    one.rows[1].note = Some(Text::from("Luis"));
    let overview = Overview {
        operations: vec![one],
        ..left(phase)
    };
    looked(&mut console, overview);
    console.keys(": 'op' enter");
    console
}

#[test]
fn one_tenant_of_an_operation_is_asked_again_and_its_row_tells() {
    let mut console = operation(Phase::Done, RowState::Changed);
    console.keys("d");
    let dialog = compared(&console);
    assert_eq!(dialog.conflict.toggle.key.tenant, TenantId::from("t1"));
    answered(&mut console, read(Some(theirs_is(Switch::On))));
    console.keys("tab enter 'bot' enter");
    let verb = console.take_verbs().remove(0);
    let Verb::Operate(Operate::Again { id, tenant, seen }) = verb.clone() else {
        panic!("{verb:?}")
    };
    assert_eq!((id.as_str(), tenant.as_str()), ("01JAAA", "t1"));
    assert_eq!(*seen, theirs_is(Switch::On));
    let ended = |state| {
        let one = progress(Phase::Done, &[RowState::Done, state]);
        Outcome::Stepped(Stepped::Ended(Box::new(one)))
    };
    done(&mut console, verb.clone(), ended(RowState::Changed));
    assert!(matches!(
        console.notice(),
        Some(Notice::Kill(Told::Beaten { .. }))
    ));
    assert!(console.state.kill.watches.is_empty());
    done(&mut console, verb, ended(RowState::Done));
    assert!(matches!(
        console.notice(),
        Some(Notice::Kill(Told::Again {
            turn: Turn::Off,
            ..
        }))
    ));
    assert_eq!(console.state.kill.watches.len(), 1, "its effect is watched");
    assert!(console.state.kill.working.is_none());
}

#[test]
fn what_was_not_taken_back_is_compared_with_the_way_back() {
    let mut console = operation(Phase::RolledBack, RowState::Kept);
    console.keys("d");
    let conflict = &compared(&console).conflict;
    assert_eq!(conflict.toggle.turn, Turn::On);
    let base = conflict.base.as_ref().unwrap();
    assert_eq!(base.switch, Switch::Off, "as the operation left it");
    answered(&mut console, read(Some(theirs_is(Switch::On))));
    assert_eq!(compared(&console).moot(), Some(Moot::Already));
    console.keys("esc");
    assert!(matches!(
        console.state.overlay,
        Some(Overlay::Dialog(Dialog::Operation(_)))
    ));
}

#[test]
fn an_operation_without_somebody_elses_change_has_nothing_to_compare() {
    let mut console = operation(Phase::Done, RowState::Done);
    console.keys("down down d");
    let Some(Overlay::Dialog(Dialog::Operation(dialog))) = &console.state.overlay else {
        panic!("{:?}", console.state.overlay)
    };
    assert_eq!(dialog.row, 1, "the last one");
}

#[test]
fn all_tenants_are_switched_on_with_the_same_look_word_and_reason() {
    let mut console = agents();
    console.keys("T");
    assert!(console.asks(|load| matches!(load, Load::Blast { turn: Turn::On, .. })));
    counted(&mut console, |blast| {
        blast.turn = Turn::On;
        blast.touched[0].activation.switch = Switch::Off;
        blast.touched[0].stands = Stands::Turns;
    });
    console.keys("'ocho letras' enter");
    let Some(Overlay::Dialog(Dialog::Kill(dialog))) = &console.state.overlay else {
        panic!("{:?}", console.state.overlay)
    };
    assert_eq!(dialog.at, Place::Confirm, "what is switched on stays on");
    console.keys("enter");
    assert!(console.take_verbs().is_empty());
    console.keys("'bot' enter");
    let verbs = console.take_verbs();
    let [Verb::Operate(Operate::Plan(order))] = verbs.as_slice() else {
        panic!("{verbs:?}")
    };
    assert_eq!((order.turn, order.until), (Turn::On, None));
}

fn two() -> Console {
    let mut console = Console::up();
    looked(&mut console, Overview::default());
    let mut all = left(Phase::Done);
    let mut other = all.operations[0].clone();
    all.operations[0].operation.break_glass = Some(Text::from("nobody answers"));
    other.operation.id = OpId::from("01JBBB");
    all.operations.push(other);
    looked(&mut console, all);
    console
}

fn shown(console: &Console) -> Option<&str> {
    match &console.state.overlay {
        Some(Overlay::Dialog(Dialog::Operation(dialog))) => Some(dialog.id.as_str()),
        _ => None,
    }
}

#[test]
fn an_operation_is_opened_by_its_first_letters_and_without_them_from_the_list() {
    let mut console = two();
    console.keys(": 'op' enter");
    assert!(matches!(
        console.state.overlay,
        Some(Overlay::Dialog(Dialog::Operations { chosen: 1 }))
    ));
    console.keys("up enter");
    assert_eq!(shown(&console), Some("01JAAA"));
    let mut console = two();
    console.keys(": 'op op-01jb' enter");
    assert_eq!(shown(&console), Some("01JBBB"));
}

#[test]
fn an_operation_that_is_not_known_here_is_asked_for() {
    let mut console = two();
    console.keys(": 'op OP-01jzz' enter");
    let asked = |load: &Load| matches!(load, Load::Operation { id } if id.as_str() == "01JZZ");
    console.answer(asked, Ok(Loaded::Operation(Box::new(None))));
    assert!(matches!(
        console.notice(),
        Some(Notice::Kill(Told::NotFound))
    ));
    console.keys(": 'op 01jzz' enter");
    let mut one = progress(Phase::Done, &[RowState::Done]);
    one.operation.id = OpId::from("01JZZ");
    console.answer(asked, Ok(Loaded::Operation(Box::new(Some(one)))));
    assert_eq!(shown(&console), Some("01JZZ"));
}
