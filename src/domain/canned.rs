//! Canned replies: a name, a text in up to three languages, and places for values. A place for which there is no
//! value stays in the text, so that a person sees it; nothing is sent while one is there.

use super::language::Language;
use std::collections::BTreeMap;

/// The longest name, and the longest text of one language, in characters.
pub const LONGEST_NAME: usize = 40;
pub const LONGEST_TEXT: usize = 4096;

/// Who keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keeper {
    /// The person's own configuration file.
    Mine,
    /// The control table, for everybody.
    Team,
}

/// A canned reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canned {
    /// Lower case letters, digits, `-` and `_`.
    pub name: String,
    pub keeper: Keeper,
    pub texts: BTreeMap<&'static str, String>,
}

impl Canned {
    /// The text in a language, else in the next that it has: Spanish, English, Portuguese.
    pub fn text(&self, language: Option<Language>) -> Option<(&'static str, &str)> {
        let order = [Language::Spanish, Language::English, Language::Portuguese];
        language.into_iter().chain(order).find_map(|language| {
            let code = language.code();
            self.texts.get(code).map(|text| (code, text.as_str()))
        })
    }
}

/// Whether a name can be typed and stored.
pub fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    !name.is_empty() && name.chars().count() <= LONGEST_NAME && name.chars().all(plain)
}

/// What is known for the places of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// The customer's first name.
    pub customer: Option<String>,
    /// The person who writes.
    pub agent: Option<String>,
    pub tenant: Option<String>,
}

impl Values {
    fn get(&self, place: &str) -> Option<&str> {
        match place.trim().to_lowercase().as_str() {
            "nombre" | "name" | "nome" => self.customer.as_deref(),
            "agente" | "agent" | "atendente" => self.agent.as_deref(),
            "tenant" | "negocio" | "negócio" | "business" => self.tenant.as_deref(),
            _ => None,
        }
    }
}

/// The text with every value that is known; the other places stay. A value is never looked into again.
pub fn fill(text: &str, values: &Values) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, place, after)) = next(rest) {
        out.push_str(before);
        match values.get(place) {
            Some(value) => out.push_str(value),
            None => out.push_str(&format!("{{{{{place}}}}}")),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The places of a text that have no value yet, in its order.
pub fn blanks(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, place, after)) = next(rest) {
        found.push(place.trim().to_owned());
        rest = after;
    }
    found
}

/// The next place: what stands before, its name, what stands after.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{{")?;
    let (place, after) = rest.split_once("}}")?;
    Some((before, place, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Values {
        Values {
            customer: Some("{{agente}}".to_owned()),
            agent: Some("Ana".to_owned()),
            tenant: None,
        }
    }

    #[test]
    fn a_value_is_put_in_once_and_what_has_none_stays() {
        let text = "Hola {{ Nombre }}, soy {{agente}} de {{tenant}}. {{pedido}}";
        let filled = fill(text, &values());
        assert_eq!(filled, "Hola {{agente}}, soy Ana de {{tenant}}. {{pedido}}");
        assert_eq!(blanks("{{a}} {{ b }} {{c"), ["a", "b"]);
    }

    #[test]
    fn another_language_stands_in() {
        let canned = Canned {
            name: "hola".to_owned(),
            keeper: Keeper::Team,
            texts: BTreeMap::from([("en", "Hi".to_owned()), ("es", "Hola".to_owned())]),
        };
        assert_eq!(canned.text(Some(Language::English)), Some(("en", "Hi")));
        assert_eq!(
            canned.text(Some(Language::Portuguese)),
            Some(("es", "Hola"))
        );
        assert!(is_name("envio-24h") && !is_name("Envío") && !is_name(""));
    }
}
