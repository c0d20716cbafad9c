//! Values that make no sense on the command line: the form that is wanted.

pub fn not_loopback() -> &'static str {
    said!(
        "only an address of this machine is accepted, such as 127.0.0.1:8123: the port has no authentication",
        "solo se acepta una dirección de esta máquina, como 127.0.0.1:8123: el puerto no tiene autenticación",
        "só se aceita um endereço desta máquina, como 127.0.0.1:8123: a porta não tem autenticação"
    )
}

pub fn not_an_address() -> &'static str {
    said!(
        "write ADDRESS:PORT, such as 127.0.0.1:8123",
        "escribe DIRECCIÓN:PUERTO, como 127.0.0.1:8123",
        "escreva ENDEREÇO:PORTA, como 127.0.0.1:8123"
    )
}

pub fn not_a_span() -> &'static str {
    said!(
        "write a span such as 90s, 15m or 1h, from 1s to 24h",
        "escribe un lapso como 90s, 15m o 1h, de 1s a 24h",
        "escreva um intervalo como 90s, 15m ou 1h, de 1s a 24h"
    )
}

pub fn not_a_month() -> &'static str {
    said!("write YYYY-MM", "escribe AAAA-MM", "escreva AAAA-MM")
}

pub fn not_a_speed() -> &'static str {
    said!(
        "write a number from 0 (frozen) upwards",
        "escribe un número desde 0 (detenido) hacia arriba",
        "escreva um número de 0 (parado) para cima"
    )
}

pub fn not_a_theme() -> &'static str {
    said!(
        "there are: auto, dark, light, mono",
        "hay: auto, dark, light, mono",
        "há: auto, dark, light, mono"
    )
}

pub fn not_a_language() -> &'static str {
    said!("there are: en, es, pt", "hay: en, es, pt", "há: en, es, pt")
}

pub fn not_a_seed() -> &'static str {
    said!(
        "there are: plaza, hostile",
        "hay: plaza, hostile",
        "há: plaza, hostile"
    )
}

pub fn not_a_scenario() -> &'static str {
    said!(
        "there are: error-storm, queue-backlog, quota-breach, throttling, bad-deploy",
        "hay: error-storm, queue-backlog, quota-breach, throttling, bad-deploy",
        "há: error-storm, queue-backlog, quota-breach, throttling, bad-deploy"
    )
}

pub fn not_a_limit() -> &'static str {
    said!(
        "write a number from 1 to 1000",
        "escribe un número de 1 a 1000",
        "escreva um número de 1 a 1000"
    )
}

pub fn not_a_platform() -> &'static str {
    said!(
        "write marketplace, alquimista, diatonic or notification",
        "escribe marketplace, alquimista, diatonic o notification",
        "escreva marketplace, alquimista, diatonic ou notification"
    )
}

pub fn not_a_role() -> &'static str {
    said!(
        "the roles are viewer, support, operator and admin",
        "los roles son viewer, support, operator y admin",
        "os papéis são viewer, support, operator e admin"
    )
}

pub fn not_a_kind() -> &'static str {
    said!(
        "write a kind as `work list` shows it, such as approval, run_overdue or source_quiet",
        "escribe una clase como la muestra `work list`, por ejemplo approval, run_overdue o source_quiet",
        "escreva um tipo como `work list` mostra, por exemplo approval, run_overdue ou source_quiet"
    )
}

pub fn not_a_sheet() -> &'static str {
    said!(
        "write a kind of sheet: products, customers, users, integrations, events, commands, approvals, trail, billing, templates, nodes, executions, models, runs or logs",
        "escribe una clase de ficha: products, customers, users, integrations, events, commands, approvals, trail, billing, templates, nodes, executions, models, runs o logs",
        "escreva um tipo de ficha: products, customers, users, integrations, events, commands, approvals, trail, billing, templates, nodes, executions, models, runs ou logs"
    )
}

pub fn not_a_narrowing() -> &'static str {
    said!(
        "write NAME=VALUE, such as status=failed",
        "escribe NOMBRE=VALOR, como status=failed",
        "escreva NOME=VALOR, como status=failed"
    )
}

pub fn not_an_entry() -> &'static str {
    said!(
        "write KIND:ID, such as runs:EXPA1B2",
        "escribe CLASE:ID, como runs:EXPA1B2",
        "escreva TIPO:ID, como runs:EXPA1B2"
    )
}

pub fn not_a_command() -> &'static str {
    said!(
        "there are: REPROCESS_QUEUE, RESET_TOKEN, RESTART_AGENT, HEALTH_CHECK",
        "hay: REPROCESS_QUEUE, RESET_TOKEN, RESTART_AGENT, HEALTH_CHECK",
        "há: REPROCESS_QUEUE, RESET_TOKEN, RESTART_AGENT, HEALTH_CHECK"
    )
}

pub fn not_a_parameter() -> &'static str {
    said!(
        "write NAME=VALUE",
        "escribe NOMBRE=VALOR",
        "escreva NOME=VALOR"
    )
}

pub fn not_a_database() -> &'static str {
    said!(
        "write postgres://USER@HOST[:PORT]/DATABASE, such as postgres://ops@127.0.0.1:5432/alquimista",
        "escribe postgres://USER@HOST[:PORT]/DATABASE, como postgres://ops@127.0.0.1:5432/alquimista",
        "escreva postgres://USER@HOST[:PORT]/DATABASE, como postgres://ops@127.0.0.1:5432/alquimista"
    )
}

pub fn password_in_sight() -> &'static str {
    said!(
        "leave the password out: others can read this line. Put it into a file (--alquimista-password-file) or into ALQUIMISTA_DB_PASSWORD",
        "no pongas la contraseña: otros pueden leer esta línea. Ponla en un archivo (--alquimista-password-file) o en ALQUIMISTA_DB_PASSWORD",
        "não ponha a senha: outros podem ler esta linha. Ponha-a em um arquivo (--alquimista-password-file) ou em ALQUIMISTA_DB_PASSWORD"
    )
}

pub fn not_a_number() -> &'static str {
    said!(
        "write a whole number, such as 12",
        "escribe un número entero, como 12",
        "escreva um número inteiro, como 12"
    )
}

pub fn too_large() -> &'static str {
    said!(
        "the number is too large",
        "el número es demasiado grande",
        "o número é grande demais"
    )
}

pub fn not_a_moment() -> &'static str {
    said!(
        "write a moment such as 2026-11-21T03:02:00Z",
        "escribe un momento como 2026-11-21T03:02:00Z",
        "escreva um momento como 2026-11-21T03:02:00Z"
    )
}

pub fn not_a_share() -> &'static str {
    said!(
        "write a percentage from 1 to 100, or off",
        "escribe un porcentaje de 1 a 100, o bien off",
        "escreva uma porcentagem de 1 a 100, ou off"
    )
}
