//! Claim, reply, note, release and resolve: the happy path, who loses, and what stays behind.

use crate::process::{Demo, run};
use crate::{TENANT, waiting, with_bot};
use serde_json::{Value, json};

fn actions(demo: &Demo) -> Vec<String> {
    let list = demo
        .json("eva", &["audit", "list", "--tenant", TENANT])
        .ending(0);
    let items = list["items"].as_array().unwrap();
    let words = items.iter().map(|item| item["action"].as_str().unwrap());
    words.map(str::to_owned).collect()
}

fn show(demo: &Demo, id: &str) -> Value {
    demo.json("eva", &["conversations", "show", TENANT, id])
        .ending(0)
}

#[test]
fn a_person_claims_replies_notes_and_gives_back() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    let won = demo
        .json("ana", &["escalations", "claim", TENANT, &id])
        .ending(0);
    assert_eq!(won["outcome"], "won");
    assert_eq!(won["fence"], 1);
    assert_eq!(won["changed"], true);
    assert_eq!(won["holder"]["operator"], "ana");
    let console = won["holder"]["console"].as_str().unwrap();
    assert!(console.starts_with("cli@"), "{console}");

    let again = demo
        .json("ana", &["escalations", "claim", TENANT, &id])
        .ending(0);
    assert_eq!(
        (&again["outcome"], &again["changed"], &again["fence"]),
        (&json!("already"), &json!(false), &json!(1))
    );

    let reply = [
        "escalations",
        "reply",
        TENANT,
        &id,
        "Hola, soy Ana.",
        "--fence",
        "1",
    ];
    let replied = demo.json("ana", &reply).ending(0);
    assert_eq!(replied["outcome"], "done");
    assert_eq!(replied["holder"], won["holder"]);
    let noted = demo.json(
        "ana",
        &["escalations", "note", TENANT, &id, "cliente molesto"],
    );
    assert_eq!(noted.ending(0)["outcome"], "done");
    let from_stdin = ["--endpoint", &demo.endpoint, "--operator", "ana"];
    let from_stdin = [&from_stdin[..], &["escalations", "reply", TENANT, &id, "-"]].concat();
    assert_eq!(
        run(demo.state(), &from_stdin, "Dos líneas\nde texto.\n").code,
        0
    );

    let shown = show(&demo, &id);
    let names: Vec<&str> = shown
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        names,
        [
            "as_of",
            "briefing",
            "consumed_read_units",
            "conversation",
            "holder",
            "messages"
        ]
    );
    assert!(shown["briefing"].is_null(), "nothing was heard of it");
    assert_eq!(shown["holder"], won["holder"]);
    assert_eq!(shown["conversation"]["id"], id.as_str());
    let messages = shown["messages"].as_array().unwrap();
    let ours: Vec<(&str, &str)> = messages
        .iter()
        .filter(|message| message["from"] == "human" || message["from"] == "note")
        .map(|message| {
            (
                message["text"].as_str().unwrap(),
                message["state"].as_str().unwrap_or(""),
            )
        })
        .collect();
    assert_eq!(
        ours,
        [
            ("Hola, soy Ana.", "accepted"),
            ("cliente molesto", ""),
            ("Dos líneas\nde texto.", "accepted")
        ],
        "once each, in the order of time"
    );
    let first = messages[0].as_object().unwrap();
    let names: Vec<&str> = first.keys().map(String::as_str).collect();
    assert_eq!(names, ["at", "from", "kind", "state", "text"]);

    let released = demo
        .json("ana", &["escalations", "release", TENANT, &id])
        .ending(0);
    assert_eq!(released["outcome"], "done");
    assert_eq!(released["holder"], Value::Null);
    let again = demo
        .json("ana", &["escalations", "release", TENANT, &id])
        .ending(0);
    assert_eq!(again["outcome"], "already");
    assert_eq!(show(&demo, &id)["conversation"]["state"], "bot");
    assert_eq!(
        actions(&demo),
        [
            "handback",
            "reply",
            "note",
            "reply",
            "pause.verified",
            "claim"
        ]
    );
}

#[test]
fn the_loser_is_told_who_has_it_and_writes_nothing() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    let won = demo
        .json("ana", &["escalations", "claim", TENANT, &id])
        .ending(0);
    for verb in [
        &["escalations", "claim", TENANT, &id][..],
        &["escalations", "reply", TENANT, &id, "mío"],
        &["escalations", "note", TENANT, &id, "mío"],
        &["escalations", "release", TENANT, &id],
        &["escalations", "resolve", TENANT, &id],
    ] {
        let said = demo.json("eva", verb);
        let lost = said.ending(3);
        assert_eq!(lost["outcome"], "lost");
        assert_eq!(lost["changed"], false);
        assert_eq!(lost["holder"], won["holder"]);
        assert!(said.err.contains("ana has it since"), "{said:?}");
    }
    assert_eq!(actions(&demo), ["pause.verified", "claim"]);
}

#[test]
fn a_claim_with_another_fence_is_lost() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    demo.json("ana", &["escalations", "claim", TENANT, &id])
        .ending(0);
    demo.json("ana", &["escalations", "release", TENANT, &id])
        .ending(0);
    let nobody = demo.json("ana", &["escalations", "reply", TENANT, &id, "tarde"]);
    assert_eq!(nobody.ending(3)["holder"], Value::Null);

    let takeover = [
        "escalations",
        "claim",
        TENANT,
        &id,
        "--takeover",
        "quedó una duda",
    ];
    assert_eq!(demo.json("ana", &takeover).ending(0)["fence"], 2);
    let old = ["escalations", "reply", TENANT, &id, "tarde", "--fence", "1"];
    let said = demo.json("ana", &old);
    let lost = said.ending(3);
    assert_eq!(lost["holder"]["fence"], 2);
    assert!(said.err.contains("fence 2, not 1"), "{said:?}");
    let new = [
        "escalations",
        "reply",
        TENANT,
        &id,
        "a tiempo",
        "--fence",
        "2",
    ];
    assert_eq!(demo.json("ana", &new).ending(0)["outcome"], "done");
}

#[test]
fn a_conversation_that_nobody_escalated_is_taken_with_a_reason() {
    let demo = Demo::start(&[]);
    let id = with_bot(&demo);
    let said = demo.json("ana", &["escalations", "claim", TENANT, &id]);
    assert_eq!(said.ending(2)["outcome"], "invalid");
    assert!(said.err.contains("--takeover"), "{said:?}");
    let takeover = [
        "escalations",
        "claim",
        TENANT,
        &id,
        "--takeover",
        "pide factura",
        "--for",
        "1h",
    ];
    assert_eq!(demo.json("ana", &takeover).ending(0)["outcome"], "won");
    assert_eq!(show(&demo, &id)["conversation"]["state"], "held");
    assert_eq!(
        show(&demo, &id)["conversation"]["status"],
        "PASSED_TO_HUMAN"
    );
    let resolved = demo
        .json("ana", &["escalations", "resolve", TENANT, &id])
        .ending(0);
    assert_eq!(resolved["outcome"], "done");
    assert_eq!(actions(&demo)[0], "resolve");
}

#[test]
fn what_is_not_there_is_said_so() {
    let demo = Demo::start(&[]);
    for verb in [
        &["conversations", "show", TENANT, "conv_nadie"][..],
        &["escalations", "claim", TENANT, "conv_nadie"],
        &["escalations", "reply", TENANT, "conv_nadie", "hola"],
        &["escalations", "release", "nadie", "conv_nadie"],
        &["conversations", "list", "--tenant", "nadie"],
        &["audit", "list", "--tenant", "nadie"],
    ] {
        let said = demo.json("ana", verb);
        assert_eq!(said.ending(9)["outcome"], "not_found");
        assert!(
            said.err.contains("switchboard "),
            "names a next step: {said:?}"
        );
    }
}

#[test]
fn global_flags_stand_before_or_after_the_verb() {
    let demo = Demo::start(&[]);
    let endpoint = demo.endpoint.as_str();
    for args in [
        ["--json", "--endpoint", endpoint, "tenants", "list"],
        ["tenants", "--endpoint", endpoint, "list", "--json"],
        ["tenants", "list", "--json", "--endpoint", endpoint],
    ] {
        let list = run(demo.state(), &args, "").ending(0);
        let items = list["items"].as_array().unwrap();
        let of = |platform: &str| items.iter().filter(|i| i["platform"] == platform).count();
        assert_eq!((of("marketplace"), of("alquimista")), (5, 6));
    }
}

#[test]
fn a_verb_that_is_settled_leaves_no_journal_behind() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    demo.json("ana", &["escalations", "claim", TENANT, &id])
        .ending(0);
    demo.json("ana", &["escalations", "reply", TENANT, &id, "hola"])
        .ending(0);
    demo.json("eva", &["escalations", "claim", TENANT, &id])
        .ending(3);
    assert_eq!(crate::serving::files(demo.state()), Vec::<String>::new());
}

#[test]
fn a_reply_that_nobody_can_send_is_refused() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    demo.json("ana", &["escalations", "claim", TENANT, &id])
        .ending(0);
    let long = "x".repeat(4097);
    for text in ["   ", long.as_str()] {
        let said = demo.json("ana", &["escalations", "reply", TENANT, &id, text]);
        let refused = said.ending(2);
        assert_eq!(refused["outcome"], "invalid");
        assert_eq!(refused["holder"]["operator"], "ana", "it is still held");
    }
    assert_eq!(actions(&demo), ["pause.verified", "claim"]);
}

#[test]
fn a_template_is_filled_from_the_command_line_and_what_whatsapp_refuses_goes_nowhere() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    demo.json("ana", &["escalations", "claim", TENANT, &id])
        .ending(0);
    let reply = |more: &[&str]| {
        let verb = ["escalations", "reply", TENANT, &id];
        demo.json("ana", &[&verb[..], more].concat())
    };
    for odd in [
        &["--template", "nadie"][..],
        &["--template", "pedido_listo", "--param", "Marta"],
        &["--template", "seguimiento", "--param", "Marta"],
        &[
            "--template",
            "acompanhamento",
            "--param",
            "Bia",
            "--param",
            "x",
        ],
        &["--template", "seguimiento", "--template-language", "en"],
    ] {
        assert_eq!(reply(odd).ending(2)["outcome"], "invalid", "{odd:?}");
    }
    let values = ["Marta", "8841", "mañana"].map(|value| ["--param", value]);
    let sent = reply(&[&["--template", "pedido_listo"][..], values.as_flattened()].concat());
    assert_eq!(sent.ending(0)["delivery"]["state"], "accepted");
    let named = ["assunto=o pedido", "nome=Bia"].map(|value| ["--param", value]);
    let sent = reply(&[&["--template", "acompanhamento"][..], named.as_flattened()].concat());
    assert_eq!(sent.ending(0)["delivery"]["state"], "accepted");
    let shown = show(&demo, &id);
    let messages = shown["messages"].as_array().unwrap().iter();
    let texts: Vec<&str> = messages.filter_map(|one| one["text"].as_str()).collect();
    for text in [
        "Hola Marta, tu pedido 8841 llega mañana. Si tienes dudas, responde a este mensaje.",
        "Olá Bia, sobre o pedido: responda a esta mensagem e continuamos.",
    ] {
        assert_eq!(
            texts.iter().filter(|one| **one == text).count(),
            1,
            "{texts:?}"
        );
    }
}
