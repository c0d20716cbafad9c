//! What waits for a person: approvals, incidents and integrations in error of the database, and between them
//! the commands, which stay in DynamoDB. The same parts in the same order as over the projection.

use super::Database;
use super::pages::{Listing, empty};
use super::sheets::{EVENTS, INTEGRATIONS, REQUESTS};
use crate::aws::dynamo::Item;
use crate::domain::cost::{Cost, Read};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::work::{Work, WorkKey, WorkKind};
use crate::platform::WorkList;
use crate::platform::alquimista::item::approval::{self, Approval, Given};
use crate::platform::alquimista::item::{event, integration};
use crate::platform::alquimista::place::{self, Part};
use async_trait::async_trait;
use jiff::Timestamp;

pub(super) const DECISIONS: &str = "approval_decisions";
/// Rows of a page.
const PAGE: u32 = 100;
/// Decisions of one request: one for each approver.
pub(super) const MOST_DECISIONS: u32 = 400;

/// Rows of a table with this status.
struct Waits<'a> {
    table: &'static str,
    select: String,
    equals: Vec<(&'a [&'static str], &'a str)>,
    also: Option<String>,
}

impl Database {
    /// Whether anything can wait here.
    pub(super) fn can_wait(&self) -> bool {
        !self.parts().is_empty()
    }

    fn parts(&self) -> Vec<Part> {
        let has = |table| self.columns.has_table(table);
        let commands = self
            .beside
            .as_ref()
            .is_some_and(|beside| beside.work.is_some());
        [
            (Part::Approvals, self.decides()),
            (Part::StuckCommands, commands),
            (Part::FailedCommands, commands),
            (Part::Incidents, has(EVENTS)),
            (Part::Integrations, has(INTEGRATIONS)),
        ]
        .into_iter()
        .filter_map(|(part, there)| there.then_some(part))
        .collect()
    }

    /// Requests and decisions, which only make sense together.
    pub(super) fn decides(&self) -> bool {
        self.columns.has_table(REQUESTS) && self.columns.has_table(DECISIONS)
    }

    fn waits(&self, part: Part) -> Option<Waits<'static>> {
        let columns = &self.columns;
        Some(match part {
            Part::Approvals => Waits {
                table: REQUESTS,
                select: columns.select_all(REQUESTS),
                equals: vec![(&["status"], approval::PENDING)],
                also: None,
            },
            Part::Incidents => Waits {
                table: EVENTS,
                select: columns.select_all(EVENTS),
                equals: vec![(&["event_category"], event::SYSTEM)],
                also: Some(self.open_events()),
            },
            Part::Integrations => Waits {
                table: INTEGRATIONS,
                select: columns.select(INTEGRATIONS, &integration::FIELDS),
                equals: vec![(&["status"], "error")],
                also: None,
            },
            Part::StuckCommands | Part::FailedCommands => return None,
        })
    }

    /// What is over need not be sent where the server can tell.
    fn open_events(&self) -> String {
        let open = "status IN ('failure', 'pending')";
        match self.columns.kind(EVENTS, "details") {
            Some("json" | "jsonb") => {
                format!("{open} AND COALESCE(details ->> 'resolved_at', '') = ''")
            }
            _ => open.to_owned(),
        }
    }

    async fn waiting(
        &self,
        part: Part,
        now: Timestamp,
        after: Option<Cursor>,
    ) -> Result<Page<Work>, Problem> {
        let Some(waits) = self
            .waits(part)
            .filter(|waits| self.columns.has_table(waits.table))
        else {
            return Ok(empty());
        };
        let listing = Listing {
            table: waits.table,
            select: waits.select,
            equals: waits.equals,
            also: waits.also,
            newest_first: true,
            limit: PAGE,
        };
        let page = self.listed(&listing, after.as_ref()).await?;
        let places = page.items.iter().enumerate();
        Ok(Page {
            items: places
                .filter_map(|(at, row)| work(part, row, at, now))
                .collect(),
            next: page.next,
            cost: page.cost,
        })
    }

    /// One request of a tenant and the decisions about it. Two round trips.
    async fn request(&self, key: &WorkKey) -> Result<Option<(Approval, Vec<Given>)>, Problem> {
        let select = self.columns.select_all(REQUESTS);
        let row = self.by_id(REQUESTS, &select, key.id.as_str()).await?;
        let found = row.map(|row| approval::approval(&row, 0));
        let Some(found) = found.filter(|found| found.tenant == key.tenant) else {
            return Ok(None);
        };
        let listing = Listing {
            table: DECISIONS,
            select: self.columns.select_all(DECISIONS),
            equals: vec![(&["approval_id"], key.id.as_str())],
            also: None,
            newest_first: false,
            limit: MOST_DECISIONS,
        };
        let given = self.listed(&listing, None).await?.items;
        Ok(Some((found, given.iter().map(approval::given).collect())))
    }

    async fn one_of(
        &self,
        part: Part,
        key: &WorkKey,
        now: Timestamp,
    ) -> Result<Option<Work>, Problem> {
        let Some(waits) = self
            .waits(part)
            .filter(|waits| self.columns.has_table(waits.table))
        else {
            return Ok(None);
        };
        let row = self
            .by_id(waits.table, &waits.select, key.id.as_str())
            .await?;
        Ok(row.and_then(|row| work(part, &row, 0, now)))
    }
}

/// The work of a row; `None`: it does not wait.
fn work(part: Part, row: &Item, at: usize, now: Timestamp) -> Option<Work> {
    match part {
        Part::Approvals => {
            let request = approval::approval(row, at);
            request.is_pending().then(|| request.work(&[], now))
        }
        Part::Incidents => {
            let mut row = row.clone();
            // The projection's key of an event; here it is the id.
            if let Some(id) = row.get("id").cloned() {
                row.insert("sk".to_owned(), id);
            }
            event::incident(&row, at)
        }
        Part::Integrations => integration::in_error(row, at),
        Part::StuckCommands | Part::FailedCommands => None,
    }
}

#[async_trait]
impl WorkList for Database {
    /// One round trip for each page; commands as over the projection.
    async fn open(&self, now: Timestamp, after: Option<Cursor>) -> Result<Page<Work>, Problem> {
        let parts = self.parts();
        let (part, inner) = match &after {
            Some(cursor) => place::read(cursor)?,
            None => (parts.first().copied().unwrap_or(Part::Approvals), None),
        };
        let commands = self.beside.as_ref().and_then(|beside| beside.work.as_ref());
        let follows = |part: Part| {
            let mut rest = parts.iter().filter(|other| **other > part);
            rest.next().map(|other| place::at(*other, None))
        };
        if let (Part::StuckCommands | Part::FailedCommands, Some(commands)) = (part, commands) {
            let page = commands.open(now, Some(place::at(part, inner))).await?;
            let next = page.next.or_else(|| follows(Part::FailedCommands));
            return Ok(Page { next, ..page });
        }
        let page = self.waiting(part, now, inner).await?;
        let next = match page.next {
            Some(inner) => Some(place::at(part, Some(inner))),
            None => follows(part),
        };
        Ok(Page { next, ..page })
    }

    /// What no longer waits is not there. One round trip; two for an approval.
    async fn read(&self, key: &WorkKey, now: Timestamp) -> Result<Read<Option<Work>>, Problem> {
        let value = match key.kind {
            WorkKind::Approval if self.decides() => {
                let found = self.request(key).await?;
                let waits = found.filter(|(request, _)| request.is_pending());
                waits.map(|(request, given)| request.work(&given, now))
            }
            WorkKind::Incident => self.one_of(Part::Incidents, key, now).await?,
            WorkKind::IntegrationError => self.one_of(Part::Integrations, key, now).await?,
            WorkKind::CommandStuck | WorkKind::CommandFailed => {
                match self.beside.as_ref().and_then(|beside| beside.work.as_ref()) {
                    Some(commands) => return commands.read(key, now).await,
                    None => None,
                }
            }
            _ => None,
        };
        Ok(Read {
            value: value.filter(|work| work.key == *key),
            cost: Cost::default(),
        })
    }
}
