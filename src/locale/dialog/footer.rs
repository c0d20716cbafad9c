//! The keys below a question whose answers are more than yes and no.

pub fn answers() -> &'static str {
    said!("answer", "responder", "responder")
}

pub fn other() -> &'static str {
    said!("other answer", "otra respuesta", "outra resposta")
}

/// Enter takes what is highlighted.
pub fn highlighted() -> &'static str {
    said!("the marked one", "la marcada", "a marcada")
}

pub fn cancel() -> &'static str {
    said!("cancel", "cancelar", "cancelar")
}
