//! Putting off, assigning, transferring, reopening, the cap, and targets.

use crate::driver::{Console, problem};
use crate::handoff::mine;
use crate::world::{self, actor, at, claim, eva, key, three, waiting, won};
use jiff::{SignedDuration, Timestamp};
use switchboard::app::effect::{Effect, Load, Verb};
use switchboard::app::msg::{Loaded, Outcome};
use switchboard::app::notice::Notice;
use switchboard::app::{Layer, State};
use switchboard::domain::arranged::{Arrange, Arranged, Arranging, Assigned, Snooze};
use switchboard::domain::conversation::{ConversationRow, Speaker};
use switchboard::domain::handoff::{Claim, ClaimState};
use switchboard::domain::id::{ConversationKey, TenantKey};
use switchboard::domain::problem::Trouble;
use switchboard::domain::sla::{Goal, Policy, Words};
use switchboard::domain::text::Text;

fn minutes(now: Timestamp, minutes: i64) -> Timestamp {
    now.checked_add(SignedDuration::from_mins(minutes)).unwrap()
}

/// A row of the control table about a conversation that nobody holds.
fn free(name: &str, arranged: Arranged) -> Claim {
    Claim {
        state: ClaimState::Released,
        arranged,
        ..claim(name, &eva(), 0, world::noon())
    }
}

fn put_off(from: Timestamp, until: Timestamp) -> Arranged {
    Arranged {
        snooze: Some(Snooze {
            at: from,
            until,
            by: Text::from("Ana"),
        }),
        ..Arranged::default()
    }
}

fn meant_for(name: &str) -> Arranged {
    Arranged {
        assigned: Some(Assigned {
            to: Text::from(name),
            by: Text::from("Eva"),
            at: world::noon(),
        }),
        ..Arranged::default()
    }
}

fn verb(console: &mut Console) -> Option<Arrange> {
    let verbs = console.take_verbs();
    assert!(verbs.len() <= 1, "{verbs:?}");
    let found = verbs.first().map(|verb| match verb {
        Verb::Arrange { what, .. } => what.clone(),
        other => panic!("{other:?}"),
    });
    console.effects.extend(verbs.into_iter().map(Effect::Do));
    found
}

/// The conversation's row when the customer wrote at `when` (seconds from the start).
fn wrote(name: &str, from: Speaker, when: i64) -> ConversationRow {
    let mut row = waiting(name, "Marta", "urgent", -60);
    if let Some(last) = row.talk.as_mut().and_then(|talk| talk.last.as_mut()) {
        last.from = from;
        last.at = Some(at(when));
    }
    row
}

fn me() -> String {
    actor().name.as_str().to_owned()
}

#[test]
fn a_waiting_one_is_put_off_for_an_hour_and_leaves_the_queue_until_then() {
    let mut console = Console::with_rows(three());
    console.keys("z");
    assert_eq!(console.state.layer(), Layer::Form);
    console.keys("enter");
    let now = console.state.clock;
    assert_eq!(
        verb(&mut console),
        Some(Arrange::Snooze(Some(minutes(now, 60))))
    );
    assert_eq!(
        console.state.escalations.waiting, 3,
        "nothing is shown that is not written"
    );
    let row = free("acme/1", put_off(now, minutes(now, 60)));
    console.done(Ok(Outcome::Arranged(Arranging::Done(row.clone()))));
    assert!(matches!(console.notice(), Some(Notice::Arranged { .. })));
    assert_eq!(console.queue(), ["2", "3", "1"], "put off: the last");
    assert_eq!(console.state.escalations.waiting, 2);
    console.keys("a");
    assert_ne!(
        console.selected().as_deref(),
        Some("1"),
        "it is nobody's next"
    );
    console.claims(vec![row]);
    console.wait(3_700_000);
    assert_eq!(
        console.queue().first().map(String::as_str),
        Some("1"),
        "its time has come"
    );
    assert_eq!(console.state.escalations.waiting, 3);
}

#[test]
fn a_message_of_the_customer_ends_it_without_any_write() {
    for from in [Speaker::Customer, Speaker::Bot] {
        let mut console = Console::with_rows(three());
        let now = console.now;
        console.claims(vec![free("acme/1", put_off(now, minutes(now, 600)))]);
        assert_eq!(console.state.escalations.waiting, 2);
        let mut rows = three();
        rows[0] = wrote("acme/1", from, 30);
        console.sweep(rows);
        assert_eq!(
            console.state.escalations.waiting, 3,
            "{from:?}: the paused bot answers only them"
        );
        assert!(console.take_verbs().is_empty());
    }
}

#[test]
fn what_a_person_wrote_does_not_end_it() {
    let mut console = Console::with_rows(three());
    let now = console.now;
    console.claims(vec![free("acme/1", put_off(now, minutes(now, 600)))]);
    let mut rows = three();
    rows[0] = wrote("acme/1", Speaker::Human, 30);
    console.sweep(rows);
    assert_eq!(console.state.escalations.waiting, 2);
}

#[test]
fn times_are_typed_suggested_and_refused() {
    let mut console = Console::with_rows(three());
    console.keys("z 'nonsense' enter");
    assert_eq!(console.state.layer(), Layer::Form, "asked again");
    assert_eq!(verb(&mut console), None);
    console.keys("esc z tab tab enter");
    let tomorrow = "2026-11-22T09:00:00Z".parse().unwrap();
    let noon = world::noon();
    let Some(Arrange::Snooze(Some(until))) = verb(&mut console) else {
        panic!("tomorrow");
    };
    if noon.to_string().starts_with("2026-11-21") {
        assert_eq!(until, tomorrow);
    }
    assert!(until > noon);
}

#[test]
fn putting_off_ones_own_gives_it_up_but_keeps_its_draft() {
    let mut console = mine();
    console.keys("'Hola' esc z '30m' enter");
    let now = console.state.clock;
    let what = verb(&mut console).unwrap();
    assert_eq!(what, Arrange::Snooze(Some(minutes(now, 30))));
    assert!(
        console.state.mine[&key("acme/1")].releasing,
        "nothing can be sent meanwhile"
    );
    let mut row = free("acme/1", put_off(now, minutes(now, 30)));
    row.arranged.assigned = meant_for(&me()).assigned;
    console.done(Ok(Outcome::Arranged(Arranging::Done(row))));
    assert!(console.state.mine.is_empty());
    assert!(console.state.drafts.values().any(|draft| draft == "Hola"));
    assert_eq!(console.queue().last().map(String::as_str), Some("1"));
}

#[test]
fn an_unanswered_snooze_of_ones_own_leaves_it_ours() {
    let mut console = mine();
    console.keys("esc z enter");
    console.done(Err(problem(Trouble::TimedOut)));
    let mine = &console.state.mine[&key("acme/1")];
    assert!(!mine.releasing, "it goes on");
    assert!(matches!(console.notice(), Some(Notice::Failed { .. })));
    console.keys("z enter");
    console.done(Ok(Outcome::Arranged(Arranging::Unknown)));
    assert!(console.state.mine.contains_key(&key("acme/1")));
    assert!(matches!(console.notice(), Some(Notice::Unknown { .. })));
}

#[test]
fn whoever_was_faster_is_named() {
    let mut console = Console::with_rows(three());
    console.keys("z enter");
    let holder = claim("acme/1", &eva(), 1, console.now);
    console.done(Ok(Outcome::Arranged(Arranging::Lost(holder))));
    assert!(
        matches!(console.notice(), Some(Notice::Beaten { holder: Some(name), .. }) if name.as_str() == "Eva")
    );
    assert_eq!(console.queue(), ["2", "3", "1"], "hers");
}

#[test]
fn ones_own_come_first_and_others_keep_their_name() {
    let mut console = Console::with_rows(three());
    console.claims(vec![
        free("luna/3", meant_for(&me())),
        free("acme/1", meant_for("Eva")),
    ]);
    assert_eq!(console.queue(), ["3", "2", "1"]);
    assert_eq!(
        console.state.escalations.waiting, 3,
        "anybody may take them"
    );
    assert!(
        console.take().contains(&Effect::Bell),
        "one is for this person"
    );
}

#[test]
fn a_transfer_stays_ours_until_the_other_claims() {
    let mut console = mine();
    console.keys("esc : 'transfer Eva' enter");
    assert_eq!(
        verb(&mut console),
        Some(Arrange::Assign(Some(Text::from("Eva"))))
    );
    let now = console.now;
    let mut offered = claim("acme/1", &actor(), 1, now);
    offered.arranged = meant_for("Eva");
    console.done(Ok(Outcome::Arranged(Arranging::Done(offered))));
    assert!(matches!(console.notice(), Some(Notice::Transferred { .. })));
    assert!(console.state.mine.contains_key(&key("acme/1")));
    console.claims(vec![claim("acme/1", &eva(), 2, now)]);
    assert!(console.state.mine.is_empty(), "she has it");
}

#[test]
fn names_that_were_met_are_suggested() {
    let mut console = Console::with_rows(three());
    console.claims(vec![claim("luna/3", &eva(), 1, console.now)]);
    console.keys("@ tab enter");
    assert_eq!(
        verb(&mut console),
        Some(Arrange::Assign(Some(Text::from("Eva"))))
    );
}

#[test]
fn without_any_of_ones_own_there_is_nothing_to_transfer() {
    let mut console = Console::with_rows(three());
    console.keys(": 'transfer' enter");
    assert!(matches!(console.notice(), Some(Notice::NothingToTransfer)));
    assert!(console.take_verbs().is_empty());
}

#[test]
fn another_s_conversation_is_neither_put_off_nor_assigned() {
    let mut console = Console::with_rows(three());
    console.claims(vec![claim("acme/1", &eva(), 1, console.now)]);
    console.keys("end z @");
    assert!(matches!(console.notice(), Some(Notice::Refused { .. })));
    assert!(console.take_verbs().is_empty());
}

#[test]
fn one_more_than_the_cap_is_warned_of_once() {
    let mut console = Console::with_rows(three());
    console.state.preferences.cap = 1;
    console.keys("c");
    let now = console.now;
    console.done(Ok(won("acme/1", now)));
    console.keys("esc esc down c");
    assert!(matches!(
        console.notice(),
        Some(Notice::OverCap { mine: 1, cap: 1 })
    ));
    assert!(console.take_verbs().is_empty());
    console.keys("c");
    assert_eq!(console.take_verbs().len(), 1, "the second time it goes on");
}

#[test]
fn a_resolved_one_is_taken_again() {
    let mut console = Console::with_rows(vec![world::row("acme/1", "Marta", -60)]);
    console.keys("2 : 'reopen' enter");
    assert_eq!(console.take_verbs(), [Verb::Reopen { key: key("acme/1") }]);
}

/// Ten minutes, five minutes and two hours for everybody.
pub fn some_targets() -> Vec<(TenantKey, Policy)> {
    let words = Words::from([("any".to_owned(), "10m/5m/2h".to_owned())]);
    let all = TenantKey {
        platform: key("acme/1").platform,
        tenant: "*".into(),
    };
    vec![(all, Policy::read(&words).unwrap())]
}

/// An outcome of every kind, by `how`.
pub fn some_outcome(of: &ConversationKey, what: &Arrange, how: u8) -> Arranging {
    let mut row = free("acme/1", Arranged::default());
    row.key = of.clone();
    match what {
        Arrange::Snooze(Some(until)) => row.arranged = put_off(world::noon(), *until),
        Arrange::Assign(Some(name)) => row.arranged = meant_for(name.as_str()),
        Arrange::Snooze(None) | Arrange::Assign(None) => {}
    }
    match how % 5 {
        0 => Arranging::Unknown,
        1 => Arranging::Already(row),
        2 => Arranging::Lost(claim("acme/1", &eva(), 9, world::noon())),
        3 => Arranging::NotFound,
        _ => Arranging::Done(row),
    }
}

fn promised(console: &mut Console) {
    console.answer(
        |load| matches!(load, Load::Targets { .. }),
        Ok(Loaded::Targets(some_targets())),
    );
}

fn goal(state: &State, name: &str) -> Option<Goal> {
    let mut rows = state.escalations.list.all();
    let row = rows.find(|row| row.escalation().is_some_and(|one| one.key == key(name)))?;
    row.due().map(|due| due.goal)
}

#[test]
fn the_next_breach_comes_first_within_a_priority() {
    let mut console = Console::with_rows(vec![
        waiting("acme/1", "Marta", "high", -60),
        waiting("luna/3", "Zoé", "high", -30),
        waiting("acme/2", "José", "urgent", -10),
    ]);
    promised(&mut console);
    assert_eq!(console.queue(), ["2", "1", "3"]);
    assert_eq!(goal(&console.state, "acme/1"), Some(Goal::FirstResponse));
    assert_eq!(console.state.escalations.near, 0);
    console.wait(8 * 60_000);
    assert!(console.state.escalations.near > 0, "the last fifth");
}

#[test]
fn a_reply_pauses_the_clock_and_a_bot_s_line_does_not() {
    let mut console = Console::with_rows(vec![wrote("acme/1", Speaker::Bot, -5)]);
    promised(&mut console);
    assert_eq!(goal(&console.state, "acme/1"), Some(Goal::FirstResponse));
    let mut replied = claim("acme/1", &actor(), 1, console.now);
    replied.arranged.last_reply = Some(console.now);
    console.claims(vec![replied]);
    assert_eq!(
        goal(&console.state, "acme/1"),
        None,
        "it waits for the customer"
    );
    console.sweep(vec![wrote("acme/1", Speaker::Customer, 300)]);
    assert_eq!(goal(&console.state, "acme/1"), Some(Goal::NextResponse));
}
