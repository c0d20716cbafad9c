//! Any item at all, with everything private in it.

use super::*;
use crate::arbitrary::{harmless, text, value};
use proptest::prelude::*;
use switchboard::domain::agent::Agent;
use switchboard::platform::alquimista::item;

/// Attribute names of the projection's tables.
const NAMES: &[&str] = &[
    "id",
    "tenant_id",
    "agent_id",
    "status",
    "sk",
    "date",
    "total_requests",
    "failed_requests",
    "total_cost_usd",
    "action_type",
    "resource_type",
    "resource_id",
    "approvers",
    "action_details",
    "required_approvals",
    "expires_at",
    "updated_at",
    "created_at",
    "decision",
    "comment",
    "approver_id",
    "event_type",
    "action",
    "details",
    "integration_name",
    "last_error",
    "command_id",
    "command_type",
    "parameters",
    "output",
    "error_message",
    "context",
];
/// Words that make a row wait, so that every branch is met.
const STATES: [&str; 5] = ["pending", "failure", "error", "PENDING", "ERROR"];
/// Where the system keeps what nobody should read.
const PRIVATE: [&str; 4] = [
    "credentials_encrypted",
    "access_token",
    "apiKey",
    "clientSecret",
];

fn any_item() -> impl Strategy<Value = Item> {
    let name = prop_oneof![8 => prop::sample::select(NAMES).prop_map(str::to_owned), 1 => text()];
    let state = prop::option::of(prop::sample::select(&STATES[..]));
    (prop::collection::hash_map(name, value(), 0..16), state).prop_map(|(mut map, state)| {
        for name in PRIVATE {
            map.insert(name.to_owned(), s(CANARY));
        }
        if let Some(word) = state {
            map.insert("status".to_owned(), s(word));
        }
        map
    })
}

proptest! {
    #[test]
    fn any_item_is_read_and_nothing_private_comes_out(raws in prop::collection::vec(any_item(), 1..5)) {
        let tenant = TenantId::from("t1");
        let places = || raws.iter().enumerate();
        let agents: Vec<Agent> = places().map(|(at, raw)| item::agent(raw, at)).collect();
        let mut rows: Vec<_> = raws.iter().map(|raw| item::activation(raw, &tenant, &agents)).collect();
        let others: Vec<_> = raws.iter().map(tenant_agent::tenant_agent).collect();
        tenant_agent::compare(&mut rows, &others, &tenant, &agents);
        prop_assert!(rows.len() >= raws.len(), "none is dropped");
        let entries: Vec<_> = places().map(|(at, raw)| audit::entry(raw, at)).collect();
        let requests: Vec<_> = places().map(|(at, raw)| approval::approval(raw, at)).collect();
        let given: Vec<_> = raws.iter().map(approval::given).collect();
        let commands: Vec<_> = places().map(|(at, raw)| command::command(raw, at)).collect();
        let mut waiting: Vec<_> = requests.iter().map(|one| one.work(&given, now())).collect();
        waiting.extend(commands.iter().filter_map(|one| one.work(now())));
        waiting.extend(places().filter_map(|(at, raw)| event::incident(raw, at)));
        waiting.extend(places().filter_map(|(at, raw)| integration::in_error(raw, at)));
        let months = usage::months(&tenant, &raws);
        prop_assert!(!months.is_empty());
        // What a condition compares is kept exactly as stored, and never shown.
        for one in &mut waiting {
            one.version = None;
        }
        let debug = format!("{rows:?}{entries:?}{commands:?}{waiting:?}{months:?}");
        prop_assert!(!debug.contains(CANARY) && harmless(&debug), "{}", debug);
    }
}
