//! Names of panes, column titles, counts, and the words of a header.

use super::number;

/// Tabs, in the order of their keys.
pub fn tenants() -> &'static str {
    said!("Tenants", "Tenants", "Tenants")
}

pub fn conversations() -> &'static str {
    said!("Conversations", "Conversaciones", "Conversas")
}

pub fn escalations() -> &'static str {
    said!("Escalations", "Escaladas", "Escaladas")
}

pub fn agents() -> &'static str {
    said!("Agents", "Agentes", "Agentes")
}

pub fn usage() -> &'static str {
    said!("Usage", "Uso", "Uso")
}

/// Titles of columns.
pub mod column {
    /// What stands in the column says by itself what it is.
    pub fn value() -> &'static str {
        said!("value", "valor", "valor")
    }
    pub fn metric() -> &'static str {
        said!("metric", "métrica", "métrica")
    }
    pub fn of() -> &'static str {
        said!("of", "de", "de")
    }
    pub fn points() -> &'static str {
        said!("points", "puntos", "pontos")
    }
    pub fn none() -> &'static str {
        ""
    }

    pub fn wait() -> &'static str {
        said!("wait", "esp.", "esp.")
    }

    pub fn platform() -> &'static str {
        said!("system", "sistema", "sistema")
    }

    pub fn tenant() -> &'static str {
        said!("tenant", "tenant", "tenant")
    }

    pub fn customer() -> &'static str {
        said!("customer", "cliente", "cliente")
    }

    pub fn reason() -> &'static str {
        said!("why", "motivo", "motivo")
    }

    pub fn priority() -> &'static str {
        said!("prio", "prio", "prio")
    }

    pub fn holder() -> &'static str {
        said!("held by", "la tiene", "com quem")
    }

    pub fn last_message() -> &'static str {
        said!("last message", "mensaje", "mensagem")
    }

    pub fn state() -> &'static str {
        said!("state", "estado", "estado")
    }

    pub fn unread() -> &'static str {
        said!("new", "nvo", "nov")
    }

    pub fn age() -> &'static str {
        said!("age", "edad", "há")
    }

    pub fn status() -> &'static str {
        said!("status", "estado", "estado")
    }

    pub fn plan() -> &'static str {
        said!("plan", "plan", "plano")
    }

    pub fn bot() -> &'static str {
        said!("bot", "bot", "bot")
    }

    pub fn open() -> &'static str {
        said!("open", "abr.", "abr.")
    }

    pub fn waiting() -> &'static str {
        said!("wait", "esp.", "esp.")
    }

    pub fn used() -> &'static str {
        said!("used", "usado", "usado")
    }

    pub fn limit() -> &'static str {
        said!("limit", "límite", "limite")
    }

    pub fn agent() -> &'static str {
        said!("agent", "agente", "agente")
    }

    pub fn switch() -> &'static str {
        said!("state", "estado", "estado")
    }

    pub fn lasting() -> &'static str {
        said!("for", "hace", "há")
    }

    pub fn by() -> &'static str {
        said!("by", "por", "por")
    }

    pub fn category() -> &'static str {
        said!("category", "categoría", "categoria")
    }

    pub fn month() -> &'static str {
        said!("month", "mes", "mês")
    }

    pub fn billed() -> &'static str {
        said!("billed", "cobrado", "cobrado")
    }

    pub fn counted() -> &'static str {
        said!("counted", "contado", "contado")
    }

    pub fn difference() -> &'static str {
        said!("differ", "difer.", "difer.")
    }

    pub fn days() -> &'static str {
        said!("last days", "últimos días", "últimos dias")
    }
    pub fn alarm() -> &'static str {
        said!("alarm", "alarma", "alarme")
    }
    pub fn rule() -> &'static str {
        said!("rule", "regla", "regra")
    }
}

/// The program's name.
pub const PROGRAM: &str = "switchboard";

/// The place of an embedded or joined demo backend.
pub const DEMO: &str = "DEMO";

/// Customers feel what is done here.
pub const PRODUCTION: &str = " PROD ";

/// Only one system is shown.
pub fn only(platform: &str) -> String {
    told!("only {platform}", "solo {platform}", "só {platform}")
}

/// `+2`: further accounts or regions.
pub fn further(n: usize) -> String {
    format!("+{n}")
}

/// `41 waiting`.
pub fn waiting(n: usize) -> String {
    told!(
        "{} waiting",
        "{} en espera",
        "{} em espera",
        number::count(n as u64)
    )
}

/// `2 mine`.
pub fn mine(n: usize) -> String {
    number::counted(
        n as u64,
        said!("mine", "mía", "minha"),
        said!("mine", "mías", "minhas"),
    )
}

/// `41 of 62`, or `62 in all`; `more…` where not everything has been read.
pub fn shown(shown: usize, of: usize, more: bool) -> String {
    let (shown, of) = (shown as u64, of as u64);
    let all = number::count(of);
    match (shown == of, more) {
        (true, true) => told!(
            "first {all}, more…",
            "primeros {all}, hay más…",
            "primeiros {all}, há mais…"
        ),
        (true, false) => told!("{all} in all", "{all} en total", "{all} no total"),
        (false, true) => told!(
            "{} of the first {all}, more…",
            "{} de los primeros {all}, hay más…",
            "{} dos primeiros {all}, há mais…",
            number::count(shown)
        ),
        (false, false) => told!(
            "{} of {all}",
            "{} de {all}",
            "{} de {all}",
            number::count(shown)
        ),
    }
}

/// The filter beside the count.
pub fn filter(words: &str) -> String {
    told!("filter “{words}”", "filtro “{words}”", "filtro “{words}”")
}

/// A list that has no index to be read by.
pub fn whole_table() -> &'static str {
    said!(
        "no index over tenants: the whole table is read for each of them",
        "sin índice por tenant: se lee toda la tabla para cada uno",
        "sem índice por tenant: a tabela inteira é lida para cada um"
    )
}

/// Read units a second.
pub fn read_units(rate: f64) -> String {
    format!("{} RCU/s", number::rate(rate))
}

/// Too small to work in.
pub fn too_small(columns: u16, rows: u16, smallest: (u16, u16)) -> String {
    told!(
        "Window {columns}×{rows}: at least {}×{}",
        "Ventana {columns}×{rows}: mínimo {}×{}",
        "Janela {columns}×{rows}: mínimo {}×{}",
        smallest.0,
        smallest.1
    )
}
