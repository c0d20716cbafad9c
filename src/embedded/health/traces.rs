//! The demo's traces: the pieces of a run of an agent that its audit row tells of. Their times add up to the
//! row's; how they share it is the same for all, and the piece that failed follows from the row's own words.

use super::Source;
use super::tell::Telling;
use super::tell::runs::Run;
use crate::domain::cost::Cost;
use crate::domain::log::group_of_function;
use crate::domain::metric::Span;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::domain::trace::{Fate, Piece, Trace, TraceSummary};
use crate::health::logs::Traces;
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

const FUNCTION: &str = "fibonacci-api-handler-prod";

impl Source {
    async fn runs(&self) -> Result<Vec<Run>, Problem> {
        let telling = Telling {
            client: &self.client,
            tables: &self.tables,
        };
        let rows = telling.rows(&self.tables.alquimista.audit_logs).await?;
        let mut runs: Vec<Run> = rows.iter().filter_map(Run::read).collect();
        runs.sort_by(|a, b| (b.began, &b.row).cmp(&(a.began, &a.row)));
        Ok(runs)
    }
}

#[async_trait]
impl Traces for Source {
    async fn summaries(
        &self,
        span: Span,
        expression: &str,
        _: Option<Cursor>,
    ) -> Result<Page<TraceSummary>, Problem> {
        let failed = expression.contains("fault") || expression.contains("error");
        let through = format!("service(\"{FUNCTION}\")");
        let runs = match !expression.contains("service(") || expression.contains(&through) {
            true => self.runs().await?,
            // Nothing else in the demo sends a trace.
            false => Vec::new(),
        };
        let runs = runs.into_iter();
        let wanted = runs.filter(|run| {
            run.began >= span.from && run.began < span.to && (!failed || run.failure.is_some())
        });
        Ok(Page {
            items: wanted.map(|run| summary(&run)).collect(),
            next: None,
            cost: Cost::default(),
        })
    }

    async fn trace(&self, id: &str) -> Result<Option<Trace>, Problem> {
        let runs = self.runs().await?;
        let run = runs.iter().find(|run| run.trace == id);
        Ok(run.map(trace))
    }
}

fn summary(run: &Run) -> TraceSummary {
    TraceSummary {
        id: Text::from(run.trace.as_str()),
        began: Some(run.began),
        took: Some(run.ended.duration_since(run.began)),
        fate: fate(run),
        entry: Text::from("fibonacci-api/prod"),
    }
}

fn fate(run: &Run) -> Fate {
    match run.failure {
        Some(_) => Fate::Fault,
        None => Fate::Well,
    }
}

/// Who failed, by the words of the row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Culprit {
    Nobody,
    Function,
    Model,
    Table,
}

fn culprit(run: &Run) -> Culprit {
    let Some(why) = &run.failure else {
        return Culprit::Nobody;
    };
    let why = why.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| why.contains(word));
    match () {
        () if says(&["dynamodb", "throughput", "table"]) => Culprit::Table,
        () if says(&["bedrock", "model", "timed out", "token"]) => Culprit::Model,
        () => Culprit::Function,
    }
}

fn trace(run: &Run) -> Trace {
    let whole = run.ended.duration_since(run.began).as_millis().max(0);
    let part = |of: i128, permille: i128| of * permille / 1000;
    // Into the function and out of it again.
    let edge = part(whole, 12);
    let inner = whole - 2 * edge;
    let read = part(inner, 40);
    let culprit = culprit(run);
    // What comes after a failure of the model is never called.
    let goes_on = culprit != Culprit::Model;
    let write = if goes_on { part(inner, 60) } else { 0 };
    let model = inner - read - write;
    let at = |offset: i128| later(run.began, offset);
    let bad = |of: Culprit| {
        if culprit == of {
            Fate::Fault
        } else {
            Fate::Well
        }
    };
    let why = |of: Culprit| match &run.failure {
        Some(why) if culprit == of => Text::from(why.as_str()),
        _ => Text::default(),
    };
    let piece =
        |id: &str, parent: Option<&str>, name: &str, kind: &str, from: i128, took: i128| Piece {
            id: Text::from(format!("{}{id}", tail(&run.trace))),
            parent: parent.map(|of| Text::from(format!("{}{of}", tail(&run.trace)))),
            name: Text::from(name),
            kind: Text::from(kind),
            began: at(from),
            ended: Some(at(from + took)),
            fate: Fate::Well,
            status: None,
            cause: Text::default(),
            group: Some(group_of_function(FUNCTION).into()),
            notes: Vec::new(),
        };
    let notes = [("tenantId", &run.tenant), ("agentId", &run.agent)];
    let notes = notes.map(|(name, value)| (Text::from(name), Text::from(value.as_str())));
    let pieces = vec![
        Piece {
            fate: fate(run),
            status: Some(if run.failure.is_some() { 502 } else { 200 }),
            group: None,
            ..piece(
                "a",
                None,
                "fibonacci-api/prod",
                "AWS::ApiGateway::Stage",
                0,
                whole,
            )
        },
        Piece {
            fate: fate(run),
            cause: why(Culprit::Function),
            notes: notes.to_vec(),
            ..piece(
                "b",
                Some("a"),
                FUNCTION,
                "AWS::Lambda::Function",
                edge,
                inner,
            )
        },
        piece("c", Some("b"), "DynamoDB", "aws", edge, read),
        Piece {
            fate: bad(Culprit::Model),
            cause: why(Culprit::Model),
            ..piece("d", Some("b"), "Bedrock", "aws", edge + read, model)
        },
        Piece {
            fate: bad(Culprit::Table),
            cause: why(Culprit::Table),
            ..piece(
                "e",
                Some("b"),
                "DynamoDB",
                "aws",
                edge + read + model,
                write,
            )
        },
    ];
    let called = pieces.into_iter().take(if goes_on { 5 } else { 4 });
    Trace {
        id: Text::from(run.trace.as_str()),
        pieces: called.collect(),
        cut: false,
    }
}

/// The last digits of an id, which name its pieces.
fn tail(id: &str) -> &str {
    id.get(id.len().saturating_sub(15)..).unwrap_or(id)
}

fn later(at: Timestamp, millis: i128) -> Timestamp {
    let millis = i64::try_from(millis).unwrap_or(0);
    at.checked_add(SignedDuration::from_millis(millis))
        .unwrap_or(at)
}
