//! Hiding whose phone or address it is, while a person can still tell two customers apart.
//!
//! Contract: of a number with eight digits or more at most the country code and the last four digits are
//! readable, of an e-mail address its first letter and its domain. Times, months, ULIDs and UUIDs are not numbers and stay as they are.

/// Fewer digits than this are an extension or a short code: hidden whole as a phone, left alone in an id.
const SHORTEST_PHONE: usize = 8;
/// From this many digits on a run inside an id counts as a number of a person.
const SHORTEST_RUN: usize = 7;
/// Digits at the end that stay readable.
const TAIL: usize = 4;
/// Digits that stay hidden at least when a country code is shown.
const HIDDEN: usize = 3;
/// What stands for words that are not shown.
pub const DOTS: &str = "•••";

/// A phone as it is shown: `+573005554217` → `+57 ••• ••42 17`, without a `+` → `••• ••42 17`, a short or
/// wordy one → `•••`, an empty one → empty.
pub fn phone(raw: &str) -> String {
    if raw.trim().is_empty() {
        return String::new();
    }
    let digits: String = raw.chars().filter(|c| is_digit(*c)).collect();
    let count = digits.chars().count();
    if count < SHORTEST_PHONE {
        return DOTS.to_owned();
    }
    let tail = tail(raw);
    let signed = raw
        .trim_start_matches(|c| c != '+' && !is_digit(c))
        .starts_with('+');
    let code = country_code(&digits);
    if signed && count >= code.len() + HIDDEN + TAIL && !code.is_empty() {
        format!("+{code} {DOTS} {tail}")
    } else {
        format!("{DOTS} {tail}")
    }
}

/// The end of a phone for narrow places: `••42 17`; `•••` for a short one, empty for an empty one.
pub fn tail(raw: &str) -> String {
    if raw.trim().is_empty() {
        return String::new();
    }
    let mut last: Vec<char> = raw
        .chars()
        .rev()
        .filter(|c| is_digit(*c))
        .take(SHORTEST_PHONE)
        .collect();
    if last.len() < SHORTEST_PHONE {
        return DOTS.to_owned();
    }
    last.truncate(TAIL);
    let end: String = last.iter().rev().collect();
    let split = end.char_indices().nth(2).map_or(end.len(), |(at, _)| at);
    let (first, second) = end.split_at(split);
    format!("••{first} {second}")
}

/// An e-mail address as it is shown: `ana@example.com` → `a•••@example.com`. What has no `@` is hidden whole;
/// an empty one stays empty.
pub fn email(raw: &str) -> String {
    let raw = raw.trim();
    if raw.is_empty() {
        return String::new();
    }
    let Some((local, domain)) = raw.rsplit_once('@') else {
        return DOTS.to_owned();
    };
    // A dot is what an earlier mask left.
    let letter = |c: &char| !matches!(c, '@' | '•');
    let first: String = local.chars().filter(letter).take(1).collect();
    format!("{first}{DOTS}@{domain}")
}

/// Any text with every e-mail address in it masked: `Ana <ana@example.com>` → `Ana <a•••@example.com>`.
pub fn emails(raw: &str) -> String {
    let apart = |c: char| c.is_whitespace() || "<>()[]{},;:\"'`=|/\\".contains(c);
    raw.split_inclusive(apart)
        .map(|piece| {
            let word = piece.trim_end_matches(apart);
            // A host without a dot gets no mail: `cli@laptop` is a console.
            let addressed = word.rsplit_once('@');
            if !addressed.is_some_and(|(_, domain)| domain.contains('.')) {
                return piece.to_owned();
            }
            let (_, end) = piece.split_at(word.len());
            email(word) + end
        })
        .collect()
}

/// Any text or id with nobody in it to be called or written to: e-mail addresses and numbers masked.
pub fn identifiers(raw: &str) -> String {
    if raw.contains('@') {
        numbers(&emails(raw))
    } else {
        numbers(raw)
    }
}

/// Any text or id with every run of seven digits or more masked: `conv_acme_573005550142` →
/// `conv_acme_•••0142`. A number that begins with `+` may have blanks, dashes, dots and brackets in it.
fn numbers(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    let mut before = None;
    loop {
        let (plain, after) = rest.split_at(plain(rest, before));
        out.push_str(plain);
        before = plain.chars().next_back().or(before);
        rest = after;
        let Some(c) = rest.chars().next() else {
            return out;
        };
        let len = match c {
            _ if c.is_alphanumeric() && !before.is_some_and(char::is_alphanumeric) => {
                fixed_id(rest)
            }
            _ => 0,
        };
        let (taken, masked) = if len > 0 {
            (len, None)
        } else if c == '+' {
            spaced_number(rest).map_or((1, None), |(len, tail)| (len, Some(tail)))
        } else if is_digit(c) {
            digit_run(rest, is_fraction(&out))
        } else {
            (c.len_utf8(), None)
        };
        let (token, after) = rest.split_at(taken);
        match masked {
            Some(tail) => {
                out.push_str(DOTS);
                out.push_str(&tail);
            }
            None => out.push_str(token),
        }
        before = token.chars().next_back();
        rest = after;
    }
}

/// How many bytes `rest` begins with in which no number and no fixed id can begin; `before`: the sign before it.
fn plain(rest: &str, before: Option<char>) -> usize {
    let mut before = before.is_some_and(char::is_alphanumeric);
    rest.char_indices()
        .find(|(_, c)| {
            let begins = c.is_ascii_hexdigit() && !before;
            before = c.is_alphanumeric();
            *c == '+' || is_digit(*c) || begins
        })
        .map_or(rest.len(), |(at, _)| at)
}

/// Digits of any script: a phone in Arabic digits is as readable as another.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || (!c.is_ascii() && c.is_numeric())
}

/// The country code that a number begins with, by the numbering zones of ITU-T E.164.
fn country_code(digits: &str) -> &str {
    let len = match digits.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [b'2', b'0' | b'7', ..]
        | [b'3', b'0'..=b'4' | b'6' | b'9', ..]
        | [b'4', b'0' | b'1' | b'3'..=b'9', ..]
        | [b'5', b'1'..=b'8', ..]
        | [b'6', b'0'..=b'6', ..]
        | [b'8', b'1' | b'2' | b'4' | b'6', ..]
        | [b'9', b'0'..=b'5' | b'8', ..] => 2,
        [b'2'..=b'9', ..] => 3,
        _ => 0,
    };
    digits.get(..len).unwrap_or_default()
}

/// The run of digits that `rest` begins with: its length in bytes, and its readable tail if it is masked.
fn digit_run(rest: &str, fraction: bool) -> (usize, Option<String>) {
    let len = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
    let (run, _) = rest.split_at(len);
    let count = run.chars().count();
    let second = fraction && count <= 9;
    (
        len,
        (count >= SHORTEST_RUN && !second).then(|| last_digits(run)),
    )
}

/// A number written `+57 300 555-01 42`: its length in bytes and its readable tail.
fn spaced_number(rest: &str) -> Option<(usize, String)> {
    let mut end = 0;
    let mut gap = 0;
    let mut count = 0;
    for (at, c) in rest.char_indices().skip(1) {
        if is_digit(c) {
            count += 1;
            gap = 0;
            end = at + c.len_utf8();
        } else if matches!(c, ' ' | '-' | '.' | '(' | ')' | '\u{a0}') && gap < 2 {
            gap += 1;
        } else {
            break;
        }
    }
    let number = rest.get(..end)?;
    (count >= SHORTEST_RUN).then(|| (end, last_digits(number)))
}

fn last_digits(run: &str) -> String {
    let last: Vec<char> = run
        .chars()
        .rev()
        .filter(|c| is_digit(*c))
        .take(TAIL)
        .collect();
    last.iter().rev().collect()
}

/// Whether what was read so far ends like `…T13:58:07.`: digits that follow are parts of a second.
fn is_fraction(before: &str) -> bool {
    let tail: Vec<u8> = before.bytes().rev().take(4).collect();
    matches!(
        tail.as_slice(),
        [b'.' | b',', b'0'..=b'9', b'0'..=b'9', b':']
    )
}

/// The length of the ULID or UUID that `rest` begins with, else 0.
fn fixed_id(rest: &str) -> usize {
    let ends_at = |len: usize| {
        rest.get(len..)
            .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    };
    let ulid = rest.get(..26).is_some_and(|id| {
        id.bytes().all(|b| {
            b.is_ascii_digit()
                || (b.is_ascii_uppercase() && !matches!(b, b'I' | b'L' | b'O' | b'U'))
        }) && id.bytes().any(|b| b.is_ascii_uppercase())
            && id.starts_with(|c: char| ('0'..='7').contains(&c))
    });
    let uuid = rest.get(..36).is_some_and(|id| {
        id.bytes().enumerate().all(|(at, b)| match at {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
    });
    match (ulid && ends_at(26), uuid && ends_at(36)) {
        (true, _) => 26,
        (_, true) => 36,
        _ => 0,
    }
}
