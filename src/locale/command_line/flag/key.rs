//! Arguments that say which thing is meant: where its id is found, in all three languages.

/// What an argument is that `cli` says nothing of, by its verb and the name of its field.
pub fn key(path: &str, name: &str) -> Option<&'static str> {
    of_verb(path, name).or_else(|| shared(name))
}

fn of_verb(path: &str, name: &str) -> Option<&'static str> {
    let group = path.split(' ').next().unwrap_or_default();
    Some(match (group, name) {
        ("sla", "tenant") => said!(
            "The tenant's id, or * for all without targets of their own",
            "El id del tenant, o * para todos los que no tienen metas propias",
            "O id do tenant, ou * para todos os que não têm metas próprias"
        ),
        ("work", "platform" | "kind" | "id") => said!(
            "As `work list` shows it",
            "Tal como lo muestra `work list`",
            "Como `work list` o mostra"
        ),
        ("op", "id") => said!(
            "The operation's id, as `op list` shows it",
            "El id de la operación, como lo muestra `op list`",
            "O id da operação, como `op list` o mostra"
        ),
        ("incident", "id") => said!(
            "The incident's id, as `incident list` shows it",
            "El id del incidente, como lo muestra `incident list`",
            "O id do incidente, como `incident list` o mostra"
        ),
        ("incident", "text") => said!(
            "What everybody on call should read; - reads it from stdin",
            "Lo que toda la guardia debe leer; - lo lee de stdin",
            "O que todo o plantão deve ler; - o lê de stdin"
        ),
        ("trace", "id") => said!(
            "The trace's id, as a log line or `trace list` shows it",
            "El id de la traza, como lo muestra una línea de log o `trace list`",
            "O id do trace, como uma linha de log ou `trace list` o mostra"
        ),
        ("alarms", "name") => said!(
            "The alarm's name, as `alarms list` shows it",
            "El nombre de la alarma, como lo muestra `alarms list`",
            "O nome do alarme, como `alarms list` o mostra"
        ),
        ("canned", "name") => said!(
            "The name by which it is found",
            "El nombre con el que se encuentra",
            "O nome pelo qual é encontrada"
        ),
        ("canned", "en") => said!(
            "Its words in English",
            "Su texto en inglés",
            "Seu texto em inglês"
        ),
        ("canned", "es") => said!(
            "Its words in Spanish",
            "Su texto en español",
            "Seu texto em espanhol"
        ),
        ("canned", "pt") => said!(
            "Its words in Portuguese",
            "Su texto en portugués",
            "Seu texto em português"
        ),
        ("commands", "kind") => said!(
            "What is to be done",
            "Lo que hay que hacer",
            "O que deve ser feito"
        ),
        ("usage", "format") => said!("How it is written", "Cómo se escribe", "Como é escrito"),
        ("iam", "role") => said!(
            "The role that the policy is for",
            "El rol para el que es la política",
            "O papel para o qual é a política"
        ),
        _ => return None,
    })
}

fn shared(name: &str) -> Option<&'static str> {
    Some(match name {
        "tenant" => said!(
            "The tenant's id, as `tenants list` shows it",
            "El id del tenant, como lo muestra `tenants list`",
            "O id do tenant, como `tenants list` o mostra"
        ),
        "conversation" => said!(
            "The conversation's id, as `conversations list` shows it",
            "El id de la conversación, como lo muestra `conversations list`",
            "O id da conversa, como `conversations list` o mostra"
        ),
        "text" => said!(
            "The words; - reads them from stdin",
            "El texto; - lo lee de stdin",
            "O texto; - o lê de stdin"
        ),
        "system" => said!(
            "The system whose sheet it is",
            "El sistema del que es la hoja",
            "O sistema de que é a folha"
        ),
        "product" => said!(
            "The product's id, as `sheet marketplace products` shows it",
            "El id del producto, como lo muestra `sheet marketplace products`",
            "O id do produto, como `sheet marketplace products` o mostra"
        ),
        _ => return None,
    })
}
