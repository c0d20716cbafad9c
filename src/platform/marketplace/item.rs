//! From the raw items of AI Marketplace Assistant to the domain: total. No item is dropped and none is an
//! error: what is not understood is counted, and the rest of the item is shown.

pub mod conversation;
pub mod customer;
pub mod legacy;
pub mod message;
pub mod product;
pub mod telling;
pub mod tenant;
pub mod usage;
