//! The configuration file: samples, the schema, and what a broken file is told.

use crate::process::{Said, run};
use serde_json::Value;
use std::path::Path;

const SAMPLES: [(&str, &str); 2] = [
    ("four systems", include_str!("config/four-systems.toml")),
    ("one tenant", include_str!("config/one-tenant.toml")),
];

/// Runs `config check` on a text.
fn checked(text: &str) -> Said {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("config.toml");
    std::fs::write(&file, text).unwrap();
    let file = file.to_str().unwrap();
    run(
        home.path(),
        &["--config", file, "config", "check", "--json"],
        "",
    )
}

/// The examples of README that are configuration.
fn examples() -> Vec<String> {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"));
    let readme = readme.unwrap();
    let blocks = readme.split("```toml\n").skip(1);
    blocks
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

#[test]
fn every_sample_is_read_and_named() {
    for (name, sample) in SAMPLES {
        let said = checked(sample);
        assert_eq!(said.code, 0, "{name}: {said:?}");
        assert!(!said.value()["profiles"].as_array().unwrap().is_empty());
    }
    let examples = examples();
    assert!(!examples.is_empty(), "README shows none");
    for example in examples {
        let said = checked(&example);
        assert_eq!(said.code, 0, "{example}: {said:?}");
    }
}

#[test]
fn the_summary_says_what_a_profile_comes_to() {
    let value = checked(SAMPLES[0].1).ending(0);
    assert_eq!(value["default_profile"], "prod");
    let prod = &value["profiles"][0];
    assert_eq!(prod["production"], true);
    assert_eq!(prod["role"], "viewer");
    assert_eq!(prod["named_roles"], 2);
    assert_eq!(prod["systems"].as_array().unwrap().len(), 4);
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_what_would_be_right() {
    for (text, words) in [
        (
            "[profiles.a]\nproducton = true\n",
            &["line 2", "producton", "production"][..],
        ),
        (
            "[profiles.a]\nrole = \"boss\"\n",
            &["line 2", "boss", "viewer"],
        ),
        (
            "[profiles.a.marketplace]\ndesign = \"new\"\n",
            &["line 2", "new", "handoff"],
        ),
        ("[profiles.a]\n", &["`a`", "marketplace"]),
        ("profiles = 3", &["line 1"]),
        (
            "[profiles.a.diatonic]\n\n[[profiles.a.roles]]\nidentity = \"*\"\nrole = \"admin\"",
            &["`a`", "role"],
        ),
        (
            "[profiles.a.marketplace.delivery]\n\
             templates = [{ name = \"x\", language = \"es\", body = \"{{1}}, {{3}}\" }]\n",
            &["`a`", "body", "{{2}}"],
        ),
        (
            "default-profile = \"b\"\n[profiles.a.diatonic]\n",
            &["`b`", "a"],
        ),
    ] {
        let said = checked(text);
        assert_eq!(said.code, 2, "{text}: {said:?}");
        for word in words {
            assert!(said.err.contains(word), "{text}: {word}: {}", said.err);
        }
    }
}

#[test]
fn a_file_that_is_not_there_is_said_with_its_usual_place() {
    let home = tempfile::tempdir().unwrap();
    let said = run(home.path(), &["config", "check"], "");
    assert_eq!(said.code, 9, "{said:?}");
    assert!(said.err.contains("switchboard/config.toml"), "{said:?}");
    let said = run(
        home.path(),
        &["--config", "/nowhere.toml", "tenants", "list"],
        "",
    );
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("/nowhere.toml"), "{said:?}");
}

/// Whether the schema knows every key of a value of the file.
fn knows(schema: &Value, at: &Value, value: &toml::Value, path: &str) {
    let mut at = at;
    while let Some(name) = at["$ref"].as_str() {
        at = &schema["$defs"][name.rsplit('/').next().unwrap()];
    }
    if let Some(any) = at["anyOf"].as_array() {
        let some = any.iter().find(|one| one["type"] != "null").unwrap();
        return knows(schema, some, value, path);
    }
    match value {
        toml::Value::Table(table) => {
            let one_of = at["oneOf"].as_array();
            for (key, value) in table {
                let property = match one_of {
                    Some(all) => all
                        .iter()
                        .map(|one| &one["properties"][key])
                        .find(|one| !one.is_null())
                        .unwrap_or(&Value::Null),
                    None => &at["properties"][key],
                };
                let inner = match property.is_null() {
                    true => &at["additionalProperties"],
                    false => property,
                };
                assert!(inner.is_object(), "the schema has no {path}.{key}: {at}");
                knows(schema, inner, value, &format!("{path}.{key}"));
            }
        }
        toml::Value::Array(all) => {
            for one in all {
                knows(schema, &at["items"], one, path);
            }
        }
        _ => {}
    }
}

#[test]
fn the_schema_knows_every_key_of_every_sample() {
    let home = tempfile::tempdir().unwrap();
    let schema = run(home.path(), &["config", "schema"], "").ending(0);
    assert_eq!(schema["additionalProperties"], false);
    for (name, sample) in SAMPLES {
        knows(&schema, &schema, &toml::from_str(sample).unwrap(), name);
    }
}
