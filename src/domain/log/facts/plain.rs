//! Lines of plain words: what a logger wrote before them, and what they name.

use super::{Facts, LogLevel, Shape, is_request, xray};
use crate::domain::text::Text;

/// Reads a line of words.
pub(super) fn read(raw: &str, text: &Text) -> Facts {
    let (head, rest) = header(raw);
    let level = head.level.or_else(|| spoken_level(rest));
    Facts {
        shape: Shape::Plain,
        level,
        words: match rest.len() == raw.len() {
            true => text.clone(),
            false => Text::from_untrusted(rest),
        },
        trace: xray(raw).map(Text::from),
        tenant: after(rest, &["tenantId", "tenant_id", "tenant"]),
        agent: after(rest, &["agentId", "agent_id", "agent"]),
        request: head.request.map(Text::from),
    }
}

/// What stands before the words of a plain line.
#[derive(Default)]
struct Header<'a> {
    level: Option<LogLevel>,
    request: Option<&'a str>,
}

/// Parts that may stand before the words: a level, a time, a request.
const PARTS: usize = 3;

/// Python's `[LEVEL]⇥time⇥request⇥words` and Node's `time⇥request⇥LEVEL⇥words`, with tabs or blanks between.
fn header(raw: &str) -> (Header<'_>, &str) {
    let mut header = Header::default();
    let mut rest = raw;
    for _ in 0..PARTS {
        let Some(at) = rest.find(['\t', ' ']) else {
            break;
        };
        let (word, after) = rest.split_at(at);
        let bare = word.trim_matches(['[', ']', ':']);
        if let Some(level) = LogLevel::of_word(bare).filter(|_| header.level.is_none()) {
            // A sentence may begin with such a word; a logger's stands in capitals or brackets.
            if word == bare && bare.chars().any(char::is_lowercase) {
                break;
            }
            header.level = Some(level);
        } else if is_request(bare) {
            header.request = Some(bare);
        } else if !is_time(bare) {
            break;
        }
        rest = after.trim_start_matches(['\t', ' ']);
    }
    (header, rest)
}

/// `2026-11-21T02:07:13.412Z`.
fn is_time(word: &str) -> bool {
    let date = word.get(..10).unwrap_or_default();
    date.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    }) && date.len() == 10
        && word.get(10..11) == Some("T")
}

/// How bad the words themselves say that it is, where no logger says it.
fn spoken_level(words: &str) -> Option<LogLevel> {
    const BAD: [&str; 6] = [
        "Error",
        "ERROR",
        "Failed",
        "Unhandled",
        "Traceback",
        "Tenant isolation violation",
    ];
    BAD.iter()
        .any(|start| words.starts_with(start))
        .then_some(LogLevel::Error)
}

/// The word that follows one of these names: `tenant: 'acme'`, `tenantId=acme`, `for tenant acme`.
fn after(words: &str, names: &[&str]) -> Option<Text> {
    names.iter().find_map(|name| {
        words.match_indices(name).find_map(|(at, found)| {
            let before = words.get(..at)?.chars().next_back();
            let rest = words.get(at + found.len()..)?;
            let begins = before.is_none_or(|c| !c.is_alphanumeric() && c != '_');
            let apart = rest.starts_with([' ', ':', '=', '"', '\'']);
            let rest = rest.trim_start_matches([' ', ':', '=', '"', '\'']);
            let end = rest.find(|c: char| c.is_whitespace() || ",;\"'}])".contains(c));
            let word = rest.get(..end.unwrap_or(rest.len()))?;
            // `agent activated` is a sentence; an id has a digit, a dash or an underscore.
            let is_id = word.contains(['-', '_']) || word.bytes().any(|b| b.is_ascii_digit());
            (begins && apart && is_id).then(|| Text::from_untrusted(word.trim_end_matches('.')))
        })
    })
}
