//! Incidents, the handover and the past without a screen.

use super::item::{At, Masked};
use super::outcome::{Answer, Outcome, Reason};
use super::{Form, failed, output, say};
use crate::desk::{Desk, Mode, Station, Writing, paper};
use crate::domain::change::Lack;
use crate::domain::handover::Handover;
use crate::domain::id::IncidentId;
use crate::domain::incident::{Deed, Incident, Line, Opening, Settling, Story};
use crate::domain::mask;
use crate::domain::past::Past;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use crate::locale::shift::paper as words;
use crate::on_desk;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::{Value, json};
use std::io;
use std::path::PathBuf;

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum ShiftVerb {
    Incidents,
    Show(IncidentId),
    Do(Deed),
    Export {
        id: IncidentId,
        out: Option<PathBuf>,
    },
    Handover {
        out: Option<PathBuf>,
    },
    Past {
        at: Timestamp,
    },
}

impl ShiftVerb {
    /// Whether it changes a table.
    pub fn writes(&self) -> bool {
        matches!(self, Self::Do(_))
    }
}

#[derive(Debug, Serialize)]
struct Item {
    id: String,
    title: Masked,
    origin: &'static str,
    platform: &'static str,
    subject: Masked,
    began: At,
    opened: At,
    by: Masked,
    state: &'static str,
    closed: Option<At>,
    closed_by: Option<Masked>,
    reason: Option<Masked>,
}

impl Item {
    fn of(incident: &Incident) -> Self {
        let closed = incident.closed.as_ref();
        Self {
            id: incident.id.as_str().to_owned(),
            title: Masked::new(&*incident.title),
            origin: incident.origin.word(),
            platform: incident.origin.platform().as_str(),
            subject: Masked::new(incident.origin.subject()),
            began: At(incident.began),
            opened: At(incident.opened),
            by: Masked::new(&*incident.by),
            state: if closed.is_some() { "closed" } else { "open" },
            closed: closed.map(|closed| At(closed.at)),
            closed_by: closed.map(|closed| Masked::new(&*closed.by)),
            reason: closed.map(|closed| Masked::new(&*closed.reason)),
        }
    }
}

#[derive(Debug, Serialize)]
struct LineItem {
    at: At,
    kind: String,
    by: Masked,
    subject: Masked,
    tenant: Option<Masked>,
    agent: Option<Masked>,
    who: Option<Masked>,
    before: Option<Masked>,
    after: Option<Masked>,
    text: Option<Masked>,
    near: Option<&'static str>,
}

impl LineItem {
    fn of(line: &Line) -> Self {
        let masked = |text: &Option<Text>| text.as_ref().map(|text| Masked::new(&**text));
        Self {
            at: At(line.at),
            kind: line.kind.word().to_owned(),
            by: Masked::new(&*line.by),
            subject: Masked::new(&*line.subject),
            tenant: line.tenant.as_ref().map(|id| Masked::new(id.as_str())),
            agent: line.agent.as_ref().map(|id| Masked::new(id.as_str())),
            who: masked(&line.who),
            before: masked(&line.before),
            after: masked(&line.after),
            text: masked(&line.text),
            near: line.near.map(|near| near.word()),
        }
    }
}

/// Performs a verb that only reads.
pub(super) async fn read(station: &Station, verb: &ShiftVerb, form: Form) -> io::Result<u8> {
    let zone = TimeZone::system();
    match verb {
        ShiftVerb::Incidents => match on_desk!(&station.desk, desk => desk.incidents().await) {
            Ok(found) => list(&found, form),
            Err(problem) => failed(problem, form),
        },
        ShiftVerb::Show(id) => match story(station, id).await {
            Ok(story) if form == Form::Json => {
                let lines: Vec<LineItem> = story.lines.iter().map(LineItem::of).collect();
                let answer = json!({ "incident": Item::of(&story.incident), "lines": lines, "more": story.more });
                output::json(&answer).map(|()| 0)
            }
            Ok(story) => output::lines(words::incident(&story, &zone).lines()).map(|()| 0),
            Err(problem) => failed(problem, form),
        },
        ShiftVerb::Export { id, out } => match story(station, id).await {
            Ok(story) => hand_out(&words::incident(&story, &zone), out.as_ref(), form),
            Err(problem) => failed(problem, form),
        },
        ShiftVerb::Handover { out } => match on_desk!(&station.desk, desk => desk.handover().await)
        {
            Ok(found) if form == Form::Json && out.is_none() => {
                output::json(&handover(&found)).map(|()| 0)
            }
            Ok(found) => hand_out(&words::handover(&found, &zone), out.as_ref(), form),
            Err(problem) => failed(problem, form),
        },
        ShiftVerb::Past { at } => match on_desk!(&station.desk, desk => desk.past(*at).await) {
            Ok(found) => output::json(&past(&found)).map(|()| 0),
            Err(problem) => failed(problem, form),
        },
        ShiftVerb::Do(_) => Ok(0),
    }
}

async fn story(station: &Station, id: &IncidentId) -> Result<Story, Problem> {
    let found = on_desk!(&station.desk, desk => one(desk, id).await)?;
    found.ok_or_else(|| Problem::new(Trouble::NotFound, "incident", id.as_str()))
}

async fn one<M: Mode>(desk: &Desk<M>, id: &IncidentId) -> Result<Option<Story>, Problem> {
    desk.incident(id).await
}

fn list(found: &[Incident], form: Form) -> io::Result<u8> {
    let items: Vec<Item> = found.iter().map(Item::of).collect();
    if form == Form::Json {
        return output::json(&json!({ "items": items })).map(|()| 0);
    }
    let rows: Result<Vec<Value>, _> = items.iter().map(serde_json::to_value).collect();
    let columns = [
        ("id", "ID"),
        ("began", "BEGAN"),
        ("title", "TITLE"),
        ("platform", "SYSTEM"),
        ("by", "BY"),
    ];
    output::lines(output::table(&columns, &rows?))?;
    Ok(0)
}

/// To a new file, else to stdout.
fn hand_out(text: &str, out: Option<&PathBuf>, form: Form) -> io::Result<u8> {
    let Some(path) = out else {
        return output::lines(text.lines()).map(|()| 0);
    };
    match paper::keep_at(path, text) {
        Ok(()) if form == Form::Json => {
            let name = path.to_string_lossy();
            output::json(&json!({ "outcome": "done", "file": name })).map(|()| 0)
        }
        Ok(()) => Ok(0),
        Err(problem) => failed(problem, form),
    }
}

fn handover(found: &Handover) -> Value {
    let gaps = found.gaps.iter().map(|(part, why)| {
        let why = why.as_ref().map(|why| mask::identifiers(&why.to_string()));
        json!({ "part": part.word(), "problem": why })
    });
    json!({
        "by": Masked::new(&*found.by),
        "at": At(found.at),
        "incidents": found.incidents.iter().map(Item::of).collect::<Vec<_>>(),
        "acknowledged": found.acknowledged.iter().map(|ack| json!({
            "platform": ack.platform.as_str(), "alarm": Masked::new(&*ack.alarm),
            "by": Masked::new(&*ack.by), "until": ack.until.map(At),
        })).collect::<Vec<_>>(),
        "off": found.off.iter().map(|off| json!({
            "platform": off.key.platform.as_str(), "tenant": Masked::new(off.key.tenant.as_str()),
            "agent": Masked::new(off.key.agent.as_str()), "name": Masked::new(&*off.agent),
            "since": off.since.map(At), "by": off.by.as_ref().map(|by| Masked::new(&**by)),
            "on_again": off.due.map(At),
        })).collect::<Vec<_>>(),
        "mine": found.mine.iter().map(|held| json!({
            "tenant": Masked::new(held.key.tenant.as_str()),
            "conversation": Masked::new(held.key.conversation.as_str()),
            "customer": Masked::new(&*held.customer), "since": At(held.since),
            "window_closes": held.window.map(At),
        })).collect::<Vec<_>>(),
        "unsent_events": found.unsent,
        "unconfirmed_replies": found.unconfirmed.iter()
            .map(|key| Masked::new(key.conversation.as_str())).collect::<Vec<_>>(),
        "bot_overruns": found.overruns.iter().map(|(tenant, count)| json!({
            "tenant": Masked::new(tenant.tenant.as_str()), "count": count,
        })).collect::<Vec<_>>(),
        "gaps": gaps.collect::<Vec<_>>(),
    })
}

fn past(found: &Past) -> Value {
    json!({
        "at": At(found.at),
        "alarms": found.alarms.iter().map(|alarm| json!({
            "platform": alarm.platform.as_str(), "name": Masked::new(&*alarm.name),
            "state": alarm.state.map(|(state, _)| state.word()),
            "since": alarm.state.map(|(_, at)| At(at)),
        })).collect::<Vec<_>>(),
        "queue": found.queue.iter().map(|one| json!({
            "tenant": Masked::new(one.key.tenant.as_str()),
            "conversation": Masked::new(one.key.conversation.as_str()),
            "since": At(one.since), "held_by": one.held.as_ref().map(|by| Masked::new(&**by)),
            "known_by": one.known.word(), "unsure": one.unsure,
        })).collect::<Vec<_>>(),
        "switches": found.switches.iter().map(|one| json!({
            "tenant": Masked::new(one.key.tenant.as_str()),
            "agent": Masked::new(one.key.agent.as_str()), "on": one.on,
            "since": At(one.since), "by": Masked::new(&*one.by),
        })).collect::<Vec<_>>(),
        "audit": found.audit.iter().map(|entry| json!({
            "at": At(entry.at), "action": Masked::new(&*entry.action),
            "target": Masked::new(&entry.target), "by": Masked::new(&*entry.name),
        })).collect::<Vec<_>>(),
        "gaps": found.gaps.iter().map(|gap| json!({
            "part": gap.part.word(),
            "platform": gap.platform.as_str(),
            "lack": match &gap.lack {
                Lack::NoSource => "no_source",
                Lack::Cut => "cut",
                Lack::Failed(_) => "failed",
            },
            "problem": match &gap.lack {
                Lack::Failed(why) => Some(mask::identifiers(&why.to_string())),
                Lack::NoSource | Lack::Cut => None,
            },
        })).collect::<Vec<_>>(),
    })
}

/// Performs a verb that writes.
pub(super) async fn write(desk: &Desk<Writing>, verb: &ShiftVerb) -> Result<Answer, Problem> {
    let ShiftVerb::Do(deed) = verb else {
        return Ok(Answer::bare(Outcome::Done));
    };
    Ok(match deed {
        Deed::Open {
            origin,
            title,
            began,
        } => match desk.open_incident(origin, title, *began).await? {
            Opening::Done(incident) => {
                // What cannot be gathered now is gathered by whoever looks.
                let _ = desk.gather(&incident.id).await;
                about(Outcome::Done, Some(&incident))
            }
            Opening::Already(incident) => about(Outcome::Already, Some(&incident)),
            Opening::Unknown => about(Outcome::Unknown, None).because(Reason::Unknown),
        },
        Deed::Note { id, note } => settled(id, desk.note_incident(id, note).await?),
        Deed::Close { id, reason } => settled(id, desk.close_incident(id, reason).await?),
    })
}

fn settled(id: &IncidentId, settling: Settling) -> Answer {
    match settling {
        Settling::Done(incident) => about(Outcome::Done, Some(&incident)),
        Settling::Already(incident) => about(Outcome::Already, Some(&incident)),
        Settling::NotFound => {
            Answer::failed(Problem::new(Trouble::NotFound, "incident", id.as_str()))
        }
        Settling::Unknown => about(Outcome::Unknown, None).because(Reason::Unknown),
    }
}

fn about(outcome: Outcome, incident: Option<&Incident>) -> Answer {
    Answer {
        changed: outcome == Outcome::Done,
        incident: incident.map(|incident| incident.id.as_str().to_owned()),
        ..Answer::bare(outcome)
    }
}

/// What a success says: the incident's id, which the next verb needs.
pub(super) fn success(answer: &Answer) -> String {
    answer.incident.clone().unwrap_or_default()
}

/// As the sentences know it.
pub(super) fn verb() -> say::Verb {
    say::Verb::Incident
}
