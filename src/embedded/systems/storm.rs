//! What a bad day does to the systems: which runs fail, how slow they are, what was deployed before, and whether
//! the agent that does it still looks at its activation.

use super::agents::{Manner, Pair};
use super::{Deed, Event, Systems};
use crate::embedded::raw::s;
use crate::embedded::scenario::Scenario;
use crate::embedded::systems::key;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

/// How long before the demo began the storm did.
pub const BEFORE: Duration = Duration::from_secs(18 * 60);
/// How long before its first error a new version came out.
const DEPLOYED_BEFORE: SignedDuration = SignedDuration::from_mins(4);

/// The tenant of the storms that are about one.
pub const TENANT: &str = "tenant-ai-tech-solutions";
/// Attendance, strategy and sentiment (backend facts 2.8).
const ATTENDANCE: &str = "10000000-0000-0000-0000-000000000004";
const STRATEGY: &str = "10000000-0000-0000-0000-000000000002";
const SENTIMENT: &str = "10000000-0000-0000-0000-000000000005";

/// The version that the catalogue names after a bad deploy.
const BAD_VERSION: &str = "1.1.0";
/// The function that runs agents, and the row of the control table that says when it was modified.
pub const RUNNER: &str = "fibonacci-api-handler-prod";

/// A storm among agents, or of mail.
pub struct Storm {
    scenario: Scenario,
    pub pairs: Vec<Pair>,
}

impl Storm {
    /// The storm of a scenario; `None`: these systems have a calm day.
    pub fn of(scenario: Option<Scenario>, pairs: &[Pair]) -> Option<Self> {
        let scenario = scenario?;
        let is_hit = |pair: &&Pair| match scenario {
            Scenario::ErrorStorm => pair.tenant == TENANT && pair.agent == ATTENDANCE,
            Scenario::Throttling => pair.tenant == TENANT && pair.agent == STRATEGY,
            Scenario::BadDeploy => pair.agent == SENTIMENT,
            Scenario::QueueBacklog | Scenario::QuotaBreach => false,
        };
        (scenario != Scenario::QuotaBreach).then(|| Self {
            scenario,
            pairs: pairs.iter().filter(is_hit).cloned().collect(),
        })
    }

    /// Whether it is mail that pours in.
    pub fn is_of_mail(&self) -> bool {
        self.scenario == Scenario::QueueBacklog
    }

    /// How its runs go: each fails alarmingly often, or takes long.
    fn manner(&self) -> Manner {
        match self.scenario {
            Scenario::ErrorStorm => Manner {
                every: Duration::from_millis(4_000),
                failing: 92,
                error: "TypeError: Cannot read properties of undefined (reading 'price')",
                millis: 240..900,
                refused: 0,
                heeds_switch: true,
            },
            Scenario::BadDeploy => Manner {
                every: Duration::from_millis(4_500),
                failing: 97,
                error: "Error: Cannot find module './sentiment-model-v2'",
                millis: 60..180,
                refused: 0,
                heeds_switch: true,
            },
            // It reads its activation once, when it starts, and never again.
            _ => Manner {
                every: Duration::from_millis(6_000),
                failing: 12,
                error: "ProvisionedThroughputExceededException: request was refused after 5 attempts",
                millis: 4_200..9_800,
                refused: 14,
                heeds_switch: false,
            },
        }
    }
}

impl Systems {
    /// A run of one of those that the storm is about.
    pub(super) async fn storm_run(&mut self, which: usize) -> Deed {
        let Some(storm) = &self.storm else {
            return Deed::Other;
        };
        let manner = storm.manner();
        let Some(pair) = storm.pairs.get(which).cloned() else {
            return Deed::Other;
        };
        self.after(manner.every, Event::Storm(which));
        self.run(&pair, &manner).await
    }

    /// A new version that came out before the storm: the catalogue names it, and the function that runs agents
    /// says when it was modified.
    pub(super) async fn deploy(&mut self, now: Timestamp) {
        let is_bad = |storm: &Storm| storm.scenario == Scenario::BadDeploy;
        if !self.storm.as_ref().is_some_and(is_bad) {
            return;
        }
        let before = SignedDuration::try_from(BEFORE).unwrap_or_default() + DEPLOYED_BEFORE;
        let at = crate::embedded::seed::iso(now.checked_sub(before).unwrap_or(now));
        let agents = self.store.tables.alquimista.agents.clone();
        let id = crate::embedded::raw::item([("id", s(SENTIMENT))]);
        let version = at.clone();
        self.store
            .update(&agents, id, |update| {
                update
                    .update_expression("SET #v = :v, updated_at = :t")
                    .expression_attribute_names("#v", "version")
                    .expression_attribute_values(":v", s(BAD_VERSION))
                    .expression_attribute_values(":t", s(version))
            })
            .await;
        let control = self.store.tables.control.clone();
        let mut row = key(("pk", "META"), ("sk", &format!("FUNCTION#{RUNNER}")));
        row.insert("lastModified".to_owned(), s(at));
        let about = format!("nigredo-sentimento {BAD_VERSION}");
        row.insert("description".to_owned(), AttributeValue::S(about));
        self.store.put(&control, row).await;
    }
}
