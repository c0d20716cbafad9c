//! What stands between us and a server, a secret or a provider.

pub(super) fn said(words: &str) -> Option<&str> {
    Some(match words {
        "the server closed the line" => said!(
            words,
            "el servidor cerró la conexión",
            "o servidor fechou a conexão"
        ),
        "no answer in time" => said!(words, "sin respuesta a tiempo", "sem resposta a tempo"),
        "no answer" => said!(words, "sin respuesta", "sem resposta"),
        "no answer for this event" => said!(
            words,
            "sin respuesta para este evento",
            "sem resposta para este evento"
        ),
        "it took too long" => said!(words, "tardó demasiado", "demorou demais"),
        "without TLS only on this machine: name a CA file" => said!(
            words,
            "sin TLS solo en esta máquina: indica un archivo de CA",
            "sem TLS só nesta máquina: informe um arquivo de CA"
        ),
        "no session of AWS to ask for it" => said!(
            words,
            "sin sesión de AWS para pedirlo",
            "sem sessão da AWS para pedi-lo"
        ),
        "the variable is not set" => said!(
            words,
            "la variable no está definida",
            "a variável não está definida"
        ),
        "no certificate in it" => said!(
            words,
            "no contiene un certificado",
            "não contém um certificado"
        ),
        "the secret holds no text with a password" => said!(
            words,
            "el secreto no contiene un texto con contraseña",
            "o segredo não contém um texto com senha"
        ),
        "no region" => said!(words, "sin región", "sem região"),
        "no credentials" => said!(words, "sin credenciales", "sem credenciais"),
        "the answer names nobody" => said!(
            words,
            "la respuesta no nombra a nadie",
            "a resposta não nomeia ninguém"
        ),
        "not active yet" => said!(words, "aún no está activa", "ainda não está ativa"),
        "keys left out" => said!(words, "quedaron claves sin leer", "ficaram chaves sem ler"),
        "no address" => said!(words, "sin dirección", "sem endereço"),
        "no ARN" => said!(words, "sin ARN", "sem ARN"),
        "no query id" => said!(words, "sin id de consulta", "sem id de consulta"),
        "no message" => said!(words, "sin mensaje", "sem mensagem"),
        "it answers no questions" => {
            said!(words, "no responde preguntas", "não responde a perguntas")
        }
        "no token there" => said!(words, "no hay un token ahí", "não há um token ali"),
        "the token fits in no header" => said!(
            words,
            "el token no cabe en un encabezado",
            "o token não cabe em um cabeçalho"
        ),
        "the address of the provider is none" => said!(
            words,
            "la dirección del proveedor no es válida",
            "o endereço do provedor não é válido"
        ),
        "the address of the provider is not https" => said!(
            words,
            "la dirección del proveedor no es https",
            "o endereço do provedor não é https"
        ),
        "the tenant has no number to send from (phoneNumberId)" => said!(
            words,
            "el tenant no tiene un número desde el cual enviar (phoneNumberId)",
            "o tenant não tem um número de envio (phoneNumberId)"
        ),
        "Whapi has no templates" => said!(
            words,
            "Whapi no tiene plantillas",
            "Whapi não tem modelos de mensagem"
        ),
        "no state folder on this system" => said!(
            words,
            "este sistema no tiene carpeta de estado",
            "este sistema não tem pasta de estado"
        ),
        "another backend was asked for" => {
            said!(words, "se pidió otro backend", "foi pedido outro backend")
        }
        _ => return None,
    })
}
