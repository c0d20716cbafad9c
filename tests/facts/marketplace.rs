//! AI Marketplace Assistant: the fifteen facts.

#[path = "marketplace/items.rs"]
mod items;
#[path = "marketplace/lists.rs"]
mod lists;

use crate::requests::{aliased, bare};
use crate::scene::{Scene, TENANT as SOLD};
use crate::screens::{dump, scenes};
use crate::stage::*;
use crate::support::{marketplace as tenant_key, proxy::Fault};
use aws_sdk_dynamodb::types::AttributeValue::{L, M};
use std::collections::BTreeSet;
use switchboard::aws::table::{KeyKind, TableSpec};
use switchboard::desk::{Desk, Parts, Permit};
use switchboard::domain::allowance::{Bound, Handler, Stand, measures, stand};
use switchboard::domain::briefing::{Told, Whose};
use switchboard::domain::conversation::{Customer, History, Speaker, Status, Storage};
use switchboard::domain::cost::Cost;
use switchboard::domain::escalation::WaitingWord;
use switchboard::domain::handoff::{Claimed, Ending, LEASE, Owned, Pause};
use switchboard::domain::id::{ConversationKey, PlatformId, TenantId};
use switchboard::domain::letter::Letter;
use switchboard::domain::problem::Trouble;
use switchboard::domain::reply::ReplyState;
use switchboard::domain::role::{Role, Scope};
use switchboard::domain::text::Text;
use switchboard::locale::{allowance as rule, handoff as words, notice, word};
use switchboard::platform::Write;
use switchboard::platform::marketplace::item::{conversation, telling, tenant, usage};
use switchboard::platform::marketplace::schema::{
    CONVERSATIONS as SHAPE, Design, QUEUE_INDEX, Tables,
};
use switchboard::platform::marketplace::{Plan, reader};

const ID: &str = "conv_573005554217";
const SINCE: &str = "2026-11-21T13:10:00.000Z";
const NOW: &str = "2026-11-21T14:00:00.000Z";

fn plaza() -> TenantId {
    TenantId::from(TENANT)
}

fn said(from: &str, text: &str, at: aws_sdk_dynamodb::types::AttributeValue) -> Item {
    item([
        ("id", s(text)),
        ("from", s(from)),
        ("content", s(text)),
        ("type", s("text")),
        ("timestamp", at),
    ])
}
