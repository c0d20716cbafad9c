//! Words of "I am on it": the question, what came of it, and who is on an alarm until when.

use crate::domain::ack::{Ack, Acked};
use crate::locale::time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

pub fn label() -> &'static str {
    said!("I am on it", "yo me encargo", "eu cuido")
}

pub fn command() -> &'static str {
    said!(
        "Tell the team that you are on the alarm, for 30 minutes",
        "Avisar al equipo que te encargas de la alarma, por 30 minutos",
        "Avisar a equipe que você cuida do alarme, por 30 minutos"
    )
}

/// The question's heading and what it says.
pub fn title(name: &str) -> String {
    told!("On it: {name}", "Me encargo: {name}", "Eu cuido: {name}")
}

pub fn text() -> &'static str {
    said!(
        "For 30 minutes all consoles show that you are on it. The alarm itself stays as it is, and goes on \
         telling whoever it tells. A word for the others is optional.",
        "Durante 30 minutos todas las consolas muestran que te encargas. La alarma sigue como está y avisa a quien \
         avisa. Una nota para los demás es opcional.",
        "Por 30 minutos todos os consoles mostram que você cuida dele. O alarme continua como está e avisa quem \
         avisa. Uma palavra para os outros é opcional."
    )
}

pub fn word() -> &'static str {
    said!("word", "nota", "palavra")
}

pub fn hint() -> &'static str {
    said!(
        "may stay empty; audit keeps it",
        "puede quedar vacía; la auditoría la guarda",
        "pode ficar vazia; a auditoria guarda"
    )
}

/// The column of who is on it.
pub fn column() -> &'static str {
    said!("on it", "a cargo", "com quem")
}

/// The label in the detail.
pub fn field() -> &'static str {
    said!("on it", "a cargo", "com quem")
}

/// `until 03:46`.
pub fn until(ack: &Ack, now: Timestamp, zone: &TimeZone) -> String {
    let until = time::moment(ack.until, now, zone);
    told!("until {until}", "hasta {until}", "até {until}")
}

/// What came of it.
pub fn told(name: &str, acked: &Acked, at: Timestamp, zone: &TimeZone) -> String {
    match acked {
        Acked::Done(ack) => {
            let until = time::moment(ack.until, at, zone);
            told!(
                "You are on {name} until {until}; all consoles show it.",
                "Te encargas de {name} hasta {until}; todas las consolas lo muestran.",
                "Você cuida de {name} até {until}; todos os consoles mostram."
            )
        }
        Acked::Already(ack) => {
            let (by, from) = (ack.by.one_line(), time::moment(ack.at, at, zone));
            let until = time::moment(ack.until, at, zone);
            told!(
                "{by} is on {name} since {from}, until {until}. Nothing was written.",
                "{by} se encarga de {name} desde {from}, hasta {until}. No se escribió nada.",
                "{by} cuida de {name} desde {from}, até {until}. Nada foi gravado."
            )
        }
        Acked::Well(Some(since)) => {
            let since = time::moment(*since, at, zone);
            told!(
                "{name} already recovered {since}; nothing to acknowledge.",
                "{name} ya se recuperó {since}; no hay nada que asumir.",
                "{name} já se recuperou {since}; não há nada a assumir."
            )
        }
        Acked::Well(None) => told!(
            "{name} is well; nothing to acknowledge.",
            "{name} está bien; no hay nada que asumir.",
            "{name} está bem; não há nada a assumir."
        ),
        Acked::Missing => told!(
            "{name} is missing, so it cannot ring; deploy the stack that makes it.",
            "{name} no existe, así que no puede sonar; despliega el stack que la crea.",
            "{name} não existe, então não pode soar; implante a stack que o cria."
        ),
        Acked::NoSuch => told!(
            "There is no alarm {name} any more. Nothing was written.",
            "Ya no existe la alarma {name}. No se escribió nada.",
            "O alarme {name} não existe mais. Nada foi gravado."
        ),
        Acked::Unknown => told!(
            "Nobody can tell whether it was noted that you are on {name}; the same again is safe.",
            "No se sabe si quedó anotado que te encargas de {name}; repetirlo es seguro.",
            "Não se sabe se ficou anotado que você cuida de {name}; repetir é seguro."
        ),
    }
}

/// Beside a list of alarms.
pub fn unread() -> &'static str {
    said!(
        "who is on which alarm could not be read",
        "no se pudo leer quién se encarga de qué alarma",
        "não foi possível ler quem cuida de qual alarme"
    )
}

/// Why an alarm that is well is not acknowledged.
pub fn recovered(ago: Option<SignedDuration>) -> String {
    match ago {
        Some(ago) => {
            let ago = time::ago(ago);
            told!(
                "it recovered {ago}; nothing to acknowledge.",
                "se recuperó {ago}; no hay nada que asumir.",
                "recuperou-se {ago}; não há nada a assumir."
            )
        }
        None => said!(
            "it is well; nothing to acknowledge.",
            "está bien; no hay nada que asumir.",
            "está bem; não há nada a assumir."
        )
        .to_owned(),
    }
}

/// An alarm that is missing.
pub fn nothing_rings() -> &'static str {
    said!(
        "it is missing, so it cannot ring; deploy the stack that makes it.",
        "no existe, así que no puede sonar; despliega el stack que la crea.",
        "não existe, então não pode soar; implante a stack que o cria."
    )
}

pub fn well_short() -> &'static str {
    said!("nothing rings", "nada suena", "nada soa")
}
