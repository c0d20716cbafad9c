//! What waits and is no conversation: it stands in the queue, is decided with a reason, and leaves.

use crate::driver::{Console, page, problem};
use crate::world::{marketplace, three};
use switchboard::app::dialog::{Dialog, Step};
use switchboard::app::effect::{Load, Verb};
use switchboard::app::msg::{Loaded, Outcome};
use switchboard::app::notice::Notice;
use switchboard::app::overlay::Overlay;
use switchboard::app::state::Layer;
use switchboard::domain::escalation::Priority;
use switchboard::domain::id::{PlatformId, TenantId, WorkId};
use switchboard::domain::problem::Trouble;
use switchboard::domain::system::{Port, System};
use switchboard::domain::text::Text;
use switchboard::domain::work::{Decided, Decision, Work, WorkKey, WorkKind};

fn work(kind: WorkKind, id: &str, priority: Priority) -> Work {
    Work {
        key: WorkKey {
            platform: PlatformId::Alquimista,
            tenant: TenantId::from("acme"),
            kind,
            id: WorkId::from(id),
        },
        subject: Text::from("data.exported"),
        reason: None,
        state: Text::from("pending"),
        priority,
        since: None,
        version: Some("pending".to_owned()),
        attributes: Vec::new(),
    }
}

fn is_work(load: &Load) -> bool {
    matches!(load, Load::Work { .. })
}

/// Three customers wait, and an approval that is more urgent than all of them.
fn console(ports: &[Port]) -> Console {
    let mut console = Console::up_with(|facts| {
        facts.systems = vec![
            marketplace(),
            System {
                platform: PlatformId::Alquimista,
                sheets: Default::default(),
                ports: ports.to_vec(),
            },
        ];
    });
    console.sweep(three());
    answer(&mut console, vec![approval()]);
    console.keys("home");
    console
}

fn approval() -> Work {
    work(WorkKind::Approval, "apr-1", Priority::Urgent)
}

fn answer(console: &mut Console, items: Vec<Work>) {
    console.answer(is_work, Ok(Loaded::Work(page(items, None, 1.0))));
}

const BOTH: [Port; 2] = [Port::Work, Port::Deciding];

fn selected(console: &Console) -> Option<&str> {
    let work = console.state.escalations.selected_work()?;
    Some(work.key.id.as_str())
}

#[test]
fn it_stands_in_the_queue_by_its_priority_and_leaves_with_the_pass_that_does_not_find_it() {
    let mut console = console(&BOTH);
    assert_eq!(console.state.escalations.list.total(), 4);
    assert_eq!(
        console.queue(),
        ["1", "2", "3"],
        "customers keep their order"
    );
    assert_eq!(
        console.state.escalations.waiting, 3,
        "only customers count as waiting"
    );
    console.wait(10_000);
    answer(&mut console, Vec::new());
    assert_eq!(console.state.escalations.list.total(), 3);
}

#[test]
fn a_failure_keeps_what_is_there() {
    let mut console = console(&BOTH);
    console.wait(10_000);
    console.answer(is_work, Err(problem(Trouble::Throttled)));
    assert_eq!(console.state.escalations.list.total(), 4);
}

#[test]
fn it_is_read_more_seldom_while_another_pane_is_looked_at() {
    let mut console = console(&BOTH);
    console.keys("1").take();
    console.wait(59_000);
    assert!(!console.asks(is_work));
    console.wait(2_000);
    assert!(console.asks(is_work));
}

#[test]
fn an_approval_is_decided_with_a_reason_and_a_yes() {
    let mut console = console(&BOTH);
    while selected(&console).is_none() {
        console.keys("j");
    }
    console.keys("A 'corto' enter");
    assert_eq!(console.take_verbs(), [], "the reason is too short");
    console.keys("'; ya lo acordamos' enter");
    let Some(Overlay::Dialog(Dialog::Decide(dialog))) = &console.state.overlay else {
        panic!("{:?}", console.state.overlay);
    };
    assert_eq!(
        dialog.step,
        Step::Confirm { yes: false },
        "no is the default"
    );
    console.keys("y");
    let verbs = console.take_verbs();
    let [
        Verb::Decide {
            work,
            decision,
            comment,
        },
    ] = verbs.as_slice()
    else {
        panic!("{verbs:?}");
    };
    assert_eq!(
        (*decision, comment.as_str()),
        (Decision::Approve, "corto; ya lo acordamos")
    );
    assert_eq!(**work, approval());
    console.keys("A");
    assert!(
        matches!(console.notice(), Some(Notice::Refused { .. })),
        "one decision at a time"
    );
}

#[test]
fn what_was_decided_leaves_and_what_is_unknown_stays() {
    for (decided, left) in [
        (Decided::Done, 3),
        (Decided::Already(Text::from("approved")), 3),
        (Decided::Expired, 3),
        (Decided::Unknown, 4),
    ] {
        let mut console = console(&BOTH);
        while selected(&console).is_none() {
            console.keys("j");
        }
        console.keys("X 'no hay presupuesto' enter y");
        console.done(Ok(Outcome::Decided {
            work: Box::new(approval()),
            decision: Decision::Reject,
            decided: decided.clone(),
        }));
        assert_eq!(console.state.escalations.list.total(), left, "{decided:?}");
        assert!(matches!(console.notice(), Some(Notice::Decided { .. })));
    }
}

#[test]
fn what_cannot_be_decided_says_so() {
    for (ports, keys) in [(&BOTH[..1], "A"), (&BOTH[..], "K")] {
        let mut console = console(ports);
        while selected(&console).is_none() {
            console.keys("j");
        }
        console.keys(keys);
        assert!(
            matches!(console.notice(), Some(Notice::Refused { .. })),
            "{keys}"
        );
        assert!(console.state.overlay.is_none());
    }
}

#[test]
fn its_detail_is_no_conversation_and_a_claim_there_is_refused() {
    let mut console = console(&BOTH);
    while selected(&console).is_none() {
        console.keys("j");
    }
    console.keys("enter");
    assert_eq!(console.state.layer(), Layer::Detail);
    console.keys("esc c");
    assert_eq!(console.take_verbs(), []);
    assert!(matches!(console.notice(), Some(Notice::Refused { .. })));
}

#[test]
fn the_queue_is_filtered_by_kind() {
    let mut console = console(&BOTH);
    console.keys("/ 'approval' enter");
    let shown = console.state.escalations.list.len();
    assert_eq!(shown, 1);
}

#[test]
fn it_is_read_more_seldom_while_nothing_changes() {
    let mut console = console(&BOTH);
    for _ in 0..6 {
        console.sweep(three());
    }
    answer_due(&mut console);
    console.take();
    console.wait(35_000);
    assert!(!console.asks(is_work));
    console.wait(10_000);
    assert!(console.asks(is_work));
}

fn answer_due(console: &mut Console) {
    while !console.asks(is_work) {
        console.wait(1_000);
    }
    answer(console, vec![approval()]);
}
