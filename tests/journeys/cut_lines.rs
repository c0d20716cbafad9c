//! Lines that are cut and answers that never come, in the middle of a claim and of a reply: screen, journal and
//! tables say the same afterwards, and nothing was done twice.

use crate::pty::{CTRL_S, ENTER, ESC, PATIENCE, Tty};
use crate::stage::Stage;
use crate::support::proxy::{Fault, Proxy, Seen};
use rustix::process::Signal;

/// A transaction whose audit row tells of `action`.
fn tells_of(seen: &Seen, action: &str) -> bool {
    let row = format!("{{\"S\":\"{action}\"}}");
    seen.operation == "TransactWriteItems" && seen.body.to_string().contains(&row)
}

fn console(stage: &Stage, proxy: &Proxy, operator: &str) -> Tty {
    let tty = stage.run_at(&proxy.endpoint(), operator, &[]).start();
    tty.expect(" waiting").expect(" in all");
    tty
}

#[test]
fn a_claim_whose_line_breaks_is_one_claim() {
    let stage = Stage::new();
    let proxy = stage.proxy();
    let faults = [
        ("ana", Fault::Withhold),
        ("eva", Fault::CutAfter),
        ("luis", Fault::CutBefore),
    ];
    for (operator, fault) in faults {
        let mut tty = console(&stage, &proxy, operator);
        let waits = matches!(fault, Fault::Withhold);
        let mut caught = proxy.trap(1, fault, |seen| tells_of(seen, "claim"));
        tty.press("c");
        stage.ask(caught.arrived());
        if waits {
            // Keys go on meanwhile.
            tty.press("?").expect("type to filter");
            tty.press(ESC).expect_gone("type to filter");
        }
        tty.expect("bot paused, verified").expect("1 mine");
        let claim = stage.held_by(operator).unwrap();
        assert_eq!(claim.fence.0, 1, "{operator}");
        assert_eq!(stage.audited(&claim.key, "claim").len(), 1, "{operator}");

        tty.signal(Signal::KILL);
        tty.exit();
        let again = console(&stage, &proxy, operator);
        again.expect("You resume 1 conversation that is still yours.");
        assert_eq!(stage.held_by(operator).unwrap().intent, claim.intent);
        assert_eq!(stage.audited(&claim.key, "claim").len(), 1, "{operator}");
    }
}

#[test]
fn a_claim_of_which_nobody_could_tell_is_read_again_and_not_done_again() {
    let stage = Stage::new();
    let proxy = stage.proxy();
    let ana = console(&stage, &proxy, "ana");
    let mut cut = proxy.trap(usize::MAX, Fault::CutAfter, |seen| tells_of(seen, "claim"));
    ana.press("c");
    stage.ask(cut.arrived());
    proxy.trap(usize::MAX, Fault::CutBefore, |seen| !seen.writes());
    ana.expect("nobody can tell whether the claim went through");
    proxy.clear();
    proxy.mark();
    ana.expect("1 mine").expect("held by you since");
    let claim = stage.held_by("ana").unwrap();
    assert_eq!(claim.fence.0, 1);
    assert_eq!(stage.audited(&claim.key, "claim").len(), 1);
    assert!(!proxy.seen().iter().any(|seen| tells_of(seen, "claim")));
}

#[test]
fn a_reply_whose_line_breaks_is_said_once() {
    let stage = Stage::new();
    let proxy = stage.proxy();
    let ana = console(&stage, &proxy, "ana");
    ana.press("c").expect("bot paused, verified");
    let key = stage.held_by("ana").unwrap().key;
    let faults = [
        ("Uno, ya lo reviso.", Fault::Withhold),
        ("Dos, lo tengo a la vista.", Fault::CutAfter),
        ("Tres, sale hoy mismo.", Fault::CutBefore),
    ];
    for (at, (text, fault)) in faults.into_iter().enumerate() {
        let mut caught = proxy.trap(1, fault, |seen| tells_of(seen, "reply"));
        ana.press(text).expect(text).press(CTRL_S);
        stage.ask(caught.arrived());
        ana.wait("the reply is recorded", PATIENCE, |screen| {
            let shown = screen.contents();
            let after = shown.split(text).nth(1).unwrap_or_default();
            after.contains("· recorded, not sent")
        });
        assert_eq!(caught.count(), 1, "{text}");
        assert_eq!(stage.said(&key, text), 1, "{text}");
        assert_eq!(stage.audited(&key, "reply").len(), at + 1, "{text}");
        ana.expect_times(text, 1);
    }
}

#[test]
fn a_reply_of_which_nobody_could_tell_is_neither_lost_nor_said_again() {
    const TEXT: &str = "Mañana te llega.";
    let stage = Stage::new();
    let proxy = stage.proxy();
    let mut ana = console(&stage, &proxy, "ana");
    ana.press("c").expect("bot paused, verified");
    let key = stage.held_by("ana").unwrap().key;
    let mut cut = proxy.trap(usize::MAX, Fault::CutAfter, |seen| tells_of(seen, "reply"));
    ana.press(TEXT).expect(TEXT).press(CTRL_S);
    stage.ask(cut.arrived());
    proxy.trap(usize::MAX, Fault::CutBefore, |seen| !seen.writes());
    ana.expect("nobody can tell whether the reply went through");
    assert_eq!(stage.said(&key, TEXT), 1);

    // The machine dies in this state; the next start finds out.
    ana.signal(Signal::KILL);
    ana.exit();
    proxy.clear();
    let again = console(&stage, &proxy, "ana");
    again.expect("You resume 1 conversation that is still yours.");
    again.press(ENTER).expect(TEXT).press("r");
    again.expect("Ctrl-S send");
    // No draft of it.
    again.expect_times(TEXT, 1);
    assert_eq!(stage.said(&key, TEXT), 1);
    assert_eq!(stage.audited(&key, "reply").len(), 1);
}
