//! Traces without a screen: one as a waterfall, or those of a time.

use super::item::{At, Masked};
use super::outcome::{Answer, Outcome, Reason};
use super::{Form, failed, output, say};
use crate::desk::{Desk, Mode};
use crate::domain::id::PlatformId;
use crate::domain::metric::Span;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::time::iso;
use crate::domain::trace::{Placed, Trace, TraceFilter, TraceSummary};
use crate::locale::logs as words;
use jiff::SignedDuration;
use serde::Serialize;
use std::io;

/// What is asked of traces.
#[derive(Clone, Debug, PartialEq)]
pub enum TraceVerb {
    Show {
        platform: PlatformId,
        id: String,
    },
    List {
        platform: PlatformId,
        last: SignedDuration,
        /// Only those in which something failed.
        failed: bool,
    },
}

/// Pages of a list.
const PAGES: usize = 5;

#[derive(Serialize)]
struct PieceItem<'a> {
    id: &'a str,
    name: Masked,
    kind: &'a str,
    depth: usize,
    began: At,
    offset_ms: i128,
    duration_ms: Option<i128>,
    result: &'static str,
    status: Option<u16>,
    cause: Option<Masked>,
    log_group: Option<&'a str>,
}

#[derive(Serialize)]
struct TraceItem<'a> {
    id: &'a str,
    began: Option<At>,
    duration_ms: i128,
    /// X-Ray kept only a part.
    cut: bool,
    items: Vec<PieceItem<'a>>,
}

#[derive(Serialize)]
struct SummaryItem<'a> {
    id: &'a str,
    began: Option<At>,
    duration_ms: Option<i128>,
    result: &'static str,
    entry: Masked,
}

/// Performs a verb about traces.
///
/// # Errors
/// Only when stdout cannot be written.
pub(super) async fn run<M: Mode>(desk: &Desk<M>, verb: TraceVerb, form: Form) -> io::Result<u8> {
    match verb {
        TraceVerb::Show { platform, id } => {
            if !crate::domain::log::facts::is_xray(&id) {
                let problem = Problem::new(Trouble::Invalid, "trace", words::not_a_trace());
                return failed(problem, form);
            }
            match desk.trace(platform, &id).await {
                Ok(Some(trace)) => show(&trace, form),
                Ok(None) => {
                    let answer = Answer::bare(Outcome::NotFound).because(Reason::NoTrace);
                    say::answer(&answer, &say::Verb::Read, form)
                }
                Err(problem) => failed(problem, form),
            }
        }
        TraceVerb::List {
            platform,
            last,
            failed: only,
        } => {
            let filter = TraceFilter {
                failed: only,
                function: None,
            };
            match list(desk, platform, last, &filter).await {
                Ok((all, more)) => say_list(&all, more, form),
                Err(problem) => failed(problem, form),
            }
        }
    }
}

fn piece<'a>(placed: &Placed<'a>) -> PieceItem<'a> {
    let piece = placed.piece;
    PieceItem {
        id: &piece.id,
        name: Masked::new(&piece.name),
        kind: &piece.kind,
        depth: placed.depth,
        began: At(piece.began),
        offset_ms: placed.offset.as_millis(),
        duration_ms: placed.took.map(|took| took.as_millis()),
        result: piece.fate.word(),
        status: piece.status,
        cause: (!piece.cause.is_empty()).then(|| Masked::new(&piece.cause)),
        log_group: piece.group.as_deref(),
    }
}

fn show(trace: &Trace, form: Form) -> io::Result<u8> {
    let placed = trace.placed();
    if form == Form::Json {
        output::json(&TraceItem {
            id: &trace.id,
            began: trace.began().map(At),
            duration_ms: trace.took().as_millis(),
            cut: trace.cut,
            items: placed.iter().map(piece).collect(),
        })?;
        return Ok(0);
    }
    output::lines(placed.iter().map(|one| {
        let mark = words::fate_mark(one.piece.fate);
        let took = words::took(one.took);
        let offset = one.offset.as_millis();
        let name = Masked::new(&one.piece.name);
        let indent = "  ".repeat(one.depth);
        let cause = Masked::new(&one.piece.cause);
        let line = format!(
            "{mark} {offset:>7} ms  {took:>9}  {indent}{}  {}",
            name.as_str(),
            cause.as_str()
        );
        line.trim_end().to_owned()
    }))?;
    if trace.cut {
        output::tell([words::trace_cut()]);
    }
    Ok(0)
}

async fn list<M: Mode>(
    desk: &Desk<M>,
    platform: PlatformId,
    last: SignedDuration,
    filter: &TraceFilter,
) -> Result<(Vec<TraceSummary>, bool), Problem> {
    let now = desk.now();
    let span = Span {
        from: now.checked_sub(last).unwrap_or(now),
        to: now,
    };
    let (mut all, mut after) = (Vec::new(), None);
    for _ in 0..PAGES {
        let page = desk.traces(platform, span, filter, after).await?;
        all.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    all.sort_by_key(|one| std::cmp::Reverse(one.began));
    Ok((all, after.is_some()))
}

fn say_list(all: &[TraceSummary], more: bool, form: Form) -> io::Result<u8> {
    let items: Vec<SummaryItem<'_>> = all
        .iter()
        .map(|one| SummaryItem {
            id: &one.id,
            began: one.began.map(At),
            duration_ms: one.took.map(|took| took.as_millis()),
            result: one.fate.word(),
            entry: Masked::new(&one.entry),
        })
        .collect();
    if form == Form::Json {
        output::json(&serde_json::json!({ "items": items, "more": more }))?;
        return Ok(0);
    }
    output::lines(all.iter().map(|one| {
        let began = one.began.map_or_else(String::new, iso);
        let mark = words::fate_mark(one.fate);
        let took = words::took(one.took);
        format!(
            "{mark} {began}  {took:>9}  {}  {}",
            one.id,
            Masked::new(&one.entry).as_str()
        )
    }))?;
    if all.is_empty() {
        output::tell(words::no_traces());
    }
    if more {
        output::tell([words::more_before()]);
    }
    Ok(0)
}
