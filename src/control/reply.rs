//! Replies on their way: the steps of an `OUT#` row, each its own conditional write, and the list of those
//! that are open (`REPLIES` / `<time>#<id>`). `SENT#<route>#<provider's id>` / `OUT` finds the row again for
//! whoever reports on it (TTL 30 days).

use super::row::{conversation_pk, expiry, instant, millis, number, of_millis, row, safe, text};
use super::schema::LIST_INDEX;
use super::{Reader, Writer, template};
use crate::aws::dynamo::{Item, Query, Updated};
use crate::aws::expression::{Assign, Condition, key, n, s};
use crate::aws::transaction::OwnItem;
use crate::aws::write::Change;
use crate::domain::id::{
    ConversationId, ConversationKey, IntentId, MessageId, PlatformId, TenantId,
};
use crate::domain::problem::Problem;
use crate::domain::reply::{Fate, OpenReply, Refusal, ReplyState, Reports, Route, Settled};
use crate::domain::template::Filled;
use crate::domain::time;
use jiff::{SignedDuration, Timestamp};

/// How long a provider's id leads back to its reply: reports come late, but not later.
const SENT_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Pages of the list of open replies: each holds hundreds.
const PAGES: u32 = 2;
/// Partition of the list of open replies.
const OPEN: &str = "REPLIES";

/// A reply's row as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplyRow {
    pub reply: OpenReply,
    /// The intent under which it was last begun to be sent.
    pub sender: Option<IntentId>,
}

/// What is to become of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub state: ReplyState,
    pub provider: Option<String>,
    pub failure: Option<Refusal>,
    /// Queued again: not to be sent before.
    pub due: Option<Timestamp>,
}

impl Step {
    /// A step that says no more than the state.
    pub fn to(state: ReplyState) -> Self {
        Self {
            state,
            provider: None,
            failure: None,
            due: None,
        }
    }
}

impl Reader {
    /// One reply, read consistently; `None`: it is not there, or was withdrawn.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn reply(
        &self,
        of: &ConversationKey,
        id: &MessageId,
    ) -> Result<Option<ReplyRow>, Problem> {
        let read = self.dynamo.get(&self.table, out_key(of, id)).await?;
        Ok(read.value.and_then(|item| decode(&item)))
    }

    /// Replies that are open, oldest first. From the index: good for finding, not for deciding.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn open_replies(&self) -> Result<Vec<OpenReply>, Problem> {
        let query = Query {
            index: Some(LIST_INDEX),
            ..Query::partition(&self.table, "listPk", OPEN)
        };
        let page = self.dynamo.query_all(query, PAGES).await?;
        let rows = page.items.iter().filter_map(decode);
        Ok(rows.map(|row| row.reply).collect())
    }

    /// The reply that a provider knows under this id; `None`: none of ours, or too long ago.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn reply_sent_as(
        &self,
        route: Route,
        provider: &str,
    ) -> Result<Option<(ConversationKey, MessageId)>, Problem> {
        let read = self.dynamo.get(&self.table, sent_key(route, provider));
        let found = read.await?.value;
        Ok(found.and_then(|item| Some((whose(&item)?, MessageId::from(text(&item, "reply")?)))))
    }
}

impl Writer {
    /// The item that moves a queued reply to `sending` under `sender`.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn sending(
        &self,
        row: &ReplyRow,
        sender: &IntentId,
        now: Timestamp,
    ) -> Result<OwnItem, Problem> {
        Change {
            table: self.reader.table.clone(),
            key: out_key(&row.reply.key, &row.reply.id),
            assigns: vec![
                ("state", Assign::Set(s(state_word(ReplyState::Sending)))),
                ("sender", Assign::Set(s(sender.as_str()))),
                ("stateAt", Assign::Set(s(time::iso(now)))),
                ("dueAt", Assign::Remove),
            ],
            condition: as_seen(row),
        }
        .own()
    }

    /// The item that makes a step of a reply, if its row still is as seen.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn stepped(&self, row: &ReplyRow, step: &Step, now: Timestamp) -> Result<OwnItem, Problem> {
        self.step(row, step, now).own()
    }

    /// Makes a step of a reply, if its row still is as seen. `Err(row)`: it is not.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn make_step(
        &self,
        row: &ReplyRow,
        step: &Step,
        now: Timestamp,
    ) -> Result<Result<ReplyRow, Option<ReplyRow>>, Problem> {
        let change = self.step(row, step, now);
        Ok(match self.reader.dynamo.update(change).await? {
            Updated::Done(item) => decode(&item).ok_or(None),
            Updated::Refused(item) => Err(item.and_then(|item| decode(&item))),
        })
    }

    /// The item by which reports about a provider's id find their reply.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn sent_as(
        &self,
        reply: &OpenReply,
        provider: &str,
        now: Timestamp,
    ) -> Result<OwnItem, Problem> {
        let mut item = sent_key(reply.fate.route, provider);
        item.extend(row([
            ("platform", Some(s(reply.key.platform.as_str()))),
            ("tenant", Some(s(reply.key.tenant.as_str()))),
            ("conversation", Some(s(reply.key.conversation.as_str()))),
            ("reply", Some(s(reply.id.as_str()))),
            ("expiresAt", Some(expiry(now, SENT_FOR))),
        ]));
        let mut put = self.put_new(item);
        // The same id told again leads to the same reply.
        put.condition = Condition::Any(vec![
            Condition::Absent("pk"),
            Condition::Equals("reply", s(reply.id.as_str())),
        ]);
        put.own()
    }

    /// The item that takes a reply of unknown outcome off the list, by a person's decision.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn settled_as(
        &self,
        row: &ReplyRow,
        settled: Settled,
        now: Timestamp,
    ) -> Result<OwnItem, Problem> {
        Change {
            table: self.reader.table.clone(),
            key: out_key(&row.reply.key, &row.reply.id),
            assigns: vec![
                // What is queued will never go out now.
                (
                    "state",
                    Assign::Set(s(state_word(settled_state(row.reply.state)))),
                ),
                ("settled", Assign::Set(s(settled.word()))),
                ("settledAt", Assign::Set(s(time::iso(now)))),
                ("listPk", Assign::Remove),
                ("listSk", Assign::Remove),
            ],
            condition: as_seen(row),
        }
        .own()
    }

    fn step(&self, row: &ReplyRow, step: &Step, now: Timestamp) -> Change {
        let mut assigns = vec![
            ("state", Assign::Set(s(state_word(step.state)))),
            ("stateAt", Assign::Set(s(time::iso(now)))),
        ];
        if let Some(provider) = &step.provider {
            assigns.push(("providerId", Assign::Set(s(provider))));
        }
        if let Some(failure) = &step.failure {
            assigns.push(("failure", Assign::Set(s(failure.words.as_str()))));
            assigns.push(match failure.code {
                Some(code) => ("failureCode", Assign::Set(n(code))),
                None => ("failureCode", Assign::Remove),
            });
        }
        if let Some(due) = step.due {
            assigns.push(("dueAt", Assign::Set(of_millis(due))));
            assigns.push(("attempt", Assign::Set(n(row.reply.fate.attempt + 1))));
        }
        if !step.state.is_open() {
            assigns.push(("listPk", Assign::Remove));
            assigns.push(("listSk", Assign::Remove));
        }
        Change {
            table: self.reader.table.clone(),
            key: out_key(&row.reply.key, &row.reply.id),
            assigns,
            condition: as_seen(row),
        }
    }
}

/// The attributes of a new row for a reply that travels.
pub(super) fn travelling(
    of: &ConversationKey,
    id: &MessageId,
    at: Timestamp,
    console: &str,
    fate: &Fate,
) -> Item {
    let filled = fate.template.as_ref();
    row([
        ("platform", Some(s(of.platform.as_str()))),
        ("tenant", Some(s(of.tenant.as_str()))),
        ("conversation", Some(s(of.conversation.as_str()))),
        ("consoleId", Some(s(console))),
        ("route", Some(s(fate.route.word()))),
        ("reports", Some(s(fate.reports.word()))),
        ("attempt", Some(n(fate.attempt))),
        ("dueAt", fate.due.map(of_millis)),
        ("stateAt", Some(s(time::iso(at)))),
        ("template", filled.map(|one| s(&one.name))),
        ("templateLanguage", filled.map(|one| s(&one.language))),
        ("templateValues", filled.and_then(template::of_values)),
        ("listPk", Some(s(OPEN))),
        (
            "listSk",
            Some(s(format!("{}#{}", time::iso(at), id.as_str()))),
        ),
    ])
}

/// How a reply travels, in a row of ours; `None`: it was only recorded.
pub(super) fn fate(item: &Item) -> Option<Fate> {
    let route = Route::from_word(text(item, "route")?).unwrap_or_default();
    let word = |name: &str| text(item, name).map(str::to_owned);
    Some(Fate {
        route,
        reports: text(item, "reports")
            .and_then(Reports::from_word)
            .unwrap_or_default(),
        provider: word("providerId"),
        failure: safe(item, "failure").map(|words| Refusal {
            code: number(item, "failureCode"),
            words,
        }),
        settled: text(item, "settled").and_then(Settled::from_word),
        attempt: number(item, "attempt").unwrap_or_default(),
        due: millis(item, "dueAt"),
        since: instant(item, "stateAt"),
        template: word("template").map(|name| Filled {
            name,
            language: word("templateLanguage").unwrap_or_default(),
            values: template::values(item),
        }),
    })
}

fn decode(item: &Item) -> Option<ReplyRow> {
    let id = text(item, "sk")?.strip_prefix("OUT#")?;
    Some(ReplyRow {
        reply: OpenReply {
            key: whose(item)?,
            id: MessageId::from(id),
            text: safe(item, "text").unwrap_or_default(),
            at: instant(item, "createdAt").unwrap_or_default(),
            owner: text(item, "owner").unwrap_or_default().to_owned(),
            console: text(item, "consoleId").unwrap_or_default().to_owned(),
            state: text(item, "state").map_or(ReplyState::Unknown, state_of),
            fate: fate(item)?,
        },
        sender: text(item, "sender").map(IntentId::from),
    })
}

fn whose(item: &Item) -> Option<ConversationKey> {
    Some(ConversationKey {
        platform: PlatformId::from_word(text(item, "platform")?)?,
        tenant: TenantId::from(text(item, "tenant")?),
        conversation: ConversationId::from(text(item, "conversation")?),
    })
}

/// The state of a reply that a person has decided about.
fn settled_state(state: ReplyState) -> ReplyState {
    match state {
        ReplyState::Queued => ReplyState::Failed,
        other => other,
    }
}

/// The row is as it was read: state, attempt, who sends it, and nobody decided about it.
fn as_seen(row: &ReplyRow) -> Condition {
    let settled = row.reply.fate.settled.map(Settled::word);
    Condition::All(vec![
        Condition::Equals("state", s(state_word(row.reply.state))),
        Condition::Equals("attempt", n(row.reply.fate.attempt)),
        Condition::as_seen("sender", row.sender.as_ref().map(IntentId::as_str)),
        Condition::as_seen("settled", settled),
    ])
}

fn out_key(of: &ConversationKey, id: &MessageId) -> Item {
    let pk = conversation_pk("CONV", of);
    key(("pk", &pk), Some(("sk", &format!("OUT#{}", id.as_str()))))
}

fn sent_key(route: Route, provider: &str) -> Item {
    let pk = format!("SENT#{}#{provider}", route.word());
    key(("pk", &pk), Some(("sk", "OUT")))
}

const STATES: [(ReplyState, &str); 9] = [
    (ReplyState::Journaled, "journaled"),
    (ReplyState::Recorded, "recorded"),
    (ReplyState::Queued, "queued"),
    (ReplyState::Sending, "sending"),
    (ReplyState::Accepted, "accepted"),
    (ReplyState::Delivered, "delivered"),
    (ReplyState::Read, "read"),
    (ReplyState::Failed, "failed"),
    (ReplyState::Unknown, "unknown"),
];

pub(super) fn state_word(state: ReplyState) -> &'static str {
    STATES
        .iter()
        .find(|(known, _)| *known == state)
        .map_or("unknown", |(_, word)| word)
}

pub(super) fn state_of(word: &str) -> ReplyState {
    STATES
        .iter()
        .find(|(_, known)| *known == word)
        .map_or(ReplyState::Unknown, |(state, _)| *state)
}
