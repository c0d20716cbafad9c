//! CloudWatch Logs: groups, lines by a filter, and questions to Insights. Calls keep to a budget for each API
//! that all clones share; what a line lacks is made up for by what is known of its call.

use super::budget::Budget;
use super::failure::problem;
use crate::domain::cost::Cost;
use crate::domain::log::filter::Terms;
use crate::domain::log::question::{Answer, Progress, Question};
use crate::domain::log::{LogGroup, LogLine};
use crate::domain::metric::Span;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use aws_sdk_cloudwatchlogs::Client;
use aws_sdk_cloudwatchlogs::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_cloudwatchlogs::types::{
    FilteredLogEvent, LogGroup as Group, QueryStatus, ResultField,
};
use jiff::Timestamp;
use std::sync::Arc;

/// Groups in one answer: the most that CloudWatch Logs gives.
const GROUPS: i32 = 50;
/// Lines in one answer, of the 10 000 that the API allows: enough for a log of 1 000 lines a second, which is
/// looked at every two seconds.
const LINES: i32 = 5_000;
/// Rows of an answer of Insights that are asked for.
const ROWS: i32 = 1_000;
/// FilterLogEvents allows 5 calls a second for an account and region, a limit that is not raised (AWS knowledge
/// centre, "How do I determine throttling in my CloudWatch logs?"). This console leaves some to others.
const FILTER: u32 = 4;
/// The others are asked rarely; of StartQuery and GetQueryResults at least 5 a second are allowed.
const OTHERS: u32 = 4;

/// The client of an account and region.
#[derive(Clone, Debug)]
pub struct CloudWatchLogs {
    client: Client,
    groups: Budget,
    lines: Budget,
    questions: Budget,
}

impl CloudWatchLogs {
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            groups: Budget::per_second(OTHERS),
            lines: Budget::per_second(FILTER),
            questions: Budget::per_second(OTHERS),
        }
    }

    /// One page of the groups whose name begins so; empty: all.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn log_groups(
        &self,
        prefix: &str,
        after: Option<Cursor>,
    ) -> Result<Page<LogGroup>, Problem> {
        self.groups.take().await;
        let call = self.client.describe_log_groups().limit(GROUPS);
        let answer = call
            .set_log_group_name_prefix((!prefix.is_empty()).then(|| prefix.to_owned()))
            .set_next_token(after.map(|cursor| cursor.0))
            .send()
            .await
            .map_err(|error| told("logs:DescribeLogGroups", &error));
        let answer = self.groups.heard(answer)?;
        Ok(Page {
            items: answer.log_groups().iter().filter_map(group).collect(),
            next: next(answer.next_token()),
            cost: Cost::default(),
        })
    }

    /// One page of the lines of a group that hold these terms, the oldest first.
    ///
    /// # Errors
    /// `NotFound` for a group that does not exist, any failure of the call.
    pub async fn lines(
        &self,
        group: &str,
        terms: &Terms,
        span: Span,
        after: Option<Cursor>,
    ) -> Result<Page<LogLine>, Problem> {
        self.lines.take().await;
        let pattern = terms.pattern();
        let answer = self
            .client
            .filter_log_events()
            .log_group_name(group)
            .set_filter_pattern((!pattern.is_empty()).then_some(pattern))
            .start_time(span.from.as_millisecond())
            .end_time(span.to.as_millisecond())
            .limit(LINES)
            .set_next_token(after.map(|cursor| cursor.0))
            .send()
            .await
            .map_err(|error| told(&format!("logs:FilterLogEvents {group}"), &error));
        let answer = self.lines.heard(answer)?;
        let group: Arc<str> = Arc::from(group);
        let events = answer.events().iter().enumerate();
        Ok(Page {
            items: events
                .map(|(at, event)| line(&group, at, event, span))
                .collect(),
            next: next(answer.next_token()),
            cost: Cost::default(),
        })
    }

    /// Asks a question of Insights.
    ///
    /// # Errors
    /// `Refused` for a query that is not understood, any failure of the call.
    pub async fn ask(&self, question: &Question) -> Result<String, Problem> {
        self.questions.take().await;
        let answer = self
            .client
            .start_query()
            .set_log_group_names(Some(question.groups.clone()))
            .query_string(&question.query)
            .start_time(question.from.as_second())
            .end_time(question.to.as_second())
            .limit(ROWS)
            .send()
            .await
            .map_err(|error| told("logs:StartQuery", &error));
        let answer = self.questions.heard(answer)?;
        let nameless = || Problem::new(Trouble::Internal, "logs:StartQuery", "no query id");
        answer.query_id.ok_or_else(nameless)
    }

    /// What a question has come to so far.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn results(&self, id: &str) -> Result<Answer, Problem> {
        self.questions.take().await;
        let call = self.client.get_query_results().query_id(id);
        let answer = call.send().await;
        let answer = answer.map_err(|error| told("logs:GetQueryResults", &error));
        let answer = self.questions.heard(answer)?;
        let statistics = answer.statistics();
        let of = |value: Option<f64>| value.unwrap_or(0.0);
        Ok(Answer {
            progress: progress(answer.status()),
            rows: answer.results().iter().map(|row| values(row)).collect(),
            scanned_bytes: of(statistics.map(|one| one.bytes_scanned())),
            scanned_lines: of(statistics.map(|one| one.records_scanned())),
            matched_lines: of(statistics.map(|one| one.records_matched())),
        })
    }

    /// Stops a question.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn stop_query(&self, id: &str) -> Result<(), Problem> {
        self.questions.take().await;
        let call = self.client.stop_query().query_id(id);
        let stopped = call.send().await;
        stopped.map_err(|error| told("logs:StopQuery", &error))?;
        Ok(())
    }
}

/// The trouble of a call, where this service uses words of its own.
fn told<E, R>(subject: &str, error: &SdkError<E, R>) -> Problem
where
    E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
    R: std::fmt::Debug + Send + Sync + 'static,
{
    let code = match error {
        SdkError::ServiceError(service) => service.err().code().unwrap_or_default(),
        _ => "",
    };
    let found = problem(subject, error);
    let trouble = match code {
        "ResourceNotFoundException" => Trouble::NotFound,
        // 30 questions at a time, over all consoles.
        "LimitExceededException" => Trouble::Throttled,
        "MalformedQueryException" | "InvalidParameterException" => Trouble::Refused,
        "ServiceUnavailableException" => Trouble::TimedOut,
        _ => found.trouble,
    };
    Problem { trouble, ..found }
}

fn group(group: &Group) -> Option<LogGroup> {
    Some(LogGroup {
        name: Arc::from(group.log_group_name()?),
        stored: group
            .stored_bytes()
            .and_then(|bytes| u64::try_from(bytes).ok()),
        kept_days: group
            .retention_in_days()
            .and_then(|days| u32::try_from(days).ok()),
        made: group.creation_time().and_then(moment),
    })
}

fn moment(millis: i64) -> Option<Timestamp> {
    Timestamp::from_millisecond(millis).ok()
}

/// A line without a time is of the beginning of what was asked; one without an id is known by its place.
fn line(group: &Arc<str>, at: usize, event: &FilteredLogEvent, span: Span) -> LogLine {
    let stream: Arc<str> = Arc::from(event.log_stream_name().unwrap_or_default());
    let when = event.timestamp().and_then(moment).unwrap_or(span.from);
    let id = match event.event_id() {
        Some(id) => id.to_owned(),
        None => format!("{stream}#{}#{at}", when.as_millisecond()),
    };
    LogLine::read(
        when,
        group,
        &stream,
        &id,
        event.message().unwrap_or_default(),
    )
}

fn progress(status: Option<&QueryStatus>) -> Progress {
    match status {
        Some(QueryStatus::Complete) => Progress::Done,
        Some(QueryStatus::Running) => Progress::Running,
        Some(QueryStatus::Cancelled) => Progress::Stopped,
        Some(QueryStatus::Failed | QueryStatus::Timeout) => Progress::Failed,
        _ => Progress::Waiting,
    }
}

/// The values of a row, without the pointer to its line.
fn values(row: &[ResultField]) -> Vec<(Text, Text)> {
    row.iter()
        .filter_map(|one| Some((one.field()?, one.value().unwrap_or_default())))
        .filter(|(name, _)| *name != "@ptr")
        .map(|(name, value)| (Text::from(name), Text::from(value)))
        .collect()
}

fn next(token: Option<&str>) -> Option<Cursor> {
    let token = token.filter(|token| !token.is_empty());
    token.map(|token| Cursor(token.to_owned()))
}
