//! The ports over CloudWatch, its logs, X-Ray and Lambda.

use super::logs::{Logs, Traces};
use super::{Alarms, Functions, Metrics};
use crate::aws::cloudwatch::CloudWatch;
use crate::aws::lambda::Lambda;
use crate::aws::logs::CloudWatchLogs;
use crate::aws::xray::XRay;
use crate::domain::alarm::{Alarm, Happening};
use crate::domain::calls::Used;
use crate::domain::change::Deployed;
use crate::domain::log::filter::Terms;
use crate::domain::log::question::{Answer, Question};
use crate::domain::log::{LogGroup, LogLine};
use crate::domain::metric::{MetricQuery, Series, Span};
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::trace::{Trace, TraceSummary};
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

    fn used(&self) -> Vec<Used> {
        CloudWatch::used(self)
    }
}

#[async_trait]
impl Functions for Lambda {
    async fn deployed(&self) -> Result<(Vec<Deployed>, bool), Problem> {
        self.functions().await
    }
}

#[async_trait]
impl Logs for CloudWatchLogs {
    async fn groups(&self, prefix: &str, after: Option<Cursor>) -> Result<Page<LogGroup>, Problem> {
        self.log_groups(prefix, after).await
    }

    async fn page(
        &self,
        group: &str,
        terms: &Terms,
        span: Span,
        after: Option<Cursor>,
    ) -> Result<Page<LogLine>, Problem> {
        self.lines(group, terms, span, after).await
    }

    async fn start(&self, question: &Question) -> Result<String, Problem> {
        self.ask(question).await
    }

    async fn answer(&self, id: &str) -> Result<Answer, Problem> {
        self.results(id).await
    }

    async fn stop(&self, id: &str) -> Result<(), Problem> {
        self.stop_query(id).await
    }
}

#[async_trait]
impl Traces for XRay {
    async fn summaries(
        &self,
        span: Span,
        expression: &str,
        after: Option<Cursor>,
    ) -> Result<Page<TraceSummary>, Problem> {
        self.trace_summaries(span, expression, after).await
    }

    async fn trace(&self, id: &str) -> Result<Option<Trace>, Problem> {
        self.whole(id).await
    }
}
