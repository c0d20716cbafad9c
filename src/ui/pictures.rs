//! The last pass for joined pictures: terminals disagree how many columns a family, a skin tone or a flag
//! takes, and a disagreement leaves stray cells behind. Each is drawn as what all draw alike: a joined
//! picture as its first, a flag as its two letters. The text itself keeps them.

use ratatui::buffer::Buffer;

/// Bytes of the shortest joined picture: a digit with a selector.
const SHORTEST: usize = 4;

/// Rewrites the cells that hold a joined picture. What was two columns wide and is one leaves a blank.
pub fn part(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.len() < SHORTEST {
            continue;
        }
        if let Some(alike) = alike(symbol) {
            cell.set_symbol(&alike);
        }
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
            part(&mut buffer);
            let row: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
            assert_eq!(row.trim_end(), drawn, "{text}");
        }
    }
}
