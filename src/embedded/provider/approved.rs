//! What the demo's provider approved, and what it says where a template or its values do not fit: as Meta does
//! (developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes).

use serde_json::{Value, json};

/// A refusal: the line of the status, and the body.
pub(super) type Refused = (&'static str, Value);

/// Name, language, text.
const APPROVED: [(&str, &str, &str); 3] = [
    (
        "seguimiento",
        "es",
        "Hola, seguimos con tu caso. Responde a este mensaje y te atendemos enseguida.",
    ),
    (
        "pedido_listo",
        "es",
        "Hola {{1}}, tu pedido {{2}} llega {{3}}. Si tienes dudas, responde a este mensaje.",
    ),
    (
        "acompanhamento",
        "pt_BR",
        "Olá {{nome}}, sobre {{assunto}}: responda a esta mensagem e continuamos.",
    ),
];

/// The text that a customer reads of a template as it was sent.
pub(super) fn finished(template: &Value) -> Result<String, Refused> {
    let of = |path: &str| template.pointer(path).and_then(Value::as_str);
    let (name, language) = (of("/name"), of("/language/code"));
    let approved = APPROVED
        .iter()
        .find(|(known, code, _)| name == Some(known) && language == Some(code));
    let Some((_, _, text)) = approved else {
        let (name, language) = (name.unwrap_or_default(), language.unwrap_or_default());
        return Err(refused(
            "404 Not Found",
            132_001,
            "Template name does not exist in the translation",
            &format!("template name ({name}) does not exist in {language}"),
        ));
    };
    let given = parameters(template);
    let places = text.matches("{{").count();
    if given.len() != places {
        return Err(refused(
            "400 Bad Request",
            132_000,
            "Number of parameters does not match the expected number of params",
            &format!(
                "body: number of localizable_params ({}) does not match the expected number of params ({places})",
                given.len()
            ),
        ));
    }
    let mut finished = (*text).to_owned();
    for (at, (place, value)) in given.iter().enumerate() {
        let place = place.map_or_else(|| (at + 1).to_string(), str::to_owned);
        finished = finished.replace(&format!("{{{{{place}}}}}"), value);
    }
    if finished.contains("{{") {
        return Err(refused(
            "400 Bad Request",
            132_012,
            "Parameter format does not match format in the created template",
            "body: a parameter of the template has no value",
        ));
    }
    Ok(finished)
}

/// The values of the body: the name of the place where it has one, and the text.
fn parameters(template: &Value) -> Vec<(Option<&str>, &str)> {
    let components = template.get("components").and_then(Value::as_array);
    let mut components = components.into_iter().flatten();
    let body = components.find(|one| one.get("type").and_then(Value::as_str) == Some("body"));
    let given = body.and_then(|body| body.get("parameters")?.as_array());
    let given = given.into_iter().flatten();
    let given = given.map(|one| {
        let of = |name: &str| one.get(name).and_then(Value::as_str);
        (of("parameter_name"), of("text").unwrap_or_default())
    });
    given.collect()
}

fn refused(status: &'static str, code: i64, title: &str, details: &str) -> Refused {
    let error = json!({
        "message": format!("(#{code}) {title}"),
        "type": "OAuthException",
        "code": code,
        "error_data": { "messaging_product": "whatsapp", "details": details },
    });
    (status, json!({ "error": error }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn asked(name: &str, language: &str, parameters: Value) -> Value {
        json!({
            "name": name,
            "language": { "policy": "deterministic", "code": language },
            "components": [{ "type": "body", "parameters": parameters }],
        })
    }

    fn code(of: Result<String, Refused>) -> i64 {
        of.unwrap_err().1["error"]["code"].as_i64().unwrap()
    }

    #[test]
    fn values_stand_in_the_text_and_what_does_not_fit_is_refused_as_meta_does() {
        let text = |words: &str| json!({ "type": "text", "text": words });
        let three = json!([text("Marta"), text("8841"), text("mañana")]);
        assert_eq!(
            finished(&asked("pedido_listo", "es", three.clone())).unwrap(),
            "Hola Marta, tu pedido 8841 llega mañana. Si tienes dudas, responde a este mensaje."
        );
        let named = |name: &str, words: &str| json!({ "type": "text", "parameter_name": name, "text": words });
        let both = json!([named("assunto", "o pedido"), named("nome", "Bia")]);
        let read = finished(&asked("acompanhamento", "pt_BR", both)).unwrap();
        assert!(read.starts_with("Olá Bia, sobre o pedido:"), "{read}");
        let plain = json!({ "name": "seguimiento", "language": { "code": "es" } });
        assert!(finished(&plain).is_ok());
        assert_eq!(
            code(finished(&asked("pedido_listo", "pt_BR", three.clone()))),
            132_001
        );
        assert_eq!(code(finished(&asked("otra", "es", json!([])))), 132_001);
        assert_eq!(code(finished(&asked("seguimiento", "es", three))), 132_000);
        assert_eq!(
            code(finished(&asked("pedido_listo", "es", json!([])))),
            132_000
        );
        let odd = json!([named("nome", "Bia"), named("x", "y")]);
        assert_eq!(
            code(finished(&asked("acompanhamento", "pt_BR", odd))),
            132_012
        );
    }
}
