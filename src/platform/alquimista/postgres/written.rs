//! Statements that write: only columns that exist, every value a parameter cast to its column's type.

use super::columns::{Columns, of};

/// Assignments to columns of one table, with their parameters.
pub(super) struct Written<'a> {
    columns: &'a Columns,
    table: &'static str,
    assigned: Vec<(&'static str, String)>,
    parameters: Vec<String>,
}

impl<'a> Written<'a> {
    pub(super) fn to(columns: &'a Columns, table: &'static str) -> Self {
        Self {
            columns,
            table,
            assigned: Vec::new(),
            parameters: Vec::new(),
        }
    }

    /// Assigns a value, where the table has the column and the column can hold it.
    pub(super) fn set(&mut self, column: &'static str, value: &str) -> &mut Self {
        if self.columns.fits(self.table, column, value) {
            let cast = self.parameter(column, value);
            self.assigned.push((column, cast));
        }
        self
    }

    /// Assigns JSON, where the column holds JSON or text.
    pub(super) fn json(&mut self, column: &'static str, value: &str) -> &mut Self {
        match self.columns.kind(self.table, column) {
            Some("json" | "jsonb" | "text" | "varchar") => self.set(column, value),
            _ => self,
        }
    }

    /// Moves a time forward: to `value`, or just past what is stored where that is later.
    pub(super) fn forward(&mut self, column: &'static str, value: &str) -> &mut Self {
        if self.columns.has(self.table, column) {
            let cast = self.parameter(column, value);
            let later = format!("GREATEST({cast}, {column} + interval '1 millisecond')");
            self.assigned.push((column, later));
        }
        self
    }

    /// One more parameter of a column's type; answers how the statement names it.
    pub(super) fn parameter(&mut self, column: &str, value: &str) -> String {
        self.parameters.push(value.to_owned());
        let n = self.parameters.len();
        self.columns.cast(self.table, column, n)
    }

    /// One more parameter of another type.
    pub(super) fn plain(&mut self, kind: &str, value: &str) -> String {
        self.parameters.push(value.to_owned());
        format!("${}::{kind}", self.parameters.len())
    }

    /// `UPDATE … SET …`, up to the condition.
    pub(super) fn update(&self) -> String {
        let pairs: Vec<String> = self
            .assigned
            .iter()
            .map(|(column, value)| format!("{column} = {value}"))
            .collect();
        format!("UPDATE {} SET {}", of(self.table), pairs.join(", "))
    }

    /// `INSERT … SELECT …`, up to a condition.
    pub(super) fn insert(&self) -> String {
        let (names, values): (Vec<&str>, Vec<&str>) = self
            .assigned
            .iter()
            .map(|(column, value)| (*column, value.as_str()))
            .unzip();
        format!(
            "INSERT INTO {} ({}) SELECT {}",
            of(self.table),
            names.join(", "),
            values.join(", ")
        )
    }

    /// The parameters in their order.
    pub(super) fn parameters(&self) -> Vec<Option<&str>> {
        self.parameters
            .iter()
            .map(|text| Some(text.as_str()))
            .collect()
    }
}
