//! Time and bytes of a frame, beside an empty frame and a plain table drawn by the same library.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]
#![allow(dead_code)]

#[path = "../screens/health.rs"]
mod health;
#[path = "../screens/kill.rs"]
mod kill;
#[path = "../screens/logs.rs"]
mod logs;
mod measure;
#[path = "../screens/plaza.rs"]
mod plaza;
#[path = "../screens/sheets.rs"]
mod sheets;
#[path = "../screens/stage.rs"]
mod stage;
mod surface;

use measure::{Times, figure, heading};
use ratatui::layout::Constraint;
use ratatui::widgets::{Row, Table};
use stage::Stage;
use std::time::Instant;
use surface::Surface;
use switchboard::app::command::Command;
use switchboard::app::state::Focus;

const SIZES: [(u16, u16); 3] = [(80, 24), (200, 50), (400, 100)];
const ROUNDS: usize = 2_000;

fn main() {
    for (columns, rows) in SIZES {
        heading(&format!(
            "frame at {columns}×{rows}: view, diff and encoding"
        ));
        ours(columns, rows);
        references(columns, rows);
    }
}

fn ours(columns: u16, rows: u16) {
    let mut stage = Stage::cold(columns, rows);
    stage.run();
    let mut surface = Surface::new(columns, rows);
    measure("full", &mut surface, &mut stage, |surface, _, _| {
        surface.forget()
    });
    measure("unchanged", &mut surface, &mut stage, |_, _, _| {});
    measure("a second later", &mut surface, &mut stage, |_, stage, _| {
        stage.tick(1, 0.0);
    });
    measure(
        "selection moved",
        &mut surface,
        &mut stage,
        |_, stage, round| {
            stage.command(if round % 20 < 10 {
                Command::Down
            } else {
                Command::Up
            });
        },
    );
    typing(columns, rows);
}

/// On a stage of its own: a claim ends as the clock goes on.
fn typing(columns: u16, rows: u16) {
    let mut stage = Stage::cold(columns, rows);
    stage.run();
    stage.command(Command::Claim);
    assert_eq!(stage.state.focus, Focus::Composer);
    measure(
        "one character typed",
        &mut Surface::new(columns, rows),
        &mut stage,
        |_, stage, round| {
            stage.type_text(if round % 40 == 39 { " " } else { "x" });
        },
    );
    let typed = stage.state.composer().map(|composer| composer.field.text());
    assert!(typed.is_some_and(|text| text.len() > ROUNDS));
}

/// Times drawing only; `change` happens before the clock starts.
fn measure(
    name: &str,
    surface: &mut Surface,
    stage: &mut Stage,
    mut change: impl FnMut(&mut Surface, &mut Stage, usize),
) {
    let mut times = Times::new();
    let mut bytes = Vec::new();
    surface.draw(&stage.state);
    for round in 0..ROUNDS {
        change(surface, stage, round);
        let start = Instant::now();
        let count = surface.draw(&stage.state);
        times.add(start.elapsed());
        bytes.push(count);
    }
    report(name, &times, bytes);
}

fn references(columns: u16, rows: u16) {
    let mut surface = Surface::new(columns, rows);
    let empty = Times::of(ROUNDS, |_| surface.draw_with(|_| {}));
    report("reference: an empty frame", &empty, vec![0]);
    let lines: Vec<Vec<String>> = (0..rows)
        .map(|y| (0..6).map(|x| format!("cell {x} of {y}")).collect())
        .collect();
    let mut bytes = Vec::new();
    let table = Times::of(ROUNDS, |_| {
        surface.forget();
        let count = surface.draw_with(|frame| {
            let rows = lines
                .iter()
                .map(|cells| Row::new(cells.iter().map(String::as_str)));
            let table = Table::new(rows, [Constraint::Ratio(1, 6); 6]);
            frame.render_widget(table, frame.area());
        });
        bytes.push(count);
    });
    report(
        "reference: a plain table of that size, whole",
        &table,
        bytes,
    );
}

fn report(name: &str, times: &Times, mut bytes: Vec<usize>) {
    bytes.sort_unstable();
    let median = bytes[bytes.len() / 2];
    figure(name, &format!("{}  {median} bytes", times.line()));
}
