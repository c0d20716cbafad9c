//! Questions. Each names its object; the answer that customers would feel is never the default.

pub mod footer;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::notice::{agent_name, history};
use super::{number, word};
use crate::app::dialog::Consequence;
use crate::app::dialog::unheard::Choice;
use crate::domain::agent::{Activation, MIN_REASON_CHARS, Turn};
use crate::domain::handoff::Ending;
use crate::domain::id::PlatformId;

pub fn reason() -> &'static str {
    said!("reason", "motivo", "motivo")
}

pub fn yes() -> &'static str {
    said!("yes", "sí", "sim")
}

pub fn no() -> &'static str {
    said!("no", "no", "não")
}

/// `Switch off WhatsApp bot for E-commerce Solutions`.
pub fn toggle_title(activation: &Activation, turn: Turn) -> String {
    told!(
        "Switch {} {} for {}",
        "Dejar {1} {0} para {2}",
        "Deixar {1} {0} para {2}",
        word::turn(turn),
        agent_name(&activation.agent),
        activation.tenant_name
    )
}

/// `now on since 19 Nov 14:02, by Luis`.
pub fn toggle_now(activation: &Activation, now: Timestamp, zone: &TimeZone) -> String {
    format!(
        "{}{}",
        word::switch(&activation.switch),
        history(activation, now, zone)
    )
}

pub fn now() -> &'static str {
    said!("now", "ahora", "agora")
}

pub fn then() -> &'static str {
    said!("then", "luego", "depois")
}

pub fn effect() -> &'static str {
    said!("effect", "efecto", "efeito")
}

/// Who feels it, and when.
pub fn consequence(consequence: Consequence) -> &'static str {
    match consequence {
        Consequence::BotOff => {
            said!(
                "The tenant is suspended for all its conversations: the system finds no tenant for a message, so nobody answers and what customers write is not recorded either. It takes up to 5 minutes.",
                "El tenant se suspende para todas sus conversaciones: el sistema no encuentra tenant para un mensaje, así que nadie responde y lo que escriben los clientes tampoco se registra. Tarda hasta 5 minutos.",
                "O tenant é suspenso para todas as conversas: o sistema não acha tenant para uma mensagem, então ninguém responde e o que os clientes escrevem também não é registrado. Leva até 5 minutos."
            )
        }
        Consequence::BotOn => {
            said!(
                "The tenant's former status comes back and the bot answers again. It takes up to 5 minutes. What customers wrote meanwhile was not recorded.",
                "Vuelve el estado anterior del tenant y el bot responde de nuevo. Tarda hasta 5 minutos. Lo que los clientes escribieron entretanto no se registró.",
                "O estado anterior do tenant volta e o bot responde de novo. Leva até 5 minutos. O que os clientes escreveram nesse meio-tempo não foi registrado."
            )
        }
        Consequence::AgentOff => said!(
            "Its activation for this tenant goes off. Others keep theirs.",
            "Su activación para este tenant se apaga. Los demás conservan la suya.",
            "A ativação dele para este tenant é desligada. Os outros mantêm a sua."
        ),
        Consequence::AgentOn => {
            said!(
                "Its activation for this tenant comes back. Other tenants are not touched.",
                "Su activación para este tenant vuelve. Los demás tenants no se tocan.",
                "A ativação dele para este tenant volta. Os outros tenants não são tocados."
            )
        }
        Consequence::SourceOff => {
            said!(
                "The mailbox is not read until somebody resumes it. Mail stays where it is.",
                "El buzón no se lee hasta que alguien lo reanude. El correo queda donde está.",
                "A caixa não é lida até alguém retomá-la. O e-mail fica onde está."
            )
        }
        Consequence::SourceOn => said!(
            "The mailbox is read again at the system's next run.",
            "El buzón se lee otra vez en la próxima ejecución del sistema.",
            "A caixa volta a ser lida na próxima execução do sistema."
        ),
    }
}

/// Where a switch is not felt at once although its row says so (backend facts 2.4). `None`: nothing to add.
pub fn unconsumed(platform: PlatformId) -> Option<&'static str> {
    (platform == PlatformId::Alquimista).then_some(said!(
        "No rule on its bus consumes the event: what runs now is not told.",
        "Ninguna regla de su bus consume el evento: no se sabe qué sigue corriendo.",
        "Nenhuma regra do bus consome o evento: não se sabe o que continua rodando."
    ))
}

/// The question that ends a toggle.
pub fn toggle_question(activation: &Activation, turn: Turn) -> String {
    told!(
        "Switch {} {} for {}?",
        "¿Dejar {} {} para {}?",
        "Deixar {} {} para {}?",
        agent_name(&activation.agent),
        word::turn(turn),
        activation.tenant_name
    )
}

/// How long a reason must be.
pub fn reason_hint(chars: usize) -> String {
    if chars >= MIN_REASON_CHARS {
        said!(
            "kept in the audit trail",
            "queda en la auditoría",
            "fica na auditoria"
        )
        .to_owned()
    } else {
        told!(
            "{chars} of at least {MIN_REASON_CHARS} characters; kept in the audit trail",
            "{chars} de al menos {MIN_REASON_CHARS} caracteres; queda en la auditoría",
            "{chars} de pelo menos {MIN_REASON_CHARS} caracteres; fica na auditoria"
        )
    }
}

pub fn takeover_title(name: &str) -> String {
    told!(
        "Take over {name} from the bot",
        "Quitarle {name} al bot",
        "Assumir {name} no lugar do bot"
    )
}

pub fn takeover_text() -> &'static str {
    said!(
        "Nobody asked for a person here. The bot is paused and the conversation is yours until you give it back.",
        "Nadie pidió una persona aquí. El bot queda en pausa y la conversación es tuya hasta que la devuelvas.",
        "Ninguém pediu uma pessoa aqui. O bot fica pausado e a conversa é sua até você devolver."
    )
}

pub fn unheard_title(name: &str) -> String {
    told!("Claim {name}?", "¿Tomar {name}?", "Assumir {name}?")
}

/// What a claim cannot do here, and what can be done instead.
pub fn unheard_text(choices: &[Choice]) -> [&'static str; 2] {
    let claim = match choices.contains(&Choice::Claim) {
        true => {
            said!(
                "The bot of this deployment does not read the pause that a claim writes: it goes on answering beside you.",
                "El bot de este despliegue no lee la pausa que escribe una toma: sigue respondiendo a tu lado.",
                "O bot desta implantação não lê a pausa que assumir grava: continua respondendo ao seu lado."
            )
        }
        false => {
            said!(
                "This deployment keeps no item from which a bot could read a pause: a conversation cannot be taken from it.",
                "Este despliegue no guarda ningún ítem donde un bot lea una pausa: no se le puede quitar una conversación.",
                "Esta implantação não guarda nenhum item em que um bot leia uma pausa: não dá para tirar dele uma conversa."
            )
        }
    };
    let suspend = match choices.contains(&Choice::Suspend) {
        true => {
            said!(
                "Instead the tenant's bot can be suspended. That stops the intake of customers' messages for the whole tenant: nobody answers, and what customers write is not recorded.",
                "En su lugar se puede suspender el bot del tenant. Eso detiene la entrada de mensajes de clientes de todo el tenant: nadie responde, y lo que escriben no se registra.",
                "Em vez disso, o bot do tenant pode ser suspenso. Isso para a entrada de mensagens de clientes de todo o tenant: ninguém responde, e o que escrevem não é registrado."
            )
        }
        false => said!(
            "The tenant's bot cannot be suspended from here, or is suspended already.",
            "El bot del tenant no se puede suspender desde aquí, o ya está suspendido.",
            "O bot do tenant não pode ser suspenso daqui, ou já está suspenso."
        ),
    };
    [claim, suspend]
}

/// An answer to it.
pub fn unheard_choice(choice: Choice) -> &'static str {
    match choice {
        Choice::Leave => said!("leave it", "dejarla", "deixar"),
        Choice::Claim => said!("claim all the same", "tomar igual", "assumir assim"),
        Choice::Suspend => said!("suspend the bot", "suspender bot", "suspender o bot"),
    }
}

pub fn release_title(ending: Ending, name: &str) -> String {
    match ending {
        Ending::HandedBack | Ending::Idle => told!(
            "Hand {name} back to the bot?",
            "¿Devolver {name} al bot?",
            "Devolver {name} ao bot?"
        ),
        Ending::Resolved => told!("Resolve {name}?", "¿Resolver {name}?", "Resolver {name}?"),
    }
}

pub fn release_text() -> &'static str {
    said!(
        "You have written something that was not sent. It stays here as a draft:",
        "Escribiste algo que no se envió. Queda aquí como borrador:",
        "Você escreveu algo que não foi enviado. Fica aqui como rascunho:"
    )
}

pub fn quit_title() -> &'static str {
    said!(
        "Quit switchboard?",
        "¿Salir de switchboard?",
        "Sair do switchboard?"
    )
}

/// What happens to the conversations that are still ours.
pub fn quit_text(mine: usize) -> String {
    let (what, returns) = match mine {
        1 => (
            said!(
                "1 conversation is yours",
                "1 conversación es tuya",
                "1 conversa é sua"
            )
            .to_owned(),
            said!("it returns", "vuelve", "volta"),
        ),
        n => (
            told!(
                "{} conversations are yours",
                "{} conversaciones son tuyas",
                "{} conversas são suas",
                number::count(n as u64)
            ),
            said!("they return", "vuelven", "voltam"),
        ),
    };
    told!(
        "{what}. After quitting the bot stays paused and {returns} to the queue after 90 s, unless you come back. Hand back or resolve first if you are done.",
        "{what}. Al salir el bot sigue en pausa y {returns} a la cola a los 90 s, salvo que regreses. Devuelve o resuelve primero si terminaste.",
        "{what}. Ao sair, o bot segue pausado e {returns} à fila depois de 90 s, a menos que você retorne. Devolva ou resolva antes se terminou."
    )
}
