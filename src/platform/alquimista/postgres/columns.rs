//! Which tables and columns there are, asked of `information_schema` once: the migrations and the seed of the
//! system do not agree (backend facts 2.1), and a deployment may follow either.

use super::session::Pool;
use crate::domain::problem::Problem;
use crate::platform::value::{Reader, is_secret};
use std::collections::BTreeMap;

/// The system's schema.
pub(super) const SCHEMA: &str = "alquimista_platform";

/// Tables that are read or written here, and nothing of any other.
const TABLES: &str = "agents,agent_activations,tenant_agents,audit_logs,tenants,tenant_usage_daily,\
     users,tenant_users,tenant_integrations,operational_events,approval_requests,approval_decisions";

/// The columns of each table with the names of their types.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns(BTreeMap<String, BTreeMap<String, String>>);

impl Columns {
    /// Asks what this user may see. One round trip.
    pub(super) async fn ask(pool: &Pool) -> Result<Self, Problem> {
        let sql = "SELECT jsonb_build_object('table', table_name, 'column', column_name, \
                   'type', udt_name)::text FROM information_schema.columns \
                   WHERE table_schema = $1 AND table_name = ANY (string_to_array($2, ',')) LIMIT 1000";
        let subject = "postgres:SELECT information_schema.columns";
        let rows = pool
            .rows(subject, sql, &[Some(SCHEMA), Some(TABLES)])
            .await?;
        let mut columns = Self::default();
        for row in &rows {
            let mut read = Reader::new(row);
            if let (Some(table), Some(column)) = (read.raw("table"), read.raw("column")) {
                let kind = read.raw("type").unwrap_or_default().to_owned();
                let table = columns.0.entry(table.to_owned()).or_default();
                table.insert(column.to_owned(), kind);
            }
        }
        Ok(columns)
    }

    /// Whether there is such a table.
    pub(super) fn has_table(&self, table: &str) -> bool {
        self.0.contains_key(table)
    }

    /// Whether the table has this column.
    pub(super) fn has(&self, table: &str, column: &str) -> bool {
        self.kind(table, column).is_some()
    }

    /// The name of a column's type.
    pub(super) fn kind(&self, table: &str, column: &str) -> Option<&str> {
        Some(self.0.get(table)?.get(column)?)
    }

    /// `SELECT` of those of the wanted columns that exist, up to the condition.
    pub(super) fn select(&self, table: &str, wanted: &[&str]) -> String {
        let there = wanted.iter().filter(|column| self.has(table, column));
        listed(there.copied(), table)
    }

    /// `SELECT` of every column whose name is not one of a secret, up to the condition.
    pub(super) fn select_all(&self, table: &str) -> String {
        let known = self.0.get(table).into_iter().flat_map(BTreeMap::keys);
        listed(
            known.map(String::as_str).filter(|name| !is_secret(name)),
            table,
        )
    }

    /// The text parameter `$n` as the type of a column.
    pub(super) fn cast(&self, table: &str, column: &str, n: usize) -> String {
        match self.kind(table, column) {
            Some(
                kind @ ("uuid" | "int2" | "int4" | "int8" | "timestamp" | "timestamptz" | "date"
                | "json" | "jsonb"),
            ) => format!("${n}::{kind}"),
            _ => format!("${n}"),
        }
    }

    /// Whether a value can be one of this column at all: a UUID column has no other keys.
    pub(super) fn fits(&self, table: &str, column: &str, value: &str) -> bool {
        match self.kind(table, column) {
            Some("uuid") => is_uuid(value),
            Some("int2" | "int4" | "int8") => value.parse::<i64>().is_ok(),
            Some(_) => !value.contains('\0'),
            None => false,
        }
    }
}

fn listed<'a>(columns: impl Iterator<Item = &'a str>, table: &str) -> String {
    let names: Vec<String> = columns.map(quoted).collect();
    format!("SELECT {} FROM {}", names.join(", "), of(table))
}

/// A table of the system, as statements name it.
pub(super) fn of(table: &str) -> String {
    format!("{SCHEMA}.{}", quoted(table))
}

pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A statement whose rows come as JSON objects.
pub(super) fn as_json(select: &str) -> String {
    format!("SELECT to_jsonb(r)::text FROM ({select}) r")
}

/// Whether the text has the form of a UUID.
fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    lengths == [8, 4, 4, 4, 12] && text.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}
