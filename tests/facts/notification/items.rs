//! Names, types, states and order: the facts 1 to 6.

use super::*;

#[tokio::test]
async fn f01_names_are_the_profiles_and_only_the_table_of_reads_may_be_missing() {
    let hyphens = Tables::of_environment("staging");
    assert_eq!(hyphens.users, "notification-agent-users-staging");
    assert_eq!(Tables::bare().data_sources, "data_sources");
    for tables in [hyphens, Tables::bare()] {
        let stage = Stage::empty().await;
        let found = |plan: Result<Plan, switchboard::domain::problem::Problem>| {
            plan.map_err(|why| why.trouble).map(|plan| plan.sync_state)
        };
        for (name, spec) in tables.specs() {
            let plan = Plan::discover(&stage.dynamo, &tables).await;
            match name == tables.sync_state {
                true => assert_eq!(found(plan), Ok(false)),
                false => assert_eq!(found(plan), Err(Trouble::MissingTable)),
            }
            stage.create(name, spec).await;
        }
        let plan = Plan::discover(&stage.dynamo, &tables).await;
        assert_eq!(found(plan), Ok(true));
        let row = a_source("s1", "error");
        stage.put(&tables.data_sources, &row).await;
        let mut plan = Plan::discover(&stage.dynamo, &tables).await.unwrap();
        plan.sync_state = false;
        let work = all_work(&reader(&stage.dynamo, &tables, &plan)).await;
        assert_eq!(work[0].key.kind, WorkKind::SourceFailing, "its own word");
    }
}

#[test]
fn f02_null_is_absent_and_a_delivery_is_a_string() {
    let of = |value| {
        mail::notification(
            &with(a_mail("<m@x>", "s1", s(NOW)), "delivered_at", value),
            0,
        )
    };
    for (value, stage, oddities) in [
        (Null(true), Came::Fetched, 0),
        (s("2026-11-21T13:50:00.1Z"), Came::Delivered, 0),
        (s(""), Came::Fetched, 0),
        (Bool(true), Came::Fetched, 1),
        (n(1_733_930_000), Came::Fetched, 1),
    ] {
        let read = of(value.clone());
        assert_eq!((read.stage, read.oddities), (stage, oddities), "{value:?}");
    }
    let nulls = with(a_source("s1", "active"), "updated_at", Null(true));
    let read = source::source(&nulls, 0);
    assert_eq!((read.updated_at, read.oddities), (None, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f03_every_attribute_has_an_alias_so_that_a_pause_is_not_refused() {
    let scene = Scene::new().await;
    let (dynamo, platform) = through(&scene).await;
    scene.proxy.mark();
    all_that_is_read(&platform, &user()).await;
    let sources = platform.switches.as_ref().unwrap();
    let sources = sources.of_tenant(&user(), &[]).await.unwrap().items;
    let on = sources.iter().find(|one| one.switch == Switch::On).unwrap();
    let pause = toggle(on, Turn::Off);
    let done = turned(&dynamo, &Tables::default(), &pause, "i1").await;
    assert_eq!(done, Transacted::Done { repeated: false });
    let after = read(&platform, on.key.agent.as_str()).await;
    assert_eq!(after.switch, Switch::Off);
    let seen = scene.proxy.seen();
    let (bare, expressions) = bare(&seen);
    assert!(bare.is_empty() && expressions > 10, "{bare:?}");
    let named = aliased(&seen);
    for reserved in ["status", "from"] {
        assert!(named.iter().any(|name| name == reserved), "{reserved}");
    }
}

#[test]
fn f04_the_state_is_derived_with_its_age_and_stuck_is_two_periods() {
    assert_eq!(PATIENCE, SignedDuration::from_mins(2 * 15));
    let now = instant(NOW);
    let of = |created: &str, summary: &str| {
        let raw = a_mail("<m@x>", "s1", s(created));
        mail::notification(&with(raw, "summary", s(summary)), 0)
    };
    for (created, summary, state) in [
        ("2026-11-21T13:31:00Z", "", "fetched"),
        ("2026-11-21T13:29:00Z", "", "fetched · stuck"),
        ("2026-11-21T13:31:00Z", "Llega mañana.", "summarised"),
        (
            "2026-11-21T13:29:00Z",
            "Llega mañana.",
            "summarised · stuck",
        ),
        (
            "2026-11-21T13:29:00Z",
            "Unable to generate summary.",
            "summary failed · stuck",
        ),
    ] {
        assert_eq!(of(created, summary).state(now), state);
    }
    let waits = work::stuck(&of("2026-11-21T13:29:00Z", ""));
    let age = waits.since.map(|since| now.duration_since(since));
    assert_eq!(age, Some(SignedDuration::from_mins(31)));
    let done = a_mail("<m@x>", "s1", s("2026-11-20T00:00:00Z"));
    let done = with(done, "delivered_at", s("2026-11-20T00:20:00Z"));
    assert!(!mail::notification(&done, 0).stuck(now));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f05_mail_is_in_the_order_of_its_dates_and_its_ids_cannot_act_on_a_terminal() {
    let rows = [
        a_mail("<z@x>", "s1", s("2026-11-21T09:00:00Z")),
        a_mail("<a@x>", "s1", s("2026-11-21T08:00:00.5-05:00")),
        a_mail("s1_1733930000.123", "s1", s("2026-11-21T12:30:00")),
    ];
    let (_stage, _, platform) = deployed(&[a_source("s1", "active")], &rows, &[]).await;
    let port = platform.conversations.unwrap();
    let key = ConversationKey {
        platform: PlatformId::Notification,
        tenant: user(),
        conversation: ConversationId::from("s1"),
    };
    let stored = port.read(&key).await.unwrap().value.unwrap();
    let ids: Vec<&str> = stored.messages.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["<z@x>", "s1_1733930000.123", "<a@x>"]);

    let scene = Scene::new().await;
    let nasty = "<CAB\u{1b}]0;x\u{7}\u{202e}\"@mail.example.com>";
    let row = a_mail(nasty, "s1", ago(90, "Z"));
    let put = scene.raw.put_item().set_item(Some(row));
    put.table_name(Tables::default().notifications)
        .send()
        .await
        .unwrap();
    let (json, table) = (exported(&scene, &["--json"]), exported(&scene, &[]));
    let items = json.ending(0)["items"].as_array().unwrap().clone();
    assert!(items.iter().any(|item| item["id"] == nasty), "exact");
    for out in [json.out, table.out] {
        let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!out.contains(acts), "{out:?}");
    }
}

#[tokio::test]
async fn f06_a_source_is_as_well_as_its_last_reads_and_silence_is_suspicious() {
    let now = Timestamp::now();
    let of = |status: &str, last: Option<Item>| {
        let sync = last.map(|raw| sync::sync(&raw, 0));
        health::of(
            &source::source(&a_source("s", status), 0),
            sync.as_ref(),
            now,
        )
    };
    let fresh = |errors| Some(synced("s", 3, errors));
    assert_eq!(of("active", fresh(3)), Health::Failing, "whatever it says");
    assert_eq!(of("active", fresh(0)), Health::Unproven);
    assert_eq!(of("active", Some(synced("s", 300, 0))), Health::Well);
    assert_eq!(of("paused", fresh(3)), Health::Well, "a person paused it");

    let sources = ["fails", "silent", "well"].map(|id| a_source(id, "active"));
    // A year-old word on the source itself is not looked at.
    let sources = sources.map(|raw| with(raw, "last_sync_at", s("2025-01-01T00:00:00Z")));
    let syncs = [
        synced("fails", 3, 2),
        synced("silent", 3, 0),
        synced("well", 3, 0),
    ];
    let fresh = with(
        a_mail("<m@x>", "well", ago(5, "Z")),
        "delivered_at",
        ago(1, "Z"),
    );
    let (_stage, _, platform) = deployed(&sources, &[fresh], &syncs).await;
    let work = all_work(&platform).await;
    let found: Vec<_> = work
        .iter()
        .map(|one| (one.key.id.as_str(), one.key.kind, one.reason.as_deref()))
        .collect();
    let failing = (WorkKind::SourceFailing, Some("[AUTHENTICATIONFAILED]"));
    let quiet = ("silent", WorkKind::SourceQuiet, None);
    assert_eq!(found, [("fails", failing.0, failing.1), quiet]);
}
