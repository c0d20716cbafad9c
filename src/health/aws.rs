//! The ports over CloudWatch and Lambda.

use super::{Alarms, Functions, Metrics};
use crate::aws::cloudwatch::CloudWatch;
use crate::aws::lambda::Lambda;
use crate::domain::alarm::{Alarm, Happening};
use crate::domain::change::Deployed;
use crate::domain::metric::{MetricQuery, Series, Span};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use async_trait::async_trait;

#[async_trait]
impl Alarms for CloudWatch {
    async fn page(&self, after: Option<Cursor>) -> Result<Page<Alarm>, Problem> {
        self.alarms(after).await
    }

    async fn history(&self, name: &str, after: Option<Cursor>) -> Result<Page<Happening>, Problem> {
        CloudWatch::history(self, name, after).await
    }
}

#[async_trait]
impl Metrics for CloudWatch {
    async fn read(&self, queries: &[MetricQuery], span: Span) -> Result<Vec<Series>, Problem> {
        self.metrics(queries, span).await
    }
}

#[async_trait]
impl Functions for Lambda {
    async fn deployed(&self) -> Result<(Vec<Deployed>, bool), Problem> {
        self.functions().await
    }
}
