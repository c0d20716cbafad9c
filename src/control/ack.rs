//! Who is on an alarm: `ALARM#<platform>` / `<name>`, gone by its TTL half an hour after it was said. The first to
//! say it stands until then, or until the alarm rings anew; saying it again is for the same person alone.

use super::row::{expiry, millis, of_millis, row, safe, some, text};
use super::{Reader, Writer};
use crate::aws::dynamo::{Item, Query};
use crate::aws::expression::{Condition, key, s};
use crate::aws::transaction::OwnItem;
use crate::aws::write::Put;
use crate::domain::ack::{Ack, KEPT};
use crate::domain::handoff::Actor;
use crate::domain::id::{IntentId, PlatformId};
use crate::domain::problem::Problem;
use jiff::Timestamp;

/// The most that one look tells of.
const MOST: u32 = 200;

/// An acknowledgement with the intent that wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    pub ack: Ack,
    pub intent: IntentId,
}

impl Reader {
    /// The acknowledgements of a system whose time is not over: one page.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn acks(&self, platform: PlatformId, now: Timestamp) -> Result<Vec<Ack>, Problem> {
        let query = Query {
            limit: Some(MOST),
            ..Query::partition(&self.table, "pk", pk(platform))
        };
        let page = self.dynamo.query(query).await?;
        let kept = page.items.iter().filter_map(|item| decode(platform, item));
        // TTL takes rows away late.
        let stands = kept.map(|kept| kept.ack).filter(|ack| now < ack.until);
        Ok(stands.collect())
    }

    /// That of one alarm, read consistently, whether its time is over or not.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn ack(&self, platform: PlatformId, name: &str) -> Result<Option<Kept>, Problem> {
        let key = key(("pk", &pk(platform)), Some(("sk", name)));
        let read = self.dynamo.get(&self.table, key).await?;
        Ok(read.value.as_ref().and_then(|item| decode(platform, item)))
    }
}

impl Writer {
    /// The item that says that `actor` is on an alarm which rings since `began`, on the condition that nobody
    /// else is.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn acknowledging(
        &self,
        ack: &Ack,
        actor: &Actor,
        intent: &IntentId,
        began: Timestamp,
    ) -> Result<OwnItem, Problem> {
        let item = row([
            ("pk", Some(s(pk(ack.platform)))),
            ("sk", Some(s(ack.name.as_str()))),
            ("by", Some(s(ack.by.as_str()))),
            ("owner", Some(s(&ack.owner))),
            ("consoleId", Some(s(actor.console.as_str()))),
            ("word", some(ack.word.as_ref())),
            ("at", Some(of_millis(ack.at))),
            ("until", Some(of_millis(ack.until))),
            ("intentId", Some(s(intent.as_str()))),
            ("expiresAt", Some(expiry(ack.at, KEPT))),
        ]);
        Put {
            table: self.reader.table.clone(),
            item,
            condition: Condition::Any(vec![
                Condition::Absent("pk"),
                Condition::Less("until", of_millis(ack.at)),
                Condition::Less("at", of_millis(began)),
                Condition::Equals("owner", s(&ack.owner)),
            ]),
        }
        .own()
    }
}

fn decode(platform: PlatformId, item: &Item) -> Option<Kept> {
    Some(Kept {
        ack: Ack {
            platform,
            name: safe(item, "sk")?,
            by: safe(item, "by").unwrap_or_default(),
            owner: text(item, "owner").unwrap_or_default().to_owned(),
            word: safe(item, "word").filter(|word| !word.is_empty()),
            at: millis(item, "at")?,
            until: millis(item, "until")?,
        },
        intent: IntentId::from(text(item, "intentId").unwrap_or_default()),
    })
}

fn pk(platform: PlatformId) -> String {
    format!("ALARM#{}", platform.as_str())
}
