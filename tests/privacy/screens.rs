//! The canaries on screen: no pane, sheet, title or clipboard has a number, an address or a secret of any
//! system; and while privacy is on, nothing that a person wrote.

use super::others::{NAME, taint_all};
use super::process::Demo;
use super::pty::{ENTER, ESC, Run, Tty};
use super::{PHONE, SECRET, clean, put, record};
use serde_json::json;

/// A word that no seed has, in whatever a customer, a bot or the staff can have written.
const WORD: &str = "canarioverde";

/// What was put on the clipboard of the terminal (OSC 52), decoded.
fn copied(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let parts = text.split("\x1b]52;c;").skip(1);
    parts
        .filter_map(|part| part.split(['\x1b', '\x07']).next())
        .map(|code| String::from_utf8(decoded(code)).unwrap())
        .collect()
}

/// The bytes that base64 stands for.
fn decoded(code: &str) -> Vec<u8> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for digit in code.chars().filter(|digit| *digit != '=') {
        bits = (bits << 6) | u32::try_from(DIGITS.find(digit).unwrap()).unwrap();
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff).unwrap());
        }
    }
    bytes
}

/// Walks through a list: its rows with what is known of each, what can be copied, and its sheets.
fn walk(tty: &Tty, pane: &str, rows: usize, look: &dyn Fn(&Tty)) {
    tty.press(pane).expect("▌").press("gg");
    for _ in 0..rows {
        settle(tty);
        look(tty);
        inspect(tty);
        look(tty);
        tty.press(ESC).expect_gone("Inspector");
        tty.press("y");
        settle(tty);
        tty.press("j");
    }
}

/// Opens the inspector: as soon as the pane has a row that is selected.
fn inspect(tty: &Tty) {
    for _ in 0..100 {
        tty.press("d");
        settle(tty);
        if tty.contents().contains("Inspector") {
            return;
        }
    }
    panic!("nothing to inspect:\n{}", tty.contents());
}

/// Waits until the console has answered all keys: it redraws when asked to.
fn settle(tty: &Tty) {
    let before = tty.bytes();
    tty.press("\x0c");
    tty.wait_bytes(before, super::pty::PATIENCE);
    tty.wait("a whole frame", super::pty::PATIENCE, |_| true);
}

#[test]
fn no_pane_title_or_clipboard_has_a_canary_of_any_system() {
    let demo = Demo::start(&[]);
    taint_all(&demo.endpoint);
    put(&demo.endpoint, super::TABLE, &record());
    let state = tempfile::tempdir().unwrap();
    let args = ["--endpoint", &demo.endpoint, "--operator", "ana"];
    let mut tty = Run::console(&args, state.path())
        .env("RUST_LOG", "trace")
        .size(160, 45)
        .start();
    tty.expect("Canaria");
    let look = |tty: &Tty| {
        let screen = tty.contents();
        for one in [PHONE, SECRET, NAME] {
            assert!(!screen.contains(one), "{one}:\n{screen}");
        }
    };
    for (pane, rows) in [("1", 18), ("4", 12), ("5", 8), ("6", 3), ("3", 30)] {
        walk(&tty, pane, rows, &look);
    }
    tty.press(":quit").expect("⏎ run").press(ENTER);
    assert!(tty.exit().success());
    let raw = tty.raw();
    clean("all bytes", &String::from_utf8_lossy(&raw));
    let copied = copied(&raw);
    assert!(copied.len() > 20, "{copied:?}");
    for text in copied {
        clean("clipboard", &text);
        assert!(!text.contains(NAME), "{text}");
    }
    super::no_file_has_the_secret(state.path());
}

/// The conversation with the word wherever somebody wrote, and other work of each kind likewise.
fn written(demo: &Demo) {
    let text = |text: &str| json!({"S": text});
    let words = format!("el {WORD} no sirve");
    let mut item = record();
    item["customerName"] = text("Canaria");
    item["escalationReason"] = text(&words);
    item["lastIntent"] = text(&words);
    item["messages"] = json!({"L": [{"M": {
        "from": text("customer"),
        "text": text(&words),
        "message": text(&words),
        "timestamp": text("2020-01-01T00:00:00.000Z"),
    }}]});
    put(&demo.endpoint, super::TABLE, &item);
    // Names, and what a tenant has bought, are shown.
    let shown = ["subscription_tier", "plan", "category"];
    super::others::taint_with(&demo.endpoint, &|name, was| match name.ends_with("name")
        || shown.contains(&name)
    {
        true => was.to_owned(),
        false => format!("{was} · {words}"),
    });
}

#[test]
fn while_privacy_is_on_nothing_that_a_person_wrote_is_shown() {
    let demo = Demo::start(&[]);
    written(&demo);
    let state = tempfile::tempdir().unwrap();
    let args = ["--endpoint", &demo.endpoint, "--operator", "ana"];
    let tty = Run::console(&args, state.path()).size(160, 45).start();
    // It is there as long as privacy is off.
    tty.expect("Canaria").press("gg").expect(WORD);
    tty.press(":privacy on").press(ENTER).expect("PRIVATE");
    tty.expect_gone(WORD);
    let look = |tty: &Tty| {
        let screen = tty.contents();
        assert!(!screen.contains(WORD), "{screen}");
    };
    tty.press("i").expect("Why it escalated");
    look(&tty);
    tty.press(ESC).expect_gone("Why it escalated");
    tty.press("c").expect("held by you");
    tty.press(WORD);
    settle(&tty);
    look(&tty);
    tty.expect("••••••");
    tty.press(ESC).expect_gone("Ctrl-S");
    tty.press("n").expect("Ctrl-S").press(WORD);
    settle(&tty);
    look(&tty);
    tty.press(ESC).expect_gone("Ctrl-S");
    tty.press(ESC).expect_gone("⏎ reply");
    for (pane, rows) in [("3", 30), ("1", 6)] {
        walk(&tty, pane, rows, &look);
    }
    // Sheets of an AlquimistaAI tenant, each with its entries.
    tty.press("/").expect("⏎").press("AI Tech").press(ENTER);
    settle(&tty);
    tty.press("gg").press(">");
    settle(&tty);
    for _ in 0..6 {
        look(&tty);
        tty.press(ENTER);
        settle(&tty);
        look(&tty);
        // Left goes out of an entry, right to the next sheet.
        tty.press("\x1b[D");
        settle(&tty);
        tty.press("\x1b[C");
        settle(&tty);
    }
}
