//! The legacy table: a row for each message, other tenants' rows beside, an index or none.

use super::*;
use crate::stage::key;
use switchboard::aws::table::{KeyKind, TableSpec};
use switchboard::domain::conversation::ConversationRow;

const SCANNED: TableSpec = TableSpec::keyed(
    ("conversationId", KeyKind::S),
    Some(("timestamp", KeyKind::N)),
);

async fn deployed(indexed: bool) -> Deployed {
    if indexed {
        return Deployed::new(Design::Legacy).await;
    }
    let (stage, tables) = (Stage::empty().await, Tables::of(Design::Legacy));
    for (name, spec) in tables.specs() {
        let spec = if name == tables.conversations {
            SCANNED
        } else {
            spec
        };
        stage.create(name, spec).await;
    }
    Deployed { stage, tables }
}

fn row(tenant: &str, id: &str, at: i64, text: &str) -> Item {
    let mut row = item([
        ("conversationId", s(id)),
        ("timestamp", n(at)),
        ("tenantId", s(tenant)),
    ]);
    if at == 0 {
        row.insert("status".into(), s("active"));
    } else {
        row.insert("messageId".into(), s(&format!("m{at}")));
        row.insert("from".into(), s("customer"));
        row.insert("content".into(), s(text));
    }
    row
}

#[tokio::test]
async fn rows_of_several_pages_and_tenants_become_the_tenants_own_entries() {
    for indexed in [true, false] {
        let deployed = deployed(indexed).await;
        let table = &deployed.tables.conversations;
        let mine = format!("{TENANT}#conv_573005550101");
        // The same bare id is in use by two tenants.
        for (tenant, id, at, text) in [
            (TENANT, mine.as_str(), 0, ""),
            (TENANT, &mine, 1_795_266_000_000, "hola"),
            (TENANT, &mine, 1_795_266_060_000, "¿hay?"),
            (TENANT, "conv_573005550102", 0, ""),
            (TENANT, "conv_573005550102", 1_795_266_000_001, "mío"),
            (
                "tenant-other",
                "conv_573005550102",
                1_795_266_000_002,
                "ajeno",
            ),
        ] {
            deployed.put(table, &row(tenant, id, at, text)).await;
        }
        let port = deployed.reader().await.conversations.unwrap();
        assert_eq!(port.scans(), !indexed);
        let mut rows: Vec<ConversationRow> = Vec::new();
        let (mut after, mut pages) = (None, 0);
        loop {
            let page = port.sweep(&tenant(), after, 2).await.unwrap();
            for row in page.items {
                match rows.iter_mut().find(|known| known.key == row.key) {
                    Some(known) => known.absorb(row),
                    None => rows.push(row),
                }
            }
            pages += 1;
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert!(pages >= 3, "bounded pages");
        rows.sort_by(|a, b| a.key.cmp(&b.key));
        assert_eq!(rows.len(), 2, "indexed: {indexed}");
        let last = |row: &ConversationRow| {
            let talk = row.talk.clone().unwrap();
            talk.last.unwrap().text.to_string()
        };
        assert_eq!(last(&rows[0]), "¿hay?");
        assert_eq!(last(&rows[1]), "mío");
        for row in &rows {
            assert!(
                row.record.is_some(),
                "its status is in the row of timestamp 0"
            );
            let phone = row.customer().unwrap().phone.clone();
            assert!(phone.is_some(), "from the id");
        }
        let read = port.read(&key("conv_573005550102")).await.unwrap();
        let stored = read.value.unwrap();
        let said: Vec<&str> = stored.messages.iter().map(|m| m.text.as_str()).collect();
        assert_eq!(said, ["mío"], "never another tenant's");
        assert!(port.read(&key("conv_none")).await.unwrap().value.is_none());
    }
}

#[tokio::test]
async fn a_long_conversation_is_read_from_its_end_and_keeps_its_status() {
    let deployed = deployed(true).await;
    let table = &deployed.tables.conversations;
    let id = format!("{TENANT}#conv_573005550101");
    let mut head = row(TENANT, &id, 0, "");
    head.insert("status".into(), s("closed"));
    deployed.put(table, &head).await;
    for at in 0..520 {
        deployed
            .put(table, &row(TENANT, &id, 1_795_266_000_000 + at, "sigo"))
            .await;
    }
    let port = deployed.reader().await.conversations.unwrap();
    let stored = port.read(&key("conv_573005550101")).await.unwrap();
    let stored = stored.value.unwrap();
    assert_eq!(stored.messages.len(), 500);
    assert_eq!(
        stored.messages.last().unwrap().id.as_str(),
        "m1795266000519"
    );
    assert_eq!(stored.row.status().word(), "closed");
}
