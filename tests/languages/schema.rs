//! `config schema`: every description in three languages, none left in English.

use crate::process::command;
use serde_json::Value;

fn schema(language: &str) -> Value {
    let home = tempfile::tempdir().unwrap();
    let mut command = command(home.path());
    let output = command.args(["config", "schema"]).env("LANG", language);
    let output = output.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Every sentence of a schema with its place.
fn sentences(schema: &Value, place: &str, found: &mut Vec<(String, String)>) {
    match schema {
        Value::Object(parts) => {
            for (name, part) in parts {
                let place = format!("{place}/{name}");
                match (name.as_str(), part) {
                    ("title" | "description", Value::String(said)) => {
                        found.push((place, said.clone()));
                    }
                    _ => sentences(part, &place, found),
                }
            }
        }
        Value::Array(parts) => {
            for (at, part) in parts.iter().enumerate() {
                sentences(part, &format!("{place}/{at}"), found);
            }
        }
        _ => {}
    }
}

fn said(language: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    sentences(&schema(language), "", &mut found);
    found
}

#[test]
fn every_description_of_the_schema_is_in_the_language() {
    let english = said("C");
    assert!(english.len() > 70, "{}", english.len());
    for (place, said) in &english {
        let is_for_readers = !said.contains("backend facts") && !said.contains('\n');
        assert!(is_for_readers, "{place}: {said}");
    }
    let [spanish, portuguese] = ["es_CO.UTF-8", "pt_BR.UTF-8"].map(said);
    let mut missing = Vec::new();
    for ((one, two), three) in english.iter().zip(&spanish).zip(&portuguese) {
        assert!(one.0 == two.0 && one.0 == three.0, "{one:?} {two:?}");
        if one.1 == two.1 || one.1 == three.1 {
            missing.push(format!("{}: {}", one.0, one.1));
        }
    }
    assert!(missing.is_empty(), "no words:\n{}", missing.join("\n"));
}

#[test]
fn the_language_changes_what_is_said_and_nothing_else() {
    let mut plain = ["C", "es", "pt"].map(schema);
    for schema in &mut plain {
        silence(schema);
    }
    assert_eq!(plain[0], plain[1]);
    assert_eq!(plain[0], plain[2]);
}

/// Takes the sentences out.
fn silence(schema: &mut Value) {
    match schema {
        Value::Object(parts) => {
            for (name, part) in parts.iter_mut() {
                match (name.as_str(), &part) {
                    ("title" | "description", Value::String(_)) => *part = Value::Null,
                    _ => silence(part),
                }
            }
        }
        Value::Array(parts) => parts.iter_mut().for_each(silence),
        _ => {}
    }
}
