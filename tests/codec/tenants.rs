//! Tenants, their usage, and agents.

use crate::*;
use aws_sdk_dynamodb::types::AttributeValue::{Bool, L, M};
use switchboard::domain::agent::{Agent, SeenSwitch, Switch};
use switchboard::domain::id::{AgentId, TenantId};
use switchboard::domain::tenant::TenantStatus;
use switchboard::platform::alquimista::item as alquimista;
use switchboard::platform::marketplace::item::{tenant, usage};

#[test]
fn a_tenant_shows_all_it_has_but_its_secrets() {
    let raw = item([
        ("tenantId", s("tenant_fashion_boutique")),
        ("businessName", s("Moda \u{1b}[31mBella")),
        ("ownerName", s("Ana Díaz")),
        ("status", s("trial")),
        ("plan", s("basic")),
        ("updatedAt", s("2026-11-20T10:00:00.000Z")),
        ("whatsappNumbers", L(vec![s("+573005550142")])),
        ("whatsappToken", s(CANARY)),
        ("password_hash", s(CANARY)),
        ("credentials_encrypted", s(CANARY)),
        (
            "secretRef",
            s(&format!(
                "arn:aws:secretsmanager:us-east-1:000000000000:secret:{CANARY}"
            )),
        ),
        (
            "note",
            s(&format!(
                "arn:aws:secretsmanager:us-east-1:000000000000:secret:{CANARY}"
            )),
        ),
        (
            "settings",
            s(&format!(
                "{{\"accessToken\":\"{CANARY}\",\"language\":\"es\"}}"
            )),
        ),
        (
            "limits",
            M(item([
                ("maxConversationsPerMonth", s("300")),
                ("maxMessagesPerDay", n(-1)),
                ("maxProductsCount", n("100.0")),
                ("maxStorageGB", Bool(true)),
            ])),
        ),
        (
            "aiConfig",
            M(item([
                ("maxTokens", n(1_000_000)),
                ("enableRAG", Bool(true)),
            ])),
        ),
        (
            "integrations",
            M(item([(
                "whatsappBusinessAPI",
                M(item([
                    ("accessToken", s(CANARY)),
                    ("verifyToken", s(CANARY)),
                    ("phoneNumberId", s("1059")),
                ])),
            )])),
        ),
    ]);
    let tenant = tenant::tenant(&raw, 0);
    assert_eq!(tenant.name, "Moda ␛[CSI]Bella");
    assert_eq!(tenant.status, TenantStatus::Trial);
    assert_eq!(tenant.limits.conversations_per_month, Some(300));
    assert_eq!(tenant.limits.messages_per_day, Some(-1));
    assert_eq!(tenant.limits.products, Some(100));
    assert_eq!((tenant.limits.storage_gb, tenant.oddities), (None, 1));
    let flat: Vec<String> = tenant
        .attributes
        .iter()
        .map(|a| format!("{}/{}={}", a.group, a.label, a.value))
        .collect();
    for expected in [
        "aiConfig/maxTokens=1000000",
        "integrations/whatsappBusinessAPI · phoneNumberId=1059",
        "settings/language=es",
        "whatsappNumbers/=•••0142",
    ] {
        assert!(
            flat.iter().any(|line| line == expected),
            "{expected} in {flat:#?}"
        );
    }
    assert!(!format!("{tenant:?}").contains(CANARY));
    assert_eq!(
        tenant::seen(&raw),
        SeenSwitch::Row {
            status: Some("trial".into()),
            updated_at: Some("2026-11-20T10:00:00.000Z".into())
        }
    );
}

#[test]
fn a_tenant_without_anything_is_still_a_row() {
    let tenant = tenant::tenant(&item([("tenantId", s("t"))]), 0);
    assert_eq!(tenant.status, TenantStatus::Missing);
    assert_eq!(
        (tenant.name.as_str(), tenant.plan, tenant.oddities),
        ("t", None, 0)
    );
}

#[test]
fn the_months_of_both_usage_tables_meet() {
    let tracker = [
        item([
            ("tenantId", s(TENANT)),
            ("month", s("2026-11")),
            ("conversationsCount", n(41)),
            ("messagesCount", s("812")),
            ("aiTokensUsed", n(-5)),
            ("storageUsedGB", n("0.25")),
            (
                "dailyStats",
                L(vec![
                    M(item([("date", s("2026-11-21")), ("messages", n(12))])),
                    M(item([("date", s("2026-11-20")), ("messages", n(30))])),
                    s("roto"),
                ]),
            ),
        ]),
        item([
            ("tenantId", s(TENANT)),
            ("month", s("2026-10")),
            ("messagesCount", n(700)),
        ]),
    ];
    let metrics = [
        item([
            ("tenantId", s(TENANT)),
            ("period", s("2026-09")),
            ("messageCount", n(5)),
        ]),
        item([
            ("tenantId", s(TENANT)),
            ("period", s("2026-11")),
            ("messageCount", n(900)),
        ]),
    ];
    let months = usage::months(&TenantId::from(TENANT), &tracker, &metrics);
    let names: Vec<&str> = months.iter().map(|m| m.month.as_str()).collect();
    assert_eq!(names, ["2026-11", "2026-10", "2026-09"]);
    let newest = &months[0];
    assert_eq!(newest.count(), 900);
    assert_eq!(newest.oddities, 2, "a negative counter and a broken day");
    let tracker = newest.tracker().unwrap();
    assert_eq!((tracker.messages, tracker.tokens), (812, 0));
    let days: Vec<&str> = tracker.days.iter().map(|d| d.date.as_str()).collect();
    assert_eq!(days, ["2026-11-20", "2026-11-21"], "oldest first");
    assert!(months[1].metrics().is_none() && months[2].tracker().is_none());
}

#[test]
fn an_activation_is_what_its_status_says() {
    let raw = item([
        ("id", s("20000000-0000-0000-0000-000000000001")),
        ("name", s("nigredo-disparo")),
        ("display_name", s("Agente de Disparo")),
        ("category", s("Conteúdo")),
        ("status", s("active")),
        ("pricing", s("free")),
    ]);
    let catalogue: Vec<Agent> = vec![alquimista::agent(&raw, 0)];
    let tenant = TenantId::from("t1");
    let mut row = item([
        ("tenant_id", s("t1")),
        ("agent_id", s("20000000-0000-0000-0000-000000000001")),
        ("status", s("active")),
        ("activated_at", s("2026-11-01 10:00:00")),
        ("deactivated_at", s("2026-10-01T10:00:00.000Z")),
        ("activated_by", s("ana")),
        ("updated_at", s("2026-11-01T10:00:00.000Z")),
    ]);
    let on = alquimista::activation(&row, &tenant, &catalogue);
    assert_eq!(
        (on.switch, on.since),
        (Switch::On, at("2026-11-01T10:00:00Z"))
    );
    assert_eq!(
        (on.agent.as_str(), on.by.as_deref()),
        ("Agente de Disparo", Some("ana"))
    );

    row.insert("status".into(), s("inactive"));
    row.insert("deactivation_reason".into(), s("campaña \u{202E}terminada"));
    let off = alquimista::activation(&row, &tenant, &catalogue);
    assert_eq!(
        (off.switch, off.since),
        (Switch::Off, at("2026-10-01T10:00:00Z"))
    );
    assert_eq!(off.reason.unwrap(), "campaña ⟨RLO⟩terminada");

    row.insert("agent_id".into(), s("nigredo-disparo"));
    let by_slug = alquimista::activation(&row, &tenant, &catalogue);
    assert_eq!(by_slug.agent, "Agente de Disparo");
    assert_eq!(
        by_slug.key.agent,
        AgentId::from("nigredo-disparo"),
        "the key of the row"
    );
    let never = alquimista::absent(&catalogue[0], &tenant);
    assert_eq!(
        (never.switch, never.seen),
        (Switch::Absent, SeenSwitch::Absent)
    );
}
