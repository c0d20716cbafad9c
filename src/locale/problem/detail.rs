//! The words of ours in a failure: its cause, as those who refused wrote it. Their English is the key, as it is in
//! the journal and in JSON; what a backend said is nobody's here and stays as it is.

mod asked;
mod reached;
mod standing;

use std::borrow::Cow;

/// A cause in the language that is spoken; `None`: it is none of ours.
pub fn own(words: &str) -> Option<Cow<'_, str>> {
    let plain = asked::said(words)
        .or_else(|| standing::said(words))
        .or_else(|| reached::said(words));
    let filled = || {
        let found = of_values(words).or_else(|| of_places(words));
        found.or_else(|| of_others(words))
    };
    plain
        .map(Cow::Borrowed)
        .or_else(|| filled().map(Cow::Owned))
}

/// A cause for people, ours or not.
pub fn detail(words: &str) -> Cow<'_, str> {
    own(words).unwrap_or(Cow::Borrowed(words))
}

/// What something was done to: a name of ours, else as it is: a call, a table, a flag.
pub fn subject(words: &str) -> Cow<'_, str> {
    if let Some([role]) = values("role {}", words) {
        return Cow::Owned(told!("role {role}", "rol {role}", "papel {role}"));
    }
    Cow::Borrowed(match words {
        "a reply" => said!(words, "una respuesta", "uma resposta"),
        "reply" => said!(words, "respuesta", "resposta"),
        "hand back" => said!(words, "devolver", "devolver"),
        "the tenant" => said!(words, "el tenant", "o tenant"),
        "a telling" => said!(words, "un aviso", "um aviso"),
        "a briefing" => said!(words, "un resumen", "um resumo"),
        "canned reply" => said!(words, "respuesta lista", "resposta pronta"),
        "a write" => said!(words, "una escritura", "uma gravação"),
        "reason" => said!(words, "motivo", "motivo"),
        "text" => said!(words, "texto", "texto"),
        "name" => said!(words, "nombre", "nome"),
        "decision" => said!(words, "decisión", "decisão"),
        "deed" => said!(words, "acción", "ação"),
        "template" => said!(words, "plantilla", "modelo"),
        "until" => said!(words, "hasta", "até"),
        "read" => said!(words, "lectura", "leitura"),
        "approvers" => said!(words, "aprobadores", "aprovadores"),
        "backup" => said!(words, "respaldo", "backup"),
        "commands" => said!(words, "comandos", "comandos"),
        "conversation" => said!(words, "conversación", "conversa"),
        "intent" => said!(words, "intención", "intenção"),
        "takeover" => said!(words, "toma", "tomada"),
        words => words,
    })
}

fn of_values(words: &str) -> Option<String> {
    if let Some([a, b]) = values("{} characters, {} at least", words) {
        return Some(told!(
            "{a} characters, {b} at least",
            "{a} caracteres, al menos {b}",
            "{a} caracteres, pelo menos {b}"
        ));
    }
    if let Some([a, b]) = values("{} characters, {} at most", words) {
        return Some(told!(
            "{a} characters, {b} at most",
            "{a} caracteres, como máximo {b}",
            "{a} caracteres, no máximo {b}"
        ));
    }
    if let Some([a, b, c]) = values("{} characters; {} to {} are wanted", words) {
        return Some(told!(
            "{a} characters; {b} to {c} are wanted",
            "{a} caracteres; se piden de {b} a {c}",
            "{a} caracteres; pedem-se de {b} a {c}"
        ));
    }
    if let Some([a]) = values("{} takes no such parameter", words) {
        return Some(told!(
            "{a} takes no such parameter",
            "{a} no lleva ese parámetro",
            "{a} não leva esse parâmetro"
        ));
    }
    if let Some([a]) = values("{} needs it", words) {
        return Some(told!("{a} needs it", "{a} lo necesita", "{a} precisa dele"));
    }
    if let Some([a]) = values("this sheet takes: {}", words) {
        return Some(told!(
            "this sheet takes: {a}",
            "esta hoja acepta: {a}",
            "esta folha aceita: {a}"
        ));
    }
    if let Some([a, b]) = values("{} is narrowed by {} only", words) {
        return Some(told!(
            "{a} is narrowed by {b} only",
            "{a} se acota solo por {b}",
            "{a} só se restringe por {b}"
        ));
    }
    if let Some([a]) = values("{} cannot be narrowed", words) {
        return Some(told!(
            "{a} cannot be narrowed",
            "{a} no se puede acotar",
            "{a} não pode ser restringido"
        ));
    }
    None
}

fn of_places(words: &str) -> Option<String> {
    if let Some([a]) = values("your user is {} there", words) {
        return Some(told!(
            "your user is {a} there",
            "allí tu usuario está {a}",
            "lá seu usuário está {a}"
        ));
    }
    if let Some([a, b]) = values("its keys are {} and {}, not those of this system", words) {
        return Some(told!(
            "its keys are {a} and {b}, not those of this system",
            "sus claves son {a} y {b}, no las de este sistema",
            "suas chaves são {a} e {b}, não as deste sistema"
        ));
    }
    if let Some([a, b]) = values("the catalogue says {}, not {}", words) {
        return Some(told!(
            "the catalogue says {a}, not {b}",
            "el catálogo dice {a}, no {b}",
            "o catálogo diz {a}, não {b}"
        ));
    }
    if let Some([a, b]) = values("no index over {} and {}", words) {
        return Some(told!(
            "no index over {a} and {b}",
            "no hay índice por {a} y {b}",
            "não há índice por {a} e {b}"
        ));
    }
    if let Some([a]) = values("it takes the role {}", words) {
        return Some(told!(
            "it takes the role {a}",
            "hace falta el rol {a}",
            "é preciso o papel {a}"
        ));
    }
    if let Some([a]) = values("{} files of this name are there already", words) {
        return Some(told!(
            "{a} files of this name are there already",
            "ya hay {a} archivos con ese nombre",
            "já há {a} arquivos com esse nome"
        ));
    }
    if let Some([a, b]) = values("{} answers for {} events", words) {
        return Some(told!(
            "{a} answers for {b} events",
            "{a} respuestas para {b} eventos",
            "{a} respostas para {b} eventos"
        ));
    }
    if let Some([a]) = values(
        "not among the first {} pages of the tenant's products",
        words,
    ) {
        return Some(told!(
            "not among the first {a} pages of the tenant's products",
            "no está entre las primeras {a} páginas de productos del tenant",
            "não está entre as primeiras {a} páginas de produtos do tenant"
        ));
    }
    None
}

fn of_others(words: &str) -> Option<String> {
    if let Some([a]) = values("HTTP {} without a readable answer", words) {
        return Some(told!(
            "HTTP {a} without a readable answer",
            "HTTP {a} sin una respuesta legible",
            "HTTP {a} sem uma resposta legível"
        ));
    }
    if let Some([a]) = values("none of its tables is in {}", words) {
        return Some(told!(
            "none of its tables is in {a}",
            "ninguna de sus tablas está en {a}",
            "nenhuma das suas tabelas está em {a}"
        ));
    }
    if let Some([a]) = values("there are: {}", words) {
        return Some(told!("there are: {a}", "hay: {a}", "há: {a}"));
    }
    if let Some([a]) = values("no token: {}", words) {
        return Some(told!("no token: {a}", "sin token: {a}", "sem token: {a}"));
    }
    if let Some([a]) = values("no event id: {}", words) {
        return Some(told!(
            "no event id: {a}",
            "sin id de evento: {a}",
            "sem id de evento: {a}"
        ));
    }
    if let Some([a]) = values("standing {}", words) {
        return Some(told!("standing {a}", "posición {a}", "posição {a}"));
    }
    None
}

/// What stands in the places `{}` of a template, none of them empty.
fn values<'a, const N: usize>(template: &str, words: &'a str) -> Option<[&'a str; N]> {
    let mut parts = template.split("{}");
    let mut rest = words.strip_prefix(parts.next()?)?;
    let mut found = Vec::with_capacity(N);
    let last = N.checked_sub(1)?;
    for (at, part) in parts.enumerate() {
        let end = match at == last {
            true => rest.strip_suffix(part)?.len(),
            false => rest.find(part)?,
        };
        let value = rest.get(..end).filter(|value| !value.is_empty())?;
        found.push(value);
        rest = rest.get(end + part.len()..)?;
    }
    found.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_in_their_places() {
        let found = values("{} characters, {} at least", "3 characters, 10 at least");
        assert_eq!(found, Some(["3", "10"]));
        assert_eq!(values::<1>("{} needs it", " needs it"), None);
        assert_eq!(values::<1>("role {}", "role"), None);
        assert_eq!(values::<1>("role {}", "role viewer"), Some(["viewer"]));
        assert_eq!(values::<2>("{} of {}", "1 of"), None);
    }

    #[test]
    fn what_a_backend_said_stays_as_it_is() {
        let said = "User: arn:aws:iam::1 is not authorized to perform: dynamodb:Query";
        assert_eq!(own(said), None);
        assert_eq!(detail(said), said);
        assert_eq!(subject("dynamodb:Query t"), "dynamodb:Query t");
    }
}
