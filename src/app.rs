//! The console's state and the only code that changes it. Pure: [`update::update`] takes a message and
//! gives back effects; it does no I/O, reads no clock and draws nothing. Time comes in as a message.

pub mod command;
pub mod effect;
pub mod msg;
