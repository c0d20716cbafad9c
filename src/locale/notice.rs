//! What the console tells: one or two short sentences each, with the next step; that nothing was lost or
//! written is said where it is true.

mod doing;
mod handoff;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{arranging, number, problem, refusal, time, word};
use crate::app::msg::Recovered;
use crate::app::notice::{Notice, Subject};
use crate::domain::agent::{Activation, MIN_REASON_CHARS, Turn};
use crate::domain::conversation::Customer;
use crate::domain::handoff::Claim;
use crate::domain::reply::MAX_REPLY_CHARS;
use crate::domain::text::Text;
use crate::domain::time::since;

use doing::{action, not_done};

use handoff::handoff;

/// A notice that was posted at `at`, in words.
pub fn notice(notice: &Notice, at: Timestamp, zone: &TimeZone) -> String {
    match notice {
        Notice::Won { .. }
        | Notice::WonUnheard { .. }
        | Notice::ClaimLost { .. }
        | Notice::AlreadyMine { .. }
        | Notice::LeaseLost { .. }
        | Notice::NotOurs { .. }
        | Notice::PauseVerified { .. }
        | Notice::LeaseTrouble { .. }
        | Notice::Released { .. }
        | Notice::ReleaseUnfinished { .. }
        | Notice::AlreadyReleased { .. } => handoff(notice, at, zone),
        Notice::Arranged { subject, what } => arranging::done(subject, what, zone, at),
        Notice::Transferred { subject, to } => arranging::transferred(subject, to),
        Notice::NothingToArrange { subject } => arranging::unchanged(subject),
        Notice::Beaten { subject, holder } => arranging::beaten(subject, holder.as_ref()),
        Notice::OverCap { mine, cap } => arranging::over_cap(*mine, *cap),
        Notice::NothingToTransfer => arranging::nothing_to_transfer().to_owned(),
        Notice::Toggled { .. }
        | Notice::AlreadySo { .. }
        | Notice::ToggleUnknown { .. }
        | Notice::ToggleGone { .. } => toggle(notice, at, zone),
        Notice::Usage(said) => super::usage::said(said, at),
        Notice::Shift(news) => super::shift::news(news, at, zone),
        Notice::Guard(told) => super::guard::told(told, zone),
        Notice::Acked(told) => super::health::ack::told(&told.name, &told.acked, at, zone),
        Notice::Kill(told) => super::operation::told(told, at, zone),
        Notice::Logs(told) => super::logs::told(told),
        _ => plain(notice, at),
    }
}

/// What comes of switches.
fn toggle(notice: &Notice, at: Timestamp, zone: &TimeZone) -> String {
    match notice {
        Notice::Toggled { now, turn } => {
            let effect = match (turn, now.key.agent.is_bot()) {
                (Turn::Off, true) => {
                    said!(
                        " It takes up to 5 minutes; until then the bot may still answer.",
                        " Tarda hasta 5 minutos; mientras tanto el bot aún puede responder.",
                        " Leva até 5 minutos; até lá o bot ainda pode responder."
                    )
                }
                (Turn::On, true) => said!(
                    " It takes up to 5 minutes.",
                    " Tarda hasta 5 minutos.",
                    " Leva até 5 minutos."
                ),
                _ => "",
            };
            told!(
                "{} is {} now.{effect}",
                "{}: {} ahora.{effect}",
                "{}: {} agora.{effect}",
                switch_name(now),
                word::turn(*turn)
            )
        }
        Notice::AlreadySo { now } => told!(
            "{} was already {}{}. Nothing changed.",
            "{}: ya estaba {}{}. No cambió nada.",
            "{}: já estava {}{}. Nada mudou.",
            switch_name(now),
            word::switch(&now.switch),
            history(now, at, zone)
        ),
        Notice::ToggleUnknown { agent, tenant } => told!(
            "Nobody can tell whether {} was switched for {tenant}. Refresh before you try again.",
            "No se sabe si {} se cambió para {tenant}. Actualiza antes de intentarlo de nuevo.",
            "Não se sabe se {} foi mudado para {tenant}. Atualize antes de tentar de novo.",
            agent_name(agent)
        ),
        Notice::ToggleGone { agent, tenant } => told!(
            "{} is not there any more for {tenant}. Nothing was written.",
            "{} ya no está para {tenant}. No se escribió nada.",
            "{} não existe mais para {tenant}. Nada foi gravado.",
            agent_name(agent)
        ),
        _ => String::new(),
    }
}

/// Everything else.
fn plain(notice: &Notice, at: Timestamp) -> String {
    match notice {
        Notice::Unknown { doing, subject } => told!(
            "No answer: nobody can tell whether {} went through for {}. Nothing is repeated by itself; it is read again.",
            "Sin respuesta: no se sabe si {} se hizo para {}. Nada se repite solo; se lee de nuevo.",
            "Sem resposta: não se sabe se {} foi feito para {}. Nada se repete sozinho; é lido de novo.",
            action(*doing),
            name(subject)
        ),
        Notice::NoNumber { subject } => told!(
            "No number is stored of {}.",
            "No hay número guardado de {}.",
            "Não há número guardado de {}.",
            name(subject)
        ),
        Notice::ConversationGone { subject } => {
            told!(
                "{} is not there any more. Nothing was written.",
                "{} ya no está. No se escribió nada.",
                "{} não existe mais. Nada foi gravado.",
                name(subject)
            )
        }
        Notice::Refused { command, why } => refusal::refused(*command, why),
        Notice::Decided {
            subject,
            decision,
            decided,
        } => super::work::decided(subject, *decision, decided),
        Notice::Acted {
            kind,
            subject,
            decided,
        } => super::sheet::acted(*kind, subject, decided),
        Notice::ReasonTooShort { chars } => told!(
            "The reason has {chars} of at least {MIN_REASON_CHARS} characters; audit keeps it.",
            "El motivo tiene {chars} de al menos {MIN_REASON_CHARS} caracteres; la auditoría lo guarda.",
            "O motivo tem {chars} de pelo menos {MIN_REASON_CHARS} caracteres; a auditoria o guarda."
        ),
        Notice::ReplyFailed { subject, refusal } => {
            super::delivery::reply_failed(&name(subject), refusal)
        }
        Notice::ReplyUnknown { subject, asked } => {
            super::delivery::reply_unknown(&name(subject), *asked)
        }
        Notice::StillUnknown { subject } => super::delivery::still_unknown(&name(subject)),
        Notice::WindowClosed { templates } => super::delivery::window_closed(*templates).to_owned(),
        Notice::Bulk { ending, count } => super::triage::ended(*ending, count),
        Notice::BulkNothing { held } => super::triage::nothing_free(*held),
        Notice::Blanks { places } => super::composing::blanks(places),
        Notice::SendAgain { kind } => super::composing::send_again(*kind).to_owned(),
        Notice::EmptyReply => said!(
            "There is nothing to send yet.",
            "Aún no hay nada que enviar.",
            "Ainda não há nada para enviar."
        )
        .to_owned(),
        Notice::ReplyTooLong { chars } => told!(
            "{chars} characters; WhatsApp takes at most {MAX_REPLY_CHARS}. Shorten it or send it in two parts.",
            "{chars} caracteres; WhatsApp acepta {MAX_REPLY_CHARS} como máximo. Acórtalo o envíalo en dos partes.",
            "{chars} caracteres; o WhatsApp aceita no máximo {MAX_REPLY_CHARS}. Encurte ou envie em duas partes."
        ),
        Notice::Failed {
            doing,
            problem: why,
        } => {
            let words = problem::problem(why);
            format!("{}: {}. {}", not_done(*doing), words.brief, words.remedy)
        }
        Notice::Recovered { what, subject } => recovered(what, subject, at),
        Notice::Resumed { count: 1 } => said!(
            "You resume 1 conversation that is still yours.",
            "Retomas 1 conversación que sigue siendo tuya.",
            "Você retoma 1 conversa que ainda é sua."
        )
        .to_owned(),
        Notice::Resumed { count } => {
            told!(
                "You resume {count} conversations that are still yours.",
                "Retomas {count} conversaciones que siguen siendo tuyas.",
                "Você retoma {count} conversas que ainda são suas."
            )
        }
        Notice::NoSuchCommand { typed } => {
            told!(
                "There is no command “{typed}”; Tab completes.",
                "No hay ningún comando “{typed}”; Tab completa.",
                "Não há comando “{typed}”; Tab completa."
            )
        }
        Notice::Unreadable { count } => super::briefing::unreadable(*count),
        Notice::DaySummary(summary) => super::briefing::day(summary),
        Notice::NobodyWaits => {
            said!("Nobody is waiting.", "Nadie espera.", "Ninguém espera.").to_owned()
        }
        Notice::Copied => said!("Copied.", "Copiado.", "Copiado.").to_owned(),
        Notice::EventsWait { count } => told!(
            "{} not out yet: no bus is named, or it does not answer. What was changed stands; it is tried again.",
            "{} sin salir: no hay bus indicado, o no responde. Lo cambiado queda; se intenta de nuevo.",
            "{} sem sair: nenhum bus foi indicado, ou não responde. O que mudou fica; tenta-se de novo.",
            number::counted(
                *count as u64,
                said!("event is", "evento sigue", "evento continua"),
                said!("events are", "eventos siguen", "eventos continuam")
            )
        ),
        Notice::HandBackFirst { count: 1 } => said!(
            "A conversation is yours: hand it back (b) before you open another profile.",
            "Una conversación es tuya: devuélvela (b) antes de abrir otro perfil.",
            "Uma conversa é sua: devolva-a (b) antes de abrir outro perfil."
        )
        .to_owned(),
        Notice::HandBackFirst { count } => told!(
            "{count} conversations are yours: hand them back (b) before you open another profile.",
            "{count} conversaciones son tuyas: devuélvelas (b) antes de abrir otro perfil.",
            "{count} conversas são suas: devolva-as (b) antes de abrir outro perfil."
        ),
        Notice::Reconnected => said!(
            "Connected again; everything is being read anew.",
            "Conectado de nuevo; todo se vuelve a leer.",
            "Conectado de novo; tudo está sendo relido."
        )
        .to_owned(),
        _ => String::new(),
    }
}

fn recovered(what: &Recovered, subject: &Subject, at: Timestamp) -> String {
    match what {
        Recovered::ReplyNotRecorded { .. } => told!(
            "Your last reply to {} was not recorded. It is kept as a draft.",
            "Tu última respuesta a {} no se registró. Se conserva como borrador.",
            "Sua última resposta a {} não foi registrada. Ficou guardada como rascunho.",
            name(subject)
        ),
        Recovered::ReplyUnconfirmed { .. } => super::delivery::unconfirmed(&name(subject)),
        Recovered::NotLeft { .. } => super::guard::not_left(subject),
        Recovered::HandBackFinished { .. } => {
            told!(
                "The hand back of {} is finished now.",
                "La devolución de {} ya terminó.",
                "A devolução de {} terminou agora.",
                name(subject)
            )
        }
        Recovered::LeaseEnded { holder, .. } => told!(
            "Your hold on {} ended meanwhile: {}.",
            "Tu turno con {} terminó entretanto: {}.",
            "Seu turno com {} acabou nesse meio-tempo: {}.",
            name(subject),
            held(holder.as_ref(), at)
        ),
    }
}

/// The customer as a sentence names him: the name, else the masked number, else the tenant's customer.
pub fn name(subject: &Subject) -> String {
    match &subject.customer {
        Customer {
            name: Some(name), ..
        } => name.one_line().into_owned(),
        Customer {
            phone: Some(phone), ..
        } => phone.one_line().into_owned(),
        _ => told!(
            "The customer of {}",
            "El cliente de {}",
            "O cliente de {}",
            subject.tenant
        ),
    }
}

fn held(holder: Option<&Claim>, at: Timestamp) -> String {
    match holder {
        Some(claim) => told!(
            "{} has it since {} (fence {})",
            "{} la tiene {} (fence {})",
            "{} está com ela {} (fence {})",
            claim.operator,
            time::ago(since(at, claim.since)),
            claim.fence.0
        ),
        None => said!(
            "nobody has it; c claims it",
            "no la tiene nadie; c la toma",
            "não está com ninguém; c assume"
        )
        .to_owned(),
    }
}

/// The name of an agent; the bot has none in the tables.
pub fn agent_name(agent: &str) -> &str {
    if agent.is_empty() { word::bot() } else { agent }
}

fn switch_name(activation: &Activation) -> String {
    told!(
        "{} of {}",
        "{} de {}",
        "{} de {}",
        agent_name(&activation.agent),
        activation.tenant_name
    )
}

/// ` since 02:14, by Luis (prices are wrong)`, as far as the row says.
pub fn history(activation: &Activation, now: Timestamp, zone: &TimeZone) -> String {
    let (by, reason) = (activation.by.as_ref(), activation.reason.as_ref());
    story(activation.since, by, reason, now, zone)
}

/// The same of what is known: ` since 14:31, by Ana (reason)`.
pub fn story(
    since: Option<Timestamp>,
    by: Option<&Text>,
    reason: Option<&Text>,
    now: Timestamp,
    zone: &TimeZone,
) -> String {
    let mut out = String::new();
    if let Some(at) = since {
        out.push_str(said!(" since ", " desde ", " desde "));
        out.push_str(&time::moment(at, now, zone));
    }
    if let Some(by) = by {
        out.push_str(said!(", by ", ", por ", ", por "));
        out.push_str(&by.one_line());
    }
    if let Some(reason) = reason {
        out.push_str(" (");
        out.push_str(&reason.one_line());
        out.push(')');
    }
    out
}
