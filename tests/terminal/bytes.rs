//! What may reach a terminal: text, and the few sequences that the renderer writes. Everything else came
//! from somebody else.

/// Private modes that the console switches.
const MODES: [&str; 5] = ["?25", "?1004", "?1049", "?2004", "?2026"];

/// The first thing in `raw` that our renderer would not have written.
pub fn foreign(raw: &[u8]) -> Option<String> {
    let Ok(text) = std::str::from_utf8(raw) else {
        return Some("bytes that are not UTF-8".to_owned());
    };
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let taken = match c {
            '\x1b' => control_sequence(&text[at + 1..])
                .or_else(|| title(&text[at + 1..]))
                .map(|length| length + 1),
            c if c.is_control() || misleads(c) => None,
            c => Some(c.len_utf8()),
        };
        match taken {
            Some(length) => at += length,
            None => {
                let before: String = text[..at].chars().rev().take(60).collect();
                let before: String = before.chars().rev().collect();
                let after: String = text[at..].chars().take(40).collect();
                return Some(format!("at byte {at}: {after:?} after {before:?}"));
            }
        }
    }
    None
}

/// Length of a control sequence that is ours: a move, a clear, a colour, a mode.
fn control_sequence(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('[')?;
    let end = body.find(|c: char| !matches!(c, '0'..='9' | ';' | ':' | '?'))?;
    let (parameters, last) = (&body[..end], body[end..].chars().next()?);
    let ours = match last {
        'h' | 'l' => MODES.contains(&parameters),
        'H' | 'J' | 'm' => !parameters.contains('?'),
        // The title is kept, and given back.
        't' => matches!(parameters, "22;2" | "23;2"),
        _ => false,
    };
    ours.then_some(end + 2)
}

/// Length of a title that is ours: the program's name and a number, nothing that anybody wrote.
fn title(rest: &str) -> Option<usize> {
    let words = rest.strip_prefix("]2;switchboard")?;
    let (count, _) = words.split_once("\x1b\\")?;
    let number = match count {
        "" => "0",
        count => count.strip_prefix(" (")?.strip_suffix(')')?,
    };
    let ours = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    ours.then_some("]2;switchboard".len() + count.len() + 2)
}

/// Characters that reorder, hide or break a line, and noncharacters.
fn misleads(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    )
}

/// Parameters of every colour and attribute change in `raw`.
pub fn graphics(raw: &[u8]) -> Vec<Vec<u16>> {
    String::from_utf8_lossy(raw)
        .split("\x1b[")
        .skip(1)
        .filter_map(|piece| {
            let end = piece.find(|c: char| !matches!(c, '0'..='9' | ';'))?;
            let numbers = piece[..end].split(';').map(|n| n.parse().unwrap_or(0));
            piece[end..].starts_with('m').then(|| numbers.collect())
        })
        .collect()
}

#[test]
fn the_judge_of_bytes_sees_what_is_foreign() {
    assert_eq!(
        foreign("\x1b[2J\x1b[3;7H\x1b[38;2;1;2;3mólá 字".as_bytes()),
        None
    );
    assert_eq!(
        foreign(b"\x1b[22;2t\x1b]2;switchboard (3)\x1b\\\x1b]2;switchboard\x1b\\\x1b[23;2t"),
        None
    );
    for bad in [
        "\x1b]52;c;eA==\x07",
        "\x1b]2;switchboard (Marta)\x1b\\",
        "\x1b]2;otro\x1b\\",
        "\x1b[21t",
        "\x1b]8;;https://malo.example\x1b\\",
        "\x1bP+q\x1b\\",
        "\u{9b}31m",
        "\x1b[5A",
        "\x1b[?1000h",
        "\x07",
        "\n",
        "\u{202e}",
        "\x1b",
    ] {
        assert!(foreign(bad.as_bytes()).is_some(), "{bad:?}");
    }
    assert!(foreign(b"\x90").is_some());
}
