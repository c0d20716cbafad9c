//! The contract of the ports on AlquimistaAI's own database, with the columns of the migrations and with those
//! of the seed, and on the projection with the same rows.

use crate::both::{NOW, Store, stores};
use crate::ports::System;
use crate::server::{Design, Scene, scene};
use std::collections::BTreeMap;
use switchboard::aws::dynamo::Item;
use switchboard::domain::standing::Standing;
use switchboard::platform::alquimista::postgres;
use switchboard::platform::alquimista::schema::Tables;

const ADMIN: Option<Standing> = Some(Standing::InternalAdmin);

/// All rows of a database, table by table.
async fn rows(scene: &Scene) -> BTreeMap<String, Vec<String>> {
    let tables = "SELECT table_name::text FROM information_schema.tables \
                  WHERE table_schema = 'alquimista_platform'";
    let mut all = BTreeMap::new();
    for table in scene.client.query(tables, &[]).await.unwrap() {
        let table: String = table.get(0);
        let sql = format!("SELECT to_jsonb(t)::text FROM {table} t ORDER BY 1");
        let found = scene.client.query(&sql, &[]).await.unwrap();
        all.insert(table, found.iter().map(|row| row.get(0)).collect());
    }
    all
}

/// What a store holds: its database, where it has one, and its tables in DynamoDB.
#[derive(Debug, Default, PartialEq)]
struct All {
    database: BTreeMap<String, Vec<String>>,
    dynamodb: BTreeMap<String, Vec<Item>>,
}

async fn all(store: &Store) -> All {
    let mut all = All::default();
    if let Some(scene) = &store.scene {
        all.database = rows(scene).await;
    }
    for (table, _) in Tables::default().specs() {
        let page = store.dynamo.list_small_table(table, None).await.unwrap();
        all.dynamodb.insert(table.to_owned(), page.items);
    }
    all
}

#[tokio::test]
async fn the_contract_holds_in_both_stores() {
    for store in stores(ADMIN).await {
        let before = all(&store).await;
        let system = System {
            name: format!("alquimista ({})", store.name),
            reader: store.reader.clone(),
            writer: store.writer.clone(),
            dynamo: store.scene.is_none().then(|| store.dynamo.clone()),
            now: NOW.parse().unwrap(),
            breaches: Default::default(),
        };
        let held = system.reads().await;
        let refused = system.refuses(&held).await;
        system.shows(&held, refused);
        let breaches = system.breaches.told();
        assert_eq!(breaches.len(), 0, "{breaches:#?}");
        assert_eq!(all(&store).await, before, "{} wrote", store.name);
    }
}

#[tokio::test]
async fn the_contract_holds_with_the_columns_of_the_seed() {
    let Some(scene) = scene(Design::Seed).await else {
        return;
    };
    let before = rows(&scene).await;
    let database = postgres::discover(scene.settings()).await.unwrap().unwrap();
    let database = database.with_standing(ADMIN);
    let system = System {
        name: "alquimista (postgres, seed)".to_owned(),
        reader: postgres::reader(&database),
        writer: postgres::writer(&database, None),
        dynamo: None,
        now: NOW.parse().unwrap(),
        breaches: Default::default(),
    };
    let held = system.reads().await;
    system.refuses(&held).await;
    let breaches = system.breaches.told();
    assert_eq!(breaches.len(), 0, "{breaches:#?}");
    assert_eq!(rows(&scene).await, before);
}
