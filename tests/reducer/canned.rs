//! Canned replies, a note that is not sent by a slip, finding words, and links.

use crate::driver::Console;
use crate::handoff::mine;
use crate::world::{key, message, opened, three, waiting};
use std::collections::BTreeMap;
use switchboard::app::Layer;
use switchboard::app::effect::{Effect, Load, Verb};
use switchboard::app::notice::Notice;
use switchboard::app::open::{Kind, find};
use switchboard::app::overlay::Overlay;
use switchboard::domain::canned::{Canned, Keeper};
use switchboard::domain::conversation::Speaker;

fn canned(name: &str, keeper: Keeper, es: &str) -> Canned {
    Canned {
        name: name.to_owned(),
        keeper,
        texts: BTreeMap::from([("es", es.to_owned())]),
    }
}

fn with_canned() -> Console {
    let mut console = mine();
    console.state.canned.mine = vec![canned(
        "hola",
        Keeper::Mine,
        "Hola {{nombre}}, soy {{agente}}.",
    )];
    console.state.canned.team = vec![
        canned("hola", Keeper::Team, "no se ve"),
        canned("guia", Keeper::Team, "Tu guía es {{guia}}."),
    ];
    console
}

#[test]
fn a_slash_on_an_empty_line_opens_the_picker_and_enter_fills_in() {
    let mut console = with_canned();
    console.take();
    console.keys("'/'");
    assert!(matches!(console.state.overlay, Some(Overlay::Canned(_))));
    let asked = console.take_loads();
    assert!(asked.iter().any(|load| matches!(load, Load::Canned { .. })));
    console.keys("'hol' enter");
    assert_eq!(console.typed().unwrap(), "Hola Marta, soy Ana.");
    // A slash in a line is a slash; so are two on an empty one.
    console.keys("' a/b' enter '//'");
    assert_eq!(console.typed().unwrap(), "Hola Marta, soy Ana. a/b\n/");
    assert_eq!(console.state.layer(), Layer::Composer);
}

#[test]
fn a_place_without_a_value_stops_the_send_and_is_named() {
    let mut console = with_canned();
    console.keys("'/guia' enter ctrl-s");
    assert!(console.take_verbs().is_empty());
    let Some(Notice::Blanks { places }) = console.notice() else {
        panic!("{:?}", console.notice());
    };
    assert_eq!(places, &["guia"]);
    assert_eq!(console.typed().unwrap(), "Tu guía es {{guia}}.");
}

#[test]
fn a_note_has_no_picker() {
    let mut console = with_canned();
    console.keys("esc n '/'");
    assert!(console.state.overlay.is_none());
    assert_eq!(console.typed().unwrap(), "/");
}

#[test]
fn after_changing_to_the_reply_with_a_note_typed_sending_asks_once() {
    let mut console = mine();
    console.keys("esc n 'cliente molesto' esc r 'hola' ctrl-s");
    assert!(console.take_verbs().is_empty());
    assert!(matches!(
        console.notice(),
        Some(Notice::SendAgain { kind: Kind::Reply })
    ));
    console.keys("ctrl-s");
    let verbs = console.take_verbs();
    assert!(matches!(&verbs[..], [Verb::Reply { text, .. }] if text == "hola"));
    assert_eq!(
        console.state.drafts[&(key("acme/1"), Kind::Note)],
        "cliente molesto"
    );
}

fn talk() -> Console {
    let mut console = Console::with_rows(three());
    console.keys("enter");
    let said = |id: &str, n: i64, text: &str| message(id, Speaker::Customer, n, text);
    let mut messages = vec![said("m0", -900, "mi Envío no llega")];
    messages.extend((0..40).map(|n| said(&format!("f{n}"), -800 + n, "hola")));
    messages.push(said(
        "m1",
        -50,
        "¿y el envio? https://u@Fotos.example/a.jpg.",
    ));
    console.opened(opened(waiting("acme/1", "Marta", "urgent", -60), messages));
    console
}

#[test]
fn words_are_found_whatever_case_and_accents_and_gone_through() {
    let mut console = talk();
    console.keys("/ 'envío' enter");
    let place = |console: &Console| find::place(console.state.open.as_ref().unwrap());
    assert_eq!(place(&console), (2, 2));
    assert!(console.state.open.as_ref().unwrap().follows());
    console.keys("[");
    assert_eq!(place(&console), (1, 2));
    assert!(!console.state.open.as_ref().unwrap().follows());
    console.keys("]");
    assert_eq!(place(&console), (2, 2));
    // First out of the search, then out of the conversation.
    console.keys("esc");
    assert!(console.state.open.as_ref().unwrap().search.is_none());
    assert_eq!(console.state.layer(), Layer::Conversation);
}

#[test]
fn a_search_shows_the_words_as_they_stand() {
    let mut console = talk();
    console.keys("/ 'envio' enter");
    let open = console.state.open.as_ref().unwrap();
    let search = open.search.as_ref().unwrap();
    let parts = search.parts("mi Envío no");
    assert_eq!(parts, [("mi ", false), ("Envío", true), (" no", false)]);
}

#[test]
fn a_link_is_copied_only_after_its_host_was_shown() {
    let mut console = talk();
    console.take();
    console.keys("L");
    assert_eq!(console.state.layer(), Layer::Dialog);
    console.keys("enter");
    assert!(
        !console
            .take()
            .iter()
            .any(|one| matches!(one, Effect::Copy(_)))
    );
    console.keys("L y");
    let url = "https://u@Fotos.example/a.jpg";
    assert!(console.take().contains(&Effect::Copy(url.to_owned())));
}
