//! Tenants: what each is, whether its bot works, what is going on there, how much of its limit is used.

use super::customer::first_line;
use super::line::Line;
use super::list::Shape;
use super::table::{Column, Width};
use crate::app::list::Column as _;
use crate::app::tenants::{TenantColumn, TenantRow};
use crate::domain::agent::Switch;
use crate::domain::id::PlatformId;
use crate::domain::tenant::TenantStatus;
use crate::domain::time::since;
use crate::domain::usage::Quota;
use crate::locale::pane::column;
use crate::locale::work::platform;
use crate::locale::{number, time, word};
use crate::theme::Token;
use jiff::Timestamp;

/// Columns of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id {
    Platform,
    Name,
    Status,
    Plan,
    Bot,
    Open,
    Waiting,
    Used,
    Limit,
    Share,
    Age,
}

const COLUMNS: [Column<Id>; 11] = [
    Column::left(Id::Platform, column::platform, Width::Fixed(8), 3),
    Column::left(
        Id::Name,
        column::tenant,
        Width::Flexible { min: 16, max: 32 },
        0,
    ),
    Column::left(Id::Status, column::status, Width::Fixed(9), 2),
    Column::left(Id::Plan, column::plan, Width::Fixed(10), 6),
    Column::left(Id::Bot, column::bot, Width::Fixed(4), 1),
    Column::right(Id::Waiting, column::waiting, 4, 0),
    Column::right(Id::Open, column::open, 4, 3),
    Column::right(Id::Used, column::used, 7, 4),
    Column::right(Id::Limit, column::limit, 9, 7),
    Column::left(Id::Share, column::none, Width::Fixed(18), 5),
    Column::right(Id::Age, column::age, 6, 2),
];

/// The pane's rows at a moment.
pub struct Rows {
    pub now: Timestamp,
}

impl Shape<TenantRow> for Rows {
    type Id = Id;

    fn columns(&self) -> &'static [Column<Id>] {
        &COLUMNS
    }

    fn descends(&self, column: TenantColumn) -> bool {
        // The newest has the smallest age.
        column.descends() && column != TenantColumn::LastActivity
    }

    fn order(&self, id: Id) -> Option<TenantColumn> {
        Some(match id {
            Id::Name => TenantColumn::Name,
            Id::Status => TenantColumn::Status,
            Id::Plan => TenantColumn::Plan,
            Id::Open => TenantColumn::Open,
            Id::Waiting => TenantColumn::Waiting,
            Id::Used => TenantColumn::Used,
            Id::Age => TenantColumn::LastActivity,
            Id::Platform | Id::Bot | Id::Limit | Id::Share => return None,
        })
    }

    fn has(&self, row: &TenantRow, id: Id) -> bool {
        match id {
            Id::Used | Id::Share => row.used.is_some(),
            Id::Plan => row.tenant.plan.is_some(),
            Id::Age => row.tally.last_activity.is_some(),
            // A word that is the same in every row says nothing.
            Id::Platform => row.key.platform != PlatformId::Marketplace,
            Id::Status => row.tenant.status != TenantStatus::Missing,
            Id::Bot | Id::Open | Id::Waiting => has_bot(row),
            Id::Limit => row.quota().is_some(),
            _ => true,
        }
    }

    fn cell<'r>(&self, row: &'r TenantRow, id: Id, _: u16) -> Line<'r> {
        let tenant = &row.tenant;
        match id {
            Id::Platform => Line::of(platform(row.key.platform), Token::System),
            Id::Name => Line::of(first_line(&tenant.name), Token::Strong),
            Id::Status if tenant.status == TenantStatus::Missing && !has_bot(row) => Line::new(),
            Id::Status => Line::of(word::tenant_status(&tenant.status), status(&tenant.status)),
            Id::Plan => Line::of(tenant.plan.as_deref().unwrap_or("—"), Token::Muted),
            Id::Bot | Id::Open | Id::Waiting if !has_bot(row) => Line::new(),
            Id::Bot => {
                let bot = tenant.status.bot();
                let token = super::agents::switch(&bot);
                Line::of(word::switch_short(&bot).into_owned(), token)
            }
            Id::Open => tally(row.tally.open, Token::Text),
            Id::Waiting => tally(row.tally.waiting, Token::Warn),
            Id::Used => match row.used {
                Some(used) => Line::of(number::count(used), Token::Text),
                None if row.quota().is_none() => Line::new(),
                None => Line::of("…", Token::Muted),
            },
            Id::Limit => Line::of(word::quota(row.quota()), Token::Muted),
            Id::Share => share(row.used, row.quota()),
            Id::Age => match row.tally.last_activity {
                Some(at) => Line::of(time::age(since(self.now, at)), Token::Muted),
                None if !has_bot(row) => Line::new(),
                None => Line::of("—", Token::Muted),
            },
        }
    }

    fn mark(&self, row: &TenantRow) -> Line<'static> {
        match row.tenant.status.bot() {
            Switch::On => Line::new(),
            Switch::Absent if !has_bot(row) => Line::new(),
            _ => Line::of("!", Token::Warn),
        }
    }
}

/// Whether the tenant's status is the switch of a bot.
fn has_bot(row: &TenantRow) -> bool {
    row.key.platform == PlatformId::Marketplace
}

/// What a status means at a glance.
pub fn status(status: &TenantStatus) -> Token {
    match status {
        TenantStatus::Active => Token::Ok,
        TenantStatus::Trial => Token::Text,
        TenantStatus::Suspended => Token::Urgent,
        TenantStatus::Missing | TenantStatus::Other(_) => Token::Warn,
    }
}

/// A count that is quiet at nothing.
fn tally(n: u32, token: Token) -> Line<'static> {
    let token = if n == 0 { Token::Muted } else { token };
    Line::of(number::count(u64::from(n)), token)
}

/// The share of a limit in percent, with a word where it is near.
pub fn share(used: Option<u64>, quota: Option<Quota>) -> Line<'static> {
    let Some(percent) = used.and_then(|used| quota?.percent(used)) else {
        return Line::new();
    };
    let token = nearness(percent);
    let mut line = Line::of(format!("{:>5}", number::percent(percent)), token);
    let words = word::nearness(percent);
    if !words.is_empty() {
        line.push(" · ", Token::Muted);
        line.push(words, token);
    }
    line
}

/// How a share is coloured.
pub fn nearness(percent: f64) -> Token {
    if percent >= 95.0 {
        Token::Urgent
    } else if percent >= 80.0 {
        Token::Warn
    } else {
        Token::Ok
    }
}
