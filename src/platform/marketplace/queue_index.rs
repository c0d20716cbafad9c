//! The sparse index that finds those who wait: ours to offer, the stack that owns the table does not know it.
//! Once it is there, the table refuses every write whose `status` or `escalationTime` is not a non-empty string,
//! the bot's too; so items are looked at before.

use super::Plan;
use super::schema::{QUEUE_INDEX, Tables};
use crate::aws::dynamo::{Dynamo, Item, Scan};
use crate::domain::problem::Problem;
use crate::domain::prospect::IndexProspect;
use crate::domain::text::Text;
use aws_sdk_dynamodb::types::AttributeValue;

/// Items that are looked at.
const SAMPLE: u32 = 500;
/// Examples that are shown.
const EXAMPLES: usize = 3;

/// Its key attributes.
const KEYS: [&str; 2] = ["status", "escalationTime"];

/// Looks at the table, and at a sample of its items.
///
/// # Errors
/// Any failure of a call.
pub async fn look(dynamo: &Dynamo, tables: &Tables) -> Result<IndexProspect, Problem> {
    let table = tables.conversations.as_str();
    let shape = dynamo.describe(table).await?;
    let page = dynamo
        .scan(Scan {
            table,
            only: &["tenantId", "conversationId", KEYS[0], KEYS[1]],
            limit: SAMPLE,
            after: None,
        })
        .await?;
    let refused = page.items.iter().filter(|item| is_refused(item));
    let examples = refused.clone().take(EXAMPLES).map(name).collect();
    let is_indexed = |item: &&Item| KEYS.iter().all(|key| item.contains_key(*key));
    Ok(IndexProspect {
        table: table.to_owned(),
        index: QUEUE_INDEX.name,
        is_there: Plan::of(&shape, None, None).queue_index.is_some(),
        items: shape.items,
        looked: page.items.len(),
        read_units: page.cost.read_units,
        waiting: page.items.iter().filter(is_indexed).count(),
        refused: refused.count(),
        examples,
    })
}

/// Whether the table would refuse to have the item written as it is.
fn is_refused(item: &Item) -> bool {
    KEYS.iter()
        .filter_map(|key| item.get(*key))
        .any(|value| !matches!(value, AttributeValue::S(word) if !word.is_empty()))
}

fn name(item: &Item) -> Text {
    let part = |key: &str| match item.get(key) {
        Some(AttributeValue::S(word)) => word.as_str(),
        _ => "?",
    };
    Text::from_untrusted(&format!("{} {}", part("tenantId"), part("conversationId")))
}

/// Adds the index; it is being filled when this answers.
///
/// # Errors
/// Any failure of the call.
pub async fn create(dynamo: &Dynamo, tables: &Tables) -> Result<(), Problem> {
    dynamo.add_index(&tables.conversations, &QUEUE_INDEX).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_attribute_that_is_there_must_be_a_word() {
        let item = |value| Item::from([("status".to_owned(), value)]);
        assert!(!is_refused(&Item::new()));
        assert!(!is_refused(&item(AttributeValue::S("ACTIVE".into()))));
        for odd in [
            AttributeValue::S(String::new()),
            AttributeValue::N("1".into()),
            AttributeValue::Null(true),
        ] {
            assert!(is_refused(&item(odd)));
        }
    }

    #[test]
    fn the_sample_looks_at_the_keys_of_the_index() {
        let keys = [
            Some(QUEUE_INDEX.partition.0),
            QUEUE_INDEX.sort.map(|(name, _)| name),
        ];
        assert_eq!(keys, KEYS.map(Some));
    }
}
