//! What is on the screen: pure functions of the state, one file per pane and per shared part. Draws at most
//! what is visible; asks no clock, holds no sentence and knows no colour but through a token.

pub mod ascii;
pub mod layout;
pub mod line;
pub mod panel;
pub mod pen;
pub mod table;
