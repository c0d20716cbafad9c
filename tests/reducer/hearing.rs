//! A system tells of an escalation: it is on the screen at once, and what cannot be read is said once.

use crate::driver::{Console, problem};
use crate::world::{key, marketplace, opened, three, waiting};
use switchboard::app::effect::Load;
use switchboard::app::msg::Loaded;
use switchboard::app::notice::{Doing, Notice};
use switchboard::domain::briefing::{Briefing, DaySummary, Drained, Kept};
use switchboard::domain::id::{ConversationKey, PlatformId};
use switchboard::domain::problem::Trouble;
use switchboard::domain::system::Port;

fn hearing() -> Console {
    let mut console = Console::up_with(|facts| {
        let mut system = marketplace();
        system.ports.push(Port::Feed);
        facts.systems = vec![system];
    });
    console.sweep(three()).sweep(three());
    console
}

fn is_feed(load: &Load) -> bool {
    let platform = PlatformId::Marketplace;
    *load == Load::Feed { platform }
}

fn is_heard(load: &Load) -> bool {
    matches!(load, Load::Heard { .. })
}

fn told(changed: Vec<ConversationKey>) -> Drained {
    Drained {
        changed,
        ..Drained::default()
    }
}

fn tell(console: &mut Console, drained: Drained) {
    console.answer(is_feed, Ok(Loaded::Drained(drained)));
}

#[test]
fn an_escalation_told_of_is_in_the_queue_without_waiting_for_a_sweep() {
    let mut console = hearing();
    assert!(!console.queue().iter().any(|row| row.contains("77")));
    let before = console.now;
    tell(&mut console, told(vec![key("acme/77")]));
    let row = waiting("acme/77", "Zoe", "urgent", -1);
    console.answer(is_heard, Ok(Loaded::Heard(vec![row])));
    assert_eq!(console.now, before, "no time has passed");
    let queue = console.queue();
    assert!(queue.iter().any(|row| row.contains("77")), "{queue:?}");
    assert!(console.asks(is_feed), "it listens on");
}

#[test]
fn the_open_conversation_is_read_anew_with_what_was_told_of_it() {
    let mut console = hearing();
    let row = three().remove(0);
    console
        .keys("enter")
        .opened(opened(row.clone(), Vec::new()));
    console.take();
    console.wait(1_000);
    let is_open = |load: &Load| matches!(load, Load::Conversation { .. });
    assert!(!console.asks(is_open));
    // The feed was asked before; its answer comes now.
    let epoch = console.state.epoch;
    console.send(switchboard::app::msg::Msg::Loaded {
        epoch,
        load: Load::Feed {
            platform: PlatformId::Marketplace,
        },
        outcome: Ok(Loaded::Drained(told(vec![row.key.clone()]))),
    });
    assert!(console.asks(is_open));
    let mut answer = opened(row, Vec::new());
    let mut briefing = Briefing::new(console.now);
    briefing.estimate = Some(10);
    answer.briefing = Some(Kept {
        briefing,
        resolution: None,
    });
    console.opened(answer);
    let open = console.state.open.as_ref().unwrap();
    assert_eq!(open.briefing.as_ref().unwrap().briefing.estimate, Some(10));
}

#[test]
fn a_feed_that_does_not_wait_is_not_asked_without_end_and_one_that_has_more_is() {
    let mut console = hearing();
    let (mut asked, mut passed) = (0, 0);
    while passed < 10_000 {
        if console.asks(is_feed) {
            asked += 1;
            tell(&mut console, Drained::default());
        }
        console.wait(100);
        passed += 100;
    }
    assert!((9..=11).contains(&asked), "{asked}");
    while !console.asks(is_feed) {
        console.wait(100);
    }
    tell(&mut console, told(vec![key("acme/77")]));
    assert!(console.asks(is_feed));
}

#[test]
fn what_nobody_can_read_is_said_once_and_a_summary_each_time() {
    let mut console = hearing();
    let odd = || Drained {
        unread: 2,
        ..Drained::default()
    };
    tell(&mut console, odd());
    assert_eq!(console.notice(), Some(&Notice::Unreadable { count: 2 }));
    console.wait(60_000);
    tell(&mut console, odd());
    assert_eq!(console.state.hearing.unread, 4);
    assert_eq!(
        console.state.notices.current(console.now).count(),
        0,
        "not again"
    );
    let summary = DaySummary {
        date: "2026-11-20".into(),
        escalations: Some(12),
        unresolved: Some(3),
    };
    tell(
        &mut console,
        Drained {
            summaries: vec![summary.clone()],
            ..Drained::default()
        },
    );
    assert_eq!(console.notice(), Some(&Notice::DaySummary(summary)));
}

#[test]
fn conversations_that_could_not_be_read_are_asked_for_again_and_a_failing_feed_is_said_once() {
    let mut console = hearing();
    tell(&mut console, told(vec![key("acme/77")]));
    console.answer(is_heard, Err(problem(Trouble::TimedOut)));
    console.answer(is_feed, Err(problem(Trouble::TimedOut)));
    let failed = |notice: Option<&Notice>| {
        matches!(
            notice,
            Some(Notice::Failed {
                doing: Doing::Hearing,
                ..
            })
        )
    };
    assert!(failed(console.notice()));
    console.wait(1_500);
    assert!(console.asks(is_heard) && console.asks(is_feed));
    let heard: Vec<Load> = console.take_loads().into_iter().filter(is_heard).collect();
    assert_eq!(
        heard,
        [Load::Heard {
            keys: vec![key("acme/77")]
        }]
    );
}

#[test]
fn a_conversation_of_a_tenant_that_is_not_listed_stays_out() {
    let mut console = hearing();
    tell(&mut console, told(vec![key("nobody/1")]));
    let row = waiting("nobody/1", "Zoe", "urgent", -1);
    let before = console.queue();
    console.answer(is_heard, Ok(Loaded::Heard(vec![row])));
    assert_eq!(console.queue(), before);
}

#[test]
fn a_console_that_hears_nothing_asks_nothing() {
    let mut console = Console::with_rows(three());
    console.wait(30_000);
    assert!(!console.asks(is_feed) && !console.asks(is_heard));
}
