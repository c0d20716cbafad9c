//! The verbs of people on call: incidents, the handover, the past.

use super::{Misuse, asked, value};
use crate::domain::id::{ConversationKey, IncidentId, PlatformId, TenantId};
use crate::domain::incident::{Deed, Origin};
use crate::domain::text::Text;
use crate::headless::{Request, ShiftVerb};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use std::path::PathBuf;

#[derive(Clone, Debug, Subcommand)]
pub enum Incident {
    /// List those that are open, oldest first
    List,
    /// Open one, about a system, an alarm or a conversation
    Open(OpenIncident),
    /// Add a note; TEXT - reads it from stdin. A closed one takes notes too
    Note { id: String, text: String },
    /// Close one
    Close {
        id: String,
        /// Why, in at least 8 characters
        #[arg(long, value_name = "REASON")]
        reason: String,
    },
    /// Show one with its timeline
    Show { id: String },
    /// Write one as Markdown, without numbers or messages of customers
    Export {
        id: String,
        /// A new file, readable by you only; stdout unless given
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

/// What an incident is about.
#[derive(Clone, Debug, Args)]
pub struct OpenIncident {
    /// What it is, in one line
    pub title: String,
    /// The system that it is about
    #[arg(long, value_name = "SYSTEM", value_parser = value::platform, default_value = "marketplace")]
    pub platform: PlatformId,
    /// The alarm that it is about
    #[arg(long, value_name = "NAME", conflicts_with = "conversation")]
    pub alarm: Option<String>,
    /// Since when it is broken: 2026-11-21T03:01:00Z. The same alarm since the same time is one incident
    #[arg(long, value_name = "TIME")]
    pub since: Option<Timestamp>,
    /// The tenant of a conversation
    #[arg(long, value_name = "TENANT", requires = "conversation")]
    pub tenant: Option<String>,
    #[arg(long, value_name = "CONVERSATION", requires = "tenant")]
    pub conversation: Option<String>,
}

impl Incident {
    /// What is asked of the console.
    pub(super) fn request(self) -> Result<Request, Misuse> {
        Ok(Request::Shift(match self {
            Self::List => ShiftVerb::Incidents,
            Self::Open(open) => {
                let began = open.since;
                let title = Text::from_untrusted(&open.title);
                ShiftVerb::Do(Deed::Open {
                    origin: open.origin(),
                    title,
                    began,
                })
            }
            Self::Note { id, text } => ShiftVerb::Do(Deed::Note {
                id: IncidentId::from(id),
                note: Text::from_untrusted(&asked::typed(text)?),
            }),
            Self::Close { id, reason } => ShiftVerb::Do(Deed::Close {
                id: IncidentId::from(id),
                reason: Text::from_untrusted(&reason),
            }),
            Self::Show { id } => ShiftVerb::Show(IncidentId::from(id)),
            Self::Export { id, out } => ShiftVerb::Export {
                id: IncidentId::from(id),
                out,
            },
        }))
    }
}

impl OpenIncident {
    fn origin(self) -> Origin {
        let platform = self.platform;
        match (self.alarm, self.tenant, self.conversation) {
            (Some(name), ..) => Origin::Alarm {
                platform,
                name: Text::from_untrusted(&name),
                since: self.since,
            },
            (None, Some(tenant), Some(conversation)) => Origin::Conversation(ConversationKey {
                platform,
                tenant: TenantId::from(tenant),
                conversation: conversation.as_str().into(),
            }),
            _ => Origin::Person(platform),
        }
    }
}
