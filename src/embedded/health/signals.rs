//! What the demo's tables tell of the past: commands, runs of agents, reads of mailboxes, mail that waits. Each
//! signal has a value for a stretch of time, or none.

use crate::aws::failure::problem;
use crate::domain::metric::{MetricQuery, Statistic};
use crate::domain::problem::Problem;
use crate::embedded::raw::{self, Item};
use crate::embedded::tables::Tables;
use aws_sdk_dynamodb::Client;
use jiff::Timestamp;

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
struct Course {
    began: Timestamp,
    ended: Option<Timestamp>,
    failed: bool,
}

/// A run of an agent.
struct Run {
    at: Timestamp,
    failed: bool,
    millis: f64,
}

/// What the tables tell.
pub struct Seen {
    commands: Vec<Course>,
    runs: Vec<Run>,
    /// The last read of each mailbox, and whether it failed.
    reads: Vec<(Timestamp, bool)>,
    mail: Vec<Course>,
}

impl Seen {
    /// Reads the first page of each table; the demo's have no more.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn read(client: &Client, tables: &Tables) -> Result<Self, Problem> {
        let names = [
            &tables.alquimista.operational_commands,
            &tables.alquimista.audit_logs,
            &tables.notification.sync_state,
            &tables.notification.notifications,
        ];
        let pages = names.map(|name| async move {
            let answer = client.scan().table_name(name).send().await;
            let answer = answer.map_err(|error| problem("dynamodb:Scan", &error))?;
            Ok::<Vec<Item>, Problem>(answer.items.unwrap_or_default())
        });
        let [commands, audit, reads, mail] = pages;
        let (commands, audit, reads, mail) =
            (commands.await?, audit.await?, reads.await?, mail.await?);
        Ok(Self {
            commands: commands.iter().filter_map(command).collect(),
            runs: audit.iter().filter_map(run).collect(),
            reads: reads.iter().filter_map(reading).collect(),
            mail: mail.iter().filter_map(letter).collect(),
        })
    }

    /// What a signal was from `from` on, up to and without `to`; `None`: there is no data.
    #[allow(clippy::cast_precision_loss, reason = "counts of a demo are small")]
    pub fn value(&self, signal: Signal, from: Timestamp, to: Timestamp) -> Option<f64> {
        let within = |at: Timestamp| at >= from && at < to;
        let some = |count: usize| (count > 0).then_some(count as f64);
        let ended = |one: &&Course| one.ended.is_some_and(within);
        let is_open = |one: &&Course| one.began < to && one.ended.is_none_or(|at| at >= to);
        let runs = || self.runs.iter().filter(|run| within(run.at));
        let reads = || self.reads.iter().filter(|(at, _)| within(*at));
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

fn command(item: &Item) -> Option<Course> {
    Some(Course {
        began: moment(item, "created_at")?,
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
        ended: moment(item, "delivered_at"),
        failed: false,
    })
}

/// The moment of an attribute; one without a zone is of UTC, as the systems' own clocks are.
fn moment(item: &Item, name: &str) -> Option<Timestamp> {
    let text = raw::text(item, name)?;
    text.parse().or_else(|_| format!("{text}Z").parse()).ok()
}
