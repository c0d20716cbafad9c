//! What we know of a switch that we turned: `SWITCH#<platform>#<tenant>` / `<agent>`. The systems keep
//! neither who turned it nor why, and a suspended tenant's item does not say what it was before.

use super::row::{instant, row, safe, text};
use super::{Reader, Writer};
use crate::aws::dynamo::{Item, Query};
use crate::aws::expression::{Condition, key, s};
use crate::aws::transaction::OwnItem;
use crate::aws::write::Put;
use crate::domain::agent::Toggle;
use crate::domain::handoff::Actor;
use crate::domain::id::{AgentId, IntentId, PlatformId, SwitchKey, TenantId};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::domain::time;
use jiff::Timestamp;

/// Pages of one tenant's switches: a page holds thousands.
const PAGES: u32 = 2;

/// The last turn of a switch by one of our consoles.
#[derive(Clone, Debug, PartialEq)]
pub struct Turned {
    pub agent: AgentId,
    pub at: Timestamp,
    pub by: Text,
    pub reason: Text,
    pub intent: IntentId,
    /// The system's status word that was replaced.
    pub previous: String,
    /// `updated_at` of the system's row as we left it: while it still says so, nobody changed it since.
    pub version: String,
}

impl Reader {
    /// The turned switches of a tenant.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn turned(
        &self,
        platform: PlatformId,
        tenant: &TenantId,
    ) -> Result<Vec<Turned>, Problem> {
        let mut query = Query::partition(&self.table, "pk", pk(platform, tenant));
        query.consistent = true;
        let page = self.dynamo.query_all(query, PAGES).await?;
        Ok(page.items.iter().filter_map(decode).collect())
    }

    /// What we know of one switch, read consistently.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn turned_one(&self, of: &SwitchKey) -> Result<Option<Turned>, Problem> {
        let key = key(
            ("pk", &pk(of.platform, &of.tenant)),
            Some(("sk", of.agent.as_str())),
        );
        let read = self.dynamo.get(&self.table, key).await?;
        Ok(read.value.as_ref().and_then(decode))
    }
}

impl Writer {
    /// The item that remembers a toggle. It replaces the row: the order of toggles is kept by the
    /// system's row, on which the transaction is conditional.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn turning(
        &self,
        toggle: &Toggle,
        actor: &Actor,
        intent: &IntentId,
        now: Timestamp,
        previous: &str,
        version: &str,
    ) -> Result<OwnItem, Problem> {
        let item = row([
            ("pk", Some(s(pk(toggle.key.platform, &toggle.key.tenant)))),
            ("sk", Some(s(toggle.key.agent.as_str()))),
            ("at", Some(s(time::iso(now)))),
            ("by", Some(s(actor.name.as_str()))),
            ("actor", Some(s(&actor.identity))),
            ("reason", Some(s(toggle.reason.as_str()))),
            ("intentId", Some(s(intent.as_str()))),
            ("previous", Some(s(previous))),
            ("version", Some(s(version))),
        ]);
        Put {
            table: self.reader.table.clone(),
            item,
            condition: Condition::Any(vec![Condition::Absent("pk"), Condition::Exists("pk")]),
        }
        .own()
    }
}

fn decode(item: &Item) -> Option<Turned> {
    Some(Turned {
        agent: AgentId::from(text(item, "sk")?),
        at: instant(item, "at")?,
        by: safe(item, "by").unwrap_or_default(),
        reason: safe(item, "reason").unwrap_or_default(),
        intent: IntentId::from(text(item, "intentId")?),
        previous: text(item, "previous").unwrap_or_default().to_owned(),
        version: text(item, "version").unwrap_or_default().to_owned(),
    })
}

fn pk(platform: PlatformId, tenant: &TenantId) -> String {
    format!("SWITCH#{}#{}", platform.as_str(), tenant.as_str())
}
