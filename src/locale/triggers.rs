//! The words of the report of triggers.

/// Its title.
pub fn title() -> &'static str {
    said!("Triggers", "Disparadores", "Gatilhos")
}

/// No word fired for any conversation that is known.
pub fn no_word() -> &'static str {
    said!(
        "No word of the bot's list fired for a conversation that is known here.",
        "Ninguna palabra de la lista del bot disparó en lo que se conoce aquí.",
        "Nenhuma palavra da lista do bot disparou no que se conhece aqui."
    )
}

/// What the report rests on.
pub fn rests_on() -> &'static str {
    said!(
        "From the items as they are now and this month's audit. w copies it as CSV.",
        "De los ítems como están y la auditoría del mes. w lo copia como CSV.",
        "Dos itens como estão e da auditoria do mês. w copia como CSV."
    )
}

pub fn reading_trail() -> &'static str {
    said!(
        "Reading this month's audit trail…",
        "Leyendo la auditoría del mes…",
        "Lendo a auditoria do mês…"
    )
}

/// The columns of the report.
pub mod column {
    pub fn word() -> &'static str {
        said!("word", "palabra", "palavra")
    }
    pub fn fired() -> &'static str {
        said!("fired", "disparó", "disparou")
    }
    pub fn inside() -> &'static str {
        said!("inside", "dentro", "dentro")
    }
    pub fn resolved() -> &'static str {
        said!("resolved", "resueltas", "resolvidas")
    }
    pub fn returned() -> &'static str {
        said!("returned", "devueltas", "devolvidas")
    }
    pub fn mistaken() -> &'static str {
        said!("mistaken", "por error", "engano")
    }
    pub fn proposal() -> &'static str {
        said!("suggestion", "sugerencia", "sugestão")
    }
}
