//! Names of customers, and what is known of the one in an opened conversation: another table than the
//! conversations', joined by phone. A courtesy: without it lists show numbers. A tenant's customers are read
//! once, the newest [`AT_MOST`], and one more time by key when their conversation is first opened.

use super::item::conversation::phone_of_id;
use super::item::customer::{Known, customer, digits};
use super::plan::CustomerPlan;
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item, Query};
use crate::aws::expression::key;
use crate::domain::conversation::ConversationRow;
use crate::domain::cost::Cost;
use crate::domain::id::TenantId;
use crate::domain::text::Text;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Customers read of one tenant.
const AT_MOST: u32 = 1000;

/// What was read of a tenant's customers, by the digits of their phones.
type Guests = HashMap<String, Guest>;

#[derive(Clone, Debug)]
enum Guest {
    /// Met in a list: its key in the table, and a name.
    Listed { key: String, name: Option<Text> },
    /// Read by key, when the conversation was opened.
    Read(Box<Known>),
    /// Looked up in vain.
    Nobody,
}

impl Guest {
    fn name(&self) -> Option<&Text> {
        match self {
            Self::Listed { name, .. } => name.as_ref(),
            Self::Read(known) => known.name.as_ref(),
            Self::Nobody => None,
        }
    }
}

/// The customers' table and what was read of it.
pub(super) struct Customers {
    dynamo: Dynamo,
    table: String,
    plan: Option<CustomerPlan>,
    met: Mutex<HashMap<TenantId, Guests>>,
}

impl Customers {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables, plan: Option<CustomerPlan>) -> Self {
        Self {
            dynamo: dynamo.clone(),
            table: tables.customers.clone(),
            plan,
            met: Mutex::default(),
        }
    }

    /// Puts names to rows, reading the customers of tenants not read yet. Answers what that cost.
    pub(super) async fn name(&self, rows: &mut [ConversationRow]) -> Cost {
        let mut cost = Cost::default();
        let tenants: BTreeSet<TenantId> = rows.iter().map(|row| row.key.tenant.clone()).collect();
        for tenant in tenants {
            cost += self.learn(&tenant).await;
        }
        let met = self.met();
        for row in rows {
            let guest = digits_of(row)
                .and_then(|phone| met.get(&row.key.tenant).and_then(|of| of.get(&phone)));
            if let (Some(talk), Some(name)) = (row.talk.as_mut(), guest.and_then(Guest::name)) {
                talk.customer.name.get_or_insert_with(|| name.clone());
            }
        }
        cost
    }

    /// Puts the name and all that is known of the customer to the row of an opened conversation. Answers
    /// what that cost: nothing when it was opened before.
    pub(super) async fn introduce(&self, row: &mut ConversationRow) -> Cost {
        let tenant = row.key.tenant.clone();
        let mut cost = self.learn(&tenant).await;
        let Some(phone) = digits_of(row) else {
            return cost;
        };
        cost += self.look_up(&tenant, &phone).await;
        let met = self.met();
        let guest = met.get(&tenant).and_then(|of| of.get(&phone));
        if let (Some(talk), Some(Guest::Read(known))) = (row.talk.as_mut(), guest) {
            if let Some(name) = &known.name {
                talk.customer.name.get_or_insert_with(|| name.clone());
            }
            talk.customer.standing = Some(Box::new(known.standing.clone()));
        }
        cost
    }

    /// Looks for a customer under the key that is known, or under the forms that writers give a phone, once.
    async fn look_up(&self, tenant: &TenantId, phone: &str) -> Cost {
        let guest = self.met().get(tenant).and_then(|of| of.get(phone)).cloned();
        let (Some(plan), false) = (
            &self.plan,
            matches!(guest, Some(Guest::Read(_) | Guest::Nobody)),
        ) else {
            return Cost::default();
        };
        let forms = match guest {
            Some(Guest::Listed { key, .. }) => vec![key],
            _ => forms(plan, tenant, phone),
        };
        let mut cost = Cost::default();
        let mut found = Guest::Nobody;
        for form in forms {
            let read = match self.dynamo.get(&self.table, plan.key(tenant, &form)).await {
                Ok(read) => read,
                Err(why) if why.passes() => return cost,
                Err(_) => break,
            };
            cost += read.cost;
            if let Some(item) = read.value {
                found = Guest::Read(Box::new(customer(&item)));
                break;
            }
        }
        self.met()
            .entry(tenant.clone())
            .or_default()
            .insert(phone.to_owned(), found);
        cost
    }

    /// Reads the customers of a tenant once. A failure that passes leaves them nameless for now.
    async fn learn(&self, tenant: &TenantId) -> Cost {
        let (Some(plan), false) = (&self.plan, self.knows(tenant)) else {
            return Cost::default();
        };
        let mut query = Query::partition(&self.table, "tenantId", tenant.as_str());
        query.limit = Some(AT_MOST);
        query.index = plan.index();
        query.newest_first = query.index.is_some();
        let page = match self.dynamo.query(query).await {
            Ok(page) => page,
            Err(why) => {
                // What will not pass by itself (no right to read customers) is not asked again.
                if !why.passes() {
                    self.met().insert(tenant.clone(), Guests::new());
                }
                return Cost::default();
            }
        };
        let guests = page.items.iter().map(customer).map(|known| {
            let listed = Guest::Listed {
                key: known.key,
                name: known.name,
            };
            (known.digits, listed)
        });
        let guests = guests.filter(|(phone, _)| !phone.is_empty()).collect();
        self.met().insert(tenant.clone(), guests);
        page.cost
    }

    fn knows(&self, tenant: &TenantId) -> bool {
        self.met().contains_key(tenant)
    }

    fn met(&self) -> MutexGuard<'_, HashMap<TenantId, Guests>> {
        self.met.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl CustomerPlan {
    /// The index by which a tenant's customers are listed, the newest first, where there is one.
    pub(super) fn index(&self) -> Option<&str> {
        match self {
            Self::Index(index) => Some(index),
            Self::Partition { by_time } => by_time.as_deref(),
        }
    }

    /// The key of a customer; `phone` as stored.
    fn key(&self, tenant: &TenantId, phone: &str) -> Item {
        match self {
            Self::Index(_) => key(("phoneNumber", phone), None),
            Self::Partition { .. } => {
                key(("tenantId", tenant.as_str()), Some(("phoneNumber", phone)))
            }
        }
    }
}

/// The keys under which a phone may stand. The hand-made table has prefixed ones alone: a bare one there could
/// be another tenant's customer.
fn forms(plan: &CustomerPlan, tenant: &TenantId, phone: &str) -> Vec<String> {
    let bare = [format!("+{phone}"), phone.to_owned()];
    let prefixed = bare
        .each_ref()
        .map(|form| format!("{}#{form}", tenant.as_str()));
    match plan {
        CustomerPlan::Index(_) => prefixed.to_vec(),
        CustomerPlan::Partition { .. } => [bare, prefixed].concat(),
    }
}

fn digits_of(row: &ConversationRow) -> Option<String> {
    phone_of_id(row.key.conversation.as_str()).map(digits)
}
