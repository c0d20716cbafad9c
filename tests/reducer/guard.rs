//! Nobody collides and the bot is silent: stealing, the send guard, undo, presence.

use crate::driver::Console;
use crate::handoff::mine;
use crate::world::{self, actor, at, claim, eva, key, message, opened, three};
use switchboard::app::Layer;
use switchboard::app::dialog::Dialog;
use switchboard::app::dialog::leave::Way;
use switchboard::app::effect::{Effect, Load, Verb};
use switchboard::app::guard::{Told, presence};
use switchboard::app::msg::{Lease, Loaded, Msg, Outcome};
use switchboard::app::notice::Notice;
use switchboard::app::open::Kind;
use switchboard::app::overlay::Overlay;
use switchboard::app::state::Why;
use switchboard::domain::agent::Switch;
use switchboard::domain::conversation::{Message, Speaker};
use switchboard::domain::guard::{Activity, Present};
use switchboard::domain::handoff::{Claim, Claimed, Ending, Fence, Owned, Pause, Released, Taken};
use switchboard::domain::id::ConsoleId;
use switchboard::domain::role::{Access, Barred};
use switchboard::domain::text::Text;

/// What the watch told last.
pub fn told(console: &Console) -> Option<&Told> {
    let history = console.state.notices.history();
    history
        .map(|posted| &posted.notice)
        .find_map(|notice| match notice {
            Notice::Guard(told) => Some(told),
            _ => None,
        })
}

/// The newest read of Marta's conversation, which is on screen.
pub fn read(console: &mut Console, messages: Vec<Message>) {
    console.opened(opened(three().remove(0), messages));
}

fn seconds(console: &Console) -> i64 {
    console.now.as_second() - world::noon().as_second()
}

fn taken_by_eva(console: &Console) -> Claim {
    Claim {
        taken: Some(Box::new(Taken {
            from: Text::from("Ana"),
            reason: Text::from("Ana salió a almorzar"),
        })),
        ..claim("acme/1", &eva(), 2, console.now)
    }
}

fn verbs(console: &mut Console) -> Vec<Verb> {
    console.take_verbs()
}

#[test]
fn stealing_asks_for_a_reason_and_names_the_fence_that_was_seen() {
    let mut console = Console::with_rows(three());
    console.keys("s");
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::NobodyToRob,
            ..
        })
    ));
    let now = console.now;
    console.claims(vec![claim("acme/1", &eva(), 3, now)]);
    // The queue has Marta, held by Eva, at its end.
    console.keys("end s 'Eva' enter");
    assert_eq!(console.state.layer(), Layer::Form, "too short");
    assert!(verbs(&mut console).is_empty());
    console.keys("' salió a almorzar' enter");
    assert_eq!(
        verbs(&mut console),
        [Verb::Steal {
            key: key("acme/1"),
            seen: Fence(3),
            reason: Text::from("Eva salió a almorzar"),
        }]
    );
}

#[test]
fn what_was_stolen_opens_its_composer_and_says_from_whom() {
    let mut console = Console::with_rows(three());
    let now = console.now;
    console.claims(vec![claim("acme/1", &eva(), 3, now)]);
    console.keys("end s 'Eva salió a almorzar' enter");
    let mut ours = claim("acme/1", &actor(), 4, now);
    ours.taken = Some(Box::new(Taken {
        from: Text::from("Eva"),
        reason: Text::from("Eva salió a almorzar"),
    }));
    console.done(Ok(Outcome::Claimed(Claimed::Won {
        claim: ours,
        pause: Pause::Verified,
    })));
    assert_eq!(console.state.layer(), Layer::Composer);
    assert!(matches!(told(&console), Some(Told::Stole { claim, .. }) if claim.fence == Fence(4)));
}

#[test]
fn the_former_owner_is_told_who_and_why_and_keeps_the_draft() {
    let mut console = mine();
    console.keys("'a medias'").take();
    let by_eva = taken_by_eva(&console);
    console.lease(&key("acme/1"), Lease::Lost(Some(by_eva.clone())));
    assert_eq!(
        console.state.layer(),
        Layer::Conversation,
        "nothing can be typed"
    );
    assert!(matches!(
        told(&console),
        Some(Told::TakenAway { claim, draft_kept: true, .. }) if *claim == by_eva
    ));
    assert_eq!(
        console.state.drafts[&(key("acme/1"), Kind::Reply)],
        "a medias"
    );
    assert!(console.take().contains(&Effect::Bell));
    console.keys("r");
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::NotMine(Some(_)),
            ..
        })
    ));
}

#[test]
fn a_message_that_was_not_seen_stops_a_reply_once() {
    let mut console = mine();
    read(
        &mut console,
        vec![message("m1", Speaker::Customer, -60, "hola")],
    );
    console.wait(3_000).keys("'Voy.'");
    let now = seconds(&console);
    read(
        &mut console,
        vec![
            message("m1", Speaker::Customer, -60, "hola"),
            message("m2", Speaker::Customer, now, "ya no lo quiero"),
        ],
    );
    console.take();
    console.keys("ctrl-s");
    assert!(verbs(&mut console).is_empty());
    assert!(matches!(told(&console), Some(Told::Unseen { .. })));
    assert_eq!(console.typed().as_deref(), Some("Voy."));
    console.keys("ctrl-s");
    assert!(matches!(
        verbs(&mut console).as_slice(),
        [Verb::Reply { text, seen: Some(seen), .. }] if text == "Voy." && *seen == at(now)
    ));
}

#[test]
fn a_message_that_was_on_screen_for_a_while_stops_nothing() {
    let mut console = mine();
    read(
        &mut console,
        vec![message("m1", Speaker::Customer, -60, "hola")],
    );
    console.wait(3_000).keys("'Voy.'");
    let now = seconds(&console);
    let both = vec![
        message("m1", Speaker::Customer, -60, "hola"),
        message("m2", Speaker::Bot, now, "¿algo más?"),
    ];
    read(&mut console, both);
    console.wait(1_600).take();
    console.keys("ctrl-s");
    assert_eq!(verbs(&mut console).len(), 1);
}

#[test]
fn a_message_that_only_the_desk_saw_gives_the_text_back_and_the_next_one_goes_out() {
    let mut console = mine();
    read(
        &mut console,
        vec![message("m1", Speaker::Customer, -60, "hola")],
    );
    console.wait(3_000).take();
    console.keys("'Voy.' ctrl-s");
    let unseen = message("m2", Speaker::Customer, 40, "espera");
    let sent = verbs(&mut console);
    let [Verb::Reply { local, seen, .. }] = sent.as_slice() else {
        panic!("{sent:?}");
    };
    assert_eq!(*seen, Some(at(-60)));
    let (epoch, local) = (console.state.epoch, local.clone());
    console.send(Msg::Done {
        epoch,
        verb: sent[0].clone(),
        outcome: Ok(Outcome::Replied {
            local,
            owned: Owned::Unread(Box::new(unseen)),
        }),
    });
    assert_eq!(console.typed().as_deref(), Some("Voy."));
    assert!(matches!(told(&console), Some(Told::Unseen { .. })));
    console.keys("ctrl-s");
    assert!(matches!(
        verbs(&mut console).as_slice(),
        [Verb::Reply { seen: Some(seen), .. }] if *seen == at(40)
    ));
}

#[test]
fn a_hand_back_is_written_after_five_seconds_and_u_takes_it_back() {
    let mut console = mine();
    console.keys("esc b 1");
    assert!(console.effects.contains(&Effect::KeepLeaving {
        key: key("acme/1"),
        leaving: true
    }));
    console.wait(4_900);
    assert!(verbs(&mut console).is_empty());
    console.keys("r");
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::Releasing,
            ..
        })
    ));
    console.keys("u");
    assert!(matches!(told(&console), Some(Told::Undone { .. })));
    assert!(console.effects.contains(&Effect::KeepLeaving {
        key: key("acme/1"),
        leaving: false
    }));
    console.wait(20_000);
    assert!(verbs(&mut console).is_empty());
    console.keys("u");
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::NothingToUndo,
            ..
        })
    ));
    console.keys("r 'sigo'");
    assert_eq!(console.typed().as_deref(), Some("sigo"));
}

#[test]
fn quitting_writes_what_could_still_be_taken_back() {
    let mut console = mine();
    console.keys("esc e").take();
    console.keys(": 'q' enter");
    let effects = console.take();
    let wrote = effects
        .iter()
        .position(|one| *one == Effect::Do(Verb::Resolve { key: key("acme/1") }));
    assert!(wrote.is_some(), "{effects:?}");
    assert_eq!(effects.last(), Some(&Effect::Quit));
}

#[test]
fn a_word_of_the_customer_cancels_a_hand_back() {
    let mut console = mine();
    let first = message("m1", Speaker::Customer, -60, "hola");
    read(&mut console, vec![first.clone()]);
    console.keys("esc b 1").wait(2_000);
    let now = seconds(&console);
    let second = message("m2", Speaker::Customer, now, "una cosa más");
    read(&mut console, vec![first, second]);
    assert!(matches!(told(&console), Some(Told::CustomerWrote { .. })));
    console.wait(20_000);
    assert!(verbs(&mut console).is_empty());
    assert!(console.state.may_write_to(&key("acme/1")).is_ok());
}

#[test]
fn a_hand_back_of_what_was_stolen_meanwhile_is_dropped() {
    let mut console = mine();
    console.keys("esc b 1");
    let by_eva = taken_by_eva(&console);
    console.lease(&key("acme/1"), Lease::Lost(Some(by_eva)));
    console.wait(20_000);
    assert!(verbs(&mut console).is_empty());
    assert!(console.state.guard.leaving.is_empty());
}

#[test]
fn resolving_and_on_opens_the_next_that_waits() {
    let mut console = mine();
    console.keys("esc E");
    assert_eq!(
        console.state.open.as_ref().map(|open| open.key.clone()),
        Some(key("acme/2"))
    );
    assert_eq!(console.state.layer(), Layer::Conversation);
    console.wait(5_000);
    assert_eq!(verbs(&mut console), [Verb::Resolve { key: key("acme/1") }]);
}

#[test]
fn a_summary_for_the_bot_goes_with_the_hand_back() {
    let mut console = mine();
    console.keys("esc b 2");
    assert_eq!(console.state.layer(), Layer::Form);
    console.keys("enter");
    assert_eq!(console.state.layer(), Layer::Form, "there is nothing yet");
    console.keys("'Cambio aprobado' enter").wait(5_000);
    assert_eq!(
        verbs(&mut console),
        [Verb::HandBackWith {
            key: key("acme/1"),
            summary: Text::from("Cambio aprobado"),
        }]
    );
}

#[test]
fn to_a_bot_that_is_off_nothing_is_handed_back() {
    let mut console = mine();
    let bot = switchboard::domain::id::AgentId::bot();
    let off = world::activation("acme", bot, "", Switch::Off);
    console.keys("esc 4");
    let tenant = key("acme/1").owner();
    console.wait(3_000);
    console.answer(
        |load| matches!(load, Load::Switches { tenant: asked } if *asked == tenant),
        Ok(Loaded::Switches(vec![off])),
    );
    console.keys("3 home b");
    let Some(Overlay::Dialog(Dialog::Leave(leave))) = &console.state.overlay else {
        panic!("no question");
    };
    assert!(leave.bot_off);
    assert_eq!(leave.ways, [Way::Close, Way::SwitchOn]);
    console.keys("2");
    assert!(matches!(
        &console.state.overlay,
        Some(Overlay::Dialog(Dialog::Toggle(_)))
    ));
}

#[test]
fn a_reply_that_nobody_can_tell_of_stops_a_hand_back_but_not_resolving() {
    let mut console = mine();
    console.keys("'Voy.' ctrl-s");
    let local = switchboard::domain::id::MessageId::from("local-1");
    console.done(Ok(Outcome::Replied {
        local,
        owned: Owned::Unknown,
    }));
    console.keys("esc b");
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::Unconfirmed,
            ..
        })
    ));
    console.keys("e").wait(5_000);
    assert_eq!(verbs(&mut console).len(), 1);
}

#[test]
fn a_hand_back_that_is_done_is_watched_and_a_return_is_not() {
    let mut console = mine();
    console.keys("esc b 1").wait(5_000);
    console.done(Ok(Outcome::Released(Released::Done { fence: Fence(1) })));
    assert!(console.state.guard.after.contains_key(&key("acme/1")));
    let mut console = mine();
    console.keys("esc e").wait(5_000);
    console.done(Ok(Outcome::Released(Released::Done { fence: Fence(1) })));
    assert!(console.state.guard.after.is_empty());
    assert!(matches!(
        console.notice(),
        Some(Notice::Released {
            ending: Ending::Resolved,
            ..
        })
    ));
}

fn signs(console: &mut Console) -> Vec<Activity> {
    let effects = console.take();
    let signs = effects.into_iter().filter_map(|effect| match effect {
        Effect::Appear { activity, .. } => Some(activity),
        _ => None,
    });
    signs.collect()
}

#[test]
fn a_sign_of_presence_is_given_every_five_seconds_and_when_typing_begins() {
    let mut console = mine();
    assert_eq!(signs(&mut console), [Activity::Looking]);
    console.wait(2_000).keys("'hola'");
    assert_eq!(signs(&mut console), [Activity::Typing]);
    console.wait(3_000).wait(1_500);
    assert_eq!(signs(&mut console), [Activity::Looking], "no key for 4 s");
    for _ in 0..20 {
        console.wait(500);
    }
    assert_eq!(signs(&mut console).len(), 2, "in ten seconds");
    console.send(Msg::Focused(false));
    console.wait(20_000);
    assert!(signs(&mut console).is_empty(), "nobody looks");
    console.send(Msg::Focused(true)).keys("esc esc").take();
    console.wait(20_000);
    assert!(signs(&mut console).is_empty(), "nobody is in it");
}

#[test]
fn a_console_that_may_only_read_gives_no_sign_and_sees_others() {
    let mut console = Console::barred(Access::ReadsOnly(Barred::ReadOnly), three());
    console.keys("enter").wait(10_000);
    assert!(signs(&mut console).is_empty());
    let mut console = Console::with_rows(three());
    console.keys("enter");
    let sign = Present {
        operator: Text::from("Eva"),
        console: ConsoleId::from("console-b"),
        activity: Activity::Typing,
        at: console.now,
    };
    console.answer(
        |load| matches!(load, Load::Present { .. }),
        Ok(Loaded::Present(vec![sign])),
    );
    let marta = key("acme/1");
    assert_eq!(presence::others(&console.state, &marta).count(), 1);
    console.wait(10_100);
    assert_eq!(presence::others(&console.state, &marta).count(), 0);
}
