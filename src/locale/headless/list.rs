//! Titles and closing lines of lists.

use crate::locale::number;

/// Columns of a list: the name in the JSON and the title.
pub fn columns(list: &str) -> Vec<(&'static str, &'static str)> {
    match list {
        "tenants" => vec![
            ("platform", said!("SYSTEM", "SISTEMA", "SISTEMA")),
            ("id", said!("TENANT", "TENANT", "TENANT")),
            ("name", said!("NAME", "NOMBRE", "NOME")),
            ("status", said!("STATUS", "ESTADO", "ESTADO")),
            ("plan", said!("PLAN", "PLAN", "PLANO")),
            ("bot", said!("BOT", "BOT", "BOT")),
            ("open", said!("OPEN", "ABIERTAS", "ABERTAS")),
            ("waiting", said!("WAITING", "EN ESPERA", "EM ESPERA")),
            ("used", said!("USED", "USADO", "USADO")),
            ("limit", said!("LIMIT", "LÍMITE", "LIMITE")),
            (
                "last_activity",
                said!("LAST ACTIVITY", "ÚLTIMA ACTIVIDAD", "ÚLTIMA ATIVIDADE"),
            ),
        ],
        "conversations" => vec![
            ("tenant", said!("TENANT", "TENANT", "TENANT")),
            ("id", said!("CONVERSATION", "CONVERSACIÓN", "CONVERSA")),
            ("customer", said!("CUSTOMER", "CLIENTE", "CLIENTE")),
            ("phone", said!("PHONE", "TELÉFONO", "TELEFONE")),
            ("state", said!("STATE", "ESTADO", "ESTADO")),
            ("holder", said!("HELD BY", "LA TIENE", "COM QUEM")),
            (
                "last_activity",
                said!("LAST ACTIVITY", "ÚLTIMA ACTIVIDAD", "ÚLTIMA ATIVIDADE"),
            ),
            (
                "last_message",
                said!("LAST MESSAGE", "ÚLTIMO MENSAJE", "ÚLTIMA MENSAGEM"),
            ),
        ],
        "escalations" => vec![
            ("tenant", said!("TENANT", "TENANT", "TENANT")),
            ("id", said!("CONVERSATION", "CONVERSACIÓN", "CONVERSA")),
            ("priority", said!("PRIORITY", "PRIORIDAD", "PRIORIDADE")),
            (
                "since",
                said!("WAITING SINCE", "ESPERA DESDE", "ESPERA DESDE"),
            ),
            ("holder", said!("HELD BY", "LA TIENE", "COM QUEM")),
            ("customer", said!("CUSTOMER", "CLIENTE", "CLIENTE")),
            ("reason", said!("REASON", "MOTIVO", "MOTIVO")),
        ],
        "work" => vec![
            ("platform", said!("SYSTEM", "SISTEMA", "SISTEMA")),
            ("kind", said!("KIND", "CLASE", "TIPO")),
            ("tenant", said!("TENANT", "TENANT", "TENANT")),
            ("id", said!("ID", "ID", "ID")),
            ("priority", said!("PRIORITY", "PRIORIDAD", "PRIORIDADE")),
            (
                "since",
                said!("WAITING SINCE", "ESPERA DESDE", "ESPERA DESDE"),
            ),
            ("subject", said!("SUBJECT", "ASUNTO", "ASSUNTO")),
            ("reason", said!("REASON", "MOTIVO", "MOTIVO")),
        ],
        "agents" => vec![
            ("platform", said!("SYSTEM", "SISTEMA", "SISTEMA")),
            ("tenant", said!("TENANT", "TENANT", "TENANT")),
            ("id", said!("ID", "ID", "ID")),
            ("agent", said!("AGENT", "AGENTE", "AGENTE")),
            ("switch", said!("SWITCH", "INTERRUPTOR", "INTERRUPTOR")),
            ("since", said!("SINCE", "DESDE", "DESDE")),
            ("by", said!("BY", "POR", "POR")),
            ("reason", said!("REASON", "MOTIVO", "MOTIVO")),
        ],
        "usage" => vec![
            ("platform", said!("SYSTEM", "SISTEMA", "SISTEMA")),
            ("tenant", said!("TENANT", "TENANT", "TENANT")),
            ("month", said!("MONTH", "MES", "MÊS")),
            ("count", said!("COUNT", "CUENTA", "CONTAGEM")),
            ("unit", said!("OF", "DE", "DE")),
            ("limit", said!("LIMIT", "LÍMITE", "LIMITE")),
            ("used_percent", said!("USED %", "USADO %", "USADO %")),
            (
                "disagreement_percent",
                said!("TABLES DIFFER %", "TABLAS DIFIEREN %", "TABELAS DIFEREM %"),
            ),
        ],
        "alarms" => vec![
            ("state", said!("STATE", "ESTADO", "ESTADO")),
            ("source", said!("SOURCE", "FUENTE", "FONTE")),
            ("platform", said!("SYSTEM", "SISTEMA", "SISTEMA")),
            ("name", said!("ALARM", "ALARMA", "ALARME")),
            ("since", said!("SINCE", "DESDE", "DESDE")),
            ("rule", said!("RULE", "REGLA", "REGRA")),
        ],
        "metrics" => vec![
            ("platform", said!("SYSTEM", "SISTEMA", "SISTEMA")),
            ("subject", said!("OF", "DE", "DE")),
            ("metric", said!("METRIC", "MÉTRICA", "MÉTRICA")),
            (
                "statistic",
                said!("STATISTIC", "ESTADÍSTICA", "ESTATÍSTICA"),
            ),
            ("value", said!("VALUE", "VALOR", "VALOR")),
            ("unit", said!("UNIT", "UNIDAD", "UNIDADE")),
            ("at", said!("AT", "CUÁNDO", "QUANDO")),
        ],
        "alarm-history" => vec![
            ("at", said!("AT", "CUÁNDO", "QUANDO")),
            ("what", said!("WHAT", "QUÉ", "O QUÊ")),
            ("from", said!("FROM", "DE", "DE")),
            ("to", said!("TO", "A", "PARA")),
            ("summary", said!("WHY", "POR QUÉ", "POR QUÊ")),
        ],
        _ => vec![
            ("at", said!("AT", "CUÁNDO", "QUANDO")),
            ("name", said!("WHO", "QUIÉN", "QUEM")),
            ("action", said!("ACTION", "ACCIÓN", "AÇÃO")),
            ("target", said!("TARGET", "OBJETO", "OBJETO")),
            ("before", said!("BEFORE", "ANTES", "ANTES")),
            ("after", said!("AFTER", "DESPUÉS", "DEPOIS")),
            ("fence", said!("FENCE", "FENCE", "FENCE")),
            ("reason", said!("REASON", "MOTIVO", "MOTIVO")),
        ],
    }
}

/// A list without rows.
pub fn nothing(list: &str) -> String {
    match list {
        "work" => said!(
            "Nothing waits for a person.",
            "Nada espera a una persona.",
            "Nada espera uma pessoa."
        )
        .to_owned(),
        "escalations" => said!(
            "Nobody waits for a person.",
            "Nadie espera a una persona.",
            "Ninguém espera uma pessoa."
        )
        .to_owned(),
        "audit" => said!(
            "Nothing was done in this month. --month YYYY-MM shows another.",
            "No se hizo nada en este mes. --month AAAA-MM muestra otro.",
            "Nada foi feito neste mês. --month AAAA-MM mostra outro."
        )
        .to_owned(),
        "alarm-history" => crate::locale::health::no_such_history().to_owned(),
        list => told!("There are no {}.", "No hay {}.", "Não há {}.", things(list)),
    }
}

/// A list's name in a sentence.
fn things(list: &str) -> &str {
    match list {
        "tenants" => said!("tenants", "tenants", "tenants"),
        "conversations" => said!("conversations", "conversaciones", "conversas"),
        "agents" => said!("agents", "agentes", "agentes"),
        "usage" => said!("usage", "uso", "uso"),
        "metrics" => said!("metrics", "métricas", "métricas"),
        other => other,
    }
}

/// What stands below a list.
pub fn footer(rows: usize, units: f64, next: Option<&str>) -> Vec<String> {
    let rows = number::counted(
        rows as u64,
        said!("row", "fila", "linha"),
        said!("rows", "filas", "linhas"),
    );
    let units = number::places(units, 1);
    let mut lines = vec![told!(
        "{rows} · {units} read units",
        "{rows} · {units} unidades de lectura",
        "{rows} · {units} unidades de leitura"
    )];
    if let Some(next) = next {
        lines.push(told!(
            "More follow: --after {next}",
            "Hay más: --after {next}",
            "Há mais: --after {next}"
        ));
    }
    lines
}

/// The index knows two status words only.
pub fn by_index() -> &'static str {
    said!(
        "Found by the index, which does not know those marked “escalated” in lower case: --sweep reads all.",
        "Hallado por el índice, que no conoce los marcados “escalated” en minúsculas: --sweep lee todo.",
        "Achado pelo índice, que não conhece os marcados “escalated” em minúsculas: --sweep lê tudo."
    )
}
