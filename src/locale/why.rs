//! The words of the briefing as a whole: why a conversation escalated.

use crate::domain::mood::Course;
use crate::domain::text::Text;
use crate::domain::trigger::Sighting;

/// `«ya» only inside «playa»`, or the words around it.
pub fn sighting(sighting: &Sighting) -> String {
    let word = &sighting.keyword;
    match &sighting.place {
        Some(((before, found, after), true)) => told!(
            "«{word}» only inside «{before}{found}{after}»",
            "«{word}» solo dentro de «{before}{found}{after}»",
            "«{word}» só dentro de «{before}{found}{after}»"
        ),
        Some(((before, found, after), false)) => told!(
            "«{word}» stands alone: {before}[{found}]{after}",
            "«{word}» está sola: {before}[{found}]{after}",
            "«{word}» está sozinha: {before}[{found}]{after}"
        ),
        None => told!(
            "«{word}»: the message is not kept",
            "«{word}»: el mensaje no se conserva",
            "«{word}»: a mensagem não é guardada"
        ),
    }
}

/// Where the customer's mood goes.
pub fn course(course: Course) -> &'static str {
    match course {
        Course::Quiet => said!("nothing heard", "sin señales", "sem sinais"),
        Course::Better => said!("getting better", "mejora", "melhora"),
        Course::Worse => said!("getting worse", "empeora", "piora"),
        Course::Good => said!("good", "bueno", "bom"),
        Course::Bad => said!("bad", "malo", "ruim"),
    }
}

/// Behind the mood: it is no measurement.
pub fn guessed() -> &'static str {
    said!(
        "(guessed from words)",
        "(estimado por palabras)",
        "(estimado por palavras)"
    )
}

/// How often the bot answered before it gave up.
pub fn attempts(count: usize) -> String {
    match count {
        0 => said!(
            "no answer before it gave up",
            "ninguna respuesta antes de escalar",
            "nenhuma resposta antes de escalar"
        )
        .to_owned(),
        1 => said!(
            "1 answer before it gave up",
            "1 respuesta antes de escalar",
            "1 resposta antes de escalar"
        )
        .to_owned(),
        _ => told!(
            "{count} answers before it gave up",
            "{count} respuestas antes de escalar",
            "{count} respostas antes de escalar"
        ),
    }
}

/// Behind what the bot wrote of the conversation.
pub fn unverified() -> &'static str {
    said!(
        "unverified: the bot wrote it",
        "sin verificar: lo escribió el bot",
        "não verificado: o bot escreveu"
    )
}

/// Nothing beside the item was told of the escalation.
pub fn table_only() -> &'static str {
    said!(
        "No briefing came; this is from the table alone.",
        "No llegó informe; esto sale solo de la tabla.",
        "Não chegou relatório; isto vem só da tabela."
    )
}

/// Another conversation of the same customer: `ACTIVE · 3 d ago · reason`.
pub fn earlier(status: &str, ago: Option<String>, reason: Option<&Text>) -> String {
    let mut parts = vec![status.to_owned()];
    parts.extend(ago);
    parts.extend(reason.map(|reason| reason.one_line().into_owned()));
    parts.join(" · ")
}

/// No other conversation is known.
pub fn no_other() -> &'static str {
    said!(
        "none known at this business",
        "ninguna conocida en este negocio",
        "nenhuma conhecida neste negócio"
    )
}

/// The labels of the briefing.
pub mod label {
    pub fn title() -> &'static str {
        said!(
            "Why it escalated",
            "Por qué se escaló",
            "Por que foi escalada"
        )
    }
    pub fn why() -> &'static str {
        said!("why", "por qué", "por quê")
    }
    pub fn words() -> &'static str {
        said!(
            "Words that fired",
            "Palabras que dispararon",
            "Palavras que dispararam"
        )
    }
    pub fn triggers() -> &'static str {
        said!("Triggers", "Disparadores", "Gatilhos")
    }
    pub fn mood() -> &'static str {
        said!("mood", "ánimo", "ânimo")
    }
    pub fn bot() -> &'static str {
        said!("bot", "bot", "bot")
    }
    pub fn intent() -> &'static str {
        said!("last intent", "última intención", "última intenção")
    }
    pub fn wanted() -> &'static str {
        said!("wanted lately", "quiso antes", "quis antes")
    }
    pub fn products() -> &'static str {
        said!("asked about", "preguntó por", "perguntou por")
    }
    pub fn team() -> &'static str {
        said!("suggested", "sugerido", "sugerido")
    }
    pub fn estimate() -> &'static str {
        said!("may take", "puede tardar", "pode levar")
    }
    pub fn summary() -> &'static str {
        said!("summary", "resumen", "resumo")
    }
    pub fn others() -> &'static str {
        said!(
            "Other conversations of this customer",
            "Otras conversaciones de este cliente",
            "Outras conversas deste cliente"
        )
    }
}
