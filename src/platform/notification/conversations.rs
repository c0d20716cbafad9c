//! A user's mail as conversations, one for each source: pages of sources, joined with what was fetched from
//! them. Nobody waits in them for a person: what does is in the work list.

use super::item::conversation::{by_source, row};
use super::item::mail::Notification;
use super::item::source::{self, Source};
use super::mailbox::Mailbox;
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Query};
use crate::domain::conversation::ConversationRow;
use crate::domain::cost::Cost;
use crate::domain::escalation::{QueuePlan, WaitingWord};
use crate::domain::id::{ConversationKey, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use crate::platform::{Read, Stored};
use async_trait::async_trait;
use std::collections::BTreeSet;

/// How a cursor among the deleted sources begins; the last one listed follows. No other cursor has a colon.
const GONE: &str = "gone:";

/// The sources' and the notifications' tables.
pub(super) struct Conversations {
    dynamo: Dynamo,
    sources: String,
    mailbox: Mailbox,
}

impl Conversations {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            sources: tables.data_sources.clone(),
            mailbox: Mailbox::new(dynamo, tables),
        }
    }

    async fn page_of_sources(
        &self,
        user: &TenantId,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<Source>, Problem> {
        let mut query = Query::partition(&self.sources, "user_id", user.as_str());
        query.after = after;
        query.limit = Some(limit.max(1));
        query.only = &source::FIELDS;
        let page = self.dynamo.query(query).await?;
        let places = page.items.iter().enumerate();
        Ok(Page {
            items: places.map(|(at, item)| source::source(item, at)).collect(),
            next: page.next,
            cost: page.cost,
        })
    }

    /// Sources that only notifications name, behind the last page of those that there are.
    async fn deleted(
        &self,
        user: &TenantId,
        listed: &[Source],
        mail: &[Notification],
        all_listed: bool,
    ) -> Result<Read<Vec<String>>, Problem> {
        let mut unknown: BTreeSet<&str> = mail.iter().map(|one| one.source.as_str()).collect();
        for source in listed {
            unknown.remove(source.id.as_str());
        }
        let mut cost = Cost::default();
        let mut elsewhere = BTreeSet::new();
        if !all_listed && !unknown.is_empty() {
            let keys: Vec<_> = unknown.iter().map(|id| source::key(user, id)).collect();
            let only = ["user_id", "source_id"];
            let found = self.dynamo.get_many(&self.sources, &keys, &only).await?;
            cost = found.cost;
            let known = found.value.iter().map(|item| source::source(item, 0).id);
            elsewhere = known.collect();
        }
        let gone = |id: &&str| !elsewhere.iter().any(|known| known.as_str() == *id);
        Ok(Read {
            value: unknown
                .into_iter()
                .filter(gone)
                .map(str::to_owned)
                .collect(),
            cost,
        })
    }
}

#[async_trait]
impl crate::platform::Conversations for Conversations {
    fn queue_plan(&self) -> QueuePlan {
        QueuePlan::Sweep
    }

    async fn sweep(
        &self,
        tenant: &TenantId,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<ConversationRow>, Problem> {
        let room = usize::try_from(limit.max(1)).unwrap_or(usize::MAX);
        let gone_after = after
            .as_ref()
            .and_then(|cursor| cursor.0.strip_prefix(GONE));
        let gone_after = gone_after.map(str::to_owned);
        let first = after.is_none();
        let page = match &gone_after {
            // The sources that there are have all been listed.
            Some(_) => Page {
                items: Vec::new(),
                next: None,
                cost: Cost::default(),
            },
            None => self.page_of_sources(tenant, after, limit).await?,
        };
        let mail = self.mailbox.of_user(tenant, false).await?;
        let mut cost = page.cost + mail.cost;
        let of = by_source(&mail.items);
        let mail_of = |id: &str| of.get(id).map(Vec::as_slice).unwrap_or_default();
        let mut items: Vec<ConversationRow> = page
            .items
            .iter()
            .map(|source| {
                let id = source.id.as_str();
                row(tenant, id, Some(source), mail_of(id))
            })
            .collect();
        let mut next = page.next;
        if next.is_none() {
            let gone = self
                .deleted(tenant, &page.items, &mail.items, first)
                .await?;
            cost += gone.cost;
            let behind = |id: &&String| gone_after.as_ref().is_none_or(|last| *id > last);
            let mut left = gone.value.iter().filter(behind).peekable();
            while items.len() < room
                && let Some(id) = left.next()
            {
                items.push(row(tenant, id, None, mail_of(id)));
                if left.peek().is_some() && items.len() == room {
                    next = Some(Cursor(format!("{GONE}{id}")));
                }
            }
            if next.is_none() && left.peek().is_some() {
                next = Some(Cursor(GONE.to_owned()));
            }
        }
        Ok(Page { items, next, cost })
    }

    async fn waiting(
        &self,
        _: WaitingWord,
        _: Option<Cursor>,
    ) -> Result<Page<ConversationRow>, Problem> {
        Err(Problem::new(
            Trouble::Invalid,
            &self.sources,
            "no conversation of this system waits for a person",
        ))
    }

    async fn read(&self, of: &ConversationKey) -> Result<Read<Option<Stored>>, Problem> {
        let (user, id) = (&of.tenant, of.conversation.as_str());
        if user.as_str().is_empty() || id.is_empty() {
            // The service refuses an empty key; nothing is stored under it.
            return Ok(Read {
                value: None,
                cost: Cost::default(),
            });
        }
        let (item, mail) = futures::future::try_join(
            self.dynamo
                .get_only(&self.sources, source::key(user, id), &source::FIELDS),
            self.mailbox.of_user(user, true),
        )
        .await?;
        let cost = item.cost + mail.cost;
        let source = item.value.map(|item| source::source(&item, 0));
        let mut mine: Vec<&Notification> =
            mail.items.iter().filter(|one| one.source == id).collect();
        mine.sort_by_key(|one| (one.at, &one.id));
        if source.is_none() && mine.is_empty() {
            return Ok(Read { value: None, cost });
        }
        let now = self.dynamo.clock().now();
        Ok(Read {
            value: Some(Stored {
                row: row(user, id, source.as_ref(), &mine),
                messages: mine.iter().map(|one| one.message(now)).collect(),
            }),
            cost,
        })
    }
}
