//! Incidents, the handover and the past: what is asked, what a key does, what nobody may do.

use crate::driver::Console;
use crate::world::{noon, waiting};
use jiff::SignedDuration;
use switchboard::app::command::Command;
use switchboard::app::effect::{Effect, Load, Verb};
use switchboard::app::msg::{Loaded, Msg, Outcome};
use switchboard::app::notice::Notice;
use switchboard::app::overlay::Overlay;
use switchboard::app::shift::{Around, Ask, Came, Deed, News, Paper, Told, View};
use switchboard::app::state::Why;
use switchboard::domain::change::Changes;
use switchboard::domain::handover::Handover;
use switchboard::domain::id::{IncidentId, PlatformId};
use switchboard::domain::incident::{Incident, Opening, Origin, Settling, Story};
use switchboard::domain::past::Past;
use switchboard::domain::problem::{Problem, Trouble};
use switchboard::domain::suspect::{self, Suspects};
use switchboard::domain::text::Text;

fn incident() -> Incident {
    Incident {
        id: IncidentId::from("01J00000000000000000000000"),
        title: Text::from("bots answer twice"),
        origin: Origin::Person(PlatformId::Marketplace),
        began: noon(),
        opened: noon(),
        by: Text::from("eva"),
        closed: None,
    }
}

fn story() -> Story {
    Story {
        incident: incident(),
        lines: Vec::new(),
        more: false,
        as_of: noon(),
    }
}

/// An answer to whatever is asked.
pub fn told(ask: &Ask) -> Told {
    match ask {
        Ask::Incidents => Told::Incidents(vec![incident()]),
        Ask::Incident(_) => Told::Incident(Some(story())),
        Ask::Handover => Told::Handover(Handover {
            by: Text::from("ana"),
            at: noon(),
            incidents: vec![incident()],
            acknowledged: Vec::new(),
            off: Vec::new(),
            operations: Vec::new(),
            mine: Vec::new(),
            unsent: 0,
            unconfirmed: Vec::new(),
            overruns: Vec::new(),
            gaps: Vec::new(),
        }),
        Ask::Past { at } => Told::Past(Past {
            at: *at,
            alarms: Vec::new(),
            queue: Vec::new(),
            switches: Vec::new(),
            audit: Vec::new(),
            gaps: Vec::new(),
        }),
        Ask::Around { .. } => Told::Around(Box::new(Around {
            suspects: Ok(Suspects {
                told: suspect::Told::Nowhere,
                rows: Vec::new(),
                newest: None,
                lack: None,
                as_of: noon(),
            }),
            changes: Changes {
                changes: Vec::new(),
                gaps: Vec::new(),
                as_of: noon(),
            },
        })),
        Ask::Runbook { .. } => Told::Runbook(None),
    }
}

fn console() -> Console {
    let mut console = Console::with_rows(vec![waiting("acme/1", "Marta", "high", -60)]);
    console.take();
    console
}

/// The question of ours that is under way.
fn asked(console: &mut Console) -> Option<Ask> {
    console.take().into_iter().find_map(|effect| match effect {
        Effect::Load(Load::Shift(ask)) => Some(ask),
        _ => None,
    })
}

fn answer(console: &mut Console, ask: Ask) {
    let loaded = Loaded::Shift(Box::new(told(&ask)));
    let epoch = console.state.epoch;
    console.send(Msg::Loaded {
        epoch,
        load: Load::Shift(ask),
        outcome: Ok(loaded),
    });
}

fn notice(console: &Console) -> Option<Notice> {
    let now = console.state.clock;
    let mut current = console.state.notices.current(now);
    current.next().map(|posted| posted.notice.clone())
}

#[test]
fn an_incident_is_opened_from_a_conversation_with_a_title_and_no_other_way() {
    let mut console = console();
    console.keys("!");
    assert!(matches!(console.state.overlay, Some(Overlay::Dialog(_))));
    // Its tenant stands there as a beginning; without a title nothing is opened.
    for _ in 0..60 {
        console.keys("backspace");
    }
    console.keys("enter");
    assert!(matches!(
        notice(&console),
        Some(Notice::ReasonTooShort { chars: 0 })
    ));
    console.take();
    console.keys("'answers twice' enter");
    let opened = console.take().into_iter().find_map(|effect| match effect {
        Effect::Do(Verb::Incident(Deed::Open { origin, title, .. })) => Some((origin, title)),
        _ => None,
    });
    let (origin, title) = opened.unwrap();
    assert!(matches!(origin, Origin::Conversation(_)));
    assert_eq!(title.as_str(), "answers twice");
}

#[test]
fn what_another_opened_already_is_shown_and_said() {
    let mut console = console();
    let epoch = console.state.epoch;
    let deed = Deed::Open {
        origin: Origin::Person(PlatformId::Marketplace),
        title: Text::from("x"),
        began: None,
    };
    console.send(Msg::Done {
        epoch,
        verb: Verb::Incident(deed),
        outcome: Ok(Outcome::Incident(Came::Opened(
            Opening::Already(incident()),
        ))),
    });
    let shown = &console.state.overlay;
    assert!(matches!(shown, Some(Overlay::Shift(View::Incident { .. }))));
    let told = notice(&console);
    assert!(matches!(
        told,
        Some(Notice::Shift(News::OpenAlready { .. }))
    ));
}

#[test]
fn a_note_a_reason_and_a_file_are_asked_for_on_the_page() {
    let mut console = console();
    console.keys("g i");
    let ask = asked(&mut console).unwrap();
    assert_eq!(ask, Ask::Incidents);
    answer(&mut console, ask);
    console.keys("enter");
    let ask = asked(&mut console).unwrap();
    answer(&mut console, ask);
    console.keys("w");
    let effects = console.take();
    let wrote = effects.iter().any(|effect| {
        matches!(effect, Effect::Write(write) if matches!(write.paper, Paper::Incident(_)))
    });
    assert!(wrote, "{effects:?}");
    console.keys("n 'looked at the logs' enter");
    let effects = console.take();
    assert!(effects.iter().any(|effect| {
        matches!(effect, Effect::Do(Verb::Incident(Deed::Note { note, .. })) if note.as_str() == "looked at the logs")
    }));
    // A reason that is too short closes nothing; out of the question is back to the page.
    console.keys("e 'ok' enter");
    assert!(
        !console
            .take()
            .iter()
            .any(|one| matches!(one, Effect::Do(_)))
    );
    console.keys("esc");
    assert!(matches!(console.state.overlay, Some(Overlay::Shift(_))));
    console.keys("e 'switched off and quiet' enter");
    let closed = console.take();
    assert!(
        closed
            .iter()
            .any(|effect| { matches!(effect, Effect::Do(Verb::Incident(Deed::Close { .. }))) })
    );
    let epoch = console.state.epoch;
    let note = Deed::Note {
        id: incident().id,
        note: Text::from("x"),
    };
    console.send(Msg::Done {
        epoch,
        verb: Verb::Incident(note),
        outcome: Ok(Outcome::Incident(Came::Settled(Settling::Unknown))),
    });
    assert_eq!(notice(&console), Some(Notice::Shift(News::Unknown)));
}

#[test]
fn the_past_is_read_step_by_step_and_nothing_can_be_changed_in_it() {
    let mut console = console();
    console.keys("]");
    assert!(console.state.shift.past.is_none(), "there is no future");
    console.keys("[");
    let now = console.state.clock;
    let back = |minutes| now - SignedDuration::from_mins(minutes);
    let ask = asked(&mut console).unwrap();
    assert_eq!(ask, Ask::Past { at: back(1) });
    // Two more steps while that is under way: the last is read next, and only it.
    console.keys("{ [");
    assert_eq!(asked(&mut console), None);
    answer(&mut console, ask);
    let ask = asked(&mut console).unwrap();
    assert_eq!(ask, Ask::Past { at: back(17) });
    answer(&mut console, ask);
    assert_eq!(asked(&mut console), None);
    let visit = console.state.shift.past.as_ref().unwrap();
    assert_eq!(visit.past.as_ref().unwrap().at, back(17));

    for (key, command) in [
        ("c", Command::Claim),
        ("b", Command::HandBack),
        ("!", Command::Incident),
        ("z", Command::Snooze),
        ("g o", Command::Handover),
    ] {
        console.keys(key);
        let refused = Notice::Refused {
            command,
            why: Why::Past,
        };
        assert_eq!(notice(&console), Some(refused));
    }
    assert!(
        !console
            .take()
            .iter()
            .any(|one| matches!(one, Effect::Do(_)))
    );
    console.keys(": 'transfer all eva' enter");
    assert!(
        !console
            .take()
            .iter()
            .any(|one| matches!(one, Effect::Do(_)))
    );
    console.keys("esc");
    assert!(console.state.shift.past.is_none());
    console.keys("[ }");
    assert!(
        console.state.shift.past.is_none(),
        "as far as now, and no further"
    );
}

#[test]
fn a_time_of_day_is_the_last_one_that_was() {
    let mut console = console();
    console.keys(": 'at 11:58' enter");
    let at = console.state.shift.past.as_ref().unwrap().at;
    assert!(at < console.state.clock);
    assert!(console.state.clock.duration_since(at) < SignedDuration::from_hours(24));
    console.keys("esc : 'at noon' enter");
    assert!(matches!(
        notice(&console),
        Some(Notice::Shift(News::NoMoment(_)))
    ));
}

#[test]
fn a_page_that_cannot_be_read_stays_and_a_handover_writes_what_was_read() {
    let mut console = console();
    console.keys("g o w");
    let effects = console.take();
    assert!(!effects.iter().any(|one| matches!(one, Effect::Write(_))));
    let epoch = console.state.epoch;
    console.send(Msg::Loaded {
        epoch,
        load: Load::Shift(Ask::Handover),
        outcome: Err(Problem::new(Trouble::TimedOut, "dynamodb:Query", "5 s")),
    });
    assert!(matches!(console.state.overlay, Some(Overlay::Shift(_))));
    answer(&mut console, Ask::Handover);
    console.keys("w");
    let effects = console.take();
    assert!(effects.iter().any(|one| matches!(one, Effect::Write(_))));
    console.send(Msg::Wrote(Ok("handover-2026-11-21.md".to_owned())));
    assert!(matches!(
        notice(&console),
        Some(Notice::Shift(News::Wrote(_)))
    ));
}
