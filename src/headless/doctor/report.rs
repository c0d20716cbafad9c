//! A check of the backend as its JSON has it. Contract: `null` means not known or none, and `unknown` has the
//! reason for each that is not known; every text is masked.

use super::masked;
use crate::desk::Checked;
use crate::domain::checkup::{
    ChannelCheck, Finding, FunctionCheck, IndexCheck, PlanCheck, Presence, SystemCheck, TableCheck,
    TableFacts,
};
use crate::domain::problem::Problem;
use crate::headless::item::At;
use crate::locale::headless::doctor as words;
use crate::locale::problem::quoted;
use serde::Serialize;
use std::collections::BTreeMap;

/// The whole answer.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    systems: Vec<System>,
    as_of: At,
    consumed_read_units: f64,
}

#[derive(Debug, Serialize)]
struct System {
    /// A system's word, or `control`.
    platform: &'static str,
    /// Version of the control table's rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u32>,
    tables: Vec<Table>,
    functions: Vec<Function>,
    channels: Vec<Channel>,
    plans: Vec<Plan>,
    findings: Vec<Found>,
}

#[derive(Debug, Serialize)]
struct Table {
    name: String,
    role: &'static str,
    /// `present`, `missing` or `unknown`.
    state: &'static str,
    keys: Vec<String>,
    /// The known design that has these keys.
    design: Option<&'static str>,
    indexes: Vec<Index>,
    items: Option<u64>,
    bytes: Option<u64>,
    point_in_time_recovery: Option<bool>,
    ttl: Option<String>,
    encryption: Option<String>,
    stream: Option<String>,
    unknown: BTreeMap<&'static str, String>,
}

#[derive(Debug, Serialize)]
struct Function {
    name: String,
    /// `present`, `missing` or `unknown`.
    state: &'static str,
}

#[derive(Debug, Serialize)]
struct Channel {
    tenant: String,
    /// `meta`, `whapi`, `topic` or `none`.
    route: &'static str,
    /// No configuration names it: the tenant's own integration does.
    derived: bool,
    /// `present`, `missing`, `unneeded` or `unknown`; never the number.
    number: &'static str,
    /// As `number`; never the token.
    token: &'static str,
    /// `asked`, `told` or `nowhere`.
    reports: &'static str,
    unknown: Option<String>,
}

#[derive(Debug, Serialize)]
struct Index {
    keys: Vec<&'static str>,
    list: &'static str,
    present: bool,
    name: Option<String>,
}

#[derive(Debug, Serialize)]
struct Plan {
    list: &'static str,
    plan: &'static str,
    over: String,
    read_units: f64,
    at_most: bool,
    /// The counts that the estimate is made from are at most so old.
    counted_hours_ago: u32,
}

#[derive(Debug, Serialize)]
struct Found {
    severity: &'static str,
    subject: String,
    what: String,
    remedy: &'static str,
    examples: Vec<String>,
}

impl Report {
    pub(super) fn of(checked: &Checked) -> Self {
        let version = |system: &SystemCheck| match system.platform {
            Some(_) => None,
            None => checked.control_version,
        };
        let systems = checked.systems.iter();
        Self {
            systems: systems
                .map(|one| System {
                    platform: one.word(),
                    version: version(one),
                    tables: one.tables.iter().map(table).collect(),
                    functions: one.functions.iter().map(function).collect(),
                    channels: one.channels.iter().map(channel).collect(),
                    plans: one.plans.iter().map(plan).collect(),
                    findings: one.findings.iter().map(found).collect(),
                })
                .collect(),
            as_of: At(checked.as_of),
            consumed_read_units: checked.read_units,
        }
    }
}

fn function(check: &FunctionCheck) -> Function {
    Function {
        name: masked(&check.name),
        state: check.word(),
    }
}

fn channel(check: &ChannelCheck) -> Channel {
    Channel {
        tenant: masked(&check.tenant),
        route: check.route.word(),
        derived: check.derived,
        number: check.number.word(),
        token: check.token.word(),
        reports: check.reports.word(),
        unknown: check.why().map(reason),
    }
}

fn table(check: &TableCheck) -> Table {
    let mut table = Table {
        name: masked(&check.name),
        role: check.role.word(),
        state: "present",
        keys: Vec::new(),
        design: None,
        indexes: Vec::new(),
        items: None,
        bytes: None,
        point_in_time_recovery: None,
        ttl: None,
        encryption: None,
        stream: None,
        unknown: BTreeMap::new(),
    };
    match &check.presence {
        Presence::Present(facts) => described(&mut table, facts),
        Presence::Missing => table.state = "missing",
        Presence::Unknown(why) => {
            table.state = "unknown";
            table.unknown.insert("state", reason(why));
        }
    }
    table
}

fn described(table: &mut Table, facts: &TableFacts) {
    let keys = std::iter::once(&facts.partition).chain(&facts.sort);
    table.keys = keys.map(|name| masked(name)).collect();
    table.design = facts.design;
    table.indexes = facts.indexes.iter().map(index).collect();
    table.items = Some(facts.items);
    table.bytes = Some(facts.bytes);
    table.encryption = Some(masked(&facts.encryption));
    table.stream = facts.stream.as_ref().map(|view| masked(view));
    match &facts.recovery {
        Ok(is_on) => table.point_in_time_recovery = Some(*is_on),
        Err(why) => {
            let field = "point_in_time_recovery";
            table.unknown.insert(field, reason(why));
        }
    }
    match &facts.ttl {
        Ok(attribute) => table.ttl = attribute.as_ref().map(|name| masked(name)),
        Err(why) => {
            table.unknown.insert("ttl", reason(why));
        }
    }
}

fn reason(why: &Problem) -> String {
    masked(&quoted(why))
}

fn index(check: &IndexCheck) -> Index {
    Index {
        keys: std::iter::once(check.partition).chain(check.sort).collect(),
        list: check.list.word(),
        present: check.name.is_some(),
        name: check.name.as_ref().map(|name| masked(name)),
    }
}

fn plan(check: &PlanCheck) -> Plan {
    Plan {
        list: check.list.word(),
        plan: check.how.word(),
        over: masked(&check.over),
        read_units: check.units,
        at_most: check.at_most,
        counted_hours_ago: words::COUNTED_EVERY_HOURS,
    }
}

fn found(finding: &Finding) -> Found {
    Found {
        severity: finding.severity.word(),
        subject: masked(&finding.subject),
        what: masked(&words::what(finding)),
        remedy: words::remedy(finding),
        examples: finding.examples.iter().map(|one| masked(one)).collect(),
    }
}
