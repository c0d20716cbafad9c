//! What `init --index` says.

use crate::domain::prospect::IndexProspect;
use crate::locale::number;

/// US dollars for a million write units on demand in us-east-1 (AWS price list, since November 2024).
const DOLLARS_A_MILLION: f64 = 0.625;

/// What adding the index would mean, before it is added.
pub fn prospect(seen: &IndexProspect) -> Vec<String> {
    let mut lines = vec![
        told!(
            "The index {} finds those who wait in {} by one query per status, instead of reading every conversation.", "El índice {} halla a quienes esperan en {} con una consulta por estado, en vez de leer cada conversación.", "O índice {} acha quem espera em {} com uma consulta por estado, em vez de ler cada conversa.",
            seen.index, seen.table
        ),
        said!("It holds only items that have status and escalationTime, with escalationReason, priority, updatedAt, customerId and assignedAgent. Rows that say `escalated` in lower case have no escalationTime and are never in it, so a slow sweep stays beside it.", "Contiene solo ítems que tienen status y escalationTime, con escalationReason, priority, updatedAt, customerId y assignedAgent. Las filas que dicen `escalated` en minúsculas no tienen escalationTime y nunca están en él, así que un barrido lento sigue a su lado.", "Contém só itens que têm status e escalationTime, com escalationReason, priority, updatedAt, customerId e assignedAgent. Linhas que dizem `escalated` em minúsculas não têm escalationTime e nunca estão nele, então uma varredura lenta continua ao lado.").to_owned(),
        cost(seen),
        said!("The stack that owns the table does not know the index: its next deployment may take it away again.", "El stack dueño de la tabla no conoce el índice: su próximo despliegue puede quitarlo.", "O stack dono da tabela não conhece o índice: a próxima implantação pode tirá-lo.").to_owned(),
        said!("Once it is there, the table refuses every write whose status or escalationTime is not a non-empty string, the bot's too.", "Una vez que está, la tabla rechaza toda escritura cuyo status o escalationTime no sea un texto no vacío, también las del bot.", "Uma vez criado, a tabela recusa toda gravação cujo status ou escalationTime não seja um texto não vazio, também as do bot.").to_owned(),
    ];
    lines.push(sample(seen));
    lines
}

#[allow(clippy::cast_precision_loss)]
fn cost(seen: &IndexProspect) -> String {
    let most = number::places(seen.items as f64 * DOLLARS_A_MILLION / 1e6, 2);
    told!(
        "The table has about {} items. Filling the index writes at most one unit for each it holds, at most {most} US dollars (on demand, us-east-1); then each change of such an item writes one or two units more.",
        "La tabla tiene unos {} ítems. Llenar el índice escribe como máximo una unidad por cada uno que contiene, {most} dólares como máximo (a demanda, us-east-1); luego cada cambio de un ítem así escribe una o dos unidades más.",
        "A tabela tem uns {} itens. Encher o índice grava no máximo uma unidade por item que contém, no máximo {most} dólares (sob demanda, us-east-1); depois cada mudança de um item assim grava uma ou duas unidades a mais.",
        seen.items
    )
}

fn sample(seen: &IndexProspect) -> String {
    let looked = told!(
        "{} items were looked at ({} read units); {} of them would be in the index",
        "Se miraron {} ítems ({} unidades de lectura); {} de ellos estarían en el índice",
        "Foram olhados {} itens ({} unidades de leitura); {} deles estariam no índice",
        seen.looked,
        seen.read_units,
        seen.waiting
    );
    if seen.refused == 0 {
        return told!(
            "{looked}, and none would be refused.",
            "{looked}, y ninguno sería rechazado.",
            "{looked}, e nenhum seria recusado."
        );
    }
    let examples: Vec<_> = seen.examples.iter().map(|one| one.one_line()).collect();
    told!(
        "{looked}. {} would be REFUSED when they are written again as they are: {}",
        "{looked}. {} serían RECHAZADOS al escribirse de nuevo como están: {}",
        "{looked}. {} seriam RECUSADOS ao serem gravados de novo como estão: {}",
        seen.refused,
        examples.join("; ")
    )
}

pub fn added() -> &'static str {
    said!(
        "The index is being added and filled. Consoles use it from their next connection on once it is active; switchboard doctor tells.",
        "El índice se está agregando y llenando. Las consolas lo usan desde su próxima conexión una vez activo; switchboard doctor lo dice.",
        "O índice está sendo criado e preenchido. Os consoles o usam a partir da próxima conexão, uma vez ativo; switchboard doctor diz."
    )
}

pub fn added_before() -> &'static str {
    said!(
        "The index was there already; nothing was changed.",
        "El índice ya estaba; no cambió nada.",
        "O índice já existia; nada mudou."
    )
}

pub fn question() -> &'static str {
    said!("Add it? [y/N]", "¿Agregarlo? [y/N]", "Adicionar? [y/N]")
}
