//! How often each word of the bot's list fired, and how often by mistake. It rests on what the items still say:
//! a conversation counts for the words of its last escalation, and a word is judged where the customer's last
//! message is kept. What a person did of it comes from the audit trail.

use super::{find, judged, keywords, pattern};
use crate::domain::conversation::{ConversationRow, Speaker};
use crate::domain::handoff::Ending;
use crate::domain::id::ConversationKey;
use crate::domain::text::Text;
use std::collections::BTreeMap;

/// A release as the audit trail has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    pub key: ConversationKey,
    pub ending: Ending,
    pub reason: Option<Text>,
}

/// What one word fired for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub keyword: String,
    /// Conversations whose last escalation it fired for.
    pub fired: u64,
    /// Of those, where it stood alone in the customer's last message, and where only inside another word. Of
    /// the rest the message is not kept, or was another one.
    pub alone: u64,
    pub inside: u64,
    /// Releases by people: resolved, given back, and given back because the word fired by mistake.
    pub resolved: u64,
    pub handed_back: u64,
    pub mistaken: u64,
}

impl Line {
    /// A pattern to propose, where the word fired inside others.
    pub fn suggestion(&self) -> Option<String> {
        (self.inside > 0 || self.mistaken > 0).then(|| pattern(&self.keyword))
    }

    /// Share of releases for a mistake, in percent; `None`: nobody released any yet.
    pub fn mistaken_share(&self) -> Option<u64> {
        let all = self.resolved + self.handed_back + self.mistaken;
        (self.mistaken * 100 + all / 2).checked_div(all)
    }
}

/// The report, the word with the most mistakes first.
pub fn of<'a>(rows: impl IntoIterator<Item = &'a ConversationRow>, ended: &[Ended]) -> Vec<Line> {
    let mut lines: BTreeMap<String, Line> = BTreeMap::new();
    let mut fired: BTreeMap<ConversationKey, Vec<&'static str>> = BTreeMap::new();
    for row in rows {
        let reason = row
            .record
            .as_ref()
            .and_then(|record| record.reason.as_deref());
        let Some(reason) = reason else { continue };
        let last = row.talk.as_ref().and_then(|talk| talk.last.as_ref());
        let last = last.filter(|last| last.from == Speaker::Customer);
        let said = last.map(|last| last.text.as_str());
        let words = keywords(Some(reason), said);
        for word in &words {
            let line = line_of(&mut lines, word);
            line.fired += 1;
            match said.and_then(|said| find(said, word)) {
                Some(found) if found.inside => line.inside += 1,
                Some(_) => line.alone += 1,
                None => {}
            }
        }
        fired.insert(row.key.clone(), words);
    }
    for one in ended {
        let mistake = one.reason.as_deref().and_then(judged);
        if let (Some(word), Ending::HandedBack) = (mistake, one.ending) {
            line_of(&mut lines, word).mistaken += 1;
            continue;
        }
        for word in fired.get(&one.key).into_iter().flatten() {
            let line = line_of(&mut lines, word);
            match one.ending {
                Ending::Resolved => line.resolved += 1,
                Ending::HandedBack => line.handed_back += 1,
                // It waits again: nothing is decided.
                Ending::Idle => {}
            }
        }
    }
    let mut lines: Vec<Line> = lines.into_values().collect();
    lines.sort_by(|a, b| {
        let weight = |line: &Line| (line.mistaken + line.inside, line.fired);
        weight(b).cmp(&weight(a)).then(a.keyword.cmp(&b.keyword))
    });
    lines
}

fn line_of<'l>(lines: &'l mut BTreeMap<String, Line>, word: &str) -> &'l mut Line {
    lines.entry(word.to_owned()).or_insert_with(|| Line {
        keyword: word.to_owned(),
        ..Line::default()
    })
}

/// The report as a table for spreadsheets: words and numbers, nobody's phone and no message.
pub fn csv(lines: &[Line]) -> String {
    let mut out = "keyword,fired,alone,inside_another_word,resolved,handed_back,\
                   false_positive,suggestion\n"
        .to_owned();
    for line in lines {
        let numbers = [
            line.fired,
            line.alone,
            line.inside,
            line.resolved,
            line.handed_back,
            line.mistaken,
        ];
        out.push_str(&cell(&line.keyword));
        for number in numbers {
            out.push_str(&format!(",{number}"));
        }
        let suggestion = line.suggestion().unwrap_or_default();
        out.push_str(&format!(",{}\n", cell(&suggestion)));
    }
    out
}

/// A cell that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    let acts = text.starts_with(['=', '+', '-', '@', '|', '%']);
    let text = format!("{}{text}", if acts { "'" } else { "" });
    match text.contains([',', '"', ';', ' ']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_quotes_are_doubled() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("@x"), "'@x");
        assert_eq!(cell("no funciona"), "\"no funciona\"");
        assert_eq!(cell("a\"b,c"), "\"a\"\"b,c\"");
        assert_eq!(cell("a\nb"), "ab");
    }

    #[test]
    fn the_share_of_mistakes_is_of_all_releases() {
        let line = Line {
            resolved: 1,
            mistaken: 3,
            ..Line::default()
        };
        assert_eq!(line.mistaken_share(), Some(75));
        assert_eq!(Line::default().mistaken_share(), None);
    }
}
