//! Diatonic's agents: a run begins and ends in `agent-execution-history` (backend facts 3.2), called through its
//! API.

use super::{Event, Systems};
use crate::embedded::raw::{self, Item, n, s};
use crate::embedded::seed::iso;
use jiff::SignedDuration;
use std::time::Duration;

const KEYS: [&str; 2] = ["agent_id", "run_id"];
/// The names of the known deployment (backend facts 3.5).
pub const FUNCTION: &str = "aws-devops-dev-ai-nexus";
pub const API: &str = "aws-devops-dev-api";
/// Agents of the seed.
const AGENTS: [&str; 2] = ["AGT7SOPORTE", "AGT8RESUMEN"];
/// What its TTL is said to be (backend facts 3.1).
const TTL: SignedDuration = SignedDuration::from_hours(24 * 30);

impl Systems {
    /// A run begins.
    pub(super) async fn lab(&mut self) {
        let now = self.now();
        let Some(agent) = self.rng.choice(AGENTS) else {
            return;
        };
        let run = format!("RUN{}{:08X}", super::kept::MARK, self.rng.u32(..));
        let until = now.checked_add(TTL).unwrap_or(now).as_second();
        let item = raw::item([
            ("agent_id", s(agent)),
            ("run_id", s(run)),
            ("tenant_id", s("dev-tenant")),
            ("user_id", s("dev-user")),
            ("status", s("running")),
            ("started_at", s(iso(now))),
            ("input_data", s(r#"{"message":"¿Qué dice el informe?"}"#)),
            ("expires_at", n(until)),
            ("created_at", s(iso(now))),
            ("created_by", s("dev-user")),
        ]);
        let millis = self.rng.u32(35..140);
        self.store.meter.answered(API, millis, false);
        self.put_execution(item.clone()).await;
        let wait = Duration::from_millis(self.rng.u64(4_000..28_000));
        self.after(wait, Event::LabEnds(Box::new(item)));
    }

    /// It ends, seldom with an error.
    pub(super) async fn lab_ends(&mut self, mut item: Item) {
        let now = self.now();
        let began = raw::text(&item, "started_at").and_then(|at| at.parse().ok());
        let millis = now.duration_since(began.unwrap_or(now)).as_millis();
        let failed = self.rng.u8(0..100) < 4;
        let tokens = self.rng.u32(200..2_400);
        let metrics = format!(r#"{{"executionTimeMs":{millis},"tokensConsumed":{tokens}}}"#);
        item.insert("completed_at".to_owned(), s(iso(now)));
        item.insert("execution_metrics".to_owned(), s(metrics));
        if failed {
            let error = r#"{"code":"RATE_LIMIT_EXCEEDED","message":"Provider answered 429 after three attempts"}"#;
            item.insert("status".to_owned(), s("failed"));
            item.insert("error_details".to_owned(), s(error));
        } else {
            item.insert("status".to_owned(), s("completed"));
            item.insert("output_data".to_owned(), s(r#"{"text":"Listo."}"#));
        }
        let millis = u32::try_from(millis).unwrap_or_default();
        self.store.meter.ran(FUNCTION, millis, failed);
        self.put_execution(item).await;
    }

    async fn put_execution(&mut self, item: Item) {
        let table = self.store.tables.diatonic.executions.clone();
        self.put(&table, KEYS, item).await;
    }
}
