//! Sheets over the projection: people, integrations, events, approvals and the trail of a tenant, commands of a
//! tenant or of all, billing. One page is a few bounded calls; what a table cannot be asked for is filtered.

pub mod acting;
pub(super) mod billing;
pub(super) mod commands;
pub(super) mod events;
pub(super) mod kinds;
pub(super) mod links;
mod merge;
pub(super) mod people;
pub(super) mod requests;
pub(super) mod shape;
pub(super) mod trail;

use super::Plan;
use super::commands::CommandHistory;
use super::item::{integration, tenant::met};
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item, Query, Scan};
use crate::domain::cost::Cost;
use crate::domain::id::TenantId;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::sheet::{Narrowing, SheetKey, SheetKind, SheetOf, SheetPage, Sheeted};
use crate::domain::standing::{Standing, may_see_billing};
use crate::platform::stages::one_page;
use crate::platform::value::Reader;
use async_trait::async_trait;
use commands::CommandSheets;
use jiff::Timestamp;
use kinds::Has;
use merge::{Mark, Part, merge};
use shape::{PAGE, Shape, offered};

/// Pages that one page of a sheet reads at most while none of their rows fits.
const ROUNDS: u32 = 4;
/// Tenants that are added up at most, a page of them at a time.
const TENANTS: u32 = 500;
/// The lowest key, before every other.
const LOWEST: &str = "\u{0}";

/// The tables of the sheets.
pub(super) struct ProjectedSheets {
    dynamo: Dynamo,
    tables: Tables,
    plan: Plan,
    commands: Option<CommandSheets>,
    standing: Option<Standing>,
}

impl ProjectedSheets {
    /// `None`: none of their tables is there.
    pub(super) fn new(
        dynamo: &Dynamo,
        tables: &Tables,
        plan: &Plan,
        standing: Option<Standing>,
    ) -> Option<Self> {
        let sheets = Self {
            dynamo: dynamo.clone(),
            tables: tables.clone(),
            plan: *plan,
            commands: CommandHistory::new(dynamo, tables, plan).map(CommandSheets::new),
            standing,
        };
        let kinds = crate::platform::Sheets::kinds(&sheets);
        (!kinds.tenant.is_empty() || !kinds.system.is_empty()).then_some(sheets)
    }

    /// Rows of a query, page after page until some fit.
    async fn queried(
        &self,
        shape: &Shape,
        mut query: Query<'_>,
        narrowing: Option<&Narrowing>,
    ) -> Result<Page<Item>, Problem> {
        let mut all = nothing();
        for _ in 0..ROUNDS {
            let page = self.dynamo.query(query.clone()).await?;
            gather(&mut all, page, |row| shape.fits(row, narrowing));
            query.after.clone_from(&all.next);
            if all.next.is_none() || !all.items.is_empty() {
                break;
            }
        }
        Ok(all)
    }

    /// Requests have no index over tenants: a scan, whose pages are each in order by themselves.
    async fn requests(
        &self,
        tenant: &TenantId,
        narrowing: Option<&Narrowing>,
        after: Option<Cursor>,
    ) -> Result<Page<Item>, Problem> {
        let mut all = nothing();
        all.next = after;
        for _ in 0..ROUNDS {
            let scan = Scan {
                table: &self.tables.approval_requests,
                only: &[],
                limit: PAGE,
                after: all.next.take(),
            };
            let page = self.dynamo.scan(scan).await?;
            gather(&mut all, page, |row| {
                met(row).as_ref() == Some(tenant) && requests::REQUESTS.fits(row, narrowing)
            });
            if all.next.is_none() || !all.items.is_empty() {
                break;
            }
        }
        let at = |row: &Item| Reader::new(row).time("created_at");
        all.items
            .sort_by_cached_key(|row| std::cmp::Reverse(at(row)));
        Ok(all)
    }

    /// Events are by category: the newest of each, together.
    async fn events(
        &self,
        tenant: &TenantId,
        narrowing: Option<&Narrowing>,
        after: Option<Cursor>,
    ) -> Result<Page<Item>, Problem> {
        let mut mark = Mark::read(after.as_ref())?;
        let category = narrowing.filter(|asked| asked.name == "category");
        let categories = match category {
            Some(asked) => vec![asked.value.as_str()],
            None => events::CATEGORIES.to_vec(),
        };
        let mut all = nothing();
        for _ in 0..ROUNDS {
            let limit = Mark::limit(mark.as_ref(), PAGE);
            let until = mark.as_ref().map(|mark| mark.at.as_str());
            let pages = categories.iter().map(|category| {
                let mut query =
                    Query::partition(&self.tables.operational_events, "event_category", *category);
                query.sort_between = until.map(|until| (events::KEY, LOWEST, until));
                query.newest_first = true;
                query.limit = Some(limit);
                self.dynamo.query(query)
            });
            let mut parts = Vec::new();
            for page in futures::future::try_join_all(pages).await? {
                all.cost += page.cost;
                parts.push(Part {
                    more: page.next.is_some(),
                    rows: page.items,
                });
            }
            let (rows, next) = merge(parts, mark.as_ref(), |row| {
                let key = row.get(events::KEY).and_then(|value| value.as_s().ok());
                let key = key.map_or("", String::as_str);
                (
                    key,
                    row.get("event_category")
                        .and_then(|value| value.as_s().ok())
                        .map_or("", String::as_str),
                )
            });
            let fits = |row: &Item| {
                met(row).as_ref() == Some(tenant) && events::EVENTS.fits(row, narrowing)
            };
            all.items.extend(rows.into_iter().filter(fits));
            mark = next;
            if mark.is_none() || !all.items.is_empty() {
                break;
            }
        }
        all.next = mark.map(|mark| mark.cursor());
        Ok(all)
    }

    /// The table of tenants, which is small, read up to four pages.
    async fn billing(&self) -> Result<SheetPage, Problem> {
        may_see_billing(self.standing)?;
        let mut all = nothing();
        for _ in 0..ROUNDS {
            let scan = Scan {
                table: &self.tables.tenants,
                only: &billing::FIELDS,
                limit: TENANTS,
                after: all.next.take(),
            };
            let page = self.dynamo.scan(scan).await?;
            gather(&mut all, page, |_| true);
            if all.next.is_none() {
                break;
            }
        }
        let plans = billing::by_plan(&all.items);
        Ok(billing::page(&plans, all.next.is_none(), all.cost))
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
            return Ok(match &self.commands {
                Some(commands) => commands.tenant(tenant, asked, after, now).await?,
                None => shape::empty(&[], &[]),
            });
        };
        shape.check(asked)?;
        let of = |table| {
            let mut query = Query::partition(table, "tenant_id", tenant.as_str());
            query.limit = Some(PAGE);
            query
        };
        let page = match key.kind {
            SheetKind::Users => {
                let mut query = of(&self.tables.users);
                (query.only, query.after) = (&people::FIELDS, after);
                self.queried(shape, query, asked).await?
            }
            SheetKind::Integrations => {
                let mut query = of(&self.tables.integrations);
                (query.only, query.after) = (&integration::FIELDS, after);
                self.queried(shape, query, asked).await?
            }
            SheetKind::Trail => {
                let mut query = of(&self.tables.audit_logs);
                (query.newest_first, query.after) = (true, after);
                self.queried(shape, query, asked).await?
            }
            SheetKind::Approvals => self.requests(tenant, asked, after).await?,
            _ => self.events(tenant, asked, after).await?,
        };
        Ok(shape.page(&page.items, page.next, page.cost, now))
    }
}

/// The shape of a tenant's rows; `None`: commands, which are read in their own way.
pub(super) fn shape_of(kind: SheetKind) -> Option<&'static Shape> {
    match kind {
        SheetKind::Users => Some(&people::PEOPLE),
        SheetKind::Integrations => Some(&links::LINKS),
        SheetKind::Events => Some(&events::EVENTS),
        SheetKind::Approvals => Some(&requests::REQUESTS),
        SheetKind::Trail => Some(&trail::TRAIL),
        _ => None,
    }
}

fn nothing() -> Page<Item> {
    Page {
        items: Vec::new(),
        next: None,
        cost: Cost::default(),
    }
}

fn gather(all: &mut Page<Item>, page: Page<Item>, fits: impl Fn(&Item) -> bool) {
    all.items.extend(page.items.into_iter().filter(fits));
    all.cost += page.cost;
    all.next = page.next;
}

#[async_trait]
impl crate::platform::Sheets for ProjectedSheets {
    fn kinds(&self) -> Sheeted {
        let plan = &self.plan;
        let has = Has {
            commands: self.commands.as_ref(),
            billing: plan.has_tenant_table(),
            users: plan.users,
            integrations: plan.integrations,
            events: plan.events,
            approvals: plan.approvals,
            trail: plan.audit_logs,
        };
        has.sheeted()
    }

    /// One call for most pages; up to four while no row fits. Events and all commands take one for each of
    /// their partitions. Billing reads the table of tenants, two thousand of them at most.
    async fn page(
        &self,
        key: &SheetKey,
        after: Option<Cursor>,
        now: Timestamp,
    ) -> Result<SheetPage, Problem> {
        offered(&self.kinds(), key)?;
        match (&key.of, key.kind, &self.commands) {
            (SheetOf::Tenant(tenant), ..) if tenant.as_str().is_empty() => {
                // The service refuses an empty key; nothing is stored under it.
                let shape = shape_of(key.kind);
                Ok(shape.map_or(shape::empty(&[], &[]), |shape| {
                    shape.page(&[], None, Cost::default(), now)
                }))
            }
            (SheetOf::Tenant(tenant), ..) => self.of_tenant(tenant, key, after, now).await,
            (_, SheetKind::Commands, Some(commands)) => {
                commands.system(key.narrowing.as_ref(), after, now).await
            }
            _ => {
                shape::known(&[], key.narrowing.as_ref())?;
                one_page(after.as_ref())?;
                self.billing().await
            }
        }
    }
}
