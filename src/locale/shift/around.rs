//! The words of what is around an alarm: who fails, what was changed, the runbook.

use crate::domain::change::{Change, Gap, Kind, Lack, Source};
use crate::domain::mask;
use crate::domain::suspect::{Suspect, Suspects, Told};
use crate::domain::time::since;
use crate::locale;
use crate::locale::time;
use jiff::Timestamp;

/// The heading of those that fail.
pub fn errors() -> &'static str {
    said!(
        "Errors by agent × tenant (10 min)",
        "Errores por agente × tenant (10 min)",
        "Erros por agente × tenant (10 min)"
    )
}

/// The heading of changes.
pub fn changes() -> &'static str {
    said!("Changes ±2 h", "Cambios ±2 h", "Mudanças ±2 h")
}

/// The heading of the runbook, and how it is copied.
pub fn runbook() -> &'static str {
    said!(
        "Runbook (y copies it; nothing is run)",
        "Runbook (y lo copia; no se ejecuta)",
        "Runbook (y copia; nada é executado)"
    )
}

/// The folder has none.
pub fn no_runbook(alarm: &str) -> String {
    told!(
        "None for it: {alarm}.md in the folder of runbooks would be shown here.",
        "No hay: {alarm}.md en la carpeta de runbooks se mostraría aquí.",
        "Não há: {alarm}.md na pasta de runbooks apareceria aqui."
    )
}

/// While it is read.
pub fn reading() -> &'static str {
    said!("Reading…", "Leyendo…", "Lendo…")
}

/// One that fails: `nigredo-atendimento @ acme`.
pub fn suspect(one: &Suspect) -> String {
    let tenant = mask::identifiers(one.tenant.as_str());
    match &one.name {
        Some(name) => format!("{} @ {tenant}", name.one_line()),
        None => format!("{} @ {tenant}", mask::identifiers(one.agent.as_str())),
    }
}

/// How many failed, of how many.
pub fn count(one: &Suspect) -> String {
    match one.runs {
        Some(runs) => {
            let errors = one.errors;
            told!(
                "{errors} of {runs} runs",
                "{errors} de {runs} ejecuciones",
                "{errors} de {runs} execuções"
            )
        }
        None => one.errors.to_string(),
    }
}

/// Those that are not shown.
pub fn others(errors: u64) -> String {
    told!("others {errors}", "resto {errors}", "outros {errors}")
}

/// Nobody fails, or nobody knows.
pub fn nobody(of: &Suspects) -> &'static str {
    match of.told {
        Told::Runs if of.newest.is_none() => said!(
            "No run is recorded in these ten minutes.",
            "No hay ejecuciones registradas en estos diez minutos.",
            "Nenhuma execução registrada nestes dez minutos."
        ),
        Told::Runs => said!(
            "No run failed.",
            "Ninguna ejecución falló.",
            "Nenhuma execução falhou."
        ),
        Told::Overruns => said!(
            "No bot spoke during a takeover.",
            "Ningún bot habló durante una atención.",
            "Nenhum bot falou durante um atendimento."
        ),
        Told::Nowhere => said!(
            "No source: this system tells nobody which agent failed.",
            "Sin fuente: este sistema no dice qué agente falló.",
            "Sem fonte: este sistema não diz qual agente falhou."
        ),
    }
}

/// From where it is known, and how old it is.
pub fn rests_on(of: &Suspects, now: Timestamp) -> String {
    let source = match of.told {
        Told::Runs => said!(
            "agent.executed rows",
            "filas agent.executed",
            "linhas agent.executed"
        ),
        Told::Overruns => said!("our audit rows", "nuestra auditoría", "nossa auditoria"),
        Told::Nowhere => return String::new(),
    };
    let read = time::ago(since(now, of.as_of));
    let newest = match of.newest {
        Some(at) => {
            let age = time::ago(since(now, at));
            told!(", newest {age}", ", la última {age}", ", a última {age}")
        }
        None => String::new(),
    };
    told!(
        "{source}{newest}; read {read}",
        "{source}{newest}; leído {read}",
        "{source}{newest}; lido {read}"
    )
}

/// A change in words.
pub fn change(of: &Change) -> String {
    let kind = match of.kind {
        Kind::Toggle => said!("switch", "cambio de agente", "troca de agente"),
        Kind::KillSwitch => said!("kill switch", "apagado masivo", "desligamento em massa"),
        Kind::Configuration => said!("setting", "ajuste", "ajuste"),
        Kind::Deploy => said!("deploy", "despliegue", "deploy"),
    };
    let tenant = of
        .tenant
        .as_ref()
        .map(|one| mask::identifiers(one.as_str()));
    let tenant = tenant.map_or_else(String::new, |tenant| format!(" @ {tenant}"));
    let who = of.who.as_ref().map(|who| format!(" ({})", who.one_line()));
    let what = of.what.one_line();
    format!("{kind} {what}{tenant}{}", who.unwrap_or_default())
}

/// No change is known.
pub fn no_change() -> &'static str {
    said!(
        "None that is known.",
        "Ninguno conocido.",
        "Nenhuma conhecida."
    )
}

/// How old the changes are.
pub fn read(at: Timestamp, now: Timestamp) -> String {
    let age = time::ago(since(now, at));
    told!("read {age}", "leído {age}", "lido {age}")
}

/// A source that did not tell all.
pub fn gap(of: &Gap) -> String {
    let source = match of.source {
        Source::Console => said!("our audit rows", "nuestra auditoría", "nossa auditoria"),
        Source::Trail => said!(
            "the system's own trail",
            "la auditoría del sistema",
            "a auditoria do sistema"
        ),
        Source::Functions => said!("deploys", "despliegues", "deploys"),
    };
    match &of.lack {
        Lack::NoSource => told!(
            "{source}: no source",
            "{source}: sin fuente",
            "{source}: sem fonte"
        ),
        Lack::Cut => told!(
            "{source}: more than is read",
            "{source}: hay más de lo leído",
            "{source}: há mais do que se lê"
        ),
        Lack::Failed(problem) => {
            let words = locale::problem(problem);
            format!("{source}: {} {}", words.what, words.remedy)
        }
    }
}
