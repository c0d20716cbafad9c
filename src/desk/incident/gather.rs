//! What consoles write into a timeline by themselves: turns of alarms, changes around the begin, more escalations
//! than usual, acknowledgements, what became of the conversation. A line's key follows from what it says, so any
//! console may gather at any time, as often as it likes, and go on where another died.

use super::super::{Desk, Mode, Writing};
use crate::domain::alarm::{Alarm, Happened};
use crate::domain::audit::Action;
use crate::domain::change::{self, About};
use crate::domain::escalation::{QueuePlan, WaitingWord};
use crate::domain::id::{AgentId, ConversationKey, IncidentId, PlatformId};
use crate::domain::incident::{Incident, Kind, Line, Origin, WINDOW, spike};
use crate::domain::mask;
use crate::domain::metric::Span;
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::domain::time;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Changes that are written at most: the nearest.
const CHANGES: usize = 25;
/// Rows of a tenant's trail that are looked through for the conversation.
const TRAIL: u32 = 200;
/// Tenants whose escalations are counted where no index finds those that wait.
const TENANTS: usize = 20;

impl Desk<Writing> {
    /// Writes what happened since the last look into the timeline of an open incident; how many lines are new. What
    /// cannot be read now is gathered by the next look.
    ///
    /// # Errors
    /// Any failure to read or write the timeline itself.
    pub async fn gather(&self, id: &IncidentId) -> Result<usize, Problem> {
        let Some(story) = self.incident(id).await? else {
            return Ok(0);
        };
        if !story.incident.is_open() {
            return Ok(0);
        }
        let known: BTreeSet<&str> = story.lines.iter().map(|line| line.id.as_str()).collect();
        let now = self.now();
        let platform = story.incident.origin.platform();
        let mut written = 0;
        for line in self.happened(&story.incident, now).await {
            let line = line.sealed(now);
            if !known.contains(line.id.as_str())
                && self.control(platform).put_line(id, &line).await?
            {
                written += 1;
            }
        }
        Ok(written)
    }
}

impl<M: Mode> Desk<M> {
    /// What is known to have happened around an incident; a source that fails tells nothing now.
    async fn happened(&self, incident: &Incident, now: Timestamp) -> Vec<Line> {
        let from = incident.began.checked_sub(WINDOW).unwrap_or(incident.began);
        let until = incident.began.checked_add(WINDOW).unwrap_or(now).min(now);
        let around = Span { from, to: until };
        let (alarms, changes, spikes, acks, talk) = futures::future::join5(
            self.turns(incident, Span { from, to: now }),
            self.nearest(incident, around),
            self.more_than_usual(incident.origin.platform(), now),
            self.on_it(incident, from),
            self.talk(incident.origin.conversation(), from),
        )
        .await;
        let all = [alarms, changes, spikes, acks, talk];
        all.into_iter()
            .flat_map(Result::unwrap_or_default)
            .collect()
    }

    /// Turns of the alarm that it is about, and the last turn of every other alarm of the system.
    async fn turns(&self, incident: &Incident, span: Span) -> Result<Vec<Line>, Problem> {
        let platform = incident.origin.platform();
        let Some(watched) = self.watched_or_none(platform) else {
            return Ok(Vec::new());
        };
        let within = |at: Timestamp| at >= span.from && at <= span.to;
        let mut lines = Vec::new();
        let health = self.health(platform).await?;
        let alarms = health.vitals.iter().filter_map(|vital| match &vital.found {
            crate::domain::alarm::Found::Existing(alarm) => Some(alarm.as_ref()),
            _ => None,
        });
        for alarm in alarms {
            let Some(at) = alarm.since.filter(|at| within(*at)) else {
                continue;
            };
            lines.push(turned(alarm, at));
        }
        if let Origin::Alarm { name, .. } = &incident.origin {
            let page = watched.alarms.history(name, None).await?;
            lines.retain(|line| line.subject != *name);
            lines.extend(page.items.into_iter().filter_map(|one| {
                let Happened::Turned { from, to } = one.what else {
                    return None;
                };
                let mut line = Line::gathered(one.at, Kind::Alarm, name.clone());
                line.before = from.map(|state| Text::from(state.word()));
                line.after = Some(Text::from(to.word()));
                within(one.at).then_some(line)
            }));
        }
        Ok(lines)
    }

    async fn nearest(&self, incident: &Incident, span: Span) -> Result<Vec<Line>, Problem> {
        let origin = &incident.origin;
        let platform = origin.platform();
        let changes = self.changes(platform, span).await?.changes;
        let suspects = self.suspects(platform).await.map(|found| found.rows);
        let suspects = suspects.unwrap_or_default();
        let bot = origin.conversation().map(|_| AgentId::bot());
        let about = About {
            agents: suspects
                .iter()
                .map(|one| one.agent.clone())
                .chain(bot)
                .collect(),
            tenants: suspects
                .iter()
                .map(|one| one.tenant.clone())
                .chain(origin.tenant().cloned())
                .collect(),
            at: incident.began,
        };
        let ranked = change::ranked(&changes, &about).into_iter().take(CHANGES);
        Ok(ranked
            .map(|(nearness, change)| {
                let mut line = Line::gathered(change.at, Kind::Change, change.what);
                line.tenant = change.tenant;
                line.agent = change.agent;
                line.who = change.who;
                line.before = change.before;
                line.after = change.after;
                line.text = change.why;
                line.near = Some(nearness);
                line
            })
            .collect())
    }

    async fn more_than_usual(
        &self,
        platform: PlatformId,
        now: Timestamp,
    ) -> Result<Vec<Line>, Problem> {
        let times = self.escalated(platform).await?;
        let found = spike::spike(&times, now);
        Ok(found
            .map(|spike| {
                let mut line = Line::gathered(spike.at, Kind::Spike, Text::default());
                line.before = Some(Text::from(format!("{:.2}", spike.usual)));
                line.after = Some(Text::from(format!("{:.2}", spike.rate)));
                line
            })
            .into_iter()
            .collect())
    }

    /// When conversations escalated, as far as the items that are there tell.
    pub(in crate::desk) async fn escalated(
        &self,
        platform: PlatformId,
    ) -> Result<Vec<Timestamp>, Problem> {
        let Ok(port) = self.conversations(platform) else {
            return Ok(Vec::new());
        };
        let mut rows = Vec::new();
        if port.queue_plan() == QueuePlan::Index {
            for word in WaitingWord::ALL {
                rows.extend(port.waiting(word, None).await?.items);
            }
        } else {
            let (tenants, _) = self.first_tenants(platform).await?;
            for tenant in tenants.iter().take(TENANTS) {
                rows.extend(port.sweep(tenant, None, 100).await?.items);
            }
        }
        let seen = rows
            .iter()
            .filter(|row| self.sees(platform, &row.key.tenant).is_ok());
        Ok(seen.filter_map(|row| row.record.as_ref()?.since).collect())
    }

    /// Who is on the alarms of the system.
    async fn on_it(&self, incident: &Incident, from: Timestamp) -> Result<Vec<Line>, Problem> {
        let platform = incident.origin.platform();
        let Some(control) = self.ours(platform) else {
            return Ok(Vec::new());
        };
        let acks = control.acknowledged(platform).await?;
        let lines = acks.into_iter().filter(|ack| ack.at >= from).map(|ack| {
            let mut line = Line::gathered(ack.at, Kind::Acknowledged, ack.alarm);
            line.who = Some(ack.by);
            line.after = ack.until.map(|until| Text::from(time::iso(until)));
            line
        });
        Ok(lines.collect())
    }

    /// What people did with the conversation that it is about.
    async fn talk(
        &self,
        key: Option<&ConversationKey>,
        from: Timestamp,
    ) -> Result<Vec<Line>, Problem> {
        let Some(key) = key else {
            return Ok(Vec::new());
        };
        let month = time::month(self.now());
        let page = self.trail(key.platform, &key.tenant, &month, TRAIL, None);
        let tells = |word: &str| {
            matches!(
                Action::from_word(word),
                Some(
                    Action::Claim
                        | Action::Steal
                        | Action::BotOverrun
                        | Action::PauseReasserted
                        | Action::Returned
                        | Action::HandBack
                        | Action::Resolve
                        | Action::Reopen
                )
            )
        };
        let rows = page.await?.items.into_iter().filter(|row| {
            row.target == key.conversation.as_str() && row.at >= from && tells(row.action.as_str())
        });
        Ok(rows
            .map(|row| {
                let mut line = Line::gathered(row.at, Kind::Claim, row.action);
                line.tenant = Some(row.tenant);
                line.who = Some(row.name);
                line.before = Some(Text::from(mask::identifiers(key.conversation.as_str())));
                line.text = row.reason;
                line
            })
            .collect())
    }
}

fn turned(alarm: &Alarm, at: Timestamp) -> Line {
    let mut line = Line::gathered(at, Kind::Alarm, alarm.name.clone());
    line.after = Some(Text::from(alarm.state.word()));
    line
}
