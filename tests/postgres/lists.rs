//! What is read, with the columns of the migrations and with those of the seed.

use crate::server::{Design, scene};
use switchboard::domain::id::TenantId;
use switchboard::domain::tenant::TenantStatus;
use switchboard::platform::alquimista::postgres;

const TENANT: &str = "00000000-0000-0000-0000-000000000001";

#[tokio::test]
async fn tenants_of_both_designs_are_listed_without_their_secrets() {
    for design in [Design::Migrations, Design::Seed] {
        let Some(scene) = scene(design).await else {
            return;
        };
        let database = postgres::discover(scene.settings()).await.unwrap().unwrap();
        let tenants = postgres::reader(&database).tenants.unwrap();
        let page = tenants.list(None).await.unwrap();
        let names: Vec<&str> = page.items.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Empresa Demo", "Padaria Aurora", "Clínica Sol"]);
        assert_eq!(page.next, None);
        let told = format!("{:?}", page.items);
        assert!(told.contains("messagesPerHour") && !told.contains("sk-not"));
        assert_eq!(page.items[2].status, TenantStatus::Active);
        assert_eq!(page.items[2].oddities, 1, "the two designs disagree");
        let id = TenantId::from("00000000-0000-0000-0000-000000000001");
        let one = tenants.read(&id).await.unwrap().value.unwrap();
        assert_eq!(one.plan.unwrap().as_str(), "professional");
        for absent in ["00000000-0000-0000-0000-00000000ffff", "no uuid", ""] {
            let read = tenants.read(&TenantId::from(absent)).await.unwrap();
            assert_eq!(read.value, None, "{absent}");
        }
    }
}

#[tokio::test]
async fn a_long_list_comes_by_pages() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    let many = "INSERT INTO tenants (id, company_name) SELECT gen_random_uuid(), 'T' FROM generate_series(1, 450)";
    scene.client.batch_execute(many).await.unwrap();
    let database = postgres::discover(scene.settings()).await.unwrap().unwrap();
    let tenants = postgres::reader(&database).tenants.unwrap();
    let mut ids = std::collections::BTreeSet::new();
    let (mut after, mut pages) = (None, 0);
    loop {
        let page = tenants.list(after).await.unwrap();
        pages += 1;
        ids.extend(page.items.into_iter().map(|one| one.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!((ids.len(), pages), (453, 3));
}

#[tokio::test]
async fn daily_usage_is_added_up_by_month() {
    let Some(migrated) = scene(Design::Migrations).await else {
        return;
    };
    let database = postgres::discover(migrated.settings())
        .await
        .unwrap()
        .unwrap();
    let usage = postgres::reader(&database).usage.unwrap();
    let tenant = TenantId::from(TENANT);
    let page = usage.months(&tenant, 3).await.unwrap();
    let names: Vec<&str> = page.items.iter().map(|one| one.month.as_str()).collect();
    assert_eq!(names, ["2026-11", "2026-10"]);
    let month = page.items[0].activity().unwrap();
    assert_eq!(
        (month.count, month.failed, month.tokens),
        (120, 3, Some(59_000))
    );
    assert_eq!((month.cost_usd, month.days.len()), (Some(1.5), 1));
    assert_eq!(page.items.iter().map(|one| one.oddities).sum::<u16>(), 0);
    assert_eq!(usage.months(&tenant, 1).await.unwrap().items.len(), 1);
    let nobody = usage.months(&TenantId::from("nobody"), 3).await.unwrap();
    assert!(nobody.items.is_empty());
    let seeded = scene(Design::Seed).await.unwrap();
    let database = postgres::discover(seeded.settings())
        .await
        .unwrap()
        .unwrap();
    assert!(postgres::reader(&database).usage.is_none(), "no such table");
}
