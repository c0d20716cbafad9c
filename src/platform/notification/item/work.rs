//! What waits for a person: notifications that went nowhere, sources that fail, sources that bring nothing.

use super::mail::{FAILURE, Notification, Stage};
use super::source::Source;
use super::sync::Sync;
use super::{attribute, clean};
use crate::domain::agent::SeenSwitch;
use crate::domain::escalation::Priority;
use crate::domain::id::{PlatformId, TenantId, WorkId};
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::domain::time;
use crate::domain::work::{Work, WorkKey, WorkKind};
use jiff::Timestamp;

/// A notification that is stuck: since its own date, its subject as the subject, how far it came as the state,
/// the system's failure text as the reason where that is what it has.
pub fn stuck(one: &Notification) -> Work {
    let subject = one.subject.as_ref().or(one.from.as_ref());
    let mut attributes = vec![
        attribute("notification_id", Text::from_untrusted(one.id.as_str())),
        attribute("source_id", clean(&one.source)),
    ];
    let known = [
        ("from", one.from.clone()),
        ("created_at", one.at.map(|at| Text::from(time::iso(at)))),
        ("delivery_method", one.method.clone()),
    ];
    attributes.extend(
        known
            .into_iter()
            .filter_map(|(name, value)| Some(attribute(name, value?))),
    );
    Work {
        key: key(&one.user, WorkKind::NotificationStuck, one.id.as_str()),
        subject: subject.cloned().unwrap_or_default(),
        reason: (one.stage == Stage::SummaryFailed).then(|| Text::from(FAILURE)),
        state: Text::from(one.stage.word()),
        priority: Priority::Unstated,
        since: one.at,
        version: None,
        attributes,
    }
}

/// A source whose last reads failed: since the last one that did not, the error as the reason.
pub fn failing(source: &Source, sync: Option<&Sync>) -> Work {
    let since = match sync {
        Some(sync) => sync.last.or(source.created_at),
        None => source.updated_at,
    };
    Work {
        reason: sync.and_then(|sync| sync.error.clone()),
        ..of_source(source, sync, WorkKind::SourceFailing, since)
    }
}

/// A source that is read without an error and brings nothing: since its newest notification, else since it
/// was made.
pub fn quiet(source: &Source, sync: Option<&Sync>, newest: Option<Timestamp>) -> Work {
    let since = newest.or(source.created_at);
    let mut work = of_source(source, sync, WorkKind::SourceQuiet, since);
    if let Some(at) = newest {
        let newest = attribute("newest_notification", Text::from(time::iso(at)));
        work.attributes.push(newest);
    }
    work
}

fn of_source(
    source: &Source,
    sync: Option<&Sync>,
    kind: WorkKind,
    since: Option<Timestamp>,
) -> Work {
    let known = sync.map_or(&[][..], |sync| sync.attributes.as_slice());
    let attributes: Vec<Attribute> = source.attributes.iter().chain(known).cloned().collect();
    Work {
        key: key(&source.user, kind, source.id.as_str()),
        subject: source.name.clone(),
        reason: None,
        state: source.status.clone(),
        priority: Priority::Unstated,
        since,
        version: match &source.seen {
            SeenSwitch::Row { updated_at, .. } => updated_at.clone(),
            SeenSwitch::Absent => None,
        },
        attributes,
    }
}

fn key(user: &TenantId, kind: WorkKind, id: &str) -> WorkKey {
    WorkKey {
        platform: PlatformId::Notification,
        tenant: user.clone(),
        kind,
        id: WorkId::from(id),
    }
}
