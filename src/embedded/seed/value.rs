//! TOML to attribute values: natural types become the natural attribute types, and a one-key
//! table under a type's own name (`{ N = "1" }`) means exactly that attribute.

use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue;
use toml::Value;

use super::SeedError;
use super::when::Start;
use crate::embedded::raw::{Item, n, s};

/// Reads a table as an item.
///
/// # Errors
/// With the path of the first value that has no attribute form.
pub fn item(table: &toml::Table, place: &str, start: Start) -> Result<Item, SeedError> {
    table
        .iter()
        .map(|(name, value)| {
            let place = format!("{place}.{name}");
            Ok((name.clone(), attribute(value, &place, start)?))
        })
        .collect()
}

/// Reads one value.
///
/// # Errors
/// As [`item`].
pub fn attribute(value: &Value, place: &str, start: Start) -> Result<AttributeValue, SeedError> {
    Ok(match value {
        Value::String(text) if text.starts_with('@') => {
            s(start.text(text).map_err(|e| SeedError::new(place, e))?)
        }
        Value::String(text) => s(text.clone()),
        Value::Integer(number) => n(number),
        Value::Float(number) if number.is_finite() => n(number),
        Value::Float(_) => return Err(SeedError::new(place, "a number must be finite")),
        Value::Boolean(flag) => AttributeValue::Bool(*flag),
        Value::Datetime(_) => {
            return Err(SeedError::new(
                place,
                "a date is written as a string, such as \"@-3m\" or \"2026-01-31\"",
            ));
        }
        Value::Array(values) => AttributeValue::L(
            values
                .iter()
                .enumerate()
                .map(|(i, value)| attribute(value, &format!("{place}[{i}]"), start))
                .collect::<Result<_, _>>()?,
        ),
        Value::Table(table) => match exact(table, place, start) {
            Some(value) => value?,
            None => AttributeValue::M(item(table, place, start)?),
        },
    })
}

/// The attribute that a one-key table names, or nothing when it is an ordinary map.
fn exact(
    table: &toml::Table,
    place: &str,
    start: Start,
) -> Option<Result<AttributeValue, SeedError>> {
    let mut entries = table.iter();
    let (Some((name, value)), None) = (entries.next(), entries.next()) else {
        return None;
    };
    let wrong = |what: &str| SeedError::new(place, format!("{{ {name} = … }} takes {what}"));
    let text = || value.as_str().ok_or_else(|| wrong("a string"));
    Some(match name.as_str() {
        "S" => text().map(s),
        "N" => text().map(n),
        "B" => text().and_then(|t| {
            bytes(t)
                .map(AttributeValue::B)
                .ok_or_else(|| wrong("base64"))
        }),
        "BOOL" => value
            .as_bool()
            .map(AttributeValue::Bool)
            .ok_or_else(|| wrong("true or false")),
        "NULL" => value
            .as_bool()
            .map(AttributeValue::Null)
            .ok_or_else(|| wrong("true")),
        "SS" => texts(value)
            .map(AttributeValue::Ss)
            .ok_or_else(|| wrong("strings")),
        "NS" => texts(value)
            .map(AttributeValue::Ns)
            .ok_or_else(|| wrong("strings")),
        "M" => match value {
            Value::Table(map) => item(map, place, start).map(AttributeValue::M),
            _ => Err(wrong("a table")),
        },
        "epoch_ms" => text()
            .and_then(|t| start.instant(t).map_err(|e| SeedError::new(place, e)))
            .map(|at| n(at.as_millisecond())),
        "epoch_s" => text()
            .and_then(|t| start.instant(t).map_err(|e| SeedError::new(place, e)))
            .map(|at| n(at.as_second())),
        "isoformat" => isoformat(value, start)
            .map_err(|e| SeedError::new(place, e))
            .map(s),
        "join" => joined(value, start)
            .map_err(|e| SeedError::new(place, e))
            .map(s),
        "repeat" => repeated(value).map(s).ok_or_else(|| wrong("[text, times]")),
        _ => return None,
    })
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value
        .as_array()?
        .iter()
        .map(|v| v.as_str().map(str::to_owned))
        .collect()
}

/// `"@-3m"`, or `["@-3m", "-05:00"]` for a time with this zone behind it.
fn isoformat(value: &Value, start: Start) -> Result<String, String> {
    let wrong = "{ isoformat = … } takes a time, or [time, zone]";
    match value {
        Value::String(form) => start.isoformat(form, ""),
        Value::Array(_) => match texts(value).ok_or(wrong)?.as_slice() {
            [form, zone] => start.isoformat(form, zone),
            _ => Err(wrong.to_owned()),
        },
        _ => Err(wrong.to_owned()),
    }
}

/// The texts one after the other, times resolved: for composed keys such as `created_at#id`.
fn joined(value: &Value, start: Start) -> Result<String, String> {
    let parts = texts(value).ok_or("{ join = … } takes strings")?;
    parts
        .iter()
        .map(|part| match part.starts_with('@') {
            true => start.text(part),
            false => Ok(part.clone()),
        })
        .collect()
}

fn repeated(value: &Value) -> Option<String> {
    match value.as_array()?.as_slice() {
        [Value::String(text), Value::Integer(times)] => {
            let times = usize::try_from(*times).ok().filter(|t| *t <= 100_000)?;
            Some(text.repeat(times))
        }
        _ => None,
    }
}

/// Standard base64 with padding.
fn bytes(text: &str) -> Option<Blob> {
    aws_smithy_types::base64::decode(text).ok().map(Blob::new)
}
