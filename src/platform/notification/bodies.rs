//! What a mail says (at most 500 characters of it, as stored): one at a time, when a person asks for it.

use super::item::mail;
use super::schema::Tables;
use crate::aws::dynamo::Dynamo;
use crate::domain::cost::Cost;
use crate::domain::id::{ConversationKey, MessageId};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::platform::Read;
use async_trait::async_trait;

/// The notifications' table.
pub(super) struct Bodies {
    dynamo: Dynamo,
    table: String,
}

impl Bodies {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            table: tables.notifications.clone(),
        }
    }
}

#[async_trait]
impl crate::platform::Bodies for Bodies {
    async fn body(
        &self,
        of: &ConversationKey,
        message: &MessageId,
    ) -> Result<Read<Option<Text>>, Problem> {
        if of.tenant.as_str().is_empty() || message.as_str().is_empty() {
            return Ok(Read {
                value: None,
                cost: Cost::default(),
            });
        }
        let key = mail::key(&of.tenant, message.as_str());
        let read = self
            .dynamo
            .get_only(&self.table, key, &mail::BODY_FIELDS)
            .await?;
        let source = of.conversation.as_str();
        Ok(Read {
            value: read.value.and_then(|item| mail::body(&item, source)),
            cost: read.cost,
        })
    }
}
