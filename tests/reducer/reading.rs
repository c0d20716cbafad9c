//! When what is read, and what the panes say of it.

use crate::driver::{Console, is_sweep, page, problem};
use crate::world::{claim, eva, key, opened, three};
use switchboard::app::Pane;
use switchboard::app::effect::Load;
use switchboard::app::feed::Feed;
use switchboard::app::msg::{Loaded, Msg};
use switchboard::domain::conversation::Storage;
use switchboard::domain::id::TenantId;
use switchboard::domain::problem::Trouble;
use switchboard::domain::usage::Figures;

fn is_claims(load: &Load) -> bool {
    *load == Load::Claims
}

/// How many milliseconds pass until the load is asked for, told in steps of 50.
fn until(console: &mut Console, fits: impl Fn(&Load) -> bool) -> i64 {
    let mut millis = 0;
    while !console.asks(&fits) {
        assert!(millis < 400_000, "never asked");
        console.wait(50);
        millis += 50;
    }
    millis
}

#[test]
fn claims_are_read_every_two_seconds_one_read_at_a_time() {
    let mut console = Console::with_rows(Vec::new());
    console.claims(Vec::new());
    until(&mut console, is_claims);
    console.claims(Vec::new());
    assert_eq!(until(&mut console, is_claims), 2_000);
    console.wait(30_000);
    let asked = console.take_loads().into_iter().filter(is_claims).count();
    assert_eq!(asked, 1, "nobody has answered yet");
}

#[test]
fn an_unfocused_terminal_reads_five_times_less() {
    let mut console = Console::with_rows(Vec::new());
    console.claims(Vec::new());
    until(&mut console, is_claims);
    console.send(Msg::Focused(false)).claims(Vec::new());
    assert_eq!(until(&mut console, is_claims), 10_000);
    console.claims(Vec::new()).send(Msg::Focused(true));
    assert_eq!(until(&mut console, is_claims), 2_000);
}

#[test]
fn the_open_conversation_is_read_faster_where_a_message_could_be_lost() {
    for (storage, millis) in [
        (Storage::LastMessageOnly, 1_000),
        (Storage::Embedded, 2_000),
    ] {
        let mut console = Console::with_rows(three());
        let mut row = three().remove(0);
        row.talk.as_mut().unwrap().storage = storage;
        console.keys("enter").opened(opened(row, Vec::new()));
        let fits = |load: &Load| matches!(load, Load::Conversation { .. });
        assert_eq!(until(&mut console, fits), millis, "{storage:?}");
    }
}

#[test]
fn the_sweep_keeps_to_its_budget() {
    let pace = |keys: &str| {
        let mut console = Console::up();
        console.keys(keys);
        until(&mut console, is_sweep);
        console.answer(
            is_sweep,
            Ok(Loaded::Conversations(page(Vec::new(), Some("next"), 100.0))),
        );
        until(&mut console, is_sweep)
    };
    assert_eq!(pace("2"), 2_000, "100 units at 50 a second");
    assert_eq!(pace("3"), 2_000, "the queue is swept too");
    assert_eq!(pace("1"), 20_000, "100 units at 5 a second");
}

#[test]
fn beside_the_queue_index_the_sweep_is_slow() {
    let mut console = Console::indexed();
    console.answer(
        is_sweep,
        Ok(Loaded::Conversations(page(Vec::new(), Some("next"), 10.0))),
    );
    assert_eq!(until(&mut console, is_sweep), 2_000, "10 units at 5");
}

#[test]
fn the_index_is_read_every_two_seconds_while_one_looks_and_every_five_otherwise() {
    let is_queue = |load: &Load| matches!(load, Load::Queue { .. });
    let mut console = Console::indexed();
    let round = |console: &mut Console| {
        for _ in 0..2 {
            console.wait(10).answer(
                is_queue,
                Ok(Loaded::Conversations(page(Vec::new(), None, 0.5))),
            );
        }
    };
    round(&mut console);
    assert_eq!(until(&mut console, is_queue), 2_000);
    round(&mut console);
    console.keys("5");
    assert_eq!(until(&mut console, is_queue), 5_000);
}

#[test]
fn a_pass_is_followed_by_a_rest_and_shows_its_progress() {
    let mut console = Console::up();
    console.answer(
        is_sweep,
        Ok(Loaded::Conversations(page(three(), None, 1.5))),
    );
    let walk = &console.state.conversations.walk;
    assert_eq!((walk.done, walk.stops.len(), walk.items), (1, 2, 3));
    assert!((walk.units - 1.5).abs() < f64::EPSILON);
    console.wait(100).answer(
        is_sweep,
        Ok(Loaded::Conversations(page(Vec::new(), None, 0.5))),
    );
    assert_eq!(until(&mut console, is_sweep), 2_000);
    assert_eq!(console.state.conversations.walk.pass, 2);
}

#[test]
fn passes_rest_longer_while_nothing_changes_and_nobody_touches_a_key() {
    let rests = |console: &mut Console, passes: usize| -> Vec<i64> {
        (0..passes)
            .map(|_| {
                console.sweep(three());
                until(console, is_sweep)
            })
            .collect()
    };
    let mut console = Console::up();
    assert_eq!(rests(&mut console, 4), [2_000, 2_000, 4_000, 8_000]);
    console.keys("j");
    assert_eq!(rests(&mut console, 2), [2_000, 4_000]);
    console.sweep(three()).wait(2_500);
    assert!(!console.asks(is_sweep), "the rest is 8 s again");
    let theirs = claim("acme/1", &eva(), 1, console.now);
    console.claims(vec![theirs]).wait(10);
    assert!(console.asks(is_sweep), "somebody took one over");
}

#[test]
fn switches_are_read_every_two_seconds_while_one_looks() {
    let fits = |load: &Load| matches!(load, Load::Switches { .. });
    let mut console = Console::with_rows(Vec::new());
    console.keys("4");
    for _ in 0..2 {
        until(&mut console, fits);
        console.answer(fits, Ok(Loaded::Switches(Vec::new())));
    }
    assert_eq!(until(&mut console, fits), 2_000);
    console.keys("3").take();
    console.wait(30_000);
    assert!(!console.asks(fits), "nobody looks");
}

#[test]
fn feeds_tell_loading_fresh_stale_throttled_failed_and_denied_apart() {
    let mut console = Console::up();
    let feed = |console: &Console| console.state.feed(Pane::Tenants);
    let mut fresh = Console::new();
    fresh.connected(Ok(crate::world::connected()));
    assert_eq!(feed(&fresh), Feed::Loading);
    let at = console.now;
    assert_eq!(feed(&console), Feed::Fresh { at });
    console.take();
    let fits = |load: &Load| matches!(load, Load::Tenants { .. });
    for (trouble, name) in [
        (Trouble::Throttled, "throttled"),
        (Trouble::Unreachable, "failed"),
        (Trouble::Denied, "denied"),
    ] {
        until(&mut console, fits);
        console.answer(fits, Err(problem(trouble)));
        let fits = match feed(&console) {
            Feed::Throttled { at: Some(a), .. } => name == "throttled" && a == at,
            Feed::Failed { at: Some(a), .. } => name == "failed" && a == at,
            Feed::Denied { at: Some(a), .. } => name == "denied" && a == at,
            _ => false,
        };
        assert!(fits, "{name}: {:?}", feed(&console));
        assert_eq!(console.state.tenants.list.total(), 2, "{name}");
    }
    let mut old = Console::up();
    old.wait(200_000);
    assert!(matches!(feed(&old), Feed::Stale { .. }));
}

#[test]
fn failures_are_tried_again_after_waits_that_double_up_to_a_minute() {
    let mut console = Console::with_rows(Vec::new());
    let waits: Vec<i64> = (0..8)
        .map(|_| {
            until(&mut console, is_claims);
            console.answer(is_claims, Err(problem(Trouble::Throttled)));
            until(&mut console, is_claims) / 1_000
        })
        .collect();
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60]);
    console.claims(Vec::new());
    assert_eq!(until(&mut console, is_claims), 2_000, "all is well again");
}

#[test]
fn refresh_reads_at_once_even_after_a_failure() {
    let mut console = Console::with_rows(Vec::new());
    until(&mut console, is_claims);
    console.answer(is_claims, Err(problem(Trouble::Denied)));
    console.take();
    console.keys("ctrl-r");
    assert!(console.asks(is_claims));
}

#[test]
fn switches_and_usage_are_read_only_while_they_are_looked_at() {
    let wants = |console: &Console, load: &dyn Fn(&Load) -> bool| console.asks(load);
    let switches = |load: &Load| matches!(load, Load::Switches { .. } | Load::Catalogue);
    let usage = |load: &Load| matches!(load, Load::Usage { .. });
    let mut console = Console::with_rows(Vec::new());
    console.wait(60_000);
    assert!(!wants(&console, &switches) && !wants(&console, &usage));
    console.keys("4");
    assert!(wants(&console, &switches));
    console.keys("5");
    assert!(wants(&console, &usage));
}

#[test]
fn usage_fills_the_tenants_too() {
    let mut console = Console::up();
    console.keys("5");
    let month = switchboard::domain::usage::UsageMonth {
        platform: switchboard::domain::id::PlatformId::Marketplace,
        tenant: TenantId::from("acme"),
        month: "2026-11".into(),
        figures: Figures::Messages {
            tracker: None,
            metrics: Some(switchboard::domain::usage::MetricsUsage {
                messages: 2_500,
                ..Default::default()
            }),
        },
        oddities: 0,
    };
    let older = switchboard::domain::usage::UsageMonth {
        month: "2026-10".into(),
        figures: Figures::Messages {
            tracker: None,
            metrics: None,
        },
        ..month.clone()
    };
    console.answer(
        |load| matches!(load, Load::Usage { tenant } if tenant.tenant.as_str() == "acme"),
        Ok(Loaded::Usage(vec![older, month].into())),
    );
    let rows: Vec<_> = console.state.usage.list.shown().collect();
    assert_eq!(rows[0].month.month, "2026-11", "the newest month first");
    assert_eq!(rows[0].percent(), Some(50.0));
    let tenant = console.state.tenants.list.get(&key("acme/1").owner());
    assert_eq!(tenant.unwrap().used, Some(2_500));
}

#[test]
fn there_is_always_a_deadline_and_it_is_not_in_the_past() {
    let mut console = Console::with_rows(three());
    for _ in 0..200 {
        let due = console.state.next_deadline().unwrap();
        assert!(due > console.now, "the loop would spin at {due}");
        console.wait(due.as_millisecond() - console.now.as_millisecond() + 1);
        if console.asks(is_claims) {
            console.claims(Vec::new());
        }
    }
}

#[test]
fn an_idle_console_nobody_looks_at_wakes_seldom() {
    let mut console = Console::with_rows(three());
    console.send(Msg::Focused(false));
    let end = console.now.as_second() + 60;
    let mut wakes = 0;
    while console.now.as_second() < end {
        let due = console.state.next_deadline().unwrap();
        console.wait((due.as_millisecond() - console.now.as_millisecond()).max(1));
        wakes += 1;
        if console.asks(is_claims) {
            console.claims(Vec::new());
        }
        if console.asks(is_sweep) {
            console.sweep(three());
        }
    }
    assert!(wakes <= 30, "{wakes} in a minute");
}

#[test]
fn the_meter_averages_over_some_seconds() {
    let mut console = Console::with_rows(Vec::new());
    for _ in 0..10 {
        let now = console.now;
        console.send(Msg::Tick {
            now,
            read_units: 3.0,
        });
        console.wait(1_000);
    }
    let rate = console.state.meter.rate(console.now);
    assert!((2.5..=3.0).contains(&rate), "{rate}");
    console.wait(11_000);
    assert!(console.state.meter.rate(console.now) < 0.01);
}
