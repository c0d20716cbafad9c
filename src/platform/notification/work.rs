//! What waits for a person, over all users: first the sources that fail or bring nothing, page by page, then
//! the notifications that are stuck. Both are scans, so a page may hold few items or none and yet go on.

use super::Plan;
use super::health::{self, Health, silent_since};
use super::item::mail;
use super::item::source::{self, Source};
use super::item::sync::{self, Sync};
use super::item::work;
use super::mailbox::{Mailbox, Newest};
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item, Scan};
use crate::domain::cost::Cost;
use crate::domain::id::{AgentId, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::work::{Work, WorkKey, WorkKind};
use crate::platform::Read;
use crate::platform::stages::Place;
use async_trait::async_trait;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Sources of one page. Each of their users may cost the reading of a mailbox.
const SOURCES: u32 = 10;
/// Notifications of one page.
const NOTIFICATIONS: u32 = 100;

/// The sources' and notifications' tables, and the last reads where the deployment keeps them.
pub(super) struct WorkList {
    dynamo: Dynamo,
    sources: String,
    notifications: String,
    sync_state: Option<String>,
    mailbox: Mailbox,
}

/// The last reads by user and source.
pub(super) type Syncs = BTreeMap<(TenantId, AgentId), Sync>;

impl WorkList {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Self {
        Self {
            dynamo: dynamo.clone(),
            sources: tables.data_sources.clone(),
            notifications: tables.notifications.clone(),
            sync_state: plan.sync_state.then(|| tables.sync_state.clone()),
            mailbox: Mailbox::new(dynamo, tables),
        }
    }

    async fn sources(&self, now: Timestamp, after: Option<Cursor>) -> Result<Page<Work>, Problem> {
        let scan = Scan {
            table: &self.sources,
            only: &source::FIELDS,
            limit: SOURCES,
            after,
        };
        let page = self.dynamo.scan(scan).await?;
        let places = page.items.iter().enumerate();
        let sources: Vec<Source> = places.map(|(at, item)| source::source(item, at)).collect();
        let found = self.of_sources(&sources, now).await?;
        Ok(Page {
            items: found.value,
            next: Place::after_first(page.next),
            cost: page.cost + found.cost,
        })
    }

    /// Which of these sources need a person.
    async fn of_sources(
        &self,
        sources: &[Source],
        now: Timestamp,
    ) -> Result<Read<Vec<Work>>, Problem> {
        let Read {
            value: syncs,
            mut cost,
        } = self.syncs(sources).await?;
        let mut items = Vec::new();
        let mut unproven: BTreeMap<&TenantId, Vec<&Source>> = BTreeMap::new();
        for source in sources {
            let sync = syncs.get(&(source.user.clone(), source.id.clone()));
            match health::of(source, sync, now) {
                Health::Well => {}
                Health::Failing => items.push(work::failing(source, sync)),
                Health::Unproven => unproven.entry(&source.user).or_default().push(source),
            }
        }
        for (user, sources) in unproven {
            let enough = silent_since(now);
            let wanted: BTreeSet<&str> = sources.iter().map(|source| source.id.as_str()).collect();
            let newest = self.mailbox.newest(user, &wanted, enough).await?;
            cost += newest.cost;
            for source in sources {
                let sync = syncs.get(&(source.user.clone(), source.id.clone()));
                items.extend(silent(source, sync, &newest, enough));
            }
        }
        Ok(Read { value: items, cost })
    }

    /// The last reads of these sources; none where the deployment does not keep them.
    pub(super) async fn syncs(&self, sources: &[Source]) -> Result<Read<Syncs>, Problem> {
        let Some(table) = &self.sync_state else {
            return Ok(Read {
                value: Syncs::new(),
                cost: Cost::default(),
            });
        };
        let keys: Vec<Item> = sources
            .iter()
            .map(|source| source::key(&source.user, source.id.as_str()))
            .collect();
        let read = self.dynamo.get_many(table, &keys, &sync::FIELDS).await?;
        let syncs = read.value.iter().map(|item| {
            let sync = sync::sync(item, 0);
            ((sync.user.clone(), sync.source.clone()), sync)
        });
        Ok(Read {
            value: syncs.collect(),
            cost: read.cost,
        })
    }

    async fn stuck(&self, now: Timestamp, after: Option<Cursor>) -> Result<Page<Work>, Problem> {
        let scan = Scan {
            table: &self.notifications,
            only: &mail::FIELDS,
            limit: NOTIFICATIONS,
            after,
        };
        let page = self.dynamo.scan(scan).await?;
        let places = page.items.iter().enumerate();
        let notifications = places.map(|(at, item)| mail::notification(item, at));
        Ok(Page {
            items: notifications
                .filter(|one| one.stuck(now))
                .map(|one| work::stuck(&one))
                .collect(),
            next: Place::after_second(page.next),
            cost: page.cost,
        })
    }

    async fn one_source(
        &self,
        key: &WorkKey,
        now: Timestamp,
    ) -> Result<Read<Option<Work>>, Problem> {
        let item = source::key(&key.tenant, key.id.as_str());
        let read = self
            .dynamo
            .get_only(&self.sources, item, &source::FIELDS)
            .await?;
        let sources: Vec<Source> = read
            .value
            .iter()
            .map(|item| source::source(item, 0))
            .collect();
        let found = self.of_sources(&sources, now).await?;
        Ok(Read {
            value: found.value.into_iter().find(|work| work.key == *key),
            cost: read.cost + found.cost,
        })
    }
}

/// A source whose mailbox was read whole and has nothing new in it.
fn silent(
    source: &Source,
    sync: Option<&Sync>,
    newest: &Newest,
    enough: Timestamp,
) -> Option<Work> {
    let at = newest.of.get(source.id.as_str()).copied();
    let proven = at.is_some_and(|at| at >= enough);
    (newest.whole && !proven).then(|| work::quiet(source, sync, at))
}

#[async_trait]
impl crate::platform::WorkList for WorkList {
    async fn open(&self, now: Timestamp, after: Option<Cursor>) -> Result<Page<Work>, Problem> {
        match Place::read(after)? {
            Place::First(after) => self.sources(now, after).await,
            Place::Second(after) => self.stuck(now, after).await,
        }
    }

    /// What no longer waits (delivered, read without an error) is not there.
    async fn read(&self, key: &WorkKey, now: Timestamp) -> Result<Read<Option<Work>>, Problem> {
        let nothing = Read {
            value: None,
            cost: Cost::default(),
        };
        if key.tenant.as_str().is_empty() || key.id.as_str().is_empty() {
            return Ok(nothing);
        }
        match key.kind {
            WorkKind::NotificationStuck => {
                let read = self.mailbox.one(&key.tenant, key.id.as_str()).await?;
                let stuck = read.value.filter(|one| one.stuck(now));
                Ok(Read {
                    value: stuck.map(|one| work::stuck(&one)),
                    cost: read.cost,
                })
            }
            WorkKind::SourceFailing | WorkKind::SourceQuiet => self.one_source(key, now).await,
            _ => Ok(nothing),
        }
    }
}
