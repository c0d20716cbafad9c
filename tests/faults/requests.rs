//! What goes over the line: the rules of the backends, where the engine forgives more than the service does.

use crate::scene::{CONVERSATIONS, Scene, TENANT};
use crate::support::proxy::Seen;
use crate::support::{rows, wanted};
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::future::ProvideCredentials as Providing;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use serde_json::Value;
use std::collections::BTreeSet;
use switchboard::aws::failure::problem;
use switchboard::aws::session::{Session, Target};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::control::{Reader, Writer};
use switchboard::desk::{AnyDesk, Desk, Mode};
use switchboard::domain::agent::{Switch, Toggle, Toggled, Turn};
use switchboard::domain::conversation::Storage;
use switchboard::domain::handoff::{Claimed, Ending, LEASE};
use switchboard::domain::id::{PlatformId, TenantId};
use switchboard::domain::problem::Trouble;
use switchboard::domain::role::{Access, Barred};
use switchboard::domain::text::Text;
use switchboard::domain::time::month;

/// Everything that can be read.
async fn read_everything<M: Mode>(desk: &Desk<M>) {
    let tenants = desk.tenants(None).await.unwrap().items;
    let catalogue = desk.catalogue().await.unwrap();
    for tenant in &tenants {
        desk.tenant(&tenant.id).await.unwrap().unwrap();
        desk.switches_of(&tenant.id, &catalogue).await.unwrap();
        desk.usage(&tenant.id).await.unwrap();
        let mut shapes = BTreeSet::new();
        for row in desk.sweep(&tenant.id, None).await.unwrap().items {
            if shapes.insert(format!("{:?}", row.storage())) {
                desk.conversation(&row.key).await.unwrap().value.unwrap();
            }
        }
    }
    desk.claims().await.unwrap();
}

/// Every verb that writes, once or more.
async fn whole_session(scene: &Scene) -> Vec<Seen> {
    scene.proxy.mark();
    let ana = scene.ana().await;
    let desk = &ana.desk;
    read_everything(desk).await;
    let tenant = TenantId::from(TENANT);
    let reason = Text::from_untrusted("the customer asked for it");
    let all = rows(desk, TENANT).await;
    for shape in [
        Storage::Embedded,
        Storage::LastMessageOnly,
        Storage::NoTranscript,
    ] {
        let row = all.iter().find(|row| row.storage() == shape).unwrap();
        let claimed = desk.claim(&row.key, Some(&reason), LEASE).await.unwrap();
        let Claimed::Won { claim, .. } = claimed else {
            panic!("{claimed:?}");
        };
        desk.claim(&row.key, Some(&reason), LEASE).await.unwrap();
        desk.renew(&claim, LEASE).await.unwrap().unwrap();
        desk.reply(&claim, "Hola").await.unwrap();
        desk.note(&claim, "Llamar mañana").await.unwrap();
        desk.conversation(&row.key).await.unwrap();
        desk.pause_again(&claim, None).await;
        let ending = match shape {
            Storage::Embedded => Ending::HandedBack,
            _ => Ending::Resolved,
        };
        desk.hand_back(&claim, ending).await.unwrap();
        desk.finish_left(&desk.claims().await.unwrap())
            .await
            .unwrap();
    }
    // One that was never escalated and has no record of its own.
    let row = all.iter().find(|row| row.record.is_none());
    if let Some(row) = row {
        desk.claim(&row.key, Some(&reason), LEASE).await.unwrap();
    }
    let catalogue = desk.catalogue().await.unwrap();
    let switches = desk.switches_of(&tenant, &catalogue).await.unwrap().value;
    for seen in switches {
        let turn = match seen.switch {
            Switch::On => Turn::Off,
            _ => Turn::On,
        };
        let toggle = Toggle {
            key: seen.key.clone(),
            turn,
            reason: reason.clone(),
            seen: seen.seen.clone(),
        };
        let toggled = desk.toggle(&toggle).await.unwrap();
        assert!(matches!(toggled, Toggled::Done { .. }), "{toggled:?}");
    }
    for platform in [PlatformId::Marketplace, PlatformId::Alquimista] {
        let month = month(desk.now());
        let trail = desk
            .trail(platform, &tenant, &month, 5, None)
            .await
            .unwrap();
        desk.trail(platform, &tenant, &month, 5, trail.next)
            .await
            .unwrap();
    }
    drop(ana);
    scene.ana().await;
    scene.proxy.seen()
}

/// The parts of a request that stand for one call each: itself, or the items of its transaction.
fn calls(seen: &Seen) -> Vec<(String, Value)> {
    let Some(items) = seen.body["TransactItems"].as_array() else {
        return vec![(seen.operation.clone(), seen.body.clone())];
    };
    let one = |item: &Value| {
        let (kind, body) = item.as_object().unwrap().iter().next().unwrap();
        (format!("Transact{kind}"), body.clone())
    };
    items.iter().map(one).collect()
}

fn expressions(call: &Value) -> String {
    let names = [
        "ConditionExpression",
        "UpdateExpression",
        "KeyConditionExpression",
        "FilterExpression",
        "ProjectionExpression",
    ];
    let all: Vec<_> = names
        .iter()
        .filter_map(|name| call[*name].as_str())
        .collect();
    all.join(" ; ")
}

/// The words of an expression: aliases, functions, signs left out.
fn words(expression: &str) -> BTreeSet<String> {
    let cut = |c: char| !(c.is_alphanumeric() || "#:_".contains(c));
    let words = expression.split(cut).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Why the service would refuse a call that the engine takes.
fn refusals(call: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let expression = expressions(call);
    let used = words(&expression);
    let mut defined = BTreeSet::new();
    for map in ["ExpressionAttributeNames", "ExpressionAttributeValues"] {
        let Some(map) = call[map].as_object() else {
            continue;
        };
        if map.is_empty() {
            found.push("an empty map of aliases".to_owned());
        }
        defined.extend(map.keys().cloned());
    }
    let aliases: BTreeSet<String> = used
        .iter()
        .filter(|word| word.starts_with(['#', ':']))
        .cloned()
        .collect();
    if aliases != defined {
        found.push(format!("aliases {aliases:?} but defined {defined:?}"));
    }
    const KNOWN: [&str; 10] = [
        "SET",
        "REMOVE",
        "AND",
        "OR",
        "attribute_exists",
        "attribute_not_exists",
        "begins_with",
        "list_append",
        "if_not_exists",
        "NOT",
    ];
    let bare = used.difference(&aliases);
    let bare: Vec<_> = bare
        .filter(|word| !KNOWN.contains(&word.as_str()))
        .collect();
    if !bare.is_empty() {
        found.push(format!("names that may be reserved: {bare:?}"));
    }
    if has_redundant_parentheses(&expression) {
        found.push(format!("redundant parentheses: {expression}"));
    }
    for part in ["Key", "Item", "ExclusiveStartKey"] {
        for (name, value) in call[part].as_object().into_iter().flatten() {
            let is_key = part != "Item" || KEYS.contains(&name.as_str());
            if is_key && value["S"] == "" {
                found.push(format!("an empty key: {name}"));
            }
        }
    }
    numbers(call, &mut found);
    if call.to_string().len() > 400 * 1024 {
        found.push("an item too large".to_owned());
    }
    found
}

/// Attributes that are part of a key, of a table or an index.
const KEYS: [&str; 17] = [
    "pk",
    "sk",
    "listPk",
    "listSk",
    "tenantId",
    "conversationId",
    "tenant_id",
    "agent_id",
    "id",
    "customerId",
    "status",
    "escalationTime",
    "whatsappNumber",
    "phoneNumber",
    "month",
    "period",
    "lastInteraction",
];

/// `((a))`: the service refuses it.
fn has_redundant_parentheses(expression: &str) -> bool {
    let mut open: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    for (at, c) in expression.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => pairs.push((open.pop().unwrap(), at)),
            _ => {}
        }
    }
    pairs
        .iter()
        .any(|(from, to)| pairs.contains(&(from + 1, to.saturating_sub(1))))
}

/// Every number is a plain decimal of at most 38 digits.
fn numbers(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            if let (1, Some(Value::String(number))) = (map.len(), map.get("N")) {
                let digits = number.trim_start_matches('-');
                let plain = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
                if digits.is_empty() || digits.len() > 38 || !plain {
                    found.push(format!("a number {number}"));
                }
            }
            map.values().for_each(|value| numbers(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| numbers(value, found)),
        _ => {}
    }
}

#[test]
fn the_checker_of_requests_finds_what_the_service_refuses() {
    use serde_json::json;
    for call in [
        json!({"ConditionExpression": "#a = :b", "ExpressionAttributeNames": {"#a": "x"}}),
        json!({"ExpressionAttributeNames": {"#a": "x"}}),
        json!({"ExpressionAttributeNames": {}}),
        json!({"ConditionExpression": "attribute_exists(status)"}),
        json!({"ConditionExpression": "((attribute_exists(#a)))", "ExpressionAttributeNames": {"#a": "x"}}),
        json!({"Key": {"pk": {"S": ""}}}),
        json!({"Item": {"fence": {"N": "1e400"}}}),
    ] {
        assert_eq!(refusals(&call).len(), 1, "{call}: {:?}", refusals(&call));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_session_asks_nothing_that_the_service_would_refuse() {
    let scene = Scene::new().await;
    let seen = whole_session(&scene).await;
    assert!(seen.len() > 100, "{} requests", seen.len());
    for request in &seen {
        for (kind, call) in calls(request) {
            assert_eq!(refusals(&call), Vec::<String>::new(), "{kind} {call}");
        }
        let Some(items) = request.body["TransactItems"].as_array() else {
            continue;
        };
        assert!(items.len() <= 100);
        let token = request.body["ClientRequestToken"].as_str().unwrap();
        assert!((1..=36).contains(&token.len()), "{token}");
        let places: Vec<String> = calls(request).iter().map(|(_, call)| place(call)).collect();
        let unique: BTreeSet<_> = places.iter().collect();
        assert_eq!(
            unique.len(),
            places.len(),
            "two actions on one item: {places:?}"
        );
    }
    let operations: BTreeSet<_> = seen.iter().map(|one| one.operation.as_str()).collect();
    for needed in [
        "TransactWriteItems",
        "UpdateItem",
        "PutItem",
        "Query",
        "GetItem",
    ] {
        assert!(operations.contains(needed), "{operations:?}");
    }
}

/// Table and key of the item that an action is on.
fn place(call: &Value) -> String {
    let item = if call["Key"].is_object() {
        &call["Key"]
    } else {
        &call["Item"]
    };
    let keys = KEYS
        .iter()
        .filter(|name| !["status", "customerId"].contains(name));
    let key: Vec<_> = keys
        .map(|name| item[*name]["S"].as_str().unwrap_or(""))
        .collect();
    format!("{}{key:?}", call["TableName"])
}

/// The rules that the backends impose: what a bot writes is never in a transaction of ours, no item of
/// theirs is replaced or made up, and no change is without a condition.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_session_keeps_the_rules_of_the_backends() {
    let scene = Scene::new().await;
    let seen = whole_session(&scene).await;
    let mut creations = Vec::new();
    for request in seen.iter().filter(|request| request.writes()) {
        for (kind, call) in calls(request) {
            let table = call["TableName"].as_str().unwrap();
            let condition = call["ConditionExpression"].as_str().unwrap_or_default();
            assert_ne!(condition, "", "{kind} {table} on no condition");
            if kind.starts_with("Transact") {
                assert_ne!(table, CONVERSATIONS, "an item that the bot writes");
            }
            assert!(!kind.contains("Delete"), "{kind} {table}");
            if table == DEFAULT_NAME {
                continue;
            }
            if kind.ends_with("Update") || kind == "UpdateItem" {
                assert!(condition.contains("attribute_exists("), "{kind} {table}");
            } else {
                assert!(
                    condition.contains("attribute_not_exists("),
                    "{kind} {table}"
                );
                creations.push(table.to_owned());
            }
        }
    }
    creations.sort();
    creations.dedup();
    let legitimate = [
        "agent_activations",
        "ai-marketplace-conversations-platform",
        "audit_logs",
    ];
    for table in &creations {
        assert!(legitimate.contains(&table.as_str()), "{table}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_console_that_only_reads_sends_no_write() {
    let scene = Scene::new().await;
    let key = scene.key().await;
    scene.ana().await.wins(&key).await;
    scene.proxy.mark();
    let state = scene.state.path().join("reader");
    let station = wanted(&scene.proxy.endpoint(), "luis", &state, true)
        .connect()
        .await;
    let station = station.unwrap();
    assert_eq!(station.access, Access::ReadsOnly(Barred::ReadOnly));
    let AnyDesk::Reading(desk) = &station.desk else {
        panic!("a desk that reads");
    };
    read_everything(desk).await;
    let opened = desk.conversation(&key).await.unwrap().value.unwrap();
    assert_eq!(opened.claim.unwrap().operator.as_str(), "ana");
    let month = month(desk.now());
    let trail = desk
        .trail(key.platform, &key.tenant, &month, 10, None)
        .await;
    assert!(!trail.unwrap().items.is_empty());
    let seen = scene.proxy.seen();
    assert!(seen.len() > 50, "{}", seen.len());
    let writes: Vec<_> = seen.iter().filter(|one| one.writes()).collect();
    assert!(writes.is_empty(), "{writes:#?}");
    assert!(!state.exists(), "nor a journal");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_control_table_all_can_be_read_and_init_makes_one_once() {
    let scene = Scene::new().await;
    let key = scene.key().await;
    let delete = scene.raw.delete_table().table_name(DEFAULT_NAME);
    delete.send().await.unwrap();
    let state = scene.state.path().join("luis");
    let connector = wanted(&scene.proxy.endpoint(), "luis", &state, false);
    let station = connector.connect().await.unwrap();
    assert_eq!(station.access, Access::ReadsOnly(Barred::NoControlTable));
    let AnyDesk::Reading(desk) = &station.desk else {
        panic!("a desk that reads");
    };
    scene.proxy.mark();
    read_everything(desk).await;
    let opened = desk.conversation(&key).await.unwrap().value.unwrap();
    assert_eq!(opened.claim, None);
    let none = desk
        .trail(key.platform, &key.tenant, "2026-01", 10, None)
        .await;
    assert_eq!(none.unwrap_err().trouble, Trouble::NoControlTable);
    assert!(scene.proxy.seen().iter().all(|one| !one.writes()));

    let target = Target::of_endpoint(&scene.proxy.endpoint());
    let session = Session::open(&target).await;
    let writer = Writer::new(Reader::new(session.dynamo.clone(), DEFAULT_NAME));
    assert!(writer.init("one-backend").await.unwrap());
    scene.proxy.mark();
    assert!(!writer.init("another-backend").await.unwrap());
    let meta = writer.reader().meta().await.unwrap().unwrap();
    assert_eq!(meta.backend, "one-backend");

    let station = connector.connect().await.unwrap();
    assert_eq!(station.access, Access::Full);
    let ana = scene.ana().await;
    assert_eq!(ana.wins(&key).await.fence.0, 1);
}

#[derive(Debug)]
struct NoCredentials;

impl ProvideCredentials for NoCredentials {
    fn provide_credentials<'a>(&'a self) -> Providing<'a>
    where
        Self: 'a,
    {
        Providing::ready(Err(CredentialsError::not_loaded("nobody is logged in")))
    }
}

#[tokio::test]
async fn missing_credentials_are_told_from_a_broken_line() {
    use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Region};
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static("us-east-1"))
        .endpoint_url("http://127.0.0.1:9")
        .credentials_provider(SharedCredentialsProvider::new(NoCredentials))
        .build();
    let client = aws_sdk_dynamodb::Client::from_conf(config);
    let error = client.list_tables().send().await.unwrap_err();
    assert_eq!(problem("a call", &error).trouble, Trouble::Credentials);
}
