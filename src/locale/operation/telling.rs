//! What is told of operations while they go on, and what is asked about them.

use super::{
    elsewhere, glass, none_open, not_found, not_now, same_person, stands, ticked, unknown,
};
use crate::app::dialog::operation::Choice;
use crate::app::operations::Told;
use crate::domain::agent::Activation;
use crate::domain::conflict::Conflict;
use crate::domain::operation::Phase;
use crate::locale::notice::{history, story};
use crate::locale::{kill, word};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// One thing that is told.
pub fn told(told: &Told, at: Timestamp, zone: &TimeZone) -> String {
    match told {
        Told::Conflict { mine, now } => conflict(mine, now, at, zone),
        Told::Again { tenant, turn } => told!(
            "{} is {} now by the operation.",
            "{}: {} ahora por la operación.",
            "{}: {} agora pela operação.",
            tenant.one_line(),
            word::turn(*turn)
        ),
        Told::Beaten { tenant, by } => {
            let by = by.as_ref().map(|by| format!(" ({})", by.one_line()));
            told!(
                "{} was changed once more{}. Nothing was written; d compares again.",
                "{} cambió otra vez{}. No se escribió nada; d compara de nuevo.",
                "{} mudou mais uma vez{}. Nada foi gravado; d compara de novo.",
                tenant.one_line(),
                by.unwrap_or_default()
            )
        }
        Told::Progress(progress) => {
            let theirs = progress.tally().theirs();
            let next = match progress.operation.phase {
                Phase::Done | Phase::RolledBack if theirs > 0 => said!(
                    " What others changed was left alone; :op compares.",
                    " Lo que cambiaron otros se dejó como está; :op compara.",
                    " O que outros mudaram ficou como está; :op compara."
                ),
                Phase::Waiting => said!(
                    " :op shows it to whoever agrees; :break-glass goes on without.",
                    " :op la muestra a quien acepte; :break-glass sigue sin esperar.",
                    " :op a mostra a quem aceite; :break-glass segue sem esperar."
                ),
                Phase::Halted | Phase::Running | Phase::RollingBack => said!(
                    " Stopped; :op resumes or rolls back.",
                    " Se detuvo; :op reanuda o revierte.",
                    " Parou; :op retoma ou reverte."
                ),
                Phase::Done | Phase::RolledBack => "",
            };
            // The question that :op opens names it.
            format!("{}.{next}", stands(progress, ""))
        }
        Told::Elsewhere(op) => elsewhere(op),
        Told::SamePerson(op) => same_person(op),
        Told::NotNow(op) => not_now(op),
        Told::NotFound => not_found().to_owned(),
        Told::Unknown => unknown().to_owned(),
        Told::NoneOpen => none_open().to_owned(),
        Told::Ticked(one) => ticked(one, at, zone),
        Told::Glass(op) => glass(op, at, zone),
        Told::Sighted(watch) => match &watch.sighted {
            Some(sighted) => {
                let (platform, verdict) = (watch.target.platform, watch.verdict());
                let words =
                    kill::verdict(&watch.name, platform, watch.turned, sighted, &verdict, zone);
                format!("{words}.")
            }
            None => String::new(),
        },
    }
}

/// Mine, theirs and what was seen.
fn conflict(mine: &Conflict, now: &Activation, at: Timestamp, zone: &TimeZone) -> String {
    let before = match &mine.base {
        Some(base) => told!(
            " Before: {}{}.",
            " Antes: {}{}.",
            " Antes: {}{}.",
            word::switch(&base.switch),
            story(base.since, base.by.as_ref(), base.reason.as_ref(), at, zone)
        ),
        None => String::new(),
    };
    told!(
        "Changed while you looked; nothing was written, d compares. Yours: {}. Theirs: {}{}.{before}",
        "Cambió mientras mirabas; no se escribió nada, d compara. Tuyo: {}. Suyo: {}{}.{before}",
        "Mudou enquanto você olhava; nada foi gravado, d compara. Seu: {}. Do outro: {}{}.{before}",
        word::turn(mine.toggle.turn),
        word::switch(&now.switch),
        history(now, at, zone)
    )
}

/// An answer to what is to be done with an operation.
pub fn choice(choice: Choice) -> &'static str {
    match choice {
        Choice::Leave => said!("leave it", "dejarla", "deixar"),
        Choice::Resume => said!("resume (r)", "reanudar (r)", "retomar (r)"),
        Choice::RollBack => said!("roll back (z)", "revertir (z)", "reverter (z)"),
        Choice::Approve => said!("agree (a)", "aceptar (a)", "aceitar (a)"),
    }
}

pub fn glass_title() -> &'static str {
    said!(
        "Break the glass: no second person",
        "Romper el vidrio: sin segunda persona",
        "Quebrar o vidro: sem segunda pessoa"
    )
}

pub fn glass_text() -> &'static str {
    said!(
        "It begins at once, everybody is told, and the audit trail keeps your name and this reason.",
        "Empieza ya, todos lo ven, y la auditoría guarda tu nombre y este motivo.",
        "Começa já, todos veem, e a auditoria guarda seu nome e este motivo."
    )
}

/// Why a person is asked why.
pub fn glass_badge() -> &'static str {
    said!("GLASS BROKEN", "VIDRIO ROTO", "VIDRO QUEBRADO")
}

/// `and 4 more`.
pub fn more(count: usize) -> String {
    told!("and {count} more", "y {count} más", "e mais {count}")
}
