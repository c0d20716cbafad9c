//! What is said before there is a backend: flags that contradict each other, and what cannot be read or drawn.

/// A verb that was given no backend.
pub fn no_backend() -> &'static str {
    said!(
        "No backend is named, and a demo would end with the command. Start one: switchboard demo --headless --listen 127.0.0.1:8123, then add --endpoint http://127.0.0.1:8123; or name an account with --region, or a profile in your configuration file (see README).",
        "No se nombró backend, y una demostración terminaría con el comando. Inicia una: switchboard demo --headless --listen 127.0.0.1:8123, luego agrega --endpoint http://127.0.0.1:8123; o nombra una cuenta con --region, o un perfil de tu archivo de configuración (ver README).",
        "Nenhum backend foi nomeado, e uma demonstração acabaria com o comando. Comece uma: switchboard demo --headless --listen 127.0.0.1:8123, depois acrescente --endpoint http://127.0.0.1:8123; ou nomeie uma conta com --region, ou um perfil do seu arquivo de configuração (veja README)."
    )
}

/// Flags that contradict each other.
pub fn two_backends() -> &'static str {
    said!(
        "--endpoint names a backend, --region and --aws-profile another, --profile and --config a third: give one of them.",
        "--endpoint nombra un backend, --region y --aws-profile otro, --profile y --config un tercero: da uno solo.",
        "--endpoint nomeia um backend, --region e --aws-profile outro, --profile e --config um terceiro: dê um só."
    )
}

/// A profile is named, and there is no file that could have it.
pub fn no_configuration(profile: &str) -> String {
    told!(
        "There is no configuration file that could have the profile {profile}: --config names one, README shows what it says.",
        "No hay archivo de configuración que pueda tener el perfil {profile}: --config nombra uno, README muestra lo que dice.",
        "Não há arquivo de configuração que possa ter o perfil {profile}: --config nomeia um, README mostra o que ele diz."
    )
}

pub fn demo_elsewhere() -> &'static str {
    said!(
        "demo is a backend of its own: leave out --endpoint, --region, --aws-profile and --profile.",
        "demo es un backend propio: quita --endpoint, --region, --aws-profile y --profile.",
        "demo é um backend próprio: tire --endpoint, --region, --aws-profile e --profile."
    )
}

/// A bad day is the demo's own.
pub fn scenario_elsewhere() -> &'static str {
    said!(
        "--scenario is a bad day of the demo: leave it out, or start `switchboard demo --scenario NAME`.",
        "--scenario es un mal día de la demo: quítalo, o inicia `switchboard demo --scenario NOMBRE`.",
        "--scenario é um dia ruim da demo: tire-o, ou inicie `switchboard demo --scenario NOME`."
    )
}

/// Text from stdin could not be read.
pub fn no_stdin(why: &str) -> String {
    told!(
        "The text could not be read from stdin ({why}). Nothing was sent.",
        "No se pudo leer el texto de stdin ({why}). No se envió nada.",
        "Não foi possível ler o texto de stdin ({why}). Nada foi enviado."
    )
}

/// The screen needs a terminal.
pub fn no_terminal(why: &str) -> String {
    told!(
        "The screen cannot be used ({why}). Verbs work without one: switchboard --help",
        "No se puede usar la pantalla ({why}). Los verbos funcionan sin ella: switchboard --help",
        "A tela não pode ser usada ({why}). Os verbos funcionam sem ela: switchboard --help"
    )
}
