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
        "There is no such product.".to_owned(),
        "Nothing was changed. See which there are: switchboard sheet marketplace products --tenant TENANT"
            .to_owned(),
    ]
}

/// Said before a command is issued.
pub fn issue_warning(command: CommandKind) -> String {
    format!("{}: {}", command.word(), sheet::issue_consequence(command))
}

pub fn issue_question() -> &'static str {
    "Issue it? [y/N]"
}

pub fn ask_first() -> Vec<String> {
    vec![
        "Nobody can be asked here.".to_owned(),
        "Nothing was issued. Pass --yes to issue the command without a question.".to_owned(),
    ]
}

pub fn not_issued() -> &'static str {
    "Nothing was issued."
}
