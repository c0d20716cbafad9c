//! A look at the Notification Agent (backend facts 4.1): its tables, the price of each list, and what one page of
//! users, sources, notifications and last reads shows. Only what the codecs fetch is fetched: no password's
//! hash, no reference to a secret, no body of a mail.

use super::item::mail::{self, notification};
use super::item::source::{self, ACTIVE, ERROR, PAUSED, Source, source};
use super::item::sync::{self, Sync, sync};
use super::item::user;
use super::schema::{DATA_SOURCES, NOTIFICATIONS, SYNC_STATE, Tables, USERS};
use crate::aws::dynamo::Dynamo;
use crate::aws::inspect::Expected;
use crate::domain::checkup::{Drift, How, ListOf, Owner, PlanCheck, Role, TableCheck};
use crate::domain::id::PlatformId;
use crate::platform::checkup::{
    Common, Examination, Sample, Sampler, Tally, is_stub, named, over, text,
};
use async_trait::async_trait;

const USER: &str = "user_id";
const SOURCE_KEY: [&str; 2] = [USER, "source_id"];
const MAIL_KEY: [&str; 2] = [USER, "notification_id"];
/// Status words of a source.
const WORDS: [&str; 3] = [ACTIVE, PAUSED, ERROR];

/// The deployment.
pub struct Checkup {
    dynamo: Dynamo,
    tables: Tables,
}

impl Checkup {
    /// A look at these tables.
    pub fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            tables: tables.clone(),
        }
    }

    fn plans(&self, tables: &[TableCheck]) -> Vec<PlanCheck> {
        let of = &self.tables;
        let (sources, mail) = (of.data_sources.as_str(), of.notifications.as_str());
        let of_sources = [sources, mail];
        let waiting = [sources, mail, of.sync_state.as_str()];
        vec![
            over(tables, ListOf::Tenants, How::Scan, &[&of.users, sources]),
            over(tables, ListOf::Conversations, How::Sweep, &of_sources),
            over(tables, ListOf::Switches, How::Sweep, &[sources]),
            over(tables, ListOf::Usage, How::Sweep, &[mail]),
            over(tables, ListOf::Work, How::Scan, &waiting),
        ]
    }
}

#[async_trait]
impl crate::platform::checkup::Checkup for Checkup {
    fn platform(&self) -> PlatformId {
        PlatformId::Notification
    }

    async fn examine(&self) -> Examination {
        let of = &self.tables;
        let expected = [
            Expected::new(&of.users, Role::Needed, USERS),
            Expected::new(&of.data_sources, Role::Needed, DATA_SOURCES),
            Expected::new(&of.notifications, Role::Needed, NOTIFICATIONS),
            Expected::new(&of.sync_state, Role::Useful, SYNC_STATE),
        ];
        let tables = self.dynamo.inspect(&expected).await;
        let mut look = Sampler::new(&self.dynamo, &tables);
        let users = look.page(&of.users, &user::FIELDS).await;
        let sources = look.page(&of.data_sources, &source::FIELDS).await;
        let mails = look.page(&of.notifications, &mail::FIELDS).await;
        let syncs = look.page(&of.sync_state, &sync::FIELDS).await;
        judge_users(&mut look, &of.users, &users);
        let read = judge_sources(&mut look, &of.data_sources, &sources);
        judge_mail(&mut look, &of.notifications, &mails);
        let last = judge_syncs(&mut look, &of.sync_state, &syncs);
        let owned = [
            (of.data_sources.as_str(), &sources),
            (&of.notifications, &mails),
            (&of.sync_state, &syncs),
        ];
        let ids = named(owned.iter().map(|(_, sample)| *sample), USER);
        let absent = look.absent(&of.users, USER, &users, &ids).await;
        for one in owned {
            look.orphans(one, USER, &absent, Owner::User);
        }
        if syncs.read && sources.read {
            compare(&mut look, of, (&read, sources.whole), (&last, syncs.whole));
        }
        let drift = look.drift;
        Examination {
            plans: self.plans(&tables),
            drift,
            tables,
        }
    }
}

fn judge_users(look: &mut Sampler<'_>, table: &str, sample: &Sample) {
    let mut common = Common::default();
    for (at, item) in sample.items.iter().enumerate() {
        let one = user::tenant(item, at);
        let stub = is_stub(item, &[USER]);
        common.judge(&[one.id.as_str()], stub, false, one.oddities > 0);
    }
    look.common(table, common);
}

fn judge_sources(look: &mut Sampler<'_>, table: &str, sample: &Sample) -> Vec<Source> {
    let mut common = Common::default();
    let mut sources = Vec::new();
    for (at, item) in sample.items.iter().enumerate() {
        let one = source(item, at);
        let unknown = !WORDS.contains(&one.status.as_str());
        let stub = is_stub(item, &SOURCE_KEY);
        common.judge(&key(&one), stub, unknown, one.oddities > 0);
        sources.push(one);
    }
    look.common(table, common);
    sources
}

fn key(source: &Source) -> [&str; 2] {
    [source.user.as_str(), source.id.as_str()]
}

fn judge_mail(look: &mut Sampler<'_>, table: &str, sample: &Sample) {
    let mut common = Common::default();
    for (at, item) in sample.items.iter().enumerate() {
        let one = notification(item, at);
        let key = [one.user.as_str(), one.id.as_str()];
        common.judge(&key, is_stub(item, &MAIL_KEY), false, one.oddities > 0);
    }
    look.common(table, common);
}

fn judge_syncs(look: &mut Sampler<'_>, table: &str, sample: &Sample) -> Vec<Sync> {
    let mut common = Common::default();
    let mut syncs = Vec::new();
    for (at, item) in sample.items.iter().enumerate() {
        let one = sync(item, at);
        let key = [one.user.as_str(), one.source.as_str()];
        common.judge(&key, is_stub(item, &SOURCE_KEY), false, one.oddities > 0);
        // A key that is no text belongs to no source.
        if text(item, USER).is_some() {
            syncs.push(one);
        }
    }
    look.common(table, common);
    syncs
}

/// The state of the last reads against the sources. What a page does not show is not taken for absent: each
/// side comes with whether it is all of its table.
fn compare(
    look: &mut Sampler<'_>,
    of: &Tables,
    (sources, all_sources): (&[Source], bool),
    (syncs, all_syncs): (&[Sync], bool),
) {
    let is_of = |source: &Source, sync: &Sync| source.user == sync.user && source.id == sync.source;
    let (mut failing, mut unread, mut left) =
        (Tally::default(), Tally::default(), Tally::default());
    for one in sources.iter().filter(|one| one.status == ACTIVE) {
        match syncs.iter().find(|sync| is_of(one, sync)) {
            Some(sync) if sync.failed() => failing.note(&key(one)),
            None if all_syncs => unread.note(&key(one)),
            Some(_) | None => {}
        }
    }
    for sync in syncs.iter().filter(|_| all_sources) {
        if !sources.iter().any(|source| is_of(source, sync)) {
            left.note(&[sync.user.as_str(), sync.source.as_str()]);
        }
    }
    look.found(&of.data_sources, failing, Drift::SourceFails);
    look.found(&of.data_sources, unread, Drift::SourceNeverRead);
    look.found(&of.sync_state, left, Drift::SyncWithoutSource);
}
