//! Raw items read through the SDK: what the other tests compare.

use std::collections::HashMap;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use switchboard::embedded::{self, Backend, DemoOptions, Tables};

pub type Item = HashMap<String, AttributeValue>;

/// A backend whose own world stands still, filled.
pub async fn filled(options: DemoOptions) -> (Backend, Client) {
    let backend = Backend::start(DemoOptions {
        speed: 0.0,
        ..options
    })
    .await
    .unwrap();
    backend.seeded().await.unwrap();
    let client = embedded::client(&backend.endpoint());
    (backend, client)
}

pub fn conversations() -> String {
    Tables::default().marketplace.conversations
}

pub async fn all(client: &Client, table: &str) -> Vec<Item> {
    let mut pages = client
        .scan()
        .table_name(table)
        .into_paginator()
        .items()
        .send();
    let mut items = Vec::new();
    while let Some(item) = pages.next().await {
        items.push(item.unwrap());
    }
    items
}

pub async fn get(client: &Client, table: &str, key: [(&str, &str); 2]) -> Option<Item> {
    let mut call = client.get_item().table_name(table);
    for (name, value) in key {
        call = call.key(name, s(value));
    }
    call.send().await.unwrap().item
}

pub async fn conversation(client: &Client, tenant: &str, id: &str) -> Option<Item> {
    get(
        client,
        &conversations(),
        [("tenantId", tenant), ("conversationId", id)],
    )
    .await
}

pub fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

pub fn text<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    item.get(name)?.as_s().ok().map(String::as_str)
}

pub fn number(item: &Item, name: &str) -> i64 {
    item[name].as_n().unwrap().parse().unwrap()
}

pub fn messages(item: &Item) -> Vec<Item> {
    let list = item.get("messages").and_then(|m| m.as_l().ok());
    list.into_iter()
        .flatten()
        .map(|m| m.as_m().unwrap().clone())
        .collect()
}
