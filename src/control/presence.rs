//! Who is in a conversation now: `PRES#<platform>#<tenant>#<conversation>` / `<consoleId>`, written every few
//! seconds while a person is there, gone by its TTL. A courtesy: nothing is decided by it.

use super::row::{conversation_pk, expiry, millis, of_millis, safe, text};
use super::{Reader, Writer};
use crate::aws::dynamo::{Item, Query};
use crate::aws::expression::{Assign, Condition, key, s};
use crate::aws::write::Change;
use crate::domain::cost::Read;
use crate::domain::guard::{Activity, PRESENCE_KEPT, Present};
use crate::domain::handoff::Actor;
use crate::domain::id::{ConsoleId, ConversationKey};
use crate::domain::problem::Problem;
use jiff::Timestamp;

/// The most consoles of which one look tells.
const MOST: u32 = 50;

impl Reader {
    /// The signs of presence in a conversation that are young enough to be shown: one page.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn present(
        &self,
        of: &ConversationKey,
        now: Timestamp,
    ) -> Result<Read<Vec<Present>>, Problem> {
        let query = Query {
            limit: Some(MOST),
            ..Query::partition(&self.table, "pk", conversation_pk("PRES", of))
        };
        let page = self.dynamo.query(query).await?;
        let signs = page.items.iter().filter_map(decode);
        Ok(Read {
            value: signs.filter(|sign| sign.is_shown(now)).collect(),
            cost: page.cost,
        })
    }
}

impl Writer {
    /// Says that `actor` is in a conversation at `now`.
    ///
    /// # Errors
    /// Any failure of the call; the next sign follows soon.
    pub async fn appear(
        &self,
        of: &ConversationKey,
        actor: &Actor,
        activity: Activity,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let console = actor.console.as_str();
        let change = Change {
            table: self.reader.table.clone(),
            key: key(("pk", &conversation_pk("PRES", of)), Some(("sk", console))),
            assigns: vec![
                ("operator", Assign::Set(s(actor.name.as_str()))),
                ("activity", Assign::Set(s(word(activity)))),
                ("at", Assign::Set(of_millis(now))),
                ("expiresAt", Assign::Set(expiry(now, PRESENCE_KEPT))),
            ],
            // Whatever is there: only this console writes the row.
            condition: Condition::Any(vec![Condition::Absent("pk"), Condition::Exists("pk")]),
        };
        self.reader.dynamo.update(change).await.map(|_| ())
    }
}

fn decode(item: &Item) -> Option<Present> {
    Some(Present {
        operator: safe(item, "operator")?,
        console: ConsoleId::from(text(item, "sk")?),
        activity: match text(item, "activity") {
            Some("typing") => Activity::Typing,
            _ => Activity::Looking,
        },
        at: millis(item, "at")?,
    })
}

fn word(activity: Activity) -> &'static str {
    match activity {
        Activity::Looking => "looking",
        Activity::Typing => "typing",
    }
}
