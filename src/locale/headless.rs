//! What verbs without a screen say: on stdout what was done, on stderr what was not, why, and what to do.

pub mod configuration;
pub mod doctor;
pub mod feed;
pub mod index;
mod init;
pub mod insights;
pub mod kill;
mod list;
mod missing;
mod sheet;
mod start;
pub mod triage;
pub mod value;

pub use list::{by_index, columns, footer, nothing};
pub use sheet::{ask_first, issue_question, issue_warning, no_entries, no_product, not_issued};

use crate::domain::agent::Turn;
use crate::domain::handoff::{Claim, Ending};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Barred;
use crate::domain::time::iso;
use crate::domain::work::Decision;
use jiff::Timestamp;

use super::{problem, word};

pub use start::{
    demo_elsewhere, no_backend, no_configuration, no_stdin, no_terminal, scenario_elsewhere,
    two_backends,
};

pub use missing::{
    changed_meanwhile, decided_before, expired, no_agent, no_conversation, no_tenant, no_work,
};

pub use init::{
    create_question, declined, initialised, initialised_before, not_a_terminal, prospect, serving,
    serving_hint,
};

/// The head of a conversation.
pub fn heading(
    customer: &str,
    phone: &str,
    tenant: &str,
    state: &str,
    holder: &str,
) -> Vec<String> {
    let mut lines = vec![
        format!("{customer} · {phone} · {tenant}"),
        match holder {
            "-" => state.to_owned(),
            holder => told!("held by {holder}", "la tiene {holder}", "está com {holder}"),
        },
    ];
    lines.push(String::new());
    lines
}

/// A message of a transcript.
pub fn message(at: &str, from: &str, text: &str, state: &str) -> String {
    let state = match state {
        "-" => String::new(),
        "recorded" => said!(
            " (recorded, not sent)",
            " (registrado, no enviado)",
            " (registrado, não enviado)"
        )
        .to_owned(),
        state => format!(" ({state})"),
    };
    format!("{at}  {from}: {text}{state}")
}

pub fn won(conversation: &str, fence: u64) -> String {
    told!(
        "{conversation} is yours (fence {fence}), and its bot is paused.",
        "{conversation} es tuya (fence {fence}), y su bot está en pausa.",
        "{conversation} é sua (fence {fence}), e o bot dela está pausado."
    )
}

pub fn already_yours(conversation: &str, fence: u64) -> String {
    told!(
        "{conversation} was yours already (fence {fence}); the hold is renewed.",
        "{conversation} ya era tuya (fence {fence}); el turno se renovó.",
        "{conversation} já era sua (fence {fence}); o turno foi renovado."
    )
}

pub fn replied(conversation: &str, fence: u64) -> String {
    told!(
        "Reply to {conversation} recorded, not sent (fence {fence}).",
        "Respuesta a {conversation} registrada, no enviada (fence {fence}).",
        "Resposta a {conversation} registrada, não enviada (fence {fence})."
    )
}

pub fn noted(conversation: &str, fence: u64) -> String {
    told!(
        "Private note on {conversation} recorded (fence {fence}).",
        "Nota privada en {conversation} registrada (fence {fence}).",
        "Nota privada em {conversation} registrada (fence {fence})."
    )
}

pub fn released(conversation: &str, ending: Ending) -> String {
    told!(
        "{conversation} is {}; its bot is not paused any more.",
        "{conversation} {}; su bot ya no está en pausa.",
        "{conversation} {}; o bot dela não está mais pausado.",
        word::ending(ending)
    )
}

pub fn released_before(conversation: &str, ending: Ending) -> String {
    told!(
        "{conversation} was {} already.",
        "{conversation} ya estaba {}.",
        "{conversation} já estava {}.",
        word::ending(ending)
    )
}

/// A switch after the verb. `before`: it was so already, since when and by whom.
pub fn turned(
    agent: &str,
    tenant: &str,
    turn: Turn,
    before: Option<(Option<Timestamp>, Option<&str>)>,
) -> String {
    let turn = word::turn(turn);
    match before {
        None => told!(
            "{agent} is {turn} for {tenant}.",
            "{agent} está {turn} para {tenant}.",
            "{agent} está {turn} para {tenant}."
        ),
        Some((since, by)) => {
            let since = since.map(|at| told!(" since {}", " desde {}", " desde {}", iso(at)));
            let by = by.map(|by| told!(", by {by}", ", por {by}", ", por {by}"));
            told!(
                "{agent} was already {turn} for {tenant}{}{}.",
                "{agent} ya estaba {turn} para {tenant}{}{}.",
                "{agent} já estava {turn} para {tenant}{}{}.",
                since.unwrap_or_default(),
                by.unwrap_or_default()
            )
        }
    }
}

/// A failure: what, why, what to do, and what became of what was asked.
pub fn failure(why: &Problem, wrote: bool) -> Vec<String> {
    let words = problem(why);
    let mut lines = vec![words.what];
    if !words.why.is_empty() {
        lines.push(words.why);
    }
    lines.push(remedy(why).to_owned());
    if wrote {
        lines.push(said!("Nothing was changed.", "No cambió nada.", "Nada mudou.").to_owned());
    }
    lines
}

fn remedy(why: &Problem) -> &'static str {
    match (why.trouble, why.subject.as_str()) {
        (Trouble::Invalid, "--after") => {
            said!(
                "Pass the “next” of an earlier answer of the same list, with the same --tenant and --month.",
                "Pasa el “next” de una respuesta anterior de la misma lista, con los mismos --tenant y --month.",
                "Passe o “next” de uma resposta anterior da mesma lista, com os mesmos --tenant e --month."
            )
        }
        (Trouble::Invalid, "takeover") => {
            said!(
                "Take it over from its bot with a reason: --takeover REASON",
                "Quítasela a su bot con un motivo: --takeover MOTIVO",
                "Tire-a do bot com um motivo: --takeover MOTIVO"
            )
        }
        (Trouble::Invalid, "reason") => said!(
            "Say why in at least 8 characters: --reason REASON",
            "Di por qué en al menos 8 caracteres: --reason MOTIVO",
            "Diga por quê em pelo menos 8 caracteres: --reason MOTIVO"
        ),
        (Trouble::Unreachable, _) => {
            said!(
                "Check --endpoint and the network; a demo backend is started with: switchboard demo --headless --listen 127.0.0.1:8123",
                "Revisa --endpoint y la red; un backend de demostración se inicia con: switchboard demo --headless --listen 127.0.0.1:8123",
                "Confira --endpoint e a rede; um backend de demonstração começa com: switchboard demo --headless --listen 127.0.0.1:8123"
            )
        }
        (Trouble::TimedOut | Trouble::Throttled, _) => said!(
            "Try again in a moment.",
            "Inténtalo de nuevo en un momento.",
            "Tente de novo daqui a pouco."
        ),
        (Trouble::Credentials, _) => said!(
            "Renew the credentials (aws sso login) and try again.",
            "Renueva las credenciales (aws sso login) e inténtalo de nuevo.",
            "Renove as credenciais (aws sso login) e tente de novo."
        ),
        (Trouble::NotFound, _) => said!(
            "See what is there: switchboard tenants list",
            "Mira lo que hay: switchboard tenants list",
            "Veja o que há: switchboard tenants list"
        ),
        (Trouble::Refused | Trouble::Internal, _) => {
            said!(
                "The words above are those of the backend or of this machine; correct what they name and try again.",
                "Las palabras de arriba son del backend o de esta máquina; corrige lo que nombran e inténtalo de nuevo.",
                "As palavras acima são do backend ou desta máquina; corrija o que elas apontam e tente de novo."
            )
        }
        (trouble, _) => problem::remedy(trouble),
    }
}

/// This console cannot write.
pub fn barred(barred: Barred) -> String {
    match barred {
        Barred::ReadOnly => said!(
            "Refused: --readonly changes nothing. Leave it out to do this.",
            "Rechazado: --readonly no cambia nada. Quítalo para hacer esto.",
            "Recusado: --readonly não muda nada. Tire-o para fazer isto."
        )
        .to_owned(),
        other => super::access::barred(other).to_owned(),
    }
}

/// Another has it, or nobody.
pub fn lost(holder: Option<&Claim>) -> Vec<String> {
    match holder {
        Some(claim) => vec![
            told!(
                "{} has it since {} (from {}, fence {}).", "{} la tiene desde {} (desde {}, fence {}).", "{} está com ela desde {} (de {}, fence {}).",
                claim.operator,
                iso(claim.since),
                claim.host,
                claim.fence.0
            ),
            said!("Nothing was written. Talk to them, or wait until it is given back.", "No se escribió nada. Habla con esa persona, o espera a que se devuelva.", "Nada foi gravado. Fale com essa pessoa, ou espere a devolução.").to_owned(),
        ],
        None => vec![
            said!("It is not yours: nobody holds it.", "No es tuya: nadie la tiene.", "Não é sua: não está com ninguém.").to_owned(),
            said!("Nothing was written. Claim it first: switchboard escalations claim TENANT CONVERSATION", "No se escribió nada. Tómala primero: switchboard escalations claim TENANT CONVERSATION", "Nada foi gravado. Assuma primeiro: switchboard escalations claim TENANT CONVERSATION")
                .to_owned(),
        ],
    }
}

pub fn other_fence(held: u64, named: u64) -> Vec<String> {
    vec![
        told!(
            "Your claim has fence {held}, not {named}: it was given up and taken again since.",
            "Tu toma tiene fence {held}, no {named}: se devolvió y se tomó otra vez desde entonces.",
            "Sua posse tem fence {held}, não {named}: foi devolvida e assumida de novo desde então."
        ),
        said!(
            "Nothing was written. Read the conversation again, then use the fence it has now.",
            "No se escribió nada. Lee la conversación de nuevo y usa el fence que tiene ahora.",
            "Nada foi gravado. Leia a conversa de novo e use o fence que ela tem agora."
        )
        .to_owned(),
    ]
}

pub fn pause_pending(why: &Problem) -> Vec<String> {
    vec![
        told!(
            "It is yours, but its bot may still answer ({}).",
            "Es tuya, pero su bot aún puede responder ({}).",
            "É sua, mas o bot dela ainda pode responder ({}).",
            problem::short(why.trouble)
        ),
        said!(
            "Repeat the same claim: it writes the bot's pause again.",
            "Repite la misma toma: escribe otra vez la pausa del bot.",
            "Repita o mesmo comando: ele grava de novo a pausa do bot."
        )
        .to_owned(),
    ]
}

/// A claim where the bot cannot know of it.
pub fn pause_unread() -> [&'static str; 2] {
    [
        said!(
            "The bot of this deployment does not read the pause: it goes on answering beside you.",
            "El bot de este despliegue no lee la pausa: sigue respondiendo a tu lado.",
            "O bot desta implantação não lê a pausa: continua respondendo ao seu lado."
        ),
        said!(
            "Switching the tenant's bot off silences it, and stops the intake of customers' messages for the whole tenant.",
            "Apagar el bot del tenant lo calla, y detiene la entrada de mensajes de clientes de todo el tenant.",
            "Desligar o bot do tenant o cala, e para a entrada de mensagens de clientes de todo o tenant."
        ),
    ]
}

pub fn unfinished(why: &Problem) -> Vec<String> {
    vec![
        told!(
            "Given up, but its bot is still paused ({}).",
            "Devuelta, pero su bot sigue en pausa ({}).",
            "Devolvida, mas o bot dela continua pausado ({}).",
            problem::short(why.trouble)
        ),
        said!(
            "Repeat the same command, or leave it: the next console that looks finishes it.",
            "Repite el mismo comando, o déjalo: la próxima consola que mire lo termina.",
            "Repita o mesmo comando, ou deixe: o próximo console que olhar termina."
        )
        .to_owned(),
    ]
}

/// No answer came. `kept`: the text of a reply is in the journal.
pub fn unknown(kept: bool) -> Vec<String> {
    let mut lines = vec![
        said!(
            "No answer came, so nobody can tell yet whether it happened.",
            "No llegó respuesta, así que aún no se sabe si ocurrió.",
            "Nenhuma resposta chegou, então ainda não se sabe se aconteceu."
        )
        .to_owned(),
    ];
    lines.push(if kept {
        said!("The text is kept on this machine: the next console of yours compares it with the table. Look before you send it again: switchboard conversations show", "El texto queda en esta máquina: tu próxima consola lo compara con la tabla. Mira antes de enviarlo de nuevo: switchboard conversations show", "O texto fica nesta máquina: seu próximo console o compara com a tabela. Olhe antes de enviar de novo: switchboard conversations show").to_owned()
    } else {
        said!("Look before you try again: switchboard audit list, switchboard conversations show", "Mira antes de intentarlo de nuevo: switchboard audit list, switchboard conversations show", "Olhe antes de tentar de novo: switchboard audit list, switchboard conversations show").to_owned()
    });
    lines
}

/// A decision that was written.
pub fn decided(id: &str, decision: Decision) -> String {
    match decision {
        Decision::Approve => told!(
            "{id} is approved.",
            "{id} fue aprobado.",
            "{id} foi aprovado."
        ),
        Decision::Reject => told!(
            "{id} is refused.",
            "{id} fue rechazado.",
            "{id} foi recusado."
        ),
        Decision::Cancel => told!(
            "{id} is marked as cancelled. No worker was stopped by it.",
            "{id} quedó como anulado. Ningún proceso se detuvo por eso.",
            "{id} ficou como anulado. Nenhum processo parou por isso."
        ),
    }
}
