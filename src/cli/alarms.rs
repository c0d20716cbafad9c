//! The verbs about alarms.

use super::{Part, value};
use crate::domain::id::PlatformId;
use crate::headless::{List, Listed, Request};
use clap::Subcommand;

#[derive(Clone, Debug, Subcommand)]
pub enum Alarms {
    /// List them, what is broken first: existing, missing, and conditions computed from metrics
    List {
        #[command(flatten)]
        part: Part,
        /// Only of this system
        #[arg(long, value_name = "SYSTEM", value_parser = value::platform)]
        platform: Option<PlatformId>,
    },
    /// Tell the team that you are on one that rings, for 30 minutes
    Ack {
        name: String,
        /// Only in this system
        #[arg(long, value_name = "SYSTEM", value_parser = value::platform)]
        platform: Option<PlatformId>,
        /// A word for the others; audit keeps it
        #[arg(long)]
        reason: Option<String>,
    },
    /// What happened to one, the newest first
    History {
        name: String,
        #[command(flatten)]
        part: Part,
        /// Only in the account and region of this system
        #[arg(long, value_name = "SYSTEM", value_parser = value::platform)]
        platform: Option<PlatformId>,
    },
}

impl Alarms {
    /// What is asked of the console.
    pub fn request(self) -> Request {
        let (part, of) = match self {
            Self::Ack {
                name,
                platform,
                reason,
            } => {
                return Request::Acknowledge {
                    name,
                    platform,
                    reason,
                };
            }
            Self::List { part, platform } => (part, Listed::Alarms { platform }),
            Self::History {
                name,
                part,
                platform,
            } => (part, Listed::AlarmHistory { name, platform }),
        };
        Request::List(List {
            of,
            tenant: None,
            limit: part.limit,
            after: part.after,
        })
    }
}
