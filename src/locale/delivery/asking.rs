//! The question about a reply in doubt, the commands around them, and what headless verbs say.

use super::refusal;
use crate::domain::reply::{Doubt, Refusal};

/// The title of the question.
pub fn doubt_title(name: &str, certain: bool) -> String {
    match certain {
        true => told!(
            "The reply to {name} did not go out",
            "La respuesta a {name} no salió",
            "A resposta a {name} não saiu"
        ),
        false => told!(
            "Did the reply to {name} go out?",
            "¿Salió la respuesta a {name}?",
            "A resposta a {name} saiu?"
        ),
    }
}

/// What follows from the answers.
pub fn doubt_text(certain: bool) -> &'static str {
    match certain {
        true => said!(
            "It surely was not sent. Sending it again makes no second one.",
            "Seguro que no se envió. Enviarla otra vez no la duplica.",
            "Com certeza não foi enviada. Enviar de novo não duplica."
        ),
        false => said!(
            "Nobody can tell. Sent again, the customer may get it twice.",
            "Nadie lo sabe. Si la envías otra vez, el cliente puede recibirla dos veces.",
            "Ninguém sabe. Se enviar de novo, o cliente pode recebê-la duas vezes."
        ),
    }
}

/// An answer, with its key.
pub fn doubt_choice(doubt: Doubt, certain: bool) -> &'static str {
    match (doubt, certain) {
        (Doubt::Ask, _) => said!("a ask again", "a preguntar otra vez", "a perguntar de novo"),
        (Doubt::Resend, true) => said!("r send again", "r enviar otra vez", "r enviar de novo"),
        (Doubt::Resend, false) => said!(
            "r send again (may be twice)",
            "r enviar otra vez (puede duplicar)",
            "r enviar de novo (pode duplicar)"
        ),
        (Doubt::Drop, _) => said!("d leave it", "d dejarla así", "d deixar assim"),
    }
}

/// No reply is in doubt.
pub fn no_doubt() -> &'static str {
    said!(
        "every reply here is settled.",
        "aquí no hay respuestas en duda.",
        "não há respostas em dúvida aqui."
    )
}

/// The same beside a dim key.
pub fn no_doubt_short() -> &'static str {
    said!("none in doubt", "ninguna en duda", "nenhuma em dúvida")
}

/// The channel has no templates.
pub fn no_templates() -> &'static str {
    said!(
        "no templates are configured for this tenant.",
        "no hay plantillas configuradas para este cliente.",
        "não há modelos configurados para este cliente."
    )
}

/// The same beside a dim key.
pub fn no_templates_short() -> &'static str {
    said!("no templates", "sin plantillas", "sem modelos")
}

pub fn outcome_label() -> &'static str {
    said!("outcome", "¿salió?", "saiu?")
}

pub fn outcome_command() -> &'static str {
    said!(
        "Decide about a reply that failed, or of which nobody can tell whether it went out",
        "Decide sobre una respuesta que falló o que no se sabe si salió",
        "Decide sobre uma resposta que falhou ou que não se sabe se saiu"
    )
}

pub fn ask_label() -> &'static str {
    said!("ask again", "preguntar", "perguntar")
}

pub fn ask_command() -> &'static str {
    said!(
        "Ask the provider again whether it has the reply",
        "Pregunta otra vez al proveedor si tiene la respuesta",
        "Pergunta de novo ao provedor se ele tem a resposta"
    )
}

pub fn resend_label() -> &'static str {
    said!("send again", "enviar otra vez", "enviar de novo")
}

pub fn resend_command() -> &'static str {
    said!(
        "Send the same words again; the customer may get them twice",
        "Envía otra vez lo mismo; el cliente puede recibirlo dos veces",
        "Envia o mesmo de novo; o cliente pode receber duas vezes"
    )
}

pub fn drop_label() -> &'static str {
    said!("leave it", "dejarla así", "deixar assim")
}

pub fn drop_command() -> &'static str {
    said!(
        "Leave the reply as it is and ask no more",
        "Deja la respuesta como está y no pregunta más",
        "Deixa a resposta como está e não pergunta mais"
    )
}

pub fn template_label() -> &'static str {
    said!("template", "plantilla", "modelo")
}

pub fn template_command() -> &'static str {
    said!(
        "Send a text that WhatsApp approved, also after 24 h",
        "Envía un texto aprobado por WhatsApp, también después de 24 h",
        "Envia um texto aprovado pelo WhatsApp, também depois de 24 h"
    )
}

/// A verb recorded a reply that goes nowhere.
pub fn recorded_only() -> &'static str {
    said!(
        "recorded, not sent",
        "registrado, sin enviar",
        "registrado, não enviado"
    )
}

/// A verb's reply was accepted, and that is all that will be known.
pub fn nothing_further() -> &'static str {
    said!(
        "Accepted by the provider; this tenant reports nothing further.",
        "Aceptado por el proveedor; este cliente no informa nada más.",
        "Aceito pelo provedor; este cliente não informa mais nada."
    )
}

/// A verb's reply was refused.
pub fn not_delivered(why: &Refusal) -> Vec<String> {
    let why = refusal(why);
    vec![told!(
        "The reply is recorded and did not go out: {why}.",
        "La respuesta quedó registrada y no salió: {why}.",
        "A resposta ficou registrada e não saiu: {why}."
    )]
}

/// Nobody can tell whether a verb's reply went out.
pub fn undecided() -> Vec<String> {
    vec![
        said!(
            "Unknown whether the reply went out. It is not sent again by itself.",
            "No se sabe si la respuesta salió. No se envía otra vez sola.",
            "Não se sabe se a resposta saiu. Ela não é enviada de novo sozinha."
        )
        .to_owned(),
        said!(
            "Look into the customer's chat, or open the conversation on the screen and press w.",
            "Mira el chat del cliente, o abre la conversación en la pantalla y pulsa w.",
            "Olhe o chat do cliente, ou abra a conversa na tela e pressione w."
        )
        .to_owned(),
    ]
}

/// A verb's reply still waits.
pub fn still_queued() -> Vec<String> {
    vec![
        said!(
            "The provider asked to wait: the reply is recorded and not sent. Open the conversation on the screen and press w.",
            "El proveedor pidió esperar: la respuesta quedó registrada y sin enviar. Abre la conversación en la pantalla y pulsa w.",
            "O provedor pediu para esperar: a resposta ficou registrada e não foi enviada. Abra a conversa na tela e pressione w."
        )
        .to_owned(),
    ]
}

/// What was being done, in a sentence.
pub fn delivering() -> &'static str {
    said!(
        "sending a reply",
        "enviar una respuesta",
        "enviar uma resposta"
    )
}

/// What was not done.
pub fn not_sent_yet() -> &'static str {
    said!(
        "Reply not sent",
        "Respuesta sin enviar",
        "Resposta não enviada"
    )
}
