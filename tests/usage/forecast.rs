//! The forecast: what must hold whatever was counted.

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use switchboard::domain::allowance::{Bound, Counted, Measure};
use switchboard::domain::burn::{Gauge, Given, Level, due, levels};
use switchboard::domain::daily::{DayCount, Reading, Source, between, days};
use switchboard::domain::forecast::{Burn, LEAST, Outlook, forecast};
use switchboard::domain::id::{PlatformId, TenantId};
use switchboard::domain::text::Text;
use switchboard::domain::usage::{Figures, TrackerUsage, UsageDay, UsageMonth};

fn now() -> Timestamp {
    "2026-11-14T12:00:00Z".parse().unwrap()
}

/// These counts, yesterday's last.
fn series(counts: &[u64]) -> Vec<DayCount> {
    let first = date(2026, 11, 14) - i32::try_from(counts.len()).unwrap().days();
    counts
        .iter()
        .zip(0..)
        .map(|(count, at)| DayCount {
            date: first + i32::days(at),
            count: *count,
        })
        .collect()
}

fn outlook(used: u64, limit: u64, days: &[DayCount]) -> Outlook {
    forecast(&Burn {
        used,
        limit,
        days,
        now: now(),
    })
}

/// The expected and the pessimistic day; over is before all days, what never breaks behind them.
fn dates(outlook: &Outlook) -> (Date, Date) {
    match outlook {
        Outlook::Over { .. } => (Date::MIN, Date::MIN),
        Outlook::Breaks { p50, p90, .. } => (p50.unwrap_or(Date::MAX), *p90),
        Outlook::Holds { .. } | Outlook::TooFew { .. } => (Date::MAX, Date::MAX),
    }
}

#[test]
fn a_steady_count_breaks_on_the_day_that_one_can_reckon() {
    // 10 a day, 100 left: half of today gives 5, then 10 a day: the tenth day from tomorrow.
    let found = outlook(100, 200, &series(&[10; 28]));
    let Outlook::Breaks { p50, p90, basis } = &found else {
        panic!("{found:?}");
    };
    assert_eq!((*p50, *p90), (Some(date(2026, 11, 24)), date(2026, 11, 24)));
    assert_eq!((basis.days, basis.trend, basis.spread), (28, 1.0, 0.0));
}

#[test]
fn a_noisy_count_has_a_pessimistic_day_before_the_expected_one() {
    let noisy: Vec<u64> = (0..28).map(|at| if at % 4 < 2 { 2 } else { 18 }).collect();
    let (p50, p90) = dates(&outlook(100, 200, &series(&noisy)));
    assert!(p90 < p50, "{p90} {p50}");
}

#[test]
fn weekdays_have_their_own_means_and_the_trend_is_kept_within_bounds() {
    // Mondays a hundred, else ten; 2026-11-13 is a Friday.
    let shaped = series(&[0; 28]).into_iter().map(|day| DayCount {
        count: if day.date.weekday() == jiff::civil::Weekday::Monday {
            100
        } else {
            10
        },
        ..day
    });
    let shaped: Vec<DayCount> = shaped.collect();
    let found = outlook(0, 100_000, &shaped);
    let basis = found.basis().unwrap();
    assert_eq!(basis.expected(date(2026, 11, 16)), 100.0);
    assert_eq!(basis.expected(date(2026, 11, 17)), 10.0);
    assert_eq!(basis.peak().unwrap().0, jiff::civil::Weekday::Monday);
    let burst: Vec<u64> = (0..28).map(|at| if at < 21 { 1 } else { 1_000 }).collect();
    let found = outlook(0, 100_000, &series(&burst));
    assert_eq!(found.basis().unwrap().trend, 2.0);
}

#[test]
fn under_seven_days_there_is_no_date_and_over_the_limit_the_day_it_was_reached() {
    assert_eq!(
        outlook(99, 100, &series(&[90; 6])),
        Outlook::TooFew { days: 6 }
    );
    assert!(matches!(
        outlook(99, 100, &series(&[90; LEAST])),
        Outlook::Breaks { .. }
    ));
    assert_eq!(outlook(99, 100, &[]), Outlook::TooFew { days: 0 });
    // 100 now, 30 of them yesterday and 30 the day before: 70 before yesterday.
    let found = outlook(100, 65, &series(&[30; 10]));
    assert_eq!(
        found,
        Outlook::Over {
            since: Some(date(2026, 11, 12))
        }
    );
    // The days do not reach back to it.
    assert_eq!(
        outlook(1_000, 5, &series(&[1; 10])),
        Outlook::Over { since: None }
    );
    assert_eq!(outlook(0, 0, &[]), Outlook::Over { since: None });
}

#[test]
fn what_would_break_next_month_holds_because_the_count_begins_anew() {
    let found = outlook(0, 10_000, &series(&[10; 28]));
    assert!(matches!(found, Outlook::Holds { .. }), "{found:?}");
}

fn some_days() -> impl Strategy<Value = Vec<u64>> {
    prop::collection::vec(0_u64..5_000, 0..40)
}

proptest! {
    #[test]
    fn it_never_panics_and_the_pessimist_is_never_later(
        counts in prop::collection::vec(any::<u64>(), 0..70), used: u64, limit: u64,
    ) {
        let (p50, p90) = dates(&outlook(used, limit, &series(&counts)));
        prop_assert!(p90 <= p50);
    }

    #[test]
    fn more_usage_never_breaks_later(
        counts in some_days(), used in 0_u64..50_000, more in 0_u64..10_000, times in 1_u64..5,
        limit in 1_u64..200_000,
    ) {
        let before = dates(&outlook(used, limit, &series(&counts)));
        let counted = dates(&outlook(used + more, limit, &series(&counts)));
        prop_assert!(counted.0 <= before.0 && counted.1 <= before.1);
        let busier: Vec<u64> = counts.iter().map(|count| count * times).collect();
        let busier = dates(&outlook(used, limit, &series(&busier)));
        prop_assert!(busier.0 <= before.0 && busier.1 <= before.1);
    }

    #[test]
    fn a_higher_limit_never_breaks_earlier(
        counts in some_days(), used in 0_u64..50_000, limit in 1_u64..100_000, more in 0_u64..100_000,
    ) {
        let low = dates(&outlook(used, limit, &series(&counts)));
        let high = dates(&outlook(used, limit + more, &series(&counts)));
        prop_assert!(high.0 >= low.0 && high.1 >= low.1);
    }

    #[test]
    fn no_usage_never_breaks(days in 7_usize..60, used in 0_u64..99) {
        let found = outlook(used, 100, &series(&vec![0; days]));
        let holds = matches!(found, Outlook::Holds { .. });
        prop_assert!(holds);
    }
}

fn month(name: &str, days: &[(&str, u64)]) -> UsageMonth {
    UsageMonth {
        platform: PlatformId::Marketplace,
        tenant: TenantId::from("acme"),
        month: Text::from(name),
        figures: Figures::Messages {
            tracker: Some(TrackerUsage {
                days: days
                    .iter()
                    .map(|(date, messages)| UsageDay {
                        date: Text::from(*date),
                        conversations: 1,
                        messages: *messages,
                        tokens: 0,
                    })
                    .collect(),
                ..TrackerUsage::default()
            }),
            metrics: None,
        },
        oddities: 0,
    }
}

#[test]
fn days_of_several_months_are_one_row_without_gaps_and_odd_dates_are_left_out() {
    let months = [
        month(
            "2026-11",
            &[
                ("2026-11-02", 5),
                ("2026-11-02", 3),
                ("yesterday", 9),
                ("2099-01-01", 7),
            ],
        ),
        month("2026-10", &[("2026-10-30", 4), ("1999-01-01", 7)]),
    ];
    let found = days(&months, Counted::Messages, date(2026, 11, 4));
    let counts: Vec<u64> = found.iter().map(|day| day.count).collect();
    // 30 and 31 October, 1, 2 and 3 November: yesterday is over although nothing was counted.
    assert_eq!(counts, [4, 0, 0, 5, 0]);
    assert_eq!(found[0].date, date(2026, 10, 30));
}

#[test]
fn readings_of_a_counter_become_days_and_nothing_is_known_over_the_end_of_a_month() {
    let reading = |day: Date, metrics: u64| Reading {
        day,
        at: now(),
        metrics: Some(metrics),
        tracker: None,
    };
    let kept = [
        reading(date(2026, 10, 30), 900),
        reading(date(2026, 11, 1), 4),
        reading(date(2026, 11, 2), 14),
        reading(date(2026, 11, 5), 24),
        reading(date(2026, 11, 6), 3),
    ];
    let found = between(&kept);
    let counts: Vec<(i8, u64)> = found
        .iter()
        .map(|one| (one.date.day(), one.count))
        .collect();
    // Ten between the first two; ten over three days; a counter that fell says nothing.
    assert_eq!(counts, [(1, 10), (2, 4), (3, 3), (4, 3)]);
}

fn gauge(used: u64, limit: u64, outlook: Outlook) -> Gauge {
    Gauge {
        measure: Measure {
            counted: Counted::Messages,
            used,
            bound: Bound::AtMost(limit),
        },
        table: "tenant-usage",
        written: None,
        source: Source::Tracker,
        days: Vec::new(),
        outlook: Some(outlook),
    }
}

#[test]
fn an_alert_is_due_once_for_its_month_and_level() {
    let few = || Outlook::TooFew { days: 1 };
    let given = |level| Given {
        period: "2026-11".to_owned(),
        level,
        at: now(),
        by: Text::from("ana"),
    };
    let of = |used, own, given: &[Given]| due(&[gauge(used, 100, few())], own, "2026-11", given);
    assert_eq!(of(79, None, &[]), []);
    assert_eq!(of(80, None, &[]), [Level::Percent(80)]);
    assert_eq!(
        of(97, None, &[given(Level::Percent(80))]),
        [Level::Percent(95)]
    );
    assert_eq!(of(97, None, &[given(Level::Percent(95))]), []);
    assert_eq!(
        of(130, None, &[]),
        [Level::Percent(100)],
        "only the greatest"
    );
    assert_eq!(
        of(85, None, &[given(Level::Percent(100))]),
        [],
        "it was greater before"
    );
    assert_eq!(of(60, Some(60), &[]), [Level::Percent(60)]);
    assert_eq!(
        of(85, Some(90), &[]),
        [],
        "the tenant's own first share stands for all below"
    );
    let older = Given {
        period: "2026-10".to_owned(),
        ..given(Level::Percent(80))
    };
    assert_eq!(
        of(80, None, &[older]),
        [Level::Percent(80)],
        "another month"
    );
    let breaks = outlook(100, 200, &series(&[10; 28]));
    let soon = [gauge(100, 200, breaks)];
    assert_eq!(due(&soon, None, "2026-11", &[]), [Level::Forecast]);
    assert_eq!(due(&soon, None, "2026-11", &[given(Level::Forecast)]), []);
    assert_eq!(levels(Some(95)), [95, 100]);
    assert_eq!(
        Level::from_word(&Level::Percent(95).word()),
        Some(Level::Percent(95))
    );
    assert_eq!(Level::from_word("soon"), None);
}
