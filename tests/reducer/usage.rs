//! Usage: what breaks first, alerts that are asked for once, and what is shown and copied.

use crate::driver::{Console, problem};
use crate::world::key;
use switchboard::app::effect::{Effect, Load, Verb};
use switchboard::app::msg::{Loaded, Outcome};
use switchboard::app::notice::Notice;
use switchboard::app::overlay::Overlay;
use switchboard::app::usage::Said;
use switchboard::app::{Focus, Pane};
use switchboard::domain::burn::{Given, Level, Metered, ThresholdSet};
use switchboard::domain::id::{PlatformId, TenantId};
use switchboard::domain::problem::Trouble;
use switchboard::domain::role::{Access, Barred};
use switchboard::domain::system::Port;
use switchboard::domain::text::Text;
use switchboard::domain::usage::{Figures, MetricsUsage, UsageMonth};

/// Its bot goes by the plan: 5 000 messages a month for acme.
fn console(access: Access) -> Console {
    let mut console = Console::up_with(|connected| {
        connected.access = access;
        connected.systems[0].ports.push(Port::PauseUnread);
    });
    console.keys("5");
    console
}

fn month(console: &Console, messages: u64) -> UsageMonth {
    UsageMonth {
        platform: PlatformId::Marketplace,
        tenant: TenantId::from("acme"),
        month: Text::from_untrusted(&switchboard::domain::time::month(console.state.clock)),
        figures: Figures::Messages {
            tracker: None,
            metrics: Some(MetricsUsage {
                messages,
                ..MetricsUsage::default()
            }),
        },
        oddities: 0,
    }
}

/// What a read of acme brings.
fn lands(console: &mut Console, metered: Metered) {
    for _ in 0..20 {
        if console.asks(of_acme) {
            break;
        }
        let other = |load: &Load| matches!(load, Load::Usage { tenant } if tenant.tenant.as_str() != "acme");
        if console.asks(other) {
            console.answer(other, Ok(Loaded::Usage(Metered::default())));
        }
        console.wait(31_000);
    }
    console.answer(of_acme, Ok(Loaded::Usage(metered)));
}

fn of_acme(load: &Load) -> bool {
    matches!(load, Load::Usage { tenant } if tenant.tenant.as_str() == "acme")
}

fn alerts(console: &mut Console) -> Vec<Level> {
    let verbs = console.take_verbs().into_iter();
    verbs
        .filter_map(|verb| match verb {
            Verb::AlertUsage { level, .. } => Some(level),
            _ => None,
        })
        .collect()
}

fn is_alert(notice: Option<&Notice>) -> bool {
    matches!(notice, Some(Notice::Usage(Said::Alert(_))))
}

#[test]
fn an_alert_is_asked_for_once_and_told_only_by_the_one_whose_it_is() {
    let mut console = console(Access::Full);
    let metered: Metered = vec![month(&console, 4_100)].into();
    lands(&mut console, metered.clone());
    assert_eq!(
        console.state.usage.list.selected().unwrap().share(),
        Some(82.0)
    );
    assert!(
        !is_alert(console.notice()),
        "not before the row says whose it is"
    );
    // Another console was faster.
    console.done(Ok(Outcome::UsageAlerted(false)));
    assert!(!is_alert(console.notice()));
    lands(&mut console, metered.clone());
    assert_eq!(alerts(&mut console), [], "not again");
    // The next level is another alert, and it is ours.
    let more: Metered = vec![month(&console, 4_800)].into();
    lands(&mut console, more);
    console.done(Ok(Outcome::UsageAlerted(true)));
    let Some(Notice::Usage(Said::Alert(told))) = console.notice() else {
        panic!("{:?}", console.notice());
    };
    assert_eq!(
        (told.level, told.used, told.limit),
        (Level::Percent(95), 4_800, 5_000)
    );
}

#[test]
fn after_a_failure_it_is_asked_again_and_what_was_given_is_not() {
    let mut console = console(Access::Full);
    let metered: Metered = vec![month(&console, 5_200)].into();
    lands(&mut console, metered.clone());
    console.done(Err(problem(Trouble::TimedOut)));
    lands(&mut console, metered.clone());
    assert_eq!(alerts(&mut console), [Level::Percent(100)]);
    let mut console = self::console(Access::Full);
    let given = Given {
        period: switchboard::domain::time::month(console.state.clock),
        level: Level::Percent(100),
        at: console.state.clock,
        by: Text::from("eva"),
    };
    let told = Metered {
        given: vec![given],
        ..metered
    };
    lands(&mut console, told);
    assert_eq!(alerts(&mut console), []);
}

#[test]
fn a_console_that_only_reads_repeats_nothing_and_writes_nothing() {
    let mut console = console(Access::ReadsOnly(Barred::ReadOnly));
    let metered: Metered = vec![month(&console, 5_200)].into();
    lands(&mut console, metered);
    assert!(!is_alert(console.notice()));
    assert_eq!(alerts(&mut console), []);
    assert_eq!(
        console.state.usage.list.selected().unwrap().share(),
        Some(104.0)
    );
}

#[test]
fn forecast_customers_and_table_are_a_key_away() {
    let mut console = console(Access::Full);
    let metered: Metered = vec![month(&console, 4_100)].into();
    lands(&mut console, metered);
    console.keys("f");
    assert!(matches!(
        console.state.overlay,
        Some(Overlay::Forecast { .. })
    ));
    console.keys("esc");
    assert!(console.state.overlay.is_none());
    console.keys("enter");
    assert_eq!(console.state.focus, Focus::Detail);
    console.keys("enter");
    assert!(matches!(
        console.state.overlay,
        Some(Overlay::CutOff { .. })
    ));
    console.keys("esc left");
    assert_eq!(
        (console.state.focus, console.state.pane),
        (Focus::List, Pane::Usage)
    );
    console.take();
    console.keys("w");
    let copied = console.take().into_iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    let copied = copied.unwrap();
    assert!(copied.starts_with("platform,tenant,"), "{copied}");
    assert!(copied.contains("4100"), "{copied}");
    // Elsewhere these commands mean nothing.
    console.keys("1 f");
    assert!(console.state.overlay.is_none());
}

#[test]
fn who_was_told_is_counted_from_last_words_of_today() {
    let mut told = crate::world::row("acme/1", "Bruno", -60);
    let last = told.talk.as_mut().unwrap().last.as_mut().unwrap();
    last.from = switchboard::domain::conversation::Speaker::Bot;
    last.text = Text::from("Has alcanzado el límite de mensajes de este mes.");
    let mut before = told.clone();
    before.key = key("acme/2");
    before.talk.as_mut().unwrap().last.as_mut().unwrap().at = Some(crate::world::at(-86_400 * 2));
    let said = crate::world::row("acme/3", "Carla", -60);
    let console = Console::with_rows(vec![told, before, said]);
    let acme = key("acme/1").owner();
    let found = switchboard::app::cut_off::told_today(&console.state, &acme);
    assert_eq!((found.customers.len(), found.looked), (1, 3));
    assert_eq!(found.customers[0].1.row.key, key("acme/1"));
}

#[test]
fn a_threshold_is_typed_and_nothing_is_guessed() {
    let mut console = console(Access::Full);
    console.take();
    console.keys(":");
    console.send(switchboard::app::msg::Msg::Paste(
        "alert acme 95".to_owned(),
    ));
    console.keys("enter");
    let verbs = console.take_verbs();
    assert!(
        matches!(&verbs[..], [Verb::SetUsageAlert { tenant, percent: Some(95) }] if tenant.tenant.as_str() == "acme"),
        "{verbs:?}"
    );
    let of = |typed: &str| switchboard::app::usage::alert_command(&console.state, typed);
    assert_eq!(of("alert acme off").unwrap().1, None);
    assert_eq!(of("alert acme 95 %"), None);
    for wrong in [
        "alert acme 0",
        "alert acme 101",
        "alert nobody 95",
        "alert acme",
        "alert  95",
        "alert acme x",
    ] {
        assert_eq!(of(wrong), None, "{wrong}");
    }
}

#[test]
fn what_came_of_a_threshold_is_told() {
    let mut console = console(Access::Full);
    console.take();
    console.keys(":");
    console.send(switchboard::app::msg::Msg::Paste(
        "alert acme 95".to_owned(),
    ));
    console.keys("enter");
    console.done(Ok(Outcome::UsageAlertSet(ThresholdSet::Changed)));
    let told = console.notice();
    let changed = matches!(
        told,
        Some(Notice::Usage(Said::Threshold {
            set: ThresholdSet::Changed,
            percent: Some(95),
            ..
        }))
    );
    assert!(changed, "{told:?}");
}
