//! The words around typing and looking back: drafts, notes by mistake, what is looked for, links.

use crate::app::open::Kind;

/// Reply and note were exchanged while something was typed.
pub fn send_again(kind: Kind) -> &'static str {
    match kind {
        Kind::Reply => said!(
            "This goes TO THE CUSTOMER; you were in a note before. Ctrl-S again sends it.",
            "Esto va AL CLIENTE; antes estabas en una nota. Ctrl-S otra vez lo envía.",
            "Isto vai PARA O CLIENTE; antes você estava numa nota. Ctrl-S de novo envia."
        ),
        Kind::Note => said!(
            "This is a NOTE; the customer never sees it. Ctrl-S again keeps it.",
            "Esto es una NOTA; el cliente nunca la ve. Ctrl-S otra vez la guarda.",
            "Isto é uma NOTA; o cliente nunca a vê. Ctrl-S de novo a guarda."
        ),
    }
}

/// Before what a row says: an unsent draft is kept for it.
pub fn draft() -> &'static str {
    said!("draft", "borrador", "rascunho")
}

/// The words looked for and where one is: `/ pedido   2 of 7`.
pub fn found(at: usize, of: usize) -> String {
    match of {
        0 => said!("not found", "no está", "não está").to_owned(),
        _ => told!("{at} of {of}", "{at} de {of}", "{at} de {of}"),
    }
}

/// The question before a link is copied.
pub fn link_title(host: &str) -> String {
    told!(
        "Copy a link to {host}",
        "Copiar un enlace a {host}",
        "Copiar um link para {host}"
    )
}

pub fn link_text() -> &'static str {
    said!(
        "The customer's text holds it. It is copied as it stands and opened by nobody here; the host is where a browser would go.",
        "Está en el texto del cliente. Se copia tal cual y aquí no se abre; el host es adonde iría un navegador.",
        "Está no texto do cliente. É copiado como está e não é aberto aqui; o host é aonde um navegador iria."
    )
}

/// Nothing on the transcript is a link.
pub fn no_link() -> &'static str {
    said!(
        "no message here holds a link.",
        "ningún mensaje aquí tiene un enlace.",
        "nenhuma mensagem aqui tem um link."
    )
}

/// What Enter does in the picker of canned replies.
pub fn put_in() -> &'static str {
    said!("put it in", "ponerla", "inserir")
}

/// The picker of canned replies.
pub fn canned_title() -> &'static str {
    said!(
        "Canned replies",
        "Respuestas guardadas",
        "Respostas prontas"
    )
}

/// Whose a canned reply is.
pub fn keeper(mine: bool) -> &'static str {
    match mine {
        true => said!("yours", "tuya", "sua"),
        false => said!("team", "equipo", "equipe"),
    }
}

/// The picker finds nothing; `all`: there is none at all.
pub fn no_canned(all: bool) -> &'static str {
    match all {
        true => said!(
            "There are none yet. Yours stand in the configuration file under [canned.NAME]; the team's are kept with: switchboard canned set NAME --es TEXT",
            "Aún no hay. Las tuyas van en el archivo de configuración bajo [canned.NOMBRE]; las del equipo: switchboard canned set NOMBRE --es TEXTO",
            "Ainda não há. As suas ficam no arquivo de configuração em [canned.NOME]; as da equipe: switchboard canned set NOME --es TEXTO"
        ),
        false => said!(
            "Nothing is called so.",
            "Nada se llama así.",
            "Nada se chama assim."
        ),
    }
}

/// A reply that still has places without a value.
pub fn blanks(places: &[String]) -> String {
    let places: Vec<String> = places.iter().map(|one| format!("{{{{{one}}}}}")).collect();
    let places = places.join(", ");
    told!(
        "Not sent: {places} has no value. Put words in its place.",
        "No enviado: {places} no tiene valor. Escribe algo en su lugar.",
        "Não enviado: {places} não tem valor. Escreva algo no lugar."
    )
}
