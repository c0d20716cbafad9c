//! Thin shared clients: what every room that talks to AWS needs, and nothing of the systems' rules.

pub mod budget;
pub mod clock;
pub mod cloudwatch;
pub mod cursor;
pub mod describe;
pub mod dynamo;
pub mod eventbridge;
pub mod expression;
pub mod failure;
pub mod hidden;
mod index;
pub mod inspect;
pub mod lambda;
pub mod logs;
pub mod meter;
mod rds;
pub mod session;
pub mod sns;
pub mod sqs;
pub mod table;
pub mod transaction;
pub mod vault;
pub mod write;
pub mod xray;
