//! Flags of the verbs of people on call.

pub(super) fn of_shift<'a>(path: &str, name: &str, english: &'a str) -> Option<&'a str> {
    Some(match (path, name) {
        ("handover", "out") => said!(
            english,
            "Un archivo nuevo que solo tú puedes leer, sin números ni mensajes de clientes",
            "Um arquivo novo que só você pode ler, sem números nem mensagens de clientes"
        ),
        ("past", "at") => said!(
            english,
            "Un momento, como 2026-11-21T03:02:00Z",
            "Um momento, como 2026-11-21T03:02:00Z"
        ),
        ("incident open", "title") => {
            said!(english, "Qué es, en una línea", "O que é, em uma linha")
        }
        ("incident open", "platform") => said!(
            english,
            "El sistema del que se trata",
            "O sistema de que se trata"
        ),
        ("incident open", "alarm") => said!(
            english,
            "La alarma de la que se trata",
            "O alarme de que se trata"
        ),
        ("incident open", "since") => said!(
            english,
            "Desde cuándo está roto: 2026-11-21T03:01:00Z. La misma alarma desde el mismo momento es un solo incidente",
            "Desde quando está quebrado: 2026-11-21T03:01:00Z. O mesmo alarme desde o mesmo momento é um só incidente"
        ),
        ("incident open", "tenant") => said!(
            english,
            "El tenant de una conversación",
            "O tenant de uma conversa"
        ),
        ("incident export", "out") => said!(
            english,
            "Un archivo nuevo que solo tú puedes leer; stdout si no se da",
            "Um arquivo novo que só você pode ler; stdout se não for dado"
        ),
        _ => return None,
    })
}
