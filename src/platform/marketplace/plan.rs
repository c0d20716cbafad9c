//! Which way each list is read, decided by what the tables really are.

use super::schema::{QUEUE_INDEX, Tables};
use crate::aws::describe::TableShape;
use crate::aws::dynamo::Dynamo;
use crate::domain::escalation::QueuePlan;
use crate::domain::problem::{Problem, Trouble};

/// The plans of one deployment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The index over status and escalation time, under whatever name it has.
    pub(super) queue_index: Option<String>,
    /// How customers of a tenant are listed; `None` where they cannot be.
    pub(super) customers: Option<CustomerPlan>,
}

/// The two key designs of the customers' table (backend facts 1.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CustomerPlan {
    /// Keyed by phone alone; a tenant's customers are found by this index.
    Index(String),
    /// Keyed by tenant and phone.
    Partition,
}

impl Plan {
    /// Describes the tables. The conversations' and tenants' tables must be there with the known keys;
    /// customers' names are a courtesy.
    ///
    /// # Errors
    /// `MissingTable`; `Refused` for a table with other keys; any failure of a call.
    pub async fn discover(dynamo: &Dynamo, tables: &Tables) -> Result<Self, Problem> {
        let (tenants, conversations, customers) = futures::future::join3(
            dynamo.describe(&tables.tenants),
            dynamo.describe(&tables.conversations),
            dynamo.describe(&tables.customers),
        )
        .await;
        keyed(&tables.tenants, &tenants?, "tenantId", None)?;
        let conversations = conversations?;
        keyed(
            &tables.conversations,
            &conversations,
            "tenantId",
            Some("conversationId"),
        )?;
        Ok(Self::of(&conversations, customers.ok().as_ref()))
    }

    /// The plans that these shapes allow.
    pub fn of(conversations: &TableShape, customers: Option<&TableShape>) -> Self {
        let indexed = |shape: &TableShape, partition: &str, sort: Option<&str>| {
            shape
                .indexes
                .iter()
                .find(|(_, of, by)| of == partition && (sort.is_none() || by.as_deref() == sort))
                .map(|(name, _, _)| name.clone())
        };
        let sort = QUEUE_INDEX.sort.map(|(name, _)| name);
        Self {
            queue_index: indexed(conversations, QUEUE_INDEX.partition.0, sort),
            customers: customers.and_then(|shape| {
                if shape.partition == "tenantId" {
                    Some(CustomerPlan::Partition)
                } else {
                    indexed(shape, "tenantId", None).map(CustomerPlan::Index)
                }
            }),
        }
    }

    /// How the queue is found.
    pub fn queue(&self) -> QueuePlan {
        match self.queue_index {
            Some(_) => QueuePlan::Index,
            None => QueuePlan::Sweep,
        }
    }
}

fn keyed(
    table: &str,
    shape: &TableShape,
    partition: &str,
    sort: Option<&str>,
) -> Result<(), Problem> {
    if shape.partition == partition && shape.sort.as_deref() == sort {
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
