//! What each command does: a word for the footer, a sentence for help, and the names of their subjects.

use crate::app::Layer;
use crate::app::command::Command;

/// The headings of the help.
pub mod subject {
    pub const CONVERSATION: &str = "Conversation";
    pub const WORK: &str = "What waits";
    pub const SHEETS: &str = "Sheets";
    pub const AGENTS: &str = "Agents";
    pub const LISTS: &str = "Lists";
    pub const MOVING: &str = "Moving";
    pub const PANES: &str = "Panes";
    pub const ANSWERS: &str = "Questions";
    pub const PROGRAM: &str = "Program";
}

/// The footer's word where a command means something more exact in a layer.
pub fn label_in(command: Command, layer: Layer) -> &'static str {
    use Command as C;
    match (layer, command) {
        (Layer::Composer, C::Back) => "to the transcript",
        (Layer::Prompt, C::Enter) => "keep the filter",
        (Layer::Prompt, C::Back) => "drop it",
        (Layer::CommandLine, C::Enter) => "run",
        (Layer::Form, C::Enter) => "go on",
        (Layer::Form | Layer::CommandLine, C::Back) => "cancel",
        (Layer::Dialog, C::Confirm) => "yes",
        (Layer::Dialog, C::Cancel) => "no",
        (Layer::Dialog, C::NextField) => "other answer",
        (Layer::Help | Layer::Reader, C::Back) => "close",
        (Layer::Sheet, C::NextPane) => "next sheet",
        (Layer::Sheet, C::PreviousPane) => "previous sheet",
        (Layer::Entry, C::Enter) | (Layer::Sheet | Layer::Entry, C::Sheets) => "its sheets",
        _ => label(command),
    }
}

/// One or two words for the footer.
pub fn label(command: Command) -> &'static str {
    use Command as C;
    match command {
        C::Down => "down",
        C::Up => "up",
        C::PageDown => "page down",
        C::PageUp => "page up",
        C::First => "first",
        C::Last => "last",
        C::Enter => "open",
        C::Back => "back",
        C::NextPane => "next pane",
        C::PreviousPane => "previous pane",
        C::Tenants => "tenants",
        C::Conversations => "conversations",
        C::Escalations => "escalations",
        C::Agents => "agents",
        C::Usage => "usage",
        C::NextWaiting => "next waiting",
        C::Filter => "filter",
        C::OrderBy => "order",
        C::Reverse => "reverse",
        C::More => "more",
        C::Refresh => "refresh",
        C::Claim => "claim",
        C::Watch => "watch",
        C::Reveal => "show bodies",
        C::Reply => "reply",
        C::Note => "note",
        C::HandBack => "hand back",
        C::Resolve => "resolve",
        C::Send => "send",
        C::Briefing => said!("why", "por qué", "por quê"),
        C::Find => said!("find", "buscar", "buscar"),
        C::NextFind => said!("next find", "siguiente", "próxima"),
        C::PreviousFind => said!("previous find", "anterior", "anterior"),
        C::CopyLink => said!("copy link", "copiar enlace", "copiar link"),
        C::Mark => said!("mark", "marcar", "marcar"),
        C::MarkShown => said!("mark many", "marcar varias", "marcar várias"),
        C::GroupKeyword => said!("by word", "por palabra", "por palavra"),
        C::WriteTable => said!("copy table", "copiar tabla", "copiar tabela"),
        C::Triggers => said!("triggers", "disparadores", "gatilhos"),
        C::Approve => "approve",
        C::Reject => "reject",
        C::CancelRun => "cancel run",
        C::Sheets => "sheets",
        C::MarkSold => "mark sold",
        C::Issue => "issue command",
        C::Toggle => "toggle",
        C::Confirm => "confirm",
        C::Cancel => "cancel",
        C::NextField => "next field",
        C::Inspect => "inspect",
        C::Copy => "copy",
        C::Help => "help",
        C::CommandLine => "command",
        C::Messages => "messages",
        C::Theme => "theme",
        C::Redraw => "redraw",
        C::Suspend => "suspend",
        C::Interrupt => "leave",
        C::Quit => "quit",
    }
}

/// A sentence for help and for the command line.
pub fn command(command: Command) -> &'static str {
    use Command as C;
    match command {
        C::Down => "One row or line down",
        C::Up => "One row or line up",
        C::PageDown => "One page down",
        C::PageUp => "One page up",
        C::First => "To the first row",
        C::Last => "To the last row; a transcript follows its end again",
        C::Enter => "Open the selected row",
        C::Back => "Out one level, to the row you came from; never quits",
        C::NextPane => "To the next pane; in sheets to the next sheet",
        C::PreviousPane => "To the previous pane; in sheets to the previous sheet",
        C::Tenants => "Businesses: plan, bot, waiting, usage",
        C::Conversations => "All conversations, newest first",
        C::Escalations => "Those who wait for a person, in the order to take them",
        C::Agents => "Agents and the tenants they work for",
        C::Usage => "Messages of the month against the limit",
        C::NextWaiting => "To the next conversation that needs a person, from anywhere",
        C::Filter => "Show only rows that hold some words",
        C::OrderBy => "Order the rows by the next column",
        C::Reverse => "Turn the order around",
        C::More => "Read the next page",
        C::Refresh => "Read again now",
        C::Claim => "Take it: the bot is paused, the customer is yours",
        C::Reveal => "Show the bodies of the newest mail, which are hidden until asked for",
        C::Watch => "Look on without taking it",
        C::Reply => "Write to the customer",
        C::Note => "Write a private note; the customer never sees it",
        C::HandBack => "Give the conversation back to the bot",
        C::Resolve => "Close it, until the customer writes again",
        C::Send => "Send what is written and stay",
        C::Briefing => said!(
            "Why it escalated: words that fired, mood, what the bot tried, the customer's history",
            "Por qué se escaló: palabras, ánimo, intentos del bot, historia del cliente",
            "Por que foi escalada: palavras, ânimo, tentativas do bot, histórico do cliente"
        ),
        C::Find => said!(
            "Find words in the transcript; ] and [ go through them",
            "Busca palabras en la conversación; ] y [ las recorren",
            "Busca palavras na conversa; ] e [ passam por elas"
        ),
        C::NextFind => said!(
            "To the next line that has the words looked for",
            "A la siguiente línea con lo buscado",
            "À próxima linha com o que se busca"
        ),
        C::PreviousFind => said!(
            "To the line before that has the words looked for",
            "A la línea anterior con lo buscado",
            "À linha anterior com o que se busca"
        ),
        C::CopyLink => said!(
            "Copy the newest link of the transcript after showing its host; never opens it",
            "Copia el último enlace tras mostrar su host; nunca lo abre",
            "Copia o último link após mostrar o host; nunca o abre"
        ),
        C::Mark => said!(
            "Mark the row, or take its mark; b and e then mean all that are marked",
            "Marca la fila o quita la marca; b y e valen entonces para todas las marcadas",
            "Marca a linha ou tira a marca; b e e valem então para todas as marcadas"
        ),
        C::MarkShown => said!(
            "Mark the rows on screen, again all that the filter shows (kw:ya tenant:electro prio:urgent), again none",
            "Marca las filas en pantalla; otra vez, todas las del filtro (kw:ya tenant:electro prio:urgent); otra vez, ninguna",
            "Marca as linhas na tela; de novo, todas as do filtro (kw:ya tenant:electro prio:urgent); de novo, nenhuma"
        ),
        C::GroupKeyword => said!(
            "Put together those for whom the same word fired",
            "Junta las que escaló la misma palabra",
            "Junta as que a mesma palavra escalou"
        ),
        C::WriteTable => said!(
            "Copy the report of triggers as a table for spreadsheets",
            "Copia el informe de disparadores como tabla para hojas de cálculo",
            "Copia o relatório de gatilhos como tabela para planilhas"
        ),
        C::Triggers => said!(
            "How often each word of the bot fired, and how often by mistake",
            "Cuántas veces disparó cada palabra del bot, y cuántas por error",
            "Quantas vezes cada palavra do bot disparou, e quantas por engano"
        ),
        C::Approve => "Approve the request, with a reason",
        C::Reject => "Refuse the request, with a reason",
        C::CancelRun => "Mark the run as cancelled; no worker is stopped by it",
        C::Sheets => "Small tables of the row: products, executions, logs",
        C::MarkSold => "Mark the product as sold, with a reason",
        C::Issue => "Issue a command; the insert runs it at once",
        C::Toggle => "Switch it on or off for this tenant, with a reason",
        C::Confirm => "Yes, do it",
        C::Cancel => "No, leave everything as it is",
        C::NextField => "To the next field",
        C::Inspect => "Show what the tables hold of the selected row",
        C::Copy => "Copy the identity of the selected row",
        C::Help => "Every key that works here; type to filter",
        C::CommandLine => "Type the name of a command",
        C::Messages => "What the console said, with times",
        C::Theme => "Walk through dark, light and mono",
        C::Redraw => "Draw the whole screen anew",
        C::Suspend => "Back to the shell; fg returns",
        C::Interrupt => "Out of a text field; elsewhere asks whether to quit",
        C::Quit => "End the console; asks while conversations are yours",
    }
}
