//! J4: a conversation goes back to the bot with a summary, and it is seen whether the bot answers; what stands
//! against it is said. Time passes by the backend's clock, which the console goes by.

use crate::channel::{begin, bells, held_for, marta, provider, save, seek, start, take, write};
use crate::pty::{CTRL_S, ENTER, ESC, Tty};
use crate::stage::{Stage, Who};
use crate::stub::{Act, accepted};
use jiff::{SignedDuration, Timestamp};
use switchboard::domain::conversation::Status;
use switchboard::domain::handoff::ClaimState;
use switchboard::domain::id::ConversationKey;

const SUMMARY: &str = "Cambio aprobado; falta confirmar la dirección.";

fn leave_composer(tty: &Tty) {
    tty.press(ESC).expect_gone("Ctrl-S send");
}

/// To the bot, without a word.
fn hand_back(tty: &Tty) {
    leave_composer(tty);
    tty.press("b").expect("Give Marta Gómez back?").press("1");
    tty.expect("Handing Marta Gómez back in").expect("keeps it");
    tty.expect("Marta Gómez handed back: its bot is not paused any more.");
}

fn is_free(stage: &Stage, key: &ConversationKey) -> bool {
    let claim = stage.claim(key);
    claim.is_none_or(|claim| claim.state == ClaimState::Released)
}

#[test]
fn back_to_the_bot_with_a_summary_and_the_bot_is_seen_to_answer() {
    let stage = Stage::new();
    let key = marta(&stage);
    let ana = begin(stage.run("ana", &[]));
    take(&ana);
    leave_composer(&ana);
    ana.press("b").expect("Give Marta Gómez back?");
    ana.expect("1 to the bot").expect("3 close it").press("2");
    ana.expect("for the bot and the staff; the customer is not sent it");
    ana.press(SUMMARY).expect(SUMMARY).press(ENTER);
    ana.expect("Handing Marta Gómez back in");
    assert_eq!(
        stage.audited(&key, "handback").len(),
        0,
        "nothing is written yet"
    );
    ana.expect("Marta Gómez handed back: its bot is not paused any more.");
    ana.expect("handed back; watching for");

    assert!(is_free(&stage, &key));
    let back = stage.conversation(&key);
    assert_eq!(*back.row.status(), Status::Active);
    assert!(back.messages.iter().any(|one| one.text.as_str() == SUMMARY));
    let item = format!("{:?}", stage.item(&key)["messages"]);
    assert!(item.contains(SUMMARY), "the bot reads it too");
    assert_eq!(stage.audited(&key, "handback").len(), 1);

    stage.says(&key, Who::Customer, "calle 10 #4-20");
    ana.expect("calle 10 #4-20");
    stage.says(&key, Who::Bot, "¡Gracias! Te llega mañana.");
    ana.expect("The bot answered Marta Gómez at");
    ana.expect_gone("watching for");
}

/// Variant A.
#[test]
fn a_bot_that_stays_silent_is_told_of_and_one_key_takes_it_again() {
    let stage = Stage::new();
    let (key, proxy) = (marta(&stage), stage.proxy());
    let ana = begin(stage.run_at(&proxy.endpoint(), "ana", &[]));
    take(&ana);
    hand_back(&ana);
    stage.says(&key, Who::Customer, "calle 10 #4-20");
    ana.expect("calle 10 #4-20");
    let rung = bells(&ana);
    proxy.let_pass(125);
    ana.expect("The bot has not answered Marta Gómez for 2 min. c on it takes it again.");
    ana.expect("THE BOT HAS NOT ANSWERED for 2 min");
    assert!(bells(&ana) > rung);
    // That is reason enough.
    take(&ana);
    ana.expect("fence 2");
    let again = stage.audited(&key, "claim");
    assert_eq!(again.len(), 2);
    assert!(again[0].reason.is_some(), "{again:?}");
    assert_eq!(stage.claim(&key).unwrap().operator.as_str(), "ana");
}

/// Variant B.
#[test]
fn a_bot_that_answers_all_the_same_is_told_of_loudly_and_paused_again() {
    let stage = Stage::new();
    let (key, proxy) = (marta(&stage), stage.proxy());
    let ana = begin(stage.run_at(&proxy.endpoint(), "ana", &[]));
    take(&ana);
    let rung = bells(&ana);
    // What it had begun before may come for half a minute.
    proxy.let_pass(40);
    let at = Timestamp::now() + SignedDuration::from_secs(35);
    save(
        &stage,
        &key,
        Some(("¡Hola! ¿Te muestro el catálogo?", at)),
        "PASSED_TO_HUMAN",
    );
    ana.expect("THE BOT ANSWERED Marta Gómez at")
        .expect("although it is yours");
    ana.expect("THE BOT SPOKE at").expect("×1");
    // Another conversation may have rung beside it.
    assert!(bells(&ana) > rung);

    leave_composer(&ana);
    ana.press("!").expect("The bot and Marta Gómez");
    ana.expect("2 pause again").expect("3 suspend the bot");
    ana.press(ESC).expect_gone("2 pause again");

    save(&stage, &key, None, "active");
    ana.expect("The bot had overwritten its pause for Marta Gómez; it is paused again.");
    assert_eq!(
        *stage.conversation(&key).row.status(),
        Status::PassedToHuman
    );
    // The banner does not wait for the trail.
    stage.expect_audited(&key, "bot.overrun", 1);
    assert_eq!(stage.audited(&key, "pause.reasserted").len(), 1);
}

/// Variant C.
#[test]
fn while_a_reply_is_unconfirmed_it_does_not_go_back_to_the_bot() {
    let stage = Stage::new();
    let stub = provider(&stage);
    stub.will([Act::Close, accepted("wamid.2")]);
    let ana = begin(stage.run("ana", &[]));
    take(&ana);
    write(&ana, "Te llega mañana.");
    ana.press(CTRL_S)
        .expect("? unknown whether it went out; w decides");
    leave_composer(&ana);
    ana.press("b")
        .expect("a reply is unconfirmed: wait, or w settles it");
    assert!(!ana.contents().contains("Give Marta Gómez back?"));
    assert_eq!(stub.posts().len(), 1, "it is never sent again by itself");

    ana.press("w")
        .expect("Did the reply to Marta Gómez go out?");
    ana.press("r")
        .expect("sent again below")
        .expect("✓ accepted");
    assert_eq!(stub.posts().len(), 2);
    ana.press("b").expect("Give Marta Gómez back?").press("1");
    ana.expect("Handing Marta Gómez back in");
}

/// Variant D.
#[test]
fn where_the_bot_is_off_nobody_would_answer_and_that_is_said() {
    let stage = Stage::new();
    let ana = start(stage.run("ana", &[]));
    seek(&ana, "Juliana Prado");
    take(&ana);
    leave_composer(&ana);
    ana.press("b")
        .expect("The bot of this tenant is OFF: nobody would answer.");
    ana.expect("close it").expect("switch the bot on");
    assert!(!ana.contents().contains("to the bot"));
    ana.press("1").expect("Resolving Juliana Prado in");
}

/// Variant E.
#[test]
fn an_owner_who_says_nothing_is_warned_and_then_it_waits_in_the_queue_again() {
    let stage = Stage::new();
    let key = marta(&stage);
    let ana = begin(stage.run("ana", &[]));
    take(&ana);
    drop(ana);
    held_for(&stage, &key, SignedDuration::from_secs(18 * 60 + 20));
    let ana = start(stage.run("ana", &[]));
    ana.expect("Marta Gómez waits for your answer: at")
        .expect("it returns to the queue");
    drop(ana);
    held_for(&stage, &key, SignedDuration::from_secs(20 * 60 + 5));
    let ana = start(stage.run("ana", &[]));
    ana.expect("Marta Gómez is back in the queue: 20 min without an answer. The bot stays paused");
    assert!(is_free(&stage, &key));
    assert_eq!(
        *stage.conversation(&key).row.status(),
        Status::PassedToHuman
    );
    assert_eq!(stage.audited(&key, "returned").len(), 1);
    assert_eq!(stage.audited(&key, "handback").len(), 0);
}
