//! Claim, lease, hand back, resolve.

use crate::driver::{Console, problem};
use crate::world::{self, actor, at, claim, eva, key, opened, row, three, won};
use switchboard::app::Layer;
use switchboard::app::effect::{Effect, Verb};
use switchboard::app::msg::{Lease, Outcome};
use switchboard::app::notice::{Doing, Notice};
use switchboard::app::open::Kind;
use switchboard::app::state::Why;
use switchboard::domain::handoff::{Claimed, Pause};
use switchboard::domain::problem::Trouble;
use switchboard::domain::role::{Access, Barred};
use switchboard::domain::text::Text;

/// The queue of three, with Marta's claimed and its composer open.
pub fn mine() -> Console {
    let mut console = Console::with_rows(three());
    console.keys("c");
    let now = console.now;
    console.done(Ok(won("acme/1", now)));
    console
}

#[test]
fn a_claim_that_is_won_opens_the_composer_at_once() {
    let mut console = Console::with_rows(three());
    console.keys("c");
    assert_eq!(
        console.take_verbs(),
        [Verb::Claim {
            key: key("acme/1"),
            takeover: None
        }]
    );
    let console = mine();
    assert_eq!(console.state.layer(), Layer::Composer);
    assert!(console.state.mine.contains_key(&key("acme/1")));
    assert!(matches!(
        console.notice(),
        Some(Notice::Won {
            pause_verified: true,
            ..
        })
    ));
    assert_eq!(console.queue(), ["1", "2", "3"], "one's own first");
    assert_eq!(console.state.escalations.waiting, 2);
}

#[test]
fn a_claim_under_way_is_not_asked_twice() {
    let mut console = Console::with_rows(three());
    console.keys("c c c");
    assert_eq!(console.take_verbs().len(), 1);
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused { why: Why::Busy, .. })
    ));
}

#[test]
fn the_loser_is_told_who_and_since_when() {
    let mut console = Console::with_rows(three());
    let now = console.now;
    let holder = claim("acme/1", &eva(), 1, now);
    console.keys("c").done(Ok(Outcome::Claimed(Claimed::Lost {
        holder: holder.clone(),
    })));
    assert!(
        matches!(console.notice(), Some(Notice::ClaimLost { holder: told, .. }) if *told == holder)
    );
    assert_eq!(console.state.layer(), Layer::List);
    assert!(console.state.mine.is_empty());
    assert_eq!(console.queue(), ["2", "3", "1"]);
}

#[test]
fn a_claim_that_was_ours_already_opens_the_composer() {
    let mut console = Console::with_rows(three());
    let now = console.now;
    let claim = claim("acme/1", &actor(), 1, now);
    console
        .keys("c")
        .done(Ok(Outcome::Claimed(Claimed::Already { claim })));
    assert_eq!(console.state.layer(), Layer::Composer);
    assert!(matches!(console.notice(), Some(Notice::AlreadyMine { .. })));
}

#[test]
fn a_claim_of_unknown_outcome_is_said_to_be_unknown() {
    let mut console = Console::with_rows(three());
    console
        .keys("c")
        .done(Ok(Outcome::Claimed(Claimed::Unknown)));
    assert!(matches!(
        console.notice(),
        Some(Notice::Unknown {
            doing: Doing::Claiming,
            ..
        })
    ));
    assert!(console.state.mine.is_empty());
    console.keys("c");
    assert_eq!(console.take_verbs().len(), 1, "it can be tried again");
}

#[test]
fn a_claim_of_unknown_outcome_that_turns_out_to_be_ours_is_gone_on_with() {
    let mut console = Console::with_rows(three());
    console
        .keys("c")
        .done(Ok(Outcome::Claimed(Claimed::Unknown)));
    console.claims(Vec::new());
    assert!(console.take_verbs().is_empty(), "the list may be behind");
    let claim = claim("acme/1", &actor(), 1, console.now);
    console.claims(vec![claim.clone()]);
    console.done(Ok(Outcome::Claimed(Claimed::Already { claim })));
    assert!(console.state.mine.contains_key(&key("acme/1")));
    assert_eq!(console.queue(), ["1", "2", "3"]);
}

#[test]
fn a_claim_of_unknown_outcome_that_another_won_is_said_to_be_lost() {
    let mut console = Console::with_rows(three());
    console
        .keys("c")
        .done(Ok(Outcome::Claimed(Claimed::Unknown)));
    let holder = claim("acme/1", &eva(), 1, console.now);
    console.claims(vec![holder.clone()]);
    assert!(console.take_verbs().is_empty());
    assert!(
        matches!(console.notice(), Some(Notice::ClaimLost { holder: told, .. }) if *told == holder)
    );
    console.claims(vec![holder]);
    assert!(console.take_verbs().is_empty());
}

#[test]
fn what_one_holds_comes_first_in_the_queue() {
    let mut console = Console::with_rows(three());
    let now = console.now;
    assert_eq!(console.queue(), ["1", "2", "3"]);
    console.keys("j c");
    console.done(Ok(won("acme/2", now)));
    assert_eq!(console.queue(), ["2", "1", "3"]);
}

#[test]
fn a_claim_won_while_the_person_has_gone_elsewhere_does_not_take_the_keys() {
    let mut console = Console::with_rows(three());
    console.keys("c j");
    let now = console.now;
    console.done(Ok(won("acme/1", now)));
    assert_eq!(console.state.layer(), Layer::List);
    assert_eq!(console.selected().as_deref(), Some("2"));
    assert!(console.state.mine.contains_key(&key("acme/1")));
}

#[test]
fn taking_over_what_nobody_escalated_wants_a_reason() {
    let mut console = Console::with_rows(vec![row("acme/7", "Bruno", -30)]);
    console.keys("2 c");
    assert_eq!(console.state.layer(), Layer::Form);
    console.keys("'short' enter");
    assert!(matches!(
        console.notice(),
        Some(Notice::ReasonTooShort { chars: 5 })
    ));
    assert!(console.take_verbs().is_empty());
    console.keys("' of words ' enter");
    assert_eq!(
        console.take_verbs(),
        [Verb::Claim {
            key: key("acme/7"),
            takeover: Some(Text::from("short of words"))
        }]
    );
    assert_eq!(console.state.layer(), Layer::List);
}

#[test]
fn a_pause_that_is_pending_is_told_when_it_is_verified() {
    let mut console = Console::with_rows(three());
    let now = console.now;
    console.keys("c").done(Ok(Outcome::Claimed(Claimed::Won {
        claim: claim("acme/1", &actor(), 1, now),
        pause: Pause::Pending(problem(Trouble::Throttled)),
    })));
    console.lease(&key("acme/1"), Lease::PauseVerified);
    assert!(matches!(
        console.notice(),
        Some(Notice::PauseVerified { .. })
    ));
    let mine = &console.state.mine[&key("acme/1")];
    assert_eq!(mine.pause, Some(Pause::Verified));
}

#[test]
fn a_lost_lease_locks_the_composer_and_keeps_the_draft() {
    let mut console = mine();
    console.keys("'Hola Marta'");
    let now = console.now;
    let holder = claim("acme/1", &eva(), 2, now);
    console.lease(&key("acme/1"), Lease::Lost(Some(holder.clone())));
    assert_eq!(console.state.layer(), Layer::Conversation);
    assert!(matches!(
        console.notice(),
        Some(Notice::LeaseLost { holder: Some(told), draft_kept: true, .. }) if *told == holder
    ));
    assert_eq!(console.typed().as_deref(), Some("Hola Marta"));
    assert_eq!(
        console.state.drafts[&(key("acme/1"), Kind::Reply)],
        "Hola Marta"
    );
    console.take();
    console.keys("r");
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::NotMine(Some(_)),
            ..
        })
    ));
    assert_eq!(
        console.state.open.as_ref().unwrap().lost,
        Some(Some(holder))
    );
}

#[test]
fn ten_seconds_before_the_lease_ends_nothing_is_typed_or_sent_any_more() {
    let mut console = mine();
    console.keys("'abc'");
    console.wait(81_000).take();
    console.keys("'def' ctrl-s");
    assert_eq!(console.typed().as_deref(), Some("abc"));
    assert!(console.take_verbs().is_empty());
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::LeaseEnding,
            ..
        })
    ));
    let now = console.now;
    let renewed = claim("acme/1", &actor(), 1, now);
    console.lease(&key("acme/1"), Lease::Renewed(renewed));
    console.keys("'def' ctrl-s");
    assert_eq!(console.take_verbs().len(), 1);
}

#[test]
fn trouble_with_the_beat_is_told_once() {
    let mut console = mine();
    let posted = console.state.notices.history().len();
    for _ in 0..3 {
        console.lease(
            &key("acme/1"),
            Lease::Trouble(problem(Trouble::Unreachable)),
        );
    }
    assert_eq!(console.state.notices.history().len(), posted + 1);
}

#[test]
fn no_write_is_asked_for_by_a_console_that_only_reads() {
    for why in [
        Barred::ReadOnly,
        Barred::NoControlTable,
        Barred::NewerControlTable,
    ] {
        let mut console = Console::barred(Access::ReadsOnly(why), three());
        for pane in ["2", "3", "4"] {
            for keys in [
                "c", "r", "n", "b", "e", "t", "enter c", "r", "n", "b", "e", "esc",
            ] {
                console.keys(pane).keys(keys);
            }
        }
        assert!(console.take_verbs().is_empty());
        console.keys("3 c");
        assert!(matches!(
            console.notice(),
            Some(Notice::Refused { why: Why::Barred(told), .. }) if *told == why
        ));
    }
}

#[test]
fn claims_that_were_kept_over_a_restart_are_ours_with_their_drafts() {
    let mut console = Console::up_with(|facts| {
        facts.resumed = vec![claim("acme/1", &actor(), 5, at(-10))];
        facts.drafts = vec![(key("acme/1"), "sigo aquí".to_owned())];
    });
    console.sweep(three());
    assert!(console.state.mine[&key("acme/1")].resumed);
    console.keys("home enter r");
    assert_eq!(console.typed().as_deref(), Some("sigo aquí"));
}

#[test]
fn a_claim_of_a_later_fence_in_any_read_says_that_ours_is_lost() {
    let mut console = mine();
    let now = console.now;
    console.claims(vec![claim("acme/1", &eva(), 2, now)]);
    assert!(matches!(console.notice(), Some(Notice::LeaseLost { .. })));
    assert_eq!(console.state.layer(), Layer::Conversation);
    let mut console = mine();
    let mut read = opened(three().remove(0), Vec::new());
    read.claim = Some(claim("acme/1", &eva(), 2, now));
    console.opened(read);
    assert!(console.state.mine.is_empty());
    assert!(console.take().contains(&Effect::Bell));
}

#[test]
fn an_older_list_of_claims_does_not_take_ours_away() {
    let mut console = mine();
    console.claims(Vec::new());
    assert!(console.state.mine.contains_key(&key("acme/1")));
    assert_eq!(console.queue(), ["1", "2", "3"]);
}

#[test]
fn the_bell_rings_once_for_a_new_escalation_and_for_a_customer_of_ours() {
    let rings = |console: &mut Console| {
        let all = console.take();
        all.iter().filter(|effect| **effect == Effect::Bell).count()
    };
    let mut console = Console::with_rows(three());
    assert_eq!(rings(&mut console), 0, "what waits at the start is no news");
    let mut rows = three();
    rows.push(world::waiting("luna/8", "Rita", "low", 1));
    rows.push(world::waiting("luna/9", "Omar", "low", 1));
    console.sweep(rows.clone());
    assert_eq!(rings(&mut console), 1);
    console.sweep(rows);
    assert_eq!(rings(&mut console), 0);
    let mut console = mine();
    console.keys("esc esc").take();
    let mut rows = three();
    rows[0].talk = row("acme/1", "Marta", 30).talk;
    console.sweep(rows);
    assert_eq!(rings(&mut console), 1);
}
