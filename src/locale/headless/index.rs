//! What `init --index` says.

use crate::domain::prospect::IndexProspect;

/// US dollars for a million write units on demand in us-east-1 (AWS price list, since November 2024).
const DOLLARS_A_MILLION: f64 = 0.625;

/// What adding the index would mean, before it is added.
pub fn prospect(seen: &IndexProspect) -> Vec<String> {
    let mut lines = vec![
        format!(
            "The index {} finds those who wait in {} by one query per status, instead of reading every conversation.",
            seen.index, seen.table
        ),
        "It holds only items that have status and escalationTime, with escalationReason, priority, updatedAt, customerId and assignedAgent. Rows that say `escalated` in lower case have no escalationTime and are never in it, so a slow sweep stays beside it.".to_owned(),
        cost(seen),
        "The stack that owns the table does not know the index: its next deployment may take it away again.".to_owned(),
        "Once it is there, the table refuses every write whose status or escalationTime is not a non-empty string, the bot's too.".to_owned(),
    ];
    lines.push(sample(seen));
    lines
}

#[allow(clippy::cast_precision_loss)]
fn cost(seen: &IndexProspect) -> String {
    let most = seen.items as f64 * DOLLARS_A_MILLION / 1e6;
    format!(
        "The table has about {} items. Filling the index writes at most one unit for each it holds, at most {most:.2} US dollars (on demand, us-east-1); then each change of such an item writes one or two units more.",
        seen.items
    )
}

fn sample(seen: &IndexProspect) -> String {
    let looked = format!(
        "{} items were looked at ({} read units); {} of them would be in the index",
        seen.looked, seen.read_units, seen.waiting
    );
    if seen.refused == 0 {
        return format!("{looked}, and none would be refused.");
    }
    let examples: Vec<_> = seen.examples.iter().map(|one| one.one_line()).collect();
    format!(
        "{looked}. {} would be REFUSED when they are written again as they are: {}",
        seen.refused,
        examples.join("; ")
    )
}

pub fn added() -> &'static str {
    "The index is being added and filled. Consoles use it from their next connection on once it is active; switchboard doctor tells."
}

pub fn added_before() -> &'static str {
    "The index was there already; nothing was changed."
}

pub fn question() -> &'static str {
    "Add it? [y/N]"
}
