//! Deployments of the systems' tables in each of their designs, with the demo's rows in the shapes that the
//! design keeps, and the adapters that find their way in them.

use crate::ports::System;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};
use switchboard::aws::dynamo::Dynamo;
use switchboard::domain::standing::Standing;
use switchboard::embedded::seed::{Row, Section, Seed, Start, store};
use switchboard::embedded::{Tables, create};
use switchboard::platform::marketplace::schema as market;
use switchboard::platform::{Platform, PlatformWriter};
use switchboard::platform::{alquimista, diatonic, marketplace, notification};

type Item = HashMap<String, AttributeValue>;

/// All designs of all systems.
pub const DESIGNS: [(market::Design, diatonic::schema::Design); 3] = [
    (market::Design::Platform, diatonic::schema::Design::Live),
    (market::Design::Handoff, diatonic::schema::Design::Seed),
    (market::Design::Legacy, diatonic::schema::Design::Live),
];

/// Tables of the four systems that are there and filled.
pub struct Deployed {
    pub tables: Tables,
    dynamo: Dynamo,
    name: String,
}

impl Deployed {
    /// Makes the tables, under names of their own, and fills them. The first design has the queue's index.
    pub async fn new(
        dynamo: &Dynamo,
        (market, workbench): (market::Design, diatonic::schema::Design),
        seed: Seed,
    ) -> Self {
        let name = format!("{market:?}/{workbench:?}, {}", seed.word());
        let mut tables = Tables {
            marketplace: market::Tables::of(market),
            diatonic_design: workbench,
            ..Tables::default()
        };
        rename(&mut tables, &format!("{market:?}-{}-", seed.word()));
        let client: &Client = dynamo.raw();
        let queue_index = market == market::Design::Platform;
        create(client, &tables, queue_index).await.unwrap();
        let rows = seed.rows(Start(Timestamp::now())).unwrap();
        let rows = rows.into_iter().flat_map(|row| shaped(row, &tables));
        store(client, &tables, rows.collect()).await.unwrap();
        Self {
            tables,
            dynamo: dynamo.clone(),
            name,
        }
    }

    /// The adapters over them.
    pub async fn systems(&self) -> Vec<System> {
        let (dynamo, tables) = (&self.dynamo, &self.tables);
        let of = &tables.marketplace;
        let plan = marketplace::Plan::discover(dynamo, of).await.unwrap();
        let market = (
            marketplace::reader(dynamo, of, &plan),
            marketplace::writer(dynamo, of, &plan),
        );
        let of = &tables.alquimista;
        let plan = alquimista::Plan::discover(dynamo, of).await.unwrap();
        let (plan, standing) = (plan.unwrap(), Some(Standing::InternalAdmin));
        let alquimista = (
            alquimista::reader(dynamo, of, &plan, standing),
            alquimista::writer(dynamo, of, &plan, standing),
        );
        let of = &tables.diatonic;
        let plan = diatonic::Plan::discover(dynamo, of).await.unwrap();
        let named = ["dev-tenant", "hostile-tenant"].map(Into::into);
        let diatonic = (
            diatonic::reader(dynamo, of, &plan, &named),
            diatonic::writer(dynamo, of, &plan),
        );
        let of = &tables.notification;
        let plan = notification::Plan::discover(dynamo, of).await.unwrap();
        let notification = (
            notification::reader(dynamo, of, &plan),
            notification::writer(of),
        );
        let all = [market, alquimista, diatonic, notification];
        all.map(|ports| self.system(ports)).into()
    }

    fn system(&self, (reader, writer): (Platform, PlatformWriter)) -> System {
        System {
            name: format!("{} ({})", reader.id.as_str(), self.name),
            reader,
            writer,
            dynamo: Some(self.dynamo.clone()),
            now: Timestamp::now(),
            breaches: Default::default(),
        }
    }

    /// Holds one of them to the contract, and sees that what was refused wrote nothing. Answers where it
    /// does not hold.
    pub async fn breaches(&self, system: System, is_full: bool) -> Vec<String> {
        let held = system.reads().await;
        let before = self.all().await;
        let refused = system.refuses(&held).await;
        if is_full {
            system.shows(&held, refused);
        }
        let mut told = system.breaches.told();
        for (table, rows) in self.all().await {
            if before.get(&table) != Some(&rows) {
                told.push(format!("{} wrote to {table}", system.name));
            }
        }
        told
    }

    /// Everything that the systems' tables hold, table by table, in the order of a scan.
    async fn all(&self) -> BTreeMap<String, Vec<Item>> {
        let mut tables = self.tables.clone();
        let mut all = BTreeMap::new();
        for table in names(&mut tables) {
            let scan = self.dynamo.raw().scan().table_name(table.as_str());
            // A design may have one table less.
            let Ok(found) = scan.send().await else {
                continue;
            };
            assert!(found.last_evaluated_key.is_none(), "{table} is small");
            all.insert(table.clone(), found.items().to_vec());
        }
        all
    }
}

fn names(tables: &mut Tables) -> Vec<&mut String> {
    let market = tables.marketplace.names_mut().into_iter();
    let all = market
        .chain(tables.alquimista.names_mut())
        .chain(tables.notification.names_mut())
        .chain(tables.diatonic.names_mut());
    all.map(|(_, name)| name).collect()
}

fn rename(tables: &mut Tables, prefix: &str) {
    tables.control.insert_str(0, prefix);
    for name in names(tables) {
        name.insert_str(0, prefix);
    }
}

/// A row of the demo as the design keeps it.
fn shaped(mut row: Row, tables: &Tables) -> Vec<Row> {
    let is_seed = tables.diatonic_design == diatonic::schema::Design::Seed;
    let is_legacy = tables.marketplace.design == market::Design::Legacy;
    match row.section {
        Section::Conversations if is_legacy => legacy(row),
        Section::AgentExecutions if is_seed => {
            copy(&mut row.item, "run_id", "execution_id");
            vec![row]
        }
        // This design keeps runs in the table of the other's log lines, and has no lines.
        Section::RunLogs if is_seed => Vec::new(),
        Section::Runs if is_seed => {
            copy(&mut row.item, "run_status", "status");
            row.section = Section::RunLogs;
            vec![row]
        }
        _ => vec![row],
    }
}

fn copy(item: &mut Item, from: &str, to: &str) {
    if let Some(value) = item.get(from).cloned() {
        item.entry(to.to_owned()).or_insert(value);
    }
}

/// A row for the conversation, and one for each of its messages.
fn legacy(mut row: Row) -> Vec<Row> {
    let messages = row.item.remove("messages");
    let key = ["tenantId", "conversationId"];
    let key = key.map(|name| (name.to_owned(), row.item.get(name).cloned()));
    let said = messages.and_then(|messages| messages.as_l().ok().cloned());
    let said = said.into_iter().flatten().enumerate();
    let said = said.filter_map(|(at, message)| {
        let mut item = message.as_m().ok()?.clone();
        copy(&mut item, "id", "messageId");
        let time = AttributeValue::N((1_795_000_000_000 + at).to_string());
        item.insert("timestamp".to_owned(), time);
        for (name, value) in &key {
            item.insert(name.clone(), value.clone()?);
        }
        let section = Section::Conversations;
        Some(Row { section, item })
    });
    let said: Vec<_> = said.collect();
    let head = AttributeValue::N("0".to_owned());
    row.item.entry("timestamp".to_owned()).or_insert(head);
    std::iter::once(row).chain(said).collect()
}
