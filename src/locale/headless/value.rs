//! Values that make no sense on the command line: the form that is wanted.

pub fn not_loopback() -> &'static str {
    "only an address of this machine is accepted, such as 127.0.0.1:8123: the port has no authentication"
}

pub fn not_an_address() -> &'static str {
    "write ADDRESS:PORT, such as 127.0.0.1:8123"
}

pub fn not_a_span() -> &'static str {
    "write a span such as 90s, 15m or 1h, from 1s to 24h"
}

pub fn not_a_month() -> &'static str {
    "write YYYY-MM"
}

pub fn not_a_speed() -> &'static str {
    "write a number from 0 (frozen) upwards"
}

pub fn not_a_theme() -> &'static str {
    "there are: auto, dark, light, mono"
}

pub fn not_a_seed() -> &'static str {
    "there are: plaza, hostile"
}

pub fn not_a_limit() -> &'static str {
    "write a number from 1 to 1000"
}

pub fn not_a_platform() -> &'static str {
    "write marketplace, alquimista, diatonic or notification"
}

pub fn not_a_role() -> &'static str {
    "the roles are viewer, support, operator and admin"
}

pub fn not_a_kind() -> &'static str {
    "write a kind as `work list` shows it, such as approval, run_overdue or source_quiet"
}

pub fn not_a_sheet() -> &'static str {
    "write a kind of sheet: products, customers, users, integrations, events, commands, approvals, trail, billing, templates, nodes, executions, models, runs or logs"
}

pub fn not_a_narrowing() -> &'static str {
    "write NAME=VALUE, such as status=failed"
}

pub fn not_an_entry() -> &'static str {
    "write KIND:ID, such as runs:EXPA1B2"
}

pub fn not_a_command() -> &'static str {
    "there are: REPROCESS_QUEUE, RESET_TOKEN, RESTART_AGENT, HEALTH_CHECK"
}

pub fn not_a_parameter() -> &'static str {
    "write NAME=VALUE"
}

pub fn not_a_database() -> &'static str {
    "write postgres://USER@HOST[:PORT]/DATABASE, such as postgres://ops@127.0.0.1:5432/alquimista"
}

pub fn password_in_sight() -> &'static str {
    "leave the password out: others can read this line. Put it into a file (--alquimista-password-file) or into ALQUIMISTA_DB_PASSWORD"
}
