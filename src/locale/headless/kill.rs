//! What the kill switch says without a screen.

use crate::domain::agent::{Activation, Turn};
use crate::domain::kill::Blast;
use crate::domain::operation::Progress;
use crate::locale::notice::{agent_name, history};
use crate::locale::{kill, operation, word};
use jiff::Timestamp;
use jiff::tz::TimeZone;

pub fn no_such(name: &str) -> String {
    told!(
        "No agent is called {name} there; `agents list` names them.",
        "Ningún agente se llama {name} ahí; `agents list` los nombra.",
        "Nenhum agente se chama {name} aí; `agents list` os nomeia."
    )
}

/// Whom it touches, a line for each figure.
pub fn preview(blast: &Blast, now: Timestamp) -> Vec<String> {
    let mut lines = vec![kill::standings(blast)];
    lines.extend(blast.figures.iter().map(|figure| {
        let origin = kill::origin(figure, now);
        let words = format!(
            "{}: {}",
            kill::gauge(figure.gauge),
            kill::known(figure, blast.turn)
        );
        match origin.is_empty() {
            true => words,
            false => format!("{words} ({origin})"),
        }
    }));
    lines.push(kill::effect(blast.target.platform, blast.turn).to_owned());
    if blast.second_person {
        lines.push(kill::second_person().to_owned());
    }
    lines
}

pub fn confirm(word: &str) -> String {
    told!(
        "Nothing was changed. To do it: --confirm '{word}'",
        "No se cambió nada. Para hacerlo: --confirm '{word}'",
        "Nada mudou. Para fazê-lo: --confirm '{word}'"
    )
}

/// In production `agents disable` has no word to confirm it.
pub fn word_needed() -> &'static str {
    said!(
        "This is production: nothing is switched off without the word. Use `agent off NAME … --confirm NAME`.",
        "Esto es producción: nada se apaga sin la palabra. Usa `agent off NOMBRE … --confirm NOMBRE`.",
        "Isto é produção: nada é desligado sem a palavra. Use `agent off NOME … --confirm NOME`."
    )
}

pub fn another_word(word: &str) -> String {
    told!(
        "That is another word; nothing was changed. It takes --confirm '{word}'",
        "Esa es otra palabra; no se cambió nada. Hace falta --confirm '{word}'",
        "Essa é outra palavra; nada mudou. É preciso --confirm '{word}'"
    )
}

/// Mine, theirs and what was seen.
pub fn changed(base: &Activation, now: &Activation, turn: Turn) -> String {
    // Whatever was changed, it was changed by then.
    let (at, zone) = (now.since.unwrap_or_default(), TimeZone::system());
    told!(
        "Changed while you looked. Yours: {}. Theirs: {}{}. Before: {}{}. Nothing was written.",
        "Cambió mientras mirabas. Tuyo: {}. Suyo: {}{}. Antes: {}{}. No se escribió nada.",
        "Mudou enquanto você olhava. Seu: {}. Deles: {}{}. Antes: {}{}. Nada foi gravado.",
        word::turn(turn),
        word::switch(&now.switch),
        history(now, at, &zone),
        word::switch(&base.switch),
        history(base, at, &zone)
    )
}

pub fn unknown() -> &'static str {
    said!(
        "No answer: nobody can tell whether it was switched. Look with `agents list` before you try again.",
        "Sin respuesta: no se sabe si cambió. Mira con `agents list` antes de reintentar.",
        "Sem resposta: não se sabe se mudou. Veja com `agents list` antes de tentar de novo."
    )
}

/// It waits for a second person, and what that person types.
pub fn waits(progress: &Progress) -> String {
    let (headline, id) = (
        operation::headline(progress),
        operation::short(&progress.operation),
    );
    told!(
        "{headline}. Another identity agrees to it: switchboard op approve {id}",
        "{headline}. La acepta otra identidad: switchboard op approve {id}",
        "{headline}. Outra identidade a aceita: switchboard op approve {id}"
    )
}

/// Others were not told of a change yet, and the next step.
pub fn unsent(count: usize) -> String {
    let events = operation::unsent(count);
    told!(
        "{events}: they are sent as soon as their bus answers; `switchboard tick` tries again.",
        "{events}: se enviarán cuando su bus responda; `switchboard tick` vuelve a intentarlo.",
        "{events}: serão enviados quando o barramento responder; `switchboard tick` tenta de novo."
    )
}

pub fn switched(agent: &str, tenant: &str, outcome: &str) -> String {
    told!(
        "{} of {tenant}: {outcome}",
        "{} de {tenant}: {outcome}",
        "{} de {tenant}: {outcome}",
        agent_name(agent)
    )
}

/// An operation, tenant by tenant.
pub fn shown(progress: &Progress) -> Vec<String> {
    let op = &progress.operation;
    let mut lines = vec![operation::headline(progress)];
    lines.push(operation::what(op, op.at, &TimeZone::system()));
    lines.extend(operation::agreed(op));
    lines.extend(progress.rows.iter().map(|row| {
        let words = operation::row(row.state, op.turn);
        match &row.note {
            Some(note) => format!("  {}: {words} ({})", row.tenant.as_str(), note.one_line()),
            None => format!("  {}: {words}", row.tenant.as_str()),
        }
    }));
    lines
}
