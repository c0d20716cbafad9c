//! What is shown of what is connected, what else can be connected, and what the role leaves.

use crate::driver::Console;
use crate::world::{marketplace, row, three};
use switchboard::app::effect::{Effect, Load};
use switchboard::app::msg::{Loaded, Msg};
use switchboard::app::notice::Notice;
use switchboard::app::state::Pane;
use switchboard::domain::cost::Cost;
use switchboard::domain::id::PlatformId;
use switchboard::domain::page::Page;
use switchboard::domain::role::Role;
use switchboard::domain::system::{Port, System};

/// Two systems, two profiles, three customers who wait.
fn console() -> Console {
    let mut console = Console::up_with(|facts| {
        facts.systems = vec![
            marketplace(),
            System {
                platform: PlatformId::Diatonic,
                sheets: Default::default(),
                ports: vec![Port::Tenants, Port::Work],
            },
        ];
        facts.profile = Some("prod".to_owned());
        facts.profiles = vec!["lab".to_owned(), "prod".to_owned()];
    });
    console.sweep(three());
    console
}

fn refusals(console: &Console) -> usize {
    let posted = console.state.notices.history();
    posted
        .filter(|posted| matches!(posted.notice, Notice::Refused { .. }))
        .count()
}

#[test]
fn one_system_alone_is_shown_in_all_panes_until_all_are_again() {
    let mut console = console();
    assert_eq!(console.state.escalations.list.len(), 3);
    console.keys(": 'platform diatonic' enter");
    assert_eq!(console.state.only, Some(PlatformId::Diatonic));
    assert_eq!(console.state.escalations.list.len(), 0);
    assert_eq!(console.state.tenants.list.len(), 0);
    console.keys(": 'platform marketplace' enter");
    assert_eq!(console.state.escalations.list.len(), 3);
    console.keys(": 'platform all' enter");
    assert_eq!(
        (console.state.only, console.state.tenants.list.len()),
        (None, 2)
    );
}

#[test]
fn a_row_that_arrives_while_another_system_is_shown_stays_out_of_sight() {
    let mut console = console();
    console.keys(": 'platform diatonic' enter 2");
    console.sweep(vec![row("acme/9", "Nadie", 1)]);
    assert_eq!(console.state.pane, Pane::Conversations);
    assert_eq!(console.state.conversations.list.len(), 0);
    assert!(console.state.conversations.list.total() > 0);
}

#[test]
fn another_profile_is_a_new_connection_and_nothing_of_the_old_one_is_left() {
    let mut console = console();
    let old = console.state.epoch;
    console.take();
    console.keys(": 'profile lab' enter");
    let effects = console.take();
    assert!(effects.contains(&Effect::Open {
        profile: "lab".to_owned()
    }));
    assert!(!effects.contains(&Effect::Connect));
    assert!(console.state.epoch > old);
    assert_eq!(console.state.escalations.list.total(), 0);
    assert_eq!(console.state.conversations.list.total(), 0);
    // An answer that was under way finds no console that asked for it.
    let load = Load::Tenants {
        platform: PlatformId::Marketplace,
        after: None,
    };
    let page = Page {
        items: crate::world::tenants(),
        next: None,
        cost: Cost::default(),
    };
    console.send(Msg::Loaded {
        epoch: old,
        load,
        outcome: Ok(Loaded::Tenants(page)),
    });
    assert_eq!(console.state.tenants.list.total(), 0);
}

#[test]
fn the_profile_that_is_open_is_not_offered() {
    let mut console = console();
    console.take();
    console.keys(": 'profile prod' enter");
    assert!(
        !console
            .take()
            .iter()
            .any(|one| matches!(one, Effect::Open { .. }))
    );
}

#[test]
fn a_role_that_may_not_do_it_asks_for_nothing_and_says_who_may() {
    for (role, key) in [(Role::Support, "4 t"), (Role::Viewer, "3 home c")] {
        let mut console = Console::up_with(|facts| facts.role = role);
        console.sweep(three());
        console.take();
        console.keys(key);
        assert_eq!(refusals(&console), 1, "{role:?}");
        assert!(
            !console
                .take()
                .iter()
                .any(|one| matches!(one, Effect::Do(_)))
        );
    }
    let mut console = Console::up_with(|facts| facts.role = Role::Support);
    console.sweep(three());
    console.take();
    console.keys("3 home c");
    assert!(
        console
            .take()
            .iter()
            .any(|one| matches!(one, Effect::Do(_)))
    );
}
