//! The past is a function of its records: what is recorded later never changes what was.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use switchboard::domain::alarm::AlarmState;
use switchboard::domain::audit::{Action, AuditEntry};
use switchboard::domain::handoff::Ending;
use switchboard::domain::id::{ConversationKey, IntentId, PlatformId, TenantId};
use switchboard::domain::past::{Escalated, Evidence, Held, Past, Records, Turn, at};
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
                known: Evidence::Item,
                left_by: None,
            })
            .collect(),
        ended: Vec::new(),
        held: Vec::new(),
        names: [(key(0), Text::from("Marta"))].into(),
        audit: audit
            .iter()
            .enumerate()
            .map(|(place, (at, which, action))| entry(*at, *which, *action, place))
            .collect(),
        gaps: Vec::new(),
    }
}

/// The same with what conversations' own rows tell: who held them, and when the system ended it.
fn with_rows(mut records: Records, held: &Seeds, ended: &Seeds) -> Records {
    records.held = held
        .iter()
        .map(|(from, which, how)| Held {
            key: key(*which),
            from: moment(*from),
            to: (how % 4 != 3).then(|| moment(from + i64::from(how % 50))),
            by: Text::from(["ana", "eva"][usize::from(how % 2)]),
            ending: match how % 4 {
                0 => Some(Ending::HandedBack),
                1 => Some(Ending::Idle),
                _ => None,
            },
            known: Evidence::Stretch,
        })
        .collect();
    records.ended = ended
        .iter()
        .map(|(at, which, _)| (key(*which), moment(*at)))
        .collect();
    records
}

/// Only what was recorded by then.
fn until(mut records: Records, then: Timestamp) -> Records {
    records.audit.retain(|entry| entry.at <= then);
    records.turns.retain(|turn| turn.at <= then);
    records.escalated.retain(|one| one.at <= then);
    records.ended.retain(|(_, at)| *at <= then);
    // Who holds it now has it, whatever is to come.
    records.held.retain(|one| one.from <= then);
    for one in &mut records.held {
        one.to = one.to.filter(|to| *to <= then);
    }
    records
}

proptest! {
    #[test]
    fn later_records_never_change_the_past(
        audit in seeds(), turns in seeds(), escalated in seeds(), held in seeds(),
        ended in seeds(), then in 0i64..200,
    ) {
        let records = with_rows(records(&audit, &turns, &escalated), &held, &ended);
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

fn one_at(records: &Records, minute: i64) -> Option<(Option<String>, Timestamp, Evidence)> {
    let past = at(records, moment(minute));
    let one = past.queue.into_iter().next()?;
    let held = one.held.map(|by| by.as_str().to_owned());
    Some((held, one.since, one.known))
}

fn held(from: i64, to: Option<i64>, ending: Option<Ending>) -> Held {
    Held {
        key: key(0),
        from: moment(from),
        to: to.map(moment),
        by: Text::from("eva"),
        ending,
        known: Evidence::Stretch,
    }
}

#[test]
fn stretches_and_claims_tell_who_held_what_no_audit_row_tells_of() {
    let mut records = records(&Vec::new(), &Vec::new(), &vec![(10, 0, 0)]);
    records.held = vec![
        held(20, Some(30), Some(Ending::Idle)),
        held(40, Some(50), Some(Ending::HandedBack)),
    ];
    let eva = || Some("eva".to_owned());
    let waits = |since, known| Some((None, moment(since), known));
    assert_eq!(one_at(&records, 15), waits(10, Evidence::Item));
    assert_eq!(
        one_at(&records, 25),
        Some((eva(), moment(20), Evidence::Stretch))
    );
    assert_eq!(one_at(&records, 35), waits(30, Evidence::Stretch));
    assert_eq!(
        one_at(&records, 45),
        Some((eva(), moment(40), Evidence::Stretch))
    );
    assert_eq!(one_at(&records, 55), None, "the bot has it");
    // A claim whose lease ran out gives it back to the queue, one that is live keeps it.
    records.held = vec![held(20, Some(30), None)];
    assert_eq!(one_at(&records, 35), waits(30, Evidence::Stretch));
    records.held = vec![held(20, None, None)];
    assert_eq!(
        one_at(&records, 199),
        Some((eva(), moment(20), Evidence::Stretch))
    );
}

#[test]
fn a_briefing_tells_of_a_wait_that_the_item_has_forgotten() {
    // The item knows only the last escalation, of minute 100.
    let mut records = records(&Vec::new(), &Vec::new(), &vec![(100, 0, 0)]);
    records.escalated.push(Escalated {
        known: Evidence::Briefing,
        ..records.escalated[0].clone()
    });
    records.escalated[1].at = moment(10);
    records.ended = vec![(key(0), moment(20))];
    assert_eq!(
        one_at(&records, 15),
        Some((None, moment(10), Evidence::Briefing))
    );
    assert_eq!(one_at(&records, 30), None, "the system ended it");
    assert_eq!(
        one_at(&records, 101),
        Some((None, moment(100), Evidence::Item))
    );
    let past = at(&records, moment(15));
    assert_eq!(past.queue[0].customer.as_str(), "Marta");
}

#[test]
fn that_it_left_without_a_record_of_when_is_said() {
    let mut records = records(&Vec::new(), &Vec::new(), &vec![(10, 0, 0)]);
    records.escalated[0].left_by = Some(moment(60));
    let unsure = |records: &Records, minute| {
        let past = at(records, moment(minute));
        past.queue.first().map(|one| one.unsure)
    };
    assert_eq!(unsure(&records, 30), Some(true));
    assert_eq!(unsure(&records, 61), None);
    // A person took it at minute 40: until then it waited for sure.
    records.held = vec![held(40, Some(50), Some(Ending::Resolved))];
    assert_eq!(unsure(&records, 30), Some(false));
    assert_eq!(unsure(&records, 55), None);
}
