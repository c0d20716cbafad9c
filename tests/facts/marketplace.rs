//! AI Marketplace Assistant: the fifteen facts.

use crate::requests::{aliased, bare};
use crate::scene::{Scene, TENANT as SOLD};
use crate::screens::{dump, scenes};
use crate::stage::*;
use crate::support::{marketplace as tenant_key, proxy::Fault};
use aws_sdk_dynamodb::types::AttributeValue::{L, M};
use std::collections::BTreeSet;
use switchboard::aws::table::{KeyKind, TableSpec};
use switchboard::desk::{Desk, Parts, Permit};
use switchboard::domain::allowance::{Bound, Handler, Stand, measures, stand};
use switchboard::domain::briefing::{Told, Whose};
use switchboard::domain::conversation::{Customer, History, Speaker, Status, Storage};
use switchboard::domain::cost::Cost;
use switchboard::domain::escalation::WaitingWord;
use switchboard::domain::handoff::{Claimed, Ending, LEASE, Owned, Pause};
use switchboard::domain::id::{ConversationKey, PlatformId, TenantId};
use switchboard::domain::letter::Letter;
use switchboard::domain::problem::Trouble;
use switchboard::domain::reply::ReplyState;
use switchboard::domain::role::{Role, Scope};
use switchboard::domain::text::Text;
use switchboard::locale::{allowance as rule, handoff as words, notice, word};
use switchboard::platform::Write;
use switchboard::platform::marketplace::item::{conversation, telling, tenant, usage};
use switchboard::platform::marketplace::schema::{
    CONVERSATIONS as SHAPE, Design, QUEUE_INDEX, Tables,
};
use switchboard::platform::marketplace::{Plan, reader};

const ID: &str = "conv_573005554217";
const SINCE: &str = "2026-11-21T13:10:00.000Z";
const NOW: &str = "2026-11-21T14:00:00.000Z";

fn plaza() -> TenantId {
    TenantId::from(TENANT)
}

fn said(from: &str, text: &str, at: aws_sdk_dynamodb::types::AttributeValue) -> Item {
    item([
        ("id", s(text)),
        ("from", s(from)),
        ("content", s(text)),
        ("type", s("text")),
        ("timestamp", at),
    ])
}

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
