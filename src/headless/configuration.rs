//! `config`: what the configuration file says, profile by profile, and the schema of what it may say. No
//! backend is asked.

use super::outcome::{Answer, Outcome};
use super::{Form, output};
use crate::config::{self, ConfigError, Fault, Profile, Senseless};
use crate::domain::role::Role;
use crate::locale::configuration::{self as faults, schema as sentences};
use crate::locale::headless::configuration as words;
use serde::Serialize;
use serde_json::Value;
use std::io;
use std::path::Path;

#[derive(Serialize)]
struct Checked {
    file: String,
    default_profile: Option<String>,
    profiles: Vec<Summary>,
}

#[derive(Serialize)]
struct Summary {
    name: String,
    systems: Vec<&'static str>,
    region: Option<String>,
    production: bool,
    read_only: bool,
    role: &'static str,
    named_roles: usize,
}

/// Reads the file and says what each profile comes to.
///
/// # Errors
/// Only when stdout cannot be written.
pub fn check(file: Option<&Path>, form: Form) -> io::Result<u8> {
    let found = match config::read(file) {
        Ok(Some(found)) => found,
        Ok(None) => {
            let usual = config::default_path().unwrap_or_default();
            output::tell([words::no_file(&usual.display().to_string())]);
            return ended(Outcome::NotFound, form);
        }
        Err(error) => {
            output::tell([fault(&error)]);
            return ended(Outcome::Invalid, form);
        }
    };
    let profiles = found.config.profiles.iter();
    let checked = Checked {
        file: found.path.display().to_string(),
        default_profile: found.config.default_profile.clone(),
        profiles: profiles.map(|(name, of)| summary(name, of)).collect(),
    };
    match form {
        Form::Json => output::json(&checked)?,
        Form::Text => output::lines(lines(&checked))?,
    }
    Ok(Outcome::Done.code())
}

/// Prints the JSON schema of the file, its descriptions in the language that is spoken.
///
/// # Errors
/// Only when stdout cannot be written.
pub fn schema() -> io::Result<u8> {
    output::json(&described(config::schema()))?;
    Ok(Outcome::Done.code())
}

/// A schema with its sentences in the language that is spoken; one without words there stays English.
fn described(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(parts) => {
            for (name, part) in parts.iter_mut() {
                *part = match (name.as_str(), part.take()) {
                    ("title" | "description", Value::String(english)) => {
                        let english = plain(&english);
                        let said = sentences::described(&english).unwrap_or(&english);
                        Value::String(said.to_owned())
                    }
                    (_, part) => described(part),
                };
            }
        }
        Value::Array(parts) => parts
            .iter_mut()
            .for_each(|part| *part = described(part.take())),
        _ => {}
    }
    schema
}

/// A doc comment as a reader of the schema wants it: on one line, without the source of a fact.
fn plain(english: &str) -> String {
    let words: Vec<&str> = english.split_whitespace().collect();
    let words = words.join(" ");
    match words.split_once(" (backend facts ") {
        Some((before, after)) => {
            let after = after.split_once(')').map_or("", |(_, after)| after);
            format!("{before}{after}")
        }
        None => words,
    }
}

/// Why a file cannot be used, as a sentence.
pub fn fault(error: &ConfigError) -> String {
    let path = &error.path.display().to_string();
    match &error.fault {
        Fault::Unreadable(why) => faults::unreadable(path, why),
        Fault::Syntax(words) => faults::malformed(path, words),
        Fault::Senseless { profile, why } => faults::senseless(path, profile, senseless(*why)),
        Fault::NoProfile { wanted, known } if known.is_empty() => faults::no_profiles(path, wanted),
        Fault::NoProfile { wanted, known } => faults::no_profile(path, wanted, &known.join(", ")),
        Fault::WhichProfile { known } => faults::which_profile(path, &known.join("|")),
    }
}

fn senseless(why: Senseless) -> &'static str {
    match why {
        Senseless::NoSystem => faults::no_system(),
        Senseless::NoBudget => faults::no_budget(),
        Senseless::Everybody => faults::everybody(),
        Senseless::Template => faults::template(),
    }
}

fn ended(outcome: Outcome, form: Form) -> io::Result<u8> {
    let answer = Answer::bare(outcome);
    if form == Form::Json {
        output::json(&answer)?;
    }
    Ok(outcome.code())
}

fn summary(name: &str, of: &Profile) -> Summary {
    Summary {
        name: name.to_owned(),
        systems: of.systems().into_iter().map(|id| id.as_str()).collect(),
        region: of.at.region.clone(),
        production: of.production,
        read_only: of.read_only,
        role: of.role.unwrap_or(Role::Viewer).word(),
        named_roles: of.roles.len(),
    }
}

fn lines(checked: &Checked) -> Vec<String> {
    let mut lines = vec![words::file(&checked.file)];
    for profile in &checked.profiles {
        let is_default = checked.default_profile.as_ref() == Some(&profile.name);
        lines.push(words::profile(
            &profile.name,
            is_default,
            &profile.systems.join(", "),
            profile.region.as_deref(),
        ));
        lines.push(words::may(profile.role, profile.named_roles));
        lines.extend(profile.production.then(|| words::production().to_owned()));
        lines.extend(profile.read_only.then(|| words::read_only().to_owned()));
    }
    lines
}
