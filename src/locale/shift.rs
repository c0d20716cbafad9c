//! The words of incidents, handovers and the past: commands, notices, questions.

pub mod around;
pub mod handover;
pub mod incident;
pub mod paper;
pub mod past;

use super::time;
use crate::app::command::Command;
use crate::app::incident::About;
use crate::app::shift::News;
use crate::domain::agent::MIN_REASON_CHARS;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The heading in help.
pub fn subject() -> &'static str {
    said!("On call", "De guardia", "De plantão")
}

/// A word for the footer, and a sentence for help; `None`: it is no command of these.
pub fn command(command: Command) -> Option<[&'static str; 2]> {
    use Command as C;
    Some(match command {
        C::Incident => [
            said!("incident", "incidente", "incidente"),
            said!(
                "Open an incident from what is selected: an alarm, a conversation",
                "Abrir un incidente de lo seleccionado: una alarma, una conversación",
                "Abrir um incidente do que está selecionado: um alarme, uma conversa"
            ),
        ],
        C::Incidents => [
            said!("incidents", "incidentes", "incidentes"),
            said!(
                "Open incidents",
                "Incidentes abiertos",
                "Incidentes abertos"
            ),
        ],
        C::Handover => [
            said!("handover", "entrega", "passagem"),
            said!(
                "What the next shift must know",
                "Lo que debe saber el próximo turno",
                "O que o próximo turno deve saber"
            ),
        ],
        C::Earlier => [
            said!("earlier", "antes", "antes"),
            said!(
                "The console as it was a minute before; :at 03:02 for a time",
                "La consola como estaba un minuto antes; :at 03:02 para una hora",
                "O console como estava um minuto antes; :at 03:02 para uma hora"
            ),
        ],
        C::Later => [
            said!("later", "después", "depois"),
            said!(
                "A minute later, up to now",
                "Un minuto después, hasta ahora",
                "Um minuto depois, até agora"
            ),
        ],
        C::MuchEarlier => [
            said!("15 min earlier", "15 min antes", "15 min antes"),
            said!(
                "The console as it was a quarter of an hour before",
                "La consola como estaba un cuarto de hora antes",
                "O console como estava um quarto de hora antes"
            ),
        ],
        C::MuchLater => [
            said!("15 min later", "15 min después", "15 min depois"),
            said!(
                "A quarter of an hour later, up to now",
                "Un cuarto de hora después, hasta ahora",
                "Um quarto de hora depois, até agora"
            ),
        ],
        _ => return None,
    })
}

/// The footer's word where one of the pages is on screen.
pub fn label(command: Command) -> Option<&'static str> {
    Some(match command {
        Command::Resolve => said!("close it", "cerrarlo", "encerrá-lo"),
        Command::WriteTable => said!("write a file", "guardar archivo", "salvar arquivo"),
        Command::Assign => said!("hand mine on", "pasar las mías", "passar as minhas"),
        _ => return None,
    })
}

/// What there is to tell.
pub fn news(news: &News, at: Timestamp, zone: &TimeZone) -> String {
    match news {
        News::Opened(title) => {
            let title = title.one_line();
            told!(
                "Incident opened: {title}. n adds a note, e closes it.",
                "Incidente abierto: {title}. n agrega una nota, e lo cierra.",
                "Incidente aberto: {title}. n adiciona uma nota, e o encerra."
            )
        }
        News::OpenAlready { by, at: since } => {
            let (by, since) = (by.one_line(), time::moment(*since, at, zone));
            told!(
                "It is open already: {by} opened it {since}. Nothing was written.",
                "Ya está abierto: {by} lo abrió {since}. No se escribió nada.",
                "Já está aberto: {by} o abriu {since}. Nada foi escrito."
            )
        }
        News::Noted => said!("Noted.", "Anotado.", "Anotado.").to_owned(),
        News::Closed => said!(
            "Incident closed.",
            "Incidente cerrado.",
            "Incidente encerrado."
        )
        .to_owned(),
        News::ClosedAlready { by, at: since } => {
            let (by, since) = (by.one_line(), time::moment(*since, at, zone));
            told!(
                "{by} closed it {since}. Nothing was written.",
                "{by} lo cerró {since}. No se escribió nada.",
                "{by} o encerrou {since}. Nada foi escrito."
            )
        }
        News::NoIncident => said!(
            "There is no such incident any more. :incidents lists those that are open.",
            "Ese incidente ya no existe. :incidents muestra los abiertos.",
            "Esse incidente não existe mais. :incidents mostra os abertos."
        )
        .to_owned(),
        News::Unknown => said!(
            "Nobody can tell whether it was written. Ctrl-R reads it again.",
            "No se sabe si quedó escrito. Ctrl-R lo vuelve a leer.",
            "Não se sabe se foi escrito. Ctrl-R lê de novo."
        )
        .to_owned(),
        News::TooLong { chars, most } => told!(
            "Too long: {chars} characters, {most} at most.",
            "Demasiado largo: {chars} caracteres, {most} como máximo.",
            "Longo demais: {chars} caracteres, no máximo {most}."
        ),
        News::Wrote(name) => told!(
            "Written: {name}, readable by you only.",
            "Guardado: {name}, solo tú puedes leerlo.",
            "Salvo: {name}, só você pode ler."
        ),
        News::NotWritten(problem) => {
            let why = super::problem::quoted(problem);
            told!(
                "Not written. {why}",
                "No se guardó. {why}",
                "Não foi salvo. {why}"
            )
        }
        News::NoMoment(typed) => {
            let typed: String = typed.chars().take(20).collect();
            told!(
                "{typed} is no time of day; :at 03:02 is one.",
                "{typed} no es una hora; :at 03:02 sí.",
                "{typed} não é uma hora; :at 03:02 é."
            )
        }
    }
}

/// Why nothing can be changed.
pub fn past_refusal() -> &'static str {
    said!(
        "not in the past: what is on screen is over. Esc returns to now.",
        "no en el pasado: lo que ves ya pasó. Esc vuelve a ahora.",
        "não no passado: o que está na tela já passou. Esc volta ao agora."
    )
}

/// The same for the command line.
pub fn past_refusal_short() -> &'static str {
    said!("not in the past", "no en el pasado", "não no passado")
}

/// The further answer about a bot that speaks.
pub fn remedy() -> &'static str {
    said!(
        "open an incident",
        "abrir un incidente",
        "abrir um incidente"
    )
}

/// What was being done.
pub fn reporting() -> &'static str {
    said!("the incident", "el incidente", "o incidente")
}

/// That it was not.
pub fn not_reported() -> &'static str {
    said!("Nothing written", "Nada escrito", "Nada escrito")
}

/// The question's title.
pub fn title(about: &About, title: &str) -> String {
    match about {
        About::Open(origin) => {
            let what = incident::origin(origin);
            told!(
                "Open an incident · {what}",
                "Abrir un incidente · {what}",
                "Abrir um incidente · {what}"
            )
        }
        About::Note(_) => told!("Note · {title}", "Nota · {title}", "Nota · {title}"),
        About::Close(_) => told!("Close · {title}", "Cerrar · {title}", "Encerrar · {title}"),
    }
}

/// What follows.
pub fn text(about: &About) -> &'static str {
    match about {
        About::Open(_) => said!(
            "All consoles see it. Alarms, changes and what people do are gathered into its timeline.",
            "Todas las consolas lo ven. Alarmas, cambios y lo que hacen las personas se reúnen en su línea de tiempo.",
            "Todos os consoles o veem. Alarmes, mudanças e o que as pessoas fazem vão para a linha do tempo."
        ),
        About::Note(_) => said!(
            "Everybody on call reads it. No phone numbers, no words of customers.",
            "La lee todo el equipo de guardia. Sin teléfonos ni palabras de clientes.",
            "Toda a equipe de plantão lê. Sem telefones nem palavras de clientes."
        ),
        About::Close(_) => said!(
            "It leaves the list of open incidents; notes can still be added.",
            "Sale de la lista de abiertos; aún se pueden agregar notas.",
            "Sai da lista de abertos; ainda se podem adicionar notas."
        ),
    }
}

/// The label of the field, and the hint below it.
pub fn field(about: &About) -> (&'static str, String) {
    match about {
        About::Open(_) => (
            said!("what", "qué", "o quê"),
            said!(
                "in one line, as you would say it aloud",
                "en una línea, como lo dirías en voz alta",
                "em uma linha, como você diria em voz alta"
            )
            .to_owned(),
        ),
        About::Note(_) => (said!("note", "nota", "nota"), String::new()),
        About::Close(_) => (
            said!("reason", "motivo", "motivo"),
            told!(
                "at least {MIN_REASON_CHARS} characters",
                "al menos {MIN_REASON_CHARS} caracteres",
                "pelo menos {MIN_REASON_CHARS} caracteres"
            ),
        ),
    }
}
