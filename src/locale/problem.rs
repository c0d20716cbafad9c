//! What went wrong, why, and what to do about it.

mod detail;

use crate::domain::problem::{Problem, Trouble};

pub use detail::{detail, own, subject};

/// A failure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What did not work.
    pub what: String,
    /// The same in two or three words, for a narrow place.
    pub brief: String,
    /// Whose words explain it; may be empty.
    pub why: String,
    /// The next step.
    pub remedy: String,
}

/// A failure for people. What was read before stays on the screen, so that is not said each time.
pub fn problem(problem: &Problem) -> Words {
    let (what, remedy) = sentences(problem.trouble);
    let subject = problem.subject.one_line();
    let named = self::subject(&subject);
    let what = match (problem.trouble, subject.is_empty()) {
        (_, true) => format!("{what}."),
        (Trouble::Invalid, false) => format!("{what}: {named}."),
        (_, false) => format!("{what} ({named})."),
    };
    // The action is the first word of the call: `dynamodb:Query`.
    let action = subject.split_whitespace().next().unwrap_or_default();
    let remedy = match (problem.trouble, action.is_empty()) {
        (Trouble::Denied, false) => told!(
            "Ask whoever manages access for {action}.",
            "Pide {action} a quien administra los accesos.",
            "Peça {action} a quem administra os acessos."
        ),
        _ => remedy.to_owned(),
    };
    Words {
        what,
        brief: short(problem.trouble).to_owned(),
        why: detail(&problem.detail.one_line()).into_owned(),
        remedy,
    }
}

/// What to do about a failure of this kind.
pub fn remedy(trouble: Trouble) -> &'static str {
    sentences(trouble).1
}

/// What was being done, and the words of whoever refused: `dynamodb:Query table: not authorized`.
pub fn quoted(problem: &Problem) -> String {
    let (words, cause) = (problem.subject.one_line(), problem.detail.one_line());
    let (subject, detail) = (subject(&words), detail(&cause));
    match (subject.is_empty(), detail.is_empty()) {
        (false, false) => format!("{subject}: {detail}"),
        (false, true) => subject.into_owned(),
        (true, _) => detail.into_owned(),
    }
}

/// The failure in one line for a narrow place.
pub fn short(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Unreachable => said!("nobody answers", "nadie responde", "ninguém responde"),
        Trouble::TimedOut => said!(
            "no answer in time",
            "sin respuesta a tiempo",
            "sem resposta a tempo"
        ),
        Trouble::Throttled => said!("throttled", "frenado", "freado"),
        Trouble::Denied => said!("not permitted", "no permitido", "não permitido"),
        Trouble::Credentials => said!(
            "credentials not accepted",
            "credenciales no aceptadas",
            "credenciais não aceitas"
        ),
        Trouble::ClockSkew => said!("clock is off", "reloj desajustado", "relógio desajustado"),
        Trouble::MissingTable => said!("table missing", "falta la tabla", "falta a tabela"),
        Trouble::NoControlTable => said!(
            "no control table",
            "sin tabla de control",
            "sem tabela de controle"
        ),
        Trouble::NotFound => said!("not found", "no encontrado", "não encontrado"),
        Trouble::ReadOnly => said!("read-only", "solo lectura", "só leitura"),
        Trouble::RoleForbids => said!(
            "not your role's to do",
            "tu rol no lo permite",
            "seu papel não permite"
        ),
        Trouble::OutOfScope => said!(
            "not of this profile",
            "fuera de este perfil",
            "fora deste perfil"
        ),
        Trouble::NotPermitted => said!(
            "not permitted there",
            "no permitido allí",
            "não permitido lá"
        ),
        Trouble::Invalid => said!("not valid", "no válido", "inválido"),
        Trouble::Journal => said!(
            "journal not writable",
            "diario sin escritura",
            "diário sem escrita"
        ),
        Trouble::Refused => said!("refused", "rechazado", "recusado"),
        Trouble::Internal => said!("failed", "falló", "falhou"),
    }
}

/// What happened and what to do, by kind.
fn sentences(trouble: Trouble) -> (&'static str, &'static str) {
    match trouble {
        Trouble::Unreachable => (
            said!("Nobody answers", "Nadie responde", "Ninguém responde"),
            said!(
                "Check endpoint and network; it is retried.",
                "Revisa el endpoint y la red; se reintenta.",
                "Confira o endpoint e a rede; tenta-se de novo."
            ),
        ),
        Trouble::TimedOut => (
            said!(
                "No answer in time",
                "Sin respuesta a tiempo",
                "Sem resposta a tempo"
            ),
            said!(
                "It is retried by itself.",
                "Se reintenta solo.",
                "Tenta-se de novo sozinho."
            ),
        ),
        Trouble::Throttled => (
            said!(
                "The backend asks to slow down",
                "El backend pide ir más despacio",
                "O backend pede para ir mais devagar"
            ),
            said!(
                "It is retried with longer pauses; nothing is lost.",
                "Se reintenta con pausas más largas; no se pierde nada.",
                "Tenta-se de novo com pausas maiores; nada se perde."
            ),
        ),
        Trouble::Denied => (
            said!(
                "Your identity may not do this",
                "Tu identidad no puede hacer esto",
                "Sua identidade não pode fazer isto"
            ),
            said!(
                "Ask whoever manages access.",
                "Pregunta a quien administra los accesos.",
                "Fale com quem administra os acessos."
            ),
        ),
        Trouble::Credentials => (
            said!(
                "The credentials are missing, expired or not accepted",
                "Las credenciales faltan, vencieron o no se aceptan",
                "As credenciais faltam, venceram ou não são aceitas"
            ),
            said!(
                "Renew them: aws sso login; it goes on by itself.",
                "Renuévalas: aws sso login; sigue por sí solo.",
                "Renove-as: aws sso login; continua sozinho."
            ),
        ),
        Trouble::ClockSkew => (
            said!(
                "The clock of this machine is too far off",
                "El reloj de esta máquina está muy desajustado",
                "O relógio desta máquina está muito desajustado"
            ),
            said!(
                "Set the clock of this machine (NTP) and try again.",
                "Ajusta el reloj de esta máquina (NTP) e inténtalo de nuevo.",
                "Ajuste o relógio desta máquina (NTP) e tente de novo."
            ),
        ),
        Trouble::MissingTable => (
            said!(
                "The table is not there",
                "La tabla no está",
                "A tabela não existe"
            ),
            said!(
                "Check the region and the table names of the profile.",
                "Revisa la región y los nombres de las tablas del perfil.",
                "Confira a região e os nomes das tabelas do perfil."
            ),
        ),
        Trouble::NoControlTable => (
            said!(
                "There is no control table here",
                "Aquí no hay tabla de control",
                "Não há tabela de controle aqui"
            ),
            said!(
                "Run: switchboard init. It describes the table and its cost before it creates anything.",
                "Ejecuta: switchboard init. Describe la tabla y su costo antes de crear nada.",
                "Execute: switchboard init. Descreve a tabela e seu custo antes de criar algo."
            ),
        ),
        Trouble::NotFound => (
            said!("It is not there any more", "Ya no está", "Não existe mais"),
            said!(
                "Refresh the list; somebody may have removed it.",
                "Actualiza la lista; alguien pudo quitarlo.",
                "Atualize a lista; alguém pode ter removido."
            ),
        ),
        Trouble::ReadOnly => (
            said!(
                "This console is read-only",
                "Esta consola es de solo lectura",
                "Este console é só de leitura"
            ),
            said!(
                "Start it without --readonly to change anything.",
                "Iníciala sin --readonly para cambiar algo.",
                "Inicie sem --readonly para mudar algo."
            ),
        ),
        Trouble::RoleForbids => (
            said!(
                "Your role may not do this",
                "Tu rol no puede hacer esto",
                "Seu papel não pode fazer isto"
            ),
            said!(
                "Nothing was changed. The profile's `roles` say who may.",
                "No cambió nada. `roles` en el perfil dice quién puede.",
                "Nada mudou. `roles` no perfil diz quem pode."
            ),
        ),
        Trouble::OutOfScope => (
            said!(
                "This profile is not for that tenant",
                "Este perfil no es para ese tenant",
                "Este perfil não é para esse tenant"
            ),
            said!(
                "Nothing was read or changed. The profile's `tenants` say whom it is for.",
                "No se leyó ni cambió nada. `tenants` en el perfil dice para quién es.",
                "Nada foi lido nem mudado. `tenants` no perfil diz para quem é."
            ),
        ),
        Trouble::NotPermitted => (
            said!(
                "The system's own rules do not let you do this",
                "Las reglas del propio sistema no te dejan hacer esto",
                "As regras do próprio sistema não deixam você fazer isto"
            ),
            said!(
                "Nothing was changed. Ask somebody whom it lets, or have your `standing` there changed in the profile.",
                "No cambió nada. Pídelo a alguien que sí pueda, o haz cambiar tu `standing` en el perfil.",
                "Nada mudou. Peça a alguém que possa, ou mande mudar seu `standing` no perfil."
            ),
        ),
        Trouble::Invalid => (
            said!(
                "That cannot be done",
                "Eso no se puede hacer",
                "Isso não pode ser feito"
            ),
            said!(
                "Correct it and try again.",
                "Corrígelo e inténtalo de nuevo.",
                "Corrija e tente de novo."
            ),
        ),
        Trouble::Journal => (
            said!(
                "This machine cannot keep its journal",
                "Esta máquina no puede llevar su diario",
                "Esta máquina não consegue manter seu diário"
            ),
            said!(
                "Free disk space or check the rights of the state directory; nothing is sent until then.",
                "Libera disco o revisa los permisos del directorio de estado; hasta entonces no se envía nada.",
                "Libere disco ou confira as permissões do diretório de estado; até lá nada é enviado."
            ),
        ),
        Trouble::Refused => (
            said!(
                "The backend refused the request",
                "El backend rechazó la solicitud",
                "O backend recusou o pedido"
            ),
            said!(
                "See :messages for its words; nothing was changed.",
                "Mira sus palabras en :messages; no cambió nada.",
                "Veja as palavras dele em :messages; nada mudou."
            ),
        ),
        Trouble::Internal => (
            said!("Something went wrong", "Algo salió mal", "Algo deu errado"),
            said!(
                "Try again; if it stays, report the words in :messages.",
                "Inténtalo de nuevo; si sigue, informa lo que dice :messages.",
                "Tente de novo; se continuar, informe o que diz :messages."
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_its_object_the_words_of_the_refuser_and_a_next_step() {
        let words = problem(&Problem::new(
            Trouble::Denied,
            "dynamodb:Query ai-marketplace-conversations-platform",
            "not authorized",
        ));
        assert!(words.what.contains("dynamodb:Query"));
        assert_eq!(words.why, "not authorized");
        assert!(!words.remedy.is_empty());
    }
}
