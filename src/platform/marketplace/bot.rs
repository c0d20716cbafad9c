//! The bot of a tenant as a switch: the tenant's `status`. Only `active` and `trial` resolve a tenant, so
//! `suspended` silences the bot for all conversations (within five minutes: the system caches tenants).

use super::item::tenant;
use super::schema::Tables;
use crate::aws::dynamo::{Dynamo, Item};
use crate::aws::expression::{Assign, Condition, key, s};
use crate::aws::write::Change;
use crate::domain::agent::{Activation, Agent, SeenSwitch, Toggle, Turn};
use crate::domain::cost::Cost;
use crate::domain::handoff::Actor;
use crate::domain::id::{AgentId, IntentId, PlatformId, SwitchKey, TenantId};
use crate::domain::page::Page;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use crate::domain::time::later_than;
use crate::platform::value::unchanged;
use crate::platform::{PreparedToggle, Read};
use async_trait::async_trait;
use jiff::Timestamp;

const OFF: &str = "suspended";
/// The word for a bot whose earlier word is not known.
const ON: &str = "active";

/// Reads the switch.
pub(super) struct Bot {
    dynamo: Dynamo,
    table: String,
}

impl Bot {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            table: tables.tenants.clone(),
        }
    }

    async fn of(&self, tenant: &TenantId) -> Result<Read<Option<Activation>>, Problem> {
        let key = key(("tenantId", tenant.as_str()), None);
        let read = self.dynamo.get(&self.table, key).await?;
        Ok(Read {
            value: read.value.as_ref().map(|item| activation(item, tenant)),
            cost: read.cost,
        })
    }
}

/// The item says neither since when nor by whom: what we know of that is in the control table.
fn activation(item: &Item, id: &TenantId) -> Activation {
    let tenant = tenant::tenant(item, 0);
    Activation {
        key: SwitchKey {
            platform: PlatformId::Marketplace,
            tenant: id.clone(),
            agent: AgentId::bot(),
        },
        agent: Text::default(),
        tenant_name: tenant.name,
        category: None,
        switch: tenant.status.bot(),
        since: None,
        by: None,
        reason: None,
        disagrees: None,
        seen: tenant::seen(item),
    }
}

#[async_trait]
impl crate::platform::Switches for Bot {
    async fn catalogue(&self) -> Result<Page<Agent>, Problem> {
        Ok(Page {
            items: Vec::new(),
            next: None,
            cost: Cost::default(),
        })
    }

    async fn of_tenant(&self, tenant: &TenantId, _: &[Agent]) -> Result<Page<Activation>, Problem> {
        let read = self.of(tenant).await?;
        Ok(Page {
            items: read.value.into_iter().collect(),
            next: None,
            cost: read.cost,
        })
    }

    async fn read(&self, of: &SwitchKey) -> Result<Read<Option<Activation>>, Problem> {
        if !of.agent.is_bot() {
            return Ok(Read {
                value: None,
                cost: Cost::default(),
            });
        }
        self.of(&of.tenant).await
    }
}

/// Makes the change ready. No bot or worker writes the tenant's item, so it may join a transaction.
pub(super) struct BotSwitch {
    table: String,
}

impl BotSwitch {
    pub(super) fn new(tables: &Tables) -> Self {
        Self {
            table: tables.tenants.clone(),
        }
    }
}

impl crate::platform::Switching for BotSwitch {
    fn prepare(
        &self,
        toggle: &Toggle,
        previous: Option<&str>,
        _: &Actor,
        _: &IntentId,
        now: Timestamp,
    ) -> Result<PreparedToggle, Problem> {
        let SeenSwitch::Row { status, updated_at } = &toggle.seen else {
            return Err(Problem::new(Trouble::NotFound, "the tenant", ""));
        };
        let before = status.clone().unwrap_or_default();
        let after = match toggle.turn {
            Turn::Off => OFF,
            // The earlier word comes back, so that `trial` stays `trial`.
            Turn::On => previous
                .filter(|word| !word.is_empty() && *word != OFF)
                .unwrap_or(ON),
        };
        if before == after {
            return Err(Problem::new(
                Trouble::Invalid,
                "status",
                "it says so already",
            ));
        }
        let version = later_than(now, updated_at.as_deref());
        let change = Change {
            table: self.table.clone(),
            key: key(("tenantId", toggle.key.tenant.as_str()), None),
            assigns: vec![
                ("status", Assign::Set(s(after))),
                ("updatedAt", Assign::Set(s(version.clone()))),
            ],
            condition: Condition::All(vec![
                Condition::Exists("tenantId"),
                unchanged("status", status.as_deref()),
                unchanged("updatedAt", updated_at.as_deref()),
            ]),
        };
        Ok(PreparedToggle {
            items: vec![change.quiet()?],
            version,
            before,
            after: after.to_owned(),
        })
    }
}
