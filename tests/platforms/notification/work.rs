//! What waits for a person, found by bounded pages.

use super::*;

pub async fn all_work(platform: &Platform) -> Vec<Work> {
    let port = platform.work.as_ref().unwrap();
    let now = Timestamp::now();
    let mut work = Vec::new();
    let mut after = None;
    loop {
        let page: Page<Work> = port.open(now, after).await.unwrap();
        for one in &page.items {
            let read = port.read(&one.key, now).await.unwrap().value;
            assert_eq!(read.as_ref(), Some(one), "read alone it is the same");
        }
        work.extend(page.items);
        after = page.next;
        if after.is_none() {
            return work;
        }
    }
}

fn synced(id: &str, errors: i64, error: AttributeValue) -> Item {
    item([
        ("user_id", s(USER)),
        ("source_id", s(id)),
        ("last_sync_timestamp", ago(3, "Z")),
        ("error_count", n(errors)),
        ("last_error", error),
    ])
}

#[tokio::test]
async fn work_is_found_through_all_pages() {
    let (stage, tables, platform) = stage().await;
    let sources = 24;
    for at in 0..sources {
        let id = format!("s{at:02}");
        let word = if at == 5 { "paused" } else { "active" };
        stage.put(&tables.data_sources, &source(&id, word)).await;
        let sync = match at % 4 {
            1 => synced(&id, 3, s("[AUTHENTICATIONFAILED]")),
            _ => synced(&id, 0, Null(true)),
        };
        stage.put(&tables.sync_state, &sync).await;
        // Every fourth has mail of today, another fourth only old mail, the rest none.
        if at % 4 == 2 {
            let row = mail(&format!("<{id}@x>"), &id, ago(10, "Z"));
            stage.put(&tables.notifications, &row).await;
        } else if at % 4 == 3 {
            let row = mail(&format!("<{id}@x>"), &id, ago(3_000, "Z"));
            stage.put(&tables.notifications, &row).await;
        }
    }
    let work = all_work(&platform).await;
    let of = |kind| -> BTreeSet<&str> {
        work.iter()
            .filter(|work| work.key.kind == kind)
            .map(|work| work.key.id.as_str())
            .collect()
    };
    assert_eq!(
        of(WorkKind::SourceFailing),
        BTreeSet::from(["s01", "s09", "s13", "s17", "s21"]),
        "a paused one is nobody's work"
    );
    assert_eq!(of(WorkKind::SourceQuiet).len(), 12);
    assert!(of(WorkKind::SourceQuiet).contains("s03"));
    assert_eq!(of(WorkKind::NotificationStuck).len(), 6);
    assert!(of(WorkKind::NotificationStuck).contains("<s03@x>"));
    assert_eq!(work.len(), 5 + 12 + 6, "each once");

    let port = platform.work.as_ref().unwrap();
    let mut row = mail("<s03@x>", "s03", ago(3_000, "Z"));
    row.insert("delivered_at".into(), ago(1, "Z"));
    stage.put(&tables.notifications, &row).await;
    let key = |kind, id: &str| WorkKey {
        platform: PlatformId::Notification,
        tenant: TenantId::from(USER),
        kind,
        id: WorkId::from(id),
    };
    for (kind, id) in [
        (WorkKind::NotificationStuck, "<s03@x>"),
        (WorkKind::SourceFailing, "s02"),
        (WorkKind::SourceQuiet, "no such"),
        (WorkKind::RunFailed, "s01"),
    ] {
        let read = port.read(&key(kind, id), Timestamp::now()).await.unwrap();
        assert_eq!(read.value, None, "{id} does not wait");
    }
}

#[tokio::test]
async fn a_mailbox_that_is_too_large_to_read_accuses_nobody() {
    let (stage, tables, platform) = stage().await;
    stage
        .put(&tables.data_sources, &source("s1", "active"))
        .await;
    stage
        .put(&tables.sync_state, &synced("s1", 0, Null(true)))
        .await;
    let kinds = || async {
        let work = all_work(&platform).await;
        work.iter()
            .filter(|work| work.key.kind == WorkKind::SourceQuiet)
            .count()
    };
    assert_eq!(kinds().await, 1);
    let old = |at: usize| mail(&format!("<{at:04}@x>"), "other", ago(3_000, "Z"));
    for chunk in (0..1_001).collect::<Vec<usize>>().chunks(50) {
        let rows: Vec<Item> = chunk.iter().map(|at| old(*at)).collect();
        let puts = rows.iter().map(|row| stage.put(&tables.notifications, row));
        futures::future::join_all(puts).await;
    }
    let port = platform.work.as_ref().unwrap();
    let first = port.open(Timestamp::now(), None).await.unwrap();
    assert!(first.items.is_empty(), "what was not read may be new");
    assert!(first.next.is_some());
    let usage = platform.usage.as_ref().unwrap();
    let months = usage.months(&TenantId::from(USER), 3).await.unwrap();
    assert!(months.next.is_some(), "there is more than was counted");
}
