//! Those who wait for a person: how long, how urgent, who, why, and who has it.

use super::customer::{cell, first_line};
use super::hidden::{body, value};
use super::line::Line;
use super::list::Shape;
use super::table::{Column, Width};
use crate::app::bulk::Fate;
use crate::app::escalations::{EscalationColumn, EscalationEntry, Waiting};
use crate::app::list::Row as _;
use crate::app::state::State;
use crate::domain::conversation::Status;
use crate::domain::escalation::Priority;
use crate::domain::id::{ConversationKey, PlatformId};
use crate::domain::sla::Standing;
use crate::domain::time::since;
use crate::locale::pane::column;
use crate::locale::work as words;
use crate::locale::{arranging, composing, guard, handoff, time, triage, word};
use crate::theme::Token;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// Columns of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Id {
    Wait,
    Due,
    Priority,
    Platform,
    Customer,
    Tenant,
    Reason,
    Last,
    Holder,
}

const WAIT: Column<Id> = Column::right(Id::Wait, column::wait, 7, 0);
/// Only where targets hold: what is left until the next of them is broken.
const DUE: Column<Id> = Column::right(Id::Due, arranging::sla, 7, 0);
const PRIORITY: Column<Id> = Column::left(Id::Priority, column::priority, Width::Fixed(6), 0);
/// Only where rows of other systems than the Marketplace stand.
const PLATFORM: Column<Id> = Column::left(Id::Platform, column::platform, Width::Fixed(8), 2);
const CUSTOMER: Column<Id> = Column::left(
    Id::Customer,
    column::customer,
    Width::Flexible { min: 14, max: 24 },
    0,
);

/// The columns of a narrow list: why a row needs nobody any more stands where the reason stood.
const NARROW: [Column<Id>; 7] = [
    WAIT,
    DUE,
    PRIORITY,
    PLATFORM,
    CUSTOMER,
    Column::left(
        Id::Tenant,
        column::tenant,
        Width::Flexible { min: 10, max: 22 },
        1,
    ),
    Column::left(Id::Reason, column::reason, Width::Rest { min: 14 }, 0),
];

/// From this width on the holder has a column, and the last message another.
const WIDE_FROM: u16 = 100;

const WIDE: [Column<Id>; 9] = [
    WAIT,
    DUE,
    PRIORITY,
    PLATFORM,
    CUSTOMER,
    Column::left(
        Id::Tenant,
        column::tenant,
        Width::Flexible { min: 10, max: 16 },
        0,
    ),
    Column::left(
        Id::Reason,
        column::reason,
        Width::Flexible { min: 16, max: 40 },
        0,
    ),
    Column::left(Id::Last, column::last_message, Width::Rest { min: 20 }, 1),
    Column::left(Id::Holder, column::holder, Width::Fixed(8), 0),
];

/// The pane's rows at a moment.
pub struct Rows<'s> {
    now: Timestamp,
    zone: &'s TimeZone,
    marks: &'s BTreeMap<ConversationKey, Option<Fate>>,
    wide: bool,
    private: bool,
}

impl<'s> Rows<'s> {
    /// For a list of `width` columns.
    pub fn new(state: &'s State, width: u16) -> Self {
        Self {
            now: state.clock,
            marks: &state.bulk.marks,
            zone: &state.zone,
            wide: width >= WIDE_FROM,
            private: state.private,
        }
    }

    /// The row's mark, with what an action left to be done of it.
    fn marked(&self, row: &EscalationEntry) -> Option<&'s Option<Fate>> {
        self.marks.get(&row.escalation()?.key)
    }
}

impl Shape<EscalationEntry> for Rows<'_> {
    type Id = Id;

    fn columns(&self) -> &'static [Column<Id>] {
        if self.wide { &WIDE } else { &NARROW }
    }

    fn descends(&self, column: EscalationColumn) -> bool {
        // The most urgent and the longest wait stand at the top.
        matches!(column, EscalationColumn::Taking | EscalationColumn::Wait)
    }

    fn order(&self, id: Id) -> Option<EscalationColumn> {
        Some(match id {
            Id::Wait => EscalationColumn::Wait,
            Id::Customer => EscalationColumn::Customer,
            Id::Tenant => EscalationColumn::Tenant,
            Id::Reason => EscalationColumn::Reason,
            Id::Holder => EscalationColumn::Holder,
            Id::Due => EscalationColumn::Due,
            Id::Priority => EscalationColumn::Taking,
            Id::Platform | Id::Last => return None,
        })
    }

    fn has(&self, row: &EscalationEntry, id: Id) -> bool {
        match id {
            Id::Wait => row.since().is_some(),
            Id::Due => row.standing.is_some(),
            Id::Priority => *row.priority() != Priority::Unstated,
            Id::Platform => row.platform() != PlatformId::Marketplace,
            Id::Customer | Id::Tenant => true,
            Id::Reason => {
                row.reason().is_some()
                    || row.holder.is_some()
                    || row.returned.is_some()
                    || row.put_off.is_some()
                    || row.assigned.is_some()
            }
            Id::Last => row.escalation().is_some_and(|one| one.last.is_some()),
            Id::Holder => row.holder.is_some(),
        }
    }

    fn stands_empty(&self, id: Id) -> bool {
        id != Id::Due
    }

    fn cell<'r>(&self, row: &'r EscalationEntry, id: Id, width: u16) -> Line<'r> {
        let held = row.holder.is_some() || row.put_off.is_some();
        let weight = weight(row.priority(), held);
        let quiet = if held { Token::Muted } else { Token::Text };
        match id {
            Id::Wait => match row.since() {
                Some(at) => Line::of(time::wait(since(self.now, at)), weight),
                None => Line::of("—", Token::Muted),
            },
            Id::Priority => Line::of(word::priority(row.priority()), weight),
            Id::Customer => {
                let name = if held { Token::Muted } else { Token::Strong };
                match &row.waiting {
                    Waiting::Conversation(one) => {
                        cell(one.customer.as_ref(), &one.key, width, name)
                    }
                    Waiting::Work(work) => {
                        Line::of(value(self.private, work.subject.one_line()), name)
                    }
                }
            }
            Id::Platform => Line::of(words::platform(row.platform()), Token::System),
            Id::Tenant => Line::of(first_line(&row.tenant_name), Token::Muted),
            Id::Reason if let Some(Some(fate)) = self.marked(row) => {
                Line::of(triage::fate(fate), Token::Warn)
            }
            Id::Due => self.due(row),
            Id::Reason if row.holder.is_some() && !row.for_me && !self.wide => holder(row),
            Id::Reason => {
                let lead = self.lead(row);
                match row.reason() {
                    _ if row.returned.is_some() => returned(row),
                    Some(reason) => lead.and(value(self.private, reason.one_line()), quiet),
                    None if !lead.is_empty() => lead,
                    None => Line::of("—", Token::Muted),
                }
            }
            Id::Last => match row.escalation().and_then(|one| one.last.as_ref()) {
                Some(last) => Line::of(word::speaker_lead(last.from), Token::Muted)
                    .and(body(self.private, last.text.one_line()), Token::Muted),
                None => Line::new(),
            },
            Id::Holder => match &row.holder {
                Some(_) if row.mine => Line::of(handoff::you(), Token::Mine),
                Some(claim) => Line::of(handoff::other_short(claim), Token::Human),
                None => Line::new(),
            },
        }
    }

    fn mark(&self, row: &EscalationEntry) -> Line<'static> {
        if self.marked(row).is_some() {
            Line::of("*", Token::Accent)
        } else if row.new_until.is_some_and(|until| until > self.now) {
            Line::of("•", Token::Fresh)
        } else if row
            .escalation()
            .is_some_and(|one| one.status == Status::EscalatedUnheard)
        {
            Line::of("!", Token::Warn)
        } else if row.draft {
            Line::of("…", Token::Mine)
        } else {
            Line::new()
        }
    }
}

impl Rows<'_> {
    /// What stands before the reason: what kind of thing waits (a conversation needs no word), until when it is
    /// put off, whom it is meant for.
    fn lead(&self, row: &EscalationEntry) -> Line<'static> {
        if let Some(work) = row.work() {
            return Line::of(words::kind(work.key.kind), Token::System).and(" ", Token::Text);
        }
        let lead = if let Some(until) = row.put_off {
            let words = arranging::put_off(until, self.now, self.zone);
            Line::of(words, Token::Muted)
        } else if row.mine {
            return draft(row);
        } else if row.for_me {
            Line::of(arranging::for_you(), Token::Mine)
        } else if let Some(assigned) = &row.assigned {
            let words = arranging::for_person(&assigned.to.one_line());
            Line::of(words, Token::Human)
        } else {
            return draft(row);
        };
        lead.and(" ", Token::Text)
    }

    /// What is left until the next target is broken.
    fn due(&self, row: &EscalationEntry) -> Line<'static> {
        match row.standing {
            Some(Standing::Running(due)) => {
                let token = if row.put_off.is_some() || row.holder.is_some() && !row.mine {
                    Token::Muted
                } else if due.is_near(self.now) {
                    Token::Urgent
                } else {
                    Token::Text
                };
                Line::of(arranging::countdown(due.left(self.now)), token)
            }
            // The customer has been answered: nothing runs.
            Some(Standing::Paused) => Line::of("·", Token::Muted),
            None => Line::new(),
        }
    }
}

/// That an unsent draft is kept, in a word beside the sign.
fn draft(row: &EscalationEntry) -> Line<'static> {
    match row.draft {
        true => Line::of(composing::draft(), Token::Mine).and(" ", Token::Text),
        false => Line::new(),
    }
}

/// Who has it, where it has no column of its own.
fn holder(row: &EscalationEntry) -> Line<'static> {
    match &row.holder {
        // The sign stands before the row; the word must not push away who has it.
        Some(_) if row.mine && row.draft => Line::of(composing::draft(), Token::Mine)
            .and(" · ", Token::Muted)
            .and(handoff::you(), Token::Mine),
        Some(_) if row.mine => Line::of(handoff::held_by(handoff::you()), Token::Mine),
        Some(claim) => Line::of(handoff::held_by(&handoff::other_short(claim)), Token::Human),
        None => Line::new(),
    }
}

/// Why it waits again.
fn returned(row: &EscalationEntry) -> Line<'static> {
    match &row.returned {
        Some(claim) => Line::of(guard::returned(claim), Token::Warn),
        None => Line::new(),
    }
}

/// How bright a row is: by its priority while it waits, quiet once somebody has it.
pub(super) fn weight(priority: &Priority, held: bool) -> Token {
    match (held, priority) {
        (true, _) => Token::Muted,
        (false, Priority::Urgent) => Token::Urgent,
        (false, Priority::High) => Token::Warn,
        (false, Priority::Low | Priority::Unstated) => Token::Muted,
        (false, Priority::Medium | Priority::Other(_)) => Token::Text,
    }
}
