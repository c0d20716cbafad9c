//! A log of a thousand lines a second: what is kept stays under its cap, whatever comes.

use crate::driver::Console;
use crate::world::at;
use std::sync::Arc;
use switchboard::app::effect::Load;
use switchboard::app::logs::{Brought, Wanted};
use switchboard::app::msg::Loaded;
use switchboard::domain::log::LogLine;
use switchboard::domain::log::read::{Groups, LogRead};
use switchboard::domain::log::ring::CAP;
use switchboard::domain::system::Port;

const PER_SECOND: i64 = 1_000;

fn second(of: i64, group: &Arc<str>, stream: &Arc<str>) -> Vec<LogLine> {
    (0..PER_SECOND)
        .map(|n| {
            let raw = format!(
                r#"{{"level":"INFO","message":"run {of}/{n} finished","tenantId":"tenant-{}","agent":"a-1","durationMs":{n}}}"#,
                n % 7
            );
            let when = at(of) + jiff::SignedDuration::from_micros(n * 1_000);
            LogLine::read(when, group, stream, &format!("{of}-{n}"), &raw)
        })
        .collect()
}

/// Follows it for so many seconds, a person moving about; bytes of the process a third in, and at the end.
fn follow(seconds: i64) -> (usize, usize) {
    let mut console = Console::up_with(|connected| {
        connected.systems[0].ports.push(Port::Health);
    });
    console.keys("6");
    console.wait(10);
    console.keys("l");
    let (group, stream): (Arc<str>, Arc<str>) = (Arc::from("/g"), Arc::from("s"));
    let groups = Groups {
        there: vec![switchboard::domain::log::LogGroup {
            name: group.clone(),
            stored: None,
            kept_days: None,
            made: None,
        }],
        missing: Vec::new(),
    };
    let is_log = |load: &Load| {
        matches!(
            load,
            Load::Log {
                what: Wanted::Lines { .. } | Wanted::Groups(_),
                ..
            }
        )
    };
    console.answer(is_log, Ok(Loaded::Log(Box::new(Brought::Groups(groups)))));
    let mut early = 0;
    for of in (0..seconds).step_by(2) {
        let mut lines = second(of, &group, &stream);
        lines.extend(second(of + 1, &group, &stream));
        let read = LogRead {
            lines,
            failed: Vec::new(),
            next: None,
        };
        console.answer(is_log, Ok(Loaded::Log(Box::new(Brought::Lines(read)))));
        match of % 20 {
            4 => console.keys("up page-up"),
            10 => console.keys("w down"),
            16 => console.keys("G w"),
            _ => console.keys("down"),
        };
        let lines = console.state.logs.lines().unwrap();
        assert!(lines.ring.bytes() <= CAP);
        assert!(lines.line().is_some(), "there is always a line to mean");
        console.wait(2_100);
        if of * 3 < seconds {
            early = resident();
        }
        let kept = |effect: &_| matches!(effect, switchboard::app::effect::Effect::Load(load) if is_log(load));
        console.effects.retain(kept);
    }
    let lines = console.state.logs.lines().unwrap();
    let all = usize::try_from(seconds * PER_SECOND).unwrap();
    assert_eq!(
        lines.ring.dropped() + lines.ring.len(),
        all,
        "what had to go is counted"
    );
    (early, resident())
}

/// Bytes of this process in memory.
fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = pages
        .split_whitespace()
        .nth(1)
        .and_then(|pages| pages.parse::<usize>().ok());
    pages.unwrap_or(0) * 4096
}

#[test]
fn what_is_kept_of_a_busy_log_stays_under_its_cap() {
    follow(40);
}

#[test]
#[ignore = "soak: ten minutes of a thousand lines a second"]
fn memory_stays_flat_for_ten_minutes_of_a_busy_log() {
    let (early, late) = follow(600);
    assert!(
        late < early + 16 * 1024 * 1024,
        "{early} bytes, then {late}"
    );
}
