//! Reads a keymap: a patch over another, in TOML. Every fault is named with its place.

use super::{Binding, KeyPress, Keymap, Sequence, Table};
use crate::app::command::Command;
use crate::app::{Layer, Pane};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use toml::Spanned;

/// What is wrong with a keymap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The text is no TOML, or a value is neither a command nor `false`.
    Text(String),
    NoSuchTable(String),
    NoSuchKey(String),
    NoSuchCommand(String),
    /// The same keys are written twice in one table.
    Twice(String),
    /// The first keys are also the beginning of the second, so one of them can never be reached.
    Hidden {
        short: String,
        long: String,
    },
}

/// What is wrong, and in which line (from 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeymapError {
    pub line: usize,
    pub table: String,
    pub fault: Fault,
}

impl fmt::Display for KeymapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if !self.table.is_empty() {
            write!(f, ", [{}]", self.table)?;
        }
        match &self.fault {
            Fault::Text(message) => write!(f, ": {message}"),
            Fault::NoSuchTable(name) => write!(f, ": no layer is called {name:?}"),
            Fault::NoSuchKey(name) => write!(f, ": no key is called {name:?}"),
            Fault::NoSuchCommand(name) => write!(f, ": no command is called {name:?}"),
            Fault::Twice(keys) => write!(f, ": {keys:?} is written twice"),
            Fault::Hidden { short, long } => {
                write!(f, ": {short:?} hides {long:?}, which begins with it")
            }
        }
    }
}

impl std::error::Error for KeymapError {}

/// A command, or `false` to unbind.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Value {
    Command(String),
    Bound(bool),
}

type Written = BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<Value>>>;

/// `base` with the changes of `text`.
pub(super) fn patch(base: &Keymap, text: &str) -> Result<Keymap, KeymapError> {
    let written: Written = toml::from_str(text).map_err(|error| KeymapError {
        line: error.span().map_or(1, |span| line(text, span.start)),
        table: String::new(),
        fault: Fault::Text(error.message().to_owned()),
    })?;
    let mut keymap = base.clone();
    for (name, bindings) in &written {
        let at = |offset: usize, fault: Fault| KeymapError {
            line: line(text, offset),
            table: name.get_ref().clone(),
            fault,
        };
        let table = table(name.get_ref()).ok_or_else(|| {
            at(
                name.span().start,
                Fault::NoSuchTable(name.get_ref().clone()),
            )
        })?;
        let mut lines = BTreeMap::new();
        for (keys, value) in bindings {
            let place = keys.span().start;
            let sequence = sequence(keys.get_ref()).map_err(|fault| at(place, fault))?;
            if lines.insert(sequence.clone(), place).is_some() {
                return Err(at(place, Fault::Twice(keys.get_ref().clone())));
            }
            let known = keymap.tables.entry(table).or_default();
            match value.get_ref() {
                Value::Bound(false) => {
                    known.remove(&sequence);
                }
                Value::Bound(true) => {
                    return Err(at(
                        value.span().start,
                        Fault::Text("true is no command; false unbinds".to_owned()),
                    ));
                }
                Value::Command(name) => {
                    let command = Command::from_name(name).ok_or_else(|| {
                        at(value.span().start, Fault::NoSuchCommand(name.clone()))
                    })?;
                    known.insert(sequence, Binding { command, place });
                }
            }
        }
        if let Some((short, long)) = keymap.tables.get(&table).and_then(hidden) {
            let place = lines.get(&short).or_else(|| lines.get(&long));
            let fault = Fault::Hidden {
                short: written_as(&short),
                long: written_as(&long),
            };
            return Err(at(place.copied().unwrap_or_default(), fault));
        }
    }
    Ok(keymap)
}

/// Two sequences of which one begins with the other.
fn hidden(bindings: &BTreeMap<Sequence, Binding>) -> Option<(Sequence, Sequence)> {
    // In the order of the map a sequence directly precedes those that begin with it.
    bindings
        .keys()
        .zip(bindings.keys().skip(1))
        .find(|(short, long)| long.starts_with(short))
        .map(|(short, long)| (short.clone(), long.clone()))
}

fn sequence(keys: &str) -> Result<Sequence, Fault> {
    let sequence: Sequence = keys
        .split_whitespace()
        .map(|key| key.parse::<KeyPress>().map_err(|error| error.0))
        .collect::<Result<_, _>>()
        .map_err(Fault::NoSuchKey)?;
    if sequence.is_empty() {
        return Err(Fault::NoSuchKey(keys.to_owned()));
    }
    Ok(sequence)
}

fn written_as(keys: &[KeyPress]) -> String {
    keys.iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

fn table(name: &str) -> Option<Table> {
    Some(match name {
        "everywhere" => Table::Everywhere,
        "text" => Table::Text,
        "tenants" => Table::Pane(Pane::Tenants),
        "conversations" => Table::Pane(Pane::Conversations),
        "escalations" => Table::Pane(Pane::Escalations),
        "agents" => Table::Pane(Pane::Agents),
        "usage" => Table::Pane(Pane::Usage),
        "health" => Table::Pane(Pane::Health),
        "list" => Table::Layer(Layer::List),
        "detail" => Table::Layer(Layer::Detail),
        "conversation" => Table::Layer(Layer::Conversation),
        "composer" => Table::Layer(Layer::Composer),
        "prompt" => Table::Layer(Layer::Prompt),
        "command-line" => Table::Layer(Layer::CommandLine),
        "dialog" => Table::Layer(Layer::Dialog),
        "form" => Table::Layer(Layer::Form),
        "help" => Table::Layer(Layer::Help),
        "reader" => Table::Layer(Layer::Reader),
        "shift" => Table::Layer(Layer::Shift),
        "sheet" => Table::Layer(Layer::Sheet),
        "entry" => Table::Layer(Layer::Entry),
        "logs" => Table::Layer(Layer::Logs),
        "trace" => Table::Layer(Layer::Trace),
        "traces" => Table::Layer(Layer::Traces),
        _ => return None,
    })
}

/// The line of a byte, from 1.
fn line(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}
