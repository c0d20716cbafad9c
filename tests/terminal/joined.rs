//! Several consoles on one backend, and consoles that die.

use crate::pty::{CTRL_S, ENTER, ESC, PATIENCE, Run, Served, Tty, binary};
use rustix::process::Signal;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tempfile::tempdir;

fn join(served: &Served, operator: &str, state: &Path) -> Tty {
    let args = ["--endpoint", &served.endpoint, "--operator", operator];
    let tty = Run::console(&args, state).start();
    tty.expect(" waiting").expect(" in all");
    tty.wait("who has the first one", PATIENCE, |screen| {
        let shown = screen.contents();
        shown.contains("c claims it") || shown.contains("held by ")
    });
    tty
}

/// Who holds what, as a verb without a screen tells it.
fn holders(served: &Served) -> String {
    let list = Command::new(binary())
        .args(["--endpoint", &served.endpoint, "--json"])
        .args(["escalations", "list", "--limit", "200"])
        .output()
        .unwrap();
    let list: serde_json::Value = serde_json::from_slice(&list.stdout).unwrap();
    let held = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|item| !item["holder"].is_null());
    held.map(|item| {
        let holder = &item["holder"];
        format!(
            "{} {} {} {}",
            item["id"], holder["operator"], holder["console"], holder["fence"]
        )
    })
    .collect()
}

#[test]
fn a_second_console_sees_claim_reply_and_hand_back() {
    let served = Served::start(&["--speed", "0"]);
    let (one, two) = (tempdir().unwrap(), tempdir().unwrap());
    let ana = join(&served, "ana", one.path());
    let luis = join(&served, "luis", two.path());
    luis.expect("c claims it");
    for tty in [&ana, &luis] {
        tty.press("/Gloria").press(ENTER).expect("1 of ");
    }

    ana.press("c").expect("held by you since");
    luis.expect("held by ana");

    ana.press("Hola, ya lo veo.").expect("Hola, ya lo veo.");
    ana.press(CTRL_S)
        .expect_gone("Hola, ya lo veo.\n┃")
        .expect("✓ accepted");
    luis.expect("Hola, ya lo veo.");

    ana.press(ESC).expect_gone("Ctrl-S send");
    ana.press("b").expect("Give").press("1");
    ana.expect("handed back: its bot");
    luis.expect_gone("held by ana");
}

#[test]
fn a_console_that_was_killed_goes_on_with_its_claim_and_its_draft() {
    let served = Served::start(&["--speed", "0"]);
    let state = tempdir().unwrap();
    let mut ana = join(&served, "ana", state.path());
    ana.press("/Gloria").press(ENTER).expect("1 of ");
    ana.press("c").expect("bot paused, verified");
    let held = holders(&served);
    assert!(held.contains("\"ana\""), "{held}");

    ana.press("A medio escribir").expect("A medio escribir");
    expect_in_journal(state.path(), "A medio escribir");
    ana.signal(Signal::KILL);
    assert!(ana.exit().signal().is_some());

    let mut again = join(&served, "ana", state.path());
    again.expect("1 mine");
    assert_eq!(holders(&served), held, "the same claim, console and fence");
    again
        .expect("held by you since")
        .press("r")
        .expect("A medio escribir");
    again.press(CTRL_S).expect("✓ accepted");
    again.press(ESC).expect_gone("Ctrl-S send").press("b");
    again.expect("Give").press("1");
    again.expect("handed back: its bot");
    assert_eq!(holders(&served), "");
    again.press(":q").expect("⏎ run").press(ENTER);
    assert!(again.exit().success());
}

#[test]
fn quitting_writes_a_hand_back_that_could_still_be_taken_back() {
    let served = Served::start(&["--speed", "0"]);
    let state = tempdir().unwrap();
    let mut ana = join(&served, "ana", state.path());
    ana.press("/Gloria").press(ENTER).expect("1 of ");
    ana.press("c").expect("bot paused, verified");
    ana.press(ESC).expect_gone("Ctrl-S send");
    ana.press("b").expect("Give").press("1");
    ana.expect("u keeps it");
    assert!(
        holders(&served).contains("\"ana\""),
        "nothing is written yet"
    );
    ana.press(":q").expect("⏎ run").press(ENTER);
    assert!(ana.exit().success());
    assert_eq!(holders(&served), "");
}

#[test]
fn who_loses_a_conversation_reads_by_whom_and_why_and_keeps_the_draft() {
    let served = Served::start(&["--speed", "0"]);
    let (one, two) = (tempdir().unwrap(), tempdir().unwrap());
    let ana = join(&served, "ana", one.path());
    let luis = join(&served, "luis", two.path());
    for tty in [&ana, &luis] {
        tty.press("/Gloria").press(ENTER).expect("1 of ");
    }
    ana.press("c").expect("bot paused, verified");
    ana.press("A medio escribir").expect("A medio escribir");
    luis.expect("held by ana");
    luis.press("s").expect("Take ");
    luis.press("Ana salió a almorzar").press(ENTER);
    luis.expect("1 mine");
    ana.expect("luis took it");
    ana.expect("«Ana salió a almorzar»")
        .expect("A medio escribir");
    let held = holders(&served);
    assert!(held.contains("\"luis\""), "{held}");
}

/// Waits until the journal of this machine has `text`.
fn expect_in_journal(state: &Path, text: &str) {
    fn has(folder: &Path, text: &str) -> bool {
        std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .any(|entry| {
                let path = entry.unwrap().path();
                path.is_dir() && has(&path, text)
                    || std::fs::read(&path)
                        .is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains(text))
            })
    }
    let deadline = std::time::Instant::now() + PATIENCE;
    while !has(state, text) {
        assert!(
            std::time::Instant::now() < deadline,
            "the draft is not kept"
        );
        // A file tells nobody that it grew; this looks again.
        std::thread::sleep(Duration::from_millis(10));
    }
}
