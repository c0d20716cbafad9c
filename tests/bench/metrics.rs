//! The demo's metrics of all systems over 14 days, out of tables with a month behind them and a meter that is full:
//! the first look, a later one, one that shares it. Beside the same reads made with the SDK alone.
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

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use measure::{Times, figure, heading};
use std::time::{Duration, Instant};
use switchboard::domain::gauge::Range;
use switchboard::domain::id::PlatformId;
use switchboard::domain::metric::MetricQuery;
use switchboard::embedded::health::Source;
use switchboard::embedded::meter::{KEPT, Meter, PARTITION};
use switchboard::embedded::{Backend, DemoOptions, Seed, Tables, client};
use switchboard::health::scheme::Scheme;
use switchboard::health::{Metrics, gauges};

const ROUNDS: usize = 10;
/// Calls of each function in a minute.
const CALLS: u32 = 3;
/// Longer than looks are shared.
const APART: Duration = Duration::from_millis(850);
const SYSTEMS: [PlatformId; 4] = [
    PlatformId::Marketplace,
    PlatformId::Alquimista,
    PlatformId::Diatonic,
    PlatformId::Notification,
];

fn main() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(measured());
}

async fn measured() {
    let backend = Backend::start(DemoOptions {
        seed: Seed::Plaza,
        speed: 0.0,
        ..DemoOptions::default()
    })
    .await
    .unwrap();
    backend.seeded().await.unwrap();
    let (client, tables) = (client(&backend.endpoint()), Tables::default());
    let schemes = SYSTEMS.map(scheme);
    let minutes = fill(&client, &tables, &schemes).await;
    let now = Timestamp::now();
    let range = Range::Days14;
    let asked: Vec<Vec<MetricQuery>> = schemes
        .iter()
        .map(|scheme| {
            let gauges = gauges::of(scheme, &[], range.period()).into_iter();
            gauges.map(|gauge| gauge.query).collect()
        })
        .collect();
    let series: usize = asked.iter().map(Vec::len).sum();
    heading(&format!(
        "{series} metrics of {} systems over {}, {minutes} minutes of the meter",
        SYSTEMS.len(),
        range.word()
    ));

    let (mut first, mut later, mut shared) = (Times::new(), Times::new(), Times::new());
    let mut with_data = 0;
    for _ in 0..ROUNDS {
        let source = Source::over(&client);
        first.add(read(&source, &asked, now, &mut with_data).await);
        tokio::time::sleep(APART).await;
        later.add(read(&source, &asked, now, &mut with_data).await);
        shared.add(read(&source, &asked, now, &mut with_data).await);
    }
    figure("the first look (aim: p99 ≤ 50 ms)", &first.line());
    figure("a later look (aim: p99 ≤ 50 ms)", &later.line());
    figure("another pane within the same look", &shared.line());
    figure("series with data", &with_data.to_string());
    assert!(with_data > 0, "nothing was measured");

    let mut plain = Times::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        alone(&client, &tables).await;
        plain.add(start.elapsed());
    }
    figure(
        "reference: the first look's reads, SDK alone",
        &plain.line(),
    );
    backend.stop();
}

/// The names of a system in the demo.
fn scheme(platform: PlatformId) -> Scheme {
    let tables = Tables::default();
    Scheme {
        platform,
        environment: "prod".to_owned(),
        prefix: switchboard::platform::diatonic::schema::PREFIX.to_owned(),
        tables: match platform {
            PlatformId::Marketplace => vec![
                tables.marketplace.conversations.clone(),
                tables.marketplace.tenants.clone(),
            ],
            PlatformId::Alquimista => vec![
                tables.alquimista.audit_logs.clone(),
                tables.alquimista.operational_commands.clone(),
            ],
            _ => Vec::new(),
        },
    }
}

/// A meter that is full, as the demo keeps it. Answers its minutes.
async fn fill(client: &Client, tables: &Tables, schemes: &[Scheme]) -> i64 {
    let meter = Meter::default();
    let minutes = KEPT.as_secs() / 60 - 1;
    let now = Timestamp::now();
    for minute in (0..minutes).rev() {
        let at = now - SignedDuration::from_mins(minute);
        meter.set(at);
        for scheme in schemes {
            for function in scheme.functions() {
                for call in 0..CALLS {
                    meter.ran(&function, 100 + 7 * call, call == 0 && minute % 9 == 0);
                }
            }
            for table in &scheme.tables {
                meter.took(table, 12.5, 3.0);
            }
        }
        meter.save(client, tables).await;
    }
    minutes
}

/// How long all systems took, together; counts the series with data.
async fn read(
    source: &Source,
    asked: &[Vec<MetricQuery>],
    now: Timestamp,
    with_data: &mut usize,
) -> Duration {
    let range = Range::Days14;
    let span = range.window(range.period(), now);
    let start = Instant::now();
    let reads = asked.iter().map(|queries| source.read(queries, span));
    let found = futures::future::try_join_all(reads).await.unwrap();
    let took = start.elapsed();
    let all = found.iter().flatten();
    *with_data = all.filter(|series| !series.points.is_empty()).count();
    took
}

/// What a first look reads, and nothing made of it.
async fn alone(client: &Client, tables: &Tables) {
    let names = [
        &tables.alquimista.operational_commands,
        &tables.alquimista.audit_logs,
        &tables.notification.sync_state,
        &tables.notification.notifications,
    ];
    let mut after = None;
    loop {
        let query = client.query().table_name(&tables.control);
        let page = query
            .key_condition_expression("pk = :p")
            .expression_attribute_values(":p", AttributeValue::S(PARTITION.to_owned()))
            .set_exclusive_start_key(after)
            .send()
            .await
            .unwrap();
        after = page.last_evaluated_key;
        if after.is_none() {
            break;
        }
    }
    let scans = names.map(|name| client.scan().table_name(name).send());
    futures::future::try_join_all(scans).await.unwrap();
}
