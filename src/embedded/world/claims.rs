//! What the world sees of the people at consoles: the open claims, read from the control table as a stranger
//! would, and the words that a provider has for customers.

use std::collections::BTreeSet;
use std::time::Duration;

use super::bot::Inbound;
use super::roster::{Who, is_paused};
use super::{Event, Happening, World};
use crate::control::schema::LIST_INDEX;
use crate::embedded::raw::{self, Item, s};

/// A page is enough: a demo has few operators.
const MOST_CLAIMS: i32 = 200;

/// What is known of each claimed conversation.
#[derive(Default)]
pub struct Seen {
    held: BTreeSet<Who>,
}

impl World {
    /// Looks once: words that arrived will be answered, conversations given back go on with the bot.
    pub(super) async fn glance(&mut self) -> Happening {
        let claims = self.open_claims().await;
        let mut heard = None;
        let mut held = BTreeSet::new();
        for (who, _) in &claims {
            held.insert(*who);
            if let Some(person) = self.roster.get_mut(*who) {
                person.held = true;
            }
        }
        // Only what a provider accepted arrives: a reply that is only recorded is heard by nobody.
        for words in self.inbox.take() {
            let Some((who, _)) = claims.iter().find(|(who, _)| {
                let person = self.roster.get(*who);
                person.is_some_and(|person| digits(&person.phone) == words.to)
            }) else {
                continue;
            };
            heard = Some(*who);
            let wait = Duration::from_millis(self.rng.u64(2_500..7_000));
            let (who, text) = (*who, words.text);
            self.after(wait, Event::CustomerReplies { who, text });
        }
        let released: Vec<Who> = self.seen.held.difference(&held).copied().collect();
        for who in released {
            self.given_back(who).await;
        }
        self.seen.held = held;
        heard.map_or(Happening::Quiet, Happening::HeardHuman)
    }

    /// The customer answers what a person wrote.
    pub(super) async fn reply(&mut self, who: Who, text: &str) -> Happening {
        let Some(phone) = self.roster.get(who).map(|p| p.phone.clone()) else {
            return Happening::Quiet;
        };
        let text = match tone(text) {
            Tone::Greeting => self.pick(|voice| &voice.to_greeting, &phone),
            Tone::Question => self.pick(|voice| &voice.to_question, &phone),
            Tone::Statement => self.pick(|voice| &voice.to_statement, &phone),
        };
        let answer = self.pick(|voice| &voice.farewell_answers, &phone);
        self.receive(
            who,
            Inbound {
                text,
                intent: "general".to_owned(),
                answer,
            },
        )
        .await
    }

    async fn open_claims(&mut self) -> Vec<(Who, String)> {
        let control = self.store.tables.control.clone();
        let items = self
            .store
            .query(&control, |query| {
                query
                    .index_name(LIST_INDEX)
                    .key_condition_expression("#p = :p")
                    .expression_attribute_names("#p", "listPk")
                    .expression_attribute_values(":p", s("CLAIMS#marketplace"))
                    .limit(MOST_CLAIMS)
            })
            .await;
        let mut claims = Vec::new();
        for item in items
            .iter()
            .filter(|i| raw::text(i, "state") == Some("held"))
        {
            let (Some(tenant), Some(id)) =
                (raw::text(item, "tenant"), raw::text(item, "conversation"))
            else {
                continue;
            };
            let who = match self.roster.find(tenant, id) {
                Some(who) => who,
                None => self.meet_claimed(tenant, id).await,
            };
            claims.push((who, id.to_owned()));
        }
        claims
    }

    /// A conversation that the world had not met: one of many generated ones.
    async fn meet_claimed(&mut self, tenant: &str, id: &str) -> Who {
        let table = self.store.tables.marketplace.conversations.clone();
        let key = conversation_key(tenant, super::roster::plain(tenant, id));
        let item = self.store.get(&table, key).await;
        item.and_then(|item| self.roster.meet(&item))
            .unwrap_or_else(|| {
                let plain = super::roster::plain(tenant, id).to_owned();
                self.roster.add(tenant, &plain, true)
            })
    }

    /// Nobody holds it any more: if the bot may speak again and the matter was not resolved, the
    /// customer has one more question.
    async fn given_back(&mut self, who: Who) {
        let Some(person) = self.roster.get_mut(who) else {
            return;
        };
        person.held = false;
        let (tenant, conversation) = (person.tenant.clone(), person.conversation.clone());
        let table = self.store.tables.marketplace.conversations.clone();
        let key = conversation_key(&tenant, &conversation);
        let paused = self
            .store
            .get(&table, key)
            .await
            .as_ref()
            .is_some_and(is_paused);
        if let Some(person) = self.roster.get_mut(who) {
            person.waiting = paused;
            person.asked = 0;
        }
        if paused || self.was_resolved(&tenant, &conversation).await {
            return;
        }
        let wait = Duration::from_millis(self.rng.u64(6_000..15_000));
        self.after(wait, Event::AsksAfterwards(who));
    }

    async fn was_resolved(&mut self, tenant: &str, conversation: &str) -> bool {
        let control = self.store.tables.control.clone();
        for id in [conversation.to_owned(), raw::prefixed(tenant, conversation)] {
            let key = raw::item([
                ("pk", s(format!("CLAIM#marketplace#{tenant}#{id}"))),
                ("sk", s("LOCK")),
            ]);
            let lock = self.store.get(&control, key).await;
            if lock.as_ref().and_then(|l| raw::text(l, "outcome")) == Some("resolved") {
                return true;
            }
        }
        false
    }
}

fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

enum Tone {
    Greeting,
    Question,
    Statement,
}

fn tone(text: &str) -> Tone {
    const GREETINGS: [&str; 7] = ["hola", "buen", "oi", "olá", "bom dia", "boa tarde", "soy "];
    let text = text.to_lowercase();
    if text.contains('?') {
        Tone::Question
    } else if GREETINGS.iter().any(|word| text.starts_with(word)) {
        Tone::Greeting
    } else {
        Tone::Statement
    }
}

fn conversation_key(tenant: &str, id: &str) -> Item {
    raw::item([("tenantId", s(tenant)), ("conversationId", s(id))])
}
