//! The verb about metrics.

use super::{Part, value};
use crate::domain::gauge::Range;
use crate::domain::id::PlatformId;
use crate::headless::{List, Listed, Request};
use crate::locale::health::metrics as words;
use clap::Subcommand;

#[derive(Clone, Debug, Subcommand)]
pub enum Metrics {
    /// List them with their points, what fails first
    List {
        #[command(flatten)]
        part: Part,
        /// Only of this system
        #[arg(long, value_name = "SYSTEM", value_parser = value::platform)]
        platform: Option<PlatformId>,
        /// How far back: 15m, 1h, 3h, 12h, 24h, 3d, 7d or 14d
        #[arg(long, value_name = "RANGE", default_value = "3h", value_parser = range)]
        range: Range,
    },
}

impl Metrics {
    /// What is asked of the console.
    pub fn request(self) -> Request {
        let Self::List {
            part,
            platform,
            range,
        } = self;
        Request::List(List {
            of: Listed::Metrics { platform, range },
            tenant: None,
            limit: part.limit,
            after: part.after,
        })
    }
}

fn range(word: &str) -> Result<Range, String> {
    Range::from_word(word).ok_or_else(|| {
        let known = Range::ALL.map(Range::word);
        words::ranges(&known.join(", "))
    })
}
