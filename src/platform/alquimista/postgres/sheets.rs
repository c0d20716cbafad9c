//! Sheets over the system's own tables, with the entries of the projection's; commands, which stay in DynamoDB,
//! stand among them where they are given.

use super::Database;
use super::columns::{as_json, of};
use super::pages::Listing;
use super::tenants::TABLE as TENANTS;
use crate::domain::cost::Cost;
use crate::domain::id::TenantId;
use crate::domain::page::Cursor;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::sheet::{SheetKey, SheetKind, SheetOf, SheetPage, Sheeted};
use crate::domain::standing::may_see_billing;
use crate::platform::alquimista::item::integration;
use crate::platform::alquimista::sheets::billing::{self, PAYING, Sum};
use crate::platform::alquimista::sheets::commands::CommandSheets;
use crate::platform::alquimista::sheets::kinds::Has;
use crate::platform::alquimista::sheets::shape::{PAGE, empty, known, offered};
use crate::platform::alquimista::sheets::{people, shape_of};
use crate::platform::stages::{Place, one_page};
use crate::platform::value::Reader;
use async_trait::async_trait;
use jiff::Timestamp;
use std::collections::BTreeMap;

pub(super) const USERS: &str = "users";
/// The operational dashboard's own table of people.
pub(super) const TENANT_USERS: &str = "tenant_users";
pub(super) const INTEGRATIONS: &str = "tenant_integrations";
pub(super) const EVENTS: &str = "operational_events";
pub(super) const REQUESTS: &str = "approval_requests";
pub(super) const AUDIT: &str = "audit_logs";
/// Plans that are told apart at most.
const PLANS: usize = 200;

impl Database {
    fn commands(&self) -> Option<&CommandSheets> {
        self.beside.as_ref().map(|beside| &beside.sheets)
    }

    /// The people's table of a place, and whether the other follows.
    fn people(&self, after: Option<Cursor>) -> Result<(&'static str, Option<Cursor>), Problem> {
        let has_users = self.columns.has_table(USERS);
        Ok(match Place::read(after)? {
            Place::First(inner) if has_users => (USERS, inner),
            Place::First(_) => (TENANT_USERS, None),
            Place::Second(inner) => (TENANT_USERS, inner),
        })
    }

    async fn of_tenant(
        &self,
        tenant: &TenantId,
        key: &SheetKey,
        after: Option<Cursor>,
        now: Timestamp,
    ) -> Result<SheetPage, Problem> {
        let asked = key.narrowing.as_ref();
        let Some(shape) = shape_of(key.kind) else {
            return match self.commands() {
                Some(commands) => commands.tenant(tenant, asked, after, now).await,
                None => Ok(empty(&[], &[])),
            };
        };
        shape.check(asked)?;
        let (mut table, mut inner) = (self.table_of(key.kind), after.clone());
        if key.kind == SheetKind::Users {
            (table, inner) = self.people(after)?;
        }
        let select = match key.kind {
            SheetKind::Users => self.columns.select(table, &people::FIELDS),
            SheetKind::Integrations => self.columns.select(table, &integration::FIELDS),
            _ => self.columns.select_all(table),
        };
        let mut equals: Vec<(&[&str], &str)> = vec![(&["tenant_id"], tenant.as_str())];
        if let Some(asked) = asked {
            equals.push(((shape.columns)(&asked.name), &asked.value));
        }
        let listing = Listing {
            table,
            select,
            equals,
            also: None,
            newest_first: !matches!(key.kind, SheetKind::Users | SheetKind::Integrations),
            limit: PAGE,
        };
        let page = self.listed(&listing, inner.as_ref()).await?;
        let next = match (key.kind, table) {
            (SheetKind::Users, USERS) if self.columns.has_table(TENANT_USERS) => {
                Place::after_first(page.next)
            }
            (SheetKind::Users, USERS) => page.next.and_then(|next| Place::after_first(Some(next))),
            (SheetKind::Users, _) => Place::after_second(page.next),
            _ => page.next,
        };
        Ok(shape.page(&page.items, next, page.cost, now))
    }

    fn table_of(&self, kind: SheetKind) -> &'static str {
        match kind {
            SheetKind::Users => USERS,
            SheetKind::Integrations => INTEGRATIONS,
            SheetKind::Events => EVENTS,
            SheetKind::Approvals => REQUESTS,
            _ => AUDIT,
        }
    }

    /// Added up by the server. One round trip.
    async fn billing(&self) -> Result<SheetPage, Problem> {
        may_see_billing(self.standing)?;
        let plan = match self.columns.has(TENANTS, "plan") {
            true => "COALESCE(plan::text, '')",
            false => "''",
        };
        let sql = as_json(&format!(
            "SELECT {plan} AS plan, count(*) AS tenants, count(*) - count(mrr_estimate) AS unstated, \
             COALESCE(sum(mrr_estimate), 0)::float8 AS monthly FROM {} WHERE status = $1 \
             GROUP BY 1 ORDER BY 1 LIMIT {PLANS}",
            of(TENANTS)
        ));
        let subject = "postgres:SELECT tenants";
        let rows = self.reads.rows(subject, &sql, &[Some(PAYING)]).await?;
        let mut plans = BTreeMap::new();
        for row in &rows {
            let mut read = Reader::new(row);
            let plan = read.raw("plan").unwrap_or_default().to_owned();
            let sum = Sum {
                tenants: read.count("tenants"),
                unstated: read.count("unstated"),
                monthly: read.fraction("monthly").unwrap_or_default(),
            };
            plans.insert(plan, sum);
        }
        Ok(billing::page(&plans, rows.len() < PLANS, Cost::default()))
    }

    fn bills(&self) -> bool {
        let has = |column| self.columns.has(TENANTS, column);
        has("status") && has("mrr_estimate")
    }
}

#[async_trait]
impl crate::platform::Sheets for Database {
    fn kinds(&self) -> Sheeted {
        let there = |table: &str| self.columns.has_table(table);
        let has = Has {
            commands: self.commands(),
            billing: self.bills(),
            users: there(USERS) || there(TENANT_USERS),
            integrations: there(INTEGRATIONS),
            events: there(EVENTS),
            approvals: there(REQUESTS),
            trail: there(AUDIT),
        };
        has.sheeted()
    }

    /// One round trip; commands as over the projection.
    async fn page(
        &self,
        key: &SheetKey,
        after: Option<Cursor>,
        now: Timestamp,
    ) -> Result<SheetPage, Problem> {
        offered(&self.kinds(), key)?;
        match (&key.of, key.kind, self.commands()) {
            (SheetOf::Tenant(tenant), ..) => self.of_tenant(tenant, key, after, now).await,
            (_, SheetKind::Commands, Some(commands)) => {
                commands.system(key.narrowing.as_ref(), after, now).await
            }
            (_, SheetKind::Billing, _) => {
                known(&[], key.narrowing.as_ref())?;
                one_page(after.as_ref())?;
                self.billing().await
            }
            _ => Err(Problem::new(Trouble::Invalid, key.kind.word(), "")),
        }
    }
}
