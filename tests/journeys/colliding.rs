//! J2: two want the same conversation. One has it, the other reads who, may look on, and takes it with a reason
//! when it must be; nothing of the one who lost it goes out afterwards, and nothing typed is lost.

use crate::channel::{MARTA, begin, expect_below, marta, provider, take, write};
use crate::pty::{CTRL_S, ENTER, ESC, PATIENCE};
use crate::stage::{Stage, Who};
use crate::stub::accepted;
use crate::support::proxy::Fault;
use rustix::process::Signal;
use std::cell::Cell;
use switchboard::domain::handoff::Fence;

#[test]
fn of_two_who_claim_at_once_one_has_it_and_the_other_reads_who() {
    let stage = Stage::new();
    let key = marta(&stage);
    let (before_ana, before_eva) = (stage.proxy(), stage.proxy());
    let ana = begin(stage.run_at(&before_ana.endpoint(), "ana", &[]));
    let eva = begin(stage.run_at(&before_eva.endpoint(), "eva", &[]));

    let mut of_ana = before_ana.next(1, "TransactWriteItems", Fault::Hold);
    let mut of_eva = before_eva.next(1, "TransactWriteItems", Fault::Hold);
    ana.press("c");
    eva.press("c");
    // Both have decided on what they saw; now both write.
    stage.ask(async {
        of_ana.arrived().await;
        of_eva.arrived().await;
    });
    of_ana.let_go();
    of_eva.let_go();
    stage.ask(async {
        of_ana.done().await;
        of_eva.done().await;
    });
    let claim = stage.claim(&key).unwrap();
    assert_eq!(claim.fence, Fence(1));
    assert_eq!(stage.audited(&key, "claim").len(), 1);
    let name = claim.operator.as_str();
    let (winner, loser) = match name {
        "ana" => (&ana, &eva),
        _ => (&eva, &ana),
    };
    winner.expect("held by you since").expect("fence 1");
    loser
        .expect(&format!("{name} took {MARTA}"))
        .expect("v watches, s takes it, a the next");

    loser
        .press("v")
        .expect(&format!("READ ONLY · {name} answers"));
    winner.press("Ya reviso");
    loser.expect(&format!("{name} is typing…"));
    loser
        .press("r")
        .expect(&format!("reply: {name} has it; v watches, s takes it."));
}

#[test]
fn who_takes_it_says_why_and_a_late_reply_of_the_other_goes_nowhere() {
    let stage = Stage::new();
    let stub = provider(&stage);
    let (key, before_ana) = (marta(&stage), stage.proxy());
    let ana = begin(stage.run_at(&before_ana.endpoint(), "ana", &[]));
    let eva = begin(stage.run("eva", &[]));
    take(&ana);
    eva.expect("v watch   s steal");

    // Her reply is on its way to the table, and takes its time.
    write(&ana, "Enseguida te ayudo");
    let mut late = before_ana.next(1, "TransactWriteItems", Fault::Hold);
    ana.press(CTRL_S);
    stage.ask(late.arrived());
    eva.press("s").expect("Take Marta Gómez over?");
    write_reason(&eva);
    eva.expect("held by you since").expect("fence 2");
    eva.expect("is yours; ana sees your reason");
    late.let_go();
    stage.ask(late.done());

    ana.expect("eva").expect("Enseguida te ayudo");
    ana.expect("eva took it").expect("«Ana salió a almorzar»");
    let claim = stage.claim(&key).unwrap();
    assert_eq!((claim.fence, claim.operator.as_str()), (Fence(2), "eva"));
    assert_eq!(stage.audited(&key, "steal").len(), 1);
    assert_eq!(stage.audited(&key, "reply").len(), 0);
    assert!(stub.posts().is_empty(), "{:?}", stub.posts());
    let said = stage.conversation(&key).messages;
    assert!(
        !said
            .iter()
            .any(|one| one.text.as_str().contains("Enseguida"))
    );
}

fn write_reason(eva: &crate::pty::Tty) {
    eva.press("Ana salió a almorzar")
        .expect("Ana salió a almorzar");
    eva.press(ENTER);
}

#[test]
fn what_came_a_moment_ago_stops_a_reply_once() {
    assert!((0..4).any(|_| a_late_message_holds_it_back()));
}

/// Whether the key came before the console read the message; where it read first, the message was seen and the
/// reply rightly goes.
fn a_late_message_holds_it_back() -> bool {
    let stage = Stage::new();
    let stub = provider(&stage);
    stub.will([accepted("wamid.1")]);
    let key = marta(&stage);
    let ana = begin(stage.run("ana", &[]));
    take(&ana);
    write(&ana, "Te llega mañana.");
    // The console stands still meanwhile, so that no refresh shows the message long before the key.
    ana.signal(Signal::STOP).expect_state('T');
    stage.says(&key, Who::Customer, "Mejor devuélvanme el dinero");
    ana.press(CTRL_S).signal(Signal::CONT);
    let held_back = Cell::new(false);
    ana.wait("sent or held back", PATIENCE, |screen| {
        let shown = screen.contents();
        held_back.set(shown.contains("Not sent: a message came"));
        held_back.get() || shown.contains("✓ accepted")
    });
    if !held_back.get() {
        return false;
    }
    ana.expect("Mejor devuélvanme el dinero");
    ana.expect("┃ Te llega mañana.");
    assert!(stub.posts().is_empty(), "{:?}", stub.posts());

    ana.press(CTRL_S);
    expect_below(
        &ana,
        &[
            "Mejor devuélvanme el dinero",
            "Te llega mañana.",
            "✓ accepted",
            "── reply",
        ],
    );
    assert_eq!(stub.posts().len(), 1);
    ana.press(ESC).expect_gone("Ctrl-S send");
    true
}
