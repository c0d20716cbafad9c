//! The keymap.

use crate::driver::Console;
use crate::world::three;
use switchboard::app::command::Command;
use switchboard::app::{Layer, Pane};
use switchboard::keymap::registry::{applies, group};
use switchboard::keymap::{Fault, KeyPress, Keymap, Pending, Resolved};

fn resolve(keymap: &Keymap, layer: Layer, keys: &str) -> Resolved {
    let mut pending = Pending::default();
    let mut last = Resolved::None;
    for key in keys.split(' ') {
        last = keymap.resolve(layer, Pane::Escalations, &mut pending, key.parse().unwrap());
    }
    last
}

#[test]
fn the_default_keymap_is_without_fault() {
    let text = include_str!("../../src/keymap/default.toml");
    Keymap::from_toml(text).unwrap();
    let keymap = Keymap::default();
    assert_eq!(
        resolve(&keymap, Layer::List, "c"),
        Resolved::Command(Command::Claim)
    );
}

#[test]
fn keys_are_written_as_they_are_read() {
    for text in [
        "j",
        "G",
        "ctrl-s",
        "alt-enter",
        "shift-tab",
        "page-down",
        "f5",
        "space",
        "?",
        "-",
        "ctrl--",
    ] {
        let key: KeyPress = text.parse().unwrap();
        assert_eq!(key.to_string(), text);
    }
    for text in ["", "ctrl-", "shift-a", "f13", "ctrl-ctrl-a", "enterr", "ab"] {
        assert!(text.parse::<KeyPress>().is_err(), "{text}");
    }
}

#[test]
fn a_sequence_shows_its_beginning_and_ends_in_a_command() {
    let mut console = Console::with_rows(three());
    console.keys("g");
    assert_eq!(console.state.prefix, "g");
    console.keys("u");
    assert_eq!(console.state.pane, Pane::Usage);
    assert_eq!(console.state.prefix, "");
    console.keys("g");
    console.keys("x");
    assert_eq!(console.state.prefix, "", "abandoned");
    assert_eq!(console.state.pane, Pane::Usage);
    console.keys("g e");
    assert_eq!(console.state.pane, Pane::Escalations);
}

#[test]
fn a_change_of_the_keymap_replaces_and_unbinds() {
    let keymap = Keymap::from_toml("[list]\n\"c\" = false\n\"x\" = \"claim\"\n").unwrap();
    assert_eq!(resolve(&keymap, Layer::List, "c"), Resolved::None);
    assert_eq!(
        resolve(&keymap, Layer::List, "x"),
        Resolved::Command(Command::Claim)
    );
    assert_eq!(
        keymap.keys_of(Command::Claim, Layer::List, Pane::Escalations),
        ["x"]
    );
    assert_eq!(
        keymap.keys_of(Command::Claim, Layer::Conversation, Pane::Escalations),
        ["c"]
    );
}

#[test]
fn faults_are_told_with_their_place() {
    let fault = |text: &str| {
        let error = Keymap::from_toml(text).unwrap_err();
        (error.line, error.fault)
    };
    assert_eq!(
        fault("[list]\n\"j\" = \"down\"\n\"q\" = \"fly\"\n"),
        (3, Fault::NoSuchCommand("fly".to_owned()))
    );
    assert_eq!(
        fault("\n[lists]\n\"j\" = \"down\"\n"),
        (2, Fault::NoSuchTable("lists".to_owned()))
    );
    assert_eq!(
        fault("[list]\n\"hyper-j\" = \"down\"\n"),
        (2, Fault::NoSuchKey("hyper-j".to_owned()))
    );
    assert_eq!(
        fault("[list]\n\"ctrl-x\" = \"down\"\n\"ctrl-X\" = \"up\"\n").1,
        Fault::Twice("ctrl-x".to_owned())
    );
    assert_eq!(
        fault("[everywhere]\n\"g\" = \"down\"\n"),
        (
            2,
            Fault::Hidden {
                short: "g".to_owned(),
                long: "g a".to_owned()
            }
        )
    );
    let (line, fault) = fault("[list]\n\"j\" = 5\n");
    assert_eq!(line, 2);
    assert!(matches!(fault, Fault::Text(_)));
}

#[test]
fn what_means_nothing_in_a_text_field_is_text() {
    let keymap = Keymap::default();
    for layer in [Layer::Composer, Layer::Prompt, Layer::Form, Layer::Help] {
        for key in ["a", "1", "?", ":", "g", "backspace"] {
            assert_eq!(
                resolve(&keymap, layer, key),
                Resolved::Edit,
                "{layer:?} {key}"
            );
        }
    }
    assert_eq!(resolve(&keymap, Layer::Dialog, "9"), Resolved::None);
}

#[test]
fn a_question_hears_no_key_of_the_panes() {
    let mut console = Console::with_rows(three());
    console.keys("ctrl-c 1 j c b :");
    assert_eq!(console.state.layer(), Layer::Dialog);
    assert_eq!(console.state.pane, Pane::Escalations);
    assert!(console.take_verbs().is_empty());
}

#[test]
fn every_command_has_a_name_and_a_way_to_be_reached() {
    let keymap = Keymap::default();
    for command in Command::ALL {
        assert_eq!(Command::from_name(command.name()), Some(command));
        let _ = group(command);
        let layers = [
            Layer::List,
            Layer::Detail,
            Layer::Conversation,
            Layer::Composer,
            Layer::Dialog,
            Layer::Form,
            Layer::Sheet,
            Layer::Entry,
            Layer::Logs,
            Layer::Trace,
            Layer::Traces,
            Layer::Reader,
        ];
        let by_key = layers.into_iter().any(|layer| {
            let has_key = |pane| !keymap.keys_of(command, layer, pane).is_empty();
            Pane::ALL.into_iter().any(has_key)
        });
        let by_name = matches!(
            command,
            Command::Quit
                | Command::Theme
                | Command::Transfer
                | Command::Reopen
                | Command::Silence
                | Command::Op
                | Command::BreakGlass
        );
        assert!(by_key || by_name, "{command:?}");
    }
}

#[test]
fn what_a_layers_keys_ask_for_makes_sense_there() {
    let keymap = Keymap::default();
    for (layer, pane) in [
        (Layer::List, Pane::Escalations),
        (Layer::Conversation, Pane::Conversations),
        (Layer::Composer, Pane::Escalations),
        (Layer::List, Pane::Agents),
        (Layer::Sheet, Pane::Tenants),
        (Layer::Entry, Pane::Tenants),
        (Layer::Logs, Pane::Health),
        (Layer::Trace, Pane::Agents),
        (Layer::Traces, Pane::Health),
    ] {
        let footer = keymap.footer(layer, pane);
        assert!(footer.len() >= 2, "{layer:?}");
        for (command, key) in footer {
            assert!(applies(command, layer, pane));
            assert!(keymap.keys_of(command, layer, pane).contains(&key));
        }
    }
    let (first, key) = keymap.footer(Layer::List, Pane::Escalations).remove(0);
    assert_eq!((first, key.as_str()), (Command::Claim, "c"));
}
