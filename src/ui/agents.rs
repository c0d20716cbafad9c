//! Agents and tenants: who works for whom, since when, and by whose hand.

use super::customer::first_line;
use super::line::Line;
use super::list::Shape;
use super::table::{Column, Width};
use crate::app::agents::{AgentColumn, AgentRow};
use crate::app::list::Column as _;
use crate::domain::agent::Switch;
use crate::domain::id::PlatformId;
use crate::domain::time::since;
use crate::locale::notice::agent_name;
use crate::locale::pane::column;
use crate::locale::work::platform;
use crate::locale::{time, word};
use crate::theme::Token;
use jiff::Timestamp;

/// Columns of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id {
    Platform,
    Tenant,
    Agent,
    Switch,
    Since,
    By,
    Reason,
    Category,
}

const COLUMNS: [Column<Id>; 8] = [
    Column::left(Id::Platform, column::platform, Width::Fixed(8), 1),
    Column::left(
        Id::Tenant,
        column::tenant,
        Width::Flexible { min: 12, max: 26 },
        0,
    ),
    Column::left(
        Id::Agent,
        column::agent,
        Width::Flexible { min: 16, max: 34 },
        0,
    ),
    Column::left(Id::Switch, column::switch, Width::Fixed(9), 0),
    Column::right(Id::Since, column::lasting, 6, 1),
    Column::left(Id::By, column::by, Width::Flexible { min: 8, max: 16 }, 2),
    Column::left(Id::Category, column::category, Width::Fixed(14), 4),
    Column::left(Id::Reason, column::reason, Width::Rest { min: 16 }, 3),
];

/// The pane's rows at a moment.
pub struct Rows {
    pub now: Timestamp,
}

impl Shape<AgentRow> for Rows {
    type Id = Id;

    fn columns(&self) -> &'static [Column<Id>] {
        &COLUMNS
    }

    fn descends(&self, column: AgentColumn) -> bool {
        // What changed last has been so for the shortest time.
        column.descends() && column != AgentColumn::Since
    }

    fn order(&self, id: Id) -> Option<AgentColumn> {
        Some(match id {
            Id::Tenant => AgentColumn::Tenant,
            Id::Agent => AgentColumn::Agent,
            Id::Switch => AgentColumn::Switch,
            Id::Since => AgentColumn::Since,
            Id::By => AgentColumn::By,
            Id::Platform | Id::Reason | Id::Category => return None,
        })
    }

    fn has(&self, row: &AgentRow, id: Id) -> bool {
        let activation = &row.activation;
        match id {
            Id::Tenant | Id::Agent | Id::Switch => true,
            // Bots and the agents of a catalogue are told apart by their names.
            Id::Platform => !matches!(
                activation.key.platform,
                PlatformId::Marketplace | PlatformId::Alquimista
            ),
            Id::Since => activation.since.is_some(),
            Id::By => activation.by.is_some(),
            Id::Reason => activation.reason.is_some(),
            Id::Category => activation.category.is_some(),
        }
    }

    fn cell<'r>(&self, row: &'r AgentRow, id: Id, _: u16) -> Line<'r> {
        let activation = &row.activation;
        match id {
            Id::Platform => Line::of(platform(activation.key.platform), Token::System),
            Id::Tenant => Line::of(first_line(&activation.tenant_name), Token::Text),
            Id::Agent => Line::of(agent_name(first_line(&activation.agent)), Token::Strong),
            Id::Switch if row.busy => Line::of("…", Token::Muted),
            Id::Switch => Line::of(word::switch(&activation.switch), switch(&activation.switch)),
            Id::Since => match activation.since {
                Some(at) => Line::of(time::age(since(self.now, at)), Token::Muted),
                None => Line::new(),
            },
            Id::By => optional(activation.by.as_ref(), Token::Human),
            Id::Category => optional(activation.category.as_ref(), Token::Muted),
            Id::Reason => optional(activation.reason.as_ref(), Token::Muted),
        }
    }

    fn mark(&self, row: &AgentRow) -> Line<'static> {
        if row.busy {
            Line::of("→", Token::Accent)
        } else if row.activation.disagrees.is_some() {
            Line::of("≠", Token::Warn)
        } else {
            Line::new()
        }
    }
}

fn optional(text: Option<&crate::domain::text::Text>, token: Token) -> Line<'_> {
    text.map_or_else(Line::new, |text| Line::of(text.one_line(), token))
}

/// What a switch means at a glance.
pub fn switch(switch: &Switch) -> Token {
    match switch {
        Switch::On => Token::Ok,
        Switch::Off | Switch::Suspended => Token::Urgent,
        Switch::Absent | Switch::Fixed(_) => Token::Muted,
        Switch::Other(_) => Token::Warn,
    }
}
