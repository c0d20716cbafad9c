//! Adding an index to a table that exists. The table goes on working meanwhile; the index can be read once it is
//! filled, which takes minutes on a large table.

use super::dynamo::Dynamo;
use super::failure::problem;
use super::table::{IndexSpec, definition, key_schema};
use crate::domain::problem::{Problem, Trouble};
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, CreateGlobalSecondaryIndexAction, GlobalSecondaryIndexUpdate,
};

impl Dynamo {
    /// Adds the index. It is being filled when this answers.
    ///
    /// # Errors
    /// Any failure of the call: the table is being changed already, or has the index.
    pub async fn add_index(&self, table: &str, spec: &IndexSpec) -> Result<(), Problem> {
        let subject = format!("dynamodb:UpdateTable {table}");
        let (definitions, update) = parts(spec)
            .map_err(|error| Problem::new(Trouble::Internal, &subject, error.to_string()))?;
        self.raw()
            .update_table()
            .table_name(table)
            .set_attribute_definitions(Some(definitions))
            .global_secondary_index_updates(update)
            .send()
            .await
            .map(|_| ())
            .map_err(|error| problem(&subject, &error))
    }
}

fn parts(
    spec: &IndexSpec,
) -> Result<(Vec<AttributeDefinition>, GlobalSecondaryIndexUpdate), BuildError> {
    let keys = [Some(spec.partition), spec.sort].into_iter().flatten();
    let definitions = keys.map(definition).collect::<Result<_, _>>()?;
    let create = CreateGlobalSecondaryIndexAction::builder()
        .index_name(spec.name)
        .set_key_schema(Some(key_schema(spec.partition, spec.sort)?))
        .projection(spec.projection())
        .build()?;
    let update = GlobalSecondaryIndexUpdate::builder().create(create).build();
    Ok((definitions, update))
}
