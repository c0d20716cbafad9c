//! J7: who breaks a limit and when, by which rule, who is told of it, and to be told once oneself.

use crate::pty::PATIENCE;
use crate::stage::{Stage, TENANT, Who};
use crate::support::marketplace;
use switchboard::domain::burn::{Level, Metered};

/// The tenant of the plaza whose plan has room left.
const ROOM: &str = "tenant-ai-tech-solutions";
const LIMIT_TEXT: &str = "Has alcanzado el límite de mensajes de tu plan este mes.";

fn kept(stage: &Stage, tenant: &str) -> Metered {
    let metered = stage.ask(stage.desk().metered(&marketplace(tenant)));
    metered.unwrap().value
}

/// Tables that consoles write shortly after the screen told of it.
fn until(stage: &Stage, tenant: &str, holds: impl Fn(&Metered) -> bool) -> Metered {
    for _ in 0..200 {
        let found = kept(stage, tenant);
        if holds(&found) {
            return found;
        }
        std::thread::yield_now();
    }
    panic!("{:?}", kept(stage, tenant));
}

#[test]
fn what_breaks_is_seen_with_its_rule_and_its_customers_and_told_once() {
    let stage = Stage::new();
    let key = stage.waiting().remove(0);
    stage.says(&key, Who::Bot, LIMIT_TEXT);
    let tty = stage.console("ana");
    // What breaks first stands first; its alert is given, and the row says by whom.
    tty.press("5").expect("breaks").expect("204 %");
    tty.expect("is over its limit: 1 020 of 500 messages");
    let full = |seen: &Metered| {
        seen.given
            .iter()
            .any(|one| one.level == Level::Percent(100))
    };
    let given = until(&stage, TENANT, full).given;
    assert_eq!(given[0].by.as_str(), "ana");
    // The rule, and who hears of it.
    // In a month's first ten days what the seed has of them is less than the limit: since when is not recorded then.
    let over = ["Over since", "Over, since when is not recorded"];
    tty.press("gg").wait("Over", PATIENCE, |screen| {
        let shown = screen.contents();
        over.iter().any(|words| shown.contains(words))
    });
    tty.press("\r").expect("who was told");
    tty.press("\x1b[6~").expect("compares maxMessagesPerDay");
    tty.press("G").press("\x1b[6~").expect("END CUSTOMER");
    tty.expect("1 CUSTOMER of");
    tty.press("\r")
        .expect("Told today that the limit is reached");
    tty.expect("stores neither the message");
    tty.press("\x1b")
        .expect_gone("Told today that the limit is reached");
    tty.press("\x1b[D").expect("forecast");
    // Another tenant: when, and what that rests on.
    tty.press("/").press("ai tech").press("\r").expect("4 034");
    tty.press("f").expect("Based on 28 days");
    tty.expect("tenant-usage.dailyStats");
    tty.press("\x1b").expect_gone("Based on 28 days (");
    // From which share on it alerts is set for all consoles.
    tty.press(":").press("alert ai tech 95").press("\r");
    tty.expect("alerts from 95 % on");
    let seen = until(&stage, ROOM, |seen| seen.threshold.is_some());
    assert_eq!(seen.threshold.unwrap().percent, 95);
}

#[test]
fn a_second_console_does_not_repeat_what_the_first_told() {
    let stage = Stage::new();
    let ana = stage.console("ana");
    ana.press("5").expect("is over its limit");
    let before = until(&stage, TENANT, |seen| !seen.given.is_empty());
    let eva = stage.console("eva");
    eva.press("5").expect("204 %").expect("live");
    // The first reading of the day is kept once too.
    let after = until(&stage, TENANT, |seen| !seen.readings.is_empty());
    assert_eq!(after.given, before.given);
    assert!(
        !eva.contents().contains("is over its limit"),
        "{}",
        eva.contents()
    );
}
