//! Logs and traces of a system: which groups it has, their lines by time and words, a whole trace, and what
//! Insights finds. It only reads. One read is a handful of calls; what is left to read is in its cursor.

use super::{Desk, Mode, unsupported};
use crate::domain::id::PlatformId;
use crate::domain::log::LogGroup;
use crate::domain::log::question::{Answer, Estimate, Question};
use crate::domain::log::read::{Groups, LogQuery, LogRead};
use crate::domain::metric::Span;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::trace::{Trace, TraceFilter, TraceSummary};
use crate::health::Watched;
use serde::{Deserialize, Serialize};

/// Calls of one read: about a second's worth of what an account allows.
const CALLS: usize = 4;
/// Lines after which a read ends, so that they can be looked at.
const LINES: usize = 2_000;
/// Pages of groups for each beginning of a name: 250 groups.
const GROUP_PAGES: usize = 5;

/// Where a read goes on: in which of the groups, at which of its pages.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Place {
    group: usize,
    page: Option<Cursor>,
}

impl<M: Mode> Desk<M> {
    /// The groups of a system, those that exist and those that ought to.
    ///
    /// # Errors
    /// `Invalid` for a system whose health cannot be read, any failure of a call.
    pub async fn log_groups(&self, platform: PlatformId) -> Result<Groups, Problem> {
        let watched = self.watched_logs(platform)?;
        let mut there: Vec<LogGroup> = Vec::new();
        for prefix in watched.scheme.log_prefixes() {
            let mut after = None;
            for _ in 0..GROUP_PAGES {
                let page = watched.logs.groups(&prefix, after).await?;
                there.extend(page.items);
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
        }
        there.retain(|group| watched.scheme.owns_group(&group.name));
        there.sort_by(|a, b| a.name.cmp(&b.name));
        there.dedup_by(|a, b| a.name == b.name);
        let named = watched.scheme.log_groups().into_iter();
        let missing = named.filter(|name| !there.iter().any(|group| *group.name == **name));
        Ok(Groups {
            missing: missing.collect(),
            there,
        })
    }

    /// Some lines of some groups. A group that does not exist or may not be read is named and left out.
    ///
    /// # Errors
    /// As [`Self::log_groups`]; `Invalid` for a cursor of something else.
    pub async fn logs(&self, query: &LogQuery, after: Option<Cursor>) -> Result<LogRead, Problem> {
        let watched = self.watched_logs(query.platform)?;
        let mut place = match &after {
            None => Place::default(),
            Some(cursor) => serde_json::from_str(&cursor.0)
                .map_err(|error| Problem::new(Trouble::Invalid, "cursor", error.to_string()))?,
        };
        let terms = query.filter.terms();
        let (mut lines, mut failed) = (Vec::new(), Vec::new());
        for call in 0..CALLS {
            let Some(group) = query.groups.get(place.group) else {
                break;
            };
            let page = watched
                .logs
                .page(group, &terms, query.span, place.page.clone());
            match page.await {
                Ok(page) => {
                    lines.extend(
                        page.items
                            .into_iter()
                            .filter(|line| query.filter.accepts(line)),
                    );
                    place.page = page.next;
                    if place.page.is_none() {
                        place.group += 1;
                    }
                }
                Err(problem) if matches!(problem.trouble, Trouble::NotFound | Trouble::Denied) => {
                    failed.push((group.clone(), problem));
                    place = Place {
                        group: place.group + 1,
                        page: None,
                    };
                }
                Err(problem) if call == 0 => return Err(problem),
                // What was read is worth having; the next read meets the same trouble or does not.
                Err(_) => break,
            }
            if lines.len() >= LINES {
                break;
            }
        }
        lines.sort_by(|a, b| a.place().cmp(&b.place()));
        let next = (place.group < query.groups.len()).then(|| encoded(&place));
        Ok(LogRead {
            lines,
            failed,
            next: next.transpose()?,
        })
    }

    /// A whole trace; `None`: there is none of that id, or none yet.
    ///
    /// # Errors
    /// As [`Self::log_groups`].
    pub async fn trace(&self, platform: PlatformId, id: &str) -> Result<Option<Trace>, Problem> {
        self.watched_logs(platform)?.traces.trace(id).await
    }

    /// One page of the traces of a system in a span.
    ///
    /// # Errors
    /// As [`Self::log_groups`].
    pub async fn traces(
        &self,
        platform: PlatformId,
        span: Span,
        filter: &TraceFilter,
        after: Option<Cursor>,
    ) -> Result<Page<TraceSummary>, Problem> {
        let watched = self.watched_logs(platform)?;
        let expression = filter.expression(&watched.scheme.functions());
        watched.traces.summaries(span, &expression, after).await
    }

    /// What a question will scan, about, before it is asked.
    ///
    /// # Errors
    /// As [`Self::log_groups`].
    pub async fn estimate(
        &self,
        platform: PlatformId,
        question: &Question,
    ) -> Result<Estimate, Problem> {
        let groups = self.log_groups(platform).await?.there;
        let asked = groups.into_iter();
        let asked: Vec<LogGroup> = asked
            .filter(|group| question.groups.iter().any(|name| **name == *group.name))
            .collect();
        let count = question.groups.len();
        Ok(Estimate::of(
            &asked,
            count,
            question.from,
            question.to,
            self.now(),
        ))
    }

    /// Asks a question of Insights, which costs what it scans; its name.
    ///
    /// # Errors
    /// As [`Self::log_groups`]; `Refused` for a query that is not understood.
    pub async fn ask(&self, platform: PlatformId, question: &Question) -> Result<String, Problem> {
        self.watched_logs(platform)?.logs.start(question).await
    }

    /// What a question has come to so far.
    ///
    /// # Errors
    /// As [`Self::log_groups`].
    pub async fn answer(&self, platform: PlatformId, id: &str) -> Result<Answer, Problem> {
        self.watched_logs(platform)?.logs.answer(id).await
    }

    /// Stops a question that nobody waits for any more.
    ///
    /// # Errors
    /// As [`Self::log_groups`].
    pub async fn stop_asking(&self, platform: PlatformId, id: &str) -> Result<(), Problem> {
        self.watched_logs(platform)?.logs.stop(id).await
    }

    fn watched_logs(&self, platform: PlatformId) -> Result<&Watched, Problem> {
        let mut health = self.parts.health.iter();
        health
            .find(|watched| watched.scheme.platform == platform)
            .ok_or_else(|| unsupported(platform, "logs"))
    }
}

fn encoded(place: &Place) -> Result<Cursor, Problem> {
    let cursor = serde_json::to_string(place);
    cursor
        .map(Cursor)
        .map_err(|error| Problem::new(Trouble::Internal, "cursor", error.to_string()))
}
