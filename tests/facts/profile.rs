//! Consoles that are made from the text of a configuration file.

use std::path::Path;
use switchboard::config::Config;
use switchboard::connect::{Caller, Connector, NamedProfile, Source, Wanted};
use switchboard::control::schema::DEFAULT_NAME;

/// From the only profile of this file.
pub fn connector(file: &str, state: &Path) -> Connector {
    let mut config: Config = toml::from_str(file).unwrap();
    let (name, profile) = config.profiles.pop_first().unwrap();
    Connector::new(Wanted {
        source: Source::Profile(Box::new(NamedProfile { name, profile })),
        profiles: Vec::new(),
        role: None,
        caller: Caller::Headless,
        operator: Some("ana".to_owned()),
        readonly: false,
        control_table: DEFAULT_NAME.to_owned(),
        database: None,
        feed: Default::default(),
        canned: Vec::new(),
        state: Some(state.to_owned()),
    })
}
