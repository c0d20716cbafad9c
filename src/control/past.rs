//! What our rows of a conversation say of who waited and who had it: `BRIEF#` and `BRIEFED`, which follow each other
//! in the partition, and `STRETCH#`. Two bounded queries for each conversation.

use super::Reader;
use super::briefing::{HEAD, decode, resolution, ulid_text};
use super::row::{conversation_pk, instant, safe, text};
use crate::aws::dynamo::{Item, Query};
use crate::domain::briefing::Briefing;
use crate::domain::handoff::Ending;
use crate::domain::id::ConversationKey;
use crate::domain::past::{Escalated, Evidence, Held};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use jiff::Timestamp;

/// Rows of each kind that are read of one conversation: a day has a few.
const MOST: u32 = 25;

/// What is kept of a conversation since a moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traces {
    pub told: Vec<Escalated>,
    /// The customer's number, masked, where a briefing says it.
    pub phone: Option<Text>,
    /// When the system ended the escalation by its own means, the last time.
    pub ended: Option<Timestamp>,
    pub held: Vec<Held>,
    /// There are more rows than are read.
    pub cut: bool,
}

impl Reader {
    /// Briefings, and stretches that ended, since `from`. Not consistent: for showing.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn traces(&self, of: &ConversationKey, from: Timestamp) -> Result<Traces, Problem> {
        let pk = conversation_pk("CONV", of);
        let first = ulid_text(from, 0);
        let [brief, stretch_from] = ["BRIEF", "STRETCH"].map(|kind| format!("{kind}#{first}"));
        let briefs = self.span(&pk, &brief, HEAD);
        // A stretch is named by its end.
        let stretches = self.span(&pk, &stretch_from, "STRETCH#~");
        let (briefs, stretches) = futures::future::try_join(briefs, stretches).await?;
        let head = briefs.0.iter().find(|item| text(item, "sk") == Some(HEAD));
        let told = briefs
            .0
            .iter()
            .filter(|item| text(item, "sk") != Some(HEAD));
        let told: Vec<Briefing> = told.filter_map(decode).collect();
        Ok(Traces {
            phone: told.iter().find_map(|briefing| briefing.phone.clone()),
            told: told
                .into_iter()
                .map(|briefing| Escalated {
                    key: of.clone(),
                    at: briefing.at,
                    known: Evidence::Briefing,
                    left_by: None,
                })
                .collect(),
            ended: head.and_then(resolution).map(|ended| ended.at),
            held: stretches
                .0
                .iter()
                .filter_map(|item| stretch(of, item))
                .collect(),
            cut: briefs.1 || stretches.1,
        })
    }

    /// The rows of a partition between two sort keys, oldest first, and whether there are more.
    async fn span(&self, pk: &str, from: &str, to: &str) -> Result<(Vec<Item>, bool), Problem> {
        let mut query = Query::partition(&self.table, "pk", pk);
        query.sort_between = Some(("sk", from, to));
        query.limit = Some(MOST);
        let page = self.dynamo.query(query).await?;
        Ok((page.items, page.next.is_some()))
    }
}

/// `None`: it has no times, and tells nothing of a moment.
fn stretch(of: &ConversationKey, item: &Item) -> Option<Held> {
    Some(Held {
        key: of.clone(),
        from: instant(item, "from")?,
        to: Some(instant(item, "to")?),
        by: safe(item, "by").unwrap_or_default(),
        ending: match text(item, "outcome") {
            Some("handed_back") => Some(Ending::HandedBack),
            Some("resolved") => Some(Ending::Resolved),
            Some("idle") => Some(Ending::Idle),
            _ => None,
        },
        known: Evidence::Stretch,
    })
}
