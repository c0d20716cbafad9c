//! The legacy table, in which each message is a row: pages of a tenant's rows, by an index or, where there is
//! none, out of pages of the whole table, and the rows of one conversation.

use super::item::legacy;
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item, Query, Scan};
use crate::aws::expression::{n, s};
use crate::domain::conversation::ConversationRow;
use crate::domain::cost::Cost;
use crate::domain::id::{ConversationKey, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::platform::{Read, Stored};

const TENANT: &str = "tenantId";
const ID: &str = "conversationId";
/// Rows of one conversation that are read, the latest.
const MESSAGES: u32 = 500;

/// The rows.
pub(super) struct Rows {
    dynamo: Dynamo,
    table: String,
    index: Option<String>,
}

impl Rows {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables, index: Option<String>) -> Self {
        Self {
            dynamo: dynamo.clone(),
            table: tables.conversations.clone(),
            index,
        }
    }

    /// One page of at most `limit` rows: without an index of all tenants' rows, of which this tenant's are
    /// kept, perhaps none.
    pub(super) async fn sweep(
        &self,
        tenant: &TenantId,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<ConversationRow>, Problem> {
        let page = match &self.index {
            Some(index) => {
                let mut query = Query::partition(&self.table, TENANT, tenant.as_str());
                query.index = Some(index);
                query.after = after;
                query.limit = Some(limit.max(1));
                self.dynamo.query(query).await?
            }
            None => {
                let scan = Scan {
                    table: &self.table,
                    only: &[],
                    limit,
                    after,
                };
                self.dynamo.scan(scan).await?
            }
        };
        Ok(Page {
            items: legacy::rows(&page.items, tenant),
            next: page.next,
            cost: page.cost,
        })
    }

    /// The latest rows of one conversation under both forms of its id, and its own row.
    pub(super) async fn items(&self, of: &ConversationKey) -> Result<Read<Vec<Item>>, Problem> {
        let prefixed = format!("{}#{}", of.tenant.as_str(), of.conversation.as_str());
        let (bare, prefixed) = futures::future::try_join(
            self.latest(of.conversation.as_str()),
            self.latest(&prefixed),
        )
        .await?;
        let cost = bare.cost + prefixed.cost;
        Ok(Read {
            value: bare.value.into_iter().chain(prefixed.value).collect(),
            cost,
        })
    }

    /// One conversation out of them.
    pub(super) async fn read(&self, of: &ConversationKey) -> Result<Read<Option<Stored>>, Problem> {
        let items = self.items(of).await?;
        Ok(Read {
            value: legacy::stored(&items.value, of),
            cost: items.cost,
        })
    }

    async fn latest(&self, id: &str) -> Result<Read<Vec<Item>>, Problem> {
        let mut query = Query::partition(&self.table, ID, id);
        query.newest_first = true;
        query.consistent = true;
        query.limit = Some(MESSAGES);
        let page = self.dynamo.query(query).await?;
        let (mut value, mut cost) = (page.items, page.cost);
        if page.next.is_some() {
            let head = self.head(id).await?;
            cost += head.cost;
            value.extend(head.value);
        }
        // The conversation's own row first.
        value.reverse();
        Ok(Read { value, cost })
    }

    /// The row of the conversation itself, behind more messages than are read.
    async fn head(&self, id: &str) -> Result<Read<Option<Item>>, Problem> {
        let key = Item::from([(ID.to_owned(), s(id)), ("timestamp".to_owned(), n(0))]);
        self.dynamo.get(&self.table, key).await
    }
}

/// Nothing is stored under an empty key, which the service refuses.
pub(super) fn nothing() -> Read<Option<Stored>> {
    Read {
        value: None,
        cost: Cost::default(),
    }
}
