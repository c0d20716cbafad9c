//! A log of a thousand lines a second, followed in the real binary over the wire of CloudWatch Logs.

use crate::flood::Flood;
use crate::pty::PATIENCE;
use crate::stage::Stage;
use std::time::Instant;

/// Lines that are waited for: some seconds of them.
const LINES: usize = 12_000;
/// More frames in a second nobody sees, and a slow line pays for them.
const FRAMES: usize = 30;

#[test]
fn a_busy_log_is_followed_in_few_frames() {
    let stage = Stage::new();
    let flood = Flood::before(&stage.endpoint());
    let luis = stage.run_at(&flood.endpoint(), "luis", &[]).start();
    luis.expect(" in all").press("6").press("l");
    luis.expect("following").expect("of conversation");
    let (frames, from, begun) = (luis.frames(), flood.lines(), Instant::now());
    luis.wait("more lines", PATIENCE, |_| flood.lines() > from + LINES);
    let drawn = luis.frames() - frames;
    let seconds = usize::try_from(begun.elapsed().as_secs()).unwrap() + 1;
    assert!(drawn <= FRAMES * seconds, "{drawn} frames in {seconds} s");
    assert!(drawn > 1, "what comes is shown");
}
