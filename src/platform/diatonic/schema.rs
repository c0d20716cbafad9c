//! Tables of the AI Nexus Workbench: names out of a prefix, and the two designs that its sources disagree
//! about (backend facts 3.1). Which one stands is discovered for each table, never assumed.

mod live;
mod seed;

use crate::aws::table::TableSpec;

/// Region of the known deployment (backend facts 3): another one than that of the other systems.
pub const REGION: &str = "us-east-2";
/// Prefix `{project}-{environment}-` of the known deployment (backend facts 3).
pub const PREFIX: &str = "aws-devops-dev-";

/// One of the two designs of the same tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Design {
    /// What describing the tables of the account showed, and what its Terraform says.
    #[default]
    Live,
    /// What the seed's summary says and the system's own browser client assumes.
    Seed,
}

/// Names of the tables of one deployment. A profile may override each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    pub templates: String,
    pub nodes: String,
    pub executions: String,
    pub models: String,
    /// Log lines in the live design, runs in the seed's; an item tells which it is.
    pub run_logs: String,
    /// The runs proper; only the live design has this table.
    pub runs: String,
}

impl Default for Tables {
    fn default() -> Self {
        Self::with_prefix(PREFIX)
    }
}

impl Tables {
    /// What each table holds, as a profile names it, with its name.
    pub fn names_mut(&mut self) -> [(&'static str, &mut String); 6] {
        [
            ("templates", &mut self.templates),
            ("nodes", &mut self.nodes),
            ("executions", &mut self.executions),
            ("models", &mut self.models),
            ("run-logs", &mut self.run_logs),
            ("runs", &mut self.runs),
        ]
    }

    /// The names that `prefix` gives.
    pub fn with_prefix(prefix: &str) -> Self {
        let named = |suffix: &str| format!("{prefix}{suffix}");
        Self {
            templates: named("agent-templates"),
            nodes: named("flow-node-configs"),
            executions: named("agent-execution-history"),
            models: named("lab-model-registry"),
            run_logs: named("experiment-run-logs"),
            runs: named("experiment-runs"),
        }
    }

    /// Every table of a design with its shape, in the order in which they are described and created.
    pub fn specs(&self, design: Design) -> Vec<(&str, TableSpec)> {
        Part::ALL
            .into_iter()
            .filter_map(|part| Some((self.of(part), part.spec(design)?)))
            .collect()
    }

    /// The name of a table.
    pub fn of(&self, part: Part) -> &str {
        match part {
            Part::Templates => &self.templates,
            Part::Nodes => &self.nodes,
            Part::Executions => &self.executions,
            Part::Models => &self.models,
            Part::RunLogs => &self.run_logs,
            Part::Runs => &self.runs,
        }
    }
}

/// One of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Templates,
    Nodes,
    Executions,
    Models,
    RunLogs,
    Runs,
}

impl Part {
    pub const ALL: [Self; 6] = [
        Self::Templates,
        Self::Nodes,
        Self::Executions,
        Self::Models,
        Self::RunLogs,
        Self::Runs,
    ];

    /// Its shape in a design; `None` where the design has no such table.
    pub fn spec(self, design: Design) -> Option<TableSpec> {
        Some(match (design, self) {
            (_, Self::Templates) => live::TEMPLATES,
            (Design::Live, Self::Nodes) => live::NODES,
            (Design::Live, Self::Executions) => live::EXECUTIONS,
            (Design::Live, Self::Models) => live::MODELS,
            (Design::Live, Self::RunLogs) => live::RUN_LOGS,
            (Design::Live, Self::Runs) => live::RUNS,
            (Design::Seed, Self::Nodes) => seed::NODES,
            (Design::Seed, Self::Executions) => seed::EXECUTIONS,
            (Design::Seed, Self::Models) => seed::MODELS,
            (Design::Seed, Self::RunLogs) => seed::RUN_LOGS,
            (Design::Seed, Self::Runs) => return None,
        })
    }
}
