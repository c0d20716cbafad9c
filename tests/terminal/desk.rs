//! What a person does in a shift: look, claim, answer, give back, switch an agent off, leave.

use crate::pty::{CTRL_S, ENTER, ESC, Run};
use tempfile::tempdir;

#[test]
fn a_conversation_is_claimed_answered_and_given_back_and_an_agent_switched_off() {
    let state = tempdir().unwrap();
    let args = ["demo", "--speed", "0", "--rng", "7", "--operator", "ana"];
    let mut tty = Run::console(&args, state.path()).start();
    tty.expect("41 waiting").expect("DEMO").assert_taken();

    tty.press("/Gloria").press(ENTER).expect("1 of ");
    tty.press("c").expect("held by you since");
    tty.expect("bot paused, verified")
        .expect("40 waiting · 1 mine");

    tty.press("Hola, soy Ana.").expect("Hola, soy Ana.");
    tty.press(CTRL_S).expect("✓✓ read");

    tty.press(ESC).expect_gone("Ctrl-S send");
    tty.press("b").expect("Give").press("1");
    tty.expect("handed back: its bot is not paused");
    tty.expect_gone("1 mine");

    tty.press("4").expect("79 in all");
    tty.press("t").expect("of at least 8 characters");
    tty.press("asked by the owner").expect("asked by the owner");
    tty.press("\t\t").expect("type bot to switch it");
    tty.press("bot")
        .press(ENTER)
        .expect("WhatsApp bot of AI Tech Solutions is off now");

    tty.press(":q").expect("⏎ run").press(ENTER);
    assert!(tty.exit().success());
    tty.assert_restored();
}
