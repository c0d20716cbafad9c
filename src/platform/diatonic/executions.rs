//! Lists of executions: of a tenant, of an agent, of a status. Whether times or run ids order an agent's
//! executions depends on what the table has.

use super::item::execution::{Execution, execution};
use super::schema::Part;
use super::workbench::{Wanted, Workbench, kept};
use crate::domain::id::{AgentId, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;

const STARTED: &str = "started_at";

impl Workbench {
    /// One page of a tenant's executions, newest first. One query.
    ///
    /// # Errors
    /// `MissingTable` without table or index; any failure of the call.
    pub async fn executions(
        &self,
        tenant: &TenantId,
        after: Option<Cursor>,
    ) -> Result<Page<Execution>, Problem> {
        let wanted =
            Wanted::newest(Part::Executions, "tenant_id", tenant.as_str(), STARTED).after(after);
        Ok(kept(self.page(wanted).await?, execution, |_| true))
    }

    /// One page of an agent's executions for this tenant: newest first where an index has times, else in the
    /// falling order of run ids, which begin with a time. One query; another tenant's are left out.
    ///
    /// # Errors
    /// As [`Self::executions`].
    pub async fn executions_of_agent(
        &self,
        tenant: &TenantId,
        agent: &AgentId,
        after: Option<Cursor>,
    ) -> Result<Page<Execution>, Problem> {
        let layout = self.layout(Part::Executions)?;
        let timed = layout.index("agent_id", STARTED).is_some();
        let page = if layout.partition == "agent_id" && !timed {
            self.partition(Part::Executions, agent.as_str(), true, after)
                .await?
        } else {
            let wanted = Wanted::newest(Part::Executions, "agent_id", agent.as_str(), STARTED);
            self.page(wanted.after(after)).await?
        };
        Ok(kept(page, execution, |one| !one.base.is_of_another(tenant)))
    }

    /// One page of the executions with this status word, newest first, over all tenants: for operators,
    /// never for a tenant's own people. One query.
    ///
    /// # Errors
    /// As [`Self::executions`].
    pub async fn executions_with_status(
        &self,
        word: &str,
        after: Option<Cursor>,
    ) -> Result<Page<Execution>, Problem> {
        let wanted = Wanted::newest(Part::Executions, "status", word, STARTED).after(after);
        let page = kept(self.page(wanted).await?, execution, |_| true);
        for one in &page.items {
            self.met
                .note(Part::Executions, &one.base, one.lifecycle.started_at);
        }
        Ok(page)
    }
}
