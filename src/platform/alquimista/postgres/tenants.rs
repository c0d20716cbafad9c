//! Tenants by pages in the order of their keys: the columns of whichever design the table has, or of both.

use super::Database;
use super::columns::as_json;
use crate::domain::cost::{Cost, Read};
use crate::domain::id::TenantId;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::tenant::Tenant;
use crate::platform::alquimista::item::tenant::tenant;
use async_trait::async_trait;

pub(super) const TABLE: &str = "tenants";
/// Rows of a page.
const PAGE: usize = 200;

#[async_trait]
impl crate::platform::Tenants for Database {
    /// One round trip.
    async fn list(&self, after: Option<Cursor>) -> Result<Page<Tenant>, Problem> {
        let columns = &self.columns;
        let after = after.filter(|cursor| columns.fits(TABLE, "id", &cursor.0));
        let select = columns.select_all(TABLE);
        let from = match &after {
            Some(_) => format!("WHERE id > {}", columns.cast(TABLE, "id", 1)),
            None => String::new(),
        };
        let sql = as_json(&format!("{select} {from} ORDER BY id LIMIT {PAGE}"));
        let parameters: Vec<Option<&str>> = after.iter().map(|c| Some(c.0.as_str())).collect();
        let rows = self
            .reads
            .rows("postgres:SELECT tenants", &sql, &parameters)
            .await?;
        let items: Vec<Tenant> = rows
            .iter()
            .enumerate()
            .map(|(at, row)| tenant(row, at))
            .collect();
        let next = items
            .last()
            .filter(|_| items.len() == PAGE)
            .map(|last| Cursor(last.id.as_str().to_owned()));
        Ok(Page {
            items,
            next,
            cost: Cost::default(),
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
