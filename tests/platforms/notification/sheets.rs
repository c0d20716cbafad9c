//! A user's sheets: the account without secrets, and mailboxes whose health is reckoned.

use super::*;
use switchboard::domain::sheet::{Cell, SheetKey, SheetKind, SheetOf, SheetPage, Tone};

async fn read(platform: &Platform, user: &str, kind: SheetKind) -> SheetPage {
    let key = SheetKey {
        platform: PlatformId::Notification,
        of: SheetOf::Tenant(TenantId::from(user)),
        kind,
        narrowing: None,
    };
    let port = platform.sheets.as_ref().unwrap();
    let page = port.page(&key, None, Timestamp::now()).await.unwrap();
    for entry in &page.entries {
        assert_eq!(entry.cells.len(), page.headings.len());
    }
    page
}

async fn synced(stage: &Stage, tables: &Tables, id: &str, minutes: i64, errors: i64) {
    let mut raw = item([
        ("user_id", s(USER)),
        ("source_id", s(id)),
        ("last_sync_timestamp", ago(minutes, "Z")),
        ("error_count", n(errors)),
    ]);
    if errors > 0 {
        raw.insert("last_error".to_owned(), s("login refused"));
    }
    stage.put(&tables.sync_state, &raw).await;
}

#[tokio::test]
async fn a_mailbox_says_how_it_is() {
    let (stage, tables, platform) = stage().await;
    for (id, status) in [
        ("fails", "active"),
        ("late", "active"),
        ("paused", "paused"),
        ("silent", "active"),
        ("unread", "active"),
        ("well", "active"),
    ] {
        stage.put(&tables.data_sources, &source(id, status)).await;
    }
    for (id, minutes, errors) in [
        ("fails", 5, 3),
        ("late", 300, 0),
        ("paused", 5, 0),
        ("silent", 5, 0),
        ("well", 5, 0),
    ] {
        synced(&stage, &tables, id, minutes, errors).await;
    }
    let fresh = mail("m1", "well", ago(60, "Z"));
    stage.put(&tables.notifications, &fresh).await;
    let page = read(&platform, USER, SheetKind::Integrations).await;
    let said: Vec<(&str, Tone, &str)> = page
        .entries
        .iter()
        .map(|entry| {
            let Cell::Word(health) = &entry.cells[3] else {
                panic!("{:?}", entry.cells);
            };
            (entry.id.as_str(), entry.tone, health.name())
        })
        .collect();
    assert_eq!(
        said,
        [
            ("fails", Tone::Bad, "failing"),
            ("late", Tone::Warn, "not read lately"),
            ("paused", Tone::Quiet, "paused"),
            ("silent", Tone::Warn, "read lately, no mail"),
            ("unread", Tone::Plain, "reads unknown"),
            ("well", Tone::Good, "well"),
        ]
    );
    let all = format!("{page:?}");
    assert!(!all.contains("DUMMY"), "no reference to a secret");
    assert!(!all.contains("ana@example.com"), "addresses are masked");
    assert!(page.cost.read_units > 0.0);
}

#[tokio::test]
async fn the_account_is_shown_without_its_secrets_and_an_orphan_is_said_to_be_one() {
    let (stage, tables, platform) = stage().await;
    let raw = item([
        ("user_id", s("ana@example.com")),
        ("email", s("ana@example.com")),
        ("password_hash", s("DUMMY")),
        ("phone", s("+573005550142")),
        ("subscription_tier", s("pro")),
        ("notification_method", s("whatsapp")),
    ]);
    stage.put(&tables.users, &raw).await;
    let page = read(&platform, "ana@example.com", SheetKind::Users).await;
    assert_eq!(page.entries.len(), 1);
    let shown = format!(
        "{:?} {:?}",
        page.entries[0].cells, page.entries[0].attributes
    );
    for hidden in ["DUMMY", "5550142", "ana@example.com"] {
        assert!(!shown.contains(hidden), "{hidden}: {shown}");
    }
    assert_eq!(page.entries[0].cells[2], Cell::Text(Text::from("whatsapp")));
    let orphan = read(&platform, USER, SheetKind::Users).await;
    assert_eq!((orphan.entries.len(), orphan.remarks.len()), (0, 1));
}

#[tokio::test]
async fn only_a_users_own_sheets_are_there() {
    let (_stage, _, platform) = stage().await;
    let port = platform.sheets.as_ref().unwrap();
    for (of, kind) in [
        (SheetOf::System, SheetKind::Users),
        (SheetOf::Tenant(TenantId::from("")), SheetKind::Users),
        (SheetOf::Tenant(TenantId::from(USER)), SheetKind::Products),
    ] {
        let key = SheetKey {
            platform: PlatformId::Notification,
            of,
            kind,
            narrowing: None,
        };
        let refused = port.page(&key, None, Timestamp::now()).await;
        assert_eq!(refused.unwrap_err().trouble, Trouble::Invalid);
    }
}
