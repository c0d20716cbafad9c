//! What a list says when there is nothing to show, always with the next step.

use jiff::SignedDuration;

use super::time;

/// Nobody waits. `last`: how long ago the newest escalation began, where one was seen.
pub fn escalations(last: Option<SignedDuration>) -> [String; 2] {
    let what = match last {
        Some(span) => told!(
            "Nobody is waiting. Last escalation {}.",
            "Nadie espera. Última escalada {}.",
            "Ninguém espera. Última escalada {}.",
            time::ago(span)
        ),
        None => said!("Nobody is waiting.", "Nadie espera.", "Ninguém espera.").to_owned(),
    };
    [
        what,
        said!(
            "New ones appear here by themselves; 2 shows all conversations.",
            "Las nuevas aparecen solas aquí; 2 muestra todas las conversaciones.",
            "As novas aparecem sozinhas aqui; 2 mostra todas as conversas."
        )
        .to_owned(),
    ]
}

/// A sweep has not seen all tenants yet.
pub fn still_looking(done: usize, of: usize) -> [String; 2] {
    [
        said!(
            "Nobody found waiting so far.",
            "Por ahora no se halló a nadie esperando.",
            "Por ora ninguém foi achado esperando."
        )
        .to_owned(),
        told!(
            "{done} of {of} tenants read; the rest is being read under the read budget.",
            "{done} de {of} tenants leídos; el resto se lee según el presupuesto de lectura.",
            "{done} de {of} tenants lidos; o resto é lido conforme o orçamento de leitura."
        ),
    ]
}

pub fn conversations() -> [String; 2] {
    [
        said!(
            "No conversations in these tables.",
            "No hay conversaciones en estas tablas.",
            "Não há conversas nestas tabelas."
        )
        .to_owned(),
        said!(
            "They appear when a customer writes to a tenant's number.",
            "Aparecen cuando un cliente escribe al número de un tenant.",
            "Aparecem quando um cliente escreve ao número de um tenant."
        )
        .to_owned(),
    ]
}

pub fn tenants() -> [String; 2] {
    [
        said!(
            "No tenants in this table.",
            "No hay tenants en esta tabla.",
            "Não há tenants nesta tabela."
        )
        .to_owned(),
        said!(
            "Check the account and region in the header, then refresh.",
            "Revisa la cuenta y la región del encabezado, luego actualiza.",
            "Confira a conta e a região no cabeçalho, depois atualize."
        )
        .to_owned(),
    ]
}

pub fn agents() -> [String; 2] {
    [
        said!(
            "No agents and no tenants to switch.",
            "No hay agentes ni tenants que cambiar.",
            "Não há agentes nem tenants para mudar."
        )
        .to_owned(),
        said!(
            "Check the account and region in the header, then refresh.",
            "Revisa la cuenta y la región del encabezado, luego actualiza.",
            "Confira a conta e a região no cabeçalho, depois atualize."
        )
        .to_owned(),
    ]
}

pub fn usage() -> [String; 2] {
    [
        said!(
            "No usage has been counted.",
            "No se contó ningún uso.",
            "Nenhum uso foi contado."
        )
        .to_owned(),
        said!(
            "Rows appear with the first message of a month.",
            "Las filas aparecen con el primer mensaje de un mes.",
            "As linhas aparecem com a primeira mensagem de um mês."
        )
        .to_owned(),
    ]
}

/// A filter that finds nothing among `of` rows.
pub fn no_match(words: &str, of: usize) -> [String; 2] {
    [
        told!(
            "Nothing among {of} matches “{words}”.",
            "Nada entre {of} coincide con “{words}”.",
            "Nada entre {of} combina com “{words}”."
        ),
        said!(
            "Change the filter with /, or drop it with Esc.",
            "Cambia el filtro con /, o quítalo con Esc.",
            "Mude o filtro com /, ou tire-o com Esc."
        )
        .to_owned(),
    ]
}

/// A pane that shows one system only, which has nothing in it, or no such thing at all.
pub fn only(platform: &str, things: &str, has_such: bool) -> [String; 2] {
    let what = if has_such {
        told!(
            "Nothing of {platform} is here now.",
            "No hay nada de {platform} ahora.",
            "Não há nada de {platform} agora."
        )
    } else {
        told!(
            "{platform} has no {things}.",
            "{platform} no tiene {things}.",
            "{platform} não tem {things}."
        )
    };
    [
        what,
        said!(
            ":platform all shows all systems again.",
            ":platform all muestra de nuevo todos los sistemas.",
            ":platform all mostra de novo todos os sistemas."
        )
        .to_owned(),
    ]
}

/// A transcript without messages.
pub fn transcript() -> [String; 2] {
    [
        said!(
            "The table holds no message of this conversation.",
            "La tabla no guarda mensajes de esta conversación.",
            "A tabela não guarda mensagens desta conversa."
        )
        .to_owned(),
        said!(
            "What the customer writes from now on appears here.",
            "Lo que el cliente escriba desde ahora aparece aquí.",
            "O que o cliente escrever a partir de agora aparece aqui."
        )
        .to_owned(),
    ]
}

pub fn messages() -> [String; 2] {
    [
        said!(
            "The console has said nothing yet.",
            "La consola aún no dijo nada.",
            "O console ainda não disse nada."
        )
        .to_owned(),
        said!(
            "Notices and failures are kept here with their times.",
            "Avisos y fallas se guardan aquí con su hora.",
            "Avisos e falhas ficam guardados aqui com seu horário."
        )
        .to_owned(),
    ]
}

/// Nothing is selected beside a list.
pub fn nothing_selected() -> &'static str {
    said!(
        "Select a row to see it here.",
        "Selecciona una fila para verla aquí.",
        "Selecione uma linha para vê-la aqui."
    )
}

/// More notices stand behind the newest.
pub fn more_messages(n: usize) -> String {
    told!(
        "   +{n} in :messages",
        "   +{n} en :messages",
        "   +{n} em :messages"
    )
}
