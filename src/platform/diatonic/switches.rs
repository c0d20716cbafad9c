//! Templates and models as rows beside the agents of the other systems. None of them has a switch: a row says
//! what the system says instead, and nothing turns it.

use super::item::model::Model;
use super::item::template::Template;
use super::tenants::name;
use super::workbench::Workbench;
use crate::domain::agent::{Activation, Agent, SeenSwitch, Switch};
use crate::domain::cost::{Cost, Read};
use crate::domain::id::{AgentId, PlatformId, SwitchKey, TenantId};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use async_trait::async_trait;
use std::future::Future;

/// Pages of one tenant's templates, and of its models.
const PAGES: u32 = 4;
/// Tenants whose templates and models make the catalogue.
const TENANTS: usize = 8;
/// What tells a template's id from a model's in an [`AgentId`].
const TEMPLATE: &str = "template/";
const MODEL: &str = "model/";

/// Templates and models.
pub(super) struct Switches {
    bench: Workbench,
}

impl Switches {
    pub(super) fn new(bench: &Workbench) -> Self {
        Self {
            bench: bench.clone(),
        }
    }

    async fn of(
        &self,
        tenant: &TenantId,
        pages: u32,
    ) -> Result<(Page<Template>, Page<Model>), Problem> {
        let templates = all(pages, |after| self.bench.templates(tenant, after));
        let models = all(pages, |after| self.bench.models(tenant, after));
        futures::future::try_join(templates, models).await
    }
}

#[async_trait]
impl crate::platform::Switches for Switches {
    /// One page of the templates and one of the models of each known tenant, at most of eight: two queries
    /// for a tenant.
    async fn catalogue(&self) -> Result<Page<Agent>, Problem> {
        let mut agents = Page {
            items: Vec::new(),
            next: None,
            cost: Cost::default(),
        };
        let known = self.bench.met.known();
        for (tenant, _) in known.iter().take(TENANTS) {
            let (templates, models) = self.of(tenant, 1).await?;
            agents.items.extend(templates.items.iter().map(template));
            agents.items.extend(models.items.iter().map(model));
            agents.cost += templates.cost + models.cost;
        }
        Ok(agents)
    }

    /// Two queries, at most eight for a tenant with hundreds of templates and models.
    async fn of_tenant(&self, tenant: &TenantId, _: &[Agent]) -> Result<Page<Activation>, Problem> {
        let (templates, models) = self.of(tenant, PAGES).await?;
        let rows = templates.items.iter().map(|one| template_row(one, tenant));
        let more = models.items.iter().map(|one| model_row(one, tenant));
        Ok(Page {
            items: rows.chain(more).collect(),
            next: templates.next.or(models.next),
            cost: templates.cost + models.cost,
        })
    }

    async fn read(&self, of: &SwitchKey) -> Result<Read<Option<Activation>>, Problem> {
        let id = of.agent.as_str();
        let read = if let Some(id) = id.strip_prefix(TEMPLATE) {
            let read = self.bench.template(&of.tenant, &AgentId::from(id)).await;
            read.map(|read| found(read, |one| template_row(one, &of.tenant)))
        } else if let Some(id) = id.strip_prefix(MODEL) {
            let read = self.bench.model(&of.tenant, &AgentId::from(id)).await;
            read.map(|read| found(read, |one| model_row(one, &of.tenant)))
        } else {
            Ok(nothing())
        };
        match read {
            Err(why) if why.trouble == Trouble::MissingTable => Ok(nothing()),
            other => other,
        }
    }
}

fn found<T>(read: Read<Option<T>>, row: impl Fn(&T) -> Activation) -> Read<Option<Activation>> {
    Read {
        value: read.value.as_ref().map(row),
        cost: read.cost,
    }
}

fn nothing() -> Read<Option<Activation>> {
    Read {
        value: None,
        cost: Cost::default(),
    }
}

/// The first pages of a list; without its table or index it has nothing.
async fn all<T, F>(pages: u32, page: impl Fn(Option<Cursor>) -> F) -> Result<Page<T>, Problem>
where
    F: Future<Output = Result<Page<T>, Problem>>,
{
    let mut all = Page {
        items: Vec::new(),
        next: None,
        cost: Cost::default(),
    };
    for at in 0..pages {
        let next = match page(all.next.take()).await {
            Err(why) if why.trouble == Trouble::MissingTable => break,
            other => other?,
        };
        all.items.extend(next.items);
        all.cost += next.cost;
        all.next = next.next;
        if all.next.is_none() || at + 1 == pages {
            break;
        }
    }
    Ok(all)
}

fn template(one: &Template) -> Agent {
    Agent {
        platform: PlatformId::Diatonic,
        id: AgentId::from(format!("{TEMPLATE}{}", one.id.as_str())),
        slug: Text::from_untrusted(one.id.as_str()),
        name: one.name.clone(),
        category: one.category.clone(),
        version: None,
        status: Text::from_untrusted(match one.public {
            Some(true) => "public",
            Some(false) => "private",
            None => "",
        }),
    }
}

fn model(one: &Model) -> Agent {
    Agent {
        platform: PlatformId::Diatonic,
        id: AgentId::from(format!("{MODEL}{}", one.id.as_str())),
        slug: Text::from_untrusted(one.id.as_str()),
        name: one.name.clone(),
        category: one.kind.clone().or_else(|| one.provider.clone()),
        version: one.version.clone(),
        status: one
            .deployment
            .clone()
            .or_else(|| one.status.clone())
            .unwrap_or_default(),
    }
}

fn template_row(one: &Template, tenant: &TenantId) -> Activation {
    let said = [
        one.usage_count.map(|count| format!("used {count}")),
        one.rating.map(|rating| format!("rating {rating}")),
    ];
    let agent = template(one);
    row(agent, tenant, said.into_iter().flatten(), &one.base)
}

fn model_row(one: &Model, tenant: &TenantId) -> Activation {
    let said = [
        one.status.as_ref().map(ToString::to_string),
        one.deployment.as_ref().map(ToString::to_string),
        one.rating.map(|rating| format!("rating {rating}")),
    ];
    let agent = model(one);
    row(agent, tenant, said.into_iter().flatten(), &one.base)
}

fn row(
    agent: Agent,
    tenant: &TenantId,
    said: impl Iterator<Item = String>,
    base: &super::item::base::Base,
) -> Activation {
    let said: Vec<String> = said.collect();
    let by = base.updated_by.as_ref().or(base.created_by.as_ref());
    Activation {
        key: SwitchKey {
            platform: PlatformId::Diatonic,
            tenant: tenant.clone(),
            agent: agent.id,
        },
        agent: agent.name,
        tenant_name: name(tenant),
        category: agent.category,
        switch: Switch::Fixed(Text::from_untrusted(&said.join(" · "))),
        since: base.updated_at.or(base.created_at),
        by: by.cloned(),
        reason: None,
        disagrees: None,
        seen: SeenSwitch::Row {
            status: None,
            updated_at: None,
        },
    }
}
