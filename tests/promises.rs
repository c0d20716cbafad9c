//! Arithmetic of business hours, targets, snoozes and what is unread, over what anybody may write.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use switchboard::domain::escalation::Priority;
use switchboard::domain::hours::Hours;
use switchboard::domain::sla::{Facts, Goal, Policy, Standing, Words};
use switchboard::domain::unread::{is_unread, unread};
use switchboard::domain::waits::Waits;
use switchboard::domain::{arranged, snooze};

/// Zones that change their clocks in the north, in the south, by half an hour, and never.
const ZONES: [&str; 5] = [
    "America/New_York",
    "America/Santiago",
    "Australia/Lord_Howe",
    "America/Bogota",
    "UTC",
];

const WEEKS: [&str; 6] = [
    "mon-fri 09:00-18:00",
    "mon-sun 00:00-24:00",
    "sat 01:30-02:45",
    "sun 02:15-02:45",
    "mon,wed,fri 22:00-24:00",
    "always",
];

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

fn instants() -> impl Strategy<Value = Timestamp> {
    // 2020 to 2040: month ends, leap days and every change of clocks.
    (1_577_836_800_i64..2_208_988_800).prop_map(|second| Timestamp::from_second(second).unwrap())
}

fn hours() -> impl Strategy<Value = (Hours, TimeZone)> {
    (0..WEEKS.len(), 0..ZONES.len())
        .prop_map(|(week, at)| (Hours::parse(WEEKS[week]).unwrap(), zone(ZONES[at])))
}

proptest! {
    /// What `after` finds is exactly as many hours away as was asked, and nothing sooner is.
    #[test]
    fn the_instant_found_lies_exactly_so_many_hours_away(
        (hours, zone) in hours(), start in instants(), seconds in 1_i64..400_000
    ) {
        let need = SignedDuration::from_secs(seconds);
        let end = hours.after(start, need, &zone).unwrap();
        prop_assert_eq!(hours.between(start, end, &zone), need);
        let sooner = end - SignedDuration::from_secs(1);
        prop_assert!(hours.between(start, sooner, &zone) < need);
    }

    /// Time counted in two parts is the time counted in one.
    #[test]
    fn parts_add_up(
        (hours, zone) in hours(), start in instants(), one in 0_i64..2_000_000, other in 0_i64..2_000_000
    ) {
        let middle = start + SignedDuration::from_secs(one);
        let end = middle + SignedDuration::from_secs(other);
        prop_assert_eq!(
            hours.between(start, middle, &zone) + hours.between(middle, end, &zone),
            hours.between(start, end, &zone)
        );
        prop_assert!(hours.between(start, end, &zone) <= end.duration_since(start));
        prop_assert_eq!(hours.between(end, start, &zone), SignedDuration::ZERO.max(hours.between(end, start, &zone)));
    }

    #[test]
    fn hours_are_read_as_they_are_written(week in 0..WEEKS.len()) {
        let hours = Hours::parse(WEEKS[week]).unwrap();
        prop_assert_eq!(Hours::parse(&hours.word()), Some(hours));
    }

    #[test]
    fn whatever_anybody_wrote_is_read_or_refused(text in "\\PC{0,24}", name in "(hours|zone|urgent|any|x)") {
        let _ = Hours::parse(&text);
        let words = Words::from([(name, text.clone())]);
        let any = Policy::read_any(&words);
        prop_assert_eq!(Policy::read(&any.words()), Ok(any));
        let now = at("2026-11-21T12:00:00Z");
        if let Some(until) = snooze::parse(&text, now, &TimeZone::UTC) {
            let away = until.duration_since(now);
            prop_assert!(away >= snooze::SHORTEST && away <= snooze::LONGEST);
        }
    }

    /// A due time never lies before what it is counted from, and a reply never leaves a response running.
    #[test]
    fn targets_follow_who_spoke_last(
        since in instants(), replied in proptest::option::of(-5_000_i64..50_000), wrote in proptest::option::of(-5_000_i64..50_000)
    ) {
        let later = |seconds: i64| since + SignedDuration::from_secs(seconds);
        let facts = Facts {
            priority: &Priority::Urgent,
            since,
            replied: replied.map(later),
            wrote: wrote.map(later),
            waits: &Waits::default(),
        };
        let standing = policy("mon-fri 09:00-18:00").standing(facts, &TimeZone::UTC);
        let answered = replied.is_some_and(|replied| replied >= 0);
        let asks = replied.zip(wrote).is_some_and(|(replied, wrote)| wrote > replied);
        match standing.unwrap() {
            Standing::Paused => prop_assert!(answered && !asks),
            Standing::Running(due) => {
                prop_assert!(due.at > since);
                prop_assert!(!answered || asks);
                prop_assert_eq!(due.goal == Goal::FirstResponse, !answered);
            }
        }
    }

    /// What is counted is what came after the look, each message once, whatever else came before.
    #[test]
    fn so_many_are_unread_as_came_after_the_look(
        looked in instants(), inbound in proptest::collection::btree_set(instants(), 0..20)
    ) {
        let later = inbound.iter().filter(|at| is_unread(looked, Some(**at))).count();
        prop_assert_eq!(unread(looked, &inbound), later);
        let newest = inbound.iter().next_back().copied();
        prop_assert_eq!(unread(looked, &inbound) > 0, is_unread(looked, newest));
        prop_assert_eq!(unread(newest.unwrap_or(looked).max(looked), &inbound), 0);
    }

    /// Looking makes everything read; only a later message of the customer is unread again.
    #[test]
    fn unread_is_what_came_after_the_look(looked in instants(), inbound in proptest::option::of(instants()), more in 1_i64..1_000) {
        prop_assert_eq!(is_unread(looked, inbound), inbound.is_some_and(|at| at > looked));
        let seen = inbound.map_or(looked, |at| at.max(looked));
        prop_assert!(!is_unread(seen, inbound));
        prop_assert!(is_unread(seen, Some(seen + SignedDuration::from_secs(more))));
    }

    /// A snooze counts until its time, and never past a message of the customer.
    #[test]
    fn a_snooze_ends_by_time_or_by_the_customer(put in instants(), span in 60_i64..100_000, passed in 0_i64..200_000, wrote in proptest::option::of(-1_000_i64..200_000)) {
        let later = |seconds: i64| put + SignedDuration::from_secs(seconds);
        let arranged = arranged::Arranged {
            snooze: Some(arranged::Snooze { at: put, until: later(span), by: "Ana".into() }),
            ..Default::default()
        };
        let counts = arranged.snoozed(later(passed), wrote.map(later)).is_some();
        prop_assert_eq!(counts, passed < span && wrote.is_none_or(|wrote| wrote <= 0));
    }
}

fn policy(hours: &str) -> Policy {
    let words = [("hours", hours), ("urgent", "5m/10m/4h"), ("any", "1h/-/-")];
    let words = words.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Policy::read(&Words::from(words)).unwrap()
}

#[test]
fn a_night_of_changed_clocks_counts_as_long_as_it_was() {
    let new_york = zone("America/New_York");
    let day = Hours::parse("00:00-24:00").unwrap();
    let midnight = |text: &str| at(text);
    // 23 hours on the day of the change in spring, 25 in autumn.
    let spring = day.between(
        midnight("2026-03-08T05:00:00Z"),
        midnight("2026-03-09T04:00:00Z"),
        &new_york,
    );
    let autumn = day.between(
        midnight("2026-11-01T04:00:00Z"),
        midnight("2026-11-02T05:00:00Z"),
        &new_york,
    );
    assert_eq!(spring, SignedDuration::from_hours(23));
    assert_eq!(autumn, SignedDuration::from_hours(25));
    let week = Hours::parse("mon-fri 09:00-18:00").unwrap();
    let friday = at("2026-03-06T22:30:00Z"); // 17:30
    assert_eq!(
        week.after(friday, SignedDuration::from_hours(1), &new_york),
        Some(at("2026-03-09T13:30:00Z")),
        "09:30 on Monday, an hour earlier in UTC than the week before"
    );
}

#[test]
fn hours_go_over_the_end_of_a_month_and_a_leap_day() {
    let week = Hours::parse("09:00-18:00").unwrap();
    let start = at("2028-02-28T17:00:00Z");
    let end = week.after(start, SignedDuration::from_hours(11), &TimeZone::UTC);
    assert_eq!(
        end,
        Some(at("2028-03-01T10:00:00Z")),
        "the 29th has nine of them"
    );
}

#[test]
fn hours_that_make_no_sense_are_refused() {
    for text in [
        "",
        "18:00-09:00",
        "mon 09:00-09:00",
        "fri-mon 09:00-18:00",
        "someday 09:00-18:00",
        "09:00",
        "25:00-26:00",
        "mon-fri",
        "9:0-10:00",
    ] {
        assert_eq!(Hours::parse(text), None, "{text}");
    }
}

#[test]
fn the_next_target_to_be_broken_counts_and_a_wait_for_the_customer_pauses_all() {
    let policy = policy("always");
    let since = at("2026-11-20T12:00:00Z");
    let minutes = |minutes: i64| since + SignedDuration::from_mins(minutes);
    let waits = Waits::default();
    let standing = |replied: Option<i64>, wrote: Option<i64>| {
        let facts = Facts {
            priority: &Priority::Urgent,
            since,
            replied: replied.map(minutes),
            wrote: wrote.map(minutes),
            waits: &waits,
        };
        policy.standing(facts, &TimeZone::UTC)
    };
    let running = |goal, at, target| {
        Some(Standing::Running(switchboard::domain::sla::Due {
            at: minutes(at),
            goal,
            target: SignedDuration::from_mins(target),
        }))
    };
    assert_eq!(standing(None, Some(0)), running(Goal::FirstResponse, 5, 5));
    assert_eq!(
        standing(Some(-60), Some(0)),
        running(Goal::FirstResponse, 5, 5),
        "an older reply answers nothing"
    );
    assert_eq!(standing(Some(3), Some(0)), Some(Standing::Paused));
    assert_eq!(
        standing(Some(3), Some(30)),
        running(Goal::NextResponse, 40, 10)
    );
    assert_eq!(
        standing(Some(3), Some(303)),
        running(Goal::NextResponse, 313, 10)
    );
    let medium = Facts {
        priority: &Priority::Medium,
        since,
        replied: None,
        wrote: None,
        waits: &Waits::default(),
    };
    let due = policy.standing(medium, &TimeZone::UTC).unwrap();
    assert!(
        matches!(due, Standing::Running(due) if due.at == minutes(60)),
        "any"
    );
    assert_eq!(Policy::default().standing(medium, &TimeZone::UTC), None);
}

#[test]
fn the_last_fifth_is_near() {
    let due = switchboard::domain::sla::Due {
        at: at("2026-11-20T12:10:00Z"),
        goal: Goal::NextResponse,
        target: SignedDuration::from_mins(10),
    };
    assert!(!due.is_near(at("2026-11-20T12:07:59Z")));
    assert!(due.is_near(at("2026-11-20T12:08:00Z")) && !due.is_broken(at("2026-11-20T12:09:59Z")));
    assert!(due.is_broken(at("2026-11-20T12:10:00Z")));
}

#[test]
fn a_resolution_does_not_count_any_wait_for_the_customer() {
    let policy = policy("always");
    let since = at("2026-11-20T12:00:00Z");
    let minutes = |minutes: i64| since + SignedDuration::from_mins(minutes);
    let due = |waits: &[(i64, i64)], replied: i64, wrote: i64| {
        let mut known = Waits::default();
        for (from, to) in waits {
            known.note(minutes(*from), minutes(*to));
        }
        let facts = Facts {
            priority: &Priority::Urgent,
            since,
            replied: Some(minutes(replied)),
            wrote: Some(minutes(wrote)),
            waits: &known,
        };
        match policy.standing(facts, &TimeZone::UTC) {
            Some(Standing::Running(due)) => (due.goal, due.at.duration_since(since).as_mins()),
            other => panic!("{other:?}"),
        }
    };
    // Four hours are promised; the customer came back after 250 minutes and is to be answered within ten.
    assert_eq!(due(&[], 245, 250), (Goal::Resolution, 245));
    // Two waits before that are no time of ours either, and the next reply is what is due first.
    let before = [(5, 65), (70, 130)];
    assert_eq!(due(&before, 245, 250), (Goal::NextResponse, 260));
    assert_eq!(due(&before[..1], 295, 296), (Goal::Resolution, 301));
    // One that began before the escalation is not of this stretch.
    assert_eq!(due(&[(-60, 60)], 245, 250), (Goal::Resolution, 245));
}
