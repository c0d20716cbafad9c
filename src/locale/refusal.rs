//! Why a command cannot be used now, and what can be done instead.

use super::access;
use super::command::label;
use super::privacy;
use crate::app::command::Command;
use crate::app::state::Why;

/// A command that was refused: `Not claimed: …` reads worse than the reason alone, so only that is said.
pub fn refused(command: Command, why: &Why) -> String {
    format!("{}: {}", label(command), reason(why))
}

/// The reason, a sentence with the next step.
pub fn reason(why: &Why) -> String {
    match why {
        Why::NotConnected => said!(
            "not connected yet; it goes on by itself.",
            "aún sin conexión; sigue por sí solo.",
            "ainda sem conexão; continua sozinho."
        )
        .to_owned(),
        Why::Barred(barred) => access::barred(*barred).to_owned(),
        Why::Role(has, right) => access::role(*has, *right),
        Why::Recovered(since) => super::health::ack::recovered(*since),
        Why::NothingRings => super::health::ack::nothing_rings().to_owned(),
        Why::NoSuspect => said!(
            "no agent is known to fail around this; Enter opens the alarm, 4 lists all agents.",
            "no se sabe qué agente falla aquí; Enter abre la alarma, 4 lista los agentes.",
            "não se sabe que agente falha aqui; Enter abre o alarme, 4 lista os agentes."
        )
        .to_owned(),
        Why::NothingSelected => said!(
            "select a row first.",
            "primero selecciona una fila.",
            "primeiro selecione uma linha."
        )
        .to_owned(),
        Why::NoConversation => said!(
            "there is no conversation here; 2 or 3 shows them.",
            "aquí no hay conversación; 2 o 3 las muestran.",
            "não há conversa aqui; 2 ou 3 as mostram."
        )
        .to_owned(),
        Why::NoSwitch => said!(
            "there is no agent here; 4 shows them.",
            "aquí no hay agente; 4 los muestra.",
            "não há agente aqui; 4 os mostra."
        )
        .to_owned(),
        Why::NoSwitching => said!(
            "this system has no switch for an agent; it is shown to be read.",
            "este sistema no tiene interruptor de agentes; se muestra para leer.",
            "este sistema não tem interruptor de agentes; é mostrado para leitura."
        )
        .to_owned(),
        Why::NoHandoffs => said!(
            "this system has no bot that a person could take over from.",
            "este sistema no tiene un bot al que una persona pueda relevar.",
            "este sistema não tem um bot que uma pessoa possa substituir."
        )
        .to_owned(),
        Why::NoLogs => crate::locale::logs::no_logs().to_owned(),
        Why::NoLines => crate::locale::logs::no_lines_here().to_owned(),
        Why::NoTrace => crate::locale::logs::no_trace_in_line().to_owned(),
        Why::NoTraces => crate::locale::logs::no_traces_sent().to_owned(),
        Why::NothingHidden => said!(
            "the transcript leaves nothing out here.",
            "aquí los mensajes no omiten nada.",
            "aqui as mensagens não omitem nada."
        )
        .to_owned(),
        Why::NoLink => super::composing::no_link().to_owned(),
        Why::NothingSought => said!(
            "look for something first: /",
            "busca algo primero: /",
            "busque algo primeiro: /"
        )
        .to_owned(),
        Why::NothingToDecide => said!(
            "there is nothing to decide here; an approval or an open run is.",
            "aquí no hay nada que decidir; sí en una aprobación o una ejecución abierta.",
            "não há nada a decidir aqui; há numa aprovação ou numa execução aberta."
        )
        .to_owned(),
        Why::NoSheets => said!(
            "there are no sheets of it.",
            "no tiene fichas.",
            "não tem fichas."
        )
        .to_owned(),
        Why::NoDeed => said!(
            "nothing of the sort can be done here.",
            "aquí no se puede hacer algo así.",
            "nada assim pode ser feito aqui."
        )
        .to_owned(),
        Why::NothingMore => said!(
            "everything has been read; ctrl-r reads it anew.",
            "ya se leyó todo; ctrl-r lo lee de nuevo.",
            "tudo já foi lido; ctrl-r lê de novo."
        )
        .to_owned(),
        Why::NotMine(Some(claim)) => told!(
            "{} has it; v watches, s takes it.",
            "la tiene {}; v observa, s la toma.",
            "está com {}; v observa, s assume.",
            claim.operator
        ),
        Why::NotMine(None) => said!(
            "it is not yours; c claims it.",
            "no es tuya; c la toma.",
            "não é sua; c assume."
        )
        .to_owned(),
        Why::Unconfirmed => super::guard::unconfirmed().to_owned(),
        Why::Ours => said!("it is yours already.", "ya es tuya.", "já é sua.").to_owned(),
        Why::NobodyToRob => super::guard::nobody_to_rob().to_owned(),
        Why::NothingToUndo => super::guard::nothing_to_undo().to_owned(),
        Why::Releasing => said!(
            "you are giving it back already.",
            "ya la estás devolviendo.",
            "você já a está devolvendo."
        )
        .to_owned(),
        Why::LeaseEnding => said!(
            "your hold is about to end and cannot be renewed; your text is kept.",
            "tu turno está por terminar y no se puede renovar; tu texto se conserva.",
            "seu turno está para acabar e não pode ser renovado; seu texto foi guardado."
        )
        .to_owned(),
        Why::Busy => said!(
            "wait for the answer that is under way.",
            "espera la respuesta que está en camino.",
            "espere a resposta que está a caminho."
        )
        .to_owned(),
        Why::NoNumber => privacy::no_number().to_owned(),
        Why::EnoughNumbers(rest) => privacy::enough(*rest),
        Why::Private => privacy::private().to_owned(),
        Why::NobodyWaits => said!(
            "nobody waits for a person here.",
            "aquí nadie espera a una persona.",
            "aqui ninguém espera por uma pessoa.",
        )
        .to_owned(),
        Why::NotResolved => said!(
            "it is yours, not resolved.",
            "es tuya, no está resuelta.",
            "é sua, não está resolvida.",
        )
        .to_owned(),
        Why::Past => super::shift::past_refusal().to_owned(),
        Why::NotHere => said!(
            "does nothing here.",
            "aquí no hace nada.",
            "não faz nada aqui."
        )
        .to_owned(),
        Why::NoDoubt => super::delivery::no_doubt().to_owned(),
        Why::NoTemplates => super::delivery::no_templates().to_owned(),
    }
}

/// The reason in one or two words, beside a dim key.
pub fn short(why: &Why) -> String {
    match why {
        Why::NotConnected => said!("not connected", "sin conexión", "sem conexão").to_owned(),
        Why::Barred(barred) => access::badge(*barred).to_lowercase(),
        Why::Role(_, right) => right.least().word().to_owned(),
        Why::NothingSelected => {
            said!("nothing selected", "nada seleccionado", "nada selecionado").to_owned()
        }
        Why::NoConversation => {
            said!("no conversation here", "sin conversación", "sem conversa").to_owned()
        }
        Why::NoSwitch => said!("no agent here", "sin agente", "sem agente").to_owned(),
        Why::NoSwitching => said!("no switch", "sin interruptor", "sem interruptor").to_owned(),
        Why::NoHandoffs => said!("read only", "solo lectura", "só leitura").to_owned(),
        Why::NothingHidden => said!("nothing hidden", "nada oculto", "nada oculto").to_owned(),
        Why::NoLink => said!("no link", "sin enlace", "sem link").to_owned(),
        Why::NothingSought => said!("nothing sought", "nada buscado", "nada buscado").to_owned(),
        Why::NothingToDecide => {
            said!("nothing to decide", "nada que decidir", "nada a decidir").to_owned()
        }
        Why::NoLogs | Why::NoLines | Why::NoTrace | Why::NoTraces => {
            super::logs::short(why).to_owned()
        }
        Why::NoSheets => said!("no sheets", "sin fichas", "sem fichas").to_owned(),
        Why::NoDeed => said!("not here", "aquí no", "aqui não").to_owned(),
        Why::Recovered(_) | Why::NothingRings => super::health::ack::well_short().to_owned(),
        Why::NoSuspect => said!("nobody known", "nadie", "ninguém").to_owned(),
        Why::NothingMore => said!("all read", "todo leído", "tudo lido").to_owned(),
        Why::NotMine(Some(claim)) => {
            told!("held by {}", "la tiene {}", "está com {}", claim.operator)
        }
        Why::NotMine(None) => said!("not yours", "no es tuya", "não é sua").to_owned(),
        Why::Unconfirmed => super::guard::unconfirmed_short().to_owned(),
        Why::Ours | Why::NobodyToRob | Why::NothingToUndo => {
            said!("not now", "ahora no", "agora não").to_owned()
        }
        Why::Releasing => said!("being given back", "devolviéndose", "sendo devolvida").to_owned(),
        Why::LeaseEnding => {
            said!("hold is ending", "turno por terminar", "turno acabando").to_owned()
        }
        Why::Busy => said!("under way", "en curso", "em curso").to_owned(),
        Why::NoNumber => privacy::short::no_number().to_owned(),
        Why::EnoughNumbers(_) => privacy::short::enough().to_owned(),
        Why::Private => privacy::short::private().to_owned(),
        Why::NobodyWaits => said!("nobody waits", "nadie espera", "ninguém espera").to_owned(),
        Why::NotResolved => said!("not resolved", "no resuelta", "não resolvida").to_owned(),
        Why::Past => super::shift::past_refusal_short().to_owned(),
        Why::NotHere => said!("not here", "aquí no", "aqui não").to_owned(),
        Why::NoDoubt => super::delivery::no_doubt_short().to_owned(),
        Why::NoTemplates => super::delivery::no_templates_short().to_owned(),
    }
}
