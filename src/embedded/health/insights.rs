//! The part of the language of Logs Insights that the demo understands: `fields`, `filter X like` and `=`, `stats
//! count(*) by X`, `sort`, `limit`. Anything else is refused by its name, as CloudWatch refuses what it does not
//! understand. A question is kept nowhere: its name holds it.

use super::tell::Line;
use crate::domain::log::facts::Facts;
use crate::domain::log::question::{Answer, Progress, Question};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use crate::domain::time::iso;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Rows of an answer, where the query states no limit.
const ROWS: usize = 1_000;

/// One step of a query.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Fields(Vec<String>),
    Like(String, String),
    Equal(String, String),
    Count { name: String, by: Option<String> },
    Sort { by: String, falling: bool },
    Limit(usize),
}

/// A row on its way through the steps.
type Row = Vec<(String, String)>;

/// Whether a query is understood.
///
/// # Errors
/// `Refused` with the step that is not.
pub fn understood(query: &str) -> Result<(), Problem> {
    steps(query).map(|_| ())
}

/// The name of a question, which holds it.
///
/// # Errors
/// Never, as far as JSON can hold strings.
pub fn named(question: &Question) -> Result<String, Problem> {
    let value = json!([
        question.groups,
        question.query,
        question.from.as_second(),
        question.to.as_second()
    ]);
    Ok(value.to_string())
}

/// The question of a name.
///
/// # Errors
/// `NotFound` for a name that is none of ours.
pub fn of_name(id: &str) -> Result<Question, Problem> {
    let unknown = || Problem::new(Trouble::NotFound, "logs:GetQueryResults", "no such query");
    let value: Value = serde_json::from_str(id).map_err(|_| unknown())?;
    let second = |at: usize| Timestamp::from_second(value.get(at)?.as_i64()?).ok();
    let groups = value.get(0).and_then(Value::as_array).ok_or_else(unknown)?;
    let groups = groups.iter().filter_map(Value::as_str).map(str::to_owned);
    Ok(Question {
        groups: groups.collect(),
        query: value
            .get(1)
            .and_then(Value::as_str)
            .ok_or_else(unknown)?
            .to_owned(),
        from: second(2).ok_or_else(unknown)?,
        to: second(3).ok_or_else(unknown)?,
    })
}

/// What a query finds in lines of groups.
///
/// # Errors
/// As [`understood`].
#[allow(clippy::cast_precision_loss, reason = "counts of a demo are small")]
pub fn answer(query: &str, lines: &[(String, Line)]) -> Result<Answer, Problem> {
    let steps = steps(query)?;
    let bytes: usize = lines.iter().map(|(_, line)| line.raw.len()).sum();
    let mut rows: Vec<Row> = lines.iter().map(|(group, line)| row(group, line)).collect();
    let mut shown: Option<Vec<String>> = None;
    let mut matched = rows.len();
    for step in &steps {
        match step {
            Step::Fields(names) => shown = Some(names.clone()),
            Step::Like(name, part) => rows.retain(|row| value(row, name).contains(part.as_str())),
            Step::Equal(name, other) => rows.retain(|row| value(row, name) == other),
            Step::Count { name, by } => {
                rows = counted(&rows, name, by.as_deref());
                shown = None;
            }
            Step::Sort { by, falling } => {
                rows.sort_by(|a, b| ordered(value(a, by), value(b, by)));
                if *falling {
                    rows.reverse();
                }
            }
            Step::Limit(most) => rows.truncate(*most),
        }
        if matches!(step, Step::Like(..) | Step::Equal(..)) {
            matched = rows.len();
        }
    }
    rows.truncate(ROWS);
    let counts = steps.iter().any(|step| matches!(step, Step::Count { .. }));
    let usual = || vec!["@timestamp".to_owned(), "@message".to_owned()];
    let shown = if counts {
        None
    } else {
        Some(shown.unwrap_or_else(usual))
    };
    Ok(Answer {
        progress: Progress::Done,
        rows: rows
            .iter()
            .map(|row| picked(row, shown.as_deref()))
            .collect(),
        scanned_bytes: bytes as f64,
        scanned_lines: lines.len() as f64,
        matched_lines: matched as f64,
    })
}

/// Numbers by their size, else words by their letters.
fn ordered(a: &str, b: &str) -> std::cmp::Ordering {
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => a.total_cmp(&b),
        _ => a.cmp(b),
    }
}

fn picked(row: &Row, names: Option<&[String]>) -> Vec<(Text, Text)> {
    let pair = |name: &str, value: &str| (Text::from(name), Text::from(value));
    match names {
        Some(names) => names
            .iter()
            .map(|name| pair(name, value(row, name)))
            .collect(),
        None => row.iter().map(|(name, value)| pair(name, value)).collect(),
    }
}

fn value<'a>(row: &'a Row, name: &str) -> &'a str {
    let found = row.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, value)| value.as_str())
}

fn row(group: &str, line: &Line) -> Row {
    let text = Text::from_untrusted(&line.raw);
    let facts = Facts::read(&line.raw, &text);
    let mut row: Row = [
        ("@timestamp", iso(line.at)),
        ("@message", line.raw.clone()),
        ("@log", group.to_owned()),
        ("@logStream", line.stream.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec();
    if let Ok(Value::Object(object)) = serde_json::from_str(&line.raw) {
        row.extend(object.into_iter().map(|(name, value)| {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            (name, value)
        }));
    } else if let Some(level) = facts.level {
        row.push(("level".to_owned(), level.word().to_uppercase()));
    }
    row
}

fn counted(rows: &[Row], name: &str, by: Option<&str>) -> Vec<Row> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        *counts
            .entry(by.map_or("", |by| value(row, by)))
            .or_default() += 1;
    }
    let counts = counts.into_iter();
    counts
        .map(|(of, count)| {
            let group = by.map(|by| (by.to_owned(), of.to_owned()));
            let count = (name.to_owned(), count.to_string());
            group.into_iter().chain([count]).collect()
        })
        .collect()
}

fn steps(query: &str) -> Result<Vec<Step>, Problem> {
    let parts = query
        .split('|')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts
        .map(|part| step(part).ok_or_else(|| refused(part)))
        .collect()
}

fn refused(part: &str) -> Problem {
    let words = format!("the demo does not understand «{part}»");
    Problem::new(Trouble::Refused, "logs:StartQuery", words)
}

fn step(part: &str) -> Option<Step> {
    let (verb, rest) = part.split_once(char::is_whitespace)?;
    let rest = rest.trim();
    match verb {
        "fields" | "display" => {
            let names = rest.split(',').map(|name| name.trim().to_owned());
            Some(Step::Fields(names.collect()))
        }
        "filter" => match (rest.split_once(" like "), rest.split_once('=')) {
            (Some((name, part)), _) => Some(Step::Like(name.trim().to_owned(), bare(part)?)),
            (None, Some((name, other))) => Some(Step::Equal(name.trim().to_owned(), bare(other)?)),
            _ => None,
        },
        "stats" => {
            let (count, by) = match rest.split_once(" by ") {
                Some((count, by)) => (count, Some(by.trim().to_owned())),
                None => (rest, None),
            };
            let (call, name) = count.split_once(" as ").unwrap_or((count, "count(*)"));
            let is_count =
                call.trim() == "count(*)" && by.as_ref().is_none_or(|by| !by.contains('('));
            is_count.then(|| Step::Count {
                name: name.trim().to_owned(),
                by,
            })
        }
        "sort" => {
            let (by, order) = rest
                .split_once(char::is_whitespace)
                .unwrap_or((rest, "asc"));
            Some(Step::Sort {
                by: by.to_owned(),
                falling: order.trim() == "desc",
            })
        }
        "limit" => rest.parse().ok().map(Step::Limit),
        _ => None,
    }
}

/// The words between `/`, `"` or `'`.
fn bare(quoted: &str) -> Option<String> {
    let quoted = quoted.trim();
    let mark = quoted
        .chars()
        .next()
        .filter(|mark| "/\"'".contains(*mark))?;
    let inner = quoted.strip_prefix(mark)?.strip_suffix(mark)?;
    Some(inner.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn line(raw: &str) -> (String, Line) {
        let line = Line {
            at: Timestamp::UNIX_EPOCH,
            stream: "s".to_owned(),
            id: raw.to_owned(),
            raw: raw.to_owned(),
        };
        ("/g".to_owned(), line)
    }

    #[test]
    fn lines_are_counted_by_level_and_what_is_not_understood_is_refused() {
        let lines = [
            line(r#"{"level":"ERROR","message":"a"}"#),
            line("plain"),
            line("ERROR\tb"),
        ];
        let query = "filter @message like /ERROR/ | stats count(*) as n by level | sort n desc";
        let found = answer(query, &lines).unwrap();
        let row = |name: &str, value: &str| (Text::from(name), Text::from(value));
        assert_eq!(found.rows, [vec![row("level", "ERROR"), row("n", "2")]]);
        assert!((found.matched_lines - 2.0).abs() < 0.1);
        assert!((found.scanned_lines - 3.0).abs() < 0.1);
        let refused = understood("parse @message /x/").unwrap_err();
        assert_eq!(refused.trouble, Trouble::Refused);
        assert!(refused.detail.contains("parse @message"));
    }

    #[test]
    fn a_question_is_found_again_by_its_name() {
        let question = Question {
            groups: vec!["/g".to_owned()],
            query: "limit 3".to_owned(),
            from: Timestamp::UNIX_EPOCH,
            to: Timestamp::UNIX_EPOCH,
        };
        assert_eq!(of_name(&named(&question).unwrap()).unwrap(), question);
        assert_eq!(of_name("x").unwrap_err().trouble, Trouble::NotFound);
    }
}
