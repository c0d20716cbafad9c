//! Usage without a screen: the forecast, alerts that are given once, the export, and the page.

use crate::TENANT;
use crate::process::Demo;
use serde_json::Value;

fn of<'a>(list: &'a Value, tenant: &str) -> &'a Value {
    let mut items = list["items"].as_array().unwrap().iter();
    items.find(|one| one["tenant"] == tenant).unwrap()
}

#[test]
fn the_forecast_names_its_rule_its_days_and_its_source() {
    let demo = Demo::start(&[]);
    let found = demo.json("ana", &["usage", "forecast"]).ending(0);
    let first = &found["items"][0];
    assert_eq!(first["tenant"], TENANT, "what breaks first first");
    assert_eq!(
        (&first["outlook"], &first["decided_by"]),
        (&"over".into(), &"tenant-usage".into())
    );
    assert_eq!(
        (&first["used"], &first["limit"]),
        (&1_020.into(), &500.into())
    );
    let room = of(&found, "tenant-ai-tech-solutions");
    let basis = (&room["days"], &room["days_from"]);
    assert_eq!(basis, (&28.into(), &"tenant-usage.dailyStats".into()));
    assert_eq!(room["weekdays"].as_array().unwrap().len(), 7);
    assert!(room["read_at"].as_str().unwrap().ends_with('Z'));
    let text = demo.by("ana", &["usage", "forecast", "--tenant", TENANT]);
    assert_eq!(text.code, 0, "{text:?}");
    assert!(
        text.out.contains("BREAKS") && text.out.contains("over"),
        "{text:?}"
    );
    let none = demo.json("ana", &["usage", "forecast", "--tenant", "no-such"]);
    assert_ne!(none.code, 0);
}

#[test]
fn an_alert_is_given_by_one_run_and_only_listed_by_the_next() {
    let demo = Demo::start(&[]);
    let first = demo.json("ana", &["usage", "alerts"]).ending(0);
    let over = of(&first, TENANT);
    assert_eq!(
        (&over["level"], &over["new"]),
        (&"100".into(), &true.into())
    );
    let second = demo.json("eva", &["usage", "alerts"]).ending(0);
    let items = second["items"].as_array().unwrap();
    assert!(
        !items.is_empty() && items.iter().all(|one| one["new"] == false),
        "{second}"
    );
    assert_eq!(of(&second, TENANT)["given_by"], "ana");
    let text = demo.by("eva", &["usage", "alerts"]);
    assert!(text.err.contains("No alert is due"), "{text:?}");
}

#[test]
fn a_threshold_is_set_for_all_and_refused_where_it_makes_no_sense() {
    let demo = Demo::start(&[]);
    let set = ["usage", "alert", TENANT, "90"];
    assert_eq!(demo.json("ana", &set).ending(0)["changed"], true);
    let again = demo.json("eva", &set).ending(0);
    assert_eq!(
        (&again["outcome"], &again["changed"]),
        (&"already".into(), &false.into())
    );
    for wrong in ["0", "101", "much"] {
        assert_eq!(demo.by("ana", &["usage", "alert", TENANT, wrong]).code, 2);
    }
    let nobody = demo.json("ana", &["usage", "alert", "no-such", "90"]);
    assert_ne!(nobody.code, 0, "{nobody:?}");
    let off = demo.by("ana", &["usage", "alert", TENANT, "off"]);
    assert_eq!(off.code, 0, "{off:?}");
}

#[test]
fn the_export_and_the_page_are_whole_files() {
    let demo = Demo::start(&[]);
    let path = |name: &str| demo.state().join(name).display().to_string();
    let (table, page) = (path("usage.csv"), path("usage.html"));
    let said = demo.by(
        "ana",
        &["usage", "export", "--format", "csv", "--out", &table],
    );
    assert_eq!(said.code, 0, "{said:?}");
    let text = std::fs::read_to_string(&table).unwrap();
    assert!(text.starts_with("platform,tenant,") && text.ends_with("\r\n"));
    assert!(text.lines().count() > 10);
    let json = demo.by("ana", &["usage", "export", "--format", "json"]);
    let lines: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(lines.as_array().unwrap().len(), text.lines().count() - 1);

    for (language, word) in [
        ("en", "Usage and forecast"),
        ("es", "Uso y pronóstico"),
        ("pt", "Uso e previsão"),
    ] {
        let said = demo.by(
            "ana",
            &["--lang", language, "usage", "report", "--html", &page],
        );
        assert_eq!(said.code, 0, "{said:?}");
        let text = std::fs::read_to_string(&page).unwrap();
        assert!(text.starts_with("<!DOCTYPE html>") && text.ends_with("</html>\n"));
        assert!(text.contains(word) && text.contains(&format!("lang=\"{language}\"")));
        assert!(text.contains("<svg") && text.contains("<details>"));
        // Nothing is fetched and nothing runs.
        for foreign in [
            "<script", "http://", "https://", "url(", "@import", "onload",
        ] {
            assert!(!text.contains(foreign), "{foreign}");
        }
    }
    let nowhere = path("no-such-folder/usage.html");
    let said = demo.by("ana", &["usage", "report", "--html", &nowhere]);
    assert_ne!(said.code, 0, "{said:?}");
    assert!(!said.err.is_empty());
}
