//! Names of customers: another table than the conversations', joined by phone. A courtesy: without it
//! lists show numbers. A tenant's customers are read once, the newest [`AT_MOST`], and kept; one who came
//! later gets a name when the conversation is opened.

use super::item::conversation::phone_of_id;
use super::plan::CustomerPlan;
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item, Query};
use crate::aws::expression::key;
use crate::domain::conversation::ConversationRow;
use crate::domain::cost::Cost;
use crate::domain::id::TenantId;
use crate::domain::text::Text;
use crate::platform::value::Reader;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Customers read of one tenant.
const AT_MOST: u32 = 1000;

/// Names by the digits of the phone; `None`: looked up in vain.
type Names = HashMap<String, Option<Text>>;

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
        let known = self.known();
        for row in rows {
            let name = digits_of(row)
                .and_then(|phone| known.get(&row.key.tenant)?.get(&phone).cloned().flatten());
            if let (Some(talk), Some(name)) = (row.talk.as_mut(), name) {
                talk.customer.name.get_or_insert(name);
            }
        }
        cost
    }

    /// Puts the name to one row, looking up a customer who is not among those read. Answers what that cost.
    pub(super) async fn name_one(&self, row: &mut ConversationRow) -> Cost {
        let mut cost = self.learn(&row.key.tenant).await;
        if let Some(phone) = digits_of(row) {
            cost += self.look_up(&row.key.tenant, phone).await;
        }
        cost + self.name(std::slice::from_mut(row)).await
    }

    /// Looks for a customer under the forms that writers give a phone, once.
    async fn look_up(&self, tenant: &TenantId, phone: String) -> Cost {
        let known = self
            .known()
            .get(tenant)
            .is_some_and(|names| names.contains_key(&phone));
        let (Some(plan), false) = (&self.plan, known) else {
            return Cost::default();
        };
        let mut cost = Cost::default();
        let mut name = None;
        for form in [format!("+{phone}"), phone.clone()] {
            let prefixed = format!("{}#{form}", tenant.as_str());
            let key = match plan {
                CustomerPlan::Index(_) => key(("phoneNumber", &prefixed), None),
                CustomerPlan::Partition => {
                    key(("tenantId", tenant.as_str()), Some(("phoneNumber", &form)))
                }
            };
            let read = match self.dynamo.get(&self.table, key).await {
                Ok(read) => read,
                Err(why) if why.passes() => return cost,
                Err(_) => break,
            };
            cost += read.cost;
            name = read
                .value
                .and_then(|item| named(&item))
                .map(|(_, name)| name);
            if name.is_some() {
                break;
            }
        }
        self.known()
            .entry(tenant.clone())
            .or_default()
            .insert(phone, name);
        cost
    }

    /// Reads the customers of a tenant once. A failure that passes leaves them nameless for now.
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
        let page = match self.dynamo.query(query).await {
            Ok(page) => page,
            Err(why) => {
                // What will not pass by itself (no right to read customers) is not asked again.
                if !why.passes() {
                    self.known().insert(tenant.clone(), Names::new());
                }
                return Cost::default();
            }
        };
        let names = page.items.iter().filter_map(named);
        let names = names.map(|(phone, name)| (phone, Some(name))).collect();
        self.known().insert(tenant.clone(), names);
        page.cost
    }

    fn knows(&self, tenant: &TenantId) -> bool {
        self.known().contains_key(tenant)
    }

    fn known(&self) -> MutexGuard<'_, HashMap<TenantId, Names>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn digits_of(row: &ConversationRow) -> Option<String> {
    phone_of_id(row.key.conversation.as_str()).map(digits)
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
