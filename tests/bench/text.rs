//! Making text safe, beside a plain copy of the same text.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod measure;

use measure::{Times, figure, heading};
use std::sync::Arc;
use switchboard::domain::text::Text;

const ROUNDS: usize = 20_000;

fn main() {
    let spanish = "Hola, ¿me ayudan con el pedido? Llegó mañana y no antes. ".repeat(18);
    let ascii = "hello, can somebody help me with the order I made today? ".repeat(18);
    let emoji = "gracias 🙌🏽👨‍👩‍👧‍👦 ¡qué rápido! ".repeat(26);
    let hostile = "\u{1b}[31mx\u{202e}y\u{1b}]52;c;eA==\u{7}\u{200b}z".repeat(40);
    heading("sanitiser, texts of about 1 KB");
    for (name, text) in [
        ("plain ASCII", &ascii),
        ("Spanish", &spanish),
        ("emoji, joined", &emoji),
        ("hostile", &hostile),
    ] {
        let ours = Times::of(ROUNDS, |_| Text::from_untrusted(text));
        let copy = Times::of(ROUNDS, |_| Arc::<str>::from(text.as_str()));
        let rate = |times: &Times| {
            let seconds = times.median().as_secs_f64().max(1e-9);
            format!("{:>8.0} MB/s", text.len() as f64 / seconds / 1e6)
        };
        figure(name, &format!("{}  {}", rate(&ours), ours.line()));
        figure(
            "  reference: a copy",
            &format!("{}  {}", rate(&copy), copy.line()),
        );
    }
}
