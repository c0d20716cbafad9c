//! What is ours: the control table that holds claims, replies, notes and the audit trail.

pub mod schema;
