//! J13: in the morning what the next shift must know is on one screen, goes to a file without a number in it, and
//! what is mine is offered to a colleague; it stays mine until she takes it.

use crate::channel::{begin, marta, take};
use crate::pty::{ENTER, ESC, Tty};
use crate::stage::Stage;
use std::os::unix::fs::PermissionsExt;

/// The command line, and what is typed there.
fn command(tty: &Tty, line: &str, shown: &str) {
    tty.press(":").press(line).expect(shown).press(ENTER);
}

#[test]
fn a_shift_is_handed_over_and_its_conversations_are_offered() {
    let stage = Stage::new();
    let key = marta(&stage);
    let folder = stage.folder("papers");
    std::fs::create_dir_all(&folder).unwrap();
    let ana = begin(stage.run("ana", &[]).within(&folder));
    take(&ana);
    ana.press(ESC).expect_gone("Ctrl-S send");

    // An incident about what she saw stands in it too.
    ana.press("!")
        .expect("Open an incident")
        .press(" slow answers")
        .press(ENTER);
    ana.expect("Incident opened").expect("broken since");
    ana.press("n").expect("Everybody on call reads it");
    ana.press("told the supplier")
        .expect("told the supplier")
        .press(ENTER);
    ana.expect("Noted.").expect("ana: told the supplier");
    ana.press(ESC).expect("Open incidents");
    ana.press(ESC).expect_gone("Open incidents");

    command(&ana, "handover", "What the next shift must know");
    ana.expect("Open incidents  1").expect("slow answers");
    ana.expect("Conversations of yours  1")
        .expect("Marta Gómez");
    ana.expect("window closes");
    ana.expect("Replies that nobody can tell of  0");
    ana.press("w").expect("readable by you only");
    let written: Vec<_> = std::fs::read_dir(&folder).unwrap().collect();
    let [Ok(file)] = written.as_slice() else {
        panic!("one: {written:?}");
    };
    let name = file.file_name().into_string().unwrap();
    assert!(
        name.starts_with("handover-") && name.ends_with(".md"),
        "{name}"
    );
    let mode = file.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let text = std::fs::read_to_string(file.path()).unwrap();
    assert!(
        text.contains("slow answers") && text.contains("Marta Gómez"),
        "{text}"
    );
    assert!(
        !text.contains("573005554217") && !text.contains("malo"),
        "{text}"
    );

    ana.press("@")
        .expect("Who are all of yours for?")
        .press("eva")
        .press(ENTER);
    ana.expect("offered to eva");
    let claim = stage.claim(&key).unwrap();
    assert_eq!(claim.operator.as_str(), "ana", "until then it stays hers");
    assert_eq!(claim.arranged.assigned.unwrap().to.as_str(), "eva");

    let eva = begin(stage.run("eva", &[]));
    eva.press("c").expect("held by you since");
    assert_eq!(stage.claim(&key).unwrap().operator.as_str(), "eva");
}
