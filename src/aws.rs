//! Thin shared clients: what every room that talks to AWS needs, and nothing of the domain's rules.

pub mod table;
