//! Lists that are read as they are: tenants, agents and their switches, usage.

use super::{Desk, Mode};
use crate::control::switch::Turned;
use crate::domain::agent::{Activation, Agent, SeenSwitch};
use crate::domain::cost::{Cost, Read};
use crate::domain::id::{SwitchKey, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::tenant::Tenant;
use crate::domain::usage::UsageMonth;

/// Months of usage that the pane shows.
const MONTHS: u32 = 3;

impl<M: Mode> Desk<M> {
    /// One page of the tenants of the first system that lists any.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn tenants(&self, after: Option<Cursor>) -> Result<Page<Tenant>, Problem> {
        let port = self
            .parts
            .platforms
            .iter()
            .find_map(|platform| platform.tenants.as_ref());
        match port {
            Some(port) => port.list(after).await,
            None => Ok(Page {
                items: Vec::new(),
                next: None,
                cost: Cost::default(),
            }),
        }
    }

    /// One tenant; `None`: there is no such tenant.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn tenant(&self, id: &TenantId) -> Result<Option<Tenant>, Problem> {
        let ports = self.parts.platforms.iter();
        for port in ports.filter_map(|platform| platform.tenants.as_ref()) {
            if let Some(tenant) = port.read(id).await?.value {
                return Ok(Some(tenant));
            }
        }
        Ok(None)
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

    /// The switches of one tenant in all systems, with who turned each where we know it.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn switches_of(
        &self,
        tenant: &TenantId,
        catalogue: &[Agent],
    ) -> Result<Read<Vec<Activation>>, Problem> {
        let mut all = Vec::new();
        let mut cost = Cost::default();
        for platform in &self.parts.platforms {
            let Some(port) = &platform.switches else {
                continue;
            };
            let mut page = port.of_tenant(tenant, catalogue).await?;
            cost += page.cost;
            if let Some(control) = &self.parts.control {
                let turned = control.turned(platform.id, tenant).await?;
                for activation in &mut page.items {
                    explain(activation, &turned);
                }
            }
            all.extend(page.items);
        }
        name_tenant(&mut all);
        Ok(Read { value: all, cost })
    }

    /// One switch as it is now, with who turned it where we know; `None`: there is no such agent or
    /// tenant.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn switch(&self, key: &SwitchKey) -> Result<Option<Activation>, Problem> {
        let read = self.switches(key.platform)?.read(key);
        let (activation, turned) = match &self.parts.control {
            Some(control) => futures::future::try_join(read, control.turned_one(key)).await?,
            None => (read.await?, None),
        };
        let turned: Vec<_> = turned.into_iter().collect();
        Ok(activation.value.map(|mut activation| {
            explain(&mut activation, &turned);
            activation
        }))
    }

    /// The last months of a tenant's usage, newest first.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn usage(&self, tenant: &TenantId) -> Result<Read<Vec<UsageMonth>>, Problem> {
        let mut months = Vec::new();
        let mut cost = Cost::default();
        let ports = self.parts.platforms.iter();
        for port in ports.filter_map(|platform| platform.usage.as_ref()) {
            let page = port.months(tenant, MONTHS).await?;
            cost += page.cost;
            months.extend(page.items);
        }
        Ok(Read {
            value: months,
            cost,
        })
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

/// Only one system knows the tenant's name; where it is known, the others' rows show it instead of the id.
fn name_tenant(activations: &mut [Activation]) {
    let named = |row: &Activation| {
        !row.tenant_name.is_empty() && row.tenant_name.as_str() != row.key.tenant.as_str()
    };
    let Some(name) = activations
        .iter()
        .find(|row| named(row))
        .map(|row| row.tenant_name.clone())
    else {
        return;
    };
    for activation in activations {
        activation.tenant_name = name.clone();
    }
}
