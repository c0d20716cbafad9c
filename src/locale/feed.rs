//! How fresh what is on the screen is, in a few words, and in a sentence where it is not fresh.

use jiff::{SignedDuration, Timestamp};

use super::{number, problem, time};
use crate::app::feed::Feed;
use crate::domain::problem::Problem;
use crate::domain::time::since;

/// A few words for the line of tabs.
pub fn short(feed: &Feed, now: Timestamp) -> String {
    let age = |at: Timestamp| time::age(since(now, at));
    match feed {
        Feed::Loading => said!("loading", "cargando", "carregando").to_owned(),
        Feed::Fresh { at } => told!("live · {}", "al día · {}", "em dia · {}", age(*at)),
        Feed::Stale { at } => told!("stale · {} old", "viejo · {}", "velho · {}", age(*at)),
        Feed::Throttled { retry_at, .. } => {
            told!(
                "throttled · again in {}",
                "frenado · reintento en {}",
                "freado · tenta em {}",
                soon(now, *retry_at)
            )
        }
        Feed::Failed {
            problem: why,
            retry_at,
            ..
        } => told!(
            "{} · again in {}",
            "{} · reintento en {}",
            "{} · tenta em {}",
            problem::short(why.trouble),
            soon(now, *retry_at)
        ),
        Feed::Denied { .. } => said!("not permitted", "no permitido", "não permitido").to_owned(),
    }
}

/// One word or two, where even a few are too many.
pub fn brief(feed: &Feed, now: Timestamp) -> String {
    match feed {
        Feed::Stale { at } => told!(
            "stale · {}",
            "viejo · {}",
            "velho · {}",
            time::age(since(now, *at))
        ),
        Feed::Throttled { .. } => said!("throttled", "frenado", "freado").to_owned(),
        Feed::Failed { .. } => said!("failed", "falló", "falhou").to_owned(),
        Feed::Denied { .. } => said!("denied", "denegado", "negado").to_owned(),
        Feed::Fresh { at } => time::age(since(now, *at)),
        Feed::Loading => short(feed, now),
    }
}

/// What to say where the data cannot be trusted to be fresh: sentences in the order of reading, each with
/// its rank; where it is narrow the highest rank is left out first.
pub fn sentences(feed: &Feed, now: Timestamp) -> Vec<(u8, String)> {
    let mut said = Vec::new();
    let at = match feed {
        Feed::Loading | Feed::Fresh { .. } => return said,
        Feed::Stale { at } => {
            let age = time::age(since(now, *at));
            said.push((
                0,
                told!(
                    "Not read anew for {age}; being read.",
                    "Sin leer de nuevo hace {age}; se está leyendo.",
                    "Sem reler há {age}; sendo lido."
                ),
            ));
            None
        }
        Feed::Throttled { at, retry_at } => {
            let soon = soon(now, *retry_at);
            said.push((
                0,
                told!(
                    "The backend asks to slow down; again in {soon}.",
                    "El backend pide ir más despacio; reintento en {soon}.",
                    "O backend pede para ir mais devagar; tenta em {soon}."
                ),
            ));
            *at
        }
        Feed::Failed {
            at, problem: why, ..
        }
        | Feed::Denied { at, problem: why } => {
            let words = problem::problem(why);
            said.push((0, capital(&words.brief)));
            said.push((1, words.remedy));
            said.push((3, why.subject.one_line().into_owned()));
            *at
        }
    };
    if let Some(at) = at {
        let age = time::age(since(now, at));
        said.insert(
            1.min(said.len()),
            (
                2,
                told!(
                    "What you see is {age} old.",
                    "Lo que ves tiene {age}.",
                    "O que você vê tem {age}."
                ),
            ),
        );
    }
    said
}

/// A few words as a sentence.
fn capital(words: &str) -> String {
    let mut chars = words.chars();
    let first: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    format!("{first}{}.", chars.as_str())
}

/// The connection is down: what, the remedy, and whose words.
pub fn disconnected(why: &Problem) -> Vec<(u8, String)> {
    let words = problem::problem(why);
    vec![
        (0, capital(&words.brief)),
        (0, words.remedy),
        (2, why.subject.one_line().into_owned()),
        (3, words.why),
    ]
}

/// What a list says before its first row has come.
pub fn loading() -> [String; 2] {
    [
        said!("Reading…", "Leyendo…", "Lendo…").to_owned(),
        said!(
            "Rows appear as they are found.",
            "Las filas aparecen a medida que se hallan.",
            "As linhas aparecem à medida que são achadas."
        )
        .to_owned(),
    ]
}

/// A read over many partitions under way: `reading 3 of 5 · 41 read units`.
pub fn progress(done: usize, of: usize, units: f64) -> String {
    told!(
        "reading {done} of {of} · {} RCU",
        "leyendo {done} de {of} · {} RCU",
        "lendo {done} de {of} · {} RCU",
        number::rate(units)
    )
}

/// Not connected yet.
pub fn connecting(tries: u32) -> [String; 2] {
    let what = if tries == 0 {
        said!("Connecting…", "Conectando…", "Conectando…").to_owned()
    } else {
        told!(
            "Connecting, try {}…",
            "Conectando, intento {}…",
            "Conectando, tentativa {}…",
            u64::from(tries) + 1
        )
    };
    [
        what,
        said!(
            "Keys work; rows appear once the backend answers.",
            "Las teclas funcionan; las filas aparecen cuando el backend responda.",
            "As teclas funcionam; as linhas aparecem quando o backend responder."
        )
        .to_owned(),
    ]
}

/// The connection is down: for the header.
pub fn down(now: Timestamp, retry_at: Timestamp) -> String {
    told!(
        "NO CONNECTION · again in {}",
        "SIN CONEXIÓN · reintento en {}",
        "SEM CONEXÃO · tenta em {}",
        soon(now, retry_at)
    )
}

/// Credentials are not accepted: for the header.
pub fn credentials(now: Timestamp, retry_at: Timestamp) -> String {
    told!(
        "CREDENTIALS NOT ACCEPTED · again in {}",
        "CREDENCIALES NO ACEPTADAS · reintento en {}",
        "CREDENCIAIS NÃO ACEITAS · tenta em {}",
        soon(now, retry_at)
    )
}

/// For the header while connecting.
pub fn connecting_short() -> &'static str {
    said!("connecting…", "conectando…", "conectando…")
}

/// The backend asks to slow down and nothing has been read yet.
pub fn throttled() -> &'static str {
    said!(
        "The backend asks to slow down.",
        "El backend pide ir más despacio.",
        "O backend pede para ir mais devagar."
    )
}

/// When a sentence says that something is tried again.
pub fn again(now: Timestamp, at: Timestamp) -> String {
    told!(
        "Tried again in {}.",
        "Se reintenta en {}.",
        "Tenta-se de novo em {}.",
        soon(now, at)
    )
}

fn soon(now: Timestamp, at: Timestamp) -> String {
    let left = at.duration_since(now).max(SignedDuration::ZERO);
    // Rounded up: "in 0 s" would be said for a whole second.
    time::age(
        left.checked_add(SignedDuration::from_millis(999))
            .unwrap_or(left),
    )
}
