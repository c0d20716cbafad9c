//! Typing, drafts, sending.

use crate::driver::{Console, problem};
use crate::handoff::mine;
use crate::world::{claim, eva, key, message, opened, three, won};
use switchboard::app::effect::{Effect, Verb};
use switchboard::app::escalations::QueueKey;
use switchboard::app::msg::{Msg, Outcome};
use switchboard::app::notice::{Doing, Notice};
use switchboard::app::open::{Kind, Sent};
use switchboard::app::{Focus, Layer};
use switchboard::domain::conversation::{Origin, Speaker};
use switchboard::domain::handoff::Owned;
use switchboard::domain::id::MessageId;
use switchboard::domain::problem::Trouble;
use switchboard::domain::reply::{MAX_REPLY_CHARS, ReplyState};

pub fn replied(console: &mut Console, owned: Owned<switchboard::domain::conversation::Message>) {
    console.done(Ok(Outcome::Replied {
        local: MessageId::from("local-1"),
        owned,
    }));
}

#[test]
fn every_letter_is_text_and_enter_is_a_new_line() {
    let mut console = mine();
    console.keys("'jkq:?/12' enter 'g e'");
    assert_eq!(console.typed().as_deref(), Some("jkq:?/12\ng e"));
    assert_eq!(console.state.layer(), Layer::Composer);
    assert!(console.take_verbs().is_empty());
}

#[test]
fn sending_trims_empties_the_field_and_stays() {
    let mut console = mine();
    console.keys("'  Hola Marta ' enter ctrl-s");
    assert_eq!(
        console.take_verbs(),
        [Verb::Reply {
            key: key("acme/1"),
            local: MessageId::from("local-1"),
            text: "Hola Marta".to_owned(),
            seen: None,
        }]
    );
    assert_eq!(console.typed().as_deref(), Some(""));
    assert_eq!(console.state.focus, Focus::Composer);
    let shown = console
        .state
        .open
        .as_ref()
        .unwrap()
        .messages
        .last()
        .cloned();
    assert_eq!(shown.unwrap().state, Some(ReplyState::Journaled));
}

#[test]
fn nothing_is_sent_when_there_is_nothing() {
    let mut console = mine();
    console.keys("'   ' enter ctrl-s");
    assert!(console.take_verbs().is_empty());
    assert_eq!(console.notice(), Some(&Notice::EmptyReply));
}

#[test]
fn what_is_too_long_is_kept_and_not_sent() {
    let mut console = mine();
    let text = "ñ".repeat(MAX_REPLY_CHARS + 1);
    console.send(Msg::Paste(text.clone())).keys("ctrl-s");
    assert!(console.take_verbs().is_empty());
    assert_eq!(
        console.notice(),
        Some(&Notice::ReplyTooLong {
            chars: MAX_REPLY_CHARS + 1
        })
    );
    assert_eq!(console.typed(), Some(text));
    console.keys("backspace ctrl-s");
    assert_eq!(console.take_verbs().len(), 1);
}

#[test]
fn a_paste_never_sends_and_is_never_a_command() {
    let mut console = mine();
    console.send(Msg::Paste("uno\r\ndos\r\x1b[2Jtres\x13".to_owned()));
    assert_eq!(console.typed().as_deref(), Some("uno\ndos\n[2Jtres"));
    assert!(console.take_verbs().is_empty());
    console.keys("esc").send(Msg::Paste("bqe".to_owned()));
    assert_eq!(console.typed().as_deref(), Some("uno\ndos\n[2Jtres"));
    assert_eq!(console.state.layer(), Layer::Conversation);
    assert!(console.take_verbs().is_empty());
}

#[test]
fn drafts_are_journaled_while_typing_but_not_on_every_key() {
    let mut console = mine();
    console.take();
    console
        .keys("'a'")
        .wait(50)
        .keys("'b'")
        .wait(50)
        .keys("'c'");
    let saves = |console: &mut Console| -> Vec<String> {
        let only = |effect| match effect {
            Effect::SaveDraft { text, .. } => Some(text),
            _ => None,
        };
        console.take().into_iter().filter_map(only).collect()
    };
    assert!(saves(&mut console).is_empty());
    let due = console.state.next_deadline().unwrap();
    assert!(due.as_millisecond() - console.now.as_millisecond() <= 100);
    console.wait(100);
    assert_eq!(saves(&mut console), ["abc"]);
    console.wait(300);
    assert!(saves(&mut console).is_empty(), "nothing new to save");
    console.keys("'d' esc");
    assert_eq!(saves(&mut console), ["abcd"], "leaving saves at once");
}

#[test]
fn a_draft_waits_in_its_conversation_and_marks_it_in_the_lists() {
    let mut console = mine();
    console.keys("'medio' esc esc");
    let queue = &console.state.escalations.list;
    assert!(
        queue
            .get(&QueueKey::Conversation(key("acme/1")))
            .unwrap()
            .draft
    );
    console.keys("end enter esc home enter r");
    assert_eq!(console.typed().as_deref(), Some("medio"));
    console.keys("backspace backspace backspace backspace backspace");
    let queue = &console.state.escalations.list;
    assert!(
        !queue
            .get(&QueueKey::Conversation(key("acme/1")))
            .unwrap()
            .draft
    );
}

#[test]
fn each_conversation_has_its_own_draft() {
    let mut console = mine();
    console.keys("'para Marta' esc esc home j c");
    let now = console.now;
    console.done(Ok(won("acme/2", now)));
    assert_eq!(console.typed().as_deref(), Some(""));
    console.keys("'para José' esc esc");
    assert_eq!(
        console.state.drafts[&(key("acme/1"), Kind::Reply)],
        "para Marta"
    );
    assert_eq!(
        console.state.drafts[&(key("acme/2"), Kind::Reply)],
        "para José"
    );
}

#[test]
fn a_reply_in_the_table_is_shown_once() {
    let mut console = mine();
    console.keys("'Hola' ctrl-s");
    let mut row = message("out-1", Speaker::Human, 5, "Hola");
    row.state = Some(ReplyState::Recorded);
    replied(&mut console, Owned::Done(row.clone()));
    let ids = |console: &Console| -> Vec<String> {
        let open = console.state.open.as_ref().unwrap();
        open.messages
            .iter()
            .map(|message| message.id.as_str().to_owned())
            .collect()
    };
    assert_eq!(ids(&console), ["out-1"]);
    console.opened(opened(three().remove(0), Vec::new()));
    assert_eq!(ids(&console), ["out-1"], "a read that is older keeps it");
    console.opened(opened(three().remove(0), vec![row]));
    assert_eq!(ids(&console), ["out-1"]);
    assert!(console.state.pending.is_empty());
}

#[test]
fn the_journal_forgets_the_draft_when_the_reply_is_in_the_table() {
    let mut console = mine();
    console.keys("'Hola'").wait(300).keys("ctrl-s").wait(300);
    console
        .effects
        .retain(|effect| matches!(effect, Effect::Do(_)));
    let row = message("out-1", Speaker::Human, 5, "Hola");
    replied(&mut console, Owned::Done(row));
    assert!(console.take().contains(&Effect::SaveDraft {
        key: key("acme/1"),
        text: String::new()
    }));
}

#[test]
fn a_reply_that_surely_was_not_written_is_a_draft_again() {
    let mut console = mine();
    console.keys("'Hola' ctrl-s");
    console.done(Err(problem(Trouble::Throttled)));
    assert_eq!(console.typed().as_deref(), Some("Hola"));
    assert!(console.state.open.as_ref().unwrap().messages.is_empty());
    assert!(matches!(
        console.notice(),
        Some(Notice::Failed {
            doing: Doing::Replying,
            ..
        })
    ));
}

#[test]
fn a_failed_reply_does_not_overwrite_what_was_typed_since() {
    let mut console = mine();
    console.keys("'Hola' ctrl-s 'otra'");
    console.done(Err(problem(Trouble::Throttled)));
    assert_eq!(console.typed().as_deref(), Some("otra"));
    let shown = console
        .state
        .open
        .as_ref()
        .unwrap()
        .messages
        .last()
        .cloned();
    let shown = shown.unwrap();
    assert_eq!(shown.text, "Hola");
    assert_eq!(shown.state, Some(ReplyState::Failed));
}

#[test]
fn a_reply_of_unknown_outcome_is_neither_repeated_nor_hidden() {
    let mut console = mine();
    console.keys("'Hola' ctrl-s");
    replied(&mut console, Owned::Unknown);
    assert_eq!(console.typed().as_deref(), Some(""));
    let pending = &console.state.pending[&key("acme/1")];
    assert_eq!(pending[0].sent, Sent::Unknown);
    console.wait(5_000);
    assert!(console.take_verbs().is_empty());
}

#[test]
fn a_reply_of_unknown_outcome_that_a_read_brings_is_shown_once_and_settled() {
    let mut console = mine();
    console.keys("'Hola' ctrl-s");
    let mut row = message("01J", Speaker::Human, 0, "Hola");
    row.origin = Origin::Ours;
    row.at = Some(console.now);
    let shown = |console: &Console| {
        let messages = &console.state.open.as_ref().unwrap().messages;
        messages.iter().filter(|one| one.text == "Hola").count()
    };
    console.opened(opened(three().remove(0), vec![row.clone()]));
    assert_eq!(shown(&console), 1, "its answer has not come yet");
    replied(&mut console, Owned::Unknown);
    console.opened(opened(three().remove(0), vec![row]));
    assert_eq!(shown(&console), 1);
    assert!(!console.state.has_unconfirmed(&key("acme/1")));

    // The same words once more are another reply, which no read has brought.
    console.wait(5_000).keys("'Hola' ctrl-s");
    assert_eq!(shown(&console), 2);
    assert!(console.state.has_unconfirmed(&key("acme/1")));
}

#[test]
fn a_reply_that_finds_the_claim_lost_comes_back_and_locks() {
    let mut console = mine();
    console.keys("'tarde' ctrl-s");
    let now = console.now;
    replied(
        &mut console,
        Owned::Lost(Some(claim("acme/1", &eva(), 2, now))),
    );
    assert_eq!(console.state.layer(), Layer::Conversation);
    assert_eq!(console.state.drafts[&(key("acme/1"), Kind::Reply)], "tarde");
    assert!(!console.state.mine.contains_key(&key("acme/1")));
}

#[test]
fn hand_back_waits_for_a_reply_that_is_under_way() {
    let mut console = mine();
    console.keys("'Hola' ctrl-s esc b");
    let verbs = console.take_verbs();
    assert_eq!(verbs.len(), 1, "only the reply: {verbs:?}");
}

#[test]
fn a_note_is_another_text_than_the_reply() {
    let mut console = mine();
    console.keys("'al cliente' esc n 'privado' ctrl-s");
    assert!(console.take_verbs().is_empty(), "asked once");
    console.keys("ctrl-s");
    assert!(matches!(
        console.take_verbs().as_slice(),
        [Verb::Note { text, .. }] if text == "privado"
    ));
    console.keys("esc r");
    assert_eq!(console.typed().as_deref(), Some("al cliente"));
}

#[test]
fn ctrl_c_in_a_text_is_escape_and_quits_nothing() {
    let mut console = mine();
    console.keys("'texto' ctrl-c");
    assert_eq!(console.state.layer(), Layer::Conversation);
    assert_eq!(console.typed().as_deref(), Some("texto"));
    assert!(console.state.overlay.is_none());
}
