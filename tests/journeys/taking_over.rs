//! J1: who waits longest is taken with one key, answered, and resolved; the customer gets just what was meant
//! for her, and the system's own item is never written whole.

use crate::channel::{MARTA, begin, bells, expect_below, marta, provider, take, write};
use crate::pty::{CTRL_S, ENTER, ESC, PATIENCE, Run};
use crate::stage::{CONVERSATIONS, Stage, Who};
use crate::stub::accepted;
use switchboard::domain::conversation::{Speaker, Status};
use switchboard::domain::handoff::ClaimState;
use tempfile::tempdir;

const FIRST: &str = "Hola Marta, soy Ana. Ya vi lo del pedido 8841.";
const SECOND: &str = "Sí, mañana te llega.";
/// What the paused bot answers to everything.
const WAITING_LINE: &str =
    "Tu conversación está siendo atendida por un asesor. Te responderá pronto.";
const NOTE: &str = "cambio autorizado por Luis";

#[test]
fn from_the_queue_to_resolved_with_the_keyboard_alone() {
    let stage = Stage::new();
    let stub = provider(&stage);
    stub.will([accepted("wamid.1"), accepted("wamid.2")]);
    let (key, proxy) = (marta(&stage), stage.proxy());
    let tty = begin(stage.run_at(&proxy.endpoint(), "ana", &[]));
    tty.expect("41 waiting").expect(MARTA);
    proxy.mark();

    // One key from the queue to typing.
    take(&tty);
    tty.expect("fence 1").expect("40 waiting · 1 mine");
    stage.says(&key, Who::Bot, WAITING_LINE);
    tty.expect("bot        Tu conversación está siendo atendida")
        .expect("×2");
    let asked = proxy.seen();
    let claiming = asked
        .iter()
        .position(|one| one.operation == "TransactWriteItems")
        .unwrap();
    let claim = asked[claiming].body.to_string();
    assert!(
        claim.contains("CLAIM#") && claim.contains("AUDIT#"),
        "{claim}"
    );
    let pausing = asked
        .iter()
        .position(|one| one.table() == CONVERSATIONS && one.writes());
    assert!(pausing.unwrap() > claiming, "the claim comes first");

    write(&tty, FIRST);
    tty.press(CTRL_S);
    expect_below(&tty, &[FIRST, "✓ accepted", "── reply"]);

    // From elsewhere: the bell, and the title of the terminal.
    let (seen, rung) = (tty.bytes(), bells(&tty));
    tty.press(ESC).expect_gone("Ctrl-S send");
    tty.press(ESC).expect(" in all");
    stage.says(&key, Who::Customer, "¿me lo cambian?");
    tty.frame_with(seen, "]2;switchboard (1)", PATIENCE);
    // Another conversation may have rung beside it.
    assert!(bells(&tty) > rung);

    tty.press("r").expect("── reply").expect("¿me lo cambian?");
    write(&tty, SECOND);
    tty.press(CTRL_S);
    expect_below(
        &tty,
        &[
            FIRST,
            "✓ accepted",
            "¿me lo cambian?",
            SECOND,
            "✓ accepted",
            "── reply",
        ],
    );

    tty.press(ESC).expect_gone("Ctrl-S send");
    tty.press("n").expect("NOTE · private, never sent");
    write(&tty, NOTE);
    tty.press(CTRL_S).expect_gone(&format!("┃ {NOTE}"));
    // Once it is kept nothing more is said of it.
    tty.wait("the note is kept", PATIENCE, |screen| {
        let shown = screen.contents();
        let mut below = shown.lines().skip_while(|line| !line.contains(NOTE));
        below.nth(1).is_some_and(|line| line.contains("──"))
    });

    tty.press(ESC).expect_gone("Ctrl-S send");
    tty.press("E").expect("Resolving Marta Gómez in");
    // The next one is open meanwhile; which one that is depends on the hours of its tenant's team.
    tty.expect("held by nobody")
        .expect("c claims it, then type here");
    tty.expect("Marta Gómez resolved. It comes back when the customer writes again.");

    let posts = stub.posts();
    let said: Vec<_> = posts
        .iter()
        .map(|(_, body)| &body["text"]["body"])
        .collect();
    assert_eq!(said, [FIRST, SECOND]);
    assert!(!format!("{posts:?}").contains(NOTE));
    for (action, times) in [
        ("claim", 1),
        ("pause.verified", 1),
        ("reply", 2),
        ("note", 1),
        ("resolve", 1),
        ("bot.overrun", 0),
    ] {
        assert_eq!(stage.audited(&key, action).len(), times, "{action}");
    }
    let conversation = stage.conversation(&key);
    assert_eq!(*conversation.row.status(), Status::Active);
    let said = conversation.messages.iter();
    let by_us = said.filter(|one| matches!(one.from, Speaker::Human | Speaker::Note));
    let by_us: Vec<_> = by_us.map(|one| one.text.as_str()).collect();
    assert_eq!(by_us, [FIRST, SECOND, NOTE]);
    let claim = stage.claim(&key);
    assert!(claim.is_none_or(|claim| claim.state == ClaimState::Released));
    let whole = proxy.seen().into_iter();
    let whole: Vec<_> = whole
        .filter(|one| one.table() == CONVERSATIONS && one.operation == "PutItem")
        .collect();
    assert!(whole.is_empty(), "{whole:#?}");
}

#[test]
fn in_the_demo_a_reply_is_seen_to_be_delivered_on_its_own_line() {
    let state = tempdir().unwrap();
    let args = ["demo", "--speed", "0", "--rng", "7", "--operator", "ana"];
    let mut tty = begin(Run::console(&args, state.path()));
    take(&tty);
    write(&tty, FIRST);
    tty.press(CTRL_S);
    for reached in ["✓ accepted", "✓✓ delivered", "✓✓ read"] {
        expect_below(&tty, &[FIRST, reached, "── reply"]);
    }
    tty.expect_times(FIRST, 1);
    tty.press(ESC).expect_gone("Ctrl-S send");
    tty.press("e").expect("Resolving Marta Gómez in");
    tty.press("u").expect("is not resolved: it is still yours");
    tty.press("e").expect("u keeps it");
    // Leaving writes what could still be taken back.
    tty.press(":q").expect("⏎ run").press(ENTER);
    assert!(tty.exit().success());
}
