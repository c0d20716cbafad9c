//! The file's part about a person's attention: how they are alerted. What the words mean is decided where they
//! are used.

use schemars::JsonSchema;
use serde::Deserialize;

/// How a person is alerted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Alerts {
    /// Rings the terminal's bell; on unless given.
    pub bell: Option<bool>,
    /// Counts what is unread in the terminal's title; on unless given.
    pub title: Option<bool>,
    /// Notifies by OSC 9; off unless given.
    pub osc9: Option<bool>,
    /// Notifies by OSC 777; off unless given.
    pub osc777: Option<bool>,
    /// Hours in which nothing rings or notifies, on the person's clock: `22:00-07:00`.
    pub quiet: Option<String>,
}
