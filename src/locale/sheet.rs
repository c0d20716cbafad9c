//! Sheets: the names of their kinds, what is said around their tables, and what is done in them.

mod deed;
mod empty;
mod heading;
use jiff::{SignedDuration, Timestamp};

use super::{number, time};
use crate::domain::sheet::{Narrowing, SheetKind};
use crate::domain::time::since;

pub use empty::{empty, loading};
pub use heading::heading;

pub use deed::{
    acted, issue_consequence, issue_question, issue_title, odd_parameter, sold_consequence,
    sold_question, sold_title,
};

/// The name of a kind in a heading.
pub fn kind(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Products => said!("Products", "Productos", "Produtos"),
        SheetKind::Customers => said!("Customers", "Clientes", "Clientes"),
        SheetKind::Users => said!("Users", "Usuarios", "Usuários"),
        SheetKind::Integrations => said!("Integrations", "Integraciones", "Integrações"),
        SheetKind::Events => said!("Events", "Eventos", "Eventos"),
        SheetKind::Commands => said!("Commands", "Comandos", "Comandos"),
        SheetKind::Approvals => said!("Approvals", "Aprobaciones", "Aprovações"),
        SheetKind::Trail => said!("Audit trail", "Auditoría", "Auditoria"),
        SheetKind::Billing => said!("Billing", "Facturación", "Cobrança"),
        SheetKind::Templates => said!("Templates", "Plantillas", "Modelos prontos"),
        SheetKind::Nodes => said!("Nodes", "Nodos", "Nós"),
        SheetKind::Executions => said!("Executions", "Ejecuciones", "Execuções"),
        SheetKind::Models => said!("Models", "Modelos", "Modelos"),
        SheetKind::Runs => said!("Runs", "Corridas", "Rodadas"),
        SheetKind::Logs => said!("Logs", "Registros", "Registros"),
    }
}

/// What a sheet of a kind is, for the command line.
pub fn sentence(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Products => said!(
            "What tenants sell",
            "Lo que venden los tenants",
            "O que os tenants vendem"
        ),
        SheetKind::Customers => said!(
            "Customers with their score and history",
            "Clientes con su puntaje e historia",
            "Clientes com pontuação e histórico"
        ),
        SheetKind::Users => said!(
            "People and accounts",
            "Personas y cuentas",
            "Pessoas e contas"
        ),
        SheetKind::Integrations => said!(
            "Connections to other services, with their health",
            "Conexiones con otros servicios, con su salud",
            "Conexões com outros serviços, com sua saúde"
        ),
        SheetKind::Events => said!(
            "What the system reported",
            "Lo que informó el sistema",
            "O que o sistema informou"
        ),
        SheetKind::Commands => said!(
            "Operational commands, newest first",
            "Comandos operativos, primero los nuevos",
            "Comandos operacionais, os novos primeiro"
        ),
        SheetKind::Approvals => said!(
            "Requests for approval, open and decided",
            "Solicitudes de aprobación, abiertas y decididas",
            "Pedidos de aprovação, abertos e decididos"
        ),
        SheetKind::Trail => said!(
            "The system's own audit trail",
            "La auditoría del propio sistema",
            "A auditoria do próprio sistema"
        ),
        SheetKind::Billing => said!(
            "What tenants pay, as the system reckons",
            "Lo que pagan los tenants, según el sistema",
            "O que os tenants pagam, segundo o sistema"
        ),
        SheetKind::Templates => said!(
            "Public agent templates, the most used first",
            "Plantillas públicas de agentes, primero las más usadas",
            "Modelos públicos de agentes, os mais usados primeiro"
        ),
        SheetKind::Nodes => said!(
            "The nodes of a flow, checked",
            "Los nodos de un flujo, revisados",
            "Os nós de um fluxo, verificados"
        ),
        SheetKind::Executions => said!(
            "Executions of agents, by their status",
            "Ejecuciones de agentes, por su estado",
            "Execuções de agentes, por estado"
        ),
        SheetKind::Models => said!(
            "Models that runs may use",
            "Modelos que pueden usar las corridas",
            "Modelos que as rodadas podem usar"
        ),
        SheetKind::Runs => said!(
            "Experiment runs",
            "Corridas de experimentos",
            "Rodadas de experimentos"
        ),
        SheetKind::Logs => said!(
            "Log lines of a run",
            "Líneas de registro de una corrida",
            "Linhas de registro de uma rodada"
        ),
    }
}

/// What stands between the parts of a heading.
pub const INTO: &str = " ▸ ";
/// What stands between kinds.
pub const BESIDE: &str = " · ";
/// Which of the kinds is on screen, where there is no room for all: ` 4 of 7`.
pub fn one_of(at: usize, of: usize) -> String {
    told!(" {at} of {of}", " {at} de {of}", " {at} de {of}")
}

/// The label of an entry's key.
pub fn id() -> &'static str {
    said!("id", "id", "id")
}

/// The label of an attribute: the system's own name, or one of ours.
pub fn attribute(name: &str) -> &str {
    match name {
        "no JSON in" => said!(name, "sin JSON en", "sem JSON em"),
        name => name,
    }
}

/// Before the sheets of an entry.
pub fn below() -> &'static str {
    said!("opens", "abre", "abre")
}

/// A page is awaited.
pub fn reading() -> &'static str {
    said!("reading…", "leyendo…", "lendo…")
}

/// How old what is on screen is.
pub fn read(at: Timestamp, now: Timestamp) -> String {
    told!("read {}", "leído {}", "lido {}", time::ago(since(now, at)))
}

/// Whether what is on screen is old enough to be looked at twice.
pub fn is_old(at: Timestamp, now: Timestamp) -> bool {
    since(now, at) > SignedDuration::from_mins(2)
}

/// How many entries are shown of those that were read: `12 read`, `3 of 12 read`.
pub fn count(shown: usize, read: usize) -> String {
    let all = number::count(read as u64);
    match shown == read {
        true => told!("{all} read", "{all} leídos", "{all} lidos"),
        false => told!(
            "{} of {all} read",
            "{} de {all} leídos",
            "{} de {all} lidos",
            number::count(shown as u64)
        ),
    }
}

/// More entries are there than were read.
pub fn more(key: Option<&str>) -> String {
    match key {
        Some(key) => told!(
            "more follow, {key} reads on",
            "hay más, {key} sigue leyendo",
            "há mais, {key} segue lendo"
        ),
        None => said!("more follow", "hay más", "há mais").to_owned(),
    }
}

/// What reading cost.
pub fn units(units: f64) -> String {
    let units = number::places(units, 1);
    told!(
        "{units} read units",
        "{units} unidades de lectura",
        "{units} unidades de leitura"
    )
}

/// What the table was asked for.
pub fn narrowed(narrowing: &Narrowing) -> String {
    format!("{}={}", narrowing.name, narrowing.value)
}

/// What can be typed into the filter of a sheet.
pub fn hint(narrowings: &[&str], narrow: bool) -> String {
    let asks: Vec<String> = narrowings.iter().map(|name| format!("{name}=…")).collect();
    match (asks.is_empty(), narrow) {
        (true, _) => said!(
            "filters what has been read",
            "filtra lo que ya se leyó",
            "filtra o que já foi lido"
        )
        .to_owned(),
        (false, true) => told!(
            "filters; {} asks the table",
            "filtra; {} pregunta a la tabla",
            "filtra; {} pergunta à tabela",
            asks.join(" ")
        ),
        (false, false) => told!(
            "words filter what has been read; {} asks the table",
            "las palabras filtran lo leído; {} pregunta a la tabla",
            "as palavras filtram o que foi lido; {} pergunta à tabela",
            asks.join(" ")
        ),
    }
}

/// A page that follows could not be read.
pub fn not_read(brief: &str, remedy: &str, key: Option<&str>) -> String {
    let again = key.map(|key| {
        told!(
            " {key} tries again.",
            " {key} lo intenta de nuevo.",
            " {key} tenta de novo."
        )
    });
    told!(
        "Not read: {brief}. {remedy}{}",
        "Sin leer: {brief}. {remedy}{}",
        "Não lido: {brief}. {remedy}{}",
        again.unwrap_or_default()
    )
}

/// How to try again, below a failure.
pub fn again(key: Option<&str>) -> String {
    key.map(|key| {
        told!(
            " {key} tries again.",
            " {key} lo intenta de nuevo.",
            " {key} tenta de novo."
        )
    })
    .unwrap_or_default()
}

pub fn command() -> &'static str {
    said!("command", "comando", "comando")
}

pub fn parameters() -> &'static str {
    said!("with", "con", "com")
}

pub fn choose() -> &'static str {
    said!(
        "↑ ↓ another command · Tab the other field",
        "↑ ↓ otro comando · Tab el otro campo",
        "↑ ↓ outro comando · Tab o outro campo"
    )
}

pub fn parameters_hint() -> &'static str {
    said!(
        "name=value, blanks between; may stay empty",
        "nombre=valor, separados por espacios; puede quedar vacío",
        "nome=valor, separados por espaços; pode ficar vazio"
    )
}

/// A moment that is still to come.
pub fn in_future(age: &str) -> String {
    told!("in {age}", "en {age}", "em {age}")
}
