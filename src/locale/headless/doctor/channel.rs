//! Words about the channels to customers.

use crate::domain::checkup::{Flaw, Part};
use crate::domain::reply::Reports;
use crate::locale::number::counted;

/// Titles of the columns of channels.
pub fn titles() -> [&'static str; 5] {
    [
        said!("TENANT", "TENANT", "TENANT"),
        said!("CHANNEL", "CANAL", "CANAL"),
        said!("NUMBER", "NÚMERO", "NÚMERO"),
        said!("TOKEN", "TOKEN", "TOKEN"),
        said!("REPORTS", "INFORMES", "RELATÓRIOS"),
    ]
}

/// Whether something is there; never what it is.
pub fn part(part: &Part) -> &'static str {
    match part {
        Part::Unneeded => "-",
        Part::There => said!("present", "presente", "presente"),
        Part::Missing => said!("missing", "falta", "falta"),
        Part::Unknown(_) => said!("not known", "no se sabe", "não se sabe"),
    }
}

/// Where it is heard from what became of a reply.
pub fn reports(reports: Reports) -> &'static str {
    match reports {
        Reports::Asked => said!("asked for", "se preguntan", "perguntados"),
        Reports::Told => said!("forwarded", "reenviados", "encaminhados"),
        Reports::Nowhere => said!("none", "ninguno", "nenhum"),
    }
}

/// What is wrong with the channels of so many tenants.
pub fn what(flaw: Flaw, count: usize) -> String {
    let tenants = counted(
        count as u64,
        said!("tenant", "tenant", "tenant"),
        said!("tenants", "tenants", "tenants"),
    );
    match flaw {
        Flaw::NoToken => told!(
            "{tenants} without an access token: every reply fails.",
            "{tenants} sin token de acceso: toda respuesta falla.",
            "{tenants} sem token de acesso: toda resposta falha."
        ),
        Flaw::NoNumber => told!(
            "{tenants} without a number to send from: every reply fails.",
            "{tenants} sin número desde el cual enviar: toda respuesta falla.",
            "{tenants} sem número de onde enviar: toda resposta falha."
        ),
        Flaw::NoChannel => told!(
            "{tenants} without a channel: replies are recorded and sent to nobody.",
            "{tenants} sin canal: las respuestas se anotan y no se envían a nadie.",
            "{tenants} sem canal: as respostas são anotadas e não vão a ninguém."
        ),
        Flaw::NoReports => told!(
            "{tenants} of which nobody reports what became of a reply: it ends at “accepted”.",
            "{tenants} sin informes de qué pasó con una respuesta: termina en «aceptada».",
            "{tenants} sem relatório do que houve com uma resposta: termina em “aceita”."
        ),
        Flaw::NotKnown => told!(
            "{tenants} whose channel could not be looked at.",
            "{tenants} cuyo canal no se pudo mirar.",
            "{tenants} cujo canal não pôde ser visto."
        ),
    }
}

/// `because`: the words of whoever refused, without a full stop.
pub fn unknown(because: &str) -> String {
    told!(
        "It is not known which channels there are: {because}.",
        "No se sabe qué canales hay: {because}.",
        "Não se sabe quais canais existem: {because}."
    )
}

/// What to do about a flaw.
pub fn remedy(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::NoToken => said!(
            "Put the token where the profile's delivery.token says, or say where it is.",
            "Pon el token donde dice delivery.token del perfil, o indica dónde está.",
            "Ponha o token onde diz delivery.token do perfil, ou indique onde está."
        ),
        Flaw::NoNumber => said!(
            "Name it as phone-number-id in the profile, or in the tenant's own integration.",
            "Nómbralo como phone-number-id en el perfil, o en la integración del tenant.",
            "Indique-o como phone-number-id no perfil, ou na integração do tenant."
        ),
        Flaw::NoChannel => said!(
            "If customers should get replies, name a route under delivery.tenants in the profile.",
            "Si los clientes deben recibir respuestas, nombra una ruta en delivery.tenants del perfil.",
            "Se os clientes devem receber respostas, indique uma rota em delivery.tenants do perfil."
        ),
        Flaw::NoReports => said!(
            "Forward the webhook's statuses to an SQS queue and name it as reports-queue in the profile.",
            "Reenvía los estados del webhook a una cola SQS y nómbrala reports-queue en el perfil.",
            "Encaminhe os status do webhook a uma fila SQS e indique-a como reports-queue no perfil."
        ),
        Flaw::NotKnown => said!(
            "Ask for the right to read the tenants' table and the secret, then run doctor again.",
            "Pide el derecho a leer la tabla de tenants y el secreto, y ejecuta doctor otra vez.",
            "Peça o direito de ler a tabela de tenants e o segredo, e execute doctor de novo."
        ),
    }
}

/// What to do where nothing of the channels could be read.
pub fn unknown_remedy() -> &'static str {
    said!(
        "Check the delivery part of the profile: switchboard config check.",
        "Revisa la parte delivery del perfil: switchboard config check.",
        "Confira a parte delivery do perfil: switchboard config check."
    )
}
