//! A word for the footer.

use super::word;
use crate::app::Layer;
use crate::app::command::Command;
use crate::locale::delivery;
use crate::locale::guard::command as guard;
use crate::locale::logs::command as logs;

/// The footer's word where a command means something more exact in a layer.
pub fn label_in(command: Command, layer: Layer) -> &'static str {
    use Command as C;
    match (layer, command) {
        (Layer::Composer, C::Back) => said!("to the transcript", "a los mensajes", "às mensagens"),
        (Layer::Prompt, C::Enter) => said!("keep the filter", "dejar filtro", "manter filtro"),
        (Layer::Prompt, C::Back) => said!("drop it", "quitarlo", "tirá-lo"),
        (Layer::CommandLine, C::Enter) => said!("run", "ejecutar", "executar"),
        (Layer::Form, C::Enter) => said!("go on", "seguir", "seguir"),
        (Layer::Form | Layer::CommandLine, C::Back) => said!("cancel", "cancelar", "cancelar"),
        (Layer::Dialog, C::Confirm) => said!("yes", "sí", "sim"),
        (Layer::Dialog, C::Cancel) => said!("no", "no", "não"),
        (Layer::Dialog, C::NextField) => said!("other answer", "otra respuesta", "outra resposta"),
        (Layer::Shift, command) => {
            crate::locale::shift::label(command).unwrap_or_else(|| label(command))
        }
        (Layer::Help | Layer::Reader, C::Back) => said!("close", "cerrar", "fechar"),
        (Layer::Detail, C::Enter) => crate::locale::usage::command::cut_off_label(),
        (Layer::Sheet, C::NextPane) => said!("next sheet", "otra ficha", "outra ficha"),
        (Layer::Sheet, C::PreviousPane) => {
            said!("previous sheet", "ficha anterior", "ficha anterior")
        }
        (Layer::Entry, C::Enter) | (Layer::Sheet | Layer::Entry, C::Sheets) => {
            said!("its sheets", "sus fichas", "suas fichas")
        }
        (Layer::Logs | Layer::Trace | Layer::Traces, _) => logs::label_in(command, layer),
        _ => label(command),
    }
}

/// One or two words for the footer.
pub fn label(command: Command) -> &'static str {
    use Command as C;
    match command {
        C::Down => said!("down", "abajo", "abaixo"),
        C::Up => said!("up", "arriba", "acima"),
        C::PageDown => said!("page down", "pág. abajo", "pág. abaixo"),
        C::PageUp => said!("page up", "pág. arriba", "pág. acima"),
        C::First => said!("first", "primera", "primeira"),
        C::Last => said!("last", "última", "última"),
        C::Enter => said!("open", "abrir", "abrir"),
        C::Back => said!("back", "volver", "voltar"),
        C::NextPane => said!("next pane", "otro panel", "outro painel"),
        C::PreviousPane => said!("previous pane", "panel anterior", "painel anterior"),
        C::Tenants => said!("tenants", "tenants", "tenants"),
        C::Conversations => said!("conversations", "conversaciones", "conversas"),
        C::Escalations => said!("escalations", "escaladas", "escaladas"),
        C::Agents => said!("agents", "agentes", "agentes"),
        C::Usage => said!("usage", "uso", "uso"),
        C::Health => crate::locale::health::label(),
        C::Metrics => crate::locale::health::metrics::label(),
        C::ShorterRange => crate::locale::health::metrics::shorter_label(),
        C::LongerRange => crate::locale::health::metrics::longer_label(),
        C::Acknowledge => crate::locale::health::ack::label(),
        C::NextWaiting => said!("next waiting", "próxima", "próxima"),
        C::Filter => said!("filter", "filtro", "filtro"),
        C::OrderBy => said!("order", "orden", "ordem"),
        C::Reverse => said!("reverse", "invertir", "inverter"),
        C::More => said!("more", "más", "mais"),
        C::Refresh => said!("refresh", "actualizar", "atualizar"),
        C::Claim => said!("claim", "tomar", "assumir"),
        C::Watch => said!("watch", "observar", "observar"),
        C::Reveal => said!("show bodies", "ver textos", "ver textos"),
        C::ShowNumber => said!("number", "número", "número"),
        C::Reply => said!("reply", "responder", "responder"),
        C::Note => said!("note", "nota", "nota"),
        C::HandBack => said!("hand back", "devolver", "devolver"),
        C::Resolve => said!("resolve", "resolver", "resolver"),
        C::ResolveNext => word(guard::resolve_next()),
        C::Steal => word(guard::steal()),
        C::Undo => word(guard::undo()),
        C::Silence => word(guard::silence()),
        C::FirstAnswer => word(guard::answer(0)),
        C::SecondAnswer => word(guard::answer(1)),
        C::ThirdAnswer => word(guard::answer(2)),
        C::Snooze => said!("snooze", "posponer", "adiar"),
        C::Assign => said!("assign", "asignar", "atribuir"),
        C::Transfer => said!("transfer", "transferir", "transferir"),
        C::Reopen => said!("reopen", "reabrir", "reabrir"),
        C::Send => said!("send", "enviar", "enviar"),
        C::Outcome => delivery::outcome_label(),
        C::AskAgain => delivery::ask_label(),
        C::Resend => delivery::resend_label(),
        C::DropReply => delivery::drop_label(),
        C::Template => delivery::template_label(),
        C::Briefing => said!("why", "por qué", "por quê"),
        C::Find => said!("find", "buscar", "buscar"),
        C::NextFind => said!("next find", "siguiente", "próxima"),
        C::PreviousFind => said!("previous find", "anterior", "anterior"),
        C::CopyLink => said!("copy link", "copiar enlace", "copiar link"),
        C::Mark => said!("mark", "marcar", "marcar"),
        C::MarkShown => said!("mark many", "marcar varias", "marcar várias"),
        C::GroupKeyword => said!("by word", "por palabra", "por palavra"),
        C::Forecast => crate::locale::usage::command::forecast_label(),
        C::CutOff => crate::locale::usage::command::cut_off_label(),
        C::WriteTable => said!("copy table", "copiar tabla", "copiar tabela"),
        C::Triggers => said!("triggers", "disparadores", "gatilhos"),
        C::Approve => said!("approve", "aprobar", "aprovar"),
        C::Reject => said!("reject", "rechazar", "recusar"),
        C::CancelRun => said!("cancel run", "anular", "anular"),
        C::Sheets => said!("sheets", "fichas", "fichas"),
        C::MarkSold => said!("mark sold", "vendido", "vendido"),
        C::Issue => said!("issue command", "emitir comando", "emitir comando"),
        C::Logs
        | C::Trace
        | C::Insights
        | C::Wrap
        | C::SideLeft
        | C::SideRight
        | C::SaveLines
        | C::Pipe
        | C::CopyAws => logs::label(command),
        C::Toggle => said!("toggle", "cambiar", "mudar"),
        C::Kill => said!("kill switch", "apagar todos", "desligar todos"),
        C::SwitchOnAll => said!("all on", "encender todos", "ligar todos"),
        C::Op => said!("operations", "operaciones", "operações"),
        C::BreakGlass => said!("break glass", "romper vidrio", "quebrar vidro"),
        C::RollBack => said!("roll back", "revertir", "reverter"),
        C::Incident
        | C::Incidents
        | C::Handover
        | C::Earlier
        | C::Later
        | C::MuchEarlier
        | C::MuchLater => super::on_call(command, 0),
        C::Confirm => said!("confirm", "confirmar", "confirmar"),
        C::Cancel => said!("cancel", "cancelar", "cancelar"),
        C::NextField => said!("next field", "otro campo", "outro campo"),
        C::Inspect => said!("inspect", "inspeccionar", "inspecionar"),
        C::Copy => said!("copy", "copiar", "copiar"),
        C::Help => said!("help", "ayuda", "ajuda"),
        C::CommandLine => said!("command", "comando", "comando"),
        C::Messages => said!("messages", "mensajes", "mensagens"),
        C::Theme => said!("theme", "tema", "tema"),
        C::Redraw => said!("redraw", "redibujar", "redesenhar"),
        C::Suspend => said!("suspend", "suspender", "suspender"),
        C::Interrupt => said!("leave", "dejar", "deixar"),
        C::Quit => said!("quit", "salir", "sair"),
    }
}
