//! The words of the list of incidents and of a timeline.

use crate::domain::alarm::AlarmState;
use crate::domain::change::Nearness;
use crate::domain::incident::{Incident, Kind, Line, Origin};
use crate::domain::mask;
use crate::domain::text::Text;
use crate::locale::{health, time};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The list's title.
pub fn list() -> &'static str {
    said!(
        "Open incidents",
        "Incidentes abiertos",
        "Incidentes abertos"
    )
}

/// Nothing is open, and the next step.
pub fn none() -> [&'static str; 2] {
    [
        said!(
            "No incident is open.",
            "No hay incidentes abiertos.",
            "Nenhum incidente aberto."
        ),
        said!(
            "! opens one from an alarm, a conversation or a bot that speaks.",
            "! abre uno desde una alarma, una conversación o un bot que habla.",
            "! abre um a partir de um alarme, uma conversa ou um bot que fala."
        ),
    ]
}

/// While it is read for the first time.
pub fn reading() -> &'static str {
    said!("Reading…", "Leyendo…", "Lendo…")
}

/// Behind the title: how old it is.
pub fn as_of(age: &str) -> String {
    told!("read {age}", "leído {age}", "lido {age}")
}

/// From where an incident was opened.
pub fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Alarm { name, .. } => {
            let name = name.one_line();
            told!("alarm {name}", "alarma {name}", "alarme {name}")
        }
        Origin::Conversation(key) => {
            let tenant = key.tenant.as_str();
            told!(
                "conversation of {tenant}",
                "conversación de {tenant}",
                "conversa de {tenant}"
            )
        }
        Origin::Overrun { key, .. } => {
            let tenant = key.tenant.as_str();
            told!(
                "the bot of {tenant} spoke",
                "el bot de {tenant} habló",
                "o bot de {tenant} falou"
            )
        }
        Origin::Trace { id, .. } => {
            let id = id.one_line();
            told!("trace {id}", "traza {id}", "trace {id}")
        }
        Origin::Person(platform) => crate::locale::work::platform_name(*platform).to_owned(),
    }
}

/// Who opened it, and when.
pub fn opened(incident: &Incident, now: Timestamp, zone: &TimeZone) -> String {
    let by = incident.by.one_line();
    let at = time::moment(incident.opened, now, zone);
    told!(
        "opened by {by} {at}",
        "abierto por {by} {at}",
        "aberto por {by} {at}"
    )
}

/// Since when what broke is broken.
pub fn began(incident: &Incident, now: Timestamp, zone: &TimeZone) -> String {
    let at = time::moment(incident.began, now, zone);
    told!(
        "broken since {at}",
        "falla desde {at}",
        "com falha desde {at}"
    )
}

/// Who closed it, when, and why.
pub fn closed(incident: &Incident, now: Timestamp, zone: &TimeZone) -> Option<String> {
    let closed = incident.closed.as_ref()?;
    let (by, at) = (closed.by.one_line(), time::moment(closed.at, now, zone));
    let reason = closed.reason.one_line();
    Some(told!(
        "closed by {by} {at}: {reason}",
        "cerrado por {by} {at}: {reason}",
        "encerrado por {by} {at}: {reason}"
    ))
}

/// It is open.
pub fn open() -> &'static str {
    said!("open", "abierto", "aberto")
}

/// There are more lines than are read.
pub fn more() -> &'static str {
    said!(
        "…and more lines than are read here.",
        "…y más líneas de las que se leen aquí.",
        "…e mais linhas do que se lê aqui."
    )
}

/// Nothing was gathered yet.
pub fn no_line() -> &'static str {
    said!(
        "Nothing happened around it that is known. n adds a note.",
        "No se conoce nada alrededor. n agrega una nota.",
        "Nada se sabe em torno dele. n adiciona uma nota."
    )
}

/// What a line tells.
pub fn line(line: &Line) -> String {
    let subject = line.subject.one_line();
    let after = line.after.as_ref().map_or("", Text::as_str);
    let before = line.before.as_ref().map_or("", Text::as_str);
    let who = line.who.as_ref().map(|who| who.one_line().into_owned());
    let by = match &who {
        Some(who) => told!(" by {who}", " por {who}", " por {who}"),
        None => String::new(),
    };
    match &line.kind {
        Kind::Note => line
            .text
            .as_ref()
            .map_or_else(String::new, |text| text.as_str().to_owned()),
        Kind::Alarm => {
            let to = health::state(Some(AlarmState::of_word(after)));
            format!("{subject} → {to}")
        }
        Kind::Spike => told!(
            "{after} escalations a minute; {before} before",
            "{after} escaladas por minuto; antes {before}",
            "{after} escaladas por minuto; antes {before}"
        ),
        Kind::Acknowledged => {
            let who = who.unwrap_or_default();
            told!(
                "{who} is on {subject}",
                "{who} atiende {subject}",
                "{who} cuida de {subject}"
            )
        }
        Kind::Claim => format!("{subject}{by}{}", reason(line)),
        Kind::Change => {
            let of = of(line);
            let turn = match (before, after) {
                ("", "") => String::new(),
                ("", after) => format!(" → {after}"),
                (before, after) => format!(" {before} → {after}"),
            };
            format!("{subject}{of}{turn}{by}{}", reason(line))
        }
        Kind::Other(word) => format!("{} {subject}", word.one_line()),
    }
}

/// `agent @ tenant`, as far as it names them.
fn of(line: &Line) -> String {
    let agent = line
        .agent
        .as_ref()
        .map(|one| mask::identifiers(one.as_str()));
    let tenant = line
        .tenant
        .as_ref()
        .map(|one| mask::identifiers(one.as_str()));
    match (agent, tenant) {
        (Some(agent), Some(tenant)) => format!(" {agent} @ {tenant}"),
        (Some(one), None) | (None, Some(one)) => format!(" {one}"),
        (None, None) => String::new(),
    }
}

fn reason(line: &Line) -> String {
    match &line.text {
        Some(text) if !text.is_empty() => format!(" · «{}»", text.one_line()),
        _ => String::new(),
    }
}

/// A word for the kind of a line.
pub fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Alarm => said!("alarm", "alarma", "alarme"),
        Kind::Change => said!("change", "cambio", "mudança"),
        Kind::Spike => said!("queue", "cola", "fila"),
        Kind::Acknowledged => said!("on it", "a cargo", "a cargo"),
        Kind::Claim => said!("people", "personas", "pessoas"),
        Kind::Note => said!("note", "nota", "nota"),
        Kind::Other(_) => "…",
    }
}

/// How near a change is; nothing where it is only near in time.
pub fn nearness(near: Option<Nearness>) -> &'static str {
    match near {
        Some(Nearness::SameAgent) => said!("← same agent", "← mismo agente", "← mesmo agente"),
        Some(Nearness::SameTenant) => said!("← same tenant", "← mismo tenant", "← mesmo tenant"),
        Some(Nearness::Time) | None => "",
    }
}
