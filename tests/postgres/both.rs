//! The two stores of AlquimistaAI with the same rows: its projection on the embedded engine and its own
//! database. A row is one JSON object; the projection gets the keys that it has beside the columns.

use crate::server::{Design, Scene, scene};
use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Value, json};
use std::collections::HashMap;
use switchboard::aws::dynamo::Dynamo;
use switchboard::aws::session::{Session, Target};
use switchboard::domain::standing::Standing;
use switchboard::platform::alquimista::schema::Tables;
use switchboard::platform::alquimista::{self, Plan, postgres};
use switchboard::platform::{Platform, PlatformWriter};

pub const DEMO: &str = "00000000-0000-0000-0000-0000000000a1";
pub const PADARIA: &str = "00000000-0000-0000-0000-0000000000a2";
pub const CLINICA: &str = "00000000-0000-0000-0000-0000000000a3";
pub const ANA: &str = "50000000-0000-0000-0000-0000000000b1";
pub const BIA: &str = "50000000-0000-0000-0000-0000000000b2";
pub const EVA: &str = "50000000-0000-0000-0000-0000000000b3";
pub const ONE: &str = "10000000-0000-0000-0000-0000000000c1";
pub const TWO: &str = "10000000-0000-0000-0000-0000000000c2";
pub const THREE: &str = "10000000-0000-0000-0000-0000000000c3";
pub const NOW: &str = "2096-11-21T14:00:00.000Z";

pub struct Store {
    pub name: &'static str,
    pub reader: Platform,
    pub writer: PlatformWriter,
    pub dynamo: Dynamo,
    pub scene: Option<Scene>,
    _serving: Serving,
}

struct Serving(tokio::task::JoinHandle<()>);

impl Drop for Serving {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Store {
    /// How many rows a table has.
    pub async fn count(&self, table: &str) -> usize {
        match &self.scene {
            Some(scene) => {
                let sql = format!("SELECT count(*) FROM {table}");
                let count: i64 = scene.client.query_one(&sql, &[]).await.unwrap().get(0);
                usize::try_from(count).unwrap()
            }
            None => {
                let page = self.dynamo.list_small_table(table, None).await.unwrap();
                page.items.len()
            }
        }
    }
}

/// Both stores with the same rows; empty: there is no PostgreSQL here.
pub async fn stores(standing: Option<Standing>) -> Vec<Store> {
    let Some(scene) = scene(Design::Migrations).await else {
        return Vec::new();
    };
    let clean = "TRUNCATE tenants, agents, agent_activations, tenant_agents, audit_logs, users, \
                 tenant_usage_daily CASCADE";
    scene.client.batch_execute(clean).await.unwrap();
    let (projection, serving) = engine().await;
    for (table, row) in rows() {
        insert(&scene, table, &row).await;
        if table != "tenant_users" {
            put(&projection, table, &row).await;
        }
    }
    let (beside, other) = engine().await;
    for dynamo in [&projection, &beside] {
        for row in commands() {
            put(dynamo, &Tables::default().operational_commands, &row).await;
        }
    }
    let tables = Tables::default();
    let plan = Plan::discover(&projection, &tables).await.unwrap().unwrap();
    let database = postgres::discover(scene.settings()).await.unwrap().unwrap();
    let database = database
        .with_standing(standing)
        .with_commands(&beside, &tables, &plan);
    vec![
        Store {
            name: "projection",
            reader: alquimista::reader(&projection, &tables, &plan, standing),
            writer: alquimista::writer(&projection, &tables, &plan, standing),
            dynamo: projection,
            scene: None,
            _serving: serving,
        },
        Store {
            name: "postgres",
            reader: postgres::reader(&database),
            writer: postgres::writer(&database, None),
            dynamo: beside,
            scene: Some(scene),
            _serving: other,
        },
    ]
}

async fn engine() -> (Dynamo, Serving) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let database = dynoxide::Database::memory().unwrap();
    let serving = tokio::spawn(async move {
        let never = std::future::pending();
        let _ = dynoxide::server::serve_with_shutdown(listener, database, never).await;
    });
    let session = Session::open(&Target::of_endpoint(&endpoint)).await;
    for (name, spec) in Tables::default().specs() {
        session.dynamo.ensure_table(name, &spec).await.unwrap();
    }
    (session.dynamo.clone(), Serving(serving))
}

async fn insert(scene: &Scene, table: &str, row: &Value) {
    let columns: Vec<&str> = row
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let columns = columns.join(", ");
    let sql = format!(
        "INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::{table}, '{}')",
        row.to_string().replace('\'', "''")
    );
    scene.client.batch_execute(&sql).await.unwrap();
}

async fn put(dynamo: &Dynamo, table: &str, row: &Value) {
    let mut item: HashMap<String, AttributeValue> = match attribute(row) {
        AttributeValue::M(map) => map,
        _ => unreachable!(),
    };
    let text = |name: &str| row[name].as_str().unwrap_or_default();
    let sk = match table {
        "audit_logs" | "operational_events" => {
            Some(format!("{}#{}", text("created_at"), text("id")))
        }
        "tenant_usage_daily" => Some(format!("{}#{}", text("date"), text("agent_id"))),
        _ => None,
    };
    item.extend(sk.map(|sk| ("sk".to_owned(), AttributeValue::S(sk))));
    let put = dynamo.raw().put_item().table_name(table);
    put.set_item(Some(item)).send().await.unwrap();
}

fn attribute(value: &Value) -> AttributeValue {
    match value {
        Value::Null => AttributeValue::Null(true),
        Value::Bool(flag) => AttributeValue::Bool(*flag),
        Value::Number(number) => AttributeValue::N(number.to_string()),
        Value::String(text) => AttributeValue::S(text.clone()),
        Value::Array(list) => AttributeValue::L(list.iter().map(attribute).collect()),
        Value::Object(map) => {
            let pairs = map
                .iter()
                .map(|(name, value)| (name.clone(), attribute(value)));
            AttributeValue::M(pairs.collect())
        }
    }
}

fn id(n: u32) -> String {
    format!("90000000-0000-0000-0000-{n:012}")
}

/// A request for approval; `approvers` is JSON text, as the system keeps it.
pub fn request(id: &str, tenant: &str, status: &str, required: u32, approvers: &[&str]) -> Value {
    json!({"id": id, "tenant_id": tenant, "requested_by": EVA, "action_type": "data.export",
        "resource_type": "tenant", "resource_id": tenant, "action_details": {"rows": 12, "apiKey": "DUMMY"},
        "approvers": serde_json::to_string(approvers).unwrap(), "required_approvals": required,
        "status": status, "expires_at": "2096-11-22T10:00:00", "created_at": "2096-11-21T10:00:00",
        "updated_at": "2096-11-21T10:00:00"})
}

fn rows() -> Vec<(&'static str, Value)> {
    let mut rows = vec![
        (
            "tenants",
            json!({"id": DEMO, "company_name": "Empresa Demo", "subscription_tier": "professional",
            "subscription_status": "active", "name": "Empresa Demo", "plan": "pro", "status": "active",
            "mrr_estimate": 1200.5, "settings": {"apiKey": "DUMMY"}, "updated_at": "2096-11-01T10:00:00"}),
        ),
        (
            "tenants",
            json!({"id": PADARIA, "company_name": "Padaria Aurora", "subscription_tier": "starter",
            "subscription_status": "active", "plan": "pro", "status": "active", "mrr_estimate": 99.5,
            "updated_at": "2096-11-01T10:00:00"}),
        ),
        (
            "tenants",
            json!({"id": CLINICA, "company_name": "Clínica Sol", "subscription_tier": "starter",
            "subscription_status": "active", "plan": "basic", "status": "suspended", "mrr_estimate": 500,
            "updated_at": "2096-11-01T10:00:00"}),
        ),
    ];
    for (agent, slug) in [(ONE, "a-um"), (TWO, "b-dois"), (THREE, "c-tres")] {
        rows.push((
            "agents",
            json!({"id": agent, "name": slug, "display_name": slug, "category": "Conteúdo",
            "version": "1.0.0", "status": "active"}),
        ));
    }
    for (n, agent, status) in [(1, ONE, "active"), (2, TWO, "inactive")] {
        rows.push(("agent_activations", json!({"id": id(n), "tenant_id": DEMO, "agent_id": agent,
            "status": status, "activated_at": "2096-10-01T10:00:00", "deactivated_at": "2096-10-02T10:00:00",
            "updated_at": "2096-10-03T10:00:00.123456"})));
    }
    for (n, agent, status) in [
        (3, ONE, "suspended"),
        (4, TWO, "inactive"),
        (5, THREE, "active"),
    ] {
        rows.push((
            "tenant_agents",
            json!({"id": id(n), "tenant_id": DEMO, "agent_id": agent, "status": status}),
        ));
    }
    for (date, agent, total) in [
        ("2096-11-20", ONE, 10),
        ("2096-11-20", TWO, 5),
        ("2096-10-31", ONE, 7),
    ] {
        rows.push(("tenant_usage_daily", json!({"tenant_id": DEMO, "agent_id": agent, "date": date,
            "total_requests": total, "failed_requests": 1, "total_tokens_used": 100, "total_cost_usd": 0.25})));
    }
    for (user, name, role, status) in [
        (ANA, "ana", "manager", "active"),
        (BIA, "bia", "viewer", "active"),
        (EVA, "eva", "admin", "suspended"),
    ] {
        rows.push(("users", json!({"id": user, "tenant_id": DEMO, "email": format!("{name}@example.com"),
            "full_name": name, "user_role": role, "status": status, "cognito_user_id": format!("sub-{name}"),
            "last_login_at": "2096-11-20T10:00:00"})));
    }
    for (n, name, status) in [
        (10, "WhatsApp", "error"),
        (11, "Pipedrive", "active"),
        (12, "SMTP", "inactive"),
    ] {
        rows.push(("tenant_integrations", json!({"id": id(n), "tenant_id": DEMO, "integration_type": "canal",
            "integration_name": name, "status": status, "config": {"x": "DUMMY"}, "credentials_encrypted": "DUMMY",
            "last_sync_at": "2096-11-21T08:00:00", "last_error": "401 for ana@example.com", "error_count": n,
            "updated_at": "2096-11-21T08:00:00"})));
    }
    for (n, at, category, kind, status, details) in [
        (
            20,
            "2096-11-21T12:00:00",
            "system",
            "critical",
            "failure",
            json!({"description": "sem consumidor"}),
        ),
        (
            21,
            "2096-11-21T11:00:00",
            "system",
            "warning",
            "failure",
            json!({"resolved_at": "2096-11-21"}),
        ),
        (
            22,
            "2096-11-21T10:00:00",
            "auth",
            "login",
            "success",
            json!({}),
        ),
        (
            23,
            "2096-11-21T09:00:00",
            "integration",
            "sync",
            "failure",
            json!({}),
        ),
    ] {
        rows.push((
            "operational_events",
            json!({"id": id(n), "event_category": category, "event_type": kind,
            "tenant_id": DEMO, "action": format!("ação {n}"), "status": status, "details": details,
            "user_email": "ana@example.com", "created_at": at}),
        ));
    }
    for (n, at, action, result) in [
        (30, "2096-11-20T10:00:00", "agent.activated", "success"),
        (31, "2096-11-20T11:00:00", "agent.deactivated", "failure"),
        (32, "2096-11-20T12:00:00", "user.login", "success"),
    ] {
        rows.push(("audit_logs", json!({"id": id(n), "trace_id": id(n), "tenant_id": DEMO, "user_id": ANA,
            "agent_id": ONE, "action_type": action, "result": result, "context": {"accessToken": "DUMMY"},
            "created_at": at})));
    }
    rows.push((
        "approval_requests",
        request("a-open", DEMO, "pending", 1, &[]),
    ));
    rows.push((
        "approval_requests",
        request("a-two", DEMO, "pending", 2, &[ANA, "bia@example.com"]),
    ));
    rows.push((
        "approval_requests",
        request("a-done", DEMO, "approved", 1, &[ANA]),
    ));
    let mut late = request("a-late", DEMO, "pending", 1, &[]);
    late["expires_at"] = json!("2096-11-21T13:59:59");
    rows.push(("approval_requests", late));
    rows
}

fn commands() -> Vec<Value> {
    [
        ("c1", "2096-11-21T13:00:00.000Z", "PENDING"),
        ("c2", "2096-11-21T12:00:00.000Z", "ERROR"),
        ("c3", "2096-11-21T11:00:00.000Z", "SUCCESS"),
    ]
    .into_iter()
    .map(|(id, at, status)| {
        json!({"command_id": id, "created_at": at, "command_type": "REPROCESS_QUEUE",
            "status": status, "tenant_id": DEMO, "parameters": "{}", "created_by": "sub"})
    })
    .collect()
}

/// Sets one attribute of an item of the projection.
pub async fn change(
    dynamo: &Dynamo,
    table: &str,
    partition: (&str, &str),
    sort: Option<(&str, &str)>,
    (name, value): (&str, &str),
) {
    let s = |text: &str| AttributeValue::S(text.to_owned());
    let mut call = dynamo.raw().update_item().table_name(table);
    for (name, value) in std::iter::once(partition).chain(sort) {
        call = call.key(name, s(value));
    }
    call.update_expression("SET #n = :v")
        .expression_attribute_names("#n", name)
        .expression_attribute_values(":v", s(value))
        .send()
        .await
        .unwrap();
}
