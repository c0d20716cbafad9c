//! The tables of one design, filled by hand.

use crate::stage::*;
use aws_sdk_dynamodb::types::AttributeValue;
use switchboard::domain::id::{IntentId, TenantId};
use switchboard::domain::text::Text;
use switchboard::domain::work::{Decided, Decision, Work, WorkKind};
use switchboard::platform::diatonic::schema::{Design, Tables};
use switchboard::platform::diatonic::{self, Plan, Workbench};
use switchboard::platform::{Platform, PlatformWriter};

pub const NOW: &str = "2026-11-21T14:00:00.000Z";
pub const DESIGNS: [Design; 2] = [Design::Live, Design::Seed];
pub const OURS: &str = "dev-tenant";
pub const OTHERS: &str = "lab-norte";

pub struct Lab {
    pub stage: Stage,
    pub tables: Tables,
    pub design: Design,
}

impl Lab {
    pub async fn new(design: Design) -> Self {
        let stage = Stage::empty().await;
        let tables = Tables::with_prefix("test-");
        for (name, spec) in tables.specs(design) {
            stage.create(name, spec).await;
        }
        Self {
            stage,
            tables,
            design,
        }
    }

    pub async fn plan(&self) -> Plan {
        Plan::discover(&self.stage.dynamo, &self.tables)
            .await
            .unwrap()
    }

    pub async fn bench(&self) -> Workbench {
        Workbench::new(
            &self.stage.dynamo,
            &self.tables,
            &self.plan().await,
            &[TenantId::from(OURS)],
        )
    }

    pub async fn platform(&self) -> Platform {
        diatonic::platform(&self.bench().await)
    }

    pub async fn writer(&self) -> PlatformWriter {
        diatonic::writer(&self.stage.dynamo, &self.tables, &self.plan().await)
    }

    /// The key of an execution in this design.
    pub fn execution_key(&self, id: &str) -> Item {
        match self.design {
            Design::Live => item([("agent_id", s("AGT7")), ("run_id", s(id))]),
            Design::Seed => item([("execution_id", s(id))]),
        }
    }

    pub async fn execution(&self, id: &str, tenant: &str, status: &str, started: &str) -> Item {
        let mut raw = self.execution_key(id);
        raw.extend(item([
            ("agent_id", s("AGT7")),
            ("tenant_id", s(tenant)),
            ("status", s(status)),
            ("started_at", s(started)),
            ("unknown_to_us", s("stays")),
        ]));
        self.stage.put(&self.tables.executions, &raw).await;
        raw
    }

    /// A run of an experiment, in the table where this design keeps runs.
    pub async fn run(&self, id: &str, tenant: &str, status: &str, started: &str) {
        let (table, word) = match self.design {
            Design::Live => (&self.tables.runs, "run_status"),
            Design::Seed => (&self.tables.run_logs, "status"),
        };
        let raw = item([
            ("experiment_id", s("EXP1")),
            ("run_id", s(id)),
            ("tenant_id", s(tenant)),
            ("experiment_name", s("LLM Performance Comparison")),
            ("model_id", s("M1")),
            (word, s(status)),
            ("started_at", s(started)),
            ("created_at", s(started)),
            ("results", s("{}")),
            ("error_message", s("out of memory")),
        ]);
        self.stage.put(table, &raw).await;
    }

    /// All that waits, and the number of pages that it took.
    pub async fn waiting(&self) -> (Vec<Work>, usize) {
        let port = self.platform().await.work.unwrap();
        let (mut all, mut after, mut pages) = (Vec::new(), None, 0);
        loop {
            let page = port.open(instant(NOW), after).await.unwrap();
            all.extend(page.items);
            pages += 1;
            after = page.next;
            if after.is_none() {
                return (all, pages);
            }
        }
    }

    pub async fn one(&self, kind: WorkKind) -> Work {
        let (all, _) = self.waiting().await;
        all.into_iter().find(|work| work.key.kind == kind).unwrap()
    }

    pub async fn cancel(&self, seen: &Work) -> Decided {
        self.decide(&self.writer().await, seen).await
    }

    pub async fn decide(&self, writer: &PlatformWriter, seen: &Work) -> Decided {
        let port = writer.deciding.as_ref().unwrap();
        assert_eq!(
            WorkKind::RunOverdue.decisions(),
            [Decision::Cancel].as_slice()
        );
        let intent = IntentId::from("i1");
        let comment = Text::from("colgada");
        port.decide(
            seen,
            Decision::Cancel,
            &comment,
            &actor(),
            &intent,
            instant(NOW),
        )
        .await
        .unwrap()
    }

    pub async fn raw_execution(&self, id: &str) -> Option<Item> {
        self.stage
            .get(&self.tables.executions, self.execution_key(id))
            .await
    }
}

pub fn text<'a>(raw: &'a Item, name: &str) -> &'a str {
    match &raw[name] {
        AttributeValue::S(text) => text,
        other => panic!("{name}: {other:?}"),
    }
}
