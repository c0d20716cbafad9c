//! What the demo's tables tell of the past: commands, runs of agents, reads of mailboxes, mail that waits. Each
//! signal has a value for a stretch of time, or none.

use super::told::Told;
use crate::aws::failure::problem;
use crate::domain::metric::{MetricQuery, Statistic};
use crate::domain::problem::Problem;
use crate::embedded::meter::Minute;
use crate::embedded::raw::{self, Item};
use crate::embedded::systems::READER;
use crate::embedded::tables::Tables;
use aws_sdk_dynamodb::Client;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Pages of a table that are read at most, of a megabyte each.
const PAGES: usize = 4;

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Runs of agents that failed.
    Failures,
    /// Milliseconds that 95 of 100 runs do not exceed.
    RunTime,
    /// Seconds that the oldest unfinished command waits, at the end.
    OldestCommand,
    /// Commands that ended with an error.
    CommandErrors,
    /// Percent of commands that ended well.
    CommandSuccess,
    /// Reads of mailboxes.
    Reads,
    /// Reads that failed.
    ReadErrors,
    /// Mail that is fetched and not delivered, at the end.
    Undelivered,
    /// Seconds that the oldest of it waits, at the end.
    OldestMail,
    /// Commands that ended, and those of them that ended with an error.
    CommandRuns,
    CommandFailures,
}

impl Signal {
    /// What a metric is here; `None`: nobody in the demo does anything that it counts. Those without a dimension
    /// are of the whole account, as the alarms of AlquimistaAI look at them.
    pub fn of(query: &MetricQuery) -> Option<Self> {
        let about = |value: &str| query.dimensions.iter().any(|(_, found)| found == value);
        let whole = query.dimensions.is_empty();
        let reader = about("notification-agent-process-notifications-prod");
        let delivery = about("notification-agent-delivery-queue-prod");
        let commands = about("alquimista-process-command-prod");
        match (query.namespace.as_str(), query.name.as_str()) {
            ("AWS/Lambda", "Invocations") if reader => Some(Self::Reads),
            ("AWS/Lambda", "Errors") if reader => Some(Self::ReadErrors),
            ("AWS/Lambda", "Invocations") if commands => Some(Self::CommandRuns),
            ("AWS/Lambda", "Errors") if commands => Some(Self::CommandFailures),
            ("AWS/Lambda", "Errors") if whole => Some(Self::Failures),
            ("AWS/Lambda", "Duration") if whole && query.statistic == Statistic::P95 => {
                Some(Self::RunTime)
            }
            ("AWS/SQS", "ApproximateNumberOfMessagesVisible") if delivery => {
                Some(Self::Undelivered)
            }
            ("AWS/SQS", "ApproximateAgeOfOldestMessage") if delivery => Some(Self::OldestMail),
            ("AWS/SQS", "ApproximateAgeOfOldestMessage") if whole => Some(Self::OldestCommand),
            (OPERATIONS, "OperationalCommandError") if whole => Some(Self::CommandErrors),
            (OPERATIONS, "OperationalCommandSuccess") if whole => Some(Self::CommandSuccess),
            _ => None,
        }
    }
}

/// AlquimistaAI's own namespace (backend facts 2.6).
const OPERATIONS: &str = "AlquimistaAI/OperationalDashboard";

/// Something that began and may have ended.
pub struct Course {
    pub began: Timestamp,
    /// When it was taken up, where that is told.
    pub started: Option<Timestamp>,
    pub ended: Option<Timestamp>,
    pub failed: bool,
}

/// A run of an agent.
pub struct Run {
    pub at: Timestamp,
    pub failed: bool,
    pub millis: f64,
}

/// What the tables tell.
pub struct Seen {
    commands: Vec<Course>,
    /// By time, as the reads are.
    runs: Vec<Run>,
    /// Reads of mailboxes, and whether they failed.
    reads: Vec<(Timestamp, bool)>,
    pub mail: Vec<Course>,
    /// What is told of functions, APIs and tables by name.
    pub told: Told,
}

impl Seen {
    /// Reads the first pages of each table; the demo's have no more. What the meter counted of the mailboxes'
    /// reader comes before what the tables tell of it, which is the last read only.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn read(
        client: &Client,
        tables: &Tables,
        minutes: &BTreeMap<Timestamp, Arc<Minute>>,
    ) -> Result<Self, Problem> {
        let names = [
            &tables.alquimista.operational_commands,
            &tables.alquimista.audit_logs,
            &tables.notification.sync_state,
            &tables.notification.notifications,
        ];
        let pages = names.map(|name| scanned(client, name));
        let [commands, audit, reads, mail] = pages;
        let (commands, audit, reads, mail) =
            futures::future::try_join4(commands, audit, reads, mail).await?;
        let commands: Vec<Course> = commands.iter().filter_map(command).collect();
        let mut runs: Vec<Run> = audit.iter().filter_map(run).collect();
        runs.sort_by_key(|run| run.at);
        let told = Told::of(minutes, &runs, &commands);
        let mut reads: Vec<(Timestamp, bool)> = match told.functions.get(READER) {
            Some(calls) => calls.iter().map(|call| (call.at, call.failed)).collect(),
            None => reads.iter().filter_map(reading).collect(),
        };
        reads.sort_unstable();
        // A demo that stands still has no meter: its mailboxes' states tell of the last reads.
        Ok(Self {
            commands,
            runs,
            reads,
            mail: mail.iter().filter_map(letter).collect(),
            told,
        })
    }

    /// Runs of agents in a stretch of time.
    fn runs(&self, from: Timestamp, to: Timestamp) -> &[Run] {
        within(&self.runs, from, to, |run| run.at)
    }

    /// What a signal was from `from` on, up to and without `to`; `None`: there is no data.
    #[allow(clippy::cast_precision_loss, reason = "counts of a demo are small")]
    pub fn value(&self, signal: Signal, from: Timestamp, to: Timestamp) -> Option<f64> {
        let is_within = |at: Timestamp| at >= from && at < to;
        let some = |count: usize| (count > 0).then_some(count as f64);
        let ended = |one: &&Course| one.ended.is_some_and(is_within);
        let is_open = |one: &&Course| one.began < to && one.ended.is_none_or(|at| at >= to);
        let runs = || self.runs(from, to).iter();
        let reads = || within(&self.reads, from, to, |(at, _)| *at).iter();
        match signal {
            Signal::Failures => {
                some(runs().count()).map(|_| runs().filter(|run| run.failed).count() as f64)
            }
            Signal::RunTime => {
                let mut times: Vec<f64> = runs().map(|run| run.millis).collect();
                times.sort_by(f64::total_cmp);
                times
                    .get((times.len() * 95).div_ceil(100).saturating_sub(1))
                    .copied()
            }
            Signal::OldestCommand => Some(oldest(self.commands.iter().filter(is_open), to)),
            Signal::OldestMail => Some(oldest(self.mail.iter().filter(is_open), to)),
            Signal::CommandRuns => some(self.commands.iter().filter(ended).count()),
            Signal::CommandFailures => {
                let all = self.commands.iter().filter(ended);
                let failed = all.clone().filter(|one| one.failed).count() as f64;
                some(all.count()).map(|_| failed)
            }
            Signal::CommandErrors => {
                let ended = self.commands.iter().filter(ended);
                some(ended.filter(|one| one.failed).count())
            }
            Signal::CommandSuccess => {
                let all = some(self.commands.iter().filter(ended).count())?;
                let well = self.commands.iter().filter(ended).filter(|one| !one.failed);
                Some(100.0 * well.count() as f64 / all)
            }
            Signal::Reads => some(reads().count()),
            Signal::ReadErrors => {
                some(reads().count()).map(|_| reads().filter(|(_, failed)| *failed).count() as f64)
            }
            Signal::Undelivered => Some(self.mail.iter().filter(is_open).count() as f64),
        }
    }
}

/// Seconds that the oldest of these waits at a moment; 0: none waits.
fn oldest<'a>(open: impl Iterator<Item = &'a Course>, at: Timestamp) -> f64 {
    let began = open.map(|one| one.began).min();
    began.map_or(0.0, |began| at.duration_since(began).as_secs_f64())
}

/// The part of a list that is in the order of time which lies in a stretch of it.
pub fn within<T>(all: &[T], from: Timestamp, to: Timestamp, at: impl Fn(&T) -> Timestamp) -> &[T] {
    let begin = all.partition_point(|one| at(one) < from);
    let end = all.partition_point(|one| at(one) < to);
    all.get(begin..end).unwrap_or_default()
}

/// Every item of a small table.
async fn scanned(client: &Client, name: &str) -> Result<Vec<Item>, Problem> {
    let (mut items, mut after) = (Vec::new(), None);
    for _ in 0..PAGES {
        let call = client.scan().table_name(name);
        let answer = call.set_exclusive_start_key(after).send().await;
        let answer = answer.map_err(|error| problem("dynamodb:Scan", &error))?;
        items.extend(answer.items.unwrap_or_default());
        after = answer.last_evaluated_key;
        if after.is_none() {
            break;
        }
    }
    Ok(items)
}

fn command(item: &Item) -> Option<Course> {
    Some(Course {
        began: moment(item, "created_at")?,
        started: moment(item, "started_at"),
        ended: moment(item, "completed_at"),
        failed: raw::text(item, "status") == Some("ERROR"),
    })
}

fn run(item: &Item) -> Option<Run> {
    if raw::text(item, "action_type") != Some("agent.executed") {
        return None;
    }
    let context = item.get("context").and_then(|value| value.as_m().ok());
    let millis = context.and_then(|map| map.get("duration")?.as_n().ok()?.parse().ok());
    Some(Run {
        at: moment(item, "created_at")?,
        failed: raw::text(item, "result") == Some("failure"),
        millis: millis?,
    })
}

fn reading(item: &Item) -> Option<(Timestamp, bool)> {
    let failed = raw::text(item, "last_error").is_some();
    Some((moment(item, "last_sync_timestamp")?, failed))
}

fn letter(item: &Item) -> Option<Course> {
    Some(Course {
        began: moment(item, "created_at")?,
        started: None,
        ended: moment(item, "delivered_at"),
        failed: false,
    })
}

/// The moment of an attribute; one without a zone is of UTC, as the systems' own clocks are.
fn moment(item: &Item, name: &str) -> Option<Timestamp> {
    let text = raw::text(item, name)?;
    text.parse().or_else(|_| format!("{text}Z").parse()).ok()
}
