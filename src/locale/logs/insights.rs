//! Words of questions to Insights: how much they scan, what that costs, what came of them.

use crate::domain::log::question::{Answer, Estimate, PRICE, Progress};

/// Bytes in the largest unit in which they are one or more.
pub fn bytes(bytes: f64) -> String {
    let units = ["B", "KB", "MB", "GB", "TB"];
    let (mut value, mut unit) = (bytes.max(0.0), 0);
    while value >= 1024.0 && unit + 1 < units.len() {
        value /= 1024.0;
        unit += 1;
    }
    let unit = units.get(unit).copied().unwrap_or_default();
    match value < 10.0 && unit != "B" {
        true => format!("{value:.1} {unit}"),
        false => format!("{value:.0} {unit}"),
    }
}

/// What a question will cost, about.
pub fn estimate(estimate: Estimate, agreeing: bool) -> String {
    let size = bytes(estimate.bytes);
    let price = dollars(estimate.price());
    let known = match estimate.unknown {
        0 => String::new(),
        1 => said!(
            " + 1 group of unknown size",
            " + 1 grupo de tamaño desconocido",
            " + 1 grupo de tamanho desconhecido"
        )
        .to_owned(),
        count => told!(
            " + {count} groups of unknown size",
            " + {count} grupos de tamaño desconocido",
            " + {count} grupos de tamanho desconhecido"
        ),
    };
    match agreeing {
        true => told!(
            "Scan ~{size}{known} for ~{price}? Enter asks, Esc drops it",
            "¿Leer ~{size}{known} por ~{price}? Enter pregunta, Esc lo deja",
            "Ler ~{size}{known} por ~{price}? Enter pergunta, Esc desiste"
        ),
        false => told!(
            "~{size}{known} ≈ {price}",
            "~{size}{known} ≈ {price}",
            "~{size}{known} ≈ {price}"
        ),
    }
}

/// Its price is not known, in the words of whoever refused it.
pub fn no_estimate(why: &str, agreeing: bool) -> String {
    match agreeing {
        true => told!(
            "Its size is not known ({why}); ${PRICE} per GB. Enter asks all the same, Esc drops it",
            "No se conoce su tamaño ({why}); ${PRICE} por GB. Enter pregunta igual, Esc lo deja",
            "O tamanho não é conhecido ({why}); ${PRICE} por GB. Enter pergunta mesmo assim, Esc desiste"
        ),
        false => told!(
            "Its size is not known: {why}",
            "No se conoce su tamaño: {why}",
            "O tamanho não é conhecido: {why}"
        ),
    }
}

pub fn sizing() -> &'static str {
    said!(
        "finding out its size…",
        "averiguando su tamaño…",
        "descobrindo o tamanho…"
    )
}

/// Dollars with as many digits as say something.
fn dollars(price: f64) -> String {
    match price {
        price if price >= 0.01 => format!("${price:.2}"),
        price if price >= 0.0001 => format!("${price:.4}"),
        _ => said!("less than $0.0001", "menos de $0.0001", "menos de $0.0001").to_owned(),
    }
}

/// What a question has come to.
pub fn answered(answer: &Answer) -> String {
    let scanned = bytes(answer.scanned_bytes);
    let price = dollars(answer.price());
    let (matched, lines) = (answer.matched_lines, answer.scanned_lines);
    let so_far = match answer.progress {
        Progress::Waiting => said!("waiting its turn", "espera su turno", "espera a vez"),
        Progress::Running => said!("running", "en curso", "em curso"),
        Progress::Done => said!("done", "listo", "pronto"),
        Progress::Failed => said!("failed", "falló", "falhou"),
        Progress::Stopped => said!("stopped", "detenido", "parado"),
    };
    told!(
        "{so_far} · {matched:.0} of {lines:.0} lines match · {scanned} scanned, {price}",
        "{so_far} · {matched:.0} de {lines:.0} líneas coinciden · {scanned} leídos, {price}",
        "{so_far} · {matched:.0} de {lines:.0} linhas coincidem · {scanned} lidos, {price}"
    )
}

pub fn asking() -> &'static str {
    said!("asking…", "preguntando…", "perguntando…")
}

pub fn no_rows() -> &'static str {
    said!(
        "It found nothing.",
        "No encontró nada.",
        "Não encontrou nada."
    )
}
