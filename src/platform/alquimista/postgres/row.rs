//! Rows as items. Every statement answers JSON objects, so one total reader serves this schema and its
//! DynamoDB projection, whatever the columns' types are.

use crate::aws::dynamo::Item;
use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::Value;

/// A JSON object as an item; anything else is an item without attributes.
pub(super) fn item(json: &str) -> Item {
    match serde_json::from_str(json) {
        Ok(Value::Object(map)) => map
            .into_iter()
            .map(|(name, value)| (name, attribute(value)))
            .collect(),
        _ => Item::new(),
    }
}

fn attribute(value: Value) -> AttributeValue {
    match value {
        Value::Null => AttributeValue::Null(true),
        Value::Bool(flag) => AttributeValue::Bool(flag),
        Value::Number(number) => AttributeValue::N(number.to_string()),
        Value::String(text) => AttributeValue::S(text),
        Value::Array(list) => AttributeValue::L(list.into_iter().map(attribute).collect()),
        Value::Object(map) => AttributeValue::M(
            map.into_iter()
                .map(|(name, value)| (name, attribute(value)))
                .collect(),
        ),
    }
}

/// The object under a name, where there is one.
pub(super) fn part<'a>(item: &'a Item, name: &str) -> Option<&'a Item> {
    item.get(name)?.as_m().ok()
}
