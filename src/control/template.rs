//! What went into the places of a template, in the row of its reply: `templateValues`, beside `template` and
//! `templateLanguage`. Reading is total.

use super::row::{row, text};
use crate::aws::dynamo::Item;
use crate::aws::expression::s;
use crate::domain::template::{Filled, Value};
use aws_sdk_dynamodb::types::AttributeValue;

/// What goes into the places of a template: a list of maps `text` and, where they have names, `place`.
pub(super) fn of_values(filled: &Filled) -> Option<AttributeValue> {
    let values = filled.values.iter().map(|value| {
        let map = row([
            ("text", Some(s(&value.text))),
            ("place", value.place.as_deref().map(s)),
        ]);
        AttributeValue::M(map)
    });
    let values: Vec<AttributeValue> = values.collect();
    (!values.is_empty()).then_some(AttributeValue::L(values))
}

/// The same, read. One that is odd stays in its place without a text, so that the others do not move up: the
/// provider refuses it.
pub(super) fn values(item: &Item) -> Vec<Value> {
    let Some(AttributeValue::L(values)) = item.get("templateValues") else {
        return Vec::new();
    };
    let values = values.iter().map(|value| match value {
        AttributeValue::M(map) => Value {
            place: text(map, "place").map(str::to_owned),
            text: text(map, "text").unwrap_or_default().to_owned(),
        },
        _ => Value::default(),
    });
    values.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_went_and_an_odd_one_keeps_its_place() {
        let value = |place: Option<&str>, text: &str| Value {
            place: place.map(str::to_owned),
            text: text.to_owned(),
        };
        let filled = |values: Vec<Value>| Filled {
            name: "pedido".to_owned(),
            language: "es".to_owned(),
            values,
        };
        for given in [
            vec![],
            vec![value(None, "Marta"), value(None, "8841")],
            vec![value(Some("nome"), "Bia")],
        ] {
            let item = row([("templateValues", of_values(&filled(given.clone())))]);
            assert_eq!(values(&item), given);
        }
        let odd = vec![
            AttributeValue::Null(true),
            AttributeValue::M(row([("text", Some(s("b")))])),
        ];
        let item = row([("templateValues", Some(AttributeValue::L(odd)))]);
        assert_eq!(values(&item), [value(None, ""), value(None, "b")]);
        assert!(values(&row([("templateValues", Some(s("x")))])).is_empty());
    }
}
