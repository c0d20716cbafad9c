//! The DynamoDB client of the house: bounded queries, conditional updates and transactions, each with
//! timeouts, a typed outcome and its consumed capacity. There is no unbounded read.

mod select;
mod transact;

pub use select::Scan;
pub use transact::{ATTEMPTS, Refusal, Transacted};

use super::clock::ServerClock;
use super::expression::{Condition, Terms};
use super::failure::problem;
use super::meter::Meter;
use super::write::Change;
use crate::domain::cost::{Cost, Read};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::types::{
    AttributeValue, ReturnConsumedCapacity, ReturnValue, ReturnValuesOnConditionCheckFailure,
};
use aws_smithy_types::retry::RetryConfig;
use std::collections::HashMap;

/// Items in a page of a small table; the megabyte that ends a page is usually reached later.
const SMALL_PAGE: u32 = 1000;

/// An item, or a key, as the table has it.
pub type Item = HashMap<String, AttributeValue>;

/// What a table or index is asked for.
#[derive(Clone, Debug)]
pub struct Query<'a> {
    pub table: &'a str,
    pub index: Option<&'a str>,
    pub partition: (&'a str, AttributeValue),
    /// Only items whose sort key begins with this.
    pub sort_prefix: Option<(&'a str, &'a str)>,
    /// Only items whose sort key, a string, is from the first to the second of these, both included.
    pub sort_between: Option<(&'a str, &'a str, &'a str)>,
    pub newest_first: bool,
    pub limit: Option<u32>,
    pub consistent: bool,
    pub after: Option<Cursor>,
    /// Only these attributes are fetched; empty: all of them.
    pub only: &'a [&'a str],
}

impl<'a> Query<'a> {
    /// Everything under a partition key, in the order of the sort key.
    pub fn partition(table: &'a str, name: &'a str, value: impl Into<String>) -> Self {
        Self {
            table,
            index: None,
            partition: (name, AttributeValue::S(value.into())),
            sort_prefix: None,
            sort_between: None,
            newest_first: false,
            limit: None,
            consistent: false,
            after: None,
            only: &[],
        }
    }
}

/// What a conditional update came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Updated {
    /// The item after the update.
    Done(Item),
    /// The condition failed; the item as it is, if there is one.
    Refused(Option<Item>),
}

/// A client with its meter and clock.
#[derive(Clone, Debug)]
pub struct Dynamo {
    client: aws_sdk_dynamodb::Client,
    meter: Meter,
    clock: ServerClock,
    local: bool,
}

impl Dynamo {
    /// Wraps a configured client; `clock` must be among its interceptors; `local`: a demo backend.
    pub fn new(
        client: aws_sdk_dynamodb::Client,
        meter: Meter,
        clock: ServerClock,
        local: bool,
    ) -> Self {
        Self {
            client,
            meter,
            clock,
            local,
        }
    }

    /// Whether this is a demo backend on this machine, which keeps no backups.
    pub fn is_local(&self) -> bool {
        self.local
    }

    /// The SDK's client, for what only set-up needs (creating tables).
    pub fn raw(&self) -> &aws_sdk_dynamodb::Client {
        &self.client
    }

    /// Server time.
    pub fn clock(&self) -> &ServerClock {
        &self.clock
    }

    /// Capacity consumed since the start.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// Reads one item, consistently. Nothing is stored under an empty key.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn get(&self, table: &str, key: Item) -> Result<Read<Option<Item>>, Problem> {
        if is_empty(&key) {
            return Ok(nothing());
        }
        let answer = self
            .client
            .get_item()
            .table_name(table)
            .set_key(Some(key))
            .consistent_read(true)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| problem(&subject("GetItem", table), &error))?;
        let cost = self.meter.read(answer.consumed_capacity());
        Ok(Read {
            value: answer.item,
            cost,
        })
    }

    /// Reads one page of a partition.
    ///
    /// # Errors
    /// Any failure of the call; `Invalid` for a cursor that is not one of ours.
    pub async fn query(&self, query: Query<'_>) -> Result<Page<Item>, Problem> {
        let mut terms = Terms::default();
        let mut condition = format!(
            "{} = {}",
            terms.name(query.partition.0),
            terms.value(query.partition.1)
        );
        if let Some((name, prefix)) = query.sort_prefix {
            let name = terms.name(name);
            let prefix = terms.value(AttributeValue::S(prefix.to_owned()));
            condition.push_str(&format!(" AND begins_with({name}, {prefix})"));
        }
        if let Some((name, from, to)) = query.sort_between {
            let name = terms.name(name);
            let [from, to] = [from, to].map(|end| terms.value(AttributeValue::S(end.to_owned())));
            condition.push_str(&format!(" AND {name} BETWEEN {from} AND {to}"));
        }
        let only = terms.list(query.only);
        let (names, values) = terms.maps();
        let answer = self
            .client
            .query()
            .set_projection_expression(only)
            .table_name(query.table)
            .set_index_name(query.index.map(str::to_owned))
            .key_condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .scan_index_forward(!query.newest_first)
            .consistent_read(query.consistent)
            .set_limit(
                query
                    .limit
                    .map(|limit| limit.try_into().unwrap_or(i32::MAX)),
            )
            .set_exclusive_start_key(start(query.after)?)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await
            .map_err(|error| problem(&subject("Query", query.table), &error))?;
        Ok(Page {
            cost: self.meter.read(answer.consumed_capacity()),
            items: answer.items.unwrap_or_default(),
            next: answer
                .last_evaluated_key
                .map(|key| super::cursor::encode(&key)),
        })
    }

    /// Reads all pages of a partition that is known to be small, at most `pages` of them.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn query_all(&self, query: Query<'_>, pages: u32) -> Result<Page<Item>, Problem> {
        let mut all = self.query(query.clone()).await?;
        for _ in 1..pages {
            let Some(after) = all.next.take() else { break };
            let mut next = query.clone();
            next.after = Some(after);
            let page = self.query(next).await?;
            all.items.extend(page.items);
            all.cost += page.cost;
            all.next = page.next;
        }
        Ok(all)
    }

    /// Reads one page of a whole table. Only for the two small tables that have no other way to be
    /// listed (tenants and the agents' catalogue); conversations are never read so.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn list_small_table(
        &self,
        table: &str,
        after: Option<Cursor>,
    ) -> Result<Page<Item>, Problem> {
        self.scan(Scan {
            table,
            only: &[],
            limit: SMALL_PAGE,
            after,
        })
        .await
    }

    /// Updates one item on its condition. Repeated when an answer gets lost: the condition must be one that
    /// the change itself makes false, or the change one that may happen twice.
    ///
    /// # Errors
    /// Any failure but the condition's own; after `TimedOut` or `Unreachable` the outcome is unknown.
    pub async fn update(&self, change: Change) -> Result<Updated, Problem> {
        for attempt in 1..ATTEMPTS {
            match self.update_once(&change, None).await {
                // A transaction holds the item for a moment, and the SDK takes that for final.
                Err(busy) if is_conflict(&busy) => {
                    tokio::time::sleep(transact::pause(attempt)).await;
                }
                other => return other,
            }
        }
        self.update_once(&change, None).await
    }

    /// Updates one item on its condition, sent just once: for a change that must not happen twice.
    ///
    /// # Errors
    /// As [`Self::update`].
    pub async fn update_never_twice(&self, change: &Change) -> Result<Updated, Problem> {
        self.update_once(change, Some(RetryConfig::disabled()))
            .await
    }

    async fn update_once(
        &self,
        change: &Change,
        retries: Option<RetryConfig>,
    ) -> Result<Updated, Problem> {
        let settings = aws_sdk_dynamodb::config::Builder::new();
        let settings = match retries {
            Some(retries) => settings.retry_config(retries),
            None => settings,
        };
        let mut terms = Terms::default();
        let update = terms.update(&change.assigns);
        let condition = change.condition.render(&mut terms);
        let (names, values) = terms.maps();
        let outcome = self
            .client
            .update_item()
            .table_name(&change.table)
            .set_key(Some(change.key.clone()))
            .update_expression(update)
            .condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .return_values(ReturnValue::AllNew)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .customize()
            .config_override(settings)
            .send()
            .await;
        match outcome {
            Ok(answer) => {
                self.meter.write(answer.consumed_capacity.as_slice());
                Ok(Updated::Done(answer.attributes.unwrap_or_default()))
            }
            Err(SdkError::ServiceError(service))
                if service.err().is_conditional_check_failed_exception() =>
            {
                let refused = service.into_err();
                match refused {
                    aws_sdk_dynamodb::operation::update_item::UpdateItemError::ConditionalCheckFailedException(failed) => {
                        Ok(Updated::Refused(failed.item))
                    }
                    _ => Ok(Updated::Refused(None)),
                }
            }
            Err(error) => Err(problem(&subject("UpdateItem", &change.table), &error)),
        }
    }

    /// Creates an item of a system's table on the condition that its key is free.
    ///
    /// # Errors
    /// Any failure but the condition's own.
    pub async fn create(
        &self,
        table: &str,
        item: Item,
        free: &'static str,
    ) -> Result<bool, Problem> {
        let mut terms = Terms::default();
        let condition = Condition::Absent(free).render(&mut terms);
        let (names, _) = terms.maps();
        let outcome = self
            .client
            .put_item()
            .table_name(table)
            .set_item(Some(item))
            .condition_expression(condition)
            .set_expression_attribute_names(names)
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send()
            .await;
        match outcome {
            Ok(answer) => {
                self.meter.write(answer.consumed_capacity.as_slice());
                Ok(true)
            }
            Err(SdkError::ServiceError(service))
                if service.err().is_conditional_check_failed_exception() =>
            {
                Ok(false)
            }
            Err(error) => Err(problem(&subject("PutItem", table), &error)),
        }
    }
}

fn is_conflict(problem: &Problem) -> bool {
    problem
        .detail
        .as_str()
        .starts_with("TransactionConflictException")
}

/// Whether a part of a key is an empty string, which the service refuses.
fn is_empty(key: &Item) -> bool {
    let mut parts = key.values();
    parts.any(|part| part.as_s().is_ok_and(String::is_empty))
}

fn nothing() -> Read<Option<Item>> {
    Read {
        value: None,
        cost: Cost::default(),
    }
}

fn subject(call: &str, table: &str) -> String {
    format!("dynamodb:{call} {table}")
}

fn start(after: Option<Cursor>) -> Result<Option<Item>, Problem> {
    after
        .map(|cursor| super::cursor::decode(&cursor))
        .transpose()
}
