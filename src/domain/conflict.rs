//! Somebody changed a switch between a person's look and the turn: what was seen (base), what it is now and by
//! whom (theirs), what was asked (mine). Theirs is kept, or mine is asked again on exactly what theirs is. Pure.

use super::agent::{Activation, SeenSwitch, Switch, Toggle, Turn};
use super::audit::{Action, AuditEntry};
use super::id::OpId;
use super::kill::Stands;
use super::operation::{OpRow, Operation, RowState};
use super::problem::Problem;
use super::text::Text;
use jiff::Timestamp;

/// How a switch stood, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    pub switch: Switch,
    pub since: Option<Timestamp>,
    pub by: Option<Text>,
    pub reason: Option<Text>,
}

impl Side {
    /// As a row says it.
    pub fn of(row: &Activation) -> Self {
        Self {
            switch: row.switch.clone(),
            since: row.since,
            by: row.by.clone(),
            reason: row.reason.clone(),
        }
    }
}

/// A change of ours that met somebody else's.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The operation whose row it is; `None`: one switch by itself.
    pub op: Option<OpId>,
    /// What was asked.
    pub toggle: Toggle,
    /// Until when it was asked; `None`: by hand.
    pub until: Option<Timestamp>,
    /// The agent's name; the bot's is empty.
    pub name: Text,
    pub tenant: Text,
    /// What was seen; `None`: nothing keeps it.
    pub base: Option<Side>,
}

impl Conflict {
    /// The conflict of a tenant of an operation: before its turn, or before it was taken back. `None`: nobody else
    /// changed it.
    pub fn of_row(op: &Operation, row: &OpRow) -> Option<Self> {
        let turn = match row.state {
            RowState::Changed => op.turn,
            RowState::Kept => op.turn.back(),
            _ => return None,
        };
        let before = Side {
            switch: row.before.clone(),
            since: changed_at(&row.seen),
            by: None,
            reason: None,
        };
        // What is taken back was seen as the operation had left it.
        let left = Side {
            switch: turned(op.turn),
            since: row.version.as_deref().and_then(|at| at.parse().ok()),
            by: Some(op.by.name.clone()),
            reason: Some(op.reason.clone()),
        };
        Some(Self {
            op: Some(op.id.clone()),
            toggle: Toggle {
                key: op.switch(&row.tenant),
                turn,
                reason: op.reason.clone(),
                seen: row.seen.clone(),
            },
            until: op.until.filter(|_| turn == Turn::Off),
            name: op.name.clone(),
            tenant: row.tenant_name.clone(),
            base: Some(match row.state {
                RowState::Kept => left,
                _ => before,
            }),
        })
    }
}

/// What a switch says after such a turn.
pub fn turned(turn: Turn) -> Switch {
    match turn {
        Turn::On => Switch::On,
        Turn::Off => Switch::Off,
    }
}

/// When a row was last changed, by its own word.
fn changed_at(seen: &SeenSwitch) -> Option<Timestamp> {
    match seen {
        SeenSwitch::Row { updated_at, .. } => updated_at.as_deref()?.parse().ok(),
        SeenSwitch::Absent => None,
    }
}

/// What the table says now.
#[derive(Clone, Debug, PartialEq)]
pub struct Theirs {
    /// `None`: the switch is not there any more.
    pub now: Option<Activation>,
    /// What a person types to confirm a change of it.
    pub word: Text,
    /// Our newest audit row of a turn of it, in the month and the one before; `None`: there is none.
    pub trail: Result<Option<AuditEntry>, Problem>,
    /// Server time of the look.
    pub at: Timestamp,
}

/// Who made theirs.
#[derive(Clone, Debug, PartialEq)]
pub enum Who {
    Known {
        by: Text,
        at: Option<Timestamp>,
        reason: Option<Text>,
    },
    /// Neither the row nor the audit trail says it.
    NoRecord {
        /// When the row was changed, by its own word.
        at: Option<Timestamp>,
    },
    /// The row does not say it, and the trail could not be read.
    Unread(Problem),
}

impl Theirs {
    /// Who made it so: the row where it says it, else the audit trail, as far as its newest row is of a turn to
    /// what the switch is, and no older than what was seen.
    pub fn who(&self, base: Option<&Side>) -> Option<Who> {
        let now = self.now.as_ref()?;
        if let Some(by) = &now.by {
            return Some(Who::Known {
                by: by.clone(),
                at: now.since,
                reason: now.reason.clone(),
            });
        }
        let entry = match &self.trail {
            Ok(entry) => entry.as_ref(),
            Err(problem) => return Some(Who::Unread(problem.clone())),
        };
        let since = base.and_then(|base| base.since);
        let told = entry.filter(|entry| {
            let to = match Action::from_word(entry.action.as_str()) {
                Some(Action::AgentOn) => Switch::On,
                Some(Action::AgentOff) => Switch::Off,
                _ => return false,
            };
            to == now.switch && since.is_none_or(|since| entry.at >= since)
        });
        Some(match told {
            Some(entry) => Who::Known {
                by: entry.name.clone(),
                at: Some(entry.at),
                reason: entry.reason.clone(),
            },
            None => Who::NoRecord {
                at: changed_at(&now.seen).or(now.since),
            },
        })
    }
}

/// Why mine cannot be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moot {
    /// It is as it was asked already.
    Already,
    /// The switch is not there any more.
    Gone,
    /// It is neither on nor off: many are never turned out of such a state.
    Left,
}

/// Whether there is something to ask again.
///
/// # Errors
/// Why not.
pub fn can_repeat(conflict: &Conflict, theirs: &Theirs) -> Result<(), Moot> {
    let now = theirs.now.as_ref().ok_or(Moot::Gone)?;
    match Stands::of(&now.switch, conflict.toggle.turn) {
        Stands::Already => Err(Moot::Already),
        // A person who turns one switch may do so from any state.
        Stands::Left if conflict.op.is_some() => Err(Moot::Left),
        Stands::Turns | Stands::Left | Stands::Barred(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{AgentId, IntentId, PlatformId, SwitchKey, TenantId};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap_or_default()
    }

    fn key() -> SwitchKey {
        SwitchKey {
            platform: PlatformId::Marketplace,
            tenant: TenantId::from("acme"),
            agent: AgentId::bot(),
        }
    }

    fn now(switch: Switch, by: Option<&str>) -> Activation {
        Activation {
            key: key(),
            agent: Text::default(),
            tenant_name: Text::from("Acme"),
            category: None,
            switch,
            since: Some(at(100)),
            by: by.map(Text::from),
            reason: None,
            disagrees: None,
            seen: SeenSwitch::Absent,
        }
    }

    fn entry(action: Action, second: i64) -> AuditEntry {
        AuditEntry {
            id: "1".to_owned(),
            at: at(second),
            platform: PlatformId::Marketplace,
            tenant: TenantId::from("acme"),
            actor: "demo:eva".to_owned(),
            name: Text::from("Eva"),
            action: Text::from(action.word()),
            target: "bot".to_owned(),
            before: None,
            after: None,
            reason: Some(Text::from("by hand meanwhile")),
            intent: IntentId::from("i"),
            fence: None,
            bulk: None,
        }
    }

    fn theirs(now: Option<Activation>, trail: Option<AuditEntry>) -> Theirs {
        Theirs {
            now,
            word: Text::from("bot"),
            trail: Ok(trail),
            at: at(120),
        }
    }

    fn conflict(op: Option<&str>, turn: Turn) -> Conflict {
        Conflict {
            op: op.map(OpId::from),
            toggle: Toggle {
                key: key(),
                turn,
                reason: Text::from("answers old prices"),
                seen: SeenSwitch::Absent,
            },
            until: None,
            name: Text::default(),
            tenant: Text::from("Acme"),
            base: None,
        }
    }

    #[test]
    fn who_did_it_is_told_by_the_row_else_by_the_trail_and_else_not_at_all() {
        let base = Side {
            since: Some(at(50)),
            ..Side::of(&now(Switch::On, None))
        };
        let who = |row: Activation, trail| theirs(Some(row), trail).who(Some(&base));
        let eva = |second| Some(entry(Action::AgentOff, second));
        let named = |who: Option<Who>| match who {
            Some(Who::Known { by, .. }) => Some(by.as_str().to_owned()),
            _ => None,
        };
        let luis = now(Switch::Off, Some("Luis"));
        assert_eq!(named(who(luis, eva(60))).as_deref(), Some("Luis"));
        let nobody = || now(Switch::Off, None);
        assert_eq!(named(who(nobody(), eva(60))).as_deref(), Some("Eva"));
        // A row of before the look, or of the other turn, says nothing of this change.
        assert_eq!(named(who(nobody(), eva(40))), None);
        let on = Some(entry(Action::AgentOn, 60));
        assert_eq!(named(who(nobody(), on)), None);
        assert_eq!(
            who(nobody(), None),
            Some(Who::NoRecord { at: Some(at(100)) })
        );
        assert_eq!(theirs(None, None).who(None), None);
    }

    #[test]
    fn what_is_so_already_or_gone_is_not_asked_again() {
        let off = conflict(None, Turn::Off);
        let of = |switch| theirs(Some(now(switch, None)), None);
        assert_eq!(can_repeat(&off, &of(Switch::On)), Ok(()));
        assert_eq!(can_repeat(&off, &of(Switch::Off)), Err(Moot::Already));
        assert_eq!(can_repeat(&off, &theirs(None, None)), Err(Moot::Gone));
        assert_eq!(can_repeat(&off, &of(Switch::Suspended)), Ok(()));
        let many = conflict(Some("01J"), Turn::Off);
        assert_eq!(can_repeat(&many, &of(Switch::Suspended)), Err(Moot::Left));
    }
}
