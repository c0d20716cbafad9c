//! Mine, theirs and base of a switch that somebody changed meanwhile.

use crate::app::dialog::conflict::Choice;
use crate::domain::agent::Turn;
use crate::domain::conflict::{Conflict, Moot, Side, Who};
use crate::locale::notice::agent_name;
use crate::locale::{problem, time, word};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// `Changed meanwhile: Nigredo for Acme`.
pub fn title(conflict: &Conflict) -> String {
    told!(
        "Changed meanwhile: {} for {}",
        "Cambió entretanto: {} para {}",
        "Mudou nesse meio-tempo: {} para {}",
        agent_name(&conflict.name),
        conflict.tenant.one_line()
    )
}

/// The heading of what was seen, of what the table says now, and of what was asked.
pub fn headings() -> [&'static str; 3] {
    [
        said!(
            "BASE, as you saw it",
            "BASE, lo que viste",
            "BASE, como você viu"
        ),
        said!(
            "THEIRS, as it is now",
            "SUYO, como está ahora",
            "DO OUTRO, como está agora"
        ),
        said!(
            "MINE, as you asked",
            "TUYO, lo que pediste",
            "SEU, o que você pediu"
        ),
    ]
}

/// What was seen, in lines: how it stood, since when, by whom and why.
pub fn base(base: Option<&Side>, now: Timestamp, zone: &TimeZone) -> Vec<String> {
    let Some(base) = base else {
        return vec![
            said!(
                "no record of what was seen",
                "sin registro de lo que se vio",
                "sem registro do que foi visto"
            )
            .to_owned(),
        ];
    };
    let mut lines = vec![word::switch(&base.switch).into_owned()];
    lines.extend(base.since.map(|at| since(at, now, zone)));
    lines.extend(base.by.as_ref().map(|name| by(&name.one_line())));
    lines.extend(base.reason.as_ref().map(|why| why.one_line().into_owned()));
    lines
}

/// Who made theirs, in lines.
pub fn who(who: &Who, now: Timestamp, zone: &TimeZone) -> Vec<String> {
    match who {
        Who::Known {
            by: name,
            at,
            reason,
        } => {
            let mut lines = Vec::new();
            lines.extend(at.map(|at| since(at, now, zone)));
            lines.push(by(&name.one_line()));
            lines.extend(reason.as_ref().map(|why| why.one_line().into_owned()));
            lines
        }
        Who::NoRecord { at } => {
            let mut lines = Vec::new();
            lines.extend(at.map(|at| since(at, now, zone)));
            lines.push(
                said!(
                    "by whom: no record; not by a console",
                    "quién: sin registro; no fue una consola",
                    "quem: sem registro; não foi um console"
                )
                .to_owned(),
            );
            lines
        }
        Who::Unread(why) => vec![told!(
            "by whom could not be read: {}",
            "quién no se pudo leer: {}",
            "quem não foi possível ler: {}",
            problem(why).brief
        )],
    }
}

/// What was asked, in lines.
pub fn mine(conflict: &Conflict, now: Timestamp, zone: &TimeZone) -> Vec<String> {
    let toggle = &conflict.toggle;
    let mut lines = vec![word::turn(toggle.turn).to_owned()];
    if toggle.turn == Turn::Off {
        lines.push(super::until(conflict.until, now, zone));
    }
    lines.push(toggle.reason.one_line().into_owned());
    lines
}

fn since(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let at = time::moment(at, now, zone);
    told!("since {at}", "desde {at}", "desde {at}")
}

fn by(name: &str) -> String {
    told!("by {name}", "por {name}", "por {name}")
}

/// While theirs is read.
pub fn reading() -> &'static str {
    said!(
        "reading what it is now…",
        "leyendo cómo está ahora…",
        "lendo como está agora…"
    )
}

/// Theirs is not there any more.
pub fn gone() -> &'static str {
    said!("not there any more", "ya no existe", "não existe mais")
}

/// How old theirs is.
pub fn read(age: &str) -> String {
    told!("read {age} ago", "leído hace {age}", "lido há {age}")
}

/// Nothing was written, and what the answers do.
pub fn text(moot: Option<Moot>) -> &'static str {
    match moot {
        None => said!(
            "Nothing of yours was written. Theirs stays unless you apply yours again; that is done only if it still is as shown here.",
            "No se escribió nada tuyo. Lo suyo queda salvo que apliques lo tuyo otra vez; solo se hace si sigue como se ve aquí.",
            "Nada seu foi gravado. O do outro fica, a menos que você aplique o seu de novo; só é feito se ainda estiver como aqui."
        ),
        Some(Moot::Already) => said!(
            "It is as you asked already: there is nothing to apply again.",
            "Ya está como lo pediste: no hay nada que aplicar.",
            "Já está como você pediu: não há o que aplicar."
        ),
        Some(Moot::Gone) => said!(
            "The switch is not there any more: there is nothing to apply to.",
            "Ese interruptor ya no existe: no hay dónde aplicarlo.",
            "Essa chave não existe mais: não há onde aplicar."
        ),
        Some(Moot::Left) => said!(
            "It is neither on nor off now, so an operation leaves it alone; t on its row in Agents (4) turns it by hand.",
            "Ahora no está ni encendido ni apagado y una operación lo deja; t en su fila de Agentes (4) lo cambia a mano.",
            "Agora não está nem ligado nem desligado e uma operação o deixa; t na linha dele em Agentes (4) muda à mão."
        ),
    }
}

/// An answer.
pub fn choice(choice: Choice) -> &'static str {
    match choice {
        Choice::KeepTheirs => said!("keep theirs", "dejar lo suyo", "manter o do outro"),
        Choice::MineAgain => said!(
            "apply mine again (a)",
            "aplicar lo mío (a)",
            "aplicar o meu (a)"
        ),
    }
}
