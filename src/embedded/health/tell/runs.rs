//! Runs of AlquimistaAI's agents, from the audit rows that they leave: JSON lines of Powertools between those of
//! the platform. A row is written when its run has ended and says how long it took.

use super::{Course, Line, before, moment};
use crate::embedded::raw::{self, Item};
use jiff::Timestamp;
use serde_json::json;

/// A run, as its row tells it.
#[derive(Clone, Debug)]
pub struct Run {
    pub row: String,
    /// The id that X-Ray would know it by, made of the row's own and its time.
    pub trace: String,
    pub tenant: String,
    pub agent: String,
    pub began: Timestamp,
    pub ended: Timestamp,
    /// Why it failed; `None`: it did not.
    pub failure: Option<String>,
    own_trace: String,
}

impl Run {
    /// Reads a row of the audit trail; `None`: it tells of no run.
    pub fn read(item: &Item) -> Option<Self> {
        if raw::text(item, "action_type") != Some("agent.executed") {
            return None;
        }
        let ended = moment(item, "created_at")?;
        let context = item.get("context")?.as_m().ok()?;
        let millis: f64 = context.get("duration")?.as_n().ok()?.parse().ok()?;
        #[allow(clippy::cast_possible_truncation, reason = "a float cast saturates")]
        let began = before(ended, millis.clamp(0.0, 900_000.0) as i64);
        let row = raw::text(item, "id")
            .or_else(|| raw::text(item, "sk"))?
            .to_owned();
        let own_trace = raw::text(item, "trace_id").unwrap_or(&row).to_owned();
        let failed = raw::text(item, "result") == Some("failure");
        let why = raw::text(item, "error_message").unwrap_or("Agent run failed");
        Some(Self {
            trace: xray(began, &row),
            tenant: raw::text(item, "tenant_id").unwrap_or_default().to_owned(),
            agent: raw::text(item, "agent_id").unwrap_or_default().to_owned(),
            began,
            ended,
            failure: failed.then(|| why.to_owned()),
            own_trace,
            row,
        })
    }

    fn lines(&self) -> Vec<Line> {
        let mut course = Course::of(&self.row, self.began, self.ended);
        let line = |level: &str, message: &str, request: &str| {
            json!({
                "level": level, "message": message, "service": "alquimista-platform",
                "function_name": "fibonacci-api-handler-prod", "function_request_id": request,
                "xray_trace_id": self.trace, "trace_id": self.own_trace,
                "tenantId": self.tenant, "agent": self.agent,
            })
        };
        let request = course.request.clone();
        course.say(
            self.began,
            line("INFO", "Agent run started", &request).to_string(),
        );
        let took = self.ended.duration_since(self.began).as_millis();
        match &self.failure {
            // Lambda ends it without another word of its own.
            Some(why) if why.starts_with("Task timed out") => {
                let time = crate::domain::time::iso(self.ended);
                course.say(self.ended, format!("{time} {request} {why}"));
            }
            Some(why) => {
                let mut failed = line("ERROR", "Agent run failed", &request);
                if let Some(object) = failed.as_object_mut() {
                    let error = json!({ "name": "AgentError", "message": why });
                    object.insert("error".to_owned(), error);
                    object.insert("durationMs".to_owned(), json!(took));
                }
                course.say(self.ended, failed.to_string());
            }
            None => {
                let mut done = line("INFO", "Agent run finished", &request);
                if let Some(object) = done.as_object_mut() {
                    object.insert("durationMs".to_owned(), json!(took));
                }
                course.say(self.ended, done.to_string());
            }
        }
        course.lines(Some(&self.trace))
    }
}

/// `1-`, the second in hexadecimal, and 24 digits.
fn xray(began: Timestamp, row: &str) -> String {
    let digits: String = super::uuid(row)
        .chars()
        .filter(|c| *c != '-')
        .take(24)
        .collect();
    format!("1-{:08x}-{digits}", began.as_second() & 0xffff_ffff)
}

/// The lines of all runs.
pub fn lines(rows: &[Item]) -> Vec<Line> {
    let runs = rows.iter().filter_map(Run::read);
    runs.flat_map(|run| run.lines()).collect()
}
