//! Alerts: what raises one, once for each conversation until somebody looks, and what they carry.

use crate::driver::Console;
use crate::handoff::mine;
use crate::world::{at, three, waiting};
use switchboard::app::alerts::Kind;
use switchboard::app::effect::Effect;
use switchboard::app::preferences::Quiet;
use switchboard::domain::conversation::{ConversationRow, Speaker};

fn bells(console: &mut Console) -> usize {
    let effects = console.take();
    effects
        .iter()
        .filter(|effect| **effect == Effect::Bell)
        .count()
}

fn titles(console: &mut Console) -> Vec<String> {
    let title = |effect| match effect {
        Effect::Title(title) => Some(title),
        _ => None,
    };
    console.take().into_iter().filter_map(title).collect()
}

fn wrote(when: i64) -> ConversationRow {
    let mut row = waiting("acme/1", "Marta", "urgent", -60);
    if let Some(last) = row.talk.as_mut().and_then(|talk| talk.last.as_mut()) {
        last.from = Speaker::Customer;
        last.at = Some(at(when));
    }
    row
}

fn with(row: ConversationRow) -> Vec<ConversationRow> {
    let mut rows = three();
    rows[0] = row;
    rows
}

/// One of ours is held, and the person has gone back to the list of the pane of tenants.
fn elsewhere() -> Console {
    let mut console = mine();
    console.keys("esc esc 1");
    console.take();
    console
}

#[test]
fn a_customer_who_writes_on_and_on_rings_once() {
    let mut console = elsewhere();
    console.sweep(with(wrote(30)));
    assert_eq!(bells(&mut console), 1);
    console.sweep(with(wrote(60)));
    assert_eq!(bells(&mut console), 0, "nobody has looked since");
}

#[test]
fn the_title_counts_what_is_unread_and_names_nobody() {
    let mut console = elsewhere();
    console.sweep(with(wrote(30)));
    assert_eq!(titles(&mut console), ["switchboard (1)"]);
}

#[test]
fn notifications_name_the_customer_and_carry_no_word_of_theirs() {
    let mut console = elsewhere();
    console.state.preferences.alerts.osc9 = true;
    console.sweep(with(wrote(30)));
    let alert = console.take().into_iter().find_map(|effect| match effect {
        Effect::Alert(alert) => Some(alert),
        _ => None,
    });
    let alert = alert.unwrap();
    assert_eq!(alert.kind, Kind::Wrote);
    assert_eq!(alert.who, "Marta");
    assert!(alert.osc9 && !alert.osc777);
}

#[test]
fn a_hostile_name_loses_what_could_end_a_sequence() {
    let mut console = elsewhere();
    console.state.preferences.alerts.osc777 = true;
    let mut row = wrote(30);
    if let Some(talk) = &mut row.talk {
        talk.customer.name = Some("M\u{1b}]0;evil\u{7};+573001234567\nx".into());
    }
    console.sweep(with(row));
    let who = console.take().into_iter().find_map(|effect| match effect {
        Effect::Alert(alert) => Some(alert.who),
        _ => None,
    });
    let who = who.unwrap();
    assert!(
        !who.contains(';') && !who.chars().any(char::is_control),
        "{who:?}"
    );
    assert!(!who.contains("3001234567"), "{who:?}");
}

#[test]
fn quiet_hours_keep_quiet() {
    let mut console = elsewhere();
    console.state.preferences.alerts.quiet = Quiet::parse("00:00-23:59");
    console.sweep(with(wrote(30)));
    assert_eq!(bells(&mut console), 0);
}

#[test]
fn what_is_switched_off_is_not_given() {
    let mut console = elsewhere();
    console.state.preferences.alerts.bell = false;
    console.state.preferences.alerts.title = false;
    console.sweep(with(wrote(30)));
    let effects = console.take();
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Bell | Effect::Title(_) | Effect::Alert(_)))
    );
}
