//! Operations over many switches, what is still off, and the schedule: how far each is and what can be done next.

pub mod conflict;
mod outcome;
mod telling;

pub use outcome::{came, keys, line, list, list_text, until};
pub use telling::{choice, glass_badge, glass_text, glass_title, more, told};

use super::notice::agent_name;
use super::{number, time, word};
use crate::domain::agent::Turn;
use crate::domain::operation::{Came, Operation, Phase, Progress, RowState, Scheduled, Ticked};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// `Operation OP-01J… half done: 2 of 3`.
pub fn headline(progress: &Progress) -> String {
    stands(progress, &format!(" {}", short(&progress.operation)))
}

/// How an operation stands; `id`: what names it, after a blank, or nothing where the line is short.
fn stands(progress: &Progress, id: &str) -> String {
    let (op, tally) = (&progress.operation, progress.tally());
    let (done, of) = (tally.done, tally.meant());
    match op.phase {
        Phase::Waiting => told!(
            "Operation{id} waits for a second person: 0 of {of}",
            "Operación{id} espera a una segunda persona: 0 de {of}",
            "Operação{id} espera uma segunda pessoa: 0 de {of}"
        ),
        Phase::Running | Phase::Halted => told!(
            "Operation{id} half done: {done} of {of}",
            "Operación{id} a medias: {done} de {of}",
            "Operação{id} pela metade: {done} de {of}"
        ),
        Phase::Done => told!(
            "Operation{id} done: {done} of {of}",
            "Operación{id} hecha: {done} de {of}",
            "Operação{id} feita: {done} de {of}"
        ),
        Phase::RollingBack => told!(
            "Operation{id} going back: {} of {of} restored",
            "Operación{id} en reversa: {} de {of} restaurados",
            "Operação{id} voltando: {} de {of} restaurados",
            tally.restored
        ),
        Phase::RolledBack => told!(
            "Operation{id} taken back: {} restored, {} changed since and left",
            "Operación{id} revertida: {} restaurados, {} cambiados después y dejados",
            "Operação{id} revertida: {} restaurados, {} mudados depois e mantidos",
            tally.restored,
            tally.kept
        ),
    }
}

/// The id as people write it.
pub fn short(op: &Operation) -> String {
    format!("OP-{}", op.id.as_str())
}

/// What was decided, by whom and why.
pub fn what(op: &Operation, now: Timestamp, zone: &TimeZone) -> String {
    told!(
        "{} {}, by {} {}: {}",
        "{} {}, por {} {}: {}",
        "{} {}, por {} {}: {}",
        agent_name(&op.name),
        word::turn(op.turn),
        op.by.name,
        time::moment(op.at, now, zone),
        op.reason
    )
}

/// Who agreed, or that nobody was waited for.
pub fn agreed(op: &Operation) -> Option<String> {
    if let Some(why) = &op.break_glass {
        return Some(told!(
            "GLASS BROKEN: no second person. {why}",
            "VIDRIO ROTO: sin segunda persona. {why}",
            "VIDRO QUEBRADO: sem segunda pessoa. {why}"
        ));
    }
    match &op.approved_by {
        Some(name) => Some(told!(
            "agreed to by {name}",
            "aceptada por {name}",
            "aceita por {name}"
        )),
        None if op.needs_second => Some(told!(
            "{} cannot agree to it; another identity must",
            "{} no puede aceptarla; debe otra identidad",
            "{} não pode aceitá-la; outra identidade deve",
            op.by.name
        )),
        None => None,
    }
}

/// Where a row is.
pub fn row(state: RowState, turn: Turn) -> &'static str {
    match state {
        RowState::Planned => said!("not yet", "aún no", "ainda não"),
        RowState::Turning => said!("under way", "en curso", "em curso"),
        RowState::Done => match turn {
            Turn::Off => said!("switched off", "apagado", "desligado"),
            Turn::On => said!("switched on", "encendido", "ligado"),
        },
        RowState::Already => said!("was so already", "ya estaba así", "já estava assim"),
        RowState::Left => said!(
            "in another state, left",
            "en otro estado, se dejó",
            "em outro estado, ficou"
        ),
        RowState::Barred => said!("not permitted", "sin permiso", "sem permissão"),
        RowState::Changed => said!(
            "changed before its turn",
            "cambió antes de su turno",
            "mudou antes da vez"
        ),
        RowState::Failed => said!(
            "failed, resume tries again",
            "falló, reanudar reintenta",
            "falhou, retomar tenta de novo"
        ),
        RowState::Restored => said!("as it was before", "como estaba antes", "como estava antes"),
        RowState::Kept => said!("changed after us", "cambió después", "mudou depois"),
    }
}

/// Who works on it.
pub fn elsewhere(op: &Operation) -> String {
    let who = op.runner.as_ref().map(|runner| runner.name.as_str());
    told!(
        "{} works on {} now; look again in a moment.",
        "{} trabaja en {} ahora; mira de nuevo en un momento.",
        "{} está com {} agora; olhe de novo daqui a pouco.",
        who.unwrap_or_default(),
        short(op)
    )
}

pub fn same_person(op: &Operation) -> String {
    told!(
        "{} asked for {}; the second person must be another identity. :break-glass goes on without one, and everybody is told.",
        "{} pidió {}; la segunda persona debe ser otra identidad. :break-glass sigue sin ella, y todos lo ven.",
        "{} pediu {}; a segunda pessoa deve ser outra identidade. :break-glass segue sem ela, e todos veem.",
        op.by.name,
        short(op)
    )
}

pub fn not_now(op: &Operation) -> String {
    told!(
        "{} is {} and does not wait for that.",
        "{}: {}; no espera eso.",
        "{}: {}; não espera isso.",
        short(op),
        phase(op.phase)
    )
}

pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Waiting => said!(
            "waiting for a second person",
            "espera segunda persona",
            "espera segunda pessoa"
        ),
        Phase::Running => said!("running", "en marcha", "em andamento"),
        Phase::Halted => said!("halted", "detenida", "parada"),
        Phase::Done => said!("done", "hecha", "feita"),
        Phase::RollingBack => said!("going back", "en reversa", "voltando"),
        Phase::RolledBack => said!("taken back", "revertida", "revertida"),
    }
}

pub fn not_found() -> &'static str {
    said!(
        "There is no such operation. :op lists those that are open.",
        "No hay tal operación. :op lista las abiertas.",
        "Não existe essa operação. :op lista as abertas."
    )
}

pub fn unknown() -> &'static str {
    said!(
        "No answer: nobody can tell whether the operation was recorded. :op shows it if it was.",
        "Sin respuesta: no se sabe si la operación quedó registrada. :op la muestra si es así.",
        "Sem resposta: não se sabe se a operação foi registrada. :op a mostra se foi."
    )
}

pub fn none_open() -> &'static str {
    said!(
        "No operation is open.",
        "No hay operaciones abiertas.",
        "Não há operações abertas."
    )
}

/// `bot of Acme: off since 14:31, on again 18:00`.
pub fn off(one: &Scheduled, now: Timestamp, zone: &TimeZone) -> String {
    let whose = whose(one);
    let since = time::moment(one.at, now, zone);
    match one.due {
        Some(due) if one.is_late(now) => told!(
            "{whose}: should have been switched on {}; nobody was there",
            "{whose}: debía encenderse {}; no había nadie",
            "{whose}: devia ser ligado {}; não havia ninguém",
            time::moment(due, now, zone)
        ),
        Some(due) => told!(
            "{whose}: off since {since} by {}, on again {}",
            "{whose}: apagado desde {since} por {}, vuelve {}",
            "{whose}: desligado desde {since} por {}, volta {}",
            one.by,
            time::moment(due, now, zone)
        ),
        None => told!(
            "{whose}: off since {since} by {}, until somebody switches it on",
            "{whose}: apagado desde {since} por {}, hasta que alguien lo encienda",
            "{whose}: desligado desde {since} por {}, até alguém ligá-lo",
            one.by
        ),
    }
}

fn whose(one: &Scheduled) -> String {
    let name = agent_name(&one.name);
    match one.tenant.as_str() {
        "*" => told!(
            "{name} of many tenants",
            "{name} de muchos tenants",
            "{name} de muitos tenants"
        ),
        tenant => told!(
            "{name} of {tenant}",
            "{name} de {tenant}",
            "{name} de {tenant}"
        ),
    }
}

/// What a look at the schedule did.
pub fn ticked(ticked: &Ticked, now: Timestamp, zone: &TimeZone) -> String {
    let whose = whose(&ticked.scheduled);
    let due = ticked.scheduled.due.unwrap_or(now);
    let due = time::moment(due, now, zone);
    match ticked.came {
        Came::On { late: false } => told!(
            "{whose} is on again, as planned for {due}.",
            "{whose}: encendido de nuevo, como estaba previsto para {due}.",
            "{whose}: ligado de novo, como previsto para {due}."
        ),
        Came::On { late: true } => told!(
            "{whose} is on again now. It should have been switched on {due}; nobody was there.",
            "{whose}: encendido ahora. Debía encenderse {due}; no había nadie.",
            "{whose}: ligado agora. Devia ser ligado {due}; não havia ninguém."
        ),
        Came::Overtaken => told!(
            "{whose} was changed by somebody meanwhile; what was planned for {due} is cancelled.",
            "{whose}: alguien lo cambió entretanto; lo previsto para {due} se cancela.",
            "{whose}: alguém mudou nesse meio-tempo; o previsto para {due} foi cancelado."
        ),
        Came::Unfinished => told!(
            "{whose} should have been switched on {due} and is not yet; it is tried again.",
            "{whose}: debía encenderse {due} y aún no lo está; se intenta de nuevo.",
            "{whose}: devia ser ligado {due} e ainda não está; tenta-se de novo."
        ),
    }
}

/// `2 still off`.
pub fn still_off(count: usize) -> String {
    told!(
        "{} still off",
        "{} aún apagados",
        "{} ainda desligados",
        number::count(count as u64)
    )
}

/// `1 operation open (:op)`.
pub fn open(count: usize) -> String {
    let counted = number::counted(
        count as u64,
        said!("operation open", "operación abierta", "operação aberta"),
        said!(
            "operations open",
            "operaciones abiertas",
            "operações abertas"
        ),
    );
    format!("{counted} (:op)")
}

/// `3 events unsent`.
pub fn unsent(count: usize) -> String {
    number::counted(
        count as u64,
        said!("event unsent", "evento sin enviar", "evento sem envio"),
        said!("events unsent", "eventos sin enviar", "eventos sem envio"),
    )
}

/// Everybody is told of a glass that was broken.
pub fn glass(op: &Operation, now: Timestamp, zone: &TimeZone) -> String {
    let why = op.break_glass.as_deref().unwrap_or_default();
    told!(
        "{} broke the glass at {}: {} {} for {} tenants without a second person. {why}",
        "{} rompió el vidrio a las {}: {} {} para {} tenants sin segunda persona. {why}",
        "{} quebrou o vidro às {}: {} {} para {} tenants sem segunda pessoa. {why}",
        op.by.name,
        time::moment(op.at, now, zone),
        agent_name(&op.name),
        word::turn(op.turn),
        op.total
    )
}
