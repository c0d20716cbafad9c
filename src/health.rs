//! How healthy a system is: alarms, metrics, logs, traces and functions behind small ports, which alarms ought to
//! exist, and what is computed where nobody watches. The adapters to AWS are here too; everything only reads.

pub mod aws;
pub mod expected;
pub mod gauges;
pub mod logs;
pub mod measure;
pub mod scheme;

use crate::domain::alarm::{Alarm, Happening};
use crate::domain::calls::Used;
use crate::domain::change::Deployed;
use crate::domain::metric::{MetricQuery, Series, Span};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use async_trait::async_trait;
use logs::{Logs, Traces};
use scheme::Scheme;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Alarms of an account and region.
#[async_trait]
pub trait Alarms: Send + Sync {
    /// One page of all alarms, metric and composite, in whatever order.
    ///
    /// # Errors
    /// Any failure of the call.
    async fn page(&self, after: Option<Cursor>) -> Result<Page<Alarm>, Problem>;
    /// One page of what happened to an alarm, the newest first; empty where there is no such alarm.
    ///
    /// # Errors
    /// Any failure of the call.
    async fn history(&self, name: &str, after: Option<Cursor>) -> Result<Page<Happening>, Problem>;
}

/// Metrics of an account and region.
#[async_trait]
pub trait Metrics: Send + Sync {
    /// A series for each query, in their order; one without points where there is no data.
    ///
    /// # Errors
    /// Any failure of a call.
    async fn read(&self, queries: &[MetricQuery], span: Span) -> Result<Vec<Series>, Problem>;
    /// What this console called for metrics and alarms within the last hour; empty where nothing is called.
    fn used(&self) -> Vec<Used> {
        Vec::new()
    }
}

/// Functions of an account and region.
#[async_trait]
pub trait Functions: Send + Sync {
    /// All of them with when each was changed, and whether those are all.
    ///
    /// # Errors
    /// Any failure of a call.
    async fn deployed(&self) -> Result<(Vec<Deployed>, bool), Problem>;
    /// Their names, and whether those are all.
    ///
    /// # Errors
    /// As [`Self::deployed`].
    async fn names(&self) -> Result<(BTreeSet<String>, bool), Problem> {
        let (found, all) = self.deployed().await?;
        Ok((found.into_iter().map(|one| one.name).collect(), all))
    }
}

/// A system whose health can be read.
#[derive(Clone)]
pub struct Watched {
    pub scheme: Scheme,
    pub alarms: Arc<dyn Alarms>,
    pub metrics: Arc<dyn Metrics>,
    /// Indexes of its tables: the table's name and the index's.
    pub indexes: Vec<(String, String)>,
    /// US dollars that the account may be charged in a month, as the profile says.
    pub budget: Option<f64>,
    pub functions: Arc<dyn Functions>,
    pub logs: Arc<dyn Logs>,
    pub traces: Arc<dyn Traces>,
}
