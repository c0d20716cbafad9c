//! Names of customers: another table than the conversations', joined by phone. A courtesy: without it
//! lists show numbers. A tenant's customers are read once, the newest [`AT_MOST`], and kept.

use super::item::conversation::phone_of_id;
use super::plan::CustomerPlan;
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item, Query};
use crate::domain::conversation::ConversationRow;
use crate::domain::cost::Cost;
use crate::domain::id::TenantId;
use crate::domain::text::Text;
use crate::platform::value::Reader;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

/// Customers read of one tenant.
const AT_MOST: u32 = 1000;

/// Names by the digits of the phone.
type Names = HashMap<String, Text>;

/// The customers' table and what was read of it.
pub(super) struct Customers {
    dynamo: Dynamo,
    table: String,
    plan: Option<CustomerPlan>,
    known: Mutex<HashMap<TenantId, Names>>,
}

impl Customers {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables, plan: Option<CustomerPlan>) -> Self {
        Self {
            dynamo: dynamo.clone(),
            table: tables.customers.clone(),
            plan,
            known: Mutex::default(),
        }
    }

    /// Puts names to rows, reading the customers of tenants not read yet. Answers what that cost.
    pub(super) async fn name(&self, rows: &mut [ConversationRow]) -> Cost {
        let mut cost = Cost::default();
        let tenants: BTreeSet<TenantId> = rows.iter().map(|row| row.key.tenant.clone()).collect();
        for tenant in tenants {
            cost += self.learn(&tenant).await;
        }
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        for row in rows {
            let name = phone_of_id(row.key.conversation.as_str())
                .and_then(|phone| known.get(&row.key.tenant)?.get(&digits(phone)).cloned());
            if let (Some(talk), Some(name)) = (row.talk.as_mut(), name) {
                talk.customer.name.get_or_insert(name);
            }
        }
        cost
    }

    /// Reads the customers of a tenant once. A failure leaves them nameless for now and is tried again.
    async fn learn(&self, tenant: &TenantId) -> Cost {
        let (Some(plan), false) = (&self.plan, self.knows(tenant)) else {
            return Cost::default();
        };
        let mut query = Query::partition(&self.table, "tenantId", tenant.as_str());
        query.limit = Some(AT_MOST);
        if let CustomerPlan::Index(index) = plan {
            query.index = Some(index);
            query.newest_first = true;
        }
        let Ok(page) = self.dynamo.query(query).await else {
            return Cost::default();
        };
        let names = page.items.iter().filter_map(named).collect();
        self.known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(tenant.clone(), names);
        page.cost
    }

    fn knows(&self, tenant: &TenantId) -> bool {
        self.known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains_key(tenant)
    }
}

/// The phone's digits and the name of a customer; the phone may be prefixed `{tenantId}#`.
fn named(item: &Item) -> Option<(String, Text)> {
    let mut read = Reader::new(item);
    let phone = read.raw("phoneNumber")?;
    let name = read.text("name")?;
    Some((digits(phone.rsplit('#').next().unwrap_or(phone)), name))
}

fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}
