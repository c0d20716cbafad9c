//! Tokens and cost out of `execution_metrics`. No source says what is in it: the names are those that the
//! system's own code uses elsewhere (backend facts 3.2) and those of the usual model providers.

use super::document::Document;
use serde_json::{Map, Value};

/// What the metrics name; `None` where they do not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Metrics {
    pub tokens: Option<u64>,
    /// US dollars.
    pub cost_usd: Option<f64>,
}

/// Names of a total, without case and underscores, the likelier first.
const TOKENS: [&str; 5] = [
    "tokensconsumed",
    "totaltokens",
    "tokensused",
    "tokencount",
    "tokens",
];
/// Names of what a total is made of.
const PARTS: [[&str; 2]; 2] = [
    ["inputtokens", "prompttokens"],
    ["outputtokens", "completiontokens"],
];
const COST: [&str; 4] = ["costusd", "totalcostusd", "totalcost", "cost"];
/// How deep a map of metrics may stand in another (`{"usage": {"total_tokens": 7}}`).
const DEPTH: usize = 3;

impl Metrics {
    /// Reads them.
    pub fn of(document: &Document) -> Self {
        match document {
            Document::Json(Value::Object(map)) => Self {
                tokens: nearest(map, DEPTH, &tokens),
                cost_usd: nearest(map, DEPTH, &|map| named(map, &COST)),
            },
            _ => Self::default(),
        }
    }
}

/// What `find` finds in the map, else in the maps inside it.
fn nearest<T>(
    map: &Map<String, Value>,
    depth: usize,
    find: &impl Fn(&Map<String, Value>) -> Option<T>,
) -> Option<T> {
    find(map).or_else(|| {
        let inner = map.values().filter_map(Value::as_object);
        (depth > 1)
            .then_some(inner)?
            .find_map(|map| nearest(map, depth - 1, find))
    })
}

fn tokens(map: &Map<String, Value>) -> Option<u64> {
    let number = named(map, &TOKENS).or_else(|| {
        let [input, output] = PARTS.map(|names| named(map, &names));
        match (input, output) {
            (None, None) => None,
            (input, output) => Some(input.unwrap_or(0.0) + output.unwrap_or(0.0)),
        }
    })?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (number < 1e15).then_some(number as u64)
}

/// The first of these names that has a number, also one in a string; negative ones count as none.
fn named(map: &Map<String, Value>, names: &[&str]) -> Option<f64> {
    names.iter().find_map(|wanted| {
        map.iter()
            .filter(|(name, _)| plain(name) == **wanted)
            .find_map(|(_, value)| match value {
                Value::Number(number) => number.as_f64(),
                Value::String(text) => text.trim().parse().ok(),
                _ => None,
            })
            .filter(|number: &f64| number.is_finite() && *number >= 0.0)
    })
}

fn plain(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str) -> Metrics {
        Metrics::of(&serde_json::from_str(json).map_or(Document::Broken, Document::Json))
    }

    #[test]
    fn totals_and_parts_are_found_under_any_spelling() {
        for (json, tokens, cost) in [
            (
                r#"{"tokensConsumed":120,"costUsd":0.25}"#,
                Some(120),
                Some(0.25),
            ),
            (
                r#"{"total_tokens":"120","total_cost":"0.25"}"#,
                Some(120),
                Some(0.25),
            ),
            (
                r#"{"usage":{"input_tokens":100,"output_tokens":20}}"#,
                Some(120),
                None,
            ),
            (r#"{"prompt_tokens":5}"#, Some(5), None),
            (r#"{"latency":3}"#, None, None),
            (r#"{"tokens":-1,"cost":"free"}"#, None, None),
            (r#"{"tokens":1e300}"#, None, None),
            ("[1]", None, None),
            ("{", None, None),
        ] {
            let found = of(json);
            assert_eq!((found.tokens, found.cost_usd), (tokens, cost), "{json}");
        }
    }
}
