//! Verbs of people on call.

pub(super) fn shift<'a>(path: &str, english: &'a str) -> Option<&'a str> {
    Some(match path {
        "incident" => said!(
            english,
            "Incidentes: qué se rompió, y qué se sabe de ello",
            "Incidentes: o que quebrou, e o que se sabe disso"
        ),
        "handover" => said!(
            english,
            "Dice lo que el próximo turno debe saber",
            "Diz o que o próximo turno precisa saber"
        ),
        "past" => said!(
            english,
            "Dice en JSON cómo estaba todo en un momento",
            "Diz em JSON como tudo estava em um momento"
        ),
        "incident list" => said!(
            english,
            "Lista los que están abiertos, los más viejos primero",
            "Lista os que estão abertos, os mais antigos primeiro"
        ),
        "incident open" => said!(
            english,
            "Abre uno, sobre un sistema, una alarma o una conversación",
            "Abre um, sobre um sistema, um alarme ou uma conversa"
        ),
        "incident note" => said!(
            english,
            "Agrega una nota; con - como TEXT se lee de stdin. Uno cerrado también acepta notas",
            "Adiciona uma nota; com - como TEXT lê de stdin. Um fechado também aceita notas"
        ),
        "incident close" => said!(english, "Cierra uno", "Fecha um"),
        "incident show" => said!(
            english,
            "Muestra uno con su cronología",
            "Mostra um com sua linha do tempo"
        ),
        "incident export" => said!(
            english,
            "Escribe uno como Markdown, sin números ni mensajes de clientes",
            "Escreve um como Markdown, sem números nem mensagens de clientes"
        ),
        _ => return None,
    })
}
