//! What verbs over sheets say.

use crate::domain::sheet::{CommandKind, SheetKind};
use crate::locale::sheet;

/// A sheet without entries.
pub fn no_entries(kind: SheetKind) -> String {
    let [what, next] = sheet::empty(kind, None, false);
    format!("{what} {next}")
}

pub fn no_product() -> Vec<String> {
    vec![
        said!("There is no such product.", "No existe tal producto.", "Não existe tal produto.").to_owned(),
        said!("Nothing was changed. See which there are: switchboard sheet marketplace products --tenant TENANT", "No cambió nada. Mira cuáles hay: switchboard sheet marketplace products --tenant TENANT", "Nada mudou. Veja quais há: switchboard sheet marketplace products --tenant TENANT")
            .to_owned(),
    ]
}

/// Said before a command is issued.
pub fn issue_warning(command: CommandKind) -> String {
    format!("{}: {}", command.word(), sheet::issue_consequence(command))
}

pub fn issue_question() -> &'static str {
    said!("Issue it? [y/N]", "¿Emitirlo? [y/N]", "Emitir? [y/N]")
}

pub fn ask_first() -> Vec<String> {
    vec![
        said!(
            "Nobody can be asked here.",
            "Aquí no hay a quién preguntar.",
            "Não há a quem perguntar aqui."
        )
        .to_owned(),
        said!(
            "Nothing was issued. Pass --yes to issue the command without a question.",
            "No se emitió nada. Pasa --yes para emitir el comando sin pregunta.",
            "Nada foi emitido. Passe --yes para emitir o comando sem pergunta."
        )
        .to_owned(),
    ]
}

pub fn not_issued() -> &'static str {
    said!(
        "Nothing was issued.",
        "No se emitió nada.",
        "Nada foi emitido."
    )
}
