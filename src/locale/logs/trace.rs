//! Words of traces.

use crate::domain::trace::Fate;
use jiff::SignedDuration;

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
