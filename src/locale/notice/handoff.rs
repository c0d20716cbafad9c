//! What comes of claims and releases.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{held, name, not_done};
use crate::app::notice::Notice;
use crate::domain::handoff::Ending;
use crate::domain::time::since;
use crate::locale::{problem, time, word};

/// What comes of claims and releases.
pub(super) fn handoff(notice: &Notice, at: Timestamp, zone: &TimeZone) -> String {
    match notice {
        Notice::WonUnheard { subject, claim } => told!(
            "{} is yours since {} · the bot here reads no pause and goes on answering · fence {}",
            "{} es tuya desde las {} · el bot de aquí no lee pausas y sigue respondiendo · fence {}",
            "{} é sua desde as {} · o bot daqui não lê pausas e segue respondendo · fence {}",
            name(subject),
            time::clock_seconds(claim.since, zone),
            claim.fence.0
        ),
        Notice::Won {
            subject,
            claim,
            pause_verified,
        } => {
            let pause = if *pause_verified {
                said!(
                    "bot paused, verified",
                    "bot en pausa, verificado",
                    "bot pausado, verificado"
                )
            } else {
                said!(
                    "bot NOT PAUSED yet, trying",
                    "bot SIN PAUSA aún, insistiendo",
                    "bot SEM PAUSA ainda, insistindo"
                )
            };
            told!(
                "{} is yours since {} · {pause} · fence {}",
                "{} es tuya desde las {} · {pause} · fence {}",
                "{} é sua desde as {} · {pause} · fence {}",
                name(subject),
                time::clock_seconds(claim.since, zone),
                claim.fence.0
            )
        }
        Notice::ClaimLost { subject, holder } => told!(
            "{} took {} {} from {}: v watches, s takes it, a the next. Nothing was written.",
            "{} tomó {} {} desde {}: v observa, s la toma, a la próxima. No se escribió nada.",
            "{} assumiu {} {} de {}: v observa, s assume, a a próxima. Nada foi gravado.",
            holder.operator,
            name(subject),
            time::ago(since(at, holder.since)),
            holder.host
        ),
        Notice::AlreadyMine { subject, claim } => told!(
            "{} is yours already, since {}.",
            "{} ya es tuya, desde las {}.",
            "{} já é sua, desde as {}.",
            name(subject),
            time::clock(claim.since, zone)
        ),
        Notice::LeaseLost {
            subject,
            holder,
            draft_kept,
        } => {
            let draft = if *draft_kept {
                said!(
                    " Your draft is kept.",
                    " Tu borrador se conserva.",
                    " Seu rascunho foi guardado."
                )
            } else {
                ""
            };
            told!(
                "No longer yours: {}: {}.{draft}",
                "Ya no es tuya: {}: {}.{draft}",
                "Não é mais sua: {}: {}.{draft}",
                name(subject),
                held(holder.as_ref(), at)
            )
        }
        Notice::NotOurs {
            doing,
            subject,
            holder,
        } => told!(
            "{}: {} is no longer yours, {}. Nothing was written.",
            "{}: {} ya no es tuya, {}. No se escribió nada.",
            "{}: {} não é mais sua, {}. Nada foi gravado.",
            not_done(*doing),
            name(subject),
            held(holder.as_ref(), at)
        ),
        Notice::PauseVerified { subject } => {
            told!(
                "The bot is paused for {}, verified.",
                "El bot está en pausa para {}, verificado.",
                "O bot está pausado para {}, verificado.",
                name(subject)
            )
        }
        Notice::LeaseTrouble {
            subject,
            problem: why,
            until,
        } => told!(
            "{}: hold not renewed ({}). It ends at {}.",
            "{}: turno sin renovar ({}). Termina a las {}.",
            "{}: turno não renovado ({}). Acaba às {}.",
            name(subject),
            problem::short(why.trouble),
            time::clock_seconds(*until, zone)
        ),
        Notice::Released { subject, ending } => match ending {
            Ending::HandedBack | Ending::Idle => told!(
                "{} handed back: its bot is not paused any more.",
                "{} devuelta: su bot ya no está en pausa.",
                "{} devolvida: o bot dela não está mais pausado.",
                name(subject)
            ),
            Ending::Resolved => told!(
                "{} resolved. It comes back when the customer writes again.",
                "{} resuelta. Vuelve cuando el cliente escriba de nuevo.",
                "{} resolvida. Volta quando o cliente escrever de novo.",
                name(subject)
            ),
        },
        Notice::ReleaseUnfinished {
            subject,
            ending,
            problem: why,
        } => told!(
            "{} {}, but the bot is still paused ({}). Any console finishes it.",
            "{} {}, pero el bot sigue en pausa ({}). Cualquier consola lo termina.",
            "{} {}, mas o bot continua pausado ({}). Qualquer console termina isso.",
            name(subject),
            word::ending(*ending),
            problem::short(why.trouble)
        ),
        Notice::AlreadyReleased { subject } => {
            told!(
                "{} had been given back before. Nothing changed.",
                "{} ya había sido devuelta. No cambió nada.",
                "{} já tinha sido devolvida. Nada mudou.",
                name(subject)
            )
        }
        _ => String::new(),
    }
}
