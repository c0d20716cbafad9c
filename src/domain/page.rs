//! A page of a list: what was read, where to go on, and what it cost.

use super::cost::Cost;
use serde::{Deserialize, Serialize};

/// Where a list goes on. Opaque: made by an adapter, given back to the same adapter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// One page. `next` is `None` when nothing follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<Cursor>,
    pub cost: Cost,
}
