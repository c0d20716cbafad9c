//! Credentials that expire while somebody answers a customer: keys go on, the words stay with who wrote them,
//! the remedy is said, and afterwards they go out once.

use crate::pty::CTRL_S;
use crate::stage::Stage;
use crate::support::proxy::Fault;

const TEXT: &str = "Mañana te llega.";

#[test]
fn what_was_written_while_the_credentials_were_expired_goes_out_once_afterwards() {
    let stage = Stage::new();
    let proxy = stage.proxy();
    let ana = stage.run_at(&proxy.endpoint(), "ana", &[]).start();
    ana.expect(" waiting").expect(" in all");
    ana.press("c").expect("bot paused, verified");
    let claim = stage.held_by("ana").unwrap();

    let expired = Fault::error(400, "ExpiredTokenException");
    proxy.trap(usize::MAX, expired, |_| true);
    ana.press("Mañana te ").expect("Mañana te");
    ana.press("llega.").expect(TEXT);
    ana.press(CTRL_S).expect("Not sent");
    ana.expect("aws sso login").expect(TEXT);
    // Keys go on, and so does what was read before.
    ana.press(" Saludos").expect("Mañana te llega. Saludos");
    ana.expect("held by you since");
    assert_eq!(stage.said(&claim.key, TEXT), 0);
    assert!(stage.audited(&claim.key, "reply").is_empty());

    proxy.clear();
    ana.expect_gone("not accepted");
    ana.press(CTRL_S).expect("· recorded, not sent");
    let whole = format!("{TEXT} Saludos");
    assert_eq!(stage.said(&claim.key, &whole), 1);
    assert_eq!(stage.audited(&claim.key, "reply").len(), 1);
    let held = stage.claim(&claim.key).unwrap();
    assert_eq!((held.fence, held.intent), (claim.fence, claim.intent));
}
