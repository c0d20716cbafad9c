//! The words of the handover.

use crate::domain::handover::Part;
use crate::domain::problem::Problem;
use crate::locale;

/// Its title.
pub fn title() -> &'static str {
    said!("Handover", "Entrega de turno", "Passagem de turno")
}

/// The heading of a part, with how many there are.
pub fn heading(part: Part, count: usize) -> String {
    let name = match part {
        Part::Incidents => said!(
            "Open incidents",
            "Incidentes abiertos",
            "Incidentes abertos"
        ),
        Part::Acknowledged => said!(
            "Somebody is on it, until",
            "Alguien a cargo, hasta",
            "Alguém a cargo, até"
        ),
        Part::Off => said!(
            "Agents that are off",
            "Agentes apagados",
            "Agentes desligados"
        ),
        Part::Schedule => said!(
            "Operations that are to be undone",
            "Operaciones por revertir",
            "Operações a reverter"
        ),
        Part::Mine => said!(
            "Conversations of yours",
            "Conversaciones tuyas",
            "Conversas suas"
        ),
        Part::Unsent => said!(
            "Events not sent",
            "Avisos sin enviar",
            "Avisos não enviados"
        ),
        Part::Unconfirmed => said!(
            "Replies that nobody can tell of",
            "Respuestas sin confirmar",
            "Respostas sem confirmação"
        ),
        Part::Overruns => said!(
            "The bot spoke during a takeover (12 h)",
            "El bot habló durante una atención (12 h)",
            "O bot falou durante um atendimento (12 h)"
        ),
    };
    format!("{name}  {count}")
}

/// A part could not be read whole.
pub fn gap(why: &Option<Problem>) -> String {
    match why {
        None => said!(
            "There are more than are read here.",
            "Hay más de los que se leen aquí.",
            "Há mais do que se lê aqui."
        )
        .to_owned(),
        Some(problem) => {
            let words = locale::problem(problem);
            format!("{} {}", words.what, words.remedy)
        }
    }
}

/// When a switch comes on again.
pub fn back_on(at: &str) -> String {
    told!("on again {at}", "se enciende {at}", "religa {at}")
}

/// Nobody said when.
pub fn no_date() -> &'static str {
    said!(
        "nobody said until when",
        "sin fecha de encendido",
        "sem data para religar"
    )
}

/// When WhatsApp's window ends.
pub fn window(at: &str) -> String {
    told!(
        "window closes {at}",
        "ventana cierra {at}",
        "janela fecha {at}"
    )
}

/// It has ended.
pub fn window_over(at: &str) -> String {
    told!(
        "window closed {at}",
        "ventana cerrada {at}",
        "janela fechada {at}"
    )
}

/// Nobody knows.
pub fn no_window() -> &'static str {
    said!(
        "window not known",
        "ventana desconocida",
        "janela desconhecida"
    )
}

/// Until when somebody is on it, where it says so.
pub fn until(by: &str, at: Option<&str>) -> String {
    match at {
        Some(at) => told!("{by}, until {at}", "{by}, hasta {at}", "{by}, até {at}"),
        None => by.to_owned(),
    }
}

/// More lines of a part than are shown.
pub fn further(count: usize) -> String {
    told!("…and {count} more", "…y {count} más", "…e mais {count}")
}

/// The next step with one's own.
pub fn next_step() -> &'static str {
    said!(
        "@ offers yours to somebody; they stay yours until claimed. w writes a masked file.",
        "@ ofrece las tuyas a alguien; siguen tuyas hasta que las tome. w guarda un archivo sin datos.",
        "@ oferece as suas a alguém; seguem suas até serem assumidas. w salva um arquivo sem dados."
    )
}
