//! The rule that the bot of a tenant really applies to a month, in the detail of usage.

use super::detail::Part;
use super::line::Line;
use crate::app::state::State;
use crate::domain::allowance::{Bound, Counted, Handler, Measure, Stand, measures};
use crate::domain::usage::UsageMonth;
use crate::locale::allowance as words;
use crate::theme::Token;

/// Each count against its limit, and why it is this table that decides.
pub fn rule<'a>(month: &UsageMonth, plan: Option<&str>, state: &State) -> Vec<Part<'a>> {
    let handler = match state.bot_reads_pause(month.platform) {
        Some(true) => Handler::Enhanced,
        Some(false) => Handler::Deployed,
        None => return Vec::new(),
    };
    let tenant = state.tenants.list.get(&month.owner());
    let limits = tenant.map(|row| row.tenant.limits).unwrap_or_default();
    let measures = measures(handler, month, &limits, plan);
    let mut parts = vec![Part::Group(words::heading(handler))];
    parts.extend(measures.iter().map(measured));
    parts.push(Part::Says(words::why(handler).to_owned(), Token::Muted));
    let bound = |counted: Counted| {
        let mut of = measures.iter().filter(|one| one.counted == counted);
        of.next().map(|one| one.bound)
    };
    if handler == Handler::Enhanced {
        if matches!(bound(Counted::Messages), Some(Bound::AtMost(_))) {
            let says = words::a_day_for_a_month().to_owned();
            parts.push(Part::Says(says, Token::Warn));
        }
        if measures.iter().any(|one| one.bound == Bound::Unstated) {
            parts.push(Part::Says(words::unstated().to_owned(), Token::Warn));
        }
    }
    parts
}

fn measured<'a>(one: &Measure) -> Part<'a> {
    let stand = one.stand();
    let token = match stand {
        Stand::Free => Token::Text,
        Stand::Warned => Token::Warn,
        Stand::Refused => Token::Urgent,
    };
    let line = Line::of(words::measure(one.used, one.bound), token);
    Part::Field(
        words::counted(one.counted),
        line.then(2, words::stand(stand), token),
    )
}
