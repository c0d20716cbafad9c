//! The world's hands on the tables. As in the real bot a failed call is swallowed: a read gives
//! nothing, a write is lost. Here it is counted too.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{ConsumedCapacity, ReturnConsumedCapacity};

use crate::embedded::meter::Meter;
use crate::embedded::raw::{Item, s};
use crate::embedded::tables::Tables;

/// Calls of the world so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub reads: u64,
    pub writes: u64,
    /// Calls that failed, and whose effect was lost.
    pub failures: u64,
}

/// A client of the tables that never fails.
pub struct Store {
    client: Client,
    pub tables: Tables,
    pub tally: Tally,
    pub meter: Meter,
}

const COUNTED: ReturnConsumedCapacity = ReturnConsumedCapacity::Indexes;

impl Store {
    /// A store over `client`.
    pub fn new(client: Client, tables: Tables) -> Self {
        Self {
            client,
            tables,
            tally: Tally::default(),
            meter: Meter::default(),
        }
    }

    /// What its calls take is counted here from now on.
    #[must_use]
    pub fn metered(mut self, meter: Meter) -> Self {
        self.meter = meter;
        self
    }

    /// The item under `key`.
    pub async fn get(&mut self, table: &str, key: Item) -> Option<Item> {
        let call = self.client.get_item().table_name(table).set_key(Some(key));
        let answer = call.return_consumed_capacity(COUNTED).send().await;
        self.read(answer.map(|out| (out.item, out.consumed_capacity)))
            .flatten()
    }

    /// Replaces a whole item, on no condition.
    pub async fn put(&mut self, table: &str, item: Item) {
        let call = self
            .client
            .put_item()
            .table_name(table)
            .set_item(Some(item));
        let answer = call.return_consumed_capacity(COUNTED).send().await;
        self.wrote(answer.map(|out| out.consumed_capacity));
    }

    /// Changes attributes of the item under `key`, creating it if need be.
    pub async fn update(
        &mut self,
        table: &str,
        key: Item,
        change: impl FnOnce(UpdateItemFluentBuilder) -> UpdateItemFluentBuilder,
    ) {
        let call = self
            .client
            .update_item()
            .table_name(table)
            .set_key(Some(key));
        let call = change(call).return_consumed_capacity(COUNTED);
        let answer = call.send().await;
        self.wrote(answer.map(|out| out.consumed_capacity));
    }

    /// Deletes the item under `key`.
    pub async fn delete(&mut self, table: &str, key: Item) {
        let call = self.client.delete_item().table_name(table);
        let call = call.set_key(Some(key)).return_consumed_capacity(COUNTED);
        let answer = call.send().await;
        self.wrote(answer.map(|out| out.consumed_capacity));
    }

    /// The first page of a query.
    pub async fn query(
        &mut self,
        table: &str,
        ask: impl FnOnce(QueryFluentBuilder) -> QueryFluentBuilder,
    ) -> Vec<Item> {
        let call = ask(self.client.query().table_name(table));
        let answer = call.return_consumed_capacity(COUNTED).send().await;
        self.read(answer.map(|out| (out.items, out.consumed_capacity)))
            .flatten()
            .unwrap_or_default()
    }

    /// The first page of a whole table: the tenants, which are few.
    pub async fn scan(&mut self, table: &str) -> Vec<Item> {
        let call = self.client.scan().table_name(table);
        let answer = call.return_consumed_capacity(COUNTED).send().await;
        self.read(answer.map(|out| (out.items, out.consumed_capacity)))
            .flatten()
            .unwrap_or_default()
    }

    fn read<T, E>(&mut self, answer: Result<(T, Option<ConsumedCapacity>), E>) -> Option<T> {
        self.tally.reads += 1;
        self.tally.failures += u64::from(answer.is_err());
        let (read, taken) = answer.ok()?;
        self.meter.consumed(taken.as_ref(), true);
        Some(read)
    }

    fn wrote<E>(&mut self, answer: Result<Option<ConsumedCapacity>, E>) {
        self.tally.writes += 1;
        match answer {
            Ok(taken) => self.meter.consumed(taken.as_ref(), false),
            Err(_) => self.tally.failures += 1,
        }
    }
}

/// A condition on a partition key and the beginning of a sort key.
pub fn begins(
    query: QueryFluentBuilder,
    partition: (&str, &str),
    sort: (&str, &str),
) -> QueryFluentBuilder {
    query
        .key_condition_expression("#p = :p AND begins_with(#s, :s)")
        .expression_attribute_names("#p", partition.0)
        .expression_attribute_names("#s", sort.0)
        .expression_attribute_values(":p", s(partition.1))
        .expression_attribute_values(":s", s(sort.1))
}
