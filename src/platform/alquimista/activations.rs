//! Changing an activation: the row as it was seen and the system's audit row, in one transaction with ours.
//! No worker writes these rows, so they may join it.

use super::item::{audit_row, first_activation};
use super::schema::Tables;
use crate::aws::expression::{Assign, Condition, key, s};
use crate::aws::write::{Change, Put};
use crate::domain::agent::{SeenSwitch, Toggle, Turn};
use crate::domain::handoff::Actor;
use crate::domain::id::IntentId;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::standing::{Standing, may_manage};
use crate::domain::time::later_than;
use crate::platform::PreparedToggle;
use crate::platform::value::unchanged;
use jiff::Timestamp;

const ON: &str = "active";
const OFF: &str = "inactive";

/// The activations and the system's audit trail.
pub(super) struct Activations {
    activations: String,
    audit_logs: String,
    standing: Option<Standing>,
}

impl Activations {
    pub(super) fn new(tables: &Tables, standing: Option<Standing>) -> Self {
        Self {
            activations: tables.activations.clone(),
            audit_logs: tables.audit_logs.clone(),
            standing,
        }
    }

    /// The change of a row that is there. Reactivation leaves `deactivated_at`, as the system does.
    fn change(
        &self,
        toggle: &Toggle,
        actor: &Actor,
        status: Option<&str>,
        updated_at: Option<&str>,
        at: &str,
    ) -> Change {
        let mut assigns = vec![("updated_at", Assign::Set(s(at)))];
        match toggle.turn {
            Turn::On => assigns.extend([
                ("status", Assign::Set(s(ON))),
                ("activated_at", Assign::Set(s(at))),
                ("activated_by", Assign::Set(s(actor.name.as_str()))),
            ]),
            Turn::Off => assigns.extend([
                ("status", Assign::Set(s(OFF))),
                ("deactivated_at", Assign::Set(s(at))),
                ("deactivated_by", Assign::Set(s(actor.name.as_str()))),
                (
                    "deactivation_reason",
                    Assign::Set(s(toggle.reason.as_str())),
                ),
            ]),
        }
        Change {
            table: self.activations.clone(),
            key: key(
                ("tenant_id", toggle.key.tenant.as_str()),
                Some(("agent_id", toggle.key.agent.as_str())),
            ),
            assigns,
            condition: Condition::All(vec![
                Condition::Exists("tenant_id"),
                unchanged("status", status),
                unchanged("updated_at", updated_at),
            ]),
        }
    }
}

impl crate::platform::Switching for Activations {
    fn permitted(&self) -> Result<(), Problem> {
        may_manage(self.standing)
    }

    fn prepare(
        &self,
        toggle: &Toggle,
        _: Option<&str>,
        actor: &Actor,
        intent: &IntentId,
        now: Timestamp,
    ) -> Result<PreparedToggle, Problem> {
        may_manage(self.standing)?;
        let after = match toggle.turn {
            Turn::On => ON,
            Turn::Off => OFF,
        };
        let (row, version, before) = match &toggle.seen {
            SeenSwitch::Row { status, updated_at } => {
                let before = status.clone().unwrap_or_default();
                if before == after {
                    return Err(Problem::new(
                        Trouble::Invalid,
                        "status",
                        "it says so already",
                    ));
                }
                let at = later_than(now, updated_at.as_deref());
                let change =
                    self.change(toggle, actor, status.as_deref(), updated_at.as_deref(), &at);
                (change.quiet()?, at, before)
            }
            SeenSwitch::Absent if toggle.turn == Turn::Off => {
                return Err(Problem::new(
                    Trouble::Invalid,
                    "status",
                    "it was never activated",
                ));
            }
            SeenSwitch::Absent => {
                let at = later_than(now, None);
                let put = Put {
                    table: self.activations.clone(),
                    item: first_activation(toggle, actor, intent, &at),
                    condition: Condition::Absent("tenant_id"),
                };
                (put.quiet()?, at, String::new())
            }
        };
        let audit = Put {
            table: self.audit_logs.clone(),
            item: audit_row(toggle, actor, intent, &version),
            condition: Condition::Absent("tenant_id"),
        };
        Ok(PreparedToggle {
            items: vec![row, audit.quiet()?],
            version,
            before,
            after: after.to_owned(),
        })
    }
}
