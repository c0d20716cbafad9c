//! A sheet that shows nothing: being read, or without entries, with the next step.

use super::{kind, narrowed};
use crate::domain::sheet::{Narrowing, SheetKind};

/// Nothing has been read yet.
pub fn loading(of: SheetKind) -> [String; 2] {
    [
        told!(
            "Reading {}…",
            "Leyendo {}…",
            "Lendo {}…",
            kind(of).to_lowercase()
        ),
        said!(
            "They appear as soon as the system answers.",
            "Aparecen en cuanto el sistema responda.",
            "Aparecem assim que o sistema responder."
        )
        .to_owned(),
    ]
}

/// A sheet without entries. `asked`: what the table was asked for; `more`: pages follow this one.
pub fn empty(of: SheetKind, asked: Option<&Narrowing>, more: bool) -> [String; 2] {
    let word = kind(of).to_lowercase();
    if more {
        return [
            told!(
                "No {word} so far.",
                "Sin {word} por ahora.",
                "Sem {word} por ora."
            ),
            said!(
                "More of the table follows: + reads on.",
                "La tabla sigue: + continúa leyendo.",
                "A tabela continua: + segue lendo."
            )
            .to_owned(),
        ];
    }
    match asked {
        Some(asked) => [
            told!(
                "No {word} with {}.",
                "Sin {word} con {}.",
                "Sem {word} com {}.",
                narrowed(asked)
            ),
            said!(
                "Esc drops the condition; / asks for another.",
                "Esc quita la condición; / pide otra.",
                "Esc tira a condição; / pede outra."
            )
            .to_owned(),
        ],
        None => [
            told!("No {word}.", "Sin {word}.", "Sem {word}."),
            next_step(of).to_owned(),
        ],
    }
}

pub(super) fn next_step(of: SheetKind) -> &'static str {
    match of {
        SheetKind::Products => said!(
            "The tenant adds products in the system's own pages.",
            "El tenant agrega productos en las páginas del propio sistema.",
            "O tenant adiciona produtos nas páginas do próprio sistema."
        ),
        SheetKind::Customers => {
            said!(
                "They appear when somebody writes to the tenant for the first time.",
                "Aparecen cuando alguien escribe al tenant por primera vez.",
                "Aparecem quando alguém escreve ao tenant pela primeira vez."
            )
        }
        SheetKind::Users => said!(
            "Nobody has an account here yet.",
            "Nadie tiene cuenta aquí todavía.",
            "Ninguém tem conta aqui ainda."
        ),
        SheetKind::Integrations => said!(
            "Nothing is connected yet; the tenant connects services itself.",
            "Aún no hay nada conectado; el tenant conecta los servicios por su cuenta.",
            "Ainda não há nada conectado; o tenant conecta os serviços por conta própria."
        ),
        SheetKind::Events => said!(
            "The system has reported nothing.",
            "El sistema no ha informado nada.",
            "O sistema não informou nada."
        ),
        SheetKind::Commands => said!(
            "Nobody has issued one yet.",
            "Nadie ha emitido uno todavía.",
            "Ninguém emitiu um ainda."
        ),
        SheetKind::Approvals => said!(
            "Nobody has asked for permission yet.",
            "Nadie ha pedido permiso todavía.",
            "Ninguém pediu permissão ainda."
        ),
        SheetKind::Trail => said!(
            "The system has written down nothing here.",
            "El sistema no ha anotado nada aquí.",
            "O sistema não anotou nada aqui."
        ),
        SheetKind::Billing => said!(
            "Nothing has been reckoned yet.",
            "Aún no se ha calculado nada.",
            "Nada foi calculado ainda."
        ),
        SheetKind::Templates => said!(
            "Templates are made in the workbench.",
            "Las plantillas se hacen en el workbench.",
            "Os modelos são feitos no workbench."
        ),
        SheetKind::Nodes => said!(
            "The template's flow has no node: it cannot run.",
            "El flujo de la plantilla no tiene nodos: no puede correr.",
            "O fluxo do modelo não tem nós: não pode rodar."
        ),
        SheetKind::Executions => said!(
            "They appear when an agent is run.",
            "Aparecen cuando se ejecuta un agente.",
            "Aparecem quando um agente é executado."
        ),
        SheetKind::Models => said!(
            "Models are registered in the workbench.",
            "Los modelos se registran en el workbench.",
            "Os modelos são registrados no workbench."
        ),
        SheetKind::Runs => said!(
            "Runs appear when an experiment is started.",
            "Aparecen cuando empieza un experimento.",
            "Aparecem quando um experimento começa."
        ),
        SheetKind::Logs => said!(
            "The run has written no line, or its lines have expired.",
            "La corrida no escribió líneas, o ya vencieron.",
            "A rodada não escreveu linhas, ou elas já venceram."
        ),
    }
}
