//! Products and customers, page by page, in the three deployments.

use super::*;
use crate::stage::instant;
use switchboard::domain::page::Cursor;
use switchboard::domain::problem::Trouble;
use switchboard::domain::sheet::{Cell, DeedKind, SheetPage, Tone};

async fn page(reader: &Platform, key: &SheetKey, after: Option<Cursor>) -> SheetPage {
    let port = reader.sheets.as_ref().unwrap();
    let now = instant("2026-11-21T14:00:00Z");
    port.page(key, after, now).await.unwrap()
}

fn words(page: &SheetPage) -> String {
    page.remarks
        .iter()
        .map(|one| format!("{}\n", switchboard::locale::remark(&one.what)))
        .collect()
}

#[tokio::test]
async fn products_of_a_tenant_are_listed_and_narrowed() {
    for design in ALL {
        let deployed = Deployed::new(design).await;
        let table = &deployed.tables.products;
        for (id, status) in [("p1", "available"), ("p2", "sold"), ("p3", "low_stock")] {
            deployed.put(table, &product(id, status)).await;
        }
        let mut other = product("p9", "available");
        other.insert("tenantId".into(), s("tenant-other"));
        other.insert("productId".into(), s("tenant-other#p9"));
        deployed.put(table, &other).await;
        let odd = item([
            ("tenantId", s(TENANT)),
            ("productId", s("suelto")),
            ("price", s("$ 95.000")),
        ]);
        deployed.put(table, &odd).await;
        let reader = deployed.reader().await;
        let kinds = reader.sheets.as_ref().unwrap().kinds();
        assert_eq!(kinds.tenant, [SheetKind::Products, SheetKind::Customers]);
        let mut all = page(&reader, &sheet(SheetKind::Products, None), None).await;
        all.entries.sort_by(|a, b| a.id.cmp(&b.id));
        let ids: Vec<&str> = all.entries.iter().map(|one| one.id.as_str()).collect();
        let own = |id: &str| format!("{TENANT}#{id}");
        assert_eq!(
            ids,
            ["suelto", &own("p1"), &own("p2"), &own("p3")],
            "{design:?}"
        );
        let tones: Vec<Tone> = all.entries.iter().map(|one| one.tone).collect();
        assert_eq!(tones, [Tone::Warn, Tone::Plain, Tone::Quiet, Tone::Warn]);
        let deeds: Vec<usize> = all.entries.iter().map(|one| one.deeds.len()).collect();
        assert_eq!(deeds, [1, 1, 0, 1], "nothing is sold twice");
        assert!(all.entries[1].deeds.contains(&DeedKind::MarkSold));
        for one in &all.entries {
            assert_eq!(one.cells.len(), all.headings.len());
        }
        let price = |value| Cell::Number { value, decimals: 0 };
        assert_eq!(all.entries[0].cells[1], price(95_000.0));
        assert_eq!(all.entries[1].cells[1], price(129_900.0));
        assert_eq!(all.entries[1].version.as_deref(), Some("available"));
        assert!(words(&all).contains("dashboard"));
        assert!(words(&all).contains("One product has no status"));
        assert!(words(&all).contains("One row has values"));

        let narrowings: &[&str] = match design {
            Design::Platform => &["status", "category"],
            Design::Handoff => &["status"],
            Design::Legacy => &[],
        };
        assert_eq!(all.narrowings, narrowings, "{design:?}");
        if narrowings.contains(&"status") {
            let key = sheet(SheetKind::Products, Some("status=sold"));
            let sold = page(&reader, &key, None).await;
            let ids: Vec<&str> = sold.entries.iter().map(|one| one.id.as_str()).collect();
            assert_eq!(ids, [own("p2")]);
        }
        let now = instant("2026-11-21T14:00:00Z");
        let port = reader.sheets.as_ref().unwrap();
        for wrong in [
            sheet(SheetKind::Products, Some("colour=red")),
            sheet(SheetKind::Customers, Some("status=sold")),
            sheet(SheetKind::Runs, None),
        ] {
            let why = port.page(&wrong, None, now).await.unwrap_err();
            assert_eq!(why.trouble, Trouble::Invalid, "{wrong:?}");
        }
    }
}

#[tokio::test]
async fn pages_of_products_follow_each_other() {
    let deployed = Deployed::new(Design::Platform).await;
    for at in 0..130 {
        let id = format!("p{at:03}");
        deployed
            .put(&deployed.tables.products, &product(&id, "available"))
            .await;
    }
    let reader = deployed.reader().await;
    let key = sheet(SheetKind::Products, None);
    let first = page(&reader, &key, None).await;
    assert_eq!(first.entries.len(), 100);
    assert!(first.cost.read_units > 0.0);
    let second = page(&reader, &key, first.next.clone()).await;
    assert_eq!((second.entries.len(), second.next), (30, None));
}

#[tokio::test]
async fn customers_are_listed_in_both_key_designs_with_masked_phones() {
    for (design, phone) in [
        (Design::Platform, "tenant-plaza#+573005554217"),
        (Design::Handoff, "+573005554217"),
        (Design::Handoff, "tenant-plaza#+573005554217"),
    ] {
        let deployed = Deployed::new(design).await;
        let table = &deployed.tables.customers;
        deployed.put(table, &customer(phone)).await;
        let mut other = customer("tenant-other#+573005550001");
        other.insert("tenantId".into(), s("tenant-other"));
        deployed.put(table, &other).await;
        let reader = deployed.reader().await;
        let page = page(&reader, &sheet(SheetKind::Customers, None), None).await;
        assert_eq!(page.entries.len(), 1, "{design:?} {phone}");
        let one = &page.entries[0];
        assert_eq!(one.cells.len(), page.headings.len());
        assert_eq!(one.cells[1], Cell::Text("+57 ••• ••42 17".into()));
        assert_eq!(one.cells[4], Cell::Count(64));
        let shown = format!("{:?} {:?}", one.cells, one.attributes);
        assert!(!shown.contains("3005554217"), "{shown}");
        assert!(shown.contains("precio, compra"), "{shown}");
        assert!(words(&page).contains("it counts messages"));
        assert!(one.deeds.is_empty());
    }
}

#[tokio::test]
async fn without_an_index_over_tenants_products_are_picked_out_of_the_whole_table() {
    use switchboard::aws::table::{KeyKind, TableSpec};
    let (stage, tables) = (Stage::empty().await, Tables::of(Design::Legacy));
    for (name, spec) in tables.specs() {
        let spec = match name == tables.products {
            true => TableSpec::keyed(("productId", KeyKind::S), None),
            false => spec,
        };
        stage.create(name, spec).await;
    }
    let deployed = Deployed { stage, tables };
    deployed
        .put(&deployed.tables.products, &product("p1", "available"))
        .await;
    let mut other = product("p2", "available");
    other.insert("tenantId".into(), s("tenant-other"));
    deployed.put(&deployed.tables.products, &other).await;
    let reader = deployed.reader().await;
    let page = page(&reader, &sheet(SheetKind::Products, None), None).await;
    assert_eq!(page.entries.len(), 1);
    assert!(words(&page).contains("whole table"));
}

#[tokio::test]
async fn a_deployment_without_these_tables_has_no_such_sheets() {
    let (stage, tables) = (Stage::empty().await, Tables::of(Design::Platform));
    for (name, spec) in tables.specs() {
        if name != tables.products && name != tables.customers {
            stage.create(name, spec).await;
        }
    }
    let (reader, writer) = Deployed { stage, tables }.both().await;
    assert!(reader.sheets.is_none() && writer.acting.is_none());
}
