//! Arguments that could not be read: what is wrong, and what to do.

/// A verb that is not there.
pub fn no_such_verb(typed: &str) -> String {
    told!(
        "There is no verb “{typed}”.",
        "No existe el verbo “{typed}”.",
        "Não existe o verbo “{typed}”."
    )
}

/// A verb that needs one more below it.
pub fn no_verb(verb: &str, known: &str) -> String {
    told!(
        "“{verb}” needs a verb behind it: {known}.",
        "“{verb}” necesita un verbo después: {known}.",
        "“{verb}” precisa de um verbo depois: {known}."
    )
}

pub fn no_such_flag(typed: &str) -> String {
    told!(
        "There is no option {typed} here.",
        "Aquí no existe la opción {typed}.",
        "Aqui não existe a opção {typed}."
    )
}

/// A word where nothing more is expected.
pub fn word_too_many(typed: &str) -> String {
    told!(
        "“{typed}” is one word too many.",
        "“{typed}” está de más.",
        "“{typed}” está sobrando."
    )
}

/// What has to be given and is not.
pub fn missing(names: &str, count: usize) -> String {
    match count {
        1 => told!("{names} is missing.", "Falta {names}.", "Falta {names}."),
        _ => told!(
            "These are missing: {names}.",
            "Faltan: {names}.",
            "Faltam: {names}."
        ),
    }
}

/// A flag that was given without its value.
pub fn no_value(flag: &str) -> String {
    told!(
        "{flag} was given without a value.",
        "{flag} se dio sin un valor.",
        "{flag} foi dado sem um valor."
    )
}

/// A value that is none of those that there are.
pub fn no_such_value(typed: &str, flag: &str, known: &str) -> String {
    told!(
        "“{typed}” is no value of {flag}. There are: {known}.",
        "“{typed}” no es un valor de {flag}. Hay: {known}.",
        "“{typed}” não é um valor de {flag}. Há: {known}."
    )
}

/// A value of another form than is wanted, with the form.
pub fn no_value_of(typed: &str, flag: &str, form: &str) -> String {
    told!(
        "“{typed}” is no value of {flag}: {form}.",
        "“{typed}” no es un valor de {flag}: {form}.",
        "“{typed}” não é um valor de {flag}: {form}."
    )
}

pub fn no_equals(flag: &str) -> String {
    told!(
        "The value of {flag} has to stand behind “=”.",
        "El valor de {flag} va después de “=”.",
        "O valor de {flag} vem depois de “=”."
    )
}

/// One value more than a flag takes.
pub fn too_many(typed: &str, flag: &str) -> String {
    told!(
        "“{typed}” is one value too many for {flag}.",
        "“{typed}” es un valor de más para {flag}.",
        "“{typed}” é um valor a mais para {flag}."
    )
}

pub fn wrong_number(flag: &str) -> String {
    told!(
        "{flag} takes another number of values.",
        "{flag} lleva otra cantidad de valores.",
        "{flag} leva outra quantidade de valores."
    )
}

pub fn twice(flag: &str) -> String {
    told!(
        "{flag} may be given only once.",
        "{flag} se puede dar solo una vez.",
        "{flag} só pode ser dado uma vez."
    )
}

pub fn not_with(flag: &str, others: &str) -> String {
    told!(
        "{flag} does not go together with {others}: give one of them.",
        "{flag} no va junto con {others}: da solo uno.",
        "{flag} não vai junto com {others}: dê só um deles."
    )
}

pub fn not_with_others(flag: &str) -> String {
    told!(
        "{flag} does not go together with the others.",
        "{flag} no va junto con los demás.",
        "{flag} não vai junto com os demais."
    )
}

/// An argument that is no UTF-8.
pub fn no_text() -> &'static str {
    said!(
        "An argument is not valid UTF-8: write it anew.",
        "Un argumento no es UTF-8 válido: escríbelo de nuevo.",
        "Um argumento não é UTF-8 válido: escreva-o de novo."
    )
}

/// Whatever else is wrong.
pub fn no_sense() -> &'static str {
    said!(
        "These arguments make no sense together.",
        "Estos argumentos no tienen sentido juntos.",
        "Estes argumentos não fazem sentido juntos."
    )
}

/// Names that are near to what was typed, the nearest first.
pub fn near(names: &[&str]) -> String {
    let names = names.join(said!(" or ", " o ", " ou "));
    told!(
        "Did you mean {names}?",
        "¿Quisiste decir {names}?",
        "Você quis dizer {names}?"
    )
}

/// How what was typed is passed as a value.
pub fn as_a_value(typed: &str, how: &str) -> String {
    told!(
        "To pass “{typed}” as a value: {how}",
        "Para pasar “{typed}” como valor: {how}",
        "Para passar “{typed}” como valor: {how}"
    )
}

/// The option stands behind another verb.
pub fn flag_exists(place: &str) -> String {
    told!("There is: {place}", "Sí existe: {place}", "Existe: {place}")
}

pub fn verb_exists(verb: &str) -> String {
    told!(
        "There is the verb “{verb}”: leave out the -- before it.",
        "Existe el verbo “{verb}”: quita el -- de antes.",
        "Existe o verbo “{verb}”: tire o -- de antes."
    )
}

/// Where to read more.
pub fn more() -> &'static str {
    said!(
        "--help explains the rest.",
        "--help explica lo demás.",
        "--help explica o resto."
    )
}
