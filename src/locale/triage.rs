//! The words of marks and of one action on many.

use super::notice;
use super::problem::problem;
use crate::app::bulk::{Count, Fate};
use crate::app::notice::Subject;
use crate::domain::handoff::{Ending, LEASE};
use crate::domain::problem::Problem;
use crate::domain::text::Text;

/// How many rows are marked.
pub fn marked(count: usize) -> String {
    match count {
        1 => said!("1 marked", "1 marcada", "1 marcada").to_owned(),
        _ => told!("{count} marked", "{count} marcadas", "{count} marcadas"),
    }
}

/// What came of one of many.
pub fn fate(fate: &Fate) -> String {
    match fate {
        Fate::Working => said!("under way…", "en curso…", "em curso…").to_owned(),
        Fate::Done => said!("done", "hecho", "feito").to_owned(),
        Fate::Taken(by) => told!(
            "{} took it meanwhile",
            "{} la tomó mientras tanto",
            "{} a pegou enquanto isso",
            by.one_line()
        ),
        Fate::Ours => said!(
            "you took it meanwhile",
            "la tomaste mientras tanto",
            "você a pegou enquanto isso"
        )
        .to_owned(),
        Fate::NotWaiting => said!(
            "waits no more; nothing done",
            "ya no espera; nada hecho",
            "já não espera; nada feito"
        )
        .to_owned(),
        Fate::Unfinished => said!(
            "given up; any console finishes it",
            "entregada; cualquier consola la termina",
            "entregue; qualquer console a termina"
        )
        .to_owned(),
        Fate::Unknown => said!(
            "no answer; look before you try again",
            "sin respuesta; mira antes de reintentar",
            "sem resposta; veja antes de tentar de novo"
        )
        .to_owned(),
        Fate::Failed(why) => told!(
            "not done: {} Try again.",
            "no hecho: {} Reintenta.",
            "não feito: {} Tente de novo.",
            problem(why).what
        ),
        Fate::Kept(why) => kept(why),
    }
}

/// It failed, and it could not be put back into the queue either.
pub fn kept(why: &Problem) -> String {
    told!(
        "not done: {} It stays yours for up to {} s. Try again.",
        "no hecho: {} Queda a tu nombre hasta {} s. Reintenta.",
        "não feito: {} Fica com você por até {} s. Tente de novo.",
        problem(why).what,
        LEASE.as_secs()
    )
}

/// `12 done · 1 taken · 1 failed · 28 left`.
pub fn count(count: &Count) -> String {
    let parts = [
        (count.done, said!("done", "hechas", "feitas")),
        (
            count.taken,
            said!("taken by others", "tomadas por otros", "pegas por outros"),
        ),
        (
            count.gone,
            said!("waited no more", "ya no esperaban", "já não esperavam"),
        ),
        (count.failed, said!("failed", "con error", "com erro")),
        (count.left, said!("left", "por hacer", "por fazer")),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .enumerate()
        .filter(|(at, (n, _))| *n > 0 || *at == 0)
        .map(|(_, (n, word))| format!("{n} {word}"))
        .collect();
    said.join(" · ")
}

/// A notice: the action has ended.
pub fn ended(ending: Ending, tally: &Count) -> String {
    let what = match ending {
        Ending::HandedBack | Ending::Idle => said!("Handed back", "Devueltas", "Devolvidas"),
        Ending::Resolved => said!("Resolved", "Resueltas", "Resolvidas"),
    };
    let said = count(tally);
    match tally.failed + tally.taken + tally.left {
        0 => format!("{what}: {said}."),
        _ => told!(
            "{what}: {said}. What is left stays marked.",
            "{what}: {said}. Lo que falta sigue marcado.",
            "{what}: {said}. O que falta segue marcado."
        ),
    }
}

/// A notice: nothing of what is marked can be done.
pub fn nothing_free(held: usize) -> String {
    match held {
        0 => said!(
            "Nobody of those marked waits any more; esc takes the marks.",
            "Ninguna de las marcadas espera ya; esc quita las marcas.",
            "Nenhuma das marcadas espera mais; esc tira as marcas."
        )
        .to_owned(),
        _ => said!(
            "All that are marked are held by somebody; nothing is taken from a person here.",
            "Todas las marcadas las tiene alguien; aquí no se le quita nada a nadie.",
            "Todas as marcadas estão com alguém; aqui não se tira nada de ninguém."
        )
        .to_owned(),
    }
}

/// The title of the question and of the list of outcomes.
pub fn title(ending: Ending, many: usize) -> String {
    match ending {
        Ending::HandedBack | Ending::Idle => told!(
            "Hand {many} back to the bot",
            "Devolver {many} al bot",
            "Devolver {many} ao bot"
        ),
        Ending::Resolved => told!("Resolve {many}", "Resolver {many}", "Resolver {many}"),
    }
}

/// What is done to each.
pub fn consequence(ending: Ending) -> &'static str {
    match ending {
        Ending::HandedBack | Ending::Idle => said!(
            "Each is claimed and given back by itself: the bot answers its customer again. Your reason stands in every row of the audit trail.",
            "Cada una se toma y se devuelve por separado: el bot vuelve a responder. Tu motivo queda en cada fila de auditoría.",
            "Cada uma é pega e devolvida por si: o bot volta a responder. Seu motivo fica em cada linha da auditoria."
        ),
        Ending::Resolved => said!(
            "Each is claimed and resolved by itself: it leaves the queue until its customer writes again. Your reason stands in every row of the audit trail.",
            "Cada una se toma y se resuelve por separado: sale de la cola hasta que el cliente escriba. Tu motivo queda en cada fila de auditoría.",
            "Cada uma é pega e resolvida por si: sai da fila até o cliente escrever. Seu motivo fica em cada linha da auditoria."
        ),
    }
}

/// Who is left out, if anybody is.
pub fn left_out(held: &[Text], ours: usize, gone: usize) -> Option<String> {
    let mut parts = Vec::new();
    if !held.is_empty() {
        let mut names: Vec<&str> = held.iter().map(Text::as_str).collect();
        names.sort_unstable();
        names.dedup();
        parts.push(told!(
            "{} held by {}",
            "{} de {}",
            "{} com {}",
            held.len(),
            names.join(", ")
        ));
    }
    if ours > 0 {
        parts.push(told!("{ours} yours", "{ours} tuyas", "{ours} suas"));
    }
    if gone > 0 {
        parts.push(told!(
            "{gone} waiting no more",
            "{gone} que ya no esperan",
            "{gone} que já não esperam"
        ));
    }
    (!parts.is_empty()).then(|| {
        told!(
            "Left out: {}.",
            "Quedan fuera: {}.",
            "Ficam de fora: {}.",
            parts.join(", ")
        )
    })
}

/// The label and the hint where the number is typed.
pub fn number() -> &'static str {
    said!("number", "número", "número")
}

pub fn type_the_number(many: usize) -> String {
    told!(
        "Type {many} to do it to all of them.",
        "Escribe {many} para hacerlo en todas.",
        "Digite {many} para fazer em todas."
    )
}

/// The last question of a few.
pub fn question(ending: Ending, many: usize) -> String {
    format!("{}?", title(ending, many))
}

/// How the list of outcomes is left.
pub fn way_out(running: bool, stopped: bool) -> &'static str {
    match (running, stopped) {
        (true, false) => said!(
            "esc stops after those under way",
            "esc para tras las que están en curso",
            "esc para após as que estão em curso"
        ),
        (true, true) => said!("stopping…", "parando…", "parando…"),
        (false, _) => said!("esc closes", "esc cierra", "esc fecha"),
    }
}

/// `Marta · E-commerce Solutions`.
pub fn subject(subject: &Subject) -> String {
    notice::name(subject)
}
