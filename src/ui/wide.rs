//! The last pass over what takes more than one column. Terminals disagree how wide a family, a skin tone or a
//! flag is: each is drawn as what all draw alike, a joined picture as its first, a flag as its two letters.
//! And not every terminal clears the second half of a wide character when something replaces the first.

use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

/// Bytes of the shortest joined picture: a digit with a selector.
const SHORTEST: usize = 4;

/// Rewrites the cells that hold a joined picture; what was two columns wide and is one leaves a blank.
/// Marks the second half of every wide character, which is never drawn itself: whatever comes there in the
/// next frame differs from it and is drawn.
pub fn settle(buffer: &mut Buffer) {
    let mut second_half = false;
    for cell in &mut buffer.content {
        if std::mem::take(&mut second_half) {
            cell.modifier.insert(Modifier::HIDDEN);
            continue;
        }
        let symbol = cell.symbol();
        if symbol.is_ascii() {
            continue;
        }
        if symbol.len() >= SHORTEST
            && let Some(alike) = alike(symbol)
        {
            cell.set_symbol(&alike);
        }
        second_half = cell.symbol().width() > 1;
    }
}

/// What stands for a cluster of characters that terminals draw differently.
fn alike(symbol: &str) -> Option<String> {
    let mut letters = symbol.chars().map(flag_letter);
    if let (Some(Some(first)), Some(Some(second)), None) =
        (letters.next(), letters.next(), letters.next())
    {
        return Some([first, second].iter().collect());
    }
    let joined = symbol.chars().any(joins).then(|| symbol.chars().next());
    Some(joined??.to_string())
}

/// Characters that make one picture out of those around them: joiner, selectors, keycap, skin tones, tags.
fn joins(c: char) -> bool {
    matches!(c,
        '\u{200D}' | '\u{20E3}' | '\u{FE0E}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
}

/// The letter that a regional indicator stands for.
fn flag_letter(c: char) -> Option<char> {
    let index = u32::from(c).checked_sub(0x1F1E6).filter(|i| *i < 26)?;
    char::from_u32(u32::from('A') + index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn joined_pictures_become_what_every_terminal_draws_alike() {
        for (text, drawn) in [
            ("👨‍👩‍👧‍👦 x", "👨  x"),
            ("🏴‍☠️ x", "🏴  x"),
            ("🇨🇴 x", "CO  x"),
            ("👍🏽 x", "👍  x"),
            ("❤️ x", "❤  x"),
            ("1️⃣ x", "1  x"),
            ("🏽 x", "🏽  x"),
            ("e\u{301}\u{302}\u{303} x", "e\u{301}\u{302}\u{303} x"),
            ("ñandú", "ñandú"),
        ] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
            buffer.set_string(0, 0, text, Style::new());
            settle(&mut buffer);
            let row: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
            assert_eq!(row.trim_end(), drawn, "{text}");
        }
    }

    #[test]
    fn what_replaces_a_wide_character_is_drawn_over_both_its_halves() {
        for wide in ["🙏", "漢", "🇨🇴"] {
            let area = Rect::new(0, 0, 3, 1);
            let mut before = Buffer::empty(area);
            before.set_string(0, 0, wide, Style::new());
            settle(&mut before);
            let after = Buffer::empty(area);
            let drawn: Vec<u16> = before.diff(&after).into_iter().map(|(x, ..)| x).collect();
            assert_eq!(drawn, [0, 1], "{wide}");
        }
    }
}
