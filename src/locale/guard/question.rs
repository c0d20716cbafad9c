//! The questions: stealing, the ways to hand back, a bot that speaks all the same.

use crate::app::dialog::leave::Way;
use crate::app::dialog::speaks::Remedy;
use crate::domain::handoff::Claim;
use crate::locale::time;
use jiff::Timestamp;

pub fn steal_title(who: &str) -> String {
    told!("Take {who} over?", "¿Quitarle a {who}?", "Tirar {who}?")
}

/// From whom, since when, and what he sees.
pub fn steal_text(claim: &Claim, now: Timestamp) -> String {
    let by = claim.operator.one_line();
    let age = time::age(crate::domain::time::since(now, claim.since));
    let host = claim.host.one_line();
    told!(
        "{by} has had it for {age}, from {host}. Their composer locks, their draft is kept, and they are shown your reason.",
        "{by} la tiene hace {age}, desde {host}. Su campo se bloquea, su borrador se conserva y ve tu motivo.",
        "{by} está com ela há {age}, em {host}. O campo dela trava, o rascunho fica guardado e seu motivo aparece lá."
    )
}

pub fn leave_title(who: &str) -> String {
    told!("Give {who} back?", "¿Devolver a {who}?", "Devolver {who}?")
}

/// What follows from each way.
pub fn leave_text(bot_off: bool) -> &'static str {
    match bot_off {
        false => said!(
            "Nothing is written for 5 seconds; u takes it back until then. Afterwards it is watched for 2 minutes whether the bot answers.",
            "Durante 5 segundos no se escribe nada; u lo deshace. Después se vigila 2 minutos si el bot responde.",
            "Por 5 segundos nada é escrito; u desfaz. Depois observa-se por 2 minutos se o bot responde."
        ),
        true => said!(
            "The bot of this tenant is OFF: nobody would answer. Close it, or switch the bot on first (4 shows the agents).",
            "El bot de este negocio está APAGADO: nadie respondería. Ciérrala, o enciende antes el bot (4 muestra los agentes).",
            "O bot deste negócio está DESLIGADO: ninguém responderia. Feche-a, ou ligue antes o bot (4 mostra os agentes)."
        ),
    }
}

/// A way to leave.
pub fn way(way: Way) -> &'static str {
    match way {
        Way::Silently => said!("to the bot", "al bot", "ao bot"),
        Way::Summary => said!("with a summary", "con resumen", "com resumo"),
        Way::Close => said!("close it", "cerrarla", "fechá-la"),
        Way::SwitchOn => said!("switch the bot on", "encender el bot", "ligar o bot"),
    }
}

pub fn summary() -> &'static str {
    said!("summary", "resumen", "resumo")
}

/// Where a summary goes.
pub fn summary_hint() -> &'static str {
    said!(
        "for the bot and the staff; the customer is not sent it",
        "para el bot y el equipo; al cliente no se le envía",
        "para o bot e a equipe; não é enviado ao cliente"
    )
}

pub fn speaks_title(who: &str) -> String {
    told!("The bot and {who}", "El bot y {who}", "O bot e {who}")
}

/// What it did, and what each remedy stops.
pub fn speaks_text(overruns: usize, reasserted: usize, may_suspend: bool) -> [String; 2] {
    let mut did = match overruns {
        0 => String::new(),
        1 => said!(
            "The bot answered once since it is yours.",
            "El bot respondió una vez desde que es tuya.",
            "O bot respondeu uma vez desde que é sua."
        )
        .to_owned(),
        _ => told!(
            "The bot answered {overruns} times since it is yours.",
            "El bot respondió {overruns} veces desde que es tuya.",
            "O bot respondeu {overruns} vezes desde que é sua."
        ),
    };
    if reasserted > 0 || did.is_empty() {
        if !did.is_empty() {
            did.push(' ');
        }
        did.push_str(&rewritten(reasserted));
    }
    let then = match may_suspend {
        true => said!(
            "Suspending it silences it for ALL conversations of the tenant, and what customers write meanwhile is not recorded.",
            "Suspenderlo lo calla en TODAS las conversaciones del negocio, y lo que escriban los clientes mientras tanto no se registra.",
            "Suspendê-lo o cala em TODAS as conversas do negócio, e o que os clientes escreverem enquanto isso não é registrado."
        ),
        false => said!(
            "It cannot be suspended from here, or is suspended already.",
            "No se puede suspender desde aquí, o ya está suspendido.",
            "Não pode ser suspenso daqui, ou já está suspenso."
        ),
    };
    [did, then.to_owned()]
}

/// How often a pause that was overwritten was written again.
fn rewritten(times: usize) -> String {
    match times {
        1 => said!(
            "Its pause was written again once in the last 10 minutes.",
            "Su pausa se reescribió una vez en los últimos 10 minutos.",
            "A pausa foi reescrita uma vez nos últimos 10 minutos."
        )
        .to_owned(),
        _ => told!(
            "Its pause was written again {times} times in the last 10 minutes.",
            "Su pausa se reescribió {times} veces en los últimos 10 minutos.",
            "A pausa foi reescrita {times} vezes nos últimos 10 minutos."
        ),
    }
}

/// What can be done.
pub fn remedy(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::Leave => said!("leave it", "dejarlo", "deixar"),
        Remedy::PauseAgain => said!("pause again", "pausar otra vez", "pausar de novo"),
        Remedy::Incident => crate::locale::shift::remedy(),
        Remedy::Suspend => said!("suspend the bot", "suspender el bot", "suspender o bot"),
    }
}
