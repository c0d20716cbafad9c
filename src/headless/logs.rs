//! Logs and traces without a screen: the newest lines of a time, lines as they come, a trace as a waterfall.

pub mod insights;

use super::item::{At, Masked};
use super::{Form, failed, output};
use crate::desk::{Desk, Mode};
use crate::domain::id::PlatformId;
use crate::domain::log::filter::{Filter, When};
use crate::domain::log::read::{Groups, LogQuery};
use crate::domain::log::ring::Ring;
use crate::domain::log::{LogLine, masked, short};
use crate::domain::metric::Span;
use crate::domain::problem::Problem;
use crate::domain::time::iso;
use crate::locale::{self, logs as words};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use std::io;
use std::time::Duration;

/// What is asked of logs.
#[derive(Clone, Debug, PartialEq)]
pub enum LogsVerb {
    Groups {
        platform: PlatformId,
    },
    Search {
        platform: PlatformId,
        filter: Filter,
        limit: usize,
    },
    Tail {
        platform: PlatformId,
        filter: Filter,
        /// `None`: until somebody ends it.
        lasts: Option<SignedDuration>,
    },
    Insights(insights::Ask),
}

/// Reads of one search: 200 calls.
const READS: usize = 50;
/// Rest between two looks for new lines.
const REST: Duration = Duration::from_secs(2);
/// How late a line may come after its own time.
const OVERLAP: SignedDuration = SignedDuration::from_secs(30);

#[derive(Serialize)]
struct LineItem<'a> {
    at: At,
    group: &'a str,
    stream: &'a str,
    shape: &'static str,
    level: Option<&'static str>,
    tenant: Option<Masked>,
    agent: Option<Masked>,
    trace: Option<&'a str>,
    request: Option<&'a str>,
    words: &'a str,
    text: String,
}

#[derive(Serialize)]
struct Found<'a> {
    items: Vec<LineItem<'a>>,
    as_of: At,
    from: At,
    to: At,
    /// There are older ones, or not all could be read.
    more: bool,
    failed: Vec<FailedItem>,
    missing_groups: Vec<String>,
}

#[derive(Serialize)]
struct FailedItem {
    group: String,
    problem: Problem,
}

#[derive(Serialize)]
struct GroupItem {
    name: String,
    exists: bool,
    stored_bytes: Option<u64>,
    kept_days: Option<u32>,
}

fn item(line: &LogLine) -> LineItem<'_> {
    let facts = &line.facts;
    LineItem {
        at: At(line.at),
        group: &line.group,
        stream: &line.stream,
        shape: facts.shape.word(),
        level: facts.level.map(|level| level.word()),
        tenant: facts.tenant.as_ref().map(Masked::new),
        agent: facts.agent.as_ref().map(Masked::new),
        trace: facts.trace.as_deref(),
        request: facts.request.as_deref(),
        words: &facts.words,
        text: masked(&line.text),
    }
}

/// A line for people.
fn text(line: &LogLine) -> String {
    let level = line.facts.level.map_or("", |level| level.word());
    let words = line.facts.words.one_line();
    let group = short(&line.group);
    format!("{}  {level:<5}  {group}  {words}", iso(line.at))
}

/// Performs a verb about logs.
///
/// # Errors
/// Only when stdout cannot be written.
pub(super) async fn run<M: Mode>(desk: &Desk<M>, verb: LogsVerb, form: Form) -> io::Result<u8> {
    let done = match verb {
        LogsVerb::Groups { platform } => match desk.log_groups(platform).await {
            Ok(groups) => return say_groups(&groups, form),
            Err(problem) => Err(problem),
        },
        LogsVerb::Search {
            platform,
            filter,
            limit,
        } => match search(desk, platform, &filter).await {
            Ok(found) => return say_found(desk.now(), &found, limit, form),
            Err(problem) => Err(problem),
        },
        LogsVerb::Tail {
            platform,
            filter,
            lasts,
        } => return tail(desk, platform, &filter, lasts, form).await,
        LogsVerb::Insights(ask) => return insights::run(desk, &ask, form).await,
    };
    match done {
        Ok(code) => Ok(code),
        Err(problem) => failed(problem, form),
    }
}

/// What a search found.
struct Search {
    ring: Ring,
    span: Span,
    unread: bool,
    failed: Vec<(String, Problem)>,
    missing: Vec<String>,
}

async fn search<M: Mode>(
    desk: &Desk<M>,
    platform: PlatformId,
    filter: &Filter,
) -> Result<Search, Problem> {
    let groups = desk.log_groups(platform).await?;
    let now = desk.now();
    let span = Span {
        from: filter.when.from(now),
        to: match filter.when {
            When::Between(_, to) => to,
            When::Last(_) | When::Since(_) => now,
        },
    };
    let mut found = Search {
        ring: Ring::default(),
        span,
        unread: false,
        failed: Vec::new(),
        missing: groups.missing.clone(),
    };
    found.unread = pass(desk, &query(platform, filter, &groups, span), &mut found).await?;
    Ok(found)
}

fn query(platform: PlatformId, filter: &Filter, groups: &Groups, span: Span) -> LogQuery {
    let names: Vec<String> = groups
        .there
        .iter()
        .map(|one| one.name.to_string())
        .collect();
    LogQuery {
        platform,
        groups: filter.groups(&names).into_iter().cloned().collect(),
        filter: filter.clone(),
        span,
    }
}

/// Reads all of a span; whether something was left unread.
async fn pass<M: Mode>(
    desk: &Desk<M>,
    query: &LogQuery,
    found: &mut Search,
) -> Result<bool, Problem> {
    let mut after = None;
    for _ in 0..READS {
        let read = desk.logs(query, after).await?;
        found.ring.take(read.lines, 0);
        for one in read.failed {
            if !found.failed.iter().any(|(group, _)| *group == one.0) {
                found.failed.push(one);
            }
        }
        after = read.next;
        if after.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn say_groups(groups: &Groups, form: Form) -> io::Result<u8> {
    let there = groups.there.iter().map(|group| GroupItem {
        name: group.name.to_string(),
        exists: true,
        stored_bytes: group.stored,
        kept_days: group.kept_days,
    });
    let missing = groups.missing.iter().map(|name| GroupItem {
        name: name.clone(),
        exists: false,
        stored_bytes: None,
        kept_days: None,
    });
    let items: Vec<GroupItem> = there.chain(missing).collect();
    if form == Form::Json {
        output::json(&serde_json::json!({ "items": items }))?;
        return Ok(0);
    }
    output::lines(items.iter().map(|one| match one.exists {
        true => one.name.clone(),
        false => format!("{}  {}", one.name, words::no_such_group()),
    }))?;
    Ok(0)
}

fn say_found(now: Timestamp, found: &Search, limit: usize, form: Form) -> io::Result<u8> {
    let skip = found.ring.len().saturating_sub(limit);
    let more = found.unread || skip > 0 || found.ring.dropped() > 0;
    let lines = || {
        found
            .ring
            .from(found.ring.dropped() + skip)
            .map(|(_, line)| line)
    };
    if form == Form::Json {
        output::json(&Found {
            items: lines().map(item).collect(),
            as_of: At(now),
            from: At(found.span.from),
            to: At(found.span.to),
            more,
            failed: found.failed.iter().map(failed_item).collect(),
            missing_groups: found.missing.clone(),
        })?;
        return Ok(0);
    }
    output::lines(lines().map(text))?;
    if found.ring.is_empty() {
        output::tell(words::nothing_found());
    }
    if more {
        output::tell([words::more_before()]);
    }
    output::tell(found.failed.iter().map(|(group, problem)| {
        let said = locale::problem(problem);
        format!("{group}: {} {}", said.what, said.remedy)
    }));
    Ok(0)
}

fn failed_item((group, problem): &(String, Problem)) -> FailedItem {
    FailedItem {
        group: group.clone(),
        problem: problem.clone(),
    }
}

/// Prints lines as they come. A look that fails is told and tried again; the first must succeed.
async fn tail<M: Mode>(
    desk: &Desk<M>,
    platform: PlatformId,
    filter: &Filter,
    lasts: Option<SignedDuration>,
    form: Form,
) -> io::Result<u8> {
    let mut found = match search(desk, platform, filter).await {
        Ok(found) => found,
        Err(problem) => return failed(problem, form),
    };
    let groups = match desk.log_groups(platform).await {
        Ok(groups) => groups,
        Err(problem) => return failed(problem, form),
    };
    let begun = desk.now();
    let mut said: std::collections::BTreeSet<(Timestamp, String)> = Default::default();
    loop {
        let since = found.span.to.checked_sub(OVERLAP).unwrap_or(found.span.to);
        let place = |line: &LogLine| (line.at, format!("{}{}", line.group, line.id));
        for (_, line) in found.ring.from(0) {
            if said.insert(place(line)) {
                match form {
                    Form::Json => output::json(&item(line))?,
                    Form::Text => output::lines([text(line)])?,
                }
            }
        }
        said.retain(|(at, _)| *at >= since);
        let over = lasts.is_some_and(|lasts| desk.now().duration_since(begun) >= lasts);
        if over || !filter.when.is_open() {
            return Ok(0);
        }
        tokio::time::sleep(REST).await;
        let span = Span {
            from: since,
            to: desk.now(),
        };
        found.ring = Ring::default();
        match pass(desk, &query(platform, filter, &groups, span), &mut found).await {
            Ok(_) => found.span = span,
            Err(problem) => {
                let said = locale::problem(&problem);
                output::tell([said.what, said.remedy]);
            }
        }
    }
}
