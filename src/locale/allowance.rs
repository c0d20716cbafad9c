//! Which of two tables decides whether a customer is answered, and by which rule.

use super::number;
use crate::domain::allowance::{Bound, Counted, Handler, Stand};

/// The heading over the rule.
pub fn heading(handler: Handler) -> String {
    match handler {
        Handler::Enhanced => said!(
            "What the bot applies: tenant-usage decides",
            "Lo que aplica el bot: decide tenant-usage",
            "O que o bot aplica: decide tenant-usage"
        )
        .to_owned(),
        Handler::Deployed => said!(
            "What the bot applies: usage-metrics decides",
            "Lo que aplica el bot: decide usage-metrics",
            "O que o bot aplica: decide usage-metrics"
        )
        .to_owned(),
    }
}

/// What is counted.
pub fn counted(counted: Counted) -> &'static str {
    match counted {
        Counted::Conversations => said!("conversations", "conversaciones", "conversas"),
        Counted::Messages => said!("messages", "mensajes", "mensagens"),
    }
}

/// `812 of 500`.
pub fn measure(used: u64, bound: Bound) -> String {
    let used = number::count(used);
    match bound {
        Bound::Unlimited => told!("{used}, unlimited", "{used}, sin tope", "{used}, ilimitado"),
        Bound::AtMost(0) => told!(
            "{used} of 0: nothing is allowed",
            "{used} de 0: no se permite nada",
            "{used} de 0: nada é permitido"
        ),
        Bound::AtMost(limit) => told!(
            "{used} of {}",
            "{used} de {}",
            "{used} de {}",
            number::count(limit)
        ),
        Bound::Unstated => told!(
            "{used}, no limit stated",
            "{used}, sin límite indicado",
            "{used}, sem limite indicado"
        ),
    }
}

/// How it stands; nothing is said of what is free.
pub fn stand(stand: Stand) -> &'static str {
    match stand {
        Stand::Free => "",
        Stand::Warned => said!("over 80 %", "más de 80 %", "mais de 80 %"),
        Stand::Refused => said!("refused", "rechazado", "recusado"),
    }
}

/// Why this table decides here, and what happens when it cannot be read.
pub fn why(handler: Handler) -> &'static str {
    match handler {
        Handler::Enhanced => {
            said!(
                "The handler here reads the pause, counts in tenant-usage and refuses at the limits of the tenant's \
             item, also when it cannot read the count.",
                "El handler de aquí lee la pausa, cuenta en tenant-usage y rechaza al llegar a los límites del ítem del tenant, también cuando no puede leer la cuenta.",
                "O handler daqui lê a pausa, conta em tenant-usage e recusa ao chegar aos limites do item do tenant, também quando não consegue ler a contagem."
            )
        }
        Handler::Deployed => {
            said!(
                "The handler here does not read the pause; it counts in usage-metrics and refuses at the limit of the \
             plan, never when it cannot read the count.",
                "El handler de aquí no lee la pausa; cuenta en usage-metrics y rechaza al llegar al límite del plan, nunca cuando no puede leer la cuenta.",
                "O handler daqui não lê a pausa; conta em usage-metrics e recusa ao chegar ao limite do plano, nunca quando não consegue ler a contagem."
            )
        }
    }
}

/// A limit for a day meets a count of a month.
pub fn a_day_for_a_month() -> &'static str {
    said!(
        "It compares maxMessagesPerDay with the messages of the whole month.",
        "Compara maxMessagesPerDay con los mensajes de todo el mes.",
        "Compara maxMessagesPerDay com as mensagens do mês inteiro."
    )
}

/// An item without limits.
pub fn unstated() -> &'static str {
    said!(
        "The tenant's item does not state every limit; what this handler does without one is not known.",
        "El ítem del tenant no indica todos los límites; no se sabe qué hace este handler sin uno.",
        "O item do tenant não indica todos os limites; não se sabe o que este handler faz sem um."
    )
}
