//! What is read and shown, for whom, and what is not: the facts 8 to 15.

use super::*;

#[test]
fn f08_times_in_every_form_sort_together_and_no_transcript_is_assumed() {
    let one = |id: &str, at| {
        let mut row = said("customer", "hola", at);
        row.insert("tenantId".into(), s(TENANT));
        row.insert("conversationId".into(), s(id));
        row
    };
    let mut head = one("conv_573005550003", n(0));
    head.retain(|name, _| name.ends_with("Id") || name == "timestamp");
    let items = [
        one("conv_573005550001", s("2026-11-21T13:00:00.000Z")),
        one("conv_573005550002", n(1_795_269_492_000)),
        head,
        escalation("conv_573005550004", "ESCALATED", SINCE),
    ];
    let rows = conversation::rows(&items, None);
    let at = |place: usize| rows[place].last_activity();
    assert_eq!(at(1), Some(instant("2026-11-21T13:58:12Z")));
    assert!(at(0) < at(1) && at(2).is_none());
    let messages = rows[2].talk.as_ref().unwrap().messages;
    assert_eq!((messages, rows[2].storage()), (0, Storage::LastMessageOnly));
    assert_eq!(rows[3].storage(), Storage::NoTranscript);
    let zone = jiff::tz::TimeZone::UTC;
    let told = words::history(History::None, &zone, instant(NOW)).unwrap();
    assert!(told.contains("stores no messages"), "{told}");

    let mixed = |id: &str, at, text: &str| {
        let mut half = escalation(id, "ESCALATED", SINCE);
        half.insert("messages".into(), L(vec![M(said("customer", text, at))]));
        half
    };
    let halves = [
        mixed(ID, n(1_795_269_492_000), "después"),
        mixed(&format!("{TENANT}#{ID}"), s(SINCE), "antes"),
    ];
    let stored = conversation::stored(&halves, &key(ID)).unwrap();
    let said: Vec<&str> = stored.messages.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(said, ["antes", "después"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f09_a_tenant_is_read_by_bounded_projected_queries_to_the_last_page() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let whole: BTreeSet<_> = crate::support::rows(&scene.eva, SOLD)
        .await
        .into_iter()
        .map(|row| row.key)
        .collect();
    scene.proxy.mark();
    let (mut found, mut after) = (BTreeSet::new(), None);
    loop {
        let page = ana.desk.sweep_at_most(&tenant_key(SOLD), after, 3).await;
        let page = page.unwrap();
        assert!(page.items.len() <= 3 && page.cost != Cost::default());
        found.extend(page.items.into_iter().map(|row| row.key));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(found, whole);
    ana.desk.sweep(&tenant_key(SOLD), None).await.unwrap();
    let seen = scene.proxy.seen();
    let mut of = seen.iter().filter(|one| one.table() == CONVERSATIONS);
    assert!(of.clone().count() > 3);
    assert!(of.all(|one| {
        let limit = one.body["Limit"].as_u64();
        let projected = one.body["ProjectionExpression"].is_string();
        one.operation == "Query" && limit.is_some_and(|limit| limit <= 100) && projected
    }));
}

#[test]
fn f10_the_table_has_reason_and_priority_and_the_messages_have_the_rest() {
    let mut raw = escalation(ID, "PASSED_TO_HUMAN", SINCE);
    raw.remove("unknownToUs");
    let row = conversation::row(&raw, None, 0);
    let waits = row.escalation().unwrap();
    assert_eq!(waits.reason.as_deref(), Some("Queja del cliente"));
    assert_eq!(word::priority(&waits.priority), "high");
    let body = serde_json::json!({
        "type": "escalation_notification", "tenantId": TENANT, "businessName": "Plaza",
        "conversationId": format!("{TENANT}#{ID}"), "priority": "high",
        "suggestedAgent": "customer_service_supervisor", "estimatedResolutionTime": 10,
        "triggers": [{"type": "complaint", "reason": "Suena a queja: \"malo\"", "confidence": 0.8}],
        "conversationSummary": "El pedido llegó roto", "timestamp": SINCE,
    });
    let letter = Letter {
        id: "1".to_owned(),
        receipt: "1".to_owned(),
        body: body.to_string(),
        sent: None,
    };
    let told = telling::told(&letter, instant(NOW));
    let Ok(Told::Escalated(whose, briefing)) = told else {
        panic!("{told:?}");
    };
    assert_eq!(whose, Whose::Conversation(row.key), "joined by its key");
    assert_eq!(briefing.triggers[0].confidence, Some(0.8));
    assert_eq!(briefing.summary.unwrap(), "El pedido llegó roto");
    assert_eq!(briefing.estimate, Some(10));
    assert_eq!(briefing.suggested.unwrap(), "customer_service_supervisor");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f11_a_reply_is_recorded_said_to_be_just_that_and_sent_nowhere() {
    let scene = Scene::new().await;
    let (ana, key) = (scene.ana().await, scene.key().await);
    let claim = ana.wins(&key).await;
    scene.proxy.mark();
    let Owned::Done(reply) = ana.desk.reply(&claim, "Hola Marta").await.unwrap() else {
        panic!("ours");
    };
    assert_eq!(reply.state, Some(ReplyState::Recorded));
    let shown = scene.said(&key, "Hola Marta").await;
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].from, Speaker::Human);
    assert_eq!(shown[0].state, Some(ReplyState::Recorded));
    let (_, told) = word::reply_state(ReplyState::Recorded);
    assert_eq!(told, "recorded, not sent");
    assert_eq!(words::recorded_only(), "replies are recorded, not sent");
    let raw = scene.item(&key).await.unwrap();
    let copied = format!("{:?}", raw["messages"]).contains("Hola Marta");
    assert!(copied, "for the bot's context");
    for one in scene.proxy.seen().iter().filter(|one| one.writes()) {
        let tables = ["TransactWriteItems", "UpdateItem", "PutItem"];
        assert!(tables.contains(&one.operation.as_str()), "{one:?}");
    }
}

#[test]
fn f12_both_usage_tables_are_shown_with_the_one_that_decides_and_its_limits() {
    let counted = |sort, name, count| {
        let sorted = (sort, s("2026-11"));
        item([("tenantId", s(TENANT)), sorted, (name, n(count))])
    };
    let tracker = counted("month", "messagesCount", 812);
    let metrics = counted("period", "messageCount", 900);
    let months = usage::months(&plaza(), &[tracker], &[metrics]);
    let month = &months[0];
    assert_eq!((months.len(), month.tracker().unwrap().messages), (1, 812));
    assert_eq!(month.metrics().unwrap().messages, 900);
    assert!(month.disagreement().unwrap() > 5.0, "said in the list");
    let limits = |of: Option<i64>| {
        let mut raw = item([("tenantId", s(TENANT)), ("status", s("active"))]);
        if let Some(most) = of {
            let map = item([("maxMessagesPerDay", n(most))]);
            raw.insert("limits".into(), M(map));
        }
        tenant::tenant(&raw, 0).limits
    };
    for (stated, bound, standing, says) in [
        (Some(-1), Bound::Unlimited, Stand::Free, "812, unlimited"),
        (
            Some(0),
            Bound::AtMost(0),
            Stand::Refused,
            "nothing is allowed",
        ),
        (Some(500), Bound::AtMost(500), Stand::Refused, "812 of 500"),
        (None, Bound::Unstated, Stand::Free, "no limit stated"),
    ] {
        let all = measures(Handler::Enhanced, month, &limits(stated), Some("basic"));
        let messages = all.last().unwrap();
        assert_eq!((messages.bound, stand(&all)), (bound, standing));
        let told = rule::measure(messages.used, messages.bound);
        assert!(told.contains(says), "{told}");
    }
    let deployed = measures(Handler::Deployed, month, &limits(None), Some("basic"));
    assert_eq!((deployed[0].used, stand(&deployed)), (900, Stand::Warned));
    assert!(rule::heading(Handler::Deployed).contains("usage-metrics decides"));
    assert!(rule::heading(Handler::Enhanced).contains("tenant-usage decides"));
    let mismatch = rule::a_day_for_a_month();
    assert!(mismatch.contains("maxMessagesPerDay") && mismatch.contains("whole month"));
}

#[tokio::test]
async fn f13_no_token_of_a_tenant_comes_out_of_its_ports() {
    const CANARY: &str = "DUMMY-SECRET-9f8e7d";
    let secrets = item([
        ("accessToken", s(CANARY)),
        ("verifyToken", s(CANARY)),
        ("phoneNumberId", s("1059")),
    ]);
    let integrations = item([("whatsappBusinessAPI", M(secrets))]);
    let raw = item([
        ("tenantId", s(TENANT)),
        ("businessName", s("Plaza")),
        ("status", s("active")),
        ("whatsappToken", s(CANARY)),
        ("integrations", M(integrations)),
    ]);
    let stage = Stage::plain().await;
    stage.put(&Tables::default().tenants, &raw).await;
    let market = stage.market().await;
    let tenants = market.tenants.unwrap();
    let listed = tenants.list(None).await.unwrap().items;
    let read = tenants.read(&plaza()).await.unwrap().value.unwrap();
    let bot = market.switches.unwrap().of_tenant(&plaza(), &[]).await;
    let all = format!("{listed:?} {read:?} {:?}", bot.unwrap().items);
    assert!(all.contains("1059"), "the rest is shown");
    assert!(!all.contains(CANARY));
}

#[tokio::test]
async fn f14_a_tenant_that_is_not_the_consoles_is_refused_and_left_out_of_the_queue() {
    const INDEXED: TableSpec = SHAPE.with_indexes(&[QUEUE_INDEX]);
    let stage = Stage::new(INDEXED).await;
    for tenant in [TENANT, "tenant-other"] {
        let mut row = escalation(ID, "PASSED_TO_HUMAN", SINCE);
        row.insert("tenantId".into(), s(tenant));
        stage.put(CONVERSATIONS, &row).await;
    }
    let scope = Scope::default().limited(PlatformId::Marketplace, [plaza()]);
    let desk = Desk::reading(Parts {
        actor: actor(),
        clock: Box::new(jiff::Timestamp::now),
        meter: Box::new(Cost::default),
        platforms: vec![stage.market().await],
        control: None,
        health: Vec::new(),
        permit: Permit {
            role: Role::Admin,
            scope,
        },
    });
    let own = desk.sweep(&tenant_key(TENANT), None).await.unwrap();
    let owners: Vec<_> = own
        .items
        .iter()
        .map(|row| row.key.tenant.as_str())
        .collect();
    assert_eq!(owners, [TENANT]);
    let queue = desk.waiting(WaitingWord::PassedToHuman, None).await;
    let keys: Vec<_> = queue
        .unwrap()
        .items
        .into_iter()
        .map(|row| row.key)
        .collect();
    assert_eq!(keys, [key(ID)], "the index spans all tenants");
    let other = ConversationKey::marketplace(&TenantId::from("tenant-other"), ID);
    let swept = desk.sweep(&tenant_key("tenant-other"), None).await;
    let opened = desk.conversation(&other);
    assert_eq!(swept.unwrap_err().trouble, Trouble::OutOfScope);
    assert_eq!(opened.await.unwrap_err().trouble, Trouble::OutOfScope);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f15_every_attribute_has_an_alias_in_every_expression() {
    let scene = Scene::new().await;
    let (ana, key) = (scene.ana().await, scene.key().await);
    scene.proxy.mark();
    ana.desk.sweep(&key.owner(), None).await.unwrap();
    let claim = ana.wins(&key).await;
    ana.desk.reply(&claim, "Hola").await.unwrap();
    ana.desk
        .hand_back(&claim, Ending::HandedBack)
        .await
        .unwrap();
    let seen = scene.proxy.seen();
    let (bare, expressions) = bare(&seen);
    assert!(bare.is_empty(), "{bare:?}");
    assert!(expressions > 10);
    let named = aliased(&seen);
    for reserved in ["status", "timestamp", "from"] {
        assert!(named.iter().any(|name| name == reserved), "{reserved}");
    }
}
