//! What waits for a person, over all tenants: approvals, commands that are stuck, commands that failed,
//! incidents, integrations in error. One part follows the other; a part whose table is missing is left out.

use super::Plan;
use super::approvals::Approvals;
use super::commands::{CommandHistory, Order};
use super::item::command::{CommandId, CommandStatus, FAILED_FOR};
use super::item::{approval, event, integration};
use super::place::{self, Part};
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Query, Scan};
use crate::aws::expression::key;
use crate::domain::cost::{Cost, Read};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::work::{Work, WorkKey, WorkKind};
use async_trait::async_trait;
use jiff::Timestamp;

/// Rows of one page.
const PAGE: u32 = 100;

/// The tables of what waits, as far as they are there.
pub(super) struct Waiting {
    dynamo: Dynamo,
    requests: String,
    approvals: Option<Approvals>,
    commands: Option<CommandHistory>,
    events: Option<String>,
    integrations: Option<String>,
}

impl Waiting {
    /// `None`: nothing here can wait.
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Option<Self> {
        let commands = CommandHistory::new(dynamo, tables, plan);
        let waiting = Self {
            dynamo: dynamo.clone(),
            requests: tables.approval_requests.clone(),
            approvals: plan
                .approvals
                .then(|| Approvals::new(dynamo, tables, plan, None)),
            commands: commands.filter(|_| plan.commands_by_status()),
            events: plan.events.then(|| tables.operational_events.clone()),
            integrations: plan.integrations.then(|| tables.integrations.clone()),
        };
        (!waiting.parts().is_empty()).then_some(waiting)
    }

    /// The commands alone: the rest is in another store.
    pub(super) fn of_commands(
        dynamo: &Dynamo,
        tables: &Tables,
        history: CommandHistory,
    ) -> Option<Self> {
        let by_status = history.indexes().by_status;
        by_status.then(|| Self {
            dynamo: dynamo.clone(),
            requests: tables.approval_requests.clone(),
            approvals: None,
            commands: Some(history),
            events: None,
            integrations: None,
        })
    }

    /// The parts that are there, in their order.
    fn parts(&self) -> Vec<Part> {
        [
            (Part::Approvals, self.approvals.is_some()),
            (Part::StuckCommands, self.commands.is_some()),
            (Part::FailedCommands, self.commands.is_some()),
            (Part::Incidents, self.events.is_some()),
            (Part::Integrations, self.integrations.is_some()),
        ]
        .into_iter()
        .filter_map(|(part, there)| there.then_some(part))
        .collect()
    }

    /// Requests have no index: a scan, which may find few that are pending on a page, or none.
    async fn approvals(
        &self,
        now: Timestamp,
        after: Option<Cursor>,
    ) -> Result<Page<Work>, Problem> {
        let page = self.scan(&self.requests, &[], after).await?;
        let places = page.items.iter().enumerate();
        let requests = places.map(|(at, item)| approval::approval(item, at));
        Ok(Page {
            items: requests
                .filter(approval::Approval::is_pending)
                .map(|request| request.work(&[], now))
                .collect(),
            next: page.next,
            cost: page.cost,
        })
    }

    /// Oldest first, so behind the first that is not stuck yet there is no other.
    async fn stuck(
        &self,
        history: &CommandHistory,
        now: Timestamp,
        after: Option<Cursor>,
    ) -> Result<Page<Work>, Problem> {
        let pending = CommandStatus::Pending;
        let page = history
            .by_status(&pending, Order::OldestFirst, after, PAGE)
            .await?;
        let ends = page.items.last().is_some_and(|last| !last.is_stuck(now));
        Ok(Page {
            items: page.items.iter().filter_map(|one| one.work(now)).collect(),
            next: page.next.filter(|_| !ends),
            cost: page.cost,
        })
    }

    /// Newest first, so behind the first that is older than a day there is no other.
    async fn failed(
        &self,
        history: &CommandHistory,
        now: Timestamp,
        after: Option<Cursor>,
    ) -> Result<Page<Work>, Problem> {
        let error = CommandStatus::Error;
        let mut page = history
            .by_status(&error, Order::NewestFirst, after, PAGE)
            .await?;
        let read = page.items.len();
        page.items
            .retain(|one| one.age(now).is_none_or(|age| age <= FAILED_FOR));
        let ends = page.items.len() < read;
        Ok(Page {
            items: page.items.iter().filter_map(|one| one.work(now)).collect(),
            next: page.next.filter(|_| !ends),
            cost: page.cost,
        })
    }

    async fn incidents(&self, table: &str, after: Option<Cursor>) -> Result<Page<Work>, Problem> {
        let mut query = Query::partition(table, "event_category", event::SYSTEM);
        query.newest_first = true;
        query.limit = Some(PAGE);
        query.after = after;
        let page = self.dynamo.query(query).await?;
        let places = page.items.iter().enumerate();
        Ok(Page {
            items: places
                .filter_map(|(at, item)| event::incident(item, at))
                .collect(),
            next: page.next,
            cost: page.cost,
        })
    }

    async fn integrations(
        &self,
        table: &str,
        after: Option<Cursor>,
    ) -> Result<Page<Work>, Problem> {
        let page = self.scan(table, &integration::FIELDS, after).await?;
        let places = page.items.iter().enumerate();
        Ok(Page {
            items: places
                .filter_map(|(at, item)| integration::in_error(item, at))
                .collect(),
            next: page.next,
            cost: page.cost,
        })
    }

    async fn scan(
        &self,
        table: &str,
        only: &[&str],
        after: Option<Cursor>,
    ) -> Result<Page<crate::aws::dynamo::Item>, Problem> {
        let scan = Scan {
            table,
            only,
            limit: PAGE,
            after,
        };
        self.dynamo.scan(scan).await
    }

    async fn one_command(
        &self,
        key: &WorkKey,
        now: Timestamp,
    ) -> Result<Read<Option<Work>>, Problem> {
        let (Some(history), Some(id)) = (&self.commands, CommandId::from_word(&key.id)) else {
            return Ok(nothing());
        };
        let read = history.read(&id).await?;
        Ok(Read {
            value: read.value.and_then(|one| one.work(now)),
            cost: read.cost,
        })
    }

    async fn one_incident(&self, id: &str) -> Result<Read<Option<Work>>, Problem> {
        let Some(table) = &self.events else {
            return Ok(nothing());
        };
        let of = key(("event_category", event::SYSTEM), Some(("sk", id)));
        let read = self.dynamo.get(table, of).await?;
        Ok(Read {
            value: read.value.and_then(|item| event::incident(&item, 0)),
            cost: read.cost,
        })
    }

    async fn one_integration(&self, key: &WorkKey) -> Result<Read<Option<Work>>, Problem> {
        let Some(table) = self
            .integrations
            .as_ref()
            .filter(|_| !key.tenant.as_str().is_empty())
        else {
            return Ok(nothing());
        };
        let of = integration::key(&key.tenant, key.id.as_str());
        let read = self
            .dynamo
            .get_only(table, of, &integration::FIELDS)
            .await?;
        Ok(Read {
            value: read.value.and_then(|item| integration::in_error(&item, 0)),
            cost: read.cost,
        })
    }

    async fn one_approval(
        &self,
        key: &WorkKey,
        now: Timestamp,
    ) -> Result<Read<Option<Work>>, Problem> {
        let Some(approvals) = &self.approvals else {
            return Ok(nothing());
        };
        let read = approvals.read(key).await?;
        let waits = read.value.filter(|found| found.request.is_pending());
        Ok(Read {
            value: waits.map(|found| found.request.work(&found.given, now)),
            cost: read.cost,
        })
    }
}

fn nothing() -> Read<Option<Work>> {
    Read {
        value: None,
        cost: Cost::default(),
    }
}

#[async_trait]
impl crate::platform::WorkList for Waiting {
    /// One call for each page: a scan for approvals and integrations, a query for the rest.
    async fn open(&self, now: Timestamp, after: Option<Cursor>) -> Result<Page<Work>, Problem> {
        let parts = self.parts();
        let (part, inner) = match &after {
            Some(cursor) => place::read(cursor)?,
            None => (parts.first().copied().unwrap_or(Part::Approvals), None),
        };
        let page = match (part, &self.commands, &self.events, &self.integrations) {
            (Part::Approvals, ..) if self.approvals.is_some() => self.approvals(now, inner).await?,
            (Part::StuckCommands, Some(history), ..) => self.stuck(history, now, inner).await?,
            (Part::FailedCommands, Some(history), ..) => self.failed(history, now, inner).await?,
            (Part::Incidents, _, Some(table), _) => self.incidents(table, inner).await?,
            (Part::Integrations, .., Some(table)) => self.integrations(table, inner).await?,
            _ => Page {
                items: Vec::new(),
                next: None,
                cost: Cost::default(),
            },
        };
        let next = match page.next {
            Some(inner) => Some(place::at(part, Some(inner))),
            None => parts
                .into_iter()
                .find(|other| *other > part)
                .map(|other| place::at(other, None)),
        };
        Ok(Page { next, ..page })
    }

    /// What no longer waits (decided, run, resolved) is not there. One read; two for an approval, whose
    /// decisions so far come with it.
    async fn read(&self, key: &WorkKey, now: Timestamp) -> Result<Read<Option<Work>>, Problem> {
        if key.id.as_str().is_empty() {
            return Ok(nothing());
        }
        let read = match key.kind {
            WorkKind::Approval => self.one_approval(key, now).await?,
            WorkKind::CommandStuck | WorkKind::CommandFailed => self.one_command(key, now).await?,
            WorkKind::Incident => self.one_incident(key.id.as_str()).await?,
            WorkKind::IntegrationError => self.one_integration(key).await?,
            _ => nothing(),
        };
        Ok(Read {
            value: read.value.filter(|work| work.key == *key),
            cost: read.cost,
        })
    }
}
