//! Conversations: pages of a tenant's partition, the queue index where there is one, and one conversation
//! with both of its items. The legacy table's rows are read by [`Rows`].

use super::customers::Customers;
use super::item::conversation::{FIELDS, number, rows, stored};
use super::plan::{ConversationPlan, Plan};
use super::rows::{Rows, nothing};
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item, Query};
use crate::aws::expression::key;
use crate::domain::conversation::ConversationRow;
use crate::domain::escalation::{QueuePlan, WaitingWord};
use crate::domain::id::{ConversationKey, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::revealed::Revealed;
use crate::platform::{Read, Stored};
use async_trait::async_trait;

/// Rows of one page of the queue.
const QUEUE_PAGE: u32 = 200;

/// The conversations' table.
pub(super) struct Conversations {
    dynamo: Dynamo,
    table: String,
    plan: Plan,
    /// Where the table has a row for each message.
    rows: Option<Rows>,
    customers: Customers,
    bot_reads_pause: bool,
}

impl Conversations {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Self {
        Self {
            dynamo: dynamo.clone(),
            table: tables.conversations.clone(),
            plan: plan.clone(),
            rows: match &plan.conversations {
                ConversationPlan::Partition => None,
                ConversationPlan::Rows { index } => Some(Rows::new(dynamo, tables, index.clone())),
            },
            bot_reads_pause: tables.bot_reads_pause && plan.has_records(),
            customers: Customers::new(dynamo, tables, plan.customers.clone()),
        }
    }

    async fn page(
        &self,
        query: Query<'_>,
        tenant: Option<&TenantId>,
    ) -> Result<Page<ConversationRow>, Problem> {
        let page = self.dynamo.query(query).await?;
        let page = Page {
            items: rows(&page.items, tenant),
            next: page.next,
            cost: page.cost,
        };
        Ok(self.named(page).await)
    }

    async fn named(&self, mut page: Page<ConversationRow>) -> Page<ConversationRow> {
        page.cost += self.customers.name(&mut page.items).await;
        page
    }

    /// Both items of a conversation, as far as they are there.
    async fn items(&self, of: &ConversationKey) -> Result<Read<Vec<Item>>, Problem> {
        let (tenant, bare) = (of.tenant.as_str(), of.conversation.as_str());
        let prefixed = format!("{tenant}#{bare}");
        let item = |id: &str| key(("tenantId", tenant), Some(("conversationId", id)));
        let (record, talk) = futures::future::try_join(
            self.dynamo.get(&self.table, item(bare)),
            self.dynamo.get(&self.table, item(&prefixed)),
        )
        .await?;
        Ok(Read {
            value: [record.value, talk.value].into_iter().flatten().collect(),
            cost: record.cost + talk.cost,
        })
    }

    async fn halves(&self, of: &ConversationKey) -> Result<Read<Option<Stored>>, Problem> {
        let items = self.items(of).await?;
        Ok(Read {
            value: stored(&items.value, of),
            cost: items.cost,
        })
    }
}

#[async_trait]
impl crate::platform::Conversations for Conversations {
    fn queue_plan(&self) -> QueuePlan {
        self.plan.queue()
    }

    fn bot_reads_pause(&self) -> bool {
        self.bot_reads_pause
    }

    fn scans(&self) -> bool {
        self.plan.scans()
    }

    async fn sweep(
        &self,
        tenant: &TenantId,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<ConversationRow>, Problem> {
        if let Some(rows) = &self.rows {
            return Ok(self.named(rows.sweep(tenant, after, limit).await?).await);
        }
        let mut query = Query::partition(&self.table, "tenantId", tenant.as_str());
        query.after = after;
        query.limit = Some(limit.max(1));
        query.only = &FIELDS;
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
        let mut read = self.read_bare(of).await?;
        if let Some(stored) = &mut read.value {
            read.cost += self.customers.introduce(&mut stored.row).await;
        }
        Ok(read)
    }

    async fn read_bare(&self, of: &ConversationKey) -> Result<Read<Option<Stored>>, Problem> {
        if of.tenant.as_str().is_empty() || of.conversation.as_str().is_empty() {
            return Ok(nothing());
        }
        match &self.rows {
            Some(rows) => rows.read(of).await,
            None => self.halves(of).await,
        }
    }

    async fn number(&self, of: &ConversationKey) -> Result<Option<Revealed>, Problem> {
        if of.tenant.as_str().is_empty() || of.conversation.as_str().is_empty() {
            return Ok(None);
        }
        let items = match &self.rows {
            Some(rows) => rows.items(of).await?,
            None => self.items(of).await?,
        };
        // An id ends with a number whether its conversation is there or not.
        let there = !items.value.is_empty();
        Ok(number(&items.value, of)
            .filter(|_| there)
            .map(Revealed::new))
    }
}
