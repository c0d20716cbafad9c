//! The words of what keeps people out of each other's way and a bot silent: stealing, who else is there, what
//! was not yet seen, endings that can be taken back, and a bot that speaks or stays silent.

pub mod command;
pub mod question;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::notice::name;
use super::{problem, time};
use crate::app::guard::Told;
use crate::app::notice::Subject;
use crate::domain::guard::{Activity, Present, SILENCE_ENDS};
use crate::domain::handoff::{Claim, Ending};

/// One thing that the watch has to tell.
pub fn told(told: &Told, zone: &TimeZone) -> String {
    let clock = |at: Timestamp| time::clock_seconds(at, zone);
    match told {
        Told::Stole {
            subject,
            claim,
            pause_verified,
        } => stole(subject, claim, *pause_verified),
        Told::TakenAway {
            subject,
            claim,
            draft_kept,
        } => taken_away(subject, claim, *draft_kept, zone),
        Told::Unseen { ago } => {
            let ago = time::ago(*ago);
            told!(
                "Not sent: a message came {ago}. Read it, then Ctrl-S again.",
                "No enviado: llegó un mensaje {ago}. Léelo y Ctrl-S otra vez.",
                "Não enviado: chegou uma mensagem {ago}. Leia e Ctrl-S de novo."
            )
        }
        Told::Undone { subject, ending } => undone(&name(subject), *ending),
        Told::CustomerWrote { subject } => {
            let who = name(subject);
            told!(
                "{who} wrote again: nothing was handed back or resolved, it is still yours.",
                "{who} volvió a escribir: no se devolvió ni resolvió nada, sigue siendo tuya.",
                "{who} escreveu de novo: nada foi devolvido nem resolvido, continua sua."
            )
        }
        Told::BotAnswered { subject, at } => {
            let (who, at) = (name(subject), clock(*at));
            told!(
                "The bot answered {who} at {at}.",
                "El bot le respondió a {who} a las {at}.",
                "O bot respondeu a {who} às {at}."
            )
        }
        Told::BotSilent { subject } => {
            let who = name(subject);
            told!(
                "The bot has not answered {who} for 2 min. c on it takes it again.",
                "El bot lleva 2 min sin responderle a {who}. c sobre ella la retoma.",
                "O bot não responde a {who} há 2 min. c sobre ela a retoma."
            )
        }
        Told::InFlight { subject, at } => {
            let (who, at) = (name(subject), clock(*at));
            told!(
                "An answer to {who} that the bot had begun before came at {at}.",
                "A las {at} llegó a {who} una respuesta que el bot ya había empezado.",
                "Às {at} chegou a {who} uma resposta que o bot já havia começado."
            )
        }
        Told::Overrun { subject, at, .. } => {
            let (who, at) = (name(subject), clock(*at));
            told!(
                "THE BOT ANSWERED {who} at {at} although it is yours; ! helps.",
                "EL BOT LE RESPONDIÓ a {who} a las {at} aunque es tuya; ! ayuda.",
                "O BOT RESPONDEU a {who} às {at} embora seja sua; ! ajuda."
            )
        }
        Told::Reasserted { subject } => {
            let who = name(subject);
            told!(
                "The bot had overwritten its pause for {who}; it is paused again.",
                "El bot había borrado su pausa con {who}; está en pausa otra vez.",
                "O bot tinha apagado a pausa com {who}; está pausado de novo."
            )
        }
        Told::ClobberedOften { subject, count } => {
            let who = name(subject);
            told!(
                "The bot overwrote its pause for {who} {count} times in 10 min. ! offers to switch it off.",
                "El bot borró su pausa con {who} {count} veces en 10 min. ! ofrece apagarlo.",
                "O bot apagou a pausa com {who} {count} vezes em 10 min. ! oferece desligá-lo."
            )
        }
        Told::NotReasserted {
            subject,
            problem: why,
        } => {
            let (who, why) = (name(subject), problem::short(why.trouble));
            told!(
                "The bot of {who} is NOT PAUSED any more, and pausing it failed ({why}). Trying.",
                "El bot de {who} YA NO ESTÁ EN PAUSA y pausarlo falló ({why}). Insistiendo.",
                "O bot de {who} NÃO ESTÁ MAIS PAUSADO e pausá-lo falhou ({why}). Insistindo."
            )
        }
        Told::SilenceEnds { subject, until } => {
            let (who, until) = (name(subject), clock(*until));
            told!(
                "{who} waits for your answer: at {until} it returns to the queue.",
                "{who} espera tu respuesta: a las {until} vuelve a la cola.",
                "{who} espera sua resposta: às {until} volta para a fila."
            )
        }
        Told::Returned { subject } => {
            let (who, minutes) = (name(subject), SILENCE_ENDS.as_mins());
            told!(
                "{who} is back in the queue: {minutes} min without an answer. The bot stays paused; c takes it again.",
                "{who} volvió a la cola: {minutes} min sin respuesta. El bot sigue en pausa; c la retoma.",
                "{who} voltou para a fila: {minutes} min sem resposta. O bot segue pausado; c a retoma."
            )
        }
    }
}

fn stole(subject: &Subject, claim: &Claim, pause_verified: bool) -> String {
    let who = name(subject);
    let from = claim.taken.as_ref().map(|taken| taken.from.one_line());
    let from = from.unwrap_or_default();
    let pause = match pause_verified {
        true => said!(
            "bot paused, verified",
            "bot en pausa, verificado",
            "bot pausado, verificado"
        ),
        false => said!(
            "bot NOT PAUSED yet, trying",
            "bot SIN PAUSA aún, insistiendo",
            "bot SEM PAUSA ainda, insistindo"
        ),
    };
    told!(
        "{who} is yours; {from} sees your reason · {pause}",
        "{who} es tuya; {from} ve tu motivo · {pause}",
        "{who} é sua; {from} vê seu motivo · {pause}"
    )
}

fn taken_away(subject: &Subject, claim: &Claim, draft_kept: bool, zone: &TimeZone) -> String {
    let (who, by) = (name(subject), claim.operator.one_line());
    let at = time::clock(claim.since, zone);
    let reason = claim.taken.as_ref().map(|taken| taken.reason.one_line());
    let reason = reason.unwrap_or_default();
    let draft = match draft_kept {
        true => said!(
            " Your draft is kept.",
            " Tu borrador se conserva.",
            " Seu rascunho foi guardado."
        ),
        false => "",
    };
    // The reason last: it may be as long as it likes.
    told!(
        "{who}: {by} took it {at}.{draft} «{reason}»",
        "{who}: {by} la tomó {at}.{draft} «{reason}»",
        "{who}: {by} a tomou {at}.{draft} «{reason}»"
    )
}

/// `Eva took it 14:07: «Ana is at lunch»`.
pub fn taken(claim: &Claim, zone: &TimeZone) -> String {
    let (by, at) = (claim.operator.one_line(), time::clock(claim.since, zone));
    let reason = claim.taken.as_ref().map(|taken| taken.reason.one_line());
    let reason = reason.unwrap_or_default();
    told!(
        "{by} took it {at}: «{reason}»",
        "{by} la tomó {at}: «{reason}»",
        "{by} a tomou {at}: «{reason}»"
    )
}

fn undone(who: &str, ending: Ending) -> String {
    match ending {
        Ending::Resolved => told!(
            "{who} is not resolved: it is still yours.",
            "{who} no se resolvió: sigue siendo tuya.",
            "{who} não foi resolvida: continua sua."
        ),
        Ending::HandedBack | Ending::Idle => told!(
            "{who} is not handed back: it is still yours.",
            "{who} no se devolvió: sigue siendo tuya.",
            "{who} não foi devolvida: continua sua."
        ),
    }
}

/// A restart finds an ending that was not written.
pub fn not_left(subject: &Subject) -> String {
    let who = name(subject);
    told!(
        "{who} was about to be given back when the console ended: nothing was written, it is still yours.",
        "{who} estaba por devolverse cuando la consola terminó: no se escribió nada, sigue siendo tuya.",
        "{who} estava para ser devolvida quando o console terminou: nada foi escrito, continua sua."
    )
}

/// The countdown of an ending that can be taken back.
pub fn leaving(who: &str, ending: Ending, left: SignedDuration) -> String {
    // What begins is shown as a whole second.
    let seconds = (left.as_millis() + 999) / 1_000;
    match ending {
        Ending::Resolved => told!(
            "Resolving {who} in {seconds} s",
            "Se resuelve {who} en {seconds} s",
            "Resolvendo {who} em {seconds} s"
        ),
        Ending::HandedBack | Ending::Idle => told!(
            "Handing {who} back in {seconds} s",
            "Se devuelve {who} en {seconds} s",
            "Devolvendo {who} em {seconds} s"
        ),
    }
}

/// After the key that takes it back.
pub fn keeps_it() -> &'static str {
    said!("keeps it", "la conserva", "a mantém")
}

/// Who else is in the conversation: the first by name, and how many more.
pub fn present(first: &Present, more: usize) -> String {
    let who = first.operator.one_line();
    let mut words = match first.activity {
        Activity::Typing => told!(
            "{who} is typing…",
            "{who} está escribiendo…",
            "{who} está digitando…"
        ),
        Activity::Looking => told!(
            "{who} is looking",
            "{who} está mirando",
            "{who} está olhando"
        ),
    };
    if more > 0 {
        words.push_str(&format!(" +{more}"));
    }
    words
}

/// An answer that the bot had begun may still come.
pub fn in_flight(left: SignedDuration) -> String {
    let left = time::left(left);
    told!(
        "for {left} an answer already begun may still come",
        "por {left} puede llegar aún algo que el bot empezó",
        "por {left} ainda pode chegar algo que o bot começou"
    )
}

/// An answer that the bot had begun before has come.
pub fn came_late(at: Timestamp, zone: &TimeZone) -> String {
    let at = time::clock_seconds(at, zone);
    told!(
        "in flight: the bot's last answer came {at}",
        "en curso: la última respuesta del bot llegó {at}",
        "em curso: a última resposta do bot chegou {at}"
    )
}

/// The bot spoke although it is ours: when it last did, and how often.
pub fn spoke(at: Timestamp, count: usize, zone: &TimeZone) -> String {
    let at = time::clock_seconds(at, zone);
    told!(
        "THE BOT SPOKE at {at}, ×{count}",
        "EL BOT HABLÓ a las {at}, ×{count}",
        "O BOT FALOU às {at}, ×{count}"
    )
}

/// After the key that asks what can be done.
pub fn what_to_do() -> &'static str {
    said!(
        "shows what can be done",
        "muestra qué hacer",
        "mostra o que fazer"
    )
}

/// It returns to the queue unless its owner says something.
pub fn silence(left: SignedDuration) -> String {
    let left = time::left(left);
    told!(
        "The customer waits for you: back to the queue in {left} unless you answer.",
        "El cliente te espera: vuelve a la cola en {left} si no respondes.",
        "O cliente espera por você: volta à fila em {left} se não responder."
    )
}

/// It is watched whether the bot answers.
pub fn watching(left: SignedDuration) -> String {
    let left = time::left(left);
    told!(
        "handed back; watching for {left} whether the bot answers",
        "devuelta; vigilo {left} si el bot responde",
        "devolvida; observando por {left} se o bot responde"
    )
}

/// The customer waits in vain for the bot.
pub fn unanswered() -> &'static str {
    said!(
        "THE BOT HAS NOT ANSWERED for 2 min; c takes it again",
        "EL BOT NO RESPONDE hace 2 min; c la retoma",
        "O BOT NÃO RESPONDE há 2 min; c a retoma"
    )
}

/// Why a row is in the queue again.
pub fn returned(claim: &Claim) -> String {
    let (who, minutes) = (claim.operator.one_line(), SILENCE_ENDS.as_mins());
    told!(
        "returned: no answer from {who} for {minutes} min",
        "devuelta: {who} no respondió en {minutes} min",
        "devolvida: {who} não respondeu em {minutes} min"
    )
}

/// Why a hand back is refused.
pub fn unconfirmed() -> &'static str {
    said!(
        "a reply is unconfirmed: wait, or w settles it; e resolves all the same.",
        "hay una respuesta sin confirmar: espera, o w lo aclara; e resuelve igual.",
        "há uma resposta sem confirmação: espere, ou w esclarece; e resolve assim mesmo."
    )
}

/// The same in one or two words.
pub fn unconfirmed_short() -> &'static str {
    said!("reply unconfirmed", "sin confirmar", "sem confirmação")
}

/// There is nobody to take it from.
pub fn nobody_to_rob() -> &'static str {
    said!(
        "nobody else has it; c claims it.",
        "nadie más la tiene; c la toma.",
        "ninguém mais a tem; c a assume."
    )
}

/// Nothing waits to be written.
pub fn nothing_to_undo() -> &'static str {
    said!(
        "nothing can be taken back: a hand back or resolve only for 5 s.",
        "no hay nada que deshacer: devolver o resolver, solo por 5 s.",
        "não há o que desfazer: devolver ou resolver, só por 5 s."
    )
}
