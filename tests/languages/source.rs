//! Reads the source of `locale/`: which literals stand outside of `said!` and `told!`, and which sentences do
//! not keep their values in all three languages.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Words of programs, names and units, which are the same in every language. A file's ending and a word.
const SAME: &[(&str, &[&str])] = &[
    ("locale/operation.rs", &["OP-{}", " {}", "{counted} (:op)"]),
    ("logs/command.rs", &["Insights"]),
    ("logs/trace.rs", &["ok", "{millis} ms", "{:.1} s"]),
    ("logs/insights.rs", &["B", "KB", "MB", "GB", "TB"]),
    ("locale/logs.rs", &["1-5759e988-bd862e3fe1be46a994272793"]),
    (
        "locale/usage.rs",
        &[
            "{} ±{apart} d",
            "tenant",
            "counted",
            "used",
            "limit",
            "percent",
            "breaks",
            "basis",
            "TENANT",
        ],
    ),
    (
        "shift/paper.rs",
        &[
            "incident-{}-{last}",
            "handover-{}",
            "%Y-%m-%d",
            "%Y-%m-%d %H:%M:%S",
            "&lt;",
        ],
    ),
    (
        "arranging.rs",
        &["Tab: {}", "SLA", "{} h {:02}", "{} h", "{} d"],
    ),
    ("locale/health.rs", &["OK"]),
    ("locale/derived.rs", &["used ", "rating "]),
    (
        "locale/delivery.rs",
        &["WhatsApp (Meta)", "WhatsApp (Whapi)"],
    ),
    (
        "headless/triage.rs",
        &[
            "keyword",
            "fired",
            "alone",
            "inside_another_word",
            "resolved",
            "handed_back",
            "false_positive",
            "suggestion",
        ],
    ),
    (
        "help.rs",
        &[
            "updatedAt",
            "Speak English",
            "Hablar español",
            "Falar português",
        ],
    ),
    (
        "work.rs",
        &[
            "market",
            "alquim",
            "diatonic",
            "notify",
            "AI Marketplace Assistant",
            "AlquimistaAI",
            "Diatonic AI Workbench",
            "Notification Agent",
        ],
    ),
    ("pane.rs", &["switchboard", "DEMO", " PROD ", "{} RCU/s"]),
    (
        "detail.rs",
        &["usage-metrics", "tenant-usage", "{} GB", "{} USD"],
    ),
    ("briefing.rs", &["~{} min"]),
    (
        "time.rs",
        &[
            "{s} s",
            "{} min",
            "{} h",
            "{} d",
            "{} h {:02}",
            "{} d {:02}",
            "{} m {:02} s",
            "{} h {:02} m",
            "%H:%M",
            "%H:%M:%S",
        ],
    ),
    ("headless.rs", &["--after", "takeover", "reason"]),
    (
        "headless/list.rs",
        &[
            "metric",
            "statistic",
            "value",
            "platform",
            "id",
            "name",
            "status",
            "plan",
            "bot",
            "open",
            "waiting",
            "used",
            "limit",
            "last_activity",
            "tenant",
            "customer",
            "phone",
            "state",
            "holder",
            "last_message",
            "priority",
            "since",
            "reason",
            "kind",
            "subject",
            "agent",
            "switch",
            "by",
            "month",
            "count",
            "unit",
            "used_percent",
            "disagreement_percent",
            "at",
            "action",
            "target",
            "before",
            "after",
            "fence",
            "source",
            "rule",
            "what",
            "from",
            "to",
            "summary",
        ],
    ),
];

/// A file without its tests.
pub struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("\n#[cfg(test)]").next().unwrap().to_owned();
        Self { path, text }
    }

    /// The code.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn place(&self) -> std::path::Display<'_> {
        self.path.display()
    }

    /// Literals that have blanks between letters, as they are when the program runs.
    pub fn with_blanks(&self) -> Vec<String> {
        let found = literals(&self.text).into_iter();
        let found = found.map(|at| joined(&self.text[at.start + 1..at.end - 1]));
        found
            .filter(|words| words.trim().contains(' ') && has_letters(words))
            .collect()
    }
}

/// The files of `locale/`.
pub fn files() -> Vec<Source> {
    let found = of("locale");
    assert!(found.len() > 30, "{}", found.len());
    found
}

/// The files of a room.
pub fn of(room: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room);
    walk(&folder, &mut found);
    let file = folder.with_extension("rs");
    found.extend(file.exists().then(|| Source::read(file)));
    found
}

/// A literal that goes on behind a backslash at the end of a line.
fn joined(words: &str) -> String {
    let mut lines = words.split("\\\n");
    let first = lines.next().unwrap_or_default().to_owned();
    lines.fold(first, |joined, line| joined + line.trim_start())
}

fn walk(folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(Source::read(path));
        }
    }
}

/// Literals with letters that are said in one language only.
pub fn alone(source: &Source) -> Vec<String> {
    let said: Vec<Range<usize>> = calls(&source.text).into_iter().map(|(_, at)| at).collect();
    let same = SAME.iter().find(|(end, _)| source.path.ends_with(end));
    let same = same.map_or(&[][..], |(_, words)| words);
    literals(&source.text)
        .into_iter()
        .filter(|at| !said.iter().any(|call| call.contains(&at.start)))
        .filter(|at| !is_pattern(&source.text, at) && !is_month(&source.text, at))
        .filter(|at| !source.text[..at.start].trim_end().ends_with("values("))
        .map(|at| &source.text[at.start + 1..at.end - 1])
        .filter(|words| has_letters(words) && !same.contains(words))
        .map(|words| format!("{}: {words}", source.path.display()))
        .collect()
}

/// Sentences that have not three literals with the same values, or whose three are all the same.
pub fn odd(source: &Source) -> Vec<String> {
    let mut odd = Vec::new();
    for (name, at) in calls(&source.text) {
        let call = &source.text[at.clone()];
        let words: Vec<&str> = literals(call).into_iter().map(|at| &call[at]).collect();
        let mut values: Vec<Vec<String>> = words.iter().take(3).map(|one| named(one)).collect();
        values.dedup();
        let is_template = name == "told" && (words.len() < 3 || values.len() != 1);
        if is_template {
            odd.push(format!("{}: {call}", source.path.display()));
        }
    }
    odd
}

/// The values that a template names, in the order of their names.
fn named(words: &str) -> Vec<String> {
    let plain = words.replace("{{", "").replace("}}", "");
    let mut names: Vec<String> = plain
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split(['}', ':']).next())
        .map(|name| {
            if name.chars().all(|c| c.is_ascii_digit()) {
                String::new()
            } else {
                name.to_owned()
            }
        })
        .collect();
    names.sort();
    names
}

fn has_letters(words: &str) -> bool {
    let mut depth = 0;
    words.replace("\\n", "").chars().any(|c| {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        depth == 0 && c.is_alphabetic()
    })
}

/// The calls of the two macros.
fn calls(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    for name in ["said", "told"] {
        let head = format!("{name}!(");
        for (at, _) in text.match_indices(&head) {
            let literals = literals(&text[at..]);
            let mut depth = 0;
            let end = text[at..].char_indices().find(|(i, c)| {
                if literals.iter().any(|one| one.contains(i)) {
                    return false;
                }
                depth += i32::from(*c == '(') - i32::from(*c == ')');
                *c == ')' && depth == 0
            });
            found.push((name, at..at + end.unwrap().0 + 1));
        }
    }
    found
}

/// String literals outside of comments, with their quotes.
fn literals(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        match bytes[at] {
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at = text[at..].find('\n').map_or(bytes.len(), |end| at + end);
            }
            b'\'' if bytes.get(at + 2) == Some(&b'\'') => at += 3,
            b'"' => {
                let start = at;
                at += 1;
                while bytes[at] != b'"' {
                    at += 1 + usize::from(bytes[at] == b'\\');
                }
                at += 1;
                found.push(start..at);
            }
            _ => at += 1,
        }
    }
    found
}

/// Whether a literal is what a `match` compares with, alone or as a part of a tuple.
fn is_pattern(text: &str, at: &Range<usize>) -> bool {
    let Some((rest, _)) = text[at.end..].split_once("=>") else {
        return false;
    };
    let others = rest.split('"').step_by(2);
    let mut signs = others.flat_map(str::chars);
    let bare = signs.all(|c| "|,() \n".contains(c));
    bare && (!rest.contains(',') || rest.trim_end().ends_with(')'))
}

/// The tables of months are chosen by the language as wholes.
fn is_month(text: &str, at: &Range<usize>) -> bool {
    let before = &text[..at.start];
    let table = before.rfind("const ").map(|start| &before[start..]);
    table.is_some_and(|table| table.contains("; 12] = [") && !table.contains("];"))
}
