//! What waits for a person and is no conversation: its kinds in words, what a decision does, what came of it.

use crate::domain::id::PlatformId;
use crate::domain::work::{Decided, Decision, Work, WorkKind};

/// The kind in a column.
pub fn kind(kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::Approval => "approval",
        WorkKind::CommandStuck => "command stuck",
        WorkKind::CommandFailed => "command failed",
        WorkKind::Incident => "incident",
        WorkKind::IntegrationError => "integration",
        WorkKind::RunFailed => "run failed",
        WorkKind::RunOverdue => "run too long",
        WorkKind::RunUnstarted => "never started",
        WorkKind::NotificationStuck => "mail stuck",
        WorkKind::SourceFailing => "source failing",
        WorkKind::SourceQuiet => "source quiet",
    }
}

/// The system in a column.
pub fn platform(platform: PlatformId) -> &'static str {
    match platform {
        PlatformId::Marketplace => "market",
        PlatformId::Alquimista => "alquim",
        PlatformId::Diatonic => "diatonic",
        PlatformId::Notification => "notify",
    }
}

/// What a conversation is that no bot leads.
pub fn no_bot(platform: PlatformId) -> &'static str {
    match platform {
        PlatformId::Notification => "mail",
        _ => "—",
    }
}

/// What a system counts in a month.
pub fn unit(platform: PlatformId) -> &'static str {
    match platform {
        PlatformId::Marketplace => "messages",
        PlatformId::Alquimista => "requests",
        PlatformId::Diatonic => "runs",
        PlatformId::Notification => "notifications",
    }
}

/// The system by its name.
pub fn platform_name(platform: PlatformId) -> &'static str {
    match platform {
        PlatformId::Marketplace => "AI Marketplace Assistant",
        PlatformId::Alquimista => "AlquimistaAI",
        PlatformId::Diatonic => "Diatonic AI Workbench",
        PlatformId::Notification => "Notification Agent",
    }
}

/// What a kind means and what to do about it.
pub fn advice(kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::Approval => {
            "Somebody asked for permission; it ends by itself when its time is over."
        }
        WorkKind::CommandStuck => {
            "Nobody has begun it for five minutes. Look at the processor's log before you issue it again: \
             it may have run without saying so."
        }
        WorkKind::CommandFailed => {
            "It ran and ended in an error. Its parameters and error are below."
        }
        WorkKind::Incident => "The system reported an event that is not over.",
        WorkKind::IntegrationError => {
            "The tenant has to connect it again, or its provider is down."
        }
        WorkKind::RunFailed => "It ended in an error. Its input, output and error are below.",
        WorkKind::RunOverdue => {
            "It has been running for over an hour. Cancelling changes the record only; no worker is stopped."
        }
        WorkKind::RunUnstarted => {
            "It was queued and nobody took it. Cancelling changes the record only; no worker is stopped."
        }
        WorkKind::NotificationStuck => {
            "It was fetched and not delivered. Sending it again needs a message on the queue, and may reach \
             the user twice."
        }
        WorkKind::SourceFailing => {
            "Its last reads failed. The user has to check the mailbox and its password."
        }
        WorkKind::SourceQuiet => {
            "It is read without an error and brings nothing. The system takes a failed read for an empty one."
        }
    }
}

/// `Approve “purge” for Empresa Demo`.
pub fn title(work: &Work, tenant: &str, decision: Decision) -> String {
    format!("{} “{}” for {tenant}", verb(decision), work.subject)
}

/// The question that ends a decision.
pub fn question(work: &Work, tenant: &str, decision: Decision) -> String {
    format!("{} “{}” for {tenant}?", verb(decision), work.subject)
}

fn verb(decision: Decision) -> &'static str {
    match decision {
        Decision::Approve => "Approve",
        Decision::Reject => "Refuse",
        Decision::Cancel => "Cancel",
    }
}

/// What follows from a decision.
pub fn consequence(decision: Decision) -> &'static str {
    match decision {
        Decision::Approve => {
            "The request counts as approved once enough approvers agree. Who asked goes on with it by themselves."
        }
        Decision::Reject => "The request ends as refused, whatever other approvers think.",
        Decision::Cancel => {
            "The record says cancelled. No worker reads it: what is running goes on until it ends by itself."
        }
    }
}

/// What came of a decision.
pub fn decided(subject: &str, decision: Decision, decided: &Decided) -> String {
    match decided {
        Decided::Done => {
            let done = match decision {
                Decision::Approve => "approved",
                Decision::Reject => "refused",
                Decision::Cancel => "marked as cancelled; no worker was stopped",
            };
            format!("“{subject}” is {done}.")
        }
        Decided::Already(state) => {
            format!("“{subject}” was {state} before. Nothing was written.")
        }
        Decided::Expired => {
            format!(
                "The time of “{subject}” was over. Nothing was written; it has to be asked for again."
            )
        }
        Decided::NotFound => format!("“{subject}” is not there any more. Nothing was written."),
        Decided::Unknown => {
            format!(
                "No answer: nobody can tell whether “{subject}” was decided. It is read again; look before you repeat it."
            )
        }
    }
}
