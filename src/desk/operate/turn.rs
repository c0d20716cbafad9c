//! One tenant of an operation: its switch, the audit row and the outcome in its row change together. Where the
//! system's rows are in a store of their own, the row names the intent before the store is asked, so that whoever
//! goes on finds out what came of it.

use super::super::outbox::TURN_WITHIN;
use super::super::toggle::{With, settled};
use super::Row;
use crate::control::operation::Moved;
use crate::desk::{Desk, Writing, after, new_intent};
use crate::domain::agent::{Activation, SeenSwitch, Switch, Toggle, Toggled};
use crate::domain::id::IntentId;
use crate::domain::operation::{OpRow, Operation, RowState};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use crate::platform::Turning;
use jiff::{SignedDuration, Timestamp};

/// Room beyond the time in which a store may still turn it.
const MARGIN: SignedDuration = SignedDuration::from_secs(15);

impl Desk<Writing> {
    /// Turns the switch of a row as it was seen when it was planned.
    pub(super) async fn turn_row(&self, operation: &Operation, row: &OpRow) -> Row {
        let toggle = Toggle {
            key: operation.switch(&row.tenant),
            turn: operation.turn,
            reason: operation.reason.clone(),
            seen: row.seen.clone(),
        };
        let came = self
            .toggle_row(operation, row, &toggle, RowState::Done, None)
            .await;
        match came {
            Ok(Toggled::Done { .. }) => Row::Settled,
            Ok(Toggled::Already { now } | Toggled::Changed { now }) if now.seen != row.seen => {
                self.leave(operation, row, RowState::Changed, now.by.as_ref())
                    .await
            }
            Ok(Toggled::NotFound) => self.leave(operation, row, RowState::Changed, None).await,
            Err(problem) if is_barred(&problem) => {
                let why = words(&problem);
                self.leave(operation, row, RowState::Barred, Some(&why))
                    .await
            }
            Err(problem) => {
                self.failed(operation, row, RowState::Failed, &problem)
                    .await
            }
            // Nobody can tell, or the operation is not ours any more: the row tells at the next look.
            Ok(_) => Row::Failed,
        }
    }

    /// Performs the toggle of a row and moves the row to `to` with it.
    pub(super) async fn toggle_row(
        &self,
        operation: &Operation,
        row: &OpRow,
        toggle: &Toggle,
        to: RowState,
        previous: Option<&str>,
    ) -> Result<Toggled, Problem> {
        let control = self.control(operation.platform);
        let store = self.turning(operation.platform).cloned();
        if let Some(store) = store {
            return self
                .toggle_row_there(operation, row, toggle, to, store.as_ref())
                .await;
        }
        let intent = new_intent(self.now());
        let now = self.now();
        let with = With {
            previous,
            bulk: Some(operation.id.as_str()),
            also: &|prepared| {
                let moved = Moved {
                    version: (to == RowState::Done).then_some(prepared.version.as_str()),
                    intent: Some(&intent),
                    note: None,
                    before: former(row, to),
                };
                Ok(vec![
                    control.op_worked_by(operation, self.actor())?,
                    control.op_moved(&operation.id, row, to, &moved, now)?,
                ])
            },
        };
        self.toggle_as(toggle, &intent, with).await
    }

    async fn toggle_row_there(
        &self,
        operation: &Operation,
        row: &OpRow,
        toggle: &Toggle,
        to: RowState,
        store: &dyn Turning,
    ) -> Result<Toggled, Problem> {
        let control = self.control(operation.platform);
        let intent = new_intent(self.now());
        let moved = Moved {
            intent: Some(&intent),
            before: former(row, to),
            ..Moved::default()
        };
        let under_way = OpRow {
            state: RowState::Turning,
            intent: Some(intent.clone()),
            ..row.clone()
        };
        if let (RowState::Turning, Some(earlier)) = (row.state, &row.intent) {
            match settled(store, earlier).await? {
                Some(turned) => {
                    let version = Some(turned.version.as_str());
                    self.arrive(operation, row, to, version).await?;
                    return self.as_it_is(toggle).await;
                }
                // It may still happen.
                None if after(begun(earlier), TURN_WITHIN + MARGIN) > self.now() => {
                    return Ok(Toggled::Unknown);
                }
                None => {}
            }
        }
        let began = control
            .op_move(&operation.id, row, RowState::Turning, &moved, self.now())
            .await?;
        if !began {
            return Ok(Toggled::Unknown);
        }
        let with = With {
            bulk: Some(operation.id.as_str()),
            ..With::NOTHING
        };
        let toggled = self.toggle_as(toggle, &intent, with).await;
        match &toggled {
            Ok(Toggled::Done { now }) => {
                self.arrive(operation, &under_way, to, version(now)).await?;
            }
            // It certainly did not happen: the row is where it was.
            Ok(Toggled::Already { .. } | Toggled::Changed { .. } | Toggled::NotFound) | Err(_) => {
                let back = Moved::default();
                let id = &operation.id;
                let now = self.now();
                control
                    .op_move(id, &under_way, row.state, &back, now)
                    .await?;
            }
            Ok(Toggled::Unknown) => {}
        }
        toggled
    }

    /// The row says what the store has done.
    async fn arrive(
        &self,
        operation: &Operation,
        row: &OpRow,
        to: RowState,
        version: Option<&str>,
    ) -> Result<bool, Problem> {
        let moved = Moved {
            version: version.filter(|_| to == RowState::Done),
            ..Moved::default()
        };
        let control = self.control(operation.platform);
        control
            .op_move(&operation.id, row, to, &moved, self.now())
            .await
    }

    async fn as_it_is(&self, toggle: &Toggle) -> Result<Toggled, Problem> {
        Ok(match self.switch(&toggle.key).await? {
            Some(now) => Toggled::Done { now },
            None => Toggled::NotFound,
        })
    }

    /// Leaves the tenant alone and says so in its row.
    pub(super) async fn leave(
        &self,
        operation: &Operation,
        row: &OpRow,
        to: RowState,
        note: Option<&Text>,
    ) -> Row {
        let moved = Moved {
            note,
            ..Moved::default()
        };
        let row = self.fresh(operation, row).await;
        let control = self.control(operation.platform);
        match control
            .op_move(&operation.id, &row, to, &moved, self.now())
            .await
        {
            Ok(true) => Row::Settled,
            Ok(false) | Err(_) => Row::Failed,
        }
    }

    /// Keeps why it failed; it is tried again later.
    pub(super) async fn failed(
        &self,
        operation: &Operation,
        row: &OpRow,
        to: RowState,
        problem: &Problem,
    ) -> Row {
        let _ = self.leave(operation, row, to, Some(&words(problem))).await;
        Row::Failed
    }

    /// The row as it is, for it may have moved meanwhile; as it was, where it cannot be read.
    async fn fresh(&self, operation: &Operation, row: &OpRow) -> OpRow {
        let reader = self.control(operation.platform).reader();
        let read = reader.op_row(&operation.id, &row.tenant).await;
        let known = read.ok().flatten();
        match known.filter(|known| known.state == row.state) {
            Some(known) => known,
            None => row.clone(),
        }
    }
}

/// When an intent was made.
fn begun(intent: &IntentId) -> Timestamp {
    let made = ulid::Ulid::from_string(intent.as_str()).map(|ulid| ulid.timestamp_ms());
    made.ok()
        .and_then(|millis| i64::try_from(millis).ok())
        .and_then(|millis| Timestamp::from_millisecond(millis).ok())
        .unwrap_or(Timestamp::MIN)
}

fn version(now: &Activation) -> Option<&str> {
    match &now.seen {
        SeenSwitch::Row { updated_at, .. } => updated_at.as_deref(),
        SeenSwitch::Absent => None,
    }
}

/// The state that a turned row goes back to is the one that it was turned on.
fn former(row: &OpRow, to: RowState) -> Option<(&Switch, &SeenSwitch)> {
    (to == RowState::Done).then_some((&row.before, &row.seen))
}

fn is_barred(problem: &Problem) -> bool {
    matches!(
        problem.trouble,
        Trouble::NotPermitted | Trouble::OutOfScope | Trouble::RoleForbids
    )
}

fn words(problem: &Problem) -> Text {
    Text::from_untrusted(&problem.to_string())
}
