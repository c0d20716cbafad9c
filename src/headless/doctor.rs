//! `doctor`: what the backend is like and what is wrong with it, as JSON or as lines for people. The exit code is
//! 1 when something is broken, and 0 when the rest is only degraded or worth knowing.

mod report;

use super::outcome::Answer;
use super::{Form, output, say};
use crate::connect::Connector;
use crate::desk::Checked;
use crate::domain::checkup::{Presence, Role, Severity, SystemCheck, TableCheck};
use crate::domain::mask;
use crate::domain::text::width;
use crate::locale::headless::doctor as words;
use crate::locale::health::functions;
use report::Report;
use std::io;

/// Looks at the backend and says what it is like.
///
/// # Errors
/// Only when stdout cannot be written.
pub(super) async fn run(connector: &Connector, form: Form) -> io::Result<u8> {
    let checked = match connector.doctor().await {
        Ok(doctor) => doctor.examine().await,
        Err(problem) => Err(problem),
    };
    let checked = match checked {
        Ok(checked) => checked,
        Err(problem) => return say::answer(&Answer::failed(problem), &say::Verb::Read, form),
    };
    match form {
        Form::Json => output::json(&Report::of(&checked))?,
        Form::Text => output::lines(lines(&checked).iter().map(|line| masked(line)))?,
    }
    Ok(u8::from(checked.is_broken()))
}

/// Everything that goes out, without anybody's number or address.
fn masked(text: &str) -> String {
    mask::emails(&mask::identifiers(text))
}

fn lines(checked: &Checked) -> Vec<String> {
    let mut lines = Vec::new();
    for system in &checked.systems {
        lines.push(system.word().to_owned());
        lines.extend(of_system(system).iter().map(|line| indented(line)));
        lines.push(String::new());
    }
    lines.push(words::summary(
        checked.count(Severity::Broken),
        checked.count(Severity::Degraded),
        checked.count(Severity::WorthKnowing),
        checked.read_units,
    ));
    lines
}

fn indented(line: &str) -> String {
    format!("  {line}").trim_end().to_owned()
}

fn of_system(system: &SystemCheck) -> Vec<String> {
    let mut lines = tables(&system.tables);
    if !system.functions.is_empty() {
        lines.push(String::new());
        let rows = system.functions.iter().map(|one| {
            let name = one.name.one_line().into_owned();
            vec![name, functions::state(one.is_there).to_owned()]
        });
        lines.extend(aligned(&functions::titles(), rows));
    }
    if !system.channels.is_empty() {
        lines.push(String::new());
        let rows = system.channels.iter().map(|one| {
            vec![
                one.tenant.one_line().into_owned(),
                one.route.word().to_owned(),
                words::channel::part(&one.number).to_owned(),
                words::channel::part(&one.token).to_owned(),
                words::channel::reports(one.reports).to_owned(),
            ]
        });
        lines.extend(aligned(&words::channel::titles(), rows));
    }
    if !system.plans.is_empty() {
        lines.push(String::new());
        let rows = system.plans.iter().map(|plan| {
            let how = words::plan(plan.how).to_owned();
            let over = plan.over.one_line().into_owned();
            vec![plan.list.word().to_owned(), how, words::price(plan), over]
        });
        lines.extend(aligned(&words::plans(), rows));
        lines.push(words::estimate());
    }
    lines.push(String::new());
    if system.findings.is_empty() {
        lines.push(words::all_well().to_owned());
        return lines;
    }
    let rows = system.findings.iter().map(|one| {
        let examples: Vec<_> = one.examples.iter().map(|text| text.one_line()).collect();
        let mut said = format!("{} {}", words::what(one), words::remedy(one));
        if !examples.is_empty() {
            said.push_str(&format!(" ({})", examples.join(", ")));
        }
        let place = one.subject.one_line().into_owned();
        vec![words::severity(one.severity).to_owned(), place, said]
    });
    lines.extend(aligned(&words::finding(), rows));
    lines
}

/// One line for each table that is there or is used; the others are counted.
fn tables(tables: &[TableCheck]) -> Vec<String> {
    let is_beside =
        |table: &&TableCheck| table.role == Role::Beside && table.presence == Presence::Missing;
    let shown = tables.iter().filter(|table| !is_beside(table));
    let mut lines = aligned(&words::table(), shown.map(row));
    let beside = tables.iter().filter(is_beside).count();
    if beside > 0 {
        lines.push(words::beside(beside));
    }
    lines
}

fn row(table: &TableCheck) -> Vec<String> {
    let name = table.name.one_line().into_owned();
    let facts = match &table.presence {
        Presence::Present(facts) => facts,
        Presence::Missing => return vec![name, words::missing().to_owned()],
        Presence::Unknown(_) => return vec![name, words::not_known().to_owned()],
    };
    let keys = match &facts.sort {
        Some(sort) => format!("{} + {sort}", facts.partition),
        None => facts.partition.to_string(),
    };
    let recovery = match &facts.recovery {
        Ok(is_on) => words::on(*is_on),
        Err(_) => words::not_known(),
    };
    let ttl = match &facts.ttl {
        Ok(Some(attribute)) => attribute.as_str(),
        Ok(None) => "-",
        Err(_) => words::not_known(),
    };
    let there = facts.indexes.iter().filter(|one| one.name.is_some());
    let there = there.count();
    let stream = facts.stream.as_deref().unwrap_or("-");
    vec![
        name,
        keys,
        facts.design.unwrap_or(words::foreign()).to_owned(),
        words::indexes(there, facts.indexes.len()),
        facts.items.to_string(),
        facts.bytes.div_ceil(1024).to_string(),
        recovery.to_owned(),
        ttl.to_owned(),
        facts.encryption.to_string(),
        stream.to_owned(),
    ]
}

/// Rows under their titles, each column but the last as wide as its widest cell.
fn aligned(titles: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<String> {
    let titles: Vec<String> = titles.iter().map(ToString::to_string).collect();
    let all: Vec<Vec<String>> = std::iter::once(titles).chain(rows).collect();
    if all.len() == 1 {
        return Vec::new();
    }
    let columns = all.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |at: usize| {
        let cells = all.iter().filter_map(|row| row.get(at));
        cells.map(|cell| width(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(wide).collect();
    let line = |row: &Vec<String>| {
        let mut line = String::new();
        for (cell, wide) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', wide - width(cell) + 2));
        }
        line.trim_end().to_owned()
    };
    all.iter().map(line).collect()
}
