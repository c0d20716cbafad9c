//! The verbs about logs and traces.

use super::{Misuse, value};
use crate::domain::id::PlatformId;
use crate::domain::log::filter::Filter;
use crate::headless::{Ask, Consent, LogsVerb, Request, TraceVerb};
use crate::locale::headless::insights as words_of_insights;
use crate::locale::logs as words;
use clap::{Args, Subcommand};
use jiff::SignedDuration;

#[derive(Clone, Debug, Subcommand)]
pub enum Logs {
    /// List the groups of a system: those that exist and those that ought to
    Groups(OfSystem),
    /// Print the newest lines of a time that hold all words
    Search {
        #[command(flatten)]
        of: OfSystem,
        #[command(flatten)]
        filter: Words,
        /// At most so many lines, the newest
        #[arg(long, value_name = "N", default_value = "200", value_parser = value::limit)]
        limit: usize,
    },
    /// Print lines as they come, one JSON object a line with --json, until Ctrl-C
    Tail {
        #[command(flatten)]
        of: OfSystem,
        #[command(flatten)]
        filter: Words,
        /// End after this time
        #[arg(long = "for", value_name = "SPAN", value_parser = value::span)]
        lasts: Option<SignedDuration>,
    },
    /// Ask Logs Insights: says what it will scan and cost, asks only with --yes or --max-gib
    Insights(Insights),
}

/// A question to Logs Insights and what it may cost.
#[derive(Clone, Debug, Args)]
pub struct Insights {
    #[command(flatten)]
    of: OfSystem,
    /// A group, by its name or the last part of it; may be repeated, 50 at most
    #[arg(long = "group", value_name = "GROUP", required = true)]
    groups: Vec<String>,
    /// The question in the language of Logs Insights
    #[arg(long)]
    query: String,
    /// How far back: 90s, 15m, 2h, 7d
    #[arg(long, value_name = "SPAN", default_value = "1h", value_parser = value::back)]
    since: SignedDuration,
    /// Ask whatever it costs
    #[arg(long, conflicts_with = "max_gib")]
    yes: bool,
    /// Ask if it scans at most so many GiB
    #[arg(long, value_name = "N", value_parser = value::gib)]
    max_gib: Option<f64>,
    /// Wait so long for the answer, then stop the question
    #[arg(long, value_name = "SPAN", default_value = "1m", value_parser = value::span)]
    wait: SignedDuration,
}

/// Groups that one question may be about, as CloudWatch takes them.
const GROUPS: usize = 50;

impl Insights {
    fn ask(self) -> Result<Ask, Misuse> {
        if self.groups.len() > GROUPS {
            return Err(Misuse(words_of_insights::too_many_groups(GROUPS)));
        }
        Ok(Ask {
            platform: self.of.platform,
            groups: self.groups,
            query: self.query,
            back: self.since,
            consent: match (self.yes, self.max_gib) {
                (true, _) => Consent::Yes,
                (false, Some(most)) => Consent::AtMost(most),
                (false, None) => Consent::None,
            },
            wait: self.wait,
        })
    }
}

#[derive(Clone, Debug, Subcommand)]
pub enum Trace {
    /// Show one as a waterfall
    Show {
        id: String,
        #[command(flatten)]
        of: OfSystem,
    },
    /// List those of the last hour or so, the newest first
    List {
        #[command(flatten)]
        of: OfSystem,
        /// How far back
        #[arg(long, value_name = "SPAN", default_value = "1h", value_parser = value::span)]
        last: SignedDuration,
        /// Only those in which something failed
        #[arg(long)]
        failed: bool,
    },
}

/// The system that is meant.
#[derive(Clone, Debug, Args)]
pub struct OfSystem {
    /// marketplace, alquimista, diatonic or notification
    #[arg(long, value_name = "SYSTEM", value_parser = value::platform)]
    pub platform: PlatformId,
}

/// What is looked for.
#[derive(Clone, Debug, Args)]
pub struct Words {
    /// Words that a line must hold, each case as written; group=, tenant=, agent=, trace=, level=warn, last=2h, from=, to=; -WORD (after --) must not be in it
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
}

impl Words {
    /// One argument is one word, whatever blanks are in it.
    fn filter(self) -> Result<Filter, Misuse> {
        let words = self
            .words
            .iter()
            .map(|word| match word.contains(char::is_whitespace) {
                true => format!("\"{}\"", word.replace('"', "")),
                false => word.clone(),
            });
        let typed = words.collect::<Vec<_>>().join(" ");
        Filter::read(&typed).map_err(|bad| Misuse(words::unreadable(&bad.0)))
    }
}

impl Logs {
    /// What is asked of the console.
    ///
    /// # Errors
    /// The sentence that says which word makes no sense.
    pub fn request(self) -> Result<Request, Misuse> {
        Ok(Request::Logs(match self {
            Self::Groups(of) => LogsVerb::Groups {
                platform: of.platform,
            },
            Self::Search { of, filter, limit } => LogsVerb::Search {
                platform: of.platform,
                filter: filter.filter()?,
                limit,
            },
            Self::Tail { of, filter, lasts } => LogsVerb::Tail {
                platform: of.platform,
                filter: filter.filter()?,
                lasts,
            },
            Self::Insights(one) => LogsVerb::Insights(one.ask()?),
        }))
    }
}

impl Trace {
    /// What is asked of the console.
    pub fn request(self) -> Request {
        Request::Trace(match self {
            Self::Show { id, of } => TraceVerb::Show {
                platform: of.platform,
                id,
            },
            Self::List { of, last, failed } => TraceVerb::List {
                platform: of.platform,
                last,
                failed,
            },
        })
    }
}
