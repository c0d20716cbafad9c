//! The queue out of very many conversations, with and without the index, beside the same reads made with
//! the SDK alone. Engine and reader share this process and its cores.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

mod measure;
#[path = "../support/mod.rs"]
mod support;

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use measure::{Times, figure, heading, short};
use std::time::{Duration, Instant};
use switchboard::desk::{Desk, Writing};
use switchboard::domain::escalation::WaitingWord;
use switchboard::domain::id::{PlatformId, TenantKey};
use switchboard::embedded::{Backend, DemoOptions, client};

const CROWD: usize = 100_000;
const CONVERSATIONS: &str = "ai-marketplace-conversations-platform";
const INDEX: &str = "status-escalationTime-index";
/// Read units a second that a console spends on a sweep that is looked at.
const BUDGET: f64 = 50.0;

/// What one pass came to.
struct Pass {
    first: Duration,
    whole: Duration,
    rows: usize,
    units: f64,
    calls: usize,
}

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        with_index().await;
        without_index().await;
    });
}

async fn start(queue_index: bool) -> (Backend, tempfile::TempDir, Desk<Writing>) {
    let began = Instant::now();
    let backend = Backend::start(DemoOptions {
        conversations: CROWD,
        speed: 0.0,
        queue_index,
        ..DemoOptions::default()
    })
    .await
    .unwrap();
    backend.seeded().await.unwrap();
    let state = tempfile::tempdir().unwrap();
    let station = support::console(&backend.endpoint(), "ana", state.path()).await;
    let desk = support::writing(&station);
    let words = format!("{CROWD} conversations stored in {}", short(began.elapsed()));
    heading(&format!("queue, index: {queue_index} ({words})"));
    (backend, state, desk)
}

async fn with_index() {
    let (backend, _state, desk) = start(true).await;
    let mut firsts = Times::new();
    let mut wholes = Times::new();
    let mut last = None;
    for _ in 0..20 {
        let pass = by_words(&desk).await;
        firsts.add(pass.first);
        wholes.add(pass.whole);
        last = Some(pass);
    }
    figure("first row", &firsts.line());
    figure("all rows", &wholes.line());
    tell(&last.unwrap());
    let mut raw = Times::new();
    for _ in 0..20 {
        raw.add(raw_index(&backend.endpoint()).await);
    }
    figure("reference: the same queries, SDK alone", &raw.line());
    backend.stop();
}

async fn by_words(desk: &Desk<Writing>) -> Pass {
    let start = Instant::now();
    let mut pass = Pass::new();
    for word in WaitingWord::ALL {
        let mut after = None;
        loop {
            let page = desk.waiting(word, after).await.unwrap();
            pass.add(
                page.items.len(),
                page.items.len(),
                page.cost.read_units,
                start,
            );
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    pass.whole = start.elapsed();
    pass
}

async fn raw_index(endpoint: &str) -> Duration {
    let client = client(endpoint);
    let start = Instant::now();
    for word in ["PASSED_TO_HUMAN", "ESCALATED", "escalated"] {
        let mut after = None;
        loop {
            let page = client
                .query()
                .table_name(CONVERSATIONS)
                .index_name(INDEX)
                .key_condition_expression("#s = :s")
                .expression_attribute_names("#s", "status")
                .expression_attribute_values(":s", AttributeValue::S(word.to_owned()))
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .set_exclusive_start_key(after)
                .send()
                .await
                .unwrap();
            after = page.last_evaluated_key;
            if after.is_none() {
                break;
            }
        }
    }
    start.elapsed()
}

async fn without_index() {
    let (backend, _state, desk) = start(false).await;
    let tenants: Vec<TenantKey> = desk
        .tenants(PlatformId::Marketplace, None)
        .await
        .unwrap()
        .items
        .into_iter()
        .map(|t| t.key())
        .collect();
    let start = Instant::now();
    let mut pass = Pass::new();
    for tenant in &tenants {
        let mut after = None;
        loop {
            let page = desk.sweep(tenant, after).await.unwrap();
            let waiting = page
                .items
                .iter()
                .filter(|row| row.status().waits_for_human())
                .count();
            pass.add(waiting, page.items.len(), page.cost.read_units, start);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    pass.whole = start.elapsed();
    figure("first row", &short(pass.first));
    figure(
        "all rows, as fast as the engine answers",
        &short(pass.whole),
    );
    tell(&pass);
    let paced = Duration::from_secs_f64(pass.units / BUDGET);
    figure(
        &format!("computed: at {BUDGET} read units a second"),
        &short(paced),
    );
    let raw = raw_sweep(&backend.endpoint(), &tenants).await;
    figure(
        "reference: the same partitions in whole pages, SDK alone",
        &short(raw),
    );
    backend.stop();
}

async fn raw_sweep(endpoint: &str, tenants: &[TenantKey]) -> Duration {
    let client = client(endpoint);
    let start = Instant::now();
    for tenant in tenants {
        let mut after = None;
        loop {
            let page = client
                .query()
                .table_name(CONVERSATIONS)
                .key_condition_expression("tenantId = :t")
                .expression_attribute_values(
                    ":t",
                    AttributeValue::S(tenant.tenant.as_str().to_owned()),
                )
                .set_exclusive_start_key(after)
                .send()
                .await
                .unwrap();
            after = page.last_evaluated_key;
            if after.is_none() {
                break;
            }
        }
    }
    start.elapsed()
}

impl Pass {
    fn new() -> Self {
        Self {
            first: Duration::ZERO,
            whole: Duration::ZERO,
            rows: 0,
            units: 0.0,
            calls: 0,
        }
    }

    fn add(&mut self, waiting: usize, _all: usize, units: f64, start: Instant) {
        if self.rows == 0 && waiting > 0 {
            self.first = start.elapsed();
        }
        self.rows += waiting;
        self.units += units;
        self.calls += 1;
    }
}

fn tell(pass: &Pass) {
    let words = format!(
        "{} rows, {:.1} read units, {} calls",
        pass.rows, pass.units, pass.calls
    );
    figure("found", &words);
}
