//! What is off for a time: switched off with the row that brings it back, and brought back by whichever console has
//! the lease when its time has come. A switch that somebody turned meanwhile is left alone.

use super::toggle::With;
use super::{Desk, Mode, Writing, new_id, new_intent};
use crate::control::Transaction;
use crate::control::schedule::{self, Settled};
use crate::domain::agent::{Activation, SeenSwitch, Switch, Toggle, Toggled, Turn};
use crate::domain::id::{IntentId, OpId, SwitchKey};
use crate::domain::kill::same_row;
use crate::domain::operation::{
    Came, Matter, Overview, Phase, Scheduled, Stepped, Switched, Ticked,
};
use crate::domain::problem::Problem;
use crate::domain::role::Right;
use crate::domain::text::Text;
use jiff::Timestamp;

/// Rows without a time that one look compares with their switches; the others are believed.
const COMPARED: usize = 20;

impl<M: Mode> Desk<M> {
    /// What is still off by somebody's hand here, the next due first.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn still_off(&self) -> Result<Vec<Scheduled>, Problem> {
        let Some(controls) = &self.parts.control else {
            return Ok(Vec::new());
        };
        let mut found: Vec<Scheduled> = Vec::new();
        for control in controls.each() {
            for one in control.scheduled().await? {
                let seen = match &one.matter {
                    Matter::Switch { key, .. } => self.sees(key.platform, &key.tenant).is_ok(),
                    Matter::Operation { .. } => true,
                };
                if seen && !found.iter().any(|known| known.id == one.id) {
                    found.push(one);
                }
            }
        }
        found.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(found)
    }

    /// Operations and schedule as they are, without doing anything about them.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn overview(&self) -> Result<Overview, Problem> {
        Ok(Overview {
            operations: self.operations().await?,
            off: self.still_off().await?,
            ticked: Vec::new(),
        })
    }
}

impl Desk<Writing> {
    /// Switches one off, with the row that brings it back at `until`, or reminds of it.
    ///
    /// # Errors
    /// As [`Self::toggle`].
    pub async fn switch_off(
        &self,
        toggle: &Toggle,
        until: Option<Timestamp>,
    ) -> Result<Switched, Problem> {
        let control = self.control(toggle.key.platform);
        let now = self.now();
        let intent = new_intent(now);
        let seen = self.switch(&toggle.key).await?;
        let name = |of: fn(Activation) -> Text| seen.clone().map(of).unwrap_or_default();
        let scheduled = Scheduled {
            id: schedule::id(until, &new_id(now)),
            due: until,
            matter: Matter::Switch {
                key: toggle.key.clone(),
                intent: intent.clone(),
            },
            name: name(|seen| seen.agent),
            tenant: name(|seen| seen.tenant_name),
            by: self.actor().name.clone(),
            reason: toggle.reason.clone(),
            at: now,
        };
        let with = With {
            also: &|_| Ok(vec![control.scheduling(&scheduled)?]),
            ..With::NOTHING
        };
        if self.turning(toggle.key.platform).is_some() {
            // Before the turn: if it never happens, its time finds another intent and nothing is done.
            control.schedule_now(&scheduled).await?;
        }
        let toggled = self.toggle_as(toggle, &intent, with).await?;
        Ok(Switched { toggled, until })
    }

    /// Does what is due, once among all consoles, and says how operations and schedule are then.
    ///
    /// # Errors
    /// A failure of listing them. What fails of one is tried again by the next look.
    pub async fn tick(&self) -> Result<Overview, Problem> {
        let mut ticked = Vec::new();
        let mut compared = 0;
        for scheduled in self.still_off().await? {
            let is_due = scheduled.due.is_some_and(|due| due <= self.now());
            compared += usize::from(!is_due);
            if is_due {
                if let Ok(Some(came)) = self.bring_back(&scheduled).await {
                    ticked.push(Ticked { scheduled, came });
                }
            } else if compared <= COMPARED {
                // Somebody may have switched it on by hand: then there is nothing to remind of.
                let _ = self.forget_if_over(&scheduled).await;
            }
        }
        Ok(Overview {
            ticked,
            ..self.overview().await?
        })
    }

    /// The same at a console whose role may switch; another only looks.
    ///
    /// # Errors
    /// As [`Self::tick`].
    pub async fn tick_if_permitted(&self) -> Result<Overview, Problem> {
        match self.role().may(Right::Switch) {
            true => self.tick().await,
            false => self.overview().await,
        }
    }

    /// Brings one back whose time has come. `None`: another console does.
    async fn bring_back(&self, scheduled: &Scheduled) -> Result<Option<Came>, Problem> {
        let control = self.control(scheduled.matter.platform());
        let now = self.now();
        if !control.schedule_lease(scheduled, self.actor(), now).await? {
            return Ok(None);
        }
        match &scheduled.matter {
            Matter::Switch { key, intent } => self.bring_on(scheduled, key, intent).await,
            Matter::Operation { id, .. } => self.bring_all_back(scheduled, id).await,
        }
    }

    async fn bring_on(
        &self,
        scheduled: &Scheduled,
        key: &SwitchKey,
        intent: &IntentId,
    ) -> Result<Option<Came>, Problem> {
        let control = self.control(key.platform);
        let Some(seen) = self.ours_still(key, intent).await? else {
            let ended = (scheduled, Settled::Overtaken, self.now());
            let first = control.schedule_settle(ended.0, ended.1, ended.2).await?;
            return Ok(first.then_some(Came::Overtaken));
        };
        let toggle = Toggle {
            key: key.clone(),
            turn: Turn::On,
            reason: Text::from_untrusted(&format!("until its time: {}", scheduled.reason)),
            seen,
        };
        let late = scheduled.is_late(self.now());
        let at = self.now();
        let with = With {
            also: &|_| {
                Ok(vec![control.schedule_settled(
                    scheduled,
                    Settled::Done,
                    at,
                )?])
            },
            ..With::NOTHING
        };
        let again = new_intent(at);
        let toggled = self.toggle_as(&toggle, &again, with).await?;
        Ok(Some(match toggled {
            Toggled::Done { .. } => {
                // In a store of its own it could not be settled with the turn.
                let _ = control.schedule_settle(scheduled, Settled::Done, at).await;
                Came::On { late }
            }
            Toggled::Already { .. } | Toggled::Changed { .. } | Toggled::NotFound => {
                let how = Settled::Overtaken;
                match control.schedule_settle(scheduled, how, at).await? {
                    true => Came::Overtaken,
                    false => return Ok(None),
                }
            }
            Toggled::Unknown => Came::Unfinished,
        }))
    }

    /// Takes a whole operation back, whose time has come.
    async fn bring_all_back(
        &self,
        scheduled: &Scheduled,
        id: &OpId,
    ) -> Result<Option<Came>, Problem> {
        let late = scheduled.is_late(self.now());
        let control = self.control(scheduled.matter.platform());
        let mut stepped = self.roll_back(id).await?;
        while let Stepped::More { streak, .. } = stepped {
            control
                .schedule_lease(scheduled, self.actor(), self.now())
                .await?;
            stepped = self.go_on(id, streak).await?;
        }
        let phase = stepped.progress().map(|progress| progress.operation.phase);
        if phase != Some(Phase::RolledBack) {
            return Ok(Some(Came::Unfinished));
        }
        // The rollback settled the row; whoever had its lease tells of it.
        let _ = control
            .schedule_settle(scheduled, Settled::Done, self.now())
            .await;
        Ok(Some(Came::On { late }))
    }

    /// The switch as it is, if it is off by that toggle still.
    async fn ours_still(
        &self,
        key: &SwitchKey,
        intent: &IntentId,
    ) -> Result<Option<SeenSwitch>, Problem> {
        let Some(now) = self.switch(key).await? else {
            return Ok(None);
        };
        let known = self.control(key.platform).reader().turned_one(key).await?;
        let ours = known
            .is_some_and(|turned| turned.intent == *intent && same_row(&now.seen, &turned.version));
        Ok((ours && now.switch != Switch::On).then_some(now.seen))
    }

    /// Takes away a reminder of what is not off any more by that hand.
    async fn forget_if_over(&self, scheduled: &Scheduled) -> Result<(), Problem> {
        let control = self.control(scheduled.matter.platform());
        let is_over = match &scheduled.matter {
            Matter::Switch { key, intent } => self.ours_still(key, intent).await?.is_none(),
            Matter::Operation { id, .. } => {
                let read = control.reader().operation(id).await?;
                read.is_none_or(|operation| operation.phase == Phase::RolledBack)
            }
        };
        if is_over {
            let transaction = Transaction::new(new_intent(self.now()))
                .own(control.schedule_settled(scheduled, Settled::Overtaken, self.now())?);
            control.commit(&transaction).await?;
        }
        Ok(())
    }
}
