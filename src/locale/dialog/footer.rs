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

/// Closes what it asks about and leaves it as it is.
pub fn close() -> &'static str {
    said!("close", "cerrar", "fechar")
}

pub fn open() -> &'static str {
    said!("open", "abrir", "abrir")
}

/// Mine, theirs and base side by side.
pub fn compare() -> &'static str {
    said!("compare", "comparar", "comparar")
}

/// Another row of the list of operations.
pub fn another() -> &'static str {
    said!("another", "otra", "outra")
}
