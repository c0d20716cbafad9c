//! That a tenant's channel refuses whatever is sent: one line, in its conversations and beside the tenant.

use super::line::Line;
use crate::app::state::State;
use crate::domain::id::TenantKey;
use crate::locale::channel as say;
use crate::theme::Token;

/// The banner of a tenant, where its channel refuses.
pub fn banner(state: &State, tenant: &TenantKey) -> Option<Line<'static>> {
    let words = words(state, tenant)?;
    Some(Line::of("!", Token::Urgent).then(1, words, Token::Urgent))
}

/// The same as a sentence.
pub fn words(state: &State, tenant: &TenantKey) -> Option<String> {
    let refusing = state.refusing(tenant)?;
    let name = state.tenant_name(tenant);
    Some(say::refuses(&name.one_line(), &refusing, &state.zone))
}
