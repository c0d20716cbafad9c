//! Hand back and resolve.

use crate::driver::Console;
use crate::handoff::mine;
use crate::world::{self, actor, at, claim, eva, key, three};
use switchboard::app::Layer;
use switchboard::app::dialog::Dialog;
use switchboard::app::effect::{Effect, Verb};
use switchboard::app::msg::{Lease, Outcome};
use switchboard::app::notice::Notice;
use switchboard::app::open::Kind;
use switchboard::app::overlay::Overlay;
use switchboard::app::state::Why;
use switchboard::domain::handoff::{Ending, Fence, Released};

#[test]
fn hand_back_asks_nothing_when_nothing_is_unsent() {
    let mut console = mine();
    console.keys("esc b 1").wait(5_000);
    assert_eq!(
        console.take_verbs(),
        [Verb::HandBack { key: key("acme/1") }]
    );
}

#[test]
fn hand_back_asks_about_an_unsent_reply_and_the_answer_is_no_until_changed() {
    let mut console = mine();
    console.keys("'borrador' esc b 1");
    assert_eq!(console.state.layer(), Layer::Dialog);
    console.keys("enter");
    assert!(console.take_verbs().is_empty());
    console.keys("e tab enter").wait(5_000);
    assert_eq!(console.take_verbs(), [Verb::Resolve { key: key("acme/1") }]);
    assert_eq!(
        console.state.drafts[&(key("acme/1"), Kind::Reply)],
        "borrador"
    );
}

#[test]
fn a_hand_back_leaves_the_queue_at_once_and_an_older_read_does_not_bring_it_back() {
    let mut console = mine();
    console.sweep(three()).wait(2_200);
    console.keys("esc b 1").wait(5_000);
    console.done(Ok(Outcome::Released(Released::Done { fence: Fence(1) })));
    assert!(matches!(
        console.notice(),
        Some(Notice::Released {
            ending: Ending::HandedBack,
            ..
        })
    ));
    assert_eq!(console.queue(), ["2", "3"]);
    // Pages and claims that were asked for before the hand back.
    console.sweep(three());
    let old = claim("acme/1", &actor(), 1, at(0));
    console.claims(vec![old]);
    assert_eq!(console.queue(), ["2", "3"]);
    // It escalates again, later: it waits again.
    let mut rows = three();
    let later = console.now.as_second() - world::noon().as_second() + 5;
    rows[0] = world::waiting("acme/1", "Marta", "urgent", later);
    console.wait(6_000).sweep(rows);
    assert_eq!(console.queue(), ["1", "2", "3"]);
}

#[test]
fn hand_back_and_resolve_of_what_is_not_ours_are_refused_with_who_has_it() {
    let mut console = Console::with_rows(three());
    console.keys("b");
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::NotMine(None),
            ..
        })
    ));
    let now = console.now;
    console.claims(vec![claim("acme/1", &eva(), 3, now)]);
    console.keys("home end e");
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused { why: Why::NotMine(Some(holder)), .. }) if holder.operator == "Eva"
    ));
    assert!(console.take_verbs().is_empty());
}

#[test]
fn a_hand_back_that_finds_the_claim_lost_says_so() {
    let mut console = mine();
    let now = console.now;
    console
        .keys("esc b 1")
        .wait(5_000)
        .done(Ok(Outcome::Released(Released::Lost(Some(claim(
            "acme/1",
            &eva(),
            2,
            now,
        ))))));
    assert!(matches!(console.notice(), Some(Notice::LeaseLost { .. })));
    assert!(console.state.mine.is_empty());
}

#[test]
fn a_hand_back_of_unknown_outcome_leaves_it_ours() {
    let mut console = mine();
    console
        .keys("esc b 1")
        .wait(5_000)
        .done(Ok(Outcome::Released(Released::Unknown)));
    assert!(console.state.mine.contains_key(&key("acme/1")));
    console.keys("b 1").wait(5_000);
    assert_eq!(console.take_verbs().len(), 1);
}

#[test]
fn an_overlay_names_the_draft_that_would_be_left() {
    let mut console = mine();
    console.keys("'hasta luego' esc e");
    let Some(Overlay::Dialog(Dialog::Release(release))) = &console.state.overlay else {
        panic!("no question");
    };
    assert_eq!(release.draft, "hasta luego");
    assert_eq!(release.ending, Ending::Resolved);
    assert!(!console.take().contains(&Effect::Quit));
}

#[test]
fn a_release_that_is_unfinished_counts_as_given_up_and_says_so() {
    let mut console = mine();
    console
        .keys("esc e")
        .wait(5_000)
        .done(Ok(Outcome::Released(Released::Unfinished {
            fence: Fence(1),
            problem: crate::driver::problem(switchboard::domain::problem::Trouble::Throttled),
        })));
    assert!(matches!(
        console.notice(),
        Some(Notice::ReleaseUnfinished {
            ending: Ending::Resolved,
            ..
        })
    ));
    assert!(console.state.mine.is_empty());
    assert_eq!(console.queue(), ["2", "3"]);
}

#[test]
fn what_was_released_can_be_claimed_again() {
    let mut console = mine();
    console
        .keys("esc b 1")
        .wait(5_000)
        .done(Ok(Outcome::Released(Released::Done { fence: Fence(1) })));
    console.keys("c");
    assert_eq!(console.state.layer(), Layer::Form, "nobody waits any more");
    console.keys("'lo retomo yo' enter");
    let now = console.now;
    console.done(Ok(Outcome::Claimed(
        switchboard::domain::handoff::Claimed::Won {
            claim: claim("acme/1", &actor(), 2, now),
            pause: switchboard::domain::handoff::Pause::Verified,
        },
    )));
    assert_eq!(console.state.layer(), Layer::Composer);
    console.claims(vec![claim("acme/1", &actor(), 2, now)]);
    assert!(console.state.mine.contains_key(&key("acme/1")));
}

#[test]
fn a_claim_lost_while_one_was_asked_is_not_given_back() {
    let mut console = mine();
    let now = console.now;
    console.keys("'borrador' esc b 1");
    let holder = claim("acme/1", &eva(), 2, now);
    console.lease(&key("acme/1"), Lease::Lost(Some(holder)));
    console.keys("y");
    assert!(console.take_verbs().is_empty());
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::NotMine(Some(_)),
            ..
        })
    ));
}

#[test]
fn a_hand_back_in_doubt_is_not_repeated_by_the_machine() {
    let mut console = mine();
    console
        .keys("esc b 1")
        .wait(5_000)
        .done(Ok(Outcome::Released(Released::Unknown)));
    console.wait(30_000);
    let verbs: Vec<Verb> = console.take_verbs();
    assert!(verbs.is_empty(), "{verbs:?}");
}
