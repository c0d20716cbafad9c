//! Writing answers. Contract: what goes to a terminal holds no control, direction or invisible character;
//! JSON escapes them, so that parsing it gives back the exact key. Stdout has the answer, stderr the sentence.

use crate::domain::text::{Text, truncate, width};
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::Formatter;
use std::io::{self, Write};

/// Widest column of a list on a terminal.
const WIDEST: usize = 44;

/// Writes a value as one line of JSON on stdout.
///
/// # Errors
/// When stdout cannot be written.
pub fn json<T: Serialize>(value: &T) -> io::Result<()> {
    json_line(&encode(value)?)
}

/// Writes what [`encode`] made on stdout.
///
/// # Errors
/// When stdout cannot be written.
pub fn json_line(line: &str) -> io::Result<()> {
    put(&mut io::stdout().lock(), format!("{line}\n").as_bytes())
}

/// A value as compact JSON that is safe to show.
///
/// # Errors
/// Only for values that JSON cannot hold.
pub fn encode<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Escaping);
    value.serialize(&mut serializer)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Writes lines for people on stdout.
///
/// # Errors
/// When stdout cannot be written.
pub fn lines<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) -> io::Result<()> {
    put(&mut io::stdout().lock(), &safe_lines(lines))
}

/// Writes lines for people on stderr. What cannot be said there cannot be said at all.
pub fn tell<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) {
    let _ = put(&mut io::stderr().lock(), &safe_lines(lines));
}

/// The rows under their titles, each column as wide as its widest cell.
pub fn table(columns: &[(&str, &str)], items: &[Value]) -> Vec<String> {
    let titles: Vec<String> = columns
        .iter()
        .map(|(_, title)| (*title).to_owned())
        .collect();
    let rows: Vec<Vec<String>> = items
        .iter()
        .map(|item| columns.iter().map(|(key, _)| cell(item, key)).collect())
        .collect();
    let all: Vec<Vec<String>> = std::iter::once(titles).chain(rows).collect();
    let widths: Vec<usize> = (0..columns.len())
        .map(|at| {
            let cells = all.iter().filter_map(|row| row.get(at));
            cells.map(|cell| width(cell)).max().unwrap_or(0)
        })
        .collect();
    all.iter().map(|row| aligned(row, &widths)).collect()
}

fn aligned(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, wide) in row.iter().zip(widths) {
        line.push_str(cell);
        line.extend(std::iter::repeat_n(' ', wide - width(cell) + 2));
    }
    line.truncate(line.trim_end().len());
    line
}

/// One value of an item on one line. An `id` is never cut, because verbs take it.
fn cell(item: &Value, key: &str) -> String {
    let text = match item.get(key) {
        None | Some(Value::Null) => "-".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Object(holder)) => holder
            .get("operator")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        Some(other) => other.to_string(),
    };
    let text = Text::from_untrusted(&text);
    let line = text.one_line();
    match key {
        "id" | "tenant" => line.into_owned(),
        _ => truncate(&line, WIDEST).into_owned(),
    }
}

fn safe_lines<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for line in lines {
        bytes.extend_from_slice(Text::from_untrusted(line.as_ref()).as_bytes());
        bytes.push(b'\n');
    }
    bytes
}

/// A reader that went away (`| head`) is no failure.
fn put(into: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    match into.write_all(bytes).and_then(|()| into.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Compact JSON in which everything that a terminal could act on, or that misleads a reader, is escaped.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        let mut plain = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| acts(*c)) {
            writer.write_all(fragment.get(plain..at).unwrap_or_default().as_bytes())?;
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            plain = at + c.len_utf8();
        }
        writer.write_all(fragment.get(plain..).unwrap_or_default().as_bytes())
    }
}

/// Controls of eight bits, line separators, directions, invisible characters and tags.
fn acts(c: char) -> bool {
    matches!(
        c,
        '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn json_shows_no_character_that_acts_and_parses_back_to_the_same_text() {
        let hostile = "a\u{1b}[2J\u{9b}31m\u{202e}b\u{2028}\u{200b}\u{7f}\u{e0041}\"\\ñ👍";
        let json = encode(&hostile).unwrap();
        assert!(!json.chars().any(|c| c.is_control() || acts(c)), "{json}");
        assert!(json.contains("ñ👍"));
        let back: String = serde_json::from_str(&json).unwrap();
        assert_eq!(back, hostile);
    }

    #[test]
    fn columns_stand_under_their_titles_and_hold_no_control() {
        let items = [
            serde_json::json!({"id": "conv_1\u{1b}[31m", "n": 3, "holder": {"operator": "ana"}}),
            serde_json::json!({"id": "x", "n": null, "holder": null}),
        ];
        let lines = table(&[("id", "ID"), ("n", "N"), ("holder", "HELD BY")], &items);
        assert_eq!(lines.len(), 3);
        let at = |line: &str, word: &str| width(&line[..line.find(word).unwrap()]);
        assert_eq!(at(&lines[0], "HELD BY"), at(&lines[1], "ana"));
        assert!(!lines.iter().any(|line| line.chars().any(char::is_control)));
    }
}
