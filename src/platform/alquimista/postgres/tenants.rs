//! Tenants by pages in the order of their keys: the columns of whichever design the table has, or of both.

use super::Database;
use super::columns::as_json;
use super::pages::Listing;
use crate::domain::cost::{Cost, Read};
use crate::domain::id::TenantId;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::tenant::Tenant;
use crate::platform::alquimista::item::tenant::tenant;
use async_trait::async_trait;

pub(super) const TABLE: &str = "tenants";
/// Rows of a page.
const PAGE: u32 = 200;

#[async_trait]
impl crate::platform::Tenants for Database {
    /// One round trip.
    async fn list(&self, after: Option<Cursor>) -> Result<Page<Tenant>, Problem> {
        let listing = Listing {
            table: TABLE,
            select: self.columns.select_all(TABLE),
            equals: Vec::new(),
            also: None,
            newest_first: false,
            limit: PAGE,
        };
        let page = self.listed(&listing, after.as_ref()).await?;
        let places = page.items.iter().enumerate();
        Ok(Page {
            items: places.map(|(at, row)| tenant(row, at)).collect(),
            next: page.next,
            cost: page.cost,
        })
    }

    /// One round trip.
    async fn read(&self, id: &TenantId) -> Result<Read<Option<Tenant>>, Problem> {
        let columns = &self.columns;
        let mut value = None;
        if columns.fits(TABLE, "id", id.as_str()) {
            let select = columns.select_all(TABLE);
            let key = columns.cast(TABLE, "id", 1);
            let sql = as_json(&format!("{select} WHERE id = {key} LIMIT 1"));
            let rows = self
                .reads
                .rows("postgres:SELECT tenants", &sql, &[Some(id.as_str())])
                .await?;
            value = rows.first().map(|row| tenant(row, 0));
        }
        Ok(Read {
            value,
            cost: Cost::default(),
        })
    }
}
