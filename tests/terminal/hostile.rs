//! Nothing that a customer or a table says acts on the terminal.

use crate::bytes::foreign;
use crate::pty::{ENTER, ESC, HOME, PAGE_UP, PATIENCE, Run, Tty};
use tempfile::tempdir;

/// The key of each pane, a title that only it has, and how many rows the seed gives it.
const PANES: [(&str, &str, usize); 5] = [
    ("2", "last message", 41),
    ("1", "wait  open", 8),
    ("4", "agent ", 12),
    ("5", "billed", 5),
    ("3", "prio", 37),
];

/// What somebody may have on the clipboard.
const PASTE: &str = "\x1b[200~a\u{2028}\u{202e}\x1b]52;c;eA==\x07\u{9b}31mdcba\x1b[201~";

#[test]
fn no_byte_of_hostile_data_reaches_the_terminal() {
    let state = tempdir().unwrap();
    let args = ["demo", "--seed", "hostile", "--speed", "0"];
    // High enough for all rows of a list.
    let mut tty = Run::console(&args, state.path()).size(160, 100).start();
    tty.expect("26 waiting");
    let mut seen = String::new();
    for (key, title, rows) in PANES {
        tty.press(key).expect(title);
        tty.expect(&format!(" {rows} in all"));
        walk(&tty, rows, &mut seen);
    }
    tty.press(":").press(PASTE).expect("dcba");
    tty.press(ESC).expect_gone("dcba");
    tty.press("gm").expect("─ Messages ─");
    tty.press("q").expect_gone("─ Messages ─");
    tty.press(":q").expect("⏎ run").press(ENTER);
    assert!(tty.exit().success());
    assert_eq!(foreign(&tty.raw()), None);
    let raw = String::from_utf8_lossy(&tty.raw()).into_owned();
    assert!(raw.contains("\x1b]2;switchboard\x1b\\"), "it names itself");
    assert!(raw.contains("\x1b[23;2t"), "and gives the title back");
    for shown in ["enlace", "campana", "CSI de 8 bits", "subo y borro", "DCS"] {
        assert!(seen.contains(shown), "“{shown}” was never on the screen");
    }
}

/// Every row of a pane: opened, scrolled and inspected.
fn walk(tty: &Tty, rows: usize, seen: &mut String) {
    tty.press(HOME);
    tty.wait("the first row", PATIENCE, |screen| {
        selected(screen) == Some(FIRST_ROW)
    });
    for row in (FIRST_ROW..).take(rows) {
        tty.wait(&format!("row {row}"), PATIENCE, |screen| {
            selected(screen) == Some(row)
        });
        tty.press(ENTER)
            .expect_gone("⏎ open")
            .expect_gone("Reading the");
        seen.push_str(&tty.contents());
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
