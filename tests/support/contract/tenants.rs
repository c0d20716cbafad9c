//! Tenants, their switches and their usage.

use super::{NOBODY, System, nobody};
use jiff::Timestamp;
use switchboard::domain::agent::{Activation, Agent, SeenSwitch};
use switchboard::domain::id::{AgentId, SwitchKey, TenantId};
use switchboard::domain::tenant::Tenant;
use switchboard::domain::time;

/// The newest months that are asked for.
const MONTHS: u32 = 3;

/// Every tenant that is listed is found as it was listed.
pub async fn hold(system: &System) -> Vec<TenantId> {
    let Some(port) = &system.reader.tenants else {
        return Vec::new();
    };
    let all = system
        .walk("tenants.list", async |after| port.list(after).await)
        .await;
    system.distinct("tenants.list", all.iter().map(|one| &one.id));
    for listed in &all {
        let what = format!("tenants.read {:?}", listed.id);
        let Some(read) = system.came(&what, port.read(&listed.id).await) else {
            continue;
        };
        // Without a table of tenants one that has been met is known without a call.
        if listed.version.is_some() {
            system.counted(&what, read.cost);
        }
        system.holds(&format!("{what} is not found"), read.value.is_some());
        let Some(read) = read.value else { continue };
        let told = |one: &Tenant| (one.platform, one.id.clone(), one.name.clone());
        system.same(&what, &told(listed), &told(&read));
        system.same(&what, &listed.status, &read.status);
        system.same(&what, &listed.version, &read.version);
        system.holds(&what, listed.platform == system.reader.id);
    }
    for id in [NOBODY, ""] {
        let what = format!("tenants.read {id:?}");
        system.none(&what, port.read(&TenantId::from(id)).await);
    }
    system
        .refuses_cursors("tenants.list", async |after| port.list(after).await)
        .await;
    all.into_iter().map(|one| one.id).collect()
}

/// Every switch of a tenant is of that tenant, and is found as it was listed.
pub async fn switches(system: &System, tenants: &[TenantId]) -> Vec<Activation> {
    let Some(port) = &system.reader.switches else {
        return Vec::new();
    };
    let catalogue = match port.catalogue().await {
        // What has none need not ask.
        Ok(page) if page.items.is_empty() => Vec::new(),
        page => system.page("switches.catalogue", page).items,
    };
    system.distinct("switches.catalogue", catalogue.iter().map(|one| &one.id));
    let mut all = Vec::new();
    for tenant in tenants {
        let what = format!("switches.of_tenant {tenant:?}");
        let page = system.page(&what, port.of_tenant(tenant, &catalogue).await);
        system.distinct(&what, page.items.iter().map(|one| &one.key));
        for listed in page.items {
            let what = format!("switches.read {:?}", listed.key);
            let owner = (listed.key.platform, &listed.key.tenant);
            system.same(&what, &owner, &(system.reader.id, tenant));
            if is_of_another_table(&listed, &catalogue) {
                system.none(&what, port.read(&listed.key).await);
            } else if let Some(read) = system.one(&what, port.read(&listed.key).await) {
                system.same(&what, &listed.key, &read.key);
                system.same(&what, &listed.switch, &read.switch);
                system.same(&what, &listed.seen, &read.seen);
            }
            all.push(listed);
        }
        for agent in [NOBODY, ""] {
            let key = SwitchKey {
                platform: system.reader.id,
                tenant: tenant.clone(),
                agent: AgentId::from(agent),
            };
            let what = format!("switches.read {key:?}");
            system.none(&what, port.read(&key).await);
        }
    }
    all
}

/// Whether only the other table of activations names the agent: it is shown, and is nobody to switch.
fn is_of_another_table(row: &Activation, catalogue: &[Agent]) -> bool {
    row.seen == SeenSwitch::Absent
        && row.disagrees.is_some()
        && !catalogue.iter().any(|agent| agent.id == row.key.agent)
}

/// Months come newest first, no more than were asked for, all of the tenant.
pub async fn usage(system: &System, tenants: &[TenantId]) -> usize {
    let Some(port) = &system.reader.usage else {
        return 0;
    };
    let mut count = 0;
    for tenant in tenants {
        let what = format!("usage.months {tenant:?}");
        let page = system.page(&what, port.months(tenant, MONTHS).await);
        system.holds(&what, page.items.len() <= MONTHS as usize);
        let months = page.items.windows(2);
        let falls = months.map(|pair| pair[0].month.as_str() > pair[1].month.as_str());
        system.holds(&format!("{what}: newest first"), falls.min() != Some(false));
        for month in &page.items {
            let owner = (month.platform, &month.tenant);
            system.same(&what, &owner, &(system.reader.id, tenant));
        }
        let newest = system.page(&what, port.months(tenant, 1).await).items;
        let named = |all: &[switchboard::domain::usage::UsageMonth]| {
            all.first().map(|month| month.month.clone())
        };
        system.holds(&what, newest.len() <= 1);
        // A month that has begun just now may have nothing yet.
        let now = time::month(Timestamp::now());
        if !newest.is_empty() || named(&page.items).is_some_and(|month| *month == *now) {
            system.same(&what, &named(&page.items), &named(&newest));
        }
        count += page.items.len();
    }
    let nothing = port.months(&nobody(), MONTHS).await.map(|page| page.items);
    system.same("usage.months of nobody", &Ok(Vec::new()), &nothing);
    count
}
