//! What each function of the systems would have written, told from the rows that its work left: each teller reads
//! the one table that it needs and writes in the shape of its system (backend facts 1.8, 2.6, 3.5, 4.4).

mod bot;
mod commands;
mod mail;
mod nexus;
pub mod runs;
mod switches;

use crate::aws::failure::problem;
use crate::domain::problem::Problem;
use crate::embedded::raw::{self, Item};
use crate::embedded::tables::Tables;
use aws_sdk_dynamodb::Client;
use jiff::{SignedDuration, Timestamp};

/// A line as a function would have written it.
#[derive(Clone, Debug)]
pub struct Line {
    pub at: Timestamp,
    pub stream: String,
    pub id: String,
    pub raw: String,
}

/// What tells.
pub struct Telling<'a> {
    pub client: &'a Client,
    pub tables: &'a Tables,
}

impl Telling<'_> {
    /// All lines of a function.
    ///
    /// # Errors
    /// Any failure to read its table.
    pub async fn of(&self, function: &str) -> Result<Vec<Line>, Problem> {
        let alquimista = &self.tables.alquimista;
        Ok(match function {
            "fibonacci-api-handler-prod" => runs::lines(&self.rows(&alquimista.audit_logs).await?),
            "alquimista-activate-agent-prod" => {
                switches::lines(&self.rows(&alquimista.audit_logs).await?, "agent.activated")
            }
            "alquimista-deactivate-agent-prod" => switches::lines(
                &self.rows(&alquimista.audit_logs).await?,
                "agent.deactivated",
            ),
            "alquimista-process-command-prod" => {
                commands::lines(&self.rows(&alquimista.operational_commands).await?)
            }
            "notification-agent-process-notifications-prod" => {
                mail::reads(&self.rows(&self.tables.notification.sync_state).await?)
            }
            "notification-agent-deliver-prod" => {
                mail::deliveries(&self.rows(&self.tables.notification.notifications).await?)
            }
            "ai-marketplace-platform-message-handler" => {
                bot::lines(&self.rows(&self.tables.marketplace.conversations).await?)
            }
            name if name.ends_with("-ai-nexus") => {
                nexus::lines(&self.rows(&self.tables.diatonic.executions).await?)
            }
            _ => Vec::new(),
        })
    }

    /// The first page of a table; of the demo's own rows there is no more.
    pub async fn rows(&self, table: &str) -> Result<Vec<Item>, Problem> {
        let answer = self.client.scan().table_name(table).send().await;
        let answer = answer.map_err(|error| problem("dynamodb:Scan", &error))?;
        Ok(answer.items.unwrap_or_default())
    }
}

/// One run of a function: what all its lines share.
pub struct Course {
    pub request: String,
    began: Timestamp,
    ended: Timestamp,
    lines: Vec<(Timestamp, String)>,
}

impl Course {
    /// The run that `row` left behind.
    pub fn of(row: &str, began: Timestamp, ended: Timestamp) -> Self {
        let request = uuid(row);
        let start = format!("START RequestId: {request} Version: $LATEST");
        Self {
            lines: vec![(began, start)],
            request,
            began,
            ended: ended.max(began),
        }
    }

    /// One more line, at its time.
    pub fn say(&mut self, at: Timestamp, raw: String) {
        self.lines.push((at, raw));
    }

    /// As Node's console writes it in Lambda.
    pub fn node(&mut self, at: Timestamp, level: &str, words: &str) {
        let time = crate::domain::time::iso(at);
        let raw = format!("{time}\t{}\t{level}\t{words}", self.request);
        self.say(at, raw);
    }

    /// As Python's logging writes it in Lambda.
    pub fn python(&mut self, at: Timestamp, level: &str, words: &str) {
        let time = crate::domain::time::iso(at);
        let raw = format!("[{level}]\t{time}\t{}\t{words}", self.request);
        self.say(at, raw);
    }

    /// All its lines with those that the platform writes at its end; `trace`: its X-Ray id.
    pub fn lines(mut self, trace: Option<&str>) -> Vec<Line> {
        let took = self.ended.duration_since(self.began);
        let millis = took.as_millis();
        let request = &self.request;
        self.lines
            .push((self.ended, format!("END RequestId: {request}")));
        let mut report = format!(
            "REPORT RequestId: {request}\tDuration: {millis}.00 ms\tBilled Duration: {millis} ms\tMemory Size: 512 MB"
        );
        if let Some(trace) = trace {
            report.push_str(&format!("\nXRAY TraceId: {trace}\tSampled: true"));
        }
        self.lines.push((self.ended, report));
        // A stream is an environment of the function, which lives for an hour or so.
        let hour = self.began.as_second().div_euclid(3600);
        let date = self.began.strftime("%Y/%m/%d");
        let stream = format!("{date}/[$LATEST]{:016x}", fnv(&hour.to_string()));
        let lines = self.lines.into_iter().enumerate();
        lines
            .map(|(at, (when, raw))| Line {
                at: when,
                stream: stream.clone(),
                id: format!("{}-{at:02}", self.request),
                raw,
            })
            .collect()
    }
}

/// A number that follows from a text and looks like none.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A UUID that follows from a text.
fn uuid(text: &str) -> String {
    let (high, low) = (fnv(text), fnv(&format!("{text}~")));
    let digits = format!("{high:016x}{low:016x}");
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    format!(
        "{}-{}-4{}-8{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    )
}

/// The moment of an attribute; one without a zone is of UTC, as the systems' own clocks are.
pub fn moment(item: &Item, name: &str) -> Option<Timestamp> {
    let text = raw::text(item, name)?;
    text.parse().or_else(|_| format!("{text}Z").parse()).ok()
}

/// `at` without so many milliseconds.
pub fn before(at: Timestamp, millis: i64) -> Timestamp {
    at.checked_sub(SignedDuration::from_millis(millis))
        .unwrap_or(at)
}
