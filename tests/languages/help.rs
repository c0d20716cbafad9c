//! `--help` in three languages: no visible verb or flag without words, and none of clap's own left in English.

use crate::{process, speaking, thrice};
use clap::{Command, CommandFactory};
use std::collections::BTreeMap;
use switchboard::cli::{self, Cli};
use switchboard::domain::language::Language;

/// Every text of a command and of all below it: its place and its English, which may be none.
fn texts(command: &Command, path: &str, found: &mut Vec<(String, Option<String>, String)>) {
    let about = command.get_about().map(ToString::to_string);
    found.push((path.to_owned(), None, about.unwrap_or_default()));
    for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
        let help = arg.get_help().map(ToString::to_string);
        let name = arg.get_id().as_str().to_owned();
        found.push((path.to_owned(), Some(name), help.unwrap_or_default()));
    }
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
        texts(verb, &cli::below(path, verb.get_name()), found);
    }
}

fn all() -> Vec<(String, Option<String>, String)> {
    let mut found = Vec::new();
    texts(&Cli::command(), "", &mut found);
    assert!(found.len() > 150, "{}", found.len());
    found
}

fn words(path: &str, name: Option<&str>, english: &str) -> Option<String> {
    let found = match name {
        Some(name) if english.is_empty() => switchboard::locale::command_line::key(path, name),
        Some(name) => switchboard::locale::command_line::flag(path, name, english),
        None => switchboard::locale::command_line::verb(path, english),
    };
    found.map(str::to_owned)
}

#[test]
fn every_verb_and_flag_has_words_in_spanish_and_portuguese() {
    let mut missing: Vec<String> = all()
        .into_iter()
        .filter(|(path, name, english)| {
            let said = thrice(|| words(path, name.as_deref(), english));
            said.iter().any(Option::is_none)
        })
        .map(|(path, name, english)| format!("{path} {}: {english}", name.unwrap_or_default()))
        .collect();
    missing.dedup();
    assert!(missing.is_empty(), "no words:\n{}", missing.join("\n"));
}

#[test]
fn an_entry_that_several_share_says_one_thing() {
    let mut meant: BTreeMap<String, String> = BTreeMap::new();
    for (path, name, english) in all().into_iter().filter(|(_, name, _)| name.is_some()) {
        let [_, spanish, _] = thrice(|| words(&path, name.as_deref(), &english));
        let spanish = spanish.unwrap();
        let before = meant.insert(spanish.clone(), english.clone());
        let same = before.as_ref().is_none_or(|before| *before == english);
        assert!(same, "{path} {name:?}: {spanish}: {english} / {before:?}");
    }
}

#[test]
fn a_language_is_parsed_as_english_is() {
    for language in Language::ALL {
        let _speaking = speaking(language);
        for typed in [
            "switchboard --lang es tenants list --limit 3",
            "switchboard agent off bot --all-tenants --reason because-of-it",
            "switchboard sla set * urgent=5m/10m/4h",
            "switchboard usage export --format json",
        ] {
            let found = cli::command().try_get_matches_from(typed.split(' '));
            assert!(found.is_ok(), "{language:?} {typed}: {found:?}");
        }
        let wrong = ["switchboard", "tenants", "list", "--limit", "0"];
        assert!(cli::command().try_get_matches_from(wrong).is_err());
        let help = cli::command().try_get_matches_from(["switchboard", "help", "usage", "export"]);
        let help = help.unwrap_err().to_string();
        assert!(
            help.contains("--format <FORMAT>") && help.contains("csv, json"),
            "{help}"
        );
    }
}

fn helped(args: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    let output = process::command(home.path()).args(args).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn help_is_wholly_in_the_language() {
    let english = helped(&["--help"]);
    for words in ["Usage: switchboard", "Commands:", "Options:", "Print help"] {
        assert!(english.contains(words), "{english}");
    }
    let spanish = helped(&["--lang", "es", "--help"]);
    for words in [
        "Uso: switchboard [OPCIONES] [COMANDO]",
        "Comandos:",
        "Opciones:",
        "Códigos de salida",
    ] {
        assert!(spanish.contains(words), "{spanish}");
    }
    let nested = helped(&["--lang", "pt", "escalations", "claim", "--help"]);
    for words in [
        "Uso: switchboard escalations claim [OPÇÕES] <TENANT> <CONVERSATION>",
        "Argumentos:",
        "Opções:",
        "[padrão: 15m]",
    ] {
        assert!(nested.contains(words), "{nested}");
    }
    let own = [
        "Usage",
        "Commands:",
        "Options:",
        "Print ",
        "OPTIONS",
        "default:",
        "see more",
        "possible",
    ];
    let short = helped(&["--lang", "es", "usage", "export", "-h"]);
    let subject = helped(&["--lang", "pt", "help", "escalations"]);
    for said in [&spanish, &nested, &short, &subject] {
        for english in own {
            assert!(!said.contains(english), "{english}: {said}");
        }
    }
}
