//! A look at AlquimistaAI (backend facts 2.1, 2.2): its tables, the price of each list, and what one page of each
//! shows. The rows are those of the projection, or of the database where one is named; the commands are in
//! DynamoDB whatever keeps the rest.

mod judge;

use super::item::integration;
use super::postgres::Settings;
use super::postgres::checkup::{Look, names};
use super::schema::{OPERATIONAL_COMMANDS, Tables};
use crate::aws::dynamo::Dynamo;
use crate::aws::inspect::Expected;
use crate::aws::vault::Vault;
use crate::domain::checkup::{How, ListOf, Owner, PlanCheck, Role, TableCheck};
use crate::domain::id::PlatformId;
use crate::platform::checkup::{Examination, Sample, Sampler, facts, named, over};
use async_trait::async_trait;
use judge::{EVENT_WORDS, INTEGRATION_WORDS, USER_WORDS};
use std::collections::BTreeSet;

pub(super) const TENANT: &str = "tenant_id";
/// What is fetched of people, and of events: who they are is nobody's business here.
pub(super) const PERSON: [&str; 5] = ["tenant_id", "id", "status", "last_login_at", "created_at"];
const PERSON_TIMES: [&str; 2] = ["last_login_at", "created_at"];
pub(super) const EVENT: [&str; 6] = [
    "event_category",
    "sk",
    "id",
    "tenant_id",
    "status",
    "created_at",
];
/// The separate construct's name of the commands that a worker runs (backend facts 2.2).
const OTHER_COMMANDS: &str = "operational-commands-prod";
/// The deployment.
pub struct Checkup {
    dynamo: Dynamo,
    tables: Tables,
    database: Option<(Settings, Vault)>,
}

/// Where each table is, by name, and one page of it.
#[derive(Default)]
pub(super) struct Samples {
    pub tenants: Sample,
    pub agents: Sample,
    pub activations: Sample,
    pub others: Sample,
    pub audit: Sample,
    pub users: Sample,
    pub integrations: Sample,
    pub events: Sample,
    pub requests: Sample,
}

impl Checkup {
    /// A look at these tables.
    pub fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            tables: tables.clone(),
            database: None,
        }
    }

    /// The same with the system's own database in place of the projection.
    #[must_use]
    pub fn with_database(self, settings: Settings, vault: Vault) -> Self {
        Self {
            database: Some((settings, vault)),
            ..self
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
        match &self.database {
            None => self.projection().await,
            Some((settings, vault)) => self.both(settings.clone(), vault.clone()).await,
        }
    }
}

impl Checkup {
    async fn projection(&self) -> Examination {
        let of = &self.tables;
        let tables = self.dynamo.inspect(&self.expected()).await;
        let mut look = Sampler::new(&self.dynamo, &tables);
        let samples = Samples {
            agents: look.page(&of.agents, &[]).await,
            tenants: look.page(&of.tenants, &[]).await,
            activations: look.page(&of.activations, &[]).await,
            others: look.page(&of.tenant_agents, &[]).await,
            audit: look.page(&of.audit_logs, &[TENANT, "sk", "id"]).await,
            users: look.page(&of.users, &PERSON).await,
            integrations: look.page(&of.integrations, &integration::FIELDS).await,
            events: look.page(&of.operational_events, &EVENT).await,
            requests: look.page(&of.approval_requests, &[]).await,
        };
        let commands = look.page(&of.operational_commands, &[]).await;
        let ids = samples.owners();
        let absent = look.absent(&of.tenants, "id", &samples.tenants, &ids).await;
        self.judge(of, &mut look, &samples, &commands, &absent);
        let drift = look.drift;
        Examination {
            plans: self.plans(&tables),
            drift,
            tables,
        }
    }

    /// The database's tables, and of DynamoDB's the commands alone.
    async fn both(&self, settings: Settings, vault: Vault) -> Examination {
        let mut expected = self.expected();
        let commands = &self.tables.operational_commands;
        expected.retain(|one| one.name == commands || one.name == OTHER_COMMANDS);
        let mut tables = self.dynamo.inspect(&expected).await;
        let Look {
            tables: own,
            samples,
            findings,
        } = Look::at(settings, vault).await;
        let mut look = Sampler::new(&self.dynamo, &tables);
        let page = look.page(commands, &[]).await;
        // A table that is not read whole may have whoever is named.
        let mut absent = BTreeSet::new();
        if samples.tenants.whole && samples.tenants.read {
            absent = samples.owners();
            for id in named([&samples.tenants], "id") {
                absent.remove(&id);
            }
        }
        look.drift.extend(findings);
        self.judge(&names(&self.tables), &mut look, &samples, &page, &absent);
        let drift = look.drift;
        let plans = vec![over(
            &tables,
            ListOf::Work,
            How::Index,
            &[commands.as_str()],
        )];
        tables.extend(own);
        Examination {
            tables,
            plans,
            drift,
        }
    }

    /// `of`: the names under which findings are told.
    fn judge(
        &self,
        of: &Tables,
        look: &mut Sampler<'_>,
        samples: &Samples,
        commands: &Sample,
        absent: &BTreeSet<String>,
    ) {
        judge::judge_tenants(look, &of.tenants, &samples.tenants);
        let catalogue = judge::judge_agents(look, &of.agents, &samples.agents);
        let switches = judge::read(&samples.activations, &catalogue);
        judge::judge_switches(look, &of.activations, (&samples.activations, &switches));
        if samples.agents.whole {
            judge::unknown_agents(look, &of.activations, &switches, &catalogue);
        }
        for one in [
            (of.activations.as_str(), &samples.activations),
            (&of.audit_logs, &samples.audit),
            (&of.users, &samples.users),
            (&of.integrations, &samples.integrations),
            (&of.approval_requests, &samples.requests),
        ] {
            look.orphans(one, TENANT, absent, Owner::Tenant);
        }
        let others = judge::read(&samples.others, &catalogue);
        judge::compare(look, &of.tenant_agents, &switches, &others);
        for (table, sample, words, columns) in [
            (
                &of.users,
                &samples.users,
                &USER_WORDS[..],
                (&["tenant_id", "id"][..], &PERSON_TIMES[..]),
            ),
            (
                &of.integrations,
                &samples.integrations,
                &INTEGRATION_WORDS[..],
                (&["tenant_id", "id"], &["last_sync_at"]),
            ),
            (
                &of.operational_events,
                &samples.events,
                &EVENT_WORDS[..],
                (&["event_category", "sk"], &["created_at"]),
            ),
        ] {
            judge::judge_words(look, table, sample, words, columns);
        }
        judge::judge_requests(look, &of.approval_requests, &samples.requests);
        let now = self.dynamo.clock().now();
        judge::judge_commands(look, &of.operational_commands, commands, now);
    }

    fn plans(&self, tables: &[TableCheck]) -> Vec<PlanCheck> {
        let of = &self.tables;
        let listed = match facts(tables, &of.tenants) {
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
        vec![
            over(tables, ListOf::Tenants, How::Scan, &[listed]),
            over(tables, ListOf::Switches, How::Sweep, &switched),
            over(
                tables,
                ListOf::Usage,
                How::Sweep,
                &[of.usage_daily.as_str()],
            ),
            over(tables, ListOf::Work, How::Scan, &waiting),
        ]
    }
}

impl Samples {
    /// The tenants that rows name.
    fn owners(&self) -> BTreeSet<String> {
        let all = [
            &self.activations,
            &self.audit,
            &self.users,
            &self.integrations,
            &self.requests,
        ];
        named(all, TENANT)
    }
}
