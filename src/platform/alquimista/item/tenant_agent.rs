//! The operational dashboard's own table of activations, and how it disagrees with the platform's (backend
//! facts 2.1): activating writes only the one, `RESTART_AGENT` and the internal screens use only the other.

use crate::aws::dynamo::Item;
use crate::domain::agent::{Activation, Agent, Switch};
use crate::domain::id::{AgentId, TenantId};
use crate::domain::text::Text;
use crate::platform::value::Reader;

/// What is fetched: the state, and nothing of the counters.
pub const FIELDS: [&str; 2] = ["agent_id", "status"];

/// The word for a row that is not there.
const ABSENT: &str = "absent";

/// One row: an agent, by id or slug, and its state.
#[derive(Clone, Debug, PartialEq)]
pub struct TenantAgent {
    pub agent: AgentId,
    /// The status word; empty when the row has none.
    pub status: Text,
}

/// The row of an item.
pub fn tenant_agent(item: &Item) -> TenantAgent {
    let mut read = Reader::new(item);
    TenantAgent {
        agent: AgentId::from(read.raw("agent_id").unwrap_or_default()),
        status: read.text("status").unwrap_or_default(),
    }
}

/// Sets beside each activation what the other table says where that is something else. An agent that only the
/// other table has comes as one that was never activated. `inactive` and a missing row agree: neither works.
pub fn compare(
    rows: &mut Vec<Activation>,
    others: &[TenantAgent],
    tenant: &TenantId,
    catalogue: &[Agent],
) {
    for row in rows.iter_mut() {
        let other = others
            .iter()
            .find(|other| same(other, row.key.agent.as_str(), catalogue));
        row.disagrees = disagreement(&row.switch, other);
    }
    for other in others {
        if rows
            .iter()
            .any(|row| same(other, row.key.agent.as_str(), catalogue))
        {
            continue;
        }
        let unlisted = Agent {
            platform: crate::domain::id::PlatformId::Alquimista,
            slug: Text::from_untrusted(other.agent.as_str()),
            name: Text::from_untrusted(other.agent.as_str()),
            category: None,
            version: None,
            status: Text::default(),
            id: other.agent.clone(),
        };
        let mut row = super::absent(&unlisted, tenant);
        row.disagrees = disagreement(&row.switch, Some(other));
        rows.push(row);
    }
}

/// Whether both name the same agent, one by id and the other by slug perhaps.
fn same(other: &TenantAgent, id: &str, catalogue: &[Agent]) -> bool {
    let other = other.agent.as_str();
    other == id
        || catalogue
            .iter()
            .any(|agent| super::names(agent, id) && super::names(agent, other))
}

fn disagreement(switch: &Switch, other: Option<&TenantAgent>) -> Option<Text> {
    let one = match switch {
        Switch::On => "active",
        Switch::Off => "inactive",
        Switch::Suspended => "suspended",
        Switch::Absent => ABSENT,
        Switch::Other(word) | Switch::Fixed(word) => word.as_str(),
    };
    let other = other.map_or(ABSENT, |other| other.status.as_str());
    let idle = |word: &str| word == ABSENT || word == "inactive";
    let agree = one == other || (idle(one) && idle(other));
    (!agree).then(|| Text::from_untrusted(other))
}
