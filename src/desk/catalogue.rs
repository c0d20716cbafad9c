//! Lists that are read as they are: tenants, agents and their switches, usage.

use super::{Desk, Mode};
use crate::control::switch::Turned;
use crate::domain::agent::{Activation, Agent, SeenSwitch};
use crate::domain::cost::{Cost, Read};
use crate::domain::id::{PlatformId, SwitchKey, TenantId, TenantKey};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::tenant::Tenant;
use crate::domain::usage::UsageMonth;
use crate::platform::Tenants;
use std::sync::Arc;

/// Months of usage that the pane shows.
const MONTHS: u32 = 3;

impl<M: Mode> Desk<M> {
    /// One page of a system's tenants.
    ///
    /// # Errors
    /// `Invalid` where the system has none; any failure of the call.
    pub async fn tenants(
        &self,
        platform: PlatformId,
        after: Option<Cursor>,
    ) -> Result<Page<Tenant>, Problem> {
        let port = self.tenants_of(platform)?;
        let Some(only) = self.scope().of(platform) else {
            return port.list(after).await;
        };
        // The few that the profile is for are read one by one, so that no other is read at all.
        let reads = only.iter().map(|tenant| port.read(tenant));
        let read = futures::future::try_join_all(reads).await?;
        Ok(Page {
            cost: read.iter().map(|read| read.cost).sum(),
            items: read.into_iter().filter_map(|read| read.value).collect(),
            next: None,
        })
    }

    /// One tenant; `None`: there is no such tenant.
    ///
    /// # Errors
    /// As [`Self::tenants`].
    pub async fn tenant(&self, key: &TenantKey) -> Result<Option<Tenant>, Problem> {
        self.sees(key.platform, &key.tenant)?;
        let read = self.tenants_of(key.platform)?.read(&key.tenant).await?;
        Ok(read.value)
    }

    /// The tenants of this id in all systems.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn tenants_called(&self, id: &TenantId) -> Result<Vec<Tenant>, Problem> {
        let seen: Vec<_> = self
            .parts
            .platforms
            .iter()
            .filter(|platform| self.sees(platform.id, id).is_ok())
            .collect();
        if let (true, Some(other)) = (seen.is_empty(), self.parts.platforms.first()) {
            self.sees(other.id, id)?;
        }
        let reads = seen
            .into_iter()
            .filter_map(|platform| platform.tenants.as_ref())
            .map(|port| port.read(id));
        let found = futures::future::try_join_all(reads).await?;
        Ok(found.into_iter().filter_map(|read| read.value).collect())
    }

    /// The agents of all catalogues.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn catalogue(&self) -> Result<Vec<Agent>, Problem> {
        let mut agents = Vec::new();
        let ports = self.parts.platforms.iter();
        for port in ports.filter_map(|platform| platform.switches.as_ref()) {
            agents.extend(port.catalogue().await?.items);
        }
        Ok(agents)
    }

    /// The switches of one tenant, with who turned each where we know it.
    ///
    /// # Errors
    /// Any failure of a call; no switches where the system has none.
    pub async fn switches_of(
        &self,
        tenant: &TenantKey,
        catalogue: &[Agent],
    ) -> Result<Read<Vec<Activation>>, Problem> {
        self.sees(tenant.platform, &tenant.tenant)?;
        let Ok(port) = self.switches(tenant.platform) else {
            return Ok(Read {
                value: Vec::new(),
                cost: Cost::default(),
            });
        };
        let catalogue: Vec<Agent> = catalogue
            .iter()
            .filter(|agent| agent.platform == tenant.platform)
            .cloned()
            .collect();
        let mut page = port.of_tenant(&tenant.tenant, &catalogue).await?;
        if let Some(control) = self.ours(tenant.platform) {
            let turned = control.turned(tenant.platform, &tenant.tenant).await?;
            for activation in &mut page.items {
                explain(activation, &turned);
            }
        }
        Ok(Read {
            value: page.items,
            cost: page.cost,
        })
    }

    /// One switch as it is now, with who turned it where we know; `None`: there is no such agent or
    /// tenant.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn switch(&self, key: &SwitchKey) -> Result<Option<Activation>, Problem> {
        self.sees(key.platform, &key.tenant)?;
        let activation = self.switches(key.platform)?.read(key).await?;
        // After the row: whoever turns both in one transaction between two reads must not leave us with a row
        // that nobody turned.
        let turned = match self.ours(key.platform) {
            Some(control) => control.turned_one(key).await?,
            None => None,
        };
        let turned: Vec<_> = turned.into_iter().collect();
        Ok(activation.value.map(|mut activation| {
            explain(&mut activation, &turned);
            activation
        }))
    }

    /// The last months of a tenant's usage, newest first; none where the system counts nothing.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn usage(&self, tenant: &TenantKey) -> Result<Read<Vec<UsageMonth>>, Problem> {
        self.sees(tenant.platform, &tenant.tenant)?;
        let port = self
            .platform(tenant.platform)
            .and_then(|platform| platform.usage.as_ref());
        let Some(port) = port else {
            return Ok(Read {
                value: Vec::new(),
                cost: Cost::default(),
            });
        };
        let page = port.months(&tenant.tenant, MONTHS).await?;
        Ok(Read {
            value: page.items,
            cost: page.cost,
        })
    }

    fn tenants_of(&self, platform: PlatformId) -> Result<&Arc<dyn Tenants>, Problem> {
        self.platform(platform)
            .and_then(|platform| platform.tenants.as_ref())
            .ok_or_else(|| super::unsupported(platform, "tenants"))
    }
}

/// Says who turned a switch, if the system's row is still as that turn left it.
fn explain(activation: &mut Activation, turned: &[Turned]) {
    let SeenSwitch::Row {
        updated_at: Some(version),
        ..
    } = &activation.seen
    else {
        return;
    };
    let ours = turned
        .iter()
        .find(|turned| turned.agent == activation.key.agent && turned.version == *version);
    if let Some(turned) = ours {
        activation.since = Some(turned.at);
        activation.by = Some(turned.by.clone());
        activation.reason = Some(turned.reason.clone());
    }
}
