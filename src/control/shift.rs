//! What others left in the control table that the next shift must know: who is on which alarm
//! (`ALARM#<platform>` / `<name>`) and what is off and comes on again (`SCHEDULE` / `<due>#<ulid>`). Only read here.

use super::Reader;
use super::row::{instant, millis, number, safe, text};
use crate::aws::dynamo::{Item, Query};
use crate::domain::handover::{Acknowledged, ComesBack};
use crate::domain::id::{AgentId, PlatformId, TenantId};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use jiff::Timestamp;

/// Pages of one look: some dozens of small rows are expected.
const PAGES: u32 = 2;

impl Reader {
    /// Who is on the alarms of a system, expired or not.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn acknowledged(&self, platform: PlatformId) -> Result<Vec<Acknowledged>, Problem> {
        let pk = format!("ALARM#{}", platform.as_str());
        let page = self
            .dynamo
            .query_all(Query::partition(&self.table, "pk", pk), PAGES)
            .await?;
        let rows = page.items.iter();
        Ok(rows
            .filter_map(|item| acknowledged(platform, item))
            .collect())
    }

    /// What is off and is to come on again, the next due first; also what has no time.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn comes_back(&self) -> Result<Vec<ComesBack>, Problem> {
        let query = Query::partition(&self.table, "pk", "SCHEDULE");
        let page = self.dynamo.query_all(query, PAGES).await?;
        Ok(page.items.iter().filter_map(comes_back).collect())
    }
}

/// A row that names nobody is no acknowledgement: alerts that were given lie in the same partition.
fn acknowledged(platform: PlatformId, item: &Item) -> Option<Acknowledged> {
    let seconds = || Timestamp::from_second(number(item, "expiresAt")?).ok();
    let moment = |name: &str| instant(item, name).or_else(|| millis(item, name));
    let until = moment("until").or_else(seconds);
    Some(Acknowledged {
        platform,
        alarm: Text::from_untrusted(text(item, "sk")?),
        by: safe(item, "by")?,
        at: moment("at")?,
        until,
    })
}

fn comes_back(item: &Item) -> Option<ComesBack> {
    if item.contains_key("settled") {
        return None;
    }
    let operation = text(item, "op").map(str::to_owned);
    Some(ComesBack {
        platform: PlatformId::from_word(text(item, "platform")?)?,
        tenant: text(item, "tenant").map(TenantId::from),
        agent: text(item, "agent").map(AgentId::from),
        operation,
        name: safe(item, "agentName").unwrap_or_default(),
        due: millis(item, "due"),
        by: safe(item, "by").unwrap_or_default(),
        reason: safe(item, "reason").unwrap_or_default(),
    })
}
