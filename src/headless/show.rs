//! One conversation with its transcript.

use super::item::{At, BriefingItem, ConversationItem, Holder, MessageItem};
use crate::desk::{Desk, Mode};
use crate::domain::id::ConversationKey;
use crate::domain::problem::Problem;
use serde::Serialize;

/// An opened conversation, as its JSON has it.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    pub conversation: ConversationItem,
    pub messages: Vec<MessageItem>,
    pub holder: Option<Holder>,
    pub briefing: Option<BriefingItem>,
    pub as_of: At,
    pub consumed_read_units: f64,
}

/// Reads a conversation; `None`: there is no such conversation.
pub(super) async fn read<M: Mode>(
    desk: &Desk<M>,
    key: &ConversationKey,
) -> Result<Option<Shown>, Problem> {
    let before = desk.consumed();
    let as_of = At(desk.now());
    let Some(opened) = desk.conversation(key).await?.value else {
        return Ok(None);
    };
    let tenant = desk.tenant(&key.owner()).await?;
    let name = tenant.as_ref().map(|tenant| tenant.name.as_str());
    let now = desk.now();
    let claim = opened.claim.filter(|claim| claim.is_live(now));
    let conversation = opened.conversation;
    Ok(Some(Shown {
        conversation: ConversationItem::of(&conversation.row, name, claim.as_ref()),
        messages: conversation.messages.iter().map(MessageItem::of).collect(),
        holder: claim.as_ref().map(Holder::of),
        briefing: opened.briefing.as_ref().map(BriefingItem::of),
        as_of,
        consumed_read_units: desk.consumed().read_units - before.read_units,
    }))
}
