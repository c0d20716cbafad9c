//! Previews, operations and the schedule as JSON.

use super::super::item::{At, Masked};
use crate::domain::agent::Turn;
use crate::domain::id::PlatformId;
use crate::domain::kill::{Blast, Known, Stands};
use crate::domain::operation::{Came, Matter, Progress, Scheduled, Ticked};
use serde::Serialize;

/// Whom a switch would touch.
#[derive(Debug, Serialize)]
pub struct BlastItem {
    platform: PlatformId,
    agent: String,
    /// What `--confirm` takes.
    confirm: Masked,
    turn: &'static str,
    second_person: bool,
    tenants: Vec<TenantItem>,
    figures: Vec<FigureItem>,
    at: At,
}

#[derive(Debug, Serialize)]
struct TenantItem {
    tenant: Masked,
    stands: &'static str,
}

#[derive(Debug, Serialize)]
struct FigureItem {
    figure: &'static str,
    /// `null` where nothing tells it, or it could not be read.
    count: Option<u64>,
    at_least: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Masked>,
    source: Masked,
    at: At,
}

fn turn_word(turn: Turn) -> &'static str {
    match turn {
        Turn::On => "on",
        Turn::Off => "off",
    }
}

impl BlastItem {
    pub fn of(blast: &Blast) -> Self {
        let tenants = blast.touched.iter().map(|one| TenantItem {
            tenant: Masked::new(one.activation.key.tenant.as_str()),
            stands: match one.stands {
                Stands::Turns => "turns",
                Stands::Already => "already",
                Stands::Left => "left",
                Stands::Barred(_) => "barred",
            },
        });
        let figures = blast.figures.iter().map(|figure| {
            let (count, at_least, problem) = match &figure.known {
                Known::Count { count, at_least } => (Some(*count), *at_least, None),
                Known::NoSource => (None, false, None),
                Known::Failed(why) => (None, false, Some(Masked::new(why.to_string()))),
            };
            FigureItem {
                figure: figure.gauge.word(),
                count,
                at_least,
                problem,
                source: Masked::new(&figure.source),
                at: At(figure.at),
            }
        });
        Self {
            platform: blast.target.platform,
            agent: blast.target.agent.as_str().to_owned(),
            confirm: Masked::new(crate::locale::kill::word_to_type(
                &blast.word,
                blast.is_whole(),
            )),
            turn: turn_word(blast.turn),
            second_person: blast.second_person,
            tenants: tenants.collect(),
            figures: figures.collect(),
            at: At(blast.at),
        }
    }
}

/// An operation with its rows.
#[derive(Debug, Serialize)]
pub struct OpItem {
    id: String,
    platform: PlatformId,
    agent: String,
    turn: &'static str,
    phase: &'static str,
    by: Masked,
    identity: String,
    at: At,
    reason: Masked,
    until: Option<At>,
    needs_second_person: bool,
    approved_by: Option<Masked>,
    break_glass: Option<Masked>,
    done: usize,
    of: usize,
    rows: Vec<RowItem>,
    #[serde(skip)]
    words: Vec<String>,
}

#[derive(Debug, Serialize)]
struct RowItem {
    tenant: Masked,
    state: &'static str,
    note: Option<Masked>,
}

impl OpItem {
    pub fn of(progress: &Progress) -> Self {
        let (op, tally) = (&progress.operation, progress.tally());
        let masked = |text: &Option<crate::domain::text::Text>| text.as_ref().map(Masked::new);
        Self {
            id: op.id.as_str().to_owned(),
            platform: op.platform,
            agent: op.agent.as_str().to_owned(),
            turn: turn_word(op.turn),
            phase: op.phase.word(),
            by: Masked::new(&op.by.name),
            identity: op.by.identity.clone(),
            at: At(op.at),
            reason: Masked::new(&op.reason),
            until: op.until.map(At),
            needs_second_person: op.needs_second,
            approved_by: masked(&op.approved_by),
            break_glass: masked(&op.break_glass),
            done: tally.done,
            of: tally.meant(),
            rows: progress
                .rows
                .iter()
                .map(|row| RowItem {
                    tenant: Masked::new(row.tenant.as_str()),
                    state: row.state.word(),
                    note: masked(&row.note),
                })
                .collect(),
            words: crate::locale::headless::kill::shown(progress),
        }
    }

    /// For people.
    pub fn lines(&self) -> Vec<String> {
        self.words.clone()
    }
}

/// Something that is still off.
#[derive(Debug, Serialize)]
pub struct OffItem {
    platform: PlatformId,
    #[serde(skip_serializing_if = "Option::is_none")]
    tenant: Option<Masked>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<String>,
    /// When it is switched on again; `null`: by hand.
    due: Option<At>,
    by: Masked,
    reason: Masked,
    since: At,
}

impl OffItem {
    pub fn of(one: &Scheduled) -> Self {
        let (tenant, agent, operation) = match &one.matter {
            Matter::Switch { key, .. } => (
                Some(Masked::new(key.tenant.as_str())),
                Some(key.agent.as_str().to_owned()),
                None,
            ),
            Matter::Operation { id, .. } => (None, None, Some(id.as_str().to_owned())),
        };
        Self {
            platform: one.matter.platform(),
            tenant,
            agent,
            operation,
            due: one.due.map(At),
            by: Masked::new(&one.by),
            reason: Masked::new(&one.reason),
            since: At(one.at),
        }
    }
}

/// What a look at the schedule did.
#[derive(Debug, Serialize)]
pub struct TickedItem {
    #[serde(flatten)]
    of: OffItem,
    outcome: &'static str,
    late: bool,
}

impl TickedItem {
    pub fn of(ticked: &Ticked) -> Self {
        let (outcome, late) = match ticked.came {
            Came::On { late } => ("on", late),
            Came::Overtaken => ("overtaken", false),
            Came::Unfinished => ("unfinished", false),
        };
        Self {
            of: OffItem::of(&ticked.scheduled),
            outcome,
            late,
        }
    }
}
