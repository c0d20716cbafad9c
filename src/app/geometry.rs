//! How the terminal's cells are divided. Paging and wrapping need it as much as drawing does, so both
//! take it from here: one rule under the header, one between list and detail, two lines of footer.

/// Narrower or lower than this, one line says so instead of a screen.
pub const SMALLEST: Size = Size {
    columns: 60,
    rows: 20,
};
/// From this width on list and detail stand side by side.
pub const WIDE: u16 = 120;
/// Two lines of header and a rule.
pub const HEADER_ROWS: u16 = 3;
/// What the console tells, and the keys that make sense here.
pub const FOOTER_ROWS: u16 = 2;
/// Column titles above a list and its count below.
pub const LIST_FRAME_ROWS: u16 = 2;
/// What is known of the conversation, above its transcript.
pub const CARD_ROWS: u16 = 5;
/// The rule above the place to type, or the line that says how to.
pub const PROMPT_ROWS: u16 = 1;
/// Lines of text of an open composer.
pub const COMPOSER_ROWS: u16 = 5;
/// Time (`HH:MM`), speaker and the blanks between, before the words of a message.
pub const GUTTER: u16 = 18;

/// The terminal, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub columns: u16,
    pub rows: u16,
}

impl Size {
    /// Whether there is no room to show anything useful.
    pub fn is_too_small(self) -> bool {
        self.columns < SMALLEST.columns || self.rows < SMALLEST.rows
    }

    /// Whether list and detail stand side by side.
    pub fn is_wide(self) -> bool {
        self.columns >= WIDE
    }

    /// Rows between header and footer.
    pub fn body_rows(self) -> u16 {
        self.rows.saturating_sub(HEADER_ROWS + FOOTER_ROWS)
    }

    /// Columns of the list: all of them, or a little more than half.
    pub fn list_columns(self) -> u16 {
        if self.is_wide() {
            self.columns / 2 + self.columns / 30
        } else {
            self.columns
        }
    }

    /// Columns of the detail, without the rule beside the list.
    pub fn detail_columns(self) -> u16 {
        if self.is_wide() {
            self.columns.saturating_sub(self.list_columns() + 1)
        } else {
            self.columns
        }
    }

    /// Rows of a list, at least one.
    pub fn list_rows(self) -> usize {
        usize::from(self.body_rows().saturating_sub(LIST_FRAME_ROWS)).max(1)
    }

    /// Rows of the transcript, at least one.
    pub fn transcript_rows(self, composing: bool) -> usize {
        let prompt = PROMPT_ROWS + if composing { COMPOSER_ROWS } else { 0 };
        usize::from(self.body_rows().saturating_sub(CARD_ROWS + prompt)).max(1)
    }

    /// Columns of the words of a message: the detail without the gutter and a blank on each side.
    pub fn text_columns(self) -> usize {
        usize::from(self.detail_columns().saturating_sub(GUTTER + 2)).max(1)
    }
}
