//! Marking a product as sold: once, on what was seen, and never a new item.

use super::*;
use crate::stage::{actor, instant};
use switchboard::domain::id::IntentId;
use switchboard::domain::sheet::{Deed, Entry};
use switchboard::domain::work::Decided;

async fn entry(deployed: &Deployed, id: &str) -> Entry {
    let port = deployed.reader().await.sheets.unwrap();
    let now = instant("2026-11-21T14:00:00Z");
    let key = sheet(SheetKind::Products, None);
    let page = port.page(&key, None, now).await.unwrap();
    let mut entries = page.entries.into_iter();
    entries.find(|one| one.id.ends_with(id)).unwrap()
}

async fn sell(deployed: &Deployed, product: &Entry, at: &str) -> Decided {
    let acting = deployed.both().await.1.acting.unwrap();
    let deed = Deed::MarkSold {
        platform: PlatformId::Marketplace,
        tenant: tenant(),
        product: Box::new(product.clone()),
    };
    let intent = IntentId::from("01KAHSELL");
    acting
        .act(&deed, &actor(), &intent, instant(at))
        .await
        .unwrap()
}

async fn raw(deployed: &Deployed, id: &str) -> Option<Item> {
    let stored = format!("{TENANT}#{id}");
    let mut key = item([("productId", s(&stored))]);
    if deployed.tables.design != Design::Legacy {
        key.insert("tenantId".into(), s(TENANT));
    }
    deployed.stage.get(&deployed.tables.products, key).await
}

#[tokio::test]
async fn a_product_is_sold_once_and_keeps_everything_else() {
    for design in ALL {
        let deployed = Deployed::new(design).await;
        let before = product("p1", "available");
        deployed.put(&deployed.tables.products, &before).await;
        let seen = entry(&deployed, "p1").await;
        let at = "2026-11-21T14:00:00.000Z";
        assert_eq!(
            sell(&deployed, &seen, at).await,
            Decided::Done,
            "{design:?}"
        );
        let mut expected = before;
        expected.insert("status".into(), s("sold"));
        expected.insert("soldAt".into(), s(at));
        expected.insert("updatedAt".into(), s(at));
        assert_eq!(raw(&deployed, "p1").await, Some(expected), "{design:?}");
        // The same once more, after an answer that got lost, and another person's attempt.
        assert_eq!(sell(&deployed, &seen, at).await, Decided::Done);
        let later = sell(&deployed, &seen, "2026-11-21T14:00:01Z").await;
        assert_eq!(later, Decided::Already("sold".into()));
        let again = entry(&deployed, "p1").await;
        let again = sell(&deployed, &again, "2026-11-21T14:00:02Z").await;
        assert_eq!(again, Decided::Already("sold".into()));
    }
}

#[tokio::test]
async fn what_changed_meanwhile_is_told_and_nothing_is_written() {
    let deployed = Deployed::new(Design::Platform).await;
    let table = &deployed.tables.products;
    deployed.put(table, &product("p1", "available")).await;
    let seen = entry(&deployed, "p1").await;
    let reserved = product("p1", "reserved");
    deployed.put(table, &reserved).await;
    let now = "2026-11-21T14:00:00Z";
    assert_eq!(
        sell(&deployed, &seen, now).await,
        Decided::Already("reserved".into())
    );
    assert_eq!(raw(&deployed, "p1").await, Some(reserved));

    let mut gone = seen.clone();
    gone.id = format!("{TENANT}#nowhere");
    assert_eq!(sell(&deployed, &gone, now).await, Decided::NotFound);
    assert_eq!(raw(&deployed, "nowhere").await, None, "no stub");
    gone.id = String::new();
    assert_eq!(sell(&deployed, &gone, now).await, Decided::NotFound);
}

#[tokio::test]
async fn an_odd_status_is_compared_as_it_is() {
    let deployed = Deployed::new(Design::Platform).await;
    let table = &deployed.tables.products;
    let mut unstated = product("p1", "");
    unstated.remove("status");
    deployed.put(table, &unstated).await;
    deployed.put(table, &product("p2", "disponible")).await;
    for id in ["p1", "p2"] {
        let seen = entry(&deployed, id).await;
        let sold = sell(&deployed, &seen, "2026-11-21T14:00:00Z").await;
        assert_eq!(sold, Decided::Done, "{id}");
    }
}

#[tokio::test]
async fn a_product_of_another_tenant_is_not_sold() {
    let deployed = Deployed::new(Design::Legacy).await;
    let mut other = product("p1", "available");
    other.insert("tenantId".into(), s("tenant-other"));
    deployed
        .put(&deployed.tables.products, &product("p2", "available"))
        .await;
    deployed.put(&deployed.tables.products, &other).await;
    let mut seen = entry(&deployed, "p2").await;
    seen.id = format!("{TENANT}#p1");
    let sold = sell(&deployed, &seen, "2026-11-21T14:00:00Z").await;
    assert_eq!(sold, Decided::NotFound);
    assert_eq!(raw(&deployed, "p1").await, Some(other));
}
