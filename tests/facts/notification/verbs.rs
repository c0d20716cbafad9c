//! What is changed, what a list costs, and what stays hidden: the facts 7 to 11.

use super::*;

#[tokio::test]
async fn f07_a_pause_changes_two_attributes_on_what_was_seen_and_the_last_writer_does_not_win() {
    let (stage, tables, platform) = deployed(&[a_source("s1", "active")], &[], &[]).await;
    let raw = || {
        let key = item([("user_id", s(USER)), ("source_id", s("s1"))]);
        stage.get(&tables.data_sources, key)
    };
    let before = raw().await.unwrap();
    let seen = read(&platform, "s1").await;
    let pause = toggle(&seen, Turn::Off);
    let first = turned(&stage.dynamo, &tables, &pause, "i1").await;
    assert_eq!(first, Transacted::Done { repeated: false });
    let after = raw().await.unwrap();
    let changed: Vec<&str> = before
        .iter()
        .filter(|(name, value)| after.get(*name) != Some(value))
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!((changed.len(), after.len()), (2, before.len()));
    assert!(changed.contains(&"status") && changed.contains(&"updated_at"));
    assert_eq!(after["status"], s("paused"));
    let late = turned(&stage.dynamo, &tables, &pause, "i2").await;
    assert!(matches!(late, Transacted::Refused(_)), "{late:?}");
    assert_eq!(raw().await.unwrap(), after);
    let resume = toggle(&read(&platform, "s1").await, Turn::On);
    turned(&stage.dynamo, &tables, &resume, "i3").await;
    assert_eq!(raw().await.unwrap()["status"], s("active"));
}

#[tokio::test]
async fn f08_no_reset_pretends_to_send_again_and_the_way_and_its_risk_are_said() {
    let old = a_mail("<m@x>", "s1", ago(300, "Z"));
    let (_stage, tables, platform) = deployed(&[], &[old], &[]).await;
    let work = all_work(&platform).await;
    assert_eq!(work[0].key.kind, WorkKind::NotificationStuck);
    let told = advice::advice(work[0].key.kind);
    assert!(told.contains("needs a message on the queue"), "{told}");
    assert!(told.contains("reach the user twice"), "{told}");
    assert!(work[0].key.kind.decisions().is_empty());
    let writer = writer(&tables);
    assert!(writer.deciding.is_none() && writer.acting.is_none() && writer.handoffs.is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f09_one_user_is_a_query_and_all_users_are_bounded_pages_of_scans() {
    let scene = Scene::new().await;
    let (_, platform) = through(&scene).await;
    scene.proxy.mark();
    let talks = platform.conversations.as_ref().unwrap();
    talks.sweep(&user(), None, 50).await.unwrap();
    let usage = platform.usage.as_ref().unwrap().months(&user(), 3).await;
    assert!(!usage.unwrap().items.is_empty());
    let of_one = scene.proxy.seen();
    assert!(of_one.iter().all(|one| {
        let alone = one.body["ExpressionAttributeValues"].to_string();
        one.operation != "Scan" && (one.operation != "Query" || alone.contains(USER))
    }));
    scene.proxy.mark();
    all_tenants(&platform).await;
    all_work(&platform).await;
    let of_all = scene.proxy.seen();
    let scans = of_all.iter().filter(|one| one.operation == "Scan");
    assert!(scans.clone().count() >= 4);
    for one in of_one.iter().chain(scans) {
        let limit = one.body["Limit"].as_u64();
        let paged = matches!(one.operation.as_str(), "Query" | "Scan");
        assert!(!paged || limit.is_some_and(|limit| limit <= 250), "{one:?}");
        assert!(one.body["IndexName"].is_null(), "there is none");
    }
}

#[tokio::test]
async fn f10_a_user_of_whom_only_sources_tell_is_shown_as_an_orphan() {
    let (stage, tables, platform) = deployed(&[a_source("s1", "active")], &[], &[]).await;
    let known = item([("user_id", s("ana@example.com"))]);
    stage.put(&tables.users, &known).await;
    let tenants = all_tenants(&platform).await;
    let orphan = TenantStatus::Other("orphan".into());
    let found: Vec<_> = tenants
        .iter()
        .map(|one| (one.id.as_str(), one.status == orphan))
        .collect();
    assert_eq!(found, [("ana@example.com", false), (USER, true)]);
    let talks = platform.conversations.as_ref().unwrap();
    let rows = talks.sweep(&user(), None, 10).await.unwrap().items;
    assert_eq!(rows.len(), 1, "with all that is its own");
    stage
        .put(&tables.users, &item([("user_id", s(USER))]))
        .await;
    let tenants = all_tenants(&platform).await;
    assert!(tenants.iter().all(|one| one.status != orphan));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f11_secrets_and_bodies_are_not_even_fetched_until_a_person_asks_for_one() {
    let scene = Scene::new().await;
    let of = Tables::default();
    let person = item([("user_id", s(USER)), ("password_hash", s(CANARY))]);
    for (table, row) in [
        (&of.users, person),
        (&of.data_sources, a_source("s1", "active")),
        (&of.notifications, a_mail("<m@x>", "s1", ago(90, "Z"))),
    ] {
        let put = scene.raw.put_item().table_name(table);
        put.set_item(Some(row)).send().await.unwrap();
    }
    let (_, platform) = through(&scene).await;
    scene.proxy.mark();
    let read = all_that_is_read(&platform, &user()).await;
    assert!(read.contains("<m@x>") && !read.contains(CANARY));
    assert!(!read.contains("ana@example.com"), "masked");
    let seen = scene.proxy.seen();
    for one in &seen {
        let reads = ["Query", "Scan", "GetItem"].contains(&one.operation.as_str());
        assert!(!reads || one.body["ProjectionExpression"].is_string());
        let body = one.body.to_string();
        for private in ["password_hash", "credentials_secret_arn", "\"content\""] {
            assert!(!body.contains(private), "{private}: {one:?}");
        }
    }
    let out = exported(&scene, &["--json"]);
    assert!(out.out.contains("<m@x>"), "{out:?}");
    for private in [CANARY, "avisos@example.com", "ana@example.com\""] {
        assert!(!out.ending(0).to_string().contains(private), "{out:?}");
    }
    let key = ConversationKey {
        platform: PlatformId::Notification,
        tenant: user(),
        conversation: ConversationId::from("s1"),
    };
    let bodies = platform.bodies.unwrap();
    let body = bodies.body(&key, &MessageId::from("<m@x>")).await.unwrap();
    assert_eq!(body.value, Some(Text::from(CANARY)), "asked for");
}
