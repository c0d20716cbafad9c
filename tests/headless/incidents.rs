//! People on call without a screen: an incident from its opening to its end over several processes, the handover, the
//! past; what is refused and why; and that no paper carries a number or a message of a customer.

use crate::process::{Act, Demo, Said, proxy};
use crate::{TENANT, waiting};
use serde_json::Value;
use std::os::unix::fs::PermissionsExt;

const ALARM: &str = "fibonacci-old-messages-prod";
const SINCE: &str = "2026-11-21T03:01:00Z";
/// An invented number that no seed has.
const PHONE: &str = "+57 300 999 8877";
const REASON: &str = "sin errores desde el apagado";
const NOBODY: &str = "01J00000000000000000000000";

fn open(demo: &Demo, operator: &str, more: &[&str]) -> Said {
    demo.json(operator, &[&["incident", "open"], more].concat())
}

/// An incident about an alarm; its id.
fn opened(demo: &Demo) -> String {
    let args = [
        "agentes fallan",
        "--platform",
        "alquimista",
        "--alarm",
        ALARM,
    ];
    let value = open(demo, "ana", &args).ending(0);
    assert_eq!(value["outcome"], "done", "{value}");
    value["incident"].as_str().unwrap().to_owned()
}

fn story(demo: &Demo, id: &str) -> Value {
    demo.json("eva", &["incident", "show", id]).ending(0)
}

fn listed(demo: &Demo) -> Vec<Value> {
    let list = demo.json("eva", &["incident", "list"]).ending(0);
    list["items"].as_array().unwrap().clone()
}

fn notes(story: &Value) -> Vec<(&str, &str)> {
    let lines = story["lines"].as_array().unwrap().iter();
    let notes = lines.filter(|line| line["kind"] == "note");
    notes
        .map(|line| (line["by"].as_str().unwrap(), line["text"].as_str().unwrap()))
        .collect()
}

#[test]
fn an_incident_is_opened_noted_on_and_closed_by_several_processes() {
    let demo = Demo::start(&[]);
    assert_eq!(listed(&demo), Vec::<Value>::new());
    let id = opened(&demo);
    let items = listed(&demo);
    assert_eq!(items.len(), 1);
    let one = &items[0];
    assert_eq!(
        (&one["id"], &one["state"]),
        (&id.as_str().into(), &"open".into())
    );
    assert_eq!(
        (&one["origin"], &one["subject"]),
        (&"alarm".into(), &ALARM.into())
    );
    assert_eq!(
        (&one["platform"], &one["by"]),
        (&"alquimista".into(), &"ana".into())
    );
    assert!(one["began"].is_string() && one["closed"].is_null());
    let text = demo.by("eva", &["incident", "list"]);
    assert!(text.out.contains("agentes fallan"), "{text:?}");

    let noted = demo.json("eva", &["incident", "note", &id, "llamé al proveedor"]);
    assert_eq!(noted.ending(0)["changed"], true);
    let args = ["incident", "note", &id, "-", "--json"];
    let args = [
        &["--endpoint", &demo.endpoint, "--operator", "luis"][..],
        &args,
    ]
    .concat();
    let piped = crate::process::run(demo.state(), &args, "responde a las 4\n");
    assert_eq!(piped.ending(0)["incident"], id.as_str());
    let shown = story(&demo, &id);
    assert_eq!(
        notes(&shown),
        [("eva", "llamé al proveedor"), ("luis", "responde a las 4")]
    );
    assert_eq!(shown["more"], false);
    // The alarm's own turns were gathered when it was opened.
    let lines = shown["lines"].as_array().unwrap();
    assert!(lines.iter().any(|line| line["kind"] == "alarm"), "{shown}");
    let times: Vec<&str> = lines
        .iter()
        .map(|one| one["at"].as_str().unwrap())
        .collect();
    assert!(times.is_sorted());

    let closed = demo.json("luis", &["incident", "close", &id, "--reason", REASON]);
    assert_eq!(closed.ending(0)["changed"], true);
    assert_eq!(listed(&demo), Vec::<Value>::new());
    let again = demo.json("eva", &["incident", "close", &id, "--reason", REASON]);
    let again = again.ending(0);
    assert_eq!(
        (&again["outcome"], &again["changed"]),
        (&"already".into(), &false.into())
    );
    let late = demo.json("eva", &["incident", "note", &id, "causa confirmada"]);
    assert_eq!(
        late.ending(0)["outcome"],
        "done",
        "a closed one takes notes"
    );
    let shown = story(&demo, &id);
    let incident = &shown["incident"];
    assert_eq!(
        (&incident["state"], &incident["closed_by"]),
        (&"closed".into(), &"luis".into())
    );
    assert_eq!(incident["reason"], REASON);
    assert_eq!(notes(&shown).len(), 3);
    let trail = demo.json("eva", &["audit", "list", "--tenant", "-"]);
    let trail = trail.value().to_string();
    for action in ["incident.opened", "incident.note", "incident.closed"] {
        assert!(trail.contains(action), "{action}: {trail}");
    }
}

#[test]
fn two_processes_that_open_the_same_at_once_open_one() {
    let demo = Demo::start(&[]);
    let alarm = [
        "a",
        "--platform",
        "alquimista",
        "--alarm",
        ALARM,
        "--since",
        SINCE,
    ];
    let by_hand = ["no contesta nadie", "--platform", "diatonic"];
    for args in [&alarm[..], &by_hand] {
        let both: Vec<Value> = std::thread::scope(|scope| {
            let runs = ["ana", "eva"].map(|who| scope.spawn(|| open(&demo, who, args).ending(0)));
            runs.map(|run| run.join().unwrap()).into()
        });
        assert_eq!(both[0]["incident"], both[1]["incident"]);
        let done = both.iter().filter(|one| one["outcome"] == "done");
        assert_eq!(done.count(), 1, "{both:?}");
    }
    assert_eq!(listed(&demo).len(), 2);
}

#[test]
fn what_cannot_be_is_refused_with_its_reason_and_changes_nothing() {
    let demo = Demo::start(&[]);
    let id = opened(&demo);
    for args in [
        &["incident", "show", NOBODY][..],
        &["incident", "export", NOBODY],
        &["incident", "note", NOBODY, "hola"],
        &["incident", "close", NOBODY, "--reason", REASON],
    ] {
        let said = demo.json("ana", args);
        assert_eq!(said.ending(9)["outcome"], "not_found", "{args:?}");
        assert!(
            said.err.contains(NOBODY) || !said.err.is_empty(),
            "{said:?}"
        );
    }
    let missing = demo.by("ana", &["incident", "close", &id]);
    assert_eq!(missing.code, 2, "{missing:?}");
    assert!(missing.err.contains("--reason"), "{missing:?}");
    let short = demo.json("ana", &["incident", "close", &id, "--reason", "ya"]);
    assert_eq!(short.ending(2)["outcome"], "invalid");
    let empty = demo.json("ana", &["incident", "note", &id, "  "]);
    assert_eq!(empty.ending(2)["outcome"], "invalid");
    let long = "x".repeat(121);
    assert_eq!(open(&demo, "ana", &[&long]).ending(2)["outcome"], "invalid");
    for odd in [
        &["incident", "open", "t", "--tenant", TENANT][..],
        &["incident", "open", "t", "--since", "yesterday"],
        &["incident", "open", "t", "--platform", "nobody"],
        &["past", "--at", "yesterday"],
        &["past"],
    ] {
        assert_eq!(demo.by("ana", odd).code, 2, "{odd:?}");
    }
    for barred in [&["--readonly"][..], &["--role", "viewer"]] {
        let args = [barred, &["incident", "note", &id, "hola"]].concat();
        assert_eq!(demo.json("ana", &args).ending(4)["outcome"], "denied");
        let args = [barred, &["incident", "show", &id]].concat();
        assert_eq!(demo.json("ana", &args).code, 0, "who reads may read");
    }
    let shown = story(&demo, &id);
    assert_eq!(shown["incident"]["state"], "open");
    assert_eq!(notes(&shown), []);
    assert_eq!(listed(&demo).len(), 1);
}

#[test]
fn an_answer_that_never_comes_is_called_unknown_and_nothing_is_written_twice() {
    let demo = Demo::start(&[]);
    let id = opened(&demo);
    // What is written is written, and from then on nobody answers.
    let blind = || {
        let mut written = false;
        proxy(&demo.endpoint, move |seen| match seen.operation {
            "TransactWriteItems" => {
                written = true;
                Act::Swallow
            }
            _ if written => Act::Refuse,
            _ => Act::Forward,
        })
    };
    let words = "llamé al proveedor";
    let note = ["incident", "note", &id, words, "--json"];
    let lost = demo.through(&blind(), "ana", &note);
    assert_eq!(lost.ending(6)["outcome"], "unknown");
    assert!(!lost.err.is_empty(), "{lost:?}");
    assert_eq!(demo.by("ana", &note).ending(0)["outcome"], "done");
    assert_eq!(notes(&story(&demo, &id)), [("ana", words)]);

    let by_hand = ["incident", "open", "no contesta nadie", "--json"];
    let lost = demo.through(&blind(), "ana", &by_hand);
    assert_eq!(lost.ending(6)["outcome"], "unknown");
    assert_eq!(demo.by("ana", &by_hand).ending(0)["outcome"], "already");
    assert_eq!(listed(&demo).len(), 2);

    let close = ["incident", "close", &id, "--reason", REASON, "--json"];
    let lost = demo.through(&blind(), "ana", &close);
    assert_eq!(lost.ending(6)["outcome"], "unknown");
    assert_eq!(demo.by("ana", &close).ending(0)["outcome"], "already");
    assert_eq!(listed(&demo).len(), 1);
}

/// Digits of a number, wherever they are broken up.
fn holds(text: &str, phone: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let wanted = digits(phone);
    let wanted = &wanted[wanted.len() - 10..];
    text.lines().any(|line| digits(line).contains(wanted))
}

/// A conversation of which a person is waited for, and what was said in it.
fn talking(demo: &Demo) -> (String, Vec<String>) {
    let args = ["escalations", "list", "--tenant", TENANT, "--limit", "50"];
    let list = demo.json("eva", &args).ending(0);
    for item in list["items"].as_array().unwrap() {
        let id = item["id"].as_str().unwrap();
        let shown = demo.json("eva", &["conversations", "show", TENANT, id]);
        let shown = shown.ending(0);
        let said = shown["messages"].as_array().unwrap().iter();
        let texts = said.filter_map(|one| one["text"].as_str());
        let long = texts.filter(|text| text.chars().count() > 15);
        let messages: Vec<String> = long.map(str::to_owned).collect();
        if !messages.is_empty() {
            return (id.to_owned(), messages);
        }
    }
    panic!("nobody said anything: {list}");
}

#[test]
fn the_papers_carry_names_and_times_and_no_number_and_no_message() {
    let demo = Demo::start(&[]);
    let (conversation, messages) = talking(&demo);
    let title = format!("el cliente {PHONE} espera");
    let about = ["--tenant", TENANT, "--conversation", &conversation];
    let value = open(&demo, "ana", &[&[title.as_str()], &about[..]].concat()).ending(0);
    let id = value["incident"].as_str().unwrap().to_owned();
    let note = format!("llamar a {PHONE}, *urgente* [aquí](http://x.test) <b>");
    demo.json("ana", &["incident", "note", &id, &note])
        .ending(0);
    let claim = ["escalations", "claim", TENANT, &conversation, "--for", "1h"];
    demo.json("ana", &claim).ending(0);

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("incident.md");
    let path = file.to_str().unwrap();
    let export = ["incident", "export", &id, "--out", path];
    let kept = demo.json("ana", &export).ending(0);
    assert_eq!(kept["file"], path);
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "readable by nobody else");
    let markdown = std::fs::read_to_string(&file).unwrap();
    let printed = demo.by("ana", &["incident", "export", &id]);
    assert_eq!(printed.code, 0, "{printed:?}");
    assert!(markdown.starts_with("# el cliente"), "{markdown}");
    assert!(
        markdown.contains("\\*urgente\\*") && markdown.contains("&lt;b>"),
        "{markdown}"
    );
    // A file that is there is not written over.
    let again = demo.json("ana", &export);
    assert_ne!(again.code, 0, "{again:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), markdown);

    let handover = folder.path().join("handover.md");
    let path = handover.to_str().unwrap();
    demo.json("ana", &["handover", "--out", path]).ending(0);
    let handover = std::fs::read_to_string(&handover).unwrap();
    let shown = story(&demo, &id).to_string();
    let json = demo.json("ana", &["handover"]).ending(0);
    assert_eq!(json["incidents"][0]["id"], id.as_str());
    assert_eq!(json["mine"].as_array().unwrap().len(), 1, "{json}");
    assert_eq!(json["gaps"], serde_json::json!([]));
    let number = conversation.rsplit(['_', '#']).next().unwrap();
    for paper in [
        &markdown,
        &printed.out,
        &handover,
        &shown,
        &json.to_string(),
    ] {
        assert!(!holds(paper, PHONE), "{paper}");
        assert!(!holds(paper, number), "{paper}");
        for message in &messages {
            assert!(!paper.contains(message.as_str()), "{message}: {paper}");
        }
    }
}

#[test]
fn the_past_is_told_as_it_was_whatever_happened_since() {
    let demo = Demo::start(&[]);
    let conversation = waiting(&demo);
    let before = jiff::Timestamp::now().to_string();
    let off = [
        "agents",
        "disable",
        "bot",
        "--tenant",
        TENANT,
        "--reason",
        "mantenimiento nocturno",
    ];
    demo.json("ana", &off).ending(0);
    let claim = ["escalations", "claim", TENANT, &conversation];
    demo.json("ana", &claim).ending(0);
    let at = |moment: &str| demo.json("eva", &["past", "--at", moment]).ending(0);
    let now = at(&jiff::Timestamp::now().to_string());
    let is_off = |past: &Value| {
        let switches = past["switches"].as_array().unwrap();
        switches
            .iter()
            .any(|one| one["on"] == false && one["by"] == "ana")
    };
    let held = |past: &Value| {
        let queue = past["queue"].as_array().unwrap();
        queue.iter().any(|one| one["held_by"] == "ana")
    };
    assert!(is_off(&now) && held(&now), "{now}");
    let then = at(&before);
    assert!(!is_off(&then) && !held(&then), "{then}");
    assert!(!then["queue"].as_array().unwrap().is_empty());
    assert_eq!(then["at"].as_str().unwrap()[..19], before[..19]);
    let long_ago = at("2020-01-01T00:00:00Z");
    for part in ["queue", "switches", "audit"] {
        assert_eq!(long_ago[part], serde_json::json!([]), "{part}");
    }
    // Before any record an alarm has no state; it is not called well.
    let alarms = long_ago["alarms"].as_array().unwrap();
    assert!(
        alarms.iter().all(|one| one["state"].is_null()),
        "{long_ago}"
    );
}
