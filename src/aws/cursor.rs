//! A `LastEvaluatedKey` as an opaque word: hexadecimal, because keys embed phone numbers that nobody
//! should read off a screen or a log.

use super::dynamo::Item;
use crate::domain::page::Cursor;
use crate::domain::problem::{Problem, Trouble};
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Makes a cursor of a key; key attributes are strings or numbers.
pub fn encode(key: &Item) -> Cursor {
    let parts: BTreeMap<&str, (char, &str)> = key
        .iter()
        .filter_map(|(name, value)| match value {
            AttributeValue::S(text) => Some((name.as_str(), ('S', text.as_str()))),
            AttributeValue::N(number) => Some((name.as_str(), ('N', number.as_str()))),
            _ => None,
        })
        .collect();
    let json = serde_json::to_vec(&parts).unwrap_or_default();
    let mut word = String::with_capacity(json.len() * 2);
    for byte in json {
        let _ = write!(word, "{byte:02x}");
    }
    Cursor(word)
}

/// Reads a cursor back.
///
/// # Errors
/// `Invalid` when it is not one of ours.
pub fn decode(cursor: &Cursor) -> Result<Item, Problem> {
    let invalid = || Problem::new(Trouble::Invalid, "--after", "not a cursor of this list");
    let bytes: Option<Vec<u8>> = cursor
        .0
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    let parts: BTreeMap<String, (char, String)> =
        serde_json::from_slice(&bytes.ok_or_else(invalid)?).map_err(|_| invalid())?;
    if parts.is_empty() {
        return Err(invalid());
    }
    Ok(parts
        .into_iter()
        .map(|(name, (kind, value))| match kind {
            'N' => (name, AttributeValue::N(value)),
            _ => (name, AttributeValue::S(value)),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_the_way_through_a_cursor() {
        let key = Item::from([
            ("tenantId".to_owned(), AttributeValue::S("tienda ñ".into())),
            (
                "timestamp".to_owned(),
                AttributeValue::N("1763733600000".into()),
            ),
        ]);
        assert_eq!(decode(&encode(&key)), Ok(key));
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for word in ["", "zz", "7b", "é", "5b5d", "7b7d"] {
            assert!(decode(&Cursor(word.to_owned())).is_err(), "{word}");
        }
    }
}
