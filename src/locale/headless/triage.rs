//! What the verbs on many say.

/// Columns of the report of triggers: the name in JSON, and the heading.
pub fn triggers() -> [(&'static str, &'static str); 8] {
    [
        ("keyword", said!("WORD", "PALABRA", "PALAVRA")),
        ("fired", said!("FIRED", "DISPARÓ", "DISPAROU")),
        ("alone", said!("ALONE", "SOLA", "SOZINHA")),
        (
            "inside_another_word",
            said!("INSIDE ANOTHER", "DENTRO DE OTRA", "DENTRO DE OUTRA"),
        ),
        ("resolved", said!("RESOLVED", "RESUELTAS", "RESOLVIDAS")),
        (
            "handed_back",
            said!("HANDED BACK", "DEVUELTAS", "DEVOLVIDAS"),
        ),
        (
            "false_positive",
            said!("BY MISTAKE", "POR ERROR", "POR ENGANO"),
        ),
        ("suggestion", said!("SUGGESTION", "SUGERENCIA", "SUGESTÃO")),
    ]
}

/// What the report rests on.
pub fn rests_on(conversations: usize) -> String {
    told!(
        "From {conversations} escalated conversations as their items say it now, and this month's audit trail.",
        "De {conversations} conversaciones escaladas según sus ítems ahora, y la auditoría de este mes.",
        "De {conversations} conversas escaladas segundo seus itens agora, e a auditoria deste mês."
    )
}

/// How many there are, and what to say to have it done.
pub fn counted(keyword: &str, count: usize, held: usize) -> String {
    told!(
        "{count} wait because of «{keyword}» ({held} more are held by people). To give them back: --confirm {count}",
        "{count} esperan por «{keyword}» (otras {held} las tiene alguien). Para devolverlas: --confirm {count}",
        "{count} esperam por «{keyword}» (outras {held} estão com alguém). Para devolvê-las: --confirm {count}"
    )
}

/// Another number than was confirmed; nothing was done.
pub fn another_number(expected: usize, found: usize) -> String {
    told!(
        "You confirmed {expected}, but {found} wait now; nothing was changed. Say --confirm {found} if that is right.",
        "Confirmaste {expected}, pero ahora esperan {found}; no se cambió nada. Usa --confirm {found} si es correcto.",
        "Você confirmou {expected}, mas agora esperam {found}; nada mudou. Use --confirm {found} se for isso."
    )
}

pub fn reason_too_short(least: usize) -> String {
    told!(
        "The reason needs at least {least} characters; nothing was changed.",
        "El motivo necesita al menos {least} caracteres; no se cambió nada.",
        "O motivo precisa de ao menos {least} caracteres; nada mudou."
    )
}

/// A line for each.
pub fn one(id: &str, outcome: &str, words: &str) -> String {
    match words {
        "" => format!("{id}  {outcome}"),
        _ => format!("{id}  {outcome}  {words}"),
    }
}

/// The end of all.
pub fn ended(done: usize, of: usize) -> String {
    told!(
        "{done} of {of} given up.",
        "{done} de {of} entregadas.",
        "{done} de {of} entregues."
    )
}

/// A canned reply of the team was kept, or taken away.
pub fn canned(name: &str, kept: bool) -> String {
    match kept {
        true => told!(
            "{name} is kept for the team.",
            "{name} queda guardada para el equipo.",
            "{name} fica guardada para a equipe."
        ),
        false => told!(
            "{name} is taken away.",
            "{name} ya no está.",
            "{name} foi removida."
        ),
    }
}
