//! What customers do of their own accord: they arrive, ask, say goodbye, write what goes to a
//! person, grow impatient, and have one more question.

use super::bot::Inbound;
use super::roster::Who;
use super::{Happening, World};
use crate::embedded::raw::{self, s};
use crate::embedded::seed::iso;
use crate::embedded::voices::{Topic, Voice};

/// Nobody new is escalated while so many wait.
const MOST_WAITING: usize = 60;
/// Nobody new arrives once so many are known.
const MOST_PEOPLE: usize = 600;
/// After so many questions somebody who waits only waits.
const MOST_ASKED: u8 = 6;

impl World {
    pub(super) async fn chatter(&mut self) -> Happening {
        if self.roster.len() < MOST_PEOPLE && self.rng.u8(0..100) < 12 {
            return self.arrive().await;
        }
        let talking = self.roster.those(|p| !p.waiting && !p.held && !p.gone);
        let Some(who) = self.rng.choice(talking) else {
            return self.arrive().await;
        };
        let leaves = self.rng.u8(0..100) < 8;
        let message = self.message(who, leaves);
        self.receive(who, message).await
    }

    /// Somebody new writes to a tenant.
    async fn arrive(&mut self) -> Happening {
        let tenants: Vec<String> = self.resolver.speaking.iter().cloned().collect();
        let Some(tenant) = self.rng.choice(tenants) else {
            return Happening::Quiet;
        };
        self.arrivals += 1;
        let country = if self.rng.u8(0..4) == 0 {
            "+5521955"
        } else {
            "+5731755"
        };
        let phone = format!("{country}{:06}", self.arrivals);
        let last_only = self.rng.u8(0..6) == 0;
        let conversation = format!("conv_{tenant}_{phone}");
        let who = self.roster.add(&tenant, &conversation, last_only);
        self.count_conversation(&tenant).await;
        self.introduce(&tenant, &phone).await;
        let message = self.message(who, false);
        self.receive(who, message).await
    }

    /// The customer's row, as the bot makes it at the first message.
    async fn introduce(&mut self, tenant: &str, phone: &str) {
        let table = self.store.tables.marketplace.customers.clone();
        let now = iso(self.now());
        let name = self.pick(|voice| &voice.names, phone);
        let item = raw::item([
            ("phoneNumber", s(raw::prefixed(tenant, phone))),
            ("tenantId", s(tenant)),
            ("name", s(name)),
            ("leadScore", raw::n(10)),
            ("totalConversations", raw::n(1)),
            ("lastInteraction", s(now.clone())),
            ("createdAt", s(now.clone())),
            ("updatedAt", s(now)),
        ]);
        self.store.put(&table, item).await;
    }

    /// A customer of the bot writes something that goes to a person, rightly or not.
    pub(super) async fn new_escalation(&mut self) -> Happening {
        if self.roster.waiting() >= MOST_WAITING {
            return Happening::Quiet;
        }
        let speaking = self.resolver.speaking.clone();
        let talking = self
            .roster
            .those(|p| !p.waiting && !p.held && !p.gone && speaking.contains(&p.tenant));
        let Some(who) = self.rng.choice(talking) else {
            return Happening::Quiet;
        };
        let phone = self.phone(who);
        let text = if self.rng.bool() {
            self.pick(|voice| &voice.wants_human, &phone)
        } else {
            self.pick(|voice| &voice.false_alarms, &phone)
        };
        let message = Inbound {
            text,
            intent: "human_handoff".to_owned(),
            answer: String::new(),
        };
        self.receive(who, message).await
    }

    /// Somebody whom nobody answers asks again.
    pub(super) async fn ask_again(&mut self) -> Happening {
        let waiting = self
            .roster
            .those(|p| p.waiting && !p.held && p.asked < MOST_ASKED);
        let Some(who) = self.rng.choice(waiting) else {
            return Happening::Quiet;
        };
        let lines = &self.voices.of(&self.phone(who)).impatient;
        let asked = self.roster.get(who).map_or(0, |p| p.asked);
        let text = lines
            .iter()
            .cycle()
            .nth(usize::from(asked))
            .cloned()
            .unwrap_or_default();
        if let Some(person) = self.roster.get_mut(who) {
            person.asked += 1;
        }
        let answer = self.pick(|voice| &voice.handing_over, &self.phone(who));
        let intent = "general".to_owned();
        self.receive(
            who,
            Inbound {
                text,
                intent,
                answer,
            },
        )
        .await
    }

    pub(super) async fn ask_afterwards(&mut self, who: Who) -> Happening {
        let phone = self.phone(who);
        let text = self.pick(|voice| &voice.afterwards, &phone);
        let answer = self.topic(&phone, "informacion").1;
        let intent = "informacion".to_owned();
        self.receive(
            who,
            Inbound {
                text,
                intent,
                answer,
            },
        )
        .await
    }

    /// An ordinary message: a question, or a goodbye.
    fn message(&mut self, who: Who, leaves: bool) -> Inbound {
        let phone = self.phone(who);
        if leaves {
            return Inbound {
                text: self.pick(|voice| &voice.farewells, &phone),
                intent: "despedida".to_owned(),
                answer: self.pick(|voice| &voice.farewell_answers, &phone),
            };
        }
        let topics = &self.voices.of(&phone).topics;
        let intent = self
            .rng
            .choice(topics)
            .map_or_else(|| "general".to_owned(), |topic| topic.intent.clone());
        let (text, answer) = self.topic(&phone, &intent);
        Inbound {
            text,
            intent,
            answer,
        }
    }

    /// A question on a subject and an answer to it.
    fn topic(&mut self, phone: &str, intent: &str) -> (String, String) {
        let topics = &self.voices.of(phone).topics;
        let Some(Topic { asks, answers, .. }) = topics.iter().find(|t| t.intent == intent) else {
            return (String::new(), String::new());
        };
        (
            self.rng.choice(asks).cloned().unwrap_or_default(),
            self.rng.choice(answers).cloned().unwrap_or_default(),
        )
    }

    /// One of the lines that `of` names, in the language of `phone`.
    pub(super) fn pick(&mut self, of: impl Fn(&Voice) -> &Vec<String>, phone: &str) -> String {
        let lines = of(self.voices.of(phone));
        self.rng.choice(lines).cloned().unwrap_or_default()
    }

    fn phone(&self, who: Who) -> String {
        self.roster
            .get(who)
            .map(|p| p.phone.clone())
            .unwrap_or_default()
    }
}
