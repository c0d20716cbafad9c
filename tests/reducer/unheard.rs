//! Claiming where the bot does not read the pause: it is said, and its suspension is offered instead.

use crate::driver::Console;
use crate::world::{key, row, three, won};
use switchboard::app::dialog::unheard::Choice;
use switchboard::app::dialog::{Consequence, Dialog, Step};
use switchboard::app::effect::Verb;
use switchboard::app::notice::Notice;
use switchboard::app::overlay::Overlay;
use switchboard::app::state::Why;
use switchboard::domain::agent::{SeenSwitch, Turn};
use switchboard::domain::system::Port;

/// The queue of three behind a bot that reads no pause; `without`: ports that are not there either.
fn unheard(without: &[Port]) -> Console {
    let mut console = Console::up_with(|facts| {
        for system in &mut facts.systems {
            system.ports.push(Port::PauseUnread);
            system.ports.retain(|port| !without.contains(port));
        }
    });
    console.sweep(three());
    console
}

fn choices(console: &Console) -> Option<(Vec<Choice>, Choice)> {
    match &console.state.overlay {
        Some(Overlay::Dialog(Dialog::Unheard(asked))) => {
            Some((asked.choices.clone(), asked.choice()))
        }
        _ => None,
    }
}

#[test]
fn a_claim_is_not_made_before_it_was_said_that_the_bot_goes_on() {
    let mut console = unheard(&[]);
    console.keys("c");
    let all = vec![Choice::Leave, Choice::Claim, Choice::Suspend];
    assert_eq!(choices(&console), Some((all, Choice::Leave)));
    console.keys("enter");
    assert_eq!(choices(&console), None);
    assert!(console.take_verbs().is_empty(), "Enter takes the default");
    console.keys("c tab enter");
    let claim = Verb::Claim {
        key: key("acme/1"),
        takeover: None,
    };
    assert_eq!(console.take_verbs(), [claim]);
    let mut console = unheard(&[]);
    console.keys("c tab enter");
    let now = console.now;
    console.done(Ok(won("acme/1", now)));
    assert!(
        matches!(console.notice(), Some(Notice::WonUnheard { .. })),
        "never that the bot is paused: {:?}",
        console.notice()
    );
}

#[test]
fn the_suspension_has_a_question_of_its_own() {
    let mut console = unheard(&[]);
    console.keys("c tab tab enter");
    let Some(Overlay::Dialog(Dialog::Toggle(asked))) = &console.state.overlay else {
        panic!("{:?}", console.state.overlay);
    };
    assert_eq!(
        (asked.turn, asked.consequence),
        (Turn::Off, Consequence::BotOff)
    );
    assert_eq!(asked.step, Step::Reason);
    assert!(console.take_verbs().is_empty());
    console.keys("'nadie responde' enter");
    console.keys("enter");
    assert!(console.take_verbs().is_empty(), "no at first");
    console.keys("enter tab enter");
    let verbs = console.take_verbs();
    let [Verb::Toggle(toggle)] = verbs.as_slice() else {
        panic!("{verbs:?}");
    };
    assert!(toggle.key.agent.is_bot() && toggle.key.tenant.as_str() == "acme");
    let SeenSwitch::Row { status, .. } = &toggle.seen else {
        panic!("{toggle:?}");
    };
    assert_eq!(status.as_deref(), Some("active"), "on what was seen");
}

#[test]
fn where_nothing_can_be_claimed_only_the_suspension_is_offered() {
    let mut console = unheard(&[Port::Handoffs]);
    console.keys("c");
    let offered = vec![Choice::Leave, Choice::Suspend];
    assert_eq!(choices(&console), Some((offered, Choice::Leave)));
    console.keys("esc");
    assert!(console.take_verbs().is_empty());

    let mut console = unheard(&[Port::Handoffs, Port::Switching]);
    console.keys("c");
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::NoHandoffs,
            ..
        })
    ));
}

#[test]
fn a_reason_is_still_asked_for_where_nobody_waits() {
    let mut console = Console::up_with(|facts| {
        for system in &mut facts.systems {
            system.ports.push(Port::PauseUnread);
        }
    });
    console.sweep(vec![row("acme/7", "Nora", 5)]);
    console.keys("2 c tab enter");
    let asked = &console.state.overlay;
    assert!(
        matches!(asked, Some(Overlay::Dialog(Dialog::Takeover(_)))),
        "{asked:?}"
    );
}
