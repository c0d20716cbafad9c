//! Who may switch off for all, as the configuration says: where a second person is wanted all tenants wait, a broken
//! glass is told, a read-only profile and a wrong word change nothing; and what others were not told of is counted.

use crate::TENANT;
use crate::process::{Demo, Said, run};
use jiff::Timestamp;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use switchboard::aws::session::{Session, Target};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::control::{Reader, Writer, outbox};
use switchboard::domain::agent::{SeenSwitch, Toggle, Turn};
use switchboard::domain::event::Event;
use switchboard::domain::handoff::Actor;
use switchboard::domain::id::{AgentId, ConsoleId, IntentId, PlatformId, SwitchKey, TenantId};
use switchboard::domain::text::Text;

const REASON: [&str; 2] = ["--reason", "responde precios viejos"];
const ALL: [&str; 4] = ["agent", "off", "bot", "--all-tenants"];
const WORD: [&str; 2] = ["--confirm", "bot"];

/// A profile of the marketplace, in production, beside a demo.
struct Production {
    demo: Demo,
    file: PathBuf,
}

impl Production {
    fn new(lines: &str) -> Self {
        let demo = Demo::start(&[]);
        let file = demo.state().join("config.toml");
        let text = format!(
            "[profiles.one]\nproduction = true\n{lines}\nat = {{ endpoint = \"{}\" }}\n\n[profiles.one.marketplace]\n",
            demo.endpoint
        );
        std::fs::write(&file, text).unwrap();
        Self { demo, file }
    }

    /// Another person, from a home of their own.
    fn by(&self, who: &str, args: &[&str]) -> Said {
        let home = self.demo.state().join(who);
        std::fs::create_dir_all(&home).unwrap();
        let file = self.file.to_str().unwrap();
        let all = [
            &["--config", file, "--operator", who][..],
            args,
            &["--json"],
        ]
        .concat();
        run(&home, &all, "")
    }

    fn off(&self, who: &str, more: &[&str]) -> Said {
        self.by(who, &[&ALL[..], &REASON, more].concat())
    }

    /// What stands in each tenant's item.
    fn words(&self) -> BTreeMap<String, String> {
        let list = self
            .by("eva", &["tenants", "list", "--limit", "50"])
            .ending(0);
        let items = list["items"].as_array().unwrap().iter();
        let text = |item: &Value, name: &str| item[name].as_str().unwrap().to_owned();
        items
            .map(|item| (text(item, "id"), text(item, "status")))
            .collect()
    }

    fn actions(&self) -> Vec<String> {
        let trail = self.by("eva", &["audit", "list", "--tenant", "*"]);
        // Where nothing was done with all of them there is no trail of that.
        if trail.code == 9 {
            return Vec::new();
        }
        let trail = trail.ending(0);
        let items = trail["items"].as_array().unwrap().iter();
        items
            .map(|item| item["action"].as_str().unwrap().to_owned())
            .collect()
    }
}

fn is_on(word: &str) -> bool {
    matches!(word, "active" | "trial")
}

#[test]
fn where_a_second_person_is_wanted_all_tenants_wait_for_another_identity() {
    let one = Production::new("second-person = true\nrole = \"admin\"");
    let before = one.words();
    let preview = one.off("ana", &[]);
    assert_eq!(preview.ending(2)["preview"]["second_person"], true);
    let waits = one.off("ana", &WORD);
    let value = waits.ending(10);
    let operation = &value["operation"];
    assert_eq!(
        (&operation["phase"], &operation["done"]),
        (&"waiting".into(), &0.into())
    );
    assert_eq!(
        (&value["outcome"], &value["changed"]),
        (&"partly_done".into(), &false.into())
    );
    let id = operation["id"].as_str().unwrap();
    assert!(waits.err.contains("op approve OP-"), "{waits:?}");

    // The same person, from another home and so another console; and nobody gets round it by going on.
    let home = one.demo.state().join("elsewhere");
    std::fs::create_dir_all(&home).unwrap();
    let file = one.file.to_str().unwrap();
    let again = [
        "--config",
        file,
        "--operator",
        "ana",
        "op",
        "approve",
        id,
        "--json",
    ];
    let again = run(&home, &again, "");
    assert_eq!(again.ending(4)["outcome"], "denied");
    assert!(!again.err.is_empty(), "{again:?}");
    assert_eq!(
        one.by("eva", &["op", "resume", id]).ending(8)["changed"],
        false
    );
    assert_eq!(one.words(), before);
    let list = one.by("eva", &["op", "list"]).ending(0);
    assert_eq!(list["operations"][0]["id"], id);

    let approved = one.by("eva", &["op", "approve", id]).ending(0);
    assert_eq!(approved["operation"]["phase"], "done");
    assert_eq!(approved["operation"]["approved_by"], "eva");
    assert!(one.words().values().all(|word| !is_on(word)));
    let late = one.by("luis", &["op", "approve", id]);
    assert_eq!(late.ending(8)["outcome"], "changed");
    let actions = one.actions();
    for action in ["op.planned", "op.approved"] {
        assert_eq!(
            actions.iter().filter(|one| *one == action).count(),
            1,
            "{actions:?}"
        );
    }
}

#[test]
fn a_broken_glass_needs_a_reason_and_everybody_is_told() {
    let one = Production::new("second-person = true\nrole = \"admin\"");
    let short = one.off("ana", &[&WORD[..], &["--break-glass", "ya"]].concat());
    assert_eq!(short.ending(2)["outcome"], "invalid");
    let before = one.words();
    assert!(before.values().any(|word| is_on(word)));
    let why = "nadie contesta de noche";
    let done = one.off("ana", &[&WORD[..], &["--break-glass", why]].concat());
    let done = done.ending(0);
    assert_eq!(done["operation"]["break_glass"], why);
    assert!(one.words().values().all(|word| !is_on(word)));
    let list = one.by("eva", &["op", "list"]).ending(0);
    assert_eq!(
        list["operations"][0]["break_glass"], why,
        "it is done, and still told of"
    );
    assert!(one.actions().contains(&"op.break_glass".to_owned()));
    // One tenant waits for nobody: the glass is of all of them.
    let id = done["operation"]["id"].as_str().unwrap();
    one.by("ana", &["op", "rollback", id]).ending(0);
    assert_eq!(one.words(), before);
    let single = ["agent", "off", "bot", "--tenant", TENANT];
    let single = one.by("ana", &[&single[..], &REASON, &WORD].concat());
    assert_eq!(single.ending(0)["changed"], true);
}

#[test]
fn no_word_another_word_and_a_profile_that_only_reads_change_nothing() {
    let one = Production::new("role = \"admin\"");
    let before = one.words();
    assert_eq!(one.off("ana", &[]).ending(2)["changed"], false);
    for word in ["", "BOT", "all", "e-commerce"] {
        let said = one.off("ana", &["--confirm", word]);
        assert_eq!(said.ending(2)["outcome"], "invalid", "{word:?}");
        assert!(said.err.contains("bot"), "{said:?}");
    }
    let bare = one.by("ana", &[&ALL[..], &WORD].concat());
    assert_eq!(bare.code, 2, "without a reason: {bare:?}");
    assert!(bare.err.contains("--reason"), "{bare:?}");
    let readonly = one.off("ana", &[&WORD[..], &["--readonly"]].concat());
    assert_eq!(readonly.ending(4)["outcome"], "denied");
    assert!(readonly.err.contains("--readonly"), "{readonly:?}");
    assert_eq!(one.words(), before);
    assert_eq!(
        one.by("ana", &["op", "list"]).ending(0)["operations"],
        serde_json::json!([])
    );
    assert_eq!(one.actions(), Vec::<String>::new());

    let reads = Production::new("read-only = true\nrole = \"admin\"");
    let said = reads.off("ana", &WORD);
    assert_eq!(said.ending(4)["outcome"], "denied");
    assert!(!said.err.is_empty(), "{said:?}");
    let operator = Production::new("role = \"operator\"");
    assert_eq!(operator.off("ana", &WORD).ending(4)["outcome"], "denied");
    let named = "roles = [{ identity = \"demo:eva\", role = \"admin\" }]";
    let nobody = Production::new(named);
    let said = nobody.off("ana", &WORD);
    assert_eq!(
        said.ending(4)["outcome"],
        "denied",
        "who is not named reads"
    );
    for other in [reads, operator, nobody] {
        assert_eq!(other.words(), before);
    }
}

/// A change that happened and that others were not told of, as its console left it.
fn leave(demo: &Demo) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let session = Session::open(&Target::of_endpoint(&demo.endpoint)).await;
        let writer = Writer::new(Reader::new(session.dynamo.clone(), DEFAULT_NAME));
        let toggle = Toggle {
            key: SwitchKey {
                platform: PlatformId::Alquimista,
                tenant: TenantId::from(TENANT),
                agent: AgentId::from("agent"),
            },
            turn: Turn::Off,
            reason: Text::from("answers with old prices"),
            seen: SeenSwitch::Absent,
        };
        let entry = outbox::Entry {
            intent: IntentId::from("left"),
            matter: outbox::Matter::Toggle(toggle),
            actor: Actor {
                identity: "demo:carla".to_owned(),
                name: Text::from("carla"),
                console: ConsoleId::from("gone"),
                host: Text::from("gone"),
            },
            at: Timestamp::now(),
            event: Event {
                source: "alquimista.platform".to_owned(),
                detail_type: "agent.deactivated".to_owned(),
                detail: "{}".to_owned(),
            },
            state: outbox::State::Ready,
            lease_until: None,
            tries: 0,
        };
        writer.prepare(&entry).await.unwrap();
    });
}

#[test]
fn what_others_were_not_told_of_is_counted_and_said() {
    let demo = Demo::start(&[]);
    let list = demo.json("ana", &["op", "list"]).ending(0);
    assert_eq!(list["unsent_events"], 0);
    leave(&demo);
    let list = demo.json("ana", &["op", "list"]).ending(0);
    assert_eq!(list["unsent_events"], 1);
    let text = demo.by("ana", &["op", "list"]);
    assert!(text.out.contains("1 event unsent"), "{text:?}");
    let tick = demo.json("ana", &["tick"]);
    assert_eq!(tick.ending(0)["unsent_events"], 1);
    assert!(tick.err.contains("switchboard tick"), "{tick:?}");
    let off = ["agent", "off", "bot", "--tenant", TENANT];
    let off = demo.json("ana", &[&off[..], &REASON, &WORD].concat());
    assert_eq!(off.ending(0)["unsent_events"], 1);
    let handover = demo.json("ana", &["handover"]).ending(0);
    assert_eq!(handover["unsent_events"], 1);
}
