//! What was being done when an answer failed to come, or said no.

use crate::app::notice::Doing;

pub(super) fn action(doing: Doing) -> &'static str {
    match doing {
        Doing::Connecting => said!("connecting", "la conexión", "a conexão"),
        Doing::Claiming => said!("the claim", "la toma", "a tomada"),
        Doing::Replying => said!("the reply", "la respuesta", "a resposta"),
        Doing::Noting => said!("the note", "la nota", "a nota"),
        Doing::HandingBack => said!("the hand back", "la devolución", "a devolução"),
        Doing::Resolving => said!("resolving", "resolver", "resolver"),
        Doing::Arranging => said!("arranging it", "el cambio", "a mudança"),
        Doing::Toggling => said!("the switch", "el cambio", "a mudança"),
        Doing::Deciding => said!("the decision", "la decisión", "a decisão"),
        Doing::ShowingNumber => said!("the number", "el número", "o número"),
        Doing::Revealing => said!("reading the mail", "leer el correo", "ler o e-mail"),
        Doing::Hearing => said!(
            "listening for escalations",
            "escuchar escaladas",
            "ouvir escaladas"
        ),
        Doing::Relaying => said!("sending events", "enviar eventos", "enviar eventos"),
        Doing::Delivering => crate::locale::delivery::delivering(),
        Doing::Counting => said!("the audit trail", "la auditoría", "a auditoria"),
        Doing::SettingAlert => said!("setting the alert", "poner el aviso", "definir o aviso"),
        Doing::Reporting => crate::locale::shift::reporting(),
        Doing::Acting => said!("the deed", "la acción", "a ação"),
        Doing::Acknowledging => said!("the acknowledgement", "el aviso", "o aviso"),
    }
}

pub(super) fn not_done(doing: Doing) -> &'static str {
    match doing {
        Doing::Connecting => said!("Not connected", "Sin conexión", "Não conectado"),
        Doing::Claiming => said!("Not claimed", "No tomada", "Não assumida"),
        Doing::Replying => said!("Not sent", "No enviada", "Não enviada"),
        Doing::Noting => said!("Note not kept", "Nota no guardada", "Nota não guardada"),
        Doing::HandingBack => said!("Not handed back", "No devuelta", "Não devolvida"),
        Doing::Resolving => said!("Not resolved", "No resuelta", "Não resolvida"),
        Doing::Arranging => said!("Not changed", "Sin cambios", "Sem mudanças"),
        Doing::Toggling => said!("Not switched", "No cambiado", "Não mudado"),
        Doing::Deciding => said!("Not decided", "No decidido", "Não decidido"),
        Doing::ShowingNumber => said!(
            "Number not shown",
            "Número no mostrado",
            "Número não mostrado"
        ),
        Doing::Revealing => said!("Mail not read", "Correo no leído", "E-mail não lido"),
        Doing::Hearing => said!(
            "Escalations not heard",
            "Escaladas sin escuchar",
            "Escaladas não ouvidas"
        ),
        Doing::Relaying => said!(
            "Events not sent",
            "Eventos no enviados",
            "Eventos não enviados"
        ),
        Doing::Delivering => crate::locale::delivery::not_sent_yet(),
        Doing::Counting => said!("Not counted", "No contado", "Não contado"),
        Doing::SettingAlert => said!("Alert not set", "Aviso no puesto", "Aviso não definido"),
        Doing::Reporting => crate::locale::shift::not_reported(),
        Doing::Acting => said!("Not done", "No hecho", "Não feito"),
        Doing::Acknowledging => said!("Not acknowledged", "No asumida", "Não assumido"),
    }
}
