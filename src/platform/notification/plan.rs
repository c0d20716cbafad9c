//! What the deployment really has: its keys, and whether it keeps the state of its reads.

use super::schema::Tables;
use crate::aws::describe::TableShape;
use crate::aws::dynamo::Dynamo;
use crate::aws::table::TableSpec;
use crate::domain::problem::{Problem, Trouble};

/// What was found at start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Whether there is a table of the last reads; without it the health of a source is its status word.
    pub sync_state: bool,
}

impl Plan {
    /// Describes the four tables. All but `sync_state` must be there with the known keys.
    ///
    /// # Errors
    /// `MissingTable`; `Refused` for a table with other keys; any failure of a call.
    pub async fn discover(dynamo: &Dynamo, tables: &Tables) -> Result<Self, Problem> {
        let shapes = futures::future::join_all(
            tables
                .specs()
                .map(|(name, spec)| async move { (name, spec, dynamo.describe(name).await) }),
        )
        .await;
        let mut plan = Self::default();
        for (name, spec, shape) in shapes {
            let optional = name == tables.sync_state;
            match shape {
                Ok(shape) => {
                    keyed(name, &shape, spec)?;
                    plan.sync_state |= optional;
                }
                Err(why) if optional && why.trouble == Trouble::MissingTable => {}
                Err(why) => return Err(why),
            }
        }
        Ok(plan)
    }
}

fn keyed(table: &str, shape: &TableShape, spec: TableSpec) -> Result<(), Problem> {
    let sort = spec.sort.map(|(name, _)| name);
    if shape.partition == spec.partition.0 && shape.sort.as_deref() == sort {
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
