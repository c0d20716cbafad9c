//! The bot that speaks or stays silent, the pause that is overwritten, and the person who says nothing.

use crate::driver::Console;
use crate::guard::{read, told};
use crate::handoff::mine;
use crate::world::{at, key, message, noon, opened, row, three};
use switchboard::app::Layer;
use switchboard::app::dialog::Dialog;
use switchboard::app::dialog::speaks::Remedy;
use switchboard::app::effect::{Effect, Load, Verb};
use switchboard::app::guard::Told;
use switchboard::app::handoff::ask_claim;
use switchboard::app::msg::{Loaded, Opened, Outcome};
use switchboard::app::overlay::Overlay;
use switchboard::domain::conversation::{Message, MessageKind, Speaker, Status};
use switchboard::domain::handoff::{Claim, ClaimState, Ending, Fence, Pause, Released};
use switchboard::domain::id::MessageId;

fn seconds(console: &Console) -> i64 {
    console.now.as_second() - noon().as_second()
}

fn waiting_line(id: &str, when: i64) -> Message {
    Message {
        kind: MessageKind::WaitingLine,
        ..message(
            id,
            Speaker::Bot,
            when,
            "Tu conversación está siendo atendida",
        )
    }
}

/// How often it rang since its effects were last taken.
fn bells(console: &Console) -> usize {
    let effects = console.effects.iter();
    effects.filter(|effect| **effect == Effect::Bell).count()
}

fn overruns(console: &mut Console) -> Vec<MessageId> {
    let verbs = console.take_verbs().into_iter();
    let told = verbs.filter_map(|verb| match verb {
        Verb::Overrun { message, .. } => Some(message),
        _ => None,
    });
    told.collect()
}

/// Handed back, and the customer's newest message before it was at -60 s.
fn handed_back() -> Console {
    let mut console = mine();
    read(
        &mut console,
        vec![message("m1", Speaker::Customer, -60, "hola")],
    );
    console.keys("esc b 1").wait(5_000);
    console.done(Ok(Outcome::Released(Released::Done { fence: Fence(1) })));
    console
}

fn active(messages: Vec<Message>) -> Opened {
    opened(row("acme/1", "Marta", -60), messages)
}

#[test]
fn the_first_answer_of_the_bot_after_a_hand_back_is_told() {
    let mut console = handed_back();
    let now = seconds(&console);
    let mut said = vec![message("m1", Speaker::Customer, -60, "hola")];
    said.push(message("m2", Speaker::Customer, now + 5, "calle 10"));
    console.wait(6_000).opened(active(said.clone()));
    assert!(!matches!(told(&console), Some(Told::BotAnswered { .. })));
    said.push(message("m3", Speaker::Bot, now + 9, "¡Listo!"));
    console.wait(6_000).opened(active(said));
    assert!(matches!(
        told(&console),
        Some(Told::BotAnswered { at: answered, .. }) if *answered == at(now + 9)
    ));
    assert!(console.state.guard.after.is_empty());
}

#[test]
fn a_customer_who_waits_two_minutes_after_a_hand_back_is_told_of() {
    let mut console = handed_back();
    console.keys("esc");
    let now = seconds(&console);
    let said = vec![
        message("m1", Speaker::Customer, -60, "hola"),
        message("m2", Speaker::Customer, now + 5, "calle 10"),
    ];
    console.wait(6_000);
    // Nobody is in it, and it is read all the same.
    console.answer(
        |load| matches!(load, Load::Owned { .. }),
        Ok(Loaded::Conversation(Box::new(Some(active(said))))),
    );
    console.wait(118_000).take();
    assert!(!matches!(told(&console), Some(Told::BotSilent { .. })));
    console.wait(2_000);
    assert!(matches!(told(&console), Some(Told::BotSilent { .. })));
    assert!(console.take().contains(&Effect::Bell));
    // The reason is known already.
    let effects = ask_claim(&mut console.state, key("acme/1"));
    assert!(console.state.overlay.is_none());
    let [Effect::Do(Verb::Claim { takeover, .. })] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert!(takeover.is_some());
}

#[test]
fn nothing_is_told_where_nobody_wrote_after_a_hand_back() {
    let mut console = handed_back();
    let before = told(&console).cloned();
    console.wait(130_000);
    assert_eq!(told(&console).cloned(), before);
    assert!(console.state.guard.after.is_empty());
}

#[test]
fn a_bot_that_speaks_after_the_takeover_is_told_and_audited_once_for_each_message() {
    let mut console = mine();
    let now = seconds(&console);
    let mut said = vec![
        message("m1", Speaker::Customer, -60, "hola"),
        message("b0", Speaker::Bot, now - 20, "antes"),
        waiting_line("w1", now + 50),
        message("b1", Speaker::Bot, now + 20, "en curso"),
    ];
    console.wait(40_000);
    read(&mut console, said.clone());
    assert!(matches!(told(&console), Some(Told::InFlight { .. })));
    assert!(overruns(&mut console).is_empty());
    said.push(message("b2", Speaker::Bot, now + 40, "¿te ayudo?"));
    for _ in 0..3 {
        console.wait(2_000);
        read(&mut console, said.clone());
    }
    assert!(matches!(
        told(&console),
        Some(Told::Overrun { count: 1, .. })
    ));
    assert_eq!(bells(&console), 1, "however often it is read");
    assert_eq!(overruns(&mut console), [MessageId::from("b2")]);
    said.push(message("b3", Speaker::Bot, now + 45, "¿sigues ahí?"));
    for _ in 0..2 {
        read(&mut console, said.clone());
        console.wait(2_000);
    }
    assert_eq!(bells(&console), 2, "each message rings for itself");
    assert_eq!(overruns(&mut console), [MessageId::from("b3")]);
    console.keys("esc !");
    let Some(Overlay::Dialog(Dialog::Speaks(speaks))) = &console.state.overlay else {
        panic!("no question");
    };
    assert_eq!(speaks.overruns, 2);
    assert_eq!(
        speaks.remedies,
        [
            Remedy::Leave,
            Remedy::PauseAgain,
            Remedy::Suspend,
            Remedy::Incident
        ]
    );
    console.keys("2");
    assert_eq!(
        console.take_verbs(),
        [Verb::Reassert { key: key("acme/1") }]
    );
    console.keys("! 3");
    assert_eq!(
        console.state.layer(),
        Layer::Form,
        "the reason for the switch"
    );
}

/// The item says that the bot answers, although it is ours.
fn clobbered(console: &mut Console) {
    let mut row = three().remove(0);
    row.record.as_mut().unwrap().status = Status::Active;
    let said = vec![message("m1", Speaker::Customer, -60, "hola")];
    console.wait(2_100).opened(opened(row, said));
}

#[test]
fn a_pause_that_was_overwritten_is_written_again_and_too_often_is_said() {
    let mut console = mine();
    read(&mut console, Vec::new());
    console.take();
    for nth in 1..=3 {
        clobbered(&mut console);
        clobbered(&mut console);
        assert!(matches!(
            console
                .effects
                .iter()
                .filter(|one| matches!(one, Effect::Do(Verb::Reassert { .. })))
                .count(),
            1
        ));
        console.done(Ok(Outcome::Reasserted(Some(Pause::Verified))));
        match nth {
            3 => assert!(matches!(
                told(&console),
                Some(Told::ClobberedOften { count: 3, .. })
            )),
            _ => assert!(matches!(told(&console), Some(Told::Reasserted { .. }))),
        }
    }
}

#[test]
fn what_is_ours_is_read_although_it_is_not_on_screen() {
    let mut console = mine();
    console.keys("esc esc");
    assert!(console.asks(|load| *load == Load::Owned { key: key("acme/1") }));
    console.take();
    console.wait(20_000);
    assert!(
        !console.asks(|load| matches!(load, Load::Owned { .. })),
        "one at a time"
    );
}

#[test]
fn an_owner_who_is_silent_for_twenty_minutes_gives_it_back() {
    let mut console = mine();
    let now = seconds(&console);
    let said = vec![
        message("m1", Speaker::Customer, -60, "hola"),
        message("m2", Speaker::Customer, now + 600, "¿hola?"),
    ];
    keep(&mut console, 1_000);
    read(&mut console, said);
    keep(&mut console, 17 * 60_000);
    assert!(!matches!(told(&console), Some(Told::SilenceEnds { .. })));
    console.effects.retain(|effect| *effect != Effect::Bell);
    keep(&mut console, 60_000);
    assert!(matches!(told(&console), Some(Told::SilenceEnds { .. })));
    assert!(console.effects.contains(&Effect::Bell));
    assert!(console.take_verbs().is_empty());
    keep(&mut console, 120_000);
    let verbs = console.take_verbs();
    assert_eq!(verbs, [Verb::Return { key: key("acme/1") }]);
    console.effects.push(Effect::Do(verbs[0].clone()));
    console.done(Ok(Outcome::Released(Released::Done { fence: Fence(1) })));
    assert!(matches!(told(&console), Some(Told::Returned { .. })));
    assert!(console.state.mine.is_empty());
    let row = console
        .state
        .conversations
        .list
        .get(&key("acme/1"))
        .unwrap();
    assert!(row.holder.is_none(), "it waits again");
    let returned = row.returned.as_deref().unwrap();
    assert_eq!(returned.operator, "Ana");
    // Other consoles find it among the claims.
    let other = Claim {
        state: ClaimState::Released,
        ending: Some(Ending::Idle),
        ..returned.clone()
    };
    let mut other_console = Console::with_rows(three());
    other_console.claims(vec![other]);
    let row = other_console.state.conversations.list.get(&key("acme/1"));
    assert!(row.unwrap().returned.is_some());
    assert_eq!(other_console.queue(), ["1", "2", "3"]);
}

#[test]
fn a_word_of_the_owner_sets_the_silence_back_and_an_answered_customer_waits_for_nothing() {
    let mut console = mine();
    let now = seconds(&console);
    let mut said = vec![message("m1", Speaker::Customer, -60, "hola")];
    let ours = |id: &str, when: i64| Message {
        origin: switchboard::domain::conversation::Origin::Ours,
        ..message(id, Speaker::Human, when, "Voy.")
    };
    said.push(ours("r1", now + 10));
    read(&mut console, said.clone());
    keep(&mut console, 25 * 60_000);
    assert!(console.take_verbs().is_empty(), "nobody waits");
    let later = seconds(&console);
    said.push(message("m2", Speaker::Customer, later, "¿y?"));
    read(&mut console, said);
    keep(&mut console, 17 * 60_000);
    assert!(!matches!(told(&console), Some(Told::SilenceEnds { .. })));
    keep(&mut console, 2 * 60_000);
    assert!(matches!(told(&console), Some(Told::SilenceEnds { .. })));
}

/// Time passes while the shell keeps the lease.
fn keep(console: &mut Console, millis: i64) {
    let mut left = millis;
    while left > 0 {
        let step = left.min(30_000);
        console.wait(step);
        left -= step;
        let Some(mine) = console.state.mine.get(&key("acme/1")) else {
            continue;
        };
        let mut claim = mine.claim.clone();
        claim.lease_until = console
            .now
            .checked_add(switchboard::domain::handoff::LEASE)
            .unwrap();
        let news = switchboard::app::msg::Lease::Renewed(claim);
        console.lease(&key("acme/1"), news);
    }
}
