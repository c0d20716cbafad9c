//! The kill switch without a screen: `agent off|on`, `op`, `tick`. There is no way around `--confirm`.

use crate::domain::agent::Turn;
use crate::domain::id::{AgentId, OpId, TenantId};
use crate::headless::{Kill, OpVerb, Request};
use clap::{Args, Subcommand};

#[derive(Clone, Debug, Subcommand)]
pub enum Agent {
    /// Switch one off, for a tenant or for all; without --confirm it only says whom that touches
    Off(Switching),
    /// Switch one on, for a tenant or for all; without --confirm it only says whom that touches
    On(Switching),
}

/// Which switch, for whom, why and until when.
#[derive(Clone, Debug, Args)]
pub struct Switching {
    /// Short name or identity of the agent, or `bot`
    pub name: String,
    #[arg(long, value_name = "TENANT", required_unless_present = "all_tenants")]
    pub tenant: Option<String>,
    /// For all tenants that have it
    #[arg(long, conflicts_with = "tenant")]
    pub all_tenants: bool,
    /// Why, in at least 8 characters
    #[arg(long, value_name = "REASON")]
    pub reason: String,
    /// When it is switched on again: 18:00, 2h, tomorrow; by hand unless given
    #[arg(long, value_name = "TIME")]
    pub until: Option<String>,
    /// The name once more, as typed before
    #[arg(long, value_name = "NAME")]
    pub confirm: Option<String>,
    /// Why no second person is waited for; everybody is told
    #[arg(long, value_name = "REASON")]
    pub break_glass: Option<String>,
}

#[derive(Clone, Debug, Subcommand)]
pub enum Op {
    /// List those that are open, and what is still off
    List,
    /// Show one, tenant by tenant
    Show { id: String },
    /// Go on with one that halted or that a console left
    Resume { id: String },
    /// Take each tenant back to the state that it had; what changed since is left and listed
    Rollback { id: String },
    /// Agree to one as the second person: another identity than the one who asked
    Approve { id: String },
    /// Go on without a second person; everybody is told
    BreakGlass {
        id: String,
        /// Why, in at least 8 characters
        #[arg(long, value_name = "REASON")]
        reason: String,
    },
}

impl Agent {
    pub(super) fn request(self) -> Request {
        let (of, turn) = match self {
            Self::Off(of) => (of, Turn::Off),
            Self::On(of) => (of, Turn::On),
        };
        Request::Kill(Kill {
            agent: AgentId::from(&of.name),
            name: of.name,
            tenant: of.tenant.map(TenantId::from),
            turn,
            reason: of.reason,
            until: of.until,
            confirm: of.confirm,
            break_glass: of.break_glass,
        })
    }
}

impl Op {
    pub(super) fn request(self) -> Request {
        Request::Operation(match self {
            Self::List => OpVerb::List,
            Self::Show { id } => OpVerb::Show(named(&id)),
            Self::Resume { id } => OpVerb::Resume(named(&id)),
            Self::Rollback { id } => OpVerb::RollBack(named(&id)),
            Self::Approve { id } => OpVerb::Approve(named(&id)),
            Self::BreakGlass { id, reason } => OpVerb::BreakGlass {
                id: named(&id),
                reason,
            },
        })
    }
}

/// An id as the screen shows it (`OP-01J…`) or as the table has it.
fn named(typed: &str) -> OpId {
    let upper = typed.to_ascii_uppercase();
    OpId::from(upper.strip_prefix("OP-").unwrap_or(&upper))
}
