//! What is done in a sheet: marking a product, issuing a command, and what came of it.

use crate::domain::sheet::{CommandKind, DeedKind};
use crate::domain::work::Decided;

/// A word of the parameters that is none.
pub fn odd_parameter(word: &str) -> String {
    told!(
        "“{word}” is no name=value",
        "“{word}” no es nombre=valor",
        "“{word}” não é nome=valor"
    )
}

/// The title of marking a product.
pub fn sold_title(product: &str, tenant: &str) -> String {
    told!(
        "Mark “{product}” as sold for {tenant}",
        "Marcar “{product}” como vendido para {tenant}",
        "Marcar “{product}” como vendido para {tenant}"
    )
}

pub fn sold_question(product: &str) -> String {
    told!(
        "Mark “{product}” as sold?",
        "¿Marcar “{product}” como vendido?",
        "Marcar “{product}” como vendido?"
    )
}

pub fn sold_consequence() -> &'static str {
    said!(
        "The bot stops offering it. It is written only if the product is still as you see it.",
        "El bot deja de ofrecerlo. Se escribe solo si el producto sigue como lo ves.",
        "O bot deixa de oferecê-lo. Só é gravado se o produto ainda estiver como você vê."
    )
}

/// The title of issuing a command.
pub fn issue_title(tenant: Option<&str>) -> String {
    match tenant {
        Some(tenant) => told!(
            "Issue a command for {tenant}",
            "Emitir un comando para {tenant}",
            "Emitir um comando para {tenant}"
        ),
        None => said!(
            "Issue a command for no tenant in particular",
            "Emitir un comando sin tenant en particular",
            "Emitir um comando sem tenant em particular"
        )
        .to_owned(),
    }
}

pub fn issue_question(command: CommandKind, tenant: Option<&str>) -> String {
    match tenant {
        Some(tenant) => told!(
            "Issue {} for {tenant}?",
            "¿Emitir {} para {tenant}?",
            "Emitir {} para {tenant}?",
            command.word()
        ),
        None => told!("Issue {}?", "¿Emitir {}?", "Emitir {}?", command.word()),
    }
}

/// What a command does in the system; the insert is what runs it.
pub fn issue_consequence(command: CommandKind) -> String {
    let does = match command {
        CommandKind::ReprocessQueue => {
            said!(
                "The system only simulates it: it waits and says that it is done; no message is processed again.",
                "El sistema solo lo simula: espera y dice que terminó; ningún mensaje se procesa de nuevo.",
                "O sistema só simula: espera e diz que terminou; nenhuma mensagem é processada de novo."
            )
        }
        CommandKind::ResetToken => said!(
            "A connection gets a new token; what uses the old one stops.",
            "Una conexión recibe un token nuevo; lo que usa el viejo se detiene.",
            "Uma conexão recebe um token novo; o que usa o velho para."
        ),
        CommandKind::RestartAgent => said!(
            "The agent is restarted; what it works on is interrupted.",
            "El agente se reinicia; lo que estaba haciendo se interrumpe.",
            "O agente é reiniciado; o que estava fazendo é interrompido."
        ),
        CommandKind::HealthCheck => said!(
            "It looks and reports; it changes nothing.",
            "Mira e informa; no cambia nada.",
            "Olha e informa; não muda nada."
        ),
    };
    told!(
        "The insert runs it at once: there is no way to take it back. {does}",
        "Insertarlo lo ejecuta enseguida: no hay forma de deshacerlo. {does}",
        "A inserção o executa na hora: não há como desfazer. {does}"
    )
}

/// What came of a deed.
pub fn acted(kind: DeedKind, subject: &str, decided: &Decided) -> String {
    match (decided, kind) {
        (Decided::Done, DeedKind::MarkSold) => told!(
            "“{subject}” is marked as sold.",
            "“{subject}” quedó marcado como vendido.",
            "“{subject}” foi marcado como vendido."
        ),
        (Decided::Done, DeedKind::Issue) => {
            told!(
                "{subject} is issued; the system runs it. Commands show what comes of it.",
                "{subject} fue emitido; el sistema lo ejecuta. En comandos se ve el resultado.",
                "{subject} foi emitido; o sistema o executa. Em comandos se vê o resultado."
            )
        }
        (Decided::Already(state), DeedKind::MarkSold) => {
            told!(
                "“{subject}” was {state} before, or changed while you looked. Nothing was written.",
                "“{subject}” ya estaba {state}, o cambió mientras mirabas. No se escribió nada.",
                "“{subject}” já estava {state}, ou mudou enquanto você olhava. Nada foi gravado."
            )
        }
        (Decided::Already(state), DeedKind::Issue) => {
            told!(
                "{subject} was issued before ({state}). Nothing was written.",
                "{subject} ya había sido emitido ({state}). No se escribió nada.",
                "{subject} já tinha sido emitido ({state}). Nada foi gravado."
            )
        }
        (Decided::Expired, _) => {
            told!(
                "The time of “{subject}” was over. Nothing was written.",
                "El plazo de “{subject}” ya pasó. No se escribió nada.",
                "O prazo de “{subject}” já passou. Nada foi gravado."
            )
        }
        (Decided::NotFound, _) => {
            told!(
                "“{subject}” is not there any more. Nothing was written.",
                "“{subject}” ya no está. No se escribió nada.",
                "“{subject}” não existe mais. Nada foi gravado."
            )
        }
        (Decided::Unknown, _) => told!(
            "No answer: nobody can tell whether “{subject}” went through. Nothing is repeated by itself; \
             it is read again.",
            "Sin respuesta: no se sabe si “{subject}” se hizo. Nada se repite solo; se lee de nuevo.",
            "Sem resposta: não se sabe se “{subject}” foi feito. Nada se repete sozinho; é lido de novo."
        ),
    }
}
