//! What `config check` says.

pub fn no_file(usual: &str) -> String {
    told!(
        "There is no configuration file at {usual}. README shows what one says; without it, switchboard opens the demo.",
        "No hay archivo de configuración en {usual}. README muestra qué dice uno; sin él, switchboard abre la demostración.",
        "Não há arquivo de configuração em {usual}. README mostra o que um diz; sem ele, switchboard abre a demonstração."
    )
}

pub fn file(path: &str) -> String {
    told!(
        "{path} is well formed.",
        "{path} está bien formado.",
        "{path} está bem formado."
    )
}

pub fn profile(name: &str, is_default: bool, systems: &str, region: Option<&str>) -> String {
    let default = if is_default {
        said!(" (default)", " (por defecto)", " (padrão)")
    } else {
        ""
    };
    let region = region.map_or_else(
        || {
            said!(
                "the region of the environment",
                "la región del entorno",
                "a região do ambiente"
            )
            .to_owned()
        },
        |region| told!("region {region}", "región {region}", "região {region}"),
    );
    format!("{name}{default}: {systems}; {region}")
}

pub fn may(role: &str, named: usize) -> String {
    match named {
        0 => told!(
            "  everybody is {role}",
            "  todos son {role}",
            "  todos são {role}"
        ),
        1 => told!(
            "  1 identity has a role of its own, everybody else is {role}",
            "  1 identidad tiene un rol propio, los demás son {role}",
            "  1 identidade tem um papel próprio, os demais são {role}"
        ),
        more => told!(
            "  {more} identities have a role of their own, everybody else is {role}",
            "  {more} identidades tienen un rol propio, los demás son {role}",
            "  {more} identidades têm um papel próprio, os demais são {role}"
        ),
    }
}

pub fn production() -> &'static str {
    said!(
        "  production: PROD stands in the header",
        "  producción: el encabezado dice PROD",
        "  produção: o cabeçalho diz PROD"
    )
}

pub fn read_only() -> &'static str {
    said!(
        "  read-only: nothing can be changed",
        "  solo lectura: no se puede cambiar nada",
        "  só leitura: nada pode ser mudado"
    )
}
