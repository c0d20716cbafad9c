//! Questions in the middle of the screen. Where the answer is felt by customers it is "no" until changed.

pub mod answer;
pub mod arrange;
pub mod bulk;
pub mod conflict;
pub mod deed;
pub mod doubt;
pub mod leave;
mod many;
pub mod operation;
pub mod speaks;
pub mod template;
pub mod unheard;

use super::field::Field;
use super::health::ack::AckDialog;
use super::incident::IncidentDialog;
use super::kill::KillDialog;
use super::notice::Subject;
use crate::domain::agent::{Activation, Turn};
use crate::domain::handoff::{Claim, Ending};
use crate::domain::link::Link;
use crate::domain::text::Text;
use crate::domain::work::{Decision, Work};
pub use arrange::{AssignDialog, Meant, SnoozeDialog};
use conflict::ConflictDialog;
use leave::Leave;
use operation::OpDialog;
use speaks::Speaks;
use unheard::Unheard;

/// What is asked.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// Why a person takes a conversation that nobody escalated.
    Takeover(Takeover),
    /// Why a customer's whole number is wanted.
    Number(Takeover),
    /// A claim that the bot does not read.
    Unheard(Unheard),
    /// A conversation that another holds.
    Steal(Box<Steal>),
    /// The ways to hand back.
    Leave(Leave),
    /// The bot spoke although a person had taken over.
    Speaks(Speaks),
    Toggle(ToggleDialog),
    /// A word to "I am on it".
    Acknowledge(AckDialog),
    /// The kill switch.
    Kill(Box<KillDialog>),
    /// An operation over many tenants.
    Operation(Box<OpDialog>),
    /// The operations that are known, to choose one.
    Operations {
        chosen: usize,
    },
    /// A switch that somebody changed meanwhile.
    Conflict(Box<ConflictDialog>),
    /// A decision about what waits.
    Decide(DecideDialog),
    /// One action on all that are marked.
    Bulk(Box<bulk::BulkDialog>),
    /// Something to do in a sheet.
    Act(Box<deed::DeedDialog>),
    /// A reply of which nobody can tell whether it went out.
    Doubt(Box<doubt::DoubtDialog>),
    /// What goes out where words would be refused.
    Template(Box<template::TemplateDialog>),
    /// The title of an incident, a note on it, why it is closed.
    Incident(Box<IncidentDialog>),
    /// Until when it is put off.
    Snooze(SnoozeDialog),
    /// Whom it is meant for.
    Assign(AssignDialog),
    /// A hand back or resolve while something typed is unsent.
    Release(Release),
    /// Copying a link of the transcript.
    CopyLink {
        link: Link,
        yes: bool,
    },
    /// Quitting, with the conversations that are still ours.
    Quit {
        mine: Vec<Subject>,
        yes: bool,
    },
}

/// The reason for a takeover, or for seeing a number.
#[derive(Clone, Debug)]
pub struct Takeover {
    pub subject: Subject,
    pub reason: Field,
    /// The reason was too short when a person tried to go on.
    pub too_short: bool,
}

/// The reason for taking a conversation from another.
#[derive(Clone, Debug)]
pub struct Steal {
    pub subject: Subject,
    /// The claim as it was seen: it is taken only on this.
    pub holder: Claim,
    pub reason: Field,
    pub too_short: bool,
}

/// Who feels a toggle, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// The bot of a Marketplace tenant goes off: no tenant is resolved, so customers' messages are not
    /// recorded either; within five minutes.
    BotOff,
    /// The bot of a Marketplace tenant comes back; within five minutes.
    BotOn,
    /// The activation of an agent of a catalogue goes off for the tenant.
    AgentOff,
    AgentOn,
    /// A mailbox is not read any more.
    SourceOff,
    SourceOn,
}

/// Where a person is in a toggle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Reason,
    /// `yes` is the answer that is highlighted.
    Confirm {
        yes: bool,
    },
}

/// A toggle that is being decided.
#[derive(Clone, Debug)]
pub struct ToggleDialog {
    /// The switch as it was seen: the change is made only on this.
    pub activation: Activation,
    pub turn: Turn,
    pub consequence: Consequence,
    pub reason: Field,
    pub too_short: bool,
    pub step: Step,
}

/// A decision about what waits and is no conversation.
#[derive(Clone, Debug)]
pub struct DecideDialog {
    /// As it was seen: it is decided only on this.
    pub work: Box<Work>,
    pub tenant: Text,
    pub decision: Decision,
    pub reason: Field,
    pub too_short: bool,
    pub step: Step,
}

/// A release that leaves something unsent.
#[derive(Clone, Debug)]
pub struct Release {
    pub subject: Subject,
    pub ending: Ending,
    /// What the bot is told.
    pub summary: Option<Text>,
    /// The reply that has not been sent.
    pub draft: String,
    pub yes: bool,
}

impl Dialog {
    /// How many numbered answers there are to choose from; `None`: yes and no, or a letter for each.
    pub fn choices(&self) -> Option<usize> {
        match self {
            Self::Unheard(unheard) => Some(unheard.choices.len()),
            Self::Leave(leave) => Some(leave.ways.len()),
            Self::Speaks(speaks) => Some(speaks.remedies.len()),
            Self::Template(template) => template.choices(),
            _ => None,
        }
    }

    /// The text field that has the focus, if the dialog has one now.
    pub fn field(&self) -> Option<&Field> {
        match self {
            Self::Takeover(asks) | Self::Number(asks) => Some(&asks.reason),
            Self::Steal(steal) => Some(&steal.reason),
            Self::Leave(leave) => leave.summary.as_ref(),
            Self::Acknowledge(ack) => Some(&ack.word),
            Self::Snooze(snooze) => Some(&snooze.until),
            Self::Assign(assign) => Some(&assign.name),
            Self::Kill(kill) => Some(kill.field()),
            Self::Operation(op) => op.glass.as_ref(),
            Self::Conflict(conflict) => conflict.confirm.as_ref(),
            Self::Toggle(toggle) if toggle.step == Step::Reason => Some(&toggle.reason),
            Self::Decide(decide) if decide.step == Step::Reason => Some(&decide.reason),
            Self::Act(deed) => deed.field(),
            Self::Bulk(bulk) => bulk.field(),
            Self::Incident(asks) => Some(&asks.field),
            Self::Template(template) => template.field(),
            Self::Unheard(_)
            | Self::Speaks(_)
            | Self::Operations { .. }
            | Self::Toggle(_)
            | Self::Decide(_)
            | Self::Doubt(_)
            | Self::Release(_)
            | Self::CopyLink { .. }
            | Self::Quit { .. } => None,
        }
    }

    /// The same, to type into.
    pub(super) fn field_mut(&mut self) -> Option<&mut Field> {
        match self {
            Self::Takeover(asks) | Self::Number(asks) => Some(&mut asks.reason),
            Self::Steal(steal) => Some(&mut steal.reason),
            Self::Leave(leave) => leave.summary.as_mut(),
            Self::Acknowledge(ack) => Some(&mut ack.word),
            Self::Snooze(snooze) => Some(&mut snooze.until),
            Self::Assign(assign) => Some(&mut assign.name),
            Self::Kill(kill) => Some(kill.field_mut()),
            Self::Operation(op) => op.glass.as_mut(),
            Self::Conflict(conflict) => {
                conflict.odd = false;
                conflict.confirm.as_mut()
            }
            Self::Toggle(toggle) if toggle.step == Step::Reason => Some(&mut toggle.reason),
            Self::Decide(decide) if decide.step == Step::Reason => Some(&mut decide.reason),
            Self::Act(deed) => deed.field_mut(),
            Self::Bulk(bulk) => bulk.field_mut(),
            Self::Incident(asks) => Some(&mut asks.field),
            Self::Template(template) => template.field_mut(),
            Self::Unheard(_)
            | Self::Speaks(_)
            | Self::Operations { .. }
            | Self::Toggle(_)
            | Self::Decide(_)
            | Self::Doubt(_)
            | Self::Release(_)
            | Self::CopyLink { .. }
            | Self::Quit { .. } => None,
        }
    }
}
