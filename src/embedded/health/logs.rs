//! The demo's logs: what its functions would have written of what stands in its tables, line by line, at the
//! moment it is asked. A function of which no table tells anything has a group without lines.

use super::tell::{Line, Telling};
use super::{NOT_DEPLOYED, Source, scheme};
use crate::domain::cost::Cost;
use crate::domain::id::PlatformId;
use crate::domain::log::filter::Terms;
use crate::domain::log::question::{Answer, Question};
use crate::domain::log::{LogGroup, LogLine, group_of_function, short};
use crate::domain::metric::Span;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use crate::health::logs::Logs;
use async_trait::async_trait;
use std::sync::Arc;

/// Lines in one answer.
const PAGE: usize = 1_000;

impl Source {
    /// The groups that exist.
    fn all_groups() -> Vec<String> {
        let platforms = [
            PlatformId::Marketplace,
            PlatformId::Alquimista,
            PlatformId::Diatonic,
            PlatformId::Notification,
        ];
        let named = platforms.into_iter().flat_map(|of| scheme(of).functions());
        named
            .filter(|name| !NOT_DEPLOYED.contains(&name.as_str()))
            .map(|name| group_of_function(&name))
            .collect()
    }

    /// All lines of a group, the oldest first.
    pub(super) async fn lines(&self, group: &str) -> Result<Vec<Line>, Problem> {
        let telling = Telling {
            client: &self.client,
            tables: &self.tables,
        };
        let mut lines = telling.of(short(group)).await?;
        lines.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        Ok(lines)
    }
}

#[async_trait]
impl Logs for Source {
    async fn groups(&self, prefix: &str, _: Option<Cursor>) -> Result<Page<LogGroup>, Problem> {
        let mut items = Vec::new();
        for name in Self::all_groups() {
            if !name.starts_with(prefix) {
                continue;
            }
            let lines = self.lines(&name).await?;
            let bytes: usize = lines.iter().map(|line| line.raw.len()).sum();
            items.push(LogGroup {
                name: Arc::from(name),
                stored: u64::try_from(bytes).ok(),
                kept_days: None,
                made: lines.first().map(|line| line.at),
            });
        }
        Ok(Page {
            items,
            next: None,
            cost: Cost::default(),
        })
    }

    async fn page(
        &self,
        group: &str,
        terms: &Terms,
        span: Span,
        after: Option<Cursor>,
    ) -> Result<Page<LogLine>, Problem> {
        let call = format!("logs:FilterLogEvents {group}");
        if !Self::all_groups().iter().any(|name| name == group) {
            let words = "The specified log group does not exist.";
            return Err(Problem::new(Trouble::NotFound, call, words));
        }
        let skip: usize = match after {
            None => 0,
            Some(cursor) => cursor
                .0
                .parse()
                .map_err(|_| Problem::new(Trouble::Invalid, call, "nextToken"))?,
        };
        let name: Arc<str> = Arc::from(group);
        let lines = self.lines(group).await?;
        let found = lines
            .iter()
            .filter(|line| line.at >= span.from && line.at <= span.to && terms.find(&line.raw));
        let mut items: Vec<LogLine> = found
            .skip(skip)
            .take(PAGE + 1)
            .map(|line| {
                let stream = Arc::from(line.stream.as_str());
                LogLine::read(line.at, &name, &stream, &line.id, &line.raw)
            })
            .collect();
        let more = items.len() > PAGE;
        items.truncate(PAGE);
        Ok(Page {
            items,
            next: more.then(|| Cursor((skip + PAGE).to_string())),
            cost: Cost::default(),
        })
    }

    async fn start(&self, question: &Question) -> Result<String, Problem> {
        // A question is its own name: nothing is kept between two calls.
        super::insights::understood(&question.query)?;
        super::insights::named(question)
    }

    async fn answer(&self, id: &str) -> Result<Answer, Problem> {
        let question = super::insights::of_name(id)?;
        let mut lines = Vec::new();
        for group in &question.groups {
            let found = self.lines(group).await?.into_iter();
            let within = found.filter(|line| line.at >= question.from && line.at <= question.to);
            lines.extend(within.map(|line| (group.clone(), line)));
        }
        super::insights::answer(&question.query, &lines)
    }

    async fn stop(&self, _: &str) -> Result<(), Problem> {
        Ok(())
    }
}
