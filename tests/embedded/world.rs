//! The world, step by step on its simulated clock: each habit of the real bot, seen in the tables.

use aws_sdk_dynamodb::Client;
use switchboard::embedded::provider::{Heard, Inbox};
use switchboard::embedded::world::{Dates, Happening, Shape, Who, World};
use switchboard::embedded::{Backend, DemoOptions, Tables, Voices};

use crate::items::{all, conversation, conversations, filled, get, messages, number, s, text};

const WAITING_LINE: &str =
    "Tu conversación está siendo atendida por un asesor. Te responderá pronto.";

async fn world(seed: u64) -> (Backend, Client, World) {
    let (backend, client) = filled(DemoOptions::default()).await;
    let dates = Dates::Simulated(jiff::Timestamp::now());
    let voices = Voices::compiled_in().unwrap();
    let world = World::begin(client.clone(), Tables::default(), voices, seed, dates).await;
    (backend, client, world)
}

/// Steps until `wanted` is true of a happening; gives up after very many.
async fn until(world: &mut World, mut wanted: impl FnMut(&World, Happening) -> bool) -> Happening {
    for _ in 0..6000 {
        let happening = world.step().await;
        if wanted(world, happening) {
            return happening;
        }
    }
    panic!("it never happened");
}

fn of(world: &World, who: Who) -> (String, String) {
    let person = world.person(who).unwrap();
    (person.tenant.clone(), person.conversation.clone())
}

async fn usage(client: &Client) -> (i64, i64) {
    let tables = Tables::default().marketplace;
    let sum = async |table: &str, counter: &str| -> i64 {
        all(client, table)
            .await
            .iter()
            .map(|u| number(u, counter))
            .sum()
    };
    (
        sum(&tables.tenant_usage, "messagesCount").await,
        sum(&tables.usage_metrics, "messageCount").await,
    )
}

#[tokio::test]
async fn the_same_number_gives_the_same_day() {
    let (_one, _, mut first) = world(5).await;
    let (_two, _, mut second) = world(5).await;
    let (_three, _, mut other) = world(6).await;
    let (mut same, mut different) = (true, false);
    for _ in 0..150 {
        let happening = first.step().await;
        same &= happening == second.step().await && first.due() == second.due();
        different |= happening != other.step().await;
    }
    assert!(same);
    assert!(different);
    assert_eq!(first.tally().failures, 0);
}

#[tokio::test]
async fn the_bot_answers_rewrites_the_item_and_counts_it_in_both_tables() {
    let (_backend, client, mut world) = world(1).await;
    let embedded = |w: &World, who| w.person(who).unwrap().shape == Shape::Embedded;
    let wrote = until(
        &mut world,
        |w, h| matches!(h, Happening::Wrote(who) if embedded(w, who)),
    )
    .await;
    let Happening::Wrote(who) = wrote else {
        unreachable!()
    };
    let (tenant, id) = of(&world, who);
    let asked = conversation(&client, &tenant, &id).await.unwrap();
    assert_eq!(
        text(messages(&asked).last().unwrap(), "from"),
        Some("customer")
    );
    client
        .update_item()
        .table_name(conversations())
        .key("tenantId", s(&tenant))
        .key("conversationId", s(&id))
        .update_expression("SET strange = :v")
        .expression_attribute_values(":v", s("set while the bot was thinking"))
        .send()
        .await
        .unwrap();
    let before = usage(&client).await;
    until(&mut world, |_, h| h == Happening::Answered(who)).await;
    let answered = conversation(&client, &tenant, &id).await.unwrap();
    assert_eq!(
        text(messages(&answered).last().unwrap(), "from"),
        Some("bot")
    );
    assert!(!answered.contains_key("strange"));
    let after = usage(&client).await;
    assert!(after.0 > before.0 && after.1 > before.1);
}

#[tokio::test]
async fn a_paused_bot_logs_the_message_sends_its_waiting_line_and_counts_nothing() {
    let (_backend, client, mut world) = world(2).await;
    let mut before = usage(&client).await;
    for _ in 0..2000 {
        let happening = world.step().await;
        let after = usage(&client).await;
        if let Happening::Ignored(who) = happening {
            assert_eq!(before, after);
            let (tenant, id) = of(&world, who);
            let item = conversation(&client, &tenant, &id).await.unwrap();
            assert!(matches!(
                text(&item, "status"),
                Some("PASSED_TO_HUMAN" | "ESCALATED")
            ));
            if world.person(who).unwrap().shape == Shape::Embedded {
                let spoken = messages(&item);
                let [.., inbound, waiting] = spoken.as_slice() else {
                    panic!()
                };
                assert!(
                    inbound["metadata"]
                        .as_m()
                        .unwrap()
                        .contains_key("ignoredByBot")
                );
                assert_eq!(text(waiting, "content"), Some(WAITING_LINE));
                return;
            }
        }
        before = after;
    }
    panic!("nobody was ignored");
}

#[tokio::test]
async fn an_escalation_of_rows_leaves_two_items_with_two_words() {
    let (_backend, client, mut world) = world(3).await;
    let last_only = |w: &World, who| w.person(who).unwrap().shape == Shape::LastOnly;
    let happening = until(
        &mut world,
        |w, h| matches!(h, Happening::Escalated(who) if last_only(w, who)),
    )
    .await;
    let Happening::Escalated(who) = happening else {
        unreachable!()
    };
    let (tenant, id) = of(&world, who);
    let stub = conversation(&client, &tenant, &id).await.unwrap();
    assert_eq!(text(&stub, "status"), Some("PASSED_TO_HUMAN"));
    assert!(stub.contains_key("escalationReason") && stub.contains_key("priority"));
    assert!(!stub.contains_key("customerId"));
    let row = conversation(&client, &tenant, &format!("{tenant}#{id}"))
        .await
        .unwrap();
    assert_eq!(text(&row, "status"), Some("escalated"));
    assert!(!row.contains_key("content"));
}

#[tokio::test]
async fn an_embedded_escalation_is_an_upsert_on_the_conversation() {
    let (_backend, client, mut world) = world(4).await;
    let embedded = |w: &World, who| w.person(who).unwrap().shape == Shape::Embedded;
    let happening = until(
        &mut world,
        |w, h| matches!(h, Happening::Escalated(who) if embedded(w, who)),
    )
    .await;
    let Happening::Escalated(who) = happening else {
        unreachable!()
    };
    let (tenant, id) = of(&world, who);
    let item = conversation(&client, &tenant, &id).await.unwrap();
    assert_eq!(text(&item, "status"), Some("PASSED_TO_HUMAN"));
    assert_eq!(text(&item, "escalationTime"), text(&item, "updatedAt"));
    assert!(!messages(&item).is_empty());
}

#[tokio::test]
async fn a_suspended_tenant_records_nothing() {
    let (_backend, client, mut world) = world(8).await;
    let suspended = "tenant-digital-marketing-pro";
    let theirs = async || {
        let mut items = all(&client, &conversations()).await;
        items.retain(|item| text(item, "tenantId") == Some(suspended));
        items.sort_by_key(|item| text(item, "conversationId").unwrap().to_owned());
        items
    };
    let before = theirs().await;
    for _ in 0..3 {
        let happening = until(&mut world, |_, h| matches!(h, Happening::Unresolved(_))).await;
        let Happening::Unresolved(who) = happening else {
            unreachable!()
        };
        assert_eq!(of(&world, who).0, suspended);
    }
    assert_eq!(theirs().await, before);
}

#[tokio::test]
async fn a_customer_answers_a_person_and_after_the_hand_back_the_bot_answers_again() {
    let (_backend, client, world) = world(9).await;
    let inbox = Inbox::default();
    let mut world = world.receiving(inbox.clone());
    let control = Tables::default().control;
    let (tenant, id) = (
        "tenant-ecommerce-solutions",
        "conv_tenant-ecommerce-solutions_+573005554217",
    );
    let claim = format!("CLAIM#marketplace#{tenant}#{id}");
    let put = client.put_item().table_name(&control);
    put.item("pk", s(&claim))
        .item("sk", s("LOCK"))
        .item("listPk", s("CLAIMS#marketplace"))
        .item("listSk", s(&format!("{tenant}#{id}")))
        .item("tenant", s(tenant))
        .item("conversation", s(id))
        .item("state", s("held"))
        .item("operator", s("ana"))
        .send()
        .await
        .unwrap();
    let (_, phone) = id.rsplit_once('_').unwrap();
    inbox.put(Heard {
        to: phone.trim_start_matches('+').to_owned(),
        text: "Hola Marta, soy Ana. ¿A qué dirección te envío los platos?".to_owned(),
    });
    let heard = until(&mut world, |_, h| matches!(h, Happening::HeardHuman(_))).await;
    let Happening::HeardHuman(who) = heard else {
        unreachable!()
    };
    let since = world.due();
    until(&mut world, |_, h| h == Happening::Ignored(who)).await;
    assert!(world.due() - since < std::time::Duration::from_secs(10));
    let item = conversation(&client, tenant, id).await.unwrap();
    let spoken = messages(&item);
    let voices = Voices::compiled_in().unwrap();
    let answer = text(&spoken[spoken.len() - 2], "content")
        .unwrap()
        .to_owned();
    assert!(voices.es.to_question.contains(&answer), "{answer}");

    client
        .delete_item()
        .table_name(&control)
        .key("pk", s(&claim))
        .key("sk", s("LOCK"))
        .send()
        .await
        .unwrap();
    client
        .update_item()
        .table_name(conversations())
        .key("tenantId", s(tenant))
        .key("conversationId", s(id))
        .update_expression("SET #s = :s")
        .expression_attribute_names("#s", "status")
        .expression_attribute_values(":s", s("ACTIVE"))
        .send()
        .await
        .unwrap();
    until(&mut world, |_, h| h == Happening::Answered(who)).await;
    let item = conversation(&client, tenant, id).await.unwrap();
    assert_eq!(text(messages(&item).last().unwrap(), "from"), Some("bot"));
    assert!(
        get(&client, &control, [("pk", &claim), ("sk", "LOCK")])
            .await
            .is_none()
    );
}

#[tokio::test]
async fn the_world_stays_bounded() {
    let (_backend, client, mut world) = world(10).await;
    for _ in 0..2000 {
        world.step().await;
    }
    // The last few may come from ordinary exceptions, which nothing holds back.
    assert!((45..=66).contains(&world.waiting()), "{}", world.waiting());
    let longest = all(&client, &conversations())
        .await
        .iter()
        .map(|i| messages(i).len())
        .max();
    assert!(longest <= Some(60));
    assert_eq!(world.tally().failures, 0);
}

#[tokio::test]
async fn a_running_world_moves_by_itself_and_stops() {
    let options = DemoOptions {
        speed: 200.0,
        ..DemoOptions::default()
    };
    let backend = Backend::start(options).await.unwrap();
    backend.seeded().await.unwrap();
    let client = switchboard::embedded::client(&backend.endpoint());
    let before = all(&client, &conversations()).await.len();
    while all(&client, &conversations()).await.len() == before {
        tokio::task::yield_now().await;
    }
    let endpoint = backend.endpoint();
    backend.stop();
    let address = endpoint.trim_start_matches("http://").to_owned();
    assert!(std::net::TcpStream::connect(address).is_err());
}

#[tokio::test]
async fn hostile_items_stay_hostile_while_the_world_runs() {
    let options = DemoOptions {
        seed: switchboard::embedded::Seed::Hostile,
        ..DemoOptions::default()
    };
    let (_backend, client) = filled(options).await;
    let dates = Dates::Simulated(jiff::Timestamp::now());
    let voices = Voices::compiled_in().unwrap();
    let mut world = World::begin(client.clone(), Tables::default(), voices, 3, dates).await;
    for _ in 0..300 {
        world.step().await;
    }
    let odd = conversation(&client, "hostile-tenant", "conv_status_number")
        .await
        .unwrap();
    assert_eq!(odd["status"].as_n().unwrap(), "42");
    let odd = conversation(&client, "hostile-tenant", "conv_messages_text")
        .await
        .unwrap();
    assert!(odd["messages"].is_s());
    // A counter there is too large to grow: the bot swallows the refusal, and so does the world.
    assert!(world.tally().failures > 0);
}

#[tokio::test]
async fn ordinary_lines_never_escalate_and_escalating_ones_always_do() {
    let voices = Voices::compiled_in().unwrap();
    // The words that the bot looks for, as its own list has them; only those that could slip in.
    let words = [
        "humano",
        "persona",
        "asesor",
        "vendedor",
        "agente",
        "malo",
        "problema",
        "bot",
        "jefe",
        "gerente",
        "director",
        "urgente",
        "rápido",
        "ya",
        "ahora",
        "descuento",
        "rebaja",
        "deal",
        "trato",
        "manual",
        "error",
        "garantía",
        "roto",
        "queja",
        "reclamo",
        "estafa",
        "fraude",
        "comunicar",
        "dañado",
        "supervisor",
    ];
    let found = |line: &str| words.iter().any(|word| line.to_lowercase().contains(word));
    for voice in [&voices.es, &voices.pt] {
        let asks = voice.topics.iter().flat_map(|topic| &topic.asks);
        for line in asks.chain(&voice.farewells).chain(&voice.afterwards) {
            assert!(!found(line), "{line}");
        }
        for line in voice.false_alarms.iter().chain(&voice.wants_human) {
            assert!(found(line), "{line}");
        }
    }
}
