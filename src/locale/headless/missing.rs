//! What a verb names and is not there, or was decided before.

pub fn no_conversation() -> Vec<String> {
    vec![
        said!(
            "There is no such conversation.",
            "No existe tal conversación.",
            "Não existe tal conversa."
        )
        .to_owned(),
        said!(
            "Nothing was changed. See which there are: switchboard conversations list",
            "No cambió nada. Mira cuáles hay: switchboard conversations list",
            "Nada mudou. Veja quais há: switchboard conversations list"
        )
        .to_owned(),
    ]
}

pub fn no_tenant() -> Vec<String> {
    vec![
        said!(
            "There is no such tenant.",
            "No existe tal tenant.",
            "Não existe tal tenant."
        )
        .to_owned(),
        said!(
            "Nothing was changed. See which there are: switchboard tenants list",
            "No cambió nada. Mira cuáles hay: switchboard tenants list",
            "Nada mudou. Veja quais há: switchboard tenants list"
        )
        .to_owned(),
    ]
}

pub fn no_agent() -> Vec<String> {
    vec![
        said!(
            "There is no such agent.",
            "No existe tal agente.",
            "Não existe tal agente."
        )
        .to_owned(),
        said!(
            "Nothing was changed. See which there are: switchboard agents list",
            "No cambió nada. Mira cuáles hay: switchboard agents list",
            "Nada mudou. Veja quais há: switchboard agents list"
        )
        .to_owned(),
    ]
}

pub fn no_work() -> Vec<String> {
    vec![
        said!(
            "Nothing of that key waits for anybody.",
            "Nada con esa clave espera a nadie.",
            "Nada com essa chave espera alguém."
        )
        .to_owned(),
        said!(
            "Nothing was changed. See what waits: switchboard work list",
            "No cambió nada. Mira lo que espera: switchboard work list",
            "Nada mudou. Veja o que espera: switchboard work list"
        )
        .to_owned(),
    ]
}

/// A decision that somebody made before; 409 in the system's own words.
pub fn decided_before(state: &str) -> Vec<String> {
    vec![told!(
        "It was {state} before. Nothing was written.",
        "Ya estaba {state}. No se escribió nada.",
        "Já estava {state}. Nada foi gravado."
    )]
}

/// A request whose time is over; 410 in the system's own words.
pub fn expired() -> Vec<String> {
    vec![said!("Its time was over before anybody decided. Nothing was written; it has to be asked for again.", "Su plazo pasó antes de que alguien decidiera. No se escribió nada; hay que pedirlo de nuevo.", "O prazo passou antes de alguém decidir. Nada foi gravado; é preciso pedir de novo.").to_owned()]
}

pub fn changed_meanwhile() -> Vec<String> {
    vec![
        said!(
            "Somebody changed the switch while it was being read.",
            "Alguien cambió el interruptor mientras se leía.",
            "Alguém mudou o interruptor enquanto era lido."
        )
        .to_owned(),
        said!(
            "Nothing was written. Look at it again before you decide: switchboard agents list",
            "No se escribió nada. Míralo de nuevo antes de decidir: switchboard agents list",
            "Nada foi gravado. Olhe de novo antes de decidir: switchboard agents list"
        )
        .to_owned(),
    ]
}
