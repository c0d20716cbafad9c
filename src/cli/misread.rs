//! Arguments that clap could not read, told in the language that is spoken: what is wrong, a near name where
//! there is one, how the verb is called, where to read more. English goes the same way, so that all say the
//! same. What a person typed is repeated without the password of an address.

use super::spoken::usage;
use crate::locale::command_line::misread as words;
use crate::locale::headless::value;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::borrow::Cow;
use std::error::Error as _;
use std::num::{IntErrorKind, ParseIntError};

/// The lines that tell what is wrong; `None` where clap only shows what was asked for: help and version.
pub fn misread(error: &Error) -> Option<Vec<String>> {
    let mut lines = vec![sentence(error)?];
    lines.extend(advice(error));
    if let Some(ContextValue::StyledStr(called)) = error.get(ContextKind::Usage) {
        let called = usage(&called.to_string());
        lines.extend(called.lines().map(str::to_owned));
    }
    lines.push(words::more().to_owned());
    Some(lines)
}

fn sentence(error: &Error) -> Option<String> {
    let arg = || one(error, ContextKind::InvalidArg);
    let typed = || one(error, ContextKind::InvalidValue).map(shown);
    let said = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion
        | ErrorKind::Io
        | ErrorKind::Format => return None,
        ErrorKind::ArgumentConflict => conflict(error),
        ErrorKind::NoEquals => arg().map(words::no_equals),
        ErrorKind::InvalidValue => arg().zip(typed()).map(|(arg, typed)| match &*typed {
            "" => words::no_value(arg),
            typed => words::no_such_value(typed, arg, &listed(error, ContextKind::ValidValue)),
        }),
        ErrorKind::InvalidSubcommand => {
            one(error, ContextKind::InvalidSubcommand).map(words::no_such_verb)
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = many(error, ContextKind::InvalidArg);
            (!missing.is_empty()).then(|| words::missing(&missing.join(", "), missing.len()))
        }
        ErrorKind::MissingSubcommand => one(error, ContextKind::InvalidSubcommand)
            .map(|verb| words::no_verb(verb, &listed(error, ContextKind::ValidSubcommand))),
        ErrorKind::InvalidUtf8 => Some(words::no_text().to_owned()),
        ErrorKind::TooManyValues => {
            let both = arg().zip(typed());
            both.map(|(arg, typed)| words::too_many(&typed, arg))
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => arg().map(words::wrong_number),
        ErrorKind::ValueValidation => arg().zip(typed()).map(|(arg, typed)| {
            words::no_value_of(&typed, arg, reason(error).as_deref().unwrap_or_default())
        }),
        ErrorKind::UnknownArgument => arg().map(unknown),
        _ => None,
    };
    Some(said.unwrap_or_else(|| words::no_sense().to_owned()))
}

fn conflict(error: &Error) -> Option<String> {
    let verb = || one(error, ContextKind::InvalidSubcommand);
    let arg = one(error, ContextKind::InvalidArg).or_else(verb)?;
    let others = many(error, ContextKind::PriorArg);
    Some(match others.as_slice() {
        [] => words::not_with_others(arg),
        [other] if *other == arg => words::twice(arg),
        others => words::not_with(arg, &others.join(", ")),
    })
}

fn unknown(typed: &str) -> String {
    match typed.starts_with('-') {
        true => words::no_such_flag(typed),
        false => words::word_too_many(&shown(typed)),
    }
}

/// Why a value was refused. Our own parsers give a sentence; those of clap and of the library give English.
fn reason(error: &Error) -> Option<String> {
    let source = error.source()?;
    if let Some(error) = source.downcast_ref::<ParseIntError>() {
        let large = matches!(
            error.kind(),
            IntErrorKind::PosOverflow | IntErrorKind::NegOverflow
        );
        return Some(match large {
            true => value::too_large().to_owned(),
            false => value::not_a_number().to_owned(),
        });
    }
    if source.is::<jiff::Error>() {
        return Some(value::not_a_moment().to_owned());
    }
    Some(source.to_string())
}

/// What may have been meant, and how to pass what was typed all the same.
fn advice(error: &Error) -> Vec<String> {
    let near: Vec<&str> = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    // Clap puts the nearest last.
    .flat_map(|kind| many(error, kind).into_iter().rev())
    .collect();
    let mut lines = Vec::new();
    if !near.is_empty() {
        lines.push(words::near(&near));
    }
    if let Some(ContextValue::StyledStrs(tips)) = error.get(ContextKind::Suggested) {
        lines.extend(tips.iter().filter_map(|tip| translated(&tip.to_string())));
    }
    lines
}

/// Clap's tips stand in its context as English sentences around quoted parts.
fn translated(tip: &str) -> Option<String> {
    if let Some(rest) = tip.strip_prefix("to pass '") {
        let (typed, how) = rest.split_once("' as a value, use '")?;
        return Some(words::as_a_value(typed, how.strip_suffix('\'')?));
    }
    if let Some(rest) = tip.strip_prefix("subcommand '") {
        let (verb, _) = rest.split_once("' exists; to use it")?;
        return Some(words::verb_exists(verb));
    }
    let elsewhere = tip.strip_prefix('\'')?.strip_suffix("' exists")?;
    Some(words::flag_exists(elsewhere))
}

fn one(error: &Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(one) => Some(one),
        _ => None,
    }
}

fn many(error: &Error, kind: ContextKind) -> Vec<&str> {
    match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one],
        Some(ContextValue::Strings(many)) => many.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}

fn listed(error: &Error, kind: ContextKind) -> String {
    many(error, kind).join(", ")
}

/// A value as it may be repeated: an address without its user and password.
fn shown(typed: &str) -> Cow<'_, str> {
    let Some((scheme, rest)) = typed.split_once("://") else {
        return Cow::Borrowed(typed);
    };
    match rest.rsplit_once('@') {
        Some((_, place)) => Cow::Owned(format!("{scheme}://…@{place}")),
        None => Cow::Borrowed(typed),
    }
}
