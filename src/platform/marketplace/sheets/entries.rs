//! Pages of products and customers as entries, with what must be known to read them rightly.

use super::super::item::customer::customer;
use super::super::item::product::{Product, State, product};
use super::super::plan::ProductPlan;
use crate::aws::dynamo::Item;
use crate::domain::page::Page;
use crate::domain::remark::{Remark, Shop};
use crate::domain::sheet::{Cell, DeedKind, Entry, Heading, SheetPage, Tone};
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::platform::attributes::attributes;
use jiff::Timestamp;

/// Attributes of a product that have a place of their own.
const PLACED: [&str; 8] = [
    "tenantId",
    "productId",
    "name",
    "price",
    "stock",
    "category",
    "condition",
    "status",
];
/// Attributes of a customer that have a place of their own; the phone stands there masked.
const STATED: [&str; 7] = [
    "tenantId",
    "phoneNumber",
    "name",
    "preferredLanguage",
    "leadScore",
    "totalConversations",
    "lastInteraction",
];

const PRODUCTS: [Heading; 8] = [
    left("product"),
    right("price"),
    left("category"),
    left("condition"),
    left("status"),
    right("stock"),
    right("changed"),
    left("id"),
];
const CUSTOMERS: [Heading; 6] = [
    left("customer"),
    left("phone"),
    left("language"),
    right("lead score"),
    right("messages"),
    right("last"),
];

const fn left(name: &'static str) -> Heading {
    Heading { name, right: false }
}

const fn right(name: &'static str) -> Heading {
    Heading { name, right: true }
}

/// A page of products.
pub(super) fn products(page: Page<Item>, plan: &ProductPlan) -> SheetPage {
    let read: Vec<(Product, &Item)> = page
        .items
        .iter()
        .map(|item| (product(item), item))
        .collect();
    let mut remarks = vec![Remark::new(Tone::Quiet, Shop::OwnDashboard)];
    if plan.scans() {
        remarks.push(Remark::new(Tone::Warn, Shop::WholeTable));
    }
    let odd = read.iter().filter(|(one, _)| one.oddities > 0).count();
    remarks.extend(some(odd, Shop::OddRows));
    let unstated = read
        .iter()
        .filter(|(one, _)| one.state == State::Missing)
        .count();
    remarks.extend(some(unstated, Shop::WithoutStatus));
    SheetPage {
        headings: &PRODUCTS,
        entries: read
            .into_iter()
            .map(|(one, item)| of_product(one, item))
            .collect(),
        remarks,
        narrowings: plan.narrowings(),
        deeds: &[],
        next: page.next,
        cost: page.cost,
    }
}

fn of_product(one: Product, item: &Item) -> Entry {
    let mut attributes = attributes(item, &PLACED);
    if let Some(stock) = one.stock.filter(|stock| *stock < 0) {
        attributes.push(stated("stock", &stock.to_string()));
    }
    Entry {
        tone: tone(&one),
        deeds: match one.state {
            State::Sold => &[],
            _ => &[DeedKind::MarkSold],
        },
        cells: vec![
            worded(one.name),
            one.price.map_or(Cell::Nothing, price),
            worded(one.category),
            worded(one.condition),
            worded(Some(one.status)),
            count(one.stock),
            moment(one.updated_at),
            worded(Some(one.id)),
        ],
        id: one.key,
        tenant: None,
        attributes,
        version: one.version,
        sheets: &[],
    }
}

fn tone(one: &Product) -> Tone {
    match one.state {
        State::Sold | State::Reserved => Tone::Quiet,
        State::Short | State::Missing | State::Other => Tone::Warn,
        State::Available if one.stock.is_some_and(|stock| stock <= 0) => Tone::Warn,
        State::Available => Tone::Plain,
    }
}

/// A page of customers; `sparse`: by an index that not all of them are in.
pub(super) fn customers(page: Page<Item>, sparse: bool) -> SheetPage {
    let mut odd_ones = 0;
    let entries = page.items.iter().map(|item| {
        let one = customer(item);
        odd_ones += usize::from(one.oddities > 0);
        Entry {
            cells: vec![
                worded(one.name),
                worded(Some(one.phone)),
                worded(one.standing.language),
                one.standing.lead_score.map_or(Cell::Nothing, score),
                one.standing.messages.map_or(Cell::Nothing, Cell::Count),
                moment(one.last_interaction),
            ],
            id: one.key,
            tenant: None,
            tone: Tone::Plain,
            attributes: attributes(item, &STATED),
            version: None,
            sheets: &[],
            deeds: &[],
        }
    });
    let entries = entries.collect();
    let mut remarks = vec![Remark::new(Tone::Quiet, Shop::CountsMessages)];
    if sparse {
        remarks.push(Remark::new(Tone::Quiet, Shop::OnlyWithLast));
    }
    remarks.extend(some(odd_ones, Shop::OddRows));
    SheetPage {
        headings: &CUSTOMERS,
        entries,
        remarks,
        narrowings: &[],
        deeds: &[],
        next: page.next,
        cost: page.cost,
    }
}

fn some(count: usize, what: fn(u64) -> Shop) -> Option<Remark> {
    (count > 0).then(|| Remark::new(Tone::Warn, what(count as u64)))
}

fn stated(label: &str, value: &str) -> Attribute {
    Attribute {
        group: Text::from_untrusted(label),
        label: Text::default(),
        value: Text::from_untrusted(value),
    }
}

fn worded(text: Option<Text>) -> Cell {
    text.filter(|text| !text.is_empty())
        .map_or(Cell::Nothing, Cell::Text)
}

fn moment(at: Option<Timestamp>) -> Cell {
    at.map_or(Cell::Nothing, Cell::Moment)
}

/// A stock below nothing is no count; the detail states it.
fn count(stock: Option<i64>) -> Cell {
    let stock = stock.and_then(|stock| u64::try_from(stock).ok());
    stock.map_or(Cell::Nothing, Cell::Count)
}

/// Whole pesos, or dollars and cents.
fn price(price: f64) -> Cell {
    Cell::Number {
        value: price,
        decimals: if price.fract() == 0.0 { 0 } else { 2 },
    }
}

#[allow(clippy::cast_precision_loss)]
fn score(score: i64) -> Cell {
    Cell::Number {
        value: score as f64,
        decimals: 0,
    }
}
