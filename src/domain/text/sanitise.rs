//! The rules that make customer text harmless to a terminal.
//!
//! Contract: total, linear, idempotent. Plain text of any language passes unchanged and uncopied; an escape
//! sequence that is complete on its line becomes its name, an incomplete one loses only its introducer.

use std::borrow::Cow;

use unicode_segmentation::GraphemeCursor;
use unicode_width::UnicodeWidthChar;

use super::MAX_BYTES;

/// The longest escape sequence taken as one, in characters; a longer one is shown as text.
const MAX_SEQUENCE: usize = 4096;
/// Marks kept on one base character.
const MAX_MARKS: usize = 4;
/// Emoji joined into one picture (the longest in use are families and couples of four).
const MAX_JOINS: usize = 5;
/// Room kept for the closing `[+N]` of a text that was cut.
const CUT_NOTE: usize = 32;

const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';

/// See the module's contract.
pub(super) fn sanitise(raw: &str) -> Cow<'_, str> {
    if raw.len() <= MAX_BYTES && !raw.chars().any(suspicious) {
        return Cow::Borrowed(raw);
    }
    let mut out = Output::new(raw.len());
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        if out.text.len() > MAX_BYTES {
            break;
        }
        rest = out.take(c, rest);
    }
    Cow::Owned(out.finish(rest))
}

/// Whether a character needs a look; what does not is pushed as it is.
fn suspicious(c: char) -> bool {
    match c {
        '\n' => false,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{ad}' => true,
        '\x20'..='\u{2ff}' => false,
        _ => is_mark(c) || invisible(c) || direction(c).is_some() || line_break(c),
    }
}

/// Characters that draw on the one before: zero columns of their own, or a skin tone.
fn is_mark(c: char) -> bool {
    is_tone(c) || (c > '\u{2ff}' && c.width() == Some(0))
}

/// Skin tones: they colour the picture before them, and stand for themselves where there is none.
fn is_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Characters that draw nothing and can hide words in words; the joiners are judged in place.
fn invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{3164}' | '\u{FFA0}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The name of a character that turns the direction of text.
fn direction(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{061C}' => "⟨ALM⟩",
        '\u{200E}' => "⟨LRM⟩",
        '\u{200F}' => "⟨RLM⟩",
        '\u{202A}' => "⟨LRE⟩",
        '\u{202B}' => "⟨RLE⟩",
        '\u{202C}' => "⟨PDF⟩",
        '\u{202D}' => "⟨LRO⟩",
        '\u{202E}' => "⟨RLO⟩",
        '\u{2066}' => "⟨LRI⟩",
        '\u{2067}' => "⟨RLI⟩",
        '\u{2068}' => "⟨FSI⟩",
        '\u{2069}' => "⟨PDI⟩",
        _ => return None,
    })
}

/// Line breaks other than `\n`: carriage return, next line, line and paragraph separator.
fn line_break(c: char) -> bool {
    matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Pictures that may be joined or take a presentation selector (the pictographic blocks, coarsely).
fn pictograph(c: char) -> bool {
    matches!(c,
        '\u{a9}' | '\u{ae}' | '\u{203C}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21FF}'
        | '\u{2300}'..='\u{23FF}' | '\u{24C2}' | '\u{25A0}'..='\u{27BF}' | '\u{2900}'..='\u{297F}'
        | '\u{2B00}'..='\u{2BFF}' | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Scripts that need the joiners inside words (Arabic, Syriac and the scripts of India).
fn joining_script(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{DFF}')
}

/// What an escape introducer begins.
enum Sequence {
    Control,
    Text(&'static str),
}

/// The sequence that `rest` begins, and the length of its introducer in bytes.
fn introducer(rest: &str) -> Option<(Sequence, usize)> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    let (kind, len) = match first {
        '\x1b' => (chars.next()?, 2),
        // The 8-bit forms are the 7-bit letters moved by 0x40.
        '\u{90}' => ('P', 2),
        '\u{98}' => ('X', 2),
        '\u{9b}' => ('[', 2),
        '\u{9d}' => (']', 2),
        '\u{9e}' => ('^', 2),
        '\u{9f}' => ('_', 2),
        _ => return None,
    };
    let sequence = match kind {
        '[' => Sequence::Control,
        ']' => Sequence::Text("␛[OSC]"),
        'P' => Sequence::Text("␛[DCS]"),
        'X' => Sequence::Text("␛[SOS]"),
        '^' => Sequence::Text("␛[PM]"),
        '_' => Sequence::Text("␛[APC]"),
        _ => return None,
    };
    Some((sequence, len))
}

/// Bytes of a control sequence's body up to and with its final character; none when it never ends.
fn control_body(body: &str) -> usize {
    for (at, c) in body.char_indices().take(MAX_SEQUENCE) {
        match c {
            '\x20'..='\x3f' => {}
            '\x40'..='\x7e' => return at + 1,
            _ => return 0,
        }
    }
    0
}

/// Bytes of a string sequence's body up to and with its terminator; none when the line ends or another
/// sequence begins before.
fn text_body(body: &str) -> usize {
    let mut chars = body.char_indices().take(MAX_SEQUENCE).peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\x07' | '\x18' | '\x1a' => return at + 1,
            '\u{9c}' => return at + 2,
            '\x1b' if matches!(chars.peek(), Some((_, '\\'))) => return at + 2,
            '\x1b' | '\n' | '\r' | '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}'..='\u{9f}' => {
                return 0;
            }
            _ => {}
        }
    }
    0
}

/// The safe text so far. Every rule looks back only at what was put out, which makes the whole idempotent.
struct Output {
    text: String,
    last: Option<char>,
    marks: usize,
    joins: usize,
    hidden: bool,
}

impl Output {
    fn new(len: usize) -> Self {
        Self {
            text: String::with_capacity(len.min(MAX_BYTES) + CUT_NOTE),
            last: None,
            marks: 0,
            joins: 0,
            hidden: false,
        }
    }

    /// Takes the character `c` that `rest` begins with (or a whole sequence) and returns what follows.
    fn take<'a>(&mut self, c: char, rest: &'a str) -> &'a str {
        if let Some((sequence, len)) = introducer(rest) {
            let body = rest.get(len..).unwrap_or_default();
            let (name, eaten) = match sequence {
                Sequence::Control => ("␛[CSI]", control_body(body)),
                Sequence::Text(name) => (name, text_body(body)),
            };
            self.show(name);
            return body.get(eaten..).unwrap_or_default();
        }
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            '\r' if after.starts_with('\n') => {}
            '\t' => self.show("    "),
            _ if c == '\n' || line_break(c) => self.push('\n'),
            '\0'..='\x1f' => self.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('␛')),
            '\x7f' => self.push('␡'),
            '\u{80}'..='\u{9f}' => self.push('␛'),
            _ => self.printable(c, after),
        }
        after
    }

    /// A character that is not a control.
    fn printable(&mut self, c: char, after: &str) {
        if let Some(name) = direction(c) {
            self.show(name);
        } else if c == ZWJ && self.may_join(after) {
            self.joins += 1;
            self.mark(c);
        } else if self.keeps(c) {
            self.mark(c);
        } else if invisible(c) {
            if !self.hidden {
                self.show("⟨ZW⟩");
                self.hidden = true;
            }
        } else if is_tone(c) && !matches!(self.last, None | Some('\n')) {
            if self
                .last
                .is_some_and(|last| pictograph(last) && !is_tone(last))
            {
                self.mark(c);
            } else if !self.last.is_some_and(is_tone) {
                self.show("⟨tone⟩");
            }
        } else if is_mark(c) {
            if self.marks < MAX_MARKS {
                // A mark at the start of a line would draw on what the program put before it.
                if matches!(self.last, None | Some('\n')) && !pictograph(c) {
                    self.push('◌');
                }
                self.mark(c);
            }
        } else {
            self.push(c);
        }
    }

    /// An invisible character that its neighbour needs: a joiner inside a word of a joining script, a
    /// presentation selector after a picture.
    fn keeps(&self, c: char) -> bool {
        match c {
            ZWJ | ZWNJ => self.last.is_some_and(joining_script),
            '\u{FE0E}' | '\u{FE0F}' => self.takes_selector(),
            _ => false,
        }
    }

    /// A joiner stands between two pictures, the first perhaps with a skin tone or a selector.
    fn may_join(&self, after: &str) -> bool {
        let before = self.last.is_some_and(|c| pictograph(c) || c == '\u{FE0F}');
        before
            && self.joins < MAX_JOINS
            && after
                .chars()
                .next()
                .is_some_and(|c| pictograph(c) && !is_mark(c))
    }

    /// A presentation selector stands after a picture or the base of a keycap.
    fn takes_selector(&self) -> bool {
        self.last.is_some_and(|c| {
            (pictograph(c) && !is_mark(c)) || c.is_ascii_digit() || matches!(c, '#' | '*')
        })
    }

    /// Our own words in place of what was taken out.
    fn show(&mut self, words: &str) {
        words.chars().for_each(|c| self.push(c));
    }

    /// A character that stands for itself.
    fn push(&mut self, c: char) {
        if self.last != Some(ZWJ) {
            self.joins = 0;
        }
        self.marks = 0;
        self.hidden = false;
        self.last = Some(c);
        self.text.push(c);
    }

    /// A character that draws on the one before.
    fn mark(&mut self, c: char) {
        if c != ZWJ {
            self.marks += 1;
        }
        self.hidden = false;
        self.last = Some(c);
        self.text.push(c);
    }

    /// The text, cut between graphemes when it is too long, with the number of characters left out.
    fn finish(mut self, rest: &str) -> String {
        if rest.is_empty() && self.text.len() <= MAX_BYTES {
            return self.text;
        }
        let wanted = self.text.floor_char_boundary(MAX_BYTES - CUT_NOTE);
        let mut cut = wanted;
        let mut cursor = GraphemeCursor::new(wanted, self.text.len(), true);
        if !cursor.is_boundary(&self.text, 0).unwrap_or(true) {
            cut = cursor
                .prev_boundary(&self.text, 0)
                .ok()
                .flatten()
                .unwrap_or(0);
        }
        let lost = self.text.get(cut..).map_or(0, |s| s.chars().count()) + rest.chars().count();
        self.text.truncate(cut);
        while self.text.ends_with(ZWJ) {
            self.text.pop();
        }
        self.text.push_str(&format!("[+{lost}]"));
        self.text
    }
}
