//! What we keep about a conversation: `CONV#<platform>#<tenant>#<conversation>` with `OUT#` replies,
//! `NOTE#` private notes, `STRETCH#` human stretches and `SEEN#` messages that the system overwrites.

use super::claim::ending_word;
use super::reply::{self, state_of, state_word};
use super::row::{conversation_pk, expiry, instant, row, safe, some, text};
use super::{Reader, Writer, briefing};
use crate::aws::dynamo::{Item, Query};
use crate::aws::expression::{Condition, key, n, s};
use crate::aws::transaction::OwnItem;
use crate::aws::write::Put;
use crate::domain::briefing::Kept;
use crate::domain::conversation::{Message, MessageKind, Origin, Speaker};
use crate::domain::cost::Read;
use crate::domain::handoff::{Claim, Ending};
use crate::domain::id::{ConversationKey, IntentId, MessageId};
use crate::domain::problem::Problem;
use crate::domain::reply::ReplyState;
use crate::domain::text::Text;
use crate::domain::time;
use jiff::{SignedDuration, Timestamp};

/// How long a `SEEN#` row is kept.
const SEEN_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);
/// The state of a reply that was given back to its writer before any table had it.
const WITHDRAWN: &str = "withdrawn";
/// How long its place stays taken: longer than a signed request may be on its way.
const WITHDRAWN_FOR: SignedDuration = SignedDuration::from_hours(24);
/// Pages of one conversation's rows that an opening reads: each holds a thousand messages or more.
const PAGES: u32 = 10;

/// Our rows of one conversation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thread {
    /// Replies, notes and seen messages, oldest first.
    pub messages: Vec<Message>,
    /// When a console first saw a message of it that the system does not keep.
    pub seen_since: Option<Timestamp>,
    /// The newest of what the system told of it.
    pub briefing: Option<Kept>,
}

impl Reader {
    /// All our rows of a conversation.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn thread(&self, of: &ConversationKey) -> Result<Read<Thread>, Problem> {
        let mut query = Query::partition(&self.table, "pk", conversation_pk("CONV", of));
        query.consistent = true;
        let page = self.dynamo.query_all(query, PAGES).await?;
        let mut messages: Vec<Message> = page.items.iter().filter_map(decode).collect();
        // The kinds lie apart in the partition, each in its own order of time.
        messages.sort_by_key(|message| message.at);
        Ok(Read {
            value: Thread {
                seen_since: messages
                    .iter()
                    .filter(|message| message.origin == Origin::Seen)
                    .filter_map(|message| message.at)
                    .min(),
                briefing: briefing::newest(&page.items),
                messages,
            },
            cost: page.cost,
        })
    }

    /// Whether this reply or note is in the table.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn has_spoken(
        &self,
        of: &ConversationKey,
        message: &Message,
    ) -> Result<bool, Problem> {
        self.has(of, &spoken_sk(message)).await
    }

    async fn has(&self, of: &ConversationKey, sk: &str) -> Result<bool, Problem> {
        let key = key(("pk", &conversation_pk("CONV", of)), Some(("sk", sk)));
        let found = self.dynamo.get(&self.table, key).await?.value;
        Ok(found.is_some_and(|item| text(&item, "state") != Some(WITHDRAWN)))
    }
}

impl Writer {
    /// The item that records a reply or, for [`Speaker::Note`], a private note.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn spoken(&self, claim: &Claim, message: &Message) -> Result<OwnItem, Problem> {
        let at = message.at.unwrap_or_default();
        let mut item = row([
            ("pk", Some(s(conversation_pk("CONV", &claim.key)))),
            ("sk", Some(s(spoken_sk(message)))),
            ("text", Some(s(message.text.as_str()))),
            ("state", message.state.map(|state| s(state_word(state)))),
            ("createdAt", Some(s(time::iso(at)))),
            ("by", Some(s(claim.operator.as_str()))),
            ("owner", Some(s(&claim.owner))),
            ("fence", Some(n(claim.fence.0))),
        ]);
        if let Some(fate) = &message.fate {
            let console = claim.console.as_str();
            item.extend(reply::travelling(
                &claim.key,
                &message.id,
                at,
                console,
                fate,
            ));
        }
        self.put_new(item).own()
    }

    /// Makes sure that a reply which may still be on its way is never recorded: its place is taken.
    /// `false`: it is recorded already.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn withdraw(
        &self,
        of: &ConversationKey,
        reply: &MessageId,
        now: Timestamp,
    ) -> Result<bool, Problem> {
        let sk = format!("OUT#{}", reply.as_str());
        let item = row([
            ("pk", Some(s(conversation_pk("CONV", of)))),
            ("sk", Some(s(&sk))),
            ("state", Some(s(WITHDRAWN))),
            ("expiresAt", Some(expiry(now, WITHDRAWN_FOR))),
        ]);
        let reader = &self.reader;
        let taken = reader.dynamo.create(&reader.table, item, "pk").await?;
        Ok(taken || !reader.has(of, &sk).await?)
    }

    /// The item that records a human stretch which ends now; `summary`: what its person tells the bot.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn stretch(
        &self,
        claim: &Claim,
        ending: Ending,
        intent: &IntentId,
        summary: Option<&Text>,
        now: Timestamp,
    ) -> Result<OwnItem, Problem> {
        let item = row([
            ("pk", Some(s(conversation_pk("CONV", &claim.key)))),
            ("sk", Some(s(format!("STRETCH#{}", intent.as_str())))),
            ("from", Some(s(time::iso(claim.since)))),
            ("to", Some(s(time::iso(now)))),
            ("by", Some(s(claim.operator.as_str()))),
            ("owner", Some(s(&claim.owner))),
            ("outcome", Some(s(ending_word(ending)))),
            ("summary", some(summary)),
            ("fence", Some(n(claim.fence.0))),
        ]);
        self.put_new(item).own()
    }

    /// Keeps a message that the system is going to overwrite. Kept already is as good.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn keep_seen(
        &self,
        of: &ConversationKey,
        message: &Message,
        now: Timestamp,
    ) -> Result<(), Problem> {
        let at = message.at.unwrap_or(now);
        let item = row([
            ("pk", Some(s(conversation_pk("CONV", of)))),
            (
                "sk",
                Some(s(format!("SEEN#{}#{}", time::iso(at), message.id.as_str()))),
            ),
            ("text", Some(s(message.text.as_str()))),
            ("from", Some(s(speaker_word(message.from)))),
            ("kind", Some(s(kind_word(&message.kind)))),
            ("createdAt", Some(s(time::iso(at)))),
            ("expiresAt", Some(expiry(now, SEEN_FOR))),
        ]);
        self.reader
            .dynamo
            .create(&self.reader.table, item, "pk")
            .await
            .map(|_| ())
    }

    pub(super) fn put_new(&self, item: Item) -> Put {
        Put {
            table: self.reader.table.clone(),
            item,
            condition: Condition::Absent("pk"),
        }
    }
}

fn spoken_sk(message: &Message) -> String {
    let kind = match message.from {
        Speaker::Note => "NOTE",
        _ => "OUT",
    };
    format!("{kind}#{}", message.id.as_str())
}

fn decode(item: &Item) -> Option<Message> {
    let (kind, rest) = text(item, "sk")?.split_once('#')?;
    let at = instant(item, "createdAt");
    let body = safe(item, "text").unwrap_or_default();
    let ours = |from, state| Message {
        id: MessageId::from(rest),
        at,
        from,
        by: safe(item, "by"),
        text: body.clone(),
        kind: MessageKind::Text,
        origin: Origin::Ours,
        state,
        fate: reply::fate(item).map(Box::new),
    };
    match kind {
        "OUT" if text(item, "state") == Some(WITHDRAWN) => None,
        "OUT" => {
            let state = text(item, "state").map_or(ReplyState::Unknown, state_of);
            Some(ours(Speaker::Human, Some(state)))
        }
        "NOTE" => Some(ours(Speaker::Note, None)),
        "SEEN" => Some(Message {
            id: MessageId::from(rest.split_once('#').map_or(rest, |(_, id)| id)),
            at,
            from: text(item, "from").map_or(Speaker::Unknown, speaker_of),
            by: None,
            text: body,
            kind: text(item, "kind").map_or(MessageKind::Text, kind_of),
            origin: Origin::Seen,
            state: None,
            fate: None,
        }),
        _ => None,
    }
}

const SPEAKERS: [(Speaker, &str); 5] = [
    (Speaker::Customer, "customer"),
    (Speaker::Bot, "bot"),
    (Speaker::Human, "human"),
    (Speaker::System, "system"),
    (Speaker::Unknown, "unknown"),
];

fn speaker_word(speaker: Speaker) -> &'static str {
    SPEAKERS
        .iter()
        .find(|(known, _)| *known == speaker)
        .map_or("unknown", |(_, word)| word)
}

fn speaker_of(word: &str) -> Speaker {
    SPEAKERS
        .iter()
        .find(|(_, known)| *known == word)
        .map_or(Speaker::Unknown, |(speaker, _)| *speaker)
}

fn kind_word(kind: &MessageKind) -> &str {
    match kind {
        MessageKind::Text => "text",
        MessageKind::WaitingLine => "waiting",
        MessageKind::Image => "image",
        MessageKind::Document => "document",
        MessageKind::Audio => "audio",
        MessageKind::Other(word) => word.as_str(),
    }
}

fn kind_of(word: &str) -> MessageKind {
    match word {
        "text" => MessageKind::Text,
        "waiting" => MessageKind::WaitingLine,
        "image" => MessageKind::Image,
        "document" => MessageKind::Document,
        "audio" => MessageKind::Audio,
        other => MessageKind::Other(Text::from_untrusted(other)),
    }
}
