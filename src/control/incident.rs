//! Incidents: `INCIDENT#<ulid>` with `HEAD` (`title`, `origin`, `platform`, `tenantId`, `subject`, `since`, `began`,
//! `openedAt`, `by`, `state`, …) and one row for each line of its timeline. While open, HEAD is listed under
//! `INCIDENTS`. Lines are put and never changed; HEAD changes once, when it is closed.

use super::row::{instant, row, safe, some, text};
use super::{Reader, Writer};
use crate::aws::dynamo::{Item, Query};
use crate::aws::expression::{Assign, Condition, key, s};
use crate::aws::transaction::OwnItem;
use crate::aws::write::{Change, Check};
use crate::domain::change::Nearness;
use crate::domain::id::{AgentId, ConversationKey, IncidentId, PlatformId, TenantId};
use crate::domain::incident::{Closed, Incident, Kind, Line, Origin};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::domain::time;

const LIST: &str = "INCIDENTS";
const HEAD: &str = "HEAD";
const OPEN: &str = "open";
const CLOSED: &str = "closed";
/// Pages of open incidents and of one timeline: each holds hundreds of rows.
const PAGES: u32 = 3;

impl Reader {
    /// The open incidents of this table, oldest first.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn incidents(&self) -> Result<Vec<Incident>, Problem> {
        let query = Query {
            index: Some(super::schema::LIST_INDEX),
            ..Query::partition(&self.table, "listPk", LIST)
        };
        let page = self.dynamo.query_all(query, PAGES).await?;
        Ok(page.items.iter().filter_map(head).collect())
    }

    /// An incident as it is now; `None`: there is none.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn incident(&self, id: &IncidentId) -> Result<Option<Incident>, Problem> {
        let found = self.dynamo.get(&self.table, head_key(id)).await?;
        Ok(found.value.as_ref().and_then(head))
    }

    /// An incident with its lines in the order of time, and whether there are more; `None`: there is none.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn incident_lines(
        &self,
        id: &IncidentId,
    ) -> Result<Option<(Incident, Vec<Line>, bool)>, Problem> {
        let mut query = Query::partition(&self.table, "pk", pk(id));
        query.consistent = true;
        let page = self.dynamo.query_all(query, PAGES).await?;
        let Some(incident) = page.items.iter().find_map(head) else {
            return Ok(None);
        };
        let lines = page.items.iter().filter_map(line).collect();
        Ok(Some((incident, lines, page.next.is_some())))
    }
}

impl Writer {
    /// The item that puts an incident that is not there.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn opening(&self, incident: &Incident) -> Result<OwnItem, Problem> {
        self.put_new(encode(incident)).own()
    }

    /// The check that no such incident is open.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn is_not_open(&self, id: &IncidentId) -> Result<OwnItem, Problem> {
        Check {
            table: self.reader.table.clone(),
            key: head_key(id),
            condition: Condition::Any(vec![
                Condition::Absent("pk"),
                Condition::Equals("state", s(CLOSED)),
            ]),
        }
        .own()
    }

    /// Puts a line by itself; `false`: it is there already.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn put_line(&self, of: &IncidentId, line: &Line) -> Result<bool, Problem> {
        let Reader { dynamo, table } = &self.reader;
        dynamo.create(table, encode_line(of, line), "pk").await
    }

    /// The item that puts a line.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn lining(&self, of: &IncidentId, line: &Line) -> Result<OwnItem, Problem> {
        self.put_new(encode_line(of, line)).own()
    }

    /// The check that there is no such line.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn is_no_line(&self, of: &IncidentId, line: &str) -> Result<OwnItem, Problem> {
        Check {
            table: self.reader.table.clone(),
            key: key(("pk", &pk(of)), Some(("sk", line))),
            condition: Condition::Absent("pk"),
        }
        .own()
    }

    /// The check that there is such an incident, open or closed.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn is_incident(&self, id: &IncidentId) -> Result<OwnItem, Problem> {
        Check {
            table: self.reader.table.clone(),
            key: head_key(id),
            condition: Condition::Exists("pk"),
        }
        .own()
    }

    /// The item that closes one that is open.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn closing(&self, id: &IncidentId, closed: &Closed) -> Result<OwnItem, Problem> {
        Change {
            table: self.reader.table.clone(),
            key: head_key(id),
            assigns: vec![
                ("state", Assign::Set(s(CLOSED))),
                ("closedAt", Assign::Set(s(time::iso(closed.at)))),
                ("closedBy", Assign::Set(s(closed.by.as_str()))),
                ("reason", Assign::Set(s(closed.reason.as_str()))),
                ("listPk", Assign::Remove),
                ("listSk", Assign::Remove),
            ],
            condition: Condition::Equals("state", s(OPEN)),
        }
        .own()
    }
}

fn pk(id: &IncidentId) -> String {
    format!("INCIDENT#{}", id.as_str())
}

fn head_key(id: &IncidentId) -> Item {
    key(("pk", &pk(id)), Some(("sk", HEAD)))
}

fn encode(incident: &Incident) -> Item {
    let origin = &incident.origin;
    row([
        ("pk", Some(s(pk(&incident.id)))),
        ("sk", Some(s(HEAD))),
        ("title", Some(s(incident.title.as_str()))),
        ("origin", Some(s(origin.word()))),
        ("platform", Some(s(origin.platform().as_str()))),
        ("tenantId", origin.tenant().map(|id| s(id.as_str()))),
        ("subject", Some(s(origin.subject()))),
        ("since", origin.since().map(|at| s(time::iso(at)))),
        ("began", Some(s(time::iso(incident.began)))),
        ("openedAt", Some(s(time::iso(incident.opened)))),
        ("by", Some(s(incident.by.as_str()))),
        ("state", Some(s(OPEN))),
        ("listPk", Some(s(LIST))),
        ("listSk", Some(s(incident.id.as_str()))),
    ])
}

/// A head of an origin that this version does not know is one that a person opened.
fn head(item: &Item) -> Option<Incident> {
    if text(item, "sk") != Some(HEAD) {
        return None;
    }
    let id = IncidentId::from(text(item, "pk")?.strip_prefix("INCIDENT#")?);
    let opened = instant(item, "openedAt")?;
    let closed = instant(item, "closedAt").map(|at| Closed {
        at,
        by: safe(item, "closedBy").unwrap_or_default(),
        reason: safe(item, "reason").unwrap_or_default(),
    });
    Some(Incident {
        id,
        title: safe(item, "title").unwrap_or_default(),
        origin: origin(item)?,
        began: instant(item, "began").unwrap_or(opened),
        opened,
        by: safe(item, "by").unwrap_or_default(),
        closed,
    })
}

fn origin(item: &Item) -> Option<Origin> {
    let platform = PlatformId::from_word(text(item, "platform")?)?;
    let since = instant(item, "since");
    let subject = text(item, "subject").unwrap_or_default();
    let conversation = || {
        Some(ConversationKey {
            platform,
            tenant: TenantId::from(text(item, "tenantId")?),
            conversation: subject.into(),
        })
    };
    let known = match text(item, "origin").unwrap_or_default() {
        "alarm" => Some(Origin::Alarm {
            platform,
            name: Text::from_untrusted(subject),
            since,
        }),
        "conversation" => conversation().map(Origin::Conversation),
        "overrun" => match (conversation(), since) {
            (Some(key), Some(since)) => Some(Origin::Overrun { key, since }),
            (key, _) => key.map(Origin::Conversation),
        },
        "trace" => Some(Origin::Trace {
            platform,
            id: Text::from_untrusted(subject),
        }),
        _ => None,
    };
    Some(known.unwrap_or(Origin::Person(platform)))
}

fn encode_line(of: &IncidentId, line: &Line) -> Item {
    row([
        ("pk", Some(s(pk(of)))),
        ("sk", Some(s(&line.id))),
        ("at", Some(s(time::iso(line.at)))),
        ("writtenAt", Some(s(time::iso(line.written)))),
        ("by", some(Some(&line.by).filter(|by| !by.is_empty()))),
        ("kind", Some(s(line.kind.word()))),
        ("subject", Some(s(line.subject.as_str()))),
        ("tenantId", line.tenant.as_ref().map(|id| s(id.as_str()))),
        ("agentId", line.agent.as_ref().map(|id| s(id.as_str()))),
        ("who", some(line.who.as_ref())),
        ("before", some(line.before.as_ref())),
        ("after", some(line.after.as_ref())),
        ("text", some(line.text.as_ref())),
        ("near", line.near.map(|near| s(near.word()))),
    ])
}

fn line(item: &Item) -> Option<Line> {
    let id = text(item, "sk").filter(|sk| *sk != HEAD)?;
    let written = instant(item, "writtenAt");
    let at = instant(item, "at").or(written)?;
    Some(Line {
        id: id.to_owned(),
        at,
        written: written.unwrap_or(at),
        by: safe(item, "by").unwrap_or_default(),
        kind: Kind::of_word(text(item, "kind").unwrap_or_default()),
        subject: safe(item, "subject").unwrap_or_default(),
        tenant: text(item, "tenantId").map(TenantId::from),
        agent: text(item, "agentId").map(AgentId::from),
        who: safe(item, "who"),
        before: safe(item, "before"),
        after: safe(item, "after"),
        text: safe(item, "text"),
        near: text(item, "near").and_then(Nearness::from_word),
    })
}
