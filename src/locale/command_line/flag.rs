//! What each flag and argument is for, by its verb and the name of its field.

mod insights;
mod key;
mod shift;
mod start;

use insights::of_insights;
pub use key::key;
use shift::of_shift;
use start::{backend, demo, of_person};

/// A flag's words in the language that is spoken, by its verb and the name under which the verb has it in `cli`,
/// such as `control_table`.
pub fn flag<'a>(path: &str, name: &str, english: &'a str) -> Option<&'a str> {
    let found = own(path, name, english).or_else(|| shared(name, english));
    found
        .or_else(|| backend(name, english))
        .or_else(|| of_person(name, english))
        .or_else(|| demo(name, english))
}

/// Those whose name means something else at another verb, or stands at one verb only.
fn own<'a>(path: &str, name: &str, english: &'a str) -> Option<&'a str> {
    of_handoff(path, name, english)
        .or_else(|| of_shift(path, name, english))
        .or_else(|| of_switching(path, name, english))
        .or_else(|| of_insights(path, name, english))
        .or_else(|| of_watching(path, name, english))
        .or_else(|| of_usage(path, name, english))
        .or_else(|| of_tables(path, name, english))
}

fn of_handoff<'a>(path: &str, name: &str, english: &'a str) -> Option<&'a str> {
    Some(match (path, name) {
        ("conversations snooze", "until") => said!(
            english,
            "30m, 2h, 1d, 18:00, tomorrow, \"tomorrow 10:30\" (en el reloj del tenant), u `off` para terminarlo",
            "30m, 2h, 1d, 18:00, tomorrow, \"tomorrow 10:30\" (no relógio do tenant), ou `off` para encerrar"
        ),
        ("conversations assign", "to") => said!(
            english,
            "El nombre con el que trabaja esa persona",
            "O nome com que essa pessoa trabalha"
        ),
        ("conversations assign", "nobody") => {
            said!(english, "Vuelve a quitar el nombre", "Tira o nome de novo")
        }
        ("escalations list", "sweep") => said!(
            english,
            "Lee todas las conversaciones aunque un índice encuentre las que esperan",
            "Lê todas as conversas mesmo onde um índice encontra as que esperam"
        ),
        ("escalations claim", "takeover") => said!(
            english,
            "Por qué se le quita al bot una conversación que nadie escaló",
            "Por que se tira do bot uma conversa que ninguém escalou"
        ),
        ("escalations reply", "template") => said!(
            english,
            "Envía una plantilla aprobada en vez de un texto, también después de 24 horas",
            "Envia um modelo aprovado em vez de um texto, também depois de 24 horas"
        ),
        ("escalations reply", "template_language") => said!(
            english,
            "Su idioma, donde hay una con este nombre en varios: es, pt_BR",
            "O idioma, onde há um com este nome em vários: es, pt_BR"
        ),
        ("escalations reply", "params") => said!(
            english,
            "Un valor para su lugar siguiente; LUGAR=VALOR donde los lugares tienen nombre",
            "Um valor para o próximo lugar; LUGAR=VALOR onde os lugares têm nome"
        ),
        ("escalations release", "summary") => said!(
            english,
            "Lo que el bot debe saber; también queda para el equipo, nunca se envía al cliente",
            "O que o bot deve saber; também fica para a equipe, nunca é enviado ao cliente"
        ),
        ("escalations hand-back", "keyword") => said!(
            english,
            "La palabra, como está en la lista del bot: ya, bot, no funciona",
            "A palavra, como está na lista do bot: ya, bot, no funciona"
        ),
        ("escalations hand-back", "inside") => said!(
            english,
            "Solo donde la palabra es parte de una más larga en el último mensaje del cliente",
            "Só onde a palavra é parte de uma mais longa na última mensagem do cliente"
        ),
        ("escalations hand-back", "resolve") => {
            said!(english, "Las marca como resueltas", "Marca como resolvidas")
        }
        ("escalations hand-back", "reason") => said!(
            english,
            "Por qué, en al menos 8 caracteres; si no se da, que la palabra saltó por error",
            "Por quê, em pelo menos 8 caracteres; se não for dado, que a palavra disparou por engano"
        ),
        ("escalations hand-back", "confirm") => said!(
            english,
            "Cuántas esperas; sin esto solo se cuentan",
            "Quantas você espera; sem isto só são contadas"
        ),
        ("escalations triggers", "csv") => said!(
            english,
            "Escribe una tabla para hojas de cálculo, sin números ni mensajes",
            "Escreve uma tabela para planilhas, sem números nem mensagens"
        ),
        ("sla set", "targets") => said!(
            english,
            "Objetivos de una prioridad: urgent=PRIMERA/SIGUIENTE/RESOLUCIÓN, como urgent=5m/10m/4h; any= para el resto, - para ninguno",
            "Metas de uma prioridade: urgent=PRIMEIRA/PRÓXIMA/RESOLUÇÃO, como urgent=5m/10m/4h; any= para o resto, - para nenhuma"
        ),
        ("sla set", "hours") => said!(
            english,
            "Horario de atención, como \"mon-fri 09:00-18:00\"; día y noche si no se da",
            "Horário de atendimento, como \"mon-fri 09:00-18:00\"; dia e noite se não for dado"
        ),
        ("sla set", "zone") => said!(
            english,
            "Zona horaria de ese horario; la del propio tenant si no se da",
            "Fuso desse horário; o do próprio tenant se não for dado"
        ),
        _ => return None,
    })
}

fn of_switching<'a>(path: &str, name: &str, english: &'a str) -> Option<&'a str> {
    Some(match (path, name) {
        ("agents enable" | "agents disable", "agent") => said!(
            english,
            "Identidad o nombre corto del agente, o `bot`",
            "Identidade ou nome curto do agente, ou `bot`"
        ),
        ("agent off" | "agent on", "name") => said!(
            english,
            "Nombre corto o identidad del agente, o `bot`",
            "Nome curto ou identidade do agente, ou `bot`"
        ),
        ("agent off" | "agent on", "all_tenants") => said!(
            english,
            "Para todos los tenants que lo tienen",
            "Para todos os tenants que o têm"
        ),
        ("agent off" | "agent on", "until") => said!(
            english,
            "Cuándo se vuelve a encender: 18:00, 2h, tomorrow; a mano si no se da",
            "Quando é ligado de novo: 18:00, 2h, tomorrow; à mão se não for dado"
        ),
        ("agent off" | "agent on", "confirm") => said!(
            english,
            "El nombre otra vez, como se escribió antes",
            "O nome mais uma vez, como foi escrito antes"
        ),
        ("agent off" | "agent on", "break_glass") => said!(
            english,
            "Por qué no se espera a una segunda persona; se avisa a todos",
            "Por que não se espera uma segunda pessoa; todos são avisados"
        ),
        ("commands issue", "tenant") => said!(english, "Para este tenant", "Para este tenant"),
        ("commands issue", "parameters") => said!(
            english,
            "Un parámetro; se puede repetir",
            "Um parâmetro; pode ser repetido"
        ),
        ("commands issue", "yes") => {
            said!(english, "Lo emite sin preguntar", "Emite sem perguntar")
        }
        _ => return None,
    })
}

fn of_watching<'a>(path: &str, name: &str, english: &'a str) -> Option<&'a str> {
    Some(match (path, name) {
        ("alarms list" | "metrics list", "platform") => {
            said!(english, "Solo de este sistema", "Só deste sistema")
        }
        ("alarms ack", "platform") => said!(english, "Solo en este sistema", "Só neste sistema"),
        ("alarms ack", "reason") => said!(
            english,
            "Una palabra para los demás; la auditoría la guarda",
            "Uma palavra para os demais; a auditoria a guarda"
        ),
        ("alarms history", "platform") => said!(
            english,
            "Solo en la cuenta y región de este sistema",
            "Só na conta e região deste sistema"
        ),
        ("metrics list", "range") => said!(
            english,
            "Hasta cuándo atrás: 15m, 1h, 3h, 12h, 24h, 3d, 7d o 14d",
            "Até quanto tempo atrás: 15m, 1h, 3h, 12h, 24h, 3d, 7d ou 14d"
        ),
        ("logs search", "limit") => said!(
            english,
            "Como máximo tantas líneas, las más nuevas",
            "No máximo tantas linhas, as mais novas"
        ),
        ("logs tail", "lasts") => said!(
            english,
            "Termina después de este tiempo",
            "Termina depois deste tempo"
        ),
        ("logs search" | "logs tail", "words") => said!(
            english,
            "Palabras que una línea debe tener, con mayúsculas y minúsculas como se escriben; group=, tenant=, agent=, trace=, level=warn, last=2h, from=, to=; -WORD (después de --) no debe estar en ella",
            "Palavras que uma linha deve ter, com maiúsculas e minúsculas como escritas; group=, tenant=, agent=, trace=, level=warn, last=2h, from=, to=; -WORD (depois de --) não deve estar nela"
        ),
        ("trace list", "last") => said!(english, "Hasta cuándo atrás", "Até quanto tempo atrás"),
        ("trace list", "failed") => said!(
            english,
            "Solo aquellas en las que algo falló",
            "Só aqueles em que algo falhou"
        ),
        (_, "platform") => said!(
            english,
            "marketplace, alquimista, diatonic o notification",
            "marketplace, alquimista, diatonic ou notification"
        ),
        _ => return None,
    })
}

fn of_usage<'a>(path: &str, name: &str, english: &'a str) -> Option<&'a str> {
    Some(match (path, name) {
        ("usage alert", "percent") => said!(
            english,
            "De 1 a 100, u off para 80, 95 y 100 como todos los demás",
            "De 1 a 100, ou off para 80, 95 e 100 como todos os demais"
        ),
        ("usage export", "out") => said!(
            english,
            "En este archivo en lugar de stdout",
            "Neste arquivo em vez de stdout"
        ),
        ("usage report", "html") => said!(
            english,
            "La página: no necesita otro archivo ni red",
            "A página: não precisa de outro arquivo nem de rede"
        ),
        _ => return None,
    })
}

fn of_tables<'a>(path: &str, name: &str, english: &'a str) -> Option<&'a str> {
    Some(match (path, name) {
        ("work list", "kind") => said!(
            english,
            "Solo de este tipo: approval, run_failed, source_quiet, …",
            "Só deste tipo: approval, run_failed, source_quiet, …"
        ),
        ("sheet", "kind") => said!(
            english,
            "products, customers, users, executions, logs y otras",
            "products, customers, users, executions, logs e outras"
        ),
        ("sheet", "agent") => said!(
            english,
            "De este agente del tenant",
            "Deste agente do tenant"
        ),
        ("sheet", "of") => said!(
            english,
            "De una entrada de otra tabla: runs:EXPA1B2",
            "De uma entrada de outra tabela: runs:EXPA1B2"
        ),
        ("sheet", "narrowing") => said!(
            english,
            "Solo lo que la tabla encuentra con esta condición",
            "Só o que a tabela encontra com esta condição"
        ),
        ("audit list", "month") => said!(
            english,
            "Mes que se lista; este mes si no se da",
            "Mês que é listado; este mês se não for dado"
        ),
        ("init", "index") => said!(
            english,
            "Agrega el índice parcial que encuentra la cola con una consulta por estado",
            "Adiciona o índice esparso que encontra a fila com uma consulta por estado"
        ),
        ("init", "feed") => said!(
            english,
            "Crea la cola por la que se oyen las escalaciones",
            "Cria a fila pela qual se ouvem as escaladas"
        ),
        ("init", "yes") => said!(english, "Lo crea sin preguntar", "Cria sem perguntar"),
        _ => return None,
    })
}

/// Those that mean the same wherever they stand.
fn shared<'a>(name: &str, english: &'a str) -> Option<&'a str> {
    Some(match name {
        "help" => said!(english, "Muestra esta ayuda", "Mostra esta ajuda"),
        "version" => said!(english, "Muestra la versión", "Mostra a versão"),
        "limit" => said!(
            english,
            "Como máximo tantas filas",
            "No máximo tantas linhas"
        ),
        "after" => said!(
            english,
            "Sigue detrás de una respuesta anterior: su `next`",
            "Continua depois de uma resposta anterior: o `next` dela"
        ),
        "tenant" => said!(english, "Solo de este tenant", "Só deste tenant"),
        "reason" => said!(
            english,
            "Por qué, en al menos 8 caracteres",
            "Por quê, em pelo menos 8 caracteres"
        ),
        "lease" => said!(
            english,
            "Cuánto tiempo sigue tuya sin otro comando",
            "Quanto tempo continua sua sem outro comando"
        ),
        "fence" => said!(
            english,
            "Solo si la toma sigue con este fence",
            "Só se a posse ainda tem este fence"
        ),
        _ => return None,
    })
}
