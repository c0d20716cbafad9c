//! Runs that wait for a person, over all tenants: by an index over status and time where a table has one,
//! each page one bounded query. The live table of runs has none: it is paged through while it is small.

use super::found::{Found, logged, owner};
use super::schema::Part;
use super::target::Target;
use super::waiting::{OVERDUE, RECENT, UNSTARTED, kind};
use super::workbench::{PAGE, Workbench};
use crate::aws::dynamo::{Item, Query, Scan};
use crate::domain::cost::{Cost, Read};
use crate::domain::id::PlatformId;
use crate::domain::page::{Cursor, Page};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use crate::domain::time::iso;
use crate::domain::work::{Work, WorkKey, WorkKind};
use async_trait::async_trait;
use jiff::Timestamp;

/// A table of runs without an index over its status is read whole only while DescribeTable counts no more.
const SMALL: u64 = 2_000;
const STARTED: &str = "started_at";
/// Before and after every time that the systems write.
const EARLIEST: &str = "0";
const LATEST: &str = "9999-12-31T23:59:59.999Z";
/// The words that are looked for. `pending` is the word of another API of the system for `queued`.
const WORDS: [&str; 4] = ["failed", "running", "queued", "pending"];

/// One list among those that make the whole.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// An index whose partition is this attribute, asked for this word.
    Word(Part, &'static str, &'static str),
    /// A small table, read whole.
    Whole(Part),
}

/// What waits.
pub(super) struct WorkList {
    bench: Workbench,
    steps: Vec<Step>,
}

impl WorkList {
    /// `None`: no table of runs can be searched.
    pub(super) fn new(bench: &Workbench) -> Option<Self> {
        let parts = [Part::Executions, Part::RunLogs, Part::Runs];
        let steps: Vec<Step> = parts
            .into_iter()
            .flat_map(|part| steps(bench, part))
            .collect();
        (!steps.is_empty()).then(|| Self {
            bench: bench.clone(),
            steps,
        })
    }

    async fn items(
        &self,
        step: Step,
        now: Timestamp,
        after: Option<Cursor>,
    ) -> Result<Page<Item>, Problem> {
        let bench = &self.bench;
        let (part, attribute, word) = match step {
            Step::Word(part, attribute, word) => (part, attribute, word),
            Step::Whole(part) => {
                let table = bench.tables.of(part);
                return bench
                    .dynamo
                    .scan(Scan {
                        table,
                        only: &[],
                        limit: PAGE,
                        after,
                    })
                    .await;
            }
        };
        let before = |age| iso(now.checked_sub(age).unwrap_or(now));
        let (from, to) = match word {
            "failed" => (before(RECENT), LATEST.to_owned()),
            "running" => (EARLIEST.to_owned(), before(OVERDUE)),
            _ => (EARLIEST.to_owned(), before(UNSTARTED)),
        };
        let query = Query {
            index: bench.layout(part)?.index(attribute, STARTED),
            sort_between: Some((STARTED, &from, &to)),
            newest_first: word == "failed",
            limit: Some(PAGE),
            after,
            ..Query::partition(bench.tables.of(part), attribute, word)
        };
        bench.dynamo.query(query).await
    }

    /// The item as what waits, of `given` kind or of the kind that its own words make it.
    fn work(
        &self,
        part: Part,
        item: &Item,
        given: Option<WorkKind>,
        now: Timestamp,
    ) -> Option<(Work, Option<Text>)> {
        let found = Found::of(part, item)?;
        self.bench
            .met
            .note(part, &found.base, found.lifecycle.started_at);
        let kind = given.or_else(|| kind(&found.base, &found.lifecycle, now))?;
        let target = Target::of(part, self.bench.plan.of(part)?, item)?;
        let key = WorkKey {
            platform: PlatformId::Diatonic,
            tenant: owner(&found.base),
            kind,
            id: target.id(),
        };
        Some((found.work(key), found.run))
    }
}

fn steps(bench: &Workbench, part: Part) -> Vec<Step> {
    let Some(layout) = bench.plan.of(part) else {
        return Vec::new();
    };
    let indexed = ["status", "run_status"]
        .into_iter()
        .find(|attribute| layout.index(attribute, STARTED).is_some());
    match indexed {
        Some(attribute) => WORDS.map(|word| Step::Word(part, attribute, word)).to_vec(),
        None if part == Part::Runs && layout.items <= SMALL => vec![Step::Whole(part)],
        None => Vec::new(),
    }
}

#[async_trait]
impl crate::platform::WorkList for WorkList {
    /// One query, or one page of a scan of a small table. A page may hold nothing and still have a next.
    async fn open(&self, now: Timestamp, after: Option<Cursor>) -> Result<Page<Work>, Problem> {
        let (at, inner) = match after {
            Some(after) => place(&after)?,
            None => (0, None),
        };
        let step = self.steps.get(at).copied().ok_or_else(not_ours)?;
        let page = self.items(step, now, inner).await?;
        let (Step::Word(part, ..) | Step::Whole(part)) = step;
        let items = page.items.iter();
        let next = match page.next {
            Some(inner) => Some(Cursor(format!("{at}-{}", inner.0))),
            None if at + 1 < self.steps.len() => Some(Cursor(format!("{}-", at + 1))),
            None => None,
        };
        Ok(Page {
            items: items
                .filter_map(|item| self.work(part, item, None, now))
                .map(|(work, _)| work)
                .collect(),
            next,
            cost: page.cost,
        })
    }

    /// One consistent read, and one query for the newest lines of a run's log where there are logs. An item
    /// of another tenant is not there.
    async fn read(&self, key: &WorkKey, now: Timestamp) -> Result<Read<Option<Work>>, Problem> {
        let nothing = Read {
            value: None,
            cost: Cost::default(),
        };
        let Some(target) = Target::read(&key.id) else {
            return Ok(nothing);
        };
        let layout = self.bench.plan.of(target.part);
        let Some(item_key) = layout.and_then(|layout| target.key(layout)) else {
            return Ok(nothing);
        };
        let table = self.bench.tables.of(target.part);
        let read = self.bench.dynamo.get(table, item_key).await?;
        let mut cost = read.cost;
        let found = read
            .value
            .as_ref()
            .and_then(|item| self.work(target.part, item, Some(key.kind), now))
            .filter(|(work, _)| work.key == *key);
        let Some((mut work, run)) = found else {
            return Ok(Read { value: None, cost });
        };
        if let Some(run) = run {
            match self.bench.log_of_run(&key.tenant, &run, None).await {
                Ok(log) => {
                    cost += log.cost;
                    work.attributes.extend(log.items.iter().rev().map(logged));
                }
                Err(why) if why.trouble == Trouble::MissingTable => {}
                Err(why) => return Err(why),
            }
        }
        Ok(Read {
            value: Some(work),
            cost,
        })
    }
}

/// The step and the place in it that a cursor of ours means.
fn place(after: &Cursor) -> Result<(usize, Option<Cursor>), Problem> {
    let (step, inner) = after.0.split_once('-').ok_or_else(not_ours)?;
    let step = step.parse().map_err(|_| not_ours())?;
    let inner = Some(inner).filter(|inner| !inner.is_empty());
    Ok((step, inner.map(|inner| Cursor(inner.to_owned()))))
}

fn not_ours() -> Problem {
    Problem::new(Trouble::Invalid, "--after", "not a cursor of this list")
}
