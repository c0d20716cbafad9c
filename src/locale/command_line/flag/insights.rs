//! Flags of a question to Logs Insights.

pub(super) fn of_insights<'a>(path: &str, name: &str, english: &'a str) -> Option<&'a str> {
    Some(match (path, name) {
        ("logs insights", "groups") => said!(
            english,
            "Un grupo, por su nombre o la última parte de él; se puede repetir, hasta 50",
            "Um grupo, pelo nome ou pela última parte dele; pode ser repetido, até 50"
        ),
        ("logs insights", "query") => said!(
            english,
            "La pregunta en el lenguaje de Logs Insights",
            "A pergunta na linguagem do Logs Insights"
        ),
        ("logs insights", "since") => said!(
            english,
            "Hasta cuándo atrás: 90s, 15m, 2h, 7d",
            "Até quanto tempo atrás: 90s, 15m, 2h, 7d"
        ),
        ("logs insights", "yes") => said!(
            english,
            "Pregunta, cueste lo que cueste",
            "Pergunta, custe o que custar"
        ),
        ("logs insights", "max_gib") => said!(
            english,
            "Pregunta si lee como máximo tantos GiB",
            "Pergunta se ler no máximo tantos GiB"
        ),
        ("logs insights", "wait") => said!(
            english,
            "Espera la respuesta este tiempo, luego detiene la pregunta",
            "Espera a resposta por este tempo, depois para a pergunta"
        ),
        _ => return None,
    })
}
