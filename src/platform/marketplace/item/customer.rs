//! Customers: under a key with or without the tenant's prefix, in both designs of their table.

use crate::aws::dynamo::Item;
use crate::domain::conversation::Standing;
use crate::domain::mask;
use crate::domain::text::Text;
use crate::platform::value::Reader;
use jiff::Timestamp;

/// Intents that are kept of a customer, the last ones (backend facts 1.2).
const INTENTS: usize = 10;

/// A customer of a tenant.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// `phoneNumber` exactly as stored: part of the key.
    pub key: String,
    /// The phone's digits: what conversations are joined by. Empty where it has none.
    pub digits: String,
    pub phone: Text,
    pub name: Option<Text>,
    pub standing: Standing,
    pub last_interaction: Option<Timestamp>,
    pub oddities: u16,
}

/// The customer of an item; it may lack anything but its key.
pub fn customer(item: &Item) -> Known {
    let mut read = Reader::new(item);
    let key = read.raw("phoneNumber").unwrap_or_default().to_owned();
    if key.is_empty() {
        read.odd();
    }
    let phone = bare(&key);
    Known {
        digits: digits(phone),
        phone: Text::from_untrusted(&mask::phone(phone)),
        name: read.masked("name"),
        standing: Standing {
            language: read.text("preferredLanguage"),
            lead_score: read.fraction("leadScore").map(whole),
            messages: read.integer("totalConversations").map(|_| {
                // Counted once more, as a counter: a negative one is odd and 0.
                Reader::new(item).count("totalConversations")
            }),
            intents: intents(&mut read),
        },
        last_interaction: read.time("lastInteraction"),
        oddities: read.oddities(),
        key,
    }
}

/// A phone without the tenant's prefix.
pub fn bare(phone: &str) -> &str {
    phone.rsplit('#').next().unwrap_or(phone)
}

/// What phones are compared by: neither `+` nor blanks count.
pub fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

/// The latest intents, in the order of the list.
fn intents(read: &mut Reader<'_>) -> Vec<Text> {
    let words = read.words("inquiryHistory");
    let surplus = words.len().saturating_sub(INTENTS);
    words.into_iter().skip(surplus).collect()
}

/// A score on whole points.
#[allow(clippy::cast_possible_truncation)]
fn whole(score: f64) -> i64 {
    score.round() as i64
}
