//! Items of the workbench as values. Reading is total: an odd item is shown as far as it can be read, and
//! what could not be understood is counted. Ids are base-36 words (backend facts 3.2).

pub mod base;
pub mod document;
pub mod entry;
pub mod execution;
pub mod lifecycle;
pub mod metrics;
pub mod model;
pub mod node;
pub mod run;
pub mod template;
