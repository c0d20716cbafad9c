//! Products: made by the system's API (ids with the tenant's prefix, lower-case words) or by its set-up script
//! (bare ids, `New`, whole dollars), and odd ones.

use crate::aws::dynamo::Item;
use crate::domain::text::Text;
use crate::platform::value::Reader;
use jiff::Timestamp;

/// What a product's status means for those who sell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Available,
    /// `low_stock` and `out_of_stock`, of the product service.
    Short,
    Sold,
    Reserved,
    /// The item has no status: the system lists it under none.
    Missing,
    /// A word that no writer is known to use.
    Other,
}

impl State {
    /// Reads the system's word, in any case.
    pub fn from_raw(raw: &str) -> Self {
        match raw.trim().to_ascii_lowercase().as_str() {
            "" => Self::Missing,
            "available" => Self::Available,
            "low_stock" | "out_of_stock" => Self::Short,
            "sold" => Self::Sold,
            "reserved" => Self::Reserved,
            _ => Self::Other,
        }
    }
}

/// A product of a tenant.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// `productId` exactly as stored: part of the key.
    pub key: String,
    /// The same without the tenant's prefix.
    pub id: Text,
    pub name: Option<Text>,
    /// The tables state no currency with most of them.
    pub price: Option<f64>,
    pub currency: Option<Text>,
    pub stock: Option<i64>,
    pub category: Option<Text>,
    pub condition: Option<Text>,
    pub state: State,
    pub status: Text,
    /// `status` as a version that a later condition compares; `None`: there is none.
    pub version: Option<String>,
    pub updated_at: Option<Timestamp>,
    pub oddities: u16,
}

/// The product of an item; it may lack anything but its key.
pub fn product(item: &Item) -> Product {
    let mut read = Reader::new(item);
    let key = read.raw("productId").unwrap_or_default().to_owned();
    if key.is_empty() {
        read.odd();
    }
    let status = read.text("status").unwrap_or_default();
    let state = State::from_raw(&status);
    if state == State::Other {
        read.odd();
    }
    if read.value("price").is_some_and(|price| !price.is_n()) {
        read.odd();
    }
    Product {
        id: Text::from_untrusted(key.split_once('#').map_or(&*key, |(_, bare)| bare)),
        name: read.text("name"),
        price: price(&mut read),
        currency: read.text("currency"),
        stock: read.integer("stock"),
        category: read.text("category"),
        condition: read.text("condition"),
        version: read.version("status"),
        updated_at: read.time("updatedAt").or_else(|| read.time("createdAt")),
        oddities: read.oddities(),
        status,
        state,
        key,
    }
}

/// A number, or a string that a person wrote (`$ 3.500.000`, `COP 45,000`): marks of thousands do not count.
fn price(read: &mut Reader<'_>) -> Option<f64> {
    let raw = match read.value("price")?.as_s() {
        Err(_) => return read.fraction("price"),
        Ok(raw) => raw,
    };
    let digits: String = raw
        .chars()
        .filter(|c| c.is_ascii_digit() || ".,-".contains(*c))
        .collect();
    plain(&digits).filter(|price| price.is_finite())
}

/// Groups of three digits behind marks of one kind are thousands; a last group of another length are decimals.
fn plain(written: &str) -> Option<f64> {
    let last = written.rfind(['.', ',']);
    let decimals = last.map(|at| written.len() - at - 1);
    let whole: String = written
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '-')
        .collect();
    match (last, decimals) {
        (Some(at), Some(1 | 2)) => {
            let (before, after) = written.split_at(at);
            let before: String = before.chars().filter(|c| !".,".contains(*c)).collect();
            format!("{before}.{}", after.trim_start_matches(['.', ',']))
                .parse()
                .ok()
        }
        _ => whole.parse().ok(),
    }
}
