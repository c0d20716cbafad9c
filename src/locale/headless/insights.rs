//! Words of questions to Logs Insights that are asked without a screen.

use crate::domain::id::PlatformId;
use crate::locale::time;
use jiff::SignedDuration;

pub fn needs_yes() -> &'static str {
    said!(
        "Nothing was asked yet. --yes asks it at that price, --max-gib N only if it scans no more than N GiB.",
        "Aún no se preguntó nada. --yes pregunta a ese precio, --max-gib N solo si no lee más de N GiB.",
        "Nada foi perguntado ainda. --yes pergunta por esse preço, --max-gib N só se não ler mais de N GiB."
    )
}

pub fn too_much(most: f64) -> String {
    told!(
        "Not asked: that is more than {most} GiB. A shorter --since or fewer groups scan less.",
        "No se preguntó: es más de {most} GiB. Un --since más corto o menos grupos leen menos.",
        "Não foi perguntado: é mais de {most} GiB. Um --since mais curto ou menos grupos leem menos."
    )
}

pub fn unknown_size() -> &'static str {
    said!(
        "Not asked: a group of unknown size is under no bound. Leave it out, or agree with --yes.",
        "No se preguntó: un grupo de tamaño desconocido no cabe en ningún límite. Quítalo o acepta con --yes.",
        "Não foi perguntado: um grupo de tamanho desconhecido não cabe em limite nenhum. Tire-o ou aceite com --yes."
    )
}

/// No group, or more than one, is called so.
pub fn no_such_group(typed: &str, platform: PlatformId) -> String {
    let of = platform.as_str();
    told!(
        "No single group of logs is called «{typed}». switchboard logs groups --platform {of} lists them.",
        "Ningún grupo único de registros se llama «{typed}». switchboard logs groups --platform {of} los lista.",
        "Nenhum grupo único de logs se chama «{typed}». switchboard logs groups --platform {of} lista todos."
    )
}

pub fn too_many_groups(most: usize) -> String {
    told!(
        "one question takes {most} groups at most",
        "una pregunta admite {most} grupos como máximo",
        "uma pergunta aceita no máximo {most} grupos"
    )
}

/// No answer came to the request itself.
pub fn may_run() -> &'static str {
    said!(
        "It is not known whether it was taken: it may run and be billed. It is not asked twice by itself.",
        "No se sabe si fue aceptada: puede estar en curso y cobrarse. No se pregunta dos veces por sí sola.",
        "Não se sabe se foi aceita: pode estar em curso e ser cobrada. Não é perguntada duas vezes sozinha."
    )
}

/// Its time was over.
pub fn late(wait: SignedDuration) -> String {
    let wait = time::left(wait);
    told!(
        "Stopped: it was not done within {wait}. A longer --wait gives it more time; what it scanned is billed.",
        "Detenida: no terminó en {wait}. Un --wait más largo le da más tiempo; lo leído se cobra.",
        "Parada: não terminou em {wait}. Um --wait maior dá mais tempo; o que foi lido é cobrado."
    )
}

/// Somebody ended the wait.
pub fn interrupted() -> &'static str {
    said!(
        "Stopped. What it had scanned is billed.",
        "Detenida. Lo que ya leyó se cobra.",
        "Parada. O que já leu é cobrado."
    )
}

pub fn not_stopped(why: &str, id: &str) -> String {
    told!(
        "It could not be stopped ({why}) and may run on: aws logs stop-query --query-id {id}",
        "No se pudo detener ({why}) y puede seguir: aws logs stop-query --query-id {id}",
        "Não foi possível parar ({why}) e pode continuar: aws logs stop-query --query-id {id}"
    )
}

pub fn not_a_time_back() -> &'static str {
    said!(
        "write a span such as 90s, 15m, 2h or 7d, up to 90d",
        "escribe un lapso como 90s, 15m, 2h o 7d, hasta 90d",
        "escreva um intervalo como 90s, 15m, 2h ou 7d, até 90d"
    )
}

pub fn not_gib() -> &'static str {
    said!(
        "write a number of GiB above 0, such as 0.5",
        "escribe un número de GiB mayor que 0, como 0.5",
        "escreva um número de GiB maior que 0, como 0.5"
    )
}
