//! What `init --feed` says.

/// What it will do. Topics by their ARN, with whether each exists.
pub fn prospect<'a>(
    queue: &str,
    dead: &str,
    topics: impl Iterator<Item = (&'a str, bool)>,
) -> Vec<String> {
    let mut lines = vec![
        told!("Escalations are heard through a queue of SQS, {queue}, which all consoles drain together.", "Las escaladas se escuchan por una cola de SQS, {queue}, que todas las consolas vacían juntas.", "As escaladas são ouvidas por uma fila do SQS, {queue}, que todos os consoles esvaziam juntos."),
        told!("What was received five times and never kept goes to {dead}.", "Lo que se recibió cinco veces y nunca se guardó va a {dead}.", "O que foi recebido cinco vezes e nunca guardado vai para {dead}."),
        said!("Encrypted by SQS, kept for 14 days, hidden for 60 seconds once received; about 4 cents a month for each console that listens.", "Cifrada por SQS, guardada 14 días, oculta 60 segundos tras recibirse; unos 4 centavos al mes por consola que escucha.", "Cifrada pelo SQS, guardada 14 dias, oculta por 60 segundos após o recebimento; uns 4 centavos por mês por console que ouve.").to_owned(),
        said!("Only these topics may send to it, and it will be subscribed to them:", "Solo estos temas pueden enviarle, y se la suscribirá a ellos:", "Só estes tópicos podem enviar a ela, e ela será inscrita neles:").to_owned(),
    ];
    lines.extend(topics.map(|(topic, exists)| match exists {
        true => format!("  {topic}"),
        false => told!(
            "  {topic}: does not exist, left out",
            "  {topic}: no existe, se omite",
            "  {topic}: não existe, fica de fora"
        ),
    }));
    lines.push(
        said!(
            "The topics themselves and their other subscribers are left as they are.",
            "Los temas y sus otros suscriptores quedan como están.",
            "Os tópicos e seus outros assinantes ficam como estão."
        )
        .to_owned(),
    );
    lines
}

pub fn question() -> &'static str {
    said!("Make it? [y/N]", "¿Hacerla? [y/N]", "Criar? [y/N]")
}

pub fn made() -> &'static str {
    said!(
        "The queue of escalations is ready; consoles opened from now on listen to it.",
        "La cola de escaladas está lista; las consolas que se abran desde ahora la escuchan.",
        "A fila de escaladas está pronta; os consoles abertos a partir de agora a ouvem."
    )
}

pub fn made_before() -> &'static str {
    said!(
        "The queue of escalations was there already; nothing was changed.",
        "La cola de escaladas ya estaba; no cambió nada.",
        "A fila de escaladas já existia; nada mudou."
    )
}

/// A demo was asked for one.
pub fn own_queue() -> &'static str {
    said!(
        "The demo has a queue of its own, in its process; nothing was changed.",
        "La demostración tiene una cola propia en su proceso; no cambió nada.",
        "A demonstração tem uma fila própria em seu processo; nada mudou."
    )
}
