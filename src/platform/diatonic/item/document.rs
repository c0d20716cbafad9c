//! Attributes that hold JSON in a string (configuration, execution_metrics, results, …): invalid JSON is
//! known as such, and a real map or list, which some writers put there, is as good as its JSON.

use crate::platform::value::Reader;
use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Map, Value};

/// What such an attribute holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Document {
    /// Nothing, or an empty string.
    Absent,
    Json(Value),
    /// Something that is no JSON.
    Broken,
}

impl Document {
    /// Reads the attribute; what is no JSON is odd.
    pub fn of(read: &mut Reader<'_>, name: &str) -> Self {
        let document = match read.value(name) {
            None => Self::Absent,
            Some(AttributeValue::S(text)) if text.trim().is_empty() => Self::Absent,
            Some(AttributeValue::S(text)) => {
                serde_json::from_str(text).map_or(Self::Broken, Self::Json)
            }
            Some(value @ (AttributeValue::M(_) | AttributeValue::L(_))) => Self::Json(json(value)),
            Some(_) => Self::Broken,
        };
        if document == Self::Broken {
            read.odd();
        }
        document
    }
}

/// The names among `names` whose attribute is no JSON.
pub fn broken(read: &mut Reader<'_>, names: &[&'static str]) -> Vec<&'static str> {
    names
        .iter()
        .copied()
        .filter(|name| Document::of(read, name) == Document::Broken)
        .collect()
}

/// A stored value as JSON. A number keeps its value as far as JSON has it; bytes become null. DynamoDB
/// nests 32 levels at most.
fn json(value: &AttributeValue) -> Value {
    match value {
        AttributeValue::S(text) => Value::String(text.clone()),
        AttributeValue::N(number) => {
            serde_json::from_str(number).unwrap_or_else(|_| Value::String(number.clone()))
        }
        AttributeValue::Bool(flag) => Value::Bool(*flag),
        AttributeValue::M(map) => Value::Object(
            map.iter()
                .map(|(name, inner)| (name.clone(), json(inner)))
                .collect::<Map<_, _>>(),
        ),
        AttributeValue::L(list) => Value::Array(list.iter().map(json).collect()),
        AttributeValue::Ss(words) | AttributeValue::Ns(words) => {
            Value::Array(words.iter().cloned().map(Value::String).collect())
        }
        _ => Value::Null,
    }
}
