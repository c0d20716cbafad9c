//! What `config check` says.

pub fn no_file(usual: &str) -> String {
    format!(
        "There is no configuration file at {usual}. README shows what one says; without it, switchboard opens the demo."
    )
}

pub fn file(path: &str) -> String {
    format!("{path} is well formed.")
}

pub fn profile(name: &str, is_default: bool, systems: &str, region: Option<&str>) -> String {
    let default = if is_default { " (default)" } else { "" };
    let region = region.map_or_else(
        || "the region of the environment".to_owned(),
        |region| format!("region {region}"),
    );
    format!("{name}{default}: {systems}; {region}")
}

pub fn may(role: &str, named: usize) -> String {
    match named {
        0 => format!("  everybody is {role}"),
        1 => format!("  1 identity has a role of its own, everybody else is {role}"),
        more => format!("  {more} identities have a role of their own, everybody else is {role}"),
    }
}

pub fn production() -> &'static str {
    "  production: PROD stands in the header"
}

pub fn read_only() -> &'static str {
    "  read-only: nothing can be changed"
}
