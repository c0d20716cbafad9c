//! Executions of Diatonic's agents, as its API writes them outside of production: text, a line for the call and
//! one for its end.

use super::{Course, Line, moment};
use crate::embedded::raw::{self, Item};

/// The lines of all executions that began.
pub fn lines(rows: &[Item]) -> Vec<Line> {
    rows.iter().filter_map(one).flatten().collect()
}

fn one(item: &Item) -> Option<Vec<Line>> {
    let began = moment(item, "started_at")?;
    let run = raw::text(item, "run_id").or_else(|| raw::text(item, "execution_id"))?;
    let agent = raw::text(item, "agent_id").unwrap_or_default();
    let tenant = raw::text(item, "tenant_id").unwrap_or_default();
    let ended = moment(item, "completed_at");
    let mut course = Course::of(run, began, ended.unwrap_or(began));
    let words = format!("Running agent agent_id={agent} run {run} for tenant {tenant}");
    course.node(began, "INFO", &words);
    if let Some(ended) = ended {
        let took = ended.duration_since(began).as_millis();
        match raw::text(item, "status") {
            Some("failed") => {
                let why = raw::text(item, "error_details").unwrap_or_default();
                let words = format!("Agent run {run} failed for tenant {tenant}: {why}");
                course.node(ended, "ERROR", &words);
                course.node(
                    ended,
                    "INFO",
                    &format!("API_CALL: POST /agents/{agent}/run 500 {took}ms"),
                );
            }
            _ => {
                course.node(
                    ended,
                    "INFO",
                    &format!("API_CALL: POST /agents/{agent}/run 200 {took}ms"),
                );
            }
        }
    }
    Some(course.lines(None))
}
