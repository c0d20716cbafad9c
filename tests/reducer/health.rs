//! Health: what is read when, in which order it stands, and whose history is asked for.

use crate::driver::{Console, problem};
use crate::world::{at, noon};
use switchboard::app::effect::Load;
use switchboard::app::feed::Feed;
use switchboard::app::msg::Loaded;
use switchboard::app::{Focus, Pane};
use switchboard::domain::alarm::{
    Actions, Alarm, AlarmState, Found, Happened, Happening, Health, Vital, Watch,
};
use switchboard::domain::cost::Cost;
use switchboard::domain::id::PlatformId;
use switchboard::domain::page::Page;
use switchboard::domain::problem::Trouble;
use switchboard::domain::system::Port;
use switchboard::domain::text::Text;

const PLATFORM: PlatformId = PlatformId::Marketplace;

pub fn alarm(name: &str, state: AlarmState) -> Vital {
    Vital {
        platform: PLATFORM,
        name: Text::from(name),
        found: Found::Existing(Box::new(Alarm {
            name: Text::from(name),
            state,
            since: Some(at(-60)),
            reason: Text::default(),
            watch: Watch::Composite(Text::from("ALARM(a)")),
            actions: Actions::default(),
        })),
    }
}

pub fn health(vitals: Vec<Vital>) -> Loaded {
    Loaded::Health(Health {
        vitals,
        more: false,
        as_of: noon(),
    })
}

/// Alarms with these names, some of which ring.
pub fn some(seeds: &[u8]) -> Health {
    let states = [AlarmState::Ok, AlarmState::Alarm, AlarmState::NoData];
    let of = |seed: &u8| {
        let name = format!("alarm-{}", seed % 16);
        alarm(&name, states[usize::from(*seed) % states.len()])
    };
    Health {
        vitals: seeds.iter().map(of).collect(),
        more: seeds.len() > 3,
        as_of: noon(),
    }
}

/// Connected to a system whose alarms can be read, in the pane.
fn console() -> Console {
    let mut console = Console::up_with(|connected| {
        connected.systems[0].ports.push(Port::Health);
    });
    console.keys("6");
    assert_eq!(console.state.pane, Pane::Health);
    console.wait(10);
    console
}

pub fn is_health(load: &Load) -> bool {
    matches!(load, Load::Health { platform: PLATFORM })
}

fn is_history_of(name: &str) -> impl Fn(&Load) -> bool {
    move |load| matches!(load, Load::AlarmHistory { name: n, .. } if *n == *name)
}

fn names(console: &Console) -> Vec<String> {
    let rows = console.state.health.list.shown();
    rows.map(|row| row.vital.name.to_string()).collect()
}

fn turned() -> Happening {
    Happening {
        at: at(-60),
        what: Happened::Turned {
            from: Some(AlarmState::Alarm),
            to: AlarmState::Ok,
        },
        summary: Text::from("quiet"),
    }
}

fn told(items: Vec<Happening>) -> Loaded {
    Loaded::AlarmHistory(Page {
        items,
        next: None,
        cost: Cost::default(),
    })
}

#[test]
fn alarms_are_read_while_the_pane_is_looked_at_and_what_is_broken_stands_first() {
    let mut elsewhere = Console::up_with(|connected| {
        connected.systems[0].ports.push(Port::Health);
    });
    elsewhere.wait(100);
    assert!(!elsewhere.asks(is_health), "nobody looks");
    let mut console = console();
    let vitals = vec![alarm("a", AlarmState::Ok), alarm("z", AlarmState::Alarm)];
    console.answer(is_health, Ok(health(vitals)));
    assert_eq!(names(&console), ["z", "a"]);
    assert!(matches!(
        console.state.feed(Pane::Health),
        Feed::Fresh { .. }
    ));
    // An alarm that was deleted leaves; its place is not remembered.
    console.wait(31_000);
    console.answer(is_health, Ok(health(vec![alarm("a", AlarmState::Ok)])));
    assert_eq!(names(&console), ["a"]);
}

#[test]
fn a_history_is_asked_for_once_its_alarm_can_be_seen_and_a_late_one_is_dropped() {
    let mut console = console();
    let vitals = vec![alarm("a", AlarmState::Alarm), alarm("b", AlarmState::Alarm)];
    console.answer(is_health, Ok(health(vitals)));
    console.wait(10).keys("enter");
    assert_eq!(console.state.focus, Focus::Detail);
    console.wait(10);
    assert!(console.asks(is_history_of("a")));
    console.keys("esc j enter").wait(10);
    let shown = |console: &Console| {
        let history = console.state.health.history.as_ref().unwrap();
        (history.key.1.to_string(), history.lines.len())
    };
    console.answer(is_history_of("a"), Ok(told(vec![turned()])));
    assert_eq!(shown(&console), ("b".to_owned(), 0), "it was about another");
    console.answer(is_history_of("b"), Ok(told(vec![turned(), turned()])));
    assert_eq!(shown(&console), ("b".to_owned(), 2));
}

#[test]
fn a_failure_leaves_what_was_read_and_is_said() {
    let mut console = console();
    console.answer(is_health, Ok(health(vec![alarm("a", AlarmState::Alarm)])));
    console.wait(31_000);
    console.answer(is_health, Err(problem(Trouble::Denied)));
    assert_eq!(names(&console), ["a"]);
    assert!(matches!(
        console.state.feed(Pane::Health),
        Feed::Denied { at: Some(_), .. }
    ));
}
