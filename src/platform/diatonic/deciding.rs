//! Cancelling a run that is queued or running: one conditional update of its record. No worker reads the
//! record, so nothing is stopped by it (backend facts 3.3). The system's own update has no condition; ours
//! never touches a run that ended, and never makes an item.

use super::found::{Found, UNOWNED, owner};
use super::plan::Plan;
use super::schema::Tables;
use super::target::Target;
use crate::aws::dynamo::{Dynamo, Item, Updated};
use crate::aws::expression::{Assign, Condition, s};
use crate::aws::write::Change;
use crate::domain::handoff::Actor;
use crate::domain::id::IntentId;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use crate::domain::time::iso;
use crate::domain::work::{Decided, Decision, Work};
use crate::platform::diatonic::item::lifecycle::{Phase, STATUS};
use crate::platform::value::unchanged;
use async_trait::async_trait;
use jiff::Timestamp;

/// The word that the system's own clients write.
const CANCELLED: &str = "cancelled";
const TENANT: &str = "tenant_id";

/// Writes on the tables of runs.
pub(super) struct Deciding {
    dynamo: Dynamo,
    tables: Tables,
    plan: Plan,
}

impl Deciding {
    pub(super) fn new(dynamo: &Dynamo, tables: &Tables, plan: &Plan) -> Self {
        Self {
            dynamo: dynamo.clone(),
            tables: tables.clone(),
            plan: plan.clone(),
        }
    }

    /// The change, on the condition that the item is there, is the tenant's, and has the word that was seen.
    /// `None`: it names no item of these tables.
    fn change(&self, seen: &Work, target: &Target, word: Seen<'_>, at: &str) -> Option<Change> {
        let layout = self.plan.of(target.part)?;
        let mut condition = vec![Condition::Exists(layout.partition)];
        condition.extend(layout.sort.map(Condition::Exists));
        condition.push(match seen.key.tenant.as_str() {
            UNOWNED => Condition::Absent(TENANT),
            tenant => Condition::Equals(TENANT, s(tenant)),
        });
        condition.push(unchanged(word.attribute, Some(word.version)));
        let assigns = vec![
            (word.attribute, Assign::Set(s(CANCELLED))),
            ("completed_at", Assign::Set(s(at))),
            ("updated_at", Assign::Set(s(at))),
        ];
        Some(Change {
            table: self.tables.of(target.part).to_owned(),
            key: target.key(layout)?,
            assigns,
            condition: Condition::All(condition),
        })
    }

    /// What an item that refused the change, or was read after an answer that never came, says of it.
    fn told(&self, seen: &Work, target: &Target, item: Option<&Item>, at: &str) -> Decided {
        let Some(found) = item.and_then(|item| Found::of(target.part, item)) else {
            return Decided::NotFound;
        };
        if owner(&found.base) != seen.key.tenant {
            return Decided::NotFound;
        }
        let cancelled = found.lifecycle.status.phase == Phase::Cancelled;
        let ours = item.is_some_and(|item| {
            ["completed_at", "updated_at"]
                .iter()
                .all(|name| item.get(*name) == Some(&s(at)))
        });
        match cancelled && ours {
            true => Decided::Done,
            false => Decided::Already(found.lifecycle.status.word),
        }
    }

    /// After an answer that never came: what the item says now. As it was seen, the change may still arrive.
    async fn read_back(&self, seen: &Work, target: &Target, change: Change, at: &str) -> Decided {
        let Ok(read) = self.dynamo.get(&change.table, change.key).await else {
            return Decided::Unknown;
        };
        match self.told(seen, target, read.value.as_ref(), at) {
            Decided::Already(word) if word == seen.state => Decided::Unknown,
            told => told,
        }
    }
}

#[async_trait]
impl crate::platform::Deciding for Deciding {
    /// One conditional update; a consistent read more when its answer got lost. The tables have no place for
    /// the comment and the actor: our audit keeps them.
    async fn decide(
        &self,
        seen: &Work,
        decision: Decision,
        _: &Text,
        _: &Actor,
        _: &IntentId,
        now: Timestamp,
    ) -> Result<Decided, Problem> {
        if decision != Decision::Cancel {
            return Err(Problem::new(
                Trouble::Invalid,
                "decision",
                "a run can only be cancelled",
            ));
        }
        let at = iso(now);
        let Some(target) = Target::read(&seen.key.id) else {
            return Ok(Decided::NotFound);
        };
        let word = seen.version.as_deref().and_then(Seen::read);
        let Some(word) = word.filter(|word| Phase::of(word.version).is_open()) else {
            return Ok(Decided::Already(seen.state.clone()));
        };
        let Some(change) = self.change(seen, &target, word, &at) else {
            return Ok(Decided::NotFound);
        };
        match self.dynamo.update(change.clone()).await {
            Ok(Updated::Done(_)) => Ok(Decided::Done),
            Ok(Updated::Refused(item)) => Ok(self.told(seen, &target, item.as_ref(), &at)),
            Err(why) if matches!(why.trouble, Trouble::TimedOut | Trouble::Unreachable) => {
                Ok(self.read_back(seen, &target, change, &at).await)
            }
            Err(why) => Err(why),
        }
    }
}

/// The status that was seen: the attribute it stands in and its version.
#[derive(Clone, Copy)]
struct Seen<'a> {
    attribute: &'static str,
    version: &'a str,
}

impl<'a> Seen<'a> {
    fn read(version: &'a str) -> Option<Self> {
        let (name, version) = version.split_once('=')?;
        let attribute = STATUS.into_iter().find(|known| *known == name)?;
        Some(Self { attribute, version })
    }
}
