//! The program around the panes: quit, help, command line, connection, terminal.

use crate::driver::{Console, problem};
use crate::handoff::mine;
use crate::world::{at, claim, connected, eva, key, three};
use switchboard::app::connection::Connection;
use switchboard::app::dialog::Dialog;
use switchboard::app::effect::{Effect, Load};
use switchboard::app::msg::{Loaded, Msg, Recovered};
use switchboard::app::notice::Notice;
use switchboard::app::overlay::Overlay;
use switchboard::app::{Layer, Pane, ThemeName};
use switchboard::domain::problem::Trouble;

#[test]
fn it_begins_by_connecting_and_reads_when_it_is_connected() {
    let mut console = Console::new();
    assert_eq!(
        console.state.connection,
        Connection::Connecting { tries: 0 }
    );
    console.wait(10_000);
    assert!(console.take().is_empty(), "nothing is asked of nobody");
    console.connected(Ok(connected()));
    let loads = console.take_loads();
    assert!(loads.contains(&Load::Claims));
    assert!(loads.contains(&Load::Tenants {
        platform: switchboard::domain::id::PlatformId::Marketplace,
        after: None
    }));
}

#[test]
fn a_machine_whose_clock_is_ahead_follows_the_server() {
    let mut console = Console::with_rows(three());
    console.take();
    console.wait(-3_600_000);
    assert_eq!(console.state.clock, console.now);
    assert!(console.asks(|load| matches!(load, Load::Sweep { .. })));
    let due = console.state.next_deadline().unwrap();
    assert!(due.as_second() - console.now.as_second() <= 60);
}

#[test]
fn a_connection_that_fails_is_tried_again_later_and_later() {
    let mut console = Console::new();
    let mut waits = Vec::new();
    for _ in 0..7 {
        console.take();
        console.connected(Err(problem(Trouble::Unreachable)));
        let Connection::Down { retry_at, .. } = console.state.connection else {
            panic!("not down");
        };
        let wait = retry_at.as_second() - console.now.as_second();
        waits.push(wait);
        console.wait(wait * 1_000);
        assert!(console.take().contains(&Effect::Connect));
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30]);
    console.connected(Ok(connected()));
    assert_eq!(console.notice(), Some(&Notice::Reconnected));
}

#[test]
fn what_was_asked_over_an_earlier_connection_is_dropped() {
    let mut console = Console::new();
    let old = console.state.epoch;
    console
        .connected(Err(problem(Trouble::Unreachable)))
        .wait(1_000);
    assert!(console.state.epoch > old);
    console.send(Msg::Connected {
        epoch: old,
        outcome: Box::new(Ok(connected())),
    });
    assert!(console.state.connection.link().is_none());
    console.connected(Ok(connected()));
    console.send(Msg::Loaded {
        epoch: old,
        load: Load::Claims,
        outcome: Ok(Loaded::Claims(vec![claim("acme/1", &eva(), 1, at(0))])),
    });
    assert!(console.state.claims.by_key.is_empty());
}

#[test]
fn quitting_asks_while_conversations_are_ours_and_the_answer_is_no() {
    let mut console = mine();
    console.keys("esc : 'q' enter");
    let Some(Overlay::Dialog(Dialog::Quit { mine, yes })) = &console.state.overlay else {
        panic!("not asked");
    };
    assert_eq!(mine[0].key, key("acme/1"));
    assert!(!yes);
    console.keys("enter");
    assert!(!console.take().contains(&Effect::Quit));
    console.keys(": 'quit' enter y");
    assert_eq!(console.take().last(), Some(&Effect::Quit));
    assert!(console.state.quitting);
    assert_eq!(console.state.next_deadline(), None);
}

#[test]
fn quitting_asks_nothing_where_nothing_is_ours() {
    let mut console = Console::with_rows(three());
    console.keys(": 'q' enter");
    assert_eq!(console.take().last(), Some(&Effect::Quit));
}

#[test]
fn ctrl_c_asks_in_any_case() {
    let mut console = Console::with_rows(three());
    console.keys("ctrl-c");
    assert!(matches!(
        &console.state.overlay,
        Some(Overlay::Dialog(Dialog::Quit { mine, .. })) if mine.is_empty()
    ));
    console.keys("ctrl-c");
    assert!(console.state.overlay.is_none());
    assert!(!console.take().contains(&Effect::Quit));
}

#[test]
fn a_signal_ends_without_a_question_and_keeps_what_is_typed() {
    let mut console = mine();
    console.keys("'a medias'").take();
    console.send(Msg::Terminate);
    assert_eq!(
        console.take(),
        [
            Effect::SaveDraft {
                key: key("acme/1"),
                text: "a medias".to_owned()
            },
            Effect::Quit
        ]
    );
}

#[test]
fn suspending_keeps_what_is_typed_and_coming_back_reads_everything() {
    let mut console = mine();
    console.keys("'a medias'").take();
    console.keys("ctrl-z");
    assert_eq!(
        console.take(),
        [
            Effect::SaveDraft {
                key: key("acme/1"),
                text: "a medias".to_owned()
            },
            Effect::Suspend
        ]
    );
    let mut console = Console::with_rows(three());
    console.claims(Vec::new()).take();
    let now = console.now;
    console.send(Msg::Resumed { now });
    assert!(console.asks(|load| *load == Load::Claims));
}

#[test]
fn help_is_filtered_as_one_types() {
    let mut console = Console::with_rows(three());
    console.keys("? 'hand'");
    let Some(Overlay::Help { filter, .. }) = &console.state.overlay else {
        panic!("no help");
    };
    assert_eq!(filter.text(), "hand");
    console.keys("down down");
    assert!(matches!(
        console.state.overlay,
        Some(Overlay::Help { scroll: 2, .. })
    ));
    console.keys("'x'");
    assert!(matches!(
        console.state.overlay,
        Some(Overlay::Help { scroll: 0, .. })
    ));
    console.keys("esc");
    assert_eq!(console.state.layer(), Layer::List);
}

#[test]
fn the_command_line_finds_by_letters_in_order_and_runs_what_is_highlighted() {
    let mut console = Console::with_rows(three());
    console.keys("ctrl-p 'usg'");
    let Some(Overlay::CommandLine(line)) = &console.state.overlay else {
        panic!("no command line");
    };
    assert_eq!(line.matches[0].name, "usage");
    assert_eq!(line.matches[0].matched, [0, 1, 3]);
    console.keys("enter");
    assert_eq!(console.state.pane, Pane::Usage);
    console.keys(": 'tenants' enter");
    assert_eq!(console.state.pane, Pane::Tenants);
}

#[test]
fn the_command_line_changes_the_theme() {
    let mut console = Console::with_rows(three());
    console.keys(": 'theme light' enter");
    assert_eq!(console.state.theme, ThemeName::Light);
    console.keys(": 'mono' enter");
    assert_eq!(console.state.theme, ThemeName::Mono);
}

#[test]
fn a_command_line_that_names_nothing_says_so() {
    let mut console = Console::with_rows(three());
    console.keys(": 'zzzz' enter");
    assert!(matches!(
        console.notice(),
        Some(Notice::NoSuchCommand { typed }) if typed == "zzzz"
    ));
    console.keys(": 'x' esc");
    assert!(console.state.overlay.is_none());
}

#[test]
fn the_arrow_chooses_another_match() {
    let mut console = Console::with_rows(three());
    console.keys(": 'theme' down");
    let Some(Overlay::CommandLine(line)) = &console.state.overlay else {
        panic!("no command line");
    };
    assert_eq!(line.chosen, 1);
    let second = line.matches[1].name.clone();
    console.keys("enter");
    assert_eq!(second, format!("theme {}", console.state.theme.name()));
}

#[test]
fn the_next_one_that_waits_is_a_key_away_from_anywhere() {
    let mut console = Console::with_rows(three());
    console.keys("5 a");
    assert_eq!(console.state.pane, Pane::Escalations);
    assert_eq!(console.selected().as_deref(), Some("1"));
    console.keys("J");
    assert_eq!(console.selected().as_deref(), Some("2"));
    console.keys("J J");
    assert_eq!(console.selected().as_deref(), Some("1"), "round and round");
    console.keys("enter a");
    assert_eq!(
        console.selected().as_deref(),
        Some("2"),
        "not the one I am in"
    );
    let mut empty = Console::with_rows(Vec::new());
    empty.keys("a");
    assert_eq!(empty.notice(), Some(&Notice::NobodyWaits));
}

#[test]
fn escape_goes_out_by_one_level_and_never_quits() {
    let mut console = Console::with_rows(three());
    console.keys("j enter esc");
    assert_eq!(console.selected().as_deref(), Some("2"));
    console.keys("esc esc esc");
    assert!(!console.take().contains(&Effect::Quit));
    assert_eq!(console.state.layer(), Layer::List);
}

#[test]
fn a_resize_keeps_everything_in_its_place() {
    let mut console = mine();
    console.keys("'hola' esc");
    for (columns, rows) in [(1, 1), (500, 200), (80, 24), (60, 20), (0, 0)] {
        console.send(Msg::Resized { columns, rows });
        assert_eq!(console.typed().as_deref(), Some("hola"));
    }
    assert_eq!(console.selected().as_deref(), Some("1"));
}

#[test]
fn notices_leave_the_screen_and_stay_to_be_read() {
    let mut console = Console::with_rows(three());
    console.keys("b");
    let now = console.now;
    assert_eq!(console.state.notices.current(now).count(), 1);
    let due = console.state.next_deadline().unwrap();
    assert!(due > now);
    console.wait(20_000);
    assert_eq!(console.state.notices.current(console.now).count(), 0);
    assert_eq!(console.state.notices.history().len(), 1);
    console.keys(": 'messages' enter");
    assert_eq!(console.state.layer(), Layer::Reader);
}

#[test]
fn what_a_restart_found_is_told() {
    let console = Console::up_with(|facts| {
        facts.recovered = vec![Recovered::ReplyNotRecorded { key: key("acme/1") }];
    });
    assert!(matches!(
        console.notice(),
        Some(Notice::Recovered {
            what: Recovered::ReplyNotRecorded { .. },
            ..
        })
    ));
}

#[test]
fn what_is_copied_hides_the_number() {
    let mut console = Console::with_rows(vec![crate::world::waiting(
        "acme/conv_acme_573005550142",
        "Marta",
        "high",
        -10,
    )]);
    console.keys("y");
    assert!(
        console
            .take()
            .contains(&Effect::Copy("conv_acme_•••0142".to_owned()))
    );
}
