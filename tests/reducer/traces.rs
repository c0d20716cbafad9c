//! Traces of an alarm's time: which are listed, what is read of them, and that a system without any says so.

use crate::driver::{Console, problem};
use crate::health::{alarm, health, is_health};
use crate::logs::console;
use crate::world::at;
use switchboard::app::Layer;
use switchboard::app::effect::Load;
use switchboard::app::logs::listing::Listing;
use switchboard::app::logs::{Brought, Wanted};
use switchboard::app::msg::Loaded;
use switchboard::domain::alarm::AlarmState;
use switchboard::domain::cost::Cost;
use switchboard::domain::page::{Cursor, Page};
use switchboard::domain::problem::Trouble;
use switchboard::domain::text::Text;
use switchboard::domain::trace::{Fate, TraceSummary};

/// One for each seed; the first page goes on where `more`.
pub fn page(seeds: &[u8], more: bool) -> Page<TraceSummary> {
    let of = |seed: &u8| TraceSummary {
        id: Text::from(format!("1-5759e988-{seed:024x}").as_str()),
        began: (*seed != 7).then(|| at(-i64::from(*seed))),
        took: None,
        fate: Fate::Fault,
        entry: Text::from("api"),
    };
    Page {
        items: seeds.iter().map(of).collect(),
        next: more.then(|| Cursor("more".to_owned())),
        cost: Cost::default(),
    }
}

fn wants(load: &Load) -> Option<&Wanted> {
    match load {
        Load::Log { what, .. } => matches!(what, Wanted::Traces { .. }).then_some(what),
        _ => None,
    }
}

fn is_traces(load: &Load) -> bool {
    wants(load).is_some()
}

fn bring(console: &mut Console, page: Page<TraceSummary>) {
    let brought = Brought::Traces(page);
    console.answer(is_traces, Ok(Loaded::Log(Box::new(brought))));
}

fn listing(console: &Console) -> &Listing {
    console.state.logs.traces().unwrap()
}

/// An alarm that turned a minute ago is selected, and its traces are asked for.
fn listed() -> Console {
    let mut console = console();
    let ringing = vec![alarm("high-error-rate", AlarmState::Alarm)];
    console.answer(is_health, Ok(health(ringing)));
    console.keys("T");
    assert_eq!(console.state.layer(), Layer::Traces);
    console
}

#[test]
fn failed_traces_of_the_alarms_time_are_read_to_the_end_newest_first() {
    let mut console = listed();
    let shown = listing(&console);
    assert_eq!(shown.span.from, at(-660), "ten minutes before it turned");
    assert_eq!(shown.span.to, console.state.clock);
    assert!(shown.filter.failed && shown.is_reading());
    bring(&mut console, page(&[9, 3], true));
    assert!(listing(&console).is_reading());
    // The second page has one that the first had.
    bring(&mut console, page(&[3, 1], false));
    let ids: Vec<&str> = listing(&console)
        .found
        .iter()
        .map(|one| &one.id.as_str()[34..])
        .collect();
    assert_eq!(ids, ["1", "3", "9"]);
    console.wait(60_000);
    assert!(!console.asks(is_traces), "they do not change");

    // One is opened, and left again.
    console.keys("j enter");
    assert_eq!(console.state.layer(), Layer::Trace);
    let id = console.state.logs.trace().unwrap().id.to_string();
    assert_eq!(id, "1-5759e988-000000000000000000000003");
    console.keys("esc");
    assert_eq!(listing(&console).selected, 1);

    // All of them, not the failed ones only.
    console.keys("+");
    let asked = |load: &Load| match wants(load) {
        Some(Wanted::Traces { filter, after, .. }) => !filter.failed && after.is_none(),
        _ => false,
    };
    assert!(console.asks(asked));
    bring(&mut console, page(&[2], false));
    assert_eq!(listing(&console).found.len(), 1);
    console.keys("+ esc");
    assert!(!console.state.logs.is_open());
}

#[test]
fn there_may_be_none_and_the_read_may_fail() {
    let mut console = listed();
    let denied = problem(Trouble::Unreachable);
    console.answer(is_traces, Err(denied));
    assert!(listing(&console).source.setback.is_some());
    console.wait(10_100);
    bring(&mut console, page(&[], false));
    assert!(listing(&console).source.setback.is_none());
    // Nothing is opened by chance.
    console.keys("enter T y");
    assert_eq!(console.state.layer(), Layer::Traces);
    console.wait(60_000);
    assert!(!console.asks(is_traces));
    console.keys("ctrl-r");
    assert!(console.asks(is_traces));
    assert_eq!(listing(&console).span.to, console.state.clock, "up to now");
}

#[test]
fn no_more_than_a_bound_is_read_and_that_there_are_more_is_known() {
    let mut console = listed();
    for round in 0_u8..2 {
        let seeds: Vec<u8> = (0..150).collect();
        let mut next = page(&seeds, true);
        for one in &mut next.items {
            one.id = Text::from(format!("{}{round}", one.id).as_str());
        }
        bring(&mut console, next);
    }
    let shown = listing(&console);
    assert_eq!((shown.found.len(), shown.more), (300, true));
    assert!(!console.asks(is_traces));
    console.keys("G");
    assert_eq!(listing(&console).selected, 299);
}

#[test]
fn without_a_selected_alarm_and_in_the_metrics_nothing_is_listed() {
    let mut console = console();
    console.keys("T");
    assert!(!console.state.logs.is_open(), "no alarm is selected");
    console.answer(is_health, Ok(health(vec![alarm("a", AlarmState::Ok)])));
    console.keys("m T");
    assert!(
        !console.state.logs.is_open(),
        "a metric has no time of its own"
    );
    console.keys("m T");
    let span = listing(&console).span;
    assert_eq!(
        span.to.duration_since(span.from).as_secs(),
        3600,
        "it is well"
    );
}
