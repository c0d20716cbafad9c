//! Reading raw attribute maps that anybody may have written: total and lenient. What cannot be understood
//! is counted as an oddity, never an error; every string comes out as [`Text`] or as an opaque version.

use crate::aws::dynamo::Item;
use crate::aws::expression::Condition;
use crate::domain::mask;
use crate::domain::text::Text;
use crate::domain::time;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

/// Reads one item and counts what it could not understand.
#[derive(Debug)]
pub struct Reader<'a> {
    item: &'a Item,
    oddities: u16,
}

impl<'a> Reader<'a> {
    pub fn new(item: &'a Item) -> Self {
        Self { item, oddities: 0 }
    }

    /// Attributes not understood so far.
    pub fn oddities(&self) -> u16 {
        self.oddities
    }

    /// Counts one more attribute as not understood.
    pub fn odd(&mut self) {
        self.oddities = self.oddities.saturating_add(1);
    }

    /// The value under `name`; `NULL` counts as absent.
    pub fn value(&self, name: &str) -> Option<&'a AttributeValue> {
        self.item.get(name).filter(|value| !value.is_null())
    }

    /// A string exactly as stored. A number or a truth value gives its text and is odd.
    pub fn raw(&mut self, name: &str) -> Option<&'a str> {
        match self.value(name)? {
            AttributeValue::S(text) => Some(text),
            other => {
                self.odd();
                scalar(other)
            }
        }
    }

    /// A string that has something in it.
    pub fn text(&mut self, name: &str) -> Option<Text> {
        self.raw(name)
            .filter(|raw| !raw.trim().is_empty())
            .map(Text::from_untrusted)
    }

    /// The same with every number and address of a person in it masked: for names and reasons, into which
    /// somebody may have typed one.
    pub fn masked(&mut self, name: &str) -> Option<Text> {
        let text = self.text(name)?;
        Some(Text::from_untrusted(&mask::identifiers(&text)))
    }

    /// Words that stand in a list or a set, in its order; a single one stands for a list of one. What is no word
    /// is left out and odd.
    pub fn words(&mut self, name: &str) -> Vec<Text> {
        let words: Vec<&str> = match self.value(name) {
            None => Vec::new(),
            Some(AttributeValue::L(list)) => {
                if list.iter().any(|one| scalar(one).is_none()) {
                    self.odd();
                }
                list.iter().filter_map(scalar).collect()
            }
            Some(AttributeValue::Ss(words)) => words.iter().map(String::as_str).collect(),
            Some(other) => {
                self.odd();
                scalar(other).into_iter().collect()
            }
        };
        let words = words.into_iter().filter(|word| !word.trim().is_empty());
        words.map(Text::from_untrusted).collect()
    }

    /// A whole number, also from a string or a fraction (its whole part).
    pub fn integer(&mut self, name: &str) -> Option<i64> {
        let value = self.value(name)?;
        let number = digits(value).and_then(whole);
        if number.is_none() {
            self.odd();
        }
        number
    }

    /// A counter: absent, negative and unreadable count as 0, the latter two as odd.
    pub fn count(&mut self, name: &str) -> u64 {
        match self.integer(name).map(u64::try_from) {
            Some(Ok(count)) => count,
            Some(Err(_)) => {
                self.odd();
                0
            }
            None => 0,
        }
    }

    /// A number with a fraction, never `NaN` or infinite.
    pub fn fraction(&mut self, name: &str) -> Option<f64> {
        let value = self.value(name)?;
        let number = digits(value)
            .and_then(|raw| raw.parse::<f64>().ok())
            .filter(|number| number.is_finite());
        if number.is_none() {
            self.odd();
        }
        number
    }

    /// An instant in any of the forms of the systems; `0` and an empty string mean "none".
    pub fn time(&mut self, name: &str) -> Option<Timestamp> {
        match instant(self.value(name)?) {
            Ok(at) => at,
            Err(Unreadable) => {
                self.odd();
                None
            }
        }
    }

    /// A map; anything else under the name is odd.
    pub fn map(&mut self, name: &str) -> Option<&'a Item> {
        match self.value(name)? {
            AttributeValue::M(map) => Some(map),
            _ => {
                self.odd();
                None
            }
        }
    }

    /// An attribute as a version that a later condition compares (see [`version`]).
    pub fn version(&self, name: &str) -> Option<String> {
        self.item.get(name).map(version)
    }
}

/// A value that is there and says nothing readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// The text of a scalar.
pub fn scalar(value: &AttributeValue) -> Option<&str> {
    match value {
        AttributeValue::S(text) => Some(text),
        AttributeValue::N(number) => Some(number),
        AttributeValue::Bool(true) => Some("true"),
        AttributeValue::Bool(false) => Some("false"),
        _ => None,
    }
}

/// An instant: ISO-8601, or a number (also as a string) of seconds, milliseconds, micro- or nanoseconds
/// since 1970, told apart by size. `0` and an empty string are no instant.
pub fn instant(value: &AttributeValue) -> Result<Option<Timestamp>, Unreadable> {
    let raw = digits(value).ok_or(Unreadable)?;
    if raw.is_empty() {
        return Ok(None);
    }
    let Some(number) = whole(raw) else {
        return time::parse(raw).map(Some).ok_or(Unreadable);
    };
    let at = match number.unsigned_abs() {
        0 => return Ok(None),
        1..=99_999_999_999 => Timestamp::from_second(number),
        100_000_000_000..=99_999_999_999_999 => Timestamp::from_millisecond(number),
        100_000_000_000_000..=99_999_999_999_999_999 => Timestamp::from_microsecond(number),
        _ => Timestamp::from_nanosecond(number.into()),
    };
    at.map(Some).map_err(|_| Unreadable)
}

/// The trimmed text of a string or number.
fn digits(value: &AttributeValue) -> Option<&str> {
    match value {
        AttributeValue::N(raw) | AttributeValue::S(raw) => Some(raw.trim()),
        _ => None,
    }
}

/// The whole part of a decimal number.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn whole(raw: &str) -> Option<i64> {
    raw.parse::<i64>().ok().or_else(|| {
        let number = raw.parse::<f64>().ok()?.trunc();
        (number.is_finite() && number.abs() < i64::MAX as f64).then_some(number as i64)
    })
}

/// Marks of versions that are not strings. The systems write ISO times there; a string that begins like
/// one of these marks would be compared as another type and so never match, which is safe.
const NUMBER: &str = "N:";
const TRUTH: &str = "BOOL:";
const NULL: &str = "NULL:";
const OTHER: &str = "OTHER:";

/// A stored value as an opaque version: a string as it is, any other type marked.
pub fn version(value: &AttributeValue) -> String {
    match value {
        AttributeValue::S(text) => text.clone(),
        AttributeValue::N(number) => format!("{NUMBER}{number}"),
        AttributeValue::Bool(flag) => format!("{TRUTH}{flag}"),
        AttributeValue::Null(_) => NULL.to_owned(),
        _ => OTHER.to_owned(),
    }
}

/// The condition that `name` is still the version that was seen: absent when it was absent. A collection
/// (which no writer puts there) is only known to have been there.
pub fn unchanged(name: &'static str, seen: Option<&str>) -> Condition {
    let Some(seen) = seen else {
        return Condition::Absent(name);
    };
    let value = if let Some(number) = seen.strip_prefix(NUMBER) {
        AttributeValue::N(number.to_owned())
    } else if let Some(flag) = seen.strip_prefix(TRUTH) {
        AttributeValue::Bool(flag == "true")
    } else if seen == NULL {
        AttributeValue::Null(true)
    } else if seen == OTHER {
        return Condition::Exists(name);
    } else {
        AttributeValue::S(seen.to_owned())
    };
    Condition::Equals(name, value)
}

/// Whether an attribute of this name holds a secret, in any spelling: it is dropped before decoding.
pub fn is_secret(name: &str) -> bool {
    let name: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    const ANYWHERE: [&str; 10] = [
        "accesstoken",
        "verifytoken",
        "refreshtoken",
        "secret",
        "password",
        "passwd",
        "credential",
        "apikey",
        "privatekey",
        "authorization",
    ];
    name.ends_with("token") || ANYWHERE.iter().any(|word| name.contains(word))
}

/// Whether a value is a secret or points to one, whatever it is called.
pub fn is_secret_value(text: &str) -> bool {
    text.contains(":secretsmanager:")
        || text
            .trim_start()
            .to_ascii_lowercase()
            .starts_with("bearer ")
}
