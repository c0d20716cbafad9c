//! Users, page by page, and behind them the users of whom only sources tell (`temp_user`).

use super::item::user;
use super::schema::Tables;
use crate::aws::cursor::decode;
use crate::aws::dynamo::{Dynamo, Item, Query, Scan};
use crate::domain::cost::Cost;
use crate::domain::id::TenantId;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::tenant::Tenant;
use crate::platform::Read;
use crate::platform::stages::Place;
use async_trait::async_trait;
use std::collections::BTreeSet;

/// Users of one page.
const USERS: u32 = 100;
/// Sources of one page that is searched for unknown users.
const SOURCES: u32 = 200;

/// The users' and the sources' tables.
pub(super) struct Tenants {
    dynamo: Dynamo,
    users: String,
    sources: String,
}

impl Tenants {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            users: tables.users.clone(),
            sources: tables.data_sources.clone(),
        }
    }

    async fn users(&self, after: Option<Cursor>) -> Result<Page<Tenant>, Problem> {
        let scan = Scan {
            table: &self.users,
            only: &user::FIELDS,
            limit: USERS,
            after,
        };
        let page = self.dynamo.scan(scan).await?;
        let places = page.items.iter().enumerate();
        Ok(Page {
            items: places.map(|(at, item)| user::tenant(item, at)).collect(),
            next: Place::after_first(page.next),
            cost: page.cost,
        })
    }

    /// The users of a page of sources that are not in the users' table. A scan keeps the sources of a user
    /// together, so the user of the last source before this page was looked at there.
    async fn orphans(&self, after: Option<Cursor>) -> Result<Page<Tenant>, Problem> {
        let before = after.as_ref().map(decode).transpose()?;
        let scan = Scan {
            table: &self.sources,
            only: &["user_id"],
            limit: SOURCES,
            after,
        };
        let page = self.dynamo.scan(scan).await?;
        let mut named: BTreeSet<&str> = page.items.iter().filter_map(user::id).collect();
        if let Some(seen) = before.as_ref().and_then(user::id) {
            named.remove(seen);
        }
        let keys: Vec<Item> = named.iter().map(|id| user::key(id)).collect();
        let found = self
            .dynamo
            .get_many(&self.users, &keys, &["user_id"])
            .await?;
        for known in found.value.iter().filter_map(user::id) {
            named.remove(known);
        }
        Ok(Page {
            items: named.into_iter().map(user::orphan).collect(),
            next: Place::after_second(page.next),
            cost: page.cost + found.cost,
        })
    }
}

#[async_trait]
impl crate::platform::Tenants for Tenants {
    async fn list(&self, after: Option<Cursor>) -> Result<Page<Tenant>, Problem> {
        match Place::read(after)? {
            Place::First(after) => self.users(after).await,
            Place::Second(after) => self.orphans(after).await,
        }
    }

    async fn read(&self, tenant: &TenantId) -> Result<Read<Option<Tenant>>, Problem> {
        let id = tenant.as_str();
        if id.is_empty() {
            return Ok(Read {
                value: None,
                cost: Cost::default(),
            });
        }
        let read = self
            .dynamo
            .get_only(&self.users, user::key(id), &user::FIELDS)
            .await?;
        if let Some(item) = read.value {
            return Ok(Read {
                value: Some(user::tenant(&item, 0)),
                cost: read.cost,
            });
        }
        let mut query = Query::partition(&self.sources, "user_id", id);
        query.limit = Some(1);
        query.consistent = true;
        query.only = &["user_id"];
        let sources = self.dynamo.query(query).await?;
        Ok(Read {
            value: sources.items.first().map(|_| user::orphan(id)),
            cost: read.cost + sources.cost,
        })
    }
}
