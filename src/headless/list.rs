//! Lists. Contract: one page of at most `limit` items, in an order that does not depend on the page; `next`
//! goes on behind the last item, so that following it yields every item once while nothing changes.

mod agents;
mod alarms;
mod audit;
mod conversations;
mod escalations;
mod metrics;
mod sheet;
mod tenants;
mod usage;
mod work;

use super::item::{At, RemarkItem};
use super::output;
use super::request::{List, Listed};
use crate::desk::{Desk, Mode};
use crate::domain::conversation::ConversationRow;
use crate::domain::escalation::Escalation;
use crate::domain::handoff::Claim;
use crate::domain::id::{ConversationKey, PlatformId, TenantId, TenantKey};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::system::Port;
use crate::domain::tenant::Tenant;
use serde::Serialize;
use serde_json::Value;
use std::collections::HashMap;

/// A page of a list, as its JSON has it.
#[derive(Debug, Serialize)]
struct Listing<T> {
    items: Vec<T>,
    as_of: At,
    consumed_read_units: f64,
    next: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<RemarkItem>,
}

/// Columns and rows of a sheet, whose columns are not the same each time, for people.
#[derive(Clone, Debug)]
pub struct Table {
    pub columns: Vec<&'static str>,
    pub rows: Vec<Value>,
}

/// A page made ready for both forms of output.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The whole answer as a line of JSON.
    pub json: String,
    pub items: Vec<Value>,
    pub next: Option<String>,
    pub units: f64,
    /// The list was found by an index that does not know all who wait.
    pub by_index: bool,
    pub remarks: Vec<RemarkItem>,
    pub table: Option<Table>,
}

/// What one list gathers.
struct Gathered<T> {
    items: Vec<T>,
    next: Option<String>,
    by_index: bool,
    remarks: Vec<RemarkItem>,
    table: Option<Table>,
}

impl<T> Gathered<T> {
    fn new(items: Vec<T>, next: Option<String>) -> Self {
        Self {
            items,
            next,
            by_index: false,
            remarks: Vec::new(),
            table: None,
        }
    }
}

/// All that wait for a person and their claims, in the order of taking; of one tenant or of all.
///
/// # Errors
/// `NotFound` for an unknown tenant, any failure of a call.
pub async fn queue<M: Mode>(
    desk: &Desk<M>,
    tenant: Option<&TenantId>,
) -> Result<Vec<(Escalation, Option<Claim>)>, Problem> {
    let list = List {
        of: Listed::Escalations { sweep: false },
        tenant: tenant.cloned(),
        limit: usize::MAX,
        after: None,
    };
    escalations::all(desk, &list).await
}

/// All conversations of a tenant or of all, with what is on their items.
///
/// # Errors
/// `NotFound` for an unknown tenant, any failure of a call.
pub async fn conversations<M: Mode>(
    desk: &Desk<M>,
    tenant: Option<&TenantId>,
) -> Result<Vec<ConversationRow>, Problem> {
    let list = List {
        of: Listed::Conversations,
        tenant: tenant.cloned(),
        limit: usize::MAX,
        after: None,
    };
    let mut rows = Vec::new();
    for tenant in tenants_having(desk, &list, Port::Conversations).await? {
        rows.extend(tenants::whole(desk, &tenant.key()).await?.into_values());
    }
    Ok(rows)
}

/// Reads the page that is asked for.
///
/// # Errors
/// `Invalid` for a cursor of another list, `NotFound` for an unknown tenant, any failure of a call.
pub async fn read<M: Mode>(desk: &Desk<M>, list: &List) -> Result<Ready, Problem> {
    match &list.of {
        Listed::Tenants => ready(desk, tenants::read(desk, list)).await,
        Listed::Conversations => ready(desk, conversations::read(desk, list)).await,
        Listed::Escalations { sweep } => ready(desk, escalations::read(desk, list, *sweep)).await,
        Listed::Work { kind } => ready(desk, work::read(desk, list, *kind)).await,
        Listed::Sheet(key) => ready(desk, sheet::read(desk, list, key)).await,
        Listed::Agents => ready(desk, agents::read(desk, list)).await,
        Listed::Usage => ready(desk, usage::read(desk, list)).await,
        Listed::Audit { month } => ready(desk, audit::read(desk, list, month.as_deref())).await,
        Listed::Alarms { platform } => ready(desk, alarms::read(desk, list, *platform)).await,
        Listed::Metrics { platform, range } => {
            ready(desk, metrics::read(desk, list, *platform, *range)).await
        }
        Listed::AlarmHistory { name, platform } => {
            ready(desk, alarms::history(desk, list, name, *platform)).await
        }
    }
}

async fn ready<M: Mode, T: Serialize>(
    desk: &Desk<M>,
    gather: impl Future<Output = Result<Gathered<T>, Problem>>,
) -> Result<Ready, Problem> {
    let before = desk.consumed();
    let as_of = At(desk.now());
    let gathered = gather.await?;
    let units = desk.consumed().read_units - before.read_units;
    let odd = |error: serde_json::Error| Problem::new(Trouble::Internal, "json", error.to_string());
    let items: Result<Vec<Value>, _> = gathered.items.iter().map(serde_json::to_value).collect();
    let listing = Listing {
        items: gathered.items,
        as_of,
        consumed_read_units: units,
        next: gathered.next.clone(),
        remarks: gathered.remarks.clone(),
    };
    Ok(Ready {
        json: output::encode(&listing).map_err(odd)?,
        items: items.map_err(odd)?,
        next: gathered.next,
        units,
        by_index: gathered.by_index,
        remarks: gathered.remarks,
        table: gathered.table,
    })
}

/// The tenants that a list goes over, system by system in the order of their ids: all, or those with the id
/// that is asked for.
async fn tenants_of<M: Mode>(desk: &Desk<M>, list: &List) -> Result<Vec<Tenant>, Problem> {
    let mut found = match &list.tenant {
        Some(id) => desk.tenants_called(id).await?,
        None => all_tenants(desk).await?,
    };
    if let (Some(id), true) = (&list.tenant, found.is_empty()) {
        return Err(Problem::new(Trouble::NotFound, id.as_str(), ""));
    }
    found.sort_by_key(Tenant::key);
    Ok(found)
}

/// Those of them whose system has the port.
pub(super) async fn tenants_having<M: Mode>(
    desk: &Desk<M>,
    list: &List,
    port: Port,
) -> Result<Vec<Tenant>, Problem> {
    let mut tenants = tenants_of(desk, list).await?;
    tenants.retain(|tenant| has(desk, tenant.platform, port));
    Ok(tenants)
}

fn has<M: Mode>(desk: &Desk<M>, platform: PlatformId, port: Port) -> bool {
    let systems = desk.systems();
    let mut of_it = systems.iter().filter(|system| system.platform == platform);
    of_it.any(|system| system.has(port))
}

async fn all_tenants<M: Mode>(desk: &Desk<M>) -> Result<Vec<Tenant>, Problem> {
    let mut all = Vec::new();
    let systems = desk.systems();
    for system in systems.iter().filter(|system| system.has(Port::Tenants)) {
        let mut after = None;
        loop {
            let page = desk.tenants(system.platform, after).await?;
            all.extend(page.items);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    Ok(all)
}

/// Claims that are live now, by conversation.
async fn live_claims<M: Mode>(desk: &Desk<M>) -> Result<HashMap<ConversationKey, Claim>, Problem> {
    Ok(claims(desk).await?.0)
}

/// Claims that are live now, and what is arranged about those that nobody holds, by conversation.
async fn claims<M: Mode>(
    desk: &Desk<M>,
) -> Result<
    (
        HashMap<ConversationKey, Claim>,
        HashMap<ConversationKey, Claim>,
    ),
    Problem,
> {
    let claims = desk.claims().await?;
    let now = desk.now();
    let keyed = claims.into_iter().map(|claim| (claim.key.clone(), claim));
    Ok(keyed.partition(|(_, claim)| claim.is_live(now)))
}

/// Tenants' names by key.
fn names(tenants: &[Tenant]) -> HashMap<TenantKey, &str> {
    tenants
        .iter()
        .map(|tenant| (tenant.key(), tenant.name.as_str()))
        .collect()
}

/// The most items of one request for a part of a list that still lacks `wanted` items.
fn part(wanted: usize) -> u32 {
    u32::try_from(wanted).unwrap_or(u32::MAX).max(1)
}
