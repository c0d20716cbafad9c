//! What the terminal is told beside its frames: its title and notifications, as bytes. Whatever stands in them
//! was made by this program; control characters are taken out once more, so that nothing can end a sequence early.

use crate::app::alerts::Alert;
use crate::locale::arranging;

/// Has the terminal keep its title (XTWINOPS 22), to be given back.
pub const KEEP_TITLE: &str = "\x1b[22;2t";
/// Gives the terminal back its title (XTWINOPS 23).
pub const GIVE_TITLE_BACK: &str = "\x1b[23;2t";

/// Names the terminal (OSC 2); tmux takes it as the title of its pane.
pub fn title(words: &str) -> Vec<u8> {
    format!("\x1b]2;{}\x1b\\", plain(words)).into_bytes()
}

/// Notifies: OSC 9 and OSC 777, each if it is wanted. Inside tmux both are handed through to the terminal
/// outside (`allow-passthrough`), which takes every ESC in them twice.
pub fn alert(alert: &Alert, in_tmux: bool) -> Vec<u8> {
    let words = plain(&arranging::alert(alert.kind, &alert.who, &alert.tenant));
    let mut bytes = Vec::new();
    let mut send = |sequence: String| {
        let sequence = match in_tmux {
            true => format!("\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b")),
            false => sequence,
        };
        bytes.extend_from_slice(sequence.as_bytes());
    };
    if alert.osc9 {
        send(format!("\x1b]9;{words}\x1b\\"));
    }
    if alert.osc777 {
        // The parts of this one are separated by semicolons.
        send(format!(
            "\x1b]777;notify;switchboard;{}\x1b\\",
            words.replace(';', ",")
        ));
    }
    bytes
}

fn plain(words: &str) -> String {
    words
        .chars()
        .filter(|letter| !letter.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::alerts::Kind;

    fn told(who: &str) -> Alert {
        Alert {
            kind: Kind::Wrote,
            who: who.to_owned(),
            tenant: "Plaza".to_owned(),
            osc9: true,
            osc777: true,
        }
    }

    #[test]
    fn each_sequence_has_exactly_these_bytes() {
        let bytes = alert(&told("Marta"), false);
        assert_eq!(
            String::from_utf8_lossy(&bytes),
            "\x1b]9;Marta (Plaza) wrote to you\x1b\\\
             \x1b]777;notify;switchboard;Marta (Plaza) wrote to you\x1b\\"
        );
        assert_eq!(title("switchboard (3)"), b"\x1b]2;switchboard (3)\x1b\\");
    }

    #[test]
    fn tmux_hands_them_through_with_every_escape_doubled() {
        let mut alert_only = told("Marta");
        alert_only.osc777 = false;
        let bytes = alert(&alert_only, true);
        assert_eq!(
            String::from_utf8_lossy(&bytes),
            "\x1bPtmux;\x1b\x1b]9;Marta (Plaza) wrote to you\x1b\x1b\\\x1b\\"
        );
    }

    #[test]
    fn nothing_in_a_name_ends_a_sequence_or_begins_another() {
        let hostile = "\x1b]52;c;ZXZpbA==\x07\u{9c}\u{9d}0;x\x1b\\;9;\n";
        for in_tmux in [false, true] {
            let bytes = alert(&told(hostile), in_tmux);
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let inner = text.replace("\x1bPtmux;", "").replace("\x1b\x1b", "\x1b");
            let inner = inner.replace("\x1b]9;", "").replace("\x1b]777;", "");
            let inner = inner.replace("\x1b\\", "");
            assert!(!inner.chars().any(char::is_control), "{text:?}");
        }
        assert_eq!(title("a\x1b]0;b\x07c"), b"\x1b]2;a]0;bc\x1b\\");
    }
}
