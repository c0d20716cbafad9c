//! The customer's whole number, and a screen that others see.

use crate::driver::{Console, problem};
use crate::world::{key, message, opened, three};
use switchboard::app::Layer;
use switchboard::app::command::Command;
use switchboard::app::effect::Verb;
use switchboard::app::enabled::enabled;
use switchboard::app::msg::Outcome;
use switchboard::app::notice::{Doing, Notice};
use switchboard::app::number::MOST;
use switchboard::app::state::Why;
use switchboard::domain::conversation::Speaker;
use switchboard::domain::problem::Trouble;
use switchboard::domain::revealed::Revealed;
use switchboard::domain::role::{Access, Barred};

const NUMBER: &str = "+573005554217";

/// A console over its first conversation, which has been read.
fn reading(mut console: Console) -> Console {
    console.keys("enter");
    let said = message("1", Speaker::Customer, -60, "¿Sigue disponible?");
    let row = three().remove(0);
    console.opened(opened(row, vec![said]));
    console
}

fn shown(console: &Console) -> Option<String> {
    let open = console.state.open.as_ref()?;
    let (number, _) = console.state.numbers.of(&open.key, console.state.clock)?;
    Some(number.as_str().to_owned())
}

fn ask(console: &mut Console) -> Vec<Verb> {
    console.take_verbs();
    console.keys("R 'the customer asked to be called' enter");
    console.take_verbs()
}

fn answer(console: &mut Console) {
    console.done(Ok(Outcome::Number(Some(Revealed::new(NUMBER)))));
}

#[test]
fn a_number_is_asked_for_with_a_reason_and_shown_for_half_a_minute() {
    let mut console = reading(Console::with_rows(three()));
    console.keys("R 'short' enter");
    assert!(matches!(
        console.notice(),
        Some(Notice::ReasonTooShort { chars: 5 })
    ));
    console.keys("esc");
    assert!(console.take_verbs().is_empty());
    let asked = ask(&mut console);
    assert!(matches!(&asked[..], [Verb::ShowNumber { key: of, .. }] if *of == key("acme/1")));
    assert_eq!(shown(&console), None, "not before it is audited");
    // The verb answers from the effects that were not taken.
    let epoch = console.state.epoch;
    let verb = asked.into_iter().next().unwrap();
    console.send(switchboard::app::msg::Msg::Done {
        epoch,
        verb,
        outcome: Ok(Outcome::Number(Some(Revealed::new(NUMBER)))),
    });
    assert_eq!(shown(&console).as_deref(), Some(NUMBER));
    console.wait(29_000);
    assert_eq!(shown(&console).as_deref(), Some(NUMBER));
    console.wait(2_000);
    assert_eq!(shown(&console), None);
}

#[test]
fn the_same_key_hides_it_and_leaving_does_too() {
    for leave in ["R", "esc"] {
        let mut console = reading(Console::with_rows(three()));
        console.keys("R 'the customer asked to be called' enter");
        answer(&mut console);
        assert!(shown(&console).is_some());
        console.keys(leave);
        assert_eq!(shown(&console), None, "{leave}");
        assert_ne!(console.state.layer(), Layer::Dialog);
    }
}

#[test]
fn without_an_audit_row_there_is_no_number() {
    let mut console = reading(Console::with_rows(three()));
    console.keys("R 'the customer asked to be called' enter");
    console.done(Err(problem(Trouble::Denied)));
    assert_eq!(shown(&console), None);
    assert!(matches!(
        console.notice(),
        Some(Notice::Failed {
            doing: Doing::ShowingNumber,
            ..
        })
    ));
}

#[test]
fn so_many_numbers_in_an_hour_and_no_more() {
    let mut console = reading(Console::with_rows(three()));
    for _ in 0..MOST {
        console.keys("R 'the customer asked to be called' enter");
        answer(&mut console);
        console.keys("R");
        assert_eq!(shown(&console), None);
    }
    let why = enabled(&console.state, Command::ShowNumber);
    assert!(matches!(why, Err(Why::EnoughNumbers(_))), "{why:?}");
    console.take_verbs();
    console.keys("R");
    assert_ne!(console.state.layer(), Layer::Dialog);
    assert!(console.take_verbs().is_empty());
    console.wait(3_601_000);
    assert_eq!(enabled(&console.state, Command::ShowNumber), Ok(()));
}

#[test]
fn a_console_that_only_reads_shows_none_and_says_why() {
    let console = Console::barred(Access::ReadsOnly(Barred::ReadOnly), three());
    let console = reading(console);
    let why = enabled(&console.state, Command::ShowNumber);
    assert_eq!(why, Err(Why::Barred(Barred::ReadOnly)));
}

#[test]
fn privacy_leaves_no_word_and_no_number_on_the_screen() {
    let mut console = reading(Console::with_rows(three()));
    console.keys("R 'the customer asked to be called' enter");
    answer(&mut console);
    console.keys(": 'privacy on' enter");
    assert_eq!(shown(&console), None);
    assert_eq!(
        enabled(&console.state, Command::ShowNumber),
        Err(Why::Private)
    );
    let texts = |console: &Console| {
        let open = console.state.open.as_ref().unwrap();
        let lines = format!("{:?}", open.lines);
        (open.messages[0].text.as_str().to_owned(), lines)
    };
    let (text, lines) = texts(&console);
    assert_eq!(text, "•••");
    assert!(!lines.contains("disponible"), "{lines}");
    console.keys(": 'privacy off' enter");
    assert_eq!(texts(&console).0, "¿Sigue disponible?");
}
