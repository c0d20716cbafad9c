//! Who was told by a bot that a limit is reached: conversations whose last words today are that text, out of what
//! the console has read anyway. Nothing is read for it, and how old it is can be said.

use crate::app::conversations::ConversationEntry;
use crate::app::state::State;
use crate::domain::allowance::is_limit_text;
use crate::domain::conversation::Speaker;
use crate::domain::id::TenantKey;
use crate::domain::time;
use jiff::Timestamp;

/// What is known of it.
pub struct Told<'s> {
    /// The newest first.
    pub customers: Vec<(Timestamp, &'s ConversationEntry)>,
    /// Conversations of the tenant that were looked at.
    pub looked: usize,
    /// When the last whole read of conversations ended; `None`: none has.
    pub read_at: Option<Timestamp>,
}

/// The customers of a tenant whose conversation ends with that text today (UTC, as the systems count).
pub fn told_today<'s>(state: &'s State, tenant: &TenantKey) -> Told<'s> {
    let day = time::day(state.clock);
    let mut looked = 0;
    let mut customers = Vec::new();
    for entry in state.conversations.list.all() {
        if entry.row.key.owner() != *tenant {
            continue;
        }
        looked += 1;
        let last = entry.row.talk.as_ref().and_then(|talk| talk.last.as_ref());
        let Some(last) = last.filter(|last| last.from == Speaker::Bot) else {
            continue;
        };
        if let Some(at) = last.at.filter(|at| time::day(*at) == day)
            && is_limit_text(&last.text)
        {
            customers.push((at, entry));
        }
    }
    customers.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    Told {
        customers,
        looked,
        read_at: state.conversations.walk.at,
    }
}
