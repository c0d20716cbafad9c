//! The words for things of the domain: statuses, priorities, speakers, switches, states of a reply.

use crate::domain::agent::{Switch, Turn};
use crate::domain::conversation::{MessageKind, Speaker, Status, Storage};
use crate::domain::escalation::Priority;
use crate::domain::handoff::Ending;
use crate::domain::reply::ReplyState;
use crate::domain::tenant::TenantStatus;
use crate::domain::usage::Quota;

use super::derived::derived;
use super::number;
use std::borrow::Cow;

/// Who has a conversation by its status, as people say it.
pub fn status(status: &Status) -> &str {
    match status {
        Status::Active => said!("bot", "bot", "bot"),
        Status::PassedToHuman | Status::Escalated => said!(
            "waits for a person",
            "espera a una persona",
            "espera uma pessoa"
        ),
        Status::EscalatedUnheard => said!(
            "waits, bot talks on",
            "espera, el bot sigue",
            "espera, o bot segue"
        ),
        Status::Resolved => said!("resolved", "resuelta", "resolvida"),
        Status::Closed => said!("closed", "cerrada", "fechada"),
        Status::Other(raw) => raw.as_str(),
    }
}

/// A status in a narrow column.
pub fn status_short(status: &Status) -> &str {
    match status {
        Status::PassedToHuman | Status::Escalated => said!("waiting", "espera", "espera"),
        Status::EscalatedUnheard => said!("waiting!", "¡espera!", "espera!"),
        other => self::status(other),
    }
}

/// What a status word means for the bot, where that is not obvious.
pub fn status_note(status: &Status) -> Option<&'static str> {
    match status {
        Status::EscalatedUnheard => Some(said!(
            "Lower-case “escalated”: the bot talks on, not paused.",
            "“escalated” en minúsculas: el bot sigue, sin pausa.",
            "“escalated” em minúsculas: o bot segue, sem pausa."
        )),
        Status::Other(_) => Some(said!(
            "Unknown status: to the bot it is no pause.",
            "Estado desconocido: para el bot no es pausa.",
            "Estado desconhecido: para o bot não é pausa."
        )),
        _ => None,
    }
}

/// A priority in a column of six; empty when the table states none.
pub fn priority(priority: &Priority) -> &str {
    match priority {
        Priority::Urgent => said!("urgent", "urgte.", "urgte."),
        Priority::High => said!("high", "alta", "alta"),
        Priority::Medium => said!("med", "media", "média"),
        Priority::Low => said!("low", "baja", "baixa"),
        Priority::Other(raw) => raw.as_str(),
        Priority::Unstated => "",
    }
}

/// Who speaks. The person's name stands instead of `agent` where it is known.
pub fn speaker(speaker: Speaker) -> &'static str {
    match speaker {
        Speaker::Customer => said!("customer", "cliente", "cliente"),
        Speaker::Bot => said!("bot", "bot", "bot"),
        Speaker::Human => said!("agent", "agente", "agente"),
        Speaker::Note => said!("note", "nota", "nota"),
        Speaker::System => said!("system", "sistema", "sistema"),
        Speaker::Unknown => said!("unknown", "sin autor", "sem autor"),
    }
}

/// The same as a lead before a line of a list.
pub fn speaker_lead(speaker: Speaker) -> &'static str {
    match speaker {
        Speaker::Customer => "",
        Speaker::Bot => said!("bot: ", "bot: ", "bot: "),
        Speaker::Human => said!("agent: ", "agente: ", "agente: "),
        Speaker::Note => said!("note: ", "nota: ", "nota: "),
        Speaker::System => "",
        Speaker::Unknown => "?: ",
    }
}

/// What a message is when it is more than text.
pub fn message_kind(kind: &MessageKind) -> Option<String> {
    match kind {
        MessageKind::Text | MessageKind::WaitingLine => None,
        MessageKind::Image => Some(said!("[image]", "[imagen]", "[imagem]").to_owned()),
        MessageKind::Document => Some(said!("[document]", "[documento]", "[documento]").to_owned()),
        MessageKind::Audio => Some(said!("[audio]", "[audio]", "[áudio]").to_owned()),
        MessageKind::Other(kind) => Some(format!("[{}]", derived(kind))),
    }
}

/// How far a reply got: its mark and its words.
pub fn reply_state(state: ReplyState) -> (&'static str, &'static str) {
    match state {
        ReplyState::Journaled => (
            "…",
            said!(
                "kept here, not recorded yet",
                "guardado aquí, sin registrar",
                "guardado aqui, não registrado"
            ),
        ),
        ReplyState::Recorded => (
            "·",
            said!(
                "recorded, not sent",
                "registrado, no enviado",
                "registrado, não enviado"
            ),
        ),
        ReplyState::Queued => ("·", said!("queued", "en cola", "na fila")),
        ReplyState::Sending => ("→", said!("sending", "enviando", "enviando")),
        ReplyState::Accepted => ("✓", said!("accepted", "aceptado", "aceito")),
        ReplyState::Delivered => ("✓✓", said!("delivered", "entregado", "entregue")),
        ReplyState::Read => ("✓✓", said!("read", "leído", "lido")),
        ReplyState::Failed => ("✗", said!("failed", "falló", "falhou")),
        ReplyState::Unknown => (
            "?",
            said!(
                "unknown whether it went out",
                "no se sabe si salió",
                "não se sabe se saiu"
            ),
        ),
    }
}

/// The same for a private note, which is never sent.
pub fn note_state(state: ReplyState) -> (&'static str, &'static str) {
    match state {
        ReplyState::Journaled => (
            "…",
            said!("not kept yet", "sin guardar aún", "ainda não guardada"),
        ),
        ReplyState::Failed => ("✗", said!("not kept", "no guardada", "não guardada")),
        ReplyState::Unknown => (
            "?",
            said!(
                "unknown whether it was kept",
                "no se sabe si se guardó",
                "não se sabe se foi guardada"
            ),
        ),
        _ => ("·", said!("private", "privada", "privada")),
    }
}

/// A switch in a column.
pub fn switch(switch: &Switch) -> Cow<'_, str> {
    Cow::Borrowed(match switch {
        Switch::On => said!("on", "encendido", "ligado"),
        Switch::Off => said!("OFF", "APAGADO", "DESLIGADO"),
        Switch::Suspended => said!("suspended", "suspenso", "suspenso"),
        Switch::Absent => said!("never on", "nunca", "nunca"),
        Switch::Fixed(words) => return derived(words),
        Switch::Other(raw) => raw.as_str(),
    })
}

/// The same in the narrowest column, under a heading that names what is switched.
pub fn switch_short(switch: &Switch) -> Cow<'_, str> {
    Cow::Borrowed(match switch {
        Switch::On => said!("on", "sí", "sim"),
        Switch::Off => said!("OFF", "NO", "NÃO"),
        other => return self::switch(other),
    })
}

/// The direction of a toggle.
pub fn turn(turn: Turn) -> &'static str {
    match turn {
        Turn::On => said!("on", "encendido", "ligado"),
        Turn::Off => said!("off", "apagado", "desligado"),
    }
}

/// The name of a tenant's own bot among the agents.
pub fn bot() -> &'static str {
    said!("WhatsApp bot", "Bot de WhatsApp", "Bot do WhatsApp")
}

/// A tenant's status.
pub fn tenant_status(status: &TenantStatus) -> &str {
    match status {
        TenantStatus::Missing => said!("none", "ninguno", "nenhum"),
        other => other.word(),
    }
}

/// How the system keeps a transcript.
pub fn storage(storage: Storage) -> &'static str {
    match storage {
        Storage::Embedded => said!(
            "all messages in one item",
            "todos los mensajes en un ítem",
            "todas as mensagens em um item"
        ),
        Storage::LastMessageOnly => said!(
            "only the last message",
            "solo el último mensaje",
            "só a última mensagem"
        ),
        Storage::NoTranscript => said!(
            "no transcript, only the escalation",
            "sin mensajes, solo la escalada",
            "sem mensagens, só a escalada"
        ),
    }
}

/// How a human stretch ended.
pub fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::HandedBack => said!("handed back", "devuelta", "devolvida"),
        Ending::Resolved => said!("resolved", "resuelta", "resolvida"),
        Ending::Idle => said!("returned", "devuelta", "devolvida"),
    }
}

/// A limit on messages in a month.
pub fn quota(quota: Option<Quota>) -> String {
    match quota {
        None => String::new(),
        Some(Quota::Unlimited) => said!("unlimited", "sin tope", "ilimitado").to_owned(),
        Some(Quota::Messages(limit)) => number::count(limit),
    }
}

/// A stated limit of a tenant's item; `-1` means unlimited there.
pub fn limit(limit: Option<i64>) -> String {
    match limit {
        None => said!("not stated", "sin indicar", "não indicado").to_owned(),
        Some(n) => u64::try_from(n).map_or_else(
            |_| said!("unlimited", "sin tope", "ilimitado").to_owned(),
            number::count,
        ),
    }
}

/// How near to its limit a share is, in a word; empty below 80 %, where the system warns.
pub fn nearness(percent: f64) -> &'static str {
    if percent >= 100.0 {
        said!("over limit", "excedido", "excedido")
    } else if percent >= 95.0 {
        said!("almost out", "por agotar", "quase fim")
    } else if percent >= 80.0 {
        said!("near limit", "alto", "alto")
    } else {
        ""
    }
}
