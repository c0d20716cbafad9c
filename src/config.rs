//! The configuration file: which systems a profile works on, where their tables are, and who may do what there.
//! A file is read whole or refused with the place; a broken one is an error, never silently the demo.

mod attention;
mod delivery;
mod error;
mod file;
mod platforms;
mod read;

pub use attention::Alerts;
pub use delivery::{Channel, Delivery, Route, Template, Token};
pub use error::{ConfigError, Fault, Senseless};
pub use file::{At, Config, NamedRole, Profile, Theme};
pub use platforms::{
    Alquimista, Database, Design, Diatonic, Feed, Marketplace, Naming, Notification, Password,
};
pub use read::{Found, default_path, read};

/// The JSON schema of the file, made from its types; its descriptions are English.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Config).to_value()
}
