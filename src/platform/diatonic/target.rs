//! Which item of which table a thing that waits is: its key as one word, and back.

use super::plan::Layout;
use super::schema::Part;
use super::workbench::text;
use crate::aws::dynamo::Item;
use crate::aws::expression::key;
use crate::domain::id::WorkId;

/// One item of a table of runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub part: Part,
    partition: String,
    sort: Option<String>,
}

/// The tables that hold runs, with their words.
const WORDS: [(Part, &str); 3] = [
    (Part::Executions, "execution"),
    (Part::RunLogs, "logged-run"),
    (Part::Runs, "run"),
];

impl Target {
    /// The target of an item of this table; `None` when it does not bear the table's key.
    pub fn of(part: Part, layout: &Layout, item: &Item) -> Option<Self> {
        Some(Self {
            part,
            partition: text(item, layout.partition)?.to_owned(),
            sort: match layout.sort {
                Some(sort) => Some(text(item, sort)?.to_owned()),
                None => None,
            },
        })
    }

    /// `execution/AGENT/RUN`.
    pub fn id(&self) -> WorkId {
        let word = WORDS
            .iter()
            .find(|(part, _)| *part == self.part)
            .map_or("", |(_, word)| word);
        let mut id = format!("{word}/{}", escaped(&self.partition));
        if let Some(sort) = &self.sort {
            id.push('/');
            id.push_str(&escaped(sort));
        }
        WorkId::from(id)
    }

    /// Reads the word back; `None` when it is not one of these.
    pub fn read(id: &WorkId) -> Option<Self> {
        let mut parts = id.as_str().split('/');
        let word = parts.next()?;
        let (part, _) = WORDS.iter().find(|(_, known)| *known == word)?;
        let target = Self {
            part: *part,
            partition: unescaped(parts.next()?),
            sort: parts.next().map(unescaped),
        };
        parts.next().is_none().then_some(target)
    }

    /// The item's key; `None` when the table has another key now.
    pub fn key(&self, layout: &Layout) -> Option<Item> {
        let whole = !self.partition.is_empty() && self.sort.as_deref() != Some("");
        match (layout.sort, &self.sort) {
            _ if !whole => None,
            (Some(name), Some(value)) => Some(key(
                (layout.partition, &self.partition),
                Some((name, value)),
            )),
            (None, None) => Some(key((layout.partition, &self.partition), None)),
            _ => None,
        }
    }
}

fn escaped(part: &str) -> String {
    part.replace('%', "%25").replace('/', "%2F")
}

fn unescaped(part: &str) -> String {
    part.replace("%2F", "/").replace("%25", "%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_the_way_through_an_id() {
        for (partition, sort) in [
            ("AGENT", Some("RUN")),
            ("a/b%2Fc", Some("%/")),
            ("%25", None),
            ("one", None),
        ] {
            let target = Target {
                part: Part::Executions,
                partition: partition.to_owned(),
                sort: sort.map(str::to_owned),
            };
            assert_eq!(Target::read(&target.id()), Some(target));
        }
        for word in ["", "execution", "other/A", "run/A/B/C"] {
            assert_eq!(Target::read(&WorkId::from(word)), None, "{word}");
        }
    }
}
