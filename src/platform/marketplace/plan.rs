//! Which way each list is read, decided by what the tables really are.

use super::schema::{QUEUE_INDEX, Tables};
use crate::aws::describe::TableShape;
use crate::aws::dynamo::Dynamo;
use crate::domain::escalation::QueuePlan;
use crate::domain::problem::{Problem, Trouble};

const TENANT: &str = "tenantId";

/// The plans of one deployment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The index over status and escalation time, under whatever name it has.
    pub(super) queue_index: Option<String>,
    pub(super) conversations: ConversationPlan,
    /// How customers of a tenant are listed; `None` where they cannot be.
    pub(super) customers: Option<CustomerPlan>,
    /// `None`: there is no such table.
    pub(super) products: Option<ProductPlan>,
}

/// The two key designs of the conversations' table (backend facts 1.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum ConversationPlan {
    /// Keyed by tenant and conversation: up to two items for each.
    #[default]
    Partition,
    /// Keyed by conversation and time: a row for each message. A tenant's rows are found by this index;
    /// `None`: only among all rows of the table.
    Rows { index: Option<String> },
}

/// The two key designs of the customers' table (backend facts 1.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CustomerPlan {
    /// Keyed by phone alone; a tenant's customers are found by this index.
    Index(String),
    /// Keyed by tenant and phone; this index has the newest first.
    Partition { by_time: Option<String> },
}

/// How products are found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ProductPlan {
    /// The table's own key begins with the tenant.
    pub partition: bool,
    /// An index over tenants, where the key does not.
    pub of_tenant: Option<String>,
    pub by_status: Option<String>,
    pub by_category: Option<String>,
    /// The parts of the table's key, by which one product is addressed.
    pub keys: Vec<String>,
}

impl Plan {
    /// Describes the tables. The conversations' and tenants' tables must be there with known keys; customers
    /// and products are left out where they are not.
    ///
    /// # Errors
    /// `MissingTable`; `Refused` for a table with other keys; any failure of a call.
    pub async fn discover(dynamo: &Dynamo, tables: &Tables) -> Result<Self, Problem> {
        let (tenants, conversations, customers, products) = futures::future::join4(
            dynamo.describe(&tables.tenants),
            dynamo.describe(&tables.conversations),
            dynamo.describe(&tables.customers),
            dynamo.describe(&tables.products),
        )
        .await;
        keyed(&tables.tenants, &tenants?, TENANT, None)?;
        let conversations = conversations?;
        if !keys(&conversations, "conversationId", Some("timestamp")) {
            let sort = Some("conversationId");
            keyed(&tables.conversations, &conversations, TENANT, sort)?;
        }
        Ok(Self::of(
            &conversations,
            customers.ok().as_ref(),
            products.ok().as_ref(),
        ))
    }

    /// The plans that these shapes allow.
    pub fn of(
        conversations: &TableShape,
        customers: Option<&TableShape>,
        products: Option<&TableShape>,
    ) -> Self {
        let sort = QUEUE_INDEX.sort.map(|(name, _)| name);
        let rows = keys(conversations, "conversationId", Some("timestamp"));
        let of_tenant = || indexed(conversations, TENANT, None);
        Self {
            queue_index: indexed(conversations, QUEUE_INDEX.partition.0, sort).filter(|_| !rows),
            conversations: match rows {
                true => ConversationPlan::Rows { index: of_tenant() },
                false => ConversationPlan::Partition,
            },
            customers: customers.and_then(customer_plan),
            products: products.and_then(product_plan),
        }
    }

    /// How the queue is found.
    pub fn queue(&self) -> QueuePlan {
        match self.queue_index {
            Some(_) => QueuePlan::Index,
            None => QueuePlan::Sweep,
        }
    }

    /// Whether a conversation has an item under tenant and conversation, the only one from which a bot reads
    /// its pause.
    pub fn has_records(&self) -> bool {
        self.conversations == ConversationPlan::Partition
    }

    /// Whether a tenant's conversations are found only among all rows of the table.
    pub fn scans(&self) -> bool {
        self.conversations == ConversationPlan::Rows { index: None }
    }
}

fn customer_plan(shape: &TableShape) -> Option<CustomerPlan> {
    if shape.partition == TENANT {
        return Some(CustomerPlan::Partition {
            by_time: indexed(shape, TENANT, Some("lastInteraction")),
        });
    }
    let by_phone = shape.partition == "phoneNumber";
    let index = indexed(shape, TENANT, Some("lastInteraction"));
    let index = index.or_else(|| indexed(shape, TENANT, None));
    index.filter(|_| by_phone).map(CustomerPlan::Index)
}

fn product_plan(shape: &TableShape) -> Option<ProductPlan> {
    let parts = [Some(&shape.partition), shape.sort.as_ref()];
    let keys: Vec<String> = parts.into_iter().flatten().cloned().collect();
    let known = |part: &String| part == TENANT || part == "productId";
    if !keys.iter().all(known) || !keys.iter().any(|part| part == "productId") {
        return None;
    }
    Some(ProductPlan {
        partition: shape.partition == TENANT,
        of_tenant: indexed(shape, TENANT, None),
        by_status: indexed(shape, TENANT, Some("status")),
        by_category: indexed(shape, TENANT, Some("category")),
        keys,
    })
}

/// An index over `partition` that every item is in: one without `sort`, if none is asked for, before others.
fn indexed(shape: &TableShape, partition: &str, sort: Option<&str>) -> Option<String> {
    let over = || shape.indexes.iter().filter(|(_, of, _)| of == partition);
    let found = match sort {
        Some(_) => over().find(|(_, _, by)| by.as_deref() == sort),
        None => over()
            .find(|(_, _, by)| by.is_none())
            .or_else(|| over().next()),
    };
    found.map(|(name, _, _)| name.clone())
}

fn keys(shape: &TableShape, partition: &str, sort: Option<&str>) -> bool {
    shape.partition == partition && shape.sort.as_deref() == sort
}

fn keyed(
    table: &str,
    shape: &TableShape,
    partition: &str,
    sort: Option<&str>,
) -> Result<(), Problem> {
    if keys(shape, partition, sort) {
        return Ok(());
    }
    let found = shape.sort.as_deref().unwrap_or("none");
    Err(Problem::new(
        Trouble::Refused,
        format!("dynamodb:DescribeTable {table}"),
        format!(
            "its keys are {} and {found}, not those of this system",
            shape.partition
        ),
    ))
}
