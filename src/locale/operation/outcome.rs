//! What the tenants of an operation came to, and the list of operations.

use super::{phase, row, short};
use crate::domain::agent::Turn;
use crate::domain::operation::{OpRow, Operation, Progress};
use crate::domain::outcome::{Mark, mark};
use crate::locale::notice::agent_name;
use crate::locale::{time, word};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Until when it is off: `until 18:00`, `until by hand`.
pub fn until(until: Option<Timestamp>, now: Timestamp, zone: &TimeZone) -> String {
    match until {
        Some(at) => {
            let at = time::moment(at, now, zone);
            told!("until {at}", "hasta {at}", "até {at}")
        }
        None => said!(
            "until switched on by hand",
            "hasta encenderlo a mano",
            "até ligar à mão"
        )
        .to_owned(),
    }
}

/// What a tenant came to.
pub fn came(one: &OpRow, op: &Operation, now: Timestamp, zone: &TimeZone) -> String {
    let plain = || row(one.state, op.turn).to_owned();
    match mark(one, op) {
        Mark::Turned {
            turn: Turn::Off,
            until,
        } => {
            let until = self::until(until, now, zone);
            told!(
                "off by this, {until}",
                "apagado por esta, {until}",
                "desligado por esta, {until}"
            )
        }
        Mark::Turned { turn: Turn::On, .. } => said!(
            "on by this operation",
            "encendido por esta operación",
            "ligado por esta operação"
        )
        .to_owned(),
        Mark::Theirs { by: Some(by), .. } => {
            told!(
                "theirs ({}): {}",
                "suyo ({}): {}",
                "do outro ({}): {}",
                by.one_line(),
                plain()
            )
        }
        Mark::Failed(Some(why)) => format!("{}: {}", plain(), why.one_line()),
        Mark::Theirs { by: None, .. }
        | Mark::Failed(None)
        | Mark::Open { .. }
        | Mark::Restored
        | Mark::Skipped => plain(),
    }
}

/// Below the list of tenants: where one is in it, and the keys.
pub fn keys(first: usize, last: usize, of: usize, compares: bool) -> String {
    let place = told!(
        "tenants {first} to {last} of {of}, ↑↓",
        "tenants {first} a {last} de {of}, ↑↓",
        "tenants {first} a {last} de {of}, ↑↓"
    );
    match compares {
        true => {
            let compare = said!(
                "d compares mine, theirs, base",
                "d compara mío, suyo, base",
                "d compara meu, do outro, base"
            );
            format!("{place} · {compare}")
        }
        false => place,
    }
}

/// The heading of the list of operations.
pub fn list() -> &'static str {
    said!("Operations", "Operaciones", "Operações")
}

/// Below it.
pub fn list_text() -> &'static str {
    said!(
        "Those that are open, and those that ended here. Enter opens one; :op ID opens any by its first letters.",
        "Las abiertas y las que terminaron aquí. Enter abre una; :op ID abre cualquiera por sus primeras letras.",
        "As abertas e as que terminaram aqui. Enter abre uma; :op ID abre qualquer uma pelas primeiras letras."
    )
}

/// A line of it: `OP-01J…  Nigredo off · done 2 of 3 · Luis 14:31`.
pub fn line(one: &Progress, now: Timestamp, zone: &TimeZone) -> [String; 3] {
    let (op, tally) = (&one.operation, one.tally());
    let what = format!("{} {}", agent_name(&op.name), word::turn(op.turn));
    let (done, of) = (tally.done + tally.restored, tally.meant());
    let how = told!(
        "{} {done} of {of}, {} {}",
        "{} {done} de {of}, {} {}",
        "{} {done} de {of}, {} {}",
        phase(op.phase),
        op.by.name.one_line(),
        time::moment(op.at, now, zone)
    );
    [short(op), what, how]
}
