//! The audit trail: `AUDIT#<platform>#<tenant>#<yyyy-mm>` / `<ulid>`. Rows are put and never changed;
//! changes of switches are also listed under `CHANGES#<yyyy-mm-dd>`.

use super::row::{instant, number, row, safe, some, text};
use super::{Reader, Writer};
use crate::aws::cursor;
use crate::aws::dynamo::{Item, Query};
use crate::aws::expression::{key, n, s};
use crate::aws::transaction::OwnItem;
use crate::domain::audit::{Action, AuditEntry};
use crate::domain::handoff::Fence;
use crate::domain::id::{IntentId, PlatformId, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::time;

/// Pages of one day's changes: a page holds a thousand rows or more.
const DAY_PAGES: u32 = 5;

impl Reader {
    /// One page of a tenant's trail in a month (`YYYY-MM`), newest first.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn audit(
        &self,
        platform: PlatformId,
        tenant: &TenantId,
        month: &str,
        limit: u32,
        after: Option<Cursor>,
    ) -> Result<Page<AuditEntry>, Problem> {
        let mut query = Query::partition(&self.table, "pk", pk(platform, tenant, month));
        query.newest_first = true;
        query.consistent = true;
        query.limit = Some(limit);
        query.after = after;
        let page = self.dynamo.query(query).await?;
        Ok(Page {
            items: page
                .items
                .iter()
                .filter_map(|item| decode(platform, tenant, item))
                .collect(),
            next: page.next,
            cost: page.cost,
        })
    }
}

impl Reader {
    /// The changes of a day (`YYYY-MM-DD`, UTC) in all systems of this table, newest first, and whether there are
    /// more than are read.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn changes(&self, day: &str) -> Result<(Vec<AuditEntry>, bool), Problem> {
        let mut query = Query {
            index: Some(super::schema::LIST_INDEX),
            ..Query::partition(&self.table, "listPk", format!("CHANGES#{day}"))
        };
        query.newest_first = true;
        let page = self.dynamo.query_all(query, DAY_PAGES).await?;
        let entries = page.items.iter().filter_map(|item| {
            let (platform, tenant) = owner(text(item, "pk")?)?;
            decode(platform, &tenant, item)
        });
        Ok((entries.collect(), page.next.is_some()))
    }
}

impl Writer {
    /// The item that puts an entry, as part of a transaction.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn audited(&self, entry: &AuditEntry) -> Result<OwnItem, Problem> {
        self.put_new(encode(entry)).own()
    }

    /// Puts an entry by itself. There already is as good: the id is the entry's own.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn audit_now(&self, entry: &AuditEntry) -> Result<(), Problem> {
        self.reader
            .dynamo
            .create(&self.reader.table, encode(entry), "pk")
            .await
            .map(|_| ())
    }
}

/// Where the list of a month goes on behind the row with this id, whether the row is there or not.
pub fn behind(platform: PlatformId, tenant: &TenantId, month: &str, id: &str) -> Cursor {
    cursor::encode(&key(("pk", &pk(platform, tenant, month)), Some(("sk", id))))
}

fn encode(entry: &AuditEntry) -> Item {
    let is_change = Action::from_word(entry.action.as_str()).is_some_and(Action::is_change);
    let day = format!("CHANGES#{}", time::day(entry.at));
    row([
        (
            "pk",
            Some(s(pk(entry.platform, &entry.tenant, &time::month(entry.at)))),
        ),
        ("sk", Some(s(&entry.id))),
        ("at", Some(s(time::iso(entry.at)))),
        ("actor", Some(s(&entry.actor))),
        ("name", Some(s(entry.name.as_str()))),
        ("action", Some(s(entry.action.as_str()))),
        ("target", Some(s(&entry.target))),
        ("before", some(entry.before.as_ref())),
        ("after", some(entry.after.as_ref())),
        ("reason", some(entry.reason.as_ref())),
        ("intentId", Some(s(entry.intent.as_str()))),
        ("fence", entry.fence.map(|fence| n(fence.0))),
        ("bulkId", entry.bulk.as_ref().map(s)),
        ("listPk", is_change.then(|| s(day))),
        ("listSk", is_change.then(|| s(&entry.id))),
    ])
}

fn decode(platform: PlatformId, tenant: &TenantId, item: &Item) -> Option<AuditEntry> {
    Some(AuditEntry {
        id: text(item, "sk")?.to_owned(),
        at: instant(item, "at")?,
        platform,
        tenant: tenant.clone(),
        actor: text(item, "actor").unwrap_or_default().to_owned(),
        name: safe(item, "name").unwrap_or_default(),
        action: safe(item, "action")?,
        target: text(item, "target").unwrap_or_default().to_owned(),
        before: safe(item, "before"),
        after: safe(item, "after"),
        reason: safe(item, "reason"),
        intent: IntentId::from(text(item, "intentId").unwrap_or_default()),
        fence: number(item, "fence").map(Fence),
        bulk: text(item, "bulkId").map(str::to_owned),
    })
}

/// Whose trail a partition is: `AUDIT#<platform>#<tenant>#<yyyy-mm>`; a tenant's id may have a `#` in it.
fn owner(pk: &str) -> Option<(PlatformId, TenantId)> {
    let (platform, rest) = pk.strip_prefix("AUDIT#")?.split_once('#')?;
    let (tenant, _) = rest.rsplit_once('#')?;
    Some((PlatformId::from_word(platform)?, TenantId::from(tenant)))
}

fn pk(platform: PlatformId, tenant: &TenantId, month: &str) -> String {
    format!("AUDIT#{}#{}#{month}", platform.as_str(), tenant.as_str())
}
