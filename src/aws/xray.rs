//! X-Ray: traces of a span, and a whole trace out of its documents. Calls keep to a budget that all clones
//! share; a document that cannot be read costs only itself.

mod document;

use super::budget::Budget;
use super::failure::problem;
use crate::domain::cost::Cost;
use crate::domain::metric::Span;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::domain::trace::{Fate, Trace, TraceSummary};
use aws_sdk_xray::Client;
use aws_sdk_xray::types::TraceSummary as Summary;
use aws_smithy_types::DateTime;
use jiff::{SignedDuration, Timestamp};

/// Answers that one trace may be spread over: X-Ray keeps 500 kB of a trace.
const PAGES: usize = 10;
/// X-Ray's quotas state no figure for reads; a person's reads need fewer than this.
const CALLS: u32 = 5;

/// The client of an account and region.
#[derive(Clone, Debug)]
pub struct XRay {
    client: Client,
    calls: Budget,
}

impl XRay {
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            calls: Budget::per_second(CALLS),
        }
    }

    /// One page of the traces of a span.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn trace_summaries(
        &self,
        span: Span,
        expression: &str,
        after: Option<Cursor>,
    ) -> Result<Page<TraceSummary>, Problem> {
        self.calls.take().await;
        let answer = self
            .client
            .get_trace_summaries()
            .start_time(DateTime::from_secs(span.from.as_second()))
            .end_time(DateTime::from_secs(span.to.as_second()))
            .set_filter_expression((!expression.is_empty()).then(|| expression.to_owned()))
            .set_next_token(after.map(|cursor| cursor.0))
            .send()
            .await
            .map_err(|error| problem("xray:GetTraceSummaries", &error));
        let answer = self.calls.heard(answer)?;
        let next = answer.next_token().filter(|token| !token.is_empty());
        Ok(Page {
            items: answer
                .trace_summaries()
                .iter()
                .filter_map(summary)
                .collect(),
            next: next.map(|token| Cursor(token.to_owned())),
            cost: Cost::default(),
        })
    }

    /// A whole trace.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn whole(&self, id: &str) -> Result<Option<Trace>, Problem> {
        let (mut pieces, mut cut, mut known) = (Vec::new(), false, false);
        let mut after = None;
        for _ in 0..PAGES {
            self.calls.take().await;
            let call = self.client.batch_get_traces().trace_ids(id);
            let answer = call.set_next_token(after).send().await;
            let answer = answer.map_err(|error| problem("xray:BatchGetTraces", &error));
            let answer = self.calls.heard(answer)?;
            for trace in answer.traces() {
                known = true;
                cut |= trace.limit_exceeded().unwrap_or(false);
                let documents = trace.segments().iter().filter_map(|one| one.document());
                for document in documents {
                    match document::pieces(document) {
                        Some(found) => pieces.extend(found),
                        None => cut = true,
                    }
                }
            }
            after = answer
                .next_token()
                .filter(|token| !token.is_empty())
                .map(str::to_owned);
            if after.is_none() {
                break;
            }
        }
        Ok(known.then(|| Trace {
            id: Text::from(id),
            pieces,
            cut: cut || after.is_some(),
        }))
    }
}

fn summary(summary: &Summary) -> Option<TraceSummary> {
    let fate = match () {
        () if summary.has_fault().unwrap_or(false) => Fate::Fault,
        () if summary.has_error().unwrap_or(false) => Fate::Error,
        () if summary.has_throttle().unwrap_or(false) => Fate::Throttled,
        () => Fate::Well,
    };
    let seconds = summary.response_time().or(summary.duration());
    Some(TraceSummary {
        id: Text::from(summary.id()?),
        // The id begins with the second in which its request did.
        began: summary.id().and_then(second_of),
        took: seconds.and_then(|seconds| SignedDuration::try_from_secs_f64(seconds).ok()),
        fate,
        entry: summary
            .entry_point()
            .and_then(|service| service.name())
            .map(Text::from)
            .unwrap_or_default(),
    })
}

fn second_of(id: &str) -> Option<Timestamp> {
    let second = i64::from_str_radix(id.split('-').nth(1)?, 16).ok()?;
    Timestamp::from_second(second).ok()
}
