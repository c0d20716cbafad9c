//! The last pass for terminals without UTF-8: every cell becomes ASCII, our own marks by name, customers'
//! letters by their base letter, the rest a `?`. Nothing moves: a wide character becomes `?` and a blank.

use ratatui::buffer::Buffer;

/// Rewrites all cells of the frame.
pub fn flatten(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if !cell.symbol().is_ascii() {
            let plain = plain(cell.symbol());
            cell.set_symbol(plain);
        }
    }
}

/// What stands for a symbol; one column wide.
fn plain(symbol: &str) -> &'static str {
    match symbol {
        "─" => "-",
        "│" => "|",
        "┬" | "┴" | "├" | "┤" | "┼" | "╭" | "╮" | "╰" | "╯" | "└" | "┘" => {
            "+"
        }
        "╌" => "-",
        "≤" => "<",
        "±" => "~",
        "▌" | "▸" | "›" | "→" => ">",
        "┃" | "▏" => "|",
        "…" => "~",
        "·" => "-",
        "•" => "*",
        "✓" | "✔" => "+",
        "✗" | "✖" => "x",
        "×" => "x",
        "≠" => "!",
        "⏎" => "<",
        "↓" => "v",
        "↑" => "^",
        "—" | "–" => "-",
        "“" | "”" | "«" | "»" => "\"",
        "’" | "‘" => "'",
        "¿" => "?",
        "¡" => "!",
        "▁" | "▂" => "_",
        "▃" | "▄" | "▀" => "-",
        "▅" | "▆" => "=",
        "▇" | "█" => "#",
        "░" => ".",
        "á" | "à" | "â" | "ã" | "ä" => "a",
        "Á" | "À" | "Â" | "Ã" | "Ä" => "A",
        "é" | "è" | "ê" | "ë" => "e",
        "É" | "È" | "Ê" | "Ë" => "E",
        "í" | "ì" | "î" | "ï" => "i",
        "Í" | "Ì" | "Î" | "Ï" => "I",
        "ó" | "ò" | "ô" | "õ" | "ö" => "o",
        "Ó" | "Ò" | "Ô" | "Õ" | "Ö" => "O",
        "ú" | "ù" | "û" | "ü" => "u",
        "Ú" | "Ù" | "Û" | "Ü" => "U",
        "ñ" => "n",
        "Ñ" => "N",
        "ç" => "c",
        "Ç" => "C",
        _ => "?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn everything_becomes_ascii_and_stays_in_its_column() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 15, 1));
        buffer.set_string(0, 0, "▌¿Niño? 漢 👍🏽 …", Style::new());
        flatten(&mut buffer);
        let row: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
        assert_eq!(row, ">?Nino? ?  ?  ~");
    }
}
