//! What hostile customers wrote reaches no terminal, and nobody's number or secret stands in an answer.

use crate::process::Demo;
use serde_json::Value;

const PHONES: &str = "3005557";
const SECRET: &str = "DUMMY-TOKEN";

/// Characters that a terminal acts on or that mislead a reader. Those that join letters and pictures
/// stay in text for people.
fn acts(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The value without the keys of the system, which verbs need as they are.
fn without_ids(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("id");
            fields.values_mut().for_each(without_ids);
        }
        Value::Array(items) => items.iter_mut().for_each(without_ids),
        _ => {}
    }
}

const LISTS: [&str; 5] = ["tenants", "conversations", "escalations", "agents", "usage"];

#[test]
fn no_answer_holds_a_character_that_acts() {
    let demo = Demo::to_read(&["--seed", "hostile"]);
    for list in LISTS {
        for form in [&[list, "list"][..], &[list, "list", "--json"]] {
            let said = demo.by("ana\u{1b}[31m", form);
            assert_eq!(said.code, 0, "{said:?}");
            assert!(!said.out.chars().any(acts), "{form:?}: {:?}", said.out);
            assert!(!said.err.chars().any(acts), "{form:?}: {:?}", said.err);
        }
    }
}

#[test]
fn no_field_but_the_key_holds_a_number_and_none_a_secret() {
    let demo = Demo::to_read(&["--seed", "hostile"]);
    for list in LISTS {
        let said = demo.json("ana", &[list, "list"]);
        assert!(!said.out.contains(SECRET), "{list}");
        let mut value = said.ending(0);
        without_ids(&mut value);
        let text = value.to_string();
        assert!(!text.contains(PHONES), "{list}: {text}");
    }
}

#[test]
fn every_hostile_conversation_can_be_shown_and_taken_by_its_key() {
    let demo = Demo::start(&["--seed", "hostile"]);
    let list = demo.json("ana", &["escalations", "list"]).ending(0);
    let items = list["items"].as_array().unwrap();
    assert!(items.len() > 10);
    for item in items {
        let (tenant, id) = (
            item["tenant"].as_str().unwrap(),
            item["id"].as_str().unwrap(),
        );
        let said = demo.json("ana", &["conversations", "show", tenant, id]);
        let mut shown = said.ending(0);
        without_ids(&mut shown);
        assert!(!shown.to_string().contains(PHONES), "{said:?}");
        assert!(!said.out.chars().any(acts), "{said:?}");
        let text = demo.by("ana", &["conversations", "show", tenant, id]);
        assert!(!text.out.contains(PHONES), "{text:?}");
        assert!(!text.out.chars().any(acts), "{text:?}");
        let claimed = demo.by("ana", &["escalations", "claim", tenant, id]);
        assert_eq!(claimed.code, 0, "{claimed:?}");
        assert!(!claimed.out.contains(PHONES), "{claimed:?}");
        assert!(!claimed.out.chars().any(acts), "{claimed:?}");
    }
}
