//! Words of traces.

use crate::domain::metric::Span;
use crate::domain::trace::Fate;
use crate::locale::time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The mark of what came of a piece.
pub fn fate_mark(fate: Fate) -> &'static str {
    match fate {
        Fate::Well => "✓",
        Fate::Throttled => "!",
        Fate::Error | Fate::Fault => "✗",
    }
}

/// What came of a piece, in a word.
pub fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Well => "ok",
        Fate::Throttled => said!("throttled", "frenado", "limitado"),
        Fate::Error => said!("refused", "rechazado", "recusado"),
        Fate::Fault => said!("failed", "falló", "falhou"),
    }
}

/// How long a piece took; one without an end is still open.
pub fn took(took: Option<SignedDuration>) -> String {
    let Some(took) = took else {
        return said!("no end", "sin fin", "sem fim").to_owned();
    };
    let millis = took.as_millis();
    match millis {
        0..10_000 => format!("{millis} ms"),
        _ => format!("{:.1} s", took.as_secs_f64()),
    }
}

pub fn pieces(count: usize) -> String {
    match count {
        1 => said!("1 piece", "1 parte", "1 parte").to_owned(),
        _ => told!("{count} pieces", "{count} partes", "{count} partes"),
    }
}

pub fn column_piece() -> &'static str {
    said!("piece", "parte", "parte")
}

pub fn column_begins() -> &'static str {
    said!("begins", "empieza", "começa")
}

pub fn column_took() -> &'static str {
    said!("took", "duró", "durou")
}

pub fn trace_cut() -> &'static str {
    said!(
        "X-Ray kept only a part of this trace.",
        "X-Ray conservó solo una parte de esta traza.",
        "O X-Ray guardou só uma parte deste trace."
    )
}

pub fn traces_title() -> &'static str {
    said!("Traces", "Trazas", "Traces")
}

/// Which of them are listed, and of what time.
pub fn listed(failed: bool, span: Span, now: Timestamp, zone: &TimeZone) -> String {
    let (from, to) = (
        time::moment(span.from, now, zone),
        time::clock_seconds(span.to, zone),
    );
    match failed {
        true => told!(
            "failed, {from} to {to}",
            "fallidas, {from} a {to}",
            "com falha, {from} a {to}"
        ),
        false => told!(
            "all, {from} to {to}",
            "todas, {from} a {to}",
            "todos, {from} a {to}"
        ),
    }
}

pub fn column_entry() -> &'static str {
    said!("called", "llamada", "chamada")
}

pub fn traces(count: usize, more: bool) -> String {
    let or_more = if more { "+" } else { "" };
    match count {
        1 => said!("1 trace", "1 traza", "1 trace").to_owned(),
        _ => told!(
            "{count}{or_more} traces",
            "{count}{or_more} trazas",
            "{count}{or_more} traces"
        ),
    }
}

pub fn reading_traces() -> &'static str {
    said!(
        "Reading the traces…",
        "Leyendo las trazas…",
        "Lendo os traces…"
    )
}

/// There is none, and the next step. `all`, `logs`: the keys that lead on.
pub fn none_listed(failed: bool, all: &str, logs: &str) -> [String; 2] {
    let what = match failed {
        true => said!(
            "X-Ray has no failed trace of this system in this time.",
            "X-Ray no tiene trazas fallidas de este sistema en este tiempo.",
            "O X-Ray não tem traces com falha deste sistema neste período."
        ),
        false => said!(
            "X-Ray has no trace of this system in this time: it keeps a sample, and only where tracing is on.",
            "X-Ray no tiene trazas de este sistema en este tiempo: guarda una muestra, y solo si el rastreo está activo.",
            "O X-Ray não tem traces deste sistema neste período: guarda uma amostra, e só onde o rastreamento está ativo."
        ),
    };
    let next = match failed {
        true => told!(
            "{all} lists those that went well too; back and {logs} opens the logs of that time.",
            "{all} lista también las que salieron bien; atrás y {logs} abre los registros de ese tiempo.",
            "{all} lista também os que deram certo; voltar e {logs} abre os logs desse período."
        ),
        false => told!(
            "Back and {logs} opens the logs of that time.",
            "Atrás y {logs} abre los registros de ese tiempo.",
            "Voltar e {logs} abre os logs desse período."
        ),
    };
    [what.to_owned(), next]
}

/// A system that is not set up for X-Ray.
pub fn no_traces_sent() -> &'static str {
    said!(
        "this system sends no traces; l opens its logs.",
        "este sistema no envía trazas; l abre sus registros.",
        "este sistema não envia traces; l abre seus logs."
    )
}

pub fn reading_trace() -> &'static str {
    said!("Reading the trace…", "Leyendo la traza…", "Lendo o trace…")
}

/// There is no such trace, and the next step.
pub fn no_such_trace() -> [String; 2] {
    [
        said!(
            "X-Ray has no trace of this id, or not yet: it shows one some seconds late.",
            "X-Ray no tiene una traza con este id, o aún no: la muestra unos segundos después.",
            "O X-Ray não tem um trace com este id, ou ainda não: mostra um alguns segundos depois."
        )
        .to_owned(),
        said!(
            "It is looked for again every 10 s. X-Ray keeps traces for 30 days and samples some requests only.",
            "Se busca de nuevo cada 10 s. X-Ray guarda las trazas 30 días y toma solo una muestra.",
            "É buscado de novo a cada 10 s. O X-Ray guarda traces por 30 dias e só de uma amostra."
        )
        .to_owned(),
    ]
}
