//! `--help` in the language that is spoken. English is what clap reads beside the flags; for the other languages
//! the built command is walked and each text is replaced by its entry in `locale::command_line`. A text without
//! an entry stays English.

use super::Cli;
use crate::domain::language::Language;
use crate::locale;
use crate::locale::command_line::{self as words, Heading};
use clap::builder::StyledStr;
use clap::{Arg, Command, CommandFactory, FromArgMatches};

impl Cli {
    /// Reads the arguments of this process.
    ///
    /// # Errors
    /// What clap makes of them: help and version as well as flags that make no sense.
    pub fn read() -> Result<Self, clap::Error> {
        let mut command = command();
        let found = command.try_get_matches_from_mut(std::env::args_os())?;
        Self::from_arg_matches(&found).map_err(|error| error.format(&mut command))
    }
}

/// The command line with its texts in the language that is spoken.
pub fn command() -> Command {
    let mut command = Cli::command();
    if locale::spoken() == Language::English {
        return explained(command, "");
    }
    // What clap adds itself, --help and `help`, is there only once it is built.
    command.build();
    translated(command, "")
}

/// The path of a verb below another, as `locale` knows it: `help` shows the same verbs once more.
pub fn below(path: &str, name: &str) -> String {
    match (path, name) {
        (_, "help") | ("" | "help", _) => name.to_owned(),
        (path, name) => format!("{path} {name}"),
    }
}

/// With words for what says only which thing is meant.
fn explained(command: Command, path: &str) -> Command {
    let explain = |arg: Arg| match (arg.get_help(), words::key(path, arg.get_id().as_str())) {
        (None, Some(words)) => arg.help(words),
        _ => arg,
    };
    command.mut_args(explain).mut_subcommands(|verb| {
        let path = below(path, verb.get_name());
        explained(verb, &path)
    })
}

fn translated(command: Command, path: &str) -> Command {
    let about = plain(command.get_about());
    let long = plain(command.get_long_about());
    let after = plain(command.get_after_help());
    let mut command = command
        .mut_args(|arg| argument(arg, path))
        .mut_subcommands(|verb| {
            let path = below(path, verb.get_name());
            translated(verb, &path)
        })
        .subcommand_value_name(words::some_verb());
    if let Some(about) = about.as_deref().and_then(|about| words::verb(path, about)) {
        command = command.about(about.to_owned());
    }
    if let Some(long) = long {
        command = command.long_about(words::long(&long).to_owned());
    }
    if let Some(after) = after {
        command = command.after_help(words::after(&after).to_owned());
    }
    let template = template(&mut command);
    command.help_template(template)
}

fn argument(arg: Arg, path: &str) -> Arg {
    let help = plain(arg.get_help()).unwrap_or_default();
    let name = arg.get_id().as_str().to_owned();
    let mut parts: Vec<String> = Vec::new();
    let said = match help.is_empty() {
        true => words::key(path, &name),
        false => words::flag(path, &name, &help).or(Some(help.as_str())),
    };
    parts.extend(said.map(str::to_owned));
    let takes_value = arg.get_action().takes_values();
    let default: Vec<_> = arg
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy())
        .collect();
    if takes_value && !default.is_empty() && !arg.is_hide_default_value_set() {
        parts.push(words::default(&default.join(" ")));
    }
    let possible = arg.get_possible_values();
    let possible: Vec<_> = possible.iter().map(|one| one.get_name()).collect();
    if takes_value && !possible.is_empty() && !arg.is_hide_possible_values_set() {
        parts.push(words::possible(&possible.join(", ")));
    }
    let help = parts.join(" ");
    let arg = match arg.get_long_help() {
        Some(_) => arg.long_help(help.clone()),
        None => arg,
    };
    arg.help(help)
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// What clap's own template shows, under headings of the language.
fn template(command: &mut Command) -> StyledStr {
    let style = *command.get_styles().get_header();
    let heading = |of| format!("{style}{}{style:#}", words::heading(of));
    let mut parts = vec![usage(&command.render_usage().ansi().to_string())];
    let mut list = |of, tag: &str| parts.push(format!("{}\n{tag}", heading(of)));
    if command.has_subcommands() {
        list(Heading::Verbs, "{subcommands}");
    }
    if command.get_positionals().next().is_some() {
        list(Heading::Arguments, "{positionals}");
    }
    if command.get_opts().next().is_some() {
        list(Heading::Flags, "{options}");
    }
    let parts = parts.join("\n\n");
    format!("{{before-help}}{{about-with-newline}}\n{parts}{{after-help}}").into()
}

/// A line of usage as clap renders it, in the language that is spoken.
pub(super) fn usage(rendered: &str) -> String {
    let rendered = rendered.replacen("Usage:", words::heading(Heading::Usage), 1);
    rendered.replace("[OPTIONS]", words::some_flags())
}

fn plain(text: Option<&StyledStr>) -> Option<String> {
    text.map(ToString::to_string)
}
