//! The same assertions over all three deployments.

use super::*;
use crate::stage::{CONVERSATIONS, escalation, instant, key};
use aws_sdk_dynamodb::types::AttributeValue::{L, M};
use switchboard::domain::conversation::{Status, Storage};
use switchboard::domain::text::Text;
use switchboard::platform::Write;

const PHONE: &str = "573005554217";

/// What the writers of a deployment leave of one conversation of two messages.
async fn talk(deployed: &Deployed, design: Design) {
    let table = &deployed.tables.conversations;
    let prefixed = format!("{TENANT}#conv_{PHONE}");
    if design == Design::Legacy {
        let head = item([
            ("conversationId", s(&prefixed)),
            ("timestamp", n(0)),
            ("tenantId", s(TENANT)),
            ("customerId", s("+573005554217")),
            ("status", s("escalated")),
            ("escalationReason", s("Queja del cliente")),
            ("createdAt", s("2026-11-21T13:00:00.000Z")),
            ("lastUpdate", s("2026-11-21T13:09:00.000Z")),
        ]);
        deployed.put(table, &head).await;
        for (at, from, text) in [
            (1_795_266_000_000, "customer", "hola"),
            (1_795_266_060_000, "bot", "¡Hola! ¿En qué te ayudo?"),
        ] {
            let row = item([
                ("conversationId", s(&prefixed)),
                ("timestamp", n(at)),
                ("tenantId", s(TENANT)),
                ("messageId", s(&format!("msg_{at}"))),
                ("from", s(from)),
                ("content", s(text)),
                ("type", s("text")),
            ]);
            deployed.put(table, &row).await;
        }
        return;
    }
    let id = format!("conv_{PHONE}");
    deployed
        .put(
            table,
            &escalation(&id, "PASSED_TO_HUMAN", "2026-11-21T13:10:00.000Z"),
        )
        .await;
    let message = |id: &str, from: &str, text: &str, at: &str| {
        M(item([
            ("id", s(id)),
            ("from", s(from)),
            ("content", s(text)),
            ("timestamp", s(at)),
        ]))
    };
    let row = item([
        ("tenantId", s(TENANT)),
        ("conversationId", s(&prefixed)),
        ("customerId", s("+573005554217")),
        ("status", s("escalated")),
        (
            "messages",
            L(vec![
                message("wamid.1", "customer", "hola", "2026-11-21T13:00:00.000Z"),
                message(
                    "resp_2",
                    "bot",
                    "¡Hola! ¿En qué te ayudo?",
                    "2026-11-21T13:01:00.000Z",
                ),
            ]),
        ),
    ]);
    deployed.put(table, &row).await;
}

#[tokio::test]
async fn a_conversation_is_one_entry_in_every_design() {
    for design in ALL {
        let deployed = Deployed::new(design).await;
        talk(&deployed, design).await;
        let form = match design {
            Design::Handoff => "+573005554217".to_owned(),
            _ => format!("{TENANT}#+573005554217"),
        };
        deployed
            .put(&deployed.tables.customers, &customer(&form))
            .await;
        let (reader, writer) = deployed.both().await;
        let port = reader.conversations.unwrap();
        let page = port.sweep(&tenant(), None, 50).await.unwrap();
        assert_eq!(page.items.len(), 1, "{design:?}");
        let row = &page.items[0];
        assert_eq!(row.key, key(&format!("conv_{PHONE}")));
        assert!(row.escalation().is_some(), "{design:?}");
        assert_eq!(row.storage(), Storage::Embedded);
        let talk = row.talk.as_ref().unwrap();
        assert_eq!(talk.messages, 2);
        assert_eq!(talk.last.as_ref().unwrap().text, "¡Hola! ¿En qué te ayudo?");
        assert_eq!(
            talk.customer.name.as_deref(),
            Some("Marta Gómez"),
            "{design:?}"
        );
        let other = TenantId::from("tenant-other");
        assert!(port.sweep(&other, None, 50).await.unwrap().items.is_empty());

        let stored = port.read(&row.key).await.unwrap().value.unwrap();
        let said: Vec<&str> = stored.messages.iter().map(|m| m.text.as_str()).collect();
        assert_eq!(said, ["hola", "¡Hola! ¿En qué te ayudo?"], "{design:?}");
        let who = stored.row.customer().unwrap();
        assert_eq!(who.phone.as_deref(), Some("+57 ••• ••42 17"));
        let standing = who.standing.as_ref().unwrap();
        assert_eq!(
            (standing.lead_score, standing.messages),
            (Some(85), Some(64))
        );
        assert_eq!(
            standing.intents,
            [Text::from("precio"), Text::from("compra")]
        );

        // The bot finds its pause under tenant and conversation, or nowhere.
        assert_eq!(port.bot_reads_pause(), design == Design::Platform);
        let Some(handoffs) = writer.handoffs else {
            assert_eq!(design, Design::Legacy);
            continue;
        };
        let seen = stored.row.record.unwrap();
        let now = instant("2026-11-21T14:00:00Z");
        let ana = Text::from("Ana");
        let Write::Done(after) = handoffs.pause(&row.key, &seen, &ana, now).await.unwrap() else {
            panic!("nobody else wrote");
        };
        assert_eq!(after.status, Status::PassedToHuman);
        let Write::Done(after) = handoffs.resume(&row.key, &after, &ana, now).await.unwrap() else {
            panic!("nobody else wrote");
        };
        assert_eq!(after.status, Status::Active);
    }
}

#[tokio::test]
async fn a_customer_is_found_under_every_form_of_the_phone() {
    for (design, forms) in [
        (
            Design::Platform,
            ["#+573005554217", "#573005554217"].as_slice(),
        ),
        (
            Design::Handoff,
            &[
                "+573005554217",
                "573005554217",
                "#+573005554217",
                "#573005554217",
            ],
        ),
    ] {
        for form in forms {
            let deployed = Deployed::new(design).await;
            talk(&deployed, design).await;
            let phone = match form.strip_prefix('#') {
                Some(phone) => format!("{TENANT}#{phone}"),
                None => (*form).to_owned(),
            };
            // Without a last interaction no index has it: only its key leads to it.
            let mut row = customer(&phone);
            row.remove("lastInteraction");
            deployed.put(&deployed.tables.customers, &row).await;
            let port = deployed.reader().await.conversations.unwrap();
            let id = key(&format!("conv_{PHONE}"));
            let first = port.read(&id).await.unwrap();
            let who = first.value.unwrap().row.customer().unwrap().clone();
            assert_eq!(
                who.name.as_deref(),
                Some("Marta Gómez"),
                "{design:?} {phone}"
            );
            assert_eq!(who.standing.unwrap().lead_score, Some(85));
            let again = port.read(&id).await.unwrap();
            assert!(
                again
                    .value
                    .unwrap()
                    .row
                    .customer()
                    .unwrap()
                    .standing
                    .is_some()
            );
            assert!(again.cost.read_units < first.cost.read_units, "read once");
        }
    }
}

#[tokio::test]
async fn tenants_usage_and_the_bot_are_the_same_in_every_design() {
    for design in ALL {
        let deployed = Deployed::new(design).await;
        let of = &deployed.tables;
        let row = item([
            ("tenantId", s(TENANT)),
            ("businessName", s("Plaza")),
            ("status", s("active")),
        ]);
        deployed.put(&of.tenants, &row).await;
        for (table, sort, count) in [
            (&of.tenant_usage, "month", "messagesCount"),
            (&of.usage_metrics, "period", "messageCount"),
        ] {
            let row = item([
                ("tenantId", s(TENANT)),
                (sort, s("2026-11")),
                (count, n(812)),
            ]);
            deployed.put(table, &row).await;
        }
        let (reader, writer) = deployed.both().await;
        let tenants = reader.tenants.unwrap().list(None).await.unwrap().items;
        assert_eq!(tenants[0].name, "Plaza");
        let months = reader.usage.unwrap().months(&tenant(), 3).await.unwrap();
        assert_eq!(months.items.len(), 1, "both tables, one month");
        assert!(months.items[0].tracker().is_some() && months.items[0].metrics().is_some());
        let switches = reader.switches.unwrap();
        assert_eq!(
            switches
                .of_tenant(&tenant(), &[])
                .await
                .unwrap()
                .items
                .len(),
            1
        );
        assert!(
            writer.switching.is_some(),
            "a bot can be suspended everywhere"
        );
    }
}

#[tokio::test]
async fn names_can_be_of_one_design_and_keys_of_another() {
    // A profile that names the legacy table as that of `-platform`: what it is decides.
    let stage = Stage::empty().await;
    let legacy = Tables::of(Design::Legacy);
    for (name, spec) in legacy.specs() {
        stage.create(name, spec).await;
    }
    let named = Tables {
        design: Design::Platform,
        bot_reads_pause: true,
        ..legacy
    };
    let plan = Plan::discover(&stage.dynamo, &named).await.unwrap();
    let port = reader(&stage.dynamo, &named, &plan).conversations.unwrap();
    assert!(!port.bot_reads_pause(), "there is no item to read it from");
    assert!(writer(&stage.dynamo, &named, &plan).handoffs.is_none());
    assert_ne!(named.conversations, CONVERSATIONS);
}
