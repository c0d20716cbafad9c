//! The place to type: what it is for, what becomes of it, and why nothing can be typed.

use crate::app::open::Kind;
use crate::app::state::Why;
use crate::domain::handoff::Claim;
use crate::locale::{number, refusal};

/// What the composer is for.
pub fn composer(kind: Kind) -> &'static str {
    match kind {
        Kind::Reply => said!("reply", "respuesta", "resposta"),
        Kind::Note => said!(
            "NOTE · private, never sent",
            "NOTA · privada, nunca se envía",
            "NOTA · privada, nunca é enviada"
        ),
    }
}

/// What becomes of a reply for now.
pub fn recorded_only() -> &'static str {
    said!(
        "replies are recorded, not sent",
        "se registra, no se envía",
        "fica registrado, não é enviado"
    )
}

/// Characters typed against the longest reply.
pub fn characters(chars: usize, most: usize) -> String {
    format!(
        "{} / {}",
        number::count(chars as u64),
        number::count(most as u64)
    )
}

/// An unsent text is kept for the conversation.
pub fn draft_kept() -> &'static str {
    said!(
        "An unsent draft is kept here; r opens it once the conversation is yours.",
        "Aquí hay un borrador sin enviar; r lo abre cuando la conversación sea tuya.",
        "Há um rascunho não enviado aqui; r o abre quando a conversa for sua."
    )
}

/// After the key that claims.
pub fn to_claim() -> &'static str {
    said!(
        "claims it, then type here",
        "la toma; luego escribe aquí",
        "assume; depois escreva aqui"
    )
}

/// After the key that opens the composer.
pub fn to_reply() -> &'static str {
    said!("to write", "para escribir", "para escrever")
}

/// Another writes here.
pub fn watching(claim: &Claim) -> String {
    told!(
        "READ ONLY · {} answers",
        "SOLO LECTURA · responde {}",
        "SÓ LEITURA · {} responde",
        claim.operator
    )
}

/// Why nothing can be typed here.
pub fn cannot(why: &Why) -> String {
    refusal::reason(why)
}

/// The composer is locked.
pub fn locked() -> &'static str {
    said!(
        "locked: your hold is about to end; your text is kept",
        "bloqueado: tu turno está por terminar; tu texto se conserva",
        "bloqueado: seu turno está para acabar; seu texto foi guardado"
    )
}
