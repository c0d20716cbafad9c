//! Templates: choosing one, its values, the last look at the text, and what a value may not be.

use crate::domain::template::{Fault, MAX_BLANKS};

/// The title of the templates.
pub fn title(name: &str) -> String {
    told!(
        "A template to {name}",
        "Una plantilla para {name}",
        "Um modelo para {name}"
    )
}

/// What a template is.
pub fn about() -> &'static str {
    said!(
        "A text that WhatsApp approved. It goes out after 24 h too; your draft stays.",
        "Un texto que WhatsApp aprobó. Sale también después de 24 h; tu borrador queda.",
        "Um texto que o WhatsApp aprovou. Sai também depois de 24 h; seu rascunho fica."
    )
}

/// The text of a template is not in the configuration.
pub fn no_body() -> &'static str {
    said!(
        "Its text is not in the configuration (body): it goes out as WhatsApp has it.",
        "Su texto no está en la configuración (body): sale como lo tiene WhatsApp.",
        "Seu texto não está na configuração (body): sai como o WhatsApp o tem."
    )
}

/// Further templates below those that are listed.
pub fn more(n: usize) -> String {
    told!("    +{n} below", "    +{n} más abajo", "    +{n} abaixo")
}

/// How many values a template asks for; `None`: none.
pub fn asks(places: usize) -> Option<String> {
    Some(match places {
        0 => return None,
        1 => said!("asks for 1 value", "pide 1 valor", "pede 1 valor").to_owned(),
        _ => told!(
            "asks for {places} values",
            "pide {places} valores",
            "pede {places} valores"
        ),
    })
}

/// Which value is typed, counted from 1.
pub fn which(at: usize, of: usize) -> String {
    told!(
        "Value {at} of {of}",
        "Valor {at} de {of}",
        "Valor {at} de {of}"
    )
}

/// Before the field.
pub fn value() -> &'static str {
    said!("value", "valor", "valor")
}

/// Below the field, while nothing is wrong.
pub fn value_hint(last: bool) -> &'static str {
    match last {
        false => said!(
            "Enter: the next value",
            "Enter: el valor siguiente",
            "Enter: o próximo valor"
        ),
        true => said!(
            "Enter: read the whole text before it goes out",
            "Enter: lee el texto completo antes de que salga",
            "Enter: leia o texto inteiro antes de sair"
        ),
    }
}

/// Above the finished text.
pub fn reads() -> &'static str {
    said!(
        "This is what the customer will read:",
        "Esto es lo que leerá el cliente:",
        "É isto que o cliente vai ler:"
    )
}

/// The answers below it: back to the values, and out.
pub fn answers() -> [&'static str; 2] {
    [
        said!("change", "cambiar", "mudar"),
        said!("send", "enviar", "enviar"),
    ]
}

/// A verb named a template that the channel does not have, or that is there in several languages.
pub fn unknown(known: &[String]) -> Vec<String> {
    if known.is_empty() {
        return vec![super::delivery::no_templates().to_owned()];
    }
    let known = known.join(", ");
    vec![told!(
        "No such template, or in several languages: say --template-language. There are: {known}.",
        "No existe esa plantilla, o está en varios idiomas: usa --template-language. Hay: {known}.",
        "Não há esse modelo, ou está em vários idiomas: use --template-language. Há: {known}."
    )]
}

/// What is wrong with a value.
pub fn fault(fault: Fault) -> String {
    match fault {
        Fault::Empty => said!(
            "WhatsApp takes no empty value.",
            "WhatsApp no acepta un valor vacío.",
            "O WhatsApp não aceita valor vazio."
        )
        .to_owned(),
        Fault::Breaks => said!(
            "WhatsApp takes no line break or tab in a value.",
            "WhatsApp no acepta saltos de línea ni tabulaciones.",
            "O WhatsApp não aceita quebra de linha nem tabulação."
        )
        .to_owned(),
        Fault::Blanks => told!(
            "WhatsApp takes {MAX_BLANKS} blanks in a row at most.",
            "WhatsApp acepta {MAX_BLANKS} espacios seguidos como máximo.",
            "O WhatsApp aceita no máximo {MAX_BLANKS} espaços seguidos."
        ),
        Fault::Place => said!(
            "Write words, not a place like {{1}}.",
            "Escribe palabras, no un lugar como {{1}}.",
            "Escreva palavras, não um lugar como {{1}}."
        )
        .to_owned(),
        Fault::TooLong { over: 1 } => said!(
            "The text would be 1 character too long.",
            "El texto tendría 1 carácter de más.",
            "O texto teria 1 caractere a mais."
        )
        .to_owned(),
        Fault::TooLong { over } => told!(
            "The text would be {over} characters too long.",
            "El texto tendría {over} caracteres de más.",
            "O texto teria {over} caracteres a mais."
        ),
        Fault::Count { places, values } => told!(
            "It has {places} places, and {values} values came.",
            "Tiene {places} lugares y llegaron {values} valores.",
            "Tem {places} lugares e vieram {values} valores."
        ),
    }
}
