//! A text field: `ratatui_textarea` with the rules that every field here shares. Line breaks enter only
//! where the field has more than one line; control characters never do.

use ratatui_textarea::{CursorMove, Input, Key, TextArea, WrapMode};

/// Text under a cursor.
#[derive(Clone, Debug)]
pub struct Field {
    area: TextArea<'static>,
    lines: Lines,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

impl Field {
    /// A field of one line that holds `text`.
    pub fn line(text: &str) -> Self {
        Self::new(text, Lines::One)
    }

    /// A field of many lines that holds `text`.
    pub fn lines(text: &str) -> Self {
        Self::new(text, Lines::Many)
    }

    fn new(text: &str, lines: Lines) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        if lines == Lines::Many {
            area.set_wrap_mode(WrapMode::WordOrGlyph);
        }
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, lines }
    }

    /// The text, lines separated by `\n`.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Whether there is nothing but blanks.
    pub fn is_blank(&self) -> bool {
        self.area.lines().iter().all(|line| line.trim().is_empty())
    }

    /// Characters, line breaks included, without blanks at both ends.
    pub fn chars(&self) -> usize {
        self.text().trim().chars().count()
    }

    /// The text area, to draw it.
    pub fn area(&self) -> &TextArea<'static> {
        &self.area
    }

    /// A key; whether the text changed.
    pub fn input(&mut self, input: Input) -> bool {
        let breaks = matches!(input.key, Key::Enter)
            || (input.ctrl && matches!(input.key, Key::Char('m' | 'j')));
        match (breaks, self.lines) {
            (true, Lines::One) => false,
            (true, Lines::Many) => {
                self.area.insert_newline();
                true
            }
            (false, _) => self.area.input(input),
        }
    }

    /// Text that was pasted; never a command, whatever is in it.
    pub fn paste(&mut self, text: &str) -> bool {
        let unified = text
            .replace("\r\n", "\n")
            .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
        let clean: String = unified
            .chars()
            .filter_map(|c| match c {
                '\n' if self.lines == Lines::Many => Some('\n'),
                '\n' | '\t' => Some(' '),
                c if c.is_control() => None,
                c => Some(c),
            })
            .collect();
        !clean.is_empty() && self.area.insert_str(clean)
    }

    /// Empties the field.
    pub fn clear(&mut self) {
        *self = Self::new("", self.lines);
    }
}
