//! Where the health of the systems is read: in the account and region of each, or, in a demo, from what its
//! tables tell.

use super::Connector;
use super::deployment::{Deployment, SystemAt};
use super::sessions::{Open, Sessions};
#[cfg(feature = "embedded")]
use crate::aws::{cloudwatch::CloudWatch, session::Target};
#[cfg(feature = "embedded")]
use crate::embedded::{Backend, health::Source};
use crate::health::logs::{Logs, Traces};
use crate::health::scheme::Scheme;
use crate::health::{Alarms, Functions, Metrics, Watched};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The ports of one account and region.
#[derive(Clone)]
struct Ports {
    alarms: Arc<dyn Alarms>,
    metrics: Arc<dyn Metrics>,
    functions: Arc<dyn Functions>,
    logs: Arc<dyn Logs>,
    traces: Arc<dyn Traces>,
}

impl Connector {
    /// Every system whose health can be read. Systems of an account and region share its budgets of calls.
    pub(super) async fn watched(
        &self,
        deployment: &Deployment,
        sessions: &Sessions,
    ) -> Vec<Watched> {
        let found = self.ports(deployment, sessions).await;
        let watched = found.into_iter().map(|(system, ports)| Watched {
            scheme: scheme(system),
            alarms: ports.alarms,
            metrics: ports.metrics,
            indexes: system.indexes(),
            budget: deployment.budget(),
            functions: ports.functions,
            logs: ports.logs,
            traces: ports.traces,
        });
        watched.collect()
    }

    /// What tells of the functions of each system, with the names that they should have.
    pub(super) async fn functions(
        &self,
        deployment: &Deployment,
        sessions: &Sessions,
    ) -> Vec<(Scheme, Arc<dyn Functions>)> {
        let found = self.ports(deployment, sessions).await;
        let functions = found.into_iter();
        functions
            .map(|(system, ports)| (scheme(system), ports.functions))
            .collect()
    }

    async fn ports<'a>(
        &self,
        deployment: &'a Deployment,
        sessions: &Sessions,
    ) -> Vec<(&'a SystemAt, Ports)> {
        // By the place of their session: what is shared must be made once.
        let mut made: BTreeMap<usize, Ports> = BTreeMap::new();
        for (at, open) in sessions.iter().enumerate() {
            made.insert(at, self.ports_at(open).await);
        }
        let of = |system: &'a SystemAt| {
            let at = sessions.iter().position(|open| open.spot == system.spot)?;
            Some((system, made.get(&at)?.clone()))
        };
        deployment.systems.iter().filter_map(of).collect()
    }

    async fn ports_at(&self, open: &Open) -> Ports {
        let cloudwatch = open.session.cloudwatch();
        #[cfg(feature = "embedded")]
        if open.account.is_none() && self.is_demo(open, &cloudwatch).await {
            let demo = Source::over(open.session.dynamo.raw());
            let demo = Arc::new(demo);
            return Ports {
                alarms: demo.clone(),
                metrics: demo.clone(),
                functions: demo.clone(),
                logs: demo.clone(),
                traces: demo,
            };
        }
        let cloudwatch = Arc::new(cloudwatch);
        Ports {
            alarms: cloudwatch.clone(),
            metrics: cloudwatch,
            functions: Arc::new(open.session.lambda()),
            logs: Arc::new(open.session.logs()),
            traces: Arc::new(open.session.xray()),
        }
    }

    /// Whether a backend on this machine is a demo: its engine knows tables and nothing else.
    #[cfg(feature = "embedded")]
    async fn is_demo(&self, open: &Open, cloudwatch: &CloudWatch) -> bool {
        let ours = self.backend.lock().await.as_ref().map(Backend::endpoint);
        let is_ours = match &open.spot.target {
            Target::Loopback { endpoint } => ours.as_ref() == Some(endpoint),
            Target::Account { .. } => false,
        };
        is_ours || cloudwatch.alarms(None).await.is_err()
    }
}

fn scheme(system: &SystemAt) -> Scheme {
    Scheme {
        platform: system.platform(),
        environment: system.environment.clone(),
        prefix: system.prefix.clone(),
        tables: system.tables(),
    }
}
