//! A line that hangs up, and a console that stands still while others go on: what was typed is kept, what was
//! held is held at the same fence or said to be lost, and nothing is sent in another's name.

use crate::pty::{CTRL_S, ENTER, Tty};
use crate::stage::Stage;
use crate::support::let_lease_end;
use rustix::process::Signal;
use switchboard::domain::handoff::{Claim, Claimed, LEASE};
use switchboard::embedded::client;

const DRAFT: &str = "Estoy revisando tu pedido";

#[test]
fn after_a_hang_up_claim_fence_and_draft_are_there_again() {
    let stage = Stage::new();
    let mut ana = stage.run("ana", &[]).size(80, 24).start();
    ana.expect(" waiting").expect(" in all");
    ana.press("c").expect("bot paused, verified");
    let claim = stage.held_by("ana").unwrap();
    ana.press(DRAFT).expect(DRAFT).signal(Signal::HUP);
    ana.exit();
    ana.assert_restored();
    let left = stage.claim(&claim.key).unwrap();
    assert!(left.is_live(jiff::Timestamp::now()), "the hold goes on");

    let again = stage.run("ana", &[]).size(80, 24).start();
    again.expect("You resume 1 conversation that is still yours.");
    let held = stage.held_by("ana").unwrap();
    assert_eq!((held.fence, held.intent), (claim.fence, claim.intent));
    again.expect("draft · you").press(ENTER);
    again.expect("held by you since");
    again.press("r").expect(DRAFT);
    again.press(", ya casi.").expect("ya casi.").press(CTRL_S);
    again.expect("· recorded, not sent");
    let whole = format!("{DRAFT}, ya casi.");
    assert_eq!(stage.said(&claim.key, &whole), 1, "{}", again.contents());
    assert_eq!(stage.audited(&claim.key, "claim").len(), 1);
}

/// A console that has claimed, with something typed, and then stands still.
fn stands_still(stage: &Stage) -> (Tty, Claim) {
    let ana = stage.console("ana");
    ana.press("c").expect("bot paused, verified");
    let claim = stage.held_by("ana").unwrap();
    ana.press(DRAFT).expect(DRAFT);
    ana.signal(Signal::STOP).expect_state('T');
    (ana, claim)
}

/// It goes on, and the first thing it reads is the key that sends.
fn goes_on_sending(ana: &Tty) {
    ana.press(CTRL_S).signal(Signal::CONT);
}

#[test]
fn who_stood_still_while_another_stole_sends_nothing_and_keeps_the_draft() {
    let stage = Stage::new();
    let luis = stage.console("luis");
    let (ana, claim) = stands_still(&stage);
    luis.expect("held by ana");
    luis.press("s").expect("Take ");
    luis.press("Ana no responde").press(ENTER);
    luis.expect("held by you since");

    goes_on_sending(&ana);
    ana.expect("luis").expect("Ana no responde").expect(DRAFT);
    assert_eq!(stage.said(&claim.key, DRAFT), 0);
    assert!(stage.audited(&claim.key, "reply").is_empty());
    let now = stage.claim(&claim.key).unwrap();
    assert_eq!(
        (now.operator.as_str(), now.fence.0),
        ("luis", claim.fence.0 + 1)
    );
}

#[test]
fn who_stood_still_until_the_lease_was_over_sends_nothing_and_keeps_the_draft() {
    let stage = Stage::new();
    let (ana, claim) = stands_still(&stage);
    let raw = client(&stage.endpoint());
    stage.ask(let_lease_end(&raw, &claim.key));
    let taken = stage.ask(stage.desk().claim(&claim.key, None, LEASE));
    assert!(matches!(taken, Ok(Claimed::Won { .. })), "{taken:?}");

    goes_on_sending(&ana);
    ana.expect("held by looker").expect(DRAFT);
    assert_eq!(stage.said(&claim.key, DRAFT), 0);
    assert!(stage.audited(&claim.key, "reply").is_empty());
    let now = stage.claim(&claim.key).unwrap();
    assert_eq!(now.operator.as_str(), "looker");
}
