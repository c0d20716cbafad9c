//! What the seeds hold, counted in the tables.

use std::collections::{BTreeMap, BTreeSet};

use switchboard::embedded::seed::{self, Start};
use switchboard::embedded::{DemoOptions, Seed, Tables};

use crate::items::{self, Item, all, filled, messages, number, text};

/// All items of one conversation.
#[derive(Default)]
struct Whole {
    plain: Option<Item>,
    prefixed: Option<Item>,
}

impl Whole {
    fn status(&self) -> Option<&str> {
        self.plain.as_ref().and_then(|item| text(item, "status"))
    }

    fn reason(&self) -> &str {
        self.plain
            .as_ref()
            .and_then(|item| text(item, "escalationReason"))
            .unwrap_or_default()
    }

    /// What the customer wrote last before the bot was paused, where the table still has it.
    fn read_last(&self) -> Option<String> {
        let spoken = match (&self.plain, &self.prefixed) {
            (_, Some(row)) => vec![row.clone()],
            (Some(item), None) => messages(item),
            (None, None) => Vec::new(),
        };
        let read = spoken.iter().rev().find(|m| {
            text(m, "from") == Some("customer")
                && !m["metadata"].as_m().unwrap().contains_key("ignoredByBot")
        });
        read.and_then(|m| text(m, "content")).map(str::to_lowercase)
    }
}

async fn plaza() -> BTreeMap<(String, String), Whole> {
    let (_backend, client) = filled(DemoOptions::default()).await;
    let mut whole: BTreeMap<(String, String), Whole> = BTreeMap::new();
    for item in all(&client, &items::conversations()).await {
        let tenant = text(&item, "tenantId").unwrap().to_owned();
        let id = text(&item, "conversationId").unwrap().to_owned();
        match id.strip_prefix(&format!("{tenant}#")) {
            Some(plain) => {
                whole
                    .entry((tenant.clone(), plain.to_owned()))
                    .or_default()
                    .prefixed = Some(item);
            }
            None => whole.entry((tenant.clone(), id)).or_default().plain = Some(item),
        }
    }
    whole
}

/// The quoted keywords of a reason.
fn keywords(reason: &str) -> Vec<String> {
    reason
        .split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Whether `word` stands in `text` as a word of its own.
fn alone(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic)
    })
}

#[tokio::test]
async fn plaza_holds_sixty_conversations_in_three_shapes() {
    let plaza = plaza().await;
    assert_eq!(plaza.len(), 60);
    let rows = plaza.values().filter(|w| w.prefixed.is_some());
    assert_eq!(rows.clone().count(), 12);
    for row in rows {
        assert!(row.prefixed.as_ref().unwrap().contains_key("content"));
        assert_eq!(row.plain.is_some(), row.status().is_some());
    }
    let plain = || {
        plaza
            .values()
            .filter(|w| w.prefixed.is_none())
            .filter_map(|w| w.plain.as_ref())
    };
    assert_eq!(
        plain().filter(|item| item.contains_key("messages")).count(),
        40
    );
    let bare: Vec<_> = plain()
        .filter(|item| !item.contains_key("messages"))
        .collect();
    assert_eq!(bare.len(), 8);
    assert!(bare.iter().all(|item| !item.contains_key("customerId")));
    for item in plain().filter(|item| item.contains_key("messages")) {
        let times: Vec<_> = messages(item)
            .iter()
            .map(|m| text(m, "timestamp").unwrap().to_owned())
            .collect();
        assert!(times.is_sorted(), "{item:?}");
    }
}

#[tokio::test]
async fn plaza_holds_forty_one_escalations() {
    let plaza = plaza().await;
    let with = |word: &str| {
        plaza
            .values()
            .filter(|w| w.status() == Some(word))
            .collect::<Vec<_>>()
    };
    assert_eq!(with("ESCALATED").len(), 5);
    assert_eq!(with("escalated").len(), 3);
    let passed = with("PASSED_TO_HUMAN");
    assert_eq!(passed.len(), 33);
    let hidden = ["ya", "bot", "deal", "trato", "manual", "error"];
    let (by_accident, real): (Vec<&Whole>, Vec<&Whole>) = passed.into_iter().partition(|w| {
        let found = keywords(w.reason());
        !found.is_empty() && found.iter().all(|k| hidden.contains(&k.as_str()))
    });
    assert_eq!((real.len(), by_accident.len()), (12, 21));
    for conversation in by_accident {
        let Some(read) = conversation.read_last() else {
            continue;
        };
        for keyword in keywords(conversation.reason()) {
            assert!(read.contains(&keyword), "{keyword} in {read}");
            assert!(!alone(&read, &keyword), "{keyword} in {read}");
        }
    }
    for conversation in real.iter().filter(|w| w.prefixed.is_none()) {
        if let Some(read) = conversation.read_last() {
            for keyword in keywords(conversation.reason()) {
                assert!(alone(&read, &keyword), "{keyword} in {read}");
            }
        }
    }
    let priorities: BTreeSet<_> = plaza
        .values()
        .filter_map(|w| w.plain.as_ref().and_then(|item| text(item, "priority")))
        .collect();
    assert_eq!(
        priorities,
        BTreeSet::from(["high", "low", "medium", "urgent"])
    );
}

#[tokio::test]
async fn plaza_holds_five_tenants_with_activations_and_usage() {
    let (_backend, client) = filled(DemoOptions::default()).await;
    let tables = Tables::default();
    let tenants = all(&client, &tables.marketplace.tenants).await;
    let status = |word| {
        tenants
            .iter()
            .filter(|t| text(t, "status") == Some(word))
            .count()
    };
    assert_eq!(
        (
            tenants.len(),
            status("active"),
            status("trial"),
            status("suspended")
        ),
        (5, 3, 1, 1)
    );

    assert_eq!(all(&client, &tables.alquimista.agents).await.len(), 10);
    let activations = all(&client, &tables.alquimista.activations).await;
    let of: BTreeSet<_> = activations
        .iter()
        .map(|a| text(a, "tenant_id").unwrap())
        .collect();
    assert_eq!(of.len(), 5);
    let words: BTreeSet<_> = activations
        .iter()
        .map(|a| text(a, "status").unwrap())
        .collect();
    assert_eq!(words, BTreeSet::from(["active", "inactive", "suspended"]));
    let left_behind = |left: bool| {
        activations
            .iter()
            .filter(|a| {
                text(a, "status") == Some("active") && a.contains_key("deactivated_at") == left
            })
            .count()
    };
    assert!(left_behind(true) > 0 && left_behind(false) > 0);
    for row in all(&client, &tables.alquimista.audit_logs).await {
        let expected = format!(
            "{}#{}",
            text(&row, "created_at").unwrap(),
            text(&row, "id").unwrap()
        );
        assert_eq!(text(&row, "sk"), Some(expected.as_str()));
    }

    let tracked = all(&client, &tables.marketplace.tenant_usage).await;
    let metrics = all(&client, &tables.marketplace.usage_metrics).await;
    assert_eq!((tracked.len(), metrics.len()), (13, 13));
    let newest = |tenant: &str| {
        let rows = tracked
            .iter()
            .filter(|u| text(u, "tenantId") == Some(tenant));
        number(
            rows.max_by_key(|u| text(u, "month")).unwrap(),
            "messagesCount",
        )
    };
    assert!(newest("tenant-ecommerce-solutions") > 1000);
    assert_eq!(newest("tenant-ai-tech-solutions") * 100 / 5000, 82);
    let disagree = tracked.iter().any(|u| {
        metrics.iter().any(|m| {
            m["tenantId"] == u["tenantId"]
                && m["period"] == u["month"]
                && m["messageCount"] != u["messagesCount"]
        })
    });
    assert!(disagree);
    assert!(
        tracked
            .iter()
            .any(|u| !u["dailyStats"].as_l().unwrap().is_empty())
    );
    assert!(all(&client, &tables.marketplace.customers).await.len() > 30);
}

#[tokio::test]
async fn every_hostile_row_is_stored_as_written() {
    let options = DemoOptions {
        seed: Seed::Hostile,
        ..DemoOptions::default()
    };
    let (backend, client) = filled(options).await;
    let loaded = backend.seeded().await.unwrap();
    assert_eq!(loaded.refused, 0);
    assert!(loaded.stored >= 40, "{loaded:?}");
    let odd = items::conversation(&client, "hostile-tenant", "conv_status_number")
        .await
        .unwrap();
    assert_eq!(odd["status"].as_n().unwrap(), "42");
    let null = items::conversation(&client, "hostile-tenant", "conv_status_null")
        .await
        .unwrap();
    assert!(null["status"].is_null());
    let long = items::conversation(
        &client,
        "hostile-tenant",
        "conv_hostile-tenant_+573005557114",
    );
    let long = messages(&long.await.unwrap());
    assert!(
        long.iter()
            .all(|m| text(m, "content").unwrap().chars().count() == 4096)
    );
}

#[tokio::test]
async fn an_index_refuses_what_an_account_would_refuse() {
    let options = DemoOptions {
        seed: Seed::Hostile,
        queue_index: true,
        ..DemoOptions::default()
    };
    let (backend, client) = filled(options).await;
    assert!(backend.seeded().await.unwrap().refused > 0);
    assert!(
        items::conversation(&client, "hostile-tenant", "conv_status_number")
            .await
            .is_none()
    );
    assert!(
        items::conversation(&client, "hostile-tenant", "conv_priority_list")
            .await
            .is_some()
    );
}

#[test]
fn a_malformed_seed_names_its_place() {
    let start = Start(jiff::Timestamp::UNIX_EPOCH);
    let place = |text: &str| {
        seed::read("test.toml", text, start)
            .unwrap_err()
            .to_string()
    };
    for (text, named) in [
        (
            "[[tenants]]\ntenantId = \"a\"\ncreatedAt = \"@-3x\"",
            "test.toml, tenants[0].createdAt",
        ),
        (
            "[[tenants]]\na = [1, { N = 2 }]",
            "test.toml, tenants[0].a[1]",
        ),
        (
            "[[tenants]]\n[[tenants]]\na = 2026-01-01",
            "test.toml, tenants[1].a",
        ),
        ("[[robots]]\na = 1", "test.toml, robots[0]"),
        ("[tenants]\na = 1", "test.toml, tenants"),
        ("[[tenants]\na = 1", "line 1"),
        (
            "[[chat]]\nshape = \"embedded\"\ntenant = \"t\"\nphone = \"1\"\nmessages = \"-1m bot a\\n-1m nobody b\"",
            "test.toml, chat[0].messages line 2",
        ),
        (
            "[[chat]]\nshape = \"round\"\ntenant = \"t\"\nphone = \"1\"",
            "test.toml, chat[0]",
        ),
    ] {
        let problem = place(text);
        assert!(problem.contains(named), "{problem}");
    }
}
