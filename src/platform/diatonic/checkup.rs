//! A look at the AI Nexus Workbench (backend facts 3.1): which design each table has, the indexes that lists
//! could use, the price of each list, and what one page of each table shows. It has no table of tenants, so
//! a row is an orphan only where it names none.

use super::item::entry::{Entry, entry};
use super::item::execution::execution;
use super::item::lifecycle::{Lifecycle, Phase};
use super::item::model::model;
use super::item::node::node;
use super::item::run::run;
use super::item::template::template;
use super::schema::{Design, PREFIX, Part, Tables};
use crate::aws::dynamo::{Dynamo, Item};
use crate::aws::inspect::{Expected, Useful};
use crate::aws::table::{KeyKind::S, KeyPart, TableSpec};
use crate::domain::checkup::{How, ListOf, Owner, PlanCheck, Role, TableCheck};
use crate::domain::id::PlatformId;
use crate::platform::checkup::{
    Common, Examination, Sampler, by_index, facts, is_stub, over, text,
};
use async_trait::async_trait;
use std::collections::BTreeSet;

const TENANT: &str = "tenant_id";
const LIVE: &str = "live";
const SEED: &str = "seed";

const TEMPLATES: [Useful; 1] = [Useful::own(TENANT, Some("created_at"), ListOf::Switches)];
const MODELS: [Useful; 1] = [Useful::own(TENANT, Some("created_at"), ListOf::Switches).of(SEED)];
const EXECUTIONS: [Useful; 2] = [
    Useful::own("status", Some("started_at"), ListOf::Work),
    Useful::own(TENANT, Some("started_at"), ListOf::Usage),
];
const RUN_LOGS: [Useful; 2] = [
    Useful::own("status", Some("started_at"), ListOf::Work).of(SEED),
    Useful::own("run_id", Some("log_timestamp"), ListOf::Work).of(LIVE),
];

/// Neighbours of which the sources tell the keys; about sixty tables have the prefix.
const BESIDE: [(&str, &str, Option<KeyPart>); 11] = [
    ("agents", "agent_id", None),
    ("agent-flows", "agent_id", Some(("version", S))),
    ("experiments", "experiment_id", None),
    ("metrics-timeseries", "run_id", Some(("timestamp", S))),
    ("system-logs", "log_id", Some(("timestamp", S))),
    ("activity-feed", "entity_id", Some(("timestamp", S))),
    ("notifications", "user_id", Some(("notification_id", S))),
    ("user-quotas", "user_id", Some(("quota_type", S))),
    ("subscription-limits", "user_id", Some(("limit_type", S))),
    ("users", "user_id", None),
    ("models", "model_id", None),
];

/// The deployment.
pub struct Checkup {
    dynamo: Dynamo,
    tables: Tables,
    beside: Vec<String>,
}

impl Checkup {
    /// A look at these tables, and at their neighbours under the known prefix.
    pub fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        let named = |(name, _, _): &(&str, _, _)| format!("{PREFIX}{name}");
        Self {
            dynamo: dynamo.clone(),
            tables: tables.clone(),
            beside: BESIDE.iter().map(named).collect(),
        }
    }

    fn expected(&self) -> Vec<Expected<'_>> {
        let mut all: Vec<Expected<'_>> = Part::ALL
            .into_iter()
            .map(|part| self.expected_of(part))
            .collect();
        let beside = self.beside.iter().zip(BESIDE);
        all.extend(beside.map(|(name, (_, partition, sort))| {
            let spec = TableSpec::keyed((partition, S), sort);
            Expected::new(name, Role::Beside, spec)
        }));
        all
    }

    fn expected_of(&self, part: Part) -> Expected<'_> {
        let spec = |(word, design)| part.spec(design).map(|spec| (word, spec));
        Expected {
            name: self.tables.of(part),
            role: Role::Useful,
            designs: [(LIVE, Design::Live), (SEED, Design::Seed)]
                .into_iter()
                .filter_map(spec)
                .collect(),
            indexes: match part {
                Part::Templates => &TEMPLATES,
                Part::Models => &MODELS,
                Part::Executions => &EXECUTIONS,
                Part::RunLogs => &RUN_LOGS,
                Part::Nodes | Part::Runs => &[],
            },
        }
    }

    fn plans(&self, tables: &[TableCheck]) -> Vec<PlanCheck> {
        let of = &self.tables;
        let executions = of.executions.as_str();
        let work = by_index(tables, ListOf::Work, executions);
        let mut plans: Vec<PlanCheck> = work
            .iter()
            .map(|work| PlanCheck {
                list: ListOf::Tenants,
                ..work.clone()
            })
            .collect();
        plans.extend(by_index(tables, ListOf::Switches, &of.templates));
        plans.extend(match by_index(tables, ListOf::Switches, &of.models) {
            Some(plan) => Some(plan),
            None => there(tables, ListOf::Switches, How::Sweep, &of.models),
        });
        plans.extend(by_index(tables, ListOf::Usage, executions));
        plans.extend(work);
        // The live table of log lines is read run by run, not as a list.
        if facts(tables, &of.run_logs).is_some_and(|facts| facts.design == Some(SEED)) {
            plans.extend(by_index(tables, ListOf::Work, &of.run_logs));
        }
        plans.extend(there(tables, ListOf::Work, How::Scan, &of.runs));
        plans
    }
}

fn there(tables: &[TableCheck], list: ListOf, how: How, table: &str) -> Option<PlanCheck> {
    facts(tables, table).map(|_| over(tables, list, how, &[table]))
}

#[async_trait]
impl crate::platform::checkup::Checkup for Checkup {
    fn platform(&self) -> PlatformId {
        PlatformId::Diatonic
    }

    async fn examine(&self) -> Examination {
        let tables = self.dynamo.inspect(&self.expected()).await;
        let mut look = Sampler::new(&self.dynamo, &tables);
        for part in Part::ALL {
            let table = self.tables.of(part);
            let sample = look.page(table, &[]).await;
            let Some(facts) = facts(&tables, table) else {
                continue;
            };
            let keys: Vec<&str> = [Some(&facts.partition), facts.sort.as_ref()]
                .into_iter()
                .flatten()
                .map(|name| name.as_str())
                .collect();
            let mut common = Common::default();
            for item in &sample.items {
                let (unknown, types) = judge(part, item);
                let key: Vec<&str> = keys.iter().filter_map(|name| text(item, name)).collect();
                common.judge(&key, is_stub(item, &keys), unknown, types);
            }
            look.common(table, common);
            look.orphans((table, &sample), TENANT, &BTreeSet::new(), Owner::Tenant);
        }
        let drift = look.drift;
        Examination {
            plans: self.plans(&tables),
            drift,
            tables,
        }
    }
}

/// Whether an item has an unknown status word, and whether its decoder found anything else odd.
fn judge(part: Part, item: &Item) -> (bool, bool) {
    match part {
        Part::Templates => (false, template(item).oddities > 0),
        Part::Nodes => (false, node(item).oddities > 0),
        Part::Models => (false, model(item).oddities > 0),
        Part::Executions => {
            let one = execution(item);
            (unknown(&one.lifecycle), one.oddities > 0)
        }
        Part::RunLogs => match entry(item) {
            Entry::Run(one) => (unknown(&one.lifecycle), one.oddities > 0),
            Entry::Line(one) => (false, one.oddities > 0),
        },
        Part::Runs => {
            let one = run(item, part);
            (unknown(&one.lifecycle), one.oddities > 0)
        }
    }
}

fn unknown(run: &Lifecycle) -> bool {
    run.status.phase == Phase::Other
}
