//! Marking a product as sold: one plain conditional update of named attributes, as the system's own dashboard
//! leaves them (backend facts 1.2). Nothing else of a product is changed here, and no item is made.

use super::super::item::product::{State, product};
use super::super::plan::{Plan, ProductPlan};
use super::super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item, Updated};
use crate::aws::expression::{Assign, Condition, s};
use crate::aws::write::Change;
use crate::domain::handoff::Actor;
use crate::domain::id::{IntentId, PlatformId, TenantId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::sheet::{Deed, Entry};
use crate::domain::text::Text;
use crate::domain::time::iso;
use crate::domain::work::Decided;
use crate::platform::value::{unchanged, version};
use async_trait::async_trait;
use jiff::Timestamp;

const TENANT: &str = "tenantId";
const ID: &str = "productId";
const SOLD: &str = "sold";

/// Writes on the products' table.
pub(in super::super) struct Acting {
    dynamo: Dynamo,
    table: String,
    plan: Option<ProductPlan>,
}

impl Acting {
    pub(in super::super) fn new(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Self {
        Self {
            dynamo: dynamo.clone(),
            table: tables.products.clone(),
            plan: plan.products.clone(),
        }
    }

    /// The change, on the condition that the product is there, is the tenant's, and has the status that was
    /// seen. `None`: nothing is stored under such a key.
    fn change(&self, tenant: &TenantId, seen: &Entry, at: &str) -> Option<Change> {
        let parts = [(TENANT, tenant.as_str()), (ID, seen.id.as_str())];
        if parts.iter().any(|(_, part)| part.is_empty()) {
            return None;
        }
        let keys = &self.plan.as_ref()?.keys;
        let key: Item = parts
            .iter()
            .filter(|(name, _)| keys.iter().any(|key| key == name))
            .map(|(name, part)| ((*name).to_owned(), s(*part)))
            .collect();
        Some(Change {
            table: self.table.clone(),
            key,
            assigns: vec![
                ("status", Assign::Set(s(SOLD))),
                ("soldAt", Assign::Set(s(at))),
                ("updatedAt", Assign::Set(s(at))),
            ],
            condition: Condition::All(vec![
                Condition::Exists(ID),
                Condition::Equals(TENANT, s(tenant.as_str())),
                unchanged("status", seen.version.as_deref()),
            ]),
        })
    }

    async fn sell(
        &self,
        tenant: &TenantId,
        seen: &Entry,
        now: Timestamp,
    ) -> Result<Decided, Problem> {
        if seen.version.as_deref().map(State::from_raw) == Some(State::Sold) {
            let word = seen.version.as_deref().unwrap_or(SOLD);
            return Ok(Decided::Already(Text::from_untrusted(word)));
        }
        let at = iso(now);
        let Some(change) = self.change(tenant, seen, &at) else {
            return Ok(Decided::NotFound);
        };
        match self.dynamo.update(change.clone()).await {
            Ok(Updated::Done(_)) => Ok(Decided::Done),
            Ok(Updated::Refused(item)) => Ok(told(tenant, item.as_ref(), &at)),
            Err(why) if matches!(why.trouble, Trouble::TimedOut | Trouble::Unreachable) => {
                Ok(self.read_back(tenant, seen, change, &at).await)
            }
            Err(why) => Err(why),
        }
    }

    /// After an answer that never came: what the item says now. As it was seen, the change may still arrive.
    async fn read_back(
        &self,
        tenant: &TenantId,
        seen: &Entry,
        change: Change,
        at: &str,
    ) -> Decided {
        let Ok(read) = self.dynamo.get(&change.table, change.key).await else {
            return Decided::Unknown;
        };
        let now = read.value.as_ref().and_then(|item| item.get("status"));
        match told(tenant, read.value.as_ref(), at) {
            Decided::Already(_) if now.map(version) == seen.version => Decided::Unknown,
            told => told,
        }
    }
}

/// What an item that refused the change, or was read after it, says of it. Sold at our very time it is our own
/// work, of an attempt whose answer got lost.
fn told(tenant: &TenantId, item: Option<&Item>, at: &str) -> Decided {
    let Some(item) = item.filter(|item| item.get(TENANT) == Some(&s(tenant.as_str()))) else {
        return Decided::NotFound;
    };
    let ours = [("status", SOLD), ("soldAt", at), ("updatedAt", at)];
    if ours
        .iter()
        .all(|(name, value)| item.get(*name) == Some(&s(*value)))
    {
        return Decided::Done;
    }
    Decided::Already(product(item).status)
}

#[async_trait]
impl crate::platform::Acting for Acting {
    async fn act(
        &self,
        deed: &Deed,
        _: &Actor,
        _: &IntentId,
        now: Timestamp,
    ) -> Result<Decided, Problem> {
        match deed {
            Deed::MarkSold {
                platform: PlatformId::Marketplace,
                tenant,
                product,
            } => self.sell(tenant, product, now).await,
            other => Err(Problem::new(
                Trouble::Invalid,
                format!("{:?}", other.kind()),
                "this system has no such thing to do",
            )),
        }
    }
}
