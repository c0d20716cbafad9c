//! Usage of tenants by month: what is billed, what the other table counted, and the limit of the plan.

mod forecast;
mod month;

pub use forecast::{draw as draw_forecast, draw_cut_off};
pub use month::month as about;

use super::customer::first_line;
use super::line::Line;
use super::list::Shape;
use super::spark::spark;
use super::table::{Column, Width};
use crate::app::usage::{UsageColumn, UsageRow};
use crate::domain::id::PlatformId;
use crate::locale::pane::column;
use crate::locale::work::{platform, unit};
use crate::locale::{number, usage, word};
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
    Plan,
    Limit,
    Share,
    Breaks,
    Counted,
    Difference,
    Days,
}

/// A column for each day of a month.
const DAYS: u16 = 31;

/// From this difference on, in percent, the tables are said to disagree.
pub const DISAGREE: f64 = 5.0;

const COLUMNS: [Column<Id>; 12] = [
    Column::left(Id::Platform, column::platform, Width::Fixed(8), 1),
    Column::left(
        Id::Tenant,
        column::tenant,
        Width::Flexible { min: 12, max: 28 },
        0,
    ),
    Column::left(Id::Month, column::month, Width::Fixed(7), 0),
    Column::right(Id::Billed, column::billed, 7, 0),
    Column::left(Id::Unit, column::none, Width::Fixed(13), 6),
    Column::left(Id::Plan, usage::command::plan, Width::Fixed(10), 3),
    Column::right(Id::Limit, column::limit, 9, 1),
    Column::right(Id::Share, column::none, 5, 0),
    Column::left(Id::Breaks, usage::command::breaks, Width::Fixed(15), 0),
    Column::right(Id::Counted, column::counted, 7, 4),
    Column::right(Id::Difference, column::difference, 7, 2),
    Column::left(
        Id::Days,
        column::days,
        Width::Flexible { min: 10, max: DAYS },
        5,
    ),
];

/// The pane's rows at a moment.
pub struct Rows {
    pub now: jiff::Timestamp,
}

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
            Id::Breaks => UsageColumn::Breaks,
            Id::Platform | Id::Unit | Id::Plan | Id::Limit | Id::Counted | Id::Days => {
                return None;
            }
        })
    }

    fn has(&self, row: &UsageRow, id: Id) -> bool {
        match id {
            Id::Platform => row.month.platform != PlatformId::Marketplace,
            Id::Unit => row.month.activity().is_some(),
            Id::Counted => row.month.tracker().is_some(),
            Id::Difference => row.month.disagreement().is_some(),
            Id::Days => !row.month.days().is_empty(),
            Id::Plan => row.plan.is_some(),
            Id::Breaks => row.gauge().is_some(),
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
            Id::Plan => Line::of(row.plan.as_deref().unwrap_or_default(), Token::Muted),
            Id::Limit => match row.gauge() {
                Some(gauge) => Line::of(usage::limit(gauge), Token::Muted),
                None => Line::of(word::quota(row.quota()), Token::Muted),
            },
            Id::Share => match row.share() {
                Some(percent) => {
                    Line::of(number::percent(percent), super::tenants::nearness(percent))
                }
                None => Line::new(),
            },
            Id::Breaks => match row.gauge().and_then(|gauge| gauge.outlook.as_ref()) {
                Some(outlook) => Line::of(
                    usage::breaks(outlook, forecast::today(self.now)),
                    forecast::meaning(Some(outlook)),
                ),
                None => Line::new(),
            },
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
        match row.share() {
            Some(percent) if percent >= 100.0 => Line::of("!", Token::Urgent),
            _ => Line::new(),
        }
    }
}
