//! The descriptions of how words reach the customers.

pub(super) fn described(english: &str) -> Option<&str> {
    Some(match english {
        "How words reach customers. Without this, Meta where a tenant's own integration names a number to send from." =>
        {
            said!(
                english,
                "Cómo llegan las palabras a los clientes. Sin esto, Meta donde la integración del propio tenant nombra un número desde el cual enviar.",
                "Como as palavras chegam aos clientes. Sem isto, Meta onde a integração do próprio tenant nomeia um número de envio."
            )
        }
        "For tenants that are not named; none unless given." => said!(
            english,
            "Para tenants que no se nombran; ninguno si no se da.",
            "Para tenants que não são nomeados; nenhum se não for dado."
        ),
        "By the tenant's id." => said!(english, "Por el id del tenant.", "Pelo id do tenant."),
        "Name of the SQS queue to which the tenants' webhooks forward what became of messages." => {
            said!(
                english,
                "Nombre de la cola SQS a la que los webhooks de los tenants reenvían qué pasó con los mensajes.",
                "Nome da fila SQS para a qual os webhooks dos tenants encaminham o que aconteceu com as mensagens."
            )
        }
        "Texts that the provider sends outside of the customer's 24 hours." => said!(
            english,
            "Textos que el proveedor envía fuera de las 24 horas del cliente.",
            "Textos que o provedor envia fora das 24 horas do cliente."
        ),
        "How long the provider may take to answer; 20 unless given." => said!(
            english,
            "Cuánto puede tardar el proveedor en responder; 20 si no se da.",
            "Quanto o provedor pode demorar para responder; 20 se não for dado."
        ),
        "One way to customers." => said!(
            english,
            "Un camino hacia los clientes.",
            "Um caminho até os clientes."
        ),
        "Address of the provider, where it is not the usual one; https, but for this machine." => {
            said!(
                english,
                "Dirección del proveedor, si no es la usual; https, salvo en esta máquina.",
                "Endereço do provedor, se não for o usual; https, exceto nesta máquina."
            )
        }
        "Version of Meta's API, such as \"23.0\"." => said!(
            english,
            "Versión de la API de Meta, como \"23.0\".",
            "Versão da API da Meta, como \"23.0\"."
        ),
        "The number that Meta sends from; that of the tenant's own integration unless given." => {
            said!(
                english,
                "El número desde el que envía Meta; el de la integración del propio tenant si no se da.",
                "O número de onde a Meta envia; o da integração do próprio tenant se não for dado."
            )
        }
        "ARN of the topic." => said!(english, "ARN del tópico.", "ARN do tópico."),
        "The providers." => said!(english, "Los proveedores.", "Os provedores."),
        "An SNS topic behind which the platform sends." => said!(
            english,
            "Un tópico SNS detrás del cual envía la plataforma.",
            "Um tópico SNS atrás do qual a plataforma envia."
        ),
        "Replies are recorded only." => said!(
            english,
            "Las respuestas solo se registran.",
            "As respostas só são registradas."
        ),
        "The place of a token, never the token." => said!(
            english,
            "El lugar de un token, nunca el token.",
            "O lugar de um token, nunca o token."
        ),
        "A path in the tenant's item, such as `integrations.whatsappBusinessAPI.accessToken`." => {
            said!(
                english,
                "Una ruta en el ítem del tenant, como `integrations.whatsappBusinessAPI.accessToken`.",
                "Um caminho no item do tenant, como `integrations.whatsappBusinessAPI.accessToken`."
            )
        }
        "Its text as it was approved, with its places: `{{1}}`, `{{2}}`, or all by name. Needed where it has any." =>
        {
            said!(
                english,
                "Su texto tal como se aprobó, con sus huecos: `{{1}}`, `{{2}}`, o todos por nombre. Hace falta si tiene alguno.",
                "Seu texto tal como foi aprovado, com seus espaços: `{{1}}`, `{{2}}`, ou todos por nome. É preciso se tiver algum."
            )
        }
        "An approved text of the provider." => said!(
            english,
            "Un texto aprobado por el proveedor.",
            "Um texto aprovado pelo provedor."
        ),
        "As the provider writes it: `es`, `pt_BR`." => said!(
            english,
            "Como lo escribe el proveedor: `es`, `pt_BR`.",
            "Como o provedor o escreve: `es`, `pt_BR`."
        ),
        _ => return None,
    })
}
