//! The words of help, command line, inspector and messages.

use super::number;
use crate::domain::language::Language;

pub fn help() -> &'static str {
    said!("Help", "Ayuda", "Ajuda")
}

pub fn command() -> &'static str {
    said!("Command", "Comando", "Comando")
}

pub fn filter() -> &'static str {
    said!("Filter", "Filtro", "Filtro")
}

pub fn messages() -> &'static str {
    said!("Messages", "Mensajes", "Mensagens")
}

pub fn inspector() -> &'static str {
    said!("Inspector", "Inspector", "Inspetor")
}

pub fn type_to_filter() -> &'static str {
    said!(
        "type to filter",
        "escribe para filtrar",
        "digite para filtrar"
    )
}

/// What `theme NAME` on the command line does.
pub fn use_theme() -> &'static str {
    said!(
        "Draw in these colours",
        "Dibujar con estos colores",
        "Desenhar nestas cores"
    )
}

pub fn only_platform() -> &'static str {
    said!(
        "Show only this system in all panes.",
        "Mostrar solo este sistema en todos los paneles.",
        "Mostrar só este sistema em todos os painéis."
    )
}

pub fn all_platforms() -> &'static str {
    said!(
        "Show all systems again.",
        "Mostrar de nuevo todos los sistemas.",
        "Mostrar de novo todos os sistemas."
    )
}

pub fn open_profile() -> &'static str {
    said!(
        "Open this profile; what was asked of the present one is dropped.",
        "Abrir este perfil; lo que se pidió al actual se abandona.",
        "Abrir este perfil; o que foi pedido ao atual é abandonado."
    )
}

/// A language of the command line, in its own words: whoever looks for it reads them.
pub fn language(language: Language) -> &'static str {
    match language {
        Language::English => "Speak English",
        Language::Spanish => "Hablar español",
        Language::Portuguese => "Falar português",
    }
}

/// Nothing matches what was typed.
pub fn nothing_found(words: &str) -> String {
    told!(
        "Nothing is called “{words}”.",
        "Nada se llama “{words}”.",
        "Nada se chama “{words}”."
    )
}

/// A place in something longer than the screen: `12–30 of 41`.
pub fn place(first: usize, last: usize, of: usize) -> String {
    told!(
        "{}–{} of {}",
        "{}–{} de {}",
        "{}–{} de {}",
        number::count(first as u64),
        number::count(last as u64),
        number::count(of as u64)
    )
}

/// Titles of what the inspector shows.
pub mod field {
    pub fn platform() -> &'static str {
        said!("platform", "sistema", "sistema")
    }

    pub fn tenant() -> &'static str {
        said!("tenant", "tenant", "tenant")
    }

    pub fn conversation() -> &'static str {
        said!("conversation", "conversación", "conversa")
    }

    pub fn customer() -> &'static str {
        said!("customer", "cliente", "cliente")
    }

    pub fn phone() -> &'static str {
        said!("phone", "teléfono", "telefone")
    }

    pub fn status() -> &'static str {
        said!("status", "estado", "estado")
    }

    pub fn means() -> &'static str {
        said!("means", "significa", "significa")
    }

    pub fn bot() -> &'static str {
        said!("bot", "bot", "bot")
    }

    pub fn priority() -> &'static str {
        said!("priority", "prioridad", "prioridade")
    }

    pub fn reason() -> &'static str {
        said!("reason", "motivo", "motivo")
    }

    pub fn since() -> &'static str {
        said!("since", "desde", "desde")
    }

    pub const VERSION: &str = "updatedAt";
    pub fn messages() -> &'static str {
        said!("messages", "mensajes", "mensagens")
    }

    pub fn storage() -> &'static str {
        said!("storage", "almacén", "guarda")
    }

    pub fn oddities() -> &'static str {
        said!("not understood", "no entendido", "não entendido")
    }

    pub fn holder() -> &'static str {
        said!("holder", "quién la tiene", "com quem está")
    }

    pub fn owner() -> &'static str {
        said!("identity", "identidad", "identidade")
    }

    pub fn console() -> &'static str {
        said!("console", "consola", "console")
    }

    pub fn fence() -> &'static str {
        said!("fence", "fence", "fence")
    }

    pub fn lease() -> &'static str {
        said!("lease until", "turno hasta", "turno até")
    }

    pub fn intent() -> &'static str {
        said!("intent", "intento", "tentativa")
    }

    pub fn agent() -> &'static str {
        said!("agent", "agente", "agente")
    }

    pub fn version_seen() -> &'static str {
        said!("seen", "visto", "visto")
    }

    pub fn month() -> &'static str {
        said!("month", "mes", "mês")
    }

    pub fn plan() -> &'static str {
        said!("plan", "plan", "plano")
    }

    pub fn owner_name() -> &'static str {
        said!("owner", "dueño", "dono")
    }

    pub fn by() -> &'static str {
        said!("by", "por", "por")
    }

    pub fn name() -> &'static str {
        said!("name", "nombre", "nome")
    }

    pub fn category() -> &'static str {
        said!("category", "categoría", "categoria")
    }

    pub fn last() -> &'static str {
        said!("last activity", "última actividad", "última atividade")
    }
}

/// Groups of the inspector.
pub mod group {
    pub fn identity() -> &'static str {
        said!("Identity", "Identidad", "Identidade")
    }

    pub fn record() -> &'static str {
        said!(
            "Escalation record (the bot reads its pause here)",
            "Registro de la escalada (aquí lee el bot su pausa)",
            "Registro da escalada (aqui o bot lê sua pausa)"
        )
    }

    pub fn talk() -> &'static str {
        said!(
            "Transcript item",
            "Ítem de los mensajes",
            "Item das mensagens"
        )
    }

    pub fn claim() -> &'static str {
        said!(
            "Claim (control table)",
            "Toma (tabla de control)",
            "Posse (tabela de controle)"
        )
    }

    pub fn tenant() -> &'static str {
        said!("Tenant", "Tenant", "Tenant")
    }

    pub fn switch() -> &'static str {
        said!("Switch", "Interruptor", "Interruptor")
    }

    pub fn usage() -> &'static str {
        said!("Usage", "Uso", "Uso")
    }
}

pub fn absent() -> &'static str {
    said!("absent", "ausente", "ausente")
}

pub fn nothing() -> &'static str {
    said!(
        "nothing is selected",
        "no hay nada seleccionado",
        "nada está selecionado"
    )
}

pub fn bot_silent() -> &'static str {
    said!(
        "reads this as a pause",
        "lee esto como pausa",
        "lê isto como pausa"
    )
}

pub fn bot_talks() -> &'static str {
    said!(
        "does not read this as a pause",
        "no lee esto como pausa",
        "não lê isto como pausa"
    )
}

/// How many attributes of an item could not be understood.
pub fn oddities(n: u16) -> String {
    number::counted(
        u64::from(n),
        said!("attribute", "atributo", "atributo"),
        said!("attributes", "atributos", "atributos"),
    )
}
