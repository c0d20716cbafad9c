//! Sheets of a user: the account without its secrets, and its mailboxes with the health that follows from the
//! last reads and from the mail that came. The account is one call; a page of mailboxes is a query and one
//! batch of reads, and up to four pages of notifications where a mailbox has to be proven.

use super::Plan;
use super::health::{self, Health, PATIENCE, silent_since};
use super::item::source::{self, PAUSED, Source};
use super::item::sync::Sync;
use super::item::{person, user};
use super::mailbox::{Mailbox, Newest};
use super::schema::Tables;
use super::work::WorkList;
use crate::aws::dynamo::{Dynamo, Query};
use crate::domain::id::TenantId;
use crate::domain::page::Cursor;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::remark::{Mailboxes, Remark};
use crate::domain::sheet::{
    Cell, Entry, Heading, SheetKey, SheetKind, SheetOf, SheetPage, Sheeted, Tone,
};
use crate::domain::tenant::Tenant;
use crate::domain::text::Text;
use crate::domain::word::Word;
use crate::platform::stages::one_page;
use async_trait::async_trait;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Mailboxes of one page.
const PAGE: u32 = 50;

/// The users' and the sources' tables, and what tells the health of a source.
pub(super) struct Sheets {
    dynamo: Dynamo,
    users: String,
    sources: String,
    reads: WorkList,
    mailbox: Mailbox,
}

static USERS: [Heading; 4] = [
    left("user"),
    left("plan"),
    left("told by"),
    right("changed"),
];

static INTEGRATIONS: [Heading; 8] = [
    left("mailbox"),
    left("type"),
    left("status"),
    left("health"),
    right("last read"),
    right("errors"),
    right("newest mail"),
    left("error"),
];

const fn left(name: &'static str) -> Heading {
    Heading { name, right: false }
}

const fn right(name: &'static str) -> Heading {
    Heading { name, right: true }
}

impl Sheets {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Self {
        Self {
            dynamo: dynamo.clone(),
            users: tables.users.clone(),
            sources: tables.data_sources.clone(),
            reads: WorkList::new(dynamo, tables, plan),
            mailbox: Mailbox::new(dynamo, tables),
        }
    }

    /// The account that the user is.
    async fn account(&self, id: &TenantId) -> Result<SheetPage, Problem> {
        let key = user::key(id.as_str());
        let read = self
            .dynamo
            .get_only(&self.users, key, &user::FIELDS)
            .await?;
        let mut page = SheetPage {
            headings: &USERS,
            entries: Vec::new(),
            remarks: Vec::new(),
            narrowings: &[],
            deeds: &[],
            next: None,
            cost: read.cost,
        };
        match &read.value {
            Some(item) => page.entries.push(account(&user::tenant(item, 0))),
            None => page
                .remarks
                .push(Remark::new(Tone::Warn, Mailboxes::UnknownUser)),
        }
        Ok(page)
    }

    /// A page of the user's mailboxes, each with its health.
    async fn mailboxes(
        &self,
        id: &TenantId,
        after: Option<Cursor>,
        now: Timestamp,
    ) -> Result<SheetPage, Problem> {
        let mut query = Query::partition(&self.sources, "user_id", id.as_str());
        query.limit = Some(PAGE);
        query.only = &source::FIELDS;
        query.after = after;
        let page = self.dynamo.query(query).await?;
        let places = page.items.iter().enumerate();
        let sources: Vec<Source> = places.map(|(at, item)| source::source(item, at)).collect();
        let syncs = self.reads.syncs(&sources).await?;
        let sync = |one: &Source| syncs.value.get(&(one.user.clone(), one.id.clone()));
        let unproven: BTreeSet<&str> = sources
            .iter()
            .filter(|one| health::of(one, sync(one), now) == Health::Unproven)
            .map(|one| one.id.as_str())
            .collect();
        let newest = match unproven.is_empty() {
            true => Newest::default(),
            false => {
                let enough = silent_since(now);
                self.mailbox.newest(id, &unproven, enough).await?
            }
        };
        let entries = sources.iter();
        Ok(SheetPage {
            headings: &INTEGRATIONS,
            entries: entries
                .map(|one| mailbox(one, sync(one), &newest, now))
                .collect(),
            remarks: (!sources.is_empty())
                .then(|| Remark::new(Tone::Plain, Mailboxes::HowJudged))
                .into_iter()
                .collect(),
            narrowings: &[],
            deeds: &[],
            next: page.next,
            cost: page.cost + syncs.cost + newest.cost,
        })
    }
}

fn account(user: &Tenant) -> Entry {
    let method = user.attributes.iter();
    let method = method
        .filter(|one| one.group == *"notification_method")
        .map(|one| Cell::Text(one.value.clone()))
        .next();
    Entry {
        id: user.id.as_str().to_owned(),
        tenant: Some(user.id.clone()),
        cells: vec![
            Cell::Text(person(user.id.as_str())),
            user.plan.clone().map_or(Cell::Nothing, Cell::Text),
            method.unwrap_or(Cell::Nothing),
            user.updated_at.map_or(Cell::Nothing, Cell::Moment),
        ],
        tone: Tone::Plain,
        attributes: user.attributes.clone(),
        version: user.version.clone(),
        sheets: &[],
        deeds: &[],
    }
}

fn mailbox(one: &Source, sync: Option<&Sync>, newest: &Newest, now: Timestamp) -> Entry {
    let (word, tone) = judged(one, sync, newest, now);
    let known = sync.map_or(&[][..], |sync| sync.attributes.as_slice());
    let mail = newest.of.get(one.id.as_str());
    let text = |value: Option<&Text>| value.cloned().map_or(Cell::Nothing, Cell::Text);
    Entry {
        id: one.id.as_str().to_owned(),
        tenant: Some(one.user.clone()),
        cells: vec![
            Cell::Text(one.name.clone()),
            text(one.kind.as_ref()),
            Cell::Text(one.status.clone()),
            Cell::Word(word),
            sync.and_then(|sync| sync.last)
                .map_or(Cell::Nothing, Cell::Moment),
            sync.map_or(Cell::Nothing, |sync| Cell::Count(sync.errors)),
            mail.copied().map_or(Cell::Nothing, Cell::Moment),
            text(sync.and_then(|sync| sync.error.as_ref())),
        ],
        tone,
        attributes: one.attributes.iter().chain(known).cloned().collect(),
        version: None,
        sheets: &[],
        deeds: &[],
    }
}

/// The health of a mailbox. One that cannot be opened looks like an empty one (backend facts 4.2).
fn judged(one: &Source, sync: Option<&Sync>, newest: &Newest, now: Timestamp) -> (Word, Tone) {
    if one.status.as_str() == PAUSED {
        return (Word::Paused, Tone::Quiet);
    }
    let last = sync.and_then(|sync| sync.last);
    let enough = silent_since(now);
    let mail = newest
        .of
        .get(one.id.as_str())
        .is_some_and(|at| *at >= enough);
    match (health::of(one, sync, now), last) {
        (Health::Failing, _) => (Word::Failing, Tone::Bad),
        (Health::Unproven, _) if mail => (Word::Well, Tone::Good),
        (Health::Unproven, _) if newest.whole => (Word::ReadWithoutMail, Tone::Warn),
        (Health::Unproven, _) => (Word::Unproven, Tone::Plain),
        (Health::Well, None) => (Word::ReadsUnknown, Tone::Plain),
        (Health::Well, Some(at)) if now.duration_since(at) > PATIENCE => {
            (Word::NotReadLately, Tone::Warn)
        }
        (Health::Well, Some(_)) => (Word::New, Tone::Plain),
    }
}

#[async_trait]
impl crate::platform::Sheets for Sheets {
    fn kinds(&self) -> Sheeted {
        Sheeted {
            system: Vec::new(),
            tenant: vec![SheetKind::Users, SheetKind::Integrations],
            agent: Vec::new(),
        }
    }

    async fn page(
        &self,
        key: &SheetKey,
        after: Option<Cursor>,
        now: Timestamp,
    ) -> Result<SheetPage, Problem> {
        let unknown = |what: &str| {
            let detail = "the Notification Agent has no such sheet";
            Err(Problem::new(Trouble::Invalid, what, detail))
        };
        if let Some(one) = &key.narrowing {
            return unknown(&one.name);
        }
        match (&key.of, key.kind) {
            (SheetOf::Tenant(id), _) if id.as_str().is_empty() => unknown("tenant"),
            (SheetOf::Tenant(id), SheetKind::Users) => {
                one_page(after.as_ref())?;
                self.account(id).await
            }
            (SheetOf::Tenant(id), SheetKind::Integrations) => self.mailboxes(id, after, now).await,
            _ => unknown(key.kind.word()),
        }
    }
}
