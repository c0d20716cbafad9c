//! Tenants: a small table that is read whole, then those that only activations name, so that no activation is
//! without its tenant. A deployment may keep no table of tenants at all.

use super::item::tenant::{bare, key, met, orphan, tenant};
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

/// Activations of one page.
const ACTIVATIONS: u32 = 200;

/// Where the tenants are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A table of tenants.
    Table,
    /// Only what activations name.
    Activations,
}

/// The tenants of a deployment.
pub(super) struct Tenants {
    dynamo: Dynamo,
    tenants: String,
    activations: String,
    source: Source,
}

impl Tenants {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables, source: Source) -> Self {
        Self {
            dynamo: dynamo.clone(),
            tenants: tables.tenants.clone(),
            activations: tables.activations.clone(),
            source,
        }
    }

    async fn listed(&self, after: Option<Cursor>) -> Result<Page<Tenant>, Problem> {
        let page = self.dynamo.list_small_table(&self.tenants, after).await?;
        let places = page.items.iter().enumerate();
        Ok(Page {
            items: places.map(|(at, item)| tenant(item, at)).collect(),
            next: Place::after_first(page.next),
            cost: page.cost,
        })
    }

    /// The tenants of a page of activations that no table lists. A scan keeps a tenant's rows together, so the
    /// tenant of the last row before this page was looked at there.
    async fn named(&self, after: Option<Cursor>) -> Result<Page<Tenant>, Problem> {
        let before = after.as_ref().map(decode).transpose()?;
        let scan = Scan {
            table: &self.activations,
            only: &["tenant_id"],
            limit: ACTIVATIONS,
            after,
        };
        let page = self.dynamo.scan(scan).await?;
        let mut named: BTreeSet<TenantId> = page.items.iter().filter_map(met).collect();
        if let Some(seen) = before.as_ref().and_then(met) {
            named.remove(&seen);
        }
        let mut cost = page.cost;
        if self.source == Source::Table {
            let keys: Vec<Item> = named.iter().map(|id| key(id.as_str())).collect();
            let found = self.dynamo.get_many(&self.tenants, &keys, &["id"]).await?;
            cost += found.cost;
            for item in &found.value {
                named.remove(&tenant(item, 0).id);
            }
        }
        Ok(Page {
            items: named.into_iter().map(|id| self.known_by_name(id)).collect(),
            next: Place::after_second(page.next),
            cost,
        })
    }

    /// A tenant that only activations name.
    fn known_by_name(&self, id: TenantId) -> Tenant {
        match self.source {
            Source::Table => orphan(id),
            Source::Activations => bare(id),
        }
    }
}

#[async_trait]
impl crate::platform::Tenants for Tenants {
    async fn list(&self, after: Option<Cursor>) -> Result<Page<Tenant>, Problem> {
        match Place::read(after)? {
            Place::First(after) if self.source == Source::Table => self.listed(after).await,
            Place::First(_) => self.named(None).await,
            Place::Second(after) => self.named(after).await,
        }
    }

    async fn read(&self, id: &TenantId) -> Result<Read<Option<Tenant>>, Problem> {
        let mut cost = Cost::default();
        if id.as_str().is_empty() {
            // The service refuses an empty key; nothing is stored under it.
            return Ok(Read { value: None, cost });
        }
        if self.source == Source::Table {
            let read = self.dynamo.get(&self.tenants, key(id.as_str())).await?;
            cost += read.cost;
            if let Some(item) = read.value {
                return Ok(Read {
                    value: Some(tenant(&item, 0)),
                    cost,
                });
            }
        }
        let mut query = Query::partition(&self.activations, "tenant_id", id.as_str());
        query.limit = Some(1);
        let page = self.dynamo.query(query).await?;
        let named = page.items.first().and_then(met);
        Ok(Read {
            value: named.map(|id| self.known_by_name(id)),
            cost: cost + page.cost,
        })
    }
}
