//! Reads that fetch named attributes only: what is not named never leaves the table (password hashes,
//! references to secrets, bodies of mail). That saves bytes, not read units: the stored item is charged whole.

use super::{Dynamo, Item, is_empty, nothing, start, subject, transact};
use crate::aws::expression::Terms;
use crate::aws::failure::problem;
use crate::domain::cost::{Cost, Read};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use aws_sdk_dynamodb::types::{KeysAndAttributes, ReturnConsumedCapacity};
use std::collections::HashMap;

/// Keys that DynamoDB takes in one BatchGetItem.
const BATCH: usize = 100;
/// How often keys that were left out are asked for again.
const ROUNDS: u32 = 3;

/// One page of a whole table: for lists over all partitions of a table that has no index.
#[derive(Clone, Debug)]
pub struct Scan<'a> {
    pub table: &'a str,
    /// Only these attributes are fetched; empty: all of them.
    pub only: &'a [&'a str],
    /// Items of the page, at most.
    pub limit: u32,
    pub after: Option<Cursor>,
}

impl Dynamo {
    /// Reads one bounded page of a whole table, in the table's own order: items of a partition follow each
    /// other in the order of the sort key.
    ///
    /// # Errors
    /// Any failure of the call; `Invalid` for a cursor that is not one of ours.
    pub async fn scan(&self, scan: Scan<'_>) -> Result<Page<Item>, Problem> {
        let mut terms = Terms::default();
        let only = terms.list(scan.only);
        let (names, _) = terms.maps();
        let answer = self
            .client
            .scan()
            .table_name(scan.table)
            .set_projection_expression(only)
            .set_expression_attribute_names(names)
            .limit(scan.limit.max(1).try_into().unwrap_or(i32::MAX))
            .set_exclusive_start_key(start(scan.after)?)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| problem(&subject("Scan", scan.table), &error))?;
        Ok(Page {
            cost: self.meter.read(answer.consumed_capacity()),
            items: answer.items.unwrap_or_default(),
            next: answer
                .last_evaluated_key
                .map(|key| crate::aws::cursor::encode(&key)),
        })
    }

    /// Reads these attributes of one item, consistently. Nothing is stored under an empty key.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn get_only(
        &self,
        table: &str,
        key: Item,
        only: &[&str],
    ) -> Result<Read<Option<Item>>, Problem> {
        if is_empty(&key) {
            return Ok(nothing());
        }
        let mut terms = Terms::default();
        let only = terms.list(only);
        let (names, _) = terms.maps();
        let answer = self
            .client
            .get_item()
            .table_name(table)
            .set_key(Some(key))
            .set_projection_expression(only)
            .set_expression_attribute_names(names)
            .consistent_read(true)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| problem(&subject("GetItem", table), &error))?;
        Ok(Read {
            cost: self.meter.read(answer.consumed_capacity()),
            value: answer.item,
        })
    }

    /// Reads these attributes of the items under `keys` that are there, in no order: one call for every
    /// hundred. The keys must differ and have no empty part, or the service refuses them all.
    ///
    /// # Errors
    /// Any failure of a call; `Throttled` when keys are still left out after three rounds.
    pub async fn get_many(
        &self,
        table: &str,
        keys: &[Item],
        only: &[&str],
    ) -> Result<Read<Vec<Item>>, Problem> {
        let mut found = Read {
            value: Vec::new(),
            cost: Cost::default(),
        };
        for batch in keys.chunks(BATCH) {
            let mut left = batch.to_vec();
            for round in 0..ROUNDS {
                if round > 0 {
                    tokio::time::sleep(transact::pause(round)).await;
                }
                left = self.batch(table, left, only, &mut found).await?;
                if left.is_empty() {
                    break;
                }
            }
            if !left.is_empty() {
                let subject = subject("BatchGetItem", table);
                return Err(Problem::new(Trouble::Throttled, subject, "keys left out"));
            }
        }
        Ok(found)
    }

    /// One BatchGetItem; answers the keys that it left out.
    async fn batch(
        &self,
        table: &str,
        keys: Vec<Item>,
        only: &[&str],
        found: &mut Read<Vec<Item>>,
    ) -> Result<Vec<Item>, Problem> {
        let mut terms = Terms::default();
        let only = terms.list(only);
        let (names, _) = terms.maps();
        let subject = subject("BatchGetItem", table);
        let wanted = KeysAndAttributes::builder()
            .set_keys(Some(keys))
            .set_projection_expression(only)
            .set_expression_attribute_names(names)
            .build()
            .map_err(|error| Problem::new(Trouble::Internal, &subject, error.to_string()))?;
        let answer = self
            .client
            .batch_get_item()
            .request_items(table, wanted)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| problem(&subject, &error))?;
        for capacity in answer.consumed_capacity() {
            found.cost += self.meter.read(Some(capacity));
        }
        let items = answer.responses.unwrap_or_default();
        found.value.extend(items.into_values().flatten());
        let left: HashMap<String, KeysAndAttributes> = answer.unprocessed_keys.unwrap_or_default();
        Ok(left.into_values().flat_map(|keys| keys.keys).collect())
    }
}
