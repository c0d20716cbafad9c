//! Operations, their rows and approvals as items. Total: a row that a newer console wrote gives what this version
//! understands, and a row in a state that it does not know is left alone.

use super::{LIST, ROW};
use crate::aws::dynamo::Item;
use crate::aws::expression::{Assign, key, n, s};
use crate::control::row::{instant, millis, number, of_millis, row, safe, some, text};
use crate::domain::agent::{SeenSwitch, Switch, Turn};
use crate::domain::handoff::Actor;
use crate::domain::id::{AgentId, ConsoleId, IntentId, OpId, PlatformId, TenantId};
use crate::domain::operation::{OpRow, Operation, Phase, RowState, Runner};
use crate::domain::text::Text;
use crate::domain::time;
use jiff::Timestamp;

const PLAN: &str = "PLAN";

pub(super) fn pk(id: &OpId) -> String {
    format!("OP#{}", id.as_str())
}

pub(super) fn plan_key(id: &OpId) -> Item {
    key(("pk", &pk(id)), Some(("sk", PLAN)))
}

pub(super) fn row_key(id: &OpId, tenant: &TenantId) -> Item {
    let sk = format!("{ROW}{}", tenant.as_str());
    key(("pk", &pk(id)), Some(("sk", &sk)))
}

pub(super) fn plan(op: &Operation) -> Item {
    let mut item = row([
        ("platform", Some(s(op.platform.as_str()))),
        ("agent", Some(s(op.agent.as_str()))),
        ("agentName", Some(s(op.name.as_str()))),
        ("turn", Some(s(turn_word(op.turn)))),
        ("reason", Some(s(op.reason.as_str()))),
        ("until", op.until.map(of_millis)),
        ("actor", Some(s(&op.by.identity))),
        ("name", Some(s(op.by.name.as_str()))),
        ("consoleId", Some(s(op.by.console.as_str()))),
        ("host", Some(s(op.by.host.as_str()))),
        ("at", Some(s(time::iso(op.at)))),
        ("total", Some(n(op.total))),
        ("phase", Some(s(op.phase.word()))),
        ("needsSecond", op.needs_second.then(|| n(1))),
        ("breakGlass", some(op.break_glass.as_ref())),
        ("listPk", Some(s(LIST))),
        ("listSk", Some(s(op.id.as_str()))),
    ]);
    item.extend(plan_key(&op.id));
    item
}

pub(super) fn operation(item: &Item) -> Option<Operation> {
    let id = text(item, "pk")?.strip_prefix("OP#")?;
    (text(item, "sk")? == PLAN).then_some(())?;
    let runner = || {
        Some(Runner {
            console: ConsoleId::from(text(item, "runner")?),
            name: safe(item, "runnerName").unwrap_or_default(),
            until: millis(item, "leaseUntil")?,
        })
    };
    Some(Operation {
        id: OpId::from(id),
        platform: PlatformId::from_word(text(item, "platform")?)?,
        agent: AgentId::from(text(item, "agent")?),
        name: safe(item, "agentName").unwrap_or_default(),
        turn: turn_of(text(item, "turn")?)?,
        reason: safe(item, "reason").unwrap_or_default(),
        until: millis(item, "until"),
        by: Actor {
            identity: text(item, "actor").unwrap_or_default().to_owned(),
            name: safe(item, "name").unwrap_or_default(),
            console: ConsoleId::from(text(item, "consoleId").unwrap_or_default()),
            host: safe(item, "host").unwrap_or_default(),
        },
        at: instant(item, "at").unwrap_or_default(),
        total: number(item, "total").unwrap_or(0),
        phase: Phase::from_word(text(item, "phase")?)?,
        needs_second: item.contains_key("needsSecond"),
        approved_by: safe(item, "approvedBy"),
        break_glass: safe(item, "breakGlass"),
        runner: runner(),
    })
}

pub(super) fn row_item(id: &OpId, one: &OpRow) -> Item {
    let (status, version) = match &one.seen {
        SeenSwitch::Absent => (None, None),
        SeenSwitch::Row { status, updated_at } => (status.as_ref(), updated_at.as_ref()),
    };
    let mut item = row([
        ("tenant", Some(s(one.tenant.as_str()))),
        ("tenantName", Some(s(one.tenant_name.as_str()))),
        ("before", Some(s(switch_word(&one.before)))),
        ("seenStatus", status.map(s)),
        ("seenVersion", version.map(s)),
        ("state", Some(s(one.state.word()))),
        ("note", some(one.note.as_ref())),
    ]);
    item.extend(row_key(id, &one.tenant));
    item
}

/// What replaces the former state of a row.
pub(super) fn former((switch, seen): (&Switch, &SeenSwitch)) -> [(&'static str, Assign); 3] {
    let (status, version) = match seen {
        SeenSwitch::Absent => (None, None),
        SeenSwitch::Row { status, updated_at } => (status.as_ref(), updated_at.as_ref()),
    };
    let of = |word: Option<&String>| word.map_or(Assign::Remove, |word| Assign::Set(s(word)));
    [
        ("before", Assign::Set(s(switch_word(switch)))),
        ("seenStatus", of(status)),
        ("seenVersion", of(version)),
    ]
}

pub(super) fn row_of(item: &Item) -> Option<OpRow> {
    let tenant = text(item, "sk")?.strip_prefix(ROW)?;
    Some(OpRow {
        tenant: TenantId::from(tenant),
        tenant_name: safe(item, "tenantName").unwrap_or_default(),
        before: switch_of(text(item, "before").unwrap_or_default()),
        seen: match (text(item, "seenStatus"), text(item, "seenVersion")) {
            (None, None) => SeenSwitch::Absent,
            (status, version) => SeenSwitch::Row {
                status: status.map(str::to_owned),
                updated_at: version.map(str::to_owned),
            },
        },
        state: RowState::from_word(text(item, "state")?)?,
        version: text(item, "version").map(str::to_owned),
        intent: text(item, "intentId").map(IntentId::from),
        note: safe(item, "note"),
    })
}

pub(super) fn approval(id: &OpId, actor: &Actor, now: Timestamp) -> Item {
    row([
        ("pk", Some(s(pk(id)))),
        ("sk", Some(s(format!("APPROVAL#{}", actor.identity)))),
        ("name", Some(s(actor.name.as_str()))),
        ("consoleId", Some(s(actor.console.as_str()))),
        ("at", Some(s(time::iso(now)))),
    ])
}

fn turn_word(turn: Turn) -> &'static str {
    match turn {
        Turn::On => "on",
        Turn::Off => "off",
    }
}

fn turn_of(word: &str) -> Option<Turn> {
    match word {
        "on" => Some(Turn::On),
        "off" => Some(Turn::Off),
        _ => None,
    }
}

fn switch_word(switch: &Switch) -> &str {
    match switch {
        Switch::On => "on",
        Switch::Off => "off",
        Switch::Suspended => "suspended",
        Switch::Absent => "absent",
        Switch::Fixed(word) | Switch::Other(word) => word.as_str(),
    }
}

fn switch_of(word: &str) -> Switch {
    match word {
        "on" => Switch::On,
        "off" => Switch::Off,
        "suspended" => Switch::Suspended,
        "absent" => Switch::Absent,
        other => Switch::Other(Text::from_untrusted(other)),
    }
}
