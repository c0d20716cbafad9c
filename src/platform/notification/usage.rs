//! Usage: a user's notifications, counted by the months of their dates.

use super::item::usage;
use super::mailbox::Mailbox;
use super::schema::Tables;
use crate::aws::dynamo::Dynamo;
use crate::domain::id::TenantId;
use crate::domain::page::Page;
use crate::domain::problem::Problem;
use crate::domain::usage::UsageMonth;
use async_trait::async_trait;

/// The notifications' table.
pub(super) struct Usage {
    dynamo: Dynamo,
    mailbox: Mailbox,
}

impl Usage {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            mailbox: Mailbox::new(dynamo, tables),
        }
    }
}

#[async_trait]
impl crate::platform::Usage for Usage {
    /// `next` is there when the user has more notifications than are read at most: then the counts are too
    /// low.
    async fn months(&self, tenant: &TenantId, months: u32) -> Result<Page<UsageMonth>, Problem> {
        let mail = self.mailbox.of_user(tenant, false).await?;
        let mut items = usage::months(tenant, &mail.items, self.dynamo.clock().now());
        items.truncate(usize::try_from(months).unwrap_or(usize::MAX));
        Ok(Page {
            items,
            next: mail.next,
            cost: mail.cost,
        })
    }
}
