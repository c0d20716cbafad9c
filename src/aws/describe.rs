//! What a table really is: keys and indexes as `DescribeTable` reports them, and making one that is missing.

use super::dynamo::Dynamo;
use super::failure::problem;
use super::table::TableSpec;
use crate::domain::problem::{Problem, Trouble};
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::types::{
    IndexStatus, KeySchemaElement, KeyType, PointInTimeRecoverySpecification, TableDescription,
    TableStatus, TimeToLiveSpecification,
};
use std::time::Duration;

/// A table as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableShape {
    pub partition: String,
    pub sort: Option<String>,
    /// Name, partition key and sort key of each index that can be read.
    pub indexes: Vec<(String, String, Option<String>)>,
    /// As of a few hours ago: an estimate.
    pub items: u64,
    pub bytes: u64,
}

impl TableShape {
    /// What a description says.
    pub(super) fn of(found: &TableDescription) -> Self {
        let (partition, sort) = keys(found.key_schema());
        Self {
            partition: partition.unwrap_or_default(),
            sort,
            indexes: found
                .global_secondary_indexes()
                .iter()
                // One that is still being filled cannot be read.
                .filter(|index| {
                    let status = index.index_status();
                    status.is_none_or(|status| *status == IndexStatus::Active)
                })
                .filter_map(|index| {
                    let (partition, sort) = keys(index.key_schema());
                    Some((index.index_name()?.to_owned(), partition?, sort))
                })
                .collect(),
            items: found.item_count().unwrap_or(0).try_into().unwrap_or(0),
            bytes: found
                .table_size_bytes()
                .unwrap_or(0)
                .try_into()
                .unwrap_or(0),
        }
    }

    /// Whether the table has an index of this name.
    pub fn has_index(&self, name: &str) -> bool {
        self.indexes.iter().any(|(known, _, _)| known == name)
    }
}

/// How long a new table may take until it is active.
const PATIENCE: u32 = 60;

impl Dynamo {
    /// Asks what a table is.
    ///
    /// # Errors
    /// `MissingTable`, or any failure of the call.
    pub async fn describe(&self, table: &str) -> Result<TableShape, Problem> {
        let answer = self
            .raw()
            .describe_table()
            .table_name(table)
            .send()
            .await
            .map_err(|error| problem(&format!("dynamodb:DescribeTable {table}"), &error))?;
        let Some(found) = answer.table else {
            return Err(Problem::new(Trouble::MissingTable, table, ""));
        };
        Ok(TableShape::of(&found))
    }

    /// Creates a table of this shape unless it exists, and waits until it is active.
    /// Answers whether it was created.
    ///
    /// # Errors
    /// Any failure of a call; `TimedOut` when the table does not become active within a minute.
    pub async fn ensure_table(&self, table: &str, spec: &TableSpec) -> Result<bool, Problem> {
        let subject = format!("dynamodb:CreateTable {table}");
        let request = spec
            .create(self.raw(), table)
            .map_err(|error| Problem::new(Trouble::Internal, &subject, error.to_string()))?;
        let created = match request.send().await {
            Ok(_) => true,
            Err(SdkError::ServiceError(service))
                if service.err().is_resource_in_use_exception() =>
            {
                false
            }
            Err(error) => return Err(problem(&subject, &error)),
        };
        self.until_active(table).await?;
        if created {
            self.protect(table, spec).await?;
        }
        Ok(created)
    }

    async fn until_active(&self, table: &str) -> Result<(), Problem> {
        let subject = format!("dynamodb:DescribeTable {table}");
        for _ in 0..PATIENCE {
            let answer = self
                .raw()
                .describe_table()
                .table_name(table)
                .send()
                .await
                .map_err(|error| problem(&subject, &error))?;
            let status = answer.table.and_then(|table| table.table_status);
            if status == Some(TableStatus::Active) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        Err(Problem::new(Trouble::TimedOut, subject, "not active yet"))
    }

    async fn protect(&self, table: &str, spec: &TableSpec) -> Result<(), Problem> {
        if let Some(attribute) = spec.ttl {
            let ttl = TimeToLiveSpecification::builder()
                .enabled(true)
                .attribute_name(attribute)
                .build()
                .map_err(|error| Problem::new(Trouble::Internal, table, error.to_string()))?;
            self.raw()
                .update_time_to_live()
                .table_name(table)
                .time_to_live_specification(ttl)
                .send()
                .await
                .map_err(|error| problem(&format!("dynamodb:UpdateTimeToLive {table}"), &error))?;
        }
        if spec.point_in_time_recovery && !self.is_local() {
            let recovery = PointInTimeRecoverySpecification::builder()
                .point_in_time_recovery_enabled(true)
                .build()
                .map_err(|error| Problem::new(Trouble::Internal, table, error.to_string()))?;
            self.raw()
                .update_continuous_backups()
                .table_name(table)
                .point_in_time_recovery_specification(recovery)
                .send()
                .await
                .map_err(|error| {
                    problem(&format!("dynamodb:UpdateContinuousBackups {table}"), &error)
                })?;
        }
        Ok(())
    }
}

fn keys(schema: &[KeySchemaElement]) -> (Option<String>, Option<String>) {
    let of = |kind: KeyType| {
        schema
            .iter()
            .find(|element| *element.key_type() == kind)
            .map(|element| element.attribute_name().to_owned())
    };
    (of(KeyType::Hash), of(KeyType::Range))
}
