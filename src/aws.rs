//! Thin shared clients: what every room that talks to AWS needs, and nothing of the systems' rules.

pub mod table;
pub mod transaction;
