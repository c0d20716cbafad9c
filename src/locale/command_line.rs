//! The words of `--help` in Spanish and Portuguese. English stands beside the flags in `cli`, as clap reads it,
//! and comes in here as `english`; what has no entry stays as it is there.

mod flag;
pub mod misread;
mod verb;

pub use flag::{flag, key};
pub use verb::verb;

/// What the program is, under `--help`.
pub fn long(english: &str) -> &str {
    said!(
        english,
        "Una consola para las personas que están detrás de los agentes de IA.

Sin un verbo abre la pantalla: sobre el perfil de tu archivo de configuración, sobre el backend que nombra --endpoint, sobre una cuenta de AWS (--region, --aws-profile) o, si no hay nada configurado, sobre un backend de demostración en este proceso. Los demás verbos trabajan sin pantalla y necesitan uno de los tres primeros.",
        "Um console para as pessoas que estão por trás dos agentes de IA.

Sem um verbo abre a tela: sobre o perfil do seu arquivo de configuração, sobre o backend que --endpoint nomeia, sobre uma conta da AWS (--region, --aws-profile) ou, se nada foi configurado, sobre um backend de demonstração neste processo. Os demais verbos trabalham sem tela e precisam de um dos três primeiros."
    )
}

/// What stands below all flags.
pub fn after(english: &str) -> &str {
    said!(
        english,
        "\
Códigos de salida: 0 hecho o ya estaba así · 1 cualquier otra cosa · 2 uso · 3 otro fue más rápido ·
4 denegado · 5 limitado por AWS · 6 resultado desconocido · 7 credenciales · 8 cambió mientras mirabas ·
9 no encontrado · 10 hecho en parte

Pruébalo sin una cuenta:
  switchboard demo --headless --listen 127.0.0.1:8123 &
  switchboard --endpoint http://127.0.0.1:8123 escalations list",
        "\
Códigos de saída: 0 feito ou já estava assim · 1 qualquer outra coisa · 2 uso · 3 outro foi mais rápido ·
4 negado · 5 limitado pela AWS · 6 resultado desconhecido · 7 credenciais · 8 mudou enquanto você olhava ·
9 não encontrado · 10 feito em parte

Experimente sem uma conta:
  switchboard demo --headless --listen 127.0.0.1:8123 &
  switchboard --endpoint http://127.0.0.1:8123 escalations list"
    )
}

/// The heading of a list of `--help`: of how it is called, of verbs, of arguments, of flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    Usage,
    Verbs,
    Arguments,
    Flags,
}

pub fn heading(of: Heading) -> &'static str {
    match of {
        Heading::Usage => said!("Usage:", "Uso:", "Uso:"),
        Heading::Verbs => said!("Commands:", "Comandos:", "Comandos:"),
        Heading::Arguments => said!("Arguments:", "Argumentos:", "Argumentos:"),
        Heading::Flags => said!("Options:", "Opciones:", "Opções:"),
    }
}

/// What clap writes where flags or a verb may stand in the line of usage.
pub fn some_flags() -> &'static str {
    said!("[OPTIONS]", "[OPCIONES]", "[OPÇÕES]")
}

/// The same for a verb, without its brackets.
pub fn some_verb() -> &'static str {
    said!("COMMAND", "COMANDO", "COMANDO")
}

/// What a flag is when it is not given.
pub fn default(value: &str) -> String {
    told!(
        "[default: {value}]",
        "[por defecto: {value}]",
        "[padrão: {value}]"
    )
}

/// The words that a flag can take.
pub fn possible(values: &str) -> String {
    told!(
        "[possible values: {values}]",
        "[valores posibles: {values}]",
        "[valores possíveis: {values}]"
    )
}
