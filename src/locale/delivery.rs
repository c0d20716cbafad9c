//! How words travel to a customer: states of a reply, what a provider's codes mean, and what is asked of a
//! person when nobody can tell.

mod asking;

pub use asking::*;

use super::problem::detail;
use super::time;
use crate::domain::reply::{Fate, Refusal, ReplyState, Reports, Route, Settled};
use crate::domain::whatsapp::Window;
use jiff::{SignedDuration, Timestamp};

/// The provider as people call it.
pub fn route(route: Route) -> &'static str {
    match route {
        Route::Meta => "WhatsApp (Meta)",
        Route::Whapi => "WhatsApp (Whapi)",
        Route::Topic => said!("the platform", "la plataforma", "a plataforma"),
        Route::None => said!("no channel", "sin canal", "sem canal"),
    }
}

/// How far a reply got: its mark and its words. `planned`: when this console sends it.
pub fn fate(
    state: ReplyState,
    fate: &Fate,
    planned: Option<Timestamp>,
    now: Timestamp,
) -> (&'static str, String) {
    let mark = match state {
        ReplyState::Queued => "·",
        ReplyState::Sending => "→",
        ReplyState::Accepted => "✓",
        ReplyState::Delivered | ReplyState::Read => "✓✓",
        ReplyState::Failed => "✖",
        ReplyState::Unknown => "?",
        ReplyState::Journaled | ReplyState::Recorded => "·",
    };
    let words = match (state, fate.settled) {
        (_, Some(settled)) => self::settled(state, settled),
        (ReplyState::Queued, None) => queued(fate, planned, now),
        (ReplyState::Sending, None) => said!("sending", "enviando", "enviando").to_owned(),
        (ReplyState::Accepted, None) => accepted(fate.reports),
        (ReplyState::Delivered, None) => said!("delivered", "entregado", "entregue").to_owned(),
        (ReplyState::Read, None) => said!("read", "leído", "lido").to_owned(),
        (ReplyState::Failed, None) => match &fate.failure {
            Some(refusal) => {
                let why = self::refusal(refusal);
                told!(
                    "failed: {why}",
                    "no se envió: {why}",
                    "não foi enviado: {why}"
                )
            }
            None => said!("failed", "no se envió", "não foi enviado").to_owned(),
        },
        (ReplyState::Unknown, None) => said!(
            "unknown whether it went out; w decides",
            "no se sabe si salió; w decide",
            "não se sabe se saiu; w decide"
        )
        .to_owned(),
        (ReplyState::Journaled | ReplyState::Recorded, None) => recorded_only().to_owned(),
    };
    (mark, words)
}

fn accepted(reports: Reports) -> String {
    match reports {
        Reports::Asked | Reports::Told => said!("accepted", "aceptado", "aceito").to_owned(),
        Reports::Nowhere => said!(
            "accepted; this tenant reports nothing further",
            "aceptado; este cliente no informa nada más",
            "aceito; este cliente não informa mais nada"
        )
        .to_owned(),
    }
}

fn queued(fate: &Fate, planned: Option<Timestamp>, now: Timestamp) -> String {
    let Some(planned) = planned else {
        return match fate.due {
            Some(_) => said!(
                "queued, not sent; w decides",
                "en cola, sin enviar; w decide",
                "na fila, não enviado; w decide"
            )
            .to_owned(),
            None => said!("queued", "en cola", "na fila").to_owned(),
        };
    };
    let left = planned.duration_since(now);
    if left < SignedDuration::from_secs(1) {
        return said!("queued", "en cola", "na fila").to_owned();
    }
    let left = time::left(left);
    match &fate.failure {
        Some(refusal) => {
            let why = self::refusal(refusal);
            told!(
                "queued, again in {left}: {why}",
                "en cola, otra vez en {left}: {why}",
                "na fila, de novo em {left}: {why}"
            )
        }
        None => told!(
            "queued, goes out in {left}",
            "en cola, sale en {left}",
            "na fila, sai em {left}"
        ),
    }
}

fn settled(state: ReplyState, settled: Settled) -> String {
    match (settled, state) {
        (Settled::Resent, _) => said!(
            "sent again below",
            "enviado otra vez abajo",
            "enviado de novo abaixo"
        ),
        (Settled::Dropped, ReplyState::Unknown) => said!(
            "unknown whether it went out; left at that",
            "no se sabe si salió; quedó así",
            "não se sabe se saiu; ficou assim"
        ),
        (Settled::Dropped, _) => said!(
            "not sent, given up",
            "sin enviar, descartado",
            "não enviado, descartado"
        ),
    }
    .to_owned()
}

/// A provider's refusal: what its code means, else its own words.
pub fn refusal(refusal: &Refusal) -> String {
    let meaning = refusal.code.and_then(code);
    match (meaning, refusal.code) {
        (Some(meaning), Some(code)) => format!("{meaning} ({code})"),
        (_, Some(code)) => format!("{} ({code})", detail(&refusal.words.one_line())),
        (_, None) => detail(&refusal.words.one_line()).into_owned(),
    }
}

/// What a code of Meta means (reliability.md section 6).
fn code(code: i64) -> Option<&'static str> {
    Some(match code {
        131_047 => said!(
            "more than 24 h since the customer wrote",
            "más de 24 h desde que el cliente escribió",
            "mais de 24 h desde que o cliente escreveu"
        ),
        131_026 => said!(
            "this number cannot be reached on WhatsApp",
            "este número no recibe por WhatsApp",
            "este número não recebe pelo WhatsApp"
        ),
        131_049 => said!(
            "WhatsApp held it back; not again within a day",
            "WhatsApp lo retuvo; no insistas en un día",
            "o WhatsApp o reteve; não insista por um dia"
        ),
        131_056 => said!(
            "too many messages to this customer",
            "demasiados mensajes a este cliente",
            "mensagens demais para este cliente"
        ),
        130_429 | 80_007 | 4 | 429 => said!(
            "too many messages of this account",
            "demasiados mensajes de esta cuenta",
            "mensagens demais desta conta"
        ),
        131_048 => said!(
            "held back as spam",
            "retenido como spam",
            "retido como spam"
        ),
        131_031 | 368 => said!(
            "the account is locked",
            "la cuenta está bloqueada",
            "a conta está bloqueada"
        ),
        131_053 => said!(
            "the file could not be sent",
            "no se pudo enviar el archivo",
            "não foi possível enviar o arquivo"
        ),
        132_000 => said!(
            "the template has another number of values; its body in the configuration is not the approved one",
            "la plantilla pide otro número de valores; su body en la configuración no es el aprobado",
            "o modelo pede outro número de valores; o body na configuração não é o aprovado"
        ),
        132_001 => said!(
            "WhatsApp has no approved template of this name and language",
            "WhatsApp no tiene una plantilla aprobada con ese nombre e idioma",
            "o WhatsApp não tem modelo aprovado com esse nome e idioma"
        ),
        132_005 => said!(
            "the text is too long for a template",
            "el texto es demasiado largo para una plantilla",
            "o texto é longo demais para um modelo"
        ),
        132_012 | 132_018 => said!(
            "WhatsApp does not take a value in this form",
            "WhatsApp no acepta un valor con esa forma",
            "o WhatsApp não aceita um valor nesse formato"
        ),
        132_015 | 132_016 => said!(
            "WhatsApp paused this template",
            "WhatsApp pausó esta plantilla",
            "o WhatsApp pausou este modelo"
        ),
        190 | 401 => said!(
            "the tenant's token is not valid any more",
            "el token del cliente ya no es válido",
            "o token do cliente não é mais válido"
        ),
        _ => return None,
    })
}

/// Where replies of the composer go.
pub fn goes(line: Option<(Route, bool)>) -> String {
    match line {
        None => said!("channel unknown", "canal desconocido", "canal desconhecido").to_owned(),
        Some((Route::None, _)) => super::handoff::recorded_only().to_owned(),
        Some((route, false)) => self::route(route).to_owned(),
        Some((route, true)) => {
            let route = self::route(route);
            told!(
                "{route}, by the tenant's integration",
                "{route}, por la integración del cliente",
                "{route}, pela integração do cliente"
            )
        }
    }
}

/// What the customer's 24 hours mean for what is typed; empty where they mean nothing.
pub fn window(window: Window, route: Route) -> &'static str {
    if window.bars(route) {
        return said!(
            "24 h over: templates only (ctrl-t)",
            "24 h pasadas: plantillas (ctrl-t)",
            "24 h passadas: modelos (ctrl-t)"
        );
    }
    if window.warns(route) {
        return said!(
            "24 h over: writing risks a ban",
            "24 h pasadas: riesgo de bloqueo",
            "24 h passadas: risco de bloqueio"
        );
    }
    match (window, route) {
        (Window::Unknown, Route::Meta) => said!(
            "24 h window unknown",
            "ventana de 24 h desconocida",
            "janela de 24 h desconhecida"
        ),
        _ => "",
    }
}

/// The pace at which one customer may be written to.
pub fn pace(left: SignedDuration) -> String {
    let left = time::left(left);
    told!(
        "next in {left}",
        "el próximo en {left}",
        "o próximo em {left}"
    )
}

/// The composer refused: the customer's 24 hours are over.
pub fn window_closed(templates: bool) -> &'static str {
    match templates {
        true => said!(
            "Not sent: the customer last wrote more than 24 h ago. ctrl-t sends a template; your text is kept.",
            "No se envió: el cliente escribió hace más de 24 h. ctrl-t envía una plantilla; tu texto queda guardado.",
            "Não foi enviado: o cliente escreveu há mais de 24 h. ctrl-t envia um modelo; seu texto fica guardado."
        ),
        false => said!(
            "Not sent: the customer last wrote more than 24 h ago, and no template is configured. Your text is kept.",
            "No se envió: el cliente escribió hace más de 24 h y no hay plantillas configuradas. Tu texto queda guardado.",
            "Não foi enviado: o cliente escreveu há mais de 24 h e não há modelos configurados. Seu texto fica guardado."
        ),
    }
}

/// A reply was not taken.
pub fn reply_failed(name: &str, why: &Refusal) -> String {
    let why = refusal(why);
    told!(
        "Your reply to {name} did not go out: {why}. w sends it again or drops it.",
        "Tu respuesta a {name} no salió: {why}. w la envía otra vez o la descarta.",
        "Sua resposta a {name} não saiu: {why}. w envia de novo ou descarta."
    )
}

/// Nobody can tell whether a reply went out.
pub fn reply_unknown(name: &str, asked: bool) -> String {
    match asked {
        true => told!(
            "Unknown whether your reply to {name} went out; the chat is looked at for a minute. w decides.",
            "No se sabe si tu respuesta a {name} salió; se mira el chat durante un minuto. w decide.",
            "Não se sabe se sua resposta a {name} saiu; o chat é verificado por um minuto. w decide."
        ),
        false => told!(
            "Unknown whether your reply to {name} went out, and nobody can be asked. w decides.",
            "No se sabe si tu respuesta a {name} salió, y no hay a quién preguntar. w decide.",
            "Não se sabe se sua resposta a {name} saiu, e não há a quem perguntar. w decide."
        ),
    }
}

/// The provider was asked and does not have it.
pub fn still_unknown(name: &str) -> String {
    told!(
        "The provider does not show your reply to {name}: still unknown.",
        "El proveedor no muestra tu respuesta a {name}: sigue sin saberse.",
        "O provedor não mostra sua resposta a {name}: ainda não se sabe."
    )
}

/// A restart found a reply that was being sent.
pub fn unconfirmed(name: &str) -> String {
    told!(
        "Unknown whether your last reply to {name} went out. Open it and press w.",
        "No se sabe si tu última respuesta a {name} salió. Ábrela y pulsa w.",
        "Não se sabe se sua última resposta a {name} saiu. Abra e pressione w."
    )
}
