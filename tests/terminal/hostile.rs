//! Nothing that a customer or a table says acts on the terminal.

use crate::bytes::foreign;
use crate::pty::{ENTER, ESC, HOME, PAGE_UP, PATIENCE, Run, Tty};
use tempfile::tempdir;

/// The key of each pane and a title that only it has.
const PANES: [(&str, &str); 5] = [
    ("2", "last message"),
    ("1", "wait  open"),
    ("4", "agent "),
    ("5", "billed"),
    ("3", "prio"),
];

#[test]
fn no_byte_of_hostile_data_reaches_the_terminal() {
    let state = tempdir().unwrap();
    let args = ["demo", "--seed", "hostile", "--speed", "0"];
    // High enough for all rows of a list.
    let mut tty = Run::console(&args, state.path()).size(160, 100).start();
    tty.expect("26 waiting");
    for (key, title) in PANES {
        tty.press(key).expect(title);
        walk(&tty);
    }
    tty.press("gm")
        .expect("q close")
        .press("q")
        .expect("⏎ open");
    tty.press(":q").expect("⏎ run").press(ENTER);
    assert!(tty.exit().success());
    let raw = tty.raw();
    assert_eq!(foreign(&raw), None);
    let text = String::from_utf8_lossy(&raw);
    for shown in ["enlace", "campana", "CSI de 8 bits", "subo y borro", "DCS"] {
        assert!(text.contains(shown), "“{shown}” was never on the screen");
    }
}

/// Every row of a pane: opened, scrolled and inspected.
fn walk(tty: &Tty) {
    tty.press(HOME).expect(" in all");
    tty.wait("the first row", PATIENCE, |screen| {
        selected(screen) == Some(FIRST_ROW)
    });
    let rows = (FIRST_ROW..).take(count(&tty.contents()));
    for row in rows {
        tty.wait(&format!("row {row}"), PATIENCE, |screen| {
            selected(screen) == Some(row)
        });
        tty.press(ENTER)
            .expect_gone("⏎ open")
            .expect_gone("Reading the");
        tty.press(PAGE_UP).press("d").expect("Inspector");
        tty.press("q").expect_gone("Inspector");
        tty.press(ESC).expect("⏎ open");
        tty.press("j");
    }
}

/// Line of the first row of a list, from 0.
const FIRST_ROW: usize = 4;

/// The line that has the mark of the selection.
fn selected(screen: &vt100::Screen) -> Option<usize> {
    screen
        .contents()
        .lines()
        .position(|line| line.starts_with('▌'))
}

/// The number before “in all”.
fn count(contents: &str) -> usize {
    let before = contents.split(" in all").next().unwrap();
    before.split_whitespace().last().unwrap().parse().unwrap()
}
