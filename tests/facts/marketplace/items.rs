//! Names, keys, words, and what is written to an item: the facts 1 to 7.

use super::*;

#[tokio::test]
async fn f01_names_come_from_a_profile_and_keys_are_asked_of_each_table() {
    for design in [Design::Platform, Design::Handoff, Design::Legacy] {
        let (stage, tables) = (Stage::empty().await, Tables::of(design));
        for (name, spec) in tables.specs() {
            stage.create(name, spec).await;
        }
        let (id, at) = (format!("{TENANT}#{ID}"), n(1_795_266_000_000));
        let mut row = said("customer", "hola", at);
        row.insert("tenantId".into(), s(TENANT));
        row.insert("conversationId".into(), s(&id));
        stage.put(&tables.conversations, &row).await;
        let phone = match design {
            Design::Handoff => "+573005554217".to_owned(),
            _ => format!("{TENANT}#+573005554217"),
        };
        let guest = item([
            ("tenantId", s(TENANT)),
            ("phoneNumber", s(&phone)),
            ("name", s("Marta")),
            ("lastInteraction", s(SINCE)),
        ]);
        stage.put(&tables.customers, &guest).await;
        let plan = Plan::discover(&stage.dynamo, &tables).await.unwrap();
        let port = reader(&stage.dynamo, &tables, &plan).conversations.unwrap();
        let rows = port.sweep(&plaza(), None, 50).await.unwrap().items;
        let name = rows[0].customer().unwrap().name.clone();
        assert_eq!((rows.len(), name), (1, Some("Marta".into())), "{design:?}");
    }
    let foreign = TableSpec::keyed(("id", KeyKind::S), None);
    let stage = Stage::new(foreign).await;
    let refused = Plan::discover(&stage.dynamo, &Tables::default()).await;
    assert_eq!(refused.unwrap_err().trouble, Trouble::Refused);
}

#[tokio::test]
async fn f02_both_items_of_a_conversation_are_one_entry_in_every_form_of_its_id() {
    for bare in [ID, "conv_tenant-plaza_573005554217", "conv-123"] {
        let mut talk = escalation(&format!("{TENANT}#{bare}"), "escalated", SINCE);
        let hola = said("customer", "hola", s(SINCE));
        talk.insert("messages".into(), L(vec![M(hola)]));
        let rows = conversation::rows(&[escalation(bare, "PASSED_TO_HUMAN", SINCE), talk], None);
        assert_eq!(rows.len(), 1, "{bare}");
        assert_eq!(rows[0].key, key(bare));
        assert_eq!(rows[0].status(), &Status::PassedToHuman, "the bot's pause");
        assert_eq!(rows[0].storage(), Storage::Embedded, "the other's words");
    }
    let stage = Stage::plain().await;
    let row = escalation(ID, "ESCALATED", SINCE);
    stage.put(CONVERSATIONS, &row).await;
    let guest = item([
        ("tenantId", s(TENANT)),
        ("phoneNumber", s(&format!("{TENANT}#+57 300 555 4217"))),
        ("name", s("Marta")),
        ("lastInteraction", s(SINCE)),
    ]);
    stage.put(&Tables::default().customers, &guest).await;
    let port = stage.market().await.conversations.unwrap();
    let rows = port.sweep(&plaza(), None, 50).await.unwrap().items;
    let name = rows[0].customer().unwrap().name.as_deref();
    assert_eq!(name, Some("Marta"), "neither + nor blanks count");
}

#[tokio::test]
async fn f03_three_vocabularies_are_read_and_two_words_written_to_the_plain_item_alone() {
    for (raw, status, waits, silent) in [
        ("ACTIVE", Status::Active, false, false),
        ("active", Status::Active, false, false),
        ("PASSED_TO_HUMAN", Status::PassedToHuman, true, true),
        ("ESCALATED", Status::Escalated, true, true),
        ("escalated", Status::EscalatedUnheard, true, false),
        ("RESOLVED", Status::Resolved, false, false),
        ("closed", Status::Closed, false, false),
        ("frozen", Status::Other("frozen".into()), false, false),
    ] {
        let read = Status::from_raw(raw);
        assert_eq!((read.waits_for_human(), read.pauses_bot()), (waits, silent));
        assert_eq!(read, status);
    }
    let (stage, prefixed) = (Stage::plain().await, format!("{TENANT}#{ID}"));
    for (id, word) in [(ID, "escalated"), (&prefixed, "active")] {
        stage.put(CONVERSATIONS, &escalation(id, word, SINCE)).await;
    }
    let before = stage.conversation(&prefixed).await;
    let port = stage.market().await.conversations.unwrap();
    let mut seen = port.read(&key(ID)).await.unwrap().value.unwrap().row.record;
    let handoffs = stage.market_writer().await.handoffs.unwrap();
    let (ana, now) = (Text::from("Ana"), instant(NOW));
    for word in ["PASSED_TO_HUMAN", "ACTIVE"] {
        let record = seen.take().unwrap();
        let write = match word {
            "ACTIVE" => handoffs.resume(&key(ID), &record, &ana, now).await,
            _ => handoffs.pause(&key(ID), &record, &ana, now).await,
        };
        let Write::Done(after) = write.unwrap() else {
            panic!("nobody else wrote");
        };
        seen = Some(after);
        let raw = stage.conversation(ID).await.unwrap();
        assert_eq!(raw["status"], s(word));
    }
    assert_eq!(stage.conversation(&prefixed).await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f04_one_of_two_wins_and_the_other_reads_who_without_a_stub_being_made() {
    let scene = Scene::new().await;
    let (ana, key) = (scene.ana().await, scene.key().await);
    let claims = tokio::join!(
        ana.desk.claim(&key, None, LEASE),
        scene.eva.claim(&key, None, LEASE)
    );
    let (won, lost) = match (claims.0.unwrap(), claims.1.unwrap()) {
        (Claimed::Won { claim, .. }, Claimed::Lost { holder })
        | (Claimed::Lost { holder }, Claimed::Won { claim, .. }) => (claim, holder),
        other => panic!("one winner: {other:?}"),
    };
    assert_eq!(lost.intent, won.intent);
    let subject = switchboard::app::notice::Subject {
        key: key.clone(),
        customer: Customer::default(),
        tenant: Text::from("Plaza"),
    };
    let told = switchboard::app::notice::Notice::ClaimLost {
        subject,
        holder: lost,
    };
    let told = notice::notice(&told, won.since, &jiff::tz::TimeZone::UTC);
    assert!(
        told.starts_with(won.operator.as_str()) && told.contains("Nothing was written"),
        "{told}"
    );
    let nowhere = ConversationKey::marketplace(&key.tenant, "conv_573000000000");
    let taken = scene.eva.claim(&nowhere, None, LEASE).await.unwrap();
    assert_eq!(taken, Claimed::NotFound);
    // The item goes away between the claim and the pause.
    let other = scene.keys().await.pop().unwrap();
    let mut pausing = scene.proxy.next(1, "UpdateItem", Fault::Hold);
    let gone = async {
        pausing.arrived().await;
        let id = other.conversation.as_str();
        scene.delete(other.tenant.as_str(), id).await;
        pausing.let_go();
    };
    let (taken, ()) = tokio::join!(ana.desk.claim(&other, None, LEASE), gone);
    let Claimed::Won { pause, .. } = taken.unwrap() else {
        panic!("won");
    };
    assert!(matches!(pause, Pause::Pending(_)), "{pause:?}");
    assert_eq!(scene.item(&other).await, None, "no stub");
}

#[tokio::test]
async fn f05_the_names_that_the_api_reads_are_written_and_index_keys_stay() {
    let stage = Stage::plain().await;
    let mut raw = escalation(ID, "ESCALATED", SINCE);
    raw.insert("timestamp".into(), n(1_795_266_000_000));
    raw.insert("customerId".into(), s("+573005554217"));
    stage.put(CONVERSATIONS, &raw).await;
    let port = stage.market().await.conversations.unwrap();
    let seen = port.read(&key(ID)).await.unwrap().value.unwrap().row.record;
    let handoffs = stage.market_writer().await.handoffs.unwrap();
    let (ana, now) = (Text::from("Ana"), instant(NOW));
    let paused = handoffs.pause(&key(ID), &seen.unwrap(), &ana, now).await;
    let Write::Done(held) = paused.unwrap() else {
        panic!("nobody else wrote");
    };
    let item = stage.conversation(ID).await.unwrap();
    assert_eq!(item["assignedAgent"], s("Ana"));
    assert_eq!(item["humanTakeoverTime"], s(NOW));
    assert_eq!(item["updatedAt"], s(NOW));
    let later = instant("2026-11-21T14:10:00Z");
    handoffs.resume(&key(ID), &held, &ana, later).await.unwrap();
    let item = stage.conversation(ID).await.unwrap();
    for name in ["resolutionTime", "updatedAt"] {
        assert_eq!(item[name], s("2026-11-21T14:10:00.000Z"), "{name}");
    }
    assert_eq!(item["resolvedBy"], s("Ana"));
    for name in ["timestamp", "customerId"] {
        assert_eq!(item[name], raw[name], "{name}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f06_a_pause_that_the_bot_overwrites_is_written_anew_and_a_bot_that_speaks_is_told() {
    let scene = Scene::new().await;
    let (ana, key) = (scene.ana().await, scene.key().await);
    let mut bots = scene.item(&key).await.unwrap();
    bots.insert("status".into(), s("active"));
    // The bot saves its whole item between the claim and the pause.
    let mut pausing = scene.proxy.next(1, "UpdateItem", Fault::Hold);
    let bot = async {
        pausing.arrived().await;
        scene.put(bots.clone()).await;
        pausing.let_go();
    };
    let (claimed, ()) = tokio::join!(ana.desk.claim(&key, None, LEASE), bot);
    let Claimed::Won { claim, pause } = claimed.unwrap() else {
        panic!("won");
    };
    assert_eq!(pause, Pause::Verified);
    assert_eq!(scene.status(&key).await, Status::PassedToHuman);
    scene.put(bots.clone()).await;
    assert_eq!(scene.status(&key).await, Status::Active, "read back");
    assert_eq!(ana.desk.pause_again(&claim, None).await, Pause::Verified);

    let shown = |name: &str, after: fn(&mut crate::screens::stage::Stage)| {
        let mut all = scenes::SCENES.iter();
        let mut stage = all.find(|one| one.name == name).unwrap().stage(80, 24);
        after(&mut stage);
        // Also where the conversation has half of the screen.
        [(80, 24), (120, 36), (200, 50)].map(|(columns, rows)| {
            stage.resize(columns, rows);
            dump::text(&stage.draw(&dump::dark()))
        })
    };
    for screen in shown("bot-speaks", |_| {}) {
        assert!(screen.contains("THE BOT SPOKE at"), "{screen}");
    }
    let back = shown("mine", |stage| {
        stage.answers = true;
        stage.marta_is_back();
        stage.tick(5, 0.0);
    });
    for screen in back {
        let told = words::not_paused("ACTIVE");
        assert!(screen.contains(&told), "{screen}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f07_a_conversation_is_only_ever_updated_and_unknown_attributes_survive() {
    let scene = Scene::new().await;
    let (ana, key) = (scene.ana().await, scene.key().await);
    let mut raw = scene.item(&key).await.unwrap();
    raw.insert("unknownToUs".into(), L(vec![s("stays"), n(7)]));
    scene.put(raw.clone()).await;
    scene.proxy.mark();
    let claim = ana.wins(&key).await;
    ana.desk.reply(&claim, "Hola Marta").await.unwrap();
    ana.desk
        .hand_back(&claim, Ending::HandedBack)
        .await
        .unwrap();
    let seen = scene.proxy.seen();
    let writes = seen.iter().filter(|one| one.writes());
    let on_it: Vec<&str> = writes
        .filter(|one| one.body.to_string().contains(CONVERSATIONS))
        .map(|one| one.operation.as_str())
        .collect();
    assert_eq!(on_it, ["UpdateItem"; 3], "pause, reply, end of the pause");
    let after = scene.item(&key).await.unwrap();
    let lost: Vec<_> = raw
        .keys()
        .filter(|name| !after.contains_key(*name))
        .filter(|name| *name != "assignedAgent")
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert_eq!(after["unknownToUs"], raw["unknownToUs"]);
}
