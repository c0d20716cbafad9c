//! The house stays as it was planned: which room may use which, where the SDK, threads and stdout are, and
//! how long a file is. Reads the sources as text; the rules are the tables below.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

/// Longest file, in lines: a longer one is two things.
const LONGEST: usize = 400;

/// What each room may use of the others. The files that may use everything are not listed.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("aws", &["domain"]),
    ("platform", &["domain", "aws"]),
    ("control", &["domain", "aws"]),
    ("journal", &["domain"]),
    ("delivery", &["domain", "aws"]),
    ("health", &["domain", "aws"]),
    (
        "desk",
        &[
            "domain", "platform", "control", "delivery", "health", "journal",
        ],
    ),
    (
        "embedded",
        &["domain", "aws", "platform", "control", "health"],
    ),
    ("app", &["domain"]),
    ("keymap", &["app", "domain"]),
    ("theme", &["app", "domain"]),
    ("locale", &["app", "domain"]),
    ("config", &["domain", "keymap", "theme"]),
    ("ui", &["app", "domain", "theme", "keymap", "locale"]),
    (
        "shell",
        &[
            "desk", "app", "ui", "keymap", "theme", "config", "locale", "domain",
        ],
    ),
    ("headless", &["desk", "domain", "locale", "config"]),
];

/// Files that put the rooms together and may use all of them.
const EVERYTHING: &[&str] = &["connect", "cli", "main", "lib"];

/// Paths that are open although their room is not: macros stand at the root, connecting is the shell's and
/// the headless verbs' way to a desk.
const OPEN: &[(&str, &str)] = &[
    ("shell", "on_desk"),
    ("headless", "on_desk"),
    ("shell", "connect"),
    ("headless", "connect"),
];

/// Rooms of which another room may use one part only: the embedded backend writes as the systems do, never
/// through our codecs.
const ONLY_PART: &[(&str, &str, &str)] = &[
    ("embedded", "platform", "schema"),
    ("embedded", "control", "schema"),
];

/// Words that may stand only in some rooms.
const WORDS: &[(&[&str], &[&str])] = &[
    (
        &["aws_sdk_", "aws_smithy_", "aws_config", "aws_credential_"],
        &[
            "aws", "platform", "control", "delivery", "health", "embedded",
        ],
    ),
    (&["tokio_postgres", "tokio_rustls", "rustls"], &["platform"]),
    (
        &[
            "tokio::spawn",
            "thread::spawn",
            "thread::Builder",
            "spawn_blocking",
            "spawn_local",
            "JoinSet",
            ".spawn(",
        ],
        &["shell", "embedded"],
    ),
    (&["println!", "print!", "stdout("], &["shell", "headless"]),
];

/// Words that may not stand in the pure rooms: they do no input or output and read no clock.
const IMPURE: &[&str] = &[
    "tokio",
    "Timestamp::now",
    "Zoned::now",
    "SystemTime",
    "Instant::now",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "fastrand",
    "Ulid::new",
];
const PURE: &[&str] = &["domain", "app", "ui", "keymap", "locale"];

/// Lists that meet only in `update`: none of them knows another.
const PANES: &[&str] = &[
    "tenants",
    "conversations",
    "escalations",
    "agents",
    "usage",
    "health",
];

/// One rule broken, with its place.
fn broken(path: &Path, text: &str) -> Vec<String> {
    let room = room_of(path);
    let mut found: Vec<String> = Vec::new();
    let lines = text.lines().count();
    if lines > LONGEST {
        found.push(format!("{lines} lines"));
    }
    if EVERYTHING.contains(&room.as_str()) {
        return found;
    }
    if !ROOMS.iter().any(|(known, _)| *known == room) {
        return vec!["not in the table of rooms".to_owned()];
    }
    let code = code(text);
    for used in crate_paths(&code) {
        if !may_use(&room, &used) {
            found.push(format!("{room} uses {}", used.join("::")));
        }
        if let Some(pane) = pane_of(path)
            && let [first, second, ..] = used.as_slice()
            && *first == room
            && PANES.contains(&second.as_str())
            && second != pane
        {
            found.push(format!("pane {pane} uses pane {second}"));
        }
    }
    let code = without_tests(&code);
    if climbs_out(path, code) {
        found.push("reaches the root by super".to_owned());
    }
    for (words, rooms) in WORDS {
        if !rooms.contains(&room.as_str()) {
            found.extend(says(code, words));
        }
    }
    if PURE.contains(&room.as_str()) {
        found.extend(says(code, IMPURE));
    }
    found
}

fn may_use(room: &str, used: &[String]) -> bool {
    let Some(first) = used.first() else {
        return true;
    };
    if first == room || OPEN.contains(&(room, first)) {
        return true;
    }
    let open = ROOMS
        .iter()
        .any(|(known, uses)| *known == room && uses.contains(&first.as_str()));
    let whole = !ONLY_PART
        .iter()
        .any(|(user, of, part)| *user == room && of == first && !used.iter().any(|at| at == part));
    open && whole
}

fn says(code: &str, words: &[&str]) -> Vec<String> {
    let hit = |word: &&&str| code.lines().any(|line| stands_alone(line, word));
    words
        .iter()
        .filter(hit)
        .map(|word| format!("says {word}"))
        .collect()
}

/// Whether `word` stands in the line, and not as the end of a longer word (`eprintln!` is no `println!`).
fn stands_alone(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        word.starts_with('.') || !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// The source without comments.
fn code(text: &str) -> String {
    text.lines()
        .map(|line| match line.find("//") {
            Some(at) if !line.get(..at).is_some_and(|head| head.ends_with(':')) => {
                line.get(..at).unwrap_or_default()
            }
            _ => line,
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn without_tests(code: &str) -> &str {
    code.find("#[cfg(test)]\nmod ")
        .and_then(|at| code.get(..at))
        .unwrap_or(code)
}

/// Every path that begins at the crate's root, braces opened one level: `crate::{a, b::c}` is two.
fn crate_paths(code: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for (at, word) in code.match_indices("crate::") {
        let before = code.get(..at).and_then(|text| text.chars().next_back());
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest = code.get(at + word.len()..).unwrap_or_default();
        match rest.strip_prefix('{') {
            Some(inside) => paths.extend(parts(inside).into_iter().map(|part| segments(&part))),
            None => paths.push(segments(rest)),
        }
    }
    paths.retain(|path| !path.is_empty());
    paths
}

/// The comma-separated parts up to the closing brace, inner braces left whole.
fn parts(inside: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for c in inside.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                if let Some(part) = parts.last_mut() {
                    part.push(c);
                }
            }
        }
    }
    parts
}

/// `marketplace::schema as x;…` → `["marketplace", "schema"]`.
fn segments(path: &str) -> Vec<String> {
    let path = path.trim_start();
    let end = path
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .unwrap_or(path.len());
    let path = path.get(..end).unwrap_or_default();
    path.split("::")
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether a chain of `super` reaches the crate's root. A module inside the file stands one deeper.
fn climbs_out(path: &Path, code: &str) -> bool {
    let inner = code
        .lines()
        .any(|line| line.trim_start().starts_with("mod ") && line.ends_with('{'));
    let depth = path.components().count() + usize::from(inner);
    code.contains(&"super::".repeat(depth))
}

fn room_of(path: &Path) -> String {
    let first = path.components().next().unwrap();
    let first = first.as_os_str().to_string_lossy();
    first.strip_suffix(".rs").unwrap_or(&first).to_owned()
}

/// The pane that a file of `app` or `ui` belongs to.
fn pane_of(path: &Path) -> Option<&'static str> {
    let mut parts = path.components();
    let room = parts.next()?.as_os_str();
    let second = parts.next()?.as_os_str().to_string_lossy();
    let name = second.strip_suffix(".rs").unwrap_or(&second);
    let pane = PANES.iter().find(|pane| **pane == name)?;
    (room == "app" || room == "ui").then_some(*pane)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_file_keeps_the_rules_of_its_room() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&source, &mut paths);
    assert!(paths.len() > 50, "the sources were found");
    let mut found = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let inside = path.strip_prefix(&source).unwrap();
        for rule in broken(inside, &text) {
            found.push(format!("{}: {rule}", inside.display()));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_checker_finds_what_is_forbidden() {
    for (path, text) in [
        ("app/list.rs", "use crate::desk::Desk;"),
        ("app.rs", "fn f(d: &crate::aws::dynamo::Dynamo) {}"),
        ("domain/id.rs", "use crate::{domain::id, control::claim};"),
        ("app/agents.rs", "use crate::app::tenants::Pane;"),
        ("ui/usage.rs", "use aws_sdk_dynamodb::Client;"),
        ("desk/claim.rs", "use aws_sdk_dynamodb::Client;"),
        ("control/outbox.rs", "use tokio_postgres::Client;"),
        ("desk/claim.rs", "tokio::spawn(async {});"),
        ("journal/store.rs", "std::thread::spawn(|| ());"),
        ("aws/dynamo.rs", "tokio::task::spawn_blocking(|| ());"),
        ("aws/meter.rs", "println!(\"{units}\");"),
        ("ui/list.rs", "let out = std::io::stdout();"),
        ("app/update.rs", "let now = Timestamp::now();"),
        ("app/update.rs", "use super::super::desk::Desk;"),
        (
            "embedded/life.rs",
            "use crate::platform::marketplace::item;",
        ),
        ("cellar/wine.rs", ""),
    ] {
        assert_eq!(broken(Path::new(path), text).len(), 1, "{path}: {text}");
    }
    let long = "\n".repeat(LONGEST + 1);
    assert_eq!(broken(Path::new("connect.rs"), &long).len(), 1);
}

#[test]
fn the_checker_lets_pass_what_is_allowed() {
    for (path, text) in [
        (
            "app/list.rs",
            "// never crate::desk\nuse crate::domain::id::TenantId;",
        ),
        (
            "desk/claim.rs",
            "use crate::control::{Committed, Transaction};",
        ),
        (
            "shell/effects.rs",
            "crate::on_desk!(desk, d => d.now()); tokio::spawn(x);",
        ),
        ("headless/list.rs", "println!(\"{json}\");"),
        (
            "embedded/life.rs",
            "use crate::platform::marketplace::schema as m;",
        ),
        ("aws/dynamo.rs", "use aws_sdk_dynamodb::Client;"),
        ("desk/claim.rs", "eprintln!(\"{problem}\");"),
        ("desk/claim.rs", "use super::super_claim;"),
        ("connect.rs", "use crate::aws::session::Session;"),
    ] {
        assert_eq!(
            broken(Path::new(path), text),
            Vec::<String>::new(),
            "{path}"
        );
    }
}
