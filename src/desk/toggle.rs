//! Toggle: the system's row, its own audit row, what we know of the switch and our audit row change in one
//! transaction, conditional on what the person saw.

use super::{Deed, Desk, Writing, new_intent};
use crate::control::{Committed, Transaction};
use crate::domain::agent::{Activation, MIN_REASON_CHARS, Switch, Toggle, Toggled, Turn};
use crate::domain::audit::Action;
use crate::domain::id::{IntentId, SwitchKey};
use crate::domain::problem::{Problem, Trouble};

impl Desk<Writing> {
    /// Performs a toggle that a person has confirmed.
    ///
    /// # Errors
    /// `Invalid` for a reason that is too short; failures after which it is certain that nothing changed.
    pub async fn toggle(&self, toggle: &Toggle) -> Result<Toggled, Problem> {
        let length = toggle.reason.trim().chars().count();
        if length < MIN_REASON_CHARS {
            return Err(Problem::new(
                Trouble::Invalid,
                "reason",
                format!("{length} characters, {MIN_REASON_CHARS} at least"),
            ));
        }
        let Some(seen) = self.switch(&toggle.key).await? else {
            return Ok(Toggled::NotFound);
        };
        if is_so(&seen, toggle.turn) {
            return Ok(Toggled::Already { now: seen });
        }
        if seen.seen != toggle.seen {
            return Ok(Toggled::Changed { now: seen });
        }
        let intent = new_intent(self.now());
        let committed = self.turn(toggle, &intent).await?;
        let Some(now) = self.switch(&toggle.key).await.ok().flatten() else {
            return Ok(match committed {
                Committed::Done { .. } => Toggled::Done { now: seen },
                _ => Toggled::Unknown,
            });
        };
        Ok(match committed {
            Committed::Done { .. } => Toggled::Done { now },
            Committed::Refused(_) if is_so(&now, toggle.turn) => Toggled::Already { now },
            Committed::Refused(_) => Toggled::Changed { now },
            Committed::Unknown(_) => match self.turned_by(&toggle.key, &intent).await {
                Some(true) => Toggled::Done { now },
                _ => Toggled::Unknown,
            },
        })
    }

    async fn turn(&self, toggle: &Toggle, intent: &IntentId) -> Result<Committed, Problem> {
        let known = self.control().reader().turned_one(&toggle.key).await?;
        let now = self.now();
        let previous = known.as_ref().map(|turned| turned.previous.as_str());
        let prepared = self.switching(toggle.key.platform)?.prepare(
            toggle,
            previous,
            self.actor(),
            intent,
            now,
        )?;
        let action = match toggle.turn {
            Turn::On => Action::AgentOn,
            Turn::Off => Action::AgentOff,
        };
        let deed = Deed {
            platform: toggle.key.platform,
            tenant: &toggle.key.tenant,
            target: toggle.key.agent.as_str(),
            before: Some(&prepared.before),
            after: Some(&prepared.after),
            reason: Some(&toggle.reason),
            intent,
            fence: None,
        };
        let entry = self.entry(action, &deed, now);
        let mut transaction = Transaction::new(intent.clone());
        for item in prepared.items {
            transaction = transaction.quiet(item);
        }
        let turning = self.control().turning(
            toggle,
            self.actor(),
            intent,
            now,
            &prepared.before,
            &prepared.version,
        )?;
        let transaction = transaction
            .own(turning)
            .own(self.control().audited(&entry)?);
        self.control().commit(&transaction).await
    }

    async fn turned_by(&self, key: &SwitchKey, intent: &IntentId) -> Option<bool> {
        let turned = self.control().reader().turned_one(key).await.ok()?;
        Some(turned.is_some_and(|turned| turned.intent == *intent))
    }
}

fn is_so(activation: &Activation, turn: Turn) -> bool {
    match turn {
        Turn::On => activation.switch == Switch::On,
        Turn::Off => matches!(activation.switch, Switch::Off),
    }
}
