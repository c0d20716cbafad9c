//! A screen as text, and as runs of equal styles.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use switchboard::domain::text::width;
use switchboard::theme::{Choice, Environment, Theme};

fn terminal(no_color: bool, locale: Option<&str>) -> Environment {
    Environment {
        no_color: no_color.then(|| "1".to_owned()),
        colorterm: Some("truecolor".into()),
        term: Some("xterm-256color".into()),
        locale: locale.map(str::to_owned),
        ..Environment::default()
    }
}

pub fn dark() -> Theme {
    Theme::built_in(Choice::Dark, &terminal(false, None))
}

pub fn mono() -> Theme {
    Theme::built_in(Choice::Auto, &terminal(true, None))
}

pub fn ascii() -> Theme {
    Theme::built_in(Choice::Dark, &terminal(false, Some("C")))
}

/// The rows without blanks at their ends; a wide character stands for its two cells.
pub fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            row.push_str(symbol);
            x += u16::try_from(width(symbol).max(1)).unwrap();
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

/// For each row the runs of text that have a style of their own: `[style] text`.
pub fn runs(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut row: Vec<(Style, String)> = Vec::new();
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            match row.last_mut() {
                Some((style, run)) if *style == cell.style() => run.push_str(cell.symbol()),
                _ => row.push((cell.style(), cell.symbol().to_owned())),
            }
        }
        let said: Vec<String> = row
            .into_iter()
            .filter(|(style, run)| !run.trim().is_empty() || bg(style) != Color::Reset)
            .map(|(style, run)| format!("[{}]{}", name(&style), run.trim_end()))
            .collect();
        out.push_str(&format!("{y:>2} {}\n", said.join(" ")));
    }
    out
}

fn bg(style: &Style) -> Color {
    style.bg.unwrap_or(Color::Reset)
}

fn name(style: &Style) -> String {
    let mut parts = Vec::new();
    match style.fg.unwrap_or(Color::Reset) {
        Color::Reset => {}
        colour => parts.push(colour.to_string().to_lowercase()),
    }
    match bg(style) {
        Color::Reset => {}
        colour => parts.push(format!("on {}", colour.to_string().to_lowercase())),
    }
    for (modifier, word) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underline"),
        (Modifier::REVERSED, "reverse"),
    ] {
        if style.add_modifier.contains(modifier) {
            parts.push(word.to_owned());
        }
    }
    parts.join(" ")
}
