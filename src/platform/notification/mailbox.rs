//! A user's notifications. Their keys have no order of time and name no source, so the newest ones are only
//! found by reading the whole partition: at most four pages of it, 1000 notifications.

use super::item::mail::{self, Notification};
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item, Query};
use crate::domain::cost::{Cost, Read};
use crate::domain::id::TenantId;
use crate::domain::page::Page;
use crate::domain::problem::Problem;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Notifications of one page: some 1.5 KB each.
const PAGE: u32 = 250;
const PAGES: u32 = 4;

/// What the age of a source's mail is told by.
const AGES: [&str; 3] = ["notification_id", "source_id", "created_at"];

/// The notifications' table, by users.
pub(super) struct Mailbox {
    dynamo: Dynamo,
    table: String,
}

/// The newest notification of each source.
#[derive(Debug, Default)]
pub(super) struct Newest {
    pub(super) of: BTreeMap<String, Timestamp>,
    /// Whether everything was read: else a source may have newer ones.
    pub(super) whole: bool,
    pub(super) cost: Cost,
}

impl Mailbox {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            table: tables.notifications.clone(),
        }
    }

    /// The notifications of a user without their bodies; `next` is there when there are more of them.
    pub(super) async fn of_user(
        &self,
        user: &TenantId,
        consistent: bool,
    ) -> Result<Page<Notification>, Problem> {
        let mut query = self.partition(user);
        query.consistent = consistent;
        query.only = &mail::FIELDS;
        let page = self.dynamo.query_all(query, PAGES).await?;
        Ok(Page {
            items: decoded(&page.items),
            next: page.next,
            cost: page.cost,
        })
    }

    /// The newest notification of each source of a user. Stops when all `wanted` have one that is not older
    /// than `enough`.
    pub(super) async fn newest(
        &self,
        user: &TenantId,
        wanted: &BTreeSet<&str>,
        enough: Timestamp,
    ) -> Result<Newest, Problem> {
        let mut newest = Newest::default();
        let mut query = self.partition(user);
        query.only = &AGES;
        for _ in 0..PAGES {
            let page = self.dynamo.query(query.clone()).await?;
            newest.cost += page.cost;
            for one in decoded(&page.items) {
                let Some(at) = one.at else { continue };
                let known = newest.of.entry(one.source).or_insert(at);
                *known = at.max(*known);
            }
            let proven = |source: &&str| newest.of.get(*source).is_some_and(|at| *at >= enough);
            if wanted.iter().all(proven) {
                break;
            }
            query.after = page.next;
            if query.after.is_none() {
                newest.whole = true;
                break;
            }
        }
        Ok(newest)
    }

    /// One notification without its body, read consistently.
    pub(super) async fn one(
        &self,
        user: &TenantId,
        id: &str,
    ) -> Result<Read<Option<Notification>>, Problem> {
        let read = self
            .dynamo
            .get_only(&self.table, mail::key(user, id), &mail::FIELDS)
            .await?;
        Ok(Read {
            value: read.value.map(|item| mail::notification(&item, 0)),
            cost: read.cost,
        })
    }

    fn partition(&self, user: &TenantId) -> Query<'_> {
        let mut query = Query::partition(&self.table, "user_id", user.as_str());
        query.limit = Some(PAGE);
        query
    }
}

fn decoded(items: &[Item]) -> Vec<Notification> {
    let places = items.iter().enumerate();
    places
        .map(|(at, item)| mail::notification(item, at))
        .collect()
}
