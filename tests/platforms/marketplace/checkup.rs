//! What a look at the Marketplace finds in products and customers, and the price of its lists.

use super::*;
use switchboard::aws::table::{KeyKind, TableSpec};
use switchboard::domain::checkup::{Drift, How, ListOf, Owner, PlanCheck, Presence, Role, What};
use switchboard::platform::checkup::{Checkup as _, Examination};
use switchboard::platform::marketplace::Checkup;

fn found(seen: &Examination, table: &str, drift: Drift) -> usize {
    let counts = seen.drift.iter().filter(|one| one.subject == *table);
    let mut counts = counts.filter_map(|one| match one.what {
        What::Drift(kind, count) if kind == drift => Some(count),
        _ => None,
    });
    counts.next().unwrap_or(0)
}

fn plan(seen: &Examination, list: ListOf) -> &PlanCheck {
    seen.plans.iter().find(|one| one.list == list).unwrap()
}

#[tokio::test]
async fn products_and_customers_are_judged_in_every_design() {
    for design in ALL {
        let deployed = Deployed::new(design).await;
        let of = &deployed.tables;
        deployed
            .put(
                &of.tenants,
                &item([("tenantId", s(TENANT)), ("status", s("active"))]),
            )
            .await;
        deployed
            .put(&of.products, &product("p1", "available"))
            .await;
        deployed
            .put(&of.products, &product("p2", "disponible"))
            .await;
        let mut odd = product("p3", "available");
        odd.insert("price".into(), s("$ 95.000"));
        odd.remove("status");
        deployed.put(&of.products, &odd).await;
        let mut orphan = product("p4", "sold");
        orphan.insert("tenantId".into(), s("tenant-gone"));
        deployed.put(&of.products, &orphan).await;
        let mut odd = customer("+573005550101");
        odd.insert("leadScore".into(), s("alto"));
        deployed.put(&of.customers, &odd).await;

        let seen = Checkup::new(&deployed.stage.dynamo, of).examine().await;
        assert_eq!(
            found(&seen, &of.products, Drift::UnknownWord),
            2,
            "{design:?}"
        );
        assert_eq!(
            found(&seen, &of.products, Drift::WrongType),
            1,
            "{design:?}"
        );
        let orphans = found(&seen, &of.products, Drift::Orphan(Owner::Tenant));
        assert_eq!(orphans, 1, "{design:?}");
        assert_eq!(
            found(&seen, &of.customers, Drift::WrongType),
            1,
            "{design:?}"
        );
        let used = |name: &str| seen.tables.iter().filter(|one| one.name == *name).count();
        for (name, _) in of.specs() {
            assert_eq!(used(name), 1, "{name} is looked at once");
            let table = seen.tables.iter().find(|one| one.name == *name).unwrap();
            assert!(table.facts().unwrap().design.is_some(), "{name}");
        }
        let others = seen.tables.iter().filter(|one| one.role == Role::Beside);
        assert!(others.clone().count() >= 9);
        assert!(others.clone().all(|one| one.presence == Presence::Missing));
        let how = match design {
            Design::Legacy => How::Index,
            Design::Platform | Design::Handoff => How::Sweep,
        };
        assert_eq!(plan(&seen, ListOf::Conversations).how, how, "{design:?}");
        assert_eq!(plan(&seen, ListOf::Products).how, how, "{design:?}");
    }
}

#[tokio::test]
async fn a_table_that_must_be_read_whole_for_each_tenant_is_priced_so() {
    let (stage, tables) = (Stage::empty().await, Tables::of(Design::Legacy));
    for (name, spec) in tables.specs() {
        let spec = match name == tables.conversations || name == tables.products {
            true => TableSpec::keyed(spec.partition, spec.sort),
            false => spec,
        };
        assert_eq!(spec.partition.1, KeyKind::S);
        stage.create(name, spec).await;
    }
    for id in ["t-1", "t-2", "t-3"] {
        stage
            .put(
                &tables.tenants,
                &item([("tenantId", s(id)), ("status", s("active"))]),
            )
            .await;
    }
    let row = item([
        ("conversationId", s("t-1#conv_573005550101")),
        ("timestamp", n(1_795_266_000_000)),
        ("tenantId", s("t-1")),
        ("content", s(&"hola ".repeat(4_000))),
    ]);
    stage.put(&tables.conversations, &row).await;
    let seen = Checkup::new(&stage.dynamo, &tables).examine().await;
    for list in [ListOf::Conversations, ListOf::Queue, ListOf::Products] {
        assert_eq!(plan(&seen, list).how, How::Scan, "{list:?}");
    }
    let table = seen
        .tables
        .iter()
        .find(|one| one.name == *tables.conversations);
    let facts = table.unwrap().facts().unwrap();
    let index = &facts.indexes[0];
    assert_eq!((index.list, &index.name), (ListOf::Conversations, &None));
    let once = facts.bytes.div_ceil(4096) as f64 * 0.5;
    let all = plan(&seen, ListOf::Conversations).units;
    assert!(all >= once * 2.9, "{all} for three tenants, {once} for one");
}
