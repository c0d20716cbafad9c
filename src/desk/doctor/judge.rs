//! What the tables of a system say about it: missing ones, foreign keys, indexes, recovery and TTL. Pure.

use super::FeedCheck;
use crate::domain::checkup::{
    Finding, IndexCheck, Presence, Role, Severity, TableCheck, TableFacts, What,
};
use crate::domain::problem::Problem;
use crate::domain::text::Text;

/// Names of tables that are given as examples.
const EXAMPLES: usize = 3;

/// Judges the tables of a system. `required`: no console can be opened without it.
pub(super) fn system(tables: &[TableCheck], name: &str, required: bool) -> Vec<Finding> {
    let mut used = tables.iter().filter(|table| table.role != Role::Beside);
    if used.all(|table| table.presence == Presence::Missing) {
        let severity = match required {
            true => Severity::Broken,
            false => Severity::WorthKnowing,
        };
        return vec![finding(severity, name, What::NotDeployed)];
    }
    let mut findings = each(tables, Severity::WorthKnowing);
    findings.extend(recovery(tables, name, Severity::WorthKnowing));
    findings
}

/// Judges the queue of escalations.
pub(super) fn feed(feed: &FeedCheck) -> Option<Finding> {
    match feed {
        FeedCheck::There => None,
        FeedCheck::Missing(queue) => Some(finding(Severity::Degraded, queue, What::NoFeed)),
        FeedCheck::Unknown(queue, why) => {
            let what = What::FeedUnknown(why.clone());
            Some(finding(Severity::WorthKnowing, queue, what))
        }
    }
}

/// Judges the control table, which is ours to keep in order.
pub(super) fn control(tables: &[TableCheck]) -> Vec<Finding> {
    let mut findings = each(tables, Severity::Degraded);
    findings.extend(recovery(tables, "control", Severity::Degraded));
    findings
}

fn each(tables: &[TableCheck], of_ttl: Severity) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in tables.iter().filter(|table| table.role != Role::Beside) {
        let severity = match table.role {
            Role::Needed => Severity::Broken,
            Role::Useful | Role::Beside => Severity::Degraded,
        };
        let mut note = |severity, what| findings.push(finding(severity, &table.name, what));
        match &table.presence {
            Presence::Missing => note(severity, What::TableMissing(table.role)),
            Presence::Unknown(why) => note(severity, What::NotDescribed(why.clone())),
            Presence::Present(facts) => present(facts, of_ttl, &mut note),
        }
    }
    findings
}

fn present(facts: &TableFacts, of_ttl: Severity, note: &mut impl FnMut(Severity, What)) {
    if facts.design.is_none() {
        let (partition, sort) = (facts.partition.clone(), facts.sort.clone());
        note(Severity::Broken, What::ForeignKeys { partition, sort });
        return;
    }
    for index in facts.indexes.iter().filter(|index| index.name.is_none()) {
        note(severity_of(index), missing(index));
    }
    if let Some(attribute) = facts.wanted_ttl {
        match &facts.ttl {
            Ok(Some(found)) if *found == attribute => {}
            Ok(_) => note(of_ttl, What::NoTtl(attribute)),
            Err(why) => note(Severity::WorthKnowing, What::TtlUnknown(why.clone())),
        }
    }
}

/// An index that no source of the system has is ours to offer.
fn severity_of(index: &IndexCheck) -> Severity {
    match index.of_system {
        true => Severity::Degraded,
        false => Severity::WorthKnowing,
    }
}

fn missing(index: &IndexCheck) -> What {
    What::IndexMissing {
        partition: index.partition,
        sort: index.sort,
        list: index.list,
    }
}

/// One finding for all tables of a system, for they are mostly alike in this.
fn recovery(tables: &[TableCheck], name: &str, severity: Severity) -> Vec<Finding> {
    let (mut without, mut unknown): (Vec<Text>, Vec<Text>) = (Vec::new(), Vec::new());
    let mut reason: Option<Problem> = None;
    for table in tables.iter().filter(|table| table.role != Role::Beside) {
        match table.facts().map(|facts| &facts.recovery) {
            Some(Ok(false)) => without.push(table.name.clone()),
            Some(Err(why)) => {
                unknown.push(table.name.clone());
                reason.get_or_insert_with(|| why.clone());
            }
            Some(Ok(true)) | None => {}
        }
    }
    let about = |severity, tables: Vec<Text>, what| Finding {
        examples: tables.into_iter().take(EXAMPLES).collect(),
        ..finding(severity, name, what)
    };
    let mut findings = Vec::new();
    if !without.is_empty() {
        let what = What::NoRecovery(without.len());
        findings.push(about(severity, without, what));
    }
    if let Some(why) = reason {
        let what = What::RecoveryUnknown(unknown.len(), why);
        // Of all of them no example is needed.
        let some = unknown.len() < tables.iter().filter(|one| one.role != Role::Beside).count();
        let examples = if some { unknown } else { Vec::new() };
        findings.push(about(Severity::WorthKnowing, examples, what));
    }
    findings
}

fn finding(severity: Severity, subject: &str, what: What) -> Finding {
    Finding {
        severity,
        subject: Text::from_untrusted(subject),
        what,
        examples: Vec::new(),
    }
}
