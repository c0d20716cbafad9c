//! Lists: identity, order, filter, passes.

use crate::driver::{Console, is_sweep, page, problem};
use crate::world::{at, claim, connected, eva, key, message, opened, row, three, waiting, won};
use switchboard::app::Pane;
use switchboard::app::effect::Effect;
use switchboard::app::effect::Load;
use switchboard::app::escalations::EscalationColumn;
use switchboard::app::msg::Loaded;
use switchboard::domain::conversation::{ConversationRow, Speaker};
use switchboard::domain::escalation::WaitingWord;
use switchboard::domain::problem::Trouble;

#[test]
fn the_queue_is_in_the_order_of_taking() {
    let console = Console::with_rows(three());
    assert_eq!(console.queue(), ["1", "2", "3"]);
    assert_eq!(console.selected().as_deref(), Some("1"));
    assert_eq!(console.state.escalations.waiting, 3);
}

#[test]
fn selection_stays_with_the_row_when_more_urgent_ones_come() {
    let mut console = Console::with_rows(three());
    console.keys("j");
    let mut rows = three();
    rows.push(waiting("luna/0", "Nueva", "urgent", -5000));
    console.sweep(rows);
    assert_eq!(console.queue(), ["0", "1", "2", "3"]);
    assert_eq!(console.selected().as_deref(), Some("2"));
}

#[test]
fn after_the_first_pass_even_an_untouched_selection_stays_with_its_row() {
    let mut console = Console::with_rows(three());
    let mut rows = three();
    rows.push(waiting("luna/0", "Nueva", "urgent", -5000));
    console.sweep(rows);
    assert_eq!(console.selected().as_deref(), Some("1"));
}

#[test]
fn while_the_first_pass_runs_the_selection_is_the_first_row() {
    let mut console = Console::up();
    console.answer(
        is_sweep,
        Ok(Loaded::Conversations(page(
            vec![waiting("acme/2", "José", "high", -300)],
            Some("next"),
            0.5,
        ))),
    );
    assert_eq!(console.selected().as_deref(), Some("2"));
    console.wait(100).answer(
        is_sweep,
        Ok(Loaded::Conversations(page(
            vec![waiting("acme/1", "Marta", "urgent", -60)],
            None,
            0.5,
        ))),
    );
    assert_eq!(console.selected().as_deref(), Some("1"));
}

#[test]
fn a_row_that_is_claimed_while_the_first_pass_runs_stays_selected() {
    let mut console = Console::up();
    let page = |row, next| Ok(Loaded::Conversations(page(vec![row], next, 0.5)));
    let jose = waiting("acme/2", "José", "high", -300);
    console.answer(is_sweep, page(jose, Some("next")));
    console.keys("c").wait(100);
    let marta = waiting("acme/1", "Marta", "urgent", -60);
    console.answer(is_sweep, page(marta, None));
    assert_eq!(console.queue(), ["1", "2"]);
    assert_eq!(console.selected().as_deref(), Some("2"));
    let now = console.now;
    console.done(Ok(won("acme/2", now))).keys("'hola'");
    assert_eq!(console.typed().as_deref(), Some("hola"));
}

#[test]
fn the_neighbour_is_selected_when_the_selected_row_vanishes() {
    let mut console = Console::with_rows(three());
    console.keys("j");
    console.sweep(vec![three().remove(0), three().remove(2)]);
    assert_eq!(console.queue(), ["1", "3"]);
    assert_eq!(console.selected().as_deref(), Some("3"));
    console.sweep(vec![three().remove(0)]);
    assert_eq!(console.selected().as_deref(), Some("1"));
    console.sweep(Vec::new());
    assert_eq!(console.selected(), None);
}

#[test]
fn order_and_its_direction_keep_the_selection() {
    let mut console = Console::with_rows(three());
    console.keys("j o");
    let order = console.state.escalations.list.order();
    assert_eq!(order.column, EscalationColumn::Wait);
    assert_eq!(console.queue(), ["3", "2", "1"]);
    assert_eq!(console.selected().as_deref(), Some("2"));
    console.keys("O");
    assert_eq!(console.queue(), ["1", "2", "3"]);
    assert_eq!(console.selected().as_deref(), Some("2"));
    assert_eq!(console.state.escalations.list.position(), Some(1));
}

#[test]
fn a_filter_finds_words_without_case_and_accents_in_all_columns() {
    let mut console = Console::with_rows(three());
    console.keys("/ 'JOSE acme'");
    assert_eq!(console.queue(), ["2"]);
    assert_eq!(console.selected().as_deref(), Some("2"));
    console.keys("enter");
    assert_eq!(console.state.escalations.list.len(), 1);
    assert_eq!(console.state.escalations.list.total(), 3);
    console.keys("esc");
    assert_eq!(console.queue(), ["1", "2", "3"]);
    assert_eq!(console.selected().as_deref(), Some("2"));
}

#[test]
fn escape_in_the_filter_brings_the_one_before_back() {
    let mut console = Console::with_rows(three());
    console.keys("/ 'zoe' enter / 'x'");
    assert!(console.queue().is_empty());
    assert_eq!(console.selected(), None);
    console.keys("esc");
    assert_eq!(console.queue(), ["3"]);
    assert_eq!(console.state.escalations.list.filter(), "zoe");
}

#[test]
fn rows_that_come_are_filtered_too() {
    let mut console = Console::with_rows(three());
    console.keys("/ 'marta' enter");
    let mut rows = three();
    rows.push(waiting("luna/4", "Marta Luz", "low", -10));
    rows.push(waiting("luna/5", "Otro", "urgent", -10));
    console.sweep(rows);
    assert_eq!(console.queue(), ["1", "4"]);
}

#[test]
fn a_pass_that_has_not_ended_removes_nothing() {
    let mut console = Console::with_rows(three());
    console.wait(2_100).wait(100);
    console.answer(
        |load| matches!(load, Load::Sweep { tenant, .. } if tenant.tenant.as_str() == "acme"),
        Ok(Loaded::Conversations(page(Vec::new(), Some("next"), 0.5))),
    );
    assert_eq!(console.queue(), ["1", "2", "3"]);
    console.wait(100).answer(
        is_sweep,
        Ok(Loaded::Conversations(page(
            vec![three().remove(1)],
            None,
            0.5,
        ))),
    );
    assert_eq!(console.queue(), ["2", "3"]);
}

#[test]
fn halves_of_a_conversation_are_joined_and_vanish_apart() {
    let whole = waiting("acme/1", "Marta", "urgent", -60);
    let (mut record, mut talk) = (whole.clone(), whole.clone());
    record.talk = None;
    talk.record = None;
    let mut console = Console::with_rows(vec![record, talk.clone()]);
    let list = &console.state.conversations.list;
    assert_eq!(list.get(&key("acme/1")).unwrap().row, whole);
    console.sweep(vec![talk]);
    assert!(console.queue().is_empty());
    assert_eq!(console.state.conversations.list.total(), 1);
}

#[test]
fn a_word_of_the_index_that_lists_a_row_no_more_ends_its_wait() {
    let mut console = Console::indexed();
    let queue = |console: &mut Console, waiting: Vec<ConversationRow>| {
        for word in WaitingWord::ALL {
            let rows = if word == WaitingWord::PassedToHuman {
                waiting.clone()
            } else {
                Vec::new()
            };
            for _ in 0..60 {
                if console.asks(|load| matches!(load, Load::Queue { .. })) {
                    break;
                }
                console.wait(100);
            }
            console.answer(
                |load| matches!(load, Load::Queue { word: w, .. } if *w == word),
                Ok(Loaded::Conversations(page(rows, None, 0.5))),
            );
        }
    };
    queue(&mut console, three());
    assert_eq!(console.queue(), ["1", "2", "3"]);
    queue(&mut console, vec![three().remove(1)]);
    assert_eq!(console.queue(), ["2"]);
}

#[test]
fn those_that_others_hold_come_after_all_that_wait_and_are_not_counted_among_them() {
    let mut console = Console::with_rows(three());
    let now = console.now;
    console.claims(vec![claim("acme/1", &eva(), 4, now)]);
    assert_eq!(console.queue(), ["2", "3", "1"]);
    assert_eq!(console.state.escalations.waiting, 2);
    // The lease runs out and nobody renews it: it waits again.
    console.wait(91_000);
    assert_eq!(console.queue(), ["1", "2", "3"]);
    assert_eq!(console.state.escalations.waiting, 3);
}

#[test]
fn tenants_count_their_conversations() {
    let mut rows = three();
    rows.push(row("acme/9", "Bruno", -5));
    let console = Console::with_rows(rows);
    let tenants = &console.state.tenants.list;
    let acme = tenants.get(&key("acme/1").owner()).unwrap();
    assert_eq!((acme.tally.open, acme.tally.waiting), (3, 2));
    assert_eq!(acme.tally.last_activity, Some(at(-5)));
}

#[test]
fn unread_is_what_the_customer_wrote_after_one_looked() {
    let mut console = Console::with_rows(vec![row("acme/1", "Marta", -60)]);
    let unread = |console: &Console| {
        let list = &console.state.conversations.list;
        list.get(&key("acme/1")).unwrap().unread > 0
    };
    assert!(!unread(&console), "what is older than the console is not");
    console.sweep(vec![row("acme/1", "Marta", 3)]);
    assert!(unread(&console));
    console.keys("2 enter");
    console.opened(opened(
        row("acme/1", "Marta", 3),
        vec![message("m1", Speaker::Customer, 3, "hola")],
    ));
    assert!(!unread(&console));
    console.keys("esc");
    console.sweep(vec![row("acme/1", "Marta", 60)]);
    assert!(unread(&console));
}

#[test]
fn a_failure_keeps_what_was_read() {
    let mut console = Console::with_rows(three());
    while !console.asks(is_sweep) {
        console.wait(500);
    }
    console.answer(is_sweep, Err(problem(Trouble::Unreachable)));
    assert_eq!(console.queue(), ["1", "2", "3"]);
}

#[test]
fn paging_moves_by_a_screen_and_the_window_follows() {
    let rows: Vec<_> = (0..100)
        .map(|n| waiting(&format!("acme/{n:03}"), "X", "low", n64(n)))
        .collect();
    let mut console = Console::with_rows(rows);
    let height = console.state.size.list_rows();
    console.keys("page-down");
    assert_eq!(console.state.escalations.list.position(), Some(height - 1));
    console.keys("end");
    assert_eq!(console.state.escalations.list.position(), Some(99));
    let last = console.state.escalations.list.window(height).last();
    assert!(last.is_some_and(|(_, selected)| selected));
    console.keys("home");
    let first = console.state.escalations.list.window(height).next();
    assert!(first.is_some_and(|(_, selected)| selected));
}

fn n64(n: usize) -> i64 {
    i64::try_from(n).unwrap() - 1_000
}

#[test]
fn every_pane_keeps_its_own_filter_and_selection() {
    let mut console = Console::with_rows(three());
    console.keys("j 2 j j / 'zoe' enter 3");
    assert_eq!(console.state.pane, Pane::Escalations);
    assert_eq!(console.selected().as_deref(), Some("2"));
    assert_eq!(console.queue().len(), 3);
    console.keys("2");
    assert_eq!(console.state.conversations.list.len(), 1);
}

#[test]
fn a_place_that_is_known_is_told() {
    let console = Console::with_rows(three());
    let link = console.state.connection.link().unwrap();
    assert_eq!(link.place, connected().place);
}

#[test]
fn each_message_since_the_look_is_counted_once() {
    let mut console = Console::with_rows(vec![row("acme/1", "Marta", 3)]);
    let unread = |console: &Console| {
        let list = &console.state.conversations.list;
        list.get(&key("acme/1")).unwrap().unread
    };
    assert_eq!(unread(&console), 1);
    // The same read again is no news; a later message is.
    console.sweep(vec![row("acme/1", "Marta", 3)]);
    assert_eq!(unread(&console), 1);
    console.sweep(vec![row("acme/1", "Marta", 60)]);
    assert_eq!(unread(&console), 2);
}

#[test]
fn what_was_seen_is_kept_and_counts_after_a_restart() {
    let mut console = Console::with_rows(vec![row("acme/1", "Marta", 3)]);
    console.keys("2 enter");
    console.opened(opened(
        row("acme/1", "Marta", 3),
        vec![message("m1", Speaker::Customer, 3, "hola")],
    ));
    let kept = Effect::KeepLooked {
        key: key("acme/1"),
        at: at(3),
    };
    assert!(console.take().contains(&kept));
    // Seen again it is not written again.
    console.keys("G");
    assert!(!console.take().contains(&kept));

    // The next console begins after a message that was never on a screen.
    let mut next = Console::up_with(|facts| facts.looked = vec![(key("acme/1"), at(-600))]);
    next.sweep(vec![
        row("acme/1", "Marta", -60),
        row("acme/2", "Luis", -60),
    ]);
    let unread = |console: &Console, name: &str| {
        let list = &console.state.conversations.list;
        list.get(&key(name)).unwrap().unread
    };
    assert_eq!((unread(&next, "acme/1"), unread(&next, "acme/2")), (1, 0));
}
