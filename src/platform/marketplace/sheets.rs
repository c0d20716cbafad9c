//! Sheets of a tenant: products and customers, one page at a time, by the keys and indexes that there are.
//! A table without any over its tenants is paged whole, and the page says so.

mod acting;
mod entries;

pub(super) use acting::Acting;

use super::plan::{CustomerPlan, Plan, ProductPlan};
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item, Query, Scan};
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::sheet::{Narrowing, SheetKey, SheetKind, SheetOf, SheetPage, Sheeted};
use async_trait::async_trait;
use jiff::Timestamp;

const TENANT: &str = "tenantId";
/// Items of a page.
const PAGE: u32 = 100;
const STATUS: &str = "status";
const CATEGORY: &str = "category";

/// The two tables.
pub(super) struct Sheets {
    dynamo: Dynamo,
    tables: Tables,
    customers: Option<CustomerPlan>,
    products: Option<ProductPlan>,
}

impl Sheets {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Self {
        Self {
            dynamo: dynamo.clone(),
            tables: tables.clone(),
            customers: plan.customers.clone(),
            products: plan.products.clone(),
        }
    }

    async fn products(
        &self,
        tenant: &TenantId,
        narrowing: Option<&Narrowing>,
        after: Option<Cursor>,
    ) -> Result<SheetPage, Problem> {
        let Some(plan) = &self.products else {
            return Err(unknown(SheetKind::Products.word()));
        };
        let table = &self.tables.products;
        let mut query = Query::partition(table, TENANT, tenant.as_str());
        query.index = match plan.partition {
            true => None,
            false => plan.of_tenant.as_deref(),
        };
        if let Some(narrowing) = narrowing {
            let (index, name) = plan
                .narrowed(&narrowing.name)
                .ok_or_else(|| unknown(&narrowing.name))?;
            query.index = Some(index);
            query.sort_between = Some((name, &narrowing.value, &narrowing.value));
        } else if plan.scans() {
            let page = self.whole(table, tenant, after).await?;
            return Ok(entries::products(page, plan));
        }
        query.limit = Some(PAGE);
        query.after = after;
        Ok(entries::products(self.dynamo.query(query).await?, plan))
    }

    async fn customers(
        &self,
        tenant: &TenantId,
        after: Option<Cursor>,
    ) -> Result<SheetPage, Problem> {
        let Some(plan) = &self.customers else {
            return Err(unknown(SheetKind::Customers.word()));
        };
        let mut query = Query::partition(&self.tables.customers, TENANT, tenant.as_str());
        query.index = plan.index();
        query.newest_first = true;
        query.limit = Some(PAGE);
        query.after = after;
        let page = self.dynamo.query(query).await?;
        Ok(entries::customers(page, plan.index().is_some()))
    }

    /// A page of a whole table, of which the tenant's items are kept, perhaps none.
    async fn whole(
        &self,
        table: &str,
        tenant: &TenantId,
        after: Option<Cursor>,
    ) -> Result<Page<Item>, Problem> {
        let scan = Scan {
            table,
            only: &[],
            limit: PAGE,
            after,
        };
        let mut page = self.dynamo.scan(scan).await?;
        page.items.retain(|item| {
            let owner = item.get(TENANT).and_then(|owner| owner.as_s().ok());
            owner.is_some_and(|owner| owner == tenant.as_str())
        });
        Ok(page)
    }
}

impl ProductPlan {
    /// Whether a tenant's products are found only among all of the table.
    pub(super) fn scans(&self) -> bool {
        !self.partition && self.of_tenant.is_none()
    }

    /// The index over tenants and this attribute, and the attribute.
    fn narrowed(&self, name: &str) -> Option<(&str, &'static str)> {
        let (index, attribute) = match name {
            STATUS => (&self.by_status, STATUS),
            CATEGORY => (&self.by_category, CATEGORY),
            _ => return None,
        };
        index.as_deref().map(|index| (index, attribute))
    }

    /// The narrowings that its indexes allow.
    fn narrowings(&self) -> &'static [&'static str] {
        match (&self.by_status, &self.by_category) {
            (Some(_), Some(_)) => &[STATUS, CATEGORY],
            (Some(_), None) => &[STATUS],
            (None, Some(_)) => &[CATEGORY],
            (None, None) => &[],
        }
    }
}

#[async_trait]
impl crate::platform::Sheets for Sheets {
    fn kinds(&self) -> Sheeted {
        let products = self.products.as_ref().map(|_| SheetKind::Products);
        let customers = self.customers.as_ref().map(|_| SheetKind::Customers);
        Sheeted {
            tenant: products.into_iter().chain(customers).collect(),
            ..Sheeted::default()
        }
    }

    async fn page(
        &self,
        key: &SheetKey,
        after: Option<Cursor>,
        _: Timestamp,
    ) -> Result<SheetPage, Problem> {
        let SheetOf::Tenant(tenant) = &key.of else {
            return Err(unknown(key.kind.word()));
        };
        if key.platform != PlatformId::Marketplace || tenant.as_str().is_empty() {
            return Err(unknown(key.kind.word()));
        }
        match (key.kind, &key.narrowing) {
            (SheetKind::Products, narrowing) => {
                self.products(tenant, narrowing.as_ref(), after).await
            }
            (SheetKind::Customers, None) => self.customers(tenant, after).await,
            (SheetKind::Customers, Some(narrowing)) => Err(unknown(&narrowing.name)),
            (other, _) => Err(unknown(other.word())),
        }
    }
}

fn unknown(what: &str) -> Problem {
    Problem::new(
        Trouble::Invalid,
        what,
        "these tables have nothing of that name",
    )
}
