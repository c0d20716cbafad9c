//! What waits for a person and is no conversation: its kinds in words, what a decision does, what came of it.

use crate::domain::id::PlatformId;
use crate::domain::work::{Decided, Decision, Work, WorkKind};

/// The kind in a column.
pub fn kind(kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::Approval => said!("approval", "aprobación", "aprovação"),
        WorkKind::CommandStuck => said!("command stuck", "comando trabado", "comando preso"),
        WorkKind::CommandFailed => said!("command failed", "comando falló", "comando falhou"),
        WorkKind::Incident => said!("incident", "incidente", "incidente"),
        WorkKind::IntegrationError => said!("integration", "integración", "integração"),
        WorkKind::RunFailed => said!("run failed", "corrida falló", "rodada falhou"),
        WorkKind::RunOverdue => said!("run too long", "corrida larga", "rodada longa"),
        WorkKind::RunUnstarted => said!("never started", "sin empezar", "não começou"),
        WorkKind::NotificationStuck => said!("mail stuck", "correo trabado", "e-mail preso"),
        WorkKind::SourceFailing => said!("source failing", "fuente falla", "fonte falha"),
        WorkKind::SourceQuiet => said!("source quiet", "fuente muda", "fonte muda"),
    }
}

/// The system in a column.
pub fn platform(platform: PlatformId) -> &'static str {
    match platform {
        PlatformId::Marketplace => "market",
        PlatformId::Alquimista => "alquim",
        PlatformId::Diatonic => "diatonic",
        PlatformId::Notification => "notify",
    }
}

/// What a conversation is that no bot leads.
pub fn no_bot(platform: PlatformId) -> &'static str {
    match platform {
        PlatformId::Notification => said!("mail", "correo", "e-mail"),
        _ => "—",
    }
}

/// What a system counts in a month.
pub fn unit(platform: PlatformId) -> &'static str {
    match platform {
        PlatformId::Marketplace => said!("messages", "mensajes", "mensagens"),
        PlatformId::Alquimista => said!("requests", "solicitudes", "requisições"),
        PlatformId::Diatonic => said!("runs", "corridas", "rodadas"),
        PlatformId::Notification => said!("notifications", "avisos", "avisos"),
    }
}

/// The system by its name.
pub fn platform_name(platform: PlatformId) -> &'static str {
    match platform {
        PlatformId::Marketplace => "AI Marketplace Assistant",
        PlatformId::Alquimista => "AlquimistaAI",
        PlatformId::Diatonic => "Diatonic AI Workbench",
        PlatformId::Notification => "Notification Agent",
    }
}

/// What a kind means and what to do about it.
pub fn advice(kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::Approval => {
            said!(
                "Somebody asked for permission; it ends by itself when its time is over.",
                "Alguien pidió permiso; termina sola cuando pase su plazo.",
                "Alguém pediu permissão; acaba sozinha quando o prazo passar."
            )
        }
        WorkKind::CommandStuck => {
            said!(
                "Nobody has begun it for five minutes. Look at the processor's log before you issue it again: \
             it may have run without saying so.",
                "Nadie lo empezó en cinco minutos. Mira el registro del procesador antes de emitirlo de nuevo: puede haber corrido sin decirlo.",
                "Ninguém o começou em cinco minutos. Veja o registro do processador antes de emitir de novo: pode ter rodado sem dizer."
            )
        }
        WorkKind::CommandFailed => {
            said!(
                "It ran and ended in an error. Its parameters and error are below.",
                "Corrió y terminó con un error. Sus parámetros y su error están abajo.",
                "Rodou e acabou com um erro. Os parâmetros e o erro estão abaixo."
            )
        }
        WorkKind::Incident => said!(
            "The system reported an event that is not over.",
            "El sistema informó un evento que no ha terminado.",
            "O sistema informou um evento que não acabou."
        ),
        WorkKind::IntegrationError => {
            said!(
                "The tenant has to connect it again, or its provider is down.",
                "El tenant debe conectarla de nuevo, o su proveedor está caído.",
                "O tenant precisa conectá-la de novo, ou o provedor está fora do ar."
            )
        }
        WorkKind::RunFailed => said!(
            "It ended in an error. Its input, output and error are below.",
            "Terminó con un error. Su entrada, salida y error están abajo.",
            "Acabou com um erro. A entrada, a saída e o erro estão abaixo."
        ),
        WorkKind::RunOverdue => {
            said!(
                "It has been running for over an hour. Cancelling changes the record only; no worker is stopped.",
                "Corre hace más de una hora. Anularla solo cambia el registro; ningún proceso se detiene.",
                "Roda há mais de uma hora. Anulá-la só muda o registro; nenhum processo para."
            )
        }
        WorkKind::RunUnstarted => {
            said!(
                "It was queued and nobody took it. Cancelling changes the record only; no worker is stopped.",
                "Se puso en cola y nadie la tomó. Anularla solo cambia el registro; ningún proceso se detiene.",
                "Entrou na fila e ninguém a pegou. Anulá-la só muda o registro; nenhum processo para."
            )
        }
        WorkKind::NotificationStuck => {
            said!(
                "It was fetched and not delivered. Sending it again needs a message on the queue, and may reach \
             the user twice.",
                "Se recogió y no se entregó. Enviarla de nuevo requiere un mensaje en la cola, y puede llegar dos veces al usuario.",
                "Foi buscada e não entregue. Enviá-la de novo exige uma mensagem na fila, e pode chegar duas vezes ao usuário."
            )
        }
        WorkKind::SourceFailing => {
            said!(
                "Its last reads failed. The user has to check the mailbox and its password.",
                "Sus últimas lecturas fallaron. El usuario debe revisar el buzón y su contraseña.",
                "As últimas leituras falharam. O usuário precisa conferir a caixa e a senha."
            )
        }
        WorkKind::SourceQuiet => {
            said!(
                "It is read without an error and brings nothing. The system takes a failed read for an empty one.",
                "Se lee sin error y no trae nada. El sistema toma una lectura fallida por vacía.",
                "É lida sem erro e não traz nada. O sistema toma uma leitura com falha por vazia."
            )
        }
    }
}

/// `Approve “purge” for Empresa Demo`.
pub fn title(work: &Work, tenant: &str, decision: Decision) -> String {
    told!(
        "{} “{}” for {tenant}",
        "{} “{}” para {tenant}",
        "{} “{}” para {tenant}",
        verb(decision),
        work.subject
    )
}

/// The question that ends a decision.
pub fn question(work: &Work, tenant: &str, decision: Decision) -> String {
    told!(
        "{} “{}” for {tenant}?",
        "¿{} “{}” para {tenant}?",
        "{} “{}” para {tenant}?",
        verb(decision),
        work.subject
    )
}

fn verb(decision: Decision) -> &'static str {
    match decision {
        Decision::Approve => said!("Approve", "Aprobar", "Aprovar"),
        Decision::Reject => said!("Refuse", "Rechazar", "Recusar"),
        Decision::Cancel => said!("Cancel", "Anular", "Anular"),
    }
}

/// What follows from a decision.
pub fn consequence(decision: Decision) -> &'static str {
    match decision {
        Decision::Approve => {
            said!(
                "The request counts as approved once enough approvers agree. Who asked goes on with it by themselves.",
                "La solicitud cuenta como aprobada cuando suficientes aprobadores coinciden. Quien la pidió sigue por su cuenta.",
                "O pedido conta como aprovado quando aprovadores suficientes concordarem. Quem pediu segue por conta própria."
            )
        }
        Decision::Reject => said!(
            "The request ends as refused, whatever other approvers think.",
            "La solicitud termina rechazada, piensen lo que piensen otros aprobadores.",
            "O pedido acaba recusado, pensem o que pensarem outros aprovadores."
        ),
        Decision::Cancel => {
            said!(
                "The record says cancelled. No worker reads it: what is running goes on until it ends by itself.",
                "El registro dice anulado. Ningún proceso lo lee: lo que corre sigue hasta terminar solo.",
                "O registro diz anulado. Nenhum processo o lê: o que roda segue até acabar sozinho."
            )
        }
    }
}

/// What came of a decision.
pub fn decided(subject: &str, decision: Decision, decided: &Decided) -> String {
    match decided {
        Decided::Done => {
            let done = match decision {
                Decision::Approve => said!("approved", "fue aprobado", "foi aprovado"),
                Decision::Reject => said!("refused", "fue rechazado", "foi recusado"),
                Decision::Cancel => said!(
                    "marked as cancelled; no worker was stopped",
                    "quedó como anulado; ningún proceso se detuvo",
                    "ficou como anulado; nenhum processo parou"
                ),
            };
            told!(
                "“{subject}” is {done}.",
                "“{subject}” {done}.",
                "“{subject}” {done}."
            )
        }
        Decided::Already(state) => {
            told!(
                "“{subject}” was {state} before. Nothing was written.",
                "“{subject}” ya estaba {state}. No se escribió nada.",
                "“{subject}” já estava {state}. Nada foi gravado."
            )
        }
        Decided::Expired => {
            told!(
                "The time of “{subject}” was over. Nothing was written; it has to be asked for again.",
                "El plazo de “{subject}” ya pasó. No se escribió nada; hay que pedirlo de nuevo.",
                "O prazo de “{subject}” já passou. Nada foi gravado; é preciso pedir de novo."
            )
        }
        Decided::NotFound => told!(
            "“{subject}” is not there any more. Nothing was written.",
            "“{subject}” ya no está. No se escribió nada.",
            "“{subject}” não existe mais. Nada foi gravado."
        ),
        Decided::Unknown => {
            told!(
                "No answer: nobody can tell whether “{subject}” was decided. It is read again; look before you repeat it.",
                "Sin respuesta: no se sabe si “{subject}” se decidió. Se lee de nuevo; mira antes de repetirlo.",
                "Sem resposta: não se sabe se “{subject}” foi decidido. É lido de novo; olhe antes de repetir."
            )
        }
    }
}
