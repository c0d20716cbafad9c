//! A look at AlquimistaAI's projection (backend facts 2.1, 2.2): its tables, the price of each list, and what one
//! page of tenants, agents, activations and audit rows shows. Where the other table of switches is there
//! too, both are compared.

use super::item::tenant::tenant;
use super::item::{activation, agent, names};
use super::schema::{OPERATIONAL_COMMANDS, Tables};
use crate::aws::dynamo::Dynamo;
use crate::aws::inspect::Expected;
use crate::domain::agent::{Activation, Agent, Switch};
use crate::domain::checkup::{Drift, How, ListOf, Owner, Role};
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::tenant::{Tenant, TenantStatus};
use crate::platform::checkup::{
    Common, Examination, Sample, Sampler, Tally, facts, is_stub, named, over, text,
};
use async_trait::async_trait;

const TENANT: &str = "tenant_id";
/// The separate construct's name of the commands that a worker runs (backend facts 2.2).
const OTHER_COMMANDS: &str = "operational-commands-prod";
/// Status words of the catalogue.
const AGENT_WORDS: [&str; 4] = ["active", "deprecated", "beta", "maintenance"];

/// The deployment.
pub struct Checkup {
    dynamo: Dynamo,
    tables: Tables,
}

impl Checkup {
    /// A look at these tables.
    pub fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            tables: tables.clone(),
        }
    }

    fn expected(&self) -> Vec<Expected<'_>> {
        let of = &self.tables;
        let needed = [&of.agents, &of.activations, &of.audit_logs];
        let role = |name: &str| match needed.iter().any(|known| *known == name) {
            true => Role::Needed,
            false => Role::Useful,
        };
        let specs = of.specs().into_iter();
        let mut all: Vec<_> = specs
            .map(|(name, spec)| Expected::new(name, role(name), spec))
            .collect();
        all.push(Expected::new(
            OTHER_COMMANDS,
            Role::Beside,
            OPERATIONAL_COMMANDS,
        ));
        all
    }
}

#[async_trait]
impl crate::platform::checkup::Checkup for Checkup {
    fn platform(&self) -> PlatformId {
        PlatformId::Alquimista
    }

    async fn examine(&self) -> Examination {
        let tables = self.dynamo.inspect(&self.expected()).await;
        let mut look = Sampler::new(&self.dynamo, &tables);
        let of = &self.tables;
        let agents = look.page(&of.agents, &[]).await;
        let tenants = look.page(&of.tenants, &[]).await;
        let activations = look.page(&of.activations, &[]).await;
        let others = look.page(&of.tenant_agents, &[]).await;
        let audit = look.page(&of.audit_logs, &[TENANT, "sk", "id"]).await;
        judge_tenants(&mut look, &of.tenants, &tenants);
        let catalogue = judge_agents(&mut look, &of.agents, &agents);
        let switches = read(&activations, &catalogue);
        judge_switches(&mut look, &of.activations, (&activations, &switches));
        if agents.whole {
            unknown_agents(&mut look, &of.activations, &switches, &catalogue);
        }
        let owned = [
            (of.activations.as_str(), &activations),
            (&of.audit_logs, &audit),
        ];
        let ids = named(owned.iter().map(|(_, sample)| *sample), TENANT);
        let absent = look.absent(&of.tenants, "id", &tenants, &ids).await;
        for one in owned {
            look.orphans(one, TENANT, &absent, Owner::Tenant);
        }
        compare(
            &mut look,
            &of.tenant_agents,
            &switches,
            &read(&others, &catalogue),
        );
        let drift = look.drift;
        let listed = match facts(&tables, &of.tenants) {
            Some(_) => of.tenants.as_str(),
            None => of.activations.as_str(),
        };
        let switched = [
            of.agents.as_str(),
            of.activations.as_str(),
            of.tenant_agents.as_str(),
        ];
        let waiting = [
            of.approval_requests.as_str(),
            of.operational_commands.as_str(),
            of.operational_events.as_str(),
            of.integrations.as_str(),
        ];
        Examination {
            plans: vec![
                over(&tables, ListOf::Tenants, How::Scan, &[listed]),
                over(&tables, ListOf::Switches, How::Sweep, &switched),
                over(
                    &tables,
                    ListOf::Usage,
                    How::Sweep,
                    &[of.usage_daily.as_str()],
                ),
                over(&tables, ListOf::Work, How::Scan, &waiting),
            ],
            drift,
            tables,
        }
    }
}

/// The decoder counts two designs that differ as one oddity.
fn judge_tenants(look: &mut Sampler<'_>, table: &str, sample: &Sample) {
    let (mut common, mut differing) = (Common::default(), Tally::default());
    for (at, item) in sample.items.iter().enumerate() {
        let one = tenant(item, at);
        let differs = differs(&one);
        let key = [one.id.as_str()];
        if differs {
            differing.note(&key);
        }
        let unknown = matches!(one.status, TenantStatus::Other(_));
        let types = one.oddities > u16::from(differs);
        common.judge(&key, is_stub(item, &["id"]), unknown, types);
    }
    look.common(table, common);
    look.found(table, differing, Drift::TwoDesigns);
}

/// Whether the two designs of a tenant give it different states.
fn differs(tenant: &Tenant) -> bool {
    let word = |name: &str| {
        let mut own = tenant.attributes.iter().filter(|one| one.group == *name);
        own.find(|one| one.label.is_empty() && !one.value.is_empty())
            .map(|one| &one.value)
    };
    match (word("subscription_status"), word("status")) {
        (Some(platform), Some(operational)) => platform != operational,
        _ => false,
    }
}

fn judge_agents(look: &mut Sampler<'_>, table: &str, sample: &Sample) -> Vec<Agent> {
    let mut common = Common::default();
    let mut catalogue = Vec::new();
    for (at, item) in sample.items.iter().enumerate() {
        let one = agent(item, at);
        let word = one.status.as_str();
        let unknown = !word.is_empty() && !AGENT_WORDS.contains(&word);
        common.judge(&[one.id.as_str()], is_stub(item, &["id"]), unknown, false);
        catalogue.push(one);
    }
    look.common(table, common);
    catalogue
}

fn read(sample: &Sample, catalogue: &[Agent]) -> Vec<Activation> {
    let items = sample.items.iter();
    items
        .map(|item| {
            let tenant = TenantId::from(text(item, TENANT).unwrap_or_default());
            activation(item, &tenant, catalogue)
        })
        .collect()
}

fn judge_switches(
    look: &mut Sampler<'_>,
    table: &str,
    (sample, switches): (&Sample, &[Activation]),
) {
    let mut common = Common::default();
    for (item, one) in sample.items.iter().zip(switches) {
        let key = [one.key.tenant.as_str(), one.key.agent.as_str()];
        let stub = is_stub(item, &[TENANT, "agent_id"]);
        common.judge(&key, stub, matches!(one.switch, Switch::Other(_)), false);
    }
    look.common(table, common);
}

fn unknown_agents(
    look: &mut Sampler<'_>,
    table: &str,
    switches: &[Activation],
    catalogue: &[Agent],
) {
    let mut orphans = Tally::default();
    for one in switches {
        let id = one.key.agent.as_str();
        if !catalogue.iter().any(|agent| names(agent, id)) {
            orphans.note(&[one.key.tenant.as_str(), id]);
        }
    }
    look.found(table, orphans, Drift::Orphan(Owner::Agent));
}

/// The two tables of the same switches.
fn compare(look: &mut Sampler<'_>, table: &str, switches: &[Activation], others: &[Activation]) {
    let mut differing = Tally::default();
    for one in switches {
        let other = others.iter().find(|other| other.key == one.key);
        if other.is_some_and(|other| other.switch != one.switch) {
            differing.note(&[one.key.tenant.as_str(), one.key.agent.as_str()]);
        }
    }
    look.found(table, differing, Drift::ActivationsDiffer);
}
