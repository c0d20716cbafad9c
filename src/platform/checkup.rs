//! A look at one system: its tables, the plan of each list, and what one bounded page of each table shows.
//! It goes by the tables as they are, also where a console could not be made of them. Nothing is written.

use super::notification::item::clean;
use super::value::Reader;
use crate::aws::dynamo::{Dynamo, Item, Scan};
use crate::domain::checkup::{
    Drift, Finding, How, ListOf, Owner, PlanCheck, Severity, TableCheck, TableFacts, What, units_of,
};
use crate::domain::id::PlatformId;
use crate::domain::problem::Problem;
use crate::domain::text::{Text, truncate};
use async_trait::async_trait;
use std::collections::BTreeSet;

/// Items of the page that each table is judged by.
pub(super) const SAMPLE: u32 = 100;
/// Examples of a finding.
const EXAMPLES: usize = 3;
/// Columns of an example.
const WIDEST: usize = 60;

/// What a system looks like, before it is judged by its tables.
#[derive(Clone, Debug, PartialEq)]
pub struct Examination {
    pub tables: Vec<TableCheck>,
    pub plans: Vec<PlanCheck>,
    /// What the pages show.
    pub drift: Vec<Finding>,
}

/// One system to look at.
#[async_trait]
pub trait Checkup: Send + Sync {
    fn platform(&self) -> PlatformId;
    /// Describes every table (three calls each, no capacity), then reads one page of at most 100 items of each
    /// table that lists use. What fails is said in its place.
    async fn examine(&self) -> Examination;
}

/// One page of a table.
#[derive(Debug, Default)]
pub(super) struct Sample {
    pub items: Vec<Item>,
    /// Nothing follows.
    pub whole: bool,
    /// The table is there and was read.
    pub read: bool,
}

/// Reads pages, and notes those that cannot be read.
pub(super) struct Sampler<'a> {
    pub dynamo: &'a Dynamo,
    pub tables: &'a [TableCheck],
    pub drift: Vec<Finding>,
}

impl<'a> Sampler<'a> {
    pub(super) fn new(dynamo: &'a Dynamo, tables: &'a [TableCheck]) -> Self {
        Self {
            dynamo,
            tables,
            drift: Vec::new(),
        }
    }

    /// One page of a table with known keys; `only`: these attributes, or all.
    pub(super) async fn page(&mut self, table: &str, only: &[&str]) -> Sample {
        let facts = facts(self.tables, table);
        if facts.is_none_or(|facts| facts.design.is_none()) {
            return Sample::default();
        }
        let scan = Scan {
            table,
            only,
            limit: SAMPLE,
            after: None,
        };
        match self.dynamo.scan(scan).await {
            Ok(page) => {
                self.no_expiry(table, &page.items);
                Sample {
                    whole: page.next.is_none(),
                    items: page.items,
                    read: true,
                }
            }
            Err(why) => {
                self.unread(table, why);
                Sample::default()
            }
        }
    }

    /// Notes what could not be read.
    pub(super) fn unread(&mut self, table: &str, why: Problem) {
        self.drift.push(Finding {
            severity: Severity::Degraded,
            subject: Text::from_untrusted(table),
            what: What::Unread(why),
            examples: Vec::new(),
        });
    }

    /// Notes what a tally came to, if it counted anything.
    pub(super) fn found(&mut self, table: &str, tally: Tally, drift: Drift) {
        if tally.count > 0 {
            self.drift.push(Finding {
                severity: drift.severity(),
                subject: Text::from_untrusted(table),
                what: What::Drift(drift, tally.count),
                examples: tally.examples,
            });
        }
    }

    /// Notes what most tables have in common: words, types and stubs.
    pub(super) fn common(&mut self, table: &str, common: Common) {
        self.found(table, common.words, Drift::UnknownWord);
        self.found(table, common.types, Drift::WrongType);
        self.found(table, common.stubs, Drift::Stub);
    }

    /// Notes the rows of a sample that name one of `absent` under `attribute`, or nobody.
    pub(super) fn orphans(
        &mut self,
        (table, sample): (&str, &Sample),
        attribute: &str,
        absent: &BTreeSet<String>,
        owner: Owner,
    ) {
        let (mut orphans, mut unowned) = (Tally::default(), Tally::default());
        for item in &sample.items {
            match text(item, attribute) {
                None | Some("") => unowned.note(&[]),
                Some(id) if absent.contains(id) => orphans.note(&[id]),
                Some(_) => {}
            }
        }
        self.found(table, orphans, Drift::Orphan(owner));
        self.found(table, unowned, Drift::Orphan(Owner::Nobody));
    }

    /// A TTL attribute that is read and that no item has.
    fn no_expiry(&mut self, table: &str, items: &[Item]) {
        let wanted = facts(self.tables, table).and_then(|facts| facts.wanted_ttl);
        if let Some(attribute) = wanted
            && !items.is_empty()
            && !items.iter().any(|item| item.contains_key(attribute))
        {
            self.drift.push(Finding {
                severity: Severity::WorthKnowing,
                subject: Text::from_untrusted(table),
                what: What::TtlUnwritten(attribute),
                examples: Vec::new(),
            });
        }
    }

    /// Which of these keys are in no item of `table`: those that its page lacks, and where the page is not all
    /// of it, one call for every hundred.
    pub(super) async fn absent(
        &mut self,
        table: &str,
        attribute: &'static str,
        sample: &Sample,
        named: &BTreeSet<String>,
    ) -> BTreeSet<String> {
        if !sample.read {
            return BTreeSet::new();
        }
        let mut absent = named.clone();
        absent.retain(|id| !id.is_empty());
        remove(&mut absent, &sample.items, attribute);
        if sample.whole || absent.is_empty() {
            return absent;
        }
        let key = |id: &String| crate::aws::expression::key((attribute, id), None);
        let keys: Vec<Item> = absent.iter().map(key).collect();
        match self.dynamo.get_many(table, &keys, &[attribute]).await {
            Ok(found) => {
                remove(&mut absent, &found.value, attribute);
                absent
            }
            Err(why) => {
                self.unread(table, why);
                BTreeSet::new()
            }
        }
    }
}

/// The ids that the items of these samples name under `attribute`.
pub(super) fn named<'a>(
    samples: impl IntoIterator<Item = &'a Sample>,
    attribute: &str,
) -> BTreeSet<String> {
    let items = samples.into_iter().flat_map(|sample| &sample.items);
    items
        .filter_map(|item| text(item, attribute).map(str::to_owned))
        .collect()
}

fn remove(ids: &mut BTreeSet<String>, items: &[Item], attribute: &str) {
    for item in items {
        if let Some(id) = text(item, attribute) {
            ids.remove(id);
        }
    }
}

/// What a table is, if it is there.
pub(super) fn facts<'a>(tables: &'a [TableCheck], name: &str) -> Option<&'a TableFacts> {
    let mut named = tables.iter().filter(|table| table.name == *name);
    named.find_map(TableCheck::facts)
}

/// The bytes of a table; 0 where it is not there.
pub(super) fn bytes(tables: &[TableCheck], name: &str) -> u64 {
    facts(tables, name).map_or(0, |facts| facts.bytes)
}

/// The plan of a list over whole tables, those that are there.
pub(super) fn over(tables: &[TableCheck], list: ListOf, how: How, names: &[&str]) -> PlanCheck {
    let there = || names.iter().filter(|name| facts(tables, name).is_some());
    let named: Vec<&str> = there().copied().collect();
    PlanCheck {
        list,
        how,
        over: Text::from_untrusted(&named.join(", ")),
        units: there().map(|name| units_of(bytes(tables, name))).sum(),
        at_most: false,
    }
}

/// The plan of a list by an index of a table that is there.
pub(super) fn by_index(tables: &[TableCheck], list: ListOf, table: &str) -> Option<PlanCheck> {
    let facts = facts(tables, table)?;
    let index = facts.indexes.iter().find(|one| one.list == list)?;
    let name = index.name.as_ref()?;
    // An index that says no size is at most as large as its table.
    let bytes = match index.bytes {
        0 => facts.bytes,
        bytes => bytes,
    };
    Some(PlanCheck {
        list,
        how: How::Index,
        over: Text::from_untrusted(&format!("{table} {name}")),
        units: units_of(bytes),
        at_most: true,
    })
}

/// The attribute as a text, if it is one.
pub(super) fn text<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    Reader::new(item)
        .value(name)?
        .as_s()
        .ok()
        .map(String::as_str)
}

/// Whether an item has these keys and nothing else.
pub(super) fn is_stub(item: &Item, keys: &[&str]) -> bool {
    item.iter()
        .all(|(name, value)| keys.contains(&name.as_str()) || value.is_null())
}

/// How often something was seen, and where first.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub count: usize,
    examples: Vec<Text>,
}

impl Tally {
    /// Counts one more, known by the parts of its key.
    pub(super) fn note(&mut self, key: &[&str]) {
        self.count += 1;
        if self.examples.len() < EXAMPLES {
            let example = example(key);
            if !example.is_empty() && !self.examples.contains(&example) {
                self.examples.push(example);
            }
        }
    }
}

/// A key as people see it: numbers, addresses and names of secrets masked, on one line.
fn example(key: &[&str]) -> Text {
    let parts: Vec<String> = key
        .iter()
        .filter(|part| !part.is_empty())
        .map(|part| clean(part).one_line().into_owned())
        .collect();
    Text::from_untrusted(&truncate(&parts.join(" · "), WIDEST))
}

/// What is looked for in every table.
#[derive(Clone, Debug, Default)]
pub(super) struct Common {
    pub words: Tally,
    pub types: Tally,
    pub stubs: Tally,
}

impl Common {
    /// Judges an item: a stub is nothing else; of its oddities, `words` are unknown words that its decoder
    /// counted, and the rest are wrong types.
    pub(super) fn judge(&mut self, key: &[&str], stub: bool, unknown: bool, types: bool) {
        if stub {
            self.stubs.note(key);
            return;
        }
        if unknown {
            self.words.note(key);
        }
        if types {
            self.types.note(key);
        }
    }
}
