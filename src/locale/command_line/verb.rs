//! What each verb is for, by its path as it is typed.

mod shift;
mod watching;

use shift::shift;
use watching::{usage, watching};

/// What a verb is for. `path`: its words, such as `escalations claim`; none for the program itself.
pub fn verb<'a>(path: &str, english: &'a str) -> Option<&'a str> {
    let found = subject(path, english).or_else(|| handoff(path, english));
    found
        .or_else(|| team(path, english))
        .or_else(|| switching(path, english))
        .or_else(|| watching(path, english))
        .or_else(|| usage(path, english))
        .or_else(|| shift(path, english))
}

fn subject<'a>(path: &str, english: &'a str) -> Option<&'a str> {
    Some(match path {
        "" => said!(
            english,
            "Una consola para las personas que están detrás de los agentes de IA",
            "Um console para as pessoas que estão por trás dos agentes de IA"
        ),
        "help" => said!(
            english,
            "Muestra esta ayuda o la de un comando",
            "Mostra esta ajuda ou a de um comando"
        ),
        "demo" => said!(
            english,
            "Abre o sirve un backend de demostración con un mundo vivo",
            "Abre ou serve um backend de demonstração com um mundo vivo"
        ),
        "tenants" => said!(english, "Tenants", "Tenants"),
        "conversations" => said!(english, "Conversaciones", "Conversas"),
        "escalations" => said!(
            english,
            "Conversaciones que esperan a una persona",
            "Conversas que esperam uma pessoa"
        ),
        "sla" => said!(
            english,
            "En cuánto tiempo hay que responder a los clientes",
            "Em quanto tempo é preciso responder aos clientes"
        ),
        "work" => said!(
            english,
            "Lo que espera a una persona en todos los sistemas y no es una conversación",
            "O que espera uma pessoa em todos os sistemas e não é uma conversa"
        ),
        "sheet" => said!(
            english,
            "Una de las tablas pequeñas de un sistema, un tenant, un agente o una entrada",
            "Uma das tabelas pequenas de um sistema, um tenant, um agente ou uma entrada"
        ),
        "products" => said!(english, "Productos de un tenant", "Produtos de um tenant"),
        "commands" => said!(
            english,
            "Comandos operativos de un sistema",
            "Comandos operacionais de um sistema"
        ),
        "agents" => said!(
            english,
            "Agentes y sus interruptores",
            "Agentes e seus interruptores"
        ),
        "agent" => said!(
            english,
            "El corte: un agente apagado o encendido, para un tenant o para todos, contado antes",
            "O corte: um agente desligado ou ligado, para um tenant ou para todos, contado antes"
        ),
        "op" => said!(
            english,
            "Operaciones sobre muchos tenants",
            "Operações sobre muitos tenants"
        ),
        "usage" => said!(
            english,
            "Uso por tenant y mes, y cuándo rompe su límite",
            "Uso por tenant e mês, e quando estoura o limite"
        ),
        "canned" => said!(
            english,
            "Respuestas guardadas del equipo",
            "Respostas salvas da equipe"
        ),
        "audit" => said!(
            english,
            "Qué se hizo, quién y por qué",
            "O que foi feito, por quem e por quê"
        ),
        "alarms" => said!(
            english,
            "Alarmas de todos los sistemas",
            "Alarmes de todos os sistemas"
        ),
        "metrics" => said!(
            english,
            "Métricas de todos los sistemas",
            "Métricas de todos os sistemas"
        ),
        "logs" => said!(
            english,
            "Registros de un sistema: buscarlos, o ver las líneas según llegan",
            "Logs de um sistema: pesquisar, ou ver as linhas conforme chegam"
        ),
        "trace" => said!(english, "Trazas de un sistema", "Traces de um sistema"),
        "config" => said!(
            english,
            "Lo que dice el archivo de configuración, y lo que puede decir",
            "O que o arquivo de configuração diz, e o que pode dizer"
        ),
        _ => return None,
    })
}

fn handoff<'a>(path: &str, english: &'a str) -> Option<&'a str> {
    Some(match path {
        "conversations list" => said!(
            english,
            "Las lista, tenant por tenant",
            "Lista todas, tenant por tenant"
        ),
        "conversations show" => said!(
            english,
            "Muestra una con su transcripción",
            "Mostra uma com a transcrição"
        ),
        "conversations steal" => said!(
            english,
            "Toma una de la persona que la tiene; esa persona ve el motivo",
            "Assume uma da pessoa que está com ela; essa pessoa vê o motivo"
        ),
        "conversations snooze" => said!(
            english,
            "Pospone una que espera o es tuya: sale de la cola hasta entonces, o hasta que el cliente escriba",
            "Adia uma que espera ou é sua: sai da fila até lá, ou até o cliente escrever"
        ),
        "conversations assign" => said!(
            english,
            "Asigna a una persona una que espera o es tuya; la tuya sigue tuya hasta que la tome",
            "Atribui a uma pessoa uma que espera ou é sua; a sua continua sua até ela assumir"
        ),
        "conversations reopen" => said!(
            english,
            "Vuelve a tomar una que se resolvió",
            "Reassume uma que foi resolvida"
        ),
        "escalations list" => said!(
            english,
            "Las lista en el orden de tomarlas, y después las que ya tiene una persona",
            "Lista na ordem de assumir, e depois as que já estão com uma pessoa"
        ),
        "escalations claim" => said!(
            english,
            "Toma una: su bot calla, y nadie más puede tomarla mientras tanto",
            "Assume uma: o bot se cala, e ninguém mais pode assumir enquanto isso"
        ),
        "escalations reply" => said!(
            english,
            "Dice algo al cliente; con - como TEXT se lee de stdin",
            "Diz algo ao cliente; com - como TEXT lê de stdin"
        ),
        "escalations note" => said!(
            english,
            "Deja una nota privada; con - como TEXT se lee de stdin",
            "Deixa uma nota privada; com - como TEXT lê de stdin"
        ),
        "escalations release" => said!(english, "La devuelve a su bot", "Devolve ao bot"),
        "escalations hand-back" => said!(
            english,
            "Devuelve, una por una, todas las que esperan porque saltó una palabra del bot",
            "Devolve, uma a uma, todas as que esperam porque uma palavra do bot disparou"
        ),
        "escalations triggers" => said!(
            english,
            "Dice cuántas veces saltó cada palabra del bot, y cuántas por error",
            "Diz quantas vezes cada palavra do bot disparou, e quantas por engano"
        ),
        "escalations resolve" => said!(
            english,
            "La devuelve y la marca como resuelta",
            "Devolve e marca como resolvida"
        ),
        _ => return None,
    })
}

fn team<'a>(path: &str, english: &'a str) -> Option<&'a str> {
    Some(match path {
        "tenants list" | "audit list" | "canned list" => {
            said!(english, "Muestra la lista", "Mostra a lista")
        }
        "sla list" => said!(
            english,
            "Lista los objetivos de todos los tenants",
            "Lista as metas de todos os tenants"
        ),
        "sla set" => said!(
            english,
            "Fija los objetivos de TENANT, o con * los de todos sin propios; lo que no se nombra deja de prometerse",
            "Define as metas de TENANT, ou com * as de todos sem próprias; o que não for nomeado deixa de ser prometido"
        ),
        "canned set" => said!(
            english,
            "Guarda una; {{nombre}}, {{agente}} y {{tenant}} se rellenan",
            "Salva uma; {{nombre}}, {{agente}} e {{tenant}} são preenchidos"
        ),
        "canned remove" => said!(english, "Quita una", "Remove uma"),
        "work list" => said!(
            english,
            "Lo lista en el orden de tomarlo",
            "Lista na ordem de assumir"
        ),
        "work approve" => said!(english, "Aprueba una solicitud", "Aprova uma solicitação"),
        "work reject" => said!(english, "Rechaza una solicitud", "Recusa uma solicitação"),
        "work cancel" => said!(
            english,
            "Marca una ejecución abierta como cancelada; no detiene a ningún worker",
            "Marca uma execução aberta como cancelada; nenhum worker é parado"
        ),
        "products sold" => said!(english, "Marca uno como vendido", "Marca um como vendido"),
        "commands issue" => said!(
            english,
            "Emite uno: REPROCESS_QUEUE, RESET_TOKEN, RESTART_AGENT o HEALTH_CHECK. La inserción lo ejecuta",
            "Emite um: REPROCESS_QUEUE, RESET_TOKEN, RESTART_AGENT ou HEALTH_CHECK. A inserção o executa"
        ),
        _ => return None,
    })
}

fn switching<'a>(path: &str, english: &'a str) -> Option<&'a str> {
    Some(match path {
        "agents list" => said!(
            english,
            "Lista los interruptores, tenant por tenant",
            "Lista os interruptores, tenant por tenant"
        ),
        "agents enable" => said!(english, "Enciende uno", "Liga um"),
        "agents disable" => said!(english, "Apaga uno", "Desliga um"),
        "agent off" => said!(
            english,
            "Apaga uno, para un tenant o para todos; sin --confirm solo dice a quién toca",
            "Desliga um, para um tenant ou para todos; sem --confirm só diz quem é atingido"
        ),
        "agent on" => said!(
            english,
            "Enciende uno, para un tenant o para todos; sin --confirm solo dice a quién toca",
            "Liga um, para um tenant ou para todos; sem --confirm só diz quem é atingido"
        ),
        "op list" => said!(
            english,
            "Lista las que están abiertas, y lo que sigue apagado",
            "Lista as que estão abertas, e o que continua desligado"
        ),
        "op show" => said!(
            english,
            "Muestra una, tenant por tenant",
            "Mostra uma, tenant por tenant"
        ),
        "op resume" => said!(
            english,
            "Sigue con una que se detuvo o que una consola abandonó",
            "Continua uma que parou ou que um console abandonou"
        ),
        "op rollback" => said!(
            english,
            "Vuelve cada tenant al estado que tenía; lo que cambió desde entonces se deja y se lista",
            "Volta cada tenant ao estado que tinha; o que mudou desde então fica e é listado"
        ),
        "op approve" => said!(
            english,
            "Acepta una como segunda persona: otra identidad que la que la pidió",
            "Aprova uma como segunda pessoa: outra identidade que não a que pediu"
        ),
        "op break-glass" => said!(
            english,
            "Sigue sin una segunda persona; se avisa a todos",
            "Continua sem uma segunda pessoa; todos são avisados"
        ),
        "tick" => said!(
            english,
            "Enciende lo que ya toca; para cron, donde no hay consola abierta",
            "Liga o que já está na hora; para cron, onde não há console aberto"
        ),
        _ => return None,
    })
}
