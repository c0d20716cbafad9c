//! Labels and sentences of the details of tenants, agents and usage.

use super::number;
use crate::domain::agent::Switch;

pub fn now() -> &'static str {
    said!("Now", "Ahora", "Agora")
}

pub fn bot() -> &'static str {
    said!("bot", "bot", "bot")
}

pub fn conversations() -> &'static str {
    said!("conversations", "conversaciones", "conversas")
}

pub fn last() -> &'static str {
    said!("last activity", "última actividad", "última atividade")
}

pub fn plan() -> &'static str {
    said!("plan", "plan", "plano")
}

pub fn messages() -> &'static str {
    said!("messages", "mensajes", "mensagens")
}

pub fn owner() -> &'static str {
    said!("owner", "dueño", "dono")
}

pub fn none() -> &'static str {
    said!("none stated", "sin indicar", "não indicado")
}

pub fn other() -> &'static str {
    said!("Other attributes", "Otros atributos", "Outros atributos")
}

pub fn switch() -> &'static str {
    said!("Switch", "Interruptor", "Interruptor")
}

pub fn since() -> &'static str {
    said!("since", "desde", "desde")
}

pub fn why() -> &'static str {
    said!("why", "motivo", "motivo")
}

pub fn by() -> &'static str {
    said!("by", "por", "por")
}

pub fn reason() -> &'static str {
    said!("reason", "motivo", "motivo")
}

pub fn catalogue() -> &'static str {
    said!("Catalogue", "Catálogo", "Catálogo")
}

pub fn name() -> &'static str {
    said!("name", "nombre", "nome")
}

pub fn category() -> &'static str {
    said!("category", "categoría", "categoria")
}

pub fn version() -> &'static str {
    said!("version", "versión", "versão")
}

pub fn status() -> &'static str {
    said!("status", "estado", "estado")
}

pub fn busy() -> &'static str {
    said!("being switched…", "cambiando…", "mudando…")
}

pub fn turn_off() -> &'static str {
    said!(
        "switches it off for this tenant, with a reason",
        "lo apaga para este tenant, con un motivo",
        "desliga para este tenant, com um motivo"
    )
}

pub fn turn_on() -> &'static str {
    said!(
        "switches it on again, with a reason",
        "lo enciende de nuevo, con un motivo",
        "liga de novo, com um motivo"
    )
}

pub fn turn_on_first() -> &'static str {
    said!(
        "switches it on for the first time, with a reason",
        "lo enciende por primera vez, con un motivo",
        "liga pela primeira vez, com um motivo"
    )
}

pub fn against_limit() -> &'static str {
    said!(
        "Messages of the month",
        "Mensajes del mes",
        "Mensagens do mês"
    )
}

pub fn tables() -> &'static str {
    said!(
        "What the two tables say",
        "Lo que dicen las dos tablas",
        "O que dizem as duas tabelas"
    )
}

pub const METRICS: &str = "usage-metrics";
pub const TRACKER: &str = "tenant-usage";
pub fn no_row() -> &'static str {
    said!(
        "no row for this month",
        "sin fila para este mes",
        "sem linha para este mês"
    )
}

pub fn tokens() -> &'static str {
    said!("tokens", "tokens", "tokens")
}

pub fn this_month() -> &'static str {
    said!("newest month", "mes más nuevo", "mês mais novo")
}

pub fn count() -> &'static str {
    said!("in all", "en total", "no total")
}

pub fn failed() -> &'static str {
    said!("failed", "fallidas", "com falha")
}

pub fn cost() -> &'static str {
    said!("cost", "costo", "custo")
}

pub fn storage() -> &'static str {
    said!("storage", "almacenamiento", "armazenamento")
}

pub fn by_day() -> &'static str {
    said!("By day", "Por día", "Por dia")
}

/// The name of a group of a tenant's item, as people say it.
pub fn group(attribute: &str) -> String {
    match attribute {
        "businessConfig" => said!("Business", "Negocio", "Negócio").to_owned(),
        "aiConfig" => said!("AI", "IA", "IA").to_owned(),
        "limits" => said!(
            "Limits as the item states them",
            "Límites según el ítem",
            "Limites segundo o item"
        )
        .to_owned(),
        "contactInfo" => said!("Contacts", "Contactos", "Contatos").to_owned(),
        "integrations" => said!("Integrations", "Integraciones", "Integrações").to_owned(),
        other => other.lines().next().unwrap_or_default().to_owned(),
    }
}

/// `12 open, 3 waiting for a person`.
pub fn open_and_waiting(open: u32, waiting: u32) -> String {
    told!(
        "{} open, {} waiting for a person",
        "{} abiertas, {} esperan a una persona",
        "{} abertas, {} esperam uma pessoa",
        number::count(u64::from(open)),
        number::count(u64::from(waiting))
    )
}

/// `4 120 of 5 000`; the limit is a word where there is none.
pub fn used_of(used: Option<u64>, limit: &str) -> String {
    match used {
        Some(used) => told!(
            "{} of {limit}",
            "{} de {limit}",
            "{} de {limit}",
            number::count(used)
        ),
        None => told!(
            "not read yet, of {limit}",
            "sin leer aún, de {limit}",
            "ainda não lido, de {limit}"
        ),
    }
}

/// Why the limit is what it is: only three words are known to the system.
pub fn limit_of_plan(plan: Option<&str>) -> String {
    match plan {
        Some(plan @ ("starter" | "pro" | "enterprise")) => {
            told!(
                "The limit of the plan “{plan}” in the usage tracker.",
                "El límite del plan “{plan}” en el contador de uso.",
                "O limite do plano “{plan}” no contador de uso."
            )
        }
        Some(plan) => told!(
            "The plan “{plan}” is not among those that the usage tracker knows, so the smallest limit stands.",
            "El plan “{plan}” no está entre los que conoce el contador de uso, así que rige el límite menor.",
            "O plano “{plan}” não está entre os que o contador de uso conhece, então vale o menor limite."
        ),
        None => said!(
            "No plan is stated, so the smallest limit stands.",
            "No se indica plan, así que rige el límite menor.",
            "Nenhum plano é indicado, então vale o menor limite."
        )
        .to_owned(),
    }
}

/// Attributes that could not be understood.
pub fn odd(n: u16) -> String {
    told!(
        "{} not understood; d shows the item.",
        "{} sin entender; d muestra el ítem.",
        "{} sem entender; d mostra o item.",
        number::counted(
            u64::from(n),
            said!("attribute is", "atributo", "atributo"),
            said!("attributes are", "atributos", "atributos")
        )
    )
}

/// Why nothing is known of a switch's past.
pub fn never(switch: &Switch) -> &'static str {
    match switch {
        Switch::Absent => said!(
            "It was never switched on for this tenant.",
            "Nunca se encendió para este tenant.",
            "Nunca foi ligado para este tenant."
        ),
        _ => said!(
            "The table does not say since when.",
            "La tabla no dice desde cuándo.",
            "A tabela não diz desde quando."
        ),
    }
}

/// Messages and conversations of a month.
pub fn counts(messages: u64, conversations: u64) -> String {
    format!(
        "{}, {}",
        number::counted(
            messages,
            said!("message", "mensaje", "mensagem"),
            said!("messages", "mensajes", "mensagens")
        ),
        number::counted(
            conversations,
            said!("conversation", "conversación", "conversa"),
            said!("conversations", "conversaciones", "conversas")
        )
    )
}

/// When a row was last written.
pub fn written(ago: &str) -> String {
    told!("written {ago}", "escrito {ago}", "gravado {ago}")
}

/// The tables are too far apart.
pub fn disagree(difference: &str) -> String {
    told!(
        "They differ by {difference} of the larger: one of the counters loses messages. Billing reads usage-metrics.",
        "Difieren en {difference} del mayor: uno de los contadores pierde mensajes. La facturación lee usage-metrics.",
        "Diferem em {difference} do maior: um dos contadores perde mensagens. A cobrança lê usage-metrics."
    )
}

/// The tables are close.
pub fn agree(difference: &str) -> String {
    told!(
        "They differ by {difference}. Billing reads usage-metrics.",
        "Difieren en {difference}. La facturación lee usage-metrics.",
        "Diferem em {difference}. A cobrança lê usage-metrics."
    )
}

pub fn gigabytes(n: f64) -> String {
    format!("{} GB", number::places(n, 2))
}

/// The days of a chart.
pub fn days(first: &str, last: &str, most: u64, unit: &str) -> String {
    told!(
        "{first} to {last} · most {} {unit}",
        "{first} a {last} · máximo {} {unit}",
        "{first} a {last} · máximo {} {unit}",
        number::count(most)
    )
}

/// A heading out of a word.
pub fn capital(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// An amount of money, to the cent and below a dollar to the hundredth of one.
pub fn dollars(amount: f64) -> String {
    if amount.abs() < 1.0 {
        format!("{} USD", number::places(amount, 4))
    } else {
        format!("{} USD", number::places(amount, 2))
    }
}

/// The second table of activations says something else; nothing keeps the two together.
pub fn disagrees(other: &str) -> String {
    told!(
        "The system's operational screens show “{other}”: they read tenant_agents, which nothing keeps \
         together with agent_activations. A toggle changes the latter.",
        "Las pantallas operativas del sistema muestran “{other}”: leen tenant_agents, que nada mantiene de acuerdo con agent_activations. El cambio toca la segunda.",
        "As telas operacionais do sistema mostram “{other}”: leem tenant_agents, que nada mantém de acordo com agent_activations. A mudança altera a segunda."
    )
}
