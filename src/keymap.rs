//! Keys as data: which keys ask for which command in which layer, and what is known of every command.

pub mod key;
mod read;
pub mod registry;

pub use key::{Code, KeyPress};
pub use read::{Fault, KeymapError};

use crate::app::command::Command;
use crate::app::{Layer, Pane};
use std::collections::BTreeMap;

/// The keys at the start.
const DEFAULT: &str = include_str!("keymap/default.toml");

/// A table of the keymap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    /// All layers but those where one types or answers.
    Everywhere,
    /// All layers where one types.
    Text,
    /// Lists and details of one pane; it goes before those of all panes.
    Pane(Pane),
    Layer(Layer),
}

/// Keys in a row that ask for something.
type Sequence = Vec<KeyPress>;

/// What a sequence asks for, and its place in the order of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Binding {
    pub(crate) command: Command,
    pub(crate) place: usize,
}

/// Which keys ask for which command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    tables: BTreeMap<Table, BTreeMap<Sequence, Binding>>,
}

/// Keys of a sequence that is not finished.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending(Sequence);

impl Pending {
    /// Whether no sequence has begun.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What a key comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    Command(Command),
    /// For the text field that has the focus.
    Edit,
    /// More keys may follow; the keys so far, as they are shown.
    Prefix(String),
    /// It means nothing here.
    None,
}

impl Default for Keymap {
    fn default() -> Self {
        let empty = Self {
            tables: BTreeMap::new(),
        };
        // A test holds the text that is compiled in to be without fault.
        read::patch(&empty, DEFAULT).unwrap_or(empty)
    }
}

impl Keymap {
    /// The default keymap with the changes of `text`.
    pub fn from_toml(text: &str) -> Result<Self, KeymapError> {
        read::patch(&Self::default(), text)
    }

    /// What `key` means in `layer` of `pane` after the keys of `pending`.
    pub fn resolve(
        &self,
        layer: Layer,
        pane: Pane,
        pending: &mut Pending,
        key: KeyPress,
    ) -> Resolved {
        let begun = !pending.0.is_empty();
        pending.0.push(key);
        let found = tables_of(layer, pane)
            .into_iter()
            .find_map(|table| self.tables.get(&table)?.get(&pending.0));
        if let Some(binding) = found {
            pending.0.clear();
            return Resolved::Command(binding.command);
        }
        if self.is_prefix(layer, pane, &pending.0) {
            return Resolved::Prefix(labels(&pending.0));
        }
        pending.0.clear();
        if !begun && takes_text(layer) {
            Resolved::Edit
        } else {
            Resolved::None
        }
    }

    fn is_prefix(&self, layer: Layer, pane: Pane, begun: &[KeyPress]) -> bool {
        tables_of(layer, pane)
            .into_iter()
            .filter_map(|table| self.tables.get(&table))
            .flat_map(BTreeMap::keys)
            .any(|keys| keys.len() > begun.len() && keys.starts_with(begun))
    }

    /// The keys that ask for `command` in `layer` of `pane`, as they are shown: the narrowest table's first.
    pub fn keys_of(&self, command: Command, layer: Layer, pane: Pane) -> Vec<String> {
        let mut taken: Vec<&Sequence> = Vec::new();
        let mut labels_found = Vec::new();
        for table in tables_of(layer, pane) {
            let Some(bindings) = self.tables.get(&table) else {
                continue;
            };
            let mut here: Vec<(&Sequence, &Binding)> = bindings
                .iter()
                .filter(|(keys, _)| !taken.contains(keys))
                .collect();
            here.sort_by_key(|(_, binding)| binding.place);
            for (keys, binding) in here {
                taken.push(keys);
                if binding.command == command {
                    labels_found.push(labels(keys));
                }
            }
        }
        labels_found
    }

    /// The commands for the footer of a layer in a pane with the key of each, the most important first.
    pub fn footer(&self, layer: Layer, pane: Pane) -> Vec<(Command, String)> {
        let mut found: Vec<(u8, Command, String)> = Command::ALL
            .into_iter()
            .filter(|command| registry::applies(*command, layer, pane))
            .filter_map(|command| {
                let priority = registry::priority(command, layer)?;
                let key = self.keys_of(command, layer, pane).into_iter().next()?;
                Some((priority, command, key))
            })
            .collect();
        found.sort_by_key(|(priority, command, _)| (*priority, *command));
        found
            .into_iter()
            .map(|(_, command, key)| (command, key))
            .collect()
    }
}

/// The tables that hold in a layer of a pane, the narrowest first.
fn tables_of(layer: Layer, pane: Pane) -> Vec<Table> {
    let mut tables = Vec::new();
    if matches!(layer, Layer::List | Layer::Detail) {
        tables.push(Table::Pane(pane));
    }
    tables.push(Table::Layer(layer));
    if takes_text(layer) {
        tables.push(Table::Text);
    } else if layer != Layer::Dialog {
        tables.push(Table::Everywhere);
    }
    tables
}

/// Whether a key that means nothing else is for a text field.
fn takes_text(layer: Layer) -> bool {
    matches!(
        layer,
        Layer::Composer | Layer::Prompt | Layer::CommandLine | Layer::Form | Layer::Help
    )
}

fn labels(keys: &[KeyPress]) -> String {
    keys.iter()
        .map(|key| key.label())
        .collect::<Vec<_>>()
        .join(" ")
}
