//! Putting off, assigning, transferring, reopening, targets and alerts, in words.

use super::{notice, time};
use crate::app::alerts::Kind;
use crate::app::notice::Subject;
use crate::domain::arranged::Arrange;
use crate::domain::sla::Goal;
use crate::domain::text::Text;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

// What was done, without a screen

pub fn snoozed(conversation: &str, until: &str) -> String {
    told!(
        "{conversation} is put off ({until}); a message of the customer ends it.",
        "{conversation} queda pospuesta ({until}); un mensaje del cliente lo termina.",
        "{conversation} foi adiada ({until}); uma mensagem do cliente encerra o adiamento."
    )
}

pub fn woken(conversation: &str) -> String {
    told!(
        "{conversation} is not put off any more.",
        "{conversation} ya no está pospuesta.",
        "{conversation} não está mais adiada."
    )
}

pub fn assigned(conversation: &str, name: &str) -> String {
    told!(
        "{conversation} is for {name} now.",
        "{conversation} ahora es para {name}.",
        "{conversation} agora é para {name}."
    )
}

pub fn unassigned(conversation: &str) -> String {
    told!(
        "{conversation} is for nobody in particular any more.",
        "{conversation} ya no es para nadie en particular.",
        "{conversation} não é mais para ninguém em particular."
    )
}

pub fn already(conversation: &str) -> String {
    told!(
        "{conversation} was so already; nothing was written.",
        "{conversation} ya estaba así; no se escribió nada.",
        "{conversation} já estava assim; nada foi gravado."
    )
}

pub fn targets_set() -> &'static str {
    said!(
        "The targets are set; open consoles take them over within five minutes.",
        "Los objetivos quedan fijados; las consolas abiertas los toman en cinco minutos.",
        "As metas foram definidas; os consoles abertos as adotam em cinco minutos.",
    )
}

pub fn targets_already() -> &'static str {
    said!(
        "The targets were so already; nothing was written.",
        "Los objetivos ya eran esos; no se escribió nada.",
        "As metas já eram essas; nada foi gravado.",
    )
}

pub fn no_time() -> String {
    said!(
        "Nobody can tell until when. Write 30m, 2h, 1d, 18:00, tomorrow, \"tomorrow 10:30\" or off; 31 days at most.",
        "No se entiende hasta cuándo. Escribe 30m, 2h, 1d, 18:00, mañana, \"mañana 10:30\" u off; 31 días como máximo.",
        "Não dá para saber até quando. Escreva 30m, 2h, 1d, 18:00, amanhã, \"amanhã 10:30\" ou off; no máximo 31 dias.",
    )
    .to_owned()
}

/// A value of the configuration file that makes no sense.
pub fn no_setting(section: &str, name: &str) -> String {
    told!(
        "The configuration's [{section}] says something of `{name}` that makes no sense.",
        "La sección [{section}] de la configuración dice algo de `{name}` que no tiene sentido.",
        "A seção [{section}] da configuração diz algo de `{name}` que não faz sentido."
    )
}

// What was done, on the screen

/// What an arrangement came to.
pub fn done(subject: &Subject, what: &Arrange, zone: &TimeZone, now: Timestamp) -> String {
    let name = notice::name(subject);
    match what {
        Arrange::Snooze(Some(until)) => {
            let until = time::moment(*until, now, zone);
            told!(
                "{name} is put off until {until}. The bot stays paused; a message of the customer ends it.",
                "{name} queda pospuesta hasta {until}. El bot sigue en pausa; un mensaje del cliente lo termina.",
                "{name} foi adiada até {until}. O bot segue pausado; uma mensagem do cliente encerra o adiamento."
            )
        }
        Arrange::Snooze(None) => told!(
            "{name} waits again.",
            "{name} vuelve a esperar.",
            "{name} volta a esperar."
        ),
        Arrange::Assign(Some(to)) => assigned(&name, to.as_str()),
        Arrange::Assign(None) => unassigned(&name),
    }
}

/// It was ours and stays so until the other claims it.
pub fn transferred(subject: &Subject, to: &Text) -> String {
    let name = notice::name(subject);
    told!(
        "{name} is offered to {to}. It stays yours until {to} claims it.",
        "{name} se ofreció a {to}. Sigue siendo tuya hasta que {to} la tome.",
        "{name} foi oferecida a {to}. Continua sua até {to} assumir."
    )
}

pub fn unchanged(subject: &Subject) -> String {
    let name = notice::name(subject);
    told!(
        "{name} was so already. Nothing was written.",
        "{name} ya estaba así. No se escribió nada.",
        "{name} já estava assim. Nada foi gravado."
    )
}

/// Somebody was faster.
pub fn beaten(subject: &Subject, holder: Option<&Text>) -> String {
    let name = notice::name(subject);
    match holder {
        Some(holder) => told!(
            "{holder} has {name}. Nothing was written.",
            "{holder} tiene {name}. No se escribió nada.",
            "{holder} está com {name}. Nada foi gravado."
        ),
        None => told!(
            "{name} was changed a moment ago. Nothing was written; look again.",
            "{name} cambió hace un momento. No se escribió nada; mira otra vez.",
            "{name} mudou há um instante. Nada foi gravado; olhe de novo."
        ),
    }
}

pub fn over_cap(mine: usize, cap: usize) -> String {
    told!(
        "You hold {mine} already, and your cap is {cap}. c again claims it all the same.",
        "Ya tienes {mine} y tu tope es {cap}. Otra vez c la toma de todos modos.",
        "Você já tem {mine} e seu limite é {cap}. c de novo assume mesmo assim."
    )
}

pub fn nothing_to_transfer() -> &'static str {
    said!(
        "None of the conversations here is yours to transfer. c claims the selected one.",
        "Ninguna de las conversaciones de aquí es tuya para transferir. c toma la elegida.",
        "Nenhuma das conversas daqui é sua para transferir. c assume a selecionada.",
    )
}

// Dialogs

pub fn snooze_title(name: &str) -> String {
    told!("Put {name} off", "Posponer {name}", "Adiar {name}")
}

pub fn snooze_text(mine: bool) -> &'static str {
    match mine {
        true => said!(
            "You give it up and it waits for you, out of the queue, until then. The bot stays paused. A message of the customer ends it at once.",
            "La sueltas y te espera, fuera de la cola, hasta entonces. El bot sigue en pausa. Un mensaje del cliente lo termina de inmediato.",
            "Você a solta e ela espera por você, fora da fila, até lá. O bot segue pausado. Uma mensagem do cliente encerra o adiamento na hora.",
        ),
        false => said!(
            "It leaves the queue until then. A message of the customer ends it at once.",
            "Sale de la cola hasta entonces. Un mensaje del cliente lo termina de inmediato.",
            "Ela sai da fila até lá. Uma mensagem do cliente encerra o adiamento na hora.",
        ),
    }
}

pub fn until() -> &'static str {
    said!("until", "hasta", "até")
}

/// What the field means, or what can be written in it.
pub fn snooze_hint(until: Option<Timestamp>, now: Timestamp, zone: &(Text, TimeZone)) -> String {
    let name = zone.0.as_str();
    match until {
        Some(until) => {
            let until = time::moment(until, now, &zone.1);
            told!(
                "{until} ({name}) · Tab other times",
                "{until} ({name}) · Tab otras horas",
                "{until} ({name}) · Tab outros horários"
            )
        }
        None => told!(
            "1h, 30m, 2d, 18:00, tomorrow, off ({name}) · Tab suggests",
            "1h, 30m, 2d, 18:00, mañana, off ({name}) · Tab sugiere",
            "1h, 30m, 2d, 18:00, amanhã, off ({name}) · Tab sugere"
        ),
    }
}

pub fn snooze_off() -> &'static str {
    said!(
        "it waits again now",
        "vuelve a esperar ahora",
        "volta a esperar agora"
    )
}

pub fn assign_title(name: &str) -> String {
    told!(
        "Who is {name} for?",
        "¿Para quién es {name}?",
        "Para quem é {name}?"
    )
}

pub fn assign_all_title() -> String {
    said!(
        "Who are all of yours for?",
        "¿Para quién son todas las tuyas?",
        "Para quem são todas as suas?",
    )
    .to_owned()
}

pub fn assign_text(mine: bool) -> &'static str {
    match mine {
        true => said!(
            "It stays yours until that person claims it. An empty name takes the offer back.",
            "Sigue siendo tuya hasta que esa persona la tome. Un nombre vacío retira la oferta.",
            "Continua sua até essa pessoa assumir. Um nome vazio retira a oferta.",
        ),
        false => said!(
            "Anybody can still claim it; the person sees it first. An empty name takes it off.",
            "Cualquiera puede tomarla; esa persona la ve primero. Un nombre vacío lo quita.",
            "Qualquer um ainda pode assumir; essa pessoa a vê primeiro. Um nome vazio remove.",
        ),
    }
}

pub fn person() -> &'static str {
    said!("name", "nombre", "nome")
}

/// The names that Tab goes through.
pub fn assign_hint(names: &[String]) -> String {
    let names: Vec<&str> = names.iter().take(4).map(String::as_str).collect();
    match names.is_empty() {
        true => said!(
            "the name under which they work",
            "el nombre con que trabaja",
            "o nome com que trabalha"
        )
        .to_owned(),
        false => format!("Tab: {}", names.join(", ")),
    }
}

// Rows and card

pub fn put_off(until: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let until = time::moment(until, now, zone);
    told!(
        "put off until {until}",
        "pospuesta hasta {until}",
        "adiada até {until}"
    )
}

pub fn for_you() -> &'static str {
    said!("for you", "para ti", "para você")
}

pub fn for_person(name: &str) -> String {
    told!("for {name}", "para {name}", "para {name}")
}

/// The heading of the countdown.
pub fn sla() -> &'static str {
    "SLA"
}

pub fn goal(goal: Goal) -> &'static str {
    match goal {
        Goal::FirstResponse => said!("first response", "primera respuesta", "primeira resposta"),
        Goal::NextResponse => said!("next response", "siguiente respuesta", "próxima resposta"),
        Goal::Resolution => said!("resolution", "resolución", "resolução"),
    }
}

/// A countdown of at most seven columns: `4:59`, `2 h 05`, `21 h`, `3 d`, with a minus once it is broken.
pub fn countdown(left: SignedDuration) -> String {
    let sign = if left < SignedDuration::ZERO { "-" } else { "" };
    let (hour, day) = (3_600, 86_400);
    let words = match left.abs().as_secs() {
        s if s < hour => format!("{}:{:02}", s / 60, s % 60),
        s if s < 10 * hour => format!("{} h {:02}", s / hour, s % hour / 60),
        s if s < 2 * day => format!("{} h", s / hour),
        s => format!("{} d", s / day),
    };
    format!("{sign}{words}")
}

/// The target in the detail, with the hours in which it counts.
pub fn due(what: Goal, left: SignedDuration, zone: Option<&str>) -> String {
    let what = goal(what);
    let left = countdown(left);
    match zone {
        Some(zone) => told!(
            "{what} {left} (business hours, {zone})",
            "{what} {left} (horario laboral, {zone})",
            "{what} {left} (horário comercial, {zone})"
        ),
        None => format!("{what} {left}"),
    }
}

pub fn near(count: usize) -> String {
    told!(
        "{count} near SLA",
        "{count} cerca del SLA",
        "{count} perto do SLA"
    )
}

// Alerts

/// The sentence of an alert. `who` is masked already.
pub fn alert(kind: Kind, who: &str, tenant: &str) -> String {
    match kind {
        Kind::Escalated => told!(
            "{who} ({tenant}) waits for a person",
            "{who} ({tenant}) espera a una persona",
            "{who} ({tenant}) espera por uma pessoa"
        ),
        Kind::Assigned => told!(
            "{who} ({tenant}) is for you",
            "{who} ({tenant}) es para ti",
            "{who} ({tenant}) é para você"
        ),
        Kind::Wrote => told!(
            "{who} ({tenant}) wrote to you",
            "{who} ({tenant}) te escribió",
            "{who} ({tenant}) escreveu para você"
        ),
        Kind::DueSoon => told!(
            "{who} ({tenant}): the SLA is near",
            "{who} ({tenant}): el SLA está cerca",
            "{who} ({tenant}): o SLA está perto"
        ),
        Kind::Stolen => told!(
            "{who} ({tenant}) is not yours any more",
            "{who} ({tenant}) ya no es tuya",
            "{who} ({tenant}) não é mais sua"
        ),
        Kind::BotOverrun => told!(
            "{who} ({tenant}): the bot answers in your conversation",
            "{who} ({tenant}): el bot responde en tu conversación",
            "{who} ({tenant}): o bot responde na sua conversa"
        ),
    }
}
