//! Keys as data: which keys ask for which command in which layer, and what is known of every command.

pub mod key;

pub use key::{Code, KeyPress};
