//! AlquimistaAI's agents: each run reads its activation first, then leaves a row `agent.executed` in `audit_logs`
//! with its duration and what came of it (backend facts 2.1).

use super::{Deed, Systems, key};
use crate::embedded::raw::{self, n, s};
use crate::embedded::seed::iso;
use crate::embedded::world::store::Store;
use aws_sdk_dynamodb::types::AttributeValue;
use std::ops::Range;
use std::time::Duration;

/// An agent that a tenant activated, now or once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub tenant: String,
    pub agent: String,
    /// As it was when the systems began; what counts is read at each run.
    active: bool,
}

/// How runs go.
pub struct Manner {
    /// From one to the next, where they come one after another.
    pub every: Duration,
    /// How many of 100 fail, and with what.
    pub failing: u8,
    pub error: &'static str,
    pub millis: Range<u32>,
    /// Reads that a table refuses during a run.
    pub refused: u32,
    /// Whether the activation is read before each run.
    pub heeds_switch: bool,
}

/// An ordinary run.
const CALM: Manner = Manner {
    every: Duration::ZERO,
    failing: 2,
    error: "RateLimitError: provider answered 429 after 3 attempts",
    millis: 280..1_450,
    refused: 0,
    heeds_switch: true,
};

/// Every pair of the activations' table that is well formed.
pub async fn pairs(store: &mut Store) -> Vec<Pair> {
    let table = store.tables.alquimista.activations.clone();
    let items = store.scan(&table).await;
    let mut pairs: Vec<Pair> = items
        .iter()
        .filter_map(|item| {
            Some(Pair {
                tenant: raw::text(item, "tenant_id")?.to_owned(),
                agent: raw::text(item, "agent_id")?.to_owned(),
                active: raw::text(item, "status")? == "active",
            })
        })
        .collect();
    // In an order of their own, so that the same seed gives the same day.
    pairs.sort_by(|a, b| (&a.tenant, &a.agent).cmp(&(&b.tenant, &b.agent)));
    pairs
}

impl Systems {
    /// A run of any agent that the storm is not about.
    pub(super) async fn some_run(&mut self) -> Deed {
        let stormy = |pair: &Pair| {
            let mut storms = self.storm.iter().flat_map(|storm| &storm.pairs);
            storms.any(|one| one == pair)
        };
        let calm: Vec<Pair> = self.pairs.iter().filter(|p| !stormy(p)).cloned().collect();
        match self.rng.choice(calm) {
            Some(pair) => self.run(&pair, &CALM).await,
            None => Deed::Other,
        }
    }

    /// One run, unless its activation forbids it.
    pub(super) async fn run(&mut self, pair: &Pair, manner: &Manner) -> Deed {
        if manner.heeds_switch && !self.may_run(pair).await {
            return Deed::HeldBack;
        }
        let failed = self.rng.u8(0..100) < manner.failing;
        let millis = self.rng.u32(manner.millis.clone());
        if manner.refused > 0 {
            let table = self.store.tables.alquimista.usage_daily.clone();
            let refused = self.rng.u32(manner.refused / 2..manner.refused * 2);
            self.store.meter.refused(&table, refused);
            self.store.meter.took(&table, 45.0, 0.0);
        }
        let table = self.store.tables.alquimista.audit_logs.clone();
        let (id, trace) = (self.uuid(), self.uuid());
        let at = iso(self.now());
        let mut row = raw::item([
            ("tenant_id", s(pair.tenant.clone())),
            ("sk", s(format!("{at}#{id}"))),
            ("id", s(id)),
            ("trace_id", s(trace)),
            ("agent_id", s(pair.agent.clone())),
            ("action_type", s("agent.executed")),
            ("result", s(if failed { "failure" } else { "success" })),
            ("created_at", s(at)),
        ]);
        let cost = if failed { "0.0" } else { "0.05" };
        let context = raw::item([("duration", n(millis)), ("cost", n(cost))]);
        row.insert("context".to_owned(), AttributeValue::M(context));
        if failed {
            row.insert("error_message".to_owned(), s(manner.error));
        }
        self.put(&table, ["tenant_id", "sk"], row).await;
        Deed::Ran { failed }
    }

    /// What the activation says now. One that cannot be read forbids nothing and allows nothing: the run waits.
    async fn may_run(&mut self, pair: &Pair) -> bool {
        let table = self.store.tables.alquimista.activations.clone();
        if self.draft.is_some() {
            self.store.meter.took(&table, 0.5, 0.0);
            return pair.active;
        }
        let key = key(("tenant_id", &pair.tenant), ("agent_id", &pair.agent));
        let item = self.store.get(&table, key).await;
        item.is_some_and(|item| raw::text(&item, "status") == Some("active"))
    }
}
