//! Replies whose recording had no answer: settled by the next look, or by the next connection.

use crate::composing::replied;
use crate::delivering::{reply, talking};
use crate::driver::Console;
use crate::handoff::mine;
use crate::world::{connected, key};
use switchboard::app::command::Command;
use switchboard::app::effect::{Load, Verb};
use switchboard::app::enabled::enabled;
use switchboard::app::msg::{Followed, Loaded, Outcome};
use switchboard::app::notice::Notice;
use switchboard::app::state::Why;
use switchboard::domain::handoff::{Owned, Recovered};
use switchboard::domain::id::MessageId;
use switchboard::domain::reply::{ReplyState, Route, Unanswered};

/// What the next look at replies finds out about `Hola`.
fn found_out(console: &mut Console, recorded: bool) {
    console.wait(4_000);
    let followed = Followed {
        unanswered: vec![Unanswered {
            key: key("acme/1"),
            text: "Hola".to_owned(),
            recorded,
            again: None,
        }],
        ..Followed::default()
    };
    let replies = |load: &Load| matches!(load, Load::Replies { .. });
    console.answer(replies, Ok(Loaded::Replies(followed)));
}

#[test]
fn a_reply_of_unknown_outcome_is_asked_about_soon_and_keeps_nothing_then() {
    for recorded in [false, true] {
        let mut console = mine();
        console.keys("'Hola' ctrl-s");
        replied(&mut console, Owned::Unknown);
        let blocked = enabled(&console.state, Command::HandBack);
        assert_eq!(blocked, Err(Why::Unconfirmed));
        found_out(&mut console, recorded);
        assert!(!console.state.has_unconfirmed(&key("acme/1")));
        assert_eq!(enabled(&console.state, Command::HandBack), Ok(()));
        let draft = if recorded { "" } else { "Hola" };
        assert_eq!(console.typed().as_deref(), Some(draft));
        let told = matches!(
            console.notice(),
            Some(Notice::Recovered {
                what: Recovered::ReplyNotRecorded { .. },
                ..
            })
        );
        assert_eq!(told, !recorded, "{:?}", console.notice());
    }
}

#[test]
fn a_reply_that_was_to_be_sent_again_without_an_answer_is_asked_about_soon() {
    for recorded in [false, true] {
        let failed = reply("01J", 0, ReplyState::Failed);
        let mut console = talking(Route::Meta, Vec::new(), vec![failed]);
        console.keys("esc w r");
        console.done(Ok(Outcome::Delivered(Owned::Unknown)));
        let blocked = enabled(&console.state, Command::HandBack);
        assert_eq!(blocked, Err(Why::Unconfirmed));
        console.wait(4_000);
        let followed = Followed {
            unanswered: vec![Unanswered {
                key: key("acme/1"),
                text: "Ya va".to_owned(),
                recorded,
                again: Some(MessageId::from("01J")),
            }],
            ..Followed::default()
        };
        let replies = |load: &Load| matches!(load, Load::Replies { .. });
        console.answer(replies, Ok(Loaded::Replies(followed)));
        assert_eq!(enabled(&console.state, Command::HandBack), Ok(()));
        let told = matches!(console.notice(), Some(Notice::Failed { .. }));
        assert_eq!(told, !recorded, "{:?}", console.notice());
        let sent = console.take_verbs().into_iter();
        let mut sent = sent.filter(|verb| matches!(verb, Verb::Deliver { .. }));
        assert!(sent.next().is_none(), "nothing by the machine");
    }
}

#[test]
fn a_reply_that_was_not_recorded_takes_nothing_from_what_is_typed_since() {
    let mut console = mine();
    console.keys("'Hola' ctrl-s");
    replied(&mut console, Owned::Unknown);
    console.keys("'Otra cosa'");
    found_out(&mut console, false);
    assert_eq!(console.typed().as_deref(), Some("Otra cosa"));
    let shown = &console.state.open.as_ref().unwrap().messages;
    let shown = shown.iter().find(|one| one.text == "Hola").unwrap();
    assert_eq!(shown.state, Some(ReplyState::Failed));
    assert!(!console.state.has_unconfirmed(&key("acme/1")));
}

#[test]
fn after_a_new_connection_a_reply_that_is_a_draft_again_is_not_in_doubt() {
    let mut console = mine();
    console.keys("'Hola' ctrl-s");
    replied(&mut console, Owned::Unknown);
    let mut facts = connected();
    facts.drafts = vec![(key("acme/1"), "Hola".to_owned())];
    console.connected(Ok(facts));
    assert!(!console.state.has_unconfirmed(&key("acme/1")));
    assert_eq!(console.typed().as_deref(), Some("Hola"));
}
