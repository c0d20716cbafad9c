//! Rows of AlquimistaAI as domain values, and the rows that a toggle adds. Reading is total: an odd row is
//! shown as far as it can be read. A row's state is its `status`; `deactivated_at` stays on active rows.

pub mod approval;
pub mod audit;
pub mod command;
pub mod event;
pub mod integration;
pub mod tenant;
pub mod tenant_agent;
pub mod usage;

use crate::aws::dynamo::Item;
use crate::aws::expression::s;
use crate::domain::agent::{Activation, Agent, SeenSwitch, Switch, Toggle, Turn};
use crate::domain::handoff::Actor;
use crate::domain::id::{AgentId, IntentId, PlatformId, SwitchKey, TenantId};
use crate::domain::mask;
use crate::domain::person;
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::platform::attributes::clean;
use crate::platform::value::Reader;
use aws_sdk_dynamodb::types::AttributeValue;

/// An entry of the catalogue. `at` names it where it has no id.
pub fn agent(item: &Item, at: usize) -> Agent {
    let mut read = Reader::new(item);
    let id = match read.raw("id") {
        Some(id) => AgentId::from(id),
        None => AgentId::from(format!("?{at}")),
    };
    let slug = read
        .masked("name")
        .unwrap_or_else(|| Text::from_untrusted(id.as_str()));
    Agent {
        platform: PlatformId::Alquimista,
        name: read.masked("display_name").unwrap_or_else(|| slug.clone()),
        slug,
        category: read.masked("category"),
        version: read.text("version"),
        status: read.text("status").unwrap_or_default(),
        id,
    }
}

/// An activation. The row names its agent by the catalogue's id or by its slug; an agent that is not in the
/// catalogue goes by the name the row has.
pub fn activation(item: &Item, tenant: &TenantId, catalogue: &[Agent]) -> Activation {
    let mut read = Reader::new(item);
    let id = read.raw("agent_id").unwrap_or_default();
    let known = catalogue.iter().find(|agent| names(agent, id));
    let switch = match read.raw("status") {
        Some(word) => Switch::from_activation(word),
        None => Switch::Other(Text::default()),
    };
    let named = |by: Option<Text>| by.map(|by| Text::from_untrusted(person::shown(&by)));
    let (since, by, reason) = match switch {
        Switch::On => {
            let by = named(read.masked("activated_by"));
            (read.time("activated_at"), by, None)
        }
        Switch::Off => (
            read.time("deactivated_at"),
            named(read.masked("deactivated_by")),
            read.masked("deactivation_reason"),
        ),
        Switch::Suspended | Switch::Absent | Switch::Fixed(_) | Switch::Other(_) => {
            (None, None, None)
        }
    };
    Activation {
        key: SwitchKey {
            platform: PlatformId::Alquimista,
            tenant: tenant.clone(),
            agent: AgentId::from(id),
        },
        agent: known.map_or_else(|| Text::from_untrusted(id), |agent| agent.name.clone()),
        tenant_name: tenant_name(tenant),
        category: known.and_then(|agent| agent.category.clone()),
        since: since.or_else(|| read.time("updated_at")),
        by,
        reason,
        disagrees: None,
        switch,
        seen: SeenSwitch::Row {
            status: read.version("status"),
            updated_at: read.version("updated_at"),
        },
    }
}

/// An agent of the catalogue that was never activated for the tenant.
pub fn absent(agent: &Agent, tenant: &TenantId) -> Activation {
    Activation {
        key: SwitchKey {
            platform: PlatformId::Alquimista,
            tenant: tenant.clone(),
            agent: agent.id.clone(),
        },
        agent: agent.name.clone(),
        tenant_name: tenant_name(tenant),
        category: agent.category.clone(),
        switch: Switch::Absent,
        since: None,
        by: None,
        reason: None,
        disagrees: None,
        seen: SeenSwitch::Absent,
    }
}

/// Whether a row that names its agent so means this one.
pub fn names(agent: &Agent, id: &str) -> bool {
    agent.id.as_str() == id || agent.slug.as_str() == id
}

/// A row of another table names a tenant by its id alone.
fn tenant_name(tenant: &TenantId) -> Text {
    Text::from_untrusted(&mask::identifiers(tenant.as_str()))
}

/// The first activation of an agent for a tenant, with the columns that the system's own rows have.
pub fn first_activation(toggle: &Toggle, actor: &Actor, intent: &IntentId, at: &str) -> Item {
    let mut row = strings([
        ("id", &uuid(intent, "activation")),
        ("tenant_id", toggle.key.tenant.as_str()),
        ("agent_id", toggle.key.agent.as_str()),
        ("status", "active"),
        ("activated_at", at),
        ("activated_by", actor.name.as_str()),
        ("created_at", at),
        ("updated_at", at),
    ]);
    row.insert("tenant_config".to_owned(), AttributeValue::M(Item::new()));
    row.insert("usage_metrics".to_owned(), AttributeValue::M(Item::new()));
    row.insert("permissions".to_owned(), AttributeValue::L(Vec::new()));
    row
}

/// The system's own audit row of a toggle (backend facts 2.1): `sk` is `created_at#id`.
pub fn audit_row(toggle: &Toggle, actor: &Actor, intent: &IntentId, at: &str) -> Item {
    let id = uuid(intent, "audit");
    let (action, which) = match toggle.turn {
        Turn::On => ("agent.activated", "activationId"),
        Turn::Off => ("agent.deactivated", "deactivationId"),
    };
    let context = strings([
        (which, intent.as_str()),
        ("reason", toggle.reason.as_str()),
        ("operator", actor.name.as_str()),
        ("console", actor.console.as_str()),
        ("host", actor.host.as_str()),
    ]);
    let mut row = strings([
        ("id", &id),
        ("trace_id", &uuid(intent, "trace")),
        ("tenant_id", toggle.key.tenant.as_str()),
        ("user_id", &actor.identity),
        ("agent_id", toggle.key.agent.as_str()),
        ("action_type", action),
        ("result", "success"),
        ("created_at", at),
        ("sk", &format!("{at}#{id}")),
    ]);
    row.insert("context".to_owned(), AttributeValue::M(context));
    row
}

pub(super) fn strings<const N: usize>(pairs: [(&str, &str); N]) -> Item {
    pairs
        .into_iter()
        .map(|(name, value)| (name.to_owned(), s(value)))
        .collect()
}

/// A key attribute exactly as stored. Where there is none, the place in the list stands for it.
pub(super) fn identity(read: &mut Reader<'_>, name: &str, at: usize) -> String {
    if let Some(id) = read.raw(name) {
        return id.to_owned();
    }
    read.odd();
    format!("?{at}")
}

/// The tenant that a row names; empty where the row is about none.
fn tenant_of(read: &mut Reader<'_>) -> TenantId {
    TenantId::from(read.raw("tenant_id").unwrap_or_default())
}

/// Words of the system, masked.
pub(super) fn words(read: &mut Reader<'_>, name: &str) -> Option<Text> {
    read.raw(name)
        .filter(|raw| !raw.trim().is_empty())
        .map(clean)
}

/// Who did it, as a person reads it, and the whole identity where that says more.
fn someone(read: &mut Reader<'_>, name: &str) -> (Option<Text>, Option<Text>) {
    match read.raw(name).filter(|raw| !raw.trim().is_empty()) {
        Some(raw) => {
            let (name, whole) = known_as(raw);
            (Some(name), whole)
        }
        None => (None, None),
    }
}

/// The same of an identity as it is stored.
fn known_as(raw: &str) -> (Text, Option<Text>) {
    let name = person::shown(raw);
    let whole = || Text::from_untrusted(&mask::emails(raw));
    (clean(name), (name.len() < raw.len()).then(whole))
}

/// One fact beside those of the item.
fn attribute(group: &str, label: &str, value: Text) -> Attribute {
    Attribute {
        group: Text::from_untrusted(group),
        label: Text::from_untrusted(label),
        value,
    }
}

/// A UUID (version 8) that belongs to an intent: the same whenever the same intent is carried out again.
/// FNV-1a over the intent and what the UUID is for.
pub(super) fn uuid(intent: &IntentId, purpose: &str) -> String {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let hash = purpose
        .bytes()
        .chain(*b"#")
        .chain(intent.as_str().bytes())
        .fold(BASIS, |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(PRIME)
        });
    let marked = (hash & !(0xf << 76) & !(0b11 << 62)) | (0x8 << 76) | (0b10 << 62);
    let hex = format!("{marked:032x}");
    [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)]
        .map(|(from, to)| hex.get(from..to).unwrap_or_default())
        .join("-")
}
