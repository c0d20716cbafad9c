//! The conversation on screen.

use crate::driver::Console;
use crate::world::{key, message, opened, three};
use switchboard::app::effect::Load;
use switchboard::app::msg::{Loaded, Msg};
use switchboard::app::notice::Notice;
use switchboard::app::state::Why;
use switchboard::app::{Focus, Layer};
use switchboard::domain::conversation::Speaker;
use switchboard::domain::id::MessageId;
use switchboard::domain::system::Port;
use switchboard::domain::text::Text;

#[test]
fn the_transcript_follows_its_end_until_one_scrolls_up() {
    let mut console = Console::with_rows(three());
    let messages = |count: i64| {
        (0..count)
            .map(|n| message(&format!("m{n}"), Speaker::Customer, n, "una línea"))
            .collect::<Vec<_>>()
    };
    let marta = || three().remove(0);
    console.keys("enter").opened(opened(marta(), messages(80)));
    let open = console.state.open.as_ref().unwrap();
    assert!(open.follows());
    console.keys("page-up k");
    console.opened(opened(marta(), messages(83)));
    let open = console.state.open.as_ref().unwrap();
    assert!(!open.follows());
    assert_eq!(open.new_below, 3);
    let before = open.visible(10).to_vec();
    console.opened(opened(marta(), messages(90)));
    let open = console.state.open.as_ref().unwrap();
    assert_eq!(open.visible(10), before, "what one reads stays where it is");
    console.keys("end");
    let open = console.state.open.as_ref().unwrap();
    assert!(open.follows());
    assert_eq!(open.new_below, 0);
}

#[test]
fn a_conversation_that_is_gone_says_so() {
    let mut console = Console::with_rows(three());
    console.keys("enter");
    console.answer(
        |load| matches!(load, Load::Conversation { .. }),
        Ok(Loaded::Conversation(Box::new(None))),
    );
    assert!(console.state.open.as_ref().unwrap().missing);
}

#[test]
fn on_a_wide_screen_the_detail_follows_the_selection() {
    let mut console = Console::with_rows(three());
    console.send(Msg::Resized {
        columns: 140,
        rows: 40,
    });
    let shown = |console: &Console| console.state.open.as_ref().map(|open| open.key.clone());
    assert_eq!(shown(&console), Some(key("acme/1")));
    console.keys("j");
    assert_eq!(shown(&console), Some(key("acme/2")));
    assert_eq!(console.state.focus, Focus::List);
    assert!(console.state.open.as_ref().unwrap().preview);
    console.keys("enter");
    assert!(!console.state.open.as_ref().unwrap().preview);
    console.keys("esc");
    assert_eq!(console.selected().as_deref(), Some("2"));
}

#[test]
fn watching_opens_without_claiming() {
    let mut console = Console::with_rows(three());
    console.keys("v");
    assert_eq!(console.state.layer(), Layer::Conversation);
    assert!(console.take_verbs().is_empty());
    console.keys("r");
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::NotMine(None),
            ..
        })
    ));
}

#[test]
fn beside_the_list_a_conversation_is_read_only_when_the_selection_rests() {
    let mut console = Console::with_rows(three());
    console.send(Msg::Resized {
        columns: 140,
        rows: 40,
    });
    let asked = |console: &mut Console| -> Vec<Load> {
        let loads = console.take_loads().into_iter();
        loads
            .filter(|load| matches!(load, Load::Conversation { .. }))
            .collect()
    };
    console.wait(1_000);
    asked(&mut console);
    console.keys("j").wait(100).keys("j").wait(100);
    assert!(asked(&mut console).is_empty());
    console.wait(200);
    assert_eq!(
        asked(&mut console),
        [Load::Conversation { key: key("luna/3") }]
    );
    console.keys("k enter");
    assert_eq!(
        asked(&mut console),
        [Load::Conversation { key: key("acme/2") }]
    );
}

#[test]
fn a_conversation_beside_the_list_is_not_seen_until_one_goes_in() {
    let mut console = Console::with_rows(three());
    console.send(Msg::Resized {
        columns: 140,
        rows: 40,
    });
    let said = || vec![message("m1", Speaker::Customer, 40, "hola")];
    let mut marta = three().remove(0);
    marta.talk = crate::world::row("acme/1", "Marta", 40).talk;
    console.opened(opened(marta, said()));
    let unread = |console: &Console| {
        let list = &console.state.conversations.list;
        list.get(&key("acme/1")).unwrap().unread > 0
    };
    assert!(unread(&console));
    console.keys("enter");
    assert!(!unread(&console));
}

#[test]
fn a_screen_that_becomes_narrow_shows_one_thing_at_a_time() {
    let mut console = Console::with_rows(three());
    console.send(Msg::Resized {
        columns: 140,
        rows: 40,
    });
    assert!(console.state.open.is_some());
    console.send(Msg::Resized {
        columns: 80,
        rows: 24,
    });
    assert!(console.state.open.is_none());
}

#[test]
fn bodies_are_asked_for_once_and_stay_on_screen_over_reads() {
    let mut console = Console::up_with(|facts| facts.systems[0].ports.push(Port::Bodies));
    console.sweep(three());
    let mail = || {
        let one = |id: &str, at| message(id, Speaker::System, at, "Factura 2217");
        opened(three().remove(0), vec![one("m1", 1), one("m2", 2)])
    };
    console.keys("enter").opened(mail());
    console.keys("x");
    let is_bodies = |load: &Load| matches!(load, Load::Bodies { .. });
    let both = ["m2", "m1"].map(MessageId::from).to_vec();
    assert!(
        console.asks(|load| matches!(load, Load::Bodies { messages, .. } if *messages == both))
    );
    let found = vec![
        (MessageId::from("m1"), Some(Text::from("Vence el viernes"))),
        (MessageId::from("m2"), None),
    ];
    console.answer(is_bodies, Ok(Loaded::Bodies(found)));
    let texts = |console: &Console| -> Vec<String> {
        let open = console.state.open.as_ref().unwrap();
        open.messages
            .iter()
            .map(|one| one.text.as_str().to_owned())
            .collect()
    };
    let shown = ["Factura 2217\nVence el viernes", "Factura 2217"];
    assert_eq!(texts(&console), shown);
    console.opened(mail());
    assert_eq!(
        texts(&console),
        shown,
        "a read brings no bodies and takes none away"
    );
    console.keys("esc");
    console.keys("enter").opened(mail());
    assert_eq!(
        texts(&console)[0],
        "Factura 2217",
        "hidden again for whoever comes back"
    );
}

#[test]
fn where_nothing_is_hidden_nothing_is_revealed() {
    let mut console = Console::with_rows(three());
    console
        .keys("enter")
        .opened(opened(three().remove(0), Vec::new()));
    console.keys("x");
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::NothingHidden,
            ..
        })
    ));
}
