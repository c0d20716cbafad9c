//! Giving back all that wait because of a word, and the report of words.

use crate::process::Demo;
use serde_json::Value;

/// A word that fired for some that wait, and for how many.
fn word(demo: &Demo) -> (String, u64) {
    for word in ["ya", "persona", "problema", "descuento", "asesor"] {
        let args = ["escalations", "hand-back", "--keyword", word];
        let counted = demo.json("ana", &args).ending(0);
        let matched = counted["matched"].as_u64().unwrap();
        if matched > 0 {
            return (word.to_owned(), matched);
        }
    }
    panic!("no word fired");
}

fn report(demo: &Demo, word: &str) -> Value {
    let report = demo.json("ana", &["escalations", "triggers"]).ending(0);
    let items = report["items"].as_array().unwrap();
    let found = items.iter().find(|item| item["keyword"] == word);
    found.unwrap().clone()
}

#[test]
fn nothing_is_done_before_the_right_number_is_confirmed() {
    let demo = Demo::start(&[]);
    let (word, matched) = word(&demo);
    let wrong = (matched + 1).to_string();
    let args = [
        "escalations",
        "hand-back",
        "--keyword",
        &word,
        "--confirm",
        &wrong,
    ];
    let refused = demo.json("ana", &args).ending(2);
    assert_eq!(refused["outcome"], "invalid");
    assert_eq!(refused["changed"], false);
    let readonly = matched.to_string();
    let args = [
        "escalations",
        "hand-back",
        "--keyword",
        &word,
        "--confirm",
        &readonly,
        "--readonly",
    ];
    demo.json("ana", &args).ending(4);
    let args = ["escalations", "hand-back", "--keyword", &word];
    assert_eq!(demo.json("ana", &args).ending(0)["matched"], matched);
}

#[test]
fn a_word_is_given_back_and_the_report_counts_the_mistakes() {
    let demo = Demo::start(&[]);
    let (word, matched) = word(&demo);
    let before = report(&demo, &word);
    assert!(before["fired"].as_u64().unwrap() >= matched);
    assert_eq!(before["false_positive"], 0);
    let number = matched.to_string();
    let args = [
        "escalations",
        "hand-back",
        "--keyword",
        &word,
        "--confirm",
        &number,
    ];
    let done = demo.json("ana", &args).ending(0);
    assert_eq!(done["results"].as_array().unwrap().len() as u64, matched);
    assert!(done["bulk"].as_str().unwrap().starts_with("bulk-"));
    let after = report(&demo, &word);
    assert_eq!(after["false_positive"], matched);
    assert_eq!(after["suggestion"], format!("\\b{word}\\b"));
    let args = ["escalations", "hand-back", "--keyword", &word];
    assert_eq!(demo.json("ana", &args).ending(0)["matched"], 0);
    let list = demo
        .json(
            "ana",
            &[
                "audit",
                "list",
                "--tenant",
                done["results"][0]["tenant"].as_str().unwrap(),
            ],
        )
        .ending(0);
    let rows = list["items"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["bulk"] == done["bulk"]));
}

#[test]
fn the_table_for_spreadsheets_holds_words_and_numbers_only() {
    let demo = Demo::start(&[]);
    let args = [
        "--endpoint",
        &demo.endpoint,
        "escalations",
        "triggers",
        "--csv",
    ];
    let ran = crate::process::run(demo.state(), &args, "");
    assert_eq!(ran.code, 0);
    let mut lines = ran.out.lines();
    assert!(lines.next().unwrap().starts_with("keyword,fired,"));
    for line in lines {
        assert!(!line.starts_with(['=', '+', '-', '@']), "{line}");
        assert!(line.split(',').count() == 8, "{line}");
    }
}

#[test]
fn the_team_keeps_canned_replies_and_the_trail_says_who() {
    let demo = Demo::start(&[]);
    let names = || -> Vec<String> {
        let list = demo.json("ana", &["canned", "list"]).ending(0);
        let items = list["items"].as_array().unwrap();
        let name = |item: &Value| item["name"].as_str().unwrap().to_owned();
        items.iter().map(name).collect()
    };
    assert!(names().contains(&"saludo".to_owned()));
    let set = [
        "canned",
        "set",
        "cambio",
        "--es",
        "Te cambio el equipo, {{nombre}}.",
    ];
    assert_eq!(demo.json("ana", &set).ending(0)["changed"], true);
    assert!(names().contains(&"cambio".to_owned()));
    demo.json("ana", &["canned", "remove", "cambio"]).ending(0);
    assert!(!names().contains(&"cambio".to_owned()));
    demo.json("ana", &["canned", "remove", "cambio"]).ending(9);
    demo.json("ana", &["canned", "set", "Con Espacio", "--es", "x"])
        .ending(2);
    demo.json("ana", &["canned", "set", "x", "--es", "x", "--readonly"])
        .ending(4);
}
