//! Any size, in any order.

use crate::pty::{ENTER, PATIENCE, Run};
use tempfile::tempdir;

#[test]
fn it_survives_a_storm_of_sizes() {
    let state = tempdir().unwrap();
    let mut tty = Run::console(&["demo", "--speed", "0"], state.path()).start();
    tty.expect("41 waiting");
    let mut seed = 7_u32;
    for _ in 0..300 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let columns = u16::try_from((seed >> 8) % 200).unwrap() + 1;
        let rows = u16::try_from((seed >> 20) % 60).unwrap() + 1;
        tty.resize(columns, rows);
    }
    for (columns, rows) in [(1, 1), (2, 1), (1, 60), (200, 1), (200, 60), (59, 20)] {
        tty.resize(columns, rows);
    }
    tty.expect("at least 60×20");
    tty.resize(200, 60)
        .expect("41 waiting")
        .expect("c claims it");
    tty.press(":q").expect("⏎ run").press(ENTER);
    assert!(tty.exit().success());
    tty.assert_restored();
}

#[test]
fn one_line_says_that_it_is_too_small_and_everything_is_there_again_afterwards() {
    let state = tempdir().unwrap();
    let tty = Run::console(&["demo", "--speed", "0"], state.path()).start();
    tty.expect("41 waiting");
    for (columns, rows) in [(59, 20), (60, 19), (30, 5)] {
        tty.resize(columns, rows);
        let words = format!("Window {columns}×{rows}: at least 60×20");
        tty.wait(&words, PATIENCE, |screen| {
            screen.contents().trim_end() == words.chars().take(columns.into()).collect::<String>()
        });
    }
    tty.resize(60, 20).expect("41 waiting");
    tty.resize(120, 36).expect("c claims it");
}
