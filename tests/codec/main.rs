//! Items of the systems, written here as raw attribute maps and never by the program's own encoder, come out
//! as rows: none is dropped, none makes trouble, no secret and no control character gets through.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod alquimista;
mod arbitrary;
mod conversations;
mod diatonic;
mod market;
mod messages;
mod notification;
mod tellings;
mod tenants;

use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_dynamodb::types::AttributeValue::{N, S};
use std::collections::HashMap;

pub type Item = HashMap<String, AttributeValue>;

pub const TENANT: &str = "tenant-plaza";
pub const CANARY: &str = "DUMMY-SECRET-9f8e7d";

pub fn s(text: &str) -> AttributeValue {
    S(text.to_owned())
}

pub fn n(number: impl ToString) -> AttributeValue {
    N(number.to_string())
}

pub fn item<const K: usize>(pairs: [(&str, AttributeValue); K]) -> Item {
    pairs
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

pub fn at(text: &str) -> Option<jiff::Timestamp> {
    Some(text.parse().unwrap())
}
