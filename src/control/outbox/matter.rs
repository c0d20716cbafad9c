//! What an entry of the outbox is about, as attributes of its row. A row without `matter` is a toggle; a console
//! that knows no decisions finds no `turn` in one and leaves it alone.

use super::Matter;
use crate::aws::dynamo::Item;
use crate::aws::expression::s;
use crate::control::row::{row, safe, some, text};
use crate::domain::agent::{SeenSwitch, Toggle, Turn};
use crate::domain::id::{AgentId, PlatformId, SwitchKey, TenantId, WorkId};
use crate::domain::work::{Decision, WorkKey, WorkKind};

const DECISION: &str = "decision";

pub(super) fn encode(matter: &Matter) -> Item {
    match matter {
        Matter::Toggle(toggle) => encode_toggle(toggle),
        Matter::Decision {
            key,
            decision,
            comment,
        } => row([
            ("matter", Some(s(DECISION))),
            ("platform", Some(s(key.platform.as_str()))),
            ("tenant", Some(s(key.tenant.as_str()))),
            ("kind", Some(s(key.kind.word()))),
            ("work", Some(s(key.id.as_str()))),
            ("decision", Some(s(decision.word()))),
            ("reason", some(Some(comment))),
        ]),
    }
}

fn encode_toggle(toggle: &Toggle) -> Item {
    let (status, version) = match &toggle.seen {
        SeenSwitch::Absent => (None, None),
        SeenSwitch::Row { status, updated_at } => (status.as_ref(), updated_at.as_ref()),
    };
    let turn = match toggle.turn {
        Turn::On => "on",
        Turn::Off => "off",
    };
    row([
        ("platform", Some(s(toggle.key.platform.as_str()))),
        ("tenant", Some(s(toggle.key.tenant.as_str()))),
        ("agent", Some(s(toggle.key.agent.as_str()))),
        ("turn", Some(s(turn))),
        ("reason", some(Some(&toggle.reason))),
        ("seenStatus", status.map(s)),
        ("seenVersion", version.map(s)),
    ])
}

pub(super) fn decode(item: &Item) -> Option<Matter> {
    let platform = PlatformId::from_word(text(item, "platform")?)?;
    let tenant = TenantId::from(text(item, "tenant")?);
    let reason = safe(item, "reason").unwrap_or_default();
    if text(item, "matter") == Some(DECISION) {
        let word = text(item, "decision")?;
        let known = [Decision::Approve, Decision::Reject, Decision::Cancel];
        return Some(Matter::Decision {
            key: WorkKey {
                platform,
                tenant,
                kind: WorkKind::from_word(text(item, "kind")?)?,
                id: WorkId::from(text(item, "work")?),
            },
            decision: known.into_iter().find(|one| one.word() == word)?,
            comment: reason,
        });
    }
    let seen = match (text(item, "seenStatus"), text(item, "seenVersion")) {
        (None, None) => SeenSwitch::Absent,
        (status, version) => SeenSwitch::Row {
            status: status.map(str::to_owned),
            updated_at: version.map(str::to_owned),
        },
    };
    Some(Matter::Toggle(Toggle {
        key: SwitchKey {
            platform,
            tenant,
            agent: AgentId::from(text(item, "agent")?),
        },
        turn: match text(item, "turn")? {
            "on" => Turn::On,
            "off" => Turn::Off,
            _ => return None,
        },
        reason,
        seen,
    }))
}
