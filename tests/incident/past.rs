//! The past is a function of its records: what is recorded later never changes what was.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use switchboard::domain::alarm::AlarmState;
use switchboard::domain::audit::{Action, AuditEntry};
use switchboard::domain::id::{ConversationKey, IntentId, PlatformId, TenantId};
use switchboard::domain::past::{Escalated, Past, Records, Turn, at};
use switchboard::domain::text::Text;

fn moment(minute: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + 60 * minute).unwrap()
}

fn key(which: u8) -> ConversationKey {
    ConversationKey {
        platform: PlatformId::Marketplace,
        tenant: TenantId::from("acme"),
        conversation: format!("conv-{}", which % 4).as_str().into(),
    }
}

fn entry(minute: i64, which: u8, action: u8, at: usize) -> AuditEntry {
    const ACTIONS: [Action; 7] = [
        Action::Claim,
        Action::Steal,
        Action::HandBack,
        Action::Resolve,
        Action::Returned,
        Action::AgentOff,
        Action::AgentOn,
    ];
    let action = ACTIONS[usize::from(action) % ACTIONS.len()];
    let key = key(which);
    AuditEntry {
        id: format!("{minute:04}-{at:04}"),
        at: moment(minute),
        platform: key.platform,
        tenant: key.tenant,
        actor: "demo:ana".to_owned(),
        name: Text::from(["ana", "eva"][usize::from(which) % 2]),
        action: Text::from(action.word()),
        target: key.conversation.as_str().to_owned(),
        before: None,
        after: None,
        reason: None,
        intent: IntentId::from("i"),
        fence: None,
        bulk: None,
    }
}

fn turn(minute: i64, which: u8, to: u8) -> Turn {
    let states = [AlarmState::Alarm, AlarmState::Ok, AlarmState::NoData];
    Turn {
        platform: PlatformId::Alquimista,
        name: Text::from(format!("alarm-{}", which % 3)),
        at: moment(minute),
        to: states[usize::from(to) % states.len()],
    }
}

type Seeds = Vec<(i64, u8, u8)>;

fn seeds() -> impl Strategy<Value = Seeds> {
    prop::collection::vec((0i64..200, any::<u8>(), any::<u8>()), 0..30)
}

fn records(audit: &Seeds, turns: &Seeds, escalated: &Seeds) -> Records {
    Records {
        turns: turns
            .iter()
            .map(|(at, which, to)| turn(*at, *which, *to))
            .collect(),
        alarms: Vec::new(),
        escalated: escalated
            .iter()
            .map(|(at, which, _)| Escalated {
                key: key(*which),
                at: moment(*at),
                customer: Text::from("Marta"),
            })
            .collect(),
        audit: audit
            .iter()
            .enumerate()
            .map(|(place, (at, which, action))| entry(*at, *which, *action, place))
            .collect(),
        gaps: Vec::new(),
    }
}

/// Only what was recorded by then.
fn until(mut records: Records, then: Timestamp) -> Records {
    records.audit.retain(|entry| entry.at <= then);
    records.turns.retain(|turn| turn.at <= then);
    records.escalated.retain(|one| one.at <= then);
    records
}

proptest! {
    #[test]
    fn later_records_never_change_the_past(
        audit in seeds(), turns in seeds(), escalated in seeds(), then in 0i64..200,
    ) {
        let records = records(&audit, &turns, &escalated);
        let all: Past = at(&records, moment(then));
        let known = until(records, moment(then));
        prop_assert_eq!(&all, &at(&known, moment(then)));
        prop_assert!(all.audit.iter().all(|entry| entry.at <= moment(then)));
        prop_assert!(all.queue.iter().all(|one| one.since <= moment(then)));
    }

    #[test]
    fn what_was_done_only_grows(audit in seeds(), then in 0i64..199) {
        let records = records(&audit, &Vec::new(), &Vec::new());
        let (before, after) = (at(&records, moment(then)), at(&records, moment(then + 1)));
        let newer = after.audit.len() - before.audit.len();
        prop_assert_eq!(&after.audit[newer..], &before.audit[..]);
    }
}

#[test]
fn a_conversation_waits_is_held_and_leaves() {
    let escalated = vec![(10, 0, 0)];
    let audit = vec![(20, 0, 0), (30, 0, 3)];
    let records = records(&audit, &Vec::new(), &escalated);
    let held = |minute| {
        let past = at(&records, moment(minute));
        past.queue.first().map(|one| one.held.clone())
    };
    assert_eq!(held(9), None);
    assert_eq!(held(15), Some(None));
    assert_eq!(held(25), Some(Some(Text::from("ana"))));
    assert_eq!(held(35), None);
    let late = moment(9) + SignedDuration::from_secs(59);
    assert!(at(&records, late).queue.is_empty());
}
