//! Words about a tenant's channel that refuses whatever is sent.

use super::number::counted;
use super::time;
use crate::app::channels::{Ill, Refusing};
use jiff::tz::TimeZone;

/// That it refuses, why, since when, and how many replies.
pub fn refuses(tenant: &str, refusing: &Refusing, zone: &TimeZone) -> String {
    let since = time::clock(refusing.since, zone);
    let replies = counted(
        refusing.replies as u64,
        said!("reply", "respuesta", "resposta"),
        said!("replies", "respuestas", "respostas"),
    );
    match refusing.ill {
        Ill::Token => told!(
            "the channel of {tenant} refuses: its access token is invalid since {since}, {replies}",
            "el canal de {tenant} rechaza: su token de acceso no vale desde las {since}, {replies}",
            "o canal de {tenant} recusa: seu token de acesso não vale desde {since}, {replies}"
        ),
        Ill::Throughput => told!(
            "the channel of {tenant} refuses: its number sends too much since {since}, {replies}",
            "el canal de {tenant} rechaza: su número envía demasiado desde las {since}, {replies}",
            "o canal de {tenant} recusa: seu número envia demais desde {since}, {replies}"
        ),
    }
}

/// What to do about it.
pub fn remedy(ill: Ill) -> &'static str {
    match ill {
        Ill::Token => said!(
            "Renew the token where the tenant keeps it; switchboard doctor shows whether it is there. The next \
             reply that is taken ends this.",
            "Renueva el token donde el tenant lo guarda; switchboard doctor muestra si está. Esto termina con la \
             próxima respuesta que pase.",
            "Renove o token onde o tenant o guarda; switchboard doctor mostra se está lá. Isto acaba com a próxima \
             resposta aceita."
        ),
        Ill::Throughput => said!(
            "Replies wait and are tried again by themselves; raise the number's limit at Meta if it lasts.",
            "Las respuestas esperan y se reintentan solas; si dura, sube el límite del número en Meta.",
            "As respostas esperam e são tentadas de novo sozinhas; se durar, aumente o limite do número na Meta."
        ),
    }
}
