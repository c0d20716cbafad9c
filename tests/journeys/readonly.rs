//! Ten thousand keys, whatever they are, at a console that may only read: it goes on, and not one request of
//! it could have changed anything.

use crate::pty::Tty;
use crate::stage::Stage;

const KEYS: usize = 10_000;
/// How many keys go out before the console has to show that it goes on.
const BURST: usize = 250;

/// Every key that means something somewhere, and letters for the fields. Nothing here can spell a command
/// that quits.
const ALPHABET: [&str; 48] = [
    "1", "2", "3", "4", "5", "6", "j", "k", "a", "c", "s", "v", "r", "n", "b", "e", "E", "z", "A",
    "R", "L", "t", "K", "x", "*", "d", "o", "O", "+", ">", "y", "u", "g", "\r", "\r", "\t", "\x13",
    "\x12", "/", "X", "P", "ñ", "\x1b[A", "\x1b[B", "\x1b", "\x1b", "[", "]",
];

/// Out of whatever is open, into the help and out again: all keys before have been read then.
fn goes_on(tty: &Tty) {
    // A key right behind an Esc is a chord with it: one that may be lost stands between.
    tty.press(&"\x1b".repeat(24))
        .press("j?")
        .expect("type to filter");
    tty.press("\x1b\x1b").expect_gone("type to filter");
}

#[test]
fn ten_thousand_keys_at_a_console_that_only_reads_write_nothing() {
    let stage = Stage::new();
    let proxy = stage.proxy();
    let tty = stage
        .run_at(&proxy.endpoint(), "luis", &["--readonly"])
        .start();
    tty.expect(" waiting").expect(" in all");
    let mut random = fastrand::Rng::with_seed(11);
    for _ in 0..KEYS / BURST {
        let keys: String = (0..BURST)
            .map(|_| ALPHABET[random.usize(..ALPHABET.len())])
            .collect();
        tty.press(&keys);
        goes_on(&tty);
    }
    let seen = proxy.seen();
    assert!(seen.len() > 50, "{} requests", seen.len());
    let writes: Vec<_> = seen.iter().filter(|one| one.writes()).collect();
    assert!(writes.is_empty(), "{writes:#?}");
}
