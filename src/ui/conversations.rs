//! All conversations: the liveliest first, who has each, what was said last, what is unread.

use super::customer::{cell, first_line};
use super::hidden::body;
use super::line::Line;
use super::list::Shape;
use super::table::{Column, Width};
use crate::app::conversations::{ConversationColumn, ConversationEntry};
use crate::app::list::{Column as _, Row as _};
use crate::app::state::State;
use crate::domain::conversation::Status;
use crate::domain::id::PlatformId;
use crate::domain::system::Port;
use crate::domain::time::since;
use crate::locale::pane::column;
use crate::locale::work as words;
use crate::locale::{composing, handoff, time, word};
use crate::theme::Token;

/// Columns of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id {
    Age,
    Unread,
    Customer,
    Tenant,
    Platform,
    State,
    Last,
}

const COLUMNS: [Column<Id>; 7] = [
    Column::right(Id::Age, column::age, 6, 0),
    Column::right(Id::Unread, column::unread, 3, 0),
    Column::left(Id::Platform, column::platform, Width::Fixed(8), 2),
    Column::left(
        Id::Customer,
        column::customer,
        Width::Flexible { min: 12, max: 24 },
        0,
    ),
    Column::left(
        Id::Tenant,
        column::tenant,
        Width::Flexible { min: 8, max: 22 },
        2,
    ),
    Column::left(
        Id::State,
        column::state,
        Width::Flexible { min: 8, max: 10 },
        1,
    ),
    Column::left(Id::Last, column::last_message, Width::Rest { min: 12 }, 3),
];

/// The pane's rows in a state.
pub struct Rows<'a>(pub &'a State);

impl Shape<ConversationEntry> for Rows<'_> {
    type Id = Id;

    fn columns(&self) -> &'static [Column<Id>] {
        &COLUMNS
    }

    fn descends(&self, column: ConversationColumn) -> bool {
        // The newest has the smallest age.
        column.descends() && column != ConversationColumn::LastActivity
    }

    fn order(&self, id: Id) -> Option<ConversationColumn> {
        Some(match id {
            Id::Age => ConversationColumn::LastActivity,
            Id::Unread => ConversationColumn::Unread,
            Id::Customer => ConversationColumn::Customer,
            Id::Tenant => ConversationColumn::Tenant,
            Id::State => ConversationColumn::State,
            Id::Platform | Id::Last => return None,
        })
    }

    fn has(&self, row: &ConversationEntry, id: Id) -> bool {
        match id {
            Id::Unread => row.unread > 0,
            Id::Last => row
                .row
                .talk
                .as_ref()
                .is_some_and(|talk| talk.last.is_some()),
            Id::Platform => row.platform() != PlatformId::Marketplace,
            Id::Age | Id::Customer | Id::Tenant | Id::State => true,
        }
    }

    fn cell<'r>(&self, row: &'r ConversationEntry, id: Id, width: u16) -> Line<'r> {
        match id {
            Id::Age => match row.row.last_activity() {
                Some(at) => Line::of(time::age(since(self.0.clock, at)), Token::Muted),
                None => Line::of("—", Token::Muted),
            },
            Id::Unread => match row.unread {
                0 => Line::new(),
                some => Line::of(some.to_string(), Token::Accent),
            },
            Id::Customer => {
                let token = if row.unread > 0 {
                    Token::Strong
                } else {
                    Token::Text
                };
                cell(row.row.customer(), &row.row.key, width, token)
            }
            Id::Platform => Line::of(words::platform(row.platform()), Token::System),
            Id::Tenant => Line::of(first_line(&row.tenant_name), Token::Muted),
            Id::State => self.state(row),
            Id::Last => match row.row.talk.as_ref().and_then(|talk| talk.last.as_ref()) {
                Some(last) => {
                    let token = if row.unread > 0 {
                        Token::Text
                    } else {
                        Token::Muted
                    };
                    let lead = match row.draft {
                        true => Line::of(composing::draft(), Token::Mine).and(" ", Token::Text),
                        false => Line::new(),
                    };
                    lead.and(word::speaker_lead(last.from), Token::Muted)
                        .and(body(self.0.private, last.text.one_line()), token)
                }
                None => Line::new(),
            },
        }
    }

    fn mark(&self, row: &ConversationEntry) -> Line<'static> {
        if row.new_until.is_some_and(|until| until > self.0.clock) {
            Line::of("•", Token::Fresh)
        } else if row.draft {
            Line::of("…", Token::Mine)
        } else {
            Line::new()
        }
    }
}

impl Rows<'_> {
    fn state<'r>(&self, row: &'r ConversationEntry) -> Line<'r> {
        if self.0.mine.contains_key(&row.row.key) {
            return Line::of(handoff::you(), Token::Mine);
        }
        if let Some(claim) = &row.holder {
            return Line::of(handoff::other_short(claim), Token::Human);
        }
        let status = row.row.status();
        let platform = row.row.key.platform;
        let handed = self.0.has_port(platform, Port::Handoffs);
        if *status == Status::Active && !handed && self.0.bot_reads_pause(platform) != Some(false) {
            return Line::of(words::no_bot(platform), Token::Muted);
        }
        let token = match status {
            Status::PassedToHuman | Status::Escalated | Status::EscalatedUnheard => Token::Warn,
            Status::Active => Token::Bot,
            Status::Resolved | Status::Closed => Token::Muted,
            Status::Other(_) => Token::Warn,
        };
        Line::of(word::status_short(status), token)
    }
}
