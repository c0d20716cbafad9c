//! Lists that are each newest first, as one list that is: each page takes the newest of all of them. A page
//! goes as far back as every list was read; the next begins at that time, without what was shown of it.

use crate::aws::cursor;
use crate::aws::dynamo::Item;
use crate::aws::expression::s;
use crate::domain::page::Cursor;
use crate::domain::problem::{Problem, Trouble};

/// How far a list was shown: to this time, of which these were shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub at: String,
    pub shown: Vec<String>,
}

impl Mark {
    /// Reads a cursor back.
    pub fn read(cursor: Option<&Cursor>) -> Result<Option<Self>, Problem> {
        let Some(word) = cursor else { return Ok(None) };
        let item = cursor::decode(word)?;
        let text = |name: &str| item.get(name)?.as_s().ok();
        let shown = text("shown").and_then(|json| serde_json::from_str(json).ok());
        match (text("at"), shown) {
            (Some(at), Some(shown)) if !at.is_empty() => Ok(Some(Self {
                at: at.clone(),
                shown,
            })),
            _ => Err(Problem::new(
                Trouble::Invalid,
                "--after",
                "not a cursor of this list",
            )),
        }
    }

    pub fn cursor(&self) -> Cursor {
        let shown = serde_json::to_string(&self.shown).unwrap_or_default();
        cursor::encode(&Item::from([
            ("at".to_owned(), s(self.at.as_str())),
            ("shown".to_owned(), s(shown)),
        ]))
    }

    /// Rows to read of each list, so that there are always some that were not shown.
    pub fn limit(mark: Option<&Self>, page: u32) -> u32 {
        let shown = mark.map_or(0, |mark| mark.shown.len());
        page.saturating_add(u32::try_from(shown).unwrap_or(u32::MAX))
    }
}

/// What was read of one list, newest first.
pub(super) struct Part<T> {
    pub rows: Vec<T>,
    /// Older ones follow.
    pub more: bool,
}

/// The rows of the next page, and how far it goes; `key` is the time and the id of a row.
pub(super) fn merge<T>(
    parts: Vec<Part<T>>,
    mark: Option<&Mark>,
    key: impl Fn(&T) -> (&str, &str),
) -> (Vec<T>, Option<Mark>) {
    let oldest = |part: &Part<T>| part.rows.last().map(|row| key(row).0.to_owned());
    let cut = parts.iter().filter(|part| part.more);
    let horizon = cut.filter_map(oldest).max();
    let was_shown = |row: &T| {
        let (at, id) = key(row);
        mark.is_some_and(|mark| mark.at == at && mark.shown.iter().any(|shown| shown == id))
    };
    let all = parts.into_iter().flat_map(|part| part.rows);
    let mut rows: Vec<T> = all
        .filter(|row| {
            horizon
                .as_deref()
                .is_none_or(|horizon| key(row).0 >= horizon)
        })
        .filter(|row| !was_shown(row))
        .collect();
    rows.sort_by(|a, b| key(b).cmp(&key(a)));
    let next = horizon.map(|at| {
        let before = mark.filter(|mark| mark.at == at);
        let mut shown = before.map(|mark| mark.shown.clone()).unwrap_or_default();
        let here = rows.iter().filter(|row| key(row).0 == at);
        shown.extend(here.map(|row| key(row).1.to_owned()));
        Mark { at, shown }
    });
    (rows, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Row = (&'static str, &'static str);

    /// Reads page after page of these lists, `limit` rows of each at a time.
    fn paged(lists: &[Vec<Row>], page: u32) -> Vec<Row> {
        let (mut all, mut mark) = (Vec::new(), None::<Mark>);
        for _ in 0..100 {
            let limit = usize::try_from(Mark::limit(mark.as_ref(), page)).unwrap_or(1);
            let parts = lists
                .iter()
                .map(|list| {
                    let from = |row: &&Row| mark.as_ref().is_none_or(|mark| row.0 <= &*mark.at);
                    let rest: Vec<Row> = list.iter().filter(from).copied().collect();
                    Part {
                        more: rest.len() > limit,
                        rows: rest.into_iter().take(limit).collect(),
                    }
                })
                .collect();
            let (rows, next) = merge(parts, mark.as_ref(), |row| *row);
            all.extend(rows);
            let Some(next) = next else { break };
            assert_eq!(Mark::read(Some(&next.cursor())), Ok(Some(next.clone())));
            mark = Some(next);
        }
        all
    }

    #[test]
    fn every_row_comes_once_and_the_newest_first() {
        let one = vec![("9", "a"), ("7", "b"), ("7", "c"), ("7", "d"), ("2", "e")];
        let two = vec![("8", "f"), ("7", "g"), ("7", "h"), ("1", "i")];
        let lists = [one, two, Vec::new()];
        for page in 1..6 {
            let all = paged(&lists, page);
            assert_eq!(all.len(), 9, "{page}: {all:?}");
            assert!(all.is_sorted_by(|one, two| one.0 >= two.0), "{all:?}");
            let mut ids: Vec<&str> = all.iter().map(|row| row.1).collect();
            ids.sort_unstable();
            assert_eq!(ids.concat(), "abcdefghi");
        }
    }

    #[test]
    fn what_is_no_cursor_of_it_is_refused() {
        for word in ["", "zz", "7b7d"] {
            let read = Mark::read(Some(&Cursor(word.to_owned())));
            assert!(read.is_err(), "{word}");
        }
    }
}
