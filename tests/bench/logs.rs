//! A log of 1 000 lines a second for ten minutes: what taking lines in, a key and a frame cost while it is
//! followed, scrolled and wrapped; and what the lines take in memory. Beside copying as many bytes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]
#![allow(dead_code)]

#[path = "../reducer/driver.rs"]
mod driver;
mod measure;
mod surface;
#[path = "../reducer/world.rs"]
mod world;

use driver::Console;
use measure::{Times, figure, heading};
use std::sync::Arc;
use std::time::Instant;
use surface::Surface;
use switchboard::app::effect::{Effect, Load};
use switchboard::app::logs::{Brought, Wanted};
use switchboard::app::msg::{Loaded, Msg};
use switchboard::domain::log::read::{Groups, LogRead};
use switchboard::domain::log::{LogGroup, LogLine};
use switchboard::domain::system::Port;

const SECONDS: i64 = 600;
const PER_SECOND: i64 = 1_000;
const SIZE: (u16, u16) = (200, 50);

fn second(of: i64, group: &Arc<str>, stream: &Arc<str>) -> Vec<LogLine> {
    (0..PER_SECOND)
        .map(|n| {
            let raw = format!(
                r#"{{"level":"INFO","message":"run {of}/{n} of conversation conv_57300555{n:04} finished: the catalogue was read, two products match, the answer names both with their prices, and the customer has it","tenantId":"tenant-{}","durationMs":{n}}}"#,
                n % 7
            );
            let when = world::at(of) + jiff::SignedDuration::from_micros(n * 1_000);
            LogLine::read(when, group, stream, &format!("{of}-{n}"), &raw)
        })
        .collect()
}

fn is_log(load: &Load) -> bool {
    matches!(
        load,
        Load::Log {
            what: Wanted::Lines { .. } | Wanted::Groups(_),
            ..
        }
    )
}

fn main() {
    heading(&format!(
        "a log of {PER_SECOND} lines a second for {SECONDS} s, {}×{}",
        SIZE.0, SIZE.1
    ));
    let mut console = Console::up_with(|connected| {
        connected.systems[0].ports.push(Port::Health);
    });
    console.send(Msg::Resized {
        columns: SIZE.0,
        rows: SIZE.1,
    });
    console.keys("6");
    console.wait(10);
    console.keys("l");
    let (group, stream): (Arc<str>, Arc<str>) = (Arc::from("/g"), Arc::from("s"));
    let groups = Groups {
        there: vec![LogGroup {
            name: group.clone(),
            stored: None,
            kept_days: None,
            made: None,
        }],
        missing: Vec::new(),
    };
    console.answer(is_log, Ok(Loaded::Log(Box::new(Brought::Groups(groups)))));
    let mut surface = Surface::new(SIZE.0, SIZE.1);
    let (mut reading, mut taking) = (Times::new(), Times::new());
    let (mut keys, mut frames) = (Times::new(), Times::new());
    let script = [
        "up", "page-up", "page-up", "w", "down", "home", "right", "left", "w", "G",
    ];
    let mut most = 0;
    for of in (0..SECONDS).step_by(2) {
        let start = Instant::now();
        let mut lines = second(of, &group, &stream);
        lines.extend(second(of + 1, &group, &stream));
        reading.add(start.elapsed());
        let read = LogRead {
            lines,
            failed: Vec::new(),
            next: None,
        };
        let start = Instant::now();
        console.answer(is_log, Ok(Loaded::Log(Box::new(Brought::Lines(read)))));
        taking.add(start.elapsed());
        for key in script {
            let start = Instant::now();
            console.keys(key);
            surface.draw(&console.state);
            keys.add(start.elapsed());
        }
        let start = Instant::now();
        surface.draw(&console.state);
        frames.add(start.elapsed());
        most = most.max(console.state.logs.lines().unwrap().ring.bytes());
        console.wait(2_100);
        console
            .effects
            .retain(|effect| matches!(effect, Effect::Load(load) if is_log(load)));
    }
    figure("reading two seconds of lines (2 000)", &reading.line());
    figure("taking two seconds of lines in (2 000)", &taking.line());
    figure("key to frame (aim: p99 ≤ 5 ms)", &keys.line());
    figure("a frame of the newest lines", &frames.line());
    figure("bytes of the lines at most", &most.to_string());
    let bytes = vec![7_u8; most.max(1)];
    let copy = Times::of(100, |_| bytes.clone());
    figure("reference: copying as many bytes", &copy.line());
}
