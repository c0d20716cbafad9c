//! The kill switch and its operations: the preview without `--confirm`, the same verbs of the desk with it.

mod item;
mod op;

pub(super) use op::{operations, tick};

use super::item::Switched;
use super::outcome::Outcome;
use super::{Form, failed, output, say};
use crate::desk::{AnyDesk, Desk, Mode, Station, Writing};
use crate::domain::agent::{Toggle, Toggled, Turn};
use crate::domain::id::{AgentId, OpId, PlatformId, TenantId};
use crate::domain::kill::{Blast, Stands, Target, Whom, delay};
use crate::domain::operation::{Operate, Order};
use crate::domain::problem::Problem;
use crate::domain::role::Barred;
use crate::domain::snooze;
use crate::domain::system::Port;
use crate::domain::text::Text;
use crate::locale::headless::kill as words;
use crate::locale::kill as preview;
use crate::on_desk;
use item::{BlastItem, OpItem};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use op::perform;
use serde::Serialize;
use std::io;

/// A switch of some or all tenants, and what a person says to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Kill {
    pub agent: AgentId,
    /// As it was typed.
    pub name: String,
    /// `None`: all.
    pub tenant: Option<TenantId>,
    pub turn: Turn,
    pub reason: String,
    /// As it was typed.
    pub until: Option<String>,
    /// The name once more; `None`: it is only counted.
    pub confirm: Option<String>,
    pub break_glass: Option<String>,
}

/// What is wanted of operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpVerb {
    List,
    Show(OpId),
    Resume(OpId),
    RollBack(OpId),
    Approve(OpId),
    BreakGlass { id: OpId, reason: String },
}

impl OpVerb {
    /// Whether it only reads.
    pub fn reads(&self) -> bool {
        matches!(self, Self::List | Self::Show(_))
    }
}

/// What came of it.
#[derive(Debug, Serialize)]
struct Report {
    outcome: Outcome,
    changed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    preview: Option<BlastItem>,
    #[serde(skip_serializing_if = "Option::is_none")]
    switch: Option<Switched>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<super::item::At>,
    /// When it is felt at the latest.
    #[serde(skip_serializing_if = "Option::is_none")]
    effective_by: Option<super::item::At>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<OpItem>,
    /// Events that others were not told of yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    unsent_events: Option<usize>,
}

impl Report {
    fn of(outcome: Outcome) -> Self {
        Self {
            outcome,
            changed: false,
            preview: None,
            switch: None,
            until: None,
            effective_by: None,
            operation: None,
            unsent_events: None,
        }
    }
}

/// `agent off|on`.
pub(super) async fn run(station: &Station, asked: &Kill, form: Form) -> io::Result<u8> {
    let found = on_desk!(&station.desk, desk => look(desk, asked).await);
    let blast = match found {
        Ok(Some(blast)) => blast,
        Ok(None) => {
            output::tell([words::no_such(&asked.name)]);
            return answer(&Report::of(Outcome::NotFound), form);
        }
        Err(problem) => return failed(problem, form),
    };
    let mut report = Report::of(Outcome::Invalid);
    if let Some(why) = refusal(asked, &blast) {
        let lines = words::preview(&blast, jiff::Timestamp::now());
        output::tell(lines.into_iter().chain([why]));
        report.preview = Some(BlastItem::of(&blast));
        return answer(&report, form);
    }
    let until = match asked.until.as_deref().map(when) {
        None => None,
        Some(Some(until)) => Some(until),
        Some(None) => {
            output::tell([preview::until_odd()]);
            return answer(&report, form);
        }
    };
    let AnyDesk::Writing(desk) = &station.desk else {
        return barred(station, form);
    };
    let came = match blast.target.is_many() {
        true => many(desk, asked, &blast, until).await,
        false => one(desk, asked, &blast, until).await,
    };
    super::forget_if_settled(desk);
    match came {
        Ok(report) => answer(&report, form),
        Err(problem) => failed(problem, form),
    }
}

fn barred(station: &Station, form: Form) -> io::Result<u8> {
    let why = station.access.barred().unwrap_or(Barred::ReadOnly);
    let answer = super::Answer::barred(why);
    say::answer(&answer, &say::Verb::Read, form)
}

fn when(typed: &str) -> Option<Timestamp> {
    snooze::parse(typed, Timestamp::now(), &TimeZone::system())
}

/// Why nothing is done, if it is not: no word, or another than the agent's.
fn refusal(asked: &Kill, blast: &Blast) -> Option<String> {
    let wanted = preview::word_to_type(&blast.word, blast.is_whole());
    match asked.confirm.as_deref() {
        Some(typed) if blast.takes(typed) || (blast.is_whole() && typed == asked.name) => None,
        Some(_) => Some(words::another_word(&wanted)),
        None => Some(words::confirm(&wanted)),
    }
}

/// The agent by its name, and whom it touches; `None`: no system has it.
async fn look<M: Mode>(desk: &Desk<M>, asked: &Kill) -> Result<Option<Blast>, Problem> {
    let Some((platform, agent)) = found(desk, asked).await? else {
        return Ok(None);
    };
    let target = Target {
        platform,
        agent,
        whom: match &asked.tenant {
            Some(tenant) => Whom::These(vec![tenant.clone()]),
            None => Whom::All,
        },
    };
    let blast = desk.blast(&target, asked.turn).await?;
    Ok((!blast.touched.is_empty()).then_some(blast))
}

/// The bot of the Marketplace, an agent of a catalogue by identity or short name, or what a system of the tenant
/// knows by that identity.
async fn found<M: Mode>(
    desk: &Desk<M>,
    asked: &Kill,
) -> Result<Option<(PlatformId, AgentId)>, Problem> {
    if asked.agent.is_bot() {
        return Ok(Some((PlatformId::Marketplace, AgentId::bot())));
    }
    let known = desk.catalogue().await?;
    let named = |one: &&crate::domain::agent::Agent| {
        one.id == asked.agent || one.slug.as_str() == asked.name
    };
    if let Some(one) = known.iter().find(named) {
        return Ok(Some((one.platform, one.id.clone())));
    }
    let Some(tenant) = &asked.tenant else {
        return Ok(None);
    };
    for system in desk.systems() {
        let key = crate::domain::id::SwitchKey {
            platform: system.platform,
            tenant: tenant.clone(),
            agent: asked.agent.clone(),
        };
        if system.has(Port::Switches) && desk.switch(&key).await?.is_some() {
            return Ok(Some((system.platform, asked.agent.clone())));
        }
    }
    Ok(None)
}

async fn one(
    desk: &Desk<Writing>,
    asked: &Kill,
    blast: &Blast,
    until: Option<Timestamp>,
) -> Result<Report, Problem> {
    let Some(touched) = blast.touched.first() else {
        return Ok(Report::of(Outcome::NotFound));
    };
    let toggle = Toggle {
        key: touched.activation.key.clone(),
        turn: asked.turn,
        reason: Text::from_untrusted(asked.reason.trim()),
        seen: touched.activation.seen.clone(),
    };
    let toggled = match asked.turn {
        Turn::Off => desk.switch_off(&toggle, until).await?.toggled,
        Turn::On => desk.toggle(&toggle).await?,
    };
    let unsent_events = told_others(desk).await;
    let (outcome, now) = match toggled {
        Toggled::Done { now } => (Outcome::Done, Some(now)),
        Toggled::Already { now } => (Outcome::Already, Some(now)),
        Toggled::Changed { now } => {
            output::tell([words::changed(&touched.activation, &now, asked.turn)]);
            (Outcome::Changed, Some(now))
        }
        Toggled::Unknown => {
            output::tell([words::unknown()]);
            (Outcome::Unknown, None)
        }
        Toggled::NotFound => (Outcome::NotFound, None),
    };
    let changed = outcome == Outcome::Done;
    let felt = delay(toggle.key.platform).and_then(|delay| desk.now().checked_add(delay).ok());
    Ok(Report {
        changed,
        switch: now.as_ref().map(Switched::of),
        until: until.filter(|_| changed).map(super::item::At),
        effective_by: felt.filter(|_| changed).map(super::item::At),
        unsent_events,
        ..Report::of(outcome)
    })
}

/// Sends what others are told of; how much of it still waits, which is said. `None`: it cannot be read.
pub(super) async fn told_others(desk: &Desk<Writing>) -> Option<usize> {
    desk.look_after_outbox().await;
    let unsent = desk.unsent().await.ok()?;
    if unsent > 0 {
        output::tell([words::unsent(unsent)]);
    }
    Some(unsent)
}

async fn many(
    desk: &Desk<Writing>,
    asked: &Kill,
    blast: &Blast,
    until: Option<Timestamp>,
) -> Result<Report, Problem> {
    if blast.standings().turns == 0 {
        let barred = blast.touched.iter().find_map(|one| match &one.stands {
            Stands::Barred(why) => Some(why.clone()),
            _ => None,
        });
        if let Some(why) = barred {
            return Err(why);
        }
        output::tell([preview::nothing_to_turn(asked.turn)]);
        return Ok(Report {
            preview: Some(BlastItem::of(blast)),
            ..Report::of(Outcome::Already)
        });
    }
    let seen = blast.touched.iter().map(|one| one.activation.clone());
    let order = Order {
        target: blast.target.clone(),
        turn: asked.turn,
        name: blast.name.clone(),
        reason: Text::from_untrusted(asked.reason.trim()),
        until,
        seen: seen.collect(),
        break_glass: asked.break_glass.as_deref().map(Text::from_untrusted),
    };
    perform(desk, &Operate::Plan(Box::new(order))).await
}

fn answer(report: &Report, form: Form) -> io::Result<u8> {
    match (form, &report.operation, &report.switch) {
        (Form::Json, ..) => output::json(report)?,
        (Form::Text, Some(operation), _) => output::lines(operation.lines())?,
        (Form::Text, None, Some(switch)) => output::lines([words::switched(
            switch.agent(),
            switch.tenant_name(),
            report.outcome.word(),
        )])?,
        (Form::Text, None, None) => {}
    }
    Ok(report.outcome.code())
}
