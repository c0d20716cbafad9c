//! Marks, filters by tag, and one action on many.

use crate::driver::Console;
use crate::world::{actor, at, claim, eva, key, three, waiting};
use proptest::prelude::*;
use switchboard::app::Layer;
use switchboard::app::bulk::Fate;
use switchboard::app::effect::Verb;
use switchboard::app::msg::{Msg, Outcome};
use switchboard::app::notice::Notice;
use switchboard::app::overlay::Overlay;
use switchboard::domain::bulk::{IN_FLIGHT, PER_SECOND, Triage, Triaged};
use switchboard::domain::conversation::ConversationRow;
use switchboard::domain::handoff::{Ending, Fence};
use switchboard::domain::problem::{Problem, Trouble};
use switchboard::domain::text::Text;
use switchboard::domain::trigger;

/// One that waits because `said` fired, as the demo's bot words it.
fn fired(name: &str, word: &str, said: &str) -> ConversationRow {
    let mut row = waiting(name, "Marta", "urgent", -60);
    if let Some(record) = &mut row.record {
        record.reason = Some(Text::from_untrusted(&format!(
            "Dice que es urgente: \"{word}\""
        )));
    }
    if let Some(last) = row.talk.as_mut().and_then(|talk| talk.last.as_mut()) {
        last.text = Text::from_untrusted(said);
    }
    row
}

fn many(count: usize) -> Vec<ConversationRow> {
    let of = |n| fired(&format!("acme/{n:03}"), "ya", "termos para la playa");
    (0..count).map(of).collect()
}

fn marked(console: &Console) -> Vec<String> {
    let marks = console.state.bulk.marks.keys();
    marks
        .map(|key| key.conversation.as_str().to_owned())
        .collect()
}

fn triages(console: &mut Console) -> Vec<Triage> {
    let verbs = console.take_verbs().into_iter();
    verbs
        .map(|verb| match verb {
            Verb::Triage(asked) => asked,
            other => panic!("{other:?}"),
        })
        .collect()
}

fn answer(console: &mut Console, asked: Triage, outcome: Result<Triaged, Problem>) {
    let epoch = console.state.epoch;
    console.send(Msg::Done {
        epoch,
        verb: Verb::Triage(asked),
        outcome: outcome.map(Outcome::Triaged),
    });
}

fn ok() -> Result<Triaged, Problem> {
    Ok(Triaged::Done { fence: Fence(1) })
}

#[test]
fn a_mark_is_set_and_taken_and_goes_on_to_the_next_row() {
    let mut console = Console::with_rows(three());
    console.keys("x x");
    assert_eq!(marked(&console), ["1", "2"]);
    console.keys("g g x");
    assert_eq!(marked(&console), ["2"]);
    console.keys("esc");
    assert!(marked(&console).is_empty());
}

#[test]
fn a_star_marks_the_screen_then_all_then_none() {
    let mut console = Console::with_rows(many(60));
    console.keys("*");
    let on_screen = marked(&console).len();
    assert!(on_screen > 5 && on_screen < 60, "{on_screen}");
    console.keys("*");
    assert_eq!(marked(&console).len(), 60);
    console.keys("*");
    assert!(marked(&console).is_empty());
}

#[test]
fn tags_ask_for_one_thing_exactly_and_customers_cannot_write_them() {
    let mut rows = vec![
        fired("acme/1", "ya", "playa"),
        fired("acme/2", "persona", "kw:ya kw:ya"),
        fired("luna/3", "ya", "ya mismo"),
    ];
    rows.push(waiting("luna/4", "Zoé", "low", -10));
    let mut console = Console::with_rows(rows);
    console.keys("/ 'kw:ya' enter");
    assert_eq!(console.queue(), ["1", "3"]);
    console.keys("/ ' tenant:luna' enter");
    assert_eq!(console.queue(), ["3"]);
    console.keys("esc / 'prio:low' enter");
    assert_eq!(console.queue(), ["4"]);
}

#[test]
fn those_with_the_same_word_stand_together() {
    let mut console = Console::with_rows(vec![
        fired("acme/1", "ya", "ya"),
        waiting("acme/2", "José", "urgent", -500),
        fired("acme/3", "error", "error"),
        fired("acme/4", "ya", "ya"),
    ]);
    console.keys(": 'group keyword' enter");
    assert_eq!(console.queue(), ["3", "1", "4", "2"]);
}

#[test]
fn a_few_are_asked_for_once_with_the_word_as_the_reason_and_no_is_the_default() {
    let mut console = Console::with_rows(many(3));
    console.keys("* * b");
    assert_eq!(console.state.layer(), Layer::Form);
    console.keys("enter");
    assert_eq!(console.state.layer(), Layer::Dialog);
    console.keys("enter");
    assert!(console.take_verbs().is_empty());
    console.keys("enter y");
    let asked = triages(&mut console);
    assert_eq!(asked.len(), 3);
    assert!(asked.iter().all(|one| one.ending == Ending::HandedBack));
    assert!(
        asked
            .iter()
            .all(|one| one.reason.as_str() == "false positive: word «ya»")
    );
    assert!(asked.iter().all(|one| one.bulk == asked[0].bulk));
}

#[test]
fn a_great_number_has_to_be_typed() {
    let mut console = Console::with_rows(many(11));
    console.keys("* * b enter '12' enter");
    assert!(console.take_verbs().is_empty(), "another number");
    assert_eq!(console.state.layer(), Layer::Form);
    console.keys("backspace '1' enter");
    assert_eq!(triages(&mut console).len(), IN_FLIGHT);
}

#[test]
fn four_at_once_and_ten_in_a_second() {
    let mut console = Console::with_rows(many(30));
    console.keys("* * b enter '30' enter");
    let mut begun = 0;
    loop {
        let asked = triages(&mut console);
        assert!(asked.len() <= IN_FLIGHT);
        if asked.is_empty() {
            break;
        }
        begun += asked.len();
        for one in asked {
            answer(&mut console, one, ok());
        }
    }
    assert_eq!(begun, PER_SECOND);
    let due = console.state.next_deadline().unwrap();
    assert!(due.duration_since(console.now).as_millis() <= 1_000);
    console.wait(1_000);
    assert!(!triages(&mut console).is_empty());
}

#[test]
fn what_is_taken_meanwhile_or_fails_stays_marked_and_is_tried_again() {
    let mut console = Console::with_rows(many(3));
    console.keys("* * b enter y");
    let mut asked = triages(&mut console);
    let (third, second, first) = (
        asked.pop().unwrap(),
        asked.pop().unwrap(),
        asked.pop().unwrap(),
    );
    answer(&mut console, first, ok());
    let holder = claim("acme/001", &eva(), 1, at(0));
    answer(&mut console, second, Ok(Triaged::Taken { holder }));
    let throttled = Problem::new(Trouble::Throttled, "dynamodb:TransactWriteItems", "slow");
    answer(&mut console, third.clone(), Err(throttled.clone()));
    assert_eq!(marked(&console), ["001", "002"]);
    let marks = &console.state.bulk.marks;
    assert_eq!(
        marks[&key("acme/001")],
        Some(Fate::Taken(Text::from("Eva")))
    );
    assert_eq!(marks[&key("acme/002")], Some(Fate::Failed(throttled)));
    let Some(Notice::Bulk { count, .. }) = console.notice() else {
        panic!("{:?}", console.notice());
    };
    assert_eq!((count.done, count.taken, count.failed), (1, 1, 1));
    // Who is held by another is left out of the next attempt.
    console.keys("esc b enter y");
    let again = triages(&mut console);
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].key, third.key);
    assert_ne!(again[0].bulk, third.bulk);
}

#[test]
fn escape_stops_after_those_under_way_and_the_rest_stays_marked() {
    let mut console = Console::with_rows(many(12));
    console.keys("* * e 'del lote de hoy' enter '12' enter");
    let asked = triages(&mut console);
    console.keys("esc");
    assert!(matches!(console.state.overlay, Some(Overlay::Bulk { .. })));
    for one in asked {
        assert_eq!(one.ending, Ending::Resolved);
        answer(&mut console, one, ok());
    }
    console.wait(3_000);
    assert!(console.take_verbs().is_empty());
    assert_eq!(marked(&console).len(), 12 - IN_FLIGHT);
    console.keys("esc");
    assert!(console.state.overlay.is_none());
}

#[test]
fn what_others_or_we_hold_is_left_out_and_said() {
    let mut console = Console::with_rows(many(3));
    console.claims(vec![
        claim("acme/000", &eva(), 1, at(0)),
        claim("acme/001", &actor(), 1, at(0)),
    ]);
    console.keys("* * b enter y");
    let asked = triages(&mut console);
    let asked: Vec<_> = asked.iter().map(|one| one.key.clone()).collect();
    assert_eq!(asked, [key("acme/002")]);
}

proptest! {
    #[test]
    fn a_word_between_letters_of_any_kind_is_inside_another(
        before in "[a-zA-ZáéíóúñçãõÁÉÍÑ]{1,6}",
        after in "[a-zA-ZáéíóúñçãõÁÉÍÑ\u{301}]{0,6}",
    ) {
        // The word itself must not come up in what stands around it.
        prop_assume!(trigger::find(&before, "ya").is_none());
        prop_assume!(!after.to_lowercase().contains("ya") && !before.to_lowercase().ends_with('y'));
        let text = format!("hola {before}ya{after}, adiós");
        let found = trigger::find(&text, "ya");
        prop_assert!(found.is_some_and(|found| found.inside), "{text}");
    }

    #[test]
    fn a_word_between_blanks_and_marks_stands_alone(
        before in "[ ¿¡(«,.:;]{1,3}", after in "[ ?!)»,.:;]{0,3}",
    ) {
        let text = format!("hola playa{before}YA{after}");
        let found = trigger::find(&text, "ya");
        prop_assert!(found.is_some_and(|found| !found.inside), "{text}");
    }

    #[test]
    fn whatever_is_said_a_place_lies_in_the_text_and_the_context_around_it(text in any::<String>()) {
        for word in ["ya", "bot", "pésimo", "no funciona"] {
            let found = trigger::find(&text, word);
            prop_assert_eq!(found.is_some(), text.to_lowercase().contains(word));
            if let Some(found) = found {
                prop_assert!(text.get(found.start..found.end).is_some());
                trigger::context(&text, &found, 12);
            }
        }
    }
}
