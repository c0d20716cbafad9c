//! What a system told of an escalation, in words.

use super::number::{self, counted};
use super::time;
use crate::domain::briefing::{Briefing, DaySummary, Resolution, Trigger};
use crate::domain::time::since;
use jiff::Timestamp;

/// `complaint, 0.80, word «malo»; sentiment, 0.75`; empty where no trigger is told.
pub fn triggers(briefing: &Briefing) -> String {
    let told: Vec<String> = briefing.triggers.iter().map(trigger).collect();
    told.join("; ")
}

fn trigger(trigger: &Trigger) -> String {
    let kind = trigger.kind.as_ref().or(trigger.reason.as_ref());
    let mut parts: Vec<String> = kind.iter().map(|kind| plain(kind)).collect();
    parts.extend(trigger.confidence.map(|sure| number::places(sure, 2)));
    let word = trigger.keyword.as_ref();
    parts.extend(
        word.map(|word| told!("word «{}»", "palabra «{}»", "palavra «{}»", word.one_line())),
    );
    parts.join(", ")
}

/// Who should take it: `suggested customer service supervisor`.
pub fn suggested(briefing: &Briefing) -> Option<String> {
    let who = briefing.suggested.as_ref()?;
    Some(told!(
        "suggested {}",
        "sugerido: {}",
        "sugerido: {}",
        plain(who)
    ))
}

/// How long it may take: `~10 min`.
pub fn estimate(briefing: &Briefing) -> Option<String> {
    Some(format!("~{} min", briefing.estimate?))
}

/// What the customer wanted last.
pub fn last_intent(briefing: &Briefing) -> Option<String> {
    let intent = briefing.last_intent.as_ref()?;
    Some(told!(
        "last intent {}",
        "última intención {}",
        "última intenção {}",
        plain(intent)
    ))
}

/// The system's own people ended it: `reset by admin-1 3 min ago`.
pub fn resolution(resolution: &Resolution, now: Timestamp) -> String {
    let ago = time::age(since(now, resolution.at));
    match &resolution.by {
        Some(by) => told!(
            "reset by {} {ago} ago",
            "reiniciada por {} hace {ago}",
            "reiniciada por {} há {ago}",
            by.one_line()
        ),
        None => told!(
            "reset {ago} ago",
            "reiniciada hace {ago}",
            "reiniciada há {ago}"
        ),
    }
}

/// Words of a program as words.
fn plain(word: &crate::domain::text::Text) -> String {
    word.one_line().replace('_', " ")
}

/// A notice: messages that nobody can read.
pub fn unreadable(count: u32) -> String {
    told!(
        "{} about escalations could not be read; kept in the control table (switchboard doctor counts them).",
        "No se pudo leer {} sobre escaladas; queda en la tabla de control (switchboard doctor los cuenta).",
        "Não foi possível ler {} sobre escaladas; fica na tabela de controle (switchboard doctor conta).",
        counted(
            u64::from(count),
            said!("message", "mensaje", "mensagem"),
            said!("messages", "mensajes", "mensagens")
        )
    )
}

/// A notice: the system's own summary of a day.
pub fn day(summary: &DaySummary) -> String {
    let mut said = told!(
        "Summary of {}",
        "Resumen de {}",
        "Resumo de {}",
        summary.date.one_line()
    );
    if let Some(count) = summary.escalations {
        said.push_str(&format!(
            ": {}",
            counted(
                count,
                said!("escalation", "escalada", "escalada"),
                said!("escalations", "escaladas", "escaladas")
            )
        ));
    }
    if let Some(count) = summary.unresolved {
        said.push_str(&told!(
            ", {count} unresolved",
            ", {count} sin resolver",
            ", {count} sem resolver"
        ));
    }
    said.push('.');
    said
}
