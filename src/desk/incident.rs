//! Incidents: opened once, noted on by whoever has something to say, closed once. HEAD and its audit row are one
//! transaction; what consoles gather follows line by line, so that a process that dies leaves nothing half said.

mod gather;

use super::{Deed, Desk, Mode, Writing, new_id, new_intent};
use crate::control::{Committed, Reader, Transaction};
use crate::domain::agent::MIN_REASON_CHARS;
use crate::domain::audit::Action;
use crate::domain::id::{IncidentId, IntentId, TenantId};
use crate::domain::incident::{
    Closed, Incident, Kind, Line, MAX_NOTE, MAX_TITLE, Opening, Origin, Settling, Story, note_keys,
    timeline,
};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Right;
use crate::domain::text::Text;
use jiff::Timestamp;

/// The tenant of the audit rows of an incident that is about no tenant.
const NO_TENANT: &str = "-";

impl<M: Mode> Desk<M> {
    /// The open incidents of all systems, oldest first; none where there is no control table.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn incidents(&self) -> Result<Vec<Incident>, Problem> {
        let reads = self.tables().into_iter().map(Reader::incidents);
        let found = futures::future::try_join_all(reads).await?;
        let mut found: Vec<Incident> = found.into_iter().flatten().collect();
        found.retain(|one| one.is_open() && self.sees_incident(one));
        found.sort_by(|a, b| (a.opened, &a.id).cmp(&(b.opened, &b.id)));
        found.dedup_by(|a, b| a.id == b.id);
        Ok(found)
    }

    /// An incident with its timeline; `None`: there is none, or it is not for this profile.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn incident(&self, id: &IncidentId) -> Result<Option<Story>, Problem> {
        for table in self.tables() {
            let Some((incident, lines, more)) = table.incident_lines(id).await? else {
                continue;
            };
            if !self.sees_incident(&incident) {
                continue;
            }
            return Ok(Some(Story {
                incident,
                lines: timeline::ordered(lines),
                more,
                as_of: self.now(),
            }));
        }
        Ok(None)
    }

    /// Every control table in use; none where there is none.
    pub(super) fn tables(&self) -> Vec<&Reader> {
        let control = self.parts.control.as_ref();
        control.map_or_else(Vec::new, |control| control.each().collect())
    }

    fn sees_incident(&self, incident: &Incident) -> bool {
        let platform = incident.origin.platform();
        match incident.origin.tenant() {
            Some(tenant) => self.sees(platform, tenant).is_ok(),
            None => true,
        }
    }
}

impl Desk<Writing> {
    /// Opens an incident, unless one of the same origin is open. `began`: since when it is broken; now unless known.
    ///
    /// # Errors
    /// `Invalid` for a title that is empty or too long; failures after which it is certain that nothing was written.
    pub async fn open_incident(
        &self,
        origin: &Origin,
        title: &Text,
        began: Option<Timestamp>,
    ) -> Result<Opening, Problem> {
        self.may_about(origin)?;
        let title = worded("title", title, 1, MAX_TITLE)?;
        let reader = self.control(origin.platform()).reader();
        // As the row keeps it: what is read back is compared with it.
        let now = kept(self.now());
        let (mut id, near) = match origin.id() {
            Some(id) => (id, Vec::new()),
            None => {
                let [own, before, after] = origin.ids_about(&title, now);
                (own, vec![before, after])
            }
        };
        let mut again = !near.is_empty();
        if let Some(found) = reader.incident(&id).await? {
            if found.is_open() {
                return Ok(Opening::Already(found));
            }
            // It broke no further time, but it is told of again: that is another incident.
            id = IncidentId::from(new_id(now));
            again = true;
        }
        if again {
            let is_it = |one: &Incident| {
                one.origin == *origin && (!origin.is_named() || one.title == title)
            };
            let open = reader.incidents().await?;
            if let Some(found) = open.into_iter().find(is_it) {
                return Ok(Opening::Already(found));
            }
        }
        let incident = Incident {
            id,
            title,
            origin: origin.clone(),
            began: began.or(origin.since()).unwrap_or(now).min(now),
            opened: now,
            by: self.actor().name.clone(),
            closed: None,
        };
        self.put_incident(incident, &near, now).await
    }

    /// `near`: what it is called if the same was asked for just before or just after; it is not opened beside those.
    async fn put_incident(
        &self,
        incident: Incident,
        near: &[IncidentId],
        now: Timestamp,
    ) -> Result<Opening, Problem> {
        let control = self.control(incident.origin.platform());
        let intent = new_intent(now);
        let mut transaction = Transaction::new(intent.clone());
        for id in near {
            transaction = transaction.own(control.is_not_open(id)?);
        }
        let transaction = transaction
            .own(control.opening(&incident)?)
            .own(control.audited(&self.about(
                &incident,
                Action::IncidentOpened,
                (None, Some(&incident.title)),
                &intent,
                now,
            ))?);
        if let Committed::Done { .. } = control.commit(&transaction).await? {
            return Ok(Opening::Done(incident));
        }
        // Somebody opened the same at this moment, or nobody can tell: the row does.
        match control.reader().incident(&incident.id).await {
            Ok(Some(found)) if found.opened == incident.opened && found.by == incident.by => {
                Ok(Opening::Done(found))
            }
            Ok(Some(found)) => Ok(Opening::Already(found)),
            Ok(None) => Ok(self.open_near(&incident, near).await),
            Err(_) => Ok(Opening::Unknown),
        }
    }

    /// What stands open in place of one that could not be opened beside it.
    async fn open_near(&self, incident: &Incident, near: &[IncidentId]) -> Opening {
        let reader = self.control(incident.origin.platform()).reader();
        for id in near {
            match reader.incident(id).await {
                Ok(Some(found)) if found.is_open() => return Opening::Already(found),
                Ok(_) => {}
                Err(_) => break,
            }
        }
        Opening::Unknown
    }

    /// Writes a note on an incident, open or closed.
    ///
    /// # Errors
    /// `Invalid` for a note that is empty or too long; failures after which it is certain that nothing was written.
    pub async fn note_incident(&self, id: &IncidentId, note: &Text) -> Result<Settling, Problem> {
        let note = worded("note", note, 1, MAX_NOTE)?;
        let Some(incident) = self.found(id).await? else {
            return Ok(Settling::NotFound);
        };
        self.may_about(&incident.origin)?;
        let now = self.now();
        let intent = new_intent(now);
        // Who got no answer says it again: it is the same note, also when the first one arrives late.
        let keys = note_keys(&self.actor().identity, &note, now);
        let [own, before, after] = &keys;
        let mut line = Line::gathered(now, Kind::Note, Text::default());
        line.id.clone_from(own);
        line.by = self.actor().name.clone();
        line.text = Some(note);
        let control = self.control(incident.origin.platform());
        let entry = self.about(&incident, Action::IncidentNoted, (None, None), &intent, now);
        let transaction = Transaction::new(intent.clone())
            .own(control.is_incident(id)?)
            .own(control.is_no_line(id, before)?)
            .own(control.is_no_line(id, after)?)
            .own(control.lining(id, &line)?)
            .own(control.audited(&entry)?);
        if let Committed::Done { .. } = control.commit(&transaction).await? {
            return Ok(Settling::Done(incident));
        }
        match control.reader().incident_lines(id).await {
            Ok(None) => Ok(Settling::NotFound),
            Ok(Some((incident, lines, _))) if lines.iter().any(|one| keys.contains(&one.id)) => {
                Ok(Settling::Done(incident))
            }
            Ok(Some(_)) | Err(_) => Ok(Settling::Unknown),
        }
    }

    /// Closes an incident that is open.
    ///
    /// # Errors
    /// `Invalid` for a reason that is too short; failures after which it is certain that nothing was written.
    pub async fn close_incident(
        &self,
        id: &IncidentId,
        reason: &Text,
    ) -> Result<Settling, Problem> {
        let reason = worded("reason", reason, MIN_REASON_CHARS, MAX_NOTE)?;
        let Some(incident) = self.found(id).await? else {
            return Ok(Settling::NotFound);
        };
        self.may_about(&incident.origin)?;
        if !incident.is_open() {
            return Ok(Settling::Already(incident));
        }
        let now = kept(self.now());
        let intent = new_intent(now);
        let closed = Closed {
            at: now,
            by: self.actor().name.clone(),
            reason,
        };
        let control = self.control(incident.origin.platform());
        let entry = self.about(
            &incident,
            Action::IncidentClosed,
            (Some(&closed.reason), None),
            &intent,
            now,
        );
        let transaction = Transaction::new(intent)
            .own(control.closing(id, &closed)?)
            .own(control.audited(&entry)?);
        let done = matches!(control.commit(&transaction).await?, Committed::Done { .. });
        Ok(match control.reader().incident(id).await {
            Ok(Some(found)) if found.closed.as_ref() == Some(&closed) => Settling::Done(found),
            Ok(Some(found)) if !found.is_open() => Settling::Already(found),
            Ok(None) if !done => Settling::NotFound,
            _ if done => Settling::Done(Incident {
                closed: Some(closed),
                ..incident
            }),
            _ => Settling::Unknown,
        })
    }

    async fn found(&self, id: &IncidentId) -> Result<Option<Incident>, Problem> {
        for table in self.tables() {
            if let Some(found) = table.incident(id).await?
                && self.sees_incident(&found)
            {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    fn may_about(&self, origin: &Origin) -> Result<(), Problem> {
        match origin.tenant() {
            Some(tenant) => self.may(Right::Converse, origin.platform(), tenant),
            None => self.role().needs(Right::Converse),
        }
    }

    fn about(
        &self,
        incident: &Incident,
        action: Action,
        (reason, after): (Option<&Text>, Option<&Text>),
        intent: &IntentId,
        now: Timestamp,
    ) -> crate::domain::audit::AuditEntry {
        let nobody = TenantId::from(NO_TENANT);
        let deed = Deed {
            platform: incident.origin.platform(),
            tenant: incident.origin.tenant().unwrap_or(&nobody),
            target: incident.id.as_str(),
            before: None,
            after: after.map(Text::as_str),
            reason,
            intent,
            fence: None,
        };
        self.entry(action, &deed, now)
    }
}

/// A moment as a row keeps it.
fn kept(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

/// What a person wrote, within its bounds.
fn worded(of: &str, text: &Text, least: usize, most: usize) -> Result<Text, Problem> {
    let trimmed = Text::from_untrusted(text.trim());
    let length = trimmed.chars().count();
    if length < least || length > most {
        let bounds = format!("{length} characters; {least} to {most} are wanted");
        return Err(Problem::new(Trouble::Invalid, of, bounds));
    }
    Ok(trimmed)
}
