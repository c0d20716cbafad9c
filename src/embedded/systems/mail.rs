//! The Notification Agent: mailboxes of active sources are read, their mail is summarised and delivered (backend
//! facts 4.2). Broken mailboxes stay broken. On a bad day one mailbox pours out more than is delivered.

use super::{Event, Systems, key};
use crate::embedded::raw::{self, Item, n, s};
use crate::embedded::world::store::Store;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use std::collections::VecDeque;
use std::time::Duration;

/// Mail of the flood, and what is delivered of it.
pub const FLOOD: Duration = Duration::from_secs(20);
pub const DRAIN: Duration = Duration::from_secs(10);
const POURED: usize = 37;
const DELIVERED: usize = 8;
/// The flooded mailbox holds no more than this.
const MOST: usize = 1_500;
/// The source that floods: Ana's, which the seed has as healthy.
const FLOODED: (&str, &str) = ("temp_user", "6f1c2a9e-4b7d-4e52-9a30-5d8f0b6c1e01");

/// Functions (backend facts 4.2).
pub const READER: &str = "notification-agent-process-notifications-prod";
const SUMMARISER: &str = "notification-agent-summarize-prod";
const DELIVERER: &str = "notification-agent-deliver-prod";

/// What arrives.
const LETTERS: [(&str, &str); 4] = [
    (
        "Tu pedido va en camino",
        "Tienda Aurora <envios@aurora.example>",
    ),
    ("Cambio en tu reserva", "reservas@hotel.example"),
    (
        "Resumen de tu cuenta",
        "Banco Norte <avisos@banconorte.example>",
    ),
    ("Acta de la reunión", "admin@consorcio.example"),
];

/// A mailbox that can be read.
#[derive(Clone, Debug)]
struct Mailbox {
    user: String,
    source: String,
    active: bool,
}

/// Mailboxes, and the mail of the flood that waits.
#[derive(Default)]
pub struct Mail {
    boxes: Vec<Mailbox>,
    waiting: VecDeque<Item>,
}

impl Mail {
    /// The sources whose last read was well.
    pub async fn read(store: &mut Store) -> Self {
        let tables = store.tables.notification.clone();
        let reads = store.scan(&tables.sync_state).await;
        let is_well = |user: &str, source: &str| {
            reads.iter().any(|item| {
                raw::text(item, "user_id") == Some(user)
                    && raw::text(item, "source_id") == Some(source)
                    && raw::text(item, "last_error").is_none()
            })
        };
        let items = store.scan(&tables.data_sources).await;
        let mut boxes: Vec<Mailbox> = items
            .iter()
            .filter_map(|item| {
                Some(Mailbox {
                    user: raw::text(item, "user_id")?.to_owned(),
                    source: raw::text(item, "source_id")?.to_owned(),
                    active: raw::text(item, "status")? == "active",
                })
            })
            .filter(|one| is_well(&one.user, &one.source))
            .collect();
        boxes.sort_by(|a, b| (&a.user, &a.source).cmp(&(&b.user, &b.source)));
        // What a flood before this start left.
        let mut waiting = store.scan(&tables.notifications).await;
        waiting.retain(|item| {
            let id = raw::text(item, "notification_id");
            id.is_some_and(|id| id.contains(super::kept::MARK))
                && raw::text(item, "source_id") == Some(FLOODED.1)
                && raw::text(item, "delivered_at").is_none()
        });
        waiting.sort_by_cached_key(|item| raw::text(item, "created_at").map(str::to_owned));
        Self {
            boxes,
            waiting: waiting.into(),
        }
    }
}

impl Systems {
    /// One run of the schedule: every active source is read. What it fetched goes on by itself.
    pub(super) async fn round(&mut self) {
        let mut fetched = 0;
        for mailbox in self.mail.boxes.clone() {
            if !self.may_read(&mailbox).await {
                continue;
            }
            let letter = match self.rng.u8(0..100) {
                0..35 => Some(self.letter(&mailbox)),
                _ => None,
            };
            fetched += u32::from(letter.is_some());
            self.synced(&mailbox, letter.as_ref()).await;
            if let Some(letter) = letter {
                self.put_letter(letter.clone()).await;
                let wait = Duration::from_millis(self.rng.u64(3_000..8_000));
                self.after(wait, Event::LetterGoes(Box::new(letter)));
            }
        }
        let millis = self.rng.u32(900..2_400) + 300 * fetched;
        self.store.meter.ran(READER, millis, false);
    }

    /// To its summary, then to its reader. Now and then delivery fails, and nobody notices: the message is gone
    /// from the queue (backend facts 4.2).
    pub(super) async fn letter_goes(&mut self, mut letter: Item) {
        if !letter.contains_key("summary") {
            letter.insert("summary".to_owned(), s("Un mensaje que conviene leer hoy."));
            let millis = self.rng.u32(700..2_900);
            self.store.meter.ran(SUMMARISER, millis, false);
            self.put_letter(letter.clone()).await;
            let wait = Duration::from_millis(self.rng.u64(2_000..7_000));
            self.after(wait, Event::LetterGoes(Box::new(letter)));
            return;
        }
        if self.rng.u8(0..100) < 3 {
            let millis = self.rng.u32(3_000..9_000);
            self.store.meter.ran(DELIVERER, millis, false);
            return;
        }
        self.deliver(letter).await;
    }

    /// The flooded mailbox pours, as long as it is read.
    pub(super) async fn flood(&mut self) {
        let (user, source) = FLOODED;
        let boxes = self.mail.boxes.iter();
        let mut of = boxes.filter(|one| one.user == user && one.source == source);
        let Some(mailbox) = of.next().cloned() else {
            return;
        };
        if self.mail.waiting.len() >= MOST || !self.may_read(&mailbox).await {
            return;
        }
        for _ in 0..POURED {
            let letter = self.letter(&mailbox);
            self.put_letter(letter.clone()).await;
            self.mail.waiting.push_back(letter);
        }
        let millis = self.rng.u32(9_000..21_000);
        self.store.meter.ran(READER, millis, false);
    }

    /// The queue is worked off as fast as ever.
    pub(super) async fn drain(&mut self) {
        for _ in 0..DELIVERED {
            let Some(mut letter) = self.mail.waiting.pop_front() else {
                return;
            };
            letter.insert("summary".to_owned(), s("Un mensaje que conviene leer hoy."));
            self.deliver(letter).await;
        }
    }

    async fn deliver(&mut self, mut letter: Item) {
        let at = isoformat(self.now());
        letter.insert("delivered_at".to_owned(), s(at));
        letter.insert("delivery_method".to_owned(), s("email"));
        let millis = self.rng.u32(250..1_100);
        self.store.meter.ran(DELIVERER, millis, false);
        self.put_letter(letter).await;
    }

    /// What the source says now, before it is read.
    async fn may_read(&mut self, mailbox: &Mailbox) -> bool {
        let table = self.store.tables.notification.data_sources.clone();
        if self.draft.is_some() {
            self.store.meter.took(&table, 0.5, 0.0);
            return mailbox.active;
        }
        let key = key(("user_id", &mailbox.user), ("source_id", &mailbox.source));
        let item = self.store.get(&table, key).await;
        item.is_some_and(|item| raw::text(&item, "status") == Some("active"))
    }

    /// The whole item, as each read writes it; it is no row that leaves.
    async fn synced(&mut self, mailbox: &Mailbox, letter: Option<&Item>) {
        let table = self.store.tables.notification.sync_state.clone();
        let mut row = key(("user_id", &mailbox.user), ("source_id", &mailbox.source));
        let last = letter.and_then(|letter| letter.get("notification_id").cloned());
        row.insert(
            "last_processed_item_id".to_owned(),
            last.unwrap_or(AttributeValue::Null(true)),
        );
        row.insert("last_sync_timestamp".to_owned(), s(isoformat(self.now())));
        row.insert("error_count".to_owned(), n(0));
        row.insert("last_error".to_owned(), AttributeValue::Null(true));
        match &mut self.draft {
            Some(draft) => {
                let key = key(("user_id", &mailbox.user), ("source_id", &mailbox.source));
                draft.put(&table, &key, row);
            }
            None => self.store.put(&table, row).await,
        }
    }

    fn letter(&mut self, mailbox: &Mailbox) -> Item {
        let (subject, from) = self.rng.choice(LETTERS).unwrap_or_default();
        let id = format!(
            "<{}{:010x}@mail.example.com>",
            super::kept::MARK,
            self.rng.u64(..) >> 24
        );
        raw::item([
            ("user_id", s(mailbox.user.clone())),
            ("notification_id", s(id)),
            ("source_type", s("email")),
            ("source_id", s(mailbox.source.clone())),
            ("subject", s(subject)),
            ("from", s(from)),
            ("content", s("Hola, te escribimos por tu consulta.")),
            ("created_at", s(isoformat(self.now()))),
            ("delivered_at", AttributeValue::Null(true)),
            ("delivery_method", AttributeValue::Null(true)),
        ])
    }

    async fn put_letter(&mut self, letter: Item) {
        let table = self.store.tables.notification.notifications.clone();
        self.put(&table, ["user_id", "notification_id"], letter)
            .await;
    }
}

/// As Python writes it: microseconds and `Z`.
fn isoformat(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}
