//! Usage of tenants by month: what is billed, what the other table counted, and the limit of the plan.

use super::customer::first_line;
use super::line::Line;
use super::list::Shape;
use super::spark::spark;
use super::table::{Column, Width};
use crate::app::usage::{UsageColumn, UsageRow};
use crate::domain::id::PlatformId;
use crate::locale::pane::column;
use crate::locale::work::{platform, unit};
use crate::locale::{number, word};
use crate::theme::Token;

/// Columns of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id {
    Platform,
    Tenant,
    Month,
    Billed,
    /// What is counted, where it is not messages.
    Unit,
    Limit,
    Share,
    Counted,
    Difference,
    Days,
}

/// A column for each day of a month.
const DAYS: u16 = 31;

/// From this difference on, in percent, the tables are said to disagree.
pub const DISAGREE: f64 = 5.0;

const COLUMNS: [Column<Id>; 10] = [
    Column::left(Id::Platform, column::platform, Width::Fixed(8), 1),
    Column::left(
        Id::Tenant,
        column::tenant,
        Width::Flexible { min: 12, max: 28 },
        0,
    ),
    Column::left(Id::Month, column::month, Width::Fixed(7), 0),
    Column::right(Id::Billed, column::billed, 7, 0),
    Column::left(Id::Unit, column::none, Width::Fixed(13), 4),
    Column::right(Id::Limit, column::limit, 9, 2),
    Column::left(Id::Share, column::none, Width::Fixed(18), 0),
    Column::right(Id::Counted, column::counted, 7, 3),
    Column::right(Id::Difference, column::difference, 7, 2),
    Column::left(
        Id::Days,
        column::days,
        Width::Flexible { min: 10, max: DAYS },
        4,
    ),
];

/// The pane's rows.
pub struct Rows;

impl Shape<UsageRow> for Rows {
    type Id = Id;

    fn columns(&self) -> &'static [Column<Id>] {
        &COLUMNS
    }

    fn order(&self, id: Id) -> Option<UsageColumn> {
        Some(match id {
            Id::Tenant => UsageColumn::Tenant,
            Id::Month => UsageColumn::Month,
            Id::Billed => UsageColumn::Messages,
            Id::Share => UsageColumn::Percent,
            Id::Difference => UsageColumn::Disagreement,
            Id::Platform | Id::Unit | Id::Limit | Id::Counted | Id::Days => return None,
        })
    }

    fn has(&self, row: &UsageRow, id: Id) -> bool {
        match id {
            Id::Platform => row.month.platform != PlatformId::Marketplace,
            Id::Unit => row.month.activity().is_some(),
            Id::Counted => row.month.tracker().is_some(),
            Id::Difference => row.month.disagreement().is_some(),
            Id::Days => !row.month.days().is_empty(),
            _ => true,
        }
    }

    fn cell<'r>(&self, row: &'r UsageRow, id: Id, width: u16) -> Line<'r> {
        let month = &row.month;
        match id {
            Id::Platform => Line::of(platform(month.platform), Token::System),
            Id::Unit => match month.activity() {
                Some(_) => Line::of(unit(month.platform), Token::Muted),
                None => Line::new(),
            },
            Id::Tenant => Line::of(first_line(&row.tenant_name), Token::Strong),
            Id::Month => Line::of(month.month.as_str(), Token::Muted),
            Id::Billed => Line::of(number::count(month.count()), Token::Text),
            Id::Limit => Line::of(word::quota(row.quota()), Token::Muted),
            Id::Share => super::tenants::share(Some(month.count()), row.quota()),
            Id::Counted => month.tracker().map_or_else(Line::new, |tracker| {
                Line::of(number::count(tracker.messages), Token::Muted)
            }),
            Id::Difference => match month.disagreement() {
                Some(percent) if percent >= DISAGREE => {
                    Line::of(number::difference(percent), Token::Warn)
                }
                Some(percent) => Line::of(number::difference(percent), Token::Muted),
                None => Line::new(),
            },
            Id::Days => Line::of(spark(&month.days(), usize::from(width)), Token::Chart),
        }
    }

    fn mark(&self, row: &UsageRow) -> Line<'static> {
        match row.percent() {
            Some(percent) if percent >= 100.0 => Line::of("!", Token::Urgent),
            _ => Line::new(),
        }
    }
}
