//! The tables of one deployment with the plan to read them: what ports and the lists of later screens share.
//! Every list is one bounded call; a list that no table or index allows is `MissingTable`.

use super::met::Met;
use super::plan::{Layout, Plan};
use super::schema::{Part, Tables};
use crate::aws::dynamo::{Dynamo, Item, Query};
use crate::domain::id::TenantId;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use aws_sdk_dynamodb::types::AttributeValue;

/// Items of one page of a list.
pub(super) const PAGE: u32 = 50;

/// One deployment. Cloning shares what was met.
#[derive(Clone)]
pub struct Workbench {
    pub(super) dynamo: Dynamo,
    pub(super) tables: Tables,
    pub(super) plan: Plan,
    pub(super) met: Met,
}

/// A page of an index, wanted by its keys.
pub(super) struct Wanted<'a> {
    pub part: Part,
    pub partition: &'a str,
    pub sort: &'a str,
    pub value: &'a str,
    pub newest_first: bool,
    pub limit: u32,
    pub after: Option<Cursor>,
}

impl<'a> Wanted<'a> {
    /// The first page of the items with `partition` = `value`, largest `sort` first.
    pub fn newest(part: Part, partition: &'a str, value: &'a str, sort: &'a str) -> Self {
        Self {
            part,
            partition,
            sort,
            value,
            newest_first: true,
            limit: PAGE,
            after: None,
        }
    }

    /// The page after a cursor.
    #[must_use]
    pub fn after(mut self, after: Option<Cursor>) -> Self {
        self.after = after;
        self
    }
}

impl Workbench {
    /// A deployment; `tenants` are those that the profile names.
    pub fn new(dynamo: &Dynamo, tables: &Tables, plan: &Plan, tenants: &[TenantId]) -> Self {
        Self {
            dynamo: dynamo.clone(),
            tables: tables.clone(),
            plan: plan.clone(),
            met: Met::new(tenants),
        }
    }

    /// Whether the table is there.
    pub(super) fn has(&self, part: Part) -> bool {
        self.plan.of(part).is_some()
    }

    /// What a table is.
    pub(super) fn layout(&self, part: Part) -> Result<&Layout, Problem> {
        self.plan
            .of(part)
            .ok_or_else(|| Problem::new(Trouble::MissingTable, self.tables.of(part), ""))
    }

    /// One page of an index.
    pub(super) async fn page(&self, wanted: Wanted<'_>) -> Result<Page<Item>, Problem> {
        let table = self.tables.of(wanted.part);
        let index = self
            .layout(wanted.part)?
            .index(wanted.partition, wanted.sort)
            .ok_or_else(|| {
                let keys = format!("no index over {} and {}", wanted.partition, wanted.sort);
                Problem::new(Trouble::MissingTable, table, keys)
            })?;
        self.dynamo
            .query(Query {
                index: Some(index),
                newest_first: wanted.newest_first,
                limit: Some(wanted.limit),
                after: wanted.after,
                ..Query::partition(table, wanted.partition, wanted.value)
            })
            .await
    }

    /// One page of a partition of the table itself.
    pub(super) async fn partition(
        &self,
        part: Part,
        value: &str,
        newest_first: bool,
        after: Option<Cursor>,
    ) -> Result<Page<Item>, Problem> {
        let layout = self.layout(part)?;
        self.dynamo
            .query(Query {
                newest_first,
                limit: Some(PAGE),
                after,
                ..Query::partition(self.tables.of(part), layout.partition, value)
            })
            .await
    }
}

/// The page with its items read, and those dropped that `keep` does not want.
pub(super) fn kept<T>(
    page: Page<Item>,
    read: impl Fn(&Item) -> T,
    keep: impl Fn(&T) -> bool,
) -> Page<T> {
    Page {
        items: page.items.iter().map(read).filter(keep).collect(),
        next: page.next,
        cost: page.cost,
    }
}

/// The value of a key attribute that is a string.
pub(super) fn text<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    match item.get(name) {
        Some(AttributeValue::S(text)) => Some(text),
        _ => None,
    }
}
