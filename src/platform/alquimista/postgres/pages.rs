//! Pages of rows: `LIMIT` and a place by the last row's key, never an `OFFSET`. Every value is a parameter, and
//! columns that a deployment lacks are left out.

use super::Database;
use super::columns::{as_json, quoted};
use crate::aws::cursor;
use crate::aws::dynamo::Item;
use crate::aws::expression::s;
use crate::domain::cost::Cost;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use crate::platform::value::{Reader, scalar};

/// The time by which rows are in order, where they have it.
const AT: &str = "created_at";
const ID: &str = "id";

/// What is asked of a table.
pub(super) struct Listing<'a> {
    pub table: &'static str,
    /// `SELECT …`, up to the condition.
    pub select: String,
    /// Columns of which one must have this value, all of them.
    pub equals: Vec<(&'a [&'static str], &'a str)>,
    /// One more condition, without parameters.
    pub also: Option<String>,
    /// By time, the newest first; otherwise in the order of ids.
    pub newest_first: bool,
    pub limit: u32,
}

/// A statement with its parameters.
#[derive(Default)]
struct Asked {
    conditions: Vec<String>,
    parameters: Vec<String>,
}

impl Database {
    /// Rows behind `after`. One round trip.
    ///
    /// # Errors
    /// `Invalid` for a foreign cursor; any failure of the call.
    pub(super) async fn listed(
        &self,
        listing: &Listing<'_>,
        after: Option<&Cursor>,
    ) -> Result<Page<Item>, Problem> {
        let Some(asked) = self.asked(listing, after)? else {
            return Ok(empty());
        };
        let order = match listing.newest_first && self.columns.has(listing.table, AT) {
            true => format!("{AT} DESC, {ID} DESC"),
            false => ID.to_owned(),
        };
        let wanted = match asked.conditions.is_empty() {
            true => String::new(),
            false => format!("WHERE {}", asked.conditions.join(" AND ")),
        };
        let sql = as_json(&format!(
            "{} {wanted} ORDER BY {order} LIMIT {}",
            listing.select, listing.limit
        ));
        let subject = format!("postgres:SELECT {}", listing.table);
        let parameters: Vec<Option<&str>> =
            asked.parameters.iter().map(|p| Some(p.as_str())).collect();
        let items = self.reads.rows(&subject, &sql, &parameters).await?;
        let whole = items.len() < usize::try_from(listing.limit).unwrap_or(usize::MAX);
        let next = items.last().filter(|_| !whole).map(place);
        Ok(Page {
            items,
            next,
            cost: Cost::default(),
        })
    }

    /// The conditions; `None`: no row can meet them.
    fn asked(
        &self,
        listing: &Listing<'_>,
        after: Option<&Cursor>,
    ) -> Result<Option<Asked>, Problem> {
        let mut asked = Asked::default();
        for (columns, value) in &listing.equals {
            let fitting = columns
                .iter()
                .filter(|column| self.columns.fits(listing.table, column, value));
            let fitting: Vec<&&str> = fitting.collect();
            if fitting.is_empty() {
                return Ok(None);
            }
            asked.parameters.push((*value).to_owned());
            let n = asked.parameters.len();
            let any: Vec<String> = fitting
                .iter()
                .map(|column| {
                    let value = self.columns.cast(listing.table, column, n);
                    format!("{} = {value}", quoted(column))
                })
                .collect();
            asked.conditions.push(format!("({})", any.join(" OR ")));
        }
        asked.conditions.extend(listing.also.clone());
        if let Some(after) = after {
            self.behind(listing, &cursor::decode(after)?, &mut asked)?;
        }
        Ok(Some(asked))
    }

    /// Rows without a time come first, as PostgreSQL has them by itself.
    fn behind(&self, listing: &Listing<'_>, last: &Item, asked: &mut Asked) -> Result<(), Problem> {
        let text = |name: &str| last.get(name).and_then(scalar).unwrap_or_default();
        let (table, id, at) = (listing.table, text(ID), text(AT));
        let by_time = listing.newest_first && self.columns.has(table, AT);
        let is_time = !by_time || at.is_empty() || crate::domain::time::parse(at).is_some();
        if id.is_empty() || !self.columns.fits(table, ID, id) || !is_time {
            let why = "not a cursor of this list";
            return Err(Problem::new(Trouble::Invalid, "--after", why));
        }
        asked.parameters.push(id.to_owned());
        let id = self.columns.cast(table, ID, asked.parameters.len());
        asked.conditions.push(match (by_time, at.is_empty()) {
            (false, _) => format!("{ID} > {id}"),
            (true, true) => format!("({AT} IS NOT NULL OR {ID} < {id})"),
            (true, false) => {
                asked.parameters.push(at.to_owned());
                let at = self.columns.cast(table, AT, asked.parameters.len());
                format!("({AT}, {ID}) < ({at}, {id})")
            }
        });
        Ok(())
    }

    /// One row by its id. One round trip.
    pub(super) async fn by_id(
        &self,
        table: &'static str,
        select: &str,
        id: &str,
    ) -> Result<Option<Item>, Problem> {
        if !self.columns.fits(table, ID, id) {
            return Ok(None);
        }
        let key = self.columns.cast(table, ID, 1);
        let sql = as_json(&format!("{select} WHERE {ID} = {key} LIMIT 1"));
        let subject = format!("postgres:SELECT {table}");
        let rows = self.reads.rows(&subject, &sql, &[Some(id)]).await?;
        Ok(rows.into_iter().next())
    }
}

/// Where a list goes on behind a row.
fn place(row: &Item) -> Cursor {
    let mut read = Reader::new(row);
    let mut key = Item::new();
    for name in [ID, AT] {
        if let Some(text) = read.raw(name) {
            key.insert(name.to_owned(), s(text));
        }
    }
    cursor::encode(&key)
}

pub(super) fn empty<T>() -> Page<T> {
    Page {
        items: Vec::new(),
        next: None,
        cost: Cost::default(),
    }
}
