//! An entry of a sheet: its cells under their headings, its attributes by group.

use super::{At, Masked};
use crate::domain::id::PlatformId;
use crate::domain::remark::Remark;
use crate::domain::sheet::{Cell, DeedKind, Entry, Heading, Tone};
use crate::domain::tenant::Attribute;
use crate::locale;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// An entry as its sheet shows it.
#[derive(Clone, Debug, Serialize)]
pub struct SheetItem {
    platform: PlatformId,
    tenant: Option<Masked>,
    id: String,
    tone: Tone,
    /// By the name of the heading; what an entry does not have is null.
    cells: Map<String, Value>,
    /// By group: a value, or values by their names.
    attributes: Map<String, Value>,
    /// Sheets that belong to it in turn: `--of KIND:ID` with the kind of this sheet.
    sheets: Vec<&'static str>,
    deeds: Vec<DeedKind>,
}

/// What must be known to read a sheet rightly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RemarkItem {
    pub tone: Tone,
    pub text: Masked,
}

impl SheetItem {
    pub fn of(platform: PlatformId, entry: &Entry, headings: &[Heading]) -> Self {
        let cells = headings.iter().zip(&entry.cells);
        let sheets = entry.sheets.iter();
        Self {
            platform,
            tenant: entry.tenant.as_ref().map(|id| Masked::new(id.as_str())),
            id: entry.id.clone(),
            tone: entry.tone,
            cells: cells
                .map(|(heading, cell)| (heading.name.to_owned(), value(cell)))
                .collect(),
            attributes: attributes(&entry.attributes),
            sheets: sheets.map(|kind| kind.word()).collect(),
            deeds: entry.deeds.to_vec(),
        }
    }

    /// The row of a table for people: its id, and its cells by their headings, words of ours in the language.
    pub fn row(entry: &Entry, headings: &[Heading]) -> Value {
        let cells = headings.iter().zip(&entry.cells);
        let mut row: Map<String, Value> = cells
            .map(|(heading, cell)| (heading.name.to_owned(), shown(cell)))
            .collect();
        row.insert("id".to_owned(), Value::String(entry.id.clone()));
        Value::Object(row)
    }
}

impl RemarkItem {
    /// A sentence of `locale`.
    pub fn said(tone: Tone, sentence: &str) -> Self {
        let text = Masked::new(sentence);
        Self { tone, text }
    }

    pub fn of(remark: &Remark) -> Self {
        Self::said(remark.tone, &locale::remark(&remark.what))
    }
}

fn shown(cell: &Cell) -> Value {
    match cell {
        Cell::Word(word) => json!(locale::remark::word(*word)),
        cell => value(cell),
    }
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) => json!(Masked::new(text)),
        Cell::Word(word) => json!(word.name()),
        Cell::Moment(at) => json!(At(*at)),
        Cell::Count(count) => json!(count),
        Cell::Number { value, decimals } => {
            let unit = 10_f64.powi(i32::from(*decimals));
            json!((value * unit).round() / unit)
        }
        Cell::Nothing => Value::Null,
    }
}

/// A group is a value where it has but one without a name.
fn attributes(all: &[Attribute]) -> Map<String, Value> {
    let mut groups = Map::new();
    for attribute in all {
        let group = Masked::new(&attribute.group).as_str().to_owned();
        let label = Masked::new(&attribute.label).as_str().to_owned();
        let value = json!(Masked::new(&attribute.value));
        match (groups.get_mut(&group), label.is_empty()) {
            (Some(Value::Object(named)), _) => {
                named.insert(label, value);
            }
            (Some(plain), _) => {
                let before = plain.take();
                *plain = json!({ "": before, label: value });
            }
            (None, true) => {
                groups.insert(group, value);
            }
            (None, false) => {
                groups.insert(group, json!({ label: value }));
            }
        }
    }
    groups
}
