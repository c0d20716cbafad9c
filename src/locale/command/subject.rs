//! The headings of the help.

pub fn conversation() -> &'static str {
    said!("Conversation", "Conversación", "Conversa")
}

pub fn work() -> &'static str {
    said!("What waits", "Lo que espera", "O que espera")
}

pub fn sheets() -> &'static str {
    said!("Sheets", "Fichas", "Fichas")
}

pub fn agents() -> &'static str {
    said!("Agents", "Agentes", "Agentes")
}

pub fn lists() -> &'static str {
    said!("Lists", "Listas", "Listas")
}

pub fn moving() -> &'static str {
    said!("Moving", "Moverse", "Mover-se")
}

pub fn panes() -> &'static str {
    said!("Panes", "Paneles", "Painéis")
}

pub fn answers() -> &'static str {
    said!("Questions", "Preguntas", "Perguntas")
}

pub fn program() -> &'static str {
    said!("Program", "Programa", "Programa")
}
