//! What is wrong with a configuration file. Its parser's own words stay as they are: they name line and column.

pub mod schema;

pub fn unreadable(path: &str, why: &str) -> String {
    told!(
        "{path} cannot be read: {why}",
        "{path} no se puede leer: {why}",
        "{path} não pode ser lido: {why}"
    )
}

/// `words`: those of the parser of TOML, which speaks English.
pub fn malformed(path: &str, words: &str) -> String {
    told!(
        "{path} is not what a configuration file says: {words}",
        "{path} no es lo que dice un archivo de configuración: {words}",
        "{path} não é o que um arquivo de configuração diz: {words}"
    )
}

pub fn senseless(path: &str, profile: &str, why: &str) -> String {
    told!(
        "{path}: profile `{profile}`: {why}",
        "{path}: perfil `{profile}`: {why}",
        "{path}: perfil `{profile}`: {why}"
    )
}

pub fn no_system() -> &'static str {
    said!(
        "it names no system: marketplace, alquimista, diatonic or notification",
        "no nombra ningún sistema: marketplace, alquimista, diatonic o notification",
        "não nomeia nenhum sistema: marketplace, alquimista, diatonic ou notification"
    )
}

pub fn no_budget() -> &'static str {
    said!(
        "monthly-budget-usd must be more than 0",
        "monthly-budget-usd debe ser más que 0",
        "monthly-budget-usd deve ser mais que 0"
    )
}

pub fn everybody() -> &'static str {
    said!(
        "an identity under `roles` fits everybody; say `role` instead",
        "una identidad de `roles` vale para todos; escribe `role` en su lugar",
        "uma identidade de `roles` serve para todos; escreva `role` no lugar"
    )
}

pub fn template() -> &'static str {
    said!(
        "the body of a template needs {{1}}, {{2}}, … without a gap, or names only, and 1024 characters at most",
        "el body de una plantilla lleva {{1}}, {{2}}, … sin huecos, o solo nombres, y 1024 caracteres como máximo",
        "o body de um modelo leva {{1}}, {{2}}, … sem lacunas, ou só nomes, e no máximo 1024 caracteres"
    )
}

pub fn no_profile(path: &str, wanted: &str, known: &str) -> String {
    told!(
        "{path} has no profile `{wanted}`; it has: {known}",
        "{path} no tiene el perfil `{wanted}`; tiene: {known}",
        "{path} não tem o perfil `{wanted}`; tem: {known}"
    )
}

/// There is no profile at all.
pub fn no_profiles(path: &str, wanted: &str) -> String {
    told!(
        "{path} has no profile `{wanted}`, nor any other: write [profiles.{wanted}] with a system below it",
        "{path} no tiene el perfil `{wanted}` ni ningún otro: escribe [profiles.{wanted}] con un sistema debajo",
        "{path} não tem o perfil `{wanted}` nem nenhum outro: escreva [profiles.{wanted}] com um sistema abaixo"
    )
}

pub fn which_profile(path: &str, known: &str) -> String {
    told!(
        "{path} has several profiles and none is the default: --profile {known}",
        "{path} tiene varios perfiles y ninguno es el de por defecto: --profile {known}",
        "{path} tem vários perfis e nenhum é o padrão: --profile {known}"
    )
}
