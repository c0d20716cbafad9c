//! What the sheets of rows have in common, whichever store the rows come from: their headings, how a row
//! becomes an entry, and which columns a narrowing is asked of.

use crate::aws::dynamo::Item;
use crate::domain::cost::Cost;
use crate::domain::page::Cursor;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::sheet::{
    Cell, Entry, Heading, Narrowing, SheetKey, SheetKind, SheetOf, SheetPage, Sheeted, Tone,
};
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::platform::value::Reader;
use jiff::Timestamp;

/// Rows of a page.
pub(in crate::platform::alquimista) const PAGE: u32 = 50;

/// One kind of rows.
pub(in crate::platform::alquimista) struct Shape {
    pub headings: &'static [Heading],
    pub narrowings: &'static [&'static str],
    /// The columns that a narrowing is about: any of them may have the value.
    pub columns: fn(&str) -> &'static [&'static str],
    /// The entry of a row. The number names one that has no id.
    pub entry: fn(&Item, usize, Timestamp) -> Entry,
}

impl Shape {
    /// Refuses a narrowing that the sheet does not have.
    ///
    /// # Errors
    /// `Invalid`.
    pub fn check(&self, narrowing: Option<&Narrowing>) -> Result<(), Problem> {
        known(self.narrowings, narrowing)
    }

    /// Whether a row has what is asked for.
    pub fn fits(&self, item: &Item, narrowing: Option<&Narrowing>) -> bool {
        narrowing.is_none_or(|asked| {
            let columns = (self.columns)(&asked.name).iter();
            let mut read = Reader::new(item);
            columns
                .into_iter()
                .any(|column| read.raw(column) == Some(asked.value.as_str()))
        })
    }

    /// The page of these rows.
    pub fn page(
        &self,
        items: &[Item],
        next: Option<Cursor>,
        cost: Cost,
        now: Timestamp,
    ) -> SheetPage {
        let places = items.iter().enumerate();
        let entries = places.map(|(at, item)| (self.entry)(item, at, now));
        SheetPage {
            entries: entries.collect(),
            next,
            cost,
            ..empty(self.headings, self.narrowings)
        }
    }
}

/// A page without entries.
pub(in crate::platform::alquimista) fn empty(
    headings: &'static [Heading],
    narrowings: &'static [&'static str],
) -> SheetPage {
    SheetPage {
        headings,
        entries: Vec::new(),
        remarks: Vec::new(),
        narrowings,
        deeds: &[],
        next: None,
        cost: Cost::default(),
    }
}

/// Refuses a narrowing that is not one of these.
pub(in crate::platform::alquimista) fn known(
    names: &[&str],
    narrowing: Option<&Narrowing>,
) -> Result<(), Problem> {
    match narrowing {
        Some(asked) if !names.contains(&asked.name.as_str()) => Err(Problem::new(
            Trouble::Invalid,
            &asked.name,
            format!("this sheet takes: {}", names.join(", ")),
        )),
        _ => Ok(()),
    }
}

/// Refuses a sheet that is not among these.
///
/// # Errors
/// `Invalid`.
pub(in crate::platform::alquimista) fn offered(
    kinds: &Sheeted,
    key: &SheetKey,
) -> Result<(), Problem> {
    let there: &[SheetKind] = match key.of {
        SheetOf::System => &kinds.system,
        SheetOf::Tenant(_) => &kinds.tenant,
        SheetOf::Agent { .. } | SheetOf::Entry { .. } => &kinds.agent,
    };
    match there.contains(&key.kind) {
        true => Ok(()),
        false => Err(Problem::new(
            Trouble::Invalid,
            key.kind.word(),
            "AlquimistaAI has no such sheet here",
        )),
    }
}

/// A heading over words.
pub(super) const fn left(name: &'static str) -> Heading {
    Heading { name, right: false }
}

/// A heading over numbers and ages.
pub(super) const fn right(name: &'static str) -> Heading {
    Heading { name, right: true }
}

/// An entry of a tenant's sheet.
pub(super) fn entry(id: String, cells: Vec<Cell>, tone: Tone, attributes: Vec<Attribute>) -> Entry {
    Entry {
        id,
        tenant: None,
        cells,
        tone,
        attributes,
        version: None,
        sheets: &[],
        deeds: &[],
    }
}

pub(super) fn words(text: Option<Text>) -> Cell {
    text.map_or(Cell::Nothing, Cell::Text)
}

/// The whole identity of who did it, for the detail.
pub(super) fn identity(heading: &str, whole: Text) -> Attribute {
    Attribute {
        group: Text::from(heading),
        label: Text::default(),
        value: whole,
    }
}

pub(super) fn moment(at: Option<Timestamp>) -> Cell {
    at.map_or(Cell::Nothing, Cell::Moment)
}

/// A counter, where the row has one.
pub(super) fn count(read: &mut Reader<'_>, name: &str) -> Cell {
    match read.value(name) {
        Some(_) => Cell::Count(read.count(name)),
        None => Cell::Nothing,
    }
}
