//! `[[activity]]`: what one agent did for a tenant, day by day, as the system's nightly job counts it into
//! `tenant_usage_daily` (backend facts 2.1).

use serde::Deserialize;

use super::when::Start;
use super::{Row, Section, SeedError};
use crate::embedded::raw::{self, n, s};

/// Some days of one agent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    tenant: String,
    /// Requests that name no agent where there is none.
    agent: Option<String>,
    /// How many days, yesterday the last: the job counts a day in the following night.
    days: u16,
    /// Requests of each day, the newest first; from the beginning again when they are used up.
    requests: Vec<u64>,
    /// One request in so many fails; none at 0.
    failing: u64,
    /// Tokens and dollars of one request.
    tokens: u64,
    cost: f64,
}

impl Activity {
    /// A row for each day.
    ///
    /// # Errors
    /// When no requests are stated.
    pub fn rows(&self, place: &str, start: Start) -> Result<Vec<Row>, SeedError> {
        if self.requests.is_empty() {
            return Err(SeedError::new(place, "requests states no day"));
        }
        let counts = self.requests.iter().cycle();
        (1..=i64::from(self.days))
            .zip(counts)
            .map(|(back, requests)| self.row(start, back, *requests))
            .collect::<Result<_, _>>()
            .map_err(|e| SeedError::new(place, e))
    }

    fn row(&self, start: Start, back: i64, requests: u64) -> Result<Row, String> {
        let date = start.day(-back)?.strftime("%Y-%m-%d").to_string();
        let failed = requests.checked_div(self.failing).unwrap_or(0);
        #[allow(clippy::cast_precision_loss)]
        let cost = format!("{:.4}", requests as f64 * self.cost);
        let agent = self.agent.as_deref().unwrap_or_default();
        let mut item = raw::item([
            ("tenant_id", s(self.tenant.clone())),
            ("sk", s(format!("{date}#{agent}"))),
            ("date", s(date.clone())),
            ("total_requests", n(requests)),
            ("successful_requests", n(requests - failed)),
            ("failed_requests", n(failed)),
            ("avg_response_time_ms", n(420 + requests % 300)),
            ("total_tokens_used", n(requests * self.tokens)),
            ("total_cost_usd", n(cost)),
            ("updated_at", s(format!("{date}T02:00:00.000Z"))),
        ]);
        if !agent.is_empty() {
            item.insert("agent_id".to_owned(), s(agent.to_owned()));
        }
        Ok(Row::new(Section::UsageDaily, item))
    }
}
