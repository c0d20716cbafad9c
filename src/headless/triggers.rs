//! The report of triggers: how often each word of the bot fired, and how often by mistake.

use super::output;
use super::{Form, list};
use crate::desk::{Desk, Mode};
use crate::domain::conversation::ConversationRow;
use crate::domain::id::{TenantId, TenantKey};
use crate::domain::problem::Problem;
use crate::domain::trigger::report::{self, Line};
use crate::locale::headless::triage as words;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io;

/// The report for machines.
#[derive(Debug, Serialize)]
struct Report<'a> {
    items: Vec<Item<'a>>,
    /// How many conversations it rests on.
    conversations: usize,
}

#[derive(Debug, Serialize)]
struct Item<'a> {
    keyword: &'a str,
    fired: u64,
    alone: u64,
    inside_another_word: u64,
    resolved: u64,
    handed_back: u64,
    false_positive: u64,
    false_positive_percent: Option<u64>,
    suggestion: Option<String>,
}

/// Lines, and the number of conversations they rest on.
pub(super) async fn read<M: Mode>(
    desk: &Desk<M>,
    tenant: Option<&TenantId>,
) -> Result<(Vec<Line>, usize), Problem> {
    let rows = list::conversations(desk, tenant).await?;
    let tenants: BTreeSet<TenantKey> = rows.iter().map(|row| row.key.owner()).collect();
    let tenants: Vec<TenantKey> = tenants.into_iter().collect();
    let ended = desk.endings(&tenants).await?;
    let escalated = |row: &&ConversationRow| {
        let record = row.record.as_ref();
        record.is_some_and(|record| record.reason.is_some())
    };
    let count = rows.iter().filter(escalated).count();
    Ok((report::of(&rows, &ended), count))
}

pub(super) fn say(found: &(Vec<Line>, usize), csv: bool, form: Form) -> io::Result<u8> {
    let (lines, conversations) = found;
    if csv {
        output::lines(report::csv(lines).lines())?;
        return Ok(0);
    }
    let items = lines.iter().map(item).collect();
    let report = Report {
        items,
        conversations: *conversations,
    };
    if form == Form::Json {
        output::json(&report)?;
        return Ok(0);
    }
    let rows: Result<Vec<Value>, _> = report.items.iter().map(serde_json::to_value).collect();
    output::lines(output::table(&words::triggers(), &rows?))?;
    output::tell([words::rests_on(*conversations)]);
    Ok(0)
}

fn item(line: &Line) -> Item<'_> {
    Item {
        keyword: &line.keyword,
        fired: line.fired,
        alone: line.alone,
        inside_another_word: line.inside,
        resolved: line.resolved,
        handed_back: line.handed_back,
        false_positive: line.mistaken,
        false_positive_percent: line.mistaken_share(),
        suggestion: line.suggestion(),
    }
}
