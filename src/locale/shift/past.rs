//! The words of the past.

use crate::domain::past::Part;
use crate::domain::problem::Problem;
use crate::locale;

/// In the header.
pub fn badge(at: &str) -> String {
    told!(" PAST {at} ", " PASADO {at} ", " PASSADO {at} ")
}

/// Below the list.
pub fn hint() -> &'static str {
    said!(
        "Read-only, as it was then. [ ] one minute, { } a quarter of an hour, Esc returns to now.",
        "Solo lectura, como estaba. [ ] un minuto, { } un cuarto de hora, Esc vuelve a ahora.",
        "Só leitura, como estava. [ ] um minuto, { } um quarto de hora, Esc volta ao agora."
    )
}

/// While it is read.
pub fn reading() -> &'static str {
    said!(
        "Reading the records of that day…",
        "Leyendo los registros de ese día…",
        "Lendo os registros desse dia…"
    )
}

/// The heading of a part, with how many there are.
pub fn heading(part: Part, count: usize) -> String {
    let name = match part {
        Part::Alarms => said!("Alarms", "Alarmas", "Alarmes"),
        Part::Queue => said!("Queue", "Cola", "Fila"),
        Part::Switches => said!(
            "Switches turned in the 24 h before",
            "Agentes cambiados en las 24 h previas",
            "Agentes mudados nas 24 h anteriores"
        ),
        Part::Audit => said!(
            "What was done until then",
            "Lo hecho hasta entonces",
            "O que foi feito até então"
        ),
    };
    format!("{name}  {count}")
}

/// Nothing says how it was.
pub fn no_record() -> &'static str {
    said!("no record", "sin datos", "sem registro")
}

/// Nothing of the sort is recorded for then.
pub fn nothing(part: Part) -> &'static str {
    match part {
        Part::Alarms => said!(
            "no record of an alarm",
            "sin datos de alarmas",
            "sem registro de alarmes"
        ),
        Part::Queue => said!(
            "nobody is on record as waiting or held",
            "sin datos de alguien en espera o atendido",
            "sem registro de alguém em espera ou atendido"
        ),
        Part::Switches => said!(
            "no record of a switch",
            "sin datos de cambios de agentes",
            "sem registro de mudanças de agentes"
        ),
        Part::Audit => said!("no record", "sin datos", "sem registro"),
    }
}

/// A part is not whole.
pub fn gap(why: &Option<Problem>) -> String {
    match why {
        None => said!(
            "Not all is on record here: there is more than is read.",
            "No está todo: hay más registros de los que se leen.",
            "Não está tudo: há mais registros do que se lê."
        )
        .to_owned(),
        Some(problem) => {
            let words = locale::problem(problem);
            format!("{} {}", words.what, words.remedy)
        }
    }
}

/// Who held it.
pub fn held(by: &str) -> String {
    told!("held by {by}", "la atendía {by}", "atendida por {by}")
}

/// It waited.
pub fn waited(age: &str) -> String {
    told!("waited {age}", "esperaba {age}", "esperava {age}")
}

/// How a switch stood.
pub fn turned(on: bool) -> &'static str {
    match on {
        true => said!("on", "encendido", "ligado"),
        false => said!("off", "apagado", "desligado"),
    }
}
