//! Writes rows through the SDK, many requests at a time, as fast as the engine takes them.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::DisplayErrorContext;
use aws_sdk_dynamodb::types::{PutRequest, WriteRequest};
use futures::stream::{self, StreamExt, TryStreamExt};

use super::Row;
use crate::embedded::error::EmbeddedError;
use crate::embedded::tables::Tables;

/// DynamoDB's own limit for one BatchWriteItem.
const BATCH: usize = 25;

/// Requests under way at once.
const TASKS: usize = 4;

/// What became of the rows of a seed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    pub stored: usize,
    /// Rows that the tables refused, as they would in an account: an attribute of the wrong type
    /// under an index key.
    pub refused: usize,
}

/// Stores `rows`. A batch that is refused is tried again row by row, so one bad row costs itself.
///
/// # Errors
/// [`EmbeddedError::Write`] when the endpoint does not answer.
pub async fn store(
    client: &Client,
    tables: &Tables,
    rows: Vec<Row>,
) -> Result<Loaded, EmbeddedError> {
    let batches: Vec<Vec<Row>> = rows.chunks(BATCH).map(<[Row]>::to_vec).collect();
    stream::iter(batches)
        .map(|batch| store_batch(client, tables, batch))
        .buffer_unordered(TASKS)
        .try_fold(Loaded::default(), |sum, one| async move {
            Ok(Loaded {
                stored: sum.stored + one.stored,
                refused: sum.refused + one.refused,
            })
        })
        .await
}

async fn store_batch(
    client: &Client,
    tables: &Tables,
    batch: Vec<Row>,
) -> Result<Loaded, EmbeddedError> {
    let mut requests: HashMap<String, Vec<WriteRequest>> = HashMap::new();
    for row in &batch {
        let table = row.section.table(tables);
        let put = PutRequest::builder()
            .set_item(Some(row.item.clone()))
            .build()
            .map_err(|e| write_error(table, &e))?;
        requests
            .entry(table.to_owned())
            .or_default()
            .push(WriteRequest::builder().put_request(put).build());
    }
    let answer = client
        .batch_write_item()
        .set_request_items(Some(requests))
        .send()
        .await;
    match answer {
        Ok(done) if done.unprocessed_items().is_none_or(HashMap::is_empty) => Ok(Loaded {
            stored: batch.len(),
            refused: 0,
        }),
        _ => store_each(client, tables, batch).await,
    }
}

async fn store_each(
    client: &Client,
    tables: &Tables,
    batch: Vec<Row>,
) -> Result<Loaded, EmbeddedError> {
    let mut loaded = Loaded::default();
    for row in batch {
        let table = row.section.table(tables);
        let answer = client
            .put_item()
            .table_name(table)
            .set_item(Some(row.item))
            .send()
            .await;
        match answer {
            Ok(_) => loaded.stored += 1,
            Err(error) if error.as_service_error().is_some() => loaded.refused += 1,
            Err(error) => return Err(write_error(table, &error)),
        }
    }
    Ok(loaded)
}

fn write_error(
    table: &str,
    error: &(dyn std::error::Error + Send + Sync + 'static),
) -> EmbeddedError {
    EmbeddedError::Write {
        table: table.to_owned(),
        reason: DisplayErrorContext(error).to_string(),
    }
}
