//! Conversations: pages of a tenant's partition, the queue index where there is one, and one conversation
//! with both of its items.

use super::customers::Customers;
use super::item::conversation::{rows, stored};
use super::plan::Plan;
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Query};
use crate::aws::expression::key;
use crate::domain::conversation::ConversationRow;
use crate::domain::cost::Cost;
use crate::domain::escalation::{QueuePlan, WaitingWord};
use crate::domain::id::{ConversationKey, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use crate::platform::{Read, Stored};
use async_trait::async_trait;

/// Rows of one page of the queue.
const QUEUE_PAGE: u32 = 200;

/// The conversations' table.
pub(super) struct Conversations {
    dynamo: Dynamo,
    table: String,
    plan: Plan,
    customers: Customers,
}

impl Conversations {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Self {
        Self {
            dynamo: dynamo.clone(),
            table: tables.conversations.clone(),
            plan: plan.clone(),
            customers: Customers::new(dynamo, tables, plan.customers.clone()),
        }
    }

    async fn page(
        &self,
        query: Query<'_>,
        tenant: Option<&TenantId>,
    ) -> Result<Page<ConversationRow>, Problem> {
        let page = self.dynamo.query(query).await?;
        let mut items = rows(&page.items, tenant);
        let names = self.customers.name(&mut items).await;
        Ok(Page {
            items,
            next: page.next,
            cost: page.cost + names,
        })
    }
}

#[async_trait]
impl crate::platform::Conversations for Conversations {
    fn queue_plan(&self) -> QueuePlan {
        self.plan.queue()
    }

    async fn sweep(
        &self,
        tenant: &TenantId,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<ConversationRow>, Problem> {
        let mut query = Query::partition(&self.table, "tenantId", tenant.as_str());
        query.after = after;
        query.limit = Some(limit.max(1));
        self.page(query, Some(tenant)).await
    }

    async fn waiting(
        &self,
        word: WaitingWord,
        after: Option<Cursor>,
    ) -> Result<Page<ConversationRow>, Problem> {
        let Some(index) = &self.plan.queue_index else {
            return Err(Problem::new(
                Trouble::Refused,
                &self.table,
                "no index over status",
            ));
        };
        let mut query = Query::partition(&self.table, "status", word.word());
        query.index = Some(index);
        query.after = after;
        query.limit = Some(QUEUE_PAGE);
        self.page(query, None).await
    }

    async fn read(&self, of: &ConversationKey) -> Result<Read<Option<Stored>>, Problem> {
        let (tenant, bare) = (of.tenant.as_str(), of.conversation.as_str());
        if tenant.is_empty() || bare.is_empty() {
            // The service refuses an empty key; nothing is stored under it.
            return Ok(Read {
                value: None,
                cost: Cost::default(),
            });
        }
        let prefixed = format!("{tenant}#{bare}");
        let item = |id: &str| key(("tenantId", tenant), Some(("conversationId", id)));
        let (record, talk) = futures::future::try_join(
            self.dynamo.get(&self.table, item(bare)),
            self.dynamo.get(&self.table, item(&prefixed)),
        )
        .await?;
        let mut cost = record.cost + talk.cost;
        let items: Vec<_> = [record.value, talk.value].into_iter().flatten().collect();
        let mut value = stored(&items, of);
        if let Some(stored) = &mut value {
            cost += self.customers.name_one(&mut stored.row).await;
        }
        Ok(Read { value, cost })
    }
}
