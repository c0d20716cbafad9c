//! The words of the past.

use crate::domain::change::Lack;
use crate::domain::past::{Evidence, Gap, Part};
use crate::locale;
use crate::locale::work::platform;

/// In the header.
pub fn badge(at: &str) -> String {
    told!(" PAST {at} ", " PASADO {at} ", " PASSADO {at} ")
}

/// Above everything: that this is not now.
pub fn banner(at: &str, age: &str) -> String {
    told!(
        "AS IT WAS AT {at}, {age} · READ-ONLY",
        "COMO ESTABA A LAS {at}, {age} · SOLO LECTURA",
        "COMO ESTAVA ÀS {at}, {age} · SÓ LEITURA"
    )
}

/// Below everything: how to go on, and back.
pub fn hint() -> &'static str {
    said!(
        "[ ] one minute   { } a quarter of an hour   Esc returns to now",
        "[ ] un minuto   { } un cuarto de hora   Esc vuelve a ahora",
        "[ ] um minuto   { } um quarto de hora   Esc volta ao agora"
    )
}

/// Where a part is from.
pub fn source(part: Part) -> &'static str {
    match part {
        Part::Alarms => said!(
            "alarm history",
            "historial de alarmas",
            "histórico de alarmes"
        ),
        Part::Queue => said!(
            "escalation times, briefings, claims, stretches, audit",
            "escalamientos, informes, tomas, tramos, auditoría",
            "escalações, resumos, posses, trechos, auditoria"
        ),
        Part::Switches | Part::Audit => said!(
            "the consoles' audit trail",
            "auditoría de las consolas",
            "auditoria dos consoles"
        ),
    }
}

/// What says how a conversation stood.
pub fn known(by: Evidence) -> &'static str {
    match by {
        Evidence::Item => said!("escalation time", "escalamiento", "escalação"),
        Evidence::Briefing => said!("briefing", "informe", "resumo"),
        Evidence::Claim => said!("claim", "toma", "posse"),
        Evidence::Stretch => said!("stretch", "tramo", "trecho"),
        Evidence::Audit => said!("audit", "auditoría", "auditoria"),
    }
}

/// It left the queue later, nobody knows when.
pub fn unsure() -> &'static str {
    said!(
        "no record of when it left",
        "sin registro de cuándo salió",
        "sem registro de quando saiu"
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
pub fn gap(gap: &Gap) -> String {
    let of = platform(gap.platform);
    match (&gap.lack, gap.part) {
        (Lack::Cut, _) => told!(
            "{of}: not all is here, there is more than is read.",
            "{of}: no está todo, hay más de lo que se lee.",
            "{of}: não está tudo, há mais do que se lê."
        ),
        (Lack::NoSource, Part::Alarms) => told!(
            "{of}: no record, it has no alarms that are watched here.",
            "{of}: sin registro, no tiene alarmas observadas aquí.",
            "{of}: sem registro, não tem alarmes observados aqui."
        ),
        (Lack::NoSource, Part::Queue) => told!(
            "{of}: no record of who held what: there is no control table (switchboard init).",
            "{of}: sin registro de quién atendía: no hay tabla de control (switchboard init).",
            "{of}: sem registro de quem atendia: não há tabela de controle (switchboard init)."
        ),
        (Lack::NoSource, Part::Switches | Part::Audit) => told!(
            "{of}: no record, there is no control table (switchboard init).",
            "{of}: sin registro, no hay tabla de control (switchboard init).",
            "{of}: sem registro, não há tabela de controle (switchboard init)."
        ),
        (Lack::Failed(problem), _) => {
            let words = locale::problem(problem);
            format!("{of}: {} {}", words.what, words.remedy)
        }
    }
}

/// Who held it.
pub fn held(by: &str, age: &str) -> String {
    told!(
        "held by {by}, {age}",
        "atendía {by}, {age}",
        "com {by}, {age}"
    )
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
