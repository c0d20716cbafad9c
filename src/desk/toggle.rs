//! Toggle: the system's row, its own audit row, what we know of the switch and our audit row change in one
//! transaction, conditional on what the person saw. Where the system's rows are in a store of their own, they
//! change there, and ours follow through the outbox.

use super::outbox::TURN_WITHIN;
use super::{Deed, Desk, Writing, after, new_intent};
use crate::control::{Committed, OwnItem, Transaction, outbox};
use crate::domain::agent::{Activation, MIN_REASON_CHARS, Switch, Toggle, Toggled, Turn};
use crate::domain::audit::Action;
use crate::domain::id::{IntentId, PlatformId, SwitchKey};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Right;
use crate::platform::{PreparedToggle, Turned, TurnedRow, Turning};

/// How often a store is asked whether a toggle happened before that stays unknown.
const SETTLE_TRIES: u32 = 3;

/// Items of ours that are made for the transaction of a toggle.
pub(super) type Also<'a> =
    &'a (dyn Fn(&PreparedToggle) -> Result<Vec<OwnItem>, Problem> + Send + Sync);

/// What goes with a toggle.
#[derive(Clone, Copy)]
pub(super) struct With<'a> {
    /// The word that was replaced when it was last switched off; `None`: what our own row of the switch knows.
    pub previous: Option<&'a str>,
    /// Joins the audit rows of one operation.
    pub bulk: Option<&'a str>,
    /// More rows of ours that change with it. Where the system's rows are in a store of their own, there is no
    /// common transaction and these are the caller's.
    pub also: Also<'a>,
}

impl With<'_> {
    /// Nothing beside the toggle.
    pub const NOTHING: With<'static> = With {
        previous: None,
        bulk: None,
        also: &|_| Ok(Vec::new()),
    };
}

impl Desk<Writing> {
    /// Performs a toggle that a person has confirmed.
    ///
    /// # Errors
    /// `Invalid` for a reason that is too short; `NotPermitted` where the system's own rules bar it; failures after which it is certain that nothing changed.
    pub async fn toggle(&self, toggle: &Toggle) -> Result<Toggled, Problem> {
        let intent = new_intent(self.now());
        self.toggle_as(toggle, &intent, With::NOTHING).await
    }

    /// The same under an intent that is known before, with what goes with it.
    pub(super) async fn toggle_as(
        &self,
        toggle: &Toggle,
        intent: &IntentId,
        with: With<'_>,
    ) -> Result<Toggled, Problem> {
        self.may(Right::Switch, toggle.key.platform, &toggle.key.tenant)?;
        let length = toggle.reason.trim().chars().count();
        if length < MIN_REASON_CHARS {
            return Err(Problem::new(
                Trouble::Invalid,
                "reason",
                format!("{length} characters, {MIN_REASON_CHARS} at least"),
            ));
        }
        self.may_turn(toggle.key.platform)?;
        let Some(seen) = self.switch(&toggle.key).await? else {
            return Ok(Toggled::NotFound);
        };
        if is_so(&seen, toggle.turn) {
            return Ok(Toggled::Already { now: seen });
        }
        if seen.seen != toggle.seen {
            return Ok(Toggled::Changed { now: seen });
        }
        let came = match self.turning(toggle.key.platform) {
            Some(store) => self.turn_there(store.as_ref(), toggle, intent).await?,
            None => self.turn_here(toggle, intent, with).await?,
        };
        let Some(now) = self.switch(&toggle.key).await.ok().flatten() else {
            return Ok(match came {
                Came::Done => Toggled::Done { now: seen },
                Came::Refused | Came::Unknown => Toggled::Unknown,
            });
        };
        Ok(match came {
            Came::Done => Toggled::Done { now },
            Came::Refused if is_so(&now, toggle.turn) => Toggled::Already { now },
            Came::Refused => Toggled::Changed { now },
            Came::Unknown => Toggled::Unknown,
        })
    }

    /// Refuses what the system's own rules keep these people from; known without a call.
    pub(super) fn may_turn(&self, platform: PlatformId) -> Result<(), Problem> {
        match (self.turning(platform), self.switching(platform)) {
            (Some(store), _) => store.permitted(),
            (None, Ok(port)) => port.permitted(),
            (None, Err(_)) => Ok(()),
        }
    }

    /// In a transaction of ours, which the system's rows can join.
    async fn turn_here(
        &self,
        toggle: &Toggle,
        intent: &IntentId,
        with: With<'_>,
    ) -> Result<Came, Problem> {
        Ok(match self.commit_toggle(toggle, intent, with).await? {
            Committed::Done { .. } => Came::Done,
            Committed::Refused(_) => Came::Refused,
            Committed::Unknown(_) => match self.turned_by(&toggle.key, intent).await {
                Some(true) => Came::Done,
                _ => Came::Unknown,
            },
        })
    }

    /// In a store of its own: (1) the outbox row, prepared; (2) the store's transaction; (3) the outbox row
    /// ready, our audit row and what we know of the switch, in one transaction. Whatever is left undone
    /// behind (1), a relay finishes or discards.
    pub(super) async fn turn_there(
        &self,
        store: &dyn Turning,
        toggle: &Toggle,
        intent: &IntentId,
    ) -> Result<Came, Problem> {
        let now = self.now();
        let entry = outbox::Entry {
            intent: intent.clone(),
            matter: outbox::Matter::Toggle(toggle.clone()),
            actor: self.actor().clone(),
            at: now,
            event: store.event(toggle, self.actor(), intent, now),
            state: outbox::State::Prepared,
            lease_until: None,
            tries: 0,
        };
        self.control(toggle.key.platform).prepare(&entry).await?;
        let until = after(now, TURN_WITHIN);
        let turned = store.turn(toggle, self.actor(), intent, now, until).await;
        let row = match turned {
            Ok(Turned::Done(row)) => row,
            Ok(Turned::Changed) => {
                self.set_aside(toggle.key.platform, intent).await;
                return Ok(Came::Refused);
            }
            Ok(Turned::Unknown(lost)) => match settled(store, intent).await {
                Ok(Some(row)) => row,
                Ok(None) => {
                    self.set_aside(toggle.key.platform, intent).await;
                    return Err(lost);
                }
                Err(_) => return Ok(Came::Unknown),
            },
            Err(problem) => {
                self.set_aside(toggle.key.platform, intent).await;
                return Err(problem);
            }
        };
        // The change stands. What fails from here on is left to a relay.
        let _ = self.finish(&entry, toggle, &row).await;
        Ok(Came::Done)
    }

    /// Nothing happened, so nothing is to be told. A row that stays prepared is set aside by a relay.
    pub(super) async fn set_aside(&self, of: PlatformId, intent: &IntentId) {
        let _ = self.control(of).discard(intent, self.now()).await;
    }

    async fn commit_toggle(
        &self,
        toggle: &Toggle,
        intent: &IntentId,
        with: With<'_>,
    ) -> Result<Committed, Problem> {
        let known = self
            .control(toggle.key.platform)
            .reader()
            .turned_one(&toggle.key)
            .await?;
        let now = self.now();
        let known = known.as_ref().map(|turned| turned.previous.as_str());
        let previous = with.previous.or(known);
        let prepared = self.switching(toggle.key.platform)?.prepare(
            toggle,
            previous,
            self.actor(),
            intent,
            now,
        )?;
        let (action, deed) = told(toggle, (&prepared.before, &prepared.after), intent);
        let mut entry = self.entry(action, &deed, now);
        entry.bulk = with.bulk.map(str::to_owned);
        let mut transaction = Transaction::new(intent.clone());
        for item in (with.also)(&prepared)? {
            transaction = transaction.own(item);
        }
        for item in prepared.items {
            transaction = transaction.quiet(item);
        }
        let turning = self.control(toggle.key.platform).turning(
            toggle,
            self.actor(),
            intent,
            now,
            &prepared.before,
            &prepared.version,
        )?;
        let transaction = transaction
            .own(turning)
            .own(self.control(toggle.key.platform).audited(&entry)?);
        self.control(toggle.key.platform).commit(&transaction).await
    }

    async fn turned_by(&self, key: &SwitchKey, intent: &IntentId) -> Option<bool> {
        let turned = self
            .control(key.platform)
            .reader()
            .turned_one(key)
            .await
            .ok()?;
        Some(turned.is_some_and(|turned| turned.intent == *intent))
    }
}

/// What an attempt came to.
pub(super) enum Came {
    Done,
    /// The row is not as it was seen.
    Refused,
    Unknown,
}

/// Asks for the intent, more than once while the store is busy.
pub(super) async fn settled(
    store: &dyn Turning,
    intent: &IntentId,
) -> Result<Option<TurnedRow>, Problem> {
    for _ in 1..SETTLE_TRIES {
        match store.settle(intent).await {
            Err(busy) if busy.passes() => {}
            other => return other,
        }
    }
    store.settle(intent).await
}

pub(super) fn is_so(activation: &Activation, turn: Turn) -> bool {
    match turn {
        Turn::On => activation.switch == Switch::On,
        Turn::Off => matches!(activation.switch, Switch::Off),
    }
}

/// What our audit row says of a toggle: `words` are the system's before and after it.
pub(super) fn told<'a>(
    toggle: &'a Toggle,
    words: (&'a str, &'a str),
    intent: &'a IntentId,
) -> (Action, Deed<'a>) {
    let action = match toggle.turn {
        Turn::On => Action::AgentOn,
        Turn::Off => Action::AgentOff,
    };
    let deed = Deed {
        platform: toggle.key.platform,
        tenant: &toggle.key.tenant,
        target: toggle.key.agent.as_str(),
        before: Some(words.0),
        after: Some(words.1),
        reason: Some(&toggle.reason),
        intent,
        fence: None,
    };
    (action, deed)
}
