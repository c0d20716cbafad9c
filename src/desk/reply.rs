//! Reply and note: kept in the journal, then recorded in one transaction that checks the claim, and only
//! then shown as recorded; sending is `deliver`'s. A copy for the bot's context follows where the item has a
//! list for it.

use super::unanswered::Begun;
use super::{Deed, Desk, Writing, new_id};
use crate::control::{Committed, Transaction};
use crate::domain::audit::Action;
use crate::domain::conversation::{Message, MessageKind, Origin, Speaker};
use crate::domain::handoff::{Claim, Owned};
use crate::domain::id::{ConversationKey, IntentId, MessageId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::reply::{Fate, Line, MAX_REPLY_CHARS, ReplyState, Route};
use crate::domain::role::Right;
use crate::domain::template::{Fault, Filled, Template};
use crate::domain::text::Text;
use crate::journal::Entry;
use jiff::Timestamp;

impl Desk<Writing> {
    /// How words reach the customers of a conversation's tenant.
    ///
    /// # Errors
    /// Any failure of a call; nobody can tell then.
    pub async fn line(&self, of: &ConversationKey) -> Result<Line, Problem> {
        match self.mode.channels.get(&of.platform) {
            Some(channels) => channels.line(of).await,
            None => Ok(Line::default()),
        }
    }

    /// Records what a person says to a customer. Where there is a channel it ends as
    /// [`ReplyState::Queued`] and [`Self::deliver`] sends it, else as [`ReplyState::Recorded`].
    ///
    /// # Errors
    /// `Invalid` for an empty or too long text; `Journal` when this machine cannot keep it; any failure
    /// after which it is certain that nothing was recorded. The text then is still the person's draft.
    pub async fn reply(&self, claim: &Claim, text: &str) -> Result<Owned<Message>, Problem> {
        self.reply_after(claim, text, None).await
    }

    /// The same, but only if nothing came after `seen`, the time of the newest message that the person has
    /// had before their eyes; one read more.
    ///
    /// # Errors
    /// As [`Self::reply`].
    pub async fn reply_after(
        &self,
        claim: &Claim,
        text: &str,
        seen: Option<Timestamp>,
    ) -> Result<Owned<Message>, Problem> {
        if let Some(seen) = seen
            && let Some(message) = self.came_after(&claim.key, seen).await
        {
            return Ok(Owned::Unread(Box::new(message)));
        }
        let message = self.message(claim, Speaker::Human, text)?;
        let line = self.line(&claim.key).await?;
        self.reply_by(claim, message, &line, None).await
    }

    /// The same by a template of the provider, with a value for each of its places: what is recorded is the
    /// finished text.
    ///
    /// # Errors
    /// As [`Self::reply`]; `Invalid` where the tenant's channel has no such template, or values that the
    /// provider would refuse.
    pub async fn reply_by_template(
        &self,
        claim: &Claim,
        template: &Template,
        values: &[String],
    ) -> Result<Owned<Message>, Problem> {
        let odd = |fault: Fault| Problem::new(Trouble::Invalid, "template", fault.word());
        let (filled, text) = template.fill(values).map_err(odd)?;
        let message = self.message(claim, Speaker::Human, &text)?;
        let line = self.line(&claim.key).await?;
        if !line.templates.contains(template) {
            return Err(Problem::new(Trouble::Invalid, "template", "not configured"));
        }
        self.reply_by(claim, message, &line, Some(&filled)).await
    }

    async fn reply_by(
        &self,
        claim: &Claim,
        mut message: Message,
        line: &Line,
        template: Option<&Filled>,
    ) -> Result<Owned<Message>, Problem> {
        travels(&mut message, line, template);
        let owned = self.say(claim, message, Action::Reply).await?;
        if let Owned::Done(message) = &owned
            && message.state == Some(ReplyState::Recorded)
        {
            self.tell_bot(claim, message).await;
        }
        Ok(owned)
    }

    /// A courtesy to the bot's context: the reply stands in our own row, whatever comes of this.
    pub(super) async fn tell_bot(&self, claim: &Claim, message: &Message) {
        if let Ok(handoffs) = self.handoffs(claim.key.platform) {
            let _ = handoffs.append_reply(&claim.key, message).await;
        }
    }

    /// Keeps the text of an unsent reply on this machine; an empty text forgets it.
    ///
    /// # Errors
    /// `Journal` when it cannot be kept.
    pub fn keep_draft(&self, key: ConversationKey, text: String) -> Result<(), Problem> {
        self.journal().keep(&Entry::Draft { key, text })
    }

    /// Remembers on this machine how far a person has seen a conversation.
    ///
    /// # Errors
    /// `Journal` when it cannot be kept.
    pub fn keep_looked(&self, key: ConversationKey, at: Timestamp) -> Result<(), Problem> {
        self.journal().keep(&Entry::Looked { key, at })
    }

    /// Records a private note of the staff.
    ///
    /// # Errors
    /// As [`Self::reply`].
    pub async fn note(&self, claim: &Claim, text: &str) -> Result<Owned<Message>, Problem> {
        let message = self.message(claim, Speaker::Note, text)?;
        self.say(claim, message, Action::Note).await
    }

    pub(super) fn message(
        &self,
        claim: &Claim,
        from: Speaker,
        text: &str,
    ) -> Result<Message, Problem> {
        self.may(Right::Converse, claim.key.platform, &claim.key.tenant)?;
        let text = text.trim();
        let length = text.chars().count();
        if length == 0 {
            return Err(Problem::new(Trouble::Invalid, "text", "empty"));
        }
        if length > MAX_REPLY_CHARS {
            return Err(Problem::new(
                Trouble::Invalid,
                "text",
                format!("{length} characters, {MAX_REPLY_CHARS} at most"),
            ));
        }
        let now = self.now();
        Ok(Message {
            id: MessageId::from(new_id(now)),
            at: Some(now),
            from,
            by: Some(claim.operator.clone()),
            text: Text::from_untrusted(text),
            kind: MessageKind::Text,
            origin: Origin::Ours,
            state: (from == Speaker::Human).then_some(ReplyState::Recorded),
            fate: None,
        })
    }

    async fn say(
        &self,
        claim: &Claim,
        message: Message,
        action: Action,
    ) -> Result<Owned<Message>, Problem> {
        let settled = Entry::Settled {
            id: message.id.clone(),
        };
        if action == Action::Reply {
            self.journal().keep(&Entry::Reply {
                id: message.id.clone(),
                key: claim.key.clone(),
                text: message.text.as_str().to_owned(),
            })?;
        }
        let outcome = self.record(claim, &message, action).await;
        match outcome {
            _ if action != Action::Reply => {}
            Ok(Owned::Unknown) => {
                let begun = Begun {
                    id: message.id.clone(),
                    key: claim.key.clone(),
                    text: message.text.as_str().to_owned(),
                    again: None,
                };
                if self.settle_at_once(begun).await? {
                    return Ok(Owned::Done(message));
                }
            }
            _ => self.journal().keep(&settled)?,
        }
        outcome
    }

    async fn record(
        &self,
        claim: &Claim,
        message: &Message,
        action: Action,
    ) -> Result<Owned<Message>, Problem> {
        let intent = IntentId::from(message.id.as_str());
        let deed = Deed {
            platform: claim.key.platform,
            tenant: &claim.key.tenant,
            target: claim.key.conversation.as_str(),
            before: None,
            after: None,
            reason: None,
            intent: &intent,
            fence: Some(claim.fence),
        };
        let entry = self.entry(action, &deed, self.now());
        let transaction = Transaction::new(intent.clone())
            .own(match action {
                // What the targets of an answer are counted from.
                Action::Reply => self
                    .control(claim.key.platform)
                    .answering(claim, message.at.unwrap_or_else(|| self.now()))?,
                _ => self.control(claim.key.platform).still_held(claim)?,
            })
            .own(self.control(claim.key.platform).spoken(claim, message)?)
            .own(self.control(claim.key.platform).audited(&entry)?);
        Ok(
            match self
                .control(claim.key.platform)
                .commit(&transaction)
                .await?
            {
                Committed::Done { .. } => Owned::Done(message.clone()),
                // The claim did not object: what did is the row, there since an answer that got lost.
                Committed::Refused(None) => match self.recorded_after_all(claim, message).await {
                    Owned::Unknown => Owned::Lost(None),
                    told => told,
                },
                Committed::Refused(holder) => Owned::Lost(holder),
                Committed::Unknown(_) => self.recorded_after_all(claim, message).await,
            },
        )
    }

    /// After an unanswered transaction: the row is there, or nobody can tell yet.
    async fn recorded_after_all(&self, claim: &Claim, message: &Message) -> Owned<Message> {
        let reader = self.control(claim.key.platform).reader();
        match reader.has_spoken(&claim.key, message).await {
            Ok(true) => Owned::Done(message.clone()),
            Ok(false) | Err(_) => Owned::Unknown,
        }
    }
}

/// Where there is a channel, the message is to travel on it.
pub(super) fn travels(message: &mut Message, line: &Line, template: Option<&Filled>) {
    if line.route == Route::None {
        return;
    }
    message.state = Some(ReplyState::Queued);
    message.fate = Some(Box::new(Fate {
        route: line.route,
        reports: line.reports,
        since: message.at,
        template: template.cloned(),
        ..Fate::default()
    }));
}
