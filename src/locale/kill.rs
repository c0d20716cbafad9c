//! The kill switch before it is turned: whom it touches, how sure that is, what has to be typed; and afterwards
//! whether it took effect. A figure without a source is named as such.

mod verdict;

pub use verdict::verdict;

use super::notice::agent_name;
use super::{number, problem, time, word};
use crate::domain::agent::Turn;
use crate::domain::id::PlatformId;
use crate::domain::kill::{Blast, FRESH, Figure, Gauge, Known, NO_DATA, delay};
use crate::domain::time::since;
use jiff::Timestamp;

/// `Switch off Nigredo for 5 tenants`.
pub fn title(name: &str, turn: Turn, tenants: &str) -> String {
    told!(
        "Switch {} {} for {tenants}",
        "Dejar {1} {0} para {tenants}",
        "Deixar {1} {0} para {tenants}",
        word::turn(turn),
        agent_name(name)
    )
}

pub fn all_tenants() -> &'static str {
    said!("all tenants", "todos los tenants", "todos os tenants")
}

pub fn tenants(count: usize) -> String {
    number::counted(
        count as u64,
        said!("tenant", "tenant", "tenant"),
        said!("tenants", "tenants", "tenants"),
    )
}

/// `3 to switch · 1 already so · 1 left as it is · 1 not permitted`.
pub fn standings(blast: &Blast) -> String {
    let all = blast.standings();
    let (turns, already) = match blast.turn {
        Turn::Off => (
            many(
                all.turns,
                said!("on", "encendido", "ligado"),
                said!("on", "encendidos", "ligados"),
            ),
            many(
                all.already,
                said!("already off", "ya apagado", "já desligado"),
                said!("already off", "ya apagados", "já desligados"),
            ),
        ),
        Turn::On => (
            many(
                all.turns,
                said!("off", "apagado", "desligado"),
                said!("off", "apagados", "desligados"),
            ),
            many(
                all.already,
                said!("already on", "ya encendido", "já ligado"),
                said!("already on", "ya encendidos", "já ligados"),
            ),
        ),
    };
    let mut parts = vec![turns];
    let mut add = |count: usize, words: String| {
        if count > 0 {
            parts.push(words);
        }
    };
    add(all.already, already);
    add(
        all.left,
        told!(
            "{} in another state, left",
            "{} en otro estado, se dejan",
            "{} em outro estado, ficam",
            all.left
        ),
    );
    add(
        all.barred,
        told!(
            "{} not permitted",
            "{} sin permiso",
            "{} sem permissão",
            all.barred
        ),
    );
    if blast.cut {
        parts.push(
            said!(
                "more were not read",
                "hay más sin leer",
                "há mais não lidos"
            )
            .to_owned(),
        );
    }
    parts.join(" · ")
}

fn many(count: usize, one: &str, more: &str) -> String {
    number::counted(u64::try_from(count).unwrap_or(u64::MAX), one, more)
}

/// The label of a figure.
pub fn gauge(gauge: Gauge) -> &'static str {
    match gauge {
        Gauge::WithBot => said!("with the bot", "con el bot", "com o bot"),
        Gauge::WithPeople => said!("with people", "con personas", "com pessoas"),
        Gauge::Traffic => said!("last 15 min", "últimos 15 min", "últimos 15 min"),
        Gauge::Windows => said!("24 h windows", "ventanas 24 h", "janelas 24 h"),
        Gauge::Runs => said!("runs, 15 min", "ejecuciones", "execuções"),
        Gauge::Requests => said!("requests", "peticiones", "pedidos"),
        Gauge::Logs => said!("log lines", "líneas de log", "linhas de log"),
    }
}

/// What a figure says: `38 conversations`, `at least 38 …`, `nothing tells it`, `could not be read: …`.
pub fn known(figure: &Figure, turn: Turn) -> String {
    match &figure.known {
        Known::Count { count, at_least } => {
            let words = counted(figure.gauge, *count, turn);
            match at_least {
                true => told!("at least {words}", "al menos {words}", "ao menos {words}"),
                false => words,
            }
        }
        Known::NoSource => match figure.gauge {
            Gauge::Logs => said!(
                "not counted here; Health (6) shows them",
                "no se cuentan aquí; Salud (6) las muestra",
                "não são contadas aqui; Saúde (6) as mostra"
            )
            .to_owned(),
            _ => said!(
                "nothing here tells it",
                "nada aquí lo dice",
                "nada aqui diz isso"
            )
            .to_owned(),
        },
        Known::Failed(why) => {
            let words = problem(why);
            told!(
                "could not be read: {}",
                "no se pudo leer: {}",
                "não foi possível ler: {}",
                words.brief
            )
        }
    }
}

fn counted(gauge: Gauge, count: u64, turn: Turn) -> String {
    let conversations = || {
        number::counted(
            count,
            said!("conversation", "conversación", "conversa"),
            said!("conversations", "conversaciones", "conversas"),
        )
    };
    match gauge {
        Gauge::WithBot | Gauge::WithPeople => conversations(),
        Gauge::Traffic => told!(
            "{} with a message",
            "{} con un mensaje",
            "{} com uma mensagem",
            conversations()
        ),
        Gauge::Windows if turn == Turn::On => told!(
            "{} open now, answered again",
            "{} abiertas, se responden otra vez",
            "{} abertas, respondidas de novo",
            number::count(count)
        ),
        Gauge::Windows => told!(
            "{} open now, nobody answers",
            "{} abiertas, nadie responde",
            "{} abertas, ninguém responde",
            number::count(count)
        ),
        Gauge::Runs => number::counted(
            count,
            said!("run", "ejecución", "execução"),
            said!("runs", "ejecuciones", "execuções"),
        ),
        Gauge::Requests => number::counted(
            count,
            said!("request", "petición", "pedido"),
            said!(
                "requests, over all agents",
                "peticiones, de todos los agentes",
                "pedidos, de todos os agentes"
            ),
        ),
        Gauge::Logs => number::counted(
            count,
            said!("line", "línea", "linha"),
            said!("lines", "líneas", "linhas"),
        ),
    }
}

/// Where a figure is from and how old it is: `conversations, 4 s`.
pub fn origin(figure: &Figure, now: Timestamp) -> String {
    let age = time::age(since(now, figure.at));
    match figure.source.is_empty() {
        true => String::new(),
        false => format!("{}, {age}", figure.source),
    }
}

/// How old the look at the switches is.
pub fn looked(blast: &Blast, now: Timestamp) -> String {
    time::age(since(now, blast.at))
}

/// Whether a figure is too old to go by.
pub fn is_old(figure: &Figure, now: Timestamp) -> bool {
    since(now, figure.at) > FRESH
}

/// When it is felt.
pub fn effect(platform: PlatformId, turn: Turn) -> &'static str {
    match (platform, delay(platform)) {
        (_, Some(_)) if turn == Turn::On => said!(
            "the bot answers again within 5 minutes (the system caches tenants); taking it back returns each tenant to the state it has now",
            "el bot vuelve a responder en 5 minutos como máximo (caché de tenants); revertir devuelve cada tenant a su estado de ahora",
            "o bot volta a responder em até 5 minutos (cache de tenants); reverter devolve cada tenant ao estado de agora"
        ),
        (PlatformId::Alquimista, _) => said!(
            "written at once; no rule on its bus consumes the event, so taking effect is watched, never assumed",
            "se escribe ya; ninguna regla de su bus consume el evento: el efecto se observa, no se supone",
            "grava-se já; nenhuma regra do bus consome o evento: o efeito é observado, não suposto"
        ),
        (_, Some(_)) => said!(
            "nobody answers and what customers write is not recorded either; felt within 5 minutes (the system caches tenants), watched until then",
            "nadie responde y lo que escriben los clientes tampoco se registra; se nota en 5 minutos como máximo (caché de tenants), se observa hasta entonces",
            "ninguém responde e o que os clientes escrevem também não é registrado; sentido em até 5 minutos (cache de tenants), observado até lá"
        ),
        (_, None) => said!(
            "written at once; felt at the system's next run",
            "se escribe ya; se nota en la próxima ejecución",
            "grava-se já; sentido na próxima execução"
        ),
    }
}

pub fn reading() -> &'static str {
    said!(
        "counting whom it touches…",
        "contando a quién afecta…",
        "contando quem é afetado…"
    )
}

/// Whom it touches could not be read.
pub fn again() -> &'static str {
    said!(
        "nothing is switched blindly: Esc, then the key again",
        "nada se cambia a ciegas: Esc, y la tecla otra vez",
        "nada muda às cegas: Esc, e a tecla outra vez"
    )
}

/// What makes the word longer where figures are missing.
pub fn no_data() -> &'static str {
    said!(NO_DATA.0, NO_DATA.1, NO_DATA.2)
}

/// What is to be typed.
pub fn word_to_type(word: &str, whole: bool) -> String {
    match whole {
        true => word.to_owned(),
        false => format!("{word} {}", no_data()),
    }
}

pub fn second_person() -> &'static str {
    said!(
        "A second person must agree (another identity), or :break-glass",
        "Debe aceptar una segunda persona (otra identidad), o :break-glass",
        "Uma segunda pessoa deve concordar (outra identidade), ou :break-glass"
    )
}

pub fn until() -> &'static str {
    said!("until", "hasta", "até")
}

pub fn until_hint() -> &'static str {
    said!(
        "18:00, 2h, tomorrow; empty: by hand",
        "18:00, 2h, mañana; vacío: a mano",
        "18:00, 2h, amanhã; vazio: à mão"
    )
}

pub fn until_odd() -> &'static str {
    said!(
        "not a time: 18:00, 2h, tomorrow, or empty",
        "no es una hora: 18:00, 2h, mañana, o vacío",
        "não é uma hora: 18:00, 2h, amanhã, ou vazio"
    )
}

pub fn confirm() -> &'static str {
    said!("confirm", "confirma", "confirma")
}

pub fn confirm_hint(word: &str) -> String {
    told!(
        "type {word} to switch it",
        "escribe {word} para hacerlo",
        "digite {word} para fazê-lo"
    )
}

/// The keys of the dialog.
pub fn keys() -> &'static str {
    said!(
        "Tab next field · Enter on · Esc leaves it as it is",
        "Tab otro campo · Enter sigue · Esc lo deja como está",
        "Tab outro campo · Enter segue · Esc deixa como está"
    )
}

pub fn nothing_to_turn(turn: Turn) -> &'static str {
    match turn {
        Turn::Off => said!(
            "Nothing here can be switched off: it is off already, or not permitted.",
            "Aquí no hay nada que apagar: ya está apagado o no hay permiso.",
            "Aqui não há o que desligar: já está desligado ou não há permissão."
        ),
        Turn::On => said!(
            "Nothing here can be switched on: it is on already, or not permitted.",
            "Aquí no hay nada que encender: ya está encendido o no hay permiso.",
            "Aqui não há o que ligar: já está ligado ou não há permissão."
        ),
    }
}
