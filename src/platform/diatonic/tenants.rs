//! Tenants: no table lists them, so they are those that the profile names and those that lists have met. A
//! list meets some by itself in one page of the newest completed executions.

use super::item::execution::execution;
use super::met::Known;
use super::schema::Part;
use super::workbench::{Wanted, Workbench};
use crate::domain::cost::{Cost, Read};
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::mask;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::tenant::{Attribute, Limits, Tenant, TenantStatus};
use crate::domain::text::Text;
use crate::domain::time::iso;
use crate::platform::stages::one_page;
use async_trait::async_trait;

/// Executions read to meet tenants in.
const MEETING: u32 = 25;
/// The word that most executions end with.
const COMPLETED: &str = "completed";

/// The tenants that are known.
pub(super) struct Tenants {
    bench: Workbench,
}

impl Tenants {
    pub(super) fn new(bench: &Workbench) -> Self {
        Self {
            bench: bench.clone(),
        }
    }

    async fn meet(&self, by: &str, value: &str, limit: u32) -> Result<Cost, Problem> {
        let mut wanted = Wanted::newest(Part::Executions, by, value, "started_at");
        wanted.limit = limit;
        match self.bench.page(wanted).await {
            Ok(page) => {
                for item in &page.items {
                    let met = execution(item);
                    self.bench
                        .met
                        .note(Part::Executions, &met.base, met.lifecycle.started_at);
                }
                Ok(page.cost)
            }
            Err(why) if why.trouble == Trouble::MissingTable => Ok(Cost::default()),
            Err(why) => Err(why),
        }
    }

    fn tenant(&self, id: &TenantId, known: &Known) -> Tenant {
        let newest = known.newest.map(|(part, at)| Attribute {
            group: Text::from_untrusted(self.bench.tables.of(part)),
            label: Text::default(),
            value: Text::from_untrusted(&iso(at)),
        });
        Tenant {
            platform: PlatformId::Diatonic,
            id: id.clone(),
            name: name(id),
            owner: None,
            status: TenantStatus::Missing,
            plan: None,
            limits: Limits::default(),
            updated_at: known.newest.map(|(_, at)| at),
            version: None,
            attributes: newest.into_iter().collect(),
            oddities: 0,
        }
    }
}

/// A tenant goes by its id.
pub(super) fn name(tenant: &TenantId) -> Text {
    Text::from_untrusted(&mask::identifiers(tenant.as_str()))
}

#[async_trait]
impl crate::platform::Tenants for Tenants {
    /// All of them on one page.
    async fn list(&self, after: Option<Cursor>) -> Result<Page<Tenant>, Problem> {
        one_page(after.as_ref())?;
        let cost = self.meet("status", COMPLETED, MEETING).await?;
        let known = self.bench.met.known();
        Ok(Page {
            items: known
                .iter()
                .map(|(id, known)| self.tenant(id, known))
                .collect(),
            next: None,
            cost,
        })
    }

    /// A tenant that nothing is known of is looked for among the executions.
    async fn read(&self, tenant: &TenantId) -> Result<Read<Option<Tenant>>, Problem> {
        let mut cost = Cost::default();
        if self.bench.met.of(tenant).is_none() && !tenant.as_str().is_empty() {
            cost = self.meet("tenant_id", tenant.as_str(), 1).await?;
        }
        let known = self.bench.met.of(tenant);
        Ok(Read {
            value: known.map(|known| self.tenant(tenant, &known)),
            cost,
        })
    }
}
