//! The words around a conversation: who has it, the bot's pause, the place to type, what the history is.

mod composer;
mod transcript;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{number, problem, time};
use crate::app::claims::Mine;
use crate::domain::conversation::Standing;
use crate::domain::handoff::{Claim, Pause};
use crate::domain::problem::Problem;

pub use composer::{
    cannot, characters, composer, draft_kept, locked, recorded_only, to_claim, to_reply, watching,
};

pub use transcript::{
    folded, gone, history, history_short, new_below, new_since, opening, times, we,
};

/// `held by you since 14:02:11`.
pub fn mine(mine: &Mine, zone: &TimeZone) -> String {
    told!(
        "held by you since {}",
        "tuya desde las {}",
        "sua desde as {}",
        time::clock_seconds(mine.claim.since, zone)
    )
}

/// The bot's pause, and whether it holds.
pub fn pause(pause: &Pause) -> String {
    match pause {
        Pause::Verified => said!(
            "bot paused, verified",
            "bot en pausa, verificado",
            "bot pausado, verificado"
        ),
        Pause::Pending(_) => said!(
            "bot NOT PAUSED yet, trying",
            "bot SIN PAUSA aún, insistiendo",
            "bot SEM PAUSA ainda, insistindo"
        ),
    }
    .to_owned()
}

/// The bot has no way to know that a person took over.
pub fn pause_unread() -> &'static str {
    said!(
        "BOT NOT PAUSED: the one here reads no pause",
        "BOT SIN PAUSA: el de aquí no lee ninguna pausa",
        "BOT SEM PAUSA: o daqui não lê nenhuma pausa"
    )
}

/// The item does not tell the bot to be silent any more.
pub fn not_paused(word: &str) -> String {
    told!(
        "BOT NOT PAUSED: the item says {word}",
        "BOT SIN PAUSA: el ítem dice {word}",
        "BOT SEM PAUSA: o item diz {word}"
    )
}

/// The fence, for whoever compares two consoles.
pub fn fence(claim: &Claim) -> String {
    told!("fence {}", "fence {}", "fence {}", claim.fence.0)
}

/// Another has it.
pub fn other(claim: &Claim, now: Timestamp) -> String {
    told!(
        "held by {} · {} · from {}",
        "la tiene {} · {} · desde {}",
        "está com {} · {} · de {}",
        claim.operator,
        time::age(crate::domain::time::since(now, claim.since)),
        claim.host
    )
}

/// Another has it, in a column.
pub fn other_short(claim: &Claim) -> String {
    claim.operator.one_line().into_owned()
}

/// The same in a sentence's place.
pub fn held_by(who: &str) -> String {
    if who == you() {
        return said!("held by you", "la tienes tú", "está com você").to_owned();
    }
    told!("held by {who}", "la tiene {who}", "está com {who}")
}

pub fn you() -> &'static str {
    said!("you", "tú", "você")
}

pub fn nobody() -> &'static str {
    said!(
        "held by nobody",
        "no la tiene nadie",
        "não está com ninguém"
    )
}

pub fn claiming() -> &'static str {
    said!("claiming…", "tomando…", "assumindo…")
}

pub fn releasing() -> &'static str {
    said!("giving it back…", "devolviendo…", "devolvendo…")
}

/// It was ours and is no longer.
pub fn lost(holder: Option<&Claim>) -> String {
    match holder {
        Some(claim) => told!(
            "No longer yours: {} has it. Your text is kept.",
            "Ya no es tuya: la tiene {}. Tu texto se conserva.",
            "Não é mais sua: está com {}. Seu texto foi guardado.",
            claim.operator
        ),
        None => said!(
            "Your hold ended and nobody has it. c claims it again with your text.",
            "Tu turno terminó y nadie la tiene. c la toma de nuevo con tu texto.",
            "Seu turno acabou e ninguém está com ela. c assume de novo com seu texto."
        )
        .to_owned(),
    }
}

/// Beats do not get through.
pub fn trouble(why: &Problem, left: SignedDuration) -> String {
    told!(
        "Hold not renewed ({}): it ends in {}. Trying.",
        "Turno sin renovar ({}): termina en {}. Insistiendo.",
        "Turno não renovado ({}): acaba em {}. Insistindo.",
        problem::short(why.trouble),
        time::left(left)
    )
}

/// It was kept over a restart.
pub fn resumed(left: SignedDuration) -> String {
    told!(
        "resumed · {} of the hold left",
        "retomada · quedan {} de turno",
        "retomada · restam {} do turno",
        time::left(left)
    )
}

/// How long a person has been waited for.
pub fn waiting(span: SignedDuration) -> String {
    told!("waiting {}", "espera {}", "espera {}", time::wait(span))
}

/// WhatsApp lets a business write freely for 24 hours after the customer's last message.
pub fn window(left: Option<SignedDuration>) -> String {
    match left {
        Some(left) => told!(
            "window closes in {}",
            "la ventana cierra en {}",
            "a janela fecha em {}",
            time::left(left)
        ),
        None => said!(
            "24 h window closed",
            "ventana de 24 h cerrada",
            "janela de 24 h fechada"
        )
        .to_owned(),
    }
}

/// The same where there is little room.
pub fn window_short(left: Option<SignedDuration>) -> String {
    match left {
        Some(left) => told!("window {}", "ventana {}", "janela {}", time::left(left)),
        None => said!("window closed", "ventana cerrada", "janela fechada").to_owned(),
    }
}

/// Labels of the card.
pub mod label {
    pub fn why() -> &'static str {
        said!("why", "motivo", "motivo")
    }

    pub fn status() -> &'static str {
        said!("status", "estado", "estado")
    }

    pub fn priority() -> &'static str {
        said!("priority", "prioridad", "prioridade")
    }

    pub fn kept() -> &'static str {
        said!("kept", "guardado", "guardado")
    }
}

/// The reason is not stated by the table.
pub fn no_reason() -> &'static str {
    said!(
        "the table states no reason",
        "la tabla no da motivo",
        "a tabela não dá motivo"
    )
}

/// What the system knows of the customer, each with the rank by which it is given up where room is short:
/// the score of a lead, the latest wishes, and how much they wrote.
pub fn standing(known: &Standing) -> Vec<(u8, String)> {
    const WISHES: usize = 3;
    let mut said = Vec::new();
    if let Some(score) = known.lead_score {
        said.push((
            1,
            told!("lead score {score}", "puntaje {score}", "pontuação {score}"),
        ));
    }
    if !known.intents.is_empty() {
        let latest = known.intents.iter().rev().take(WISHES);
        let words: Vec<_> = latest.map(|intent| intent.one_line()).collect();
        said.push((
            2,
            told!(
                "lately: {}",
                "últimamente: {}",
                "ultimamente: {}",
                words.join(", ")
            ),
        ));
    }
    if let Some(messages) = known.messages {
        said.push((
            3,
            number::counted(
                messages,
                said!(
                    "message so far",
                    "mensaje hasta ahora",
                    "mensagem até agora"
                ),
                said!(
                    "messages so far",
                    "mensajes hasta ahora",
                    "mensagens até agora"
                ),
            ),
        ));
    }
    if let Some(language) = &known.language {
        said.push((4, language.one_line().into_owned()));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Text;

    #[test]
    fn a_standing_says_only_what_is_known_and_the_latest_wishes_first() {
        assert!(standing(&Standing::default()).is_empty());
        let known = Standing {
            language: Some(Text::from("es")),
            lead_score: Some(85),
            messages: Some(1),
            intents: ["saludo", "precio", "descuento", "compra"]
                .map(Text::from)
                .into(),
        };
        let said: Vec<String> = standing(&known)
            .into_iter()
            .map(|(_, words)| words)
            .collect();
        assert_eq!(
            said,
            [
                "lead score 85",
                "lately: compra, descuento, precio",
                "1 message so far",
                "es"
            ]
        );
    }
}
