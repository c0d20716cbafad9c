//! What a transcript says about its own past and about what is not seen of it.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::domain::conversation::History;
use crate::locale::{number, time};

/// What a transcript says about its own past.
pub fn history(history: History, zone: &TimeZone, now: Timestamp) -> Option<String> {
    match history {
        History::Complete => None,
        History::SeenSince(Some(at)) => Some(told!(
            "This table stores only the last message. Seen by consoles since {}.", "Esta tabla guarda solo el último mensaje. Visto por consolas desde {}.", "Esta tabela guarda só a última mensagem. Vista por consoles desde {}.",
            time::moment(at, now, zone)
        )),
        History::SeenSince(None) => Some(
            said!("This table stores only the last message. What comes from now on is kept here.", "Esta tabla guarda solo el último mensaje. Lo que llegue desde ahora se guarda aquí.", "Esta tabela guarda só a última mensagem. O que chegar a partir de agora fica guardado aqui.")
                .to_owned(),
        ),
        History::None => Some(
            said!("This table stores no messages of this conversation, only the escalation.", "Esta tabla no guarda mensajes de esta conversación, solo la escalada.", "Esta tabela não guarda mensagens desta conversa, só a escalada.").to_owned(),
        ),
    }
}

/// The same where there is little room.
pub fn history_short(history: History, zone: &TimeZone, now: Timestamp) -> Option<String> {
    match history {
        History::Complete => None,
        History::SeenSince(Some(at)) => Some(told!(
            "Only the last message is stored; seen since {}.",
            "Solo se guarda el último mensaje; visto desde {}.",
            "Só a última mensagem é guardada; vista desde {}.",
            time::moment(at, now, zone)
        )),
        History::SeenSince(None) => Some(
            said!(
                "Only the last message is stored; kept from now on.",
                "Solo se guarda el último mensaje; el resto, desde ahora.",
                "Só a última mensagem é guardada; o resto, a partir de agora."
            )
            .to_owned(),
        ),
        History::None => Some(
            said!(
                "No messages are stored, only the escalation.",
                "No se guardan mensajes, solo la escalada.",
                "Nenhuma mensagem é guardada, só a escalada."
            )
            .to_owned(),
        ),
    }
}

/// Messages that came below.
pub fn new_below(n: usize) -> String {
    told!(
        "{} new ↓",
        "{} nuevos ↓",
        "{} novas ↓",
        number::count(n as u64)
    )
}

/// A long message whose rest is folded away.
pub fn folded(lines: usize) -> String {
    told!(
        "[+{} lines]",
        "[+{} líneas]",
        "[+{} linhas]",
        number::count(lines as u64)
    )
}

/// How often the bot repeated its waiting line.
pub fn times(n: usize) -> String {
    if n > 1 {
        format!("×{n}")
    } else {
        String::new()
    }
}

/// The console speaks in a transcript.
pub fn we() -> &'static str {
    "·"
}

/// The line between what was seen before and what is new.
pub fn new_since() -> &'static str {
    said!("new", "nuevo", "novo")
}

/// The conversation could not be found any more.
pub fn gone() -> [String; 2] {
    [
        said!(
            "This conversation is not there any more.",
            "Esta conversación ya no está.",
            "Esta conversa não existe mais."
        )
        .to_owned(),
        said!(
            "Esc goes back to the list.",
            "Esc vuelve a la lista.",
            "Esc volta à lista."
        )
        .to_owned(),
    ]
}

/// Nothing has been read of it yet.
pub fn opening() -> [String; 2] {
    [
        said!(
            "Reading the conversation…",
            "Leyendo la conversación…",
            "Lendo a conversa…"
        )
        .to_owned(),
        String::new(),
    ]
}
