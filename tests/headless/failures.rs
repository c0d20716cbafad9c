//! Every exit code that is not success, and that an answer which never came is not guessed.

use crate::process::{Act, Demo, proxy, run};
use crate::{TENANT, waiting};
use serde_json::Value;

#[test]
fn each_failure_of_the_backend_has_its_exit_code_and_a_sentence() {
    let demo = Demo::start(&[]);
    for (code, exit, outcome) in [
        ("AccessDeniedException", 4, "denied"),
        ("ThrottlingException", 5, "throttled"),
        ("ExpiredTokenException", 7, "credentials"),
        ("ValidationException", 1, "failed"),
    ] {
        let broken = proxy(&demo.endpoint, move |_| Act::Fail(code));
        let said = demo.through(&broken, "ana", &["tenants", "list", "--json"]);
        let answer = said.ending(exit);
        assert_eq!(answer["outcome"], outcome, "{code}");
        assert_eq!(answer["changed"], false);
        assert!(
            said.err.lines().count() >= 2,
            "what, why, what to do: {said:?}"
        );
        let text = demo.through(&broken, "ana", &["tenants", "list"]);
        assert_eq!((text.code, text.out.as_str()), (exit, ""));
    }
}

#[test]
fn nobody_at_the_endpoint_is_said_with_the_place_and_a_remedy() {
    let state = tempfile::tempdir().unwrap();
    let args = [
        "--endpoint",
        "http://127.0.0.1:9",
        "escalations",
        "list",
        "--json",
    ];
    let said = run(state.path(), &args, "");
    assert_eq!(said.ending(1)["problem"]["trouble"], "unreachable");
    assert!(said.err.contains("--endpoint"), "{said:?}");
}

#[test]
fn an_account_without_credentials_is_said_so() {
    let state = tempfile::tempdir().unwrap();
    let said = run(
        state.path(),
        &["--region", "us-east-1", "tenants", "list", "--json"],
        "",
    );
    assert_eq!(said.ending(7)["outcome"], "credentials");
}

#[test]
fn arguments_that_make_no_sense_are_usage() {
    let state = tempfile::tempdir().unwrap();
    for args in [
        &["tenants", "list"][..],
        &[
            "tenants",
            "list",
            "--endpoint",
            "http://127.0.0.1:9",
            "--region",
            "x",
        ],
        &["tenants", "list", "--limit", "0"],
        &["demo", "--headless"],
        &["demo", "--headless", "--listen", "0.0.0.0:0"],
        &["demo", "--seed", "other"],
        &["demo", "--speed", "-1"],
        &["demo", "--endpoint", "http://127.0.0.1:9"],
        &["escalations", "claim", "t", "c", "--for", "soon"],
        &["audit", "list"],
        &["fly"],
    ] {
        let said = run(state.path(), &[args, &["--json"]].concat(), "");
        assert_eq!(said.ending(2)["outcome"], "invalid", "{args:?}");
        assert!(!said.err.is_empty(), "{args:?}");
    }
    assert_eq!(run(state.path(), &["--help"], "").code, 0);
}

#[test]
fn readonly_refuses_every_verb_that_writes_and_reads_all_the_same() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    for verb in [
        &["escalations", "claim", TENANT, &id][..],
        &["escalations", "reply", TENANT, &id, "hola"],
        &["escalations", "note", TENANT, &id, "hola"],
        &["escalations", "release", TENANT, &id],
        &["escalations", "resolve", TENANT, &id],
        &[
            "agents",
            "disable",
            "bot",
            "--tenant",
            TENANT,
            "--reason",
            "mantenimiento",
        ],
        &["init", "--yes"],
    ] {
        let said = demo.json("ana", &[verb, &["--readonly"]].concat());
        assert_eq!(said.ending(4)["outcome"], "denied", "{verb:?}");
        assert!(said.err.contains("--readonly"), "{said:?}");
    }
    demo.json("ana", &["--readonly", "escalations", "list"])
        .ending(0);
    let trail = demo
        .json("ana", &["audit", "list", "--tenant", TENANT])
        .ending(0);
    assert_eq!(trail["items"], Value::Array(Vec::new()));
}

#[test]
fn without_a_control_table_lists_read_and_init_makes_one() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    let other = ["--control-table", "another-control"];
    let with = |args: &[&str]| demo.json("ana", &[args, &other].concat());
    assert_eq!(
        with(&["escalations", "list"]).ending(0)["items"]
            .as_array()
            .unwrap()
            .len(),
        41
    );
    let said = with(&["escalations", "claim", TENANT, &id]);
    assert_eq!(said.ending(4)["outcome"], "denied");
    assert!(said.err.contains("switchboard init"), "{said:?}");

    let said = with(&["init"]);
    assert_eq!(said.ending(2)["outcome"], "invalid", "nobody can be asked");
    for word in ["another-control", "us-east-1", "PAY_PER_REQUEST", "--yes"] {
        assert!(said.err.contains(word), "{word}: {said:?}");
    }
    let made = with(&["init", "--yes"]).ending(0);
    assert_eq!(
        (&made["outcome"], &made["changed"]),
        (&"done".into(), &true.into())
    );
    let again = with(&["init", "--yes"]).ending(0);
    assert_eq!(
        (&again["outcome"], &again["changed"]),
        (&"already".into(), &false.into())
    );
    assert_eq!(
        with(&["escalations", "claim", TENANT, &id]).ending(0)["outcome"],
        "won"
    );
}

#[test]
fn a_claim_whose_answer_was_lost_is_read_back_and_won() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    let lossy = proxy(&demo.endpoint, |seen| match seen.operation {
        "TransactWriteItems" => Act::Swallow,
        _ => Act::Forward,
    });
    let args = ["escalations", "claim", TENANT, &id, "--json"];
    let won = demo.through(&lossy, "ana", &args).ending(0);
    assert_eq!(won["outcome"], "won");
    assert_eq!(won["fence"], 1);
}

#[test]
fn a_claim_that_cannot_be_read_back_either_is_unknown() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    let mut gone = false;
    let cut = proxy(&demo.endpoint, move |seen| {
        gone |= seen.operation == "TransactWriteItems";
        if gone { Act::Refuse } else { Act::Forward }
    });
    let args = ["escalations", "claim", TENANT, &id, "--json"];
    let said = demo.through(&cut, "ana", &args);
    assert_eq!(said.ending(6)["outcome"], "unknown");
    assert!(said.err.contains("audit list"), "{said:?}");
}

#[test]
fn a_reply_whose_outcome_is_unknown_stays_in_the_journal() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    demo.json("ana", &["escalations", "claim", TENANT, &id])
        .ending(0);
    let mut gone = false;
    let cut = proxy(&demo.endpoint, move |seen| {
        gone |= seen.operation == "TransactWriteItems";
        if gone { Act::Refuse } else { Act::Forward }
    });
    let args = [
        "escalations",
        "reply",
        TENANT,
        &id,
        "no te pierdas",
        "--json",
    ];
    let said = demo.through(&cut, "ana", &args);
    let unknown = said.ending(6);
    assert_eq!(unknown["outcome"], "unknown");
    assert_eq!(unknown["holder"]["operator"], "ana");
    let left = crate::serving::files(demo.state());
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(
        std::fs::read_to_string(&left[0])
            .unwrap()
            .contains("no te pierdas")
    );
}

#[test]
fn a_claim_whose_pause_fails_is_partly_done_and_repeating_it_completes_it() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    let half = proxy(&demo.endpoint, |seen| match seen.operation {
        "UpdateItem" => Act::Fail("AccessDeniedException"),
        _ => Act::Forward,
    });
    let args = ["escalations", "claim", TENANT, &id, "--json"];
    let said = demo.through(&half, "ana", &args);
    let partly = said.ending(10);
    assert_eq!(partly["outcome"], "partly_done");
    assert_eq!(partly["holder"]["operator"], "ana");
    assert!(said.err.contains("bot"), "{said:?}");
    assert_eq!(demo.json("ana", &args[..4]).ending(0)["outcome"], "already");
}

#[test]
fn a_hand_back_that_stopped_half_way_is_finished_by_repeating_it() {
    let demo = Demo::start(&[]);
    let id = waiting(&demo);
    demo.json("ana", &["escalations", "claim", TENANT, &id])
        .ending(0);
    let half = proxy(&demo.endpoint, |seen| match seen.operation {
        "UpdateItem" => Act::Fail("AccessDeniedException"),
        _ => Act::Forward,
    });
    let release = ["escalations", "release", TENANT, &id, "--json"];
    let partly = demo.through(&half, "ana", &release).ending(10);
    assert_eq!(partly["outcome"], "partly_done");
    assert_eq!(partly["holder"], Value::Null);
    let done = demo.by("ana", &release).ending(0);
    assert_eq!(done["outcome"], "done");
    let shown = demo
        .json("eva", &["conversations", "show", TENANT, &id])
        .ending(0);
    assert_eq!(shown["conversation"]["status"], "ACTIVE");
}
