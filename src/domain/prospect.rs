//! What would be created in somebody's account, said before it is.

use super::text::Text;

/// What adding the index would mean.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexProspect {
    pub table: String,
    pub index: &'static str,
    /// An index over these keys is there.
    pub is_there: bool,
    /// Items of the table, as of a few hours ago.
    pub items: u64,
    /// Items that were looked at, and read units that this took.
    pub looked: usize,
    pub read_units: f64,
    /// Of those, items that the index would hold.
    pub waiting: usize,
    /// Of those, items as the table would refuse them once the index is there, with a few of their keys.
    pub refused: usize,
    pub examples: Vec<Text>,
}
