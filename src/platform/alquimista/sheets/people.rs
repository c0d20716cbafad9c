//! People of a tenant, of both of the system's designs: `users` (`user_role`, `cognito_user_id`) and
//! `tenant_users` (`role`, `cognito_sub`) (backend facts 2.1). Addresses are masked.

use super::shape::{Shape, entry, left, moment, right, words};
use crate::aws::dynamo::Item;
use crate::domain::sheet::{Entry, Heading, Tone};
use crate::platform::alquimista::item;
use crate::platform::attributes::attributes;
use crate::platform::value::Reader;
use jiff::Timestamp;

/// What is fetched.
pub(in crate::platform::alquimista) const FIELDS: [&str; 12] = [
    "tenant_id",
    "id",
    "email",
    "full_name",
    "user_role",
    "role",
    "status",
    "last_login_at",
    "created_at",
    "updated_at",
    "cognito_user_id",
    "cognito_sub",
];
const PLACED: [&str; 7] = [
    "tenant_id",
    "full_name",
    "email",
    "user_role",
    "role",
    "status",
    "last_login_at",
];
const HEADINGS: [Heading; 5] = [
    left("name"),
    left("e-mail"),
    left("role"),
    left("status"),
    right("last login"),
];

pub(in crate::platform::alquimista) const PEOPLE: Shape = Shape {
    headings: &HEADINGS,
    narrowings: &["role", "status"],
    columns: |name| match name {
        "role" => &["user_role", "role"],
        "status" => &["status"],
        _ => &[],
    },
    entry: person,
};

fn person(item: &Item, at: usize, _: Timestamp) -> Entry {
    let mut read = Reader::new(item);
    let id = item::identity(&mut read, "id", at);
    let role = read.masked("user_role").or_else(|| read.masked("role"));
    let status = read.text("status");
    let tone = match status.as_deref() {
        Some("suspended") => Tone::Warn,
        Some("inactive") => Tone::Quiet,
        _ => Tone::Plain,
    };
    let cells = vec![
        words(item::words(&mut read, "full_name")),
        words(item::words(&mut read, "email")),
        words(role),
        words(status),
        moment(read.time("last_login_at")),
    ];
    entry(id, cells, tone, attributes(item, &PLACED))
}
