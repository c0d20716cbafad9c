//! What a line says of itself, in whichever of the known shapes it is written: a JSON object (Powertools), plain
//! words (Python's logging, Node's console), or a line of the Lambda platform. Reading is total: what has no
//! such fact has none, and no line is refused.

mod plain;

use super::masked;
use crate::domain::text::Text;
use serde_json::{Map, Value};

/// How bad a line says that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LogLevel {
    Debug,
    Info,
    Warn,
    Error,
}

impl LogLevel {
    /// The word in filters and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }

    /// The level of a logger's word, in any case.
    pub fn of_word(word: &str) -> Option<Self> {
        let is = |known: &[&str]| known.iter().any(|one| word.eq_ignore_ascii_case(one));
        match () {
            () if is(&["debug", "trace", "silly"]) => Some(Self::Debug),
            () if is(&["info", "notice"]) => Some(Self::Info),
            () if is(&["warn", "warning"]) => Some(Self::Warn),
            () if is(&["error", "critical", "fatal"]) => Some(Self::Error),
            () => None,
        }
    }
}

/// How a line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A JSON object.
    Structured,
    Plain,
    /// START, END, REPORT and INIT of the Lambda platform itself.
    Platform,
}

impl Shape {
    /// The word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Structured => "structured",
            Self::Plain => "plain",
            Self::Platform => "platform",
        }
    }
}

/// What is drawn out of a line. Each is `None` where the line does not say it.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    pub shape: Shape,
    pub level: Option<LogLevel>,
    /// What it says, without what is drawn out of its beginning, and with nobody in it to be called or written
    /// to.
    pub words: Text,
    /// An X-Ray id (`1-…-…`) where there is one, else the writer's own.
    pub trace: Option<Text>,
    pub tenant: Option<Text>,
    pub agent: Option<Text>,
    pub request: Option<Text>,
}

impl Facts {
    /// Reads a line; `text` is the same, made safe.
    pub fn read(raw: &str, text: &Text) -> Self {
        let object = raw
            .trim_start()
            .starts_with('{')
            .then(|| serde_json::from_str::<Value>(raw).ok())
            .flatten();
        let facts = match object {
            Some(Value::Object(object)) => structured(&object, raw, text),
            _ if is_platform(raw) => platform(raw, text),
            _ => plain::read(raw, text),
        };
        // Once, here: a screen is drawn more often than a line is read.
        let masked = masked(&facts.words);
        match masked == *facts.words {
            true => facts,
            false => Self {
                words: masked.into(),
                ..facts
            },
        }
    }
}

/// Whether this is an id that X-Ray would know: `1-`, 8 hexadecimal digits, `-`, 24 of them.
pub fn is_xray(id: &str) -> bool {
    xray(id).is_some_and(|found| found.len() == id.len())
}

/// The first X-Ray id in a text.
pub(super) fn xray(text: &str) -> Option<&str> {
    text.match_indices("1-")
        .filter_map(|(at, _)| text.get(at..at + 35))
        .find(|id| {
            id.bytes().enumerate().all(|(at, byte)| match at {
                0 => byte == b'1',
                1 | 10 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            })
        })
}

fn structured(object: &Map<String, Value>, raw: &str, text: &Text) -> Facts {
    let first = |names: &[&str]| names.iter().find_map(|name| words_of(object.get(*name)?));
    let level = first(&["level", "severity", "log_level", "levelname"]);
    let own = first(&["trace_id", "traceId", "correlation_id", "correlationId"]);
    let mut words = first(&["message", "msg"]).unwrap_or_default();
    for extra in ["error", "err", "exception"] {
        if let Some(more) = object.get(extra).and_then(error_words) {
            if !words.is_empty() {
                words.push_str(" · ");
            }
            words.push_str(&more);
        }
    }
    Facts {
        shape: Shape::Structured,
        level: level.and_then(|word| LogLevel::of_word(&word)),
        words: match words.is_empty() {
            true => text.clone(),
            false => words.into(),
        },
        trace: xray(raw).map(Text::from).or_else(|| own.map(Text::from)),
        tenant: first(&["tenantId", "tenant_id", "tenant"]).map(Text::from),
        agent: first(&["agentId", "agent_id", "agent", "agentName"]).map(Text::from),
        request: first(&["function_request_id", "requestId", "request_id"]).map(Text::from),
    }
}

/// A value that is words or a number; nothing of what holds others.
fn words_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// `name: message` of an error, or its words.
fn error_words(value: &Value) -> Option<String> {
    let Value::Object(error) = value else {
        return words_of(value);
    };
    let part = |name: &str| error.get(name).and_then(words_of);
    match (part("name"), part("message")) {
        (Some(name), Some(message)) => Some(format!("{name}: {message}")),
        (name, message) => message.or(name),
    }
}

/// What lines of the platform begin with.
const PLATFORM: [&str; 6] = [
    "START RequestId: ",
    "END RequestId: ",
    "REPORT RequestId: ",
    "INIT_START ",
    "INIT_REPORT ",
    "RequestId: ",
];

fn is_platform(raw: &str) -> bool {
    PLATFORM.iter().any(|start| raw.starts_with(start)) || raw.contains(" Task timed out after ")
}

fn platform(raw: &str, text: &Text) -> Facts {
    let request = raw
        .split_once("RequestId: ")
        .and_then(|(_, rest)| rest.split(|c: char| c.is_whitespace() || c == '\t').next())
        .or_else(|| raw.split_whitespace().find(|word| is_request(word)));
    let failed = raw.contains("Task timed out after ")
        || raw.contains("Status: error")
        || raw.contains("Status: timeout")
        || raw.starts_with("RequestId: ") && raw.contains("Error:");
    Facts {
        shape: Shape::Platform,
        level: failed.then_some(LogLevel::Error),
        words: text.clone(),
        trace: xray(raw).map(Text::from),
        tenant: None,
        agent: None,
        request: request.filter(|id| !id.is_empty()).map(Text::from),
    }
}

/// Whether a word has the form of a UUID, as Lambda numbers its requests.
fn is_request(word: &str) -> bool {
    word.len() == 36
        && word.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn read(raw: &str) -> Facts {
        Facts::read(raw, &Text::from_untrusted(raw))
    }

    fn word(of: &Option<Text>) -> &str {
        of.as_ref().map_or("", Text::as_str)
    }

    const XRAY: &str = "1-5759e988-bd862e3fe1be46a994272793";
    const REQUEST: &str = "2d1f0e9a-1111-4222-8333-944455556666";

    #[test]
    fn a_powertools_line_says_all_it_knows() {
        let raw = format!(
            r#"{{"level":"ERROR","message":"agent failed","service":"alquimista-platform","xray_trace_id":"{XRAY}",
            "function_request_id":"{REQUEST}","trace_id":"t-1","tenantId":"tenant-a","agent":"nigredo",
            "error":{{"name":"TimeoutError","message":"15 s"}}}}"#
        );
        let facts = read(&raw);
        assert_eq!(facts.shape, Shape::Structured);
        assert_eq!(facts.level, Some(LogLevel::Error));
        assert_eq!(&*facts.words, "agent failed · TimeoutError: 15 s");
        assert_eq!(word(&facts.trace), XRAY);
        assert_eq!(
            (word(&facts.tenant), word(&facts.agent)),
            ("tenant-a", "nigredo")
        );
        assert_eq!(word(&facts.request), REQUEST);
    }

    #[test]
    fn python_and_node_begin_differently_and_say_the_same() {
        let python =
            format!("[ERROR]\t2026-11-21T02:07:13.412Z\t{REQUEST}\tError processing source x");
        let node = format!("2026-11-21T02:07:13.412Z\t{REQUEST}\tERROR\tError processing source x");
        for raw in [python, node] {
            let facts = read(&raw);
            assert_eq!(facts.shape, Shape::Plain);
            assert_eq!(facts.level, Some(LogLevel::Error));
            assert_eq!(&*facts.words, "Error processing source x");
            assert_eq!(word(&facts.request), REQUEST);
        }
    }

    #[test]
    fn the_platform_says_when_it_ended_a_run() {
        let report = format!(
            "REPORT RequestId: {REQUEST}\tDuration: 15000.00 ms\tStatus: timeout\nXRAY TraceId: {XRAY}\tSampled: true"
        );
        let facts = read(&report);
        assert_eq!(facts.shape, Shape::Platform);
        assert_eq!(facts.level, Some(LogLevel::Error));
        assert_eq!((word(&facts.trace), word(&facts.request)), (XRAY, REQUEST));
        let start = read(&format!("START RequestId: {REQUEST} Version: $LATEST"));
        assert_eq!((start.level, word(&start.request)), (None, REQUEST));
        let out = format!("2026-11-21T02:07:13.412Z {REQUEST} Task timed out after 15.00 seconds");
        let out = read(&out);
        assert_eq!(
            (out.level, word(&out.request)),
            (Some(LogLevel::Error), REQUEST)
        );
    }

    #[test]
    fn words_name_a_tenant_only_by_an_id() {
        let said = |raw: &str| word(&read(raw).tenant).to_owned();
        assert_eq!(
            said("Conversation conv_1 escalated for tenant tenant-ai-tech."),
            "tenant-ai-tech"
        );
        assert_eq!(
            said("Processing { tenantId: 'demo-tenant-001', n: 2 }"),
            "demo-tenant-001"
        );
        assert_eq!(said("Tenant isolation violation"), "");
        assert_eq!(said("the tenant was told"), "");
        assert_eq!(said("subtenant x-1"), "");
    }

    #[test]
    fn a_level_is_a_loggers_word_and_not_any_word() {
        let level = |raw: &str| read(raw).level;
        assert_eq!(level("error handling is fine today"), None);
        assert_eq!(level("WARN slow"), Some(LogLevel::Warn));
        assert_eq!(
            level("Failed to send WHAPI response"),
            Some(LogLevel::Error)
        );
        assert_eq!(level(r#"{"level":"shouting","message":"x"}"#), None);
    }

    proptest! {
        #[test]
        fn any_line_is_read_and_keeps_its_words(raw in "\\PC*|[\\x00-\\x7f]{0,200}|\\{\"[a-z_]{1,9}\":[0-9\"a-z\\[\\]{}]{0,20}\\}?") {
            let text = Text::from_untrusted(&raw);
            let facts = Facts::read(&raw, &text);
            if facts.shape == Shape::Platform {
                prop_assert_eq!(&*facts.words, &*masked(&text));
            }
            prop_assert!(!facts.words.chars().any(|c| c.is_control() && c != '\n'));
            if let Some(trace) = &facts.trace {
                prop_assert!(!trace.chars().any(char::is_control) || trace.contains('\n'));
            }
        }

        #[test]
        fn an_xray_id_is_found_wherever_it_stands(before in "[^1]{0,20}", after in "\\PC{0,20}") {
            let raw = format!("{before}{XRAY} {after}");
            prop_assert_eq!(xray(&raw), Some(XRAY));
        }
    }
}
